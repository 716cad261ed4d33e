"""Judgements: their chain is whole, its tail is there, and what follows from them is what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.ledger.judgements import chain
from onrecord.ledger.judgements.applied import load
from onrecord.ledger.judgements.effects import Joined, joins, path, rulings
from onrecord.ledger.judgements.numbers import OWNERS, misplaced
from onrecord.ledger.schema import about, documents, joined, judgements
from onrecord.ledger.schema import rulings as kept
from onrecord.ledger.verify.finding import Finding, Tally


def check_chain(connection: Connection, tally: Tally, *, head: str | None) -> Iterator[Finding]:
    """Judgements that were changed, moved or taken out; and the one with hash ``head``, which must be there."""
    tally.at = "judgements"
    tally.judgements = connection.scalar(select(func.count()).select_from(judgements)) or 0
    for name, because in chain.broken(connection):
        yield Finding(name, "judgement", because)
    tally.head = chain.head(connection)[1]
    if head is None:
        return
    own = connection.scalar(select(about.c.value).where(about.c.key == "ledger"))
    known = connection.scalar(select(judgements.c.id).where(judgements.c.hash == head))
    if known is None and head != own:
        because = f"none has the hash {head}: those up to it were cut off or changed, or it is another ledger's"
        yield Finding("judgements", "judgement", because)


def check_rulings(connection: Connection) -> Iterator[Finding]:
    """Rulings, merges and splits that are not what the judgements come to, and rows that do not follow them."""
    try:
        ruled = load(connection)
        expected = rulings(ruled)
        now = joins(ruled)
    except (ValueError, KeyError, TypeError, AttributeError) as failure:
        yield Finding("judgements", "ruling", f"what they come to cannot be worked out ({type(failure).__name__})")
        return
    wanted = {
        item: (ruling.judgement, ruling.verdict, chain.canonical_json(ruling.change), ruling.comments)
        for item, ruling in expected.items()
    }
    query = select(kept.c.item, kept.c.judgement, kept.c.verdict, kept.c.change, kept.c.comments)
    yield from _parted({row[0]: tuple(row[1:]) for row in connection.execute(query)}, wanted, "what is ruled on it")
    stored = {row.item: (row.into, row.judgement) for row in connection.execute(select(joined))}
    yield from _parted(stored, now, "what it is joined to")
    yield from _followed(connection, now)
    for row, _ in misplaced(connection, None):
        because = "it stands in another group of figures than it belongs to"
        yield Finding(f"D{row.document}/{row.local}", "ruling", because)
    yield from _copies(connection, {item: ruling.change for item, ruling in expected.items()})


def _copies(connection: Connection, changes: dict[str, Any]) -> Iterator[Finding]:
    """Reports that are not the copy of what the program found, or of what a person has said since."""
    query = select(documents.c.id, documents.c.copy_base, documents.c.copy_of).order_by(documents.c.id)
    for number, base, now in connection.execute(query):
        change = changes.get(f"D{number}", {})
        wanted = (change["copy_of"] or "none") if "copy_of" in change else _report(base)
        if wanted != _report(now):
            because = f"it is kept as a copy of {_report(now)}, and the judgements come to {wanted}"
            yield Finding(f"D{number}", "ruling", because)


def _report(number: int | None) -> str:
    return "none" if number is None else f"D{number}"


def _parted(stored: dict[str, Any], wanted: dict[str, Any], what: str) -> Iterator[Finding]:
    for item in sorted({*stored, *wanted}):
        if stored.get(item) != wanted.get(item):
            yield Finding(item, "ruling", f"{what} is not what the judgements come to")


def _followed(connection: Connection, now: Joined) -> Iterator[Finding]:
    """Happenings and namings that do not bear the event or actor that merges and splits make of their own."""
    for table, column in OWNERS.values():
        letter = column[0].upper()
        query = select(table.c.id, table.c.document, table.c.local, table.c.base, table.c[column]).order_by(table.c.id)
        for row in connection.execute(query, execution_options={"yield_per": 1000}):
            address = f"D{row.document}/{row.local}"
            end = path(now, address if address in now else f"{letter}{row.base}")[-1]
            if end != f"{letter}{row[4]}":
                yield Finding(address, "ruling", f"it is counted under {letter}{row[4]}, and belongs under {end}")
