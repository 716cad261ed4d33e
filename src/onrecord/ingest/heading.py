"""The lines above an article in plain text: title, byline, date. Taken only when they are unmistakable.

::

    Strike on grain port kills at least 13          a title: one short line, no full stop, alone, prose below
    By Ana Ruiz and Karim al-Masri                  a byline: "By" and nothing but names
    March 11, 2024                                  a date and nothing else
                                                    … and what is below is the body
    KYIV, March 11 (Reuters) — At least …           a dateline stays: its place and agency are evidence
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from onrecord.ingest.moment import moment
from onrecord.lang import lexicon

_LONGEST_LINE = 200  # characters of a title or byline
_FEWEST_WORDS, _MOST_WORDS = 3, 30
_DEEPEST = 12  # lines that may stand above the body
_PROSE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_NO_TITLE_END = (".", ",", ";", ":", "—", "–", "-", "…")
_KEY = re.compile(r"([A-Za-z][A-Za-z _]{0,30}):[ \t]+(\S.*)")
_DATELINE = re.compile(r"^[^\W\d_a-z][^\n(]{1,60}\((?:[A-Z][\w .&/-]{1,30})\)\s*[-–—]")
_NAMED_DATE = re.compile(r"^[^\W\d_][^\n(–—]{1,80}?,\s*(?P<date>[^\n(–—]{6,40}?)\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stood above the body: ``fields`` by the names of ``Document``, and the body itself."""

    body: str
    fields: dict[str, str] = field(default_factory=dict)


def split_heading(text: str, *, titled: bool = False) -> Heading:
    """Part title, byline and date from the body; where in doubt everything is body.

    ``titled`` says that the title is known already, so that a first line is a standfirst, which is body.
    """
    text = text.strip("\ufeff \t\r\n\f")
    keyed = _keyed(text)
    if keyed is not None:
        return keyed
    lines = text.split("\n", _DEEPEST)
    found: dict[str, str] = {}
    taken = 0  # lines that belong to the heading
    for number, line in enumerate(lines[:-1]):
        line = line.strip()
        if not line:
            taken = number + 1 if taken == number else taken
            continue
        kind = _kind(line, found, alone=_alone(lines, number), first=number == 0 and not titled)
        if kind is None:
            break
        found[kind] = _value(kind, line)
        taken = number + 1
    body = "\n".join(lines[taken:]).strip("\n\r\f")
    if not _is_body(body):
        return _dated(Heading(text))
    return _dated(Heading(body, found))


def _kind(line: str, found: dict[str, str], *, alone: bool, first: bool) -> str | None:
    """Which field a line above the body is, or None where it is body."""
    if len(line) > _LONGEST_LINE:
        return None
    if "byline" not in found and _is_byline(line):
        return "byline"
    if "published" not in found and _date_alone(line):
        return "published"
    if first and alone and _is_title(line):
        return "title"
    return None


def _value(kind: str, line: str) -> str:
    if kind == "byline":
        return line[len(lexicon("page")["byline"]["opening"]) :].lstrip(": ").strip()
    if kind == "published":
        return _date_alone(line) or ""
    return line


def _alone(lines: list[str], number: int) -> bool:
    """True where a blank line, a byline or a date follows, so that the line is no wrapped prose."""
    following = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return not following or _is_byline(following) or _date_alone(following) is not None


def _is_title(line: str) -> bool:
    words = line.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or line.endswith(_NO_TITLE_END) or _DATELINE.match(line):
        return False
    if line[0] in "-*•–—>|#" or line.endswith(('."', ".”", ".'", ".’", ".)")):
        return False
    return line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘"


def _is_byline(line: str) -> bool:
    """ "By Ana Ruiz and Karim al-Masri, Coast Herald": the opening word and then nothing but names."""
    table = lexicon("page")["byline"]
    opening, _, rest = line.partition(" ")
    if opening.rstrip(":").lower() != table["opening"] or not rest.strip() or len(line) > 120 or _PROSE.search(line):
        return False
    words = [word for word in re.split(r"[\s,|/&]+", rest) if word]
    names = [word for word in words if word.lower() not in table["small"]]
    if not names or len(words) > 16 or any(character.isdigit() for character in rest):
        return False
    return all(word[0].isupper() or word.partition("-")[2][:1].isupper() or word[0] in "‘’'" for word in names)


def _date_alone(line: str) -> str | None:
    """The date on a line that holds nothing else: "Published: Monday, March 11, 2024 6:10 PM"."""
    if len(line) > 80:
        return None
    lowered = line.lower()
    for label in sorted(lexicon("page")["published"], key=len, reverse=True):
        if lowered.startswith(label) and lowered[len(label) : len(label) + 1] in {" ", ":"}:
            return moment(line[len(label) :].lstrip(": "))
    return moment(line)


def _keyed(text: str) -> Heading | None:
    """ "Title: …", "Date: …" lines, ended by a blank line; None unless the first two lines are such."""
    block, gap, body = text.partition("\n\n")
    lines = block.split("\n")
    if not gap or not 2 <= len(lines) <= _DEEPEST:
        return None
    keys: dict[str, str] = lexicon("page")["keys"]
    found: dict[str, str] = {}
    for line in lines:
        match = _KEY.fullmatch(line.strip()[: 4 * _LONGEST_LINE])
        meant = keys.get(match[1].strip().lower().replace(" ", "_")) if match else None
        if match is None or meant is None:
            return None
        found.setdefault(meant, match[2].strip())
    return Heading(body.strip("\n\r\f"), found) if body.strip() else None


def _is_body(body: str) -> bool:
    """Prose: at least one line of it is a whole sentence, and longer than a title is."""
    lines = body.split("\n", 40)[:40]
    return len(body) > 80 and any(_PROSE.search(line) or len(line) > _LONGEST_LINE for line in lines)


def _dated(heading: Heading) -> Heading:
    """Take the date from a dateline that names its year: "KYIV, March 11, 2024 (Reuters) —"."""
    if "published" in heading.fields:
        return heading
    match = _NAMED_DATE.match(heading.body[:200])
    if match is None:
        return heading
    parts = [part.strip() for part in match["date"].split(",")]
    # The place may itself hold a comma ("PORTLAND, Maine, March 11, 2024 —"), so the date is looked for from the right.
    for start in range(len(parts)):
        when = moment(", ".join(parts[start:]))
        if when is not None and len(when) >= 10:
            return Heading(heading.body, {**heading.fields, "published": when})
    return heading


@cache
def known_keys() -> dict[str, str]:
    """The keys of front matter, by what they mean: ``known_keys()["headline"] == "title"``."""
    keys: dict[str, str] = lexicon("page")["keys"]
    return keys
