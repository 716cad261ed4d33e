"""A program that is killed while it judges or rereads leaves the ledger as it was before."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import failpoints
from onrecord.ledger.connect import Desk
from onrecord.ledger.digest import digest
from onrecord.ledger.reread import reread
from onrecord.ledger.verify import verify
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.reports import incoming, reading_of


def reread_all(desk: Desk) -> None:
    shorter = {reading.document.id: reading for reading in (
        replace(reading_of(number), attributions=(), figures=(), events=(), flags=()) for number in (1, 2)
    )}  # fmt: skip
    reread(desk, lambda wanted: (shorter[document.id] for document in wanted), "second")


def state(address: str) -> str:
    with open_ledger(address, create=False) as ledger:
        assert [finding for finding in verify(ledger.desk) if finding.broken] == []
        with ledger.desk.reading() as connection:
            return digest(connection)


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    failpoints.arm(None)


@pytest.mark.parametrize(("moment", "work"), [("mid judgement", "judge"), ("mid reread", "reread")])
def test_what_was_killed_in_the_middle_never_happened(address: str, moment: str, work: str) -> None:
    def judge() -> None:
        with open_ledger(address) as ledger:
            ledger.judge("E2", "merge", author="Ana", change={"into": "E1"})

    def again() -> None:
        with open_ledger(address) as ledger:
            reread_all(ledger.desk)

    works: dict[str, Callable[[], None]] = {"judge": judge, "reread": again}
    with open_ledger(address) as ledger:
        for number in (1, 2):
            put(ledger.desk, incoming(number))
        ledger.judge("D1/fig1", "correct", author="Ana", change={"low": 9})
    before = state(address)

    def killed() -> None:
        failpoints.arm(moment)
        works[work]()

    process = multiprocessing.get_context("fork").Process(target=killed)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert state(address) == before
    works[work]()
    assert state(address) != before
