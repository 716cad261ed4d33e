"""How every answer is written as JSON: its fields in order, absent as null or [], whole numbers without ``.0``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def as_written(value: Any) -> Any:
    """Plain values of an answer: ``as_written(Hit(…))`` is the dictionary that ``--format json`` prints."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_written(part) for part in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
