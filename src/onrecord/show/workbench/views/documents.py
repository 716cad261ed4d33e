"""The list of reports."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.reports import Report
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="documents", title="Documents", path="/documents", order=30)
router = APIRouter()


@router.get("/documents", response_class=HTMLResponse)
def documents(
    request: Request, bench: At, asked: Filter, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> HTMLResponse:
    """Every report, in the order they came."""
    found = page_of(bench.ledger.documents, {**asked.words(), "include_superseded": True}, page=page)
    return shown(request, PAGE, asked, found=found)


@router.get("/documents.{form}")
def documents_kept(bench: At, asked: Filter, form: Literal["csv", "json"]) -> StreamingResponse:
    """The same as a file."""
    return download(bench.ledger.documents(**asked.words(), include_superseded=True), Report, form, "documents")
