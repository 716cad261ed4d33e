"""Feeds (RSS 0.9x and 2.0, Atom, RDF): every entry with its words, its link, its date and its author.

``<item><title>Strike on the port</title><link>https://coast.example/a</link><description>…</description></item>``

An entry is a *teaser* (``facts["teaser"]``) when the feed has no ``content`` for it and its description is shorter than
500 characters or breaks off with dots ("…", "[...]"): the article itself is then at the link. It is a document all
the same. feedparser opens paths and URLs that are given to it as ``str``, so it is given bytes only; declarations of
entities are refused before it sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from onrecord.errors import Damaged, EmptyInput, InputError, TooLarge
from onrecord.ingest.base import Kind, Member, Opened, Part, Refused
from onrecord.ingest.child import ChildFailed, ask
from onrecord.ingest.moment import moment
from onrecord.settings import Settings

_TEASER = 500  # characters; the shortest news reports of agencies have some 600
_BROKEN_OFF = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\))\s*$")
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[a-z_][\w.-]{0,30}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_MAIL_AND_NAME = re.compile(r"\S{1,200}@\S{1,200}\s{1,5}\(([^()]{1,200})\)")
_SPACES = re.compile(r"\s+")
_HIDDEN = {"script", "style"}


def entries(data: bytes, *, name: str, settings: Settings) -> dict[str, Any]:
    """What a feed holds, as plain values: ``{"entries": [{"title": …, "html": …}, …]}``.

    Raises ``TypeError`` for a ``str`` (feedparser would open it as a path or URL), ``Damaged`` for what is no feed or
    declares entities.
    """
    if not isinstance(data, bytes):
        raise TypeError("a feed is read from bytes; read the file first")
    try:
        found = ask("feed", data, name=name, settings=settings)
    except ChildFailed as failure:
        if failure.reason == "entities":
            words = "it declares entities, which feeds do not need and attacks use; take the DOCTYPE out"
        elif failure.reason == "no feed":
            words = "no feed (RSS, Atom or RDF) is in this XML; give the article as HTML or text"
        else:
            words = f"the feed cannot be taken apart ({failure}); save its articles and add those"
        raise Damaged(f"{name}: {words}") from None
    return found


def extract(data: bytes) -> dict[str, Any]:
    """In the child: refuse declarations of entities, then let feedparser read the bytes."""
    _refuse_entities(data)
    import feedparser  # type: ignore[import-untyped,unused-ignore]

    parsed = feedparser.parse(BytesIO(data), response_headers={"content-type": "application/xml"})
    version = parsed.get("version", "")  # feedparser leaves it out for no bytes at all
    if not version and not parsed.entries:
        raise ChildFailed("no feed")
    literal = version.startswith("atom")  # Atom says what is markup; RSS leaves it to the reader
    of_feed = {"publisher": _plain(parsed.feed, "title", literal=literal), "language": parsed.feed.get("language")}
    return {"version": version, "entries": [_entry(entry, of_feed, literal=literal) for entry in parsed.entries]}


def _refuse_entities(data: bytes) -> None:
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped,unused-ignore]
    from defusedxml.sax import parse  # type: ignore[import-untyped,unused-ignore]

    # Once by hand, because a document that is not well-formed before its DOCTYPE ends the parser there, and feedparser
    # goes on; once by the parser, because it knows every encoding.
    start = _ROOT.search(narrow := data.replace(b"\0", b""))
    if b"<!entity" in narrow[: start.start() if start else len(narrow)].lower():
        raise ChildFailed("entities")
    try:
        parse(BytesIO(data), ContentHandler(), forbid_entities=True)
    except DefusedXmlException:
        raise ChildFailed("entities") from None
    except (SAXException, ValueError, LookupError, UnicodeError):
        return  # not well-formed: feedparser has its own way with such feeds, and reads no entities


def _entry(entry: Mapping[str, Any], of_feed: Mapping[str, str | None], *, literal: bool) -> dict[str, Any]:
    contents = [_html(one) for one in entry.get("content", [])]
    summary = _html(entry.get("summary_detail") or {"value": entry.get("summary", "")}, literal=literal)
    fullest = max([*contents, summary], key=lambda one: len(_text_of(one)))
    words = _text_of(fullest)
    origin = entry.get("source") or {}
    links = (str(entry.get(key, "")) for key in ("feedburner_origlink", "link"))
    detail = (entry.get("content") or [{}])[0] or {}
    language = detail.get("language") or (entry.get("summary_detail") or {}).get("language") or of_feed["language"]
    return {
        "title": _plain(entry, "title", literal=literal),
        "html": fullest if words else "",
        "teaser": not any(map(_text_of, contents)) and (len(words) < _TEASER or bool(_BROKEN_OFF.search(words))),
        "url": next(filter(_WEB.fullmatch, links), None),
        "external_id": str(entry.get("id") or "") or None,
        "published": str(entry["published"]) if "published" in entry else None,
        "updated": str(entry["updated"]) if "updated" in entry else None,
        "byline": _byline(entry),
        "publisher": (_plain(origin, "title", literal=literal) if origin else None) or of_feed["publisher"],
        "language": re.split("[-_]", language)[0].lower() if language else None,
    }


def _html(detail: Mapping[str, Any], *, literal: bool = True) -> str:
    """A construct of a feed as HTML; text in which no markup is becomes paragraphs."""
    value = str(detail.get("value") or "")
    plain = detail.get("type") == "text/plain" and (literal or "<" not in value)
    if plain or not re.search(r"<[a-zA-Z/!]|&[#\w]{2,10};", value):
        return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in re.split(r"\n\s*\n", value) if part.strip())
    return value


class _Words(HTMLParser):
    """Collects what a reader sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN
        self.parts.append(" " if tag in {"p", "br", "div", "li"} else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in _HIDDEN))

    def handle_data(self, data: str) -> None:
        self.parts.append("" if self.hidden else data)


def _text_of(markup: str) -> str:
    """The words of some HTML on one line."""
    words = _Words()
    words.feed(markup)
    words.close()
    return _SPACES.sub(" ", "".join(words.parts)).strip()


def _plain(of: Mapping[str, Any], key: str, *, literal: bool) -> str | None:
    """A title without markup; what Atom calls plain text is left as it is, because "<script>" may be what it says."""
    value = str(of.get(key) or "")
    if literal and (of.get(f"{key}_detail") or {}).get("type") == "text/plain":
        return _SPACES.sub(" ", value).strip()[:1000] or None
    return _text_of(value)[:1000] or None


def _byline(entry: Mapping[str, Any]) -> str | None:
    """Every author by name; an address only where there is no name ("news@coast.example (Ana Ruiz)" has one)."""
    said = _MAIL_AND_NAME.fullmatch(str(entry.get("author") or "").strip())
    names = [said[1].strip()] if said else []
    for author in entry.get("authors", []):
        name = author.get("name")
        if name and not (said and author.get("email")) and name != entry.get("author", "") * bool(said):
            names.append(name)
        elif author.get("email") and not said:
            names.append(author["email"])
    return ", ".join(dict.fromkeys(_text_of(name) for name in names if name.strip())) or None


def _members(opened: Opened) -> Iterator[Part]:
    """Each entry as a member ("feed.xml#3"), in the order of the feed."""
    limit = opened.settings.max_html_bytes
    opened.stream.seek(0)
    data = opened.stream.read(limit + 1)
    try:
        if len(data) > limit:
            words = f"more than {limit:,} bytes for one feed; split it, or raise ONRECORD_MAX_HTML_BYTES"
            raise TooLarge(f"{opened.name}: {words}")
        found = entries(data, name=opened.name, settings=opened.settings)
        if not found["entries"]:
            raise EmptyInput(f"{opened.name}: no entries in this feed; look at its address again later")
    except InputError as refusal:
        yield Refused(opened.name, refusal)
        return
    for number, entry in enumerate(found["entries"], 1):
        yield _member(entry, locator=f"{opened.name}#{number}", feed=found["version"])


def _member(entry: dict[str, Any], *, locator: str, feed: str) -> Part:
    html = entry.pop("html")
    facts: dict[str, Any] = {"feed": feed}
    if not html and not entry["title"]:
        return Refused(locator, EmptyInput(f"{locator}: neither text nor title in this entry; open its page instead"))
    if not html:
        html, facts["text_is"] = f"<p>{escape(entry['title'], quote=False)}</p>", "title"
    published, updated = entry.pop("published"), entry.pop("updated")
    written = updated if updated and moment(published) is None else published
    when = moment(written)
    facts |= {"published": when} if when else {}
    facts |= {"published_as_written": written} if written and when != written else {}
    facts |= {"updated": moment(updated) or updated} if updated else {}
    facts |= {"published_is": "updated"} if when and written is updated else {}
    facts |= {key: value for key, value in entry.items() if value}
    data = html.encode("utf-8", "replace")
    kind = {"suffix": ".html", "media_type": "text/html", "charset": "utf-8", "kind": "fragment"}
    return Member(locator=locator, data=data, facts=facts, **kind)


def _sniff(head: bytes) -> float:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text.startswith(b"<"):
        return 0.0
    # What may stand before the root: a declaration, style sheets, comments, a DOCTYPE.
    root = re.search(rb"<(?![?!])([A-Za-z_][\w.:-]{0,60})", re.sub(rb"<!--.*?-->", b"", text, flags=re.DOTALL))
    return 0.97 if root and root[1].lower().rpartition(b":")[2] in {b"rss", b"feed", b"rdf"} else 0.0


KIND = Kind(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf", ".xml"),
    media_types=("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml"),
    limit="max_html_bytes",
    sniff=_sniff,
    members=_members,
    declares=True,
)
