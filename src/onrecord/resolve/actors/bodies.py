"""Official bodies written without capitals: "the Greek coast guard", "the interior ministry", "state television"."""

from __future__ import annotations

from onrecord.core import Span
from onrecord.resolve.actors.descriptions import find_phrase, heads_phrase
from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.scene import Scene


def find_bodies(scene: Scene, taken: bytearray) -> list[Mention]:
    """Bodies of a country or a field that the down style leaves in small letters, as names; ``taken`` is updated."""
    found: list[Mention] = []
    lex = scene.lex
    for index, word in enumerate(scene.words):
        if word not in lex.offices or taken[index] or not heads_phrase(scene, index, taken):
            continue
        phrase = find_phrase(scene, index, taken)
        first = phrase.first
        if word == "office" and scene.word(first - 1) in {"'s", "’s"} and scene.word(first - 2) in lex.role_heads:
            first = find_phrase(scene, first - 2, taken).first
        while first < index and (scene.words[first] in _SKIP or scene.words[first].isdigit()):
            first += 1
        key = tuple(
            lex.same.get(word, word)
            for word in scene.words[first : index + 1]
            if word[0].isalnum() and word not in _SKIP and word != "s"
        )
        if len(key) < 2 or not _particular(scene, phrase, first, key) or any(taken[first : index + 1]):
            continue
        tokens = scene.tokens
        span = Span(tokens[first].span.start, tokens[index].span.end)
        mention = Mention(span, "name", first, index, index, tokens[index].sentence, key, kind="organization")
        mention.definite, mention.country = "name", phrase.country or scene.owner_country(first)
        taken[first : index + 1] = b"\x01" * (index + 1 - first)
        found.append(mention)
    return found


_SKIP = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "its",
    "their",
    "his",
    "her",
    "our",
    "and",
    "other",
    "former",
    "new",
    "own",
    "same",
}


def _particular(scene: Scene, phrase: Mention, first: int, key: tuple[str, ...]) -> bool:
    """True where the words before the head tell which one: a country, a place or a field of government."""
    if phrase.definite == "a":
        return False
    if first < phrase.first:
        return True
    if phrase.country is not None or any(index in scene.places for index in range(first, phrase.last)):
        return True
    return any(word in scene.lex.fields for word in key[:-1])
