"""Universal Dependencies files (GUM with entities, EWT): gold tokens, sentences, trees and GUM's mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.core import Analysis, Sentence, Span, Token
from training.shape import DEPREL, GUM_TYPES, NAMED, Example


@dataclass(slots=True)
class _Text:
    """A document while it is being put together."""

    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)


def gum(root: Path, part: str) -> Iterator[Example]:
    """GUM documents with syntax, head mentions and the names among them."""
    for path in sorted((root / "gum" / part / "dep").glob("*.conllu")):
        for name, built in _documents(path):
            analysis = _analysis(built)
            mentions, names = _mentions(built, analysis)
            yield Example(name, "gum", analysis, spans={"names": names}, mentions=mentions, trees=True)


def ewt(root: Path) -> Iterator[Example]:
    """Both EWT files that could be had, for training the trees only."""
    for file in ("dev", "test"):
        for name, built in _documents(root / "ewt" / f"{file}.conllu"):
            yield Example(name, "ewt", _analysis(built), trees=True)


def _documents(path: Path) -> Iterator[tuple[str, _Text]]:
    built, name, broken = _Text(), path.stem, True
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if built.tokens:
                yield name, built
            built, name = _Text(), line.rsplit("=", 1)[-1].strip()
        if line.startswith("# newpar"):
            broken = True
        if line.strip():
            block.append(line)
        elif block:
            _add(built, block, broken=broken)
            block, broken = [], False
    if built.tokens:
        yield name, built


def _add(built: _Text, block: list[str], *, broken: bool) -> None:
    """Append one sentence to the text, its words found in its ``# text`` line from left to right."""
    text = next(line.split("=", 1)[1].strip() for line in block if line.startswith("# text ="))
    if built.text:
        built.text += "\n\n" if broken else " "
    base, cursor, first = len(built.text), 0, len(built.tokens)
    number = len(built.sentences)
    ids: dict[str, int] = {}
    rows = [line.split("\t") for line in block if line[0].isdigit()]
    rows = [row for row in rows if "." not in row[0]]
    inside: list[tuple[int, Span]] = []
    for row in rows:
        if "-" in row[0]:
            at = text.find(row[1], cursor)
            inside = [(int(row[0].split("-")[1]), Span(at, at + len(row[1])))]
            continue
        at = text.find(row[1], cursor)
        if at < 0 or (inside and at >= inside[0][1].end):
            at = cursor  # a word spelt otherwise inside a contraction
        end = min(at + len(row[1]), len(text))
        cursor = end
        if inside and int(row[0]) >= inside[0][0]:
            cursor, inside = inside[0][1].end, []
        ids[row[0]] = len(built.tokens)
        built.tokens.append(Token(len(built.tokens), Span(base + at, base + end), row[1], row[3], -1, row[7], number))
        built.marks.append(row[9])
    for row in rows:
        if "-" not in row[0]:
            index = ids[row[0]]
            old = built.tokens[index]
            deprel = row[7] if row[7] in DEPREL else row[7].split(":")[0]
            built.tokens[index] = Token(index, old.span, old.text, row[3], ids.get(row[6], -1), deprel, number)
    built.text += text
    span = Span(base, len(built.text))
    if broken or not built.paragraphs:
        built.paragraphs.append(span)
    else:
        built.paragraphs[-1] = built.paragraphs[-1].cover(span)
    built.sentences.append(Sentence(number, span, first, len(built.tokens), len(built.paragraphs) - 1))


def _analysis(built: _Text) -> Analysis:
    return Analysis.of(
        built.text,
        paragraphs=tuple(built.paragraphs),
        sentences=tuple(built.sentences),
        tokens=tuple(built.tokens),
    )


def _mentions(built: _Text, analysis: Analysis) -> tuple[dict[int, str], tuple[tuple[Span, str], ...]]:
    """Head token → entity type, and the spans of names (mentions with a proper noun as head)."""
    heads: dict[int, str] = {}
    names: list[tuple[Span, str]] = []
    for first, last, kind, _ in entity_spans(built.marks):
        head = next((i for i in range(first, last + 1) if not first <= analysis.tokens[i].head <= last), last)
        heads[head] = kind
        if kind in NAMED and analysis.tokens[head].upos == "PROPN":
            begin, end = _name(analysis, first, last, head)
            names.append((Span(analysis.tokens[begin].span.start, analysis.tokens[end].span.end), kind))
    return heads, tuple(names)


def _name(analysis: Analysis, first: int, last: int, head: int) -> tuple[int, int]:
    """The name inside a mention: the run of compound, flat and adjectival proper nouns around its head."""
    begin = end = head
    wanted = {"PROPN", "NUM"}
    while begin > first and (analysis.tokens[begin - 1].upos in wanted or analysis.tokens[begin - 1].text in "-.’'"):
        begin -= 1
    while end < last and (analysis.tokens[end + 1].upos in wanted or analysis.tokens[end + 1].text in "-"):
        end += 1
    # "Ministry of Defense", "Organization for Security and Co-operation in Europe"
    joins = {"of", "for"}
    while end + 2 <= last and analysis.tokens[end + 1].text.lower() in joins:
        joins = {"of", "for", "and", "in"}  # "and" joins only what an "of" has opened: not "Moran and Pyle"
        step = end + 2
        while step < last and analysis.tokens[step].text.lower() in {"the", "of", "and"}:
            step += 1
        if analysis.tokens[step].upos != "PROPN":
            break
        end = step
        while end < last and analysis.tokens[end + 1].upos == "PROPN":
            end += 1
    while begin < end and analysis.tokens[begin].text in "-.’'":
        begin += 1
    return begin, end


def entity_spans(marks: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """(first token, last token, type, entity id) for every bracket pair of GUM's ``Entity=`` column."""
    stack: dict[str, list[tuple[int, str]]] = {}
    for index, mark in enumerate(marks):
        value = next((part[7:] for part in mark.split("|") if part.startswith("Entity=")), "")
        position = 0
        while position < len(value):
            if value[position] == "(":
                stop = min((p for p in (value.find("(", position + 1), value.find(")", position)) if p > 0),
                           default=len(value))  # fmt: skip
                fields = value[position + 1 : stop].split("-", 7)
                if stop < len(value) and value[stop] == ")":
                    if len(fields) > 1 and fields[1] in GUM_TYPES:
                        yield index, index, fields[1], fields[0]
                    stop += 1
                elif len(fields) > 1:
                    stack.setdefault(fields[0], []).append((index, fields[1]))
                position = stop
            else:
                stop = value.find(")", position)
                stop = len(value) if stop < 0 else stop
                key = value[position:stop]
                if stack.get(key):
                    start, kind = stack[key].pop()
                    if kind in GUM_TYPES:
                        yield start, index, kind, key
                position = stop + 1
