"""What was announced, promised, demanded or foretold for a day, and how it came out."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.due import Due
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="due", title="Due", path="/due", order=80)
router = APIRouter()

Status = Annotated[str | None, Query(max_length=20, description="open, past, answered or missed")]


@router.get("/due", response_class=HTMLResponse)
def due(
    request: Request, bench: At, asked: Filter, status: Status = None,
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """One line an item, by its day."""
    own = {"status": status or None}
    return shown(request, PAGE, asked, own=own, found=page_of(bench.ledger.due, {**asked.words(), **own}, page=page))


@router.get("/due.{form}")
def due_kept(bench: At, asked: Filter, form: Literal["csv", "json"], status: Status = None) -> StreamingResponse:
    """The same as a file."""
    return download(bench.ledger.due(**asked.words(), status=status or None), Due, form, "due")
