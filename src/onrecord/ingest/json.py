"""Documents as JSON or JSON Lines (contract §5), and onrecord's own readings as documents again.

``{"text": "…", "publisher": "Coast Herald", "published": "2024-03-11", "id": "r07", "desk": "night"}`` — ``id`` becomes
``external_id``, ``desk`` is kept in ``extra``. One bad line is refused with its number; the others are read.
``corrects``, ``retracts`` (an id or URL) and ``version`` say what a report does to another, and a ninjs item may stand
wherever an object may.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput, InputError, TooLarge
from onrecord.ingest.base import Item, Kind, Opened, Part, Source
from onrecord.ingest.encoding import decode
from onrecord.ingest.html import from_html
from onrecord.ingest.moment import moment
from onrecord.ingest.ninjs import from_ninjs, is_ninjs
from onrecord.ingest.records import json_members
from onrecord.settings import Settings

_FIELDS = ("title", "publisher", "url", "byline", "language")
_VERSIONS = ("version", "corrects", "retracts")  # what a report says of another; kept for the ledger


def _documents(source: Source) -> Iterator[Item]:
    decoded = decode(source.data, name=source.name, declared=source.charset)
    facts = decoded.facts()
    for place, record in _records(decoded.text, name=source.name):
        if isinstance(record, InputError):
            yield record
            continue
        try:
            yield _document(record, name=place, settings=source.settings, facts=facts)
        except InputError as refusal:
            yield refusal


def _members(opened: Opened) -> Iterator[Part]:
    """Each line, item or object as a member ("wire.jsonl:12", "news.json#3"), in flat memory."""
    yield from json_members(opened, kind="json")


def _records(text: str, *, name: str) -> Iterator[tuple[str, Any]]:
    """Each record with its place for messages ("news.jsonl line 3"), or the refusal of that line."""
    text = text.lstrip("\ufeff \t\r\n")
    first, _, rest = text.partition("\n")
    if text.startswith("[") or not rest.strip() or isinstance(_parsed(first, name=name), InputError):
        whole = _parsed(text, name=name)
        if not isinstance(whole, InputError):
            if isinstance(whole, list):
                yield from ((f"{name} item {number}", record) for number, record in enumerate(whole, 1))
            else:
                yield name, whole
            return
        if text.startswith("["):
            yield name, whole
            return
    # splitlines() would also cut at U+2028, which may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{name} line {number}"
            yield place, _parsed(line, name=place)


def _parsed(text: str, *, name: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        return Damaged(f"{name}: JSON nested too deeply; a document is one object with a text")
    except json.JSONDecodeError as fault:
        return Damaged(f"{name}: not valid JSON at character {fault.pos + 1} ({fault.msg}); mend it or read it as .txt")
    except ValueError:  # a whole number of more than 4,300 digits
        return Damaged(f"{name}: not valid JSON (a number is too long); mend it or read it as .txt")


def _document(record: Any, *, name: str, settings: Settings, facts: dict[str, object]) -> Document:
    if not isinstance(record, Mapping):
        raise Damaged(f'{name}: a document must be an object such as {{"text": "…", "published": "2024-03-11"}}')
    if record.get("schema") == 1 and isinstance(record.get("document"), Mapping):
        record = record["document"]  # a reading: its document is read anew
        record = {key: value for key, value in record.items() if key != "id"}
    if is_ninjs(record):
        return from_ninjs(record, name=name, settings=settings, facts=facts)
    given = {key: _words(record.get(key), key=key, name=name) for key in (*_FIELDS, "text", "html")}
    written = record.get("published")
    when = moment(written)
    facts = {**facts, "published_as_written": written} if written is not None and when != written else facts
    facts = {**facts, **{key: record[key] for key in _VERSIONS if isinstance(record.get(key), (str, int, float))}}
    external = record.get("id")
    if external is not None and not isinstance(external, (str, int, float)):
        raise Damaged(f'{name}: "id" must be a string or a number')
    known = {*_FIELDS, "text", "html", "published", "id"}
    own: dict[str, Any] = {
        **{key: given[key] for key in _FIELDS},
        "published": when,
        "external_id": None if external is None else str(external),
    }
    extra = {str(key): value for key, value in record.items() if key not in known}
    if given["text"] is not None:
        _hold(given["text"], limit=settings.max_text_bytes, name=name, field="max_text_bytes")
        return Document.of(given["text"].strip("\n"), extra={**extra, "ingest": facts}, **own)
    if given["html"] is not None:
        _hold(given["html"], limit=settings.max_html_bytes, name=name, field="max_html_bytes")
        page = from_html(given["html"], name=name, settings=settings, facts=facts, url=given["url"])
        chosen = {key: own[key] or getattr(page, key) for key in own}
        return Document.of(page.text, extra={**extra, **page.extra}, **chosen)
    if "text" in record or "html" in record:
        raise EmptyInput(f"{name}: the text is empty; leave this document out")
    raise Damaged(f'{name}: neither "text" nor "html" in this object; one of them must hold the article')


def from_record(record: Any, *, name: str = "document", settings: Settings | None = None) -> Document:
    """The document of one JSON object, as ``read_many`` takes it: ``{"text": "…", "published": "2024-03-11"}``.

    Raises ``InputError`` where the object holds no text.
    """
    return _document(record, name=name, settings=settings or Settings(), facts={})


def _words(value: object, *, key: str, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if key == "byline" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    raise Damaged(f'{name}: "{key}" must be a string, not {type(value).__name__}')


def _hold(text: str, *, limit: int, name: str, field: str) -> None:
    if len(text) > limit:
        variable = f"ONRECORD_{field.upper()}"
        raise TooLarge(f"{name}: {len(text):,} characters, more than {limit:,}; split it or raise {variable}")


def _sniff(head: bytes) -> float:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and start[1:].lstrip()[:1] in {b'"', b"}"}:
        return 0.9
    if start.startswith(b"[") and start[1:].lstrip()[:1] in {b"{", b"]"}:
        return 0.9
    return 0.0


KIND = Kind(
    name="json",
    suffixes=(".json", ".jsonl", ".ndjson"),
    media_types=("application/json", "application/jsonl", "application/x-ndjson", "application/x-jsonlines"),
    limit="max_json_bytes",
    sniff=_sniff,
    documents=_documents,
    members=_members,
    declares=True,
)
