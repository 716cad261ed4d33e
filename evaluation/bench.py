"""Speed, cold start and memory, and the encoder's runtimes compared: ``python -m evaluation.bench``.

Every comparison is made within one run, in turns, so that a busy machine slows both sides alike.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from evaluation.corpora import CORPORA, GOLD

if TYPE_CHECKING:
    from onrecord.core import Document
    from onrecord.read.encoder import Encoder

ARTICLES = 200
ROUNDS = 3
COLD_RUNS = 5
COLD_WORDS = 1_400
COMPARED = 40  # articles: enough for 2 % between two runs on a quiet machine
LEAST_SHARE, MOST_SECONDS, MOST_MEGABYTES = 0.7, 3.0, 600

Feed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to run the encoder: ``runs`` batches at once, ``threads`` inside each, ``rows`` windows a batch."""

    runs: int
    threads: int
    rows: int
    by_length: bool = True


SETTINGS = (
    Setting(1, 1, 1),
    Setting(1, 2, 1),
    Setting(2, 1, 1),
    Setting(2, 1, 2),
    Setting(2, 1, 4),
    Setting(2, 1, 4, by_length=False),
    Setting(2, 1, 8),
    Setting(1, 2, 8),
)


def texts(count: int = ARTICLES) -> tuple[list[str], str]:
    """Real articles where the public corpora lie beside the checkout, else our own gold over and over; and which."""
    found = [path for part in ("dev", "train") for path in sorted((CORPORA / "polnear" / part / "text").glob("*.txt"))]
    source = "PolNeAR articles"
    if not found:
        found, source = sorted((GOLD / "articles").glob("*.txt")), "our own gold articles, repeated"
    return [path.read_text(encoding="utf-8") for path in islice(cycle(found), count)], source


def words(chosen: Sequence[str]) -> int:
    """Words between white space."""
    return sum(len(text.split()) for text in chosen)


def feeds(encoder: Encoder, chosen: Sequence[str], setting: Setting) -> list[Feed]:
    """The encoder's inputs for these texts, batched as the setting says; not part of what is timed."""
    from onrecord.read.segment import segment
    from onrecord.read.windows import inputs_of, windows_of

    rows: list[Feed] = []
    for text in chosen:
        pieces = encoder.pieces(segment(text))
        rows += [inputs_of(pieces, window) for window in windows_of(pieces)]
    if setting.by_length:
        rows.sort(key=lambda row: -row["ids"].shape[1])
    return [joined(rows[start : start + setting.rows]) for start in range(0, len(rows), setting.rows)]


def joined(rows: Sequence[Feed]) -> Feed:
    """Several windows as one batch, padded to the longest."""
    import numpy as np

    width = max(row["ids"].shape[1] for row in rows)
    fill = {"sentence": -1}
    return {
        name: np.concatenate(
            [
                np.pad(row[name], ((0, 0), (0, width - row[name].shape[1])), constant_values=fill.get(name, 0))
                for row in rows
            ]
        )
        for name in rows[0]
    }


def session(folder: Path, *, threads: int) -> Any:
    """An ONNX Runtime session on the CPU with this many threads inside one run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of one call: on the wall, and of all cores together (which a busy machine does not stretch)."""

    wall: float
    cores: float


def spent(work: Callable[[], object]) -> Spent:
    """Time one call."""
    wall, cores = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cores)


def rates(total: int, found: Sequence[Spent]) -> tuple[str, str]:
    """Median words per second, by the wall and by the cores."""
    walls, cores = (statistics.median(total / getattr(one, name) for one in found) for name in ("wall", "cores"))
    return f"{walls:,.0f}", f"{cores:,.0f}"


def bare(folder: Path, batches: Sequence[Feed], setting: Setting) -> Callable[[], object]:
    """The network alone on prepared inputs, as many runs at once as the setting says."""
    running = session(folder, threads=setting.threads)
    pool = ThreadPoolExecutor(setting.runs)
    return lambda: list(pool.map(lambda feed: len(running.run(None, feed)), batches))


def speed(console: Console, count: int) -> None:
    """``read_many`` beside the bare encoder on the same articles, in turns."""
    import onrecord
    from onrecord.read.encoder import shipped

    chosen, source = texts(count)
    total, encoder, reader = words(chosen), shipped(), onrecord.Reader()
    setting = Setting(2, 1, 1)
    network = bare(encoder.folder, feeds(encoder, chosen, setting), setting)
    documents = [_document(text) for text in chosen]

    def whole() -> object:
        return [len(reading.attributions) for reading in reader.read_many(documents)]

    bares, wholes = [], []
    for _ in range(ROUNDS):
        bares.append(spent(network))
        wholes.append(spent(whole))
    title = f"{count} {source}, {total:,} words, median of {ROUNDS}"
    table = Table("", "words/s", "words per core-second", box=None, title=title, title_justify="left")
    table.add_row("bare encoder", *rates(total, bares))
    table.add_row("read_many, everything", *rates(total, wholes))
    walls, cores = (
        statistics.median(
            getattr(one, name) / getattr(all_of_it, name) for one, all_of_it in zip(bares, wholes, strict=True)
        )
        for name in ("wall", "cores")
    )
    table.add_row(f"share (bar {LEAST_SHARE})", f"{walls:.2f}", f"{cores:.2f}")
    console.print(table)


def _document(text: str) -> Document:
    from onrecord.core import Document

    return Document.of(text, published="2016-09-30")


def cold(console: Console) -> None:
    """A fresh process that reads one article: wall seconds and peak memory."""
    chosen, _ = texts(20)
    article = " ".join("\n\n".join(chosen).split(" ")[:COLD_WORDS])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(article, encoding="utf-8")
        runs = [_fresh(path) for _ in range(COLD_RUNS)]
    wall, peak = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
    table = Table(
        "", "", box=None, title=f"Cold start, {len(article.split()):,} words, {COLD_RUNS} runs", title_justify="left"
    )
    table.add_row("wall, median", f"{wall:.2f} s  (bar {MOST_SECONDS:.0f})")
    table.add_row("peak memory", f"{peak:.0f} MB  (bar {MOST_MEGABYTES})")
    console.print(table)


def _fresh(path: Path) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one ``onrecord read``; raises where it fails."""
    command = [str(Path(sys.executable).parent / "onrecord"), "read", str(path), "--published", "2024-03-11"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as child:
        said = child.stderr.read() if child.stderr else b""
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}: {said.decode(errors='replace')}")
    return wall, usage.ru_maxrss / 1024 * 1.048576


def runtimes(console: Console, plain: Path | None) -> None:
    """The bare encoder with other threads, other windows a batch and (with ``plain``) without int8."""
    from onrecord.read.encoder import shipped

    encoder = shipped()
    chosen, source = texts(COMPARED)
    total = words(chosen)
    folders = {"int8": encoder.folder, **({"fp32": plain} if plain else {})}
    works = {
        (name, setting): bare(folder, feeds(encoder, chosen, setting), setting)
        for name, folder in folders.items()
        for setting in SETTINGS
    }
    times: dict[tuple[str, Setting], list[Spent]] = {key: [] for key in works}
    for _ in range(ROUNDS):
        for key, work in works.items():
            times[key].append(spent(work))
    title = f"Bare encoder, {COMPARED} {source}, {total:,} words, median of {ROUNDS}"
    columns = ("weights", "runs at once", "threads a run", "windows a batch", "words/s", "words per core-second")
    table = Table(*columns, box=None, title=title, title_justify="left")
    for (name, setting), found in times.items():
        order = "" if setting.by_length else ", as they come"
        table.add_row(name, str(setting.runs), str(setting.threads), f"{setting.rows}{order}", *rates(total, found))
    console.print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts asked for (all without a name) and print their tables."""
    parts = {"speed", "cold", "runtimes"}
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"{', '.join(sorted(parts))} (default: all)")
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    parser.add_argument("--plain", type=Path, metavar="FOLDER", help="a model exported with --plain, to compare fp32")
    options = parser.parse_args(arguments)
    if unknown := set(options.part) - parts:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    console = Console()
    wanted = set(options.part) or parts
    if "speed" in wanted:
        speed(console, options.articles)
    if "cold" in wanted:
        cold(console)
    if "runtimes" in wanted:
        runtimes(console, options.plain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
