"""Ties inside a phrase: "**US-backed** fighters", "**anti-government** forces", "militias **loyal to** Karr"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.resolve.relations.phrases import after, before, behind, named, phrase_end, sides_of
from onrecord.resolve.relations.stance import stance_of
from onrecord.resolve.relations.view import Found, Side, View

_BE = ("is", "was", "are", "were")


def joined_ties(view: View, index: int) -> Iterator[Found]:
    """ "US-**backed** fighters", "rebel-**held** Bol", "a Qatar-**brokered** truce between A and B"."""
    rule = view.words.joined.get(view.lows[index])
    if rule is None or view.low(index - 1) != "-" or index < 2:
        return
    owner = _at(view, index - 2)
    if owner is None:
        return
    if rule.kind == "mediates":
        for side in behind(view, phrase_end(view, index + 1), ("between",)):
            yield Found(owner, rule.kind, side, index)
        return
    for side in _behind(view, index)[:1]:
        yield Found(owner, rule.kind, side, index)


def prefix_ties(view: View, index: int) -> Iterator[Found]:
    """ "**anti**-ISIL coalition", "**pro**-Russian separatists"."""
    kind = view.words.prefixes.get(view.lows[index])
    if kind is None or view.low(index + 1) != "-" or index + 2 >= len(view.tokens):
        return
    other = _at(view, index + 2)
    if other is None:
        return
    for side in _behind(view, index + 2)[:1]:
        yield Found(side, kind, other, index)


def link_ties(view: View, index: int) -> Iterator[Found]:
    """ "militias **loyal to** Karr"."""
    for words, kind, own in view.words.links.get(view.lows[index], ()):
        if all(view.low(index + step) == word for step, word in enumerate(words)):
            stance = stance_of(view, index)
            holders = sides_of(view, index) if own else _holder(view, index)
            for holder in holders if stance in ("stated", "former") else ():
                for other in after(view, index + len(words)):
                    yield Found(holder, kind, other, index, stance == "former")
            return


def _holder(view: View, index: int) -> list[Side]:
    """Whom a phrase behind a noun describes: the noun it hangs on, else the one right in front."""
    first, at = view.sentence(index).first, index - 1
    while at > first and (view.tokens[at].upos in ("AUX", "ADV", "DET") or view.lows[at] in _BE):
        at -= 1
    if at > first and view.lows[at] in ("who", "which", "that", ","):
        at -= 2 if view.low(at - 1) == "," else 1
    return sides_of(view, at) if at >= first and view.tokens[at].upos in ("NOUN", "PROPN", "PRON", "X") else []


def _at(view: View, index: int) -> Side | None:
    found = named(view, index)
    return found[0] if found else view.country(index)


def _behind(view: View, index: int) -> list[Side]:
    """The sides of the phrase that a compound describes."""
    if index + 1 >= len(view.tokens) or view.tokens[index + 1].sentence != view.tokens[index].sentence:
        return []
    last = phrase_end(view, index + 1)
    if last <= index:
        return []
    found = list(named(view, last))
    if not found:
        inner = before(view, last)
        found = [inner] if inner is not None and inner.span.start > view.tokens[index].span.start else []
    return found
