"""Times against TIMEX3: value F1 (relaxed spans, exact values) on MEANTIME, dates of publication given."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora import corpus
from evaluation.timex3 import values
from onrecord.core import Document, Span
from onrecord.read.segment import segment
from onrecord.read.times import find_times
from onrecord.resolve.dates import resolve_times

GOLD = ("../shared/corpora/meantime_xml",)
_NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", ")", "!", "?", "'s", "%", "n't", "'"])
_NO_SPACE_AFTER = frozenset(["(", "$", "``"])


@dataclass(frozen=True, slots=True)
class GoldTime:
    """One annotated expression; ``created`` marks the dateline that gives the date of publication."""

    span: Span
    value: str
    created: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Right answers, gold answers, our answers; ``spans`` those that overlap whatever their value."""

    right: int = 0
    spans: int = 0
    gold: int = 0
    ours: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.spans + other.spans, self.gold + other.gold, self.ours + other.ours
        )

    def f1(self, right: int) -> float:
        """Balanced F-measure in percent."""
        return 200 * right / (self.gold + self.ours) if self.gold + self.ours else 0.0


def documents(part: str) -> Iterator[tuple[str, str, str | None, list[GoldTime]]]:
    """Name, text, date of publication and gold of each article of ``part`` (train or dev)."""
    for path in sorted((corpus("meantime_xml") / part).rglob("*.xml")):
        yield (path.stem, *_read(path))


def _read(path: Path) -> tuple[str, str | None, list[GoldTime]]:
    root = ET.parse(path).getroot()
    text, spans = _text(root)
    gold: list[GoldTime] = []
    published: str | None = None
    for mark in root.iter("TIMEX3"):
        inside = [spans[anchor.get("t_id", "")] for anchor in mark.iter("token_anchor")]
        created = mark.get("functionInDocument") == "CREATION_TIME"
        if created:
            published = mark.get("value")
        if inside:
            gold.append(GoldTime(Span(inside[0].start, inside[-1].end), mark.get("value", ""), created))
    return text, published, gold


def _text(root: ET.Element) -> tuple[str, dict[str, Span]]:
    """The tokens written as a text, title and dateline as paragraphs of their own."""
    parts: list[str] = []
    spans: dict[str, Span] = {}
    position, sentence, before = 0, "0", ""
    # Only the first sentences of an article are annotated, of any kind; what stands after them counts for nothing.
    numbers = {token.get("t_id", ""): int(token.get("sentence", "0")) for token in root.iter("token")}
    annotated = max(numbers[anchor.get("t_id", "")] for anchor in root.iter("token_anchor"))
    for token in root.iter("token"):
        if int(token.get("sentence", "0")) > annotated:
            break
        word = token.text or ""
        glue = "" if not parts or word in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER else " "
        if token.get("sentence") != sentence and parts:
            glue = "\n\n" if int(token.get("sentence", "0")) <= 2 else " "
        sentence = token.get("sentence", "0")
        parts.append(glue + word)
        spans[token.get("t_id", "")] = Span(position + len(glue), position + len(glue) + len(word))
        position += len(glue) + len(word)
        before = word
    return "".join(parts), spans


def compare(
    gold: list[GoldTime], ours: list[tuple[Span, str]]
) -> tuple[Counts, list[tuple[GoldTime | None, Span | None, str]]]:
    """Pair by overlap, each once; the second value lists what differs."""
    wanted = [mark for mark in gold if not mark.created]
    datelines = [mark.span for mark in gold if mark.created]
    answers = [(span, value) for span, value in ours if not any(span.overlaps(other) for other in datelines)]
    right = spans = 0
    differs: list[tuple[GoldTime | None, Span | None, str]] = []
    free = list(answers)
    for mark in wanted:
        near = [answer for answer in free if answer[0].overlaps(mark.span)]
        if not near:
            differs.append((mark, None, ""))
            continue
        best = max(near, key=lambda answer: (answer[1] == mark.value, answer[0].common(mark.span)))
        free.remove(best)
        spans += 1
        right += best[1] == mark.value
        if best[1] != mark.value:
            differs.append((mark, best[0], best[1]))
    differs.extend((None, span, value) for span, value in free)
    return Counts(right, spans, len(wanted), len(answers)), differs


def read(text: str, published: str | None) -> list[tuple[Span, str]]:
    """Span and TIMEX3 value of every time in ``text``."""
    document = Document.of(text, published=published)
    timexes, _ = find_times(segment(document.text))
    return list(values(resolve_times(timexes, document)))


def score(*, sample: int | None = None) -> dict[str, float]:
    """Value F1 and span F1 on the train and dev folders."""
    figures: dict[str, float] = {}
    for part in ("train", "dev"):
        total = Counts()
        for number, (_, text, published, gold) in enumerate(documents(part)):
            if sample is not None and number >= sample:
                break
            total += compare(gold, read(text, published))[0]
        figures[f"MEANTIME {part}: value F1"] = total.f1(total.right)
        figures[f"MEANTIME {part}: span F1"] = total.f1(total.spans)
    return figures


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
