"""Tables (CSV, TSV and their like): one report a row, the columns told by their headings.

``headline,full_text,pub_date,newspaper`` — which heading means what is data (``lang/en/exchange.toml``), and which
column was taken for what is kept with each document. Other columns stay with it under their own names.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import Damaged, EmptyInput, InputError
from onrecord.ingest.base import Kind, Member, Opened, Part, Refused
from onrecord.ingest.records import Charset, characters, charset_of
from onrecord.ingest.rows import Lines, lines, rows
from onrecord.lang import lexicon

_DELIMITERS = (",", ";", "\t", "|")
_MOST_COLUMNS = 2_000
_LONGEST_HEADING = 100_000  # characters
_SHOWN = 12  # columns named in a message
_SEPARATORS = re.compile(r"[\s\-.]+")
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # the line that Excel writes above a heading
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(?:\d\d)?(Z?))?", re.ASCII)
_SECONDS = re.compile(r"\d{10}|\d{13}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a table and what they are taken for: ``Columns(("full_text",), {"text": 0})`` (0: the first)."""

    names: tuple[str, ...]
    taken: Mapping[str, int]

    def facts(self) -> dict[str, str]:
        """Which column was taken for what, by their names."""
        return {field: self.names[place] for field, place in self.taken.items()}


def _members(opened: Opened) -> Iterator[Part]:
    """Each row as a member ("table.csv:12", the line in which it starts), in flat memory."""
    limit = 2 * opened.settings.max_html_bytes  # a page and its neighbours
    try:
        charset = charset_of(opened.stream, name=opened.name)
        source = Lines(lines(characters(opened.stream, charset), limit=limit))
        delimiter, columns = _heading(source, name=opened.name)
    except InputError as refusal:
        yield Refused(opened.name, refusal)
        return
    found = rows(source, delimiter, limit=limit, width=len(columns.names), name=opened.name)
    for number, (line, cells) in enumerate(found, 1):
        locator = f"{opened.name}:{line}"
        if isinstance(cells, InputError):
            yield Refused(locator, cells)
        else:
            yield _member(cells, columns, locator=locator, row=number, charset=charset)


def _heading(source: Lines, *, name: str) -> tuple[str, Columns]:
    """The separator and the columns; raises ``Damaged`` where none of them holds articles."""
    text, said = "", None
    while True:
        try:
            line = source.take()
        except StopIteration:
            break
        if line is None or len(text) > _LONGEST_HEADING:
            raise Damaged(f"{name}: the first row is too long for a heading; put one above it: text,title,published")
        if not text and (declared := _DECLARED.fullmatch(line)):
            said = declared[1]
        elif text or line.strip():
            text += line
            if text.count('"') % 2 == 0:
                break
    if not text.strip():
        raise EmptyInput(f"{name}: there is nothing in it; give a table with a heading")
    candidates = [(mark, names) for mark in ([said] if said else _DELIMITERS) if (names := _cells(text, mark))]
    if not candidates:
        raise Damaged(f"{name}: the heading cannot be read; write it as text,title,published")
    delimiter, names = max(candidates, key=lambda pair: (len(_taken(pair[1])), len(pair[1])))
    columns = Columns(_unlike(names), _taken(names))
    if not {"text", "html"} & columns.taken.keys():
        shown = ", ".join(f'"{one[:40]}"' for one in columns.names[:_SHOWN])
        shown += f" and {len(columns.names) - _SHOWN:,} more" if len(columns.names) > _SHOWN else ""
        shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
        raise Damaged(f'{name}: no column with the articles; it has {shown}: rename the one that holds them to "text"')
    return delimiter, columns


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True), [])
    except (csv.Error, TypeError, ValueError):  # TypeError, ValueError: a separator that cannot be one
        return []
    while cells and not cells[-1].strip():
        cells.pop()
    return cells[:_MOST_COLUMNS]


def _unlike(names: list[str]) -> tuple[str, ...]:
    """Each column by a name of its own: the second "date" of a table is "date (column 5)"."""
    seen: set[str] = set()
    own = []
    for number, name in enumerate(names, 1):
        name = " ".join(name.split()) or f"column {number}"
        own.append(name if name not in seen else f"{name} (column {number})")
        seen.add(own[-1])
    return tuple(own)


def _taken(names: list[str]) -> dict[str, int]:
    """Field to place: the synonym that the lexicon names first wins."""
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        places.setdefault(_SEPARATORS.sub("_", name.strip().lower()), place)
    taken = {}
    for field, words in _synonyms().items():
        if found := next((word for word in words if word in places), None):
            taken[field] = places[found]
    if not {"text", "html"} & taken.keys():
        for field, words in lexicon("exchange")["columns_if_no_better"].items():
            if found := next((word for word in words if word in places), None):
                taken[field] = places[found]
    return taken


@cache
def _synonyms() -> dict[str, list[str]]:
    table: dict[str, list[str]] = lexicon("exchange")["columns"]
    return table


def _member(cells: list[str], columns: Columns, *, locator: str, row: int, charset: Charset) -> Part:
    facts: dict[str, Any] = {**charset.facts(), "row": row, "columns": columns.facts()}
    record: dict[str, str | int] = {}
    own = dict(zip(columns.names, cells, strict=True))
    for field, place in columns.taken.items():
        written = cells[place] if field in {"text", "html"} else cells[place].strip()
        if not written.strip() or (field == "url" and not _WEB.fullmatch(written)):
            continue
        own.pop(columns.names[place], None)
        record[field] = _when(written) if field == "published" else written
        if record[field] != written:
            facts["published_as_written"] = written
    if not {"text", "html"} & record.keys():
        empty = [columns.names[columns.taken[field]] for field in ("text", "html") if field in columns.taken]
        words = " and ".join(f'"{one}"' for one in empty)
        return Refused(locator, EmptyInput(f"{locator}: nothing in the column {words}; leave this row out"))
    for name, cell in own.items():
        if cell:
            record[f"{name} (column)" if name in {*_synonyms(), "ingest", "schema", "document"} else name] = cell
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    return Member(locator=locator, data=data, suffix=".json", charset="utf-8", kind="json", facts=facts)


def _when(written: str) -> str | int:
    """A date as tables write it, in a form that is read everywhere: "20240311101500", "March 11, 2024 Monday"."""
    if match := _DIGITS.fullmatch(written):
        year, month, day, hour, minute, zone = match.groups()
        if 1500 <= int(year) <= 2200 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"{year}-{month}-{day}" + (f"T{hour}:{minute}{zone}" if hour else "")
    if _SECONDS.fullmatch(written):
        return int(written)
    first, _, last = written.rpartition(" ")
    return first.rstrip(", ") if first and last.lower() in lexicon("page")["weekdays"] else written


def _sniff(head: bytes) -> float:
    """A first line that is a heading: short names, one of them a text's and another a field of a document."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").decode("utf-8", "replace")
    first = next((line for line in text.splitlines() if not _DECLARED.fullmatch(line)), "")
    for delimiter in _DELIMITERS:
        names = _cells(first, delimiter)
        taken = _taken(names)
        if len(taken) > 1 and {"text", "html"} & taken.keys() and all(len(name) <= 40 for name in names):
            return 0.8
    return 0.0


KIND = Kind(
    name="table",
    suffixes=(".csv", ".tsv", ".tab"),
    media_types=("text/csv", "text/tab-separated-values", "application/csv"),
    limit="max_json_bytes",
    sniff=_sniff,
    members=_members,
    declares=True,
)
