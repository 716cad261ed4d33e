"""The situation: what is said to have happened, when and where, what is disputed, what is flagged and due."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="situation", title="Situation", path="/", order=10)
router = APIRouter()


@router.get("/", response_class=HTMLResponse)
def situation(request: Request, asked: Filter) -> HTMLResponse:
    """The first page."""
    return shown(request, PAGE, asked)
