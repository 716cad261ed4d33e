"""``onrecord add``: reports into the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.choosing import READER, WITH

EPILOG = """\
\b
Examples:
  onrecord add inbox/                            every report in a folder
  onrecord add wire.jsonl crawl.warc.gz feed.xml pages.zip box.mbox
  onrecord add table.csv --publisher "Coast Herald"
  onrecord add https://example.org/feed.xml --ledger news.ledger
  onrecord add inbox/ --ledger postgresql://desk@server/news --jobs 8

\b
Stop it with Ctrl-C whenever you like; the same command goes on where it was.
Adding the same thing twice changes nothing; a report of the same id or URL with
a new text becomes a new version, and the old one is kept. What cannot be read
is named on stderr and kept with its reason: onrecord refusals.

\b
Exit code: 0 done; 1 done, but some inputs were refused; 2 wrong usage, or
nothing could be done; 130 stopped.
"""

_LEDGER = "A file, or postgresql://… Default: onrecord.ledger in this folder, or what ONRECORD_LEDGER says."
_JOBS = "Reports read at the same time, a process each. Default: one for each core."
_PUBLISHED = "When it was published (2024-03-11T18:10Z): replaces what a page says, fills what a table leaves out."
_PATH = "Files, folders, feeds, crawls (WARC), tables, archives, URLs, or - for stdin."


def command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=_PATH)],
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help=_LEDGER)] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help=_JOBS)] = None,
    engine: Annotated[str, typer.Option(metavar="ENGINE", help="What reads: local, or ray (a cluster).")] = "local",
    published: Annotated[str | None, typer.Option(metavar="DATE", help=_PUBLISHED)] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet, likewise.")] = None,
    reader: Annotated[str | None, typer.Option(metavar="NAME", help=READER)] = None,
    with_: Annotated[list[str] | None, typer.Option("--with", metavar="NAME=VALUE", help=WITH)] = None,
) -> int:
    """Put reports into the ledger, read and ready to be asked.

    Reads txt, md, html, pdf, eml and mbox, JSON Lines, CSV, RSS and Atom, WARC, ninjs, ZIP and tar of these, folders
    of these, and lists of URLs. Nothing leaves this computer unless a PATH is a URL or a list of them, or a --reader
    sends it elsewhere.
    """
    from onrecord.cli.adding import add_paths
    from onrecord.cli.choosing import choose

    return add_paths(
        paths,
        ledger=ledger,
        jobs=jobs,
        engine=engine,
        published=published,
        publisher=publisher,
        reader=choose(reader, with_),
    )
