"""The situation on one page, out of what the ledger answers; nothing of it is stored."""

from __future__ import annotations

from onrecord.weigh.brief.compose import brief

__all__ = ["brief"]
