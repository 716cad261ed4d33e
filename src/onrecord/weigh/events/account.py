"""What a report tells of, made ready where it is read: its telling words, and the traits of its events.

``packed`` and ``unpacked`` are the bytes of a telling as a ledger keeps them: JSON and two directions of 384 int8.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from onrecord.core import Reading, Span
from onrecord.errors import LedgerError
from onrecord.weigh.events.compare import weighed
from onrecord.weigh.events.incidents import within
from onrecord.weigh.events.scorer import shipped
from onrecord.weigh.events.traits import Number, Page, Traits, Where, story_of, traits_of
from onrecord.weigh.events.weights import Weights, story_bag

_DIRECTIONS = ("meaning", "context")
_OUTSIDE = {"document", "span", "where", "figures", *_DIRECTIONS}
_PLAIN = tuple(field.name for field in fields(Traits) if field.name not in _OUTSIDE)
_SETS = frozenset(("names", "numbers", "actors", "recipients", "proper", "around"))
_LENGTHS = struct.Struct("<III")


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of: its telling words with their weights, and its events by local id ("eve2").

    ``incidents`` says which of them are one: (("eve2", "eve3"), ("eve7",)).
    """

    bag: dict[str, float]
    tellings: dict[str, Traits]
    incidents: tuple[tuple[str, ...], ...]


def account_of(reading: Reading) -> Account:
    """What a reading tells of; the number of its document is not known yet and stands as 0."""
    page = Page(0, reading)
    parameters = shipped()
    weights = Weights(parameters.background)
    tellings = traits_of(page)
    names = list(tellings)
    sets = within([weighed(one, weights) for one in tellings.values()], trees=parameters.trees)
    incidents = tuple(tuple(names[at] for at in members) for members in sets)
    return Account(story_bag(story_of(page).counts, weights), tellings, incidents)


def packed(traits: Traits) -> bytes:
    """The bytes of a telling, without the number of its document."""
    plain: dict[str, Any] = {}
    for name in _PLAIN:
        value = getattr(traits, name)
        plain[name] = sorted(value) if name in _SETS else value
    plain["span"] = list(traits.span)
    plain["where"] = None if traits.where is None else _values(traits.where)
    plain["figures"] = [_values(figure) for figure in traits.figures]
    head = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    directions = [getattr(traits, name) for name in _DIRECTIONS]
    return _LENGTHS.pack(len(head), *map(len, directions)) + head + b"".join(directions)


def unpacked(data: bytes, *, document: int) -> Traits:
    """The telling again. Raises ``LedgerError`` where the bytes are not one."""
    try:
        lengths = _LENGTHS.unpack_from(data)
        parts, at = [], _LENGTHS.size
        for length in lengths:
            parts.append(data[at : at + length])
            at += length
        return _traits(json.loads(parts[0]), document, dict(zip(_DIRECTIONS, parts[1:], strict=True)))
    except (struct.error, ValueError, KeyError, TypeError) as error:
        raise LedgerError(
            f"D{document}: what is kept of an event in it cannot be read ({error}); onrecord reread makes it anew"
        ) from error


def _traits(plain: Mapping[str, Any], document: int, directions: dict[str, bytes]) -> Traits:
    given: dict[str, Any] = {name: plain[name] for name in _PLAIN}
    given.update({name: frozenset(given[name]) for name in _SETS})
    given.update({name: tuple(given[name]) for name in ("stems", "near", "sentence")} | directions)
    return Traits(
        document=document,
        span=Span(*plain["span"]),
        where=None if plain["where"] is None else Where(*plain["where"]),
        figures=tuple(Number(*figure) for figure in plain["figures"]),
        **given,
    )


def _values(noun: Where | Number) -> list[Any]:
    return [getattr(noun, field.name) for field in fields(noun)]
