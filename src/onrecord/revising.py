"""An edited export on its way into the ledger: what it wants is read, held against the ledger, and judged so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from onrecord.core.answers.revised import Revision
from onrecord.core.judgement import Act, Judgement
from onrecord.errors import OnrecordError
from onrecord.ledger.judgements import would
from onrecord.ledger.judgements.asked import version_of
from onrecord.ledger.judgements.bindings import judgements_on
from onrecord.ledger.judgements.then import standing
from onrecord.show.revise import returned
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.record import Record

if TYPE_CHECKING:
    from onrecord.opened import Ledger


def revise(
    ledger: Ledger, where: Path, *, apply: bool, reason: str, author: str | None, reject_missing: bool
) -> list[Revision]:
    """What ``where`` wants changed, with what became of each; nothing is stored without ``apply``.

    ``reason`` is given for every judgement for which the row gives none. Raises ``UsageError`` where ``where`` is no
    export of this ledger.
    """
    with ledger.desk.reading() as connection, standing(connection, None):

        def asked(filters: Mapping[str, Any]) -> Record:
            return Record(connection, Filters.of(**filters), {})

        every = Record(connection, Filters.of(include_rejected=True, include_superseded=True), {})
        found = list(returned(every, where, asked, reject_missing=reject_missing))
        if not apply:
            return [_rehearsed(connection, one) for one in found]
        seen = {one.item: version_of(connection, judgements_on(connection, one.item)) for one in found if one.act}
    return [_made(ledger, one, seen, reason=reason, author=author) for one in found]


def _rehearsed(connection: Connection, one: Revision) -> Revision:
    """A revision, refused where the ledger would not take it."""
    if one.act is None or one.act == "comment":
        return one
    act: Act = one.act  # type: ignore[assignment]  # the acts of a revision are those of a judgement
    try:
        would(connection, on=one.item, act=act, change=_change(one))
    except OnrecordError as error:
        return replace(one, fate="refused", because=str(error))
    return one


def _made(ledger: Ledger, one: Revision, seen: dict[str, int], *, reason: str, author: str | None) -> Revision:
    """A revision as a judgement; refused where the ledger does not take it, or somebody ruled in the meantime."""
    if one.act is None:
        return one
    try:
        more = {"author": author, "reason": one.reason or reason}
        made = [ledger.judge(one.item, one.act, change=_change(one), expect=seen.get(one.item), **more)]
        if one.act == "split" and "into" in one.change:  # parted from one event to be put with another
            new = str(made[0].change["new"]["after"])
            made.append(ledger.judge(new, "merge", change={"into": one.change["into"]}, **more))
    except OnrecordError as error:
        return replace(one, fate="refused", because=str(error))
    seen[one.item] = _number(made[0])
    return replace(one, fate="applied", because=", ".join(each.id for each in made))


def _change(one: Revision) -> dict[str, Any]:
    return {name: value for name, value in one.change.items() if not (one.act == "split" and name == "into")}


def _number(made: Judgement) -> int:
    return int(made.id[1:])
