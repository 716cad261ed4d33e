"""A report with its evidence marked, for the page: what each run of words belongs to, and where it stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from onrecord.core.span import Span
from onrecord.show.report.forms.html import classes_of, marks_of
from onrecord.show.report.segments import Mark, Piece, cut
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.visible import line

PER_CHUNK = 60
"""Paragraphs a browser lays out together; those off the screen wait (``content-visibility``)."""
LINKED = frozenset({"figure", "time", "place", "actor", "event", "flag", "source", "cue", "hedge"})
_OWN = ("changed", "at")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that belong to the same entries: ``start`` is their place in code points, ``length`` how many they are.

    ``entries`` are the ids of the entries, the innermost first; ``href`` leads to the first, ``id`` is an anchor;
    ``instead`` is what the original has where a copy changed it.
    """

    text: str
    classes: str
    entries: str
    href: str
    id: str
    because: str
    start: int
    length: int
    instead: str | None

    def written(self) -> str:
        """As it stands on the page; a long report has thousands, too many for a template to be called for each."""
        own = (("id", self.id), ("class", self.classes), ("data-on", self.entries))
        given = "".join(f' {name}="{escape(value)}"' for name, value in own if value)
        place = f' data-s="{self.start}" data-n="{self.length}"'
        because = f' title="{escape(self.because)}"' if self.because else ""
        tag, link = ("a", f' href="{escape(self.href)}"') if self.href else ("span", "")
        before = "" if self.instead is None else f"{_INSTEAD}{escape(line(self.instead))}</del>"
        return f"{before}<{tag}{link}{given}{place}{because}>{escape(self.text)}</{tag}>"


_INSTEAD = '<del title="what the original has"><span class="unseen">The original has: </span>'


@dataclass(frozen=True, slots=True)
class Marked:
    """The whole report: chunks of paragraphs as they are written, the anchor of the first words of every entry."""

    chunks: tuple[tuple[Markup, ...], ...]
    words_at: dict[str, str]


def mark(sheet: Sheet, changed: Sequence[tuple[Span, str]], at: Span | None) -> Marked:
    """Cut the report at every mark: ``changed`` are stretches that a copy altered and what stood there before."""
    marks: list[Mark] = list(marks_of(sheet))
    marks += [Mark(span, "changed", f"change{number}") for number, (span, _) in enumerate(changed)]
    if at is not None:
        marks.append(Mark(at, "at", "at"))
    before = {f"change{number}": words for number, (_, words) in enumerate(changed)}
    words_at: dict[str, str] = {}
    numbers = itertools.count(1)
    paragraphs = (
        Markup("".join(run.written() for run in _runs(pieces, words_at, before, numbers)))  # noqa: S704 - escaped there
        for pieces in cut(sheet.document.text, marks)
    )
    return Marked(tuple(_chunks(paragraphs)), words_at)


def _chunks(paragraphs: Iterable[Markup]) -> Iterator[tuple[Markup, ...]]:
    coming = iter(paragraphs)
    while chunk := tuple(itertools.islice(coming, PER_CHUNK)):
        yield chunk


def _runs(
    pieces: Iterable[Piece], words_at: dict[str, str], before: dict[str, str], numbers: Iterator[int]
) -> Iterator[Run]:
    for piece in pieces:
        entries = [entry for entry in piece.entries if entry != "at" and entry not in before]
        anchor = f"w{next(numbers)}" if piece.starts else ""
        anchor = "at" if "at" in piece.starts else anchor
        words_at.update(dict.fromkeys(piece.starts, anchor))
        classes = " ".join([classes_of(piece), *(kind for kind in piece.kinds if kind in _OWN)]).strip()
        linked = bool(entries) and not LINKED.isdisjoint(piece.kinds)
        yield Run(
            text=piece.text,
            classes=classes,
            entries=" ".join(entries),
            href=f"#{entries[0]}" if linked else "",
            id=anchor,
            because=piece.because,
            start=piece.span.start,
            length=piece.span.length,
            instead=next((before[entry] for entry in piece.starts if entry in before), None),
        )
