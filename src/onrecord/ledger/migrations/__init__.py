"""The versions of a ledger, and the steps that lead an older one to this program's: forward only, one file a step.

A step is ``versions/step_0002.py``, an Alembic script; its number joins ``STEPS`` here. A new ledger is made at once in
the last version, and a test holds that both ways lead to the same tables. Alembic is imported only to take a step.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, select

HERE = Path(__file__).parent
STEPS: tuple[str, ...] = ("0001",)
FOLDERS: tuple[Path, ...] = (HERE / "versions",)

# As Alembic itself makes it.
alembic_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def head() -> str:
    """The version that this program writes."""
    return STEPS[-1]


def version(connection: Connection) -> str | None:
    """The version of the ledger behind ``connection``; None where none is written."""
    if not inspect(connection).has_table(alembic_version.name):
        return None
    return connection.scalar(select(alembic_version.c.version_num))


def stamp(connection: Connection) -> None:
    """Write this program's version into a ledger that was made just now."""
    alembic_version.create(connection)
    connection.execute(insert(alembic_version).values(version_num=head()))


def upgrade(connection: Connection) -> None:
    """Take every step that is missing, in the open transaction."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(HERE), version_locations=[str(folder) for folder in FOLDERS])

    def missing(now: object, _context: object) -> object:
        return script._upgrade_revs(head(), now)  # type: ignore[arg-type]

    with EnvironmentContext(Config(), script, fn=missing) as environment:
        # Told that DDL is transactional, Alembic neither begins nor commits: the whole way is one transaction.
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
