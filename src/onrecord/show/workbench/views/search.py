"""Claims and reports by their words, the best first."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="search", title="Search", path="/search", order=110)
router = APIRouter()

_MOST = 50


@router.get("/search", response_class=HTMLResponse)
def search(
    request: Request, bench: At, asked: Filter, q: Annotated[str, Query(max_length=400)] = "",
    among: Literal["claims", "documents"] = "claims",
) -> HTMLResponse:  # fmt: skip
    """What was found, with the words that were looked for marked."""
    words = " ".join(q.split())
    hits = list(bench.ledger.search(words, among=among, limit=_MOST, **asked.words("about"))) if words else []
    own = {"q": words, "among": among if among != "claims" else None}
    return shown(request, PAGE, asked, own=own, hits=hits, q=words, among=among, most=_MOST)
