"""Outlets, and whom they credit."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.sources import Outlet
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="sources", title="Sources", path="/sources", order=50)
router = APIRouter()


def of(bench: Bench, asked: Asked) -> tuple[Outlet, ...]:
    """The outlets under a filter, worked out once until the ledger changes."""
    return bench.kept(("sources", asked), lambda: tuple(bench.ledger.sources(**asked.words())))


@router.get("/sources", response_class=HTMLResponse)
def sources(
    request: Request, bench: At, asked: Filter, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> HTMLResponse:
    """Outlets, and whom they credit."""
    return shown(request, PAGE, asked, found=page_of(of(bench, asked), {}, page=page))


@router.get("/sources.{form}")
def sources_kept(bench: At, asked: Filter, form: Literal["csv", "json"]) -> StreamingResponse:
    """The same as a file."""
    return download(bench.ledger.sources(**asked.words()), Outlet, form, "sources")
