"""Opinion apart from report: sentences of our own small articles, and how much of ordinary news is called judgement.

    python -m evaluation.voice        # the figures
    python -m evaluation.voice -v     # and every sentence that went wrong

A line of ``gold/voice.jsonl`` is an article and the words of it that judge; a sentence that holds such words is a
judgement, every other sentence of the outlet's own voice a report.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.corpora import GOLD as OWN
from evaluation.corpora import CorpusAbsent, corpus
from onrecord.core import Document, Reading, Span

if TYPE_CHECKING:
    from onrecord import Reader

GOLD = ("evaluation/gold/voice.jsonl", "../shared/corpora/polnear/dev")


@dataclass(frozen=True, slots=True)
class Article:
    """A small article and the spans of its judging words."""

    document: Document
    judgements: tuple[Span, ...]


def articles() -> Iterator[Article]:
    """The articles of ``gold/voice.jsonl``.

    Raises ``ValueError`` where a quoted word is not in the text.
    """
    for line in (OWN / "voice.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Article(Document.of(row["text"]), tuple(_spans(row["text"], row["judgements"])))


def _spans(text: str, quotes: list[str]) -> Iterator[Span]:
    """Where each quote stands, looked for from the end of the one before it."""
    start = 0
    for quote in quotes:
        start = text.index(quote, start)
        yield Span(start, start + len(quote))
        start += len(quote)


def score(*, sample: int | None = None) -> dict[str, float]:
    """Precision, recall and F1 of judgement by sentence, and the share of PolNeAR dev called judgement, in percent."""
    import onrecord

    reader = onrecord.Reader()
    chosen = list(articles())[:sample]
    readings = list(reader.read_many(article.document for article in chosen))
    hits = wrong = missed = 0
    for article, reading in zip(chosen, readings, strict=True):
        for wanted, got, _ in verdicts(article, reading):
            hits += wanted and got
            wrong += got and not wanted
            missed += wanted and not got
    out = {
        "judgement precision": 100 * hits / (hits + wrong) if hits + wrong else 0.0,
        "judgement recall": 100 * hits / (hits + missed) if hits + missed else 0.0,
        "judgement F1": 200 * hits / (2 * hits + wrong + missed) if hits else 0.0,
    }
    with suppress(CorpusAbsent):
        out["PolNeAR dev: own voice called judgement"] = _share(reader, sample)
    return out


def verdicts(article: Article, reading: Reading) -> Iterator[tuple[bool, bool, str]]:
    """(gold says judgement, we say judgement, the sentence) for each sentence of the outlet's own voice, and for
    each judgement of the gold that we count as nobody's."""
    found = 0
    for statement in reading.voice:
        wanted = any(statement.span.contains(span) for span in article.judgements)
        found += sum(1 for span in article.judgements if statement.span.contains(span))
        yield wanted, statement.voice == "judgement", statement.span.of(reading.document.text)
    for _ in range(len(article.judgements) - found):
        yield True, False, "(a sentence taken for somebody else's)"


def _share(reader: Reader, sample: int | None) -> float:
    paths = sorted((corpus("polnear") / "dev").rglob("*.txt"))[:sample]
    readings = reader.read_many(Document.of(path.read_text(encoding="utf-8")) for path in paths)
    voices = [statement.voice for reading in readings for statement in reading.voice]
    return 100 * voices.count("judgement") / len(voices) if voices else 0.0


def main() -> None:
    """Print the figures, and with ``-v`` the sentences that went wrong."""
    import onrecord

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="name every sentence that went wrong")
    aloud = parser.parse_args().verbose
    for name, value in score().items():
        print(f"{name:<42} {value:6.2f}")
    if aloud:
        reader = onrecord.Reader()
        chosen = list(articles())
        for article, reading in zip(chosen, reader.read_many(item.document for item in chosen), strict=True):
            for wanted, got, text in verdicts(article, reading):
                if wanted != got:
                    print(f"{'missed' if wanted else 'false'}: {text}")


if __name__ == "__main__":
    main()
