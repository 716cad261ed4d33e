"""Writes the first version's tables anew from the schema; only until the first release, after it there are steps.

``python -m tests.ledger.write_0001``
"""

from __future__ import annotations

from onrecord.ledger.making import statements
from onrecord.ledger.migrations import HERE

if __name__ == "__main__":
    for dialect in ("sqlite", "postgresql"):
        path = HERE / "versions" / f"0001.{dialect}.sql"
        path.write_text("\n\n".join(statements(dialect)) + "\n", encoding="utf-8")
