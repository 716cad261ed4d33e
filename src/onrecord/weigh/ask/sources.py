"""``onrecord sources``: the outlets of a ledger, how much of what they print is theirs, and whom they credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import Connection, case, func, select, union_all

from onrecord.core.answers.sources import NOT_NAMED, Cited, Outlet
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import actors, claims, documents, namings
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.origins import Voice, sort_of
from onrecord.weigh.origins.answers import by_full_name
from onrecord.weigh.origins.sorts import outlet_named, press_office


@dataclass(slots=True)
class _Counts:
    """What is counted of one outlet under all spellings of its name."""

    spellings: dict[str, int] = field(default_factory=dict)
    copies: int = 0
    cites: dict[str, dict[str, set[int]]] = field(default_factory=dict)  # reports by spelling, by name


def sources(connection: Connection, filters: Filters) -> Iterator[Outlet]:
    """The outlets of the reports that ``filters`` let through; the one with the most reports first.

    Spellings of one name ("The Coast Herald", "Coast Herald") are one outlet. It credits an agency by a credit line
    ("AFP") or names it as the speaker; one report counts once, and neither "media reports" nor the outlet itself is
    credited. Reports without an outlet stand under "(not named)".
    """
    conditions = asked_of_reports(connection, filters)
    copies = func.sum(case((documents.c.copy_of.is_not(None), 1), else_=0))
    query = select(documents.c.publisher, func.count(), copies).where(*conditions).group_by(documents.c.publisher)
    outlets: dict[str, _Counts] = {}
    for publisher, number, copied in connection.execute(query):
        counts = outlets.setdefault(alike(publisher or ""), _Counts())
        counts.spellings[publisher or NOT_NAMED] = int(number)
        counts.copies += int(copied)
    query = select(documents.c.publisher).where(documents.c.publisher.is_not(None)).distinct()
    names = [*sorted(connection.scalars(query)), *(_usual(counts.spellings) for counts in outlets.values())]
    known = {outlet_named(name): name for name in names}
    for publisher, said, reports in _citations(connection, filters):
        name = _credited(publisher, said, known)
        if name is not None:
            by_spelling = outlets[alike(publisher or "")].cites.setdefault(alike(name), {})
            by_spelling.setdefault(name, set()).update(reports)
    answers = sorted((_outlet(counts) for counts in outlets.values()), key=lambda one: (-one.documents, one.name))
    return at_most(answers[filters.offset :], filters.limit)


def _citations(connection: Connection, filters: Filters) -> Iterator[tuple[str | None, str, list[int]]]:
    """Outlet, the name it credits, and in which reports."""
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
    query = select(both.c.publisher, both.c.name, both.c.id).distinct().order_by(both.c.publisher, both.c.name)
    for (publisher, said), rows in groupby(connection.execute(query), key=lambda row: (row.publisher, row.name)):
        yield publisher, said, [row.id for row in rows]


def _credited(publisher: str | None, name: str, known: Mapping[str, str]) -> str | None:
    """Whom an outlet credits by a name, as the ledger knows it; None for "local media" and for itself."""
    voice = Voice("D0", publisher, None, name, "media", None)
    if sort_of(voice) != "outlet" or outlet_named(name) == press_office(publisher or ""):
        return None
    full = by_full_name(voice, known)
    return None if full.kind == "author" or alike(full.speaker or "") == alike(publisher or "") else full.speaker


def _outlet(counts: _Counts) -> Outlet:
    number = sum(counts.spellings.values())
    cites = [
        Cited(name=_usual({name: len(reports) for name, reports in spellings.items()}),
              documents=len(set().union(*spellings.values())))
        for spellings in counts.cites.values()
    ]  # fmt: skip
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
