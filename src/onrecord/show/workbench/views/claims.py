"""Who says what: every claim that the filter lets through."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.claims import Claim
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="claims", title="Claims", path="/claims", order=35)
router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What only this list is narrowed by."""

    polarity: str | None
    speaker: str | None
    mentions: str | None
    event: str | None
    document: str | None


def narrowed(
    polarity: Annotated[str | None, Query(max_length=20, description="affirmed or denied")] = None,
    speaker: Annotated[str | None, Query(max_length=400, description="Who says it: a name, or A3")] = None,
    mentions: Annotated[str | None, Query(max_length=400, description="Whom others name in what they say: A3")] = None,
    event: Annotated[str | None, Query(max_length=20, description="Of this event only: E12")] = None,
    document: Annotated[str | None, Query(max_length=20, description="Of this report only: D41")] = None,
) -> Narrowed:
    """Words of the address; what is empty narrows nothing."""
    return Narrowed(polarity=polarity or None, speaker=speaker or None, mentions=mentions or None,
                    event=event or None, document=document or None)  # fmt: skip


Own = Annotated[Narrowed, Depends(narrowed)]


@router.get("/claims", response_class=HTMLResponse)
def claims(
    request: Request, bench: At, asked: Filter, only: Own, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> HTMLResponse:
    """One line a claim."""
    own = asdict(only)
    return shown(request, PAGE, asked, own=own, found=page_of(bench.ledger.claims, {**asked.words(), **own}, page=page))


@router.get("/claims.{form}")
def claims_kept(bench: At, asked: Filter, only: Own, form: Literal["csv", "json"]) -> StreamingResponse:
    """The same as a file."""
    return download(bench.ledger.claims(**asked.words(), **asdict(only)), Claim, form, "claims")
