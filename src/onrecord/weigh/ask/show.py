"""``onrecord show``: one item with its evidence in its sentence, and what people ruled on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from onrecord.core.answers.shown import Quote, Shown
from onrecord.core.span import Span
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.judgements.asked import ask_judgements
from onrecord.ledger.judgements.items import Item, find, members, on_the_whole, text_of
from onrecord.ledger.rows import unpacked
from onrecord.ledger.schema import documents as reports
from onrecord.ledger.schema import figures as counted
from onrecord.ledger.schema import readings
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.claims import claims, claims_of
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.due import due_one
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.figures import figures, figures_of
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags, refused
from onrecord.weigh.ask.likely import likely
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.whole import whole_flag

IDS = "D41 (a report), C9 (a claim), E12 (an event), G3 (figures), A3 (an actor), F9 (a flag), J7 (a judgement), "
IDS += "U2 (something due), Q2 (a refused input), "
IDS += "E12/circular_sourcing (a flag of the whole ledger), or an entry of a report such as D41/fig3"
_ID = re.compile(r"([DCEGAFJQU])([1-9]\d{0,17})(?:/(att|fig|eve|act|pla|rel)([1-9]\d{0,8}))?", re.ASCII)
_MOST = 20  # of each kind of related item

Asked = Callable[[Connection, Filters], Iterator[Any]]


def show(connection: Connection, written: str, *, as_of: str | None = None) -> Shown:
    """Everything about "E12", "D41/fig3" …, as it stands, or as it stood at the end of ``as_of``.

    Raises ``UsageError`` for what is no id, ``Unknown`` where there is nothing of that name.
    """
    if on_the_whole(written):
        return _whole_flag(connection, written.strip(), as_of)
    read = _ID.fullmatch(written.strip())
    if read is None or (read[3] and read[1] != "D"):
        raise UsageError(f"{written[:60]!r} is no id; write {IDS}")
    name = read[0]
    if read[1] == "J":
        return _judgement(connection, name)
    if read[1] == "Q":
        return _refusal(connection, name)
    if read[1] == "U":
        return _due(connection, int(read[2]), as_of)
    if read[1] == "G":
        return _group(connection, int(read[2]), as_of)
    item = find(connection, name)
    parts = members(connection, item, most=_MOST) if item.kind in {"event", "actor"} else [item]
    return Shown(
        id=name,
        kind=item.kind,
        answer=_answer(connection, item, as_of),
        evidence=tuple(quote for part in parts for quote in _quotes(connection, part)),
        judgements=tuple(ask_judgements(connection, on=name)),
        related=_related(connection, item, as_of),
        reading=_reading(connection, item.row.id) if item.kind == "document" else None,
    )


def _answer(connection: Connection, item: Item, as_of: str | None) -> dict[str, Any]:
    """What the contract says of this kind of item; the row itself for what has no answer of its own."""

    def first(ask: Asked, **asked: Any) -> dict[str, Any]:
        wanted = Filters.of(as_of=as_of, include_rejected=True, include_superseded=True, limit=1, **asked)
        found = next(ask(connection, wanted), None)
        if found is None:
            raise Unknown(f"{item.address}: nothing of it was known at {as_of}")
        answer: dict[str, Any] = found.to_dict()
        return answer

    if item.kind == "document":
        return first(documents, document=item.row.id)
    if item.kind == "event":
        return first(events, event=item.row.id)
    if item.kind == "actor":
        return first(actors, actor=item.address)
    if item.kind == "claim":
        wanted = Filters.of(as_of=as_of, include_rejected=True, include_superseded=True)
        rulings = Rulings.at(connection, wanted.as_of)
        return next(claims_of(connection, [item.row.id], rulings=rulings, filters=wanted)).to_dict()
    if item.kind == "flag":
        found = flags(connection, Filters.of(document=item.document, include_rejected=True, as_of=as_of))
        return next(flag.to_dict() for flag in found if flag.id == item.address)
    return _row(connection, item)


def _row(connection: Connection, item: Item) -> dict[str, Any]:
    """An entry of a report as its reading has it, with what people changed."""
    ruling = Rulings.at(connection, None).of([item.address]).get(item.address)
    row = {name: value for name, value in item.row._mapping.items() if name not in {"base", "alike"}}
    letters = {"document": "D", "event": "E", "actor": "A", "group": "G", "claim": "C"}
    row.update({name: f"{letter}{row[name]}" for name, letter in letters.items() if row.get(name) is not None})
    changed = {} if ruling is None else ruling.change
    return {**row, "id": item.address, **changed, "judgement": None if ruling is None else ruling.verdict}


def _related(connection: Connection, item: Item, as_of: str | None) -> dict[str, list[dict[str, Any]]]:
    """What hangs together with an item, by kind, twenty of each at most."""
    asks: dict[str, tuple[Asked, dict[str, Any]]] = {}
    if item.kind == "document":
        only = {"document": item.row.id}
        asks = {"claims": (claims, only), "events": (events, only), "figures": (figures, only), "flags": (flags, only)}
    elif item.kind == "event":
        asks = {"figures": (figures, {"event": item.row.id}), "claims": (claims, {"event": item.row.id})}
    elif item.kind == "actor":
        asks = {"says": (claims, {"speaker": item.address}), "events": (events, {"actor": item.address}),
                "candidates": (likely, {"actor": item.address})}  # fmt: skip
    elif item.kind == "figure":
        groups = figures_of(connection, [item.row.group], Filters.of(as_of=as_of))
        return {"figures": [group.to_dict() for group in groups]}
    related = {}
    for name, (ask, asked) in asks.items():
        found = ask(connection, Filters.of(as_of=as_of, limit=_MOST, **asked))
        related[name] = [one.to_dict() for one in islice(found, _MOST)]
    if item.kind == "document":
        related["family"] = _family(connection, item.row)
    return {name: some for name, some in related.items() if some}


def _family(connection: Connection, row: Any) -> list[dict[str, Any]]:
    """The other reports that are copies of the same one, and that one, by number."""
    original = row.copy_of or row.id
    query = select(reports.c.id).where((reports.c.copy_of == original) | (reports.c.id == original))
    numbers = [number for number in connection.scalars(query.order_by(reports.c.id)) if number != row.id]
    wanted = Filters.of(include_superseded=True)
    return [report.to_dict() for number in numbers[:_MOST]
            for report in documents(connection, _one(wanted, number))]  # fmt: skip


def _one(filters: Filters, number: int) -> Filters:
    return Filters.of(document=number, include_superseded=filters.include_superseded)


def _group(connection: Connection, number: int, as_of: str | None) -> Shown:
    found = None
    for replaced in (False, True):  # figures of replaced reports alone are shown too
        wanted = Filters.of(as_of=as_of, include_rejected=True, include_superseded=replaced)
        found = found or next(figures_of(connection, [number], wanted), None)
    if found is None:
        raise Unknown(f"G{number}: no such figures in this ledger; ids look like {IDS}")
    rows = connection.execute(
        select(counted.c.document, counted.c.local).where(counted.c.group == number).order_by(counted.c.id)
    ).all()
    addresses = [f"D{row.document}/{row.local}" for row in rows]
    return Shown(
        id=f"G{number}",
        kind="figures",
        answer=found.to_dict(),
        evidence=tuple(quote for one in addresses[:_MOST] for quote in _quotes(connection, find(connection, one))),
        judgements=tuple(made for one in addresses[:_MOST] for made in ask_judgements(connection, on=one)),
        related={},
        reading=None,
    )


def _judgement(connection: Connection, name: str) -> Shown:
    made = next((one for one in ask_judgements(connection) if one.id == name), None)
    if made is None:
        raise Unknown(f"{name}: no such judgement in this ledger; onrecord judgements lists them")
    evidence: Iterable[Quote] = ()
    if made.item is not None and not made.item.startswith("J"):
        item = find(connection, made.item)
        parts = members(connection, item, most=_MOST) if on_the_whole(made.item) else [item]
        evidence = (quote for part in parts for quote in _quotes(connection, part))
    return Shown(id=name, kind="judgement", answer=made.to_dict(), evidence=tuple(evidence), judgements=(),
                 related={}, reading=None)  # fmt: skip


def _refusal(connection: Connection, name: str) -> Shown:
    found = next((one for one in refused(connection, Filters.of()) if one.id == name), None)
    if found is None:
        raise Unknown(f"{name}: no such refused input in this ledger; onrecord refusals lists them")
    return Shown(id=name, kind="refusal", answer=found.to_dict(), evidence=(), judgements=(), related={}, reading=None)


def _due(connection: Connection, number: int, as_of: str | None) -> Shown:
    """Something due, with the words that say so and those that tell how it came out."""
    found = due_one(connection, number, as_of=as_of)
    told = [(found.id, found.document, found.span)]
    told += [(one.document, one.document, one.span) for one in found.outcomes[:_MOST]]
    quotes = tuple(quote(connection, name, int(document[1:]), span) for name, document, span in told)
    return Shown(id=found.id, kind="due", answer=found.to_dict(), evidence=quotes, judgements=(), related={},
                 reading=None)  # fmt: skip


def _whole_flag(connection: Connection, name: str, as_of: str | None) -> Shown:
    """A flag that is worked out when asked: "E12/circular_sourcing", with the words that it stands on."""
    flag = whole_flag(connection, name, as_of=as_of)
    shown = [(int(one.document[1:]), one.span) for one in flag.evidence]
    quotes = tuple(quote(connection, name, number, span) for number, span in shown)
    return Shown(id=name, kind="flag", answer=flag.to_dict(), evidence=quotes,
                 judgements=tuple(ask_judgements(connection, on=name)), related={}, reading=None)  # fmt: skip


def _quotes(connection: Connection, item: Item) -> Iterator[Quote]:
    """The words of an item, each between what stands around it."""
    if item.document is None or not item.spans:
        return
    for span in _first(item.spans):
        yield quote(connection, item.address, item.document, span)


def quote(connection: Connection, name: str, number: int, span: Span) -> Quote:
    """Words of document ``number`` between what stands around them, as evidence of ``name`` ("E12")."""
    query = select(reports.c.publisher, reports.c.published).where(reports.c.id == number)
    row = connection.execute(query).one()
    _, text = text_of(connection, number)
    before, after = span.around(text)
    return Quote(
        item=name,
        document=f"D{number}",
        publisher=row.publisher,
        published=row.published,
        span=span,
        before=before,
        text=span.of(text),
        after=after,
    )


def _first(spans: Sequence[Span]) -> Sequence[Span]:
    return spans[:3]  # an actor may be named fifty times


def _reading(connection: Connection, number: int) -> dict[str, Any] | None:
    """The contract's JSON of a report's current reading; None where it is unread."""
    query = select(readings.c.record).where(readings.c.document == number, readings.c.current)
    record = connection.scalar(query)
    return None if record is None else unpacked(record, text=text_of(connection, number)[1])
