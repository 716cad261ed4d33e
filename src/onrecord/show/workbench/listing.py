"""Lists: a page at a time on the screen, all of it as CSV or JSON, from the same rows and the same filter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Literal

from fastapi.responses import StreamingResponse

from onrecord.core.answers.cells import cells, columns

ROWS = 50
"""Rows of a page unless more are asked for."""
MOST_PAGES = 10_000

Ask = Callable[..., Iterator[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One page of a list: rows ``first`` to ``last`` (from 1); ``total`` is known on the last page."""

    rows: tuple[Any, ...]
    page: int
    first: int
    last: int
    more: bool

    @property
    def total(self) -> int | None:
        """How many there are in all, where that is known."""
        return None if self.more else self.last


def page_of(ask: Ask | Sequence[Any], asked: dict[str, Any], *, page: int = 1, rows: int = ROWS) -> Rows:
    """The rows of a page: ``page_of(ledger.events, asked.words(), page=2)``, or of all the rows, where they are there.

    What is asked is given ``offset`` and ``limit``: it leaves out the pages before, and nothing of them is built.
    """
    skipped = (page - 1) * rows
    if isinstance(ask, Sequence):
        found = list(ask[skipped : skipped + rows + 1])
    else:
        found = list(islice(ask(**asked, offset=skipped, limit=rows + 1), rows + 1))
    kept = tuple(found[:rows])
    return Rows(
        rows=kept, page=page, first=skipped + 1 if kept else 0, last=skipped + len(kept), more=len(found) > rows
    )


def download(answers: Iterable[Any], noun: type, form: Literal["csv", "json"], name: str) -> StreamingResponse:
    """All answers as a file to keep; what is asked wrongly is told before the first byte goes out."""
    coming = iter(answers)
    first = list(islice(coming, 1))
    every = chain(first, coming)
    written = _csv(every, noun) if form == "csv" else _json(every)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-store"}
    return StreamingResponse(written, media_type=kind, headers=headers)


def _csv(answers: Iterable[Any], noun: type) -> Iterator[str]:
    yield _row(columns(noun))
    for one in answers:
        yield _row(cells(one))


def _row(values: Iterable[Any]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(values)
    return stream.getvalue()


def _json(answers: Iterable[Any]) -> Iterator[str]:
    before = "[\n"
    for one in answers:
        yield before + json.dumps(one.to_dict(), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
