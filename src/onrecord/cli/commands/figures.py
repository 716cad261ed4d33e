"""``onrecord figures``: what reports say of the same count, side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord figures --measure killed --where Odesa --since 2025-03
  onrecord figures --event E12 --rule ucdp
  onrecord figures --measure displaced --format json
  onrecord figures --speaker "regional governor" --as-of 2025-03-02T18:00Z

\b
Rules: range (all that was said; best is the latest), ucdp (low, best, high;
best is the lower middle), acled (one figure, the most conservative), ibc (min
and max). A rule resolves for this answer alone; what was said stays as it is.

{EXITS}"""

_RULE = "How one number is made of several: range, ucdp, acled or ibc."


def command(
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    measure: options.Measure = None,
    event: options.Event = None,
    type: options.Type = None,
    actor: options.Actor = None,
    speaker: options.Speaker = None,
    kind: options.Kind = None,
    certainty: options.Certainty = None,
    polarity: options.Polarity = None,
    publisher: options.Publisher = None,
    document: options.Report = None,
    rule: Annotated[str, typer.Option(metavar="RULE", help=_RULE)] = "range",
    rejected: options.Rejected = False,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List figures side by side: one event, one measure, one population; who says which, and what a rule makes of it.

    Dates are those of the event a figure belongs to; of its report, where there is none.
    """
    from functools import partial

    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.happenings import Counted
    from onrecord.weigh.ask.figures import figures
    from onrecord.weigh.ask.filters import Filters

    table = (
        Column("id", lambda one: one.id),
        Column("event", lambda one: one.event),
        Column("measure", lambda one: one.measure, most=12),
        Column("of what", lambda one: one.counted, share=2),
        Column("said", lambda one: "; ".join(dict.fromkeys(each.text for each in one.statements)), share=3),
        Column("low", lambda one: _number(one.resolved.low), right=True),
        Column("best", lambda one: _number(one.resolved.best), right=True),
        Column("high", lambda one: _number(one.resolved.high), right=True),
        Column("outlets", lambda one: one.outlets, right=True),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, measure=measure, event=event, type=type,
        actor=actor, speaker=speaker, kind=kind, certainty=certainty, polarity=polarity, publisher=publisher,
        document=document, include_rejected=rejected, include_superseded=superseded,
    )  # fmt: skip
    return answer(wanted, filters, partial(figures, rule=rule), noun=Counted, named="figures", table=table)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"
