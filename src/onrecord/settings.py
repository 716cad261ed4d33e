"""Every limit and every place on disk, in one frozen object; nothing else in the program reads the environment.

``ONRECORD_MAX_TEXT_BYTES=20000000 onrecord read long.txt`` raises one limit for one run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError

MB = 1_000_000


def _cache_folder(environment: Mapping[str, str]) -> Path:
    """The folder for what can be made again, by the XDG rule (``~/.cache/onrecord``)."""
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "onrecord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits in bytes and seconds; the defaults suit one laptop and any article a newspaper has printed.

    Each field may be set from outside as ``ONRECORD_`` and its name in capitals.
    """

    max_text_bytes: int = 5 * MB  # a text or Markdown file; the longest novels are under 4 MB
    max_html_bytes: int = 15 * MB  # a page with its inline pictures and scripts
    max_pdf_bytes: int = 100 * MB
    max_pdf_pages: int = 1_000
    max_mail_bytes: int = 40 * MB  # attachments included, although they are not read
    max_json_bytes: int = 200 * MB  # a file of many documents; each text in it is held to max_text_bytes
    max_archive_bytes: int = 4_000 * MB  # what one archive may come to when it is unpacked
    max_ratio: int = 200  # bytes out for each byte in, once more than 10 MB have come out
    max_members: int = 1_000_000  # files in one archive

    child_memory_bytes: int = 1_500 * MB  # address space, not resident memory: libraries alone map some 300 MB
    child_cpu_seconds: int = 30  # for one page or one PDF
    child_wall_seconds: float = 45.0

    connect_seconds: float = 10.0  # for the name, and again for the connection
    read_seconds: float = 20.0  # of silence
    fetch_seconds: float = 60.0  # for one URL with all its redirects
    max_redirects: int = 5
    urls_pause_seconds: float = 1.0  # between two requests to one host, for a list of addresses
    max_download_bytes: int = 50 * MB

    document_seconds: float = 300.0  # for reading one report; the longest ever printed take some twenty
    min_free_bytes: int = 200 * MB  # what is left free on the ledger's disk
    wait_seconds: float = 10.0  # for another program that writes to the ledger

    reader_url: str = ""  # of another reading model, where one is named that asks a server
    reader_model: str = ""  # what that server calls it
    reader_key: str = field(default="", repr=False)
    reader_seconds: float = 120.0  # for one answer; a model on a laptop without a graphics card may need it

    cache_folder: Path | None = None
    ledger: str = "onrecord.ledger"
    author: str = ""  # who judges; the name of the login where it is empty
    failpoint: str = ""  # only for tests: the moment at which the program kills itself ("before commit:3")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The defaults, changed by ``ONRECORD_…`` variables; raises ``UsageError`` where a value is no number."""
        environment = os.environ if environment is None else environment
        changed: dict[str, Any] = {"cache_folder": _cache_folder(environment)}
        for known in fields(cls):
            variable = f"ONRECORD_{known.name.upper()}"
            if variable in environment:
                changed[known.name] = _value(environment[variable], like=known.default, variable=variable)
        return cls(**changed)


def _value(written: str, *, like: object, variable: str) -> object:
    if isinstance(like, str):
        return written
    if like is None:
        return Path(written).expanduser()
    try:
        number = float(written.replace("_", "")) if isinstance(like, float) else int(written)
    except ValueError:
        number = -1
    if not number > 0:
        raise UsageError(f"{variable}={written!r}: give a number above zero") from None
    return number
