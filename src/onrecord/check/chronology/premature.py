"""Reported before it happened: "Shells killed 12 people on 9 August 2024", published on 5 August."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.check.calendar import Written, nearest, publication, spelled
from onrecord.check.case import Case
from onrecord.check.chronology.ground import around, flagged, words
from onrecord.core import Flag, Span, Token

# A day is later than publication only when it is so in every time zone.
ZONES = 1
# "on Aug. 9" without a year, seen from 5 August, is this year's; further off than this it may be last year's.
SEASON = 45
# Tokens between the verb and its date.
REACH = 14
NEAR = 10
_BEFORE = re.compile(
    r"\b(?:on|On|in|In|of|Early on|Late on|early on|late on|morning of|night of|evening of)(?: the)? (?:early |late )?$"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH_OR_YEAR = re.compile(r"(?:([A-Z]\w+)\.?,? (?:of )?)?((?:19|20)\d\d)")


def premature(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """Past tense at a time that lies after publication; plans and quoted forecasts are none."""
    today = publication(case.reading.document)
    if today is None:
        return
    for item in written:
        day = item.on(item.year) if item.year is not None and 1 <= item.month <= 12 else _ahead(case, item, today)
        if day is not None and day > today[1] + timedelta(days=ZONES) and _told(case, item.span):
            because = f"It is told as past, but {spelled(day)} is after publication ({spelled(today[1])})."
            yield flagged(case, item.span, "high", because)
    for time in case.reading.times:
        match = _MONTH_OR_YEAR.fullmatch(time.text) if time.kind == "date" and time.edtf else None
        if match is None or time.earliest is None or int(match[2]) < today[1].year:
            continue
        if time.earliest[:10] > today[1].isoformat() and _told(case, time.span):
            because = f"It is told as past, but {time.text} had not begun at publication ({spelled(today[1])})."
            yield flagged(case, time.span, "high", because)


def _ahead(case: Case, item: Written, today: tuple[date, date]) -> date | None:
    """The coming day meant by "on Aug. 9" where nothing near it speaks of another year."""
    if item.year is not None or not 1 <= item.month <= 12:
        return None
    day = nearest(item, today[1])
    if day is None or not ZONES < (day - today[1]).days <= SEASON:
        return None
    near = around(case, item.span.start, before=2, after=1).of(case.analysis.text)
    if any(int(year) != day.year for year in _YEAR.findall(near)):
        return None
    low = near.lower()
    return None if any(phrase in low for phrase in words().other_years) else day


def _told(case: Case, span: Span) -> bool:
    """True where the clause of the date tells of it as done."""
    analysis = case.analysis
    if _BEFORE.search(analysis.text, max(0, span.start - 20), span.start) is None:
        return False
    sentence = analysis.sentence_at(span.start)
    if sentence is None or _imagined(analysis.text[sentence.span.start : sentence.span.end]):
        return False
    first = analysis.token_at(span.start)
    back = [
        token for token in analysis.tokens[max(sentence.first, first - REACH) : first] if token.span.end <= span.start
    ]
    for token in reversed(back):
        if token.text in (";", ":", "“", '"', "(") or _puts_off(case, token):
            return False
        if token.upos == "VERB" or token.text.lower() in words().happened:
            return _done(case, token, first - token.index)
    if first - sentence.first > REACH:
        return False
    for token in analysis.tokens[first + 1 : min(sentence.last, first + 2 * REACH)]:
        if token.span.start < span.end:
            continue
        if token.text.lower() in words().undone or token.text in (";", ":", "“", '"'):
            return False
        if token.upos == "VERB":
            return token.text.lower() in words().happened
    return False


def _puts_off(case: Case, token: Token) -> bool:
    """ "to" before a verb, "planned", "due": what follows is still to come."""
    word = token.text.lower()
    if word == "to":
        after = case.analysis.tokens[token.index + 1]
        return after.upos in ("VERB", "AUX") or (after.text.islower() and after.text not in words().articles)
    return word in words().due_after_be & words().undone


def _imagined(sentence: str) -> bool:
    low = sentence.lower()
    return any(phrase in low for phrase in words().other_years)


def _finished(case: Case, verb: Token, distance: int) -> bool:
    """Any past form close to its date that plans nothing, with no event between the two that it could announce."""
    word = verb.text.lower()
    helped = {token.text for token in case.analysis.tokens[max(0, verb.index - 2) : verb.index]}
    past = (
        word.endswith("ed") or word in words().irregular or not {"was", "were"}.isdisjoint(helped)
    )  # "were flown out"
    past = past and word not in words().planning
    if not past or distance > NEAR:
        return False
    between = case.analysis.tokens[verb.index + 1 : verb.index + distance]
    return words().events.isdisjoint(token.text.lower() for token in between)


def _done(case: Case, verb: Token, distance: int) -> bool:
    """A verb of a finished act, with nothing before it that puts it off ("was to be held on")."""
    word = verb.text.lower()
    if word in words().said:
        return distance <= 2
    if word not in words().happened and not _finished(case, verb, distance):
        return False
    between = case.analysis.tokens[verb.index + 1 : verb.index + distance]
    if not words().counted_from.isdisjoint(token.text.lower() for token in between):
        return False
    before = case.analysis.tokens[max(0, verb.index - 4) : verb.index]
    return not any(token.text.lower() in words().undone for token in before if token.sentence == verb.sentence)
