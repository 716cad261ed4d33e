"""Claims and reports by their words, the best first."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.hits import Hit
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, Rows, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="search", title="Search", path="/search", order=110)
router = APIRouter()

_MOST_HITS = 1_000_000_000  # of a file: all of them

Words = Annotated[str, Query(max_length=400, description='Words in any of their forms: rockets "grain port" -drill')]
Among = Annotated[Literal["claims", "documents"], Query(description="What is looked through: claims or documents")]


@router.get("/search", response_class=HTMLResponse)
def search(
    request: Request, bench: At, asked: Filter, q: Words = "", among: Among = "claims",
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """What was found, with the words that were looked for marked."""
    words = " ".join(q.split())
    own = {"q": words, "among": among if among != "claims" else None}
    found: Rows | None = None
    if words:
        found = page_of(partial(bench.ledger.search, words, among=among), asked.words("about"), page=page)
    return shown(request, PAGE, asked, own=own, found=found, q=words, among=among)


@router.get("/search.{form}")
def search_kept(
    bench: At, asked: Filter, form: Literal["csv", "json"], q: Words = "", among: Among = "claims"
) -> StreamingResponse:
    """Everything that was found, as a file."""
    words = " ".join(q.split())
    hits = bench.ledger.search(words, among=among, limit=_MOST_HITS, **asked.words("about")) if words else iter(())
    return download(hits, Hit, form, "search")
