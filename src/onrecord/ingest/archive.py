"""What archives share: how much may come out of one, and how the bytes of one file in it become its members.

Nothing is ever written under a name from an archive: "news.zip!/../../etc/passwd" is a place for messages and no path.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from onrecord.errors import Damaged, InputError, TooLarge, UnknownKind
from onrecord.ingest.base import Kind, Member, Opened, Part, Refused, by_suffix
from onrecord.ingest.sources import hold, kind_of, one_line
from onrecord.settings import Settings

_BLOCK = 1 << 18
_SPOOL = 8_000_000  # bytes of a container in an archive that are held in memory before a file takes them
_FREE = 10_000_000  # bytes that may come out before the ratio is looked at
_LONGEST_NAME = 300  # characters of a name that are shown
_FURNITURE = {"thumbs.db", "desktop.ini"}


def is_hidden(name: str) -> bool:
    """True for what a file system or an archiver keeps for itself: ".DS_Store", "Thumbs.db", "__MACOSX/a.html"."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) or (
        bool(parts) and parts[-1].lower() in _FURNITURE
    )


class Exhausted(Exception):
    """An archive from which more comes than may; ``error`` is the line that says so."""

    def __init__(self, error: InputError) -> None:
        super().__init__(str(error))
        self.error = error


class Budget:
    """What has come out of one archive so far: ``Budget("a.zip", settings, consumed=stream.tell)``."""

    def __init__(self, name: str, settings: Settings, *, consumed: Callable[[], int]) -> None:
        self.name = name
        self.settings = settings
        self.consumed = consumed
        self.out = 0
        self.files = 0
        self._shown: set[int] = set()

    def spend(self, size: int) -> None:
        """Count bytes that came out; raises ``Exhausted``."""
        self.out += size
        limit, ratio = self.settings.max_archive_bytes, self.settings.max_ratio
        if self.out > limit:
            words = f"more than {limit:,} bytes in this archive; split it, or raise ONRECORD_MAX_ARCHIVE_BYTES"
            raise Exhausted(TooLarge(f"{self.name}: {words}"))
        if self.out > _FREE and self.out > ratio * max(1, self.consumed()):
            words = f"packed more than {ratio}-fold, as no text is; unpack it and add what is wanted"
            raise Exhausted(TooLarge(f"{self.name}: {words}"))

    def place(self, name: str) -> str:
        """The locator of one more file of the archive, unlike every other; raises ``Exhausted``."""
        self.files += 1
        limit = self.settings.max_members
        if self.files > limit:
            words = f"more than {limit:,} files in this archive; split it, or raise ONRECORD_MAX_MEMBERS"
            raise Exhausted(TooLarge(f"{self.name}: {words}"))
        shown = one_line(name)
        shown = shown if len(shown) <= _LONGEST_NAME else f"{shown[:_LONGEST_NAME]}…"
        locator = f"{self.name}!/{shown}"
        if hash(locator) in self._shown:
            locator = f"{locator}#{self.files}"
        self._shown.add(hash(locator))
        return locator


def refused(locator: str, words: str) -> Refused:
    """A file of an archive that is passed by, and why."""
    return Refused(locator, UnknownKind(f"{locator}: {words}"))


def damaged(locator: str, words: str) -> Refused:
    """A file of an archive, or an archive, that is cut or broken."""
    return Refused(locator, Damaged(f"{locator}: {words}"))


def parts_of(
    read: Callable[[int], bytes], *, locator: str, name: str, budget: Budget, settings: Settings
) -> Iterator[Part]:
    """The members in one file of an archive, from a function that reads its next bytes.

    Raises what ``read`` raises where the bytes are broken, and ``Exhausted``.
    """

    def take(size: int) -> bytes:
        block = read(size)
        budget.spend(len(block))
        return block

    suffix = PurePosixPath(name.replace("\\", "/").replace("\0", "")).suffix.lower()
    try:
        head = take(_BLOCK)
        while not head.strip() and len(head) < settings.max_text_bytes and (block := take(_BLOCK)):
            head += block
        kind = kind_of(head, name=locator, hint=by_suffix(suffix))
        if kind.archive:
            words = f"an archive inside an archive (nesting 1, {kind.name}); unpack it and add it by itself"
            raise UnknownKind(f"{locator}: {words}")
        if kind.members is None:
            data = bytearray(head)
            while block := take(_BLOCK):
                data += block
                hold(len(data), kind, name=locator, settings=settings)
            hold(len(data), kind, name=locator, settings=settings)
            yield Member(locator=locator, data=bytes(data), suffix=suffix, kind=kind.name)
            return
    except InputError as refusal:
        yield Refused(locator, refusal)
        return
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as spool:
        spool.write(head)
        while block := take(_BLOCK):
            spool.write(block)
        spool.seek(0)
        stream = cast(BinaryIO, seekable(spool))
        yield from contained(kind, Opened(name=locator, stream=stream, settings=settings, depth=1))


def seekable(spool: IO[bytes]) -> IO[bytes]:
    """A spooled file as readers want it: Python 3.10's has no ``seekable``, and both lack nothing once on disk."""
    if not hasattr(spool, "seekable"):
        spool.rollover()  # type: ignore[attr-defined]
        return cast("IO[bytes]", spool._file)  # type: ignore[attr-defined]
    return spool


def contained(kind: Kind, opened: Opened) -> Iterator[Part]:
    """The members of a container; whatever goes wrong in its reader is one line, and never more than that."""
    assert kind.members is not None
    try:
        yield from kind.members(opened)
    except InputError as refusal:
        yield Refused(opened.name, refusal)
    except (MemoryError, GeneratorExit, OSError):
        raise  # the file itself, or the disk
    except Exception as fault:
        yield damaged(opened.name, f"cannot be read on ({type(fault).__name__}); unpack or mend it and add it again")
