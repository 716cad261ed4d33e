"""Who takes part or speaks, over all reports that name them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.actors import KnownActor
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="actors", title="Actors", path="/actors", order=40)
router = APIRouter()


@router.get("/actors", response_class=HTMLResponse)
def actors(
    request: Request, bench: At, asked: Filter, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> HTMLResponse:
    """Who takes part or speaks, over all reports that name them."""
    return shown(request, PAGE, asked, found=page_of(bench.ledger.actors, asked.words(), page=page))


@router.get("/actors.{form}")
def actors_kept(bench: At, asked: Filter, form: Literal["csv", "json"]) -> StreamingResponse:
    """The same as a file."""
    return download(bench.ledger.actors(**asked.words()), KnownActor, form, "actors")
