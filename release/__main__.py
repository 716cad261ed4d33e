"""``python -m release``: notice | sbom FILE | wheelhouse FOLDER | all FOLDER."""

from __future__ import annotations

import argparse
from pathlib import Path

from release import bom
from release.build import build, built_twice, sums
from release.notice import NOTICE, notice
from release.tried import tried, wheelhouse


def main() -> None:
    """Do what was asked for; ``all`` is what ``make release`` does."""
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    parser.add_argument("what", choices=("notice", "sbom", "build", "wheelhouse", "all"))
    parser.add_argument("where", nargs="?", type=Path, default=Path("dist"))
    asked = parser.parse_args()
    if asked.what == "notice":
        NOTICE.write_text(notice(), encoding="utf-8")
    elif asked.what == "sbom":
        bom.write(asked.where)
    elif asked.what == "build":
        build(asked.where)
    elif asked.what == "wheelhouse":
        wheelhouse(asked.where)
    else:
        _all(asked.where)


def _all(folder: Path) -> None:
    assert NOTICE.read_text(encoding="utf-8") == notice(), "NOTICE is out of date: python -m release notice"
    made = built_twice(folder)
    bom.write(folder / "onrecord.cdx.json")
    house = folder / "wheelhouse"
    if not any(house.glob("*.whl")):
        wheelhouse(house)
    wheel = next(path for path in made if path.suffix == ".whl")
    ways = tried(wheel, house)
    sums(folder)
    print(
        f"{folder}: {', '.join(path.name for path in made)}, onrecord.cdx.json, SHA256SUMS; works by {', '.join(ways)}"
    )


if __name__ == "__main__":
    main()
