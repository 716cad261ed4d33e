"""Event mentions that corefer across documents: ECB+, MEANTIME and NewsWCL50 as texts with mentions and clusters."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from defusedxml.ElementTree import parse

from evaluation.corpora import corpus

DEV = frozenset(("2", "5", "12", "18", "21", "23", "34", "35"))  # the split of Cybulska and Vossen (2015)
_TIGHT = frozenset((".", ",", ";", ":", "!", "?", ")", "]", "'s", "n't", "%", "''", "’s", "’"))
_OPENING = ("(", "[", "``", "$", "“")


@dataclass(slots=True)
class Marked:
    """A text with marked mentions ``[start, end)`` and the gold cluster of each."""

    id: str
    topic: str
    text: str = ""
    mentions: list[tuple[int, int]] = field(default_factory=list)
    gold: list[str] = field(default_factory=list)


def ecbplus(part: str) -> list[Marked]:
    """The checked sentences' event mentions of ECB+ ``dev`` or ``train`` (every topic at hand that is not dev)."""
    root = corpus("crossdoc/ecbplus")
    with (root / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        checked = {(row["Topic"], row["File"], row["Sentence Number"]) for row in csv.DictReader(file)}
    paths = sorted(root.glob("xml/*/*.xml"))
    found = (_ecb(path, checked) for path in paths if (path.parent.name in DEV) == (part == "dev"))
    return [document for document in found if document.mentions]


def _ecb(path: Path, checked: set[tuple[str, str, str]]) -> Marked:
    root = parse(path).getroot()
    tokens = root.findall("token")
    text, places = joined((token.text or "", token.get("sentence")) for token in tokens)
    at = {token.get("t_id"): (token.get("sentence"), *place) for token, place in zip(tokens, places, strict=True)}
    cluster = {
        source.get("m_id"): relation.get("note") if relation.tag == "CROSS_DOC_COREF" else
        f"{path.stem}-{relation.get('r_id')}"
        for relation in root.iterfind("Relations/*") for source in relation.findall("source")
    }  # fmt: skip
    document = Marked(path.stem, path.parent.name, text)
    for mark in root.iterfind("Markables/*"):
        anchors = [at[anchor.get("t_id")] for anchor in mark.findall("token_anchor")]
        if "ACTION_" not in mark.tag or not anchors:
            continue
        if (path.parent.name, path.stem.split("_", 1)[1], str(anchors[0][0])) in checked:
            document.mentions.append((anchors[0][1], anchors[-1][2]))
            document.gold.append(cluster.get(mark.get("m_id")) or f"{path.stem}-{mark.get('m_id')}")
    return document


def meantime() -> list[Marked]:
    """MEANTIME: speech, grammatical and other events, four topics of business news."""
    return _conll(corpus("crossdoc/meantime_en") / "conll.csv", re.compile(r"(?:SPE|GRA|OTH)\d"))


def newswcl50() -> list[Marked]:
    """NewsWCL50: long spans that name actions and events of US politics."""
    return _conll(corpus("crossdoc/newswcl50") / "conll.csv", re.compile(r"_(?:ACTION|EVENT)$"))


def _conll(path: Path, wanted: re.Pattern[str]) -> list[Marked]:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_document: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_document.setdefault(row["topic/subtopic_name"], []).append(row)
    found = []
    for name, mine in by_document.items():
        text, places = joined((row["token"], row["sent_id"]) for row in mine)
        document = Marked(name, name.split("/")[0], text)
        for first, last, label in _brackets(row["reference"] for row in mine):
            if wanted.search(label):
                document.mentions.append((places[first][0], places[last][1]))
                document.gold.append(label)
        if document.mentions:
            found.append(document)
    return found


def _brackets(cells: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The stretches ``(label … label)`` of a CoNLL column: first and last row, and the label."""
    open_: dict[str, list[int]] = {}
    for row, cell in enumerate(cells):
        for part in cell.split("|"):
            mark = part.strip()
            label = mark.strip("()")
            if mark.startswith("("):
                open_.setdefault(label, []).append(row)
            if mark.endswith(")") and open_.get(label):
                yield open_[label].pop(), row, label


def joined(tokens: Iterable[tuple[str, str | None]]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens with their sentence numbers written as text, and where each stands in it."""
    text, places, before = "", [], None
    for word, sentence in tokens:
        opens = before is not None and sentence != before
        if text and not text.endswith(" ") and (opens or (word not in _TIGHT and not text.endswith(_OPENING))):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        before = sentence
    return text, places
