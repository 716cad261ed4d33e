"""The quarantine: every input that could not be read, with its reason and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy import select

from onrecord.core.answers.sources import Refusal
from onrecord.ledger.schema import refusals as kept
from onrecord.show.workbench.adding import given_name
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="refusals", title="Refused", path="/refusals", section="add")
router = APIRouter()


@router.get("/refusals", response_class=HTMLResponse)
def refusals(request: Request, bench: At, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1) -> HTMLResponse:
    """One line an input, the newest first."""
    return shown(request, PAGE, found=page_of(partial(_refused, bench), {}, page=page))


@router.get("/refusals.{form}")
def refusals_kept(bench: At, form: Literal["csv", "json"]) -> StreamingResponse:
    """The same as a file."""
    return download(_refused(bench), Refusal, form, "refusals")


def _refused(bench: Bench, *, offset: int = 0, limit: int | None = None) -> Iterator[Refusal]:
    query: Any = select(kept).order_by(kept.c.id.desc()).offset(offset).limit(limit)
    with bench.ledger.desk.reading() as connection:
        for row in connection.execute(query):
            yield Refusal(
                id=f"Q{row.id}",
                locator=given_name(row.locator),
                kind=row.kind,
                because=given_name(row.because),
                added=row.added,
                blob=row.blob,
            )
