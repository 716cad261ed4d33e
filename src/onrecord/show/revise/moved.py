"""Tellings that a person put with another event, as merges and splits of events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.core.answers.revised import Revision
from onrecord.show.export.format import Record

_EVENT = re.compile(r"E[1-9]\d{0,17}", re.ASCII)
_NEW = frozenset({"", "new"})


def moves(revisions: Iterator[Revision], record: Record) -> Iterator[Revision]:
    """The revisions, with every ``move`` of a telling gathered into what becomes of its event.

    All tellings of E1 moved to E2 are a merge; some of them are parted from E1 first, and stay alone where the column
    says "new".
    """
    wanted: dict[tuple[str, str], list[Revision]] = {}
    for one in revisions:
        if one.act == "move":
            wanted.setdefault((one.was["event"], str(one.change["event"]).strip()), []).append(one)
        else:
            yield one
    if not wanted:
        return
    tellings = {case.event.id: len(case.tellings) for case in record.cases()}
    for (event, into), moved in wanted.items():
        yield from _moved(event, into, moved, tellings)


def _moved(event: str, into: str, moved: list[Revision], tellings: dict[str, int]) -> Iterator[Revision]:
    reason = next((one.reason for one in moved if one.reason), "")
    where: dict[str, Any] = {"file": moved[0].file, "line": moved[0].line, "fate": "new", "because": ""}
    members = [one.item for one in moved]
    alone = len(members) == tellings.get(event)
    if into.casefold() in _NEW:
        if alone:
            yield from _none(moved, f"{event} has no other telling, so that there is nothing to part it from")
        else:
            yield Revision(item=event, act="split", change={"members": members}, was={"members": None}, reason=reason,
                           **where)  # fmt: skip
    elif not _EVENT.fullmatch(into) or into not in tellings:
        yield from _none(moved, f"event: {into[:40]!r} is no event of the ledger; write one such as E12, or new")
    elif alone:
        yield Revision(item=event, act="merge", change={"into": into}, was={"into": event}, reason=reason, **where)
    else:
        yield Revision(item=event, act="split", change={"members": members, "into": into},
                       was={"members": None, "into": event}, reason=reason, **where)  # fmt: skip


def _none(moved: list[Revision], because: str) -> Iterator[Revision]:
    for one in moved:
        yield Revision(item=one.item, act=None, file=one.file, line=one.line, fate="skipped", because=because)
