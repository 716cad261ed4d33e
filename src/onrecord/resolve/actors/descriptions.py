"""Descriptions in the text: "the deputy minister", "a spokesman for the port", "Russian forces", "some residents"."""

from __future__ import annotations

from onrecord.core import Span
from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.scene import Scene
from onrecord.resolve.actors.words import is_plural, singular

_LONGEST = 9
# Endings of nouns for people that no list holds: "attendant", "bricklayer", "detainee".
_PERSON_ENDINGS = ("er", "or", "ist", "ant", "man", "woman", "ian", "ee", "eer", "ess")
_INSIDE = {"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB"}


def find_descriptions(scene: Scene, names: list[Mention]) -> list[Mention]:
    """Noun phrases headed by a word for people or bodies, outside names, in text order."""
    in_name = bytearray(len(scene.tokens))
    for name in names:
        in_name[name.first : name.last + 1] = b"\x01" * (name.last - name.first + 1)
        if name.title is not None and name.title[1] == name.title[0]:
            in_name[name.title[0]] = 1
    marked = {
        item.head: item.kind
        for item in scene.analysis.entities
        if item.form == "nominal" and item.kind in {"person", "organization", "group"}
    }
    found: list[Mention] = []
    for index, token in enumerate(scene.tokens):
        if in_name[index] or not token.text[0].isalpha():
            continue
        word = scene.words[index]
        if index not in marked and not _is_head(scene, word):
            continue
        if not heads_phrase(scene, index, in_name):
            continue
        mention = find_phrase(scene, index, in_name)
        if mention.kind == "other" and index in marked:
            mention.kind = "person" if word.endswith(_PERSON_ENDINGS) else marked[index]
        found.append(mention)
    return found


def _is_head(scene: Scene, word: str) -> bool:
    lex = scene.lex
    if word in lex.role_heads or word in lex.heads:
        return True
    one = singular(word)
    return one in lex.role_heads or one in lex.heads


def heads_phrase(scene: Scene, index: int, in_name: bytearray) -> bool:
    """False for a verb, and for a noun that only stands before the noun it belongs to ("army base")."""
    token = scene.tokens[index]
    if scene.trees:
        if token.upos not in {"NOUN", "PROPN", "X"}:
            return False
        return not (token.deprel in {"compound", "flat", "amod"} and token.head > index and token.head - index < 4)
    follow = scene.word(index + 1)
    before = scene.word(index - 1)
    if before in {
        "to",
        "will",
        "would",
        "can",
        "could",
        "may",
        "must",
        "should",
        "not",
        "they",
        "we",
        "i",
        "you",
        "he",
        "she",
        "it",
    }:
        return False
    if index + 1 < len(scene.tokens) and in_name[index + 1]:
        return True
    return not (follow in scene.lex.heads or follow in scene.lex.role_heads)


def find_phrase(scene: Scene, head: int, in_name: bytearray) -> Mention:
    """The phrase around ``head`` from its determiner on; an owner before "'s" stays outside and is linked later."""
    tokens, words, lex = scene.tokens, scene.words, scene.lex
    start = scene.analysis.sentences[tokens[head].sentence].first
    first, definite, country = head, "", None
    modifiers: set[str] = set()
    at = head - 1
    while at >= start and head - at <= _LONGEST:
        word = words[at]
        if word in lex.definite:
            first, definite = at, "the"
            break
        if word in lex.indefinite:
            first, definite = at, "a"
            at -= 1
            if word in {"a", "an", "one"}:
                break
            continue
        if word in {"'s", "’s", "'", "’"} and at > start:
            definite = "the"
            break
        if not _inside(scene, at, in_name):
            break
        first = at
        if at in scene.demonyms:
            country = country or scene.demonyms[at]
        elif word[0].isalnum():
            modifiers.add(lex.same.get(word, word))
        at -= 1
    while first < head and not words[first][0].isalnum():
        first += 1
    plural = is_plural(words[head])
    span = Span(tokens[first].span.start, tokens[head].span.end)
    noun = words[head] if words[head] in lex.heads and not plural else singular(words[head])
    mention = Mention(span, "nominal", first, head, head, tokens[head].sentence, (noun,), plural=plural)
    mention.definite = definite or "bare"
    mention.modifiers = frozenset(modifiers)
    mention.country = country
    mention.gender = "m" if noun in lex.male_roles else "f" if noun in lex.female_roles else ""
    mention.kind = _kind(scene, words[head], noun, plural=plural)
    return mention


def _kind(scene: Scene, word: str, noun: str, *, plural: bool) -> str:
    lex = scene.lex
    if noun in lex.role_heads and noun not in lex.hypernyms:
        return "group" if plural else "person"
    return lex.heads.get(word) or lex.heads.get(noun) or ("group" if plural else "other")


def _inside(scene: Scene, index: int, in_name: bytearray) -> bool:
    """True for words that may stand between determiner and head: adjectives, nouns, numbers, names, hyphens."""
    word, token = scene.words[index], scene.tokens[index]
    if word in scene.lex.modifiers or index in scene.demonyms or in_name[index] or word == "-":
        return True
    if scene.trees:
        return (
            token.upos in _INSIDE
            and not (token.upos == "VERB" and not word.endswith(("ed", "ing", "en")))
            and word not in scene.lex.speech
        )
    return (
        word in scene.lex.heads
        or word in scene.lex.role_heads
        or (token.text[0].isupper() and not scene.opens_sentence(index))
    )
