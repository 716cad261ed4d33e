"""Tells a place from the government or team it stands for: "Paris denied it", "talks between Moscow and Ankara"."""

from __future__ import annotations

from onrecord.core import Analysis
from onrecord.resolve.places.candidates import Match
from onrecord.resolve.places.cues import Stance
from onrecord.resolve.places.gazetteer import Entry

_PLACED = frozenset(
    ["in", "near", "outside", "around", "across", "throughout", "inside", "at", "into", "through", "within"]
)


def literal(match: Match, entry: Entry | None, analysis: Analysis, words: Stance) -> bool:
    """False where the name acts, decides or negotiates as a government or team does."""
    if entry is None or entry.kind not in ("country", "capital", "admin1", "area", "city", "noted"):
        return True
    before = _words(analysis, match.first, back=True)
    after = _words(analysis, match.last, back=False)
    if before and before[-1].lower() in _PLACED:
        return True
    sovereign = entry.kind in ("country", "capital") or entry.name in words.bodies
    if after[:1] and after[0] in ("'s", "’s"):
        return not (sovereign and any(word in words.possessed for word in after[1:3]))
    if _acts(after, words) and not _is_object(before, sovereign):
        return not (sovereign or after[0] in ("said", "says"))
    return not (sovereign and (_party(before, after, words) or _addressed(before, words)))


def _words(analysis: Analysis, at: int, *, back: bool) -> list[str]:
    """Up to eight words of the same sentence before or after token ``at``, in text order."""
    tokens = analysis.tokens
    if back:
        if at == 0 or at >= len(tokens):
            return [token.text for token in tokens[max(0, at - 8) : at]]
        first = analysis.sentences[tokens[at].sentence].first
        return [token.text for token in tokens[max(first, at - 8) : at]]
    if at == 0 or at >= len(tokens):
        return []
    last = analysis.sentences[tokens[at - 1].sentence].last
    return [token.text for token in tokens[at : min(last, at + 8)]]


def _acts(after: list[str], words: Stance) -> bool:
    """A verb of governments follows, perhaps behind helpers: "has repeatedly denied", "and Ankara agreed"."""
    position = 0
    if len(after) > 2 and after[0] in ("and", "or") and after[1][0].isupper():
        position = 2
    helped = False
    while position < len(after) and after[position] in words.between:
        helped = helped or after[position] in ("is", "was", "are", "were", "has", "have", "had", "been", "'s", "’s")
        position += 1
    if position >= len(after):
        return False
    word = after[position]
    if helped and word in words.passive:
        return True
    be = position > 0 and after[position - 1] in ("is", "was", "were", "are", "been", "be", "being")
    return word in words.verbs and not be


def _is_object(before: list[str], sovereign: bool) -> bool:
    """The name hangs on a preposition or another noun: "officials in Washington said", "people from Mosul said"."""
    if not before:
        return False
    word = before[-1].lower()
    return word in ("from", "of", "in", "to", "near", "at", "by", "with", "for", "on", "against") or (
        not sovereign and word not in (",", "“", '"', "and", "but", "that", "because", "while")
    )


def _party(before: list[str], after: list[str], words: Stance) -> bool:
    """One side of a relation: "talks between Moscow and Ankara", "sanctions against Iran", "according to Kyiv"."""
    lowered = [word.lower() for word in before]
    while lowered and lowered[-1] in ("the", "both"):
        lowered.pop()
    if " ".join(lowered[-2:]) in words.phrases or " ".join(lowered[-3:]) in words.phrases:
        return True
    if lowered[-1:] == ["and"] or lowered[-1:] == ["or"]:
        lowered = lowered[:-2]
    if not lowered or lowered[-1] not in words.prepositions:
        return False
    if lowered[-1] == "between" and after[:1] == ["and"] and any(w in words.nouns for w in lowered):
        return True
    return any(word in words.nouns for word in lowered[-4:-1])


def _addressed(before: list[str], words: Stance) -> bool:
    """The object of such a verb: "accused Moscow of"."""
    return bool(before) and before[-1] in words.verbs_before
