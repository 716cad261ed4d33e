"""The corridor from the reader to stored reports: what an earlier reader made of them is read anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.adding import reader_name
from onrecord.core import Document, Reading
from onrecord.engines.weighing import Weighing
from onrecord.ledger.reread import Reread, Watch, reread
from onrecord.opened import Ledger


def read_again(ledger: Ledger, documents: Sequence[int] | None = None, *, watch: Watch | None = None) -> Reread:
    """Read again every report that another version or other weights have read, or those of ``documents`` among them.

    What people ruled is kept, and listed where its words are not found again: ``read_again(ledger).unbound``. The model
    is loaded when the first report is to be read. Raises ``Unknown`` where a report is not there, ``ModelError``.
    """
    return reread(ledger.desk, _Lazily(), reader_name(), documents, watch, weighed=Weighing.of)


class _Lazily:
    """A reader that loads the model with the first report, so that nothing is loaded where there is nothing to do."""

    def __init__(self) -> None:
        self._reader: object = None

    def __call__(self, documents: Iterable[Document]) -> Iterator[Reading]:
        from onrecord.pipeline import Reader

        if not isinstance(self._reader, Reader):
            self._reader = Reader()
        return self._reader.read_many(documents)
