"""Web pages: the article without its surroundings, and title, byline, publisher and date as the page declares them.

trafilatura finds the article, htmldate the date; both run in the limited child because 10⁵ paragraphs or 10⁵ nested
tags take them half a minute. What a page *shows* as ``<script>`` stays text; what it *is* never becomes text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput, TooLarge
from onrecord.ingest.base import Item, Kind, Source
from onrecord.ingest.child import ChildFailed, ask
from onrecord.ingest.encoding import decode
from onrecord.ingest.furniture import drop_marked, publisher_in_title, shown_moment, without_furniture
from onrecord.ingest.heading import split_heading
from onrecord.ingest.moment import moment
from onrecord.settings import Settings

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped,unused-ignore]

_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_:.-]{2,40})")
_MARKUP = re.compile(rb"<(?:html|head|body|article|div|p|table|span|h1|meta)\b[^>]{0,500}>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = ("script", "style", "template", "noscript", "svg", "iframe", "textarea", "select", "object")
_PARAGRAPHS = {"p", "head", "item", "quote", "row", "code"}

# Where pages declare the moment of publication, most reliable first (Open Graph, schema.org, Dublin Core, Parse.ly …).
_DECLARED = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.created",
    "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "article.published", "date.issued", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip


def _documents(source: Source) -> Iterator[Item]:
    decoded = decode(source.data, name=source.name, declared=source.charset or _declared_charset(source.data))
    yield from_html(decoded.text, name=source.name, settings=source.settings, facts=decoded.facts())


def from_html(
    page: str, *, name: str, settings: Settings, facts: dict[str, object], url: str | None = None
) -> Document:
    """The article of a page; raises ``EmptyInput`` where it has none and ``Damaged`` where it cannot be taken apart."""
    try:
        data, most = page.encode("utf-8", "replace"), settings.max_text_bytes
        found = ask("html", data, name=name, settings=settings, url=url, most_characters=most)
    except ChildFailed as failure:
        if failure.reason == "text":
            words = f"more than {most:,} characters; split it, or raise ONRECORD_MAX_TEXT_BYTES"
            raise TooLarge(f"{name}: {words}") from None
        raise Damaged(f"{name}: the page cannot be taken apart ({failure}); save its text and read that") from None
    heading = split_heading(found.pop("text"), titled=bool(found["title"]))
    if not heading.body:
        raise EmptyInput(f"{name}: no article in this page; open it in a browser and save the text")
    fields = {key: value for key, value in found.items() if value}
    fields = {**heading.fields, **fields}
    if len(heading.fields.get("published", "")) > len(fields.get("published", "")):
        fields["published"] = heading.fields["published"]
    return Document.of(heading.body, extra={"ingest": facts}, **fields)


def _declared_charset(data: bytes) -> str | None:
    head = data[:4096]
    match = _XML_CHARSET.search(head) or _META_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def extract(data: bytes, *, url: str | None = None, most_characters: int) -> dict[str, Any]:
    """In the child: the article's text and what the page says of itself, from UTF-8 bytes."""
    from lxml import html  # type: ignore[import-untyped,unused-ignore]
    from trafilatura import bare_extraction

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except Exception as failure:
        if "empty" in str(failure).lower():
            return {"text": "", "title": None}
        raise
    published = _published(tree)
    named = publisher_in_title(tree)
    _hide(tree)
    if sum(map(len, tree.itertext())) > most_characters:
        raise ChildFailed("text")
    drop_marked(tree)
    found = bare_extraction(tree, url=url, include_comments=False, with_metadata=True)
    body = getattr(found, "body", None)
    text = _flat(body) if body is not None else ""
    title = _clean(getattr(found, "title", None) or tree.findtext(".//title"))
    if not text:
        text = _all_text(data, parser)
    publisher = _clean(getattr(found, "sitename", None) or named)
    byline = _byline(getattr(found, "author", None), publisher)
    return {
        "text": without_furniture(_without_title(text, title), byline=byline) or text,
        "title": title,
        "byline": byline,
        "publisher": publisher,
        "url": getattr(found, "url", None) or url,
        "published": published or moment(getattr(found, "date", None)),
        "language": (tree.get("lang") or "")[:2].lower() or None,
    }


def _hide(tree: _Element) -> None:
    """Take out what a reader of the page does not see; JSON-LD stays, because it names author and publisher."""
    for element in list(tree.iter(*_HIDDEN)):
        if (element.get("type") or "").strip().lower() != "application/ld+json":
            element.drop_tree()


def _flat(body: _Element) -> str:
    """Blocks parted by blank lines; the cells of a row by " | "."""
    blocks: list[str] = []
    for element in body.iter():
        if element.tag not in _PARAGRAPHS:
            continue
        if element.tag == "row":
            words = " | ".join(filter(None, (_line("".join(cell.itertext())) for cell in element)))
        elif any(child.tag in _PARAGRAPHS or child.tag == "list" for child in element):
            words = _line(element.text or "")
        elif any(above.tag == "row" for above in element.iterancestors()):
            continue
        else:
            words = _line("".join(element.itertext()))
        if words:
            blocks.append(words)
        if element.tag in {"quote", "item"} and element.tail and (tail := _line(element.tail)):
            blocks.append(tail)
    return "\n\n".join(blocks) or _line("".join(body.itertext()))


def _line(text: str) -> str:
    """One line of words: layout spaces joined, soft hyphens (only there for line breaks) taken out."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def _all_text(data: bytes, parser: Any) -> str:
    """For pages too small to have surroundings: every paragraph that is shown."""
    from lxml import html

    tree = html.document_fromstring(data, parser=parser)
    _hide(tree)
    for script in list(tree.iter("script", "head")):
        script.drop_tree()
    blocks = list(tree.iter("p", "li", "h1", "h2", "h3", "blockquote", "td", "pre"))
    texts = [_line(block.text_content()) for block in blocks] if blocks else [_line(tree.text_content())]
    return "\n\n".join(filter(None, texts))


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n\n")
    if title and rest and _same(first, title):
        return rest
    return text


def _same(one: str, other: str) -> bool:
    def letters(words: str) -> str:
        return "".join(character for character in words.casefold() if character.isalnum())

    return letters(one) == letters(other)


def _byline(author: object, publisher: str | None) -> str | None:
    """The authors without the outlet, which pages put after them: "By Karel Oman, Hill Post"."""
    names = [name.strip() for name in (_clean(author) or "").split(";")]
    people = [name for name in names if name and name.casefold() != (publisher or "").casefold()]
    return "; ".join(people or names) or None


def _clean(value: object) -> str | None:
    return _line(value)[:1000] or None if isinstance(value, str) else None


def _published(tree: _Element) -> str | None:
    """The moment the page declares; else the date htmldate finds in it."""
    declared: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        declared.setdefault(key.strip().lower(), meta.get("content") or "")
    for written in _linked_data(tree):
        declared.setdefault("datepublished", written)
    for key in _DECLARED:
        if when := moment(declared.get(key)):
            return when
    for element in tree.iter("time"):
        if (element.get("itemprop") == "datePublished" or element.get("pubdate") is not None) and (
            when := moment(element.get("datetime"))
        ):
            return when
    if when := shown_moment(tree):
        return when
    from htmldate import find_date

    return moment(find_date(tree, original_date=True, outputformat="%Y-%m-%d"))


def _linked_data(tree: _Element) -> Iterator[str]:
    """The ``datePublished`` of the page's articles in JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            queue: list[Any] = [json.loads(script.text)]
        except (ValueError, RecursionError):
            continue
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item)
            elif isinstance(item, dict):
                written = item.get("datePublished")
                if isinstance(written, str):
                    yield written
                queue.extend(value for key, value in item.items() if key in {"@graph", "mainEntity", "hasPart"})


def _sniff(head: bytes) -> float:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return 0.95
    if text.startswith((b"<?xml", b"<!--")) and b"<html" in text:
        return 0.9
    return 0.6 if len(_MARKUP.findall(text)) >= 2 else 0.0


KIND = Kind(
    name="html",
    suffixes=(".html", ".htm", ".xhtml", ".shtml"),
    media_types=("text/html", "application/xhtml+xml"),
    limit="max_html_bytes",
    sniff=_sniff,
    documents=_documents,
)
