"""One page that needs nothing else: the article with its evidence marked and the record beside it, linked both ways.

Styles and script stand inside the page and are allowed by their hash alone; nothing is fetched, nothing else may run.
Every word of the article reaches the page through the template's escaping.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, Template
from markupsafe import Markup

from onrecord.core import Reading
from onrecord.show.report.drawing import graph, timeline
from onrecord.show.report.drawing.graph import Graph
from onrecord.show.report.drawing.timeline import Timeline
from onrecord.show.report.form import Form, Medium
from onrecord.show.report.segments import Mark, Piece, cut
from onrecord.show.report.sheet import Sheet
from onrecord.show.report.visible import line
from onrecord.show.report.wording import count, in_quotes, moment
from onrecord.version import __version__

_LINKED = ("figure", "time", "place", "actor", "event", "flag", "source", "cue", "hedge")
"""Kinds whose words are links to their entry; whole contents are not, a page of links would be no article."""

_UNDERLINED = ("flag", "judged", "figure", "time", "place", "event", "actor")
_PER_CHUNK = 100
"""Paragraphs a browser lays out together; chunks off the screen are skipped (``content-visibility``)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece as the template needs it: ``href`` and ``id`` are "" where it has none."""

    text: str
    classes: str
    entries: str
    href: str
    id: str
    because: str


@dataclass(slots=True)
class Leaf:
    """One reading on the page; ``key`` keeps its anchors apart from those of the others ("r1")."""

    key: str
    sheet: Sheet
    words_at: dict[str, str]

    def chunks(self) -> Iterator[list[list[Run]]]:
        """The paragraphs, a hundred at a time; fills ``words_at`` (entry → anchor of its first words) on the way."""
        numbers = itertools.count(1)
        blocks = cut(self.sheet.document.text, marks_of(self.sheet))
        while block := list(itertools.islice(blocks, _PER_CHUNK)):
            yield [[self._run(piece, numbers) for piece in pieces] for pieces in block]

    def _run(self, piece: Piece, numbers: Iterator[int]) -> Run:
        anchor = f"{self.key}-w{next(numbers)}" if piece.starts else ""
        self.words_at.update(dict.fromkeys(piece.starts, anchor))
        linked = bool(piece.entries) and any(kind in _LINKED for kind in piece.kinds)
        return Run(
            text=piece.text,
            classes=classes_of(piece),
            entries=" ".join(f"{self.key}-{entry}" for entry in piece.entries),
            href=f"#{self.key}-{piece.entries[0]}" if linked else "",
            id=anchor,
            because=piece.because,
        )

    @property
    def timeline(self) -> Timeline:
        """The drawing of the events along their time."""
        return timeline.draw(self.sheet.events, self.sheet.document.published)

    @property
    def graph(self) -> Graph:
        """The drawing of the ties."""
        return graph.draw(self.sheet.relations, self.sheet.implied)

    def link(self) -> str:
        """The article's own address where a browser may safely be sent there, else ""."""
        url = self.sheet.document.url or ""
        try:
            parts = urlsplit(url)
        except ValueError:
            return ""
        return url if parts.scheme in ("http", "https") and parts.netloc else ""


def classes_of(piece: Piece) -> str:
    """How a piece is drawn: "source", "in1 certain on-figure"."""
    names = [kind for kind in piece.kinds if kind in ("source", "cue", "hedge", "odd", "hidden")]
    names += [f"in{min(piece.depth, 3)}", piece.tone] if piece.depth else []
    names += ["judgement"] if "judgement" in piece.kinds else []
    names += [f"on-{kind}" for kind in piece.kinds if kind in _UNDERLINED][:1]
    return " ".join(name for name in names if name)


def marks_of(sheet: Sheet) -> Iterator[Mark]:
    """Every stretch of the article that an entry of its record stands on."""
    for item in sheet.statements:
        tone = "denied" if item.denied else item.certainty
        for spans, kind in ((item.source_spans, "source"), (item.cue_spans, "cue"), (item.hedge_spans, "hedge")):
            yield from (Mark(span, kind, item.id) for span in spans)
        yield from (Mark(span, "content", item.id, tone) for span in item.content_spans)
    for entries, kind in (
        (sheet.figures, "figure"),
        (sheet.times, "time"),
        (sheet.places, "place"),
        (sheet.actors, "actor"),
        (sheet.events, "event"),
        (sheet.flags, "flag"),
        (sheet.open_ends, "open"),
        (sheet.judgements, "judgement"),
        (sheet.relations, "relation"),
        (sheet.dropped, "dropped"),
    ):
        yield from (Mark(span, kind, entry.id) for entry in entries for span in entry.spans)
    yield from (Mark(span, "judged", item.id) for item in sheet.judgements for span in item.word_spans)


def write(readings: Iterable[Reading], medium: Medium) -> Iterator[str]:  # noqa: ARG001 - every form has this shape
    """The page, piece by piece, so that many readings never stand in memory as one string."""
    style, script = _part("page.css"), _part("page.js")
    leaves = (
        Leaf(key=f"r{number}", sheet=Sheet.of(reading), words_at={}) for number, reading in enumerate(readings, 1)
    )
    first = next(leaves, None)
    yield from _template().generate(
        style=Markup(style),  # noqa: S704 - a file of this package, not input
        script=Markup(script),  # noqa: S704 - likewise
        policy=_policy(style, script),
        leaves=itertools.chain([first], leaves) if first is not None else (),
        title=first.sheet.title if first is not None else "Nothing read",
        version=__version__,
    )


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched and nothing may run but these two."""
    allowed = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _part(name: str) -> str:
    return (files("onrecord.show.report.forms") / "page" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(count=count, line=line, moment=moment, in_quotes=in_quotes)
    return environment.from_string(_part("page.html"))


FORM = Form(suffixes=(".html", ".htm"), write=write)
