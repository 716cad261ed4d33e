"""The ledger: reports, what they say, and what people ruled on it, kept in one file or one database.

``open_ledger("news.ledger")`` is the door.
"""

from __future__ import annotations

from onrecord.ledger.opened import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
