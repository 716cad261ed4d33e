"""Whether who knows is a party to what happened: on the side that did it, or on the side that it befell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.core.answers.happenings import Origins
from onrecord.weigh.origins.faces import Face, face, same
from onrecord.weigh.origins.status import Charge

DOES, SUFFERS = "A", "B"
_PEOPLE = frozenset({"person", "official"})
_NO_PARTY = frozenset({"witness", "media", "unnamed", "circle"})
"""Origins that go by the name of an outlet."""


def with_parties(
    known: Origins, *, does: Iterable[str], suffers: Iterable[str], charges: Iterable[Charge] = ()
) -> Origins:
    """The same origins, each with its side: "A" of those who did it or are said to have, "B" of those it befell.

    ``does`` and ``suffers`` are the names on the two sides of the event; who is accused of it, claims or denies it is
    on the first. A person who speaks of it is on a side by his office alone: he is often read as doing what he tells.
    "Ana Deluca, spokeswoman of the Northern Front" is on the Front's side; None is no party.
    """
    speaking = {one.name.partition(", ")[0] for one in known.list if one.kind in _PEOPLE}
    first = _faces((*(name for name in does if name not in speaking), *(charge.against for charge in charges)))
    second = _faces(name for name in suffers if name not in speaking)
    listed = tuple(
        one if one.kind in _NO_PARTY else replace(one, party=_side(one.name, first, second)) for one in known.list
    )
    return replace(known, list=listed)


def _side(name: str, first: Sequence[Face], second: Sequence[Face]) -> str | None:
    who, _, office = name.partition(", ")
    mine = _faces((who, office))
    if any(_one(one, other) for one in mine for other in first):
        return DOES
    if any(_one(one, other) for one in mine for other in second):
        return SUFFERS
    return None


def _faces(names: Iterable[str]) -> list[Face]:
    return [one for one in map(face, names) if one.words or one.head]


def _one(mine: Face, other: Face) -> bool:
    """A general word is one with the same word, a name with a name: never "the army" with every army there is."""
    if mine.weak or other.weak:
        return mine.weak and other.weak and mine.head == other.head
    return same(mine, other)
