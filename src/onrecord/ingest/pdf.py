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
_SPACES = re.compile(r"[ \t]+")
_DIGITS = re.compile(r"\d+")
_WIDER_GAP = 1.35  # a step between lines this many times the usual one starts a paragraph
_INDENT, _DEEPEST_INDENT = 6.0, 45.0  # points: less is unevenness, more is another column
_HYPHEN_MARKS = (0x02, 0xFFFE)  # what PDFium puts for a hyphen at a line end, in place of the line end too
_HYPHENS = ("-", "\u2010", "\u00ad")
# What browsers and word processors print on the edge of a page: "11/22/26, 6:27 PM", "https://… 1/3", "Page 2 of 9".
_EDGE = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?: .{1,200})?"
    r"|(?:https?|file)://\S{1,500}(?: \d{1,4}/\d{1,4})?"
    r"|(?:[Pp]age )?[-–—]? ?\d{1,4} ?[-–—]?(?: ?(?:of|/) ?\d{1,4})?"
)
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
        """Of the type, in points."""
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
    """The lines of a page in the order they are drawn, as PDFium parts them (by "\\r\\n" of its own making)."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped,unused-ignore]

    text_page = page.get_textpage()
    lines: list[Line] = []
    characters: list[tuple[int, str]] = []  # place on the page, character
    for place in range(text_page.count_chars() + 1):
        code = pdfium.FPDFText_GetUnicode(text_page, place) if place < text_page.count_chars() else 0x0A
        if code in _HYPHEN_MARKS:
            characters.append((place, "-"))
        elif code not in (0x0D, 0x0A):
            characters.append((place, _character(code)))
            continue
        drawn = [number for number, character in characters if not character.isspace()]
        if drawn:
            words = "".join(character for _, character in characters).strip()
            first, last = (text_page.get_charbox(number, loose=True) for number in (drawn[0], drawn[-1]))
            lines.append(Line(words, first[0], first[1], last[2], first[3]))
        characters = []
    return lines


def _character(code: int) -> str:
    """A character; what is none (NUL, half a pair) as U+FFFD."""
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "\ufffd"


def _without_running_lines(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Leave out what stands on most pages at the same height, whatever number it carries."""
    seen = Counter(place for lines in pages for place in {_place(line) for line in _outermost(lines)})
    often = max(3, (len(pages) + 1) // 2)
    running = {place for place, count in seen.items() if count >= often}

    def runs(line: Line) -> bool:
        return _place(line) in running or _EDGE.fullmatch(line.words) is not None

    kept = [
        [line for line in lines if not (line in edge and runs(line))]
        for lines, edge in zip(pages, map(_outermost, pages), strict=True)
    ]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _outermost(lines: list[Line]) -> list[Line]:
    """The two highest and the two lowest lines of a page; one of each where it holds few."""
    by_height = sorted(lines, key=lambda line: line.bottom)
    depth = 2 if len(lines) > 8 else 1
    return by_height[:depth] + by_height[-depth:]


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.words), round(line.bottom / 4)


def _paragraphs(lines: list[Line]) -> list[str]:
    """Lines joined to paragraphs; a wider step, an indent, another type size or an early line end starts the next."""
    steps = [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.bottom]
    usual = median(steps) if steps else 0.0
    columns = _columns(lines)
    paragraphs: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is None or _starts(line, before, usual=usual, columns=columns):
            paragraphs.append(line.words)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], line.words)
        before = line
    return paragraphs


def _columns(lines: list[Line]) -> dict[int, float]:
    """The left edges at which many lines begin, each with the right edge its lines reach, in points."""
    begun = Counter(round(line.left) for line in lines)
    often = max(2, len(lines) // 8)
    return {
        edge: max(line.right for line in lines if round(line.left) == edge)
        for edge, count in begun.items()
        if count >= often
    }


def _starts(line: Line, before: Line, *, usual: float, columns: dict[int, float]) -> bool:
    step = before.bottom - line.bottom
    ended = before.words.endswith(_SENTENCE_END)
    if step < 0:  # the next column, or a box drawn elsewhere: the sentence may go on there
        return ended
    if step > _WIDER_GAP * usual or abs(line.height - before.height) > 0.4 * max(line.height, before.height):
        return not (before.words.endswith(_HYPHENS) and step < 2 * usual)
    if not ended:
        return False
    edge = max((edge for edge in columns if edge <= line.left + 1), default=None)
    if edge is None:
        return line.left - before.left > _INDENT
    if _INDENT < line.left - edge < _DEEPEST_INDENT:
        return True
    return _had_room(before, line.words.split(" ", 1)[0], right=columns[edge])


def _had_room(line: Line, word: str, *, right: float) -> bool:
    """True where the next line's first word would have fitted at the end of this one: so a paragraph ended here."""
    letter = (line.right - line.left) / max(1, len(line.words))
    return right - line.right > letter * (len(word) + 2) * 1.15


def _joined(before: str, after: str) -> str:
    """One paragraph of two pieces: "dock-" + "workers" → "dockworkers", but "anti-" + "Western" keeps its hyphen."""
    if before.endswith("\u00ad"):
        return before[:-1] + after
    if before.endswith("\u2010"):  # the typographic hyphen, which browsers print
        before = before[:-1] + "-"
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
    return _SPACES.sub(" ", words.replace("\u00ad", "")).strip()


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
