"""Who bears a role: "Front leader **Marek Sol**", "**Voss**, a former minister", "**Kalve** was made head"."""

from __future__ import annotations

from onrecord.resolve.relations.clauses import part
from onrecord.resolve.relations.phrases import named, phrase_start, sides_of
from onrecord.resolve.relations.view import Side, View

_BE = frozenset(
    ("is", "was", "are", "were", "be", "been", "being", "became", "become", "becomes", "remains", "remained", "'s")
)
_MADE = frozenset(("as", "appointed", "named", "elected", "made", "sworn", "nominated", "confirmed", "re-elected"))


def bearers(view: View, index: int, end: int) -> list[Side]:
    """The sides that bear the role at ``index``, whose phrase (with its body) ends in token ``end``."""
    return (
        _behind(view, index)
        or _meant(view, index)
        or _in_front(view, index)
        or _predicated(view, index)
        or _after_body(view, end)
        or _by_tree(view, index)
        or _itself(view, index)
    )


def _behind(view: View, index: int) -> list[Side]:
    """ "Front leader **Marek Sol**", "its ally **Turkey**", "spokesman Lt. Col. **Davit Lomidze**"."""
    at = index + 1
    last = min(view.sentence(index).last, index + 5)
    while at < last and view.lows[at].rstrip(".") in view.lex.titles:
        at += 1
    if at >= last or view.tokens[at].upos not in ("PROPN", "X", "NOUN", "ADJ") or not view.tokens[at].text[0].isupper():
        return []
    if view.analysis.text[view.tokens[at - 1].span.end : view.tokens[at].span.start] != " ":
        return []
    for span, actor in reversed(view.mentioned(at)):
        if span.start == view.tokens[at].span.start:
            return [view.side(span, actor)]
    return []


def _meant(view: View, index: int) -> list[Side]:
    """The actor whose mention is headed by the word itself, where he has a name elsewhere."""
    for span, actor in reversed(view.mentioned(index)):
        top = view.analysis.head_of(span)
        if top is not None and top.index == index and any(m.form == "name" for m in view.actors[actor].mentions):
            return [view.side(span, actor)]
    return []


def _in_front(view: View, index: int) -> list[Side]:
    """ "**Robert Lang**, a former security adviser": the name before the comma."""
    at = phrase_start(view, index) - 1
    if view.tokens[at].upos == "ADV" and view.low(at - 1) == ",":
        at -= 1
    if view.low(at) in (",", "–", "—", "(") and at > view.sentence(index).first:
        at -= 1
        if view.tokens[at].upos == "NUM" and view.low(at - 1) == ",":
            at -= 2
        return list(named(view, at)) if view.tokens[at].upos in ("PROPN", "X", "NOUN") else []
    return []


def _predicated(view: View, index: int) -> list[Side]:
    """ "**Kalve** is the head", "**Anton Grigore**, who was prosecutor", "**Kalve** was appointed head"."""
    at = phrase_start(view, index) - 1
    first = view.sentence(index).first
    if at > first and view.lows[at] in _MADE:
        for verb in range(at, max(first, at - 8) - 1, -1):
            if view.lows[verb] in _MADE and view.tokens[verb].upos == "VERB":
                return part(view, verb, "object")
        return []
    if at <= first or view.lows[at] not in _BE:
        return []
    while at > first and (view.lows[at] in _BE or view.tokens[at].upos in ("AUX", "ADV")):
        at -= 1
    if view.lows[at] in ("who", "which"):
        at -= 2 if view.low(at - 1) == "," else 1
    if at < first or view.tokens[at].upos not in ("PROPN", "NOUN", "PRON", "X"):
        return []
    while view.tokens[at].deprel == "conj" and first <= view.tokens[at].head < at:
        at = view.tokens[at].head
    return sides_of(view, at)


def _after_body(view: View, end: int) -> list[Side]:
    """ "the governor of Lac province, **Youssouf Abakar**,": the name behind the role's own complement."""
    last = min(view.sentence(end).last, end + 5)
    at = end + 1
    while at < last and view.lows[at] in view.words.carriers:
        at += 1
    if at < last and view.lows[at] == ",":
        at += 1
    while at < last and view.lows[at].rstrip(".") in view.lex.titles:
        at += 1
    if at >= last:
        return []
    found = [item for item in view.mentioned(at) if item[0].start == view.tokens[at].span.start]
    sides = [view.side(*item) for item in found if view.actors[item[1]].kind == "person"]
    if not sides:
        return []
    close = view.analysis.token_at(sides[-1].span.end - 1) + 1
    return sides[-1:] if view.low(close) in (",", ".", "", ")", "said", "told") or view.low(end + 1) != "," else []


def _by_tree(view: View, index: int) -> list[Side]:
    """What the tree ties to the word: apposition, subject of "is"."""
    if any(True for _ in view.children(index, "cop")):
        return [side for child in view.children(index, "nsubj") for side in sides_of(view, child)]
    token = view.tokens[index]
    if token.head >= 0 and (view.relation(index) == "appos" or token.deprel == "nmod:desc"):
        return list(named(view, token.head))
    for child in view.children(index, "appos"):
        found = list(named(view, child))
        if found:
            return found
    return []


def _itself(view: View, index: int) -> list[Side]:
    """ "the rebels' leader" as nobody else: the mention around the word, where it is an actor of its own."""
    for span, actor in reversed(view.mentioned(index)):
        top = view.analysis.head_of(span)
        if top is not None and top.index == index:
            return [view.side(span, actor)]
    return []
