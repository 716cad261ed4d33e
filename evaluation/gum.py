"""GUM as onrecord sees it: text, trees and mentions annotated by hand; a realistic ``Analysis`` without a model.

The corpus lies outside the repository (``shared/corpora/gum``); nothing of it is copied here. ``Entity=`` on a token
opens and closes mentions: ``(7-person-acc:inf-sssss-cf1-1,2-coref`` … ``7)``, several brackets a token, fields
group-etype-infstat-salience-centering-minspan-link-identity, of which the last may hold hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora import corpus
from onrecord.core import Analysis, Document, EntityMention, Sentence, Span, Token
from onrecord.core.analysis import EntityKind, MentionForm

_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "event": "event",
}


@dataclass(frozen=True, slots=True)
class GumMention:
    """One gold mention: ``chain`` is GUM's group number, ``etype`` its entity type, ``head`` a token index."""

    span: Span
    head: int
    chain: str
    etype: str
    form: MentionForm


@dataclass(frozen=True, slots=True)
class GumDocument:
    """One text with gold trees (in ``analysis``) and gold coreference (in ``mentions``)."""

    name: str
    document: Document
    analysis: Analysis
    mentions: tuple[GumMention, ...]


@dataclass(slots=True)
class _Row:
    number: str
    form: str
    upos: str
    head: int
    deprel: str
    misc: dict[str, str]


def paths(part: str, *genres: str) -> list[Path]:
    """Files of ``part`` ("train", "dev"), of all genres or only those named ("news", "interview", "court")."""
    found = sorted((corpus("gum") / part / "dep").glob("GUM_*.conllu"))
    return [path for path in found if not genres or path.name.split("_")[1] in genres]


def read(path: Path) -> GumDocument:
    """One CoNLL-U file as a document; mentions nest as in the corpus."""
    builder = _Builder()
    published: str | None = None
    for comments, rows in _blocks(path.read_text(encoding="utf-8")):
        published = comments.get("meta::dateCreated", published)
        builder.sentence(rows, paragraph="newpar" in comments)
    analysis, mentions = builder.finish()
    document = Document.of(analysis.text, publisher="Wikinews" if "_news_" in path.name else None, published=published)
    return GumDocument(name=path.stem, document=document, analysis=analysis, mentions=tuple(mentions))


def _blocks(raw: str) -> Iterator[tuple[dict[str, str], list[_Row]]]:
    for block in raw.split("\n\n"):
        comments: dict[str, str] = {}
        rows: list[_Row] = []
        for line in block.splitlines():
            if line.startswith("#"):
                key, _, value = line[1:].strip().partition(" = ")
                comments[key.split(" ")[0]] = value
                continue
            cells = line.split("\t")
            if len(cells) == 10 and "." not in cells[0]:
                misc = dict(item.partition("=")[::2] for item in cells[9].split("|"))
                head = int(cells[6]) if cells[6].isdigit() else 0
                rows.append(_Row(cells[0], cells[1], cells[3], head, cells[7], misc))
        if rows:
            yield comments, rows


class _Builder:
    """Lays words out as text and keeps where each one landed."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.paragraphs: list[Span] = []
        self.open: list[tuple[str, str, int]] = []
        self.closed: list[tuple[str, str, int, int]] = []

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def sentence(self, rows: list[_Row], *, paragraph: bool) -> None:
        if self.parts:
            self._write("\n\n" if paragraph else " ")
        start, first = self.length, len(self.tokens)
        if paragraph or not self.paragraphs:
            self.paragraphs.append(Span(start, start))
        until, surface = 0, None
        for row in rows:
            if "-" in row.number:
                until, surface = int(row.number.split("-")[1]), row
                continue
            self._word(row, first)
            outer = surface if surface is not None and int(row.number) <= until else row
            if int(row.number) >= until and outer.misc.get("SpaceAfter") != "No" and row is not rows[-1]:
                self._write(" ")
            if int(row.number) >= until:
                until, surface = 0, None
        end = self.tokens[-1].span.end
        paragraph_index = len(self.paragraphs) - 1
        self.sentences.append(Sentence(len(self.sentences), Span(start, end), first, len(self.tokens), paragraph_index))
        self.paragraphs[-1] = Span(self.paragraphs[-1].start, end)

    def _word(self, row: _Row, first: int) -> None:
        index = len(self.tokens)
        span = Span(self.length, self.length + len(row.form))
        head = first + row.head - 1 if row.head else -1
        self.tokens.append(Token(index, span, row.form, row.upos, head, row.deprel, len(self.sentences)))
        self._write(row.form)
        for opened, alone, ended in _BRACKET.findall(row.misc.get("Entity", "")):
            if opened:
                group, etype = opened.split("-", 7)[:2]
                if alone:
                    self.closed.append((group.split("[")[0], etype, index, index))
                else:
                    self.open.append((group, etype, index))
            else:
                place = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i][0] == ended), None)
                if place is not None:
                    group, etype, begun = self.open.pop(place)
                    self.closed.append((group.split("[")[0], etype, begun, index))

    def finish(self) -> tuple[Analysis, list[GumMention]]:
        mentions = sorted((self._mention(*item) for item in self.closed), key=lambda mention: mention.span)
        entities = tuple(
            EntityMention(item.span, _KINDS.get(item.etype, "other"), item.form, item.head, 1.0) for item in mentions
        )
        analysis = Analysis.of(
            "".join(self.parts),
            paragraphs=tuple(self.paragraphs),
            sentences=tuple(self.sentences),
            tokens=tuple(self.tokens),
            entities=entities,
        )
        return analysis, mentions

    def _mention(self, group: str, etype: str, first: int, last: int) -> GumMention:
        head = next((i for i in range(first, last + 1) if not first <= self.tokens[i].head <= last), last)
        upos = self.tokens[head].upos
        form: MentionForm = "name" if upos == "PROPN" else "pronoun" if upos in {"PRON", "DET"} else "nominal"
        span = Span(self.tokens[first].span.start, self.tokens[last].span.end)
        return GumMention(span, head, group, etype, form)
