"""The one filter that every page shares; it stands in the address, so that a link is a view of the record.

Here it is words; whether they make sense is checked by the filters of the ledger when it is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``Asked(where="Odesa 50km", as_of="2025-03-02")``: what the pages are narrowed to; None asks for everything."""

    about: str | None = None
    where: str | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None
    publisher: str | None = None
    certainty: str | None = None
    as_of: str | None = None
    after: str | None = None

    def words(self, *without: str) -> dict[str, str]:
        """Those that are given, as the ledger takes them, but for ``without``."""
        names = (one.name for one in fields(self) if one.name not in without)
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def link(self, path: str, **changed: object) -> str:
        """The address of ``path`` under this filter: ``asked.link("/events", page=2)``; None takes a word out."""
        given: dict[str, object] = {**self.words(), **changed}
        query = urlencode([(name, str(value)) for name, value in given.items() if value not in (None, "")])
        path, mark, part = path.partition("#")
        return f"{path}{'?' if query else ''}{query}{mark}{part}"

    def __bool__(self) -> bool:
        return bool(self.words())


LABELS = {
    "about": "words", "where": "place", "since": "from", "until": "until", "actor": "actor", "publisher": "outlet",
    "certainty": "certainty", "as_of": "as of", "after": "said after",
}  # fmt: skip
"""What each part is called on the page."""

_ABOUT = 'Words, all of which must occur in any of their forms: rockets port, "grain port", shell*, -drill'
_WHERE = "A country, a place, “Odesa 50km”, or a box west,south,east,north"
_MOMENT = "2024, 2024-03, 2024-03-11 or 2024-03-11T18:00Z"

Word = Annotated[str | None, Query(max_length=_LONGEST)]


def asked(
    about: Annotated[str | None, Query(max_length=_LONGEST, description=_ABOUT)] = None,
    where: Annotated[str | None, Query(max_length=_LONGEST, description=_WHERE)] = None,
    since: Annotated[str | None, Query(max_length=40, description=_MOMENT)] = None,
    until: Annotated[str | None, Query(max_length=40, description=_MOMENT)] = None,
    actor: Annotated[str | None, Query(max_length=_LONGEST, description="A name, or A3")] = None,
    publisher: Annotated[str | None, Query(max_length=_LONGEST, description="An outlet")] = None,
    certainty: Annotated[str | None, Query(max_length=40, description="certain, probable or possible")] = None,
    as_of: Annotated[str | None, Query(max_length=40, description=_MOMENT)] = None,
    after: Annotated[
        str | None, Query(max_length=20, description="By reports that came after this: D41")
    ] = None,
) -> Asked:
    """The filter of a request; what is empty or only spaces asks for nothing."""
    given = {"about": about, "where": where, "since": since, "until": until, "actor": actor, "publisher": publisher,
             "certainty": certainty, "as_of": as_of, "after": after}  # fmt: skip
    return Asked(**{name: (value or "").strip() or None for name, value in given.items()})


Filter = Annotated[Asked, Depends(asked)]
"""``asked: Filter`` in a view."""
