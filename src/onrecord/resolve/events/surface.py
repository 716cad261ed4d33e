"""The object of a verb as the words stand, where the tree lost it: "killed six soldiers", "called on the army"."""

from __future__ import annotations

from onrecord.resolve.events.cast import Cast
from onrecord.resolve.events.view import View

_INSIDE = frozenset(("DET", "NUM", "ADJ", "NOUN", "PROPN"))
_LONGEST = 9  # words of an object up to its head noun
_OWNS = frozenset(("'s", "’s", "'", "’"))


def object_of(view: View, cast: Cast, index: int, *, owner: bool, behind: frozenset[str] = frozenset()) -> int:
    """The head noun of the phrase right behind a verb, −1 where none stands there.

    ``owner`` asks for whose it is where it is somebody's ("rejected the council's offer": the council); ``behind`` are
    prepositions that may stand between ("called on").
    """
    last = view.sentence(index).last
    at = index + 1
    if at < last and view.lows[at] in behind:
        at += 1
    if at < last and view.tokens[at].upos == "PRON" and view.lows[at] not in view.vocabulary.relatives:
        return at if view.low(at + 1) in ("", ".", ",", "to", "of", "for", "with", "and", "in", "on", "that") else -1
    head, owned = -1, -1
    for place in range(at, min(last, at + _LONGEST)):
        token, word = view.tokens[place], view.lows[place]
        if word in _OWNS and head == place - 1 and owned < 0:
            owned = head
        elif place in cast.measured or (place in view.triggers and token.upos != "NOUN"):
            break
        elif token.upos in ("NOUN", "PROPN"):
            head = place
        elif _ends(view, place, found=head >= 0):
            break
    return owned if owner and owned >= 0 else head


def _ends(view: View, place: int, *, found: bool) -> bool:
    """The phrase goes no further: another one begins, or a word that stands in none ("rebel-held" goes on)."""
    token = view.tokens[place]
    if view.lows[place] == "-" or (token.upos == "VERB" and view.low(place - 1) == "-"):
        return False
    return token.upos not in _INSIDE or (found and token.upos in ("DET", "NUM"))


def receiver_of(view: View, cast: Cast, index: int) -> int:
    """Who is given something: the phrase behind "to" ("gave 600 rifles to the marines"); −1 where there is none."""
    for at in range(index + 1, min(view.sentence(index).last - 1, index + _FAR)):
        if view.lows[at] in (",", ";", "that", "which", "who", "and", "but") or at in view.triggers:
            return -1
        if view.lows[at] == "to" and view.tokens[at + 1].upos in ("DET", "NUM", "ADJ", "NOUN", "PROPN"):
            return object_of(view, cast, at, owner=False)
    return -1


_FAR = 14  # words between giving and the one given to


def sufferer_of(view: View, cast: Cast, index: int) -> int:
    """The noun right in front of a passive ("26 people were killed", "men who had been killed"); −1 for none."""
    group = view.group(index)
    at = (group[-1] if group else index) - 1
    if view.low(at) in ("who", "that", "which", ","):
        at -= 1
    if at < view.sentence(index).first or at in cast.measured:
        return -1
    return at if view.tokens[at].upos in ("NOUN", "PROPN") else -1
