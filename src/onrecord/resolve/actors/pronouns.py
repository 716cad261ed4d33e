"""Pronouns that may stand for an actor, without the "it" that stands for nothing ("it was unclear whether …")."""

from __future__ import annotations

from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.scene import Scene


def find_pronouns(scene: Scene) -> list[Mention]:
    """Third-person pronouns in text order; "I" and "we" are left to the speakers."""
    found: list[Mention] = []
    table = scene.lex.pronouns
    for index, token in enumerate(scene.tokens):
        word = scene.words[index]
        if word not in table:
            continue
        entry = table[word]
        if (
            entry.person != 3
            or (word == "it" and _empty(scene, index))
            or (token.text.isupper() and len(token.text) > 1)
        ):
            continue
        mention = Mention(token.span, "pronoun", index, index, index, token.sentence, (word,))
        mention.definite = "pronoun"
        mention.gender, mention.plural = entry.gender, entry.number == "p"
        found.append(mention)
    return found


def case_of(scene: Scene, mention: Mention) -> str:
    """ "subject", "object", "possessive" or "reflexive"; "her" is an object where no noun follows."""
    case = scene.lex.pronouns[mention.words[0]].case
    if mention.words[0] == "her" and scene.trees and scene.tokens[mention.head].deprel != "nmod:poss":
        return "object"
    if mention.words[0] == "it" and not scene.trees and _closes_clause(scene, mention):
        return "object"
    if mention.words[0] == "it" and scene.trees and not scene.tokens[mention.head].deprel.startswith("nsubj"):
        return "object"
    return case


def _closes_clause(scene: Scene, mention: Mention) -> bool:
    """True for the "it" of "denied it." — behind a verb of saying, and no verb of its own behind it."""
    follow = scene.word(mention.last + 1)
    closed = not follow[:1].isalnum() or follow in scene.lex.prepositions
    return closed and scene.word(mention.first - 1) in scene.lex.speech


def _empty(scene: Scene, index: int) -> bool:
    """True for the "it" of "it is clear", "it seems", "it took days", "made it difficult to"."""
    lex = scene.lex
    if scene.trees and scene.tokens[index].deprel == "expl":
        return True
    follow = scene.word(index + 1)
    if follow in lex.speech:
        return False
    if follow in {"is", "was", "'s", "’s", "has", "had", "would", "will", "may", "might", "could", "be"}:
        at = index + 2
        while scene.word(at) in {
            "not",
            "n't",
            "been",
            "be",
            "also",
            "still",
            "now",
            "very",
            "so",
            "far",
            "highly",
            "all",
            "the",
        }:
            at += 1
        word = scene.word(at)
        return word in lex.empty_predicate and _clause_follows(scene, at)
    if follow in {
        "seems",
        "seemed",
        "appears",
        "appeared",
        "takes",
        "took",
        "rained",
        "snowed",
        "turns",
        "turned",
        "happens",
        "happened",
        "remains",
        "remained",
    }:
        return _clause_follows(scene, index + 1)
    return False


def _clause_follows(scene: Scene, index: int) -> bool:
    """A "that", "to", "whether", "if", "for" or "when" within a few words: the real subject comes later."""
    limit = min(index + 9, len(scene.words))
    return any(
        scene.words[at] in {"that", "to", "whether", "if", "for", "when", "who", "how", "why", "what", "where"}
        for at in range(index + 1, limit)
    )
