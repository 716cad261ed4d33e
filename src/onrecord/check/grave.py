"""Grave claims: deaths, many injured, responsibility for an attack — and who, if anybody, is given as their source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from onrecord.check.calendar import publication
from onrecord.check.case import Case
from onrecord.core import Attribution, Figure, Sentence, Span, Time, Token
from onrecord.lang import lexicon

Gravity = Literal["deaths", "injuries", "violence", "responsibility"]
# So many injured are many: the crowd of a market, not the two of a brawl.
MANY = 10
# Days before publication within which an event is news, not history.
NEWS = 21
_SCORE = re.compile(r"\b\d{1,2}-\d{1,2}\b")  # "were murdered 6-0"
_BREAKS = frozenset({",", ";", ":", "that"})
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """ "12 people were killed": what it is about, its words, the figure if it counts, and those it is attributed to."""

    kind: Gravity
    span: Span
    sentence: Sentence
    figure: Figure | None
    attributions: tuple[Attribution, ...] = ()
    verb: Span | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``lang/en/sourcing.toml`` that tell a grave claim."""

    deaths: re.Pattern[str]
    violence: re.Pattern[str]
    responsibility: re.Pattern[str]
    acts: frozenset[str]
    assaults: frozenset[str]
    forces: frozenset[str]
    targets: frozenset[str]
    peaceful: tuple[str, ...]
    background: tuple[str, ...]
    unreal: frozenset[str]
    lifeless: frozenset[str]
    matter: frozenset[str]
    deeds: re.Pattern[str]
    gate: frozenset[str]
    not_telling: frozenset[str]
    marks: frozenset[str]


@cache
def words() -> Words:
    """The lists, loaded once, phrases as one pattern each."""
    table: dict[str, Any] = lexicon("sourcing")
    grave = table["grave"]
    be = r"(?:(?:was|were|been|be) (?:\w+ly )?)"
    verbs, phrases = "|".join(grave["deaths"]), "|".join(grave["death_phrases"])
    return Words(
        deaths=re.compile(rf"\b(?:{be}?(?:{verbs})|{phrases})\b", re.IGNORECASE),
        violence=re.compile(
            rf"\b(?:(?:was|were|been|being) (?:\w+ly )?(?:{'|'.join(grave['violence'])})\b(?! dead)"
            rf"|(?:{'|'.join(grave['cruelty'])})\b)"
        ),
        responsibility=re.compile(rf"\b(?:{'|'.join(grave['responsibility'])})\b", re.IGNORECASE),
        acts=frozenset(grave["acts"]),
        assaults=frozenset(grave["assaults"]),
        forces=frozenset(grave["forces"]),
        targets=frozenset(grave["targets"]),
        peaceful=tuple(grave["peaceful"]),
        background=tuple(grave["background"]),
        unreal=frozenset(grave["unreal"]),
        lifeless=frozenset(grave["lifeless"].split()),
        matter=frozenset(grave["matter"]),
        gate=frozenset((*grave["assaults"], *grave["deaths"], *grave["gate"])),
        not_telling=frozenset(table["sources"]["not_telling"]),
        deeds=re.compile(rf"\b(?:{'|'.join((*grave['assaults'], *grave['deaths'], 'ordered'))})\b"),
        marks=frozenset(table["sources"]["marks"]),
    )


def claims(case: Case) -> list[Claim]:
    """Every grave claim of the text, one a sentence and kind, in order."""
    figures: dict[int, list[Figure]] = {}
    for figure in case.reading.figures:
        if figure.measure in ("killed", "injured") and _many(figure):
            sentence = case.analysis.sentence_at(figure.span.start)
            if sentence is not None:
                figures.setdefault(sentence.index, []).append(figure)
    gate = words().gate
    grave = {token.sentence for token in case.analysis.tokens if token.text in gate}
    if not grave and not figures:
        return []
    rows, said = case.analysis.sentences, heard(case)
    return [
        replace(claim, attributions=_behind(claim, said.get(index, ())))
        for index in sorted(grave | figures.keys())
        for claim in _of_sentence(case, rows[index], figures.get(index, ()))
    ]


def heard(case: Case) -> dict[int, list[Attribution]]:
    """By sentence the attributions whose content reaches into it."""
    found: dict[int, list[Attribution]] = {}
    for item in case.reading.attributions:
        for part in item.content:
            first = case.analysis.sentence_at(part.start)
            last = case.analysis.sentence_at(max(part.start, part.end - 1))
            if first is not None and last is not None:
                for index in range(first.index, last.index + 1):
                    found.setdefault(index, []).append(item)
    return found


def _behind(claim: Claim, said: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those in whose words the claim stands; "ordered the killings" is no report of an order."""
    return tuple(dict.fromkeys(
        item for item in said
        if any(part.overlaps(claim.span) for part in item.content)
        and not any(part.overlaps(claim.span) for part in item.cue)
    ))  # fmt: skip


def _many(figure: Figure) -> bool:
    amount = figure.best if figure.best is not None else figure.low if figure.low is not None else figure.high
    if amount is None or amount <= 0 or figure.unit != "1" or figure.change is not None:
        return False
    if not words().lifeless.isdisjoint((figure.counted or "").lower().split()):
        return False
    return figure.measure == "killed" or (figure.measure == "injured" and amount >= MANY)


def _of_sentence(case: Case, sentence: Sentence, figures: Sequence[Figure]) -> Iterator[Claim]:
    text = sentence.span.of(case.analysis.text)
    told = words().deaths.search(text)
    verb = None if told is None else Span(sentence.span.start + told.start(), sentence.span.start + told.end())
    for figure in figures[:1]:
        kind: Gravity = "deaths" if figure.measure == "killed" else "injuries"
        span = figure.span if figure.counted_span is None else figure.span.cover(figure.counted_span)
        yield Claim(kind, span, sentence, figure, verb=verb if verb is not None and not verb.overlaps(span) else None)
    if not figures and told is not None and verb is not None:
        after = set(text[told.end() : told.end() + 30].lower().split())
        if not any(phrase in text for phrase in words().peaceful) and not words().lifeless & after:
            yield Claim("deaths", verb, sentence, None)
    if not figures and told is None and (other := words().violence.search(text)) is not None:
        start = sentence.span.start
        yield Claim("violence", Span(start + other.start(), start + other.end()), sentence, None)
    found = _blamed(case, sentence, text)
    if found is not None:
        yield Claim("responsibility", found, sentence, None)


def _blamed(case: Case, sentence: Sentence, text: str) -> Span | None:
    """ "The army carried out the attack", "rebels shelled the hospital"."""
    match = words().responsibility.search(text)
    if match is not None:
        rest = {word.strip(".,;:’'\"”") for word in text[match.start() : match.end() + 60].lower().split()}
        if words().acts & rest:
            return Span(sentence.span.start + match.start(), sentence.span.start + match.end())
    tokens = case.analysis.tokens[sentence.first : sentence.last]
    for place, token in enumerate(tokens):
        if token.text in words().assaults:
            before = {item.text.lower() for item in tokens[max(0, place - 5) : place]}
            after = {item.text.lower() for item in tokens[place + 1 : place + 12]}
            passive = {"was", "were", "been", "be", "being"} & {item.text for item in tokens[max(0, place - 3) : place]}
            if words().forces & before and words().targets & after and not passive:
                return token.span
    return None


def speaks(case: Case, item: Attribution) -> bool:
    """Somebody is named or described, and speaks: "is forecast" has nobody behind it, "attacked" is no speech."""
    if item.speaker_kind == "author" or not item.source:
        return False
    cues = [part.of(case.analysis.text) for part in item.cue]
    idle = any(
        cue.lower().removeprefix("had ").removeprefix("has ").removeprefix("have ") in words().not_telling
        for cue in cues
    )
    return not idle and not any(words().deeds.search(cue) for cue in cues)


def told_as_done(case: Case, claim: Claim) -> bool:
    """True where the claim is a plain assertion: no "if", "may", "was not", no question."""
    analysis = case.analysis
    parts = [part.start for item in claim.attributions for part in item.content if part.overlaps(claim.span)]
    begin = max(claim.sentence.first, analysis.token_at(max(parts, default=0)))
    place = analysis.token_at(claim.span.start)
    begin = max(begin, place - 6)
    # "on condition that he not be named, that 80 had died": a clause begins anew after a comma or "that".
    begin = max((index + 1 for index in range(begin, place) if analysis.tokens[index].text in _BREAKS), default=begin)
    near = analysis.tokens[begin : analysis.token_at(claim.span.end) + 3]
    before = {token.text.lower() for token in near if token.text != "to" or _infinitive(case, token)}
    text = claim.sentence.span.of(analysis.text)
    return not (words().unreal & before) and not text.rstrip("\"”’' ").endswith("?") and not text.startswith("If ")


def _infinitive(case: Case, to: Token) -> bool:
    after = case.analysis.tokens[to.index + 1 : to.index + 2]
    return bool(after) and after[0].upos in ("VERB", "AUX")


def is_news(case: Case, claim: Claim) -> bool:
    """True where the claim is of these days: a time near publication, or the head of the article and no other time."""
    text = claim.sentence.span.of(case.analysis.text)
    low = text.lower()
    if any(phrase in low for phrase in words().background) or _SCORE.search(text):
        return False
    today = publication(case.reading.document)
    verdicts = [_near(time, today) for time in _times_in(case, claim.sentence.span) if time.kind in ("date", "time")]
    if any(verdict is False for verdict in verdicts) or (_YEAR.search(text) and not any(verdicts)):
        return False
    # Without a time only a count in the head of the article is news: "her father was killed" may be long ago.
    reach = 3 if claim.figure is not None or claim.kind == "responsibility" else 1
    return any(verdicts) or claim.sentence.index < reach


def _times_in(case: Case, span: Span) -> Iterator[Time]:
    """The times of a sentence; a record lists them in the order of the text."""
    rows = case.reading.times
    place = bisect_left(rows, span.start, key=lambda time: time.span.start)
    while place < len(rows) and rows[place].span.start < span.end:
        yield rows[place]
        place += 1


def _near(time: Time, today: tuple[date, date] | None) -> bool | None:
    """Whether a time lies in the days before publication; None where it says nothing ("now", "soon")."""
    if time.edtf is None:
        return None if time.earliest is not None or time.latest is not None or _YEAR.search(time.text) else True
    if today is None or time.latest is None:
        return _YEAR.search(time.text) is None
    return time.latest[:10] >= (today[0] - timedelta(days=NEWS)).isoformat()
