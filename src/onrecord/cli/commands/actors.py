"""``onrecord actors``: people, bodies and states."""

from __future__ import annotations

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord actors --actor Voss
  onrecord actors --type ASSAULT --where Ukraine --since 2025-03
  onrecord actors --document D41 --format json
  onrecord actors --candidates

{EXITS}"""


def command(
    actor: options.Actor = None,
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    publisher: options.Publisher = None,
    kind: options.Kind = None,
    measure: options.Measure = None,
    type: options.Type = None,
    document: options.Report = None,
    event: options.Event = None,
    candidates: options.Candidates = False,
    rejected: options.Rejected = False,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List the actors: all names and roles that the reports give them.

    Filters choose the reports (or, with --type, --event and --measure, the events) in which an actor must be named.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.actors import KnownActor, Likely
    from onrecord.weigh.ask.actors import actors
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.ask.likely import likely

    table = (
        Column("id", lambda one: one.id),
        Column("name", lambda one: one.name, share=1),
        Column("kind", lambda one: one.kind),
        Column("country", lambda one: one.country),
        Column("roles", lambda one: tuple(dict.fromkeys(_role(role) for role in one.roles)), share=1),
        Column("reports", lambda one: f"{len(one.documents):,}", right=True),
        Column("claims", lambda one: f"{one.claims:,}", right=True),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, publisher=publisher, actor=actor, kind=kind,
        measure=measure, type=type, document=document, event=event, include_rejected=rejected,
        include_superseded=superseded,
    )  # fmt: skip
    if candidates:
        pairs = (
            Column("score", lambda one: f"{one.score:.2f}", right=True),
            Column("names", lambda one: one.names, share=1),
            Column("why", lambda one: one.because, share=1),
            Column("to merge them", lambda one: one.merge, most=40),
        )
        return answer(wanted, filters, likely, noun=Likely, named="pairs", table=pairs)
    return answer(wanted, filters, actors, noun=KnownActor, named="actors", table=table)


def _role(role: object) -> str:
    former = "former " if getattr(role, "former", False) else ""
    return f"{former}{getattr(role, 'title', '')}"
