"""How every answer is written as JSON: its fields in order, absent as null or [], whole numbers without ``.0``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def as_written(value: Any) -> Any:
    """Plain values of an answer: ``as_written(Hit(…))`` is the dictionary that ``--format json`` prints."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is float:
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if names := _fields(kind):
        return {name: as_written(getattr(value, name)) for name in names}
    if isinstance(value, list | tuple):
        return [as_written(part) for part in value]
    if isinstance(value, Mapping):
        return {key: as_written(part) for key, part in value.items()}
    return value


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The names of a noun's fields; looked up once, because it takes longer than an answer."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
