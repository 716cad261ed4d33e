"""Where a name begins and ends: stretches of capitalised words, over joining words where a body's name allows them."""

from __future__ import annotations

from onrecord.core import EntityMention
from onrecord.resolve.actors.scene import Scene

JOIN_BODY = {
    "of",
    "for",
    "and",
    "the",
    "&",
    "-",
    "'",
    "’",
    "'s",
    "’s",
    "/",
    "to",
    "on",
    "in",
    "against",
    "without",
    "+",
}
JOIN_PERSON = {"-", "'", "’", "."}
JOIN_TIGHT = {"-", "'", "’", "&", "/"}
LONGEST = 14
_ORDINAL = {"st", "nd", "rd", "th"}
_APOSTROPHE = {"'s", "’s", "'", "’"}


def run_of(scene: Scene, entity: EntityMention) -> tuple[int, int] | None:
    """Tokens [first, last] of the name an entity mention points at.

    The reader often marks a part ("Nations" of "United Nations") or too much ("spokesman Stelios Vardakis"), so the
    stretch is found inside the mention and then grown over the capitalised words beside it.
    """
    tokens = scene.analysis.tokens_in(entity.span)
    if not tokens:
        return None
    first, last = tokens[0].index, tokens[-1].index
    start = entity.head if first <= entity.head <= last and is_nameish(scene, entity.head) else -1
    if start < 0:
        order = range(last, first - 1, -1) if entity.kind == "person" else range(first, last + 1)
        start = next((index for index in order if is_nameish(scene, index)), -1)
    if start < 0:
        return None
    person = entity.kind == "person"
    low, high = run(scene, start, first, last, JOIN_PERSON if person else JOIN_BODY)
    return _grown(scene, low, high, person=person)


def _grown(scene: Scene, low: int, high: int, *, person: bool) -> tuple[int, int]:
    """Take in capitalised neighbours; for a body also "of the Lower Mira", "'s Office"."""
    sentence = scene.analysis.sentences[scene.tokens[low].sentence]
    low, high = (
        run(scene, low, sentence.first, high, JOIN_TIGHT)[0],
        run(scene, high, low, sentence.last - 1, JOIN_TIGHT)[1],
    )
    while low < high and scene.opens_sentence(low) and scene.word(low + 1) != "-" and not _may_open(scene, low):
        low += 1
    heads = scene.lex.heads
    if person and low < high and scene.words[low] not in heads:
        return low, high
    if scene.words[high] in heads and scene.word(high + 1) in {"of", "for"} and high + 1 < sentence.last:
        step = high + 2 + (scene.word(high + 2) == "the")
        if step < sentence.last and is_nameish(scene, step):
            high = run(scene, step, step, sentence.last - 1, JOIN_TIGHT | {"and"})[1]
    if scene.word(high + 1) in _APOSTROPHE and high + 2 < sentence.last and is_nameish(scene, high + 2):
        behind = run(scene, high + 2, high + 2, sentence.last - 1, JOIN_TIGHT)[1]
        if scene.words[behind] in heads and high not in scene.places and behind - high <= 4:
            high = behind
    return low, high


def _may_open(scene: Scene, index: int) -> bool:
    """True where a sentence's first word belongs to a name: a proper noun, title or place, or capitalised elsewhere."""
    word, lex = scene.words[index], scene.lex
    if scene.trees and scene.tokens[index].upos == "PROPN":
        return word not in lex.plain
    return (
        word in lex.first_names
        or word in lex.titles
        or word in lex.heads
        or index in scene.demonyms
        or index in scene.places
    )


def is_nameish(scene: Scene, index: int) -> bool:
    """True for a word written like a name: capitalised, and not "I"."""
    text = scene.tokens[index].text
    return text[0].isupper() and text != "I"


def run(scene: Scene, start: int, first: int, last: int, joins: set[str]) -> tuple[int, int]:
    """The stretch of capitalised words around ``start`` within [first, last], over joining words between capitals."""
    low = high = start
    while low > first and low > start - LONGEST:
        step = step_to(scene, low, -1, first, joins)
        if step is None:
            break
        low = step
    while high < last and high < start + LONGEST:
        step = step_to(scene, high, 1, last, joins)
        if step is None:
            break
        high = step
    return low, high


def step_to(scene: Scene, at: int, way: int, limit: int, joins: set[str]) -> int | None:
    """Next capitalised word in direction ``way``, over at most two joining words; None where the name ends."""
    for distance in (1, 2, 3):
        index = at + way * distance
        if (way > 0 and index > limit) or (way < 0 and index < limit):
            return None
        text = scene.tokens[index].text
        if distance == 1 and scene.new_line(index, at):
            return None
        if is_nameish(scene, index):
            return None if scene.words[index] in scene.lex.never_names else index
        if distance == 1 and _number_of_name(scene, index, way, limit):
            return index if way > 0 else index - (text in _ORDINAL)
        if text.lower() not in joins and scene.words[index] not in scene.lex.particles:
            return None
    return None


def _number_of_name(scene: Scene, index: int, way: int, limit: int) -> bool:
    """ "Unit 29155" and "603rd Brigade" take their number along; "13 Palestinians" do not."""
    text = scene.tokens[index].text
    if way > 0:
        return text.isdigit() and scene.words[index - 1] in scene.lex.heads
    return text in _ORDINAL and index - 1 >= limit and scene.tokens[index - 1].text.isdigit()


def capitalised(scene: Scene, taken: bytearray) -> list[tuple[int, int]]:
    """Fallback without a reader: stretches of capitalised words, a lone opening word only where it recurs inside."""
    tokens = scene.tokens
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if taken[index] or not is_nameish(scene, index) or scene.words[index] in scene.lex.never_names:
            index += 1
            continue
        limit = scene.analysis.sentences[tokens[index].sentence].last - 1
        _, last = run(scene, index, index, min(limit, index + LONGEST), JOIN_BODY - {"and", "in", "on", "to"})
        first = index
        word = scene.words[index]
        if scene.opens_sentence(index) and word in scene.lex.plain:
            first = index + 1
        elif scene.opens_sentence(index) and word not in scene.inside and word not in scene.lex.first_names:
            known = word in scene.lex.titles or index in scene.demonyms
            if last == index or (not known and word not in scene.lex.heads and last - index < 2):
                first = index + 1
        if first <= last:
            runs.append((first, last))
        index = last + 1
    return runs
