"""The corridor that joins the rooms: a document is read, its mentions resolved, its parts tied together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.check import Case, find_flags
from onrecord.core import Document, Reading
from onrecord.read.analyse import Analysed, analyse
from onrecord.read.encoder import Encoder, shipped
from onrecord.read.figures import find_figures
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

Readable = Document | str | Mapping[str, Any]


class Reader:
    """Loads the model once and reads any number of documents.

    ``model`` is a folder of weights other than the shipped ones; ``threads`` is how many windows of text the network
    reads at once. Raises ``ModelError`` where weights are missing.
    """

    def __init__(self, *, model: Path | None = None, threads: int = 2) -> None:
        self.encoder = shipped(threads) if model is None else Encoder(model, threads=threads)

    def read(self, document: Readable) -> Reading:
        """The reading of one document, string or dict (contract §5)."""
        return next(self.read_many([document]))

    def read_many(self, documents: Iterable[Readable]) -> Iterator[Reading]:
        """Readings in the order of ``documents``; they are read in groups, so long inputs can be streamed.

        Raises ``InputError`` where a dict holds no text.
        """
        given: deque[Document] = deque()
        for analysed in analyse(_shadows(documents, given), self.encoder):
            yield requoted(resolved(analysed), given.popleft())


def _shadows(documents: Iterable[Readable], given: deque[Document]) -> Iterator[Document]:
    """What to read of every document; the documents themselves go to ``given``, in the same order."""
    for source in documents:
        given.append(document_of(source))
        yield shadow(given[-1])


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
