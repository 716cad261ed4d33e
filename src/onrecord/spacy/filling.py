"""A reading into a spaCy document: groups of spans, entities, and what each span can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Span

from onrecord.core import Reading
from onrecord.core import Span as Place
from onrecord.spacy.offsets import Offsets

KEPT = "onrecord"  # in doc.user_data: the contract's JSON, so that documents can be stored as spaCy stores them
# Our kinds by spaCy's names (OntoNotes 5). Bodies of every kind are ORG.
ACTORS = {"person": "PERSON", "country": "GPE", "other": "MISC"}
PLACES = {"city": "GPE", "region": "GPE", "country": "GPE", "facility": "FAC"}
TIMES = {"time": "TIME"}


def fill(doc: Doc, reading: Reading, *, ours_first: bool = False) -> Doc:
    """The document with what a reading of its text found; the reading's places are those of the canonical text."""
    doc.user_data[KEPT] = reading.to_dict()
    offsets = Offsets.of(doc.text)

    def span(place: Place, label: str, *, name: str = "", link: str = "") -> Span | None:
        """The tokens that hold these characters."""
        where = offsets.span(place) if offsets is not None else place
        found = doc.char_span(*where, label=label, span_id=name, kb_id=link, alignment_mode="expand")
        return found if found is not None and len(found) else None

    said = reading.attributions
    doc.spans["attributions"] = _there(
        span(part, "SAID" if one.polarity == "affirmed" else "DENIED", name=one.id)
        for one in said
        for part in one.content
    )
    doc.spans["sources"] = _there(span(part, "SOURCE", name=one.id) for one in said for part in one.source)
    doc.spans["cues"] = _there(span(part, "CUE", name=one.id) for one in said for part in one.cue)
    doc.spans["figures"] = _there(
        span(one.span, (one.measure or one.dimension).upper(), name=one.id) for one in reading.figures
    )
    ours = _there(span(place, label, name=name, link=link) for place, label, name, link in _entities(reading))
    theirs = list(doc.ents)
    doc.set_ents(_apart([*ours, *theirs] if ours_first else [*theirs, *ours], doc))
    return doc


def _there(spans: Iterable[Span | None]) -> list[Span]:
    return [span for span in spans if span is not None]


def _entities(reading: Reading) -> Iterator[tuple[Place, str, str, str]]:
    """Place, label, id and link of everything with a name, the longer first; of a place and an actor, the place."""
    found = [
        (one.span, PLACES.get(one.feature, "LOC"), one.id, f"geonames:{one.geonames}" if one.geonames else "")
        for one in reading.places
    ]
    found += [(one.span, TIMES.get(one.kind, "DATE"), one.id, "") for one in reading.times]
    found += [
        (mention.span, ACTORS.get(one.kind, "ORG"), one.id, one.wikidata or "")
        for one in reading.actors
        for mention in one.mentions
        if mention.form == "name"
    ]
    yield from sorted(found, key=lambda one: -one[0].length)


def _apart(spans: list[Span], doc: Doc) -> list[Span]:
    """Those that share no token with one before them, in the order of the text."""
    free = [True] * len(doc)
    kept = []
    for span in spans:
        if all(free[span.start : span.end]):
            free[span.start : span.end] = [False] * len(span)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _reading(doc: Doc) -> Reading | None:
    """Made anew from what is kept, every time it is asked for: keep it in a variable."""
    kept = doc.user_data.get(KEPT)
    return Reading.from_dict(kept) if kept is not None else None


def _entry(doc: Doc, part: str, name: str | None) -> dict[str, Any] | None:
    """The entry of the record with that id, as the JSON has it."""
    return next((one for one in doc.user_data.get(KEPT, {}).get(part, ()) if one["id"] == name), None)


def _attribution(span: Span) -> dict[str, Any] | None:
    """The statement that a span is of; of a figure, the one that gives it."""
    figure = _figure(span)
    return _entry(span.doc, "attributions", figure["attribution"] if figure is not None else span.id_)


def _figure(span: Span) -> dict[str, Any] | None:
    return _entry(span.doc, "figures", span.id_)


def _said(span: Span, name: str) -> Any:
    found = _attribution(span)
    return None if found is None else found[name]


def extend() -> None:
    """Everything that documents and spans can be asked: ``doc._.onrecord``, ``span._.source``, ``span._.certainty``."""
    for name in ("published", "publisher"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    Doc.set_extension("onrecord", getter=_reading, force=True)
    Span.set_extension("attribution", getter=_attribution, force=True)
    Span.set_extension("figure", getter=_figure, force=True)
    Span.set_extension("source", getter=lambda span: _said(span, "speaker_name"), force=True)
    Span.set_extension("certainty", getter=lambda span: _said(span, "certainty"), force=True)
    Span.set_extension("polarity", getter=lambda span: _said(span, "polarity"), force=True)


extend()
