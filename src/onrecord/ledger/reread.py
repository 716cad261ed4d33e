"""Stored reports read again by a newer reader: what people ruled is kept, and what is the same keeps its number.

A report is read again in one transaction. The reading before it stays in the ledger, no longer current.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, delete, func, select, update

from onrecord.core import Document, Reading
from onrecord.errors import InputError, OnrecordError, Unknown
from onrecord.ledger import failpoints
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import applied, numbers
from onrecord.ledger.judgements.bindings import bind_again, judged_in, remembered
from onrecord.ledger.judgements.effects import JOINS
from onrecord.ledger.matching import KEPT, Matched, matched
from onrecord.ledger.numbering import retire
from onrecord.ledger.rows import ReadRows, Row, rows_of
from onrecord.ledger.schema import (
    READ_ROWS,
    actors,
    bindings,
    claims,
    documents,
    events,
    figures,
    groups,
    happenings,
    namings,
    readings,
    sides,
    texts,
    unbound,
)
from onrecord.ledger.words import forget_claims
from onrecord.ledger.write import Weigh, put_reading

Read = Callable[[Iterable[Document]], Iterator[Reading]]
"""Reads documents and gives out their readings in the same order."""
Weighed = Callable[[Document, Reading], Weigh]
"""What sets a report beside the others."""
_BATCH = 16  # reports read together; each is written by itself


@dataclass(slots=True)
class Reread:
    """How far the rereading has come, in reports."""

    total: int = 0
    reread: int = 0
    same: int = 0  # read by this reader already, by the time their turn came
    refused: list[str] = field(default_factory=list)  # a line each; their reading stays as it was
    unbound: list[str] = field(default_factory=list)  # judgements that lost their evidence: "J7: the new reading has …"


Watch = Callable[[Reread, str | None], None]
"""Told after every report how far it is, and the line of a refusal where there was one."""


def reread(
    desk: Desk,
    read: Read,
    reader: str,
    documents: Sequence[int] | None = None,
    progress: Watch | None = None,
    *,
    weighed: Weighed | None = None,
) -> Reread:
    """Read again every report whose current reading another reader made, or those of ``documents`` among them.

    ``reader`` is the name of what reads now ("0.2.0 sha256:4f…"). Raises ``Unknown`` where a document is not there; a
    report that cannot be read is named in the answer, and its reading stays as it was. ``weighed`` sets what
    was read beside the other reports.
    """
    watch = progress or (lambda _so_far, _line: None)
    wanted, same = _wanted(desk, reader, documents)
    so_far = Reread(total=len(wanted), same=same)
    for start in range(0, len(wanted), _BATCH):
        batch = [(number, _document(desk, number)) for number in wanted[start : start + _BATCH]]
        for number, outcome in _read(read, batch):
            line = None
            if isinstance(outcome, Reading):
                weigh = None if weighed is None else weighed(outcome.document, outcome)
                _keep(desk, number, rows_of(outcome), reader, so_far, weigh)
            else:
                line = f"D{number}: not read again, its reading stays as it was: {outcome}"
                so_far.refused.append(line)
            watch(so_far, line)
    return so_far


def _wanted(desk: Desk, reader: str, named: Sequence[int] | None) -> tuple[list[int], int]:
    """The reports to read again, and how many of those named need not be."""
    with desk.reading() as connection:
        query = select(readings.c.document, readings.c.reader).where(readings.c.current.is_(True))
        current = {row.document: row.reader for row in connection.execute(query.order_by(readings.c.document))}
        if named is None:
            return [number for number, made_by in current.items() if made_by != reader], 0
        there = set(connection.scalars(select(documents.c.id)))
    for number in named:
        if number not in there:
            raise Unknown(f"D{number}: no such report in this ledger; onrecord documents lists them")
        if number not in current:
            raise Unknown(f"D{number}: it has no reading that could be made anew; only reports that were read have one")
    once = list(dict.fromkeys(named))
    wanted = [number for number in once if current[number] != reader]
    return wanted, len(once) - len(wanted)


def _document(desk: Desk, number: int) -> Document:
    """A stored report as it came in."""
    with desk.reading() as connection:
        query = select(documents, texts.c.text).join(texts, documents.c.text_id == texts.c.id)
        row = connection.execute(query.where(documents.c.id == number)).one()
    return Document.of(
        row.text,
        publisher=row.publisher,
        url=row.url,
        title=row.title,
        byline=row.byline,
        published=row.published,
        language=row.language,
        external_id=row.external_id,
        extra=json.loads(row.extra),
    )


def _read(read: Read, batch: Sequence[tuple[int, Document]]) -> Iterator[tuple[int, Reading | str]]:
    """Read a batch together; where that fails, report by report, so that only the guilty one is refused."""
    done = 0
    try:
        for reading in read([document for _, document in batch]):
            number = batch[done][0]
            done += 1
            yield number, reading
    except (GeneratorExit, MemoryError):
        raise
    except Exception as failure:
        if _befalls_all(failure):
            raise
        for number, document in batch[done:]:
            yield number, _read_one(read, document)


def _read_one(read: Read, document: Document) -> Reading | str:
    try:
        return next(iter(read([document])))
    except MemoryError:
        raise
    except InputError as refused:
        return str(refused)
    except Exception as failure:
        if _befalls_all(failure):
            raise
        words = " ".join(str(failure).split())[:200]
        return f"a fault in onrecord itself, {type(failure).__name__} ({words}); please report it"


def _befalls_all(failure: Exception) -> bool:
    """True for what would stop every other report as well: no weights, no space."""
    return isinstance(failure, OnrecordError) and not isinstance(failure, InputError)


def _keep(desk: Desk, number: int, rows: ReadRows, reader: str, so_far: Reread, weigh: Weigh | None) -> None:
    with desk.writing() as connection:
        made_by = connection.scalar(
            select(readings.c.reader).where(readings.c.document == number, readings.c.current.is_(True))
        )
        if made_by == reader:  # another program was quicker
            so_far.same += 1
            return
        lost_before = _lost(connection, number)
        _replace(connection, number, rows, reader, weigh)
        failpoints.reach("mid reread")
        lost = _lost(connection, number)
    so_far.reread += 1
    so_far.unbound += [f"J{name}: {because}" for name, because in sorted(lost.items()) if name not in lost_before]


def _replace(connection: Connection, number: int, rows: ReadRows, reader: str, weigh: Weigh | None) -> None:
    """The old rows out, the new ones in, and everything people ruled on them bound again."""
    judged = judged_in(connection, number)
    old = {table.name: _rows(connection, table, number) for table in KEPT}
    match = matched(old, rows)
    first_new = {table: _highest(connection, table) for table in (events, actors, groups)}
    _take_out(connection, number, old)
    connection.execute(update(readings).where(readings.c.document == number).values(current=False))
    joins = () if weigh is None else weigh.joins(connection, number)
    put_reading(connection, number, rows, reader=reader, keep=match.keep, joins=joins)
    _give_back(connection, number, match, remembered(connection, judged, number))
    if weigh is not None:
        weigh.place_reading(connection, number)
    touched = bind_again(connection, judged)
    acts = applied.acts_of(connection, judged)
    if not acts.isdisjoint(JOINS):
        applied.refresh_joins(connection)
    if "apart" in acts:
        applied.refresh_apart(connection)
    applied.refresh(connection, touched)
    applied.refresh_document(connection, number)
    _drop_unused(connection, number, first_new)


def _rows(connection: Connection, table: Table, number: int) -> list[Row]:
    found = connection.execute(select(table).where(table.c.document == number).order_by(table.c.id))
    return [dict(row._mapping) for row in found]


def _highest(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0)


def _take_out(connection: Connection, number: int, old: dict[str, list[Row]]) -> None:
    forget_claims(connection, [(row["id"], row["text"], row["speaker_name"] or "") for row in old[claims.name]])
    for table in KEPT:
        retire(connection, table, [row["id"] for row in old[table.name]])
    for table in READ_ROWS:
        if table is sides:
            inside = select(happenings.c.id).where(happenings.c.document == number)
            connection.execute(delete(sides).where(sides.c.happening.in_(inside)))
        else:
            connection.execute(delete(table).where(table.c.document == number))


def _give_back(connection: Connection, number: int, match: Matched, judged: dict[str, int]) -> None:
    """The event and actor that a row was of before, as the program had joined it; ``judged`` is of earlier readings."""
    for part, (table, column) in numbers.OWNERS.items():
        owners = {local: (row["base"], row["because"]) for local, row in match.owners[table.name].items()}
        for address, base in judged.items():
            local = address.partition("/")[2]
            if local.startswith(part):
                owners.setdefault(local, (base, "the same words in an earlier reading"))
        for local, (base, because) in owners.items():
            where = (table.c.document == number) & (table.c.local == local)
            connection.execute(update(table).where(where).values({"base": base, column: base, "because": because}))
    numbers.rebase(connection, number)


def _drop_unused(connection: Connection, number: int, highest: dict[Table, int]) -> None:
    """Numbers that were founded while the rows were put and that nothing needs, because theirs were given back."""
    used = {
        events: (happenings.c.base, happenings.c.event),
        actors: (namings.c.base, namings.c.actor),
        groups: (figures.c.group,),
    }
    for table, columns in used.items():
        unused = table.c.id > highest[table]
        for column in columns:  # only above the old highest, where the index finds them at once
            unused &= table.c.id.not_in(select(column).where(column > highest[table]))
        if table is groups:
            unused &= table.c.id.not_in(select(figures.c.base).where(figures.c.document == number))
        connection.execute(delete(table).where(unused))


def _lost(connection: Connection, number: int) -> dict[int, str]:
    """Judgements on this report whose evidence is not found."""
    inside = select(bindings.c.judgement).where(bindings.c.document == number)
    query = select(unbound.c.judgement, unbound.c.because).where(unbound.c.judgement.in_(inside))
    return {row.judgement: row.because for row in connection.execute(query)}


def number_of(name: str) -> int:
    """The number in "D41"; raises ``Unknown`` where it is no report's."""
    plain = name.strip()
    if plain[:1] not in {"D", "d"} or not plain[1:].isdecimal() or len(plain) > 18:
        raise Unknown(f"{plain[:60]}: no report; write its number as D41, onrecord documents lists them")
    return int(plain[1:])
