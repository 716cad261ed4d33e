"""The actors of a new report take their place: each joins a known one, stays its own, or is left to people to decide.

Only actors under the same few keys are looked at, the latest of them, so that the hundred thousandth report costs what
the thousandth did. Nothing known is moved: what people have joined or parted stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from onrecord.ledger import bearers as kept
from onrecord.ledger.bearers import FIRST, Bearer
from onrecord.ledger.founding import finals
from onrecord.ledger.keeping_apart import Pair, kept_apart, pair_of
from onrecord.weigh.actors.bodies import body
from onrecord.weigh.actors.compare import compare, keys
from onrecord.weigh.actors.named import Named, Verdict, acronym
from onrecord.weigh.actors.people import fullest, parts
from onrecord.weigh.actors.spelling import fold, plain

WEEKS = 4
"""How far back somebody else of a surname stands against taking the surname alone for him."""
_MOST_DOUBLES = 3  # for one naming, the likest


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor with all that was found of it, the latest naming first."""

    actor: int
    named: Named
    of: tuple[Bearer, ...]


def place(connection: Connection, number: int) -> None:
    """Join the actors of document ``number`` to known ones, inside the transaction that keeps it.

    Its rows must be there, and its events joined; the same whether it is read for the first time or again.
    """
    own = kept.named_in(connection, number)
    new = kept.read_once(connection, number)  # nobody else can mean the actors that it has founded just now
    under = {one.naming: list(dict.fromkeys(keys(_named(one)))) for one in own}
    free = [one for one in own if one.because == FIRST and under[one.naming]]
    surnames = [one for one in free if _in_full_here(one, own)]
    others = sorted((one for one in free if one not in surnames), key=_is_letters)  # after those who explain them
    movable = {one.base for one in free} if new else kept.free_to_move(connection, number, {one.base for one in free})
    around = _around(connection, number, {one.naming: under[one.naming] for one in others})
    taken = {one.actor for one in own if one.because != FIRST}
    left: set[int] = set()
    moves: list[kept.Move] = []
    doubles: list[tuple[int, int, float, str]] = []
    for one in others:
        known = _known(around.under[one.naming], besides=one.actor)
        verdicts = _verdicts(one, known, around.together)
        best = _best(one, verdicts, taken, around.apart)
        if best is not None and one.base in movable:
            moves.append(_join(one, *best, around.finals))
            taken.add(best[0].actor)
            left.add(one.base)
        joined = best[0].actor if best is not None else None
        likely = [(each, verdict) for each, verdict in verdicts if verdict.outcome != "apart" and each.actor != joined]
        likely.sort(key=lambda pair: (-pair[1].score, pair[0].actor))
        doubles += [(one.naming, _base(each, around.finals), verdict.score, verdict.because)
                    for each, verdict in likely[:_MOST_DOUBLES]]  # fmt: skip
    kept.move(connection, moves)
    left |= _join_surnames(connection, number, surnames, movable)
    kept.keep_keys(connection, number, under)
    kept.keep_doubles(connection, number, {pair[:2]: pair for pair in doubles}.values())
    kept.drop_left(connection, number, left)


@dataclass(frozen=True, slots=True)
class _Around:
    """Who may be meant, asked of the ledger at once: by naming of the report who bears one of its names.

    ``together`` are their reports that tell of an event of this one, ``finals`` what merges make of each actor, and
    ``apart`` the pairs that people keep apart.
    """

    under: Mapping[int, Sequence[Bearer]]
    together: Set[int]
    finals: Mapping[int, int]
    apart: Set[Pair]


def _around(connection: Connection, number: int, under: Mapping[int, Sequence[str]]) -> _Around:
    by_key = kept.named_under(connection, number, [key for some in under.values() for key in some])
    found = {
        naming: list({each.naming: each for key in some for each in by_key.get(key, ())}.values())
        for naming, some in under.items()
    }
    everyone = [each for some in found.values() for each in some]
    together = kept.telling_of_the_same(connection, number, {each.document for each in everyone})
    made = finals(connection, "A", {each.base for each in everyone})
    return _Around(found, together, made, kept_apart(connection, "A").keys() if everyone else frozenset())


def _in_full_here(one: Bearer, own: Sequence[Bearer]) -> Bearer | None:
    """Whom a report means by a surname or an acronym: the only one of that name whom it names in full."""
    if one.kind != "person":
        return _body_in_full(one, own)
    if parts(fullest(_named(one))).given:
        return None
    surname = parts(fullest(_named(one))).surname
    full = [each for each in own if each.kind == "person" and each.names and each.naming != one.naming]
    whole = [(parts(fullest(_named(each))), each) for each in full]
    bearing = [(each_parts, each) for each_parts, each in whole if each_parts.surname == surname and each_parts.given]
    return bearing[0][1] if len({each_parts for each_parts, _ in bearing}) == 1 else None


def _body_in_full(one: Bearer, own: Sequence[Bearer]) -> Bearer | None:
    """The body of which "MSC" is the acronym, where the report writes both, though not side by side."""
    if not _is_letters(one):
        return None
    letters = {acronym(name) for name in _named(one).acronyms()}
    full = []
    for each in own:
        other = _named(each)
        if each.naming != one.naming and each.kind != "person" and other.proper and other.full_names():
            initials = {body(name).initials for name in other.full_names()}
            if letters & ({acronym(name) for name in other.acronyms()} | {some for some in initials if len(some) > 2}):
                full.append(each)
    return full[0] if len(full) == 1 else None


def _join_surnames(connection: Connection, number: int, surnames: Sequence[Bearer], movable: Set[int]) -> set[int]:
    """Give them to those whom the report names in full, who have their place by now; the actors that are left."""
    own = kept.named_in(connection, number) if surnames else []
    left: set[int] = set()
    moves: list[kept.Move] = []
    for one in surnames:
        full = _in_full_here(one, own)
        if full is not None and one.base in movable:
            short = "surname of somebody whom" if one.kind == "person" else "acronym of a body that"
            because = f"the {short} the report names in full: {one.name}, {full.name}"
            moves.append(kept.Move(naming=one.naming, base=full.base, actor=full.actor, because=because))
            left.add(one.base)
    kept.move(connection, moves)
    return left


def _named(one: Bearer) -> Named:
    return Named(name=one.name, kind=one.kind, names=one.names, country=one.country, roles=one.roles)


def _known(found: Iterable[Bearer], *, besides: int) -> list[_Known]:
    """What was found, by actor; the fullest of its names speaks for it."""
    by_actor: dict[int, list[Bearer]] = {}
    for one in sorted(found, key=lambda one: -one.naming):
        if one.actor != besides:
            by_actor.setdefault(one.actor, []).append(one)
    return [_Known(actor, _together(some), tuple(some)) for actor, some in sorted(by_actor.items())]


def _together(some: Sequence[Bearer]) -> Named:
    names = dict.fromkeys(name for one in some for name in (one.name, *one.names) if one.names)
    return Named(
        name=max((one.name for one in some), key=lambda name: len(name.split())),
        kind=some[0].kind,
        names=tuple(names),
        country=next((one.country for one in some if one.country), None),
        roles=tuple(dict.fromkeys(role for one in some for role in one.roles)),
    )


def _verdicts(one: Bearer, known: Sequence[_Known], together: Set[int]) -> list[tuple[_Known, Verdict]]:
    if not known:
        return []
    named = _named(one)
    alone = _only(one, known)
    found = [(actor, compare(named, actor.named, event_in_common=False, only_bearer=alone)) for actor in known]
    if all(verdict.outcome != "candidate" for _, verdict in found):
        return found
    return [
        (actor, compare(named, actor.named, event_in_common=True, only_bearer=alone))
        if any(each.document in together for each in actor.of)
        else (actor, verdict)
        for actor, verdict in found
    ]


def _only(one: Bearer, known: Sequence[_Known]) -> bool:
    """True where nobody else of the last weeks bears the name: one surname, one country's office, one short name."""
    since = _weeks_before(one.known_from)
    late = [actor for actor in known if any(each.known_from >= since for each in actor.of)]
    if one.kind == "person":
        surname = parts(fullest(_named(one))).surname
        of_it = [parts(fullest(actor.named)) for actor in late if actor.named.kind == "person"]
        of_it = [each for each in of_it if each.surname == surname]
        if not of_it:
            return len([actor for actor in late if actor.named.kind != "person" and _bears(actor, one.name)]) == 1
        full = {each.given[:1] for each in of_it if each.given}
        return len(full) == 1 or (not full and len(of_it) == 1)
    told = body(one.name)
    if told.office:
        same = [actor for actor in late if body(actor.named.name).words == told.words]
        countries = {body(actor.named.name).country or actor.named.country for actor in same} - {None}
        return len(countries | ({told.country or one.country} - {None})) <= 1
    return len([actor for actor in late if _bears(actor, one.name)]) == 1


def _is_letters(one: Bearer) -> bool:
    """Whether a report has nothing but an acronym for it."""
    named = _named(one)
    return one.kind != "person" and named.proper and not named.full_names()


def _bears(known: _Known, name: str) -> bool:
    return fold(plain(name)) in {fold(plain(each)) for each in known.named.names}


def _weeks_before(moment: str) -> str:
    day = datetime.fromisoformat(moment[:10]) if moment[:4].isdecimal() else None
    return "" if day is None or day.year < 2 else (day - timedelta(weeks=WEEKS)).date().isoformat()


def _best(
    one: Bearer, verdicts: Sequence[tuple[_Known, Verdict]], taken: set[int], apart: Set[Pair]
) -> tuple[_Known, Verdict] | None:
    """The known actor that it joins: the likest; none where a surname alone fits several people equally.

    None either where another is as like it whom a person keeps apart from the likest: a person must say who is meant.
    """
    again = _is_letters(one)  # two of one full name are two, one acronym is one body
    joined = [pair for pair in verdicts if pair[1].outcome == "joined" and (again or pair[0].actor not in taken)]
    if not joined:
        return None
    joined.sort(key=lambda pair: (-pair[1].score, not _has_given(pair[0]), pair[0].actor))
    if one.kind == "person" and not parts(fullest(_named(one))).given:
        people = {parts(fullest(pair[0].named)).given[:1] for pair in joined if _has_given(pair[0])}
        if len(people) > 1:
            return None
        joined.sort(key=lambda pair: (not _has_given(pair[0]), -pair[1].score, pair[0].actor))
    first, verdict = joined[0]
    if any(other.score >= verdict.score and pair_of(first.actor, each.actor) in apart for each, other in joined[1:]):
        return None
    return joined[0]


def _has_given(known: _Known) -> bool:
    return bool(parts(fullest(known.named)).given)


def _join(one: Bearer, known: _Known, verdict: Verdict, finals: Mapping[int, int]) -> kept.Move:
    return kept.Move(naming=one.naming, base=_base(known, finals), actor=known.actor, because=verdict.because)


def _base(known: _Known, finals: Mapping[int, int]) -> int:
    """The number under which the program knows the actor; where people split it off, the one that they gave it."""
    return next((each.base for each in known.of if finals[each.base] == known.actor), known.actor)
