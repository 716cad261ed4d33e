"""Answers as rows of a CSV file: every field in columns of its own, and no cell that a spreadsheet would run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord.core.answers.written import as_written
from onrecord.core.span import Span

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet would run; full-width signs run in some as well (OWASP, "CSV Injection")."""

# What may stand before such a sign: every white space but those that are signs themselves, and apostrophes.
_SILENT = "".join(each for each in map(chr, range(0x3001)) if each.isspace() and each not in RUNS) + "'"

Cell = str | int | float | None


def guarded(text: str) -> str:
    """A text with an apostrophe in front where a spreadsheet would run it: ``'=1+1``; spaces do not hide it.

    One that has an apostrophe there already gets another, so that :func:`unguarded` gives back every text.
    """
    return f"'{text}" if text.lstrip(_SILENT).startswith(RUNS) else text


def unguarded(cell: str) -> str:
    """The text of a guarded cell: without the apostrophe, where what follows is a text that would run."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip(_SILENT).startswith(RUNS) else cell


@cache
def columns(noun: type) -> tuple[str, ...]:
    """The columns of a kind of answer: "span" becomes "span_start" and "span_end", a noun within one "place.lat"."""
    return tuple(name for name, _ in _columns(noun, ""))


def types(noun: type) -> tuple[Any, ...]:
    """The type of each of those columns, without ``None``: ``int`` for the two of a span."""
    return tuple(int if inner is Span else inner for _, inner in _columns(noun, ""))


def cells(answer: Any, *, raw: bool = False) -> tuple[Cell, ...]:
    """The values of an answer in those columns.

    Lists of words are joined by "; ", spans are written "6-21", everything deeper as JSON. Texts are guarded unless
    they are wanted ``raw``, numbers stay numbers.
    """
    guard = str if raw else guarded
    return tuple(_cell(value, guard) for value in _values(answer, type(answer)))


@cache
def _fields(noun: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a noun, each with its type; looked up once, because it takes longer than a row."""
    hints = get_type_hints(noun)
    return tuple((field.name, _inner(hints[field.name])) for field in fields(noun))


def _columns(noun: type, before: str) -> Iterator[tuple[str, Any]]:
    for name, inner in _fields(noun):
        if inner is Span:
            yield f"{before}{name}_start", inner
            yield f"{before}{name}_end", inner
        elif isinstance(inner, type) and is_dataclass(inner):
            yield from _columns(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}", inner


def _values(answer: Any, noun: type) -> Iterator[Any]:
    for name, inner in _fields(noun):
        value = getattr(answer, name, None)
        if inner is Span:
            yield from (None, None) if value is None else value
        elif isinstance(inner, type) and is_dataclass(inner):
            yield from _values(value, inner)
        else:
            yield value


def _inner(hint: Any) -> Any:
    """The type behind ``Place | None``."""
    if get_origin(hint) in (Union, UnionType):
        kept = [part for part in get_args(hint) if part is not type(None)]
        return kept[0] if len(kept) == 1 else hint
    return hint


def _cell(value: Any, guard: Callable[[str], str]) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or isinstance(value, int | float):
        written: Cell = as_written(value)
        return written
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return guard("; ".join(value))
    if isinstance(value, tuple) and all(isinstance(part, Span) for part in value):
        return "; ".join(f"{part.start}-{part.end}" for part in value)
    return guard(json.dumps(as_written(value), ensure_ascii=False))
