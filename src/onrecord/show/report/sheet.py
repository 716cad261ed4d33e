"""The record of one reading laid out for people: every form of the report is drawn from this, so they cannot disagree.

Order follows the questions of a careful coder: what is this, who says what and how sure, which figures, when, where,
who is who, what to stop at, what was left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import Document, Reading
from onrecord.show.report.cautions import flag_entries, judgement_entries
from onrecord.show.report.desk import Desk
from onrecord.show.report.entries import (
    ActorEntry,
    CasualtyEntry,
    DroppedEntry,
    EventEntry,
    FigureEntry,
    FlagEntry,
    JudgementEntry,
    PlaceEntry,
    RelationEntry,
    Statement,
    TimeEntry,
    Voice,
)
from onrecord.show.report.happenings import casualty_entries, event_entries, implied_entries, relation_entries
from onrecord.show.report.visible import line


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reading, ready to be shown. ``attributed`` is the share of the words (0 to 1) that stand in somebody's mouth.

    ``entry_of`` gives, for the id of any noun, the id of the entry that shows it: the five mentions of Odesa are one
    entry.
    """

    document: Document
    title: str
    outlet: str
    word_count: int
    attributed: float
    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...]
    figures: tuple[FigureEntry, ...]
    times: tuple[TimeEntry, ...]
    places: tuple[PlaceEntry, ...]
    actors: tuple[ActorEntry, ...]
    events: tuple[EventEntry, ...]
    casualties: tuple[CasualtyEntry, ...]
    relations: tuple[RelationEntry, ...]
    implied: tuple[RelationEntry, ...]
    judgements: tuple[JudgementEntry, ...]
    flags: tuple[FlagEntry, ...]
    open_ends: tuple[FlagEntry, ...]
    dropped: tuple[DroppedEntry, ...]
    entry_of: dict[str, str]

    @classmethod
    def of(cls, reading: Reading) -> Sheet:
        """Lay a reading out; takes time in proportion to its size."""
        document = reading.document
        outlet = line(document.publisher) or "the outlet"
        desk = Desk(reading, outlet)
        statements = desk.statements()
        places, times = desk.places(), desk.times()
        flags, open_ends = flag_entries(desk)
        entry_of = {item: place.id for place in places for item in place.ids}
        entry_of |= {item: time.id for time in times for item in time.ids}
        return cls(
            document=document,
            title=line(document.title) or "Untitled report",
            outlet=outlet,
            word_count=len(document.text.split()),
            attributed=_attributed_share(reading),
            voices=_voices(statements),
            statements=statements,
            figures=tuple(desk.figure(figure) for figure in reading.figures),
            times=times,
            places=places,
            actors=desk.actors(),
            events=event_entries(desk),
            casualties=casualty_entries(desk),
            relations=relation_entries(desk),
            implied=implied_entries(desk),
            judgements=judgement_entries(desk),
            flags=flags,
            open_ends=open_ends,
            dropped=desk.dropped(),
            entry_of=entry_of,
        )

    @property
    def own_figures(self) -> tuple[FigureEntry, ...]:
        """The figures that the outlet states in its own voice."""
        return tuple(figure for figure in self.figures if figure.statement is None)


def _voices(statements: tuple[Statement, ...]) -> tuple[Voice, ...]:
    """Who speaks, in order of first words, with what and how surely."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.speaker.key, []).append(statement)
    return tuple(
        Voice(
            id=f"voice{number}",
            name=said[0].speaker.name,
            kind=said[0].kind,
            roles=said[0].roles,
            statements=tuple(statement.id for statement in said),
            figures=sum(len(statement.figures) for statement in said),
            denials=sum(statement.denied for statement in said),
            certainty={
                level: found
                for level in ("certain", "probable", "possible")
                if (found := sum(statement.certainty == level for statement in said))
            },
        )
        for number, said in enumerate(groups.values(), 1)
    )


def _attributed_share(reading: Reading) -> float:
    """The share of the characters, white space aside, that lie inside somebody's words."""
    text = reading.document.text
    inside = reached = 0
    for span in sorted(span for item in reading.attributions for span in item.content):
        start = max(span.start, reached)
        if start < span.end:
            inside += len("".join(text[start : span.end].split()))
            reached = span.end
    return inside / max(1, len("".join(text.split())))
