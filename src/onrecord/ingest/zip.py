"""ZIP archives: every file in one, in the order of its list, or in that of its bytes where the list is lost.

"news.zip!/2024/port.html" — folders and what archivers keep for themselves are passed over; encrypted files are
refused.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import TooLarge
from onrecord.ingest.archive import Budget, Exhausted, damaged, is_hidden, parts_of, refused
from onrecord.ingest.base import Kind, Opened, Part, Refused

_LIST_BYTES = 40_000_000  # of names and places; some ten times as much in memory
_OFFICE = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"word/", b"xl/", b"ppt/", b"META-INF/")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ArithmeticError, ValueError, RuntimeError)
_LOCAL = struct.Struct("<4s5H3I2H")
_UNFINISHED = "damaged; pack it again or take the file out"


def _members(opened: Opened) -> Iterator[Part]:
    budget = Budget(opened.name, opened.settings, consumed=lambda: size)
    size = opened.stream.seek(0, 2)
    try:
        if _list_bytes(opened.stream, size) > _LIST_BYTES:
            words = f"a list of files of more than {_LIST_BYTES:,} bytes; split the archive"
            raise Exhausted(TooLarge(f"{opened.name}: {words}"))
        try:
            archive = zipfile.ZipFile(opened.stream)
        except _BROKEN:
            yield from _without_list(opened, budget)
            return
        with archive:
            for info in archive.infolist():
                yield from _file(archive, info, opened, budget)
    except Exhausted as stop:
        yield Refused(opened.name, stop.error)


def _list_bytes(stream: BinaryIO, size: int) -> int:
    """How long the list of files says it is, before anything of it is loaded; 0 where there is none."""
    start = max(0, size - 65_557)
    stream.seek(start)
    tail = stream.read(65_557)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or len(tail) < found + 22:
        return 0
    listed = int(struct.unpack_from("<I", tail, found + 12)[0])
    locator = start + found - 20
    if locator >= 0:
        stream.seek(locator)
        pointer = stream.read(20)
        if pointer[:4] == b"PK\x06\x07":
            stream.seek(min(size, struct.unpack_from("<Q", pointer, 8)[0]))
            record = stream.read(56)
            if record[:4] == b"PK\x06\x06" and len(record) == 56:
                listed = max(listed if listed != 0xFFFFFFFF else 0, struct.unpack_from("<Q", record, 40)[0])
    return listed


def _file(archive: zipfile.ZipFile, info: zipfile.ZipInfo, opened: Opened, budget: Budget) -> Iterator[Part]:
    locator = budget.place(info.orig_filename)
    if info.is_dir() or is_hidden(info.filename):
        return
    if info.flag_bits & 1:
        yield refused(locator, "encrypted; unpack it with its password and add the file")
        return
    if stat.S_ISLNK(info.external_attr >> 16):
        yield refused(locator, "a link to another file; add that file")
        return
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        yield refused(locator, "packed in a way that is not read; pack it again the usual way (deflate)")
        return
    before = budget.out
    try:
        with archive.open(info) as stream:

            def read(size: int) -> bytes:
                block = stream.read(size)
                _hold_ratio(budget, out=budget.out + len(block) - before, packed=info.compress_size)
                return block

            yield from parts_of(read, locator=locator, name=info.filename, budget=budget, settings=opened.settings)
    except _BROKEN:
        yield damaged(locator, _UNFINISHED)


def _hold_ratio(budget: Budget, *, out: int, packed: int) -> None:
    ratio = budget.settings.max_ratio
    if out > 10_000_000 and out > ratio * max(1, packed):
        words = f"a file in it is packed more than {ratio}-fold, as no text is; unpack it and add what is wanted"
        raise Exhausted(TooLarge(f"{budget.name}: {words}"))


def _without_list(opened: Opened, budget: Budget) -> Iterator[Part]:
    """The whole files of an archive that was cut: each stands behind a heading of its own."""
    stream, place = opened.stream, 0
    while True:
        stream.seek(place)
        heading = stream.read(_LOCAL.size)
        if len(heading) < _LOCAL.size or heading[:4] != b"PK\x03\x04":
            break
        _, _, flags, method, _, _, crc, packed, _, named, more = _LOCAL.unpack(heading)
        raw = stream.read(named)
        name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        start = place + _LOCAL.size + named + more
        stream.seek(start)
        if flags & 1 or method not in {0, 8} or (flags & 8 and method == 0) or packed == 0xFFFFFFFF:
            break  # where it ends cannot be told
        source = _Stretch(stream, start, packed=None if flags & 8 else packed, inflate=method == 8)
        checked = None if flags & 8 else crc
        locator = budget.place(name)
        parts: list[Part] = []
        try:
            if not name.endswith("/") and not is_hidden(name):
                found = parts_of(source.read, locator=locator, name=name, budget=budget, settings=opened.settings)
                for part in found:
                    parts.append(part)
                    if len(parts) > 1:  # a container: its own reader has checked what it gives
                        yield parts.pop(0)
            while block := source.read(1 << 18):
                budget.spend(len(block))
        except (zlib.error, EOFError):
            break
        if checked is not None and source.crc != checked:
            yield damaged(locator, _UNFINISHED)
        else:
            yield from parts
        place = source.end
        if flags & 8:
            stream.seek(place)
            place += 16 if stream.read(4) == b"PK\x07\x08" else 12
    yield damaged(opened.name, "cut short or damaged; what was whole before the cut is read; fetch it again")


class _Stretch:
    """The bytes of one file behind its heading, unpacked as they are asked for; ``end`` is where it ended."""

    def __init__(self, stream: BinaryIO, start: int, *, packed: int | None, inflate: bool) -> None:
        self.stream, self.at, self.left = stream, start, packed
        self.inflater = zlib.decompressobj(-15) if inflate else None
        self.waiting = b""
        self.crc = 0
        self.end = start

    def read(self, size: int) -> bytes:
        """At most that many bytes, nothing at the end; raises ``EOFError`` where the file is cut."""
        while True:
            if self.inflater is not None and self.inflater.eof:
                self.end = self.at - len(self.inflater.unused_data)
                return b""
            packed = self.waiting or self._packed()
            if not packed:
                if self.inflater is not None:
                    raise EOFError
                self.end = self.at
                return b""
            block = packed
            if self.inflater is not None:
                block = self.inflater.decompress(packed, size)
                self.waiting = self.inflater.unconsumed_tail
            if block:
                self.crc = zlib.crc32(block, self.crc)
                return block

    def _packed(self) -> bytes:
        wanted = 65_536 if self.left is None else min(65_536, self.left)
        self.stream.seek(self.at)
        block = self.stream.read(wanted)
        if self.left is not None and len(block) < wanted:
            raise EOFError
        self.at += len(block)
        self.left = None if self.left is None else self.left - len(block)
        return block


def _sniff(head: bytes) -> float:
    """A ZIP, but no office document, which is one too: its first file has a name that gives it away."""
    if head.startswith(b"PK\x05\x06"):
        return 1.0
    named = int.from_bytes(head[26:28], "little")
    if not head.startswith(b"PK\x03\x04") or not named:
        return 0.0
    return 0.0 if head[30 : 30 + named].startswith(_OFFICE) else 1.0


KIND = Kind(
    name="zip",
    suffixes=(".zip",),
    media_types=("application/zip", "application/x-zip-compressed"),
    limit="max_archive_bytes",
    sniff=_sniff,
    members=_members,
    archive=True,
)
