"""The review queue: one claim after the other, with the keyboard alone if wanted, the evidence always in sight."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Reviewer
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.reviewing import left, waiting
from onrecord.show.workbench.ruled import seen

PAGE = Page(name="review", title="Review", path="/review", order=90)
router = APIRouter()

MOST = 20


@router.get("/review", response_class=HTMLResponse)
def review(
    request: Request, bench: At, asked: Filter, author: Reviewer,
    skip: Annotated[int, Query(ge=0, le=1_000_000, description="How many to pass over")] = 0,
) -> HTMLResponse:  # fmt: skip
    """What waits, what matters most first."""
    with bench.ledger.desk.reading() as connection:
        queue = waiting(connection, most=MOST, skip=skip)
        number = left(connection)
        asked_of = {one.id: seen(connection, one.id) for one in queue}
    mine = bench.ledger.judgements(author=author) if author else bench.ledger.judgements()
    standing = [one for one in mine if one.act != "undo" and one.undone_by is None]
    return shown(
        request, PAGE, asked, own={"skip": skip or None}, queue=queue, left=number, seen=asked_of, skip=skip, most=MOST,
        last=standing[-1] if standing else None, done=len(standing),
    )  # fmt: skip
