"""Original bytes, each once, named by their SHA-256: files beside a ledger file, rows in a database server.

A file appears whole or not at all (written beside, flushed, renamed, its folder flushed), and before the ledger speaks
of it. No name from outside ever becomes a path.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, select

from onrecord.errors import LedgerError, NoSpace, Unknown
from onrecord.ledger.schema import blobs

_NAME = re.compile(r"[0-9a-f]{64}")


class Store(Protocol):
    """Where the original bytes are kept."""

    def put(self, data: bytes, connection: Connection) -> str:
        """Keep ``data`` and return its SHA-256; keeping it again changes nothing."""
        ...

    def get(self, sha256: str, connection: Connection) -> bytes:
        """The bytes; raises ``Unknown`` where there are none of that name."""
        ...

    def names(self, connection: Connection) -> Iterator[str]:
        """Every SHA-256 that is kept, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """``news.ledger.store/ab/abcd…``: one file for the bytes of one report, compressed with zlib."""

    root: Path

    def put(self, data: bytes, connection: Connection) -> str:  # noqa: ARG002
        """Keep ``data``; raises ``NoSpace`` where the disk is full."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if path.exists():
            return name
        part = path.with_name(f".{name}.{secrets.token_hex(4)}.part")
        try:
            _folder(path.parent)
            _written(part, zlib.compress(data, 1))
            part.replace(path)
            _flushed(path.parent)
        except OSError as failure:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            if failure.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise NoSpace(f"{self.root}: the disk is full; make room and run the same command again") from None
            why = failure.strerror or type(failure).__name__
            raise LedgerError(f"{self.root}: cannot be written ({why}); check the folder and its permissions") from None
        return name

    def get(self, sha256: str, connection: Connection) -> bytes:  # noqa: ARG002
        """The bytes as they came in; damaged ones come back as they are, so that ``verify`` can say so."""
        try:
            packed = self._path(sha256).read_bytes()
        except OSError:
            raise Unknown(f"{sha256}: these bytes are not in {self.root}; bring the folder back beside it") from None
        unpacking = zlib.decompressobj()  # zlib.decompress says nothing of what stands behind the end
        try:
            data = unpacking.decompress(packed)
        except zlib.error:
            return packed
        return data if unpacking.eof and not unpacking.unused_data else packed

    def names(self, connection: Connection) -> Iterator[str]:  # noqa: ARG002
        """Every SHA-256 kept, in order."""
        for path in sorted(self.root.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Unknown(f"{name!r} is no SHA-256; give 64 characters of 0-9 and a-f")
        return self.root / name[:2] / name


@dataclass(frozen=True, slots=True)
class Rows:
    """The bytes as rows of the database itself, so that a desk shares nothing but its server."""

    def put(self, data: bytes, connection: Connection) -> str:
        """Keep ``data`` in the transaction that speaks of it."""
        name = hashlib.sha256(data).hexdigest()
        if connection.scalar(select(blobs.c.sha256).where(blobs.c.sha256 == name)) is None:
            connection.execute(blobs.insert().values(sha256=name, data=data))
        return name

    def get(self, sha256: str, connection: Connection) -> bytes:
        """The bytes as they came in."""
        found = connection.scalar(select(blobs.c.data).where(blobs.c.sha256 == sha256))
        if found is None:
            raise Unknown(f"{sha256}: these bytes are not in this ledger")
        return bytes(found)

    def names(self, connection: Connection) -> Iterator[str]:
        """Every SHA-256 kept, in order."""
        yield from connection.scalars(select(blobs.c.sha256).order_by(blobs.c.sha256))


def _folder(path: Path) -> None:
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(exist_ok=True)
        _flushed(path.parent)


def _written(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _flushed(folder: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be flushed there; NTFS logs its renames
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
