"""What each act changes, held against the item it is done to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from onrecord.core.judgement import Act
from onrecord.errors import UsageError
from onrecord.ledger.judgements.corrections import Change, correction
from onrecord.ledger.judgements.items import MEMBERS, Item, check_alive, find, members
from onrecord.ledger.keeping_apart import kept_apart, pair_of
from onrecord.ledger.numbering import next_id
from onrecord.ledger.schema import actors, events

COPY_KINDS = ("identical", "cut", "edited", "rewritten", "translated")
_MOST_MEMBERS = 500  # that one split parts


@dataclass(frozen=True, slots=True)
class Case:
    """An item about to be ruled on, with what has been corrected on it before."""

    connection: Connection
    item: Item
    before: Mapping[str, Any] = field(default_factory=dict)


def change_of(case: Case, act: Act, given: dict[str, Any]) -> tuple[Change, list[Item] | None]:
    """The change as it is stored, and the members that a split parts (None for every other act).

    Raises ``UsageError`` where what is given does not fit the act or the item.
    """
    if act == "correct":
        return correction(case.connection, case.item, given, case.before), None
    if act == "merge":
        return _merge(case, given), None
    if act == "apart":
        return _apart(case, given), None
    if act == "split":
        return _split(case, given)
    if act == "copy":
        return _copy(case, given), None
    if given:
        extra, plain = next(iter(given)), act.replace("_", "-")
        raise UsageError(f"{case.item.address}: {plain} takes no value, and {extra!r} is one")
    if act == "not_copy":
        return _copied(case, None, None), None
    return {}, None


def _merge(case: Case, given: dict[str, Any]) -> Change:
    item = case.item
    into = find(case.connection, _named(given, "into", f"onrecord judge {item.address} merge {item.address[0]}12"))
    if into.kind != item.kind:
        raise UsageError(f"{item.address} and {into.address}: only two of a kind can be merged")
    if into.address == item.address:
        raise UsageError(f"{item.address} cannot be merged into itself; name the other {item.kind}")
    check_alive(case.connection, into)
    if (number := _parted(case, into)) is not None:
        raise UsageError(
            f"{item.address} and {into.address} are kept apart since J{number}; undo that before they can be merged: "
            f"onrecord undo J{number}"
        )
    return {"into": {"before": item.address, "after": into.address}}


def _apart(case: Case, given: dict[str, Any]) -> Change:
    item = case.item
    other = find(case.connection, _named(given, "from", f"onrecord judge {item.address} apart {item.address[0]}12"))
    if other.kind != item.kind:
        raise UsageError(f"{item.address} and {other.address}: only two of a kind can be kept apart")
    if other.address == item.address:
        raise UsageError(f"{item.address} cannot be kept apart from itself; name the other {item.kind}")
    check_alive(case.connection, other)
    if (number := _parted(case, other)) is not None:
        raise UsageError(f"{item.address} and {other.address} are kept apart already, since J{number}")
    return {"from": {"before": None, "after": other.address}}


def _parted(case: Case, other: Item) -> int | None:
    """The judgement that keeps the item apart from another."""
    kept = kept_apart(case.connection, case.item.address[0])
    return kept.get(pair_of(case.item.row.id, other.row.id))


def _split(case: Case, given: dict[str, Any]) -> tuple[Change, list[Item]]:
    item, connection = case.item, case.connection
    kind, column = MEMBERS[item.kind]
    example = "D41/eve2" if item.kind == "event" else "D41/act2"
    named = given.pop("members", None)
    _check_rest(given, f"onrecord judge {item.address} split {example}")
    if isinstance(named, str) or not named:
        raise UsageError(f"{item.address}: say what to part from it: onrecord judge {item.address} split {example}")
    if len(named) > _MOST_MEMBERS:
        raise UsageError(f"{item.address}: {len(named):,} members at once; split {_MOST_MEMBERS} at a time")
    parts = {part.address: part for part in (find(connection, str(name)) for name in named)}
    for part in parts.values():
        if part.kind != kind or getattr(part.row, column) != item.row.id:
            raise UsageError(f"{part.address} is not one of the reports of {item.address}; name some such as {example}")
    if len(members(connection, item, most=len(parts) + 1)) <= len(parts):
        raise UsageError(f"{item.address}: nothing would be left of it; name some of its reports, not all")
    table = events if item.kind == "event" else actors
    new = f"{item.address[0]}{next_id(connection, table)}"
    return {
        "new": {"before": item.address, "after": new},
        "members": {"before": None, "after": sorted(parts)},
    }, list(parts.values())


def _copy(case: Case, given: dict[str, Any]) -> Change:
    item = case.item
    kind = given.pop("kind", None)
    of = find(case.connection, _named(given, "of", f"onrecord judge {item.address} copy D12"))
    if of.kind != "document":
        raise UsageError(f"{of.address} is no report; name the one that {item.address} copies, D12")
    if of.address == item.address:
        raise UsageError(f"{item.address} cannot be a copy of itself; name the other report")
    if kind is None:
        kind = "identical" if of.row.text_id == item.row.text_id else None
    elif kind not in COPY_KINDS:
        raise UsageError(f"kind {str(kind)[:40]!r} is none of {', '.join(COPY_KINDS)}")
    return _copied(case, of.address, kind)


def _copied(case: Case, of: str | None, kind: str | None) -> Change:
    row = case.item.row
    before = f"D{row.copy_of}" if row.copy_of is not None else None
    return {"copy_of": {"before": before, "after": of}, "copy_kind": {"before": row.copy_kind, "after": kind}}


def _named(given: dict[str, Any], name: str, example: str) -> str:
    value = given.pop(name, None)
    _check_rest(given, example)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"say which one: {example}")
    return value


def _check_rest(given: Mapping[str, Any], example: str) -> None:
    if given:
        raise UsageError(f"{next(iter(given))!r} is not expected here; write {example}")
