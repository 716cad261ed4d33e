"""Which sides a tie can hold between: nobody commands a village, no person is part of a brigade's wing."""

from __future__ import annotations

from onrecord.resolve.relations.view import Found, Side, View

BODIES = frozenset(("organization", "armed_group", "military", "government", "party", "media", "group", "other"))
ARMED = frozenset(("armed_group", "military", "government", "country", "party"))
STATES = frozenset(("country", "government", "military", "armed_group", "organization", "party"))
_ANYBODY = BODIES | {"person", "country"}

# Kinds of subject and of object; "state" stands for a place that is a whole country, "place" for any place.
_FITS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "commands": (_ANYBODY, BODIES),
    "member_of": (_ANYBODY, BODIES),
    "office_holder": (frozenset(("person",)), BODIES | {"country", "place", "state"}),
    "ally_of": (_ANYBODY, _ANYBODY | {"state"}),
    "opponent_of": (_ANYBODY, _ANYBODY | {"state"}),
    "mediates": (_ANYBODY, _ANYBODY | {"state", "place"}),
    "funds": (_ANYBODY, _ANYBODY),
    "controls": (_ANYBODY, frozenset(("place", "state"))),
    "advises": (_ANYBODY, _ANYBODY),
    "part_of": (BODIES | {"country"}, BODIES),
}
SYMMETRIC = frozenset(("ally_of", "opponent_of"))


def armed(view: View, side: Side) -> bool:
    """True for those who can be at war: armies, militias, states, governments, parties."""
    return side.kind in ARMED or kind_of(view, side) == "state"


def kind_of(view: View, side: Side) -> str:
    """The kind of a side, where a place that is a whole country is a "state"."""
    if not side.is_place:
        return side.kind
    return "state" if view.grounds[side.id].feature == "country" else "place"


def _ground(view: View, side: Side) -> Side:
    """The place that an actor of its name stands for, or that a word for one goes on with: "the **town** of Bol"."""
    inside = view.analysis.tokens_in(side.span)
    last = inside[-1].index
    if side.kind in ("other", "person", "organization", "group", "country"):
        place = view.place_at(last)
        if place is None and view.low(last + 1) == "of" and view.lows[last] in view.words.carriers:
            place = view.place_at(last + 2) if last + 2 < len(view.tokens) else None
        if place is not None and (side.kind != "country" or place.feature == "country"):
            return Side(place.id, "place", place.span)
    return side


def fitted(view: View, found: Found) -> Found | None:
    """The tie with its sides in an order that holds, an actor first; None where it cannot hold between them."""
    subject, other = found.subject, found.object
    if subject.id == other.id or (subject.span.overlaps(other.span) and found.kind != "opponent_of"):
        return None
    if subject.is_place and found.kind in SYMMETRIC:
        subject, other = other, subject
    if subject.is_place and kind_of(view, subject) != "state":
        return None
    kind = found.kind
    if kind in ("controls", "office_holder") and not other.is_place:
        other = _ground(view, other)
    if kind == "part_of" and subject.kind == "person":
        kind = "member_of"
    if (
        kind in ("member_of", "part_of", "commands")
        and other.span.of(view.analysis.text).lower() in view.words.not_bodies
    ):
        return None
    if kind in ("member_of", "part_of") and other.is_new and other.kind == "group":
        return None  # "critics, including the senator": nothing that one belongs to
    first, second = _FITS[kind]
    if ("country" if subject.is_place else subject.kind) not in first or kind_of(view, other) not in second:
        return None
    return Found(subject, kind, other, found.trigger, found.former)
