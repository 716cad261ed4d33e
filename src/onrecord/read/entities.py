"""Names, descriptions and pronouns of people, bodies, places and things, from four ways of marking them.

Three corpora teach three schemes (re3d, CrossNER, GUM names); their probabilities are mapped to our kinds and averaged,
so a name needs no single scheme to know it. Descriptions ("the ministry") and pronouns come from GUM's mention heads.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.core import EntityMention, Span, Token
from onrecord.core.analysis import EntityKind, MentionForm
from onrecord.read.encoder import Answers
from onrecord.read.windows import Pieces

Floats = npt.NDArray[np.float32]

KINDS: tuple[EntityKind, ...] = ("person", "organization", "place", "event", "weapon", "vehicle", "document", "other")
MAPPED: dict[str, EntityKind] = {
    "Organisation": "organization", "Location": "place", "Person": "person", "Weapon": "weapon",
    "MilitaryPlatform": "vehicle", "Vehicle": "vehicle", "DocumentReference": "document",
    "politician": "person", "person": "person", "politicalparty": "organization", "organisation": "organization",
    "location": "place", "country": "place", "election": "event", "event": "event", "misc": "other",
    "place": "place", "organization": "organization", "object": "other", "abstract": "other",
}  # fmt: skip
# How much each scheme counts (own gold articles, docs/decisions/0005).
WEIGHTS = {"re3d": 0.4, "crossner": 0.25, "names": 0.35}
NOMINAL: dict[str, EntityKind] = {"person": "person", "place": "place", "organization": "organization"}
# A description is taken as a mention when the network is at least this sure of it (own articles: 0.5 let in
# "the figure" as a person and cost a point of speakers; 0.8 is no better).
SURE = 0.65
_BEFORE = {"det", "amod", "compound", "nmod:poss", "nummod", "flat", "case", "punct", "advmod", "det:predet"}


@cache
def _mapping(labels: tuple[str, ...]) -> Floats:
    """[labels, 1 + 2·kinds]: O, then B and I of every kind; what we have no kind for counts as O."""
    matrix = np.zeros((len(labels), 1 + 2 * len(KINDS)), np.float32)
    for row, label in enumerate(labels):
        mark, _, name = label.partition("-")
        kind = MAPPED.get(name)
        column = 0 if kind is None else 1 + 2 * KINDS.index(kind) + (mark == "I")
        matrix[row, column] = 1
    return matrix


def mentions(
    tokens: list[Token], pieces: Pieces, answers: Answers, labels: dict[str, list[str]]
) -> tuple[EntityMention, ...]:
    """All mentions in text order; none overlaps a name."""
    firsts = np.flatnonzero(pieces.first)
    if not len(firsts):
        return ()
    mixed = sum(
        weight * (getattr(answers, scheme)[firsts] @ _mapping(tuple(labels[scheme])))
        for scheme, weight in WEIGHTS.items()
    )
    owner = pieces.token[firsts].tolist()
    named = _named(np.asarray(mixed), owner, tokens)
    covered = {index for first, last, _, _ in named for index in range(first, last)}
    found = [_mention(tokens, first, last, kind, score) for first, last, kind, score in named]
    found = [mention for mention in found if mention.form != "nominal" or mention.score >= SURE]
    found.extend(_described(tokens, answers.mentions[firsts], owner, labels["mentions"], covered))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _named(mixed: Floats, owner: list[int], tokens: list[Token]) -> list[tuple[int, int, EntityKind, float]]:
    """Runs of tokens the schemes together call one thing; a run goes on while "inside" of its kind beats "outside"."""
    best = mixed.argmax(1)
    found: list[tuple[int, int, EntityKind, float]] = []
    place, count = 0, len(owner)
    while place < count:
        if best[place] == 0:
            place += 1
            continue
        kind = (int(best[place]) - 1) // 2
        begin = place
        inside = 2 + 2 * kind
        place += 1
        while (
            place < count and best[place] in (inside, inside - 1) and mixed[place, inside] >= mixed[place, inside - 1]
        ):
            place += 1
        columns = mixed[begin:place, 1 + 2 * kind : 3 + 2 * kind]
        score = float(columns.sum(1).mean())
        first, last = owner[begin], owner[place - 1] + 1
        while first < last - 1 and tokens[first].upos in ("DET", "PUNCT", "ADP"):
            first += 1
        while last - 1 > first and tokens[last - 1].upos in ("PUNCT", "PART"):
            last -= 1
        found.append((first, last, KINDS[kind], min(score, 1.0)))
    return found


def _mention(tokens: list[Token], first: int, last: int, kind: EntityKind, score: float) -> EntityMention:
    head = next((i for i in range(first, last) if not first <= tokens[i].head < last), last - 1)
    proper = any(token.upos == "PROPN" or token.text[:1].isupper() for token in tokens[first:last])
    form: MentionForm = "pronoun" if tokens[head].upos == "PRON" else "name" if proper else "nominal"
    return EntityMention(Span(tokens[first].span.start, tokens[last - 1].span.end), kind, form, head, round(score, 4))


def _described(
    tokens: list[Token], chances: Floats, owner: list[int], labels: list[str], covered: set[int]
) -> list[EntityMention]:
    """Nouns and pronouns the network takes for people, bodies or places, with what stands before them."""
    found: list[EntityMention] = []
    best = chances.argmax(1)
    for place in np.flatnonzero(best).tolist():
        kind = NOMINAL.get(labels[best[place]])
        head, score = owner[place], float(chances[place, best[place]])
        token = tokens[head]
        if kind is None or score < SURE or head in covered or token.upos not in ("NOUN", "PROPN", "PRON", "DET"):
            continue
        form: MentionForm = "pronoun" if token.upos in ("PRON", "DET") else "nominal"
        first = head
        while form == "nominal" and first > 0 and _belongs(tokens[first - 1], first, head) and first - 1 not in covered:
            first -= 1
        while first < head and tokens[first].upos in ("PUNCT", "ADP", "CCONJ"):
            first += 1
        span = Span(tokens[first].span.start, token.span.end)
        found.append(EntityMention(span, kind, form, head, round(score, 4)))
    return found


def _belongs(token: Token, right: int, head: int) -> bool:
    """True where the token just left of a phrase modifies something inside it."""
    return right <= token.head <= head and token.deprel in _BEFORE
