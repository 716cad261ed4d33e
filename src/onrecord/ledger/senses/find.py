"""What each figure of a report measures, and whom it counts, where it does not say so itself.

"His number this morning is 18" is of the dead of the sentence before, "44, and at least 12 had to be treated" of those
detained and injured. Reporters' ways of passing a number on are in ``senses.toml``; nothing is guessed where no word
says it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.core import Figure
from onrecord.lang import lexicon
from onrecord.ledger.senses.denials import denied
from onrecord.ledger.senses.frame import Frame, ends, framed
from onrecord.ledger.senses.wording import anaphor, attested, kinds, listed, number_of, once, others, scopes, signs

_BACK = 600
"""How far before a bare number that may stand which it refers to: three or four sentences."""
_BESIDE = 30
"""How near in front of "three engineers" a word must stand that says what befell them."""
_MORE = re.compile(r" (others?|more)\b(?! than)", re.IGNORECASE)
_AND = re.compile(r",? ?(?:and |or |then )?")
_GAP = re.compile(r"[^.;!?,\n]{0,40}, (?:(?:and|while|whereas|but) )?[^.;!?,\n]{2,60} at ")
_PART = re.compile(r"^ of (?:them|whom|these|those)\b(?P<rest>[^.;:]{0,60})", re.IGNORECASE)
_ARE = re.compile(
    r"^[^.;:,]{0,40}?\b(?:were|was|are|is) (?:(?:all|mostly|young|small|little|school|also|among) )?(?P<noun>\w+)"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What the words around add to a figure: ``Sense("killed", "workers", None, denied=True)``.

    ``measure`` and ``whom`` are None where the figure says it itself or nothing does; ``scope`` is like "since 2031".
    """

    measure: str | None = None
    whom: str | None = None
    scope: str | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What an earlier figure counts, for those that refer to it."""

    start: int
    end: int
    dimension: str
    measure: str | None
    whom: str | None


def senses(text: str, figures: Sequence[Figure]) -> dict[str, Sense]:
    """By id of each figure what the words around add to it; linear in the length of the text."""
    stops = ends(text)
    listed_ = sorted(figures, key=lambda one: one.span.start)
    counts = [one for one in listed_ if one.dimension == "count"]
    starts = [one.span.start for one in counts]
    known: list[_Known] = []
    found: dict[str, Sense] = {}
    for one in listed_:
        place = bisect_right(starts, one.span.start)
        until = counts[place].span.start if place < len(counts) else len(text)
        earlier = counts[: place - 1] if one.dimension == "count" else counts[:place]
        after = _end(earlier[-1]) if earlier else 0
        frame = framed(text, stops, one.span.start, _end(one), after=after, until=until)
        sense = _sense(text, one, frame, known, stops)
        sense = replace(sense, scope=_scope(frame), denied=denied(_at(text, stops, one)))
        found[one.id] = sense
        known.append(
            _Known(one.span.start, one.span.end, one.dimension, one.measure or sense.measure, _whom(one, sense))
        )
    return found


def _end(one: Figure) -> int:
    return max(one.span.end, one.counted_span.end if one.counted_span is not None else 0)


def _at(text: str, stops: Sequence[int], one: Figure) -> Frame:
    """The frame without a figure's neighbours: who denies "48 or 50" denies both."""
    return framed(text, stops, one.span.start, one.span.end, after=0, until=len(text))


def _whom(one: Figure, sense: Sense) -> str | None:
    return sense.whom or one.counted


def _sense(text: str, one: Figure, frame: Frame, known: Sequence[_Known], stops: Sequence[int]) -> Sense:
    if one.dimension == "count":
        return _count(text, one, frame, known, stops)
    pattern = kinds(one.dimension)
    if pattern is not None:
        return Sense(measure=_kind(pattern, frame) or _same(known, one))
    if one.dimension in {"mass", "volume"} and one.counted is None:
        return Sense(whom=next((two.whom for two in reversed(known[-3:]) if two.dimension == one.dimension), None))
    return Sense()


def _kind(pattern: re.Pattern[str], frame: Frame) -> str | None:
    """The nearest word of the sentence, before rather than behind."""
    before = list(pattern.finditer(frame.sentence))
    if before:
        return before[-1].lastgroup
    behind = pattern.search(frame.rest)
    return behind.lastgroup if behind is not None else None


def _same(known: Sequence[_Known], one: Figure) -> str | None:
    """What the sum before was for."""
    if one.dimension != "money":
        return None
    return next((two.measure for two in reversed(known) if two.dimension == one.dimension
                 and one.span.start - two.start <= _BACK), None)  # fmt: skip


def _count(text: str, one: Figure, frame: Frame, known: Sequence[_Known], stops: Sequence[int]) -> Sense:
    part = _part(text, one)
    head = one.counted.split()[-1].casefold() if one.counted and one.counted.split() else None
    if head is None and (more := _MORE.match(text, one.span.end)) is not None:
        head = more[1].casefold()  # "one more was wounded"
    if one.measure is not None and head is not None and head not in others():
        return Sense(whom=part)
    if one.measure is None and head is None and (once().search(frame.sentence) or _beside_none(text, one, known)):
        return Sense()  # what was once said, or is said not to be
    measure = None if one.measure is not None else _measure(frame, bare=head is None)
    whom = part or _of_number(frame) if head is None else part
    if head is not None and head not in others():
        return Sense(measure, whom)
    if head is None and not (_refers(text, one, frame) or _gapped(text, one, known)):
        return Sense(measure, whom)
    before = _before(text, one, known, stops=stops, left=frame.left)
    if before is not None and measure is None and one.measure is None and (head is None or head in others()):
        return Sense(before.measure, whom or before.whom)
    if whom is None and before is not None and (head in others() or one.measure is None):
        whom = before.whom
    return Sense(measure, whom)


def _beside_none(text: str, one: Figure, known: Sequence[_Known]) -> bool:
    """True of 11 and 14 in "after having said nine, 11 and 14"."""
    last = known[-1] if known else None
    if last is None or last.dimension != "count" or last.measure or last.whom:
        return False
    return _AND.fullmatch(text[last.end : one.span.start]) is not None


def _refers(text: str, one: Figure, frame: Frame) -> bool:
    """True where a bare number is given for something told before; not of the hour, "the two", "one and the same"."""
    if one.text.casefold() == "one":
        return False
    if not frame.sentence.strip(" \"“'‘"):  # "How many had marched? Six hundred, say the police"
        asked = text[: one.span.start].rstrip(" \"“'‘").endswith("?")
        return asked or attested().match(text, one.span.end) is not None
    if text.startswith((" of whom", " of which", " who did the same"), one.span.end):
        return True
    return anaphor().search(frame.sentence) is not None


def _gapped(text: str, one: Figure, known: Sequence[_Known]) -> bool:
    """ "The hospital puts the toll at nine, and the police at four": the second verb is left out."""
    last = known[-1] if known else None
    if last is None or last.dimension != "count" or not text.endswith(" at ", 0, last.start):
        return False
    return _GAP.fullmatch(text[last.end : one.span.start][:_BACK]) is not None


def _measure(frame: Frame, *, bare: bool) -> str | None:
    """What befell those counted, by the words of the figure's own clause."""
    behind = signs().behind.search(frame.behind)
    if behind is not None and (behind.start() <= _BESIDE or not bare) and "," not in frame.behind[: behind.start()]:
        return behind.lastgroup
    before = None
    for match in signs().before.finditer(frame.before):
        before = match
    if before is None or (not bare and len(frame.before) - before.end() > _BESIDE):
        return None
    return before.lastgroup


def _of_number(frame: Frame) -> str | None:
    """What is counted by "the number of shells at nine"; None where the words are of what befell people."""
    found = None
    for match in number_of().finditer(frame.sentence):
        found = match
    if found is None:
        return None
    noun = found["noun"].strip()
    told = signs().told.search(noun)  # "people killed", "those who had stopped work"; but "wounded officers"
    return None if told is not None and (told.end() == len(noun) or " who " in noun) else noun


def _before(text: str, one: Figure, known: Sequence[_Known], *, stops: Sequence[int], left: int) -> _Known | None:
    """What a bare number refers to: the figure or the word of harm that stands nearest before it."""
    least = one.span.start - _BACK
    near = [two for two in known[-8:] if two.dimension == "count" and two.start >= least and (two.measure or two.whom)]
    figure = near[-1] if near else None
    if figure is not None and figure.start < left:  # of an earlier sentence the first: "9 dead, 21 hurt"
        figure = next(two for two in near if bisect_right(stops, two.start) == bisect_right(stops, figure.start))
    word = None
    for match in signs().told.finditer(text, max(0, least, figure.start if figure is not None else 0), one.span.start):
        word = match
    asked = word is not None and "?" in text[word.end() : one.span.start]  # "How many were hurt? Fifteen"
    if word is not None and (figure is None or asked):
        return _Known(word.start(), word.end(), "count", word.lastgroup, None)
    if word is not None and figure is not None and figure.measure is None:
        return replace(figure, measure=word.lastgroup)
    return figure


def _part(text: str, one: Figure) -> str | None:
    """Which part of those counted before: "seven of them seriously" is "gravely", "two of them children" children."""
    found = _PART.match(text[one.span.end : one.span.end + 80])
    if found is not None:
        if listed("lists", "gravely").search(found["rest"]):
            return "gravely"
        return next((word for word in re.findall(r"\w+", found["rest"])[:5] if word.casefold() in _apart()), None)
    end = _end(one)
    if text[one.span.end : end].lstrip().startswith("of "):
        are = _ARE.match(text[end : end + 80])
        if are is not None and are["noun"].casefold() in _apart():
            return are["noun"]
    return None


def _scope(frame: Frame) -> str | None:
    """ "since the new year" of "31 people have been killed since the new year"."""
    found = scopes().search(frame.behind) or scopes().search(frame.before)
    return " ".join(found[0].casefold().split()) if found is not None else None


def _apart() -> frozenset[str]:
    return frozenset(word for words in lexicon("populations")["apart"].values() for word in words)
