"""What was worked out for a page is kept until the ledger says something else, and is never made twice at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from onrecord.opened import open_ledger
from onrecord.show.workbench.memory import Memory


def test_who_asks_for_what_is_being_worked_out_waits_for_it(tmp_path: Path) -> None:
    memory, begun, go_on, made = Memory(), threading.Event(), threading.Event(), []

    def make() -> int:
        begun.set()
        assert go_on.wait(10)
        made.append(1)
        return len(made)

    with open_ledger(tmp_path / "news.ledger") as ledger:
        found: list[int] = []
        asking = [threading.Thread(target=lambda: found.append(memory.kept(ledger.desk, "days", make))) for _ in "ab"]
        asking[0].start()
        assert begun.wait(10)
        asking[1].start()
        go_on.set()
        for one in asking:
            one.join(10)
        assert found == [1, 1]
        assert memory.kept(ledger.desk, "days", make) == 1


def test_what_went_wrong_is_not_kept(tmp_path: Path) -> None:
    memory = Memory()
    with open_ledger(tmp_path / "news.ledger") as ledger:
        with pytest.raises(ZeroDivisionError):
            memory.kept(ledger.desk, "days", lambda: 1 // 0)
        assert memory.kept(ledger.desk, "days", lambda: 2) == 2
