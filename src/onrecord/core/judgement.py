"""What a person ruled on the record: "J7: C9 rejected by M. Okoye, the quote is of another mayor"."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Act = Literal["accept", "correct", "reject", "merge", "split", "apart", "copy", "not_copy", "comment", "undo"]
Verdict = Literal["accepted", "corrected", "rejected"]
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One act of one person, as it stands in the ledger for good; an undo is a judgement of its own.

    ``on`` is what was ruled on, as it was called then ("C9", "D41/fig3", "E12", "J7"), ``item`` what it is called in
    the current reading: None for an undo, and where its evidence is not found again (``unbound`` says why).
    ``evidence`` is what it is bound to (text, spans, quote), ``change`` what it changes, each field with its value
    before and after. ``hash`` is the SHA-256 of everything above it and of ``previous``, the hash of the one before.
    """

    id: str
    at: str
    author: str
    act: Act
    on: str
    item: str | None
    reason: str
    change: dict[str, Any] = field(hash=False)
    evidence: dict[str, Any] = field(hash=False)
    undone_by: str | None
    unbound: str | None
    previous: str
    hash: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as ``onrecord judgements --format json`` prints them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the judgements on one item come to: the last verdict, and every correction that has not been undone.

    ``judgement`` is the number of the last that decided, or of the last comment where there are only comments.
    """

    judgement: int
    verdict: Verdict | None = None
    change: dict[str, Any] = field(default_factory=dict, hash=False)
    comments: int = 0
