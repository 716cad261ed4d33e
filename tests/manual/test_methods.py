"""No figure of the manual is made up: each stands in the benchmarks, the floors or the model card."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from manual.pages import DOCS, ROOT

SOURCES = (DOCS / "benchmarks.md", ROOT / "evaluation/floors.toml", ROOT / "src/onrecord/model/MODEL_CARD.md")


def figures(path: Path) -> set[str]:
    """Numbers with a point or a thousands comma that a page gives, times and versions left out."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return set(re.findall(r"(?<![\w.\-:])\d+(?:,\d{3}|\.\d+)(?![\w.:])", text))


@pytest.mark.parametrize("name", ["methods.md", "limits.md", "faq.md"])
def test_every_figure_was_measured(name: str) -> None:
    known = " ".join(path.read_text(encoding="utf-8") for path in SOURCES)
    elsewhere = {"0.45", "250,976", "2.0"}  # of the code, the gazetteer and PLOVER
    measured = set(re.findall(r"\d+(?:,\d{3}|\.\d+)", known)) | elsewhere
    rounded = {f"{float(one.replace(',', '')):.1f}" for one in measured}
    made_up = figures(DOCS / name) - measured - rounded
    assert not made_up, f"{name} gives {', '.join(sorted(made_up))}, which stands in none of the sources"


def test_the_joining_probability_is_that_of_the_code() -> None:
    from onrecord.weigh.events.join import JOIN

    assert f"above {JOIN} on average" in (DOCS / "methods.md").read_text(encoding="utf-8")
