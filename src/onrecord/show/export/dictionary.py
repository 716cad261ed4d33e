"""The data dictionary: what every table and column says, the same in each format that has tables."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def dictionary() -> dict[str, dict[str, str]]:
    """What every table and column says: ``dictionary()["claims"]["text"]``."""
    return tomllib.loads((files("onrecord.show.export") / "dictionary.toml").read_text(encoding="utf-8"))


def described(table: str, column: str) -> str:
    """What a column says; raises ``KeyError`` where nobody has described it."""
    own = dictionary().get(table, {})
    return own[column] if column in own else dictionary()["any"][column]
