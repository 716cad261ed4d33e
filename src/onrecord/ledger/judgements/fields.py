"""What can be corrected on each kind of item, and the form each value must have.

A value comes from the command line as a string or from Python as it is; what leaves here is what the ledger stores.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from sqlalchemy import Connection

from onrecord.core.analysis import Realis
from onrecord.core.document import canonical
from onrecord.core.mentions import (
    ActorKind,
    Certainty,
    Change,
    Comparator,
    Feature,
    Form,
    Polarity,
    SpeakerKind,
)
from onrecord.core.plover import MODES, TYPES
from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.judgements.items import Item, Kind

DIMENSIONS = ("count", "length", "area", "volume", "mass", "time", "speed", "money", "percent", "ratio",
              "temperature", "energy", "other")  # fmt: skip
LONGEST_WORDS = 500  # of a name, a unit, a population
NOTHING = frozenset({"", "none", "null", "open", "-"})


@dataclass(frozen=True, slots=True)
class Context:
    """What a correction is held against: the item, its text, and its values as they stand (``now``)."""

    connection: Connection
    item: Item
    text: str
    now: Mapping[str, Any]
    span: Span | None  # where the new value is read, where that is said
    notes: dict[str, Any] = field(default_factory=dict)


Parse = Callable[[Any, Context], Any]


def fields_of(kind: Kind) -> dict[str, Parse]:
    """The fields of a kind of item that can be corrected, each with what reads and checks a value."""
    return _FIELDS.get(kind, {})


def number(value: Any, _context: Context) -> float | int | None:
    """A number, or None for an end left open: "1,200", 9, "none"."""
    if value is None or (isinstance(value, str) and value.strip().casefold() in NOTHING):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise UsageError(f"{value!r} is not a number; write 9, 1200, 2.5, or none for an open end")
    if isinstance(value, str):
        plain = value.strip()
        if not re.fullmatch(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,15})?(?:e[+-]?\d{1,2})?", plain, re.ASCII):
            raise UsageError(f"{plain[:40]!r} is not a number; write 9, 1200, 2.5, or none for an open end")
        written = float(plain.replace(",", ""))
    else:
        written = float(value) if abs(value) < 1e30 else math.inf
    if not math.isfinite(written) or abs(written) > 1e18:
        raise UsageError(f"{value!r} is not a number that can be stored; write one below 10^18")
    return int(written) if written.is_integer() and abs(written) < 2**53 else written


def _coordinate(most: float) -> Parse:
    def parse(value: Any, context: Context) -> Any:
        found = number(value, context)
        if found is not None and abs(found) > most:
            raise UsageError(f"{value} is no coordinate; write degrees between -{most:g} and {most:g}")
        return found

    return parse


def _positive(value: Any, context: Context) -> Any:
    found = number(value, context)
    if found is not None and found <= 0:
        raise UsageError(f"{value} must be above zero")
    return found


def _whole(value: Any, context: Context) -> Any:
    found = number(value, context)
    if found is not None and (not isinstance(found, int) or found <= 0):
        raise UsageError(f"{value} is not a number of GeoNames; write one such as 698740, or none")
    return found


def words(value: Any, _context: Context) -> str:
    """A name or a unit: not empty, not endless."""
    if not isinstance(value, str) or not value.strip():
        raise UsageError("a word or a name is missing; write it after the equals sign")
    plain = " ".join(canonical(value).replace("\0", " ").split())
    if len(plain) > LONGEST_WORDS:
        raise UsageError(f"{plain[:40]!r}… is longer than {LONGEST_WORDS} characters")
    return plain


def _or_none(parse: Parse) -> Parse:
    def either(value: Any, context: Context) -> Any:
        if value is None or (isinstance(value, str) and value.strip().casefold() in NOTHING):
            return None
        return parse(value, context)

    return either


def _one_of(options: tuple[str, ...]) -> Parse:
    def parse(value: Any, _context: Context) -> str:
        if value not in options:
            raise UsageError(f"{str(value)[:40]!r} is none of {', '.join(options)}")
        return str(value)

    return parse


def yes_or_no(value: Any, _context: Context) -> bool:
    """True or False, also as "yes" and "no"."""
    said = str(value).casefold()
    if said in {"yes", "true", "1"}:
        return True
    if said in {"no", "false", "0"}:
        return False
    raise UsageError(f"{str(value)[:40]!r} is neither yes nor no")


def _pattern(form: str, example: str) -> Parse:
    def parse(value: Any, _context: Context) -> str:
        if not isinstance(value, str) or not re.fullmatch(form, value, re.ASCII):
            raise UsageError(f"{str(value)[:40]!r} has not the form of {example}")
        return value

    return parse


def _written(value: Any, context: Context) -> str:
    """Words that must stand in the report: what is counted, what somebody is called."""
    plain = words(value, context)
    if plain.casefold() not in " ".join(context.text.split()).casefold():
        raise UsageError(f"{plain!r} is not in this report, and a value needs words it is read from")
    return plain


def _mode(value: Any, context: Context) -> str:
    kind = str(context.notes.get("type", context.now.get("type")))
    if not MODES.get(kind):
        raise UsageError(f"an event of the type {kind} has no modes; write mode=none")
    return str(_one_of(MODES[kind])(value, context))


_country = _or_none(_pattern("[A-Z]{2}", "LV, two capitals of ISO 3166"))
_wikidata = _or_none(_pattern("Q[1-9][0-9]{0,11}", "Q42"))
_date = _or_none(words)  # held to EDTF where its bounds are worked out

_FIELDS: dict[Kind, dict[str, Parse]] = {
    "claim": {
        "speaker": words,  # an actor, or a name in the text: see named.py
        "speaker_kind": _one_of(get_args(SpeakerKind)),
        "form": _one_of(get_args(Form)),
        "certainty": _one_of(get_args(Certainty)),
        "polarity": _one_of(get_args(Polarity)),
    },
    "figure": {
        "low": number,
        "best": number,
        "high": number,
        "comparator": _one_of(get_args(Comparator)),
        "approximate": yes_or_no,
        "change": _or_none(_one_of(get_args(Change))),
        "unit": words,
        "dimension": _one_of(DIMENSIONS),
        "measure": _or_none(_pattern("[a-z][a-z_]{0,39}", "killed or damaged")),
        "counted": _or_none(_written),
        "place": words,
        "edtf": _date,
    },
    "happening": {
        "type": _one_of(TYPES),
        "mode": _or_none(_mode),
        "realis": _one_of(get_args(Realis)),
        "effect": _or_none(_pattern("[a-z][a-z_]{0,39}", "killed or damaged")),
        "place": words,
        "edtf": _date,
    },
    "naming": {"name": _written, "kind": _one_of(get_args(ActorKind)), "country": _country, "wikidata": _wikidata},
    "actor": {"name": words, "kind": _one_of(get_args(ActorKind)), "country": _country, "wikidata": _wikidata},
    "placing": {
        "name": words,
        "geonames": _or_none(_whole),
        "lat": _coordinate(90),
        "lon": _coordinate(180),
        "country": _country,
        "feature": _one_of(get_args(Feature)),
        "radius_km": _or_none(_positive),
        "literal": yes_or_no,
    },
}
WITH_SPAN: frozenset[Kind] = frozenset({"claim", "figure", "happening", "placing"})
"""Kinds whose own characters can be corrected, too (``span``)."""
ALSO = {"date": "edtf", "time": "edtf"}
"""Other names of fields, as people say them."""
