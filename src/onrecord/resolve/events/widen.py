"""A side of which the reader caught a part made the whole phrase: "Boko" of "several Boko Haram terrorists"."""

from __future__ import annotations

from onrecord.core import Span
from onrecord.resolve.events.view import View

_PART = frozenset(("compound", "amod", "nummod", "det", "nmod", "flat"))
_NAMES = frozenset(("NOUN", "PROPN"))
# Words of a bound that belong together: "at least 31 people", "more than 40".
_BOUNDS = {"least": ("at",), "most": ("at",), "than": ("more", "fewer", "less"), "to": ("up",)}
_MOST = 6  # words a phrase is longer than what the reader gave of it


def whole(view: View, span: Span, trigger: int) -> Span:
    """The noun phrase around a span: on to the noun it belongs to, back to its article; the trigger stays outside."""
    tokens = view.analysis.tokens_in(span)
    if not tokens or tokens[0].sentence != tokens[-1].sentence:
        return span
    first, last = tokens[0].index, tokens[-1].index
    end = view.sentence(last).last
    for _ in range(_MOST):
        after = last + 1
        if after >= end or after == trigger:
            break
        if view.lows[after] == "-" and after + 1 < end and view.tokens[after + 1].upos in _NAMES | {"ADJ", "VERB"}:
            last = after + 1
        elif view.tokens[after].upos in _NAMES and _belongs(view, first, last):
            last = after
        else:
            break
    if view.tokens[first].upos in _NAMES | {"ADJ", "NUM"}:
        start = view.phrase_start(first)
        first = start if not start <= trigger < first else trigger + 1
    while first > 0 and view.lows[first - 1] in _BOUNDS.get(view.lows[first], ()):
        first -= 1
    return Span(view.tokens[first].span.start, view.tokens[last].span.end)


def _belongs(view: View, first: int, last: int) -> bool:
    """The word behind is of the same phrase: the last word hangs on a noun further on, or is continued by it."""
    token, after = view.tokens[last], view.tokens[last + 1]
    if last < token.head <= last + _MOST and view.relation(last) in _PART:
        return token.upos not in ("PRON", "ADV")
    return first <= after.head <= last and view.relation(last + 1) in ("flat", "compound", "goeswith")
