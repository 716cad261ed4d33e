"""What is kept of one telling of an event, so that it can be compared with tellings in other reports.

A few hundred bytes: the trigger's stems and meaning, the words around it, who stands on which side, where, when, how
many. Nothing of the document is needed again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from onrecord.core import Event, Reading, Span
from onrecord.weigh.events.stems import Word, words
from onrecord.weigh.events.vectors import vector

NEAR = 5  # words either side of the trigger
LONGEST_SENTENCE = 60  # words; a page without stops is cut there
MOST_WORDS = 2_000  # of a story: the head of a long report tells what it is about
_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[^\W_a-z])|\n+")


@dataclass(frozen=True, slots=True)
class Where:
    """Where something happened: a gazetteer place with the honest size of its uncertainty in kilometres."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    radius_km: float | None
    feature: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of the event: (measure "killed", best 13, unit "1"); a bound stands in for a missing best."""

    measure: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Traits:
    """One telling of an event.

    ``local`` is the id that the reading gave the event ("eve2"): two mentions of one id are the same by the reading's
    own word. ``stems`` are the trigger's ("kill",), ``meaning`` its direction (384 int8). ``near`` and ``sentence`` are
    stems around it, ``context`` the direction of the sentence's words; ``names`` words of names in its sentence,
    ``numbers`` its numbers as written. ``actors`` and ``recipients`` are words of the names of the two sides,
    ``proper`` those of them that are written with a capital; ``earliest`` and ``latest`` local moments,
    "2024-03-08T18:00"; ``around`` the places named in its sentence, else the one last named before it; ``dated``
    whether the day of publication is known, without which days in a text are guesses (a page's own date, "Monday").
    ``line`` counts sentences; ``at`` is 0 at the head of the report, 1 at its foot;
    ``again`` tells how often the document uses the trigger's stems.
    """

    document: int
    local: str | None
    span: Span
    trigger: str
    stems: tuple[str, ...]
    meaning: bytes
    near: tuple[str, ...]
    sentence: tuple[str, ...]
    context: bytes
    names: frozenset[str]
    numbers: frozenset[str]
    type: str | None
    mode: str | None
    realis: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    proper: frozenset[str]
    where: Where | None
    around: frozenset[str]
    earliest: str | None
    latest: str | None
    dated: bool
    figures: tuple[Number, ...]
    line: int
    at: float
    again: int


@dataclass(frozen=True, slots=True)
class Story:
    """What a whole report is about: its stems with how often each stands in it, and its date of publication."""

    document: int
    counts: dict[str, int]
    published: str | None


@dataclass(frozen=True)
class Page:
    """One reading, made ready for taking traits from it."""

    document: int
    reading: Reading

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text."""
        return words(self.reading.document.text)

    @cached_property
    def lines(self) -> list[int]:
        """For every word the number of its sentence."""
        ends = [match.end() for match in _END.finditer(self.reading.document.text)]
        found, line, inside = [], 0, 0
        at = 0
        for word in self.words:
            while at < len(ends) and word.start >= ends[at]:
                at, line, inside = at + 1, line + 1, 0
            if inside >= LONGEST_SENTENCE:
                line, inside = line + 1, 0
            inside += 1
            found.append(line)
        return found

    @cached_property
    def lines_at(self) -> dict[int, tuple[int, int]]:
        """Sentence number to the words ``[first, last)`` it holds."""
        found: dict[int, tuple[int, int]] = {}
        for index, line in enumerate(self.lines):
            found[line] = (found.get(line, (index, 0))[0], index + 1)
        return found

    @cached_property
    def frequency(self) -> Counter[str]:
        """How often each stem stands in the text."""
        return Counter(word.stem for word in self.words[:MOST_WORDS] if word.tells)

    @cached_property
    def named(self) -> list[tuple[int, int, frozenset[str]]]:
        """Where an actor of the reading is meant, by name or pronoun, and the words of its name."""
        return sorted(
            (mention.span.start, mention.span.end, name_words(actor.name))
            for actor in self.reading.actors
            for mention in actor.mentions
        )

    @cached_property
    def towns(self) -> list[tuple[int, str]]:
        """Where a place smaller than a country is named, and its name; in the order of the text."""
        return sorted(
            (place.span.start, _town(place.name))
            for place in self.reading.places
            if place.literal and place.feature not in ("country", "region")
        )

    def places_around(self, start: int, end: int) -> frozenset[str]:
        """The names of the places between two offsets, else of the nearest before them."""
        first = bisect_left(self.towns, (start, ""))
        inside = frozenset(name for at, name in self.towns[first:] if at < end)
        return inside or frozenset(name for _, name in self.towns[max(0, first - 1) : first])

    @cached_property
    def events_at(self) -> dict[int, Event]:
        """The event that a word of the text tells of, by every code point its mentions cover."""
        return {
            at: event
            for event in self.reading.events
            for mention in (event.span, *event.mentions)
            for at in range(mention.start, min(mention.end, mention.start + 60))
        }


def name_words(*names: str) -> frozenset[str]:
    """The telling words of some names, in small letters: "the Governor of Bol" is {"governor", "bol"}."""
    return frozenset().union(*(_name(name)[0] for name in names))


def _town(name: str) -> str:
    """A name of a place as it stands in running text: "SANGE" opens a paragraph, and is Sange."""
    return name.title() if name.isupper() and len(name) > _INITIALS else name


_INITIALS = 3  # letters of "UAE", "DRC"


def _proper(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(_name(name)[1] for name in names))


@lru_cache(maxsize=10_000)
def _name(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of a name, and those of them that are written with a capital."""
    telling = [word for word in words(name) if word.tells]
    return frozenset(word.stem for word in telling), frozenset(
        word.stem for word in telling if word.written[0].isupper()
    )


def story_of(page: Page) -> Story:
    """What the report is about; linear in its text, of a long one the first :data:`MOST_WORDS` words."""
    return Story(page.document, dict(page.frequency), page.reading.document.published)


def traits_of(page: Page) -> dict[str, Traits]:
    """The traits of every event of a reading, by its local id ("eve2")."""
    return {event.id: _taken(page, event.span, event) for event in page.reading.events}


def traits_at(page: Page, spans: Sequence[Span]) -> list[Traits]:
    """The traits of mentions that somebody else marked; the reading's own event is used where it has one there."""
    covered = page.events_at
    found = []
    for span in spans:
        inside = (covered[at] for at in range(span.start, span.end) if at in covered)
        found.append(_taken(page, span, next(inside, None)))
    return found


def _taken(page: Page, span: Span, event: Event | None) -> Traits:
    text = page.reading.document.text
    index, last = _words_of(page, span)
    trigger = page.words[index:last]
    line = page.lines[min(index, len(page.lines) - 1)] if page.lines else 0
    first, stop = page.lines_at.get(line, (0, 0))
    around = [*page.words[first:index], *page.words[last:stop]]
    near = [*page.words[max(first, index - NEAR) : index], *page.words[last : min(stop, last + NEAR)]]
    telling = [word for word in trigger if word.tells] or trigger
    stems = tuple(word.stem for word in telling) or (span.of(text).lower()[:40],)
    inside = (page.words[first].start, page.words[stop - 1].end) if first < stop else (span.start, span.end)
    return Traits(
        document=page.document,
        local=None if event is None else event.id,
        span=span,
        trigger=" ".join(span.of(text).split())[:80],
        stems=stems,
        meaning=vector([word.written.lower() for word in telling]),
        near=_bag(near),
        sentence=_bag(around),
        context=vector([word.written.lower() for word in around if word.tells]),
        names=_names(page, around, first, stop),
        numbers=frozenset(word.stem for word in around if word.stem[0].isdigit()),
        line=line,
        around=page.places_around(*inside),
        dated=page.reading.document.published is not None,
        at=round(page.words[first].start / max(len(text), 1), 3) if page.words and first < stop else 0.0,
        again=max((page.frequency[stem] for stem in stems), default=1),
        **_told(page.reading, event),
    )


def _words_of(page: Page, span: Span) -> tuple[int, int]:
    """The words that overlap a span: from the first of them up to, not including, the second number."""
    index = bisect_right(page.words, span.start, key=lambda word: word.end)
    return index, max(bisect_left(page.words, span.end, key=lambda word: word.start), index)


def _bag(found: Iterable[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.stem for word in found if word.tells))


def _names(page: Page, around: Sequence[Word], first: int, last: int) -> frozenset[str]:
    """Capitalised words of the sentence, and the names that its pronouns and descriptions stand for."""
    written = {word.stem for word in around if word.tells and word.written[0].isupper()}
    if first >= last:
        return frozenset(written)
    begin, end = page.words[first].start, page.words[last - 1].end
    meant: set[str] = set()
    for start, stop, name in page.named:
        if start >= end:
            break
        if stop > begin:
            meant |= name
    return frozenset(name for name in written | meant if not name[0].isdigit())


def _told(reading: Reading, event: Event | None) -> dict[str, Any]:
    """What the reading knows of the event itself."""
    if event is None:
        return {"type": None, "mode": None, "realis": None, "actors": frozenset(), "recipients": frozenset(),
                "proper": frozenset(), "where": None, "earliest": None, "latest": None, "figures": ()}  # fmt: skip
    sides = {*event.actors, *event.recipients}
    names = {actor.id: actor.name for actor in reading.actors if actor.id in sides}
    names |= {place.id: place.name for place in reading.places if place.id in sides}
    place = next((place for place in reading.places if place.id == event.place), None)
    time = next((time for time in reading.times if time.id == event.time), None)
    figures = [figure for figure in reading.figures if figure.id in event.figures] if event.figures else []
    return {
        "type": event.type,
        "mode": event.mode,
        "realis": event.realis,
        "actors": name_words(*(names.get(side, "") for side in event.actors)),
        "recipients": name_words(*(names.get(side, "") for side in event.recipients)),
        "proper": _proper(names.get(side, "") for side in (*event.actors, *event.recipients)),
        "where": None if place is None else Where(_town(place.name), place.lat, place.lon, place.country,
                                                  place.radius_km, place.feature),
        "earliest": time.earliest if time else None,
        "latest": time.latest if time else None,
        "figures": tuple(
            Number(figure.measure, float(value), figure.unit)
            for figure in figures
            if figure.measure and (value := next((n for n in (figure.best, figure.low, figure.high) if n is not None),
                                                 None)) is not None
        ),
    }  # fmt: skip
