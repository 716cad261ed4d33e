"""The corridor from nouns to how they look in a notebook; the room that draws them is loaded with the first one."""

from __future__ import annotations

from typing import Any

from onrecord.core.display import draw_with


def prepare() -> None:
    """Let readings and the answers of a ledger show themselves: ``reading`` at the end of a cell."""
    draw_with(_drawn)


def _drawn(noun: Any) -> str:
    from onrecord.show.notebook import drawn

    return drawn(noun)
