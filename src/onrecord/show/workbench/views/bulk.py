"""Many claims accepted at once: first everything that would be, each in its words, then one button."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import OnrecordError, UsageError
from onrecord.show.workbench.bench import At, Reviewer
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.reviewing import waiting
from onrecord.show.workbench.ruled import seen

PAGE = Page(name="bulk", title="Accept many", path="/review/bulk", section="review")
router = APIRouter()

MOST = 20
_MOST_MARKS = 200


@router.get("/review/bulk", response_class=HTMLResponse)
def preview(
    request: Request, bench: At,
    skip: Annotated[int, Query(ge=0, le=1_000_000, description="How many of the queue to pass over")] = 0,
) -> HTMLResponse:  # fmt: skip
    """What would be accepted, each ticked; nothing is written."""
    with bench.ledger.desk.reading() as connection:
        queue = waiting(connection, most=MOST, skip=skip)
        asked_of = {one.id: seen(connection, one.id) for one in queue}
    return shown(request, PAGE, queue=queue, seen=asked_of, made=None, refused=[], skip=skip)


@router.post("/review/bulk", response_class=HTMLResponse)
def accept(
    request: Request, bench: At, author: Reviewer,
    mark: Annotated[list[str], Form(description='What is accepted and the last ruling on it that was seen: "C9 0"')],
) -> HTMLResponse:  # fmt: skip
    """A ruling for each that is ticked, undone one by one; what somebody has ruled on meanwhile is left as it is."""
    wanted = [one.partition(" ") for one in mark]
    if len(wanted) > _MOST_MARKS or not all(name[:1] == "C" and name[1:].isdecimal() for name, _, _ in wanted):
        raise UsageError(f"claims are accepted by their numbers, at most {_MOST_MARKS} at once: C9 C12")
    made, refused = [], []
    for name, _, last in wanted:
        try:
            made.append(bench.ledger.judge(name, "accept", author=author, expect=last or None))
        except OnrecordError as error:
            refused.append((name, str(error)))
    return shown(request, PAGE, queue=[], seen={}, made=made, refused=refused, skip=0)
