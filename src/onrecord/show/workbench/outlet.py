"""What the page of an outlet shows: what is its own, on how many origins it stands, whose words it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.links import Carried, Spoken
from onrecord.core.answers.sources import NOT_NAMED, Outlet
from onrecord.ledger.alike import alike
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.listing import Rows, page_of

MOST_EVENTS = 100
"""Events of an outlet of which it is worked out who knows, the newest; it takes some 2 ms each."""
MOST_SPEAKERS = 15
ROWS = 20


@dataclass(frozen=True, slots=True)
class Between:
    """An outlet and the reports by which it is tied to another: copied, and credited."""

    name: str
    copies: int
    credits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything on the page of an outlet; ``events`` counts those looked at, ``by_status`` how they stand.

    ``more_events`` is true where there are more than were looked at; ``claims`` is of its own reports.
    """

    outlet: Outlet
    events: int
    more_events: bool
    by_status: tuple[tuple[str, int], ...]
    speakers: tuple[Spoken, ...]
    claims: int
    carries: tuple[Between, ...]
    carried_by: tuple[Between, ...]
    reports: Rows

    @property
    def single(self) -> int:
        """Events that rest on one origin."""
        return dict(self.by_status).get("single_origin", 0)


def carriers_of(bench: Bench, asked: Asked) -> tuple[Carried, ...]:
    """Who carries whom under a filter, worked out once until the ledger changes."""
    return bench.kept(("carriers", asked), lambda: tuple(bench.ledger.carriers(**asked.words("publisher"))))


def find(bench: Bench, name: str, asked: Asked) -> Outlet | None:
    """The outlet of that name however it is spelled; an empty one where it has no report that fits."""
    if not alike(name) or name == NOT_NAMED:
        return None
    found = next(bench.ledger.sources(**{**asked.words(), "publisher": name}), None)
    if found is None and (known := next(bench.ledger.sources(publisher=name), None)) is not None:
        return Outlet(name=known.name, kind=known.kind, documents=0, copies=0, own=0, cites=())
    return found


def gather(bench: Bench, outlet: Outlet, asked: Asked, *, page: int) -> Profile:
    """The profile of an outlet under the filter, with that page of its reports."""
    mine = {**asked.words(), "publisher": outlet.name}
    told, more = bench.kept(("told by", outlet.name, asked), lambda: _told(bench, mine))
    speakers = tuple(bench.ledger.speakers(**mine))
    between = carriers_of(bench, asked)
    own = alike(outlet.name)
    return Profile(
        outlet=outlet,
        events=sum(number for _, number in told),
        more_events=more,
        by_status=told,
        speakers=speakers[:MOST_SPEAKERS],
        claims=sum(one.claims for one in speakers),
        carries=_together((one.b, one) for one in between if alike(one.a) == own),
        carried_by=_together((one.a, one) for one in between if alike(one.b) == own),
        reports=page_of(bench.ledger.documents, {**mine, "order": "newest"}, page=page, rows=ROWS),
    )


def _told(bench: Bench, mine: dict[str, str]) -> tuple[tuple[tuple[str, int], ...], bool]:
    """How the newest events stand that the outlet tells of, and whether there are more."""
    found = list(bench.ledger.events(**mine, order="newest", limit=MOST_EVENTS + 1))
    return standing(found[:MOST_EVENTS]), len(found) > MOST_EVENTS


def standing(events: Sequence[Happened]) -> tuple[tuple[str, int], ...]:
    """How many events stand in which way, the most first: (("single_origin", 7), ("contested", 2))."""
    return tuple(Counter(one.status for one in events).most_common())


def _together(pairs: Iterable[tuple[str, Carried]]) -> tuple[Between, ...]:
    """Copies and credits of one other outlet in one line."""
    found: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for name, one in pairs:
        counts = found.setdefault(names.setdefault(alike(name), name), {})
        counts[one.relation] = counts.get(one.relation, 0) + one.count
    made = [Between(name, counts.get("copies", 0), counts.get("credits", 0)) for name, counts in found.items()]
    return tuple(sorted(made, key=lambda one: (-max(one.copies, one.credits), one.name)))
