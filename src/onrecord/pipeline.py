"""The corridor that joins the rooms: a document is read, its mentions resolved, its parts tied together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord.check import Case, find_flags
from onrecord.core import Document, Flag, Reading
from onrecord.lang import ENGLISH, languages, speaking
from onrecord.notebook import prepare
from onrecord.read.analyse import Analysed, analyse
from onrecord.read.encoder import Encoder, shipped
from onrecord.read.figures import find_figures
from onrecord.read.proposals import told
from onrecord.read.proposals.taking import taken
from onrecord.read.readers import Chosen
from onrecord.read.segment import segment
from onrecord.read.shadow import requoted, shadow
from onrecord.read.times import find_times
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.dates import resolve_times
from onrecord.resolve.events import resolve_events
from onrecord.resolve.links import tied, weakened
from onrecord.resolve.places import resolve_places
from onrecord.resolve.places.population import populations
from onrecord.resolve.relations import resolve_relations
from onrecord.resolve.speakers import resolve_speakers
from onrecord.resolve.voice import resolve_voice
from onrecord.settings import Settings

TAUGHT = frozenset({ENGLISH})  # the languages of the corpora that the weights were fitted on
Readable = Document | str | Mapping[str, Any]
prepare()


class Reader:
    """Loads the model once and reads any number of documents.

    ``model`` is a folder of weights other than the shipped ones; ``threads`` is how many windows of text the network
    reads at once. ``reader`` names another reading model, which says who says what in place of the weights:
    ``Reader(reader="openai", options={"url": "http://127.0.0.1:11434/v1", "model": "llama3.2"})``.

    Raises ``ModelError`` where weights are missing, ``UsageError`` where there is no such reader or an option makes no
    sense.
    """

    def __init__(
        self,
        *,
        model: Path | None = None,
        threads: int = 2,
        reader: str | Chosen | None = None,
        options: Mapping[str, str] | None = None,
        settings: Settings | None = None,
    ) -> None:
        self.chosen = Chosen.of(reader, options) if isinstance(reader, str) else reader
        if self.chosen is not None:
            self.opened = self.chosen.open(settings or Settings.from_environment())
        self.encoder = shipped(threads) if model is None else Encoder(model, threads=threads)

    def read(self, document: Readable) -> Reading:
        """The reading of one document, string or dict: ``{"text": "The mayor said …", "published": "2024-03-11"}``."""
        return next(self.read_many([document]))

    def read_many(self, documents: Iterable[Readable]) -> Iterator[Reading]:
        """Readings in the order of ``documents``; they are read in groups, so long inputs can be streamed.

        Raises ``InputError`` where a dict holds no text, or another reading model has no answer (``NoAnswer``): then
        the readings end, and who wants the rest reads it anew.
        """
        for taught, run in groupby(map(document_of, documents), key=_is_taught):
            read = self._read if taught else partial(map, by_words)
            yield from read(run)

    def _read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        given: deque[Document] = deque()
        for analysed in analyse(_shadows(documents, given), self.encoder):
            yield requoted(self._resolved(analysed), given.popleft())

    def _resolved(self, analysed: Analysed) -> Reading:
        if self.chosen is None:
            return resolved(analysed)
        name, opened = self.chosen.name, self.opened
        proposed = opened.propose(analysed.document)
        return _told(resolved(taken(analysed, proposed, gives=opened.gives, reader=name)), name)


def _shadows(documents: Iterable[Document], given: deque[Document]) -> Iterator[Document]:
    """What to read of every document; the documents themselves go to ``given``, in the same order."""
    for document in documents:
        given.append(document)
        yield shadow(document)


def _told(reading: Reading, reader: str) -> Reading:
    """The reading with a remark where something that a reader proposed was refused."""
    refused = len(list(told(reading.dropped, reader)))
    if not refused:
        return reading
    things = "1 thing that it proposed is" if refused == 1 else f"{refused:,} things that it proposed are"
    them = "it" if refused == 1 else "them"
    because = f"It was read with {reader}; {things} not in the record, because the text does not bear {them} out."
    return replace(reading, flags=(*reading.flags, Flag("open_end", "document", "low", (), because)))


def _is_taught(document: Document) -> bool:
    """True where the weights know the language, and where nobody says which it is."""
    return document.language not in languages() or document.language in TAUGHT


def by_words(document: Document) -> Reading:
    """What words alone give of a report in a language that has a pack and no weights: "Mindestens 13 Menschen".

    Its figures, with bounds and units as far as the pack has words for them. Who says what is for weights to tell.
    """
    with speaking(document.language or ENGLISH):
        figures, dropped = find_figures(segment(document.text))
    because = "is read by words alone: its figures are entered, and whose they are is not."
    told = Flag("open_end", "document", "low", (), f"It is in a language ({document.language}) that {because}")
    ordered = tuple(sorted(dropped, key=lambda one: one.span))
    return Reading(document=document, figures=tuple(figures), flags=(told,), dropped=ordered)


def document_of(source: Readable) -> Document:
    """A document from a string, from the dict of a JSONL line, or as it is."""
    if isinstance(source, Document):
        return source
    if isinstance(source, str):
        return Document.of(source)
    from onrecord.ingest.json import from_record

    return from_record(source)


def resolved(analysed: Analysed) -> Reading:
    """Mentions into nouns, nouns tied to each other: the second half of reading, without the encoder."""
    document, analysis = analysed.document, analysed.analysis
    figures, not_figures = find_figures(analysis)
    timexes, not_times = find_times(analysis)
    times = resolve_times(timexes, document)
    places, not_places = resolve_places(document, analysis)
    actors = resolve_actors(document, analysis, places)
    attributions, actors = resolve_speakers(document, analysis, analysed.attributions, actors)
    attributions = weakened(attributions)
    figures = tied(analysis, figures, places=places, times=times, attributions=attributions)
    happened = resolve_events(
        document, analysis, actors=actors, places=places, times=times, figures=figures, attributions=attributions
    )
    related = resolve_relations(
        document,
        analysis,
        actors=happened.actors,
        places=places,
        attributions=attributions,
        events=happened.events,
    )
    dropped = (*analysed.dropped, *not_figures, *not_times, *not_places, *happened.dropped)
    reading = Reading(
        document=document,
        actors=tuple(related.actors),
        places=tuple(places),
        times=tuple(times),
        figures=tuple(happened.figures),
        attributions=tuple(attributions),
        events=tuple(happened.events),
        relations=tuple(related.relations),
        voice=tuple(resolve_voice(document, analysis, attributions=attributions)),
        dropped=tuple(sorted(dropped, key=lambda item: item.span)),
    )
    flags = find_flags(Case(reading, analysis, populations(places)))
    return replace(reading, flags=tuple(flags))
