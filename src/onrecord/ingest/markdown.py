"""Markdown: front matter, the first heading as title, and the words without their marks.

``**At least 13** were killed, [the mayor](https://…) said`` becomes ``At least 13 were killed, the mayor said``: link
targets, emphasis marks, pictures and tags go, so that a span is clean words. The parser runs in the limited child:
half a megabyte of "![a](" costs it six seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.core import Document
from onrecord.errors import Damaged
from onrecord.ingest.base import Item, Kind, Source
from onrecord.ingest.child import ChildFailed, ask
from onrecord.ingest.encoding import decode
from onrecord.ingest.heading import known_keys, split_heading
from onrecord.ingest.moment import moment

if TYPE_CHECKING:
    from markdown_it.token import Token

_FENCE = re.compile(r"^---[ \t]*\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]*(.*)$")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN = ("<script", "<style")
_HEADING = re.compile(rb"^#{1,6} \S", re.MULTILINE)
_LINK = re.compile(rb"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)")


def _documents(source: Source) -> Iterator[Item]:
    decoded = decode(source.data, name=source.name, declared=source.charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    fields, unknown, text = _front_matter(text)
    try:
        found = ask("markdown", text.encode("utf-8", "replace"), name=source.name, settings=source.settings)
    except ChildFailed as failure:
        raise Damaged(f"{source.name}: not Markdown that can be read ({failure}); save it as .txt") from None
    body = found["text"]
    if found["title"] is not None:
        fields.setdefault("title", found["title"])
    heading = split_heading(body, titled="title" in fields)
    fields = {**heading.fields, **fields}
    facts = decoded.facts()
    written = fields.pop("published", None)
    when = moment(written)
    if written and when != written:
        facts["published_as_written"] = written
    yield Document.of(heading.body, published=when, extra={**unknown, "ingest": facts}, **fields)


def _front_matter(text: str) -> tuple[dict[str, str], dict[str, object], str]:
    """Fields we know, the other keys, and the rest: ``---`` around plain ``key: value`` lines of YAML."""
    match = _FENCE.match(text[:20_000])
    if match is None:
        return {}, {}, text
    known: dict[str, str] = {}
    unknown: dict[str, object] = {}
    for line in match["head"].split("\n"):
        entry = _LINE.match(line)
        if entry is None:
            continue
        key, value = entry[1].strip().lower(), entry[2].strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        meant = known_keys().get(key.replace(" ", "_").replace("-", "_"))
        if meant is None:
            unknown[key] = value
        elif value:
            known.setdefault(meant, value.strip("[]") if meant == "byline" else value)
    return known, unknown, text[match.end() :]


def extract(data: bytes) -> dict[str, Any]:
    """In the child: the title (a first-level heading before any prose) and the body, a blank line between blocks."""
    from markdown_it import MarkdownIt

    text = data.decode("utf-8")
    title: str | None = None
    blocks: list[str] = []
    inside = ""
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text):
        if token.type.endswith("_open"):
            inside = token.tag
        elif token.type == "inline":
            block = _inline(token)
            if inside == "h1" and title is None and not blocks:
                title = block
            elif inside in {"th", "td"} and blocks:
                blocks[-1] = f"{blocks[-1]} | {block}" if blocks[-1] else block
            elif block:
                blocks.append(block)
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.strip("\n"))
        elif token.type == "html_block":
            blocks.append(_untagged(token.content))
        if token.type == "tr_open":
            blocks.append("")
    return {"title": title, "text": "\n\n".join(block for block in blocks if block.strip())}


def _inline(token: Token) -> str:
    parts: list[str] = []
    hidden = False  # inside <script> or <style>
    for piece in token.children or ():
        if piece.type == "html_inline":
            tag = piece.content.lower()
            hidden = tag.startswith(_UNSEEN) or (hidden and not tag.startswith(("</script", "</style")))
        elif hidden:
            continue
        elif piece.type in {"text", "code_inline"}:
            parts.append(piece.content)
        elif piece.type in {"softbreak", "hardbreak"}:
            parts.append("\n" if piece.type == "hardbreak" else " ")
    return "".join(parts).strip()


def _untagged(block: str) -> str:
    """The words of a block of HTML; scripts, styles and comments have none."""
    lowered = block.lower()
    if lowered.lstrip().startswith((*_UNSEEN, "<!--", "<iframe", "<svg")):
        return ""
    return _TAG.sub("", block).strip()


def _sniff(head: bytes) -> float:
    """Surer than plain text only where Markdown shows: front matter, a heading and a link."""
    if head.startswith(b"---\n") and b"\n---" in head[4:]:
        return 0.6
    heading, link = bool(_HEADING.search(head)), bool(_LINK.search(head))
    return 0.5 if heading and link else 0.3 if _HEADING.match(head.lstrip()) else 0.0


KIND = Kind(
    name="markdown",
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
    media_types=("text/markdown", "text/x-markdown"),
    limit="max_text_bytes",
    sniff=_sniff,
    documents=_documents,
)
