"""The corridor from the reader to stored reports: what an earlier reader made of them is read anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from onrecord.adding import reader_name
from onrecord.core import Document, Reading
from onrecord.engines.weighing import Weighing
from onrecord.ledger.reread import Reread, Watch, reread
from onrecord.opened import Ledger
from onrecord.read.readers import Chosen
from onrecord.settings import Settings


def read_again(
    ledger: Ledger,
    documents: Sequence[int] | None = None,
    *,
    reader: str | Chosen | None = None,
    options: Mapping[str, str] | None = None,
    watch: Watch | None = None,
) -> Reread:
    """Read again every report that another version or other weights have read, or those of ``documents`` among them.

    What people ruled is kept, and listed where its words are not found again: ``read_again(ledger).unbound``. The model
    is loaded when the first report is to be read. ``reader`` and ``options`` are those of
    :class:`onrecord.pipeline.Reader`. Raises ``Unknown`` where a report is not there, ``ModelError``.
    """
    chosen = Chosen.of(reader, options) if isinstance(reader, str) else reader
    settings = ledger.desk.settings
    name = reader_name(chosen, settings)
    return reread(ledger.desk, _Lazily(chosen, settings), name, documents, watch, weighed=Weighing.of)


class _Lazily:
    """A reader that loads the model with the first report, so that nothing is loaded where there is nothing to do."""

    def __init__(self, chosen: Chosen | None, settings: Settings) -> None:
        self._more: dict[str, Any] = {} if chosen is None else {"reader": chosen, "settings": settings}
        self._reader: object = None

    def __call__(self, documents: Iterable[Document]) -> Iterator[Reading]:
        from onrecord.pipeline import Reader

        if not isinstance(self._reader, Reader):
            self._reader = Reader(**self._more)
        return self._reader.read_many(documents)
