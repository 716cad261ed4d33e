"""Who a noun phrase means: "ISIL fighters" is ISIL, "Karr and his ally Voss" are two sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.core import Span
from onrecord.resolve.relations.view import Side, View

# Words from a trigger within which its preposition is looked for; a longer noun phrase is rare in between.
REACH = 12
# Sides of one kind: a list of states that joined.
_MOST = 16
_BREAKS = frozenset((";", ":", "(", ")", "—", "–", '"', "“", "”"))
_APOSTROPHE = frozenset(("'s", "’s", "'", "’"))
_RELATIVES = frozenset(("who", "which", "that", "whose", "whom"))


def sides_of(view: View, head: int, *, depth: int = 4) -> list[Side]:
    """The sides that the phrase with this head word names, with what is joined to it by "and"."""
    found = list(side_of(view, head))
    if depth:
        for child in view.children(head, "conj"):
            if child > head and view.tokens[child].upos in ("NOUN", "PROPN", "PRON", "X", "ADJ"):
                found.extend(sides_of(view, child, depth=depth - 1))
            if len(found) >= _MOST:
                break
    return found[:_MOST]


def side_of(view: View, head: int) -> tuple[Side, ...]:
    """The one side that a head word names, through relative pronouns, appositions and "fighters of"; else nothing."""
    if view.lows[head] in _RELATIVES:
        for noun in antecedents(view, head):
            if view.lows[noun] not in _RELATIVES and (found := side_of(view, noun)):
                return found
        return ()
    for rule in (named, carried, _ended, _apposed, _equated, _titled, described):
        found = rule(view, head)
        if found:
            return found
    return ()


def _titled(view: View, head: int) -> tuple[Side, ...]:
    """ "**President** Salo Karr": a title is whoever's name stands behind it."""
    at, last = head + 1, min(head + 4, view.sentence(head).last)
    while at < last and view.lows[at].rstrip(".") in view.lex.titles:
        at += 1
    if at >= last or not view.tokens[at].text[0].isupper():
        return ()
    start = view.tokens[at].span.start
    return tuple(view.side(span, actor) for span, actor in view.mentioned(at) if span.start == start)[-1:]


def described(view: View, head: int) -> tuple[Side, ...]:
    """Who is no actor of the reading yet, by the kind of its noun: "government **troops**", "a **militia**"."""
    token = view.tokens[head]
    if token.upos in ("VERB", "PRON", "ADP", "PUNCT") or view.lows[head] in view.words.helpers:
        return ()
    kind = view.kind_of_noun(head)
    if kind is None:
        return ()
    first = phrase_start(view, head)
    while first < head and (view.lows[first] in view.words.owners or view.tokens[first].upos in ("DET", "PUNCT")):
        first += 1
    return (Side(f"new{head}", kind, Span(view.tokens[first].span.start, token.span.end)),)


def named(view: View, head: int) -> tuple[Side, ...]:
    """The actor with a mention headed by the word (the longest), else the shortest around it, else the place there."""
    around = view.mentioned(head)
    if around:
        for span, actor in reversed(around):
            top = view.analysis.head_of(span)
            if top is not None and top.index == head:
                return (view.side(span, actor),)
        return (view.side(*around[0]),)
    place = view.place_at(head)
    if place is None or (view.kind_of_noun(head) is not None and place.feature != "country"):
        return ()
    return (Side(place.id, "place", place.span),)


def _ended(view: View, head: int) -> tuple[Side, ...]:
    """ "CTF 50", "Boko Haram's": a name whose last word stands outside the mention."""
    if view.tokens[head].upos in ("PROPN", "NUM", "X") and head and view.tokens[head - 1].upos == "PROPN":
        return named(view, head - 1)
    return ()


def _equated(view: View, head: int) -> tuple[Side, ...]:
    """ "Mosul is the largest **city** held by them": what the subject of "is" names."""
    if any(True for _ in view.children(head, "cop")):
        for child in view.children(head, "nsubj"):
            if child < head:
                return named(view, child) or carried(view, child)
    return ()


def _apposed(view: View, head: int) -> tuple[Side, ...]:
    """ "his deputy, Oleh Kravets": what stands in apposition to a word that names nobody."""
    for child in view.children(head, "appos", "flat"):
        found = named(view, child)
        if found:
            return found
    return ()


def carried(view: View, head: int) -> tuple[Side, ...]:
    """ "ISIL **fighters**", "**members** of the Front": words that stand for the body beside them."""
    if view.lows[head] not in view.words.carriers:
        return ()
    found = before(view, head)
    if found is not None:
        return (found,)
    if view.low(head + 1) in ("of", "from"):
        return tuple(side for side in after(view, head + 2)[:1] if side.kind != "person")
    if view.tokens[head].upos == "NOUN" and head + 1 < len(view.tokens) and view.tokens[head + 1].upos == "PROPN":
        return named(view, head + 1)
    return ()


def antecedents(view: View, index: int) -> Iterator[int]:
    """The nouns that a relative pronoun may stand for: by the tree, then the one right in front of it."""
    at = index
    for _ in range(6):
        head = view.tokens[at].head
        if head < 0:
            break
        if view.tokens[at].deprel.startswith("acl") and head < index:
            yield head
            break
        at = head
    at = index - 2 if view.low(index - 1) == "," else index - 1
    if at >= view.sentence(index).first and view.tokens[at].upos in ("NOUN", "PROPN", "X"):
        yield at


def phrase_start(view: View, index: int) -> int:
    """First token of the noun phrase that ends in ``index``."""
    first, at = view.sentence(index).first, index
    while at > first and index - at < REACH and not _line_ends(view, at):
        token, low = view.tokens[at - 1], view.lows[at - 1]
        if not (view.is_inside(at - 1) or (token.upos == "VERB" and token.deprel == "amod")):
            break
        at -= 1
        if low in view.words.owners and low not in _APOSTROPHE:
            break
    return at


def _line_ends(view: View, index: int) -> bool:
    """True where a line ends right before a word: nothing goes on across it."""
    start = view.tokens[index].span.start
    return "\n" in view.analysis.text[view.tokens[index - 1].span.end : start] if index else True


def phrase_end(view: View, index: int) -> int:
    """Last token of the noun phrase that begins at ``index``; before ``index`` where there is none."""
    last, at = view.sentence(index).last, index
    while at < last and at - index < REACH:
        token, low = view.tokens[at], view.lows[at]
        listed = low == "," and at > index and at + 1 < last
        if listed and view.tokens[at - 1].upos == view.tokens[at + 1].upos == "ADJ":
            at += 1
            continue
        opening = at == index and (token.upos == "PRON" or low in view.words.owners)
        if not (view.is_inside(at) or opening):
            break
        if at > index and (token.upos == "DET" or _line_ends(view, at)):
            break
        at += 1
    return at - 1


def before(view: View, index: int, *, states: bool = False) -> Side | None:
    """The side named inside the phrase in front of its head: "Front" of "the **Front**'s military commander".

    With ``states`` also a state by its adjective: Russia in "its Russian ally".
    """
    start = phrase_start(view, index)
    for at in range(index - 1, start - 1, -1):
        around = [item for item in view.mentioned(at) if item[0].end <= view.tokens[index].span.start]
        if around:
            return view.side(*around[-1])
        place = view.place_at(at)
        if place is not None:
            return Side(place.id, "place", place.span)
        country = view.country(at) if states else None
        if country is not None:
            return country
    return None


def after(view: View, index: int) -> list[Side]:
    """The sides of the noun phrase that begins at ``index``: of its head, else the last one named inside it."""
    if index >= len(view.tokens):
        return []
    last = phrase_end(view, index)
    if last < index:
        return []
    head = last
    for at in range(index, last + 1):
        if not index <= view.tokens[at].head <= last and view.tokens[at].upos != "PUNCT":
            head = at
            break
    found = sides_of(view, head) or (sides_of(view, last) if last != head else [])
    if not found:
        inner = before(view, last) if view.lows[last] in view.words.carriers else None
        found = [inner] if inner is not None and inner.span.start >= view.tokens[index].span.start else []
    return found


def behind(view: View, index: int, prepositions: Iterable[str]) -> list[Side]:
    """The sides behind the first of these prepositions after a word: ISIL in "strikes near Bol **against** ISIL"."""
    wanted = frozenset(prepositions)
    last = min(view.sentence(index).last, index + REACH)
    for at in range(index + 1, last):
        low = view.lows[at]
        if low in wanted:
            return _phrase_after(view, at)
        if low in _BREAKS or low == "," or low in _RELATIVES or (view.tokens[at].upos == "VERB" and len(low) > 3):
            break
    return []


def _phrase_after(view: View, at: int) -> list[Side]:
    """The sides of what a preposition governs; for "between A and B" both."""
    token = view.tokens[at]
    head = token.head if token.deprel == "case" and at < token.head <= phrase_end(view, at + 1) else -1
    found = sides_of(view, head) if head >= 0 else []
    if not found:
        found = after(view, at + 1)
    if view.lows[at] == "between" and len(found) == 1:
        end = found[0].span.end
        for step in range(at + 2, min(view.sentence(at).last, at + REACH)):
            if view.lows[step] == "and" and view.tokens[step].span.start >= end:
                return [*found, *after(view, step + 1)]
    return found


def cover(*spans: Span) -> Span:
    """The smallest span around all."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))
