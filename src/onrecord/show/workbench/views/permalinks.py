"""One address for every item: ``/id/E12`` leads to the page of that event, whatever the page is called later."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.words import home

router = APIRouter()


@router.get("/id/{name:path}", response_class=RedirectResponse, status_code=307)
def permalink(name: str, asked: Filter) -> RedirectResponse:
    """Lead to the page of an item: D41, C9, E12, G3, A3, F9, U2, J7, D41/fig3."""
    return RedirectResponse(asked.link(home(name)), status_code=307)
