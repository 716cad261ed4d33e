"""``onrecord schema``: the JSON Schema of a reading."""

from __future__ import annotations

from importlib.resources import files

import typer

EPILOG = """\
\b
Example:
  onrecord schema > reading.schema.json
"""


def command() -> None:
    """Print the JSON Schema of a reading.

    Every reading that "onrecord read --format json" prints keeps to it (draft 2020-12, schema 1).
    """
    typer.echo((files("onrecord") / "schema" / "reading.schema.json").read_text(encoding="utf-8"), nl=False)
