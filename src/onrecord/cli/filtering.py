"""The options that questions share, each with its words of help; a command takes those that make sense for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_WHERE = (
    "A country (UA, Ukraine), a place (Odesa), at most so far from one (“Odesa 50km”, “46.48,30.73 50km”), or a box "
    "west,south,east,north (“29,45.5,33,47.5”; across the date line where west is greater)."
)
_ABOUT = 'Words: rockets port, "grain port", shell*, -drill, port OR harbour; all must occur, in any of their forms.'
_SINCE = "From then on: 2024-03, 2024-03-11, 2024-03-11T18:00Z."
_AS_OF = "As it stood then: only reports published and judgements made by the end of that day or minute."
_LEDGER = "A file, or postgresql://… Default: onrecord.ledger in this folder, or what ONRECORD_LEDGER says."
_FORMAT = "table, json, jsonl or csv. Default: what the name given with -o says, else table."
_LIMIT = "At most so many. Default: 100 in a table, all otherwise."

Ledger = Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help=_LEDGER)]
About = Annotated[str | None, typer.Option("--about", "-a", metavar="WORDS", help=_ABOUT)]
Place = Annotated[str | None, typer.Option("--where", "-w", metavar="PLACE", help=_WHERE)]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help=_SINCE)]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to the end of that day, month or year.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=_AS_OF)]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Who takes part or speaks: “Voss”, or A3.")]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="Who says it: “Voss”, or A3.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet: “Coast Herald”.")]
Kind = Annotated[
    str | None,
    typer.Option(metavar="KIND", help="Of speaker: person, official, media, document, unnamed or author."),
]
Certainty = Annotated[
    str | None, typer.Option(metavar="HOW", help="As the text has it: certain, probable or possible.")
]
Polarity = Annotated[str | None, typer.Option(metavar="HOW", help="affirmed or denied.")]
Measure = Annotated[str | None, typer.Option(metavar="WHAT", help="Of figures: killed, injured, displaced …")]
Type = Annotated[str | None, typer.Option(metavar="TYPE", help="Of events, by PLOVER 2.0: ASSAULT, PROTEST …")]
Report = Annotated[str | None, typer.Option("--document", metavar="D41", help="In this report only.")]
Event = Annotated[str | None, typer.Option(metavar="E12", help="Of this event only.")]
Candidates = Annotated[bool, typer.Option("--candidates", help="Pairs that may be one, for you to decide.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="Also what people have rejected.")]
Superseded = Annotated[bool, typer.Option("--superseded", help="Also reports that were replaced or taken back.")]
Current = Annotated[bool, typer.Option("--current", help="Without those that were replaced or taken back.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", help=_LIMIT)]
Format = Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=_FORMAT)]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
]

EXITS = """\
\b
Exit code: 0 done, also where nothing fits; 2 wrong usage, or no ledger there.
"""
