"""``onrecord claims``: who says what, how sure."""

from __future__ import annotations

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord claims --about "rockets port" --kind official --certainty certain
  onrecord claims --speaker "Ana Deluca" --since 2025-03
  onrecord claims --where "Odesa 50km" --measure killed
  onrecord claims --document D41 --format json
  onrecord claims --polarity denied --format csv -o denials.csv

{EXITS}"""


def command(
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    speaker: options.Speaker = None,
    kind: options.Kind = None,
    certainty: options.Certainty = None,
    polarity: options.Polarity = None,
    actor: options.Actor = None,
    publisher: options.Publisher = None,
    measure: options.Measure = None,
    type: options.Type = None,
    document: options.Report = None,
    event: options.Event = None,
    rejected: options.Rejected = False,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List the claims: who says what, in which report, how sure the text is.

    Dates are those of publication. A claim lies where a place in its words lies, or an event or a figure in it.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.claims import Claim
    from onrecord.weigh.ask.claims import claims
    from onrecord.weigh.ask.filters import Filters

    table = (
        Column("id", lambda one: one.id),
        Column("in", lambda one: one.document),
        Column("published", lambda one: (one.published or "")[:10]),
        Column("who says", lambda one: one.speaker_name or one.speaker_kind, share=1),
        Column("sure", lambda one: one.certainty if one.polarity == "affirmed" else f"{one.certainty}, denied", most=9),
        Column("what", lambda one: one.text, share=2),
        Column("ruled", lambda one: one.judgement),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, speaker=speaker, kind=kind,
        certainty=certainty, polarity=polarity, actor=actor, publisher=publisher, measure=measure, type=type,
        document=document, event=event, include_rejected=rejected, include_superseded=superseded,
    )  # fmt: skip
    return answer(wanted, filters, claims, noun=Claim, named="claims", table=table)
