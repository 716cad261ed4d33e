"""Corpora small enough to learn in a minute: our own sentences, written in the file formats of the public ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

# Who says what: [source], {cue}, <content>.
QUOTED = (
    "[The mayor] {said} <that at least 13 people had been killed>.",
    "<“We saw four boats,”> [a fisherman] {told} reporters.",
    "{According to} [the ministry], <the road to the lake is closed until Friday>.",
    "[Two officials] {denied} <that the truce was over>.",
    "[The newspaper] {reported} <that shells had hit the market overnight>.",
)

# word, part of speech, head, relation, entity mark (GUM's brackets)
TREES = (
    (
        ("The", "DET", 2, "det", "(1-person-new-cf1-2-sgl"),
        ("mayor", "NOUN", 3, "nsubj", "1)"),
        ("left", "VERB", 0, "root", ""),
        ("Bol", "PROPN", 3, "obj", "(2-place-new-cf2-1-sgl)"),
        ("on", "ADP", 6, "case", ""),
        ("Sunday", "PROPN", 3, "obl", "(3-time-new-cf3-1-sgl)"),
        (".", "PUNCT", 3, "punct", ""),
    ),
    (
        ("Adoum", "PROPN", 3, "nsubj", "(4-person-new-cf1-1-sgl"),
        ("Ngarta", "PROPN", 1, "flat", "4)"),
        ("commands", "VERB", 0, "root", ""),
        ("the", "DET", 6, "det", "(5-organization-new-cf2-3-sgl"),
        ("Islands", "PROPN", 6, "compound", ""),
        ("Front", "PROPN", 3, "obj", "5)"),
        (".", "PUNCT", 3, "punct", ""),
    ),
)

NAMED = ["The", "Islands", "Front", "attacked", "Bol", "on", "Saturday", ".", "Saleh", "Oumar", "denied", "it", "."]
NAMES = {(0, 3): "Organisation", (4, 5): "Location", (6, 7): "Temporal", (8, 10): "Person"}
POLITICS = {"Organisation": "organisation", "Location": "location", "Person": "politician"}
FACTUAL = (
    ("The army left the town .", 2, 3.0),
    ("They may return on Friday .", 2, 0.3),
    ("No one was hurt .", 3, -2.7),
)
COPIES = 12


def write(root: Path) -> Path:
    """Lay out every corpus below ``root`` the way the public ones lie, and return ``root``."""
    polnear(root / "polnear" / "train")
    trees = [root / "gum" / "train" / "dep" / "made.conllu", root / "ewt" / "dev.conllu", root / "ewt" / "test.conllu"]
    for path in trees:
        conllu(path)
    re3d(root / "re3d" / "Made")
    crossner(root / "crossner_politics")
    uds(root / "factuality" / "UDS_IH2")
    meantime(root / "meantime_xml" / "train" / "made")
    stories(root / "events")
    return root


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def polnear(folder: Path) -> None:
    """Brat standoff: one article of all sentences, the marks in an ``.ann`` file."""
    for number in range(3):
        text, lines, serial = "", [], 0
        for sentence in QUOTED:
            roles = []
            for sign in sentence:
                if sign in "[{<":
                    start = len(text)
                elif sign in "]}>":
                    serial += 1
                    role = {"]": "Source", "}": "Cue", ">": "Content"}[sign]
                    lines.append(f"T{serial}\t{role} {start} {len(text)}\t{text[start:]}")
                    roles.append(f"{role}:T{serial}")
                else:
                    text += sign
            lines.append(f"E{serial}\tAttribution:T{serial} {' '.join(roles)}")
            text += " "
        written(folder / "text" / f"made_{number}.txt", text)
        written(folder / "attributions" / f"made_{number}_00ff.ann", "\n".join(lines) + "\n")


def conllu(path: Path) -> None:
    """Universal Dependencies with GUM's entity brackets."""
    blocks = []
    for copy in range(COPIES):
        for number, rows in enumerate(TREES):
            head = ["# newdoc id = made"] if copy == number == 0 else []
            head += ["# newpar"] if number == 0 else []
            head += [f"# text = {' '.join(row[0] for row in rows)}"]
            body = [
                f"{at}\t{word}\t{word.lower()}\t{upos}\t_\t_\t{above}\t{deprel}\t_\t{entity(mark)}"
                for at, (word, upos, above, deprel, mark) in enumerate(rows, start=1)
            ]
            blocks.append("\n".join(head + body))
    written(path, "\n\n".join(blocks) + "\n\n")


def entity(mark: str) -> str:
    """The last column of a token: GUM's bracket, or the sign for nothing."""
    return f"Entity={mark}" if mark else "_"


def re3d(folder: Path) -> None:
    """Documents and their marks as JSON lines; ids chosen so that some are trained on and some held out."""
    text = " ".join(NAMED)
    documents, marks = [], []
    for number in range(COPIES):
        key = hashlib.md5(str(number).encode()).hexdigest()
        documents.append(json.dumps({"_id": key, "text": text}))
        for (first, last), kind in NAMES.items():
            begin = len(" ".join([*NAMED[:first], ""]))
            end = begin + len(" ".join(NAMED[first:last]))
            marks.append(json.dumps({"documentId": key, "begin": begin, "end": end, "type": kind}))
    written(folder / "documents.jsonl", "\n".join(documents) + "\n")
    written(folder / "entities.jsonl", "\n".join(marks) + "\n")


def crossner(folder: Path) -> None:
    """One word a line with its BIO label."""
    labels = ["O"] * len(NAMED)
    for (first, last), kind in NAMES.items():
        if kind in POLITICS:
            labels[first:last] = [f"{'I' if place else 'B'}-{POLITICS[kind]}" for place in range(last - first)]
    block = "\n".join(f"{word}\t{label}" for word, label in zip(NAMED, labels, strict=True))
    for part in ("train", "dev"):
        written(folder / f"{part}.txt", "\n\n".join([block] * COPIES) + "\n")


def uds(folder: Path) -> None:
    """Sentences with the factuality of one predicate each."""
    rows = [
        json.dumps({"text": text, "targets": [{"span1": [place, place + 1], "label": label}]})
        for text, place, label in FACTUAL * COPIES
    ]
    written(folder / "train.jsonl", "\n".join(rows) + "\n")


def meantime(folder: Path) -> None:
    """Tokens and event mentions with certainty, polarity and time."""
    tokens, events = [], []
    for number, (text, place, label) in enumerate(FACTUAL):
        for word in text.split():
            tokens.append(f'<token t_id="{len(tokens) + 1}" sentence="{number}">{word}</token>')
        anchor = len(tokens) - len(text.split()) + place + 1
        sure, sign = ("CERTAIN" if abs(label) > 1 else "POSSIBLE"), ("NEG" if label < 0 else "POS")
        events.append(
            f'<EVENT_MENTION certainty="{sure}" polarity="{sign}" time="NON_FUTURE">'
            f'<token_anchor t_id="{anchor}"/></EVENT_MENTION>'
        )
    written(folder / "made.xml", f"<Document>{''.join(tokens)}<Markables>{''.join(events)}</Markables></Document>")


def stories(folder: Path) -> None:
    """Stories known to be about one type of event."""
    rows = [
        json.dumps({"title": f"{kind} {copy}", "text": text, "label": kind})
        for copy in range(COPIES)
        for kind, text in (("ASSAULT", "The Islands Front attacked Bol."), ("CONSULT", "The mayor met the governor."))
    ]
    written(folder / "ngec_synthetic_plover.jsonl", "\n".join(rows) + "\n")
