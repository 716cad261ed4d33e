"""Whether a clause looks back or ahead, from the words nearest the time: "will meet on Friday", "said on Friday"."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from onrecord.core.timex import Bound, Tense
from onrecord.lang import lexicon
from onrecord.read.times.lexemes import Lexemes
from onrecord.read.times.words import GAP
from onrecord.read.times.words import words as tables

# How far to look for a verb, in lexemes; a clause is rarely longer.
REACH = 25
_BOUNDS: dict[str, Bound] = {
    "by": "by", "until": "until", "till": "until", "til": "until", "before": "before",
    "since": "since", "after": "after", "starting": "since",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cues:
    future: frozenset[str]
    past: frozenset[str]
    infinitives: frozenset[str]
    not_past: frozenset[str]
    clause: frozenset[str]
    schedule: frozenset[str]
    defers: frozenset[str]
    modals: frozenset[str]
    scheduled: frozenset[str]
    fulfilled: frozenset[str]
    not_verbs: frozenset[str]


@cache
def _cues() -> _Cues:
    table = lexicon("tense")
    return _Cues(**{item.name: frozenset(table[item.name]) for item in fields(_Cues)})


def bound(lex: Lexemes, start: int, end: int) -> Bound | None:
    """The word that makes a time an end or a beginning: "by July 1", "since March"."""
    before = lex.words[start - 1]
    if before in ("about", "around", "at", "late", "early", "least", "just"):
        before = lex.words[start - 2]
    found = _BOUNDS.get(before)
    possessive = lex.words[end] in ("'", "’") and lex.words[end + 1] == "s"
    # "after Tuesday's vote" is after the vote.
    return None if possessive and found in ("after", "before") else found


def tense(lex: Lexemes, start: int, end: int) -> Tense | None:
    """Past, future or unknown: the nearest verb of the clause, before the time unless the time opens the clause."""
    if lex.words[start - 1] == "of" and lex.words[start - 2] == "as":
        return "past"
    if _scheduled(lex, start) or _deferred(lex, start):
        return "future"
    if _opens(lex, start, end):
        return _forwards(lex, end) or _backwards(lex, start)
    return _backwards(lex, start) or _forwards(lex, end)


def _scheduled(lex: Lexemes, start: int) -> bool:
    """True where a present verb stands right before the time: "the mandate ends on June 30"."""
    words = lex.words
    at = start - 1 - (words[start - 1] in ("on", "in", "at", "from", "by", "until", "this", "next"))
    if words[at] not in _cues().schedule:
        return False
    if words[at] in ("polls", "place", "effect", "force", "trial"):
        return any(
            word in ("go", "goes", "takes", "take", "comes", "come", "enters", "head", "goes", "heads")
            for word in words[at - 4 : at]
        )
    return words[at - 1] not in tables().beside["not_subjects"] and not words[at - 1][0].isdigit()


def _deferred(lex: Lexemes, start: int) -> bool:
    """ "The ban was extended until Friday": past words, but the day lies ahead."""
    before = lex.words[start - 1]
    return before in ("until", "till", "to") and not _cues().defers.isdisjoint(lex.words[max(0, start - 5) : start - 1])


def _opens(lex: Lexemes, start: int, end: int) -> bool:
    """True where a clause begins with the time: "…, but on Thursday, the party will …"."""
    words, clause = lex.words, _cues().clause
    at = start - 1
    while words[at] in tables().beside["prepositions"] and at > start - 4:
        at -= 1
    before = words[at]
    if before in ("and", ",", "–", "—", "-"):
        return words[end] == ","
    return before == GAP or before in clause


def _backwards(lex: Lexemes, start: int) -> Tense | None:
    words = lex.words
    for index in range(start - 1, max(start - REACH, 0), -1):
        if words[index] == GAP or words[index] in ";:":
            return None
        found = _cue(lex, index)
        if found is not None:
            return found
    return None


def _forwards(lex: Lexemes, end: int) -> Tense | None:
    for index in range(end, min(end + REACH, len(lex.words) - 1)):
        if lex.words[index] == GAP or lex.words[index] == ";":
            return None
        found = _cue(lex, index)
        if found is not None:
            return found
    return None


def _cue(lex: Lexemes, index: int) -> Tense | None:
    known = lex.cues
    if index not in known:
        known[index] = _says(lex, index)
    return known[index]


def _says(lex: Lexemes, index: int) -> Tense | None:
    """What the single word says, with the words just before it: "will have met" is future, "would have met" past."""
    word, cues = lex.words[index], _cues()
    before = lex.words[index - 1]
    if word == "ll" and before in "'’":
        return "future"
    if lex.verbs and lex.starts[index] not in lex.verbs and word not in cues.not_verbs:
        return None
    if word in cues.infinitives and before == "to":
        return "past" if lex.words[index - 2] in cues.fulfilled else "future"
    if word in ("be", "have") and before in cues.modals:
        return "future" if before in ("will", "to", "shall") and word == "be" else None
    if word in cues.scheduled:
        return "future" if word != "due" or _is_ahead(lex, index) else None
    if word in ("going", "set"):
        return _going(lex, index)
    if word in cues.future:
        return _modal(lex, index) if lex.raws[index] != "May" else None
    if word in cues.past or _is_past_form(word, before, cues):
        return _participle(lex, index)
    if word.endswith("ing") and before in ("is", "are", "s", "re", "m", "am"):
        return "future"
    return None


def _is_past_form(word: str, before: str, cues: _Cues) -> bool:
    """True for "killed", but not for "need", nor in "the wounded"."""
    return (
        word.endswith("ed") and len(word) > 4 and word not in cues.not_past and before not in ("the", "a", "an", "of")
    )


def _is_ahead(lex: Lexemes, index: int) -> bool:
    """ "due to expire" looks ahead, "due to the rain" does not."""
    return lex.words[index + 1] != "to" or lex.words[index + 2] in _cues().infinitives


def _going(lex: Lexemes, index: int) -> Tense | None:
    """ "is going to", "is set to" look ahead; "set fire" is past, "going on" says nothing."""
    after, before = lex.words[index + 1], lex.words[index - 1]
    if lex.words[index] == "set":
        return "future" if after in ("to", "for") else None if before in ("is", "are") else "past"
    return "future" if after == "to" and before != "was" else None


def _modal(lex: Lexemes, index: int) -> Tense | None:
    word = lex.words[index]
    if word in _cues().modals and word not in ("will", "shall", "to"):
        return "past" if "have" in lex.words[index + 1 : index + 3] and word != "may" else "future"
    return "future"


def _participle(lex: Lexemes, index: int) -> Tense | None:
    """A past form, unless "will be" or "to be" stands before it: "will be held", "is to be delivered"."""
    for back in range(index - 1, max(index - 4, 0), -1):
        word = lex.words[back]
        if word == GAP:
            break
        if word in _cues().modals or word == "ll":
            return "past" if word != "will" and lex.words[back + 1] == "have" else "future"
        if word in ("was", "were", "had", "has", "have", "did", "said"):
            break
    return "past"
