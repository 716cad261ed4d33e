"""What it costs to keep reports, beside what it costs to read them: ``python -m evaluation.adding --documents 1000``.

Adding and plain reading of the very same texts take turns in one run, so that a busy machine slows both alike.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from evaluation.collection import reports, write
from evaluation.collection.wrapping import plain

ROUNDS = 2
LEAST_SHARE, MOST_AGAIN, MOST_GROWTH = 0.85, 0.05, 0.2
SIZES = (10, 100, 1_000, 10_000)
SHORT = 100  # words of a report where only memory is measured
_PAUSE = 0.05  # seconds between two looks at the memory

_READ = """
import json, sys, time
from onrecord.core import Document
from onrecord.pipeline import Reader
kept = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
documents = [Document.of(**one) for one in kept]
begun = time.perf_counter()
reader = Reader()
words = sum(len(reading.document.text.split()) for reading in reader.read_many(documents))
print(json.dumps({"seconds": time.perf_counter() - begun, "words": words, "cores": time.process_time()}))
"""
_ADD = """
import json, resource, sys, time
from onrecord.adding import add
from onrecord.opened import open_ledger
if __name__ == "__main__":
    begun = time.perf_counter()
    with open_ledger(sys.argv[1]) as ledger:
        added = add(ledger, [sys.argv[2]], jobs=int(sys.argv[3]))
    seconds = time.perf_counter() - begun
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"seconds": seconds, "words": added.words, "reports": added.added, "refused": added.refused,
                      "writer": own.ru_utime + own.ru_stime, "workers": workers.ru_utime + workers.ru_stime}))
"""


def speed(folder: Path, *, documents: int, jobs: int) -> dict[str, Any]:
    """Words a second of adding and of reading what came out of it, in turns; then the same added again."""
    write(folder / "inbox", list(reports(documents)))
    adds: list[dict[str, Any]] = []
    reads: list[dict[str, Any]] = []
    for turn in range(ROUNDS):
        where = folder / f"turn{turn}.ledger"
        adds.append(_asked(folder, _ADD, where, folder / "inbox", jobs))
        reads.append(_asked(folder, _READ, _kept(where, folder / f"turn{turn}.jsonl")))
    again = _asked(folder, _ADD, folder / "turn0.ledger", folder / "inbox", jobs)
    rates = [
        (one["words"] / one["seconds"], two["words"] / two["seconds"]) for one, two in zip(adds, reads, strict=True)
    ]
    where = folder / "turn0.ledger"
    store = sum(path.stat().st_size for path in where.with_name(where.name + ".store").rglob("*") if path.is_file())
    return {
        "documents": documents,
        "reports": adds[0]["reports"],
        "refused": adds[0]["refused"],
        "words": adds[0]["words"],
        "jobs": jobs,
        "add_words_a_second": median(rate for rate, _ in rates),
        "read_words_a_second": median(rate for _, rate in rates),
        "share": median(one / two for one, two in rates),
        "core_share": median(_by_cores(one, two) for one, two in zip(adds, reads, strict=True)),
        "writer_ms_a_report": 1000 * median(one["writer"] for one in adds) / adds[0]["reports"],
        "again_seconds": again["seconds"],
        "again_share": again["seconds"] / median(one["seconds"] for one in adds),
        "again_added": again["reports"],
        "ledger_bytes_a_report": where.stat().st_size / adds[0]["reports"],
        "store_bytes_a_report": store / adds[0]["reports"],
    }


def _by_cores(add: dict[str, Any], read: dict[str, Any]) -> float:
    """Words for a second of one core, of adding over reading: a busy machine gives two processes more than one."""
    return float(add["words"] / (add["writer"] + add["workers"]) / (read["words"] / read["cores"]))


def memory(folder: Path, *, sizes: Sequence[int], jobs: int) -> list[dict[str, Any]]:
    """The most memory that adding holds, in all its processes together, for collections of several sizes."""
    found = []
    for size in sizes:
        path = folder / f"short{size}.jsonl"
        plain(path, reports(size, shortest=SHORT // 2, longest=SHORT))
        command = _command(_ADD, folder, folder / f"short{size}.ledger", path, jobs)
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child, _watched(child.pid) as most:
            said = json.loads(child.communicate()[0])
        found.append({"reports": said["reports"], "seconds": said["seconds"], "peak_mb": most["mb"]})
    return found


@contextmanager
def _watched(root: int) -> Iterator[dict[str, float]]:
    """The peak of the memory that a process and all below it have to themselves, shared pages counted once."""
    most, done = {"mb": 0.0}, threading.Event()

    def watch() -> None:
        while not done.wait(_PAUSE):
            most["mb"] = max(most["mb"], sum(map(_held, family(root))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


def family(root: int) -> set[int]:
    """A process and every process below it that runs now (Linux only)."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(path.parent.name)] = int(fields[1])
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _held(process: int) -> float:
    """Megabytes (proportional set size: a page that two share counts half for each)."""
    try:
        rolled = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in rolled.splitlines() if line.startswith("Pss:")), 0.0)


def _kept(where: Path, path: Path) -> Path:
    """The read documents of a ledger as JSONL, in order."""
    columns = ("text", "title", "publisher", "published", "url", "byline")
    query = "SELECT t.text, d.title, d.publisher, d.published, d.url, d.byline FROM documents d JOIN texts t ON " \
            "t.id = d.text_id WHERE d.status = 'read' ORDER BY d.id"  # fmt: skip
    with closing(sqlite3.connect(where)) as connection, path.open("w", encoding="utf-8") as stream:
        for row in connection.execute(query):
            stream.write(json.dumps(dict(zip(columns, row, strict=True))) + "\n")
    return path


def _command(program: str, folder: Path, *arguments: object) -> list[str]:
    """A fresh interpreter that runs a program; from a file, because workers load it again."""
    path = folder / f"{'add' if program is _ADD else 'read'}_once.py"
    path.write_text(program, encoding="utf-8")
    return [sys.executable, str(path), *map(str, arguments)]


def _asked(folder: Path, program: str, *arguments: object) -> dict[str, Any]:
    done = subprocess.run(_command(program, folder, *arguments), stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; ``--json`` prints the numbers alone."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.adding", description=__doc__)
    parser.add_argument("part", nargs="*", choices=["speed", "memory", []], help="speed, memory (default: both)")
    parser.add_argument("--documents", type=int, default=5_000, metavar="N")
    parser.add_argument("--most", type=int, default=SIZES[-1], metavar="N", help="the largest collection for memory")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    wanted = set(options.part) or {"speed", "memory"}
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-adding-") as name:
        if "speed" in wanted:
            found["speed"] = speed(Path(name), documents=options.documents, jobs=options.jobs)
        if "memory" in wanted:
            sizes = [size for size in SIZES if size <= options.most]
            found["memory"] = memory(Path(name), sizes=sizes, jobs=options.jobs)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        _show(Console(), found)
    return 0


def _show(console: Console, found: dict[str, Any]) -> None:
    if one := found.get("speed"):
        title = f"{one['reports']:,} reports, {one['words']:,} words, {one['jobs']} jobs, median of {ROUNDS} in turns"
        table = Table("", "", box=None, title=title, title_justify="left", show_header=False)
        table.add_row("onrecord add", f"{one['add_words_a_second']:,.0f} words/s")
        table.add_row("read_many on the same texts", f"{one['read_words_a_second']:,.0f} words/s")
        table.add_row(f"share (bar {LEAST_SHARE})", f"{one['share']:.2f}")
        table.add_row("share of words for a second of one core", f"{one['core_share']:.2f}")
        table.add_row("the writer, CPU a report", f"{one['writer_ms_a_report']:.1f} ms")
        table.add_row(
            f"the same again (bar {MOST_AGAIN:.0%})", f"{one['again_seconds']:.1f} s, {one['again_share']:.1%}"
        )
        table.add_row("ledger, a report", f"{one['ledger_bytes_a_report'] / 1000:,.1f} kB")
        table.add_row("original bytes, a report", f"{one['store_bytes_a_report'] / 1000:,.1f} kB")
        console.print(table)
    if some := found.get("memory"):
        table = Table("reports", "peak of all processes", "seconds", box=None, title="Memory", title_justify="left")
        for one in some:
            table.add_row(f"{one['reports']:,}", f"{one['peak_mb']:,.0f} MB", f"{one['seconds']:,.1f}")
        console.print(table)


if __name__ == "__main__":
    sys.exit(main())
