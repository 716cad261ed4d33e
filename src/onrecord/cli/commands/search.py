"""``onrecord search``: claims or documents by their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

if TYPE_CHECKING:
    from rich.text import Text
    from sqlalchemy import Connection

    from onrecord.core.answers.hits import Hit as Found

EPILOG = f"""\
\b
Examples:
  onrecord search rockets port                   both words, in any form
  onrecord search '"grain port" -drill'          these two together, not that
  onrecord search 'shell* Odesa OR Odessa' --kind official
  onrecord search ceasefire --in documents --since 2025-03

{EXITS}"""

_WORDS = 'Words that must all occur; "a phrase", -not, beginning*, one OR another. Put -not after --.'
_IN = "claims (what is said, and by whom) or documents (titles and texts)."


def command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=_WORDS)],
    among: Annotated[str, typer.Option("--in", metavar="WHAT", help=_IN)] = "claims",
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    speaker: options.Speaker = None,
    kind: options.Kind = None,
    certainty: options.Certainty = None,
    actor: options.Actor = None,
    publisher: options.Publisher = None,
    rejected: options.Rejected = False,
    superseded: options.Superseded = False,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", help="At most so many.")] = 20,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """Find claims or documents by their words, the best first, with the words marked.

    Words are found in any of their forms ("shelling" finds "shelled"), whatever their case and accents.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.hits import Hit
    from onrecord.errors import UsageError
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.ask.search import search
    from onrecord.weigh.ask.wording import Wording

    if among not in ("claims", "documents"):
        raise UsageError(f"--in {among}: choose claims or documents")
    table = (
        Column("id", lambda one: one.id),
        Column("published", lambda one: (one.published or "")[:10]),
        Column("publisher", lambda one: one.publisher),
        Column("who" if among == "claims" else "title",
               lambda one: one.speaker_name if among == "claims" else one.title, most=24),
        Column("words", marked, share=1),
    )  # fmt: skip
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    wording = Wording.of(" ".join(words))
    filters = Filters.of(
        where=where, since=since, until=until, as_of=as_of, speaker=speaker, kind=kind, certainty=certainty,
        actor=actor, publisher=publisher, include_rejected=rejected, include_superseded=superseded,
    )  # fmt: skip

    def ask(connection: Connection, filters: Filters) -> Iterator[Hit]:
        return search(connection, wording, filters, among="claims" if among == "claims" else "documents")

    return answer(wanted, filters, ask, noun=Hit, named=among, table=table)


def marked(hit: Found) -> Text:
    """The snippet with the words found in bold."""
    from rich.text import Text

    from onrecord.show.report.visible import visible

    snippet, shown, last = hit.snippet, Text(), 0
    for start, end in hit.marks:
        shown.append(_flat(visible(snippet[last:start]))).append(_flat(visible(snippet[start:end])), style="bold")
        last = end
    return shown.append(_flat(visible(snippet[last:])))


def _flat(words: str) -> str:
    return words.replace("\n", " ").replace("\t", " ")
