"""How certain a predicate is presented: UDS "It Happened" v2 (−3…3) and MEANTIME's certainty, polarity and tense."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.core import Analysis, Sentence, Span, Token
from training.shape import Example

_TOGETHER = 6


def uds(root: Path, part: str) -> Iterator[Example]:
    """UDS-IH2 sentences, a few to a text; its tokens are kept, so labels need no alignment."""
    path = root / "factuality" / "UDS_IH2" / f"{part}.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for start in range(0, len(rows), _TOGETHER):
        yield _joined(rows[start : start + _TOGETHER], f"uds-{part}-{start}")


def _joined(rows: list[dict[str, Any]], name: str) -> Example:
    sentences = [row["text"].split() for row in rows]
    analysis, offsets = spaced(sentences)
    scores: dict[int, float] = {}
    for first, row in zip(offsets, rows, strict=True):
        for target in row["targets"]:
            scores[first + target["span1"][0]] = float(target["label"])
    return Example(name, "uds", analysis, factuality=scores)


def spaced(sentences: list[list[str]]) -> tuple[Analysis, list[int]]:
    """Tokens joined by blanks, a paragraph a sentence; also the index of each sentence's first token."""
    text, tokens, found, firsts = "", [], [], []
    for number, words in enumerate(sentences):
        text += "\n\n" if text else ""
        begin, first = len(text), len(tokens)
        firsts.append(first)
        for place, word in enumerate(words):
            text += " " if place else ""
            tokens.append(Token(len(tokens), Span(len(text), len(text) + len(word)), word, "X", -1, "dep", number))
            text += word
        found.append(Sentence(number, Span(begin, len(text)), first, len(tokens), number))
    paragraphs = tuple(sentence.span for sentence in found)
    return Analysis.of(text, paragraphs=paragraphs, sentences=tuple(found), tokens=tuple(tokens)), firsts


def meantime(root: Path, part: str) -> Iterator[Example]:
    """MEANTIME events: (certain, positive, future) flags at the event's first token."""
    for path in sorted((root / "meantime_xml" / part).rglob("*.xml")):
        tree = ElementTree.parse(path).getroot()
        sentences: dict[int, list[str]] = {}
        order: dict[str, tuple[int, int]] = {}
        for token in tree.iter("token"):
            words = sentences.setdefault(int(token.get("sentence", "0")), [])
            order[token.get("t_id", "")] = (int(token.get("sentence", "0")), len(words))
            words.append((token.text or "_").strip().replace(" ", "") or "_")
        numbers = sorted(sentences)
        analysis, firsts = spaced([sentences[number] for number in numbers])
        row_of = {number: firsts[place] for place, number in enumerate(numbers)}
        modal: dict[int, tuple[int, int, int]] = {}
        for event in tree.iter("EVENT_MENTION"):
            anchor = event.find("token_anchor")
            if anchor is None or event.get("certainty") in (None, "", "UNDERSPECIFIED"):
                continue
            sentence, place = order[anchor.get("t_id", "")]
            modal[row_of[sentence] + place] = (
                int(event.get("certainty") == "CERTAIN"),
                int(event.get("polarity") != "NEG"),
                int(event.get("time") == "FUTURE"),
            )
        yield Example(path.stem, "meantime", analysis, modal=modal)
