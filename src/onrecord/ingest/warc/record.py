"""One record of a crawl: its header, its bytes counted against its length, and its digests computed anew."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.ingest.warc.tape import BLOCK, VERSION, Tape

_LONGEST_LINE = 16_384
_MOST_LINES = 200
_END = b"\r\n\r\n"
_ALGORITHMS = {"sha1", "sha256", "sha512", "md5"}


class Malformed(Exception):
    """A record that does not hold what it says; ``str()`` says what is wrong in words for people."""


class Unended(Malformed):
    """All of a record is there and the empty lines after it are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above a record: ``header.fields["warc-type"] == "response"``; ``length`` in bytes.

    ``place`` is where the record begins, ``content`` where its bytes do (offset in a plain file).
    """

    place: str
    content: int
    length: int
    fields: dict[str, str]

    def get(self, name: str) -> str:
        """The value of a field, ``""`` where it is absent: ``header.get("warc-date")``."""
        return self.fields.get(name, "")


def read_header(tape: Tape) -> Header:
    """The header of the record that begins here; raises ``Malformed``."""
    place = tape.place
    if VERSION.fullmatch(tape.line(64)) is None:
        raise Malformed("no record begins there")
    fields = parse_fields(_lines(tape))
    written = fields.get("content-length", "")
    if not (written.isascii() and written.isdigit() and len(written) < 16):
        raise Malformed(f"its length is not a number ({written[:30]!r})" if written else "its length is not stated")
    return Header(place=place, content=tape.inner, length=int(written), fields=fields)


def _lines(tape: Tape) -> Iterator[bytes]:
    for _ in range(_MOST_LINES):
        line = tape.line(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise Malformed("its header is cut short" if len(line) < _LONGEST_LINE else "its header has no end")
        if not line.strip():
            return
        yield line
    raise Malformed("its header has no end")


def parse_fields(lines: Iterable[bytes]) -> dict[str, str]:
    """ "Name: value" lines by their small names; the first of two wins, and a line that begins with space goes on."""
    found: dict[str, str] = {}
    last = ""
    for line in lines:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in {" ", "\t"} and last:
            found[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        if colon and (name := name.strip().lower()) not in found:
            found[name] = value.strip()
            last = name
    return found


def read_content(tape: Tape, header: Header, *, start: bytes) -> bytes:
    """All bytes of the record, of which ``start`` was read already; raises ``Malformed`` where there are fewer."""
    content = bytearray(start)
    while len(content) < header.length and (block := tape.read(min(BLOCK, header.length - len(content)))):
        content += block
    _counted(len(content), header)
    return bytes(content)


def skip_content(tape: Tape, header: Header, *, done: int) -> None:
    """Go past the record, of which ``done`` bytes were read already; raises ``Malformed`` where there are fewer."""
    _counted(done + tape.skip(header.length - done), header)


def _counted(count: int, header: Header) -> None:
    if count < header.length:
        raise Malformed(f"it is cut short: {count:,} of {header.length:,} bytes are there")


def read_end(tape: Tape) -> None:
    """The two empty lines after a record; raises ``Unended`` at the end of the file, ``Malformed`` elsewhere.

    In a gzip file the checksum of the member is proven here as well, where nothing follows in it.
    """
    found = tape.peek(len(_END) + 1)
    if found.startswith(_END):
        tape.skip(len(_END))
        return
    if _END.startswith(found):
        tape.skip(len(found))
        raise Unended("the file ends just after it")
    raise Malformed("its bytes do not end where its length says")


def right(declared: str, *contents: bytes) -> bool:
    """True where one of these has the digest "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"; and where nobody can tell."""
    name, _, value = declared.partition(":")
    name, value = name.strip().lower().replace("-", ""), value.strip()
    if name not in _ALGORITHMS or not value:
        return True
    return any(_same(hashlib.new(name, content, usedforsecurity=False).digest(), value) for content in contents)


def _same(digest: bytes, written: str) -> bool:
    if len(written) == 2 * len(digest):
        return digest.hex() == written.lower()
    return base64.b32encode(digest).decode("ascii").rstrip("=") == written.upper().rstrip("=")
