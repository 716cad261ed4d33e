"""The rows of a table, each with the line it starts in; a row that cannot be read costs itself and no other.

``2,"first line\\nsecond line",x`` — a quoted cell may go over several lines. A quote that is never closed spoils the
one line it opens in: reading goes on with the next.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain

from onrecord.errors import Damaged, InputError, TooLarge

_END = re.compile(r"\r\n|\n|\r")


def lines(blocks: Iterator[str], *, limit: int) -> Iterator[str | None]:
    """Lines with their ends from blocks of text; None for a line of more than ``limit`` characters.

    A NUL becomes U+FFFD, as in every other kind of text.
    """
    parts: list[str] = []
    held, carry = 0, ""  # characters of the line so far; beyond the limit they are only counted
    for block in chain(blocks, ("",)):
        text = carry + block.replace("\0", "\ufffd")
        # The "\n" of a last "\r" may come with the next block.
        text, carry = (text[:-1], "\r") if block and text.endswith("\r") else (text, "")
        place = 0
        for end in _END.finditer(text):
            held += end.end() - place
            yield None if held > limit else "".join([*parts, text[place : end.end()]])
            parts, held, place = [], 0, end.end()
        held += len(text) - place
        parts = [*parts, text[place:]] if held <= limit else []
    if held:
        yield None if held > limit else "".join(parts)


class Lines:
    """Lines in the order of the file that can be put back: ``Lines(iter(["a,b\\n", None]))``.

    ``number`` is that of the line taken last.
    """

    def __init__(self, source: Iterator[str | None]) -> None:
        self.source = source
        self.back: deque[str | None] = deque()
        self.number = 0

    def take(self) -> str | None:
        """The next line, None for one too long; raises ``StopIteration`` at the end."""
        line = self.back.popleft() if self.back else next(self.source)
        self.number += 1
        return line

    def put_back(self, taken: list[str | None]) -> None:
        """Make these the next lines again."""
        self.back.extendleft(reversed(taken))
        self.number -= len(taken)


class _Row:
    """The lines of one row as the csv module asks for them."""

    def __init__(self, source: Lines, *, limit: int) -> None:
        self.source, self.limit = source, limit
        self.taken: list[str | None] = []
        self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.source.take()
        self.taken.append(line)
        self.held += len(line or "")
        if line is None or self.held > self.limit:
            raise csv.Error(f"more than {self.limit:,} characters")
        return line


def rows(
    source: Lines, delimiter: str, *, limit: int, width: int, name: str
) -> Iterator[tuple[int, list[str] | InputError]]:
    """Each row that is not empty with the number of its first line, or the refusal of that line.

    ``width`` is the number of cells in the heading: a row with fewer, or with words beyond them, is refused.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    while True:
        row = _Row(source, limit=limit)
        start = source.number + 1
        try:
            cells = next(csv.reader(row, delimiter=delimiter, strict=True))
        except StopIteration:
            if not row.taken:
                return
            cells = []
        except csv.Error as fault:
            source.put_back(row.taken[1:])
            plain = _unquoted(row.taken[0], delimiter)
            if len(plain) == width:
                yield start, plain
            else:
                yield start, _refusal(row.taken[0], fault, place=f"{name}:{start}", limit=limit)
            continue
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == width:
            yield start, cells
        else:
            words = f"{len(cells)} cells where the heading has {width}; a cell with the separator in it needs quotes"
            yield start, Damaged(f"{name}:{start}: {words}")


def _unquoted(line: str | None, delimiter: str) -> list[str]:
    """The cells of a line of tabs, in which a quote may be just a quote (the media type of TSV knows no quoting)."""
    return line.rstrip("\r\n").split(delimiter) if line is not None and delimiter == "\t" else []


def _refusal(line: str | None, fault: csv.Error, *, place: str, limit: int) -> InputError:
    if line is None:
        words = f"a row of more than {limit:,} characters; leave it out, or raise ONRECORD_MAX_HTML_BYTES"
        return TooLarge(f"{place}: {words}")
    if "unexpected end" in str(fault) or "more than" in str(fault):
        return Damaged(f'{place}: a quote is opened in this line and never closed; close it or write it twice ("")')
    return Damaged(f'{place}: a quote stands inside a quoted cell; write it twice ("")')
