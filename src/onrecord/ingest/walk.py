"""From paths to members: files, folders, archives, crawls, feeds, addresses and "-", in an order that stays.

``for part in Walk(["inbox/", "march.zip"], settings=settings)`` gives each report's bytes, each refusal, and a note
when a file has been given out to its end.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from onrecord.errors import CannotOpen, Damaged, EmptyInput, InputError, TooLarge
from onrecord.ingest.archive import contained, is_hidden, seekable
from onrecord.ingest.base import Kind, Member, Opened, Refused, by_media_type, by_suffix
from onrecord.ingest.sources import URL, counted, hold, kind_of, one_line
from onrecord.settings import Settings

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Whole:
    """A file has been given out to its end: ``Whole("march.zip", "9f86d0…", 48213)``, its size in bytes."""

    locator: str
    sha256: str
    size: int


Given = Member | Refused | Whole
"""What a walk gives."""


class Walk:
    """The members under some paths, in stable order: ``Walk(["inbox/"], settings=settings, known=is_whole)``.

    ``known`` is asked with the SHA-256 of each file; where it says True nothing of the file is given. ``total_bytes``
    and ``done_bytes`` tell how far the walk is and may be read from another thread.
    """

    def __init__(
        self, paths: Sequence[str | Path], *, settings: Settings, known: Callable[[str], bool] = lambda _sha256: False
    ) -> None:
        self.paths = list(dict.fromkeys(str(path) for path in paths))
        self.settings = settings
        self.known = known
        self.total_bytes = 0
        self.done_bytes = 0
        self._walked: set[int] = set()  # hashes of paths: a file inside a folder may be named outright as well
        self._shown: set[int] = set()

    def __iter__(self) -> Iterator[Given]:
        """Walk once; a second walk of the same paths begins anew."""
        self._walked.clear()
        self._shown.clear()
        self.done_bytes = 0
        self.total_bytes = sum(map(_size, self.paths))
        for path in self.paths:
            if path == "-":
                yield from self._piped()
            elif URL.match(path):
                yield from self._fetched(path)
            else:
                yield from self._named(path)

    def _named(self, path: str) -> Iterator[Given]:
        """A path named outright: a link is followed, a folder walked."""
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as failure:
            yield self._cannot(path, failure)
            return
        if not stat.S_ISDIR(mode):
            yield from self._one(path, mode)
            return
        for found, entry_mode in _under(path):
            if isinstance(entry_mode, OSError):
                yield self._cannot(found, entry_mode)
            else:
                yield from self._one(found, entry_mode)

    def _one(self, path: str, mode: int) -> Iterator[Given]:
        key = hash(os.path.normpath(path))
        if key in self._walked:
            return
        self._walked.add(key)
        name = self._locator(path)
        if stat.S_ISLNK(mode):
            yield _refused(name, "a link; name it outright, or add what it leads to")
        elif stat.S_ISFIFO(mode):
            yield _refused(name, "a pipe; send what it carries through standard input with -")
        elif not stat.S_ISREG(mode):
            yield _refused(name, "a device, not a file; name a file, or use - for standard input")
        else:
            yield from self._file(path, name)

    def _file(self, path: str, name: str) -> Iterator[Given]:
        before = self.done_bytes
        size = 0
        try:
            with open(path, "rb") as stream:
                size = os.fstat(stream.fileno()).st_size
                yield from self._stream(stream, name=name, suffix=PurePath(path).suffix.lower(), changes=True)
        except (OSError, ValueError) as failure:
            yield self._cannot(path, failure, name=name)
        self.done_bytes = before + size

    def _stream(self, stream: BinaryIO, *, name: str, suffix: str, changes: bool = False) -> Iterator[Given]:
        """What is in a file, and the note that it was all; raises ``OSError`` where it cannot be read."""
        before = self.done_bytes
        state = _state(stream) if changes else None
        sha256, size = _digest(stream)
        if self.known(sha256):
            return
        for part in self._parts(stream, name=name, suffix=suffix):
            self.done_bytes = before + min(size, stream.tell())
            yield part
        if not changes or _state(stream) == state:
            yield Whole(name, sha256, size)

    def _parts(self, stream: BinaryIO, *, name: str, suffix: str) -> Iterator[Member | Refused]:
        stream.seek(0)
        try:
            head = stream.read(_BLOCK)
            while not head.strip() and len(head) < self.settings.max_text_bytes and (block := stream.read(_BLOCK)):
                head += block
            hint = by_suffix(suffix)
            kind = kind_of(head, name=name, hint=hint)
            stream.seek(0)
            if kind.members is not None:
                yield from self._contained(kind, stream, name=name)
                return
            data, kind = counted(stream, name=name, hint=hint, settings=self.settings)
        except InputError as refusal:
            yield Refused(name, refusal)
            return
        yield Member(locator=name, data=data, suffix=suffix, kind=kind.name)

    def _contained(self, kind: Kind, stream: BinaryIO, *, name: str, depth: int = 0) -> Iterator[Member | Refused]:
        yield from contained(kind, Opened(name=name, stream=stream, settings=self.settings, depth=depth))

    def _piped(self) -> Iterator[Given]:
        name = "standard input"
        source = getattr(sys.stdin, "buffer", None)
        if source is None:
            yield Refused(name, EmptyInput(f"{name}: nothing is connected to it; name a file instead of -"))
            return
        limit = self.settings.max_archive_bytes
        with tempfile.SpooledTemporaryFile(max_size=8_000_000) as spool:
            try:
                while block := source.read(_BLOCK):
                    if spool.tell() + len(block) > limit:
                        words = f"more than {limit:,} bytes; split it, or raise ONRECORD_MAX_ARCHIVE_BYTES"
                        yield Refused(name, TooLarge(f"{name}: {words}"))
                        return
                    spool.write(block)
                yield from self._stream(cast(BinaryIO, seekable(spool)), name=name, suffix="")
            except (OSError, ValueError) as failure:
                yield self._cannot(name, failure, name=name)

    def _fetched(self, url: str) -> Iterator[Given]:
        from onrecord.ingest.web.fetch import fetch

        name = self._locator(url)
        try:
            answer = fetch(url, settings=self.settings)
            kind = kind_of(answer.data, name=name, hint=by_media_type(answer.media_type))
            if kind.members is not None:
                # A list of addresses that came from an address is not followed: its author would choose what we fetch.
                yield from self._contained(kind, io.BytesIO(answer.data), name=name, depth=1)
                return
            hold(len(answer.data), kind, name=name, settings=self.settings)
        except InputError as refusal:
            yield Refused(name, refusal)
            return
        facts = {"url": answer.url, "fetched_from": answer.address, "media_type": answer.media_type}
        yield Member(
            locator=name,
            data=answer.data,
            media_type=answer.media_type,
            charset=answer.charset,
            kind=kind.name,
            facts=facts,
        )

    def _locator(self, path: str) -> str:
        """A name on one line, unlike every other: names that differ only in what cannot be shown are numbered."""
        name = shown = one_line(path)
        number = 1
        while hash(shown) in self._shown:
            number += 1
            shown = f"{name}#{number}"
        self._shown.add(hash(shown))
        return shown

    def _cannot(self, path: str, failure: OSError | ValueError, *, name: str | None = None) -> Refused:
        name = name or self._locator(path)
        if isinstance(failure, FileNotFoundError):
            return _refused(name, "no such file; check the name and the folder")
        if isinstance(failure, PermissionError):
            return _refused(name, "you may not read this; ask for permission or copy it")
        why = getattr(failure, "strerror", None)
        if why is None and not isinstance(failure, OSError) and "\0" not in path:
            return Refused(
                name, Damaged(f"{name}: cannot be read ({type(failure).__name__}); mend it and add it again")
            )
        return _refused(name, f"cannot be read ({why or 'not a name that can be opened'}); check the name and the disk")


def _refused(name: str, words: str) -> Refused:
    return Refused(name, CannotOpen(f"{name}: {words}"))


def _state(stream: BinaryIO) -> tuple[int, int]:
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns


def _digest(stream: BinaryIO) -> tuple[str, int]:
    """The SHA-256 of all of a stream, and how many bytes it has."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return digest.hexdigest(), size


def _under(folder: str) -> Iterator[tuple[str, int | OSError]]:
    """Everything in a folder but folders and what is hidden, by name, with its mode or why it cannot be looked at."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            mode = os.lstat(path).st_mode if path != folder else stat.S_IFDIR
            if not stat.S_ISDIR(mode):
                yield path, mode
                continue
            names = sorted((name for name in os.listdir(path) if not is_hidden(name)), key=os.fsencode, reverse=True)
        except OSError as failure:
            yield path, failure
            continue
        waiting.extend(os.path.join(path, name) for name in names)


def _size(path: str) -> int:
    """The bytes of the files under a path, as far as they can be looked at."""
    if path == "-" or URL.match(path):
        return 0
    try:
        status = os.stat(path)
        if not stat.S_ISDIR(status.st_mode):
            return status.st_size if stat.S_ISREG(status.st_mode) else 0
        return sum(
            os.lstat(found).st_size
            for found, mode in _under(path)
            if not isinstance(mode, OSError) and stat.S_ISREG(mode)
        )
    except (OSError, ValueError):
        return 0
