"""The situation: what is said to have happened, when and where, what is disputed, what is flagged and due."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from onrecord.core.answers.brief import Brief
from onrecord.core.answers.flags import Raised
from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.reports import Report
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.counting import newest_reports, reports_a_day
from onrecord.show.workbench.drawing import course, map
from onrecord.show.workbench.drawn import drawing_kept
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.views.flags import SMALL, gravest_first

PAGE = Page(name="situation", title="Situation", path="/", order=10)
router = APIRouter()

MOST_EVENTS = 60
"""Events in the drawings, those most reports tell of; a ledger of a whole war has more, and a filter finds them."""
_WEIGHED = 25  # events for each reason to stand on the page; weighing one takes a millisecond
_LINES = 5
_FLAGS = 6
_CARRIED = ("unit_slip", "implausible", "arithmetic", "chronology", "self_citation", "unsourced", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the page is made of."""

    events: tuple[Happened, ...]
    days: dict[str, int]
    brief: Brief
    flags: tuple[Raised, ...]
    latest: tuple[Report, ...]


def of(bench: Bench, asked: Asked) -> Situation:
    """The situation under a filter, worked out once until the ledger changes."""
    return bench.kept(("situation", asked), lambda: _of(bench, asked))


def _of(bench: Bench, asked: Asked) -> Situation:
    words, ledger = asked.words(), bench.ledger
    with ledger.desk.reading() as connection:
        days = reports_a_day(connection)
        newest = newest_reports(connection, as_of=words.get("as_of"), most=_LINES)
    return Situation(
        events=tuple(ledger.events(**words, order="told", limit=MOST_EVENTS)),
        days=days,
        brief=ledger.brief(**words, lines=_LINES, most=_WEIGHED),
        flags=_flags(bench, words, small=sum(days.values()) <= SMALL),
        latest=tuple(one for number in newest for one in ledger.documents(document=number, as_of=asked.as_of)),
    )


def _flags(bench: Bench, words: dict[str, str], *, small: bool) -> tuple[Raised, ...]:
    """The gravest: of a small ledger all are weighed, of a large one those that its reports carry."""
    if small:
        return tuple(gravest_first(bench, limit=_FLAGS, **dict[str, Any](words)))
    kept: list[Raised] = []
    for kind in _CARRIED:
        kept += islice(bench.ledger.flags(**words, flag=kind, severity="high", limit=_FLAGS), _FLAGS)
    return tuple(kept[:_FLAGS])


@router.get("/", response_class=HTMLResponse)
def situation(request: Request, bench: At, asked: Filter) -> HTMLResponse:
    """The first page."""
    found = of(bench, asked)
    parts = {part.title: part for part in found.brief.parts}
    return shown(
        request, PAGE, asked, found=found, course=course.draw(found.days, found.events, as_of=asked.as_of),
        map=map.draw(found.events), happened=parts.get("What happened"), disputed=parts.get("What is disputed"),
        due=parts.get("What is due"), every=len(found.events) < MOST_EVENTS,
    )  # fmt: skip


@router.get("/situation.json")
def situation_kept(bench: At, asked: Filter) -> JSONResponse:
    """The page as a file: the brief, the events that are drawn, the flags, the newest reports, reports a day."""
    found = of(bench, asked)
    told = {
        "brief": found.brief.to_dict(), "days": found.days, "events": [one.to_dict() for one in found.events],
        "flags": [one.to_dict() for one in found.flags], "latest": [one.to_dict() for one in found.latest],
    }  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="situation.json"', "Cache-Control": "no-store"}
    return JSONResponse(told, headers=headers)


@router.get("/situation/{name}.svg")
def drawings(bench: At, asked: Filter, name: Literal["course", "map"]) -> Response:
    """The drawings as files."""
    found = of(bench, asked)
    drawn = course.draw(found.days, found.events, as_of=asked.as_of) if name == "course" else map.draw(found.events)
    return drawing_kept(bench, name, drawn, asked)
