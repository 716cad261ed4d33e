"""Whether a later sentence tells that what was due took place, or that it did not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.lang import lexicon
from onrecord.weigh.due.sentences import sentences

_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 5  # letters that words of one family share: "exchange", "exchanged"
_ENOUGH = 3
_RECALLED_ENOUGH = 2
Status = Literal["open", "past", "answered", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a later report says of an item, and why it is taken so."""

    status: Status
    because: str


def answer(what: str, kind: str, later: str, *, near: bool) -> Answer | None:
    """What a later text says of an item; ``near`` where it came out within days of it.

    ``answer("The talks will resume on Monday in Bol", "announced", "The talks resumed in Bol.", near=True)``.
    """
    wanted = stems(what)
    best: tuple[int, Answer] | None = None
    for span in sentences(later):
        words = span.of(later)
        shared = wanted & stems(words)
        recalled = _any("recalled", words)
        if not recalled and not near:
            continue
        if len(shared) < min(_RECALLED_ENOUGH if recalled else _ENOUGH, len(wanted)) or not shared:
            continue
        failed = _any("failed", words) or (recalled and _any("missed", words))
        if _any("ahead", words) and not (failed and recalled):
            continue
        status: Status = "missed" if failed and kind != "limit" else "answered"
        told = Answer(status=status, because=f"“{' '.join(words.split())[:200]}” tells of it.")
        weight = len(shared) + 2 * recalled + 2 * failed
        if best is None or weight > best[0]:
            best = weight, told
    return None if best is None else best[1]


def stems(words: str) -> frozenset[str]:
    """The telling words as they are compared: "The exchange of prisoners" is {"excha", "priso"}."""
    low = words.lower()
    idle = _idle()
    found = {word[:_STEM] for word in _WORD.findall(low) if word not in idle and len(word) > 2}
    for number, forms in enumerate(lexicon("due")["answers"]["same"]):
        if any(re.search(rf"\b{re.escape(form)}", low) for form in forms):
            found = {stem for stem in found if not any(form.startswith(stem) for form in forms)} | {f"={number}"}
    return frozenset(found)


def alike(one: str, other: str) -> bool:
    """Whether two reports promise the same with other words; asked of items that end on the same day."""
    first, second = stems(one), stems(other)
    return len(first & second) >= min(2, len(first), len(second)) and bool(first & second)


def best_of(answers: Iterable[tuple[int, Answer]]) -> tuple[Status, tuple[int, ...]] | None:
    """The status told by the first report that tells one, and every report that tells the same."""
    told = list(answers)
    if not told:
        return None
    status = told[0][1].status
    return status, tuple(number for number, one in told if one.status == status)


def _any(kind: str, words: str) -> bool:
    return _pattern(kind).search(words) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('due')['answers'][kind])})", re.IGNORECASE)


@cache
def _idle() -> frozenset[str]:
    return frozenset(lexicon("due")["answers"]["idle"])
