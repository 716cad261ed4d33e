"""Searches that people keep under a name: which list, which filter, and how far they had looked.

They are of the people who work with a ledger and no part of what it says: neither its digest nor its history has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import Unknown, UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.moments import now
from onrecord.ledger.numbering import next_id, retire
from onrecord.ledger.schema import documents, searches

LONGEST_NAME = 80
MOST = 200
"""Searches that one person can keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One kept search: ``path`` is the list ("/events"), ``query`` its filter as it stands in the address.

    ``opened`` is when it was last looked at (None: never), ``seen`` the number of the last report there was then.
    """

    number: int
    name: str
    path: str
    query: str
    opened: str | None
    seen: int


def kept(connection: Connection, reviewer: str) -> list[Search]:
    """The searches of one person, by name."""
    query = select(searches).where(searches.c.reviewer == reviewer)
    found = [
        Search(number=row.id, name=row.name, path=row.path, query=row.query, opened=row.opened, seen=row.seen)
        for row in connection.execute(query.order_by(searches.c.id))
    ]
    return sorted(found, key=lambda one: one.name.casefold())


def last_report(connection: Connection) -> int:
    """The number of the report that came in last; 0 where there is none."""
    return int(connection.scalar(select(func.max(documents.c.id))) or 0)


def keep(desk: Desk, reviewer: str, name: str, *, path: str, query: str) -> int:
    """Keep a filter under a name; what is there now is seen: ``keep(desk, "Ana", "the port", path="/events", …)``.

    Raises ``UsageError`` where the name is empty, too long or taken, or where there are too many.
    """
    plain = _name(name)
    with desk.writing() as connection:
        _is_free(connection, reviewer, plain)
        if len(kept(connection, reviewer)) >= MOST:
            raise UsageError(f"{MOST} searches are kept under this name already; delete one first")
        number = next_id(connection, searches)
        row = {"reviewer": reviewer, "name": plain, "path": path, "query": query, "made": now(), "opened": now()}
        connection.execute(insert(searches).values(id=number, seen=last_report(connection), **row))
    return number


def rename(desk: Desk, reviewer: str, number: int, name: str) -> None:
    """Give a search another name; raises ``UsageError`` as :func:`keep` does, ``Unknown`` where it is not theirs."""
    plain = _name(name)
    with desk.writing() as connection:
        if _theirs(connection, reviewer, number).name != plain:
            _is_free(connection, reviewer, plain)
            connection.execute(update(searches).where(searches.c.id == number).values(name=plain))


def forget(desk: Desk, reviewer: str, number: int) -> None:
    """Keep a search no longer; raises ``Unknown`` where it is not theirs."""
    with desk.writing() as connection:
        _theirs(connection, reviewer, number)
        connection.execute(delete(searches).where(searches.c.id == number))
        retire(connection, searches, [number])


def open_search(desk: Desk, reviewer: str, number: int) -> Search:
    """A search as it was before it is opened now: what came in after its ``seen`` is new to this person once.

    Raises ``Unknown`` where it is not theirs.
    """
    with desk.writing() as connection:
        found = _theirs(connection, reviewer, number)
        seen = {"opened": now(), "seen": last_report(connection)}
        connection.execute(update(searches).where(searches.c.id == number).values(**seen))
    return found


def _theirs(connection: Connection, reviewer: str, number: int) -> Search:
    found = next((one for one in kept(connection, reviewer) if one.number == number), None)
    if found is None:
        raise Unknown(f"search {number}: {reviewer} keeps no such search; /saved lists those there are")
    return found


def _is_free(connection: Connection, reviewer: str, name: str) -> None:
    if any(one.name.casefold() == name.casefold() for one in kept(connection, reviewer)):
        raise UsageError(f"{name!r}: a search of yours has this name; take another, or delete that one at /saved")


def _name(written: str) -> str:
    plain = " ".join(written.replace("\0", " ").split())
    if not plain or len(plain) > LONGEST_NAME:
        raise UsageError(f"a search needs a name of at most {LONGEST_NAME} characters")
    return plain
