"""A ledger made many times as large by laying its rows down again is a ledger like any other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from evaluation.scale.late import enlarge
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.reports import incoming


def test_a_larger_ledger_answers_as_many_times_as_much_and_takes_the_next_report(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with open_ledger(path) as ledger:
        for number in (1, 2):
            put(ledger.desk, incoming(number))
        claims = sum(1 for _ in ledger.claims())
    enlarge(path, 3)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_ledger(path) as ledger:
        assert sum(1 for _ in ledger.documents()) == 6
        assert sum(1 for _ in ledger.claims()) == 3 * claims
        assert put(ledger.desk, incoming(3)) == ("added", 7)
