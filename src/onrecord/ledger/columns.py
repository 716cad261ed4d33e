"""What the columns of a ledger's tables are made of."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Number = BigInteger().with_variant(Integer, "sqlite")  # an INTEGER PRIMARY KEY is the row's own number in SQLite


def own_number() -> Column[int]:
    """The number of a row: "12" in C12."""
    return Column("id", Number, primary_key=True, autoincrement=False)


def of_document(*, index: bool = True) -> Column[int]:
    """The number of the report that a row is of."""
    return Column("document", Number, ForeignKey("documents.id"), nullable=False, index=index)
