"""Reads the MUC-4 corpus: the texts with their datelines, and the answer keys as document-level sets.

A key is a list of templates, one an incident; a slot has one answer a line. An answer may have alternatives
("A" / "B"), may be optional ("? POSSIBLE"), and a whole template may be ("1 (OPTIONAL)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

# An incident dated "- 04 FEB 90" is "on or before" that day; the task keeps incidents of the last two months.
RECENT = timedelta(days=62)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_HEAD = re.compile(r"^(?:TST|DEV)\d?-MUC\d-\d{4}", re.MULTILINE)
_SLOT = re.compile(r"^\s?(\d{1,2})\.\s+[A-Z]+(?: TGT)?: ?[A-Z ]*?\s{2,}(\S.*)$")
_DAY = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_QUOTED = re.compile(r'"(?:\\"|[^"\\])*"')
_KINDS = frozenset(
    ("CITY", "COUNTY", "DEPARTMENT", "JURISDICTION", "MUNICIPALITY", "NEIGHBORHOOD", "PROVINCE", "SUBURB")
)
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a key accepts in one place: any of ``of``; ``needed`` is False where no answer is right as well."""

    of: frozenset[object]
    needed: bool = True


@dataclass(slots=True)
class Key:
    """The union of a document's templates, as sets of answers."""

    name: str
    templates: int = 0
    numbers: set[Answer] = field(default_factory=set)
    targets: set[Answer] = field(default_factory=set)
    effects: set[Answer] = field(default_factory=set)
    damage: set[Answer] = field(default_factory=set)
    dates: set[Answer] = field(default_factory=set)
    locations: set[Answer] = field(default_factory=set)
    places: set[Answer] = field(default_factory=set)
    blamed: set[Answer] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Text:
    """One message: its name, its text without the line that names it, and the day of its dateline."""

    name: str
    text: str
    published: str | None


def texts(path: Path) -> Iterator[Text]:
    """The messages of a file such as ``tst1-muc3``."""
    whole = path.read_text(encoding="latin-1")
    heads = list(_HEAD.finditer(whole))
    ends = [head.start() for head in heads[1:]] + [len(whole)]
    for head, end in zip(heads, ends, strict=True):
        body = whole[whole.index("\n", head.start()) : end].strip("\n") + "\n"
        day = next(days(body[: body.find("--") + 1 or 200]), None)
        yield Text(head.group(), body, day.isoformat() if day else None)


def days(text: str) -> Iterator[date]:
    """Every "04 FEB 90" of ``text``; a day that no calendar has ("16 NOV 00" stands for a slip) is left out."""
    for match in _DAY.finditer(text):
        try:
            found = date(1900 + int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
        except ValueError:
            continue
        if found.year > 1979:
            yield found


def keys(path: Path) -> dict[str, Key]:
    """The keys of a file such as ``key-tst1.v7``, by message name."""
    found: dict[str, Key] = {}
    for slots in _templates(path.read_text(encoding="latin-1")):
        name = slots[0][0]
        key = found.setdefault(name, Key(name))
        if slots[1][0].startswith("*"):
            continue
        needed = "OPTIONAL" not in slots[1][0]
        key.templates += needed
        _add(key, slots, needed=needed)
    return found


def _templates(text: str) -> Iterator[dict[int, list[str]]]:
    slots: dict[int, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        match = _SLOT.match(line)
        if line.lstrip().startswith(";"):
            continue
        if match:
            if match[1] == "0" and slots:
                yield slots
                slots = {}
            current = slots.setdefault(int(match[1]), [])
            current.append(match[2].strip())
        elif line.startswith("       ") and line.strip() and current is not None:
            current.append(line.strip())
    if slots:
        yield slots


def _add(key: Key, slots: Mapping[int, list[str]], *, needed: bool) -> None:
    """Put what one template says into the sets of its document."""
    effects = [(_values(line), _references(line), line.startswith("?")) for line in _lines(slots, 23)]
    touched = {name for values, names, _ in effects if values != {"-"} for name in names}
    for slot, strict in ((21, False), (24, True)):
        for line in _lines(slots, slot):
            numbers = frozenset(n for value in _values(line) for n in _numbers(value))
            if not numbers:
                continue
            wanted = needed and not line.startswith("?") and "PLURAL" not in _values(line)
            key.targets.add(Answer(numbers, wanted))
            key.numbers.add(Answer(numbers, wanted and (strict or bool(touched & _references(line)))))
    for values, _, optional in effects:
        key.effects.add(Answer(frozenset(values), needed and not optional))
    for line in _lines(slots, 16):
        key.damage.add(Answer(frozenset(_values(line)), needed and not line.startswith("?")))
    for line in _lines(slots, 2):
        intervals = frozenset(span for value in _alternatives(line) for span in _interval(value))
        if intervals:
            key.dates.add(Answer(intervals, needed))
    for line in _lines(slots, 3):
        key.places |= set(_levels(line, needed=needed))
        key.locations.add(Answer(frozenset(frozenset(_names(choice)) for choice in _alternatives(line)), needed))
    for line in _lines(slots, 11):
        pairs = frozenset((sure, name) for sure in _values(line) for name in _references(line))
        if pairs:
            key.blamed.add(Answer(pairs, needed and not line.startswith("?")))


def _lines(slots: Mapping[int, list[str]], number: int) -> Iterable[str]:
    return (line for line in slots.get(number, ()) if line not in ("*", "-"))


def _values(line: str) -> set[str]:
    """What stands before the cross-reference: "DEATH / INJURY: "X"" gives both."""
    return {part.strip(" ?") for part in line.split(': "')[0].split("/")} - {""}


def _references(line: str) -> frozenset[str]:
    return frozenset(
        " ".join(match[0][1:-1].replace('\\"', "").strip(' "').split()) for match in _QUOTED.finditer(line)
    )


def _numbers(value: str) -> Iterator[int]:
    yield from (int(part) for part in re.findall(r"\d+", value))


def _alternatives(line: str) -> list[str]:
    parts = line.split(") / (") if line.startswith("(") else line.split(" / ")
    # "USULUTAN (CITY) / (DEPARTMENT)" gives two kinds of one place: the name stays.
    return [part.strip(" ?") for part in parts if part.strip(" ?()") not in _KINDS]


def _interval(value: str) -> Iterator[Days]:
    """ "17 FEB 90 - 18 FEB 90" as it is, "- 04 FEB 90" back to what still is recent."""
    found = list(days(value))
    if len(found) == 2:
        yield (found[0], found[1])
    elif found:
        yield (found[0] - RECENT, found[0]) if value.strip(" (").startswith("-") else (found[0], found[0])


def _levels(line: str, *, needed: bool) -> Iterator[Answer]:
    """Every level of "PERU: LIMA (CITY): MIRAFLORES (NEIGHBORHOOD)"; needed where all alternatives have it."""
    choices = [set(_names(choice)) for choice in _alternatives(line)]
    everywhere = set.intersection(*choices)
    for name in set.union(*choices):
        yield Answer(frozenset([name]), needed and name in everywhere)


def _names(choice: str) -> Iterator[str]:
    bare = re.sub(r"\([^()]*(?:\)|$)", "", choice.lstrip("("))
    for level in re.split(r":| - ", bare):
        if name := level.strip(" ()?"):
            yield name
