"""The ledger: reports, what they say, and what people ruled on it, kept in one file or one database.

``onrecord.open("news.ledger")`` is the door.
"""

from __future__ import annotations
