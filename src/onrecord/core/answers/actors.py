"""A person, body or state, over all the reports that name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """What a report says an actor is: "former deputy interior minister"; ``organization`` is an actor ("A7")."""

    title: str
    organization: str | None
    former: bool
    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """One actor, e.g. A3, Ilmar Voss, with every name and every role that the reports give it."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    roles: tuple[HeldRole, ...]
    documents: tuple[str, ...]
    wikidata: str | None
    claims: int
    judgement: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Two actors that may be one, for a person to decide: ``merge`` is the command that makes them one."""

    a: str
    b: str
    names: tuple[str, str]
    score: float
    because: str
    documents: tuple[str, ...]
    merge: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the answer."""
        written: dict[str, Any] = as_written(self)
        return written
