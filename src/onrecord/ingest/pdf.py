"""PDF: the words of the pages in reading order, lines joined to paragraphs, hyphens at line ends healed.

PDFium reads the pages in the limited child. Running heads and page numbers (the same line at the same height on most
pages) are left out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput, TooLarge
from onrecord.ingest.base import Item, Kind, Source
from onrecord.ingest.child import ChildFailed, ask
from onrecord.ingest.heading import split_heading

_REFUSALS = {
    "locked": (Damaged, "the PDF is locked with a password; save an unlocked copy and read that"),
    "broken": (Damaged, "not a PDF that can be opened (cut short or malformed); open it in a viewer and save it again"),
    "pages": (TooLarge, "more pages than allowed; split it or set ONRECORD_MAX_PDF_PAGES"),
    "text": (TooLarge, "more text than allowed; split it or set ONRECORD_MAX_TEXT_BYTES"),
}
_DIGITS = re.compile(r"\d+")
_WIDER_GAP = 1.35  # a step between lines this many times the usual one starts a paragraph
_INDENT = 6.0  # points: less is the unevenness of justified lines
_SENTENCE_END = (".", "!", "?", "”", '"', "’", ":")


def _documents(source: Source) -> Iterator[Item]:
    name, settings = source.name, source.settings
    limits = {"most_pages": settings.max_pdf_pages, "most_characters": settings.max_text_bytes}
    try:
        found = ask("pdf", source.data, name=name, settings=settings, **limits)
    except ChildFailed as failure:
        error, words = _REFUSALS.get(failure.reason, _REFUSALS["broken"])
        raise error(f"{name}: {words}") from None
    if not found["text"].strip():
        raise EmptyInput(f"{name}: the PDF holds pictures of pages and no text; run it through OCR and read the result")
    facts = {key: found[key] for key in ("pages", "left_out", "metadata")}
    heading = split_heading(found["text"])
    yield Document.of(heading.body, extra={"ingest": facts}, **heading.fields)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words and its box in points, measured from the lower left corner."""

    words: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def extract(data: bytes, *, most_pages: int, most_characters: int) -> dict[str, Any]:
    """In the child: text, page count, number of lines left out, and the PDF's own metadata."""
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        raise ChildFailed("locked" if "password" in str(failure).lower() else "broken") from None
    if len(document) > most_pages:
        raise ChildFailed("pages")
    pages: list[list[Line]] = []
    size = 0
    for number in range(len(document)):
        try:
            lines = _lines(document[number])
        except pypdfium2.PdfiumError:
            lines = []  # one broken page among good ones; the number of pages read says so
        size += sum(len(line.words) for line in lines)
        if size > most_characters:
            raise ChildFailed("text")
        pages.append(lines)
    kept, left_out = _without_running_lines(pages)
    text = "\n\n".join(filter(None, _across_pages([_paragraphs(lines) for lines in kept])))
    return {"text": text, "pages": len(pages), "left_out": left_out, "metadata": _metadata(document)}


def _metadata(document: Any) -> dict[str, str]:
    return {key.lower(): str(value)[:500] for key, value in document.get_metadata_dict(skip_empty=True).items()}


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order they are drawn: PDFium's boxes, joined where they stand side by side."""
    text_page = page.get_textpage()
    lines: list[Line] = []
    for number in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(number)
        words = text_page.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ").strip()
        if not words:
            continue
        before = lines[-1] if lines else None
        if before is not None and _beside(before, left=left, bottom=bottom, top=top):
            gap = " " if left - before.right > 0.1 * before.height and not before.words.endswith(" ") else ""
            lines[-1] = Line(before.words + gap + words, before.left, min(bottom, before.bottom),
                             max(right, before.right), max(top, before.top))  # fmt: skip
        else:
            lines.append(Line(words, left, bottom, right, top))
    return lines


def _beside(before: Line, *, left: float, bottom: float, top: float) -> bool:
    """True where a box continues the line before it: same height, and to its right by less than a column gap."""
    shared = min(before.top, top) - max(before.bottom, bottom)
    least = min(before.height, top - bottom)
    return shared > 0.5 * least and -2.0 < left - before.right < 3 * max(before.height, 4.0)


def _without_running_lines(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out what stands on most pages at the same height, whatever number it carries."""
    seen = Counter(place for lines in pages for place in {_place(line) for line in lines})
    often = max(3, (len(pages) + 1) // 2)
    running = {place for place, count in seen.items() if count >= often}
    kept = [[line for line in lines if _place(line) not in running] for lines in pages]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.words), round(line.bottom / 4)


def _paragraphs(lines: list[Line]) -> list[str]:
    """Lines joined to paragraphs; a wider step, an indent, another type size or a short last line starts the next."""
    steps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
    usual = median(steps) if steps else 0.0
    edge = median([line.right for line in lines]) if lines else 0.0
    left = median([line.left for line in lines]) if lines else 0.0
    paragraphs: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is None or _starts(line, before, usual=usual, edge=edge, left=left):
            paragraphs.append(line.words)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.words)
        before = line
    return paragraphs


def _starts(line: Line, before: Line, *, usual: float, edge: float, left: float) -> bool:
    step = before.bottom - line.bottom
    if step < 0:  # the next column, or a box drawn elsewhere: the sentence may go on there
        return before.words.endswith(_SENTENCE_END)
    if step > _WIDER_GAP * usual or abs(line.height - before.height) > 0.4 * max(line.height, before.height):
        return not (before.words.endswith("-") and step < 2 * usual)
    if line.left - before.left > _INDENT and before.words.endswith(_SENTENCE_END):
        return True
    short = before.right < edge - 0.15 * (edge - left)
    return short and before.words.endswith(_SENTENCE_END)


def _joined(before: str, after: str) -> str:
    """One paragraph of two pieces: "dock-" + "workers" → "dockworkers", but "anti-" + "Western" keeps its hyphen."""
    if before.endswith(("\u00ad", "\ufffe", "\x02")):  # soft hyphen, and PDFium's two marks for one
        return before[:-1] + after
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and after[:1].islower():
        return before[:-1] + after
    if before.endswith(("-", "–", "—", "/")) and not before.endswith((" -", " –", " —")):
        return before + after
    return f"{before} {after}"


def _across_pages(pages: list[list[str]]) -> list[str]:
    """All paragraphs; one that a page end cut in the middle of a sentence is joined again."""
    whole: list[str] = []
    for paragraphs in pages:
        for number, words in enumerate(paragraphs):
            if number == 0 and whole and not whole[-1].endswith(_SENTENCE_END) and words[:1].islower():
                whole[-1] = _joined(whole[-1], words)
            else:
                whole.append(words)
    return [_cleaned(words) for words in whole]


def _cleaned(words: str) -> str:
    return words.replace("\u00ad", "").replace("\ufffe", "-").replace("\x02", "").replace("\0", "").strip()


def _sniff(head: bytes) -> float:
    return 1.0 if b"%PDF-" in head[:1024] else 0.0


KIND = Kind(
    name="pdf",
    suffixes=(".pdf",),
    media_types=("application/pdf", "application/x-pdf"),
    limit="max_pdf_bytes",
    sniff=_sniff,
    documents=_documents,
)
