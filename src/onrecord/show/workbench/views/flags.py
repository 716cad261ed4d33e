"""What a careful reader would stop at, over the whole ledger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.flags import Raised
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.counting import reports_a_day
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="flags", title="Flags", path="/flags", order=70)
router = APIRouter()

GRADES = ("high", "medium", "low")
SMALL = 1_000
"""Reports up to which the flags of the whole ledger are worked out at once; they take some 3 ms a report."""

Kind = Annotated[str | None, Query(max_length=40, description="implausible, unit_slip, contradiction …")]
Severity = Annotated[str | None, Query(max_length=10, description="high, medium or low")]
EventId = Annotated[str | None, Query(max_length=20, description="Of this event only: E12")]


def gravest_first(bench: Bench, *, limit: int | None = None, offset: int = 0, **asked: Any) -> Iterator[Raised]:
    """Flags of high severity, then medium, then low; within each as the ledger has them.

    So it is in a small ledger, whose flags are worked out together and kept. A large one gives them as it finds them,
    those of single reports first: to weigh all reports against each other takes it half a minute.
    """
    with bench.ledger.desk.reading() as connection:
        small = sum(reports_a_day(connection).values()) <= SMALL
    if small:
        key = ("flags", *sorted((name, value) for name, value in asked.items() if value is not None))
        flags = bench.kept(key, lambda: tuple(sorted(bench.ledger.flags(**asked), key=_grade)))
        return islice(iter(flags), offset, None if limit is None else offset + limit)
    return bench.ledger.flags(**asked, limit=limit, offset=offset)


def _grade(flag: Raised) -> int:
    return GRADES.index(flag.severity)


@router.get("/flags", response_class=HTMLResponse)
def flags(
    request: Request, bench: At, asked: Filter, flag: Kind = None, severity: Severity = None, event: EventId = None,
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """One line a flag."""
    own: dict[str, Any] = {"flag": flag or None, "severity": severity or None, "event": event or None}
    found = page_of(partial(gravest_first, bench), {**asked.words(), **own}, page=page)
    return shown(request, PAGE, asked, own=own, found=found)


@router.get("/flags.{form}")
def flags_kept(
    bench: At, asked: Filter, form: Literal["csv", "json"], flag: Kind = None, severity: Severity = None,
    event: EventId = None,
) -> StreamingResponse:  # fmt: skip
    """The same as a file."""
    own: dict[str, Any] = {"flag": flag or None, "severity": severity or None, "event": event or None}
    return download(gravest_first(bench, **{**asked.words(), **own}), Raised, form, "flags")
