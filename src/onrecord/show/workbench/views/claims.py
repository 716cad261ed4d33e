"""Who says what: every claim that the filter lets through."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.claims import Claim
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="claims", title="Claims", path="/claims", order=35)
router = APIRouter()

Polarity = Annotated[str | None, Query(max_length=20, description="affirmed or denied")]
Speaker = Annotated[str | None, Query(max_length=400, description="Who says it: a name, or A3")]
EventId = Annotated[str | None, Query(max_length=20, description="Of this event only: E12")]


@router.get("/claims", response_class=HTMLResponse)
def claims(
    request: Request, bench: At, asked: Filter, polarity: Polarity = None, speaker: Speaker = None,
    event: EventId = None, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """One line a claim."""
    own = {"polarity": polarity or None, "speaker": speaker or None, "event": event or None}
    return shown(request, PAGE, asked, own=own, found=page_of(bench.ledger.claims, {**asked.words(), **own}, page=page))


@router.get("/claims.{form}")
def claims_kept(
    bench: At, asked: Filter, form: Literal["csv", "json"], polarity: Polarity = None, speaker: Speaker = None,
    event: EventId = None,
) -> StreamingResponse:  # fmt: skip
    """The same as a file."""
    own = {"polarity": polarity or None, "speaker": speaker or None, "event": event or None}
    return download(bench.ledger.claims(**asked.words(), **own), Claim, form, "claims")
