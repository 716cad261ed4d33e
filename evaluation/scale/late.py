"""What the one writer takes for a report among a hundred thousand, against among a thousand: ``python -m
evaluation.scale.late --reports 1000 --times 100``.

A thousand reports are read and added; a copy of that ledger is made a hundred times as large by laying its rows beside
themselves again and again with other numbers, every story told a hundred times over of the same people (a hard case:
each word and each name leads to a hundred times as many reports). The same new reports, read before the clock starts,
are then put into both in turns.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table

from evaluation.collection import reports
from evaluation.collection.wrapping import plain
from onrecord.adding import add, reader_name
from onrecord.engines import Batch, Outcome, Work
from onrecord.ingest.base import Member
from onrecord.ingest.walk import Walk
from onrecord.ledger.columns import metadata
from onrecord.ledger.identity import arrival_key
from onrecord.ledger.write import Incoming, put
from onrecord.opened import Ledger, open_ledger
from onrecord.settings import Settings

NEW = 100  # reports put into either ledger
_LEFT = {
    "about",
    "actors",
    "blobs",
    "judgements",
    "refusals",
    "wholes",
    "joined",
    "rulings",
    "unbound",
    "bindings",
    "apart",
    "searches",
    "texts",
}
# Columns that must differ from row to row, beside the numbers; and the sketch, so that the rows laid down again are no
# copies of each other.
_OTHER = {("documents", "identity"), ("arrivals", "key"), ("groups", "alike")}
_SKETCH = ("sketches", "hash")


def enlarge(path: Path, times: int) -> None:
    """Lay the rows of a ledger down again until there are ``times`` as many; full-text search is left as it is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        highest = {
            table.name: connection.execute(f"SELECT max(id) FROM {table.name}").fetchone()[0] or 0
            for table in metadata.sorted_tables
            if "id" in table.c and table.name not in _LEFT
        }
        for again in range(1, times):
            for table in metadata.sorted_tables:
                if table.name not in _LEFT:
                    _again(connection, table, again, highest)
            connection.commit()


def _again(connection: sqlite3.Connection, table: Table, again: int, highest: dict[str, int]) -> None:
    values, own = [], highest.get(table.name)
    for column in table.columns:
        points_to = next((key.column.table.name for key in column.foreign_keys), None)
        name = f'"{column.name}"'
        if column.name == "id":
            name += f" + {again * highest[table.name]}"
        elif points_to in highest:
            name += f" + {again * highest[points_to]}"
        elif (table.name, column.name) in _OTHER:
            name += f" || '#{again}'"
        elif (table.name, column.name) == _SKETCH:
            name += f" + {again}"
        values.append(name)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    if own is not None:
        first = f"id <= {own}"
    else:
        key, points_to = _first_key(table, highest)
        first = f"{key} <= {highest[points_to]}"
    rows = f"SELECT {', '.join(values)} FROM {table.name} WHERE {first}"
    connection.execute(f"INSERT INTO {table.name} ({columns}) {rows}")


def _first_key(table: Table, highest: dict[str, int]) -> tuple[str, str]:
    """A column that tells the first rows of a table without numbers of its own, and the table that it points to."""
    return next(
        (column.name, key.column.table.name)
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in highest
    )


def _made(path: Path, settings: Settings) -> list[tuple[Member, Outcome]]:
    walk = Walk([path], settings=settings, known=lambda _sha256: False)
    members = [part for part in walk if isinstance(part, Member)]
    outcomes = Work(settings)(Batch(tuple(members), tuple(str(at) for at in range(len(members)))))
    return list(zip(members, outcomes, strict=True))


def _put(ledger: Ledger, member: Member, outcome: Outcome, number: int) -> float:
    """Milliseconds for the reports of one member."""
    begun = time.perf_counter()
    for at, made in enumerate(outcome.made):
        put(ledger.desk, Incoming(
            key=f"{arrival_key(member.data, facts=member.facts, options={})}/{number}/{at}", locator=member.locator,
            data=member.data, kind="json", document=made.document, status="read" if made.rows is not None else "unread",
            reader=reader_name(), rows=made.rows, weigh=made.weighing,
        ))  # fmt: skip
    return 1000 * (time.perf_counter() - begun)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the median of both, and how many times the later takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1_000, help="in the smaller ledger")
    parser.add_argument("--times", type=int, default=100, help="as many in the larger")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        everything = list(reports(options.reports + NEW, shortest=50, longest=200))
        plain(folder / "known.jsonl", everything[: options.reports])
        plain(folder / "new.jsonl", everything[options.reports :])
        few, many = folder / "few.ledger", folder / "many.ledger"
        with open_ledger(few) as ledger:
            add(ledger, [folder / "known.jsonl"], jobs=2)
        shutil.copy(few, many)
        shutil.copytree(few.with_name("few.ledger.store"), many.with_name("many.ledger.store"))
        enlarge(many, options.times)
        took: tuple[list[float], list[float]] = ([], [])
        with open_ledger(few) as small, open_ledger(many) as large:
            for number, (member, outcome) in enumerate(_made(folder / "new.jsonl", small.desk.settings)):
                for of_one, ledger in zip(took, (small, large), strict=True):
                    of_one.append(_put(ledger, member, outcome, number))
            rows = [sum(1 for _ in ledger.documents()) for ledger in (small, large)]
    before, after = map(statistics.median, took)
    print(f"{rows[0]:,} reports: {before:.1f} ms for the next; {rows[1]:,}: {after:.1f} ms; {after / before:.2f} times")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
