"""Mail (.eml): newsletters, forwarded articles, press offices' notes. Subject → title, Date → published, From → byline.

Defects are tolerated: the old header parser is used, because the new one raises on headers that spammers and relays
write. Attachments are not read; their names are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from typing import Any

from onrecord.core import Document
from onrecord.errors import Damaged, EmptyInput
from onrecord.ingest.base import Item, Kind, Source
from onrecord.ingest.encoding import decode
from onrecord.ingest.html import from_html
from onrecord.ingest.moment import moment

_HEADER = re.compile(
    rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_MOST_PARTS = 500
_LONGEST_HEADER = 2_000  # characters; a longer subject is an attack on whoever decodes it
# A plain part of fewer characters, beside a web part so many times longer, says "view this in your browser".
_NOTICE, _RICHER = 250, 3
_SPACES = re.compile(r"\s+")


def _documents(source: Source) -> Iterator[Item]:
    name, settings = source.name, source.settings
    try:
        message = message_from_bytes(source.data)
        plain, web, attached = _parts(message, name=name)
    except (MessageError, RecursionError, LookupError, ValueError, AttributeError, TypeError):
        raise Damaged(f"{name}: the mail is malformed; save its text and read that") from None
    if not (plain or web):
        raise EmptyInput(f"{name}: no text in this mail; save what it carries (attachments, pictures) and read that")
    body, facts = (_body(plain[0]), plain[1]) if plain else ("", {})
    if web and len(body) < _NOTICE:
        page = from_html(web[0], name=name, settings=settings, facts=web[1])
        if len(page.text) > _RICHER * len(body):
            body, facts = page.text, page.extra["ingest"]
    if attached:
        facts = {**facts, "attachments": attached}
    sender, address = _sender(_header(message, "From"))
    yield Document.of(
        body,
        title=_header(message, "Subject") or None,
        byline=sender or address or None,
        published=moment(_header(message, "Date")),
        external_id=_header(message, "Message-ID").strip("<>") or None,
        extra={"ingest": facts},
    )


def _parts(message: Message, *, name: str) -> tuple[Any, Any, list[str]]:
    """The first plain part and the first web part, each as (text, facts), and the names of what is attached."""
    plain: tuple[str, dict[str, object]] | None = None
    web: tuple[str, dict[str, object]] | None = None
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise Damaged(f"{name}: more than {_MOST_PARTS} parts in one mail; save its text and read that")
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}:
            attached.append(_decoded((part.get_filename() or kind)[:_LONGEST_HEADER]))
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        charset = part.get_content_charset(failobj=None)
        decoded = decode(payload, name=name, declared=charset)
        if kind == "text/plain" and plain is None:
            plain = (_flowed(decoded.text, part), decoded.facts())
        elif kind == "text/html" and web is None:
            web = (decoded.text, decoded.facts())
    return plain, web, attached


def _flowed(text: str, part: Message) -> str:
    """Undo RFC 3676: a line that ends in a space goes on in the next."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        text = re.sub(r"(?<=\S) \n(?=[^\s>])", " ", text)
    return text


def _body(text: str) -> str:
    """Without the signature; where nearly all of it is quoted ("> …"), without the marks."""
    signature = None
    for signature in _SIGNATURE.finditer(text):  # noqa: B007 (the last one is the sender's)
        pass
    if signature is not None and signature.start() > len(text) / 2:
        text = text[: signature.start()]
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(line.startswith(">") for line in lines) > 0.8 * len(lines):
        text = _QUOTED.sub("", text)
    return text.strip()


def _header(message: Message, key: str) -> str:
    value = message.get(key)
    return "" if value is None else _decoded(str(value)[:_LONGEST_HEADER])


def _sender(written: str) -> tuple[str, str]:
    """Name and address: "Ana Ruiz <ana@coast.example>"; nothing where the brackets make no sense."""
    try:
        return parseaddr(written)
    except (RecursionError, IndexError):
        return "", ""


def _decoded(value: str) -> str:
    """A header in words: ``=?utf-8?b?…?=`` decoded, raw bytes told by their look, line folds joined."""
    words: list[str] = []
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        pieces = [(value, None)]
    for piece, charset in pieces:
        raw = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
        try:
            words.append(raw.decode(charset if charset and charset != "unknown-8bit" else "utf-8"))
        except (LookupError, ValueError):
            words.append(raw.decode("cp1252", "replace"))
    return _SPACES.sub(" ", "".join(words)).strip()


def _sniff(head: bytes) -> float:
    start = head.lstrip()
    block = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    seen = len(_HEADER.findall(block))
    if seen >= 3 and (_HEADER.match(start) or start.startswith((b"From ", b"X-", b"ARC-", b"DKIM-"))):
        return 0.9
    return 0.0


KIND = Kind(
    name="mail",
    suffixes=(".eml",),
    media_types=("message/rfc822",),
    limit="max_mail_bytes",
    sniff=_sniff,
    documents=_documents,
)
