"""``onrecord add`` is killed (kill -9) and given again: nothing acknowledged is lost, nothing is half there.

The same on a large scale: ``python -m evaluation.crashes --kills 200``.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.crashes import POINTS, Toll, half, kill_at_points, kill_at_random, make_inbox, whole_run

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it is seen in /proc what still runs")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_inbox(tmp_path_factory.mktemp("crashes") / "inbox", documents=12)


@pytest.mark.parametrize("jobs", [1, 2], ids=["one job", "two jobs"])
def test_a_run_killed_at_any_moment_goes_on_as_if_it_had_not_been(inbox: Path, tmp_path: Path, jobs: int) -> None:
    toll = Toll()
    kill_at_random(inbox, tmp_path, kills=4, jobs=jobs, chance=random.Random(jobs), toll=toll)
    assert toll.faults == []
    assert toll.kills == 4


def test_a_run_killed_at_each_named_moment_goes_on_as_if_it_had_not_been(inbox: Path, tmp_path: Path) -> None:
    toll = Toll()
    kill_at_points(inbox, tmp_path, jobs=1, times=(1,), toll=toll)
    assert toll.faults == []
    assert toll.kills == len(POINTS)


def test_what_is_half_there_is_seen(inbox: Path, tmp_path: Path) -> None:
    """The eye that looks after a kill is not blind."""
    where = tmp_path / "news.ledger"
    whole_run(inbox, where, jobs=1)
    assert list(half(where)) == []
    with closing(sqlite3.connect(where)) as connection, connection:
        connection.execute("DELETE FROM arrivals WHERE document = 1")
        connection.execute("DELETE FROM figures WHERE document = (SELECT min(document) FROM figures)")
        connection.execute("UPDATE readings SET current = 0 WHERE document = (SELECT max(document) FROM readings)")
    for path in sorted(where.with_name("news.ledger.store").glob("??/*"))[:1]:
        path.unlink()
    said = "\n".join(half(where))
    for words in ("D1 has not an arrival", "figures, and its reading", "has not one current reading", "cannot be read"):
        assert words in said
