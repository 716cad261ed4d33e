"""News in JSON (IPTC ninjs 1.x, 2.x, 3.x): articles of agencies with their versions, corrections and withdrawals.

``{"uri": "urn:x:7", "version": "2", "versioncreated": "2024-03-11T18:10:00Z", "ednote": "Corrects toll", …}`` — what a
report does to another is kept in ``extra["ingest"]`` as ``version``, ``corrects``, ``retracts`` and ``withdrawn``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput, TooLarge
from onrecord.ingest.base import Item, Kind, Opened, Part, Source
from onrecord.ingest.fragment import from_fragment
from onrecord.ingest.moment import moment
from onrecord.ingest.records import json_members
from onrecord.lang import lexicon
from onrecord.settings import Settings

_SIGNS = {"versioncreated", "pubstatus", "body_text", "body_xhtml", "body_html", "bodies", "headlines", "headline"}
_TAKEN_BACK = {"canceled", "cancelled", "withheld"}
_KEPT = ("pubstatus", "urgency", "ednote", "firstcreated", "versioncreated", "embargoed", "located", "copyrightnotice")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 0.95  # bodies of nearly the same length are one text, plain and with markup


def is_ninjs(record: object) -> bool:
    """True for an object that says ninjs of itself, or has its identifier and one of its own keys and no ``text``."""
    if not isinstance(record, Mapping):
        return False
    keys = {str(key).lower() for key in record}
    standard = record.get("standard")
    if isinstance(standard, Mapping) and standard.get("name") == "ninjs":
        return True
    return bool(keys & {"uri", "guid"}) and bool(keys & _SIGNS) and not keys & {"text", "html"}


def from_ninjs(record: Mapping[str, Any], *, name: str, settings: Settings, facts: dict[str, object]) -> Document:
    """The document of one ninjs item; a withdrawal is a document whose text is the notice, be it empty.

    Raises ``EmptyInput`` for an item without words (a picture), ``Damaged`` for one whose fields are of no use.
    """
    # 1.x writes "pubstatus", 3.x "pubStatus": the same field.
    item = {str(key).lower(): value for key, value in record.items()}
    uri = _words(item.get("uri")) or _words(item.get("guid"))
    if uri is None:
        raise Damaged(f'{name}: "uri" must be a string; a ninjs item without one cannot be told from others')
    published, dated_by = _published(item)
    headline = _first(item, "headline", "headlines", "title", "titles")
    facts = {**facts, "format": "ninjs", **{key: item[key] for key in _KEPT if item.get(key) not in (None, "")}}
    facts |= {"published_is": dated_by} if dated_by else {}
    facts |= _versions(item, uri=uri)
    if facts.get("withdrawn"):
        text: str | None = _words(item.get("ednote")) or headline or ""
    else:
        text, what = _text(item, name=name, settings=settings)
        facts |= {"text_is": what} if what else {}
    if text is None:
        raise EmptyInput(f"{name}: a ninjs item without text (a picture or a recording); leave it out")
    consumed = {"uri", "guid", "version", "headline", "headlines", "bodies", "language", *_KEPT}
    extra = {
        str(key): value
        for key, value in record.items()
        if str(key).lower() not in consumed and not str(key).lower().startswith(("body_", "headline_"))
    }
    language = _first(item, "language", "inlanguage")
    return Document.of(
        text.strip("\r\n"),
        title=headline,
        byline=_first(item, "byline", "by", "bylines", "authors", every=True),
        publisher=_first(item, "provider", "source", "infosources", "copyrightholder"),
        published=published,
        url=uri if _WEB.fullmatch(uri) else None,
        language=re.split("[-_]", language)[0].lower() if language else None,
        external_id=uri,
        extra={**extra, "ingest": facts},
    )


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _named(value: object) -> str | None:
    """The words of one value: a string, or the ``value``, ``name`` or ``literal`` of an object."""
    if isinstance(value, Mapping):
        return next(filter(None, (_words(value.get(key)) for key in ("value", "name", "byline", "literal"))), None)
    return _words(value)


def _first(item: Mapping[str, Any], *keys: str, every: bool = False) -> str | None:
    """The first of these keys that says something; of a list the main one, or every one joined by commas."""
    for key in keys:
        value = item.get(key)
        if not isinstance(value, list):
            if found := _named(value):
                return found
            continue
        main = sorted(value, key=lambda one: not (isinstance(one, Mapping) and one.get("role") == "main"))
        said = [found for one in main if (found := _named(one))]
        if said:
            return ", ".join(said) if every else said[0]
    return None


def _published(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    for key in ("versioncreated", "firstcreated", "contentcreated"):
        if when := moment(item.get(key)):
            return when, key
    return None, None


def _text(item: Mapping[str, Any], *, name: str, settings: Settings) -> tuple[str | None, str | None]:
    """The fullest body, with its paragraphs; else the description (of a picture, of a teaser), which is then said."""
    for prefix, several, what in (("body", "bodies", None), ("description", "descriptions", "description")):
        texts = list(_bodies(item, prefix, several, name=name, settings=settings))
        if texts:
            enough = _ENOUGH * max(map(_length, texts))
            return max((text for text in texts if _length(text) >= enough), key=lambda text: text.count("\n")), what
    return None, None


def _length(text: str) -> int:
    return len("".join(text.split()))


def _bodies(item: Mapping[str, Any], prefix: str, several: str, *, name: str, settings: Settings) -> Iterator[str]:
    given = [(key, value) for key, value in item.items() if key.startswith(f"{prefix}_") or key == prefix]
    listed = item.get(several)
    for body in listed if isinstance(listed, list) else []:
        if isinstance(body, Mapping):
            said = {str(key).lower(): value for key, value in body.items()}
            given.append((str(said.get("contenttype") or said.get("role")), said.get("value")))
    for sort, value in given:
        if not isinstance(value, str) or not value.strip():
            continue
        markup = "html" in sort or "xml" in sort or "richtext" in sort
        limit = settings.max_html_bytes if markup else settings.max_text_bytes
        if len(value) > limit:
            variable = "ONRECORD_MAX_HTML_BYTES" if markup else "ONRECORD_MAX_TEXT_BYTES"
            raise TooLarge(f"{name}: {len(value):,} characters, more than {limit:,}; split it or raise {variable}")
        text = from_fragment(value, name=name, settings=settings) if markup else value.strip()
        if text:
            yield text


def _versions(item: Mapping[str, Any], *, uri: str) -> dict[str, object]:
    """What the item does to others: ``version``, ``corrects`` and ``change``, or ``retracts`` and ``withdrawn``."""
    found: dict[str, object] = {}
    version = item.get("version")
    if isinstance(version, (str, int, float)) and not isinstance(version, bool):
        found["version"] = version
    if str(item.get("pubstatus") or "").lower() in _TAKEN_BACK:
        return {**found, "retracts": uri, "withdrawn": True}
    corrected = bool(_corrections() & set(_WORD.findall((_words(item.get("ednote")) or "").lower())))
    earlier = _earlier(item)
    if earlier or corrected or _number(version) > 1:
        found["corrects"] = earlier or uri
        found["change"] = "correction" if corrected else "update"
    return found


def _corrections() -> frozenset[str]:
    return frozenset(lexicon("exchange")["corrections"]["words"])


def _number(version: object) -> float:
    try:
        return float(str(version))
    except ValueError:
        return 0.0


def _earlier(item: Mapping[str, Any]) -> str | None:
    """The item this one comes from: ``evolvedfrom``, or an association called "previous"."""
    evolved = item.get("evolvedfrom")
    for one in evolved if isinstance(evolved, list) else [evolved]:
        if found := _words(one.get("uri")) if isinstance(one, Mapping) else _words(one):
            return found
    related = item.get("associations")
    if isinstance(related, Mapping):
        pairs = [(str(key), value) for key, value in related.items()]
    else:
        pairs = [("", one) for one in related] if isinstance(related, list) else []
    for key, value in pairs:
        if isinstance(value, Mapping):
            called = {key.lower(), *(str(value.get(word) or "").lower() for word in ("name", "rel", "role"))}
            if "previous" in called and (found := _words(value.get("uri")) or _words(value.get("guid"))):
                return found
    return None


def _members(opened: Opened) -> Iterator[Part]:
    """Each item of a file, an array or JSON Lines as a member."""
    yield from json_members(opened, kind="ninjs")


def _documents(source: Source) -> Iterator[Item]:
    from onrecord.ingest.json import KIND as JSON  # it reads ninjs wherever an object may stand, so it imports this

    if JSON.documents is not None:
        yield from JSON.documents(source)


def _sniff(head: bytes) -> float:
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n[").lower()
    if not text.startswith(b"{"):
        return 0.0
    keys = {key.decode("ascii") for key in re.findall(rb'"([a-z_]{2,20})"\s{0,20}:', text)}
    certain = keys & {"uri", "guid"} and keys & _SIGNS - {"headline"} and not keys & {"text", "html"}
    return 0.95 if certain else 0.0


KIND = Kind(
    name="ninjs",
    suffixes=(".ninjs",),
    media_types=("application/vnd.iptc.ninjs+json",),
    limit="max_json_bytes",
    sniff=_sniff,
    documents=_documents,
    members=_members,
    declares=True,
)
