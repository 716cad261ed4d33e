"""Words of violence, coercion, protest and release that are taken for events though the network is unsure of them.

"Some time this winter, men from the hills *overran* the post": a plain word and a tree that agrees with it are better
evidence than a network that has read the word twice. The lists and their conditions: ``lang/en/strong_triggers.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.core import Token
from onrecord.lang import lexicon

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Words = frozenset[str]

# What a word taken for an event is given: above the least that makes one, below what the network is sure of.
GIVEN = 0.9
# What is left to a deed that hurts nobody: still seen, too little to be kept.
HARMLESS = 0.45
# Words to each side of a verb within which its sides are looked for: linear on a sentence of any length.
_REACH = 30
# Words before "died" or "dead" within which the number of them stands.
_BEFORE = 12
_SENTENCES = 2
# The network's probability from which a word near by already tells what befell the dead.
_TELLS = 0.7
# Somewhere in the text it must have seen violence with at least this probability.
_VIOLENT = 0.4
# A soldier blocks a road as a crowd does: between these the network knows better.
_FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_STOPS = frozenset((",", ";", ":", "(", ")", "—", "–", '"', "“", "”"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words in a row of which the one at ``at`` tells of an event of this type."""

    words: tuple[str, ...]
    at: int
    type: str


@dataclass(frozen=True, slots=True)
class Strong:
    """The lists of ``strong_triggers.toml``; ``plain`` and ``deeds`` give the types of a word."""

    plain: dict[str, tuple[str, ...]]
    deeds: dict[str, tuple[str, ...]]
    hints: dict[str, tuple[str, ...]]
    burnings: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[Phrase, ...]]
    loose: dict[str, tuple[Phrase, ...]]
    free: Words
    free_of: Words
    least: float
    harmless: Words
    ways: Words
    nature: Words
    harms: Words
    counts: Words
    accidents: Words
    strikes: Words
    before: Words
    behind: Words
    on: Words


@cache
def strong(language: str = "en") -> Strong:
    """The lists of one language pack, loaded once."""
    table = lexicon("strong_triggers", language=language)
    rules, harms, strikes = table["rules"], table["harms"], table["strikes"]
    return Strong(
        plain=_typed(table["plain"]),
        deeds=_typed(table["deeds"]),
        hints=_typed(table["hints"]),
        burnings=_typed(table["burnings"]),
        phrases=_phrases(table["phrases"]),
        loose=_phrases(table["loose_phrases"]),
        free=frozenset(rules["free"].split()),
        free_of=frozenset(rules["free_of"].split()),
        least=rules["least"],
        harmless=frozenset(rules["harmless"].split()),
        ways=frozenset(rules["ways"].split()),
        nature=frozenset(rules["nature"].split()),
        harms=frozenset(harms["words"].split()),
        counts=frozenset(harms["counts"].split()),
        accidents=frozenset(harms["accidents"].split()),
        strikes=frozenset(strikes["words"].split()),
        before=frozenset(strikes["before"].split()),
        behind=frozenset(strikes["behind"].split()),
        on=frozenset(strikes["on"].split()),
    )


def _typed(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in table.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), kind)
    return found


def _phrases(table: dict[str, list[str]]) -> dict[str, tuple[Phrase, ...]]:
    """By the word that tells of it, marked with a star or else the first: "came under *fire", "gunned down"."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for kind, phrases in table.items():
        for phrase in phrases:
            words = phrase.split()
            at = next((at for at, word in enumerate(words) if word.startswith("*")), 0)
            words[at] = words[at].removeprefix("*")
            found[words[at]] = (*found.get(words[at], ()), Phrase(tuple(words), at, kind))
    return found


def strengthened(
    tokens: Sequence[Token], owner: Ints, words: Sequence[str], chances: Floats, names: Sequence[str]
) -> Floats:
    """``chances`` [rows, types] with strong words raised to at least ``GIVEN``; a drone strike is made no walk-out.

    ``owner`` is the token of each row, ``words`` its lower-case word, ``names`` the types of the columns.
    """
    table = strong()
    changed = chances.copy()
    harms: list[int] = []
    known = strong_words()
    unhappy = _sentences(tokens, owner, words, table.accidents.__contains__)
    violent = _sentences(tokens, owner, words, (table.harms | table.deeds.keys() | table.plain.keys()).__contains__)
    for row, word in enumerate(words):
        if word not in known:
            continue
        if word in table.strikes and _bombs(words, row, tokens[owner[row]]):
            _as(changed, row, names, ("ASSAULT",), at_least=0.0)
        chance, best = float(1 - changed[row, 0]), names[1 + int(changed[row, 1:].argmax())]
        kinds = _kinds(tokens, owner, words, row, chance)
        if word in table.burnings and tokens[owner[row]].sentence in violent:
            kinds = ()  # "six people died in the fire": it is told by what it did
        if kinds == ("PROTEST",) and best not in _FORCE:  # "Moscow blocked the inquiry"
            kinds = ()
        if kinds:
            _as(changed, row, names, kinds)
        elif chance > HARMLESS and best in table.deeds.get(word, ()) and _is_harmless(tokens, tokens[owner[row]]):
            _weaken(changed, row)
        elif word in table.harms:
            harms.append(row)
            if tokens[owner[row]].sentence in unhappy:  # "in the flood of last year nine people died"
                _weaken(changed, row)
    if harms:
        _counted(tokens, owner, words, changed, names, harms, unhappy)
    return changed


def _weaken(chances: Floats, row: int) -> None:
    """Leave a word what is too little for an event."""
    chance = float(1 - chances[row, 0])
    if chance > HARMLESS:
        chances[row, 1:] *= HARMLESS / chance
        chances[row, 0] = 1 - HARMLESS


def _kinds(tokens: Sequence[Token], owner: Ints, words: Sequence[str], row: int, chance: float) -> tuple[str, ...]:
    """The types of which a word is taken to tell; () where its sentence or the network speaks against it."""
    table, word, token = strong(), words[row], tokens[owner[row]]
    if _is_name(token):
        return ()
    if word in table.plain:
        return table.plain[word] if token.deprel != "compound" else ()
    if kind := _phrase(table.phrases, words, row):
        return kind
    if chance < table.least:
        return ()
    if kind := _phrase(table.loose, words, row):
        return kind
    if word in table.deeds:
        return table.deeds[word] if _done(tokens, token) else ()
    if word in table.hints:
        return table.hints[word] if token.deprel not in ("compound", "amod") else ()
    if word in table.burnings:
        return table.burnings[word] if _is_one(tokens, token) else ()
    after = words[row + 1] if row + 1 < len(words) else ""
    free = word in table.free and token.upos == "ADJ" and after not in table.free_of
    return ("RETREAT",) if free and token.deprel not in ("amod", "xcomp") else ()


def _phrase(known: dict[str, tuple[Phrase, ...]], words: Sequence[str], row: int) -> tuple[str, ...]:
    for phrase in known.get(words[row], ()):
        first = row - phrase.at
        if first >= 0 and tuple(words[first : first + len(phrase.words)]) == phrase.words:
            return (phrase.type,)
    return ()


@cache
def strong_words() -> Words:
    """Every word of any of the lists, in lower case: "overran", "struck", "dead"."""
    table = strong()
    typed = (table.plain, table.deeds, table.hints, table.burnings, table.phrases, table.loose)
    return frozenset().union(*typed, table.harms, table.strikes, table.free)


def _as(chances: Floats, row: int, names: Sequence[str], kinds: Sequence[str], *, at_least: float = GIVEN) -> None:
    """Give a row to one of the types, the one the network likes best of them; to its own if that is force as well."""
    columns = [names.index(kind) for kind in kinds]
    best = max(columns, key=lambda column: float(chances[row, column]))
    own = 1 + int(chances[row, 1:].argmax())
    if at_least and names[own] in _FORCE and chances[row, own] >= _TELLS:
        best = own
    share = max(at_least, float(1 - chances[row, 0]))
    chances[row] = 0
    chances[row, 0], chances[row, best] = 1 - share, share


def _is_one(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun has an article or another noun in front: "a fire", "the depot fire", not "opened fire"."""
    if token.deprel in ("compound", "amod"):
        return False
    before = tokens[max(0, token.index - _ARTICLES) : token.index]
    return any(one.head == token.index and one.deprel in ("det", "compound", "nmod:poss") for one in before)


_ARTICLES = 4  # words between "a" and "huge blaze"


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper()


def _bombs(words: Sequence[str], row: int, token: Token) -> bool:
    """ "drone strike", "strike on the fuel depot": with a weapon in front, or something that can be hit behind."""
    table = strong()
    if row and words[row - 1] in table.before:
        return True
    if row + 1 >= len(words) or words[row + 1] not in table.behind or token.upos == "VERB":
        return False
    for word in words[row + 2 : row + 9]:
        if word in _STOPS or word == ".":
            return False
        if word in table.on:
            return True
    return False


def _done(tokens: Sequence[Token], token: Token) -> bool:
    """A verb that somebody does to somebody: it has an object or is passive, and neither side makes it harmless."""
    if token.upos not in ("VERB", "ADJ") or token.deprel in ("amod", "compound"):
        return False
    if _is_harmless(tokens, token):
        return False
    whom = token.deprel == "acl" and token.text.lower().endswith(("ed", "en", "un", "t", "k"))
    for at in _beside(tokens, token):
        other = tokens[at]
        if other.head != token.index:
            continue
        whom = whom or other.deprel in ("obj", "nsubj:pass", "aux:pass", "obl:agent")
    return whom


def _is_harmless(tokens: Sequence[Token], token: Token) -> bool:
    """ "struck a deal", "released the figures", "an earthquake struck": no deed of anybody against anybody."""
    table = strong()
    for at in _beside(tokens, token):
        other = tokens[at]
        if other.head == token.index:
            word = other.text.lower()
            if other.deprel in ("obj", "nsubj:pass") and word in table.harmless:
                return not (word in table.ways and "PROTEST" in table.deeds.get(token.text.lower(), ()))
            if other.deprel == "nsubj" and word in table.nature:
                return True
    return False


def _beside(tokens: Sequence[Token], token: Token) -> range:
    return range(max(0, token.index - _REACH), min(len(tokens), token.index + _REACH))


def _counted(
    tokens: Sequence[Token],
    owner: Ints,
    words: Sequence[str],
    chances: Floats,
    names: Sequence[str],
    harms: Sequence[int],
    unhappy: set[int],
) -> None:
    """Numbers of dead and hurt that hang on nothing told in their sentence or the two before found an event."""
    assault = names.index("ASSAULT")
    seen = np.flatnonzero(chances[:, assault] >= _VIOLENT)
    if not len(seen):
        return
    sure = [row for row in seen.tolist() if chances[row, assault] >= _TELLS]
    told = {tokens[owner[row]].sentence for row in sure}
    for row in harms:
        sentence = tokens[owner[row]].sentence
        near = range(sentence - _SENTENCES, sentence + 1)
        if told.isdisjoint(near) and unhappy.isdisjoint(near) and _numbered(tokens, words, owner, row):
            _as(chances, row, names, ("ASSAULT",))
            told.add(sentence)


def _sentences(tokens: Sequence[Token], owner: Ints, words: Sequence[str], is_one: Callable[[str], bool]) -> set[int]:
    return {tokens[owner[row]].sentence for row, word in enumerate(words) if is_one(word)}


def _numbered(tokens: Sequence[Token], words: Sequence[str], owner: Ints, row: int) -> bool:
    """ "Twelve of those people are dead", "10 dead", never "the dead river": a number before it, in its clause."""
    token, table = tokens[owner[row]], strong()
    if token.deprel in ("amod", "compound") or _is_name(token):
        return False
    for back in range(row - 1, max(-1, row - _BEFORE), -1):
        other = tokens[owner[back]]
        if other.sentence != token.sentence or words[back] in _STOPS or words[back] in ("no", "not"):
            return False
        if other.upos == "NUM" or words[back] in table.counts:
            return True
    return False
