"""Lays out one reading: turns nouns and ids into entries with names and words."""

from __future__ import annotations

from onrecord.core import Attribution, Figure, Reading, Span
from onrecord.show.report import wording
from onrecord.show.report.entries import (
    ActorEntry,
    DroppedEntry,
    FigureEntry,
    Named,
    Person,
    PlaceEntry,
    Statement,
    TimeEntry,
)
from onrecord.show.report.visible import line
from onrecord.show.report.wording import quoted, words

OWN_VOICE = "own voice"


class Desk:
    """The reading being laid out, with the look-ups that every entry needs."""

    def __init__(self, reading: Reading, outlet: str) -> None:
        self.reading, self.document, self.outlet = reading, reading.document, outlet
        self.actor = {actor.id: actor for actor in reading.actors}
        self.place = {place.id: place for place in reading.places}
        self.time = {time.id: time for time in reading.times}
        self.attribution = {item.id: item for item in reading.attributions}
        self.figures_of: dict[str, list[str]] = {}
        for figure in reading.figures:
            if figure.attribution:
                self.figures_of.setdefault(figure.attribution, []).append(figure.id)

    def words(self, *spans: Span) -> str:
        """The words at these spans on one line, "…" between those that stand apart."""
        return line(quoted(self.document, spans))

    def actor_name(self, actor: str | None) -> str:
        """The name behind an actor's id ("act3" → "Ilmar Voss"); what is no id stands as it is."""
        return line(self.actor[actor].name) if actor in self.actor else line(actor)

    def named(self, id: str | None) -> Named:
        """The name behind the id of an actor or a place, with that id to go to; no id where there is no such noun."""
        if id in self.actor:
            return Named(id or "", self.actor_name(id))
        if id in self.place:
            return Named(id or "", line(self.place[id].name))
        return Named("", line(id))

    # -- who says what

    def statements(self) -> tuple[Statement, ...]:
        """Statements in text order, each followed by those that stand inside it, numbered 1, 1.1, 1.1.1, 2."""
        inside: dict[str | None, list[Attribution]] = {}
        for item in self.reading.attributions:
            parent = item.parent if item.parent in self.attribution and not self._circular(item) else None
            inside.setdefault(parent, []).append(item)
        out: list[Statement] = []
        stack = [(item, str(n), 0) for n, item in reversed(_numbered(inside.get(None, [])))]
        while stack:
            item, number, depth = stack.pop()
            out.append(self._statement(item, number, depth))
            below = reversed(_numbered(inside.get(item.id, [])))
            stack.extend((child, f"{number}.{n}", depth + 1) for n, child in below)
        return tuple(out)

    def _circular(self, item: Attribution) -> bool:
        seen, current = {item.id}, item.parent
        while current in self.attribution:
            if current in seen:
                return True
            seen.add(current)
            current = self.attribution[current].parent
        return False

    def _statement(self, item: Attribution, number: str, depth: int) -> Statement:
        name = self.speaker(item)
        written = self.words(*item.source).strip(" ,;:")
        return Statement(
            id=item.id,
            number=number,
            depth=depth,
            speaker=Person(name=name, actor=item.speaker if item.speaker in self.actor else None),
            written=written if name.casefold() not in written.casefold() else "",
            kind=words("speaker_kinds").get(item.speaker_kind, item.speaker_kind),
            roles=self._roles(item.speaker),
            chain=(self.outlet, *(line(link) for link in item.chain)) if item.chain else (self.outlet, name),
            cue=self.words(*item.cue).rstrip(" :"),
            content=self.words(*item.content),
            source_spans=item.source,
            cue_spans=item.cue,
            content_spans=item.content,
            certainty=item.certainty,
            denied=item.polarity == "denied",
            hedges=tuple(dict.fromkeys(self.words(span) for span in item.hedges)),
            hedge_spans=item.hedges,
            form=item.form,
            confidence=item.confidence,
            figures=tuple(self.figures_of.get(item.id, ())),
        )

    def speaker(self, item: Attribution) -> str:
        """Who says it: the name where it is known, else the words."""
        if item.speaker in self.actor:
            return self.actor_name(item.speaker)
        return line(item.speaker_name) or self.words(*item.source) or "nobody named"

    def _roles(self, actor: str | None) -> tuple[str, ...]:
        if actor not in self.actor:
            return ()
        out = []
        for role in self.actor[actor].roles:
            title = line(role.title)
            former = "former " if role.former and not title.casefold().startswith(("former", "ex-")) else ""
            organization = f", {self.actor_name(role.organization)}" if role.organization else ""
            out.append(former + title + organization)
        return tuple(dict.fromkeys(out))

    # -- figures

    def figure(self, figure: Figure) -> FigureEntry:
        """One row of the figures: the words, the value, of what, in whose mouth."""
        said = self.attribution.get(figure.attribution or "")
        time, place = self.time.get(figure.time or ""), self.place.get(figure.place or "")
        return FigureEntry(
            id=figure.id,
            text=self.words(figure.span),
            spans=(figure.span,),
            value=wording.value(figure),
            counted=line(figure.counted),
            measure=line(figure.measure),
            change=figure.change or "",
            statement=said.id if said else None,
            said_by=self.speaker(said) if said else OWN_VOICE,
            chain=(self.outlet, *(line(link) for link in said.chain)) if said else (self.outlet,),
            certainty=said.certainty if said else None,
            denied=said is not None and said.polarity == "denied",
            when=self.words(time.span) if time else "",
            where=line(place.name) if place else "",
            time=time.id if time else None,
            place=place.id if place else None,
        )

    # -- when and where

    def times(self) -> tuple[TimeEntry, ...]:
        """Times in text order; the same words with the same meaning are one entry."""
        groups: dict[tuple[object, ...], list[str]] = {}
        for time in self.reading.times:
            same = (time.text.casefold(), time.kind, time.edtf, time.earliest, time.latest, time.duration, time.every)
            groups.setdefault(same, []).append(time.id)
        return tuple(self._time(tuple(ids)) for ids in groups.values())

    def _time(self, ids: tuple[str, ...]) -> TimeEntry:
        time = self.time[ids[0]]
        anchored = self.time.get(time.anchor)
        resolved = time.edtf or time.earliest or time.latest or time.duration or time.every
        note = "" if resolved else "not resolved"
        if not note and anchored is not None:
            note = f"counted from “{self.words(anchored.span)}”"
        elif not note and time.anchor == "published" and (time.earliest or time.latest):
            note = "counted from publication"
        return TimeEntry(
            id=time.id,
            ids=ids,
            text=self.words(time.span),
            spans=tuple(self.time[item].span for item in ids),
            kind=time.kind,
            edtf=time.edtf or "",
            bounds=wording.bounds(time),
            length=wording.length_of(time),
            note=note,
        )

    def places(self) -> tuple[PlaceEntry, ...]:
        """Places in order of first mention; every mention of one place in one sense is one entry."""
        groups: dict[tuple[object, ...], list[str]] = {}
        for place in self.reading.places:
            same = (place.geonames or place.name.casefold(), place.lat, place.lon, place.literal)
            groups.setdefault(same, []).append(place.id)
        return tuple(self._place(tuple(ids)) for ids in groups.values())

    def _place(self, ids: tuple[str, ...]) -> PlaceEntry:
        place = self.place[ids[0]]
        spans = tuple(self.place[item].span for item in ids)
        notes = [] if place.literal else ["stands for an institution, not the spot"]
        if place.lat is None:
            notes.append("not found in the gazetteer")
        if place.alternatives:
            notes.append(wording.count(place.alternatives, "other place has this name", "other places have this name"))
        return PlaceEntry(
            id=place.id,
            ids=ids,
            name=line(place.name),
            written=tuple(dict.fromkeys(self.words(span) for span in spans)),
            spans=spans,
            country=place.country or "",
            feature=place.feature,
            coordinates=wording.coordinates(place),
            radius=wording.radius(place),
            geonames=place.geonames,
            literal=place.literal,
            note="; ".join(notes),
        )

    # -- who is who

    def actors(self) -> tuple[ActorEntry, ...]:
        """Actors, the most often mentioned first."""
        return tuple(
            ActorEntry(
                id=actor.id,
                name=line(actor.name),
                kind=words("actor_kinds").get(actor.kind, actor.kind),
                country=actor.country or "",
                roles=self._roles(actor.id),
                mentions=len(actor.mentions),
                forms=tuple(dict.fromkeys(self.words(mention.span) for mention in actor.mentions)),
                spans=tuple(mention.span for mention in actor.mentions),
            )
            for actor in sorted(self.reading.actors, key=lambda actor: -len(actor.mentions))
        )

    # -- what was left out

    def dropped(self) -> tuple[DroppedEntry, ...]:
        """What was seen and not kept, in text order."""
        return tuple(
            DroppedEntry(
                f"drop{number}",
                item.stage,
                self.words(item.span),
                (item.span,) if item.span.length else (),  # what stands nowhere in the text has no place to mark
                line(item.because),
            )
            for number, item in enumerate(sorted(self.reading.dropped, key=lambda item: item.span), 1)
        )


def _numbered(items: list[Attribution]) -> list[tuple[int, Attribution]]:
    def start(item: Attribution) -> tuple[int, int]:
        spans = item.source + item.cue + item.content
        return (min(spans).start, -max(span.end for span in spans)) if spans else (0, 0)

    return list(enumerate(sorted(items, key=start), 1))
