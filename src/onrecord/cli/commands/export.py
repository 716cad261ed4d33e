"""``onrecord export``: the record in the formats of other tools."""

from __future__ import annotations

import pkgutil
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import filtering as options

_FORMATS = files("onrecord") / "show" / "export" / "formats"  # named without being imported: help must be quick

EPILOG = f"""\
\b
Formats: {", ".join(sorted(module.name for module in pkgutil.iter_modules([str(_FORMATS)])))}.
`onrecord export` alone tells what each of them is, and what it cannot hold.

\b
Examples:
  onrecord export
  onrecord export csv batken
  onrecord export ucdp ged.csv --since 2025-03 --where UA
  onrecord export annotations notes.jsonl --redact
  onrecord export geojson map.geojson --about "fuel depot" --as-of 2025-03-07

\b
Exit code: 0 done, also where nothing fits; 2 wrong usage, or nothing could be written.
"""

_OUT = "The new file, or the new folder where a format needs several."
_REDACT = (
    "Hide people’s names wherever they stand, exact spots, reviewers, and what a comment marks as sensitive; somebody "
    "may still be recognised."
)
_RAW = "Leave cells of CSV as they are where a spreadsheet would run them."


def command(
    format: Annotated[str | None, typer.Argument(metavar="FORMAT", help="One of those below.")] = None,
    out: Annotated[Path | None, typer.Argument(metavar="OUT", help=_OUT)] = None,
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    type: options.Type = None,
    actor: options.Actor = None,
    measure: options.Measure = None,
    speaker: options.Speaker = None,
    kind: options.Kind = None,
    certainty: options.Certainty = None,
    polarity: options.Polarity = None,
    publisher: options.Publisher = None,
    document: options.Report = None,
    event: options.Event = None,
    rejected: options.Rejected = False,
    superseded: options.Superseded = False,
    redact: Annotated[bool, typer.Option("--redact", help=_REDACT)] = False,
    raw: Annotated[bool, typer.Option("--raw", help=_RAW)] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="OUT", help="The same as OUT.")] = None,
    ledger: options.Ledger = None,
) -> int:
    """Write the record in another tool's format, and say what that format cannot hold.

    Beside it goes a prov.jsonld: the reports it rests on, who ruled on it, what was left out.
    """
    from onrecord.cli.exporting import export, formats

    if format is None:
        return formats()
    return export(
        format, out, output, ledger=ledger, redact=redact, raw=raw,
        asked={
            "about": about, "where": where, "since": since, "until": until, "as_of": as_of, "type": type,
            "actor": actor, "measure": measure, "speaker": speaker, "kind": kind, "certainty": certainty,
            "polarity": polarity, "publisher": publisher, "document": document, "event": event,
            "include_rejected": rejected, "include_superseded": superseded,
        },
    )  # fmt: skip
