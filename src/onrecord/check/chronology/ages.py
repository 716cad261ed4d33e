"""Ages that do not match a birth year: "Anna Kalve, 52, born in 1980"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from onrecord.check.calendar import Written, publication
from onrecord.check.case import Case
from onrecord.check.chronology.ground import around
from onrecord.core import Figure, Flag, Span
from onrecord.lang import lexicon

_BORN = re.compile(
    r"\b[Bb]orn\b(?: [\w’'-]+,?| [A-Z]\.){0,8}?(?:,? (?:in|on) |,? )"
    r"(?P<when>(?:[A-Z]\w+\.? \d{1,2},? |\d{1,2} [A-Z]\w+,? |[A-Z]\w+\.? (?:of )?)?(?P<year>1[89]\d\d|20\d\d))\b"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_WORD = re.compile(r"[\w’']+")
_PRONOUN = re.compile(r"(?:He|She) (?:was|is) born\b")


def misaged(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """An age said of now, beside the birth of the same person; published in 2024, "born in 1980" is 43 or 44."""
    today = publication(case.reading.document)
    text = case.analysis.text
    if today is None or "orn " not in text:
        return
    ages: dict[int, list[Figure]] = {}
    for item in case.reading.figures:
        sentence = case.analysis.sentence_at(item.span.start)
        if sentence is not None and item.comparator == "exact" and _is_age(text, item):
            ages.setdefault(sentence.index, []).append(item)
    if not ages:
        return
    for match in _BORN.finditer(text):
        birth = Span(*match.span("when"))
        aged = _age_of(case, ages, match)
        if aged is None or aged.best is None or float(aged.best) != int(aged.best):
            continue
        low, high = _expected(match, written, birth, today)
        if low <= aged.best <= high or _other_year(case, aged, match):
            continue
        wanted = str(low) if low == high else f"{low} or {high}"
        because = f"Born in {match['year']}, {wanted} at publication; the text says {int(aged.best)}."
        off = min(abs(aged.best - low), abs(aged.best - high))
        yield Flag("chronology", aged.id, "low" if off <= 1 else "medium", (aged.span, birth), because)


def _is_age(text: str, item: Figure) -> bool:
    """An age, or a bare number between commas that may be one: "the patriarch, 64, has led"."""
    if item.best is None or item.measure == "age":
        return item.best is not None
    closed = text[item.span.end : item.span.end + 1] in (",", ".")
    between = closed and text[item.span.start - 2 : item.span.start] == ", "
    return between and item.unit == "1" and item.counted is None and 15 <= item.best <= 110


def _expected(
    match: re.Match[str], written: Sequence[Written], birth: Span, today: tuple[date, date]
) -> tuple[int, int]:
    """The ages possible at publication; one only where the birthday is known."""
    year = int(match["year"])
    day = next((item for item in written if item.span.overlaps(birth) and item.year == year), None)
    if day is not None and 1 <= day.month <= 12 and day.day > 0:
        return tuple(now.year - year - ((now.month, now.day) < (day.month, day.day)) for now in today)  # type: ignore[return-value]
    return today[0].year - year - 1, today[1].year - year


def _age_of(case: Case, ages: Mapping[int, Sequence[Figure]], match: re.Match[str]) -> Figure | None:
    """The one age said of the person born: in the same clause, or in the sentence before "He was born in 1980"."""
    text, born = case.analysis.text, Span(*match.span())
    sentence = case.analysis.sentence_at(match.start())
    if sentence is None:
        return None
    inside = [item for item in ages.get(sentence.index, ()) if not born.contains(item.span)]
    if not inside and sentence.index and _PRONOUN.match(text, sentence.span.start):
        before = case.analysis.sentences[sentence.index - 1]
        inside = list(ages.get(before.index, ()))
        return inside[0] if len(inside) == 1 and _of_now(text, inside[0]) and _one_person(case, before.span) else None
    fits = len(inside) == 1 and _same_person(text, inside[0].span, match) and _of_now(text, inside[0])
    return inside[0] if fits else None


def _one_person(case: Case, span: Span) -> bool:
    """True where a sentence names one person at most."""
    people = {item.span.of(case.analysis.text).split()[-1] for item in case.analysis.entities
              if item.kind == "person" and item.form == "name" and span.contains(item.span)}  # fmt: skip
    return len(people) <= 1


def _of_now(text: str, item: Figure) -> bool:
    """ "Kalve, 52," and "the 52-year-old" say it of today; "at 52", "when she was 52" of another time."""
    before = _WORD.findall(text[max(0, item.span.start - 24) : item.span.start])
    then = lexicon("chronology")["ages"]["then"]
    if before and text[item.span.start - 2 : item.span.start] != ", " and before[-1].lower() in then:
        return False
    if before[-1:] in (["age"], ["of"]):
        return False
    after = text[item.span.end : item.span.end + 8]
    return not re.match(r",? (?:when|then|at)\b", after)


def _same_person(text: str, age: Span, match: re.Match[str]) -> bool:
    """Nobody else is born or aged between the two: no "whose son", no clause of another subject."""
    first, last = (age.end, match.start()) if age.end <= match.start() else (match.end(), age.start)
    between = text[first:last]
    others = set(lexicon("chronology")["ages"]["others"])
    wide = f"{text[max(0, match.start() - 40) : match.start()]} {between}"
    tokens = [word.lower() for word in _WORD.findall(wide)]
    others.add("and") if age.end <= match.start() else None
    return len(between) <= 60 and not others & set(tokens) and not any(sign in between for sign in ";:")


def _other_year(case: Case, item: Figure, match: re.Match[str]) -> bool:
    """True where the sentence names another year at which the age was right: "born in 1940, died in 1992 aged 52"."""
    span = around(case, match.start()).cover(around(case, item.span.start))
    born = int(match["year"])
    years = {int(year) for year in _YEAR.findall(span.of(case.analysis.text))} - {born}
    return any(int(item.best or 0) in (year - born - 1, year - born) for year in years)
