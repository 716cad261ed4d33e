"""What others say of somebody: the claims in whose words an actor is named, by name, by a description or as "he"."""

from __future__ import annotations

import json
from bisect import bisect_left

from sqlalchemy import Connection, select

from onrecord.ledger.parts import in_parts
from onrecord.ledger.schema import claims, documents, namings
from onrecord.weigh.ask.conditions import named

MOST = 2_000
"""Reports that are looked at, the newest: a government is named in most of a ledger."""


def mentioning(connection: Connection, written: str) -> list[int]:
    """The numbers of the claims of others that name the actors meant: ``mentioning(connection, "A3")``."""
    query = select(namings.c.id, namings.c.document, namings.c.mentions).where(namings.c.id.in_(named(written)))
    query = query.join(documents, documents.c.id == namings.c.document)
    rows = connection.execute(query.order_by(documents.c.known_from.desc(), namings.c.id).limit(MOST)).all()
    own = {row.id for row in rows}
    places: dict[int, list[int]] = {}
    for row in rows:
        places.setdefault(row.document, []).extend(mention["span"][0] for mention in json.loads(row.mentions))
    for starts in places.values():
        starts.sort()
    found: list[int] = []
    for some in in_parts(places):
        told = select(claims.c.id, claims.c.document, claims.c.start, claims.c.end, claims.c.speaker)
        for claim in connection.execute(told.where(claims.c.document.in_(some))):
            starts = places[claim.document]
            first = bisect_left(starts, claim.start)
            if claim.speaker not in own and first < len(starts) and starts[first] < claim.end:
                found.append(int(claim.id))
    return found
