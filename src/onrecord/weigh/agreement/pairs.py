"""Which statements of a group are set side by side: each against the last word of every origin before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.weigh.agreement.adopted import adopted
from onrecord.weigh.agreement.drift import in_a_copy, on_the_way
from onrecord.weigh.agreement.kinds import kind
from onrecord.weigh.agreement.said import Said, in_order
from onrecord.weigh.agreement.values import fit, repeats


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements by their places, ``a`` said before ``b``: ("drift", "unit_drift") or ("update", None), and why."""

    a: int
    b: int
    kind: str
    drift: str | None
    because: str


@dataclass(slots=True)
class _Known:
    """What had been said when a statement comes, by place."""

    last: dict[str, int] = field(default_factory=dict)  # of each origin its last word
    given: dict[str, list[int]] = field(default_factory=dict)  # of each origin all it affirmed, once each
    rank: dict[int, int] = field(default_factory=dict)  # of each statement when it was said
    denials: list[int] = field(default_factory=list)
    families: dict[str, list[int]] = field(default_factory=dict)  # by the original's document


def pairs(statements: Sequence[Said], *, measure: str | None) -> tuple[Pair, ...]:
    """How the statements of one group stand to each other.

    A repetition by the same origin gives no pair, nor does what is only retold; a copy is compared only with its
    original (the earliest report of its family here), and only where its figure is another.
    """
    statements = adopted(statements)
    known = _Known()
    found: list[Pair] = []
    for rank, place in enumerate(in_order(statements)):
        one = statements[place]
        known.rank[place] = rank
        if one.retold:
            continue
        family = known.families.setdefault(one.copy_of or one.document, [])
        if one.copy_of is not None and family and statements[family[0]].document != one.document:
            found += _copied(statements, family, place)
        elif one.denied:
            family.append(place)
            found += _denied(statements, known, place)
            known.denials.append(place)
        else:
            family.append(place)
            found += _affirmed(statements, known, place, measure)
    return tuple(sorted(found, key=lambda pair: (known.rank[pair.b], known.rank[pair.a])))


def last_words(statements: Sequence[Said]) -> list[int]:
    """Of each origin the place of its last word, by when it was said: no copies, denials, drift, nothing retold."""
    statements = adopted(statements)
    known = _Known()
    for rank, place in enumerate(in_order(statements)):
        one = statements[place]
        known.rank[place] = rank
        family = known.families.setdefault(one.copy_of or one.document, [])
        copied = one.copy_of is not None and family and statements[family[0]].document != one.document
        if one.retold or one.denied or copied:
            continue
        family.append(place)
        for _ in _affirmed(statements, known, place, None):
            pass
    return sorted(known.last.values(), key=known.rank.__getitem__)


def _copied(statements: Sequence[Said], family: list[int], place: int) -> Iterator[Pair]:
    """A copy's figure against the one that stands in its place in the original."""
    copy = statements[place]
    own = [at for at, one in enumerate(statements) if one.document == copy.document and not one.retold]
    if any(repeats(statements[at], copy) for at in family):
        return
    kept = [at for at in family if not any(repeats(statements[at], statements[mine]) for mine in own)]
    changed = sorted(
        (at for at in own if not any(repeats(statements[one], statements[at]) for one in family)),
        key=lambda at: statements[at].span,
    )
    which = changed.index(place)
    if which >= len(kept):
        return
    drift = in_a_copy(statements[kept[which]], copy)
    if drift is not None:
        yield Pair(kept[which], place, "drift", *drift)


def _denied(statements: Sequence[Said], known: _Known, place: int) -> Iterator[Pair]:
    """A denial against whoever affirmed that figure, each in his latest words of it."""
    one = statements[place]
    for origin, given in known.given.items():
        if origin == one.origin:
            continue
        for at in reversed(given):
            lies = fit(statements[at], one)
            if lies is not None and lies.overlap:
                said, because = kind(statements[at], one, measure=None)
                yield Pair(at, place, said, None, because)
                break


def _affirmed(statements: Sequence[Said], known: _Known, place: int, measure: str | None) -> Iterator[Pair]:
    one = statements[place]
    before = known.last.get(one.origin)
    repeated = before is not None and repeats(statements[before], one)
    if before is not None and repeated and statements[before].document == one.document:
        return
    drift = on_the_way(statements[before], one) if before is not None else None
    if before is not None and drift is not None:
        yield Pair(before, place, "drift", *drift)
        return
    own = True
    if before is not None and not repeated:
        said, because = kind(statements[before], one, measure=measure)
        yield Pair(before, place, said, None, because)
        own = said != "not_comparable" or statements[before].document != one.document
    if own:
        yield from _beside(statements, known, place, measure)
        known.last[one.origin] = place
        known.given.setdefault(one.origin, []).append(place)


def _beside(statements: Sequence[Said], known: _Known, place: int, measure: str | None) -> Iterator[Pair]:
    """A statement against the other origins' last words, and against denials of it."""
    one = statements[place]
    for origin, at in known.last.items():
        if origin != one.origin:
            earlier = any(
                known.rank[mine] < known.rank[at] and repeats(statements[mine], one)
                for mine in known.given.get(one.origin, ())
            )
            said, because = kind(statements[at], one, measure=measure, said_before=earlier)
            yield Pair(at, place, said, None, because)
    if any(repeats(statements[mine], one) for mine in known.given.get(one.origin, ())):
        return
    for at in known.denials:
        lies = fit(statements[at], one)
        if statements[at].origin != one.origin and lies is not None and lies.overlap:
            said, because = kind(statements[at], one, measure=measure)
            yield Pair(at, place, said, None, because)
