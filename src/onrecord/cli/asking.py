"""What every question does: opens the ledger, asks, and writes the answers as they come, in flat memory."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.messages import one_line
from onrecord.cli.output import check_output, terminal_width, write_out
from onrecord.cli.progress import Progress
from onrecord.core.answers.cells import cells, columns
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text
    from sqlalchemy import Connection

    from onrecord.weigh.ask.filters import Filters

Ask = Callable[["Connection", "Filters"], Iterator[Any]]
FORMATS = ("table", "json", "jsonl", "csv")
TABLE_ROWS = 100
"""Rows of a table unless more are asked for: a few screens."""
_PIPE_WIDTH = 100
_PAGE = 200  # rows that are laid out together
_MOST_SHOWN = 300  # characters of a cell; the other formats give all


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, what it shows of an answer, and its share of the width (0: as it needs)."""

    title: str
    show: Callable[[Any], Any]
    share: int = 0
    most: int = 22  # columns of the terminal, where it takes what it needs
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How the answers are wanted: of which ledger, in which form, where, how many at most."""

    ledger: str | None
    format: str
    output: Path | None
    limit: int | None

    @classmethod
    def of(cls, *, ledger: str | None, format: str | None, output: Path | None, limit: int | None) -> Wanted:
        """Check them before the ledger is opened; raises ``UsageError``."""
        output = None if output is not None and str(output) == "-" else output
        if output is not None:
            check_output(output, [ledger] if ledger else [])
        suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
        chosen = format or (suffix if suffix in FORMATS else "table")
        if chosen not in FORMATS:
            raise UsageError(f"--format {chosen}: choose one of {', '.join(FORMATS)}")
        if limit is not None and limit < 1:
            raise UsageError(f"--limit {limit}: give a whole number above zero")
        return cls(ledger=ledger, format=chosen, output=output, limit=limit)


def answer(
    wanted: Wanted,
    filters: Filters,
    ask: Ask,
    *,
    noun: type,
    named: str,
    table: tuple[Column, ...],
    most: int | None = None,
) -> int:
    """Ask and write: ``named`` is what the answers are ("claims"), ``most`` how many by default; the exit code."""
    from onrecord.ledger.judgements.then import standing
    from onrecord.opened import open_ledger

    limit = wanted.limit or most or (TABLE_ROWS if wanted.format == "table" else None)
    with open_ledger(wanted.ledger, create=False) as ledger:
        for note in ledger.notes:
            _say(note)
        with ledger.desk.reading() as connection, standing(connection, filters.as_of):
            one_more = None if limit is None else limit + 1  # tells whether there is more
            counted = _Counted(ask(connection, replace(filters, limit=one_more)), limit)
            to_terminal = wanted.output is None and sys.stdout.isatty()
            pieces = _pieces(counted, wanted.format, noun, table, to_terminal=to_terminal)
            write_out(pieces, wanted.output, Progress([]))
        name = ledger.desk.name
    _say(_summary(counted, named, name, wanted.format))
    return 0


def _say(words: str) -> None:
    sys.stderr.write(one_line(words) + "\n")
    sys.stderr.flush()


def _summary(counted: _Counted, named: str, ledger: str, form: str) -> str:
    if not counted.number:
        return f"no {named} that fit in {ledger}"
    if counted.more:
        every = ", or --format csv for all" if form == "table" else ""
        return f"the first {counted.number:,} {named}; there are more: --limit {counted.number * 10}{every}"
    whole = "; all of each: --format json" if form == "table" else ""
    return f"{counted.number:,} {named if counted.number != 1 else re.sub(r's(?= due$|$)', '', named)}{whole}"


class _Counted:
    """Answers as they are written, counted, and held to the limit."""

    def __init__(self, answers: Iterator[Any], limit: int | None) -> None:
        self.number = 0
        self.more = False
        self._answers = answers
        self._limit = limit

    def __iter__(self) -> Iterator[Any]:
        for item in self._answers:
            if self._limit is not None and self.number == self._limit:
                self.more = True
                return
            self.number += 1
            yield item


def _pieces(
    answers: Iterable[Any], form: str, noun: type, table: tuple[Column, ...], *, to_terminal: bool
) -> Iterator[str]:
    if form == "json":
        return as_json(answers)
    if form == "jsonl":
        return (json.dumps(one.to_dict(), ensure_ascii=False) + "\n" for one in answers)
    if form == "csv":
        return as_csv(answers, noun)
    width = terminal_width() if to_terminal else _PIPE_WIDTH
    return as_table(answers, table, width=width, colour=to_terminal)


def as_json(answers: Iterable[Any]) -> Iterator[str]:
    """One array, an answer a line."""
    before = "[\n"
    for one in answers:
        yield before + json.dumps(one.to_dict(), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def as_csv(answers: Iterable[Any], noun: type) -> Iterator[str]:
    """A header and a row an answer; texts that a spreadsheet would run have an apostrophe in front."""
    yield _csv(columns(noun))
    for one in answers:
        yield _csv(cells(one))


def _csv(row: Iterable[Any]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(row)
    return stream.getvalue()


def as_table(answers: Iterable[Any], table: tuple[Column, ...], *, width: int, colour: bool) -> Iterator[str]:
    """Rows in columns; the first page of them decides how wide each column is."""
    from rich.console import Console
    from rich.table import Table

    rows = ([_shown(column.show(one)) for column in table] for one in answers)
    first = list(islice(rows, _PAGE))
    if not first:
        return
    widths = _widths(first, table, width)
    page, header = first, True
    while page:
        laid = Table(box=None, pad_edge=False, show_header=header, padding=(0, 2, 0, 0), header_style="bold")
        for column, wide in zip(table, widths, strict=True):
            laid.add_column(column.title, width=wide, justify="right" if column.right else "left", overflow="fold")
        for row in page:
            laid.add_row(*row)
        stream = io.StringIO()
        console = Console(file=stream, width=width, force_terminal=colour, color_system="standard" if colour else None,
                          highlight=False, legacy_windows=False)  # fmt: skip
        console.print(laid)
        yield "\n".join(part.rstrip() for part in stream.getvalue().splitlines()) + "\n"
        page, header = list(islice(rows, _PAGE)), False


def _shown(value: Any) -> Text:
    """A cell, on one line and harmless: what would hide or be obeyed is spelled out."""
    from rich.text import Text

    from onrecord.show.report.visible import line

    if isinstance(value, Text):
        return value
    if isinstance(value, tuple | list):
        value = ", ".join(str(part) for part in value)
    words = line("" if value is None else str(value))
    return Text(words if len(words) <= _MOST_SHOWN else words[: _MOST_SHOWN - 1].rstrip() + "…")


def _widths(rows: list[list[Text]], table: tuple[Column, ...], width: int) -> list[int]:
    """Columns that take what they need, up to their most, and the others by their share of the rest."""
    needs = []
    for place, column in enumerate(table):
        longest = max(row[place].cell_len for row in chain(rows, [[_shown(one.title) for one in table]]))
        needs.append(min(longest, column.most) if not column.share else 0)
    left = width - sum(needs) - 2 * (len(table) - 1)
    shares = sum(column.share for column in table) or 1
    return [need or max(12, left * column.share // shares) for need, column in zip(needs, table, strict=True)]
