"""``onrecord sources``: the outlets of a ledger, how much of what they print is theirs, and whom they credit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, case, func, select, union_all

from onrecord.core.answers.sources import Cited, Outlet
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import actors, claims, documents, namings
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters


@dataclass(slots=True)
class _Counts:
    """What is counted of one outlet under all spellings of its name."""

    spellings: dict[str, int] = field(default_factory=dict)
    copies: int = 0
    cites: dict[str, dict[str, int]] = field(default_factory=dict)


def sources(connection: Connection, filters: Filters) -> Iterator[Outlet]:
    """The outlets of the reports that ``filters`` let through; the one with the most reports first.

    Spellings of one name ("The Coast Herald", "Coast Herald") are one outlet. It credits an agency by a credit line
    ("AFP") or names it as the speaker; one report counts once. Reports without an outlet stand under "(not named)".
    """
    conditions = asked_of_reports(connection, filters)
    copies = func.sum(case((documents.c.copy_of.is_not(None), 1), else_=0))
    query = select(documents.c.publisher, func.count(), copies).where(*conditions).group_by(documents.c.publisher)
    outlets: dict[str, _Counts] = {}
    for publisher, number, copied in connection.execute(query):
        counts = outlets.setdefault(alike(publisher or ""), _Counts())
        counts.spellings[publisher or "(not named)"] = int(number)
        counts.copies += int(copied)
    cited = _citations(connection, filters)
    for publisher, name, number in cited:
        if alike(name) != alike(publisher or ""):
            by_spelling = outlets[alike(publisher or "")].cites.setdefault(alike(name), {})
            by_spelling[name] = by_spelling.get(name, 0) + number
    answers = sorted((_outlet(counts) for counts in outlets.values()), key=lambda one: (-one.documents, one.name))
    return at_most(answers, filters.limit)


def _citations(connection: Connection, filters: Filters) -> Iterator[tuple[str | None, str, int]]:
    """Outlet, the name it credits, and in how many reports."""
    conditions = asked_of_reports(connection, filters)
    credited = select(documents.c.publisher, documents.c.carries.label("name"), documents.c.id)
    credited = credited.where(documents.c.carries.is_not(None), *conditions)
    name = func.coalesce(actors.c.name, claims.c.speaker_name)
    spoken = select(documents.c.publisher, name.label("name"), documents.c.id)
    spoken = spoken.join(claims, claims.c.document == documents.c.id)
    spoken = spoken.outerjoin(namings, namings.c.id == claims.c.speaker)
    spoken = spoken.outerjoin(actors, actors.c.id == namings.c.actor)
    spoken = spoken.where(claims.c.speaker_kind == "media", name.is_not(None), *conditions)
    both = union_all(credited, spoken).subquery()
    query = select(both.c.publisher, both.c.name, func.count(both.c.id.distinct()))
    for publisher, cited, number in connection.execute(query.group_by(both.c.publisher, both.c.name)):
        yield publisher, cited, int(number)


def _outlet(counts: _Counts) -> Outlet:
    number = sum(counts.spellings.values())
    cites = [Cited(name=_usual(spellings), documents=sum(spellings.values())) for spellings in counts.cites.values()]
    return Outlet(
        name=_usual(counts.spellings),
        kind="outlet",
        documents=number,
        copies=counts.copies,
        own=number - counts.copies,
        cites=tuple(sorted(cites, key=lambda one: (-one.documents, one.name))),
    )


def _usual(spellings: dict[str, int]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], name))
