"""What ``onrecord read`` does: sources in, readings out, each refusal named while the others go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.cli.choosing import tell_astray
from onrecord.cli.messages import complain
from onrecord.cli.output import check_output, terminal_width, write_out
from onrecord.cli.progress import Progress
from onrecord.errors import InputError, OnrecordError, UsageError
from onrecord.read.proposals import told
from onrecord.show.report import Medium, form, form_names

if TYPE_CHECKING:
    from onrecord.core import Document, Reading
    from onrecord.read.readers import Chosen

DONE, SOME_REFUSED, FAILED = 0, 1, 2
_PIPE_WIDTH = 100
_BATCH_DOCUMENTS = 16
_BATCH_CHARACTERS = 200_000
"""Documents are read in batches for speed; a batch is kept small so that the first results come soon."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One call of ``onrecord read``, its options checked: ``published`` is EDTF."""

    sources: tuple[str, ...]
    format: str
    published: str | None
    publisher: str | None
    output: Path | None
    dropped: bool
    reader: Chosen | None = None

    @classmethod
    def of(
        cls,
        sources: list[str],
        *,
        format: str | None,
        published: str | None,
        publisher: str | None,
        output: Path | None,
        dropped: bool,
        reader: Chosen | None = None,
    ) -> Wanted:
        """Check the options before any work is done.

        Raises ``UsageError`` where one makes no sense.
        """
        output = None if output is not None and str(output) == "-" else output
        if output is not None:
            check_output(output, sources)
        return cls(
            sources=tuple(sources),
            format=_format(format, output),
            published=_moment(published),
            publisher=publisher.strip() if publisher and publisher.strip() else None,
            output=output,
            dropped=dropped,
            reader=reader,
        )


def _format(given: str | None, output: Path | None) -> str:
    """The format asked for, else the one the output's name means: ``-o record.html`` is html."""
    if given is not None:
        form(given)
        return given
    suffix = output.suffix.lower() if output is not None else ""
    return next((name for name in form_names() if suffix and suffix in form(name).suffixes), "text")


def _moment(published: str | None) -> str | None:
    if published is None:
        return None
    from onrecord.ingest.moment import moment

    known = moment(published)
    if known is None:
        raise UsageError(f"--published “{published}” is not a date; write it like 2024-03-11 or 2024-03-11T18:10Z")
    return known


class Reads(Protocol):
    """What reads documents; ``onrecord.pipeline.Reader`` does."""

    def read_many(self, documents: list[Document]) -> Iterator[Reading]:
        """One reading a document, in order."""
        ...


class Refusals:
    """The sources that could not be read, told as they come."""

    def __init__(self, progress: Progress) -> None:
        self.count = 0
        self._progress = progress

    def add(self, source: str, error: Exception) -> None:
        """Name the source and the reason on stderr."""
        from onrecord.cli import fault

        told = str(error) if isinstance(error, OnrecordError) else fault(error)
        name = "standard input" if source == "-" else source
        self.count += 1
        with self._progress.paused():
            complain(told if source in told or name in told.casefold() else f"{name}: {told}")


def read_sources(wanted: Wanted) -> int:
    """Read every source and write the report; the exit code of the contract (0, 1, 2)."""
    with Progress(wanted.sources) as progress:
        refusals = Refusals(progress)
        source = _Lazily(wanted.reader)
        readings = _readings(_documents(wanted, refusals, progress), source, refusals, progress)
        first = next(readings, None)
        if first is None:
            return FAILED
        to_terminal = wanted.output is None and sys.stdout.isatty()
        medium = Medium(
            width=terminal_width() if to_terminal else _PIPE_WIDTH,
            colour=to_terminal,
            several=len(wanted.sources) > 1,
            dropped=wanted.dropped,
        )
        write_out(form(wanted.format).write(chain([first], readings), medium), wanted.output, progress)
        source.tell()
        return SOME_REFUSED if refusals.count else DONE


def _documents(wanted: Wanted, refusals: Refusals, progress: Progress) -> Iterator[tuple[str, Document]]:
    """Every document of every source, with the name of its source."""
    from onrecord.ingest import load
    from onrecord.settings import Settings

    settings = Settings.from_environment()
    for source in wanted.sources:
        progress.source(source)
        try:
            for document in load(
                source,
                published=wanted.published,
                publisher=wanted.publisher,
                settings=settings,
                refused=partial(refusals.add, source),
            ):
                yield source, document
        except Exception as error:  # whatever one source does to us, the others are still read
            refusals.add(source, error)
        progress.finished_source()


class _Lazily:
    """The reader, loaded with the first document; counts what another reading model proposed in vain."""

    def __init__(self, chosen: Chosen | None) -> None:
        self.chosen = chosen
        # Where another model may have no answer for one document, each is read alone, so that none is asked for twice.
        self.together = 1 if chosen is not None else _BATCH_DOCUMENTS
        self._reader: Reads | None = None
        self._astray = 0

    def read_many(self, documents: list[Document]) -> Iterator[Reading]:
        """One reading a document, in order."""
        if self._reader is None:
            from onrecord.pipeline import Reader

            self._reader = Reader() if self.chosen is None else Reader(reader=self.chosen)
        for reading in self._reader.read_many(documents):
            if self.chosen is not None:
                self._astray += len(list(told(reading.dropped, self.chosen.name)))
            yield reading

    def tell(self) -> None:
        """One line where something was proposed in vain."""
        if self.chosen is not None:
            tell_astray(self.chosen.name, self._astray)


def _readings(
    documents: Iterator[tuple[str, Document]], reader: _Lazily, refusals: Refusals, progress: Progress
) -> Iterator[Reading]:
    batch: list[tuple[str, Document]] = []
    for named in documents:
        batch.append(named)
        if len(batch) >= reader.together or sum(len(document.text) for _, document in batch) >= _BATCH_CHARACTERS:
            yield from _batch(reader, batch, refusals, progress)
            batch = []
    if batch:
        yield from _batch(reader, batch, refusals, progress)


def _batch(
    reader: Reads, batch: list[tuple[str, Document]], refusals: Refusals, progress: Progress
) -> Iterator[Reading]:
    """Read a batch together; where it fails, its documents one by one, so that only the guilty one is refused."""
    done = 0
    try:
        for reading in reader.read_many([document for _, document in batch]):
            done += 1
            progress.read_document()
            yield reading
        return
    except (GeneratorExit, MemoryError):
        raise
    except Exception as error:
        if len(batch) - done == 1:
            _refuse(batch[-1][0], error, refusals)
            return
    for source, document in batch[done:]:
        try:
            yield from reader.read_many([document])
            progress.read_document()
        except Exception as error:
            _refuse(source, error, refusals)


def _refuse(source: str, error: Exception, refusals: Refusals) -> None:
    """Refuse one document; what would befall every other too (no weights) ends the command instead."""
    if isinstance(error, OnrecordError) and not isinstance(error, InputError):
        raise error
    refusals.add(source, error)
