"""What the clustering works on: one mention in the text, and the growing record of one actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.core import Span
from onrecord.core.analysis import MentionForm
from onrecord.core.mentions import ActorKind


@dataclass(slots=True)
class Mention:
    """One place where an actor may be meant.

    ``first`` and ``last`` are token indices (inclusive) of the bare phrase, ``head`` of its head noun; ``words`` are
    the folded words without titles and determiners. ``definite`` is "name", "the", "a", "bare" or "pronoun".
    ``owner`` is the mention in front of "'s" or after "of" ("the ministry's spokesman"); ``cluster`` −1 until placed.
    """

    span: Span
    form: MentionForm
    first: int
    last: int
    head: int
    sentence: int
    words: tuple[str, ...]
    kind: str = ""
    gender: str = ""
    plural: bool = False
    definite: str = ""
    modifiers: frozenset[str] = frozenset()
    owner: int | None = None
    country: str | None = None
    subject: bool = False
    speaks: bool = False
    quoted: bool = False
    acts: bool = False
    title: tuple[int, int] | None = None
    hint: ActorKind | None = None
    cluster: int = -1


@dataclass(slots=True)
class RoleFound:
    """A role as found, before actor ids exist: ``owner`` is the index of the mention that names the body."""

    title: str
    span: Span
    former: bool
    owner: int | None
    country: str | None
    head: str
    modifiers: frozenset[str]


@dataclass(slots=True)
class Cluster:
    """One actor in the making. ``heads``: nouns that describe it ("minister") with the modifiers seen."""

    number: int
    mentions: list[int] = field(default_factory=list)
    keys: Counter[tuple[str, ...]] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    kind: ActorKind | None = None
    hints: Counter[ActorKind] = field(default_factory=Counter)
    gender: str = ""
    plural: bool = False
    country: str | None = None
    named: bool = False
    place: bool = False
    acting: bool = False
    heads: dict[str, frozenset[str]] = field(default_factory=dict)
    roles: list[RoleFound] = field(default_factory=list)
    acronyms: set[str] = field(default_factory=set)

    def describe(self, head: str, modifiers: frozenset[str]) -> None:
        """Note that this actor is called "the deputy **minister**"."""
        self.heads[head] = self.heads.get(head, frozenset()) | modifiers

    @property
    def is_person(self) -> bool:
        """True for a human being: "Ilmar Voss", "the deputy minister"."""
        return self.kind == "person"
