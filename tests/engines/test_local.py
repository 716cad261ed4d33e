"""Workers on this machine: order, how far ahead they are fed, and what becomes of one that dies or hangs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.engines import Batch, Outcome, Work, engine, engine_names, local
from onrecord.errors import Damaged, EmptyInput, UsageError
from onrecord.ingest.base import Member
from onrecord.settings import Settings


class Echo(Work):
    """Reads nothing: refuses each member with its own words and the process it was in; some words do harm."""

    __slots__ = ()

    def __call__(self, batch: Batch) -> list[Outcome]:
        """One refusal a member, in order."""
        for member in batch.members:
            if member.data == b"die":
                os._exit(1)
            if member.data.startswith(b"die once"):
                path = Path(member.data.decode().split(" ", 2)[2])
                if not path.exists():
                    path.touch()
                    os._exit(1)
            if member.data == b"hang":
                time.sleep(600)
            if member.data == b"slow":
                time.sleep(0.3)
        return [Outcome(refused=(EmptyInput(f"{member.data.decode()} {os.getpid()}"),)) for member in batch.members]


def batch(*words: str) -> Batch:
    return Batch(tuple(Member(locator=f"wire.jsonl:{word}", data=word.encode()) for word in words), words)


def read(batches: list[Batch], *, jobs: int, settings: Settings | None = None) -> list[list[str]]:
    """What came back: the first word of each member's refusal, batch by batch."""
    work = Echo(settings or Settings())
    return [
        [str(outcome.refused[0]).rpartition(" ")[0] for outcome in outcomes]
        for _, outcomes in local.run(batches, work=work, jobs=jobs)
    ]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_batches(jobs: int) -> None:
    given = [batch("slow"), batch("b", "c"), batch(), batch("slow", "d"), batch("e")]
    assert read(given, jobs=jobs) == [["slow"], ["b", "c"], [], ["slow", "d"], ["e"]]


def test_batches_are_drawn_as_there_is_room_and_never_all_at_once() -> None:
    drawn = 0

    def many() -> Iterator[Batch]:
        nonlocal drawn
        for number in range(100):
            drawn += 1
            yield batch(str(number))

    run = local.run(many(), work=Echo(Settings()), jobs=2)
    next(run)
    assert drawn <= 2 * 2 + 1
    run.close()


def test_no_worker_is_started_where_everything_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "ProcessPoolExecutor", None)
    assert read([batch(), batch()], jobs=2) == [[], []]


def test_one_that_ends_its_worker_is_refused_alone() -> None:
    found = read([batch("a"), batch("b", "die", "c"), batch("d"), batch("e")], jobs=2)
    assert [one[:1] for one in found] == [["a"], ["b"], ["d"], ["e"]]
    assert len(found[1]) == 3
    assert found[1][2] == "c"


def test_its_refusal_says_which_and_what_to_do() -> None:
    ((_, outcomes),) = local.run([batch("die")], work=Echo(Settings()), jobs=2)
    (refusal,) = outcomes[0].refused
    assert isinstance(refusal, Damaged)
    assert str(refusal).startswith("wire.jsonl:die: reading it ends the reader")


def test_one_that_died_by_chance_is_read_the_second_time(tmp_path: Path) -> None:
    word = f"die once {tmp_path / 'seen'}"
    assert read([batch("a", word)], jobs=2) == [["a", word]]


def test_one_that_hangs_is_refused_and_the_others_are_read() -> None:
    settings = Settings(document_seconds=1.5)
    found = read([batch("a"), batch("hang"), batch("b")], jobs=2, settings=settings)
    assert found[0] == ["a"]
    assert found[1][0].startswith("wire.jsonl:hang: reading it takes too long")
    assert found[2] == ["b"]


def test_workers_end_when_nobody_wants_their_outcomes_any_more() -> None:
    run = local.run(iter([batch("a"), batch("hang"), batch("hang")]), work=Echo(Settings()), jobs=2)
    _, outcomes = next(run)
    worker = int(str(outcomes[0].refused[0]).rpartition(" ")[2])
    run.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_an_engine_is_found_by_its_name() -> None:
    assert "local" in engine_names()
    assert engine("local") is local
    with pytest.raises(UsageError, match=r"choose one of .*local"):
        engine("steam")
