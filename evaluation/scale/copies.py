"""The stage that finds copies, alone: as a ledger runs it, and ``datasketch`` on the same texts in the same run.

The texts lie in a ledger before the clock starts. One process cuts them into sketches, the other is the one writer,
as where reports are added; ``datasketch`` gets the same two.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import comb
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import select

from evaluation.scale.texts import KINDS, Texts
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.schema import documents, texts
from onrecord.opened import open_ledger
from onrecord.weigh.copies import place, sketch
from onrecord.weigh.copies.sentences import words_of

AT_ONCE = 500  # texts handed to a process, and places in one transaction
_AHEAD = 8  # batches made before the writer has taken them
_PERMUTATIONS, _THRESHOLD, _RUN = 128, 0.3, 5  # datasketch: its default size; runs of words as ours
_FORK_FREE = multiprocessing.get_context("spawn")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Truth:
    """By number of text (from 0): the text that it copies (else its own number), and the place of its kind, or -1."""

    originals: np.ndarray[Any, np.dtype[np.int64]]
    kinds: np.ndarray[Any, np.dtype[np.int8]]

    def first(self, count: int) -> Truth:
        """Of the first ``count`` texts."""
        return Truth(self.originals[:count], self.kinds[:count])


def fill(where: Path, count: int) -> Truth:
    """Put so many texts into a new ledger, documents 1 to ``count``; nothing is weighed yet."""
    originals, kinds = np.arange(count), np.full(count, -1, dtype=np.int8)
    with open_ledger(where) as ledger, _pool() as pool:
        for start, some in zip(range(0, count, AT_ONCE), _ahead(pool, _made, _spans(count)), strict=True):
            with ledger.desk.writing() as connection:
                known: dict[str, dict[str, Any]] = {}
                rows = []
                for number, (text, original, kind) in enumerate(some, start):
                    originals[number] = original
                    kinds[number] = KINDS.index(kind) if kind else -1
                    known[f"t{number}"] = {"id": f"t{number}", "text": text}
                    rows.append(_row(number + 1))
                insert_rows(connection, texts, list(known.values()))
                insert_rows(connection, documents, rows)
    return Truth(originals, kinds)


def stage(where: Path, count: int) -> dict[str, Any]:
    """Find the copies among the first ``count`` texts of a ledger, in order; seconds, and what was found."""
    marks: list[tuple[int, float]] = []
    begun = time.perf_counter()
    with open_ledger(where) as ledger, _pool() as pool:
        number = 0
        for some in _ahead(pool, _sketched, ((str(where), first, last) for first, last in _spans(count))):
            with ledger.desk.writing() as connection:
                for each in some:
                    number += 1
                    place(connection, number, sketch=each, byline=None, publisher=None)
            marks.append((number, time.perf_counter() - begun))
        seconds = time.perf_counter() - begun
        with ledger.desk.reading() as connection:
            query = select(documents.c.id, documents.c.copy_base, documents.c.copy_base_kind)
            copies = connection.execute(query.where(documents.c.copy_base.is_not(None))).all()
    found = {int(one) - 1: int(original) - 1 for one, original, _ in copies}
    return {"seconds": seconds, "found": found, "kinds": {int(row[0]) - 1: row[2] for row in copies}, "marks": marks}


def other(where: Path, count: int) -> dict[str, Any]:
    """The same through ``datasketch``: MinHash and LSH; what LSH calls alike is a family."""
    from datasketch import MinHash, MinHashLSH

    begun = time.perf_counter()
    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    found: dict[int, int] = {}
    number = 0
    with _pool() as pool:
        for some in _ahead(pool, _hashed, ((str(where), first, last) for first, last in _spans(count))):
            for values in some:
                made = MinHash(num_perm=_PERMUTATIONS, hashvalues=values, scheme=MinHash().scheme)
                met = index.query(made)
                if met:
                    first = min(met)
                    found[number] = found.get(first, first)
                index.insert(number, made, check_duplication=False)
                number += 1
    return {"seconds": time.perf_counter() - begun, "found": found}


def agreement(found: Mapping[int, int], truth: Truth) -> dict[str, float]:
    """Precision and recall of pairs of one family, in percent, and recall of copies by kind."""
    count = len(truth.originals)
    ours = np.array([found.get(number, number) for number in range(count)])
    both = Counter(zip(ours.tolist(), truth.originals.tolist(), strict=True))
    right = _pairs(both)
    given, wanted = _pairs(Counter(ours.tolist())), _pairs(Counter(truth.originals.tolist()))
    scores = {"precision": 100 * right / max(1, given), "recall": 100 * right / max(1, wanted)}
    for place_, kind in enumerate(KINDS):
        copies = np.flatnonzero(truth.kinds == place_).tolist()
        hits = sum(ours[number] == ours[truth.originals[number]] for number in copies)
        scores[kind] = 100 * hits / max(1, len(copies))
    return scores


def _pairs(sizes: Mapping[Any, int]) -> int:
    return sum(comb(size, 2) for size in sizes.values())


def _row(number: int) -> dict[str, Any]:
    moment = np.datetime64("2000-01-01T00:00:00") + np.timedelta64(number, "m")
    return {
        "id": number, "identity": f"made {number}", "version": f"{number}", "text_id": f"t{number - 1}",
        "published": str(moment)[:10], "published_from": f"{moment}Z", "known_from": f"{moment}Z", "language": "en",
        "status": "read", "kind": "text", "blob": f"{number}", "bytes": 0, "locator": f"made/{number}",
        "added": "2026-01-01T00:00:00Z", "words": 400, "extra": "{}",
    }  # fmt: skip


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """First and last number of each batch, from 0, the last not in it."""
    return ((first, min(count, first + AT_ONCE)) for first in range(0, count, AT_ONCE))


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max_workers=1, mp_context=_FORK_FREE)


def _ahead(pool: ProcessPoolExecutor, work: Callable[..., _T], asked: Iterator[tuple[Any, ...]]) -> Iterator[_T]:
    """What the other process makes of each, in order; a few are made ahead, never all."""
    waiting = [pool.submit(work, *each) for each in islice(asked, _AHEAD)]
    while waiting:
        yield waiting.pop(0).result()
        waiting.extend(pool.submit(work, *each) for each in islice(asked, 1))


@cache
def _drawing() -> Texts:
    return Texts()


def _made(first: int, last: int) -> list[tuple[str, int, str | None]]:
    return [tuple(_drawing().made(number)) for number in range(first, last)]


def _texts(where: str, first: int, last: int) -> Sequence[str]:
    query = select(texts.c.text).join(documents, documents.c.text_id == texts.c.id)
    with _opened(where).desk.reading() as connection:
        return list(connection.scalars(query.where(documents.c.id.between(first + 1, last)).order_by(documents.c.id)))


@cache
def _opened(where: str) -> Any:
    return open_ledger(where)


def _sketched(where: str, first: int, last: int) -> list[tuple[int, ...]]:
    return [sketch(text) for text in _texts(where, first, last)]


def _hashed(where: str, first: int, last: int) -> list[Any]:
    from datasketch import MinHash

    hashed = []
    for text in _texts(where, first, last):
        words = words_of(text)
        made = MinHash(num_perm=_PERMUTATIONS)
        made.update_batch([" ".join(words[at : at + _RUN]).encode() for at in range(len(words) - _RUN + 1)])
        hashed.append(made.hashvalues)
    return hashed


def main() -> None:
    """Print texts a second, memory, precision and recall of both, on as many texts as asked for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.scale.copies", description=__doc__)
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument(
        "--others", type=int, default=100_000, help="texts that datasketch gets (its index is in memory)"
    )
    parser.add_argument("--keep", type=Path, help="a folder with room for the ledger, which is removed afterwards")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.keep) as folder:
        where = Path(folder) / "texts.ledger"
        begun = time.perf_counter()
        truth = fill(where, options.texts)
        print(f"made {options.texts:,} texts in {time.perf_counter() - begun:,.0f} s", flush=True)
        ours = stage(where, options.texts)
        for number, seconds in ours["marks"][:: max(1, len(ours["marks"]) // 10)]:
            print(f"  {number:>9,} after {seconds:>7,.0f} s", flush=True)
        _said("onrecord", options.texts, ours["seconds"], agreement(ours["found"], truth))
        count = min(options.texts, options.others)
        _said("datasketch", count, *_seconds_and_scores(other(where, count), truth.first(count)))
        if count < options.texts:
            first = {one: original for one, original in ours["found"].items() if one < count}
            at = next(seconds for number, seconds in ours["marks"] if number >= count)
            _said("onrecord", count, at, agreement(first, truth.first(count)))


def _seconds_and_scores(made: dict[str, Any], truth: Truth) -> tuple[float, dict[str, float]]:
    return made["seconds"], agreement(made["found"], truth)


def _said(who: str, count: int, seconds: float, scores: Mapping[str, float]) -> None:
    most = sum(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    told = ", ".join(f"{name} {value:.1f}" for name, value in scores.items())
    print(f"{who}: {count:,} texts, {count / seconds:,.0f} texts/s, at most {most / 2**20:.2f} GiB; {told}", flush=True)


if __name__ == "__main__":
    main()
