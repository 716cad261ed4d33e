"""What a report says of earlier reports: that it corrects one, or takes one back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select, update

from onrecord.core import Document
from onrecord.ledger.identity import address
from onrecord.ledger.schema import documents


def follow_up(connection: Connection, number: int, document: Document) -> None:
    """Tie document ``number`` to the report it corrects or retracts, by the id or address its source gives."""
    said: dict[str, Any] = document.extra.get("ingest", {})
    takes_back = said.get("change") != "update"  # a new version that only adds has superseded the old one already
    corrects = _meant(connection, said.get("corrects"), number) if takes_back else None
    retracts = _meant(connection, said.get("retracts"), number)
    if corrects is not None or retracts is not None:
        connection.execute(
            update(documents).where(documents.c.id == number).values(corrects=corrects, retracts=retracts)
        )
    if retracts is not None:
        connection.execute(update(documents).where(documents.c.id == retracts).values(retracted_by=number))


def _meant(connection: Connection, name: object, number: int) -> int | None:
    """The newest earlier report of that id or address."""
    if not isinstance(name, str) or not name.strip():
        return None
    ways = [documents.c.external_id == name.strip()]
    if "://" in name:
        ways.append(documents.c.identity == f"url {address(name)}")
    query = select(documents.c.id).where(or_(*ways), documents.c.id < number)
    found = connection.scalar(query.order_by(documents.c.id.desc()).limit(1))
    return None if found is None else int(found)
