"""Reports made of the paragraphs of our own gold: ``reports(5_000)`` gives as many, the same each time."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.gold import articles, sentences

NEAR, EXACT, FOREIGN = 0.12, 0.05, 0.03  # of all reports
SHORTEST, LIKELIEST, LONGEST = 150, 170, 900  # words: a triangle whose mean is some 400

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_WEEKDAY, _MONTH = (re.compile(rf"\b(?:{'|'.join(names)})\b") for names in (_WEEKDAYS, _MONTHS))
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
_OFTEN = 6  # a word of more paragraphs is said of anything ("said", "their", "killed") and is left
_OTHER_WORDS = 0.4  # of the rest: two reports share a sentence no oftener than two reporters do
_NUMBER = re.compile(r"(?<![\d.,:–-])[1-9]\d{0,2}(?![\d.,:–-]|(?:st|nd|rd|th)\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report before it is wrapped: ``language`` is "en" or that of a report that is only kept."""

    number: int
    title: str
    text: str
    publisher: str
    published: str
    byline: str
    language: str = "en"
    like: int | None = None  # the number of the report that it copies


@cache
def words() -> dict[str, Any]:
    """What reports are varied with (``words.toml``)."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def reports(count: int, *, seed: int = 4, longest: int = LONGEST, shortest: int = SHORTEST) -> Iterator[Report]:
    """So many reports; ``shortest`` and ``longest`` are in words. Copies stand anywhere after what they copy."""
    chance = random.Random(seed)
    kept: list[Report] = []
    for number in range(count):
        fate = chance.random()
        if kept and fate < NEAR + EXACT:
            made = _copy(chance.choice(kept), chance, number, exact=fate < EXACT)
        elif fate > 1 - FOREIGN:
            made = _foreign(chance, number)
        else:
            made = _original(chance, number, int(chance.triangular(shortest, longest, min(LIKELIEST, longest))))
            kept = [*kept[-199:], made]
        yield made


@cache
def _paragraphs() -> tuple[str, ...]:
    long = [part for gold in articles() for part in gold.document.text.split("\n\n") if len(part.split()) >= 12]
    return (*long, *(gold.document.text for gold in sentences() if len(gold.document.text.split()) >= 12),
            *(json.loads(line)["text"] for line in _event_lines()))  # fmt: skip


@cache
def _alike() -> dict[str, list[str]]:
    """The rarer words of the gold with those that end alike: "shelled" with "mined"; what a word may be changed to."""
    often = Counter(word for part in _paragraphs() for word in set(_PLAIN.findall(part)))
    ends: dict[str, list[str]] = {}
    for word in sorted(often):
        if often[word] <= _OFTEN:
            ends.setdefault(word[-2:], []).append(word)
    return {word: some for some in ends.values() for word in some}


def _event_lines() -> list[str]:
    path = Path(__file__).resolve().parent.parent / "gold" / "events.jsonl"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The people and the places of the gold articles, longest first."""
    people = {actor.name for gold in articles() for actor in gold.actors or () if "person" in actor.kinds}
    full = {name for name in people if len(name.split()) == 2 and name.replace(" ", "").isalpha()}
    places = {
        gold.document.text[place.span.start : place.span.end] for gold in articles() for place in gold.places or ()
    }
    single = {name for name in places if name.isalpha() and name[0].isupper()}

    def any_of(found: set[str]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(found, key=lambda name: (-len(name), name))))})\b")

    return any_of(full | {name.split()[1] for name in full}), any_of(single)


def _original(chance: random.Random, number: int, length: int) -> Report:
    filled = _Filled(chance)
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < length - 20:
        parts.append(filled.changed(chance.choice(_paragraphs())))
    cut = " ".join(parts[-1].split()[: max(25, length - sum(len(part.split()) for part in parts[:-1]))])
    parts[-1] = parts[-1] if cut == " ".join(parts[-1].split()) else cut.rstrip(",;:—- ") + "."
    parts[0] = filled.of(chance.choice(words()["openings"])) + parts[0]
    parts.append(filled.of(chance.choice(words()["closings"])))
    return filled.report(number, "\n\n".join(parts))


def _foreign(chance: random.Random, number: int) -> Report:
    filled = _Filled(chance)
    language = chance.choice(sorted(words()["foreign"]))
    parts = [filled.of(part) for _ in range(2) for part in words()["foreign"][language]]
    return replace(filled.report(number, "\n\n".join(parts)), language=language)


def _copy(report: Report, chance: random.Random, number: int, *, exact: bool) -> Report:
    """The same report in another outlet: word for word, or with a paragraph less, a line more and a number changed."""
    filled = _Filled(chance)
    others = [name for name in words()["outlets"] if name != report.publisher]
    text = report.text
    if not exact:
        parts = text.split("\n\n")
        if len(parts) > 3:
            del parts[chance.randrange(1, len(parts))]
        text = "\n\n".join([*parts, filled.of(chance.choice(words()["changes"]))])
        if chance.random() < 0.3:
            text = _NUMBER.sub(lambda _: str(chance.randrange(2, 90)), text, count=1)
    return replace(report, number=number, text=text, publisher=chance.choice(others), like=report.number)


class _Filled:
    """The names, places and days of one report: a name that comes twice is changed alike both times."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.known: dict[str, str] = {}
        self.outlet: str = chance.choice(words()["outlets"])
        year, month, day = chance.randrange(2023, 2026), chance.randrange(1, 13), chance.randrange(1, 29)
        self.published = f"{year}-{month:02}-{day:02}T{chance.randrange(24):02}:{chance.randrange(60):02}Z"

    def of(self, pattern: str) -> str:
        """A pattern of ``words.toml`` with everything in it chosen."""
        chosen = {name: self.chance.choice(words()[f"{name}s" if name == "place" else name])
                  for name in ("first", "last", "place")}  # fmt: skip
        return pattern.format(
            **chosen, outlet=self.outlet, day=f"{self.chance.choice(_MONTHS)} {self.chance.randrange(1, 29)}",
            weekday=self.chance.choice(_WEEKDAYS), month=self.chance.choice(_MONTHS),
            small=self.chance.randrange(3, 60), big=f"{self.chance.randrange(1, 99)},{self.chance.randrange(100, 999)}",
        )  # fmt: skip

    def changed(self, paragraph: str) -> str:
        """A paragraph of the gold about other people in another place on other days."""
        people, places = _names()
        paragraph = people.sub(lambda found: self._person(found[0]), paragraph)
        paragraph = places.sub(lambda found: self._as("places", found[0]), paragraph)
        paragraph = _WEEKDAY.sub(lambda _: self.chance.choice(_WEEKDAYS), paragraph)
        paragraph = _MONTH.sub(lambda _: self.chance.choice(_MONTHS), paragraph)
        paragraph = _PLAIN.sub(lambda found: self._other(found[0]), paragraph)
        return _NUMBER.sub(lambda found: str(max(2, int(found[0]) + self.chance.randrange(-3, 9))), paragraph)

    def _other(self, word: str) -> str:
        some = _alike().get(word)
        return self.chance.choice(some) if some and self.chance.random() < _OTHER_WORDS else word

    def _person(self, name: str) -> str:
        first, _, last = name.rpartition(" ")
        return f"{self._as('first', first)} {self._as('last', last)}" if first else self._as("last", last)

    def _as(self, kind: str, name: str) -> str:
        return self.known.setdefault(f"{kind} {name}", self.chance.choice(words()[kind]))

    def report(self, number: int, text: str) -> Report:
        """The report, with a headline, an outlet, a day and a reporter."""
        return Report(
            number=number,
            title=self.of(self.chance.choice(words()["headlines"])),
            text=text,
            publisher=self.outlet,
            published=self.published,
            byline=self.of("{first} {last}"),
        )
