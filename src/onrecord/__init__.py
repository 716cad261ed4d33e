"""Read news on conflicts and crises into a ledger of sourced claims.

>>> import onrecord
>>> reading = onrecord.read("The mayor said at least 13 people died on Friday.", published="2024-03-11")
>>> reading.figures[0].low
13
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onrecord.adding import add
    from onrecord.core import Document, Reading
    from onrecord.opened import Ledger
    from onrecord.pipeline import Reader

__all__ = ["Document", "Ledger", "Reader", "Reading", "__version__", "add", "open", "read"]


def read(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    reader: str | None = None,
    options: Mapping[str, str] | None = None,
) -> Reading:
    """The reading of one text; ``published`` is EDTF ("2024-03-11") and anchors "Friday night".

    The model is loaded on the first call and kept. ``reader`` and ``options`` are those of
    :class:`onrecord.pipeline.Reader`. Raises ``ModelError`` where its files are missing.
    """
    from onrecord.core import Document
    from onrecord.pipeline import Reader

    document = Document.of(text, published=published, publisher=publisher, title=title)
    return Reader(reader=reader, options=options).read(document)


def open(where: str | Path | None = None, *, create: bool = True, read_only: bool = False) -> Ledger:
    """Open a ledger, a file or a PostgreSQL database; where nothing is there it is made, unless ``create`` is False.

    >>> with onrecord.open("news.ledger") as ledger:  # doctest: +SKIP
    ...     onrecord.add(ledger, ["inbox/"])

    Without ``where`` it is what ``ONRECORD_LEDGER`` names, else "onrecord.ledger" in this folder. Raises
    ``LedgerError`` where it cannot be opened.
    """
    from onrecord.opened import open_ledger

    return open_ledger(where, create=create, read_only=read_only)


def __getattr__(name: str) -> Any:
    """The heavier names of the front door are loaded when first asked for: ``import onrecord`` stays quick."""
    if name in ("Document", "Reading"):
        import onrecord.core
        from onrecord.notebook import prepare

        prepare()
        return getattr(onrecord.core, name)
    if name == "add":
        from onrecord.adding import add

        return add
    if name == "Ledger":
        from onrecord.opened import Ledger

        return Ledger
    if name == "Reader":
        from onrecord.pipeline import Reader

        return Reader
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


class _FrontDoor(ModuleType):
    """Keeps :func:`read` in its place: importing the room ``onrecord.read`` would put that module over it."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "read" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _FrontDoor
