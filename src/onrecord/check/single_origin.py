"""Everything grave in an article rests on one nameless source: "a security source said", from first line to last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.check.case import Case
from onrecord.check.grave import Claim, claims, speaks, told_as_done
from onrecord.check.grave import words as grave_words
from onrecord.core import Attribution, Flag
from onrecord.lang import lexicon

_WORD = re.compile(r"[^\W_]+")
_COMPLEMENT = re.compile(
    r",| (?:who|familiar|close|with|in|at|from|of|briefed|within|inside|on|not|involved|based|near|to|reached|by|for) "
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "who"})


@dataclass(frozen=True, slots=True)
class Words:
    """The ``[unnamed]`` lists of ``lang/en/sourcing.toml``."""

    single: frozenset[str]
    groups: frozenset[str]
    more: frozenset[str]


@cache
def words() -> Words:
    """The lists, loaded once."""
    table: dict[str, Any] = lexicon("sourcing")["unnamed"]
    sources = lexicon("unnamed_sources")
    bodies = {word for name in ("mouthpieces", "authorities") for word in sources[name].split()} | set(table["nobody"])
    people = {word for word in sources["people"].split() if not word.endswith(tuple(table["plural"]))} - bodies
    return Words(frozenset(table["single"]) | people, frozenset(table["groups"]), frozenset(table["more"]))


def flags(case: Case) -> Iterator[Flag]:
    """One flag of kind "single_origin" where every source of every grave claim is the same unnamed one."""
    grave = [claim for claim in claims(case) if claim.attributions and told_as_done(case, claim)]
    behind = [item for claim in grave if (item := _innermost(claim)) is not None and item.polarity == "affirmed"]
    if not behind or any(_head(case, item) is None for item in behind):
        return
    quoted = {item.parent for item in behind} | {item.id for item in behind}
    others = [item for item in case.reading.attributions if item.id not in quoted and _on_the_matter(case, item)]
    voices = [*behind, *(item for item in others if item.polarity == "affirmed" and speaks(case, item))]
    heads = {_head(case, item) for item in voices}
    if len(heads) != 1 or None in heads or _several(case, voices):
        return
    (head,) = heads
    if head in words().groups and len(voices) < 2:
        return
    evidence = tuple(sorted({item.source[0] for item in voices if item.source}))
    because = f"All that is grave here rests on one source that is not named: “{evidence[0].of(case.analysis.text)}”."
    yield Flag("single_origin", behind[0].id, "medium", evidence, because)


def _innermost(claim: Claim) -> Attribution | None:
    """Whose word a claim is: the voice nearest to it."""
    return min(claim.attributions, key=lambda item: sum(part.length for part in item.content), default=None)


def _head(case: Case, item: Attribution) -> str | None:
    """What an unnamed source is called ("source", "official", "sources"); None where somebody in particular speaks."""
    text = case.analysis.text
    if not item.source:
        return None
    said = item.source[0].of(text)
    if said.split()[0].lower() in _PRONOUNS:
        said = item.speaker_name or ""
    found: list[str] = _WORD.findall(_core(said))
    if not found or (found[-1][0].isupper() and found[-1].lower() not in words().single | words().groups):
        return None  # "police chief Ivo Tarn" ends in a name
    return next((word.lower() for word in found if word.lower() in words().single | words().groups), None)


def _core(said: str) -> str:
    """The description up to its complement: "an official" of "an official familiar with the matter"."""
    return _COMPLEMENT.split(said, maxsplit=1)[0]


def _several(case: Case, voices: list[Attribution]) -> bool:
    """ "a second source", or two that are each brought in as new: "a source at the port", "a source in the police"."""
    said = {item.source[0].of(case.analysis.text).lower() for item in voices if item.source}
    if any(word in words().more for phrase in said for word in _WORD.findall(_core(phrase))):
        return True
    return len({phrase for phrase in said if phrase.startswith(("a ", "an ", "one "))}) > 1


def _on_the_matter(case: Case, item: Attribution) -> bool:
    """True where what is quoted tells of deaths, attacks or bodies."""
    text = " ".join(part.of(case.analysis.text) for part in item.content)
    said = {word.lower() for word in _WORD.findall(text)}
    grave = grave_words()
    return bool(said & grave.matter or said & grave.acts or grave.deaths.search(text))
