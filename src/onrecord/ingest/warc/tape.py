"""The bytes of a crawl, plain or gzip, read in blocks, with the place in the file of everything read.

warcio takes the end of a cut file for the end of the crawl; here an end that comes too early is an error.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

BLOCK = 65_536
MAGIC = b"\x1f\x8b\x08"
VERSION = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/(?:0\.1[78]|1\.[01])\r?\n)")
_LONGEST_VERSION = 12  # characters of "WARC/0.18\r\n" and one to spare
_FREELY = 64 << 20  # bytes of one gzip member that are inflated whatever the ratio
_RATIO = 200  # beyond which a member that long is a bomb
_AGAIN = 4 << 30  # bytes that may be read a second time after damage; nested false starts would make it quadratic


class Torn(Exception):
    """The bytes cannot be read on from here; ``str()`` says why in words for people."""


class Tape:
    """A crawl being read forward: ``tape.line(8_192)``, ``tape.read(65_536)``, ``tape.place`` → "48213".

    A gzip file is read member by member, and nothing is read across the end of a member, because a record lies in one.
    """

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        self.stream = stream
        self.raw = stream.read(BLOCK)  # read from the file and not yet used
        self.member = 0  # where the gzip member starts in the file; 0 for a plain file
        self.inner = 0  # how many bytes have been given out since there
        self.ahead = b""  # made ready and not yet given out
        self.packed = self.raw.startswith(MAGIC[:2])
        self.taken = 0  # bytes of the file that went into the inflater since the member began
        self.again = 0  # bytes read a second time
        self.inflater = zlib.decompressobj(31)

    @property
    def place(self) -> str:
        """Where the next byte lies: "48213", or "0+48213" inside the gzip member that begins at 0."""
        if not self.packed:
            return str(self.inner)
        return f"{self.member}+{self.inner}" if self.inner else str(self.member)

    def _more(self) -> bool:
        """Make one more block ready; False at the end of the file or member. Raises ``Torn``."""
        if not self.packed:
            self.ahead += self.raw or self.stream.read(BLOCK)
            self.raw = b""
            return bool(self.ahead)
        while not self.inflater.eof:
            if not self.raw:
                self.raw = self.stream.read(BLOCK)
            if not self.raw and not self.inflater.unconsumed_tail:
                raise Torn("the file ends in the middle of it")
            given = self.raw
            try:
                made = self.inflater.decompress(given, BLOCK)
            except zlib.error:
                raise Torn("what is packed there is damaged") from None
            self.raw = self.inflater.unused_data if self.inflater.eof else self.inflater.unconsumed_tail
            self.taken += len(given) - len(self.raw)
            if made:
                self.ahead += made
                return True
        return False

    def peek(self, count: int) -> bytes:
        """The next bytes, at most ``count``, left where they are; fewer only at the end."""
        while len(self.ahead) < count:
            before = len(self.ahead)
            self._more()
            if len(self.ahead) == before:
                break
        return self.ahead[:count]

    def read(self, most: int) -> bytes:
        """Some of the next bytes, at least one and at most ``most``; none only at the end."""
        if not self.ahead:
            self._more()
        given, self.ahead = self.ahead[:most], self.ahead[most:]
        self.inner += len(given)
        return given

    def line(self, most: int) -> bytes:
        """The next line with its end; without it where the bytes end or the line is longer than ``most``."""
        while (end := self.ahead.find(b"\n")) < 0 and len(self.ahead) < most:
            before = len(self.ahead)
            self._more()
            if len(self.ahead) == before:
                break
        return self.read(min(end + 1, most) if end >= 0 else most) if self.ahead else b""

    def skip(self, count: int) -> int:
        """Go past ``count`` bytes; returns how many there were. Raises ``Torn`` for a gzip bomb."""
        gone = min(count, len(self.ahead))
        self.ahead = self.ahead[gone:]
        self.inner += gone
        if not self.packed and gone < count and not self.raw:
            here = self.stream.tell()
            end = self.stream.seek(0, 2)
            step = min(count - gone, end - here)
            self.stream.seek(here + step)
            self.inner += step
            return gone + step
        while gone < count and (block := self.read(min(BLOCK, count - gone))):
            gone += len(block)
            self._hold()
        return gone

    def _hold(self) -> None:
        if self.packed and self.inner > _FREELY and self.inner > _RATIO * self.taken:
            raise Torn(f"it swells to more than {_RATIO} times its size")

    def turn(self) -> bool:
        """Go to the next gzip member, past what is left of this one; False at the end. Raises ``Torn``."""
        if not self.packed:
            return False
        self.ahead = b""
        while self._more():
            self.inner += len(self.ahead)
            self.ahead = b""
            self._hold()
        if not self.raw:
            self.raw = self.stream.read(BLOCK)
        self._begin(self.member + self.taken)
        return bool(self.raw)

    def _begin(self, member: int) -> None:
        self.member, self.inner, self.taken, self.ahead = member, 0, 0, b""
        self.inflater = zlib.decompressobj(31)

    def back(self, place: int) -> None:
        """Stand at this byte of a plain file; in a gzip file stay, because what was inflated is gone."""
        self.again += 0 if self.packed else self.inner - place
        if not self.packed and self.again <= _AGAIN:
            self.stream.seek(place)
            self.raw = self.ahead = b""
            self.inner = place

    def find(self) -> bool:
        """Go to the next line that begins a record, in this member or file; False, at its end, if there is none."""
        if VERSION.match(self.peek(_LONGEST_VERSION)):
            return True
        while True:
            match = _NEXT.search(self.ahead)
            if match is not None:
                self.skip(match.end())
                return True
            keep = min(len(self.ahead), _LONGEST_VERSION)
            self.skip(len(self.ahead) - keep)
            before = len(self.ahead)
            self._more()
            self._hold()
            if len(self.ahead) == before:
                return False

    def rescue(self) -> bool:
        """Go to the next gzip member that begins a record, looked for in the packed bytes; False if there is none."""
        self.again += max(self.inner, self.taken)
        at = self.member + (1 if self.again <= _AGAIN else max(1, self.taken))
        while True:
            self.stream.seek(at)
            block = self.stream.read(BLOCK)
            start = block.find(MAGIC)
            while 0 <= start <= len(block) - len(MAGIC):
                if _begins(self.stream, at + start):
                    self.stream.seek(at + start)
                    self.raw = self.stream.read(BLOCK)
                    self._begin(at + start)
                    return True
                start = block.find(MAGIC, start + 1)
            if len(block) < BLOCK:
                return False
            at += len(block) - len(MAGIC) + 1


def _begins(stream: BinaryIO, at: int) -> bool:
    """True where the gzip member at ``at`` begins with a record."""
    stream.seek(at)
    return begins(stream.read(512))


def begins(head: bytes) -> bool:
    """True where these first bytes, plain or gzip, begin a record: ``begins(b"WARC/1.0\\r\\n…")``."""
    if head.startswith(MAGIC):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return VERSION.match(head) is not None
