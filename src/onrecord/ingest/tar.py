"""Tar archives: every plain file in one, in its order; folders are passed over, links and devices refused."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, Protocol, cast

from onrecord.errors import InputError
from onrecord.ingest.archive import Budget, Exhausted, damaged, is_hidden, parts_of, refused
from onrecord.ingest.base import Kind, Opened, Part, Refused
from onrecord.settings import Settings

_MOST_AT_ONCE = 2_000_000  # bytes of a long name or of notes on a file; both are read whole
_CUT = "cut short or damaged; what was whole before is read; fetch it again"
_BROKEN = (tarfile.TarError, EOFError, ValueError, OverflowError, KeyError, IndexError)


class Readable(Protocol):
    """Anything whose next bytes can be read: a file, or what comes out of a packed one."""

    def read(self, size: int, /) -> bytes:
        """At most that many bytes, and nothing only at the end."""
        ...


def _members(opened: Opened) -> Iterator[Part]:
    budget = Budget(opened.name, opened.settings, consumed=opened.stream.tell)
    try:
        yield from tar_parts(opened.stream, name=opened.name, budget=budget, settings=opened.settings)
    except Exhausted as stop:
        yield Refused(opened.name, stop.error)


def tar_parts(stream: Readable, *, name: str, budget: Budget, settings: Settings) -> Iterator[Part]:
    """The members of a tar archive whose bytes come in order; raises ``Exhausted`` and what ``stream`` raises."""
    source = _Forward(stream, budget)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", source), mode="r:", errors="surrogateescape") as archive:
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would keep every one
                yield from _file(archive, info, budget, settings)
        if not source.last or source.last.strip(b"\0"):
            yield damaged(name, _CUT)
    except _BROKEN:
        yield damaged(name, _CUT)


def _file(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget, settings: Settings) -> Iterator[Part]:
    locator = budget.place(info.name)
    if info.isdir() or is_hidden(info.name):
        return
    if not info.isreg() or info.issparse():
        what = "a link" if info.islnk() or info.issym() else "a device, a pipe or a file with holes"
        yield refused(locator, f"{what}, not a plain file; add the file itself")
        return
    stream = archive.extractfile(info)
    if stream is None:
        return
    left = info.size

    def read(size: int) -> bytes:
        nonlocal left
        block = stream.read(min(size, left))
        left -= len(block)
        if not block and left:
            raise EOFError
        return block

    parts = parts_of(read, locator=locator, name=info.name, budget=budget, settings=settings)
    yield from parts


class _Forward:
    """A stream that is read once, as ``tarfile`` wants it: it tells its place and is moved on by reading."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self.stream, self.budget = stream, budget
        self.at = 0
        self.last = b"\0"

    def read(self, size: int = -1) -> bytes:
        """Exactly so many bytes, fewer only at the end."""
        if not 0 <= size <= _MOST_AT_ONCE:
            raise tarfile.ReadError("a name or note that is too long")
        data = b""
        while len(data) < size and (block := self.stream.read(size - len(data))):
            data += block
        self.at += len(data)
        self.last = data
        return data

    def seek(self, place: int, whence: int = 0) -> int:
        """Move on to that place; raises ``tarfile.ReadError`` for one that has gone by."""
        if whence or place < self.at:
            raise tarfile.ReadError("a place that has gone by")
        while self.at < place and (block := self.stream.read(min(1 << 18, place - self.at))):
            self.at += len(block)
            self.budget.spend(len(block))
        return self.at

    def tell(self) -> int:
        """How many bytes have gone by."""
        return self.at

    def seekable(self) -> bool:
        """True, though forward only."""
        return True

    def readable(self) -> bool:
        """True."""
        return True


def is_tar(head: bytes) -> bool:
    """True where 512 bytes are the heading of a file in a tar archive, told by their sum."""
    if len(head) < 512 or not head[:100].strip(b"\0"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError, InputError):
        return False
    return True


def _sniff(head: bytes) -> float:
    return 1.0 if is_tar(head) else 0.0


KIND = Kind(
    name="tar",
    suffixes=(".tar",),
    media_types=("application/x-tar",),
    limit="max_archive_bytes",
    sniff=_sniff,
    members=_members,
    archive=True,
)
