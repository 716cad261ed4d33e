"""Files packed by gzip, bzip2 or xz: one file each, or a tar archive ("march.tar.gz")."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.ingest.archive import Budget, Exhausted, damaged, parts_of
from onrecord.ingest.base import Kind, Opened, Part, Refused
from onrecord.ingest.tar import Readable, is_tar, tar_parts

_MEMORY = 100_000_000  # bytes that unpacking xz may take; the strongest usual setting takes 65 MB
_BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile)
_SUFFIXES = (".gz", ".bz2", ".xz")


def _members(opened: Opened) -> Iterator[Part]:
    budget = Budget(opened.name, opened.settings, consumed=opened.stream.tell)
    try:
        stream = _Ahead(_unpacked(opened.stream))
        if is_tar(stream.peek(512)):
            yield from tar_parts(stream, name=opened.name, budget=budget, settings=opened.settings)
            return
        inner = opened.name.rpartition("/")[2]
        for suffix in _SUFFIXES:
            inner = inner.removesuffix(suffix)
        locator = budget.place(inner)
        yield from parts_of(stream.read, locator=locator, name=inner, budget=budget, settings=opened.settings)
    except Exhausted as stop:
        yield Refused(opened.name, stop.error)
    except (*_BROKEN, _Spoilt):
        yield damaged(opened.name, "cut short or damaged; what was whole before is read; fetch it again")


class _Spoilt(Exception):
    """Packed bytes that cannot be unpacked."""


def _unpacked(stream: BinaryIO) -> Readable:
    head = stream.read(6)
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream, mode="rb")
    return _Blocks(stream, xz=not head.startswith(b"BZh"))


class _Blocks:
    """What comes out of bzip2 or xz, streams one after the other, with no more memory than is allowed."""

    def __init__(self, stream: BinaryIO, *, xz: bool) -> None:
        self.stream, self.xz = stream, xz
        self.waiting = b""
        self.unpacker = self._fresh()

    def _fresh(self) -> bz2.BZ2Decompressor | lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY) if self.xz else bz2.BZ2Decompressor()

    def read(self, size: int, /) -> bytes:
        """At most that many bytes; raises ``EOFError`` and ``_Spoilt``."""
        while size:
            if self.unpacker.eof:
                rest = self.unpacker.unused_data.lstrip(b"\0") or self.stream.read(65_536).lstrip(b"\0")
                if not rest:
                    return b""
                self.unpacker, self.waiting = self._fresh(), rest
            packed = self.waiting
            self.waiting = b""
            if not packed and self.unpacker.needs_input:
                packed = self.stream.read(65_536)
                if not packed:
                    raise EOFError
            try:
                block = self.unpacker.decompress(packed, size)
            except (OSError, ValueError, lzma.LZMAError):
                raise _Spoilt from None
            if block:
                return block
        return b""


class _Ahead:
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, stream: Readable) -> None:
        self.stream = stream
        self.head = b""

    def peek(self, size: int) -> bytes:
        """The first bytes, which are still to come."""
        while len(self.head) < size and (block := self.stream.read(size - len(self.head))):
            self.head += block
        return self.head

    def read(self, size: int, /) -> bytes:
        """At most that many bytes."""
        if self.head:
            block, self.head = self.head[:size], self.head[size:]
            return block
        return self.stream.read(size)


def _sniff(head: bytes) -> float:
    """Certain of all but a crawl, whose gzip is its own."""
    if head.startswith(b"\x1f\x8b\x08"):
        try:
            begins = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            begins = b""
        return 0.0 if begins.startswith(b"WARC/") else 1.0
    bzip2 = head.startswith(b"BZh") and head[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}
    return 1.0 if bzip2 or head.startswith(b"\xfd7zXZ\0") else 0.0


KIND = Kind(
    name="packed",
    suffixes=(".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz"),
    media_types=("application/gzip", "application/x-gzip", "application/x-bzip2", "application/x-xz"),
    limit="max_archive_bytes",
    sniff=_sniff,
    members=_members,
    archive=True,
)
