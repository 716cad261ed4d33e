"""What a kind of input is, and how the kinds in this folder are found.

A new kind is one new file here with a ``KIND``; nothing lists it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, BinaryIO

from onrecord.core import Document
from onrecord.errors import InputError
from onrecord.settings import Settings

Item = Document | InputError
"""A document, or why one of several in the same file was refused (the others are still read)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one source and what is known of them: ``Source(name="a.html", data=b"<html>…", settings=…)``.

    ``name`` goes into messages; ``charset`` is what a server or an envelope declared.
    """

    name: str
    data: bytes
    settings: Settings
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """The bytes of one report and where they lay: a page of a crawl, a line of JSONL, a file of a folder or ZIP.

    ``locator`` is unique among what is added together and goes into messages: "crawl.warc.gz#48213",
    "news.zip!/a/b.html", "wire.jsonl:12". ``suffix`` (".html"), ``media_type`` and ``charset`` are what the container
    says of the kind. ``facts`` is what it says of the report: ``title``, ``byline``, ``publisher``, ``published``,
    ``url``, ``external_id``, ``language`` by those names; anything else is kept in ``extra["ingest"]``. ``kind`` names
    the kind outright where the container knows it ("json" for a line of JSONL).
    """

    locator: str
    data: bytes
    suffix: str = ""
    media_type: str | None = None
    charset: str | None = None
    kind: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A member that cannot be given out, and why; the others still come: ``Refused("a.zip!/b.html", TooLarge(…))``."""

    locator: str
    error: InputError


Part = Member | Refused
"""What a container yields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A container being read: ``stream`` stands at its start and can seek; it is never read into memory whole."""

    name: str
    stream: BinaryIO
    settings: Settings
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of input: ``Kind(name="pdf", suffixes=(".pdf",), …)``.

    A leaf has ``documents``: one source to its documents. A container (a crawl, an archive, a feed, a file of many
    records) has ``members`` as well or instead: a stream to the members in it, in stable order and in flat memory;
    ``archive`` is True where members are files of any kind (ZIP, tar), which may themselves be containers, though not
    archives.

    ``sniff`` looks at the first 4 KiB and says how sure it is, from 0 (no) to 1 (certain). ``limit`` names the field of
    ``Settings`` that caps its size in bytes. ``declares`` says that publisher and date are stated field by field in
    the source, so that an option on the command line only fills what is absent.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    limit: str
    sniff: Callable[[bytes], float]
    documents: Callable[[Source], Iterator[Item]] | None = None
    members: Callable[[Opened], Iterator[Part]] | None = None
    archive: bool = False
    declares: bool = False


@cache
def kinds() -> tuple[Kind, ...]:
    """Every ``KIND`` in this folder, in the order of their file names."""
    package = importlib.import_module("onrecord.ingest")
    names = [f"{package.__name__}.{info.name}" for info in pkgutil.iter_modules(package.__path__)]
    modules = (importlib.import_module(name) for name in names)
    return tuple(kind for module in modules if isinstance(kind := getattr(module, "KIND", None), Kind))


def by_name(name: str) -> Kind:
    """The kind called so: ``by_name("json")``; raises ``KeyError`` where there is none."""
    return {kind.name: kind for kind in kinds()}[name]


def by_suffix(suffix: str) -> Kind | None:
    """The kind whose files end so: ``by_suffix(".PDF")``."""
    return next((kind for kind in kinds() if suffix.lower() in kind.suffixes), None)


def by_media_type(media_type: str) -> Kind | None:
    """The kind a server means: ``by_media_type("text/html; charset=utf-8")``."""
    essence = media_type.partition(";")[0].strip().lower()
    return next((kind for kind in kinds() if essence in kind.media_types), None)


def by_content(head: bytes) -> Kind | None:
    """The kind that is surest of these first bytes, or None where all say no."""
    sureness, kind = max(((kind.sniff(head), kind) for kind in kinds()), key=lambda pair: pair[0])
    return kind if sureness > 0 else None
