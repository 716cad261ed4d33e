"""The pure part of adding: the bytes of a report in, its document and the rows of its reading out.

The same function runs in this process, in a worker on another core, or on another machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.core import Document, Reading
from onrecord.engines.weighing import Weighing
from onrecord.errors import EmptyInput, InputError, ModelError, UsageError
from onrecord.ingest.base import Member
from onrecord.lang import languages
from onrecord.ledger.rows import ReadRows, rows_of
from onrecord.read.proposals import told
from onrecord.read.readers import Chosen
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.pipeline import Reader


@dataclass(frozen=True, slots=True)
class Batch:
    """Members that are read together, each with its key; about a second's work."""

    members: tuple[Member, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A report out of a member's bytes: read, or kept unread in a language without a pack, or a withdrawal."""

    document: Document
    rows: ReadRows | None
    weighing: Weighing
    withdrawn: bool
    astray: int = 0  # what another reading model proposed and the text does not bear out


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one member: the reports in it, and why others in it were refused."""

    made: tuple[Made, ...] = ()
    refused: tuple[InputError, ...] = ()


@dataclass(slots=True)
class Work:
    """How members are read: with which options and limits. The model is loaded at the first batch."""

    settings: Settings
    published: str | None = None
    publisher: str | None = None
    threads: int = 2
    reader: Chosen | None = None
    languages: frozenset[str] = field(default_factory=lambda: frozenset(languages()))
    _reader: Reader | None = field(default=None, repr=False)

    def __getstate__(self) -> tuple[object, ...]:
        return self.settings, self.published, self.publisher, self.threads, self.reader, self.languages

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self.settings, self.published, self.publisher, self.threads, self.reader, self.languages = state  # type: ignore[assignment]
        self._reader = None

    def __call__(self, batch: Batch) -> list[Outcome]:
        """One outcome a member, in order; whatever one member does to us, the others are still read."""
        parsed = [self._parsed(member) for member in batch.members]
        readable = [document for documents, _ in parsed for document in documents if self._is_readable(document)]
        readings = self._readings(readable)
        return [self._outcome(documents, refused, readings) for documents, refused in parsed]

    def _parsed(self, member: Member) -> tuple[list[Document], list[InputError]]:
        from onrecord.ingest.members import documents_of

        documents: list[Document] = []
        refused: list[InputError] = []
        try:
            for item in documents_of(
                member, settings=self.settings, published=self.published, publisher=self.publisher
            ):
                if isinstance(item, InputError):
                    refused.append(item)
                else:
                    documents.append(item)
        except InputError as refusal:
            refused.append(refusal)
        return documents, refused

    def _is_readable(self, document: Document) -> bool:
        return document.language in self.languages and bool(document.text.strip())

    def _readings(self, documents: Sequence[Document]) -> Iterator[Reading | InputError]:
        """A reading for each; where they cannot be read together, each is tried alone."""
        if not documents:
            return
        if self._reader is None:
            from onrecord.pipeline import Reader  # the network is not loaded where nothing is new

            self._reader = Reader(threads=self.threads, reader=self.reader, settings=self.settings)
        if self.reader is not None and len(documents) > 1:  # so that none is asked about twice where one has no answer
            for document in documents:
                yield from self._readings([document])
            return
        done = 0
        try:
            for reading in self._reader.read_many(documents):
                done += 1
                yield reading
        except (GeneratorExit, MemoryError, ModelError, UsageError):
            raise
        except Exception as fault:
            if len(documents) - done == 1:
                yield _faulty(fault)
                return
            for document in documents[done:]:
                yield from self._readings([document])

    def _outcome(
        self, documents: list[Document], refused: list[InputError], readings: Iterator[Reading | InputError]
    ) -> Outcome:
        made: list[Made] = []
        for document in documents:
            withdrawn = bool(document.extra.get("ingest", {}).get("withdrawn"))
            if not self._is_readable(document):
                if document.text.strip() or withdrawn:
                    made.append(Made(document, None, Weighing.of(document), withdrawn))
                else:
                    refused.append(EmptyInput("there is no text in it; give a file with an article"))
                continue
            reading = next(readings)
            if isinstance(reading, InputError):
                refused.append(reading)
            else:
                astray = 0 if self.reader is None else len(list(told(reading.dropped, self.reader.name)))
                made.append(Made(document, rows_of(reading), Weighing.of(document, reading), withdrawn, astray))
        return Outcome(tuple(made), tuple(refused))


def _faulty(fault: Exception) -> InputError:
    if isinstance(fault, InputError):
        return fault
    words = f"{type(fault).__name__}: {' '.join(str(fault).split())[:120]}"
    return InputError(f"a fault in onrecord itself while reading it ({words}); please report it")
