"""Synthetic ledgers, as large as wanted and always the same: for measuring how fast questions are answered.

The words are drawn as words are used (few of them often, many rarely), the places are real; nothing else is. Rows are
written straight into the tables, because reading a hundred thousand claims out of texts would take an hour.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert

from onrecord.core.plover import TYPES
from onrecord.ledger.alike import alike
from onrecord.ledger.connect import Desk
from onrecord.ledger.schema import (
    actors,
    claims,
    documents,
    events,
    figures,
    flags,
    groups,
    happenings,
    namings,
    placings,
    sides,
    texts,
)
from onrecord.ledger.weighed import dues, outcomes
from onrecord.ledger.words import index_claims, index_document

Row = dict[str, Any]
_AT_ONCE = 2_000
_COMMON = re.findall(
    r"\w+",
    "the of and in to a that on at were by for from with had said been after near people troops city governor army "
    "killed attack port police village border officials wounded rockets shelling houses bridge",
)
_STEMS = re.findall(
    r"\w+", "bar con dal fer gan hol ist jur kel lor man nor ost pal qur ras sol tem und vel war yor zan mir tov"
)
_PLACES = (
    ("Odesa", 46.48, 30.73, "UA"), ("Kharkiv", 49.99, 36.23, "UA"), ("Kyiv", 50.45, 30.52, "UA"),
    ("Goma", -1.68, 29.22, "CD"), ("Bukavu", -2.51, 28.86, "CD"), ("Khartoum", 15.5, 32.56, "SD"),
    ("El Fasher", 13.63, 25.35, "SD"), ("Aden", 12.78, 45.04, "YE"), ("Taiz", 13.58, 44.02, "YE"),
    ("Idlib", 35.93, 36.63, "SY"), ("Mandalay", 21.97, 96.08, "MM"), ("Suva", -18.14, 178.44, "FJ"),
    ("Bol", 13.46, 14.71, "TD"), ("Maiduguri", 11.85, 13.16, "NG"), ("Gao", 16.27, -0.04, "ML"),
)  # fmt: skip
_OUTLETS = tuple(f"{first} {last}" for first in ("Coast", "Border", "Lake", "Northern", "Morning", "Valley", "Capital")
                 for last in ("Herald", "Gazette", "Review", "Courier", "Post", "Tribune"))  # fmt: skip
_MEASURES = ("killed", "injured", "displaced", "detained", "missing", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a synthetic ledger holds; ``skewed`` where few actors take part in much and many in little."""

    claims: int = 100_000
    events: int = 10_000
    actors: int = 4_000
    claims_of_a_document: int = 10
    skewed: bool = False

    @property
    def documents(self) -> int:
        """Reports, each with its share of the claims."""
        return max(1, self.claims // self.claims_of_a_document)


def fill(desk: Desk, size: Size, *, seed: int = 7) -> None:
    """Fill an empty ledger; the same ``size`` and ``seed`` give the same rows."""
    draw = random.Random(seed)
    with desk.writing() as connection:
        _put(connection, actors, _actors(draw, size))
        _put(connection, events, ({"id": number} for number in range(1, size.events + 1)))
        _put(connection, groups, ({"id": number, "alike": f"g{number}"} for number in range(1, size.events + 1)))
        reports = list(range(1, size.documents + 1))
        for start in range(0, len(reports), _AT_ONCE):
            _reports(connection, draw, reports[start : start + _AT_ONCE], size)


def vocabulary(draw: random.Random, size: int = 8_000) -> tuple[list[str], list[float]]:
    """Words and their cumulative weights by Zipf's law, the commonest first."""
    made = dict.fromkeys(_COMMON)
    while len(made) < size:
        made["".join(draw.choices(_STEMS, k=draw.randint(1, 3))) + draw.choice(["", "s", "ed", "ing", "ia"])] = None
    total, weights = 0.0, []
    for rank in range(len(made)):
        total += 1 / (rank + 2)
        weights.append(total)
    return list(made), weights


def _put(connection: Connection, table: Table, rows: Iterator[Row] | Sequence[Row]) -> None:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        connection.execute(insert(table), some)


def _actors(draw: random.Random, size: Size) -> Iterator[Row]:
    for number in range(1, size.actors + 1):
        name = f"{draw.choice(_STEMS).title()}{draw.choice(_STEMS)} {draw.choice(_STEMS).title()}{number}"
        yield {"id": number, "name": name, "alike": alike(name), "kind": "person"}


def _reports(connection: Connection, draw: random.Random, numbers: Sequence[int], size: Size) -> None:
    words, weights = vocabulary(random.Random(1))
    rows: dict[Table, list[Row]] = {
        table: []
        for table in (texts, documents, namings, placings, claims, happenings, sides, figures, flags, dues, outcomes)
    }
    for number in numbers:
        _report(draw, number, size, rows, lambda count: draw.choices(words, cum_weights=weights, k=count))
    for table, made in rows.items():
        _put(connection, table, made)
    index_claims(connection, [(row["id"], row["text"], row["speaker_name"]) for row in rows[claims]])
    for row, body in zip(rows[documents], rows[texts], strict=True):
        index_document(connection, row["id"], title=row["title"], body=body["text"])


def _report(draw: random.Random, number: int, size: Size, rows: dict[Table, list[Row]], some: Any) -> None:
    """One report with its claims, two names and places, and its share of the events."""
    day = f"2025-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    namers = [2 * number - 1, 2 * number]
    people = [_somebody(draw, size) for _ in namers]
    for naming, actor in zip(namers, people, strict=True):
        rows[namings].append({
            "id": naming, "document": number, "local": f"act{naming - namers[0] + 1}", "base": actor, "actor": actor,
            "because": "drawn", "name": f"Name {actor}", "names": json.dumps([f"Name {actor}"]), "kind": "person",
            "country": None, "wikidata": None, "roles": "[]", "mentions": "[]", "start": 0, "end": 4,
        })  # fmt: skip
    body, first = [], (number - 1) * size.claims_of_a_document + 1
    at = 0
    for place in range(size.claims_of_a_document):
        said = " ".join(some(draw.randint(8, 25)))
        rows[claims].append(_claim(draw, first + place, number, place + 1, said, at, namers))
        body.append(said)
        at += len(said) + 1
    for place in range(2):
        name, lat, lon, country = draw.choice(_PLACES)
        rows[placings].append({
            "id": 2 * number - 1 + place, "document": number, "local": f"pla{place + 1}", "start": place * (at // 2),
            "end": place * (at // 2) + 4, "text": name, "name": name, "alike": alike(name), "geonames": None,
            "lat": lat, "lon": lon, "country": country, "feature": "city", "radius_km": 10.0, "literal": True,
        })  # fmt: skip
    rows[texts].append({"id": f"sha256:{number:064x}", "text": "\n".join(body)})
    outlet = draw.choice(_OUTLETS)
    rows[documents].append({
        "id": number, "identity": f"made {number}", "version": f"{number:x}", "text_id": f"sha256:{number:064x}",
        "publisher": outlet, "title": " ".join(some(6)), "published": day, "published_from": f"{day}T00:00:00Z",
        "known_from": f"{day}T23:59:59Z", "language": "en", "status": "read", "kind": "text", "blob": f"{number:064x}",
        "bytes": at, "locator": f"made/{number}.txt", "added": "2026-01-01T00:00:00Z", "words": at // 6, "extra": "{}",
    })  # fmt: skip
    _due(draw, number, day, body[0], rows)
    for event in range(number, size.events + 1, size.documents):
        _event(draw, event, number, day, first, namers, rows)


def _somebody(draw: random.Random, size: Size) -> int:
    """An actor; of a skewed ledger the fewest take part in most, as in the news."""
    return max(1, int(size.actors * draw.random() ** 2)) if size.skewed else draw.randint(1, size.actors)


def _due(draw: random.Random, number: int, day: str, said: str, rows: dict[Table, list[Row]]) -> None:
    """Something due within sixty days, in every report; every third is told to have come out by a report before it."""
    ahead = date.fromisoformat(day) + timedelta(days=draw.randint(1, 60))
    rows[dues].append({
        "id": number, "document": number, "start": 0, "end": len(said), "edtf": ahead.isoformat(),
        "ends": f"{ahead + timedelta(days=1)}T00:00:00Z", "kind": "announced", "what": said, "because": "drawn",
    })  # fmt: skip
    if number % 3 == 0:
        rows[outcomes].append({
            "due": number, "document": draw.randint(1, number - 1), "status": draw.choice(["answered", "missed"]),
            "sure": draw.randint(1, 4), "start": 0, "end": 4, "because": "drawn",
        })  # fmt: skip


def _claim(draw: random.Random, claim: int, number: int, place: int, said: str, at: int, namers: list[int]) -> Row:
    return {
        "id": claim, "document": number, "local": f"att{place}", "parent": None, "start": at, "end": at + len(said),
        "text": said, "source": "[]", "cue": "[]", "content": json.dumps([[at, at + len(said)]]),
        "speaker": draw.choice([*namers, None]), "speaker_name": f"Name {draw.randint(1, 500)}",
        "speaker_kind": draw.choice(["person", "official", "official", "media", "document", "unnamed"]),
        "form": "indirect", "chain": "[]", "certainty": draw.choices(["certain", "probable", "possible"], [8, 1, 1])[0],
        "polarity": draw.choices(["affirmed", "denied"], [19, 1])[0], "hedges": "[]", "confidence": 0.9,
    }  # fmt: skip


def _event(
    draw: random.Random, event: int, number: int, day: str, claim: int, namers: list[int], rows: dict[Table, list[Row]]
) -> None:
    """An event as this report tells it: its sides, and a figure."""
    rows[happenings].append({
        "id": event, "document": number, "local": f"eve{event}", "base": event, "event": event, "because": "drawn",
        "start": 0, "end": 4, "type": draw.choice(TYPES), "mode": None, "effect": None, "realis": "actual",
        "mentions": "[[0,4]]", "claim": claim, "place": 2 * number - 1, "time_text": None, "edtf": day,
        "earliest": f"{day}T00:00", "latest": f"{day}T23:59",
    })  # fmt: skip
    for naming, side in zip(namers, ("actor", "recipient"), strict=True):
        rows[sides].append({"happening": event, "naming": naming, "side": side})
    best = draw.randint(1, 60)
    rows[figures].append({
        "id": event, "document": number, "local": f"fig{event}", "base": event, "group": event, "happening": event,
        "claim": claim, "place": 2 * number - 1, "start": 0, "end": 2, "text": str(best), "comparator": "exact",
        "approximate": False, "change": None, "low": best, "best": best, "high": best, "unit": "1",
        "dimension": "count", "counted": "people", "counted_start": None, "counted_end": None,
        "measure": draw.choice(_MEASURES), "meant": None, "whom": None, "scope": None, "denied": False, "edtf": None,
    })  # fmt: skip
    if event % 5 == 0:
        rows[flags].append({
            "id": event // 5, "document": number, "kind": "unsourced", "on": f"fig{event}", "severity": "low",
            "because": "Drawn for measuring.", "evidence": "[[0,2]]", "start": 0,
        })  # fmt: skip
