"""A report of very many names asks the ledger of very many actors: no list is too long for a database."""

from __future__ import annotations

from onrecord.ledger.bearers import free_to_move, telling_of_the_same
from onrecord.ledger.founding import finals
from onrecord.ledger.write import put
from onrecord.opened import Ledger
from tests.ledger.reports import incoming

MANY = range(1, 70_001)  # more than PostgreSQL takes in one question


def test_no_list_of_actors_or_reports_is_too_long(ledger: Ledger) -> None:
    for number in (1, 2):
        put(ledger.desk, incoming(number))
    with ledger.desk.reading() as connection:
        assert finals(connection, "A", MANY)[70_000] == 70_000
        assert telling_of_the_same(connection, 1, MANY) == telling_of_the_same(connection, 1, {1, 2})
        assert free_to_move(connection, 1, MANY) >= set(range(100, 70_001))
