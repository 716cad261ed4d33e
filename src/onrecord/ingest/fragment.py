"""HTML that is the article and nothing else: what an entry of a feed or a ninjs body holds. All of its text is kept.

``<p>At least 13 people were killed.</p><ul><li>Two of them …</li></ul>`` — the search for an article among the
furniture of a page (html.py) would drop short paragraphs, so it is not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput, TooLarge
from onrecord.ingest.base import Item, Kind, Source
from onrecord.ingest.child import ChildFailed, ask
from onrecord.ingest.encoding import decode
from onrecord.settings import Settings

_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = {"script", "style", "template", "noscript", "svg", "iframe", "textarea", "select", "object", "head", "title"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip


def from_fragment(markup: str, *, name: str, settings: Settings) -> str:
    """The text of a fragment, blocks parted by blank lines: ``from_fragment("<p>One.</p><p>Two.</p>", …)``.

    ``""`` where there are no words. Raises ``TooLarge`` and ``Damaged``.
    """
    most = settings.max_text_bytes
    try:
        data = markup.encode("utf-8", "replace")
        text: str = ask("fragment", data, name=name, settings=settings, most_characters=most)["text"]
    except ChildFailed as failure:
        if failure.reason == "text":
            words = f"more than {most:,} characters; split it, or raise ONRECORD_MAX_TEXT_BYTES"
            raise TooLarge(f"{name}: {words}") from None
        raise Damaged(f"{name}: its HTML cannot be taken apart ({failure}); save its text and read that") from None
    return text


def extract(data: bytes, *, most_characters: int) -> dict[str, Any]:
    """In the child: every word that a reader would see, from UTF-8 bytes."""
    from lxml import etree, html  # type: ignore[import-untyped,unused-ignore]

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(b"<div>" + data + b"</div>", parser=parser)
    except etree.ParserError:
        return {"text": ""}
    blocks: list[str] = []
    words: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden += (event == "start") - (event == "end") if tag in _HIDDEN else 0
        if tag in _BLOCKS or (tag == "br" and event == "end" and _is_break(element)):
            blocks.append("".join(words))
            words = []
        elif tag == "br" and event == "end":
            words.append(" ")
        elif tag in {"td", "th"} and event == "start" and any(word.strip() for word in words):
            words.append(" | ")
        words.append((element.text if event == "start" else element.tail) or "" if not hidden else "")
    blocks.append("".join(words))
    text = "\n\n".join(filter(None, (_line(block) for block in blocks)))
    if len(text) > most_characters:
        raise ChildFailed("text")
    return {"text": text}


def _is_break(element: Any) -> bool:
    """Two line breaks in a row part paragraphs, as old feeds write them."""
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()


def _line(text: str) -> str:
    """One line of words: layout spaces joined, soft hyphens (only there for line breaks) taken out."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def _documents(source: Source) -> Iterator[Item]:
    decoded = decode(source.data, name=source.name, declared=source.charset)
    text = from_fragment(decoded.text, name=source.name, settings=source.settings)
    if not text:
        yield EmptyInput(f"{source.name}: there is no text in it; leave this one out")
        return
    yield Document.of(text, extra={"ingest": decoded.facts()})


def _sniff(_head: bytes) -> float:
    """Never by its look: only a container knows that its HTML is a fragment."""
    return 0.0


KIND = Kind(name="fragment", suffixes=(), media_types=(), limit="max_html_bytes", sniff=_sniff, documents=_documents)
