"""Figures side by side: every group that statements make, with what a rule makes of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.happenings import Counted
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="figures", title="Figures", path="/figures", order=60)
router = APIRouter()

Measure = Annotated[str | None, Query(max_length=40, description="killed, injured, displaced …")]
EventId = Annotated[str | None, Query(max_length=20, description="Of this event only: E12")]
DocumentId = Annotated[str | None, Query(max_length=20, description="Of this report only: D41")]
Rule = Annotated[str | None, Query(max_length=20, description="range, ucdp, acled or ibc")]


@router.get("/figures", response_class=HTMLResponse)
def figures(
    request: Request, bench: At, asked: Filter, measure: Measure = None, rule: Rule = None,
    event: EventId = None, document: DocumentId = None, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """One line a group of statements."""
    own = {"measure": measure or None, "rule": rule or None, "event": event or None, "document": document or None}
    found = page_of(bench.ledger.figures, {**asked.words(), **own, "rule": rule or "range"}, page=page)
    return shown(request, PAGE, asked, own=own, found=found)


@router.get("/figures.{form}")
def figures_kept(
    bench: At, asked: Filter, form: Literal["csv", "json"], measure: Measure = None, rule: Rule = None,
    event: EventId = None, document: DocumentId = None,
) -> StreamingResponse:  # fmt: skip
    """The same as a file."""
    own = {"measure": measure or None, "event": event or None, "document": document or None}
    found = bench.ledger.figures(**asked.words(), **own, rule=rule or "range")
    return download(found, Counted, form, "figures")
