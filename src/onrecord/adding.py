"""The corridor from paths to the ledger: what is found is read, what is read is kept, in the order in which it lies.

Reports are read ahead on every core while the one before is written; each is written in a transaction of its own, so
that a run can be stopped at any moment and run again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from onrecord.engines import Batch, Outcome, Work, engine
from onrecord.errors import CannotOpen, FetchRefused, InputError, NoAnswer, TooLarge
from onrecord.ingest.base import Member, Refused
from onrecord.ingest.walk import Walk, Whole
from onrecord.ledger.identity import arrival_key
from onrecord.ledger.quarantine import arrived, is_whole, note_wholes, refuse
from onrecord.ledger.write import Incoming, Status, put
from onrecord.opened import Ledger
from onrecord.read.readers import Chosen
from onrecord.settings import Settings
from onrecord.version import __version__

# What is tried again in the next run: the reason lies in the moment or in the settings, not in the bytes.
_PASSING = (CannotOpen, FetchRefused, NoAnswer, TooLarge)
_BATCH_MEMBERS = 16
_BATCH_BYTES = 60_000  # text of some 10,000 words, about two seconds; a page of markup counts as much as it weighs


@dataclass(slots=True)
class Added:
    """How far the adding has come: counted in reports, words and, for the time that is left, bytes of the inputs."""

    added: int = 0
    versions: int = 0  # of reports known before
    unread: int = 0  # of those: in a language without a pack
    known: int = 0  # nothing new in them
    refused: int = 0
    astray: int = 0  # things that another reading model proposed and the text does not bear out
    words: int = 0
    refusals: list[str] = field(default_factory=list)
    done_bytes: int = 0
    total_bytes: int = 0


Watch = Callable[[Added, str | None], None]
"""Told after every report how far it is, and the line of a refusal where there was one."""


def add(
    ledger: Ledger,
    paths: Sequence[str | Path],
    *,
    jobs: int = 1,
    engine_name: str = "local",
    published: str | None = None,
    publisher: str | None = None,
    reader: str | Chosen | None = None,
    options: Mapping[str, str] | None = None,
    watch: Watch | None = None,
) -> Added:
    """Put files, folders, archives, feeds, crawls, tables and URLs into a ledger: ``add(ledger, ["inbox/"])``.

    Adding the same thing twice changes nothing. ``jobs`` above 1 reads in as many worker processes (then, as always
    with processes in Python, the calling script needs its ``if __name__ == "__main__"``). ``published`` and
    ``publisher`` replace what a page says of itself and fill what a feed or table leaves out. ``reader`` and
    ``options`` are those of :class:`onrecord.pipeline.Reader`. Raises ``LedgerError`` where the ledger cannot be
    written; what cannot be read is refused, kept with its reason and counted.
    """
    settings = ledger.desk.settings
    chosen = Chosen.of(reader, options) if isinstance(reader, str) else reader
    threads = 2 if jobs <= 1 else 1
    work = Work(settings, published=published, publisher=publisher, threads=threads, reader=chosen)
    adding = _Adding(ledger, work, watch or (lambda _so_far, _line: None))
    walk = Walk(paths, settings=settings, known=adding.is_whole)
    adding.walk = walk
    for batch, outcomes in engine(engine_name).run(adding.batches(walk), work=work, jobs=jobs):
        adding.keep(batch, outcomes)
    adding.finish()
    return adding.so_far


class _Adding:
    """One run of :func:`add`: what was found, in order, and what has been kept of it."""

    def __init__(self, ledger: Ledger, work: Work, watch: Watch) -> None:
        self.desk = ledger.desk
        self.work = work
        self.watch = watch
        self.so_far = Added()
        self.walk: Walk | None = None
        self.options = {"published": work.published, "publisher": work.publisher}
        self._after: dict[int, list[Refused | Whole]] = {}  # by number of batch: what to note once it is kept
        self._given = 0
        self._kept = 0
        self._again: list[str] = []  # what may be readable next time, of files that are not yet at their end
        self.reader = reader_name(work.reader, work.settings)

    def is_whole(self, sha256: str) -> bool:
        """True where a file of these bytes has been kept to its end by this version with these options."""
        with self.desk.reading() as connection:
            whole = is_whole(connection, self._whole_key(sha256))
        self.so_far.known += whole
        return whole

    def batches(self, walk: Walk) -> Iterator[Batch]:
        """What is new, in batches; the rest is noted when the batch before it is kept."""
        waiting: list[tuple[Member, str]] = []
        for part in walk:
            if isinstance(part, Member):
                waiting.append((part, arrival_key(part.data, facts=part.facts, options=self.options)))
                full = sum(len(member.data) for member, _ in waiting) >= _BATCH_BYTES
                if full or len(waiting) >= _BATCH_MEMBERS:
                    yield from self._batch(waiting)
                    waiting = []
            elif waiting or self._kept < self._given:
                self._after.setdefault(self._given + bool(waiting), []).append(part)
            else:
                self._note([part])
        yield from self._batch(waiting)

    def _batch(self, waiting: list[tuple[Member, str]]) -> Iterator[Batch]:
        if not waiting:
            return
        with self.desk.reading() as connection:
            known = arrived(connection, [key for _, key in waiting])
        new = [(member, key) for member, key in waiting if key not in known]
        self.so_far.known += len(waiting) - len(new)
        self._given += 1
        yield Batch(tuple(member for member, _ in new), tuple(key for _, key in new))

    def keep(self, batch: Batch, outcomes: list[Outcome]) -> None:
        """Write what became of a batch, and what stood behind it."""
        for member, key, outcome in zip(batch.members, batch.keys, outcomes, strict=True):
            for at, made in enumerate(outcome.made):
                status: Status = "withdrawn" if made.withdrawn else "read" if made.rows is not None else "unread"
                fate, _ = put(self.desk, Incoming(
                    key=key if at == 0 else f"{key}/{at}", locator=member.locator, data=member.data,
                    kind=str(made.document.extra.get("ingest", {}).get("kind", member.kind or "text")),
                    document=made.document, status=status, reader=self.reader, rows=made.rows, weigh=made.weighing,
                ))  # fmt: skip
                self.so_far.added += fate == "added"
                self.so_far.versions += fate == "version"
                self.so_far.known += fate == "known"
                self.so_far.unread += status == "unread" and fate != "known"
                self.so_far.astray += made.astray if fate != "known" else 0
                self.so_far.words += len(made.document.text.split()) if fate != "known" else 0
                self._tell(None)
            for error in outcome.refused:
                self._refuse(member.locator, error, data=member.data, key=key)
        self._kept += 1
        self._note(self._after.pop(self._kept, ()))

    def finish(self) -> None:
        """Note what stood behind the last batch."""
        for number in sorted(self._after):
            self._note(self._after[number])
        self._after.clear()
        self._tell(None)

    def _note(self, parts: Sequence[Refused | Whole]) -> None:
        whole: dict[str, str] = {}
        for part in parts:
            if isinstance(part, Refused):
                self._refuse(part.locator, part.error, data=None, key=None)
                continue
            others = [locator for locator in self._again if not _lies_in(locator, part.locator)]
            if len(others) == len(self._again):
                whole[self._whole_key(part.sha256)] = part.locator
            self._again = others
        note_wholes(self.desk, whole)

    def _refuse(self, locator: str, error: InputError, *, data: bytes | None, key: str | None) -> None:
        if isinstance(error, _PASSING):
            self._again.append(locator)
        said = str(error) if locator in str(error) else f"{locator}: {error}"
        told = error if said == str(error) else type(error)(said)
        refuse(self.desk, locator=locator, error=told, data=data, key=key)
        self.so_far.refused += 1
        self.so_far.refusals.append(said)
        self._tell(said)

    def _tell(self, line: str | None) -> None:
        if self.walk is not None:
            self.so_far.done_bytes, self.so_far.total_bytes = self.walk.done_bytes, self.walk.total_bytes
        self.watch(self.so_far, line)

    def _whole_key(self, sha256: str) -> str:
        return arrival_key(sha256.encode(), facts={"program": __version__}, options=self.options)


def _lies_in(locator: str, file: str) -> bool:
    """True for a report of that file: "wire.jsonl:12", "crawl.warc.gz#48213", "news.zip!/a/b.html"."""
    return locator == file or locator.startswith((f"{file}:", f"{file}#", f"{file}!"))


def reader_name(chosen: Chosen | None = None, settings: Settings | None = None) -> str:
    """The program and the weights that make a reading: "0.1.0 sha256:4f…"; another name means another reading.

    With another reading model it goes on: "0.1.0 sha256:4f… openai llama3.2 5f0c…".
    """
    if chosen is None:
        return _weights()
    return f"{_weights()} {chosen.name} {chosen.open(settings or Settings.from_environment()).mark}"


@cache
def _weights() -> str:
    from onrecord.read.encoder import FILES

    digest = hashlib.sha256()
    for name in FILES:
        digest.update((files("onrecord") / "model" / name).read_bytes())
    return f"{__version__} sha256:{digest.hexdigest()[:16]}"
