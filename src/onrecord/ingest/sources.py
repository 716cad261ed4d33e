"""One source (a path, a URL or "-") to its documents, or to one line that says why not."""

from __future__ import annotations

import dataclasses
import re
import stat
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.core import Document
from onrecord.errors import CannotOpen, EmptyInput, InputError, NotText, TooLarge, UnknownKind, UsageError
from onrecord.ingest.base import Kind, Source, by_content, by_media_type, by_suffix, kinds
from onrecord.ingest.finish import Origin, finished
from onrecord.ingest.language import require_english
from onrecord.ingest.moment import moment
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.ingest.web.fetch import Fetched

_HEAD = 4096
_BLOCK = 1 << 18
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # any scheme: those not fetched are refused with a reason
# What files that are no text begin with, so that the answer can name it (the usual "magic numbers").
_BINARY = (
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or sound (RIFF)"), (b"II*\0", "a picture (TIFF)"), (b"MM\0*", "a picture (TIFF)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"), (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"), (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"MZ", "a program"), (b"#!/", "a program"), (b"\x7fELF", "a program"), (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"SQLite format 3\0", "a database"), (b"ID3", "a sound (MP3)"),
    (b"OggS", "a sound (Ogg)"), (b"{\\rtf", "a rich text document (RTF)"), (b"wOFF", "a font"),
    (b"%!PS", "a PostScript document"),
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class _Opened:
    """A source with its kind, and what is known of where it came from."""

    source: Source
    kind: Kind
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)
    url: str | None = None

    @property
    def origin(self) -> Origin:
        return Origin(name=self.source.name, kind=self.kind, facts=self.facts, url=self.url)


def load(
    source: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    settings: Settings | None = None,
    refused: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    """Read the documents of a path, a URL or "-": ``load("article.html", published="2024-03-11")``.

    ``published`` and ``publisher`` replace what a page or text says of itself and fill what JSON leaves out.
    ``refused`` is told of each document that cannot be read, and the others go on; without it the first is raised.
    Raises ``InputError`` (one line that names the source and says what to do), and ``UsageError`` for a ``published``
    that is no date.
    """
    when = moment(published) if published is not None else None
    if published is not None and when is None:
        raise UsageError(f"--published {published!r}: give a date such as 2024-03-11 or 2024-03-11T18:10Z")
    settings = settings or Settings()
    tell = refused or _raise
    try:
        opened = _open(source, settings=settings)
    except InputError as refusal:
        tell(refusal)
        return
    if opened.kind.documents is None:
        tell(UnknownKind(f"{opened.source.name}: many reports in one ({opened.kind.name}); onrecord add reads them"))
        return
    items = opened.kind.documents(opened.source)
    english = partial(require_english, name=opened.source.name)
    while True:
        try:
            item = next(items, None)
        except InputError as refusal:
            item = refusal
        if item is None:
            return
        made = finished(item, opened.origin, published=when, publisher=publisher, language=english)
        if isinstance(made, InputError):
            tell(made)
        else:
            yield made


def _raise(refusal: InputError) -> None:
    raise refusal


def _open(source: str | Path, *, settings: Settings) -> _Opened:
    if source == "-":
        return _piped(settings)
    if isinstance(source, str) and URL.match(source):
        from onrecord.ingest.web.fetch import fetch

        return _fetched(fetch(source, settings=settings), asked=source, settings=settings)
    return _file(Path(source), name=one_line(str(source)), settings=settings)


def _piped(settings: Settings) -> _Opened:
    name = "standard input"
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise EmptyInput(f"{name}: nothing is connected to it; name a file instead of -")
    data, kind = counted(stream, name=name, hint=None, settings=settings)
    return _Opened(Source(name=name, data=data, settings=settings), kind)


def _fetched(answer: Fetched, *, asked: str, settings: Settings) -> _Opened:
    """What a server sent: its own word for the kind counts unless the bytes say otherwise."""
    name = one_line(asked)
    said = by_media_type(answer.media_type)
    kind = kind_of(answer.data, name=name, hint=said)
    hold(len(answer.data), kind, name=name, settings=settings)
    facts = {"fetched_from": answer.address, "media_type": answer.media_type}
    source = Source(name=name, data=answer.data, settings=settings, charset=answer.charset)
    return _Opened(source, kind, facts, answer.url)


def _file(path: Path, *, name: str, settings: Settings) -> _Opened:
    suffix = PurePath(path).suffix.lower()
    hint = by_suffix(suffix)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CannotOpen(f"{name}: a folder; name the files in it (for example {name.rstrip('/')}/*.txt)")
        if stat.S_ISFIFO(status.st_mode) and not str(path).startswith(("/dev/", "/proc/")):
            raise CannotOpen(f"{name}: a pipe; send what it carries through standard input with -")
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            raise CannotOpen(f"{name}: a device, not a file; name a file, or use - for standard input")
        with path.open("rb") as stream:
            data, kind = counted(stream, name=name, hint=hint, settings=settings)
    except FileNotFoundError:
        raise CannotOpen(f"{name}: no such file; check the name and the folder") from None
    except PermissionError:
        raise CannotOpen(f"{name}: you may not read this file; ask for permission or copy it") from None
    except (OSError, ValueError) as failure:  # ValueError: a NUL in the name
        why = getattr(failure, "strerror", None) or "not a name that can be opened"
        raise CannotOpen(f"{name}: cannot be read ({why}); check the name and the disk") from None
    return _Opened(Source(name=name, data=data, settings=settings), kind)


def kind_of(data: bytes, *, name: str, hint: Kind | None = None) -> Kind:
    """The kind of some bytes: their signature first, then the name's ending or the server's word, then their look."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyInput(f"{name}: there is nothing in it; give a file with an article")
    head = data[:_HEAD]
    looks = by_content(head)
    sure = looks.sniff(head) if looks is not None else 0.0
    if looks is not None and sure >= 1.0:
        return looks
    for signature, words in _BINARY:
        if head.startswith(signature) and not (signature.isalnum() and _plain(head)):
            raise NotText(f"{name}: {words}, not text; give a text, HTML, PDF, mail or JSON file")
    if hint is not None and not (hint.name == "text" and sure >= 0.9):
        return hint
    if looks is None:
        raise UnknownKind(f"{name}: no reader for this kind of file; give {_known()}")
    return looks


def _plain(head: bytes) -> bool:
    """True where bytes that begin like a program ("MZ") go on like text."""
    return b"\0" not in head and sum(byte < 0x20 and byte not in b"\t\n\r\f" for byte in head) == 0


def _known() -> str:
    return ", ".join(kind.suffixes[0] for kind in kinds() if kind.suffixes)


def counted(stream: BinaryIO, *, name: str, hint: Kind | None, settings: Settings) -> tuple[bytes, Kind]:
    """All bytes of a stream, and their kind; never more than the kind may have, whatever size was announced."""
    data = bytearray(stream.read(_BLOCK))
    while not data.strip() and len(data) < settings.max_text_bytes and (block := stream.read(_BLOCK)):
        data += block
    kind = kind_of(bytes(data), name=name, hint=hint)
    while block := stream.read(_BLOCK):
        data += block
        hold(len(data), kind, name=name, settings=settings)
    hold(len(data), kind, name=name, settings=settings)
    return bytes(data), kind


def hold(size: int, kind: Kind, *, name: str, settings: Settings) -> None:
    """Raise ``TooLarge`` where that many bytes are more than the kind may have."""
    limit: int = getattr(settings, kind.limit)
    if size > limit:
        raise TooLarge(f"{name}: more than {limit:,} bytes; split it, or raise ONRECORD_{kind.limit.upper()}")


def one_line(name: str) -> str:
    """A name as a message can carry it: controls and line ends made visible."""
    name = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in name)
