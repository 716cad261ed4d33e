"""Everything on one event: who knows of it, what each of them said, which figures compete, what became known when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.core.answers.claims import Claim
from onrecord.core.answers.flags import Raised
from onrecord.core.answers.happenings import Counted, Happened, Origin, Stated
from onrecord.core.answers.reports import Report
from onrecord.core.answers.shown import Quote
from onrecord.core.judgement import Judgement
from onrecord.errors import Unknown
from onrecord.show.workbench.apart import Parted, parted
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.quoting import quotes
from onrecord.show.workbench.ruled import Ruled, ruled_on
from onrecord.show.workbench.tellings import Telling, similar, tellings
from onrecord.show.workbench.words import headline, instant

COLOURS = 7
"""Origins that have a colour of their own; the others share the eighth."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLAIN = frozenset({"the", "and", "for", "of"})
_MOST_CLAIMS = 600
_MOST_QUOTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Knower:
    """One origin with its colour ("o1"), the words that come from it, and the reports that carry them."""

    origin: Origin
    colour: str
    quotes: tuple[tuple[Quote, Claim], ...]
    more: int
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One report in the order in which they were known: what it brought that had not been said."""

    report: Report
    origins: tuple[tuple[str, str], ...]
    figures: tuple[tuple[Counted, Stated], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The event; ``colours`` gives an origin's colour by its name, ``unnamed`` are words of nobody who is an origin."""

    event: Happened
    reports: tuple[Report, ...]
    groups: tuple[Counted, ...]
    knowers: tuple[Knower, ...]
    unnamed: tuple[tuple[Quote, Claim], ...]
    steps: tuple[Step, ...]
    flags: tuple[Raised, ...]
    judgements: tuple[Judgement, ...]
    colours: Mapping[str, str]
    tellings: tuple[Telling, ...]
    similar: tuple[Happened, ...]
    apart: tuple[Parted, ...]
    rulings: Mapping[str, Ruled]

    @property
    def ruled(self) -> Ruled:
        """What people ruled of the event."""
        return self.rulings.get(self.event.id, Ruled())

    def seen(self, id: str) -> int:
        """The last judgement on an event of this page."""
        return self.rulings.get(id, Ruled()).seen


def gather(bench: Bench, name: str, *, as_of: str | None) -> Dossier:
    """The dossier of "E12" as it stood; raises ``Unknown`` where there is no such event, or was none then."""
    return bench.kept(("event", name, as_of), lambda: _gather(bench, name, as_of))


def _gather(bench: Bench, name: str, as_of: str | None) -> Dossier:
    ledger = bench.ledger
    event = next(ledger.events(event=name, as_of=as_of, include_rejected=True, limit=1), None)
    if event is None:
        known = f"nothing of it was known at {as_of}" if as_of else "no such event in this ledger"
        raise Unknown(f"{name[:40]}: {known}")
    reports = sorted(
        ledger.documents(event=name, as_of=as_of),
        key=lambda one: (instant(one.published or one.added), int(one.id[1:])),
    )
    groups = sorted(ledger.figures(event=name, as_of=as_of), key=_weight)
    claims = list(islice(ledger.claims(event=name, as_of=as_of, limit=_MOST_CLAIMS), _MOST_CLAIMS))
    colours = {
        origin.name: f"o{min(place, COLOURS) + 1}"
        for place, origin in enumerate(sorted(event.origins.list, key=lambda one: -len(one.documents)))
    }
    knowers, unnamed = _knowers(bench, event, claims, colours)
    with ledger.desk.reading() as connection:
        apart = parted(connection, event.id, as_of=as_of, named=lambda ids: _titles(bench, ids))
        others = similar(ledger, event, as_of=as_of, without=[one.id for one in apart])
        told = tellings(connection, event)
        ruled = ruled_on(connection, [event.id, *(one.id for one in others), *(one.on for one in apart)])
    return Dossier(
        event=event,
        reports=tuple(reports),
        groups=tuple(groups),
        knowers=knowers,
        unnamed=unnamed,
        steps=_steps(event, reports, groups, colours),
        flags=tuple(flag for flag in ledger.flags(event=name, as_of=as_of) if _on(flag, event, claims)),
        judgements=tuple(ledger.judgements(on=name, as_of=as_of)),
        colours=colours,
        tellings=told,
        similar=others,
        apart=apart,
        rulings=ruled,
    )


def _titles(bench: Bench, ids: Iterable[str]) -> dict[str, str]:
    every = (next(bench.ledger.events(event=id, include_rejected=True, limit=1), None) for id in ids)
    return {one.id: headline(one) for one in every if one is not None}


def _weight(group: Counted) -> tuple[int, str]:
    """What most statements are about, harm to people before the rest."""
    heavy = {"killed": 4, "injured": 3, "missing": 2, "abducted": 2, "detained": 2, "displaced": 2}
    return (-len(group.statements) * heavy.get(group.measure or "", 1) * (len(group.statements) > 1), group.id)


def _on(flag: Raised, event: Happened, claims: Sequence[Claim]) -> bool:
    """A flag of a report counts here where it is on something of this event."""
    ours = {event.id, *event.figures, *(claim.id for claim in claims)}
    return bool(ours & set(flag.on)) or flag.id.partition("/")[0] in ours


def knows(said: str | None, origins: Iterable[Origin], *documents: str | None) -> str | None:
    """The origin that is meant by the name a figure or claim gives, in a report (or its original); None for none.

    "the chief doctor of the regional hospital" is "Gulmira Ashirova, chief doctor at the regional hospital". An origin
    that is not known to speak in one of ``documents`` must have nearly the whole name.
    """
    words = _words(said or "")
    best: tuple[float, str] | None = None
    for origin in origins if words else ():
        name = _words(origin.name)
        shared = len(words & name) / max(1, min(len(words), len(name)))
        here = not set(origin.documents).isdisjoint(documents)
        if shared >= (0.5 if here else 0.9) and (best is None or shared + here > best[0]):
            best = (shared + here, origin.name)
    return best[1] if best is not None else None


def _words(name: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(name.casefold()) if word not in _PLAIN)


def _knowers(
    bench: Bench, event: Happened, claims: Sequence[Claim], colours: Mapping[str, str]
) -> tuple[tuple[Knower, ...], tuple[tuple[Quote, Claim], ...]]:
    """The origins with the most reports first, each with what it says in reports of its own words."""
    said: dict[str | None, list[Claim]] = {}
    for claim in claims:
        said.setdefault(knows(claim.speaker_name, event.origins.list, claim.document, claim.copy_of), []).append(claim)
    kept = {name: [one for one in some if one.copy_of is None] or some for name, some in said.items()}
    with bench.ledger.desk.reading() as connection:
        words = {
            name: tuple(zip(quotes(connection, [(one.id, one.document, one.span) for one in some[:_MOST_QUOTES]]),
                            some[:_MOST_QUOTES], strict=True))
            for name, some in kept.items()
        }  # fmt: skip
    listed = sorted(event.origins.list, key=lambda one: -len(one.documents))
    knowers = tuple(
        Knower(
            origin=origin,
            colour=colours[origin.name],
            quotes=words.get(origin.name, ()),
            more=max(0, len(kept.get(origin.name, ())) - _MOST_QUOTES),
            copies=tuple(dict.fromkeys(one.document for one in said.get(origin.name, ()) if one.copy_of is not None)),
        )
        for origin in listed
    )
    return knowers, words.get(None, ())


def _steps(
    event: Happened, reports: Sequence[Report], groups: Sequence[Counted], colours: Mapping[str, str]
) -> tuple[Step, ...]:
    """What each report was the first to say: an origin, a figure of an origin."""
    heard: set[str] = set()
    told: Counter[tuple[str, str]] = Counter()
    by_report: dict[str, list[tuple[Counted, Stated]]] = {}
    for group in groups:
        for one in group.statements:
            by_report.setdefault(one.document, []).append((group, one))
    steps = []
    for report in reports:
        new = [
            origin.name for origin in event.origins.list if report.id in origin.documents and origin.name not in heard
        ]
        heard.update(new)
        figures = []
        for group, one in by_report.get(report.id, ()):
            key = (group.id, f"{one.low} {one.best} {one.high} {one.unit} {one.polarity}")
            told[key] += 1
            if told[key] == 1:
                figures.append((group, one))
        steps.append(Step(report=report, origins=tuple((name, colours[name]) for name in new), figures=tuple(figures)))
    return tuple(steps)
