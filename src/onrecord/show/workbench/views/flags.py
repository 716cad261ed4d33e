"""What a careful reader would stop at, over the whole ledger."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.flags import Raised
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="flags", title="Flags", path="/flags", order=70)
router = APIRouter()

Kind = Annotated[str | None, Query(max_length=40, description="implausible, unit_slip, contradiction …")]
Severity = Annotated[str | None, Query(max_length=10, description="high, medium or low")]
EventId = Annotated[str | None, Query(max_length=20, description="Of this event only: E12")]


@router.get("/flags", response_class=HTMLResponse)
def flags(
    request: Request, bench: At, asked: Filter, flag: Kind = None, severity: Severity = None, event: EventId = None,
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """One line a flag."""
    own = {"flag": flag or None, "severity": severity or None, "event": event or None}
    return shown(request, PAGE, asked, own=own, found=page_of(bench.ledger.flags, {**asked.words(), **own}, page=page))


@router.get("/flags.{form}")
def flags_kept(
    bench: At, asked: Filter, form: Literal["csv", "json"], flag: Kind = None, severity: Severity = None,
    event: EventId = None,
) -> StreamingResponse:  # fmt: skip
    """The same as a file."""
    own = {"flag": flag or None, "severity": severity or None, "event": event or None}
    return download(bench.ledger.flags(**asked.words(), **own), Raised, form, "flags")
