"""Finds the times of an article: what each expression says, before it is placed on a calendar."""

from __future__ import annotations

from onrecord.core import Analysis, Dropped, Span
from onrecord.core.timex import Length, Portion, Range, Shift, Timex
from onrecord.read.times import phrases
from onrecord.read.times.lexemes import Found, Lexemes, lexemes
from onrecord.read.times.ranges import ranged
from onrecord.read.times.tense import bound, tense
from onrecord.read.times.vetoes import veto
from onrecord.read.times.words import GAP, words

__all__ = ["find_times"]


def find_times(analysis: Analysis) -> tuple[list[Timex], list[Dropped]]:
    """Every time expression of the text in order, and the candidates that are none, each with its reason.

    "The ceasefire will hold until Friday night" gives one Timex over "Friday night", future, bound "until".
    """
    lex = lexemes(analysis)
    found: list[Timex] = []
    dropped: list[Dropped] = []
    people = _people(analysis)
    starts = phrases.starts()
    index, last = 0, len(lex.words)
    while index < last:
        word = lex.words[index]
        if word not in starts and not "0" <= word[0] <= "9":
            index += 1
            continue
        best = phrases.phrase(lex, index)
        if best is None:
            index += 1
            continue
        reason = veto(lex, index, best.end, best.when)
        span = lex.span(index, best.end)
        if reason is None and _in_name(span, people):
            reason = "part of a person's name"
        if reason is not None:
            dropped.append(Dropped("times", span, reason))
            index = best.end
            continue
        best = ranged(lex, index, best) or best
        found.append(_timex(lex, index, best))
        index = best.end
    return found, dropped


def _timex(lex: Lexemes, index: int, found: Found) -> Timex:
    span = lex.span(index, found.end)
    looks = tense(lex, index, found.end)
    when = found.when
    if isinstance(when, Portion) and lex.words[found.end] in words().beside["reported"]:
        looks = "past"
    if looks == "past" and isinstance(when, Length) and when.window == "next" and when.amount == 1:
        # "They met in 2009 and married the next year": a date of the story, not the twelve months after publication.
        when = Shift(when.unit, 1, "mention", forward=True)
    return Timex(
        span=span,
        text=span.of(lex.text),
        when=when,
        tense=looks,
        bound=None if isinstance(when, Range) else bound(lex, index, found.end),
        sentence=lex.sentences[index],
        opening=GAP in lex.words[index - 2 : index],
    )


def _people(analysis: Analysis) -> dict[int, Span]:
    """Spans of people's names by each character offset at which one of their words may begin."""
    return {
        token.span.start: mention.span
        for mention in analysis.entities
        if mention.kind == "person" and mention.form == "name"
        for token in analysis.tokens_in(mention.span)
    }


def _in_name(span: Span, people: dict[int, Span]) -> bool:
    """True where a single word such as "June" or "May" stands inside a longer name."""
    name = people.get(span.start)
    return name is not None and name.contains(span) and name.length > span.length
