"""Files of an export on their way out: counted, hashed, and nowhere to be seen until all of them are whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.core.answers.cells import guarded
from onrecord.core.answers.reports import Report

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written: "claims.csv", 120 rows, its size and its SHA-256."""

    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(slots=True)
class Out:
    """Where a format writes: a new folder, and the name of its one file where it has one.

    ``raw`` leaves texts as they are where a spreadsheet would run them. Reports that an export rests on are marked
    with :meth:`rests_on`.
    """

    folder: Path
    name: str
    raw: bool = False
    made: list[Made] = field(default_factory=list)
    reports: bytearray = field(default_factory=bytearray)

    def rests_on(self, reports: Iterable[Report | str]) -> None:
        """Mark reports (or their ids, "D41") as what rows were made from; a bit each."""
        for report in reports:
            number = int((report if isinstance(report, str) else report.id)[1:])
            if number >> 3 >= len(self.reports):
                self.reports.extend(bytes((number >> 3) + 1 - len(self.reports)))
            self.reports[number >> 3] |= 1 << (number & 7)

    @contextmanager
    def text(self, name: str | None = None) -> Iterator[Page]:
        """A text file (UTF-8, LF): the one of the format, or ``name`` in its folder."""
        named = name or self.name
        with (self.folder / named).open("xb") as stream:
            page = Page(stream)
            yield page
            page.flush()
        self.made.append(Made(named, page.rows, page.bytes, page.digest.hexdigest()))

    def finished(self, name: str, *, rows: int) -> None:
        """Tell of a file that another library has written into the folder."""
        path = self.folder / name
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self.made.append(Made(name, rows, path.stat().st_size, digest))

    def cell(self, value: Cell) -> Cell:
        """A cell of a CSV file: texts guarded unless ``raw``, numbers as they are, whole ones without ``.0``."""
        if isinstance(value, str):
            return value if self.raw else guarded(value)
        return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


class Page:
    """A text file that is being written."""

    def __init__(self, stream: BinaryIO) -> None:
        self.rows = 0
        self.bytes = 0
        self.digest = hashlib.sha256()
        self._stream = stream
        self._waiting: list[str] = []
        self._size = 0

    def write(self, piece: str) -> None:
        """Add characters; a lone surrogate, which is no character, becomes a question mark."""
        self._waiting.append(piece)
        self._size += len(piece)
        if self._size > 1 << 16:
            self.flush()

    def json(self, value: Any) -> None:
        """Add a row of JSON Lines."""
        self.write(as_json(value) + "\n")
        self.rows += 1

    def header(self, names: Iterable[str]) -> None:
        """Add the first line of a CSV file."""
        self.write(_csv(names))

    def row(self, cells: Iterable[Cell]) -> None:
        """Add a row of a CSV file."""
        self.write(_csv(cells))
        self.rows += 1

    def flush(self) -> None:
        """Let everything that waits go to the disk."""
        data = "".join(self._waiting).encode("utf-8", errors="replace")
        self._stream.write(data)
        self.digest.update(data)
        self.bytes += len(data)
        self._waiting, self._size = [], 0


def as_json(value: Any) -> str:
    """One line of JSON; raises ``ValueError`` for numbers that are none."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _csv(cells: Iterable[Cell]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()
