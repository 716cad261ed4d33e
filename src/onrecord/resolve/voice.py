"""Opinion apart from report: which sentences of the outlet's own voice judge ("a shameful surrender"), by which words.

The outlet's own voice is what no attribution holds and no quotation marks enclose. The words are those of
``lang/en/judgement.toml``: praise and blame, "should", "it is time to", "sadly", the outlet's "we", questions that
expect no answer. What merely tells of bad things ("a deadly attack", "failed talks") is a report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.core import Analysis, Attribution, Document, Sentence, Span, Statement, Token
from onrecord.lang import lexicon

_OPEN, _CLOSE, _EVEN = "“«„", "”»", '"'
_BE = ("is", "are", "was", "were", "'s", "’s")
# Tokens before a judging word among which "critics call it" hands it to somebody else.
HANDED = 7
# Where an attribution takes most of a sentence, so many words of its own make the rest a statement.
OWN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """``judgement.toml`` as look-up tables; ``phrases`` by their first word, longest first."""

    single: frozenset[str]
    comment: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    openers: dict[str, tuple[tuple[str, ...], ...]]
    we: frozenset[str]
    reporting: frozenset[str]
    past: frozenset[str]
    i_think: frozenset[str]
    handed: frozenset[str]
    whether: frozenset[str]
    plain: frozenset[str]
    nobody: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """The lists of one language pack; loaded once."""
    table: dict[str, Any] = lexicon("judgement", language=language)
    single = {word for name in ("evaluative", "verdicts") for word in table["words"][name].split()}
    phrases = [phrase for rows in table["phrases"].values() for phrase in rows]
    phrases += [word for word in single if "-" in word]  # a hyphen is a token of its own
    return Words(
        single=frozenset(single),
        comment=frozenset(table["words"]["comment"].split()),
        phrases=_by_first(phrases),
        openers=_by_first(table["question"]["openers"]),
        we=frozenset(table["person"]["we"]),
        reporting=frozenset(table["person"]["reporting"]) | frozenset(table["person"]["presents"]),
        past=frozenset(lexicon("tense", language=language)["past"]),
        i_think=frozenset(table["person"]["i_think"]),
        handed=frozenset(table["guards"]["handed"]),
        whether=frozenset(table["guards"]["whether"]),
        plain=frozenset(table["guards"]["plain"]),
        nobody=frozenset(table["guards"]["nobody"]),
    )


def _by_first(phrases: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        forms = [phrase.replace("{be}", be) for be in _BE] if "{be}" in phrase else [phrase]
        for form in forms:
            parts = tuple(form.replace("-", " - ").split())
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def resolve_voice(document: Document, analysis: Analysis, *, attributions: Sequence[Attribution]) -> list[Statement]:
    """One :class:`Statement` for each sentence that is the outlet's own, wholly or in part, in the order of the text.

    Sentences that are all somebody else's ("…", the mayor said) have none.
    """
    foreign = _foreign(document.text, attributions)
    quoted = _quoted(analysis)
    found = []
    for sentence in analysis.sentences:
        own = _own(analysis, sentence, foreign, quoted)
        if own:
            spans = tuple(_judging(analysis, sentence, own))
            first, last = analysis.tokens[sentence.first], analysis.tokens[sentence.last - 1]
            found.append(Statement(first.span.cover(last.span), "judgement" if spans else "report", spans))
    return found


def _foreign(text: str, attributions: Sequence[Attribution]) -> list[tuple[Span, bool]]:
    """What is not the outlet's to say, in order: contents (True), and the sources and cues that frame them (False)."""
    found: list[tuple[Span, bool]] = []
    for item in attributions:
        if item.speaker_kind == "author" or not item.source or item.source[0].of(text).lower() in words().nobody:
            continue
        found.extend((span, True) for span in item.content)
        found.extend((span, False) for span in (*item.source, *item.cue))
    return sorted(found)


def _quoted(analysis: Analysis) -> frozenset[int]:
    """Tokens between quotation marks; a mark left open ends with its paragraph."""
    inside: set[int] = set()
    begun, paragraph, start = False, -1, 0
    for token in analysis.tokens:
        here = analysis.sentences[token.sentence].paragraph
        if here != paragraph:
            begun, paragraph, start = False, here, token.index
        first = token.text[0]
        if first in _CLOSE and not begun:
            inside.update(range(start, token.index))  # what it closes began in a paragraph before
        if first in _EVEN or first in _OPEN or first in _CLOSE:
            begun = first in _OPEN or (first in _EVEN and not begun)
            start = token.index
        elif begun:
            inside.add(token.index)
    return frozenset(inside)


def _own(
    analysis: Analysis, sentence: Sentence, foreign: Sequence[tuple[Span, bool]], quoted: frozenset[int]
) -> list[Token]:
    """The sentence's tokens that are the outlet's; empty where what is left of it says nothing by itself."""
    tokens = analysis.tokens[sentence.first : sentence.last]
    near = list(_near(foreign, sentence.span))
    held = [token for token in tokens if token.index not in quoted
            and not any(span.start <= token.span.start < span.end for span, _ in near)]  # fmt: skip
    left = [token for token in held if token.upos not in ("PUNCT", "SYM")]
    if not near and len(held) == len(tokens):
        return held if left else []
    if left and left[0].index == sentence.first and left[0].text.lower() in words().comment:
        return held
    if len(left) < OWN_WORDS or not any(token.upos in ("VERB", "AUX") for token in left):
        return []
    return held


def _near(foreign: Sequence[tuple[Span, bool]], span: Span) -> Iterator[tuple[Span, bool]]:
    """The foreign stretches that overlap a sentence; contents are seldom longer than a paragraph."""
    place = bisect_left(foreign, (Span(max(0, span.start - 2000), 0), False))
    while place < len(foreign) and foreign[place][0].start < span.end:
        if foreign[place][0].end > span.start:
            yield foreign[place]
        place += 1


def _judging(analysis: Analysis, sentence: Sentence, own: Sequence[Token]) -> Iterator[Span]:
    """The words of a sentence that show a judgement, in order."""
    table = words()
    lows = [token.text.lower() for token in own]
    question = _rhetorical(analysis, sentence, own, lows)
    if question is not None:
        yield question
    end = 0
    for place, low in enumerate(lows):
        token = own[place]
        if token.span.start < end:
            continue
        span = None
        if low in table.single:
            span = token.span if token.upos != "VERB" else None  # "embarrassing Clinton" is an act
        elif low in table.comment:
            span = token.span if _comments(own, place) else None
        if span is None and low in table.phrases:
            span = _phrase(own, lows, place)
        if span is None and low == "should":
            span = token.span if _preaches(analysis, sentence, own, lows, place) else None
        elif span is None and (low in table.we or token.text == "I"):
            span = _person(own, lows, place)
        if span is not None and not _named(own, place) and not _handed(analysis, sentence, token):
            end = span.end
            if question is None or not question.overlaps(span):
                yield span


def _phrase(own: Sequence[Token], lows: Sequence[str], place: int) -> Span | None:
    for parts in words().phrases[lows[place]]:
        last = place + len(parts) - 1
        if tuple(lows[place : last + 1]) == parts and own[last].index - own[place].index == len(parts) - 1:
            if parts[0] == "so" and last + 1 < len(own) and own[last + 1].text[0].isupper():
                return None  # "the so-called Islamic State" is a name with a caution
            if parts == ("what", "a") and place and own[place - 1].index == own[place].index - 1:
                return None  # "in what a witness called"
            return own[place].span.cover(own[last].span)
    return None


def _comments(own: Sequence[Token], place: int) -> bool:
    """ "Sadly, the bridge …", "was, sadly, …": set off, or first; "spoke frankly" tells how he spoke."""
    token = own[place]
    before = own[place - 1].text if place else None
    after = own[place + 1].text if place + 1 < len(own) else None
    return (
        (before in (None, ",", "—", "–", ";", "and", "but") and token.text[0].isupper() == (before is None))
        or (before == "," and after == ",")
        or token.text.lower() in ("rightly", "wrongly", "surely", "undoubtedly", "alas", "deservedly", "undeniably")
    )


def _preaches(analysis: Analysis, sentence: Sentence, own: Sequence[Token], lows: Sequence[str], place: int) -> bool:
    """ "The world should act"; not "should the vote fail", "whether it should", "the convoy should arrive"."""
    if place == 0 or own[place].text[0].isupper():
        return False
    first = sentence.first
    before = [token.text.lower() for token in analysis.tokens[first : own[place].index]]
    if not words().whether.isdisjoint(before[-14:]):
        return False
    after = lows[place + 1 : place + 3]
    return not ({"arrive", "reach", "arriving", "land", "last", "be ready", "take"} & set(after))


def _person(own: Sequence[Token], lows: Sequence[str], place: int) -> Span | None:
    """The outlet's "we" where it does more than report, and the writer's "I" where he thinks."""
    table = words()
    after = lows[place + 1] if place + 1 < len(lows) else ""
    if own[place].text == "I":
        return own[place].span.cover(own[place + 1].span) if after in table.i_think else None
    if own[place].text == "US" or own[place].upos == "PROPN":
        return None
    if lows[place - 1 : place + 2] == ["what", "we", "know"]:
        return None  # the heading of every explainer
    if (
        after in table.reporting
        or (lows[place] == "we" and (after in table.past or after.endswith("ed")))
        or "my" in lows
    ):
        return None
    return own[place].span


def _named(own: Sequence[Token], place: int) -> bool:
    """A capital inside a sentence makes a name of a word: "the Brilliant Rescue Society"."""
    token = own[place]
    if token.upos == "PROPN":
        return True
    opens = place == 0 or own[place - 1].text in (".", ":", "“", '"', "—", "–")
    upper = token.text[0].isupper() and token.text != "I" and not opens
    after = own[place + 1] if place + 1 < len(own) else None
    plain = after is not None and f"{token.text.lower()} {after.text.lower()}" in words().plain
    return upper or plain


def _handed(analysis: Analysis, sentence: Sentence, token: Token) -> bool:
    """ "what critics call a shameful deal", "accused of cowardice": the word is somebody else's."""
    first = max(sentence.first, token.index - HANDED)
    before = analysis.tokens[first : token.index]
    return any(item.text.lower() in words().handed and analysis.tokens[item.index - 1].text != "-" for item in before)


def _rhetorical(analysis: Analysis, sentence: Sentence, own: Sequence[Token], lows: Sequence[str]) -> Span | None:
    """A question of the outlet's own that expects no answer: "How long must they wait?"."""
    text = sentence.span.of(analysis.text).rstrip()
    if not text.endswith("?") or not own or own[0].index > sentence.first + 2:
        return None
    start = next(
        (
            place
            for place, token in enumerate(own)
            if token.upos != "PUNCT" and lows[place] not in ("and", "but", "so", "or")
        ),
        None,
    )
    if start is None:
        return None
    for place in {0, start}:
        for parts in words().openers.get(lows[place], ()):
            if tuple(lows[place : place + len(parts)]) == parts:
                return own[place].span.cover(own[place + len(parts) - 1].span)
    return None
