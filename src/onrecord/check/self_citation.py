"""The outlet gives itself as its source: "the Coast Herald has learned", printed in the Coast Herald."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.check.case import Case
from onrecord.core import Flag, Span
from onrecord.lang import lexicon

_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"\.(?:com|org|net|[a-z]{2})$", re.IGNORECASE)
# Words after "the Herald said" among which the outlet may turn out to speak of itself.
ITSELF = 6


@dataclass(frozen=True, slots=True)
class Words:
    """The ``[own]`` lists of ``lang/en/sourcing.toml``; ``verbs`` and ``heard`` as parts of a pattern."""

    this: str
    kinds: frozenset[str]
    between: str
    verbs: str
    heard: str
    work: frozenset[str]
    itself: frozenset[str]


@cache
def words() -> Words:
    """The lists, loaded once."""
    own: dict[str, Any] = lexicon("sourcing")["own"]
    longest = {
        name: "|".join(sorted(map(re.escape, own[name]), key=len, reverse=True))
        for name in ("this", "between", "verbs", "heard_from")
    }
    return Words(
        this=longest["this"],
        kinds=frozenset(own["kinds"]),
        between=longest["between"],
        verbs=longest["verbs"],
        heard=longest["heard_from"],
        work=frozenset(own["work"]),
        itself=frozenset(own["about_itself"]),
    )


def flags(case: Case) -> Iterator[Flag]:
    """Flags of kind "self_citation"; "told the Coast Herald" and "a Coast Herald poll" are none."""
    text = case.analysis.text
    done: set[int] = set()
    if not any(name in text for name in _names(case.reading.document.publisher)):
        return
    for match in _pattern(case.reading.document.publisher, _others(case)).finditer(text):
        span = Span(*match.span())
        sentence = case.analysis.sentence_at(span.start)
        if sentence is None or sentence.index in done or _about_itself(text, match) or _of_its_work(text, match):
            continue
        done.add(sentence.index)
        name = (match["name"] or match["cited"]).strip()
        on = next((item.id for item in case.reading.attributions
                   if any(part.overlaps(span) for part in (*item.source, *item.cue))), "document")  # fmt: skip
        because = f"The outlet is its own source here: “{span.of(text)}”; who told {name} is not said."
        yield Flag("self_citation", on, "medium", (span,), because)


@cache
def _names(publisher: str | None) -> tuple[str, ...]:
    """The stretches one of which a text must hold before it is searched."""
    plain = _plain(publisher or "")
    own = (
        {plain, plain.upper(), plain.title(), *(word.capitalize() for word in plain.split()[-1:])}
        if len(plain) > 2
        else set()
    )
    this = lexicon("sourcing")["own"]["this"]
    return (*sorted(own), *this, *(phrase.capitalize() for phrase in this))


def _others(case: Case) -> frozenset[str]:
    """Last words of other outlets' names in the text: where it cites the New York Post, "the Post" may be that one."""
    own = _bare(case.reading.document.publisher or "")
    return frozenset(
        actor.name.split()[-1].lower()
        for actor in case.reading.actors
        if actor.kind == "media" and len(_bare(actor.name).split()) > 1 and _bare(actor.name) != own
    )


def _bare(name: str) -> str:
    return _plain(name).lower()


def _plain(name: str) -> str:
    """An outlet's name without article or web ending: "Coast Herald" for "The Coast Herald"."""
    bare = _TAIL.sub("", name.strip())
    return bare[4:].strip() if bare.lower().startswith("the ") else bare


@cache
def _pattern(publisher: str | None, others: frozenset[str]) -> re.Pattern[str]:
    """Every way to name the outlet, with what makes it a source before or after it."""
    names = [rf"(?:[Tt]he )?{_spelled(_plain(publisher))}"] if publisher and len(_bare(publisher)) > 2 else []
    parts = _bare(publisher).split() if publisher else []
    if len(parts) > 1 and parts[-1] in words().kinds and parts[-1] not in others:
        names.append(rf"[Tt]he {parts[-1].capitalize()}")
    names.append(rf"(?i:{words().this})")
    one = rf"(?:{'|'.join(names)})"
    return re.compile(
        rf"(?<![\w-])(?P<name>{one})(?! [A-Z])(?:,? (?:{words().between}))? (?:{words().verbs})\b"
        rf"|\b(?i:{words().heard}) (?:an? |the )?(?P<cited>{one})(?!['’]s [A-Z])(?![\w-])"
    )


def _spelled(name: str) -> str:
    """The name in the capitals a text may give it: "Coast Herald", "COAST HERALD"; never in small letters."""
    title = " ".join(word[:1].upper() + word[1:] for word in name.split())
    forms = {title, name.upper()} | ({name} if name[0].isupper() else set())
    return rf"(?:{'|'.join(sorted(map(re.escape, forms)))})"


def _about_itself(text: str, match: re.Match[str]) -> bool:
    """ "The Herald said its reporter had been freed" is news about the outlet."""
    after = [word.lower() for word in _WORD.findall(text[match.end() : match.end() + 60].split(".")[0])]
    return match["name"] is not None and not words().itself.isdisjoint(after[:ITSELF])


def _of_its_work(text: str, match: re.Match[str]) -> bool:
    """ "according to a Coast Herald poll": what it did itself it may well cite."""
    after = [word.lower() for word in _WORD.findall(text[match.end() : match.end() + 60].split(".")[0])]
    return match["cited"] is not None and not words().work.isdisjoint(after[:3])
