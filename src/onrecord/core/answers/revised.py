"""A row of an export that somebody has edited, as the judgement it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Fate = Literal["new", "applied", "skipped", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an edited row wants: "D41/fig3: correct low 13 → 9", of line 7 of ``statements.csv``.

    ``change`` holds the new values, ``was`` those of the ledger, ``reason`` the row's words for it. ``line`` is
    0 for a row that was taken out. ``fate`` is new (a preview), applied, skipped (nothing can be made of it) or refused
    (the ledger does not take the value); ``because`` says why, or names the judgement.
    """

    item: str
    act: str | None
    file: str
    line: int
    fate: Fate
    because: str
    change: dict[str, Any] = field(default_factory=dict, hash=False)
    was: dict[str, Any] = field(default_factory=dict, hash=False)
    reason: str = ""
