"""The record of one document, and its JSON (contract, schema 1)."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from onrecord.core.display import Displayed
from onrecord.core.document import Document
from onrecord.core.mentions import Actor, Attribution, Dropped, Event, Figure, Flag, Place, Relation, Statement, Time
from onrecord.core.span import Span
from onrecord.version import __version__

SCHEMA = 1
_DOCUMENT_KEYS = ("id", "publisher", "url", "title", "byline", "published", "language", "text")


@dataclass(frozen=True, slots=True)
class Reading(Displayed):
    """Everything one article says, tied to its characters; ``dropped`` lists what was seen and not kept, and why."""

    document: Document
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    flags: tuple[Flag, ...] = ()
    voice: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The contract's JSON as plain dicts, lists and values; no key is ever missing."""
        plain: dict[str, Any] = _plain(self.top())
        return plain

    def top(self) -> dict[str, Any]:
        """The same with the nouns still whole; ``json.dumps(reading.top(), default=as_fields)`` is the quick way."""
        out: dict[str, Any] = {"schema": SCHEMA, "onrecord": __version__}
        out["document"] = {key: getattr(self.document, key) for key in _DOCUMENT_KEYS}
        return out | {name: getattr(self, name) for name in _LISTS}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reading:
        """Read back what :meth:`to_dict` wrote; ``Reading.from_dict(r.to_dict()).to_dict() == r.to_dict()``.

        Raises ``ValueError`` where ``data`` has another schema number, ``KeyError`` where a key is missing.
        """
        if data.get("schema") != SCHEMA:
            raise ValueError(f"this is schema {data.get('schema')!r}; this version reads schema {SCHEMA}")
        document = Document(**{key: data["document"][key] for key in _DOCUMENT_KEYS})
        lists: dict[str, Any] = {
            name: tuple(_build(kind, item) for item in data[name]) for name, kind in _LISTS.items()
        }
        return cls(document=document, **lists)


_LISTS: dict[str, type] = {
    "actors": Actor,
    "places": Place,
    "times": Time,
    "figures": Figure,
    "attributions": Attribution,
    "events": Event,
    "relations": Relation,
    "flags": Flag,
    "voice": Statement,
}


def as_fields(noun: Any) -> dict[str, Any]:
    """The fields of a noun by name, as they are."""
    return {name: getattr(noun, name) for name in _names(noun.__class__)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        value = as_fields(value)
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, dict) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, data: dict[str, Any]) -> Any:
    return kind(**{name: _value(_hints(kind)[name], data[name]) for name in _names(kind)})


def _value(hint: Any, value: Any) -> Any:
    """Turn one JSON value back into the annotated type (spans, tuples of spans, nested nouns)."""
    if value is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next((part for part in typing.get_args(hint) if part is Span or is_dataclass(part)), None)
    if hint is Span:
        return Span(*value)
    if typing.get_origin(hint) is tuple:
        return tuple(_value(typing.get_args(hint)[0], item) for item in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _build(hint, value)
    return value
