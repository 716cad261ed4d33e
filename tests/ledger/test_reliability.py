"""Power cuts, full disks, crowds: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import shutil
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, insert, select

from onrecord.errors import CannotOpen, LedgerBusy, NoSpace
from onrecord.ledger import failpoints
from onrecord.ledger.connect import Desk, connect
from onrecord.ledger.digest import digest
from onrecord.ledger.quarantine import is_whole, note_wholes, refuse
from onrecord.ledger.schema import about, arrivals, claims, documents, refusals
from onrecord.ledger.verify import verify
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from onrecord.settings import Settings
from tests.ledger.reports import incoming

FORK = multiprocessing.get_context("fork")
QUICK = Settings(wait_seconds=0.3)


def said(where: str) -> str:
    """The digest of a ledger, after a proof that it is whole."""
    with open_ledger(where, create=False) as ledger:
        broken = [finding for finding in verify(ledger.desk) if finding.broken]
        assert broken == []
        with ledger.desk.reading() as connection:
            return digest(connection)


def child(work: Callable[[], object]) -> int:
    """Run ``work`` in a process of its own and return how it ended."""
    process = FORK.Process(target=work)
    process.start()
    process.join(120)
    assert process.exitcode is not None, "it hangs"
    return process.exitcode


def put_all(where: str, numbers: Iterator[int] | range, *, acknowledged: Path | None = None) -> None:
    """Reports into a ledger one by one; each that was acknowledged is written down, as a user would be told."""
    with open_ledger(where) as ledger:
        for number in numbers:
            put(ledger.desk, incoming(number, **FACTS.get(number, {})))
            if acknowledged is not None:
                with acknowledged.open("a") as stream:
                    stream.write(f"{number}\n")


# A version of a report before it, a report that takes another back, one in a language that is not read.
FACTS: dict[int, dict[str, Any]] = {
    2: {"url": "https://herald.example/orsk", "external_id": None},
    4: {"url": "https://herald.example/orsk"},
    5: {"extra": {"ingest": {"retracts": "https://herald.example/orsk"}}, "published": None},
    6: {"read": False},
}


@pytest.fixture
def whole(tmp_path: Path) -> str:
    """The digest of a run that nothing interrupted."""
    where = str(tmp_path / "whole.ledger")
    put_all(where, range(1, 8))
    return said(where)


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    failpoints.arm(None)


# Killed


@pytest.mark.parametrize("times", [1, 4, 7])
@pytest.mark.parametrize("moment", ["after blob", "before commit", "after commit"])
def test_a_run_that_was_killed_goes_on_where_it_was(
    moment: str, times: int, address: str, whole: str, tmp_path: Path
) -> None:
    acknowledged = tmp_path / "acknowledged"

    def work() -> None:
        failpoints.arm(f"{moment}:{times}")
        put_all(address, range(1, 8), acknowledged=acknowledged)

    assert child(work) == -signal.SIGKILL
    told = acknowledged.read_text().split() if acknowledged.exists() else []
    assert len(told) == times - 1
    said(address)  # what is there is whole
    with open_ledger(address, create=False) as ledger, ledger.desk.reading() as connection:
        kept = [number.rpartition("/")[2] for number in connection.scalars(select(documents.c.locator))]
        assert {f"{number}.txt" for number in told} <= set(kept)
        assert len(kept) == times - (moment != "after commit")
        assert connection.scalar(select(func.count()).select_from(arrivals)) == len(kept)
    put_all(address, range(1, 8))
    assert said(address) == whole


def test_every_moment_of_writing_is_one_that_is_tried() -> None:
    """A failpoint that is new in write.py joins the list above."""
    import onrecord.ledger.write as module

    source = Path(module.__file__).read_text(encoding="utf-8")
    reached = {part.split('"')[1] for part in source.split("failpoints.reach(")[1:]}
    assert reached == {"after blob", "before commit", "after commit"}


def test_a_refusal_that_was_killed_is_made_again(address: str) -> None:
    def refused(desk: Desk) -> bool:
        return refuse(desk, locator="a.pdf", error=CannotOpen("a.pdf: no permission"), data=b"%PDF")

    def work() -> None:
        failpoints.arm("before refusal")
        with open_ledger(address) as ledger:
            refused(ledger.desk)

    open_ledger(address).close()
    assert child(work) == -signal.SIGKILL
    with open_ledger(address) as ledger:
        with ledger.desk.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(refusals)) == 0
        assert refused(ledger.desk)
        assert not refused(ledger.desk)
    said(address)


def test_a_file_whose_end_was_not_noted_is_given_out_again(address: str) -> None:
    def work() -> None:
        failpoints.arm("before whole")
        with open_ledger(address) as ledger:
            note_wholes(ledger.desk, {"0": "crawl.warc"})

    open_ledger(address).close()
    assert child(work) == -signal.SIGKILL
    with open_ledger(address) as ledger:
        with ledger.desk.reading() as connection:
            assert not is_whole(connection, "0")
        note_wholes(ledger.desk, {"0": "crawl.warc"})
        with ledger.desk.reading() as connection:
            assert is_whole(connection, "0")


def test_a_ledger_whose_making_was_killed_is_made_again(database: Callable[..., str], tmp_path: Path) -> None:
    for where in (str(tmp_path / "news.ledger"), database(empty=True)):

        def work(where: str = where) -> None:
            desk = connect(where, settings=Settings())
            with desk.writing() as connection:
                from onrecord.ledger.making import make

                make(connection)
                os.kill(os.getpid(), signal.SIGKILL)

        assert child(work) == -signal.SIGKILL
        put_all(where, range(1, 3))
        said(where)


# The disk


class Disk(NamedTuple):
    total: int = 10**12
    used: int = 10**12
    free: int = 1_000_000


def test_nothing_is_begun_on_a_disk_that_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = str(tmp_path / "news.ledger")
    put_all(where, range(1, 3))
    before = said(where)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Disk())
    with open_ledger(where) as ledger:  # opening and reading go on
        with pytest.raises(NoSpace, match="1 MB left on this disk, and 200 are kept free; make room and run the same"):
            put(ledger.desk, incoming(3))
        with ledger.desk.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(documents)) == 2
    assert said(where) == before


@pytest.mark.parametrize("room", [0, 4096, 100_000])
def test_a_full_disk_keeps_what_was_stored_and_the_run_goes_on_later(room: int, whole: str, tmp_path: Path) -> None:
    """A file may not grow beyond a limit, as on a disk that is full; the limit ends with the child."""
    where = str(tmp_path / "full.ledger")
    acknowledged = tmp_path / "acknowledged"
    put_all(where, range(1, 3), acknowledged=acknowledged)

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = Path(where).stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        big = replace(incoming(100), data=os.urandom(limit + 1_000_000))
        with pytest.raises(NoSpace, match="make room and run"):  # noqa: PT012 - whichever of them meets the limit
            put_all(where, range(3, 8))
            with open_ledger(where) as ledger:
                put(ledger.desk, big)
        os._exit(errno.ENOSPC)

    assert child(work) == errno.ENOSPC
    said(where)
    put_all(where, range(1, 8))
    with open_ledger(where) as ledger:
        assert list(Path(f"{where}.store").rglob("*.part")) == []
        with ledger.desk.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(documents)) == 7
    assert said(where) == whole


def test_a_disk_that_is_really_full(whole: str, tmp_path: Path) -> None:
    """A file system of one megabyte, where one may be mounted; elsewhere the test above stands alone."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or os.system(f"mount -t tmpfs -o size=1m tmpfs '{disk}' 2>/dev/null") != 0:
        pytest.skip("a file system can be mounted only by root, and not in every container")
    try:
        where = str(disk / "news.ledger")
        roomy = Settings(min_free_bytes=1)
        with open_ledger(where, settings=roomy) as ledger:
            with pytest.raises(NoSpace):  # noqa: PT012 - one of them is the last that fits
                for number in range(1, 3000):
                    put(ledger.desk, incoming(number, **FACTS.get(number, {})))
            with ledger.desk.reading() as connection:
                kept = connection.scalar(select(func.count()).select_from(documents)) or 0
            assert [finding for finding in verify(ledger.desk) if finding.broken] == []
            assert os.system(f"mount -o remount,size=64m '{disk}'") == 0
            for number in range(1, kept + 5):
                put(ledger.desk, incoming(number, **FACTS.get(number, {})))
            assert [finding for finding in verify(ledger.desk) if finding.broken] == []
    finally:
        os.system(f"umount '{disk}'")


# Several at once


def test_four_writers_lose_nothing(address: str) -> None:
    open_ledger(address).close()
    failed = FORK.Queue()

    def work(first: int) -> None:
        try:
            put_all(address, range(first, first + 50))
        except BaseException as error:
            failed.put(repr(error))
            raise

    processes = [FORK.Process(target=work, args=(1 + 50 * place,)) for place in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    assert [process.exitcode for process in processes] == [0] * 4, failed.get(timeout=5)
    said(address)
    with open_ledger(address) as ledger, ledger.desk.reading() as connection:
        locators = set(connection.scalars(select(documents.c.locator)))
        numbers = list(connection.scalars(select(documents.c.id).order_by(documents.c.id)))
        made = list(connection.scalars(select(claims.c.id).order_by(claims.c.id)))
    assert locators == {f"reports.zip/{number}.txt" for number in range(1, 201)}
    assert numbers == list(range(1, 201))
    assert made == list(range(1, len(made) + 1))


def test_several_open_a_new_ledger_at_once(database: Callable[..., str], tmp_path: Path) -> None:
    for where in (str(tmp_path / "news.ledger"), database(empty=True)):
        processes = [FORK.Process(target=put_all, args=(where, range(1, 3))) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(120)
        assert [process.exitcode for process in processes] == [0] * 4
        said(where)


def test_a_reader_sees_one_moment_while_others_write(desk: Desk) -> None:
    put(desk, incoming(1))
    count = select(func.count()).select_from(documents)
    with desk.reading() as reader:
        assert reader.scalar(count) == 1
        writer = threading.Thread(target=lambda: [put(desk, incoming(number)) for number in range(2, 12)])
        writer.start()
        writer.join(60)
        assert not writer.is_alive(), "a reader holds up a writer"
        assert reader.scalar(count) == 1
        assert reader.scalar(select(func.count()).select_from(arrivals)) == 1
    with desk.reading() as reader:
        assert reader.scalar(count) == 11


def test_a_reader_is_not_held_up_by_a_long_write(desk: Desk) -> None:
    put(desk, incoming(1))
    with desk.writing() as writer:
        writer.execute(insert(about).values(key="half", value="written"))
        with desk.reading() as reader:
            assert reader.scalar(select(about.c.value).where(about.c.key == "half")) is None
            assert reader.scalar(select(func.count()).select_from(documents)) == 1


def test_who_waits_in_vain_is_told_so(address: str) -> None:
    says = r"another program has been writing for 0\.3 seconds; try again"
    with open_ledger(address) as first, open_ledger(address, settings=QUICK) as second, first.desk.writing():
        with pytest.raises(LedgerBusy, match=says):
            put(second.desk, incoming(1))
        with second.desk.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(documents)) == 0
    with open_ledger(address, settings=QUICK) as second:
        assert put(second.desk, incoming(1)) == ("added", 1)


def test_a_writer_sees_what_was_written_while_it_waited(address: str) -> None:
    """On a server a snapshot taken before the wait would hand out numbers that are taken."""
    seen: list[Any] = []

    def work(desk: Desk) -> None:
        with desk.writing() as connection:
            seen.append(connection.scalar(select(about.c.value).where(about.c.key == "seen")))

    with open_ledger(address) as first, open_ledger(address) as second:
        waiting = threading.Thread(target=work, args=(second.desk,))
        with first.desk.writing() as connection:
            waiting.start()
            waiting.join(0.5)
            assert seen == []
            connection.execute(insert(about).values(key="seen", value="by the next"))
        waiting.join(60)
        assert seen == ["by the next"]


def test_a_log_left_by_a_killed_writer_is_part_of_the_ledger(tmp_path: Path) -> None:
    where = str(tmp_path / "news.ledger")

    def work() -> None:
        put_all(where, range(1, 3))
        with open_ledger(where) as ledger:
            put(ledger.desk, incoming(3))
            os.kill(os.getpid(), signal.SIGKILL)

    assert child(work) == -signal.SIGKILL
    assert Path(f"{where}-wal").stat().st_size > 0
    with open_ledger(where, read_only=True) as ledger, ledger.desk.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(documents)) == 3


def test_acknowledged_means_flushed(tmp_path: Path) -> None:
    """What a loss of power leaves rests on SQLite's log and full flushes: they are on, on every connection."""
    with open_ledger(tmp_path / "news.ledger") as ledger:
        for opened in (ledger.desk.reading(), ledger.desk.writing()):
            with opened as connection:
                values = [
                    connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
                ]
            assert values == ["wal", 2, 1, 1]
    with closing(sqlite3.connect(tmp_path / "news.ledger")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
