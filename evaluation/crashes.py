"""Kills ``onrecord add`` and looks at what is left: ``python -m evaluation.crashes --kills 200``.

Each run is killed (kill -9) after a random part of its time, or at a named moment, and the same command is given again
until it is done: nothing that was acknowledged may be lost, no report half there, and the ledger that comes out in
the end must say what that of an uninterrupted run says.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.collection import reports, write
from evaluation.collection.broken import broken
from onrecord.ledger.digest import digest
from onrecord.opened import open_ledger

POINTS = ("after blob", "before commit", "after commit", "before refusal", "before whole")
MOST_KILLS = 6  # of one ledger; then it is let finish
_GONE_WITHIN = 5.0  # seconds that workers have to follow a killed parent
_TABLES = {"namings": "actors", "placings": "places", "claims": "attributions", "happenings": "events",
           "figures": "figures", "ties": "relations", "flags": "flags"}  # fmt: skip


@dataclass(slots=True)
class Toll:
    """What the kills have done: ``faults`` are lines, empty where all promises were kept."""

    kills: int = 0
    ledgers: int = 0
    acknowledged: int = 0  # reports that were there just before a kill, over all kills
    faults: list[str] = field(default_factory=list)


def make_inbox(folder: Path, *, documents: int = 60) -> Path:
    """A small collection of short reports in every form, and some that are refused."""
    write(folder, list(reports(documents, shortest=30, longest=60)))
    for name, data in broken(5, random.Random(0)):
        (folder / f"damaged-{name}").write_bytes(data)
    return folder


def begin(inbox: Path, where: Path, *, jobs: int, failpoint: str = "") -> subprocess.Popen[bytes]:
    """``onrecord add`` in a session of its own, so that what it leaves running can be told from anything else."""
    command = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())", "add", str(inbox),
               "--ledger", str(where), "--jobs", str(jobs)]  # fmt: skip
    environment = {**os.environ, "ONRECORD_FAILPOINT": failpoint}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill_at_random(inbox: Path, folder: Path, *, kills: int, jobs: int, chance: random.Random, toll: Toll) -> None:
    """Kill at random moments, over as many ledgers as it takes; ``toll`` is told of everything."""
    reference, seconds = whole_run(inbox, folder / f"whole{jobs}.ledger", jobs=jobs)
    done = 0
    while done < kills:
        where = folder / f"killed{jobs}-{toll.ledgers}.ledger"
        toll.ledgers += 1
        for _ in range(min(MOST_KILLS, kills - done)):
            child = begin(inbox, where, jobs=jobs)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(chance.uniform(0.1, 1.0) * seconds)
            if child.poll() is not None:
                break  # it was done before its time came
            strike(child, where, toll)
            done += 1
        finish(inbox, where, jobs=jobs, reference=reference, toll=toll)


def kill_at_points(inbox: Path, folder: Path, *, jobs: int, times: Sequence[int], toll: Toll) -> None:
    """Kill one run after another, each at a named moment: the first time it is reached, the second …"""
    reference, _ = whole_run(inbox, folder / f"whole{jobs}.ledger", jobs=jobs)
    where = folder / f"points{jobs}.ledger"
    toll.ledgers += 1
    for point in [f"{name}:{time_}" for time_ in times for name in POINTS]:
        child = begin(inbox, where, jobs=jobs, failpoint=point)
        if child.wait() == -signal.SIGKILL:
            toll.kills += 1
            after(child, where, set(), toll)
        else:
            toll.faults.append(f"{point}: never reached (exit {child.returncode})")
    finish(inbox, where, jobs=jobs, reference=reference, toll=toll)


def whole_run(inbox: Path, where: Path, *, jobs: int) -> tuple[str, float]:
    """The digest of an uninterrupted run, and its seconds."""
    if where.exists():
        return said_by(where), 0.0
    begun = time.perf_counter()
    code = begin(inbox, where, jobs=jobs).wait()
    if code not in (0, 1):
        raise RuntimeError(f"an uninterrupted run ended with {code}")
    return said_by(where), time.perf_counter() - begun


def strike(child: subprocess.Popen[bytes], where: Path, toll: Toll) -> None:
    """Note what is acknowledged, kill the child (not its workers), and look at what is left."""
    acknowledged = documents_of(where)
    child.kill()
    child.wait()
    toll.kills += 1
    toll.acknowledged += len(acknowledged)
    after(child, where, acknowledged, toll)


def after(child: subprocess.Popen[bytes], where: Path, acknowledged: set[tuple[int, str]], toll: Toll) -> None:
    """Everything that must hold after a kill."""
    until = time.monotonic() + _GONE_WITHIN
    while (left := session_of(child.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    toll.faults += [f"process {process} still runs after the kill of its parent" for process in left]
    for process in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    lost = acknowledged - documents_of(where)
    toll.faults += [f"{where.name}: D{number} was acknowledged and is gone" for number, _ in sorted(lost)]
    toll.faults += [f"{where.name}: {fault}" for fault in half(where)]


def finish(inbox: Path, where: Path, *, jobs: int, reference: str, toll: Toll) -> None:
    """Give the same command once more, and compare what comes out."""
    code = begin(inbox, where, jobs=jobs).wait()
    if code not in (0, 1):
        toll.faults.append(f"{where.name}: going on after the kills ended with {code}")
    toll.faults += [f"{where.name}: {fault}" for fault in half(where)]
    if said_by(where) != reference:
        toll.faults.append(f"{where.name}: says something else than an uninterrupted run")


def session_of(leader: int) -> list[int]:
    """The processes that still run in the session that ``leader`` began (Linux only); the dead do not count."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] not in {"Z", "X"}:
            found.append(int(path.parent.name))
    return found


def documents_of(where: Path) -> set[tuple[int, str]]:
    """What the ledger says is there, as another program sees it; nothing before it is made."""
    if not where.exists():
        return set()
    with closing(sqlite3.connect(f"{where.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
        try:
            return set(connection.execute("SELECT id, version FROM documents"))
        except sqlite3.OperationalError:  # killed before its tables were made
            return set()


def said_by(where: Path) -> str:
    """The digest of a ledger."""
    with open_ledger(where, create=False) as ledger, ledger.desk.reading() as connection:
        return digest(connection)


def half(where: Path) -> Iterator[str]:
    """Whatever is damaged or only half there."""
    if not where.exists():
        return
    with closing(sqlite3.connect(where)) as connection:
        for (line,) in connection.execute("PRAGMA integrity_check"):
            if line != "ok":
                yield f"integrity: {line}"
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone() is None:
            return
        yield from (f"a row without what it points to: {row}" for row in connection.execute("PRAGMA foreign_key_check"))
        missing = {
            "an arrival": "id NOT IN (SELECT document FROM arrivals WHERE document IS NOT NULL)",
            "its words": "id NOT IN (SELECT id FROM document_words_docsize)",
            "one current reading": "(status = 'read') != (SELECT count(*) FROM readings r WHERE r.current "
            "AND r.document = documents.id)",
        }
        for what, condition in missing.items():
            for (number,) in connection.execute(f"SELECT id FROM documents WHERE {condition}"):
                yield f"D{number} has not {what}"
        yield from _rows(connection)
        yield from _bytes(connection, where)


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    """Readings whose rows are not those of their record."""
    for number, record in connection.execute("SELECT document, record FROM readings WHERE current"):
        reading = json.loads(zlib.decompress(record))
        for table, name in _TABLES.items():
            (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE document = ?", (number,)).fetchone()
            if count != len(reading[name]):
                yield f"D{number} has {count} {table}, and its reading {len(reading[name])}"


def _bytes(connection: sqlite3.Connection, where: Path) -> Iterator[str]:
    """Original bytes that are not there, or others."""
    store = where.with_name(f"{where.name}.store")
    for number, blob in connection.execute("SELECT id, blob FROM documents"):
        try:
            data = zlib.decompress((store / blob[:2] / blob).read_bytes())
        except (OSError, zlib.error) as fault:
            yield f"the original bytes of D{number} cannot be read: {fault}"
            continue
        if hashlib.sha256(data).hexdigest() != blob:
            yield f"the original bytes of D{number} are others"


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill as often as asked, half with one job, half with two, and at every named moment; 1 where a promise broke."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.crashes", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, metavar="N")
    parser.add_argument("--documents", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    options = parser.parse_args(arguments)
    toll, begun = Toll(), time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="onrecord-crashes-") as name:
        inbox = make_inbox(Path(name) / "inbox", documents=options.documents)
        chance = random.Random(options.seed)
        for jobs in (1, 2):
            kill_at_random(inbox, Path(name), kills=options.kills // 2, jobs=jobs, chance=chance, toll=toll)
            kill_at_points(inbox, Path(name), jobs=jobs, times=(1,), toll=toll)
    for fault in toll.faults:
        print(fault)
    print(
        f"{toll.kills} kills of {toll.ledgers} ledgers in {time.perf_counter() - begun:,.0f} s; "
        f"{toll.acknowledged:,} times a report was acknowledged before a kill; {len(toll.faults)} faults"
    )
    return 1 if toll.faults else 0


if __name__ == "__main__":
    sys.exit(main())
