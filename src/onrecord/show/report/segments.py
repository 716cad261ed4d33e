"""The article cut at every offset where a mark starts or ends, so that overlapping evidence nests in a page.

"The ‹governor, ‹Marta Quiroga›,› said" becomes four pieces that each know every entry they belong to. Offsets are code
points; the cutting happens here, never in a browser.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.core import Span
from onrecord.show.report.visible import Oddity, oddities, visible

_MOST_ENTRIES = 12
"""Entries one piece may name, innermost first; news nests three or four deep, only hostile input goes beyond."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ENDS_SENTENCE = (".", "!", "?", ":", "”", '"', "’", "'", "…", ")")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that an entry stands on; ``tone`` is the certainty of a content, or "denied"."""

    span: Span
    kind: str
    entry: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks: ``text`` as shown, ``kinds`` and ``entries`` innermost first.

    ``depth`` counts the contents around it; ``starts`` are the entries whose first words these are.
    """

    text: str
    kinds: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    tone: str = ""
    depth: int = 0
    starts: tuple[str, ...] = ()
    because: str = ""
    span: Span = field(default=Span(0, 0), compare=False)  # where the words stand in the article


def paragraphs(text: str) -> Iterator[Span]:
    """The blocks of the article: every line, or, where lines were wrapped by hand, what stands between blank lines."""
    wrapped = _hand_wrapped(text)
    start = 0
    for part in text.split("\n\n") if wrapped else text.split("\n"):
        if part.strip():
            yield Span(start, start + len(part)).trimmed(text)
        start += len(part) + (2 if wrapped else 1)


def _hand_wrapped(text: str) -> bool:
    """True where most lines break in mid-sentence at the width of a mail or a wire terminal."""
    if not _BLANK_LINE.search(text):
        return False
    rows = [row for row in text.split("\n") if row.strip()]
    broken = sum(40 < len(row.rstrip()) < 100 and not row.rstrip().endswith(_ENDS_SENTENCE) for row in rows)
    return broken * 2 > len(rows)


def cut(text: str, marks: Iterable[Mark]) -> Iterator[list[Piece]]:
    """The paragraphs of ``text`` as pieces; joined again they are the text, hidden characters made visible."""
    ordered = sorted((mark for mark in marks if mark.span.start < mark.span.end), key=lambda mark: mark.span)
    odd = sorted(oddities(text), key=lambda item: item.span)
    first: set[str] = set()
    next_mark = next_odd = 0
    active: list[Mark] = []
    strange: list[Oddity] = []
    for paragraph in paragraphs(text):
        while next_mark < len(ordered) and ordered[next_mark].span.start < paragraph.end:
            active.append(ordered[next_mark])
            next_mark += 1
        while next_odd < len(odd) and odd[next_odd].span.start < paragraph.end:
            strange.append(odd[next_odd])
            next_odd += 1
        active = [mark for mark in active if mark.span.end > paragraph.start]
        strange = [item for item in strange if item.span.end > paragraph.start]
        yield list(_pieces(text, paragraph, active, strange, first))


def _pieces(text: str, paragraph: Span, marks: list[Mark], strange: list[Oddity], first: set[str]) -> Iterator[Piece]:
    edges = {paragraph.start, paragraph.end}
    for span in (*(mark.span for mark in marks), *(item.span for item in strange)):
        edges.update(edge for edge in span if paragraph.start < edge < paragraph.end)
    points = sorted(edges)
    waiting = sorted(marks, key=lambda mark: mark.span, reverse=True)
    oddly = sorted(strange, key=lambda item: item.span, reverse=True)
    around: list[Mark] = []
    odd: Oddity | None = None
    for start, end in itertools.pairwise(points):
        around = [mark for mark in around if mark.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            around.append(waiting.pop())
        odd = None if odd is not None and odd.span.end <= start else odd
        while oddly and oddly[-1].span.start <= start:
            odd = oddly.pop()
        yield _piece(text, Span(start, end), around, odd, first)


def _piece(text: str, span: Span, around: list[Mark], odd: Oddity | None, first: set[str]) -> Piece:
    inner = sorted(around, key=lambda mark: mark.span.length)
    contents = [mark for mark in inner if mark.kind == "content"]
    entries = tuple(dict.fromkeys(mark.entry for mark in inner))
    starts = tuple(entry for entry in entries if entry not in first)
    first.update(starts)
    kinds = dict.fromkeys(mark.kind for mark in inner)
    if odd is not None:
        kinds["odd" if odd.shown is None else "hidden"] = None
    return Piece(
        text=odd.shown if odd is not None and odd.shown is not None else visible(span.of(text)),
        kinds=tuple(kinds),
        entries=entries[:_MOST_ENTRIES],
        tone=contents[0].tone if contents else "",
        depth=len(contents),
        starts=starts,
        because=odd.because if odd is not None else "",
        span=span,
    )
