"""A second opinion, given blind: what another person ruled on, shown without what she ruled."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.agreement import awaiting, coded
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Reviewer
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.queue import Kind, among, kind_of, these
from onrecord.show.workbench.ruled import seen
from onrecord.show.workbench.views.review import FIELDS, MEASURES, MOST, NOUNS, Fix

PAGE = Page(name="review", title="Second opinion", path="/review/second", section="review")
router = APIRouter()

ORDER: tuple[Kind, ...] = ("all", "claims", "figures", "flags")
KindAsked = Annotated[Kind, Query(description="Of which kind: claims, figures, flags, or all of them")]


@router.get("/review/second", response_class=HTMLResponse)
def second(
    request: Request, bench: At, asked: Filter, author: Reviewer, kind: KindAsked = "all", fix: Fix = ""
) -> HTMLResponse:
    """What one other person has ruled on; nothing says how."""
    said = bench.ledger.judgements()
    items = [item for item in awaiting(coded(said), author or "") if kind_of(item) in ORDER[1:]]
    items = [item for item in items if kind in ("all", kind_of(item))]
    mine = [one for one in said if one.author == author and one.act != "undo" and one.undone_by is None]
    with bench.ledger.desk.reading() as connection:
        items = among(bench, connection, items, asked)
        queue = these(bench, connection, items[:MOST]) if author else []
        asked_of = {one.id: seen(connection, one.id) for one in queue}
    return shown(
        request, PAGE, asked, own={"kind": kind if kind != "all" else None}, queue=queue, seen=asked_of, skip=0,
        most=MOST, left=len(items) if author else 0, more=False, last=mine[-1] if mine else None, done=0,
        fix=fix if fix in asked_of else "", fields=FIELDS, measures=MEASURES, kind=kind, kinds=ORDER,
        noun=NOUNS[kind], blind=True,
    )  # fmt: skip
