"""``onrecord events``: what happened, over all reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

if TYPE_CHECKING:
    from onrecord.core.answers.happenings import Happened

EPILOG = f"""\
\b
Examples:
  onrecord events --where "Odesa 50km" --since 2025-03-01 --until 2025-03-07
  onrecord events --type assault --actor "Northern Front"
  onrecord events --measure killed --as-of 2025-03-02T18:00Z
  onrecord events --about "grain port" --format csv -o events.csv

{EXITS}"""


def command(
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
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List what happened: type, time, place, sides, and how many tell of it.

    Dates are those of the event; of the report, where it gives none.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.happenings import Happened
    from onrecord.weigh.ask.events import events
    from onrecord.weigh.ask.filters import Filters

    table = (
        Column("id", lambda one: one.id),
        Column("when", lambda one: one.time.edtf, most=16),
        Column("where", lambda one: one.place.name if one.place else None, most=16),
        Column("what", _what, most=24),
        Column("who", lambda one: one.actors, share=1),
        Column("to whom", lambda one: one.recipients, share=1),
        Column("outlets", lambda one: one.outlets, right=True),
        Column("origins", lambda one: _between(one.origins.min, one.origins.max), right=True),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, type=type, actor=actor, measure=measure,
        speaker=speaker, kind=kind, certainty=certainty, polarity=polarity, publisher=publisher, document=document,
        event=event, include_rejected=rejected, include_superseded=superseded,
    )  # fmt: skip
    return answer(wanted, filters, events, noun=Happened, named="events", table=table)


def _between(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"


def _what(one: Happened) -> str:
    """Type and mode, the harm done, and what sets it apart: "assault (aerial), killed; contested"."""
    said = one.type.lower() + (f" ({one.mode})" if one.mode else "") + (f", {one.effect}" if one.effect else "")
    usual = {"actual", "single_origin", "multi_origin"}
    apart = [word for word in (one.realis, one.status, one.judgement) if word and word not in usual]
    return "; ".join([said, *apart])
