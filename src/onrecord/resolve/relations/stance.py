"""How a tie is stated: as a fact, as something wanted, as over, or as not so."""

from __future__ import annotations

from typing import Literal

from onrecord.resolve.relations.view import View

Stance = Literal["stated", "aim", "former", "unstated"]
# Words behind a verb within which "until 2019" says that it is over.
_UNTIL = 9
# Words back from a verb within which its auxiliaries and adverbs stand.
_GROUP = 6
_LOOSE = ("ADJ", "AUX", "ADV")
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "conj", "obj", "nmod", "obl")


def stance_of(view: View, index: int) -> Stance:
    """How the word that carries the tie is presented: "did not command" is unstated, "used to command" former."""
    own = _group(view, index)
    if own == "unstated" or _nobody(view, index):
        return "unstated"
    if own == "stated" and _ended(view, index):
        own = "former"
    for child in view.children(index, "advmod", "mark", "cop", "aux", "det"):
        low = view.lows[child]
        if child < index and (low in view.words.negations or low in view.words.unreal or low in view.words.doubts):
            return "unstated"
        if view.lows[child] in view.words.former:
            own = "former"
    outer = _governed(view, index)
    return outer if outer != "stated" else own


def _nobody(view: View, index: int) -> bool:
    """ "**Neither** Ghana nor Togo supports", "**Nobody** controls": the negation stands with the subject."""
    first = max(view.sentence(index).first, index - 2 * _GROUP)
    return any(view.lows[at] in view.words.nobody for at in range(first, index))


def _ended(view: View, index: int) -> bool:
    """ "held **until** 2017", "was prosecutor of Moldova **until** he fled": over, where the verb is in the past."""
    last = min(view.sentence(index).last, index + _UNTIL)
    for at in range(index + 1, last):
        if view.lows[at] == "until":
            first = max(view.sentence(index).first, index - _GROUP)
            return view.lows[index].endswith("ed") or any(
                view.lows[at] in view.words.past for at in range(first, index + 1)
            )
    return False


def _group(view: View, index: int) -> Stance:
    """What the words right in front say, to the left as far as auxiliaries, articles and adverbs reach."""
    first = max(view.sentence(index).first, index - _GROUP)
    found: Stance = "stated"
    for at in range(index - 1, first - 1, -1):
        low = view.lows[at]
        if low == "longer" and view.low(at - 1) == "no":
            return "former"
        if low in view.words.negations or low in view.words.doubts or low in view.words.unreal:
            return "unstated"
        if low in view.words.undone:
            return "unstated"
        if low in view.words.former or (low == "to" and view.low(at - 1) == "used"):
            found = "former"
        elif low in view.words.aims:
            return "aim"
        elif low not in view.words.helpers and not low.endswith("ly") and view.tokens[at].upos not in _LOOSE:
            break
    return found


def _governed(view: View, index: int) -> Stance:
    """What the verbs and nouns above say of it: "**denied** that it funds", "**vowed** to defeat"."""
    at, found = index, "stated"
    for _ in range(4):
        token = view.tokens[at]
        relation = view.relation(at)
        if token.head < 0 or relation not in _CLAUSES:
            break
        if any(view.lows[child] in view.words.unreal for child in view.children(at, "mark")):
            return "unstated"
        above = token.head
        low = view.lows[above]
        if relation in ("xcomp", "ccomp", "acl", "obj") or (relation == "advcl" and view.lows[at].endswith("ing")):
            if low in view.words.undone:
                return "unstated"
            if low in view.words.ended:
                return "former"
            if low in view.words.aims:
                found = "aim"
        if relation not in ("conj", "xcomp", "ccomp", "acl", "obj"):
            break
        at = above
    return found  # type: ignore[return-value]
