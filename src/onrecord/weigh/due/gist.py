"""What a sentence promises, as later reports can be held against it: the deed, the things, the names, the days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from onrecord.core.span import Span
from onrecord.lang import lexicon
from onrecord.weigh.due.days import day_of
from onrecord.weigh.due.sentences import sentences
from onrecord.weigh.due.wordings import Token, families_of, marks, pattern, phrase_at, stem, stems_of, tokens

_ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")
_QUOTED = re.compile('[“"][^“”"]*[”"]')
_FULL_NAME = 80  # characters before "(LMO)" in which its full name stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is due. ``around`` is what the sentence leans on: "It will reopen" leans on the sentence before it.

    ``paper`` is what its author is to bring out ("a notice"), ``author`` the words for who that is, ``source`` all
    words of the report; both are empty where there is no such paper. ``first`` is the earliest day on which it can come
    ("by Friday": from the day it was said), ``last`` the day named, ``said`` the day of the report.
    """

    deed: Token | None
    things: tuple[Token, ...]
    names: frozenset[str]
    around: tuple[Token, ...]
    lasting: bool
    limit: bool
    paper: frozenset[str]
    author: frozenset[str | int]
    source: frozenset[str | int]
    first: date
    last: date
    said: date


@lru_cache(maxsize=500)  # each report that follows asks for those of its story again
def gist(
    text: str,
    span: Span,
    *,
    kind: str,
    when: str,
    published: str | None,
    publisher: str | None = None,
    title: str | None = None,
) -> Gist | None:
    """The gist of the sentence at ``span`` of a report's text; None where no day is known.

    ``gist("The road is closed. It will reopen on Monday.", Span(20, 45), kind="announced", when="2025-03-10", …)``.
    """
    last = day_of(when)
    if last is None:
        return None
    said = day_of(published) or last
    words = bare(span.of(text))
    caused = pattern("caused", "gist").search(words) is not None
    leans = caused or pattern("pronoun", "gist").match(words) is not None
    deed, inside = _deed(words)
    found = [one for one in dict.fromkeys(tokens(words)) if one.stem not in inside]
    names = _names(found, words, text) | _we(words, publisher)
    vague = stems_of("vague", "gist") | stems_of("light", "gist") | _state(words)
    things = () if caused else tuple(one for one in found if one.stem not in names and one.stem not in vague)
    paper = _paper(deed, things)
    ours = pattern("ours", "gist").match(words) is not None
    return Gist(
        deed=deed,
        things=things,
        names=names | _full(text, names),
        around=() if things or (names and not leans) else _around(text, span, title, leans=leans, wide=caused),
        lasting=pattern("lasting", "gist").search(words) is not None,
        limit=kind == "limit",
        paper=paper,
        author=frozenset() if not paper else marks(publisher or "") if ours else names | {one.stem for one in things},
        source=marks(f"{text} {publisher or ''}") if paper else frozenset(),
        first=said if _may_be_early(words) else last,
        last=last,
        said=said,
    )


def bare(words: str) -> str:
    """A sentence without who says so and on what condition: "The road will open on Monday, the mayor said"."""
    flat = " ".join(words.split())
    bare = _tail().sub("", _before().sub("", flat))
    while bare != flat and (end := bare.rfind(", ")) > 0 and _apposed().fullmatch(bare, end + 2):
        bare = bare[:end]  # "the cell's duty officer, Commander Carvalho," before "told reporters"
    return re.sub(rf"(?<!^)\b{lexicon('due')['gist']['condition']}", "", bare, flags=re.IGNORECASE) or flat


@cache
def _apposed() -> re.Pattern[str]:
    deed = lexicon("due")["gist"]["deed"]
    return re.compile(rf"(?!.*\b{deed})[^\W\d_][^\d,]{{0,50}}")


@cache
def _before() -> re.Pattern[str]:
    """ "The minister said that" before "the bridge would open": who says so does not tell what is due."""
    return re.compile(rf"^{lexicon('due')['gist']['before']}", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    said = lexicon("due")["gist"]["said"]
    return re.compile(
        rf",?[”\"’]?,? (?:(?:according to )[^,;]{{2,80}}|(?<=, )[^,;]{{0,80}}\b{said}(?: [^,;]{{0,40}})?)[.”\"’]*$"
    )


def _deed(words: str) -> tuple[Token | None, frozenset[str]]:
    """What is to be done, and the stems that tell it: in "will be opened again" to open."""
    asked = pattern("asked", "gist").search(words)
    if asked is not None:
        return _token(asked[1])
    caused = pattern("caused", "gist").search(words)
    if caused is not None:
        base, inside = _token(caused[1])
        families = families_of(f"is {caused[1]}") | (base.families if base is not None else frozenset())
        return Token(stem=stem(caused[1]), families=families, name=False), inside | {stem(caused[1])}
    expiring = pattern("expiring", "gist").search(words)
    if expiring is not None:
        return _token(expiring[0])
    for match in pattern("deed", "gist").finditer(words):
        found, inside = _token(match[1])
        phrase, families = phrase_at(words[match.start(1) :])
        if match[1].lower() in _light():
            if phrase:
                return Token(stem=phrase, families=families, name=False), frozenset(stem(one) for one in phrase.split())
            return None, inside
        if found is not None:
            return replace(found, families=found.families | families | _with_particle(words, match)), inside
    listed = pattern("timetable", "find").search(words)
    return (None, frozenset()) if listed is None else _token(listed[0])


def _token(words: str) -> tuple[Token | None, frozenset[str]]:
    found = next(tokens(words), None)
    return found, frozenset() if found is None else frozenset({found.stem})


def _light() -> frozenset[str]:
    return frozenset(lexicon("due")["gist"]["light"])


def _with_particle(words: str, verb: re.Match[str]) -> frozenset[int]:
    after = re.match(r"(?: [\w-]+){0,3}? (out|off|up|over|down|back|in)\b", words[verb.end() :])
    return frozenset() if after is None else families_of(f"{verb[1]} {after[1]}")


def _names(found: Sequence[Token], words: str, text: str) -> frozenset[str]:
    """Stems of names; a first word is one where it is a name elsewhere in the report, or who says it."""
    first = re.match(r"[“\"‘(]*([A-Z][\w’'-]+)", words)
    names = {one.stem for one in found if one.name}
    if first is not None:
        said = rf" {lexicon('due')['gist']['said']}\b"
        if re.match(said, words[first.end() :]) or re.search(rf"[a-z,] {re.escape(first[1])}\b", text):
            names |= {one.stem for one in tokens(first[1])}
    return frozenset(names)


def _we(words: str, publisher: str | None) -> frozenset[str]:
    """Who "we" are in a paper of a party or an office, without the words that all have: "Pilots' Press Office"."""
    if pattern("we", "gist").search(_QUOTED.sub("", words)) is None:
        return frozenset()
    known = frozenset(lexicon("actor_names")["offices"].split())
    return frozenset(one.stem for one in tokens(publisher or "") if one.stem not in {stem(word) for word in known})


def _state(words: str) -> frozenset[str]:
    """The state in which something stays until then: it is over when the thing is in another."""
    state = pattern("state", "gist").search(words)
    return frozenset() if state is None else frozenset(one.stem for one in tokens(state[1]))


def _paper(deed: Token | None, things: tuple[Token, ...]) -> frozenset[str]:
    """What is to be brought out, where its author can answer by bringing it out: "its next notice"."""
    if deed is not None and deed.stem not in stems_of("bring_out", "gist"):
        return frozenset()
    return frozenset(one.stem for one in things) & stems_of("papers", "gist")


def _may_be_early(words: str) -> bool:
    return re.search(rf"\b{lexicon('due')['gist']['latest']}", words, re.IGNORECASE) is not None


def _around(text: str, span: Span, title: str | None, *, leans: bool, wide: bool) -> tuple[Token, ...]:
    """What a sentence leans on that names nothing itself: the sentence before, or what the whole report is about.

    ``wide`` where it may be either: "What caused the fire is not known. He hopes to have it out by Monday."
    """
    before, lead = "", ""
    for one in sentences(text):
        if one.start >= span.start:
            break
        before = one.of(text)
        lead = lead or (before if " " in before else "")  # "TOAMASINA." is where, not what
    for parts in ((before,), (title or "", lead)) if leans and not wide else ((before, title or "", lead),):
        found = [one for part in parts for one in tokens(part) if not one.name]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _full(text: str, names: frozenset[str]) -> frozenset[str]:
    """The words of full names whose initials are among ``names``: "Lakes Mediation Office (LMO)"."""
    found: set[str] = set()
    for match in _ACRONYM.finditer(text):
        if match[1].lower() in names:
            before = text[max(0, match.start() - _FULL_NAME) : match.start()].split()
            found |= {one.stem for one in tokens(" ".join(before[-len(match[1]) - 2 :])) if one.name}
    return frozenset(found)
