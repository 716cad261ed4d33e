"""A headline bigger or surer than its text: "Army kills 40" over "reports suggested up to 40 may have died"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.check.case import Case
from onrecord.core import Figure, Flag, Span
from onrecord.lang import lexicon

_WORD = re.compile(r"[^\W_]+(?:,\d{3})*(?:[.'’-][^\W_]+)*")
_QUOTE = re.compile(r"[\"“”‘]|(?:^|\s)'")
_LABEL = re.compile(r"[^:]{2,24}: ")
# A round number in a headline may be so much above the text's: "300 hurt" for 298.
ROUNDING = 1.05
# Tokens before a word within which a "may" or "reportedly" covers it, and after it ("… was not confirmed").
DOUBT_BEFORE, DOUBT_AFTER = 10, 7


@dataclass(frozen=True, slots=True)
class Words:
    """The ``[headline]`` lists of ``lang/en/sourcing.toml``; ``family`` gives "killed" for "dies"."""

    hedges: frozenset[str]
    family: dict[str, str]
    things: frozenset[str]
    deeds: frozenset[str]
    did: frozenset[str]
    sources: frozenset[str]
    not_heads: frozenset[str]
    also_nouns: frozenset[str]
    unknown: re.Pattern[str]
    doubts: re.Pattern[str]
    numbers: dict[str, int]
    measures: dict[str, str]
    counts: dict[str, str]


@cache
def words() -> Words:
    """The lists, loaded once."""
    table: dict[str, Any] = lexicon("sourcing")["headline"]
    text = table["text"]
    return Words(
        hedges=frozenset(table["hedges"]),
        family={form: name for name, forms in table["families"].items() for form in forms.split()},
        things=frozenset(text["things"]),
        deeds=frozenset(text["deeds"]),
        did=frozenset(text["did"]),
        sources=frozenset(text["sources"]),
        not_heads=frozenset(text["not_heads"]),
        also_nouns=frozenset(text["also_nouns"]),
        unknown=re.compile("|".join(map(re.escape, text["unknown"])), re.IGNORECASE),
        doubts=re.compile(rf"\b(?:{'|'.join(map(re.escape, text['doubts']))})\b", re.IGNORECASE),
        numbers=dict(text["numbers"]),
        measures={"killed": "killed", "wounded": "injured", "detained": "detained", "displaced": "displaced"},
        counts=dict(table["counts"]),
    )


def flags(case: Case) -> Iterator[Flag]:
    """Flags of kind "headline", at most one an article: the number, then who did it, then how sure it is."""
    title = case.reading.document.title
    if not title or not case.analysis.sentences:
        return
    low = [word.lower() for word in _WORD.findall(title)]
    found = _bigger(case, title, low)
    if found is None and not _hedged(title, low):
        found = _up_to(case, title, low) or _blames(case, title, low) or _surer(case, title, low)
    if found is not None:
        yield found


def _hedged(title: str, low: list[str]) -> bool:
    """True where the headline itself does not say it outright: "reportedly", a question, words in quotation marks,
    a source ("Forty killed: army"), what is only to come ("Army to shell town")."""
    table = words()
    if not table.hedges.isdisjoint(low) or _QUOTE.search(title) or title.rstrip().endswith("?") or _LABEL.match(title):
        return True
    if len(low) > 1 and low[-1] in table.sources and re.search(r"[:,–—-] ?(?:the )?[\w.]+$", title.rstrip(". ")):
        return True
    return any(word == "to" and not {*low[place + 1 : place + 2]}.isdisjoint({*table.family, *table.deeds})
               for place, word in enumerate(low))  # fmt: skip


def _value(word: str) -> int | None:
    bare = word.replace(",", "")
    return int(bare) if bare.isascii() and bare.isdigit() else words().numbers.get(word)


def _counts(low: list[str]) -> Iterator[tuple[int, str]]:
    """(number, measure) for what the headline counts: "40 dead", "kills 40", "wounds dozens"."""
    for place, word in enumerate(low):
        value = _value(word)
        if value is None or value < 2:
            continue
        if place + 1 < len(low) and low[place + 1] in words().not_heads:
            continue
        after = [words().family.get(item) for item in low[place + 1 : place + 6]]
        before = [words().family.get(item) for item in low[max(0, place - 3) : place]]
        near = next((item for item in reversed(before) if item in words().measures), None)
        near = near or next((item for item in after if item in words().measures), None)
        beside = next((words().counts[item] for item in low[place + 1 : place + 3] if item in words().counts), None)
        if near is not None or beside is not None:
            yield value, words().measures[near] if near is not None else str(beside)


def _top(figure: Figure) -> float:
    return max(float(item) for item in (figure.low, figure.best, figure.high, 0) if item is not None)


def _figures(case: Case, measure: str) -> list[Figure]:
    return [item for item in case.reading.figures if item.measure == measure and item.unit == "1"]


def _bigger(case: Case, title: str, low: list[str]) -> Flag | None:
    """The headline's number is above every one the text gives for the same."""
    for value, measure in _counts(low):
        same = [item for item in _figures(case, measure) if item.change is None]
        if not same or len(_any_numbers(low, measure)) > 1:
            continue
        most = max(same, key=_top)
        total = sum(_top(item) for item in same)
        open_upwards = most.approximate and most.high is None and most.best is None  # "dozens"
        if value > ROUNDING * _top(most) > 0 and not open_upwards and value > total:
            because = f"The headline (“{title}”) says {value:,}; the text has no more than “{most.text}”."
            return Flag("headline", most.id, "high", (most.span,), because)
    return None


def _any_numbers(low: list[str], measure: str) -> list[int]:
    return [value for value, kind in _counts(low) if kind == measure]


def _up_to(case: Case, title: str, low: list[str]) -> Flag | None:
    """The headline gives as a fact the number that the text gives as the most there may be, or as unsure."""
    for value, measure in _counts(low):
        same = [item for item in _figures(case, measure) if _top(item) >= value]
        if not same or not all(_is_doubtful(case, item) for item in same):
            continue
        first = same[0]
        unsure = _around(case, first.span)
        because = f"The headline (“{title}”) says {value:,} as a fact; the text says it less surely (“{unsure}”)."
        return Flag("headline", first.id, "medium", (first.span,), because)
    return None


def _is_doubtful(case: Case, item: Figure) -> bool:
    return item.comparator in ("at_most", "less_than") or _doubt(case, item.span) is not None


def _blames(case: Case, title: str, low: list[str]) -> Flag | None:
    """The headline names who did it; the text says that nobody knows."""
    deed = next((place for place, word in enumerate(low[:6]) if word in words().deeds), None)
    if not deed or not words().things.isdisjoint(low[:deed]):
        return None
    if low[deed] in words().also_nouns and deed + 1 == len(low):
        return None
    if any(_counts(low[: deed + 1])):  # "Four killed as …": those it befell
        return None
    match = next((item for item in words().unknown.finditer(case.analysis.text) if _of_the_deed(case, item)), None)
    if match is None:
        return None
    who = " ".join(title.split()[:deed])
    because = f"The headline (“{title}”) names who did it ({who}); the text says “{match.group()}”."
    return Flag("headline", "document", "high", (Span(*match.span()),), because)


def _of_the_deed(case: Case, match: re.Match[str]) -> bool:
    """ "unclear who fired" is about the deed, "unclear who had given the order to evacuate" is not."""
    if not match.group().lower().endswith(" who"):
        return True
    after = _WORD.findall(case.analysis.text[match.end() : match.end() + 32].lower())
    return not words().did.isdisjoint(after)


def _surer(case: Case, title: str, low: list[str]) -> Flag | None:
    """All that the text tells of the headline's matter stands in doubt: "may have", "unconfirmed reports"."""
    matter = next((words().family[word] for word in low if word in words().family), None)
    if matter is None:
        return None
    places = [token.span for token in case.analysis.tokens if words().family.get(token.text.lower()) == matter]
    named = {word for word in low if len(word) > 3 and word not in words().family}
    if not places or len(places) > 6:
        return None
    doubts = [_doubt(case, span) for span in places]
    if any(doubt is None for doubt in doubts):
        return None
    sentence = case.analysis.sentence_at(places[0].start)
    if sentence is None or not any(word[:5] in sentence.span.of(case.analysis.text).lower() for word in named):
        return None
    first = next(doubt for doubt in doubts if doubt is not None)
    because = f"The headline (“{title}”) says it outright; the text only with “{first.of(case.analysis.text)}”."
    return Flag("headline", "document", "medium", (first, places[0]), because)


def _doubt(case: Case, span: Span) -> Span | None:
    """The word that leaves open what stands at ``span``; None where it is told plainly."""
    analysis = case.analysis
    sentence = analysis.sentence_at(span.start)
    if sentence is None:
        return None
    place = analysis.token_at(span.start)
    first, last = max(sentence.first, place - DOUBT_BEFORE), min(sentence.last, place + DOUBT_AFTER) - 1
    near = words().doubts.search(analysis.text, analysis.tokens[first].span.start, analysis.tokens[last].span.end)
    if near is not None:
        return Span(*near.span())
    for item in case.reading.attributions:
        if item.certainty == "possible" and any(part.contains(span) for part in item.content):
            return item.hedges[0] if item.hedges else item.cue[0]
    return None


def _around(case: Case, span: Span) -> str:
    """The figure with the words that make it unsure."""
    doubt = _doubt(case, span)
    whole = span if doubt is None or abs(doubt.start - span.start) > 80 else span.cover(doubt)
    return whole.of(case.analysis.text)
