"""Who changed what, when and why: every judgement of the ledger, the newest first, each with a way back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.judgement import Judgement
from onrecord.errors import Unknown
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="history", title="History", path="/history", order=95)
router = APIRouter()

By = Annotated[str | None, Query(max_length=200, description="Who ruled")]
ActName = Annotated[str | None, Query(max_length=20, description="accept, reject, correct, merge, undo …")]
On = Annotated[str | None, Query(max_length=100, description="On this only: C9, D41/fig3, E12")]


def _found(bench: Bench, by: str | None, act: str | None, on: str | None) -> list[Judgement]:
    """What was ruled, the newest first; nothing on what is not in the ledger."""
    try:
        said = bench.ledger.judgements(author=by or None, on=on or None)
    except Unknown:
        return []
    return [one for one in reversed(said) if not act or one.act == act]


@router.get("/history", response_class=HTMLResponse)
def history(
    request: Request, bench: At, by: By = None, act: ActName = None, on: On = None,
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """One line a judgement; what stands can be taken back from here."""
    own = {"by": by or None, "act": act or None, "on": on or None}
    found = page_of(_found(bench, by, act, on), {}, page=page)
    authors = sorted({one.author for one in bench.ledger.judgements()})
    return shown(request, PAGE, own=own, found=found, authors=authors)


@router.get("/history.{form}")
def history_kept(
    bench: At, form: Literal["csv", "json"], by: By = None, act: ActName = None, on: On = None
) -> StreamingResponse:
    """The same as a file."""
    return download(_found(bench, by, act, on), Judgement, form, "history")
