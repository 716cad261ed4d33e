"""A person rules: ``judge(desk, on="C9", act="reject", author="M. Okoye", reason="another mayor")``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.core.document import canonical
from onrecord.core.judgement import ACTS, Act, Judgement
from onrecord.errors import Conflict, Unknown, UsageError
from onrecord.ledger import failpoints
from onrecord.ledger.alike import alike
from onrecord.ledger.connect import Desk
from onrecord.ledger.founding import finals
from onrecord.ledger.judgements import applied
from onrecord.ledger.judgements.asked import called, told_of, version_of
from onrecord.ledger.judgements.bindings import bind, judgements_on
from onrecord.ledger.judgements.chain import append
from onrecord.ledger.judgements.changes import Case, change_of
from onrecord.ledger.judgements.corrections import Change
from onrecord.ledger.judgements.effects import JOINS, undone
from onrecord.ledger.judgements.evidence import evidence_of
from onrecord.ledger.judgements.items import Item, Kind, check_alive, find
from onrecord.ledger.keeping_apart import kept_apart, pair_of
from onrecord.ledger.moments import bounds, now
from onrecord.ledger.schema import actors, bindings, events, judgements, rulings

_ENTRY: tuple[Act, ...] = ("accept", "correct", "reject", "comment")
CAN: dict[Kind, tuple[Act, ...]] = {
    "claim": _ENTRY,
    "figure": _ENTRY,
    "happening": _ENTRY,
    "naming": _ENTRY,
    "placing": _ENTRY,
    "tie": ("accept", "reject", "comment"),
    "event": ("accept", "reject", "merge", "split", "apart", "comment"),
    "actor": (*_ENTRY[:3], "merge", "split", "apart", "comment"),
    "flag": ("accept", "reject", "comment"),
    "event_flag": ("accept", "reject", "comment"),
    "figures_flag": ("accept", "reject", "comment"),
    "document": ("copy", "not_copy", "comment"),
}
_LONGEST_REASON = 10_000
_LONGEST_AUTHOR = 200


def judge(
    desk: Desk,
    *,
    on: str,
    act: str,
    author: str,
    reason: str = "",
    change: Mapping[str, Any] | None = None,
    at: str | None = None,
    expect: str | int | None = None,
) -> Judgement:
    """Append a judgement and put it into effect; the judgement as it is stored.

    ``change`` is what a correction changes (``{"low": 9, "span": "at least 9"}``), what is merged into (``{"into":
    "E12"}``), from what it is kept apart (``{"from": "A9"}``), what a split parts (``{"members": ["D41/eve2"]}``), of
    what a copy is one (``{"of": "D12", "kind": "cut"}``). ``expect`` is the last judgement on the item that the person
    has seen ("J7", 0 for none). Raises ``Unknown`` where there is no such item, ``UsageError`` where the act, field or
    value does not fit it, ``Conflict`` where somebody has ruled on it meanwhile; nothing is stored then.
    """
    said = _said(act, author=author, reason=reason)
    given = dict(change or {})
    with desk.writing() as connection:
        said["at"] = _moment(connection, at)
        if said["act"] == "undo":
            number = _undo(connection, on, said, expect)
        else:
            number = _rule(connection, on, said, given, expect)
        failpoints.reach("mid judgement")
        return told_of(connection, number)


def would(connection: Connection, *, on: str, act: Act, change: Mapping[str, Any]) -> Change:
    """What a judgement would change, with nothing stored: ``would(connection, on="C9", act="accept", change={})``.

    Raises what :func:`judge` would.
    """
    return _held(connection, find(connection, on), act, dict(change))[0]


def undo(desk: Desk, which: str, *, author: str, reason: str = "", at: str | None = None) -> Judgement:
    """Take back exactly the effect of one judgement, an undo as well: ``undo(desk, "J7", author="M. Okoye")``.

    Raises ``Unknown`` where there is no such judgement, ``UsageError`` where it is undone already.
    """
    return judge(desk, on=which, act="undo", author=author, reason=reason, at=at)


def _said(act: str, *, author: str, reason: str) -> dict[str, Any]:
    plain = act.strip().replace("-", "_").casefold()
    if plain not in ACTS:
        raise UsageError(f"{act[:40]!r} is no judgement; choose {', '.join(ACTS).replace('_', '-')}")
    who = " ".join(canonical(author).replace("\0", " ").split())
    if not who:
        raise UsageError("a judgement needs an author: --author NAME, or set ONRECORD_AUTHOR")
    if len(who) > _LONGEST_AUTHOR:
        raise UsageError(f"an author's name has at most {_LONGEST_AUTHOR} characters, and this one {len(who):,}")
    why = canonical(reason).replace("\0", " ").strip()
    if len(why) > _LONGEST_REASON:
        raise UsageError(f"a reason has at most {_LONGEST_REASON:,} characters, and this one {len(why):,}")
    if plain == "comment" and not why:
        raise UsageError('a comment needs words: onrecord judge C9 comment "the mayor of another town"')
    return {"act": plain, "author": who, "reason": why}


def _moment(connection: Connection, at: str | None) -> str:
    """When it was ruled: not before the judgement before it, or what was known on a day gone by would change."""
    last = connection.scalar(select(judgements.c.at).order_by(judgements.c.id.desc()).limit(1)) or ""
    if at is None:
        return max(now(), str(last))  # the clock of this computer may be late
    found = bounds(at)
    if found is None:
        raise UsageError(f"at {at[:60]!r}: give a moment such as 2024-03-11T18:00Z")
    if not str(last) <= found[0] <= now():
        raise UsageError(
            f"at {at}: a judgement is made after the one before it ({last or 'none yet'}) and not later than now"
        )
    return found[0]


def _rule(
    connection: Connection, on: str, said: dict[str, Any], given: dict[str, Any], expect: str | int | None
) -> int:
    item = find(connection, on)
    act: Act = said["act"]
    _check_expected(connection, item.address, said, given, expect)
    change, parts = _held(connection, item, act, given)
    evidence = evidence_of(connection, item, parts=parts)
    if act == "split":
        _found(connection, item, change["new"]["after"], parts or ())
    if act == "apart":
        evidence["other"] = evidence_of(connection, find(connection, change["from"]["after"]))
    number = append(connection, on=item.address, evidence=evidence, change=change, **said)
    bind(connection, number, act, item.address, evidence)
    _take_effect(connection, act, {item.address})
    return number


def _held(connection: Connection, item: Item, act: Act, given: dict[str, Any]) -> tuple[Change, list[Item] | None]:
    """What is given for an act, held against the item; raises ``UsageError`` where it does not fit."""
    if act not in CAN[item.kind]:
        can = ", ".join(CAN[item.kind]).replace("_", "-")
        raise UsageError(f"{item.address}: a {called(item.kind)} cannot be judged with {act}; it can with {can}")
    check_alive(connection, item)
    return change_of(Case(connection, item, corrected(connection, item.address)), act, given)


def corrected(connection: Connection, address: str) -> dict[str, Any]:
    """What has been corrected on an item so far: field → value."""
    written = connection.scalar(select(rulings.c.change).where(rulings.c.item == address))
    values: dict[str, Any] = json.loads(written or "{}")
    return values


def _undo(connection: Connection, on: str, said: dict[str, Any], expect: str | int | None) -> int:
    name = on.strip()
    row = None
    if name[:1] == "J" and name[1:].isdecimal() and len(name) <= 18:
        row = connection.execute(select(judgements).where(judgements.c.id == int(name[1:]))).first()
    if row is None:
        raise Unknown(f"{name[:60]}: no such judgement; onrecord judgements lists them, J1 is the first")
    way = [row]  # from an undo to what it undid in the end
    while way[-1].act == "undo":
        way.append(connection.execute(select(judgements).where(judgements.c.id == int(way[-1].on[1:]))).one())
    root = way[-1]
    by = undone(applied.load(connection, judgements.c.id == root.id)).get(row.id)
    if by is not None:
        raise UsageError(f"J{row.id} is undone already, by J{by}; undo J{by} to bring it back")
    item = next(iter(_bound(connection, root.id)), None)
    if item is not None:
        _check_expected(connection, item, said, {"undo": f"J{row.id}"}, expect)
    evidence = {"kind": "judgement", "item": f"J{row.id}", "hash": row.hash}
    number = append(connection, on=f"J{row.id}", evidence=evidence, change={}, **said)
    _take_effect(connection, root.act, {item} if item is not None else set())
    if root.act == "split":
        _check_parted(connection, root)
    return number


def _check_parted(connection: Connection, split: Any) -> None:
    """Raise ``UsageError`` where taking back a split would put together what a person keeps apart."""
    if split.id not in undone(applied.load(connection, judgements.c.id == split.id)):
        return
    new = json.loads(split.change)["new"]
    one, other = int(new["before"][1:]), int(new["after"][1:])
    letter = new["before"][0]
    into = finals(connection, letter, (one, other))
    number = kept_apart(connection, letter).get(pair_of(into[one], into[other]))
    if number is not None:
        raise UsageError(
            f"{new['after']} and {new['before']} are kept apart since J{number}; undo that before they can be one "
            f"again: onrecord undo J{number}"
        )


def _bound(connection: Connection, number: int) -> list[str]:
    query = select(bindings.c.item).where(bindings.c.judgement == number, bindings.c.part == 0)
    return [item for item in connection.scalars(query) if item is not None]


def _take_effect(connection: Connection, act: str, items: set[str]) -> None:
    if act in JOINS:
        applied.refresh_joins(connection)
        applied.check_apart(connection)
    elif act == "apart":
        applied.refresh_apart(connection)
        applied.check_apart(connection)
    else:
        applied.refresh(connection, items)


def _found(connection: Connection, item: Item, new: str, parts: Sequence[Item]) -> None:
    """The new event or actor that a split makes."""
    number = int(new[1:])
    if item.kind == "event":
        connection.execute(insert(events).values(id=number))
        return
    first = parts[0].row
    connection.execute(insert(actors).values(id=number, name=first.name, alike=alike(first.name), kind=first.kind))


def _check_expected(
    connection: Connection, address: str, said: dict[str, Any], given: dict[str, Any], expect: str | int | None
) -> None:
    """Raise ``Conflict`` where a judgement on the item is newer than the last one its judge has seen."""
    if expect is None:
        return
    plain = str(expect).strip().removeprefix("J")
    if not plain.isdecimal():
        raise UsageError(f"--expect {expect!r}: give the last judgement you have seen, J7, or 0 for none")
    seen, last = int(plain), version_of(connection, judgements_on(connection, address))
    if last == seen:
        return
    other = told_of(connection, last) if last else None
    theirs = _edit(other.act, {name: each["after"] for name, each in other.change.items()}) if other else "nothing"
    who = f"{other.author} ruled at {other.at} ({other.id}): {theirs}" if other else "there is no judgement on it"
    raise Conflict(
        f"{address}: {who}; you, after {f'J{seen}' if seen else 'none'}: {_edit(said['act'], given)}. "
        f"Look at it again, and judge with --expect {f'J{last}' if last else '0'}"
    )


def _edit(act: str, values: Mapping[str, Any]) -> str:
    return " ".join([act.replace("_", "-"), *(f"{name}={value}" for name, value in values.items())])[:300]
