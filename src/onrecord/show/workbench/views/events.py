"""The list of events."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.happenings import Happened
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="events", title="Events", path="/events", order=20)
router = APIRouter()

Type = Annotated[str | None, Query(max_length=40, description="By PLOVER 2.0: ASSAULT, PROTEST …")]


@router.get("/events", response_class=HTMLResponse)
def events(
    request: Request, bench: At, asked: Filter, type: Type = None, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> HTMLResponse:
    """What happened, one line an event."""
    own = {"type": type or None}
    found = page_of(bench.ledger.events, {**asked.words(), **own}, page=page)
    return shown(request, PAGE, asked, own=own, found=found)


@router.get("/events.{form}")
def events_kept(bench: At, asked: Filter, form: Literal["csv", "json"], type: Type = None) -> StreamingResponse:
    """The same as a file."""
    return download(bench.ledger.events(**asked.words(), type=type or None), Happened, form, "events")
