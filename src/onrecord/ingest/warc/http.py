"""What a server answered, taken out of its wrapping: status and header, chunks, packing, with every amount counted."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from onrecord.ingest.base import by_content
from onrecord.ingest.warc.record import Malformed, parse_fields

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: [^\r\n]*)?\r?\n")
_BLANK = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,500})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_BLOCK = 65_536
_FREELY = 1 << 20  # bytes that may come of a packed page whatever the ratio
_RATIO = 200  # ordinary pages pack to a fifth or a tenth


class TooMuch(Exception):
    """More bytes than the kind of page may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The head of an HTTP answer: ``Answer(status=200, fields={"content-type": "text/html"}, body=312)``.

    ``body`` is the offset at which the payload begins.
    """

    status: int
    fields: dict[str, str]
    body: int

    @property
    def media_type(self) -> str:
        """ "text/html", without parameters; ``""`` where none is stated."""
        return essence(self.fields.get("content-type", ""))

    @property
    def charset(self) -> str | None:
        """ "utf-8", as the server declared it."""
        return charset(self.fields.get("content-type", ""))


def essence(content_type: str) -> str:
    """The media type without parameters: ``essence("Text/HTML; charset=utf-8") == "text/html"``."""
    return content_type.partition(";")[0].strip().lower()[:100]


def charset(content_type: str) -> str | None:
    """The charset among the parameters of a media type, or None."""
    found = _CHARSET.search(content_type[:1000])
    return found[1] if found else None


def parse_answer(head: bytes) -> Answer:
    """Status and header from the first bytes of an answer; raises ``Malformed``."""
    status = _STATUS.match(head)
    if status is None:
        raise Malformed("what it keeps is no HTTP answer")
    end = _BLANK.search(head, status.end() - 2)
    if end is None:
        raise Malformed("the HTTP header in it has no end")
    fields = parse_fields(head[status.end() : end.start()].splitlines())
    return Answer(status=int(status[1]), fields=fields, body=end.end())


def unchunked(body: bytes) -> bytes:
    """The body without the sizes of its chunks; raises ``Malformed`` where a chunk is cut.

    A body that does not begin with the size of a chunk is given back as it is: many crawlers keep the header
    "Transfer-Encoding: chunked" of what they have joined already.
    """
    if _CHUNK.match(body) is None:
        return body
    joined, at = bytearray(), 0
    while size := _CHUNK.match(body, at):
        count = int(size[1], 16)
        if not count:
            return bytes(joined)
        at = size.end() + count
        joined += body[size.end() : at]
        if body[at : at + 2] == b"\r\n":
            at += 2
        elif body[at : at + 1] == b"\n":
            at += 1
        else:
            break
    raise Malformed("a chunk of the page in it is cut short")


def unpacked(body: bytes, encoding: str, *, most: int) -> bytes:
    """The page itself from gzip or deflate; raises ``TooMuch`` beyond ``most`` bytes, and ``Malformed``.

    A body that is not packed although the header says so was unpacked by the crawler, and is given back as it is.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()][:4]):
        if name in {"identity", "none", "utf-8"}:
            continue
        if name in {"gzip", "x-gzip"}:
            body = _inflated(body, 31, most=most) if body.startswith(b"\x1f\x8b") else body
        elif name == "deflate" and not _shown(body):
            zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
            body = _inflated(body, 15 if zlib_header else -15, most=most)
        elif not _shown(body):
            raise Malformed(f"the page in it is packed in a way that cannot be unpacked here ({name[:20]!r})")
    if len(body) > most:
        raise TooMuch
    return body


def _inflated(body: bytes, window: int, *, most: int) -> bytes:
    inflater, made = zlib.decompressobj(window), bytearray()
    for start in range(0, len(body), _BLOCK):
        waiting = body[start : start + _BLOCK]
        while waiting and not inflater.eof:
            try:
                made += inflater.decompress(waiting, _BLOCK)
            except zlib.error:
                raise Malformed("the packed page in it is damaged") from None
            waiting = inflater.unconsumed_tail
            used = start + _BLOCK - len(waiting)
            if len(made) > most or (len(made) > _FREELY and len(made) > _RATIO * used):
                raise TooMuch
    if not inflater.eof:
        raise Malformed("the packed page in it is cut short")
    return bytes(made)


def _shown(body: bytes) -> bool:
    """True where the bytes are plainly a page already."""
    kind = by_content(body[:4096])
    return kind is not None and kind.name != "text" and kind.sniff(body[:4096]) >= 0.9
