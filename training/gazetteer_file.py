"""The layout of the gazetteer file: columns of numbers that are memory-mapped, and hashed names that lead to them.

Read by ``onrecord.resolve.places.gazetteer``.
"""

from __future__ import annotations

import array
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.resolve.places.names import digest, fold, without_article

KINDS = ("country", "admin1", "admin2", "city", "water", "area", "mountains", "continent", "capital", "noted")


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    name: str
    kind: str
    lat: float
    lon: float
    country: str = ""
    admin1: str = ""
    geonames: int = 0
    population: int = 0
    radius: int = 0
    primary: set[str] = field(default_factory=set)
    alternate: set[str] = field(default_factory=set)


def keys_of(row: Row, conflict: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The folded names of a row, each with True where it is only another spelling."""
    seen: set[str] = set()
    for names, other in ((row.primary, False), (row.alternate, True)):
        for name in sorted(names):
            key = fold(name)
            for form in (
                (key, without_article(key))
                if row.kind in ("city", "noted", "capital") and row.country in conflict
                else (key,)
            ):
                if len(form) > 1 and form not in seen:
                    seen.add(form)
                    yield form, other or form != key


def write(path: Path, rows: list[Row], people: tuple[set[str], set[str]], conflict: frozenset[str]) -> dict[str, int]:
    """Write the columns, little-endian, behind one JSON line that gives type, offset and length of each.

    Places: geonames u32, lat and lon i32 (1e-5 degrees), country u8, kind u8, admin1 u16, population u16 (1000 log10),
    radius u16 (km), name u32 (offset into ``names``). Keys, sorted by hash: hash u32, check u8, place u32 (top bit:
    only another spelling). First and last names: sorted u32 hashes.
    """
    codes = sorted({row.country for row in rows})
    admin1 = ["", *sorted({f"{row.country}.{row.admin1}" for row in rows if row.admin1})]
    number = {code: index for index, code in enumerate(admin1)}
    names = b"".join(row.name.encode() for row in rows)
    ends = [0]
    for row in rows:
        ends.append(ends[-1] + len(row.name.encode()))
    keys = sorted((*digest(key), index | (0x80000000 if other else 0)) for index, row in enumerate(rows)
                  for key, other in keys_of(row, conflict))  # fmt: skip
    first, last = (sorted({digest(name)[0] for name in group if name}) for group in people)
    columns: list[tuple[str, str, Iterable[int] | bytes]] = [
        ("geonames", "I", [row.geonames for row in rows]),
        ("lat", "i", [round(row.lat * 1e5) for row in rows]),
        ("lon", "i", [round(row.lon * 1e5) for row in rows]),
        ("country", "B", [codes.index(row.country) for row in rows]),
        ("kind", "B", [KINDS.index(row.kind) for row in rows]),
        ("admin1", "H", [number.get(f"{row.country}.{row.admin1}", 0) if row.admin1 else 0 for row in rows]),
        ("population", "H", [round(1000 * math.log10(row.population + 1)) for row in rows]),
        ("radius", "H", [min(row.radius, 65535) for row in rows]),
        ("name", "I", ends),
        ("hash", "I", [key[0] for key in keys]),
        ("check", "B", [key[1] for key in keys]),
        ("place", "I", [key[2] for key in keys]),
        ("first", "I", first),
        ("last", "I", last),
        ("names", "B", names),
    ]
    body, table = bytearray(), {}
    for column, code, values in columns:
        raw = values if isinstance(values, bytes) else array.array(code, values).tobytes()
        table[column] = [code, len(body), len(raw)]
        body += raw + b"\0" * (-len(raw) % 8)
    regions = {row.country if row.kind == "country" else f"{row.country}.{row.admin1}": index
               for index, row in reversed(list(enumerate(rows))) if row.kind in ("country", "admin1")}  # fmt: skip
    facts = {"columns": table, "countries": codes, "admin1": admin1, "kinds": KINDS, "regions": regions}
    head = json.dumps(facts, separators=(",", ":")).encode()
    head += b" " * (-(len(head) + 1) % 8) + b"\n"
    path.write_bytes(head + bytes(body))
    return {"places": len(rows), "keys": len(keys), "bytes": path.stat().st_size}
