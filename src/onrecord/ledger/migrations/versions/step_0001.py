"""The first version: its tables lie beside this file, as SQL of each database."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, index and trigger of version 0001."""
    connection = op.get_bind()
    written = Path(__file__).with_name(f"0001.{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in written.split("\n\n"):
        connection.exec_driver_sql(statement.strip())
