"""Who is said to stand to whom, and which outlet carries which: the lines of a network, each with what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One actor and another: "A3 Free Valley Front, assault, A9 fuel depot: in 4 events, told by 7 reports".

    ``relation`` is a type of event ("ASSAULT", of which ``a`` is said to be the actor and ``b`` the recipient) or what
    a text says of the two ("commands"). ``count`` is of events for the first and of reports for the second, ``counted``
    says which; ``documents`` are the reports that say so.
    """

    a: str
    a_name: str
    a_kind: str
    relation: str
    b: str
    b_name: str
    b_kind: str
    count: int
    counted: str
    documents: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the answer."""
        written: dict[str, Any] = as_written(self)
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One outlet and another whose words it prints: "Lake Review copies Coast Herald in 3 reports".

    ``relation`` is "copies" (a report of ``a`` is a copy of one of ``b``) or "credits" (it names ``b`` in a credit line
    or as the speaker); ``count`` is of reports of ``a``.
    """

    a: str
    relation: str
    b: str
    count: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the answer."""
        written: dict[str, Any] = as_written(self)
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Somebody whose words reports give: ``actor`` is None for sources without a name, who are counted together."""

    actor: str | None
    name: str
    claims: int
    documents: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the answer."""
        written: dict[str, Any] = as_written(self)
        return written
