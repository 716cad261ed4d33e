"""A second opinion, given blind: what another person ruled on, shown without what she ruled."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.agreement import awaiting, coded
from onrecord.show.workbench.bench import At, Reviewer
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.reviewing import these
from onrecord.show.workbench.ruled import seen

PAGE = Page(name="review", title="Second opinion", path="/review/second", section="review")
router = APIRouter()

MOST = 20


@router.get("/review/second", response_class=HTMLResponse)
def second(request: Request, bench: At, author: Reviewer) -> HTMLResponse:
    """Claims on which one other person has ruled; nothing says how."""
    said = bench.ledger.judgements()
    items = [item for item in awaiting(coded(said), author or "") if item.startswith("C")]
    mine = [one for one in said if one.author == author and one.act != "undo" and one.undone_by is None]
    with bench.ledger.desk.reading() as connection:
        queue = these(connection, items[:MOST]) if author else []
        asked_of = {one.id: seen(connection, one.id) for one in queue}
    return shown(request, PAGE, template="second.html", queue=queue, seen=asked_of, left=len(items) if author else 0,
                 last=mine[-1] if mine else None)  # fmt: skip
