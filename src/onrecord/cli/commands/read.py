"""``onrecord read``: the record of one article, or of several."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.choosing import READER, WITH

EPILOG = """\
\b
Examples:
  onrecord read article.txt --published 2024-03-11 --publisher "Coast Herald"
  onrecord read report.html -o report-record.html
  onrecord read *.pdf --format jsonl > readings.jsonl
  onrecord read https://example.org/news/story --format json
  pdftotext note.pdf - | onrecord read - --published 2024-03-11

\b
Exit code: 0 done; 1 done, but some sources were refused (each is named on
stderr with the reason); 2 wrong usage, or nothing could be read.
"""

_FORMAT = "text, md, html, json or jsonl. Default: what the name given with -o says, else text."
_PUBLISHED = (
    "When it was published: 2024-03-11, or 2024-03-11T18:10Z. “Friday night” and the like are counted from it. "
    "Default: what is found in the source."
)
_PUBLISHER = "The outlet: “Coast Herald”. Default: what is found in the source."
_DROPPED = "Also list what was seen and not kept, with reasons (text, md)."


def command(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files (txt, md, html, pdf, eml, json), URLs, or - for stdin.")
    ],
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMAT", help=_FORMAT),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=_PUBLISHED),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help=_PUBLISHER)] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to stdout.")
    ] = None,
    reader: Annotated[str | None, typer.Option(metavar="NAME", help=READER)] = None,
    with_: Annotated[list[str] | None, typer.Option("--with", metavar="NAME=VALUE", help=WITH)] = None,
    dropped: Annotated[bool, typer.Option("--dropped", help=_DROPPED)] = False,
) -> int:
    """Read articles and print the record of each.

    Who says what and how sure; every figure, time, place and actor, with the words it stands on. Nothing is stored,
    and nothing leaves this computer unless a SOURCE is a URL or a --reader sends it elsewhere.
    """
    from onrecord.cli.choosing import choose
    from onrecord.cli.reading import Wanted, read_sources

    wanted = Wanted.of(
        sources,
        format=format,
        published=published,
        publisher=publisher,
        output=output,
        dropped=dropped,
        reader=choose(reader, with_),
    )
    return read_sources(wanted)
