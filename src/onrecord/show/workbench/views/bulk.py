"""Many things accepted at once: first everything that would be, each in its words, then one button."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import OnrecordError, UsageError
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Reviewer
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.queue import KINDS, kind_of, waiting
from onrecord.show.workbench.ruled import seen
from onrecord.show.workbench.views.preferences import ours
from onrecord.show.workbench.views.review import MOST, KindAsked, Skip

PAGE = Page(name="bulk", title="Accept many", path="/review/bulk", section="review")
router = APIRouter()

_MOST_MARKS = 200


@router.get("/review/bulk", response_class=HTMLResponse)
def preview(
    request: Request, bench: At, asked: Filter, kind: KindAsked = "claims", skip: Skip = 0
) -> HTMLResponse:
    """What would be accepted, each ticked; nothing is written."""
    with bench.ledger.desk.reading() as connection:
        queue = waiting(bench, connection, kind, asked, most=MOST, skip=skip)
        asked_of = {one.id: seen(connection, one.id) for one in queue}
    own = {"kind": kind if kind != KINDS[0] else None, "skip": skip or None}
    back = asked.link("/review", **own)
    return shown(request, PAGE, asked, own=own, queue=queue, seen=asked_of, made=None, refused=[], back=back)


@router.post("/review/bulk", response_class=HTMLResponse)
def accept(
    request: Request, bench: At, author: Reviewer,
    mark: Annotated[list[str], Form(description='What is accepted and the last ruling on it that was seen: "C9 0"')],
    back: Annotated[str, Form(max_length=4000)] = "/review",
) -> HTMLResponse:  # fmt: skip
    """A ruling for each that is ticked, undone one by one; what somebody has ruled on meanwhile is left as it is."""
    wanted = [one.partition(" ") for one in mark]
    if len(wanted) > _MOST_MARKS or not all(kind_of(name) is not None for name, _, _ in wanted):
        raise UsageError(f"what is accepted so are claims, figures and flags, at most {_MOST_MARKS}: C9 D41/fig3 F2")
    made, refused = [], []
    for name, _, last in wanted:
        try:
            made.append(bench.ledger.judge(name, "accept", author=author, expect=last or None))
        except OnrecordError as error:
            refused.append((name, str(error)))
    return shown(request, PAGE, queue=[], seen={}, made=made, refused=refused, back=ours(back))
