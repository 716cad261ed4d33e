"""A redacted record: nobody's name, no exact spot, no reviewer, and nothing that a person has marked as sensitive.

People are hidden in every word that leaves the ledger, quotes and titles as well; A3 stays A3, so that who says what
can still be followed. An item is marked by a comment that begins with "sensitive": ``onrecord judge C9 comment --reason
"sensitive: names a witness"``. This lessens harm; it is no promise that nobody can be recognised.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, or_, select

from onrecord.core.answers.cases import Site
from onrecord.core.answers.happenings import EventPlace
from onrecord.core.answers.reports import Report
from onrecord.core.judgement import Judgement
from onrecord.core.span import Span
from onrecord.ledger.judgements.asked import ask_judgements
from onrecord.ledger.schema import actors, claims, documents, figures, happenings, namings, texts
from onrecord.weigh.ask.cases import sentence_of
from onrecord.weigh.due.sentences import sentences
from onrecord.weigh.hiding import Hiding

T = TypeVar("T")
MARK = "sensitive"
SPOT_KM = 8.0
"""How far off a place is at least, where degrees are rounded to a tenth (11 km from north to south)."""
PLAIN = frozenset({
    "id", "text_id", "type", "mode", "realis", "effect", "status", "kind", "measure", "unit", "comparator",
    "certainty", "polarity", "form", "speaker_kind", "judgement", "copy_kind", "country", "language", "edtf",
    "earliest", "latest", "published", "added", "address", "addresses", "document", "documents", "event", "events",
    "figures", "statements", "flags", "speaker", "parent", "claim", "group", "copy_of", "superseded_by", "supersedes",
    "corrects", "retracts", "retracted_by", "rule", "severity", "side", "feature", "when", "on", "answered_by",
    "repeated_by", "organization", "totals",
})  # fmt: skip
"""Fields of numbers, dates and the program's own words; every other text is masked."""
WITHHELD = ("byline", "url", "external_id", "locator")
"""Of a report: they name its authors, or lead to the unredacted text."""
_ASKED = ("about", "actor", "speaker")
_NAMED = re.compile(r"[^\W\d_a-z]\w+(?:[ -][^\W\d_a-z]\w+)+")  # two words and more with capitals


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is hidden: words, items ("C9", "D41/fig3", "E12"), and the names of those who ruled."""

    hiding: Hiding
    marked: frozenset[str]
    reviewers: Mapping[str, str]

    @classmethod
    def at(cls, connection: Connection, moment: str | None) -> Redaction:
        """For a ledger, by the marks and reviewers up to ``moment``; everybody whom any report names is hidden."""
        reviewers: dict[str, str] = {}
        told: set[str] = set()
        for judgement in ask_judgements(connection, as_of=moment):
            reviewers.setdefault(judgement.author, f"reviewer {len(reviewers) + 1}")
            is_mark = judgement.act == "comment" and judgement.reason.strip().casefold().startswith(MARK)
            if is_mark and judgement.undone_by is None:
                told |= {judgement.on, judgement.item or judgement.on}
        marked, words = _marked(connection, told)
        return cls(Hiding(_people(connection, told), words), frozenset(marked), reviewers)

    def told(self) -> dict[str, int]:
        """How many names and sentences are hidden, and how many items were marked or hang on one that was."""
        return {"hidden": len(self.hiding), "marked": len(self.marked)}

    def asked(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """The filters without the names in them."""
        return {name: "withheld" if name in _ASKED else value for name, value in asked.items()}

    def judgement(self, judgement: Judgement) -> Judgement:
        """A judgement without who made it, why and on which words."""
        return replace(judgement, author=self.reviewers.get(judgement.author, "a reviewer"), reason="", change={},
                       evidence={})  # fmt: skip

    def stands(self, answer: Any) -> bool:
        """True for what may be shown: not marked, and nothing in it is."""
        if not is_dataclass(answer):
            return True
        names = (getattr(answer, name, None) for name in ("id", "address", "document", "event", "group"))
        if any(isinstance(name, str) and name in self.marked for name in names):
            return isinstance(answer, Report)  # the row of a marked report stays, without its words
        parts = (*getattr(answer, "statements", ()), *getattr(answer, "on", ()))  # figures, or what a flag is on
        return all(one not in self.marked if isinstance(one, str) else self.stands(one) for one in parts)

    def of(self, answer: T) -> T:
        """An answer with every text in it masked."""
        masked: T = self._masked(answer)
        return masked

    def _masked(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.hiding.mask(value)
        if isinstance(value, Span):
            return value
        if isinstance(value, tuple):
            return tuple(self._masked(one) for one in value if self.stands(one))
        if isinstance(value, dict):
            return {name: self._masked(one) for name, one in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        own = {
            name: one if name in PLAIN and _is_plain(one) else self._masked(one)
            for name in _names(type(value)) for one in (getattr(value, name),)
        }  # fmt: skip
        return type(value)(**_withheld(value, own))


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(one, str) for one in value))


@cache
def _names(noun: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(noun))


def _withheld(answer: Any, own: dict[str, Any]) -> dict[str, Any]:
    """The fields of an answer without what leads to people or to an exact spot."""
    if isinstance(answer, Report):
        own |= dict.fromkeys(WITHHELD[:-1]) | {"locator": "withheld"}
    if own.get("kind") == "person" and "wikidata" in own:
        own["wikidata"] = None
    if isinstance(answer, EventPlace | Site):
        own |= {axis: None if own[axis] is None else round(own[axis], 1) for axis in ("lat", "lon")}
        own["radius_km"] = None if own["lat"] is None else max(own["radius_km"] or 0.0, SPOT_KM)
        if isinstance(answer, Site) and answer.feature == "facility":
            own["geonames"] = None
    return own


def _people(connection: Connection, marked: set[str]) -> Iterator[str]:
    """Every name of every person, of every marked actor, and of speakers who are no known actor."""
    numbers = [int(item[1:]) for item in marked if re.fullmatch(r"A\d+", item)]
    query = select(namings.c.names, actors.c.name).join(actors, actors.c.id == namings.c.actor)
    query = query.where(or_(namings.c.kind == "person", actors.c.kind == "person", actors.c.id.in_(numbers)))
    for row in connection.execute(query):
        names = json.loads(row.names)
        yield from names
        if names:
            yield row.name
    spoken = select(claims.c.speaker_name, claims.c.chain).where(claims.c.speaker_kind.in_(("person", "author")))
    for row in connection.execute(spoken.where(claims.c.speaker.is_(None))):
        for said in (row.speaker_name or "", *json.loads(row.chain)):
            yield from _NAMED.findall(said)
    for line in connection.scalars(select(documents.c.byline).where(documents.c.byline.is_not(None)).distinct()):
        yield from _NAMED.findall(line)


def _marked(connection: Connection, told: set[str]) -> tuple[set[str], set[str]]:
    """All items that hang on marked ones, and the sentences to hide."""
    marked, words = set(told), set[str]()

    def numbers(letter: str) -> list[int]:
        return [int(item[1:]) for item in marked if re.fullmatch(rf"{letter}\d+", item)]

    told_of: list[int] = []  # happenings: their figures go with them
    for table, letter in ((claims, "C"), (happenings, "E"), (figures, "")):
        hit = [table.c.document.in_(numbers("D")), *_addressed(table, marked)]
        if letter:
            hit.append((claims.c.id if letter == "C" else happenings.c.event).in_(numbers(letter)))
        if table is figures:
            hit += [figures.c.group.in_(numbers("G")), figures.c.happening.in_(told_of)]
        if table is not claims:
            hit.append(table.c.claim.in_(numbers("C")))
        query = select(table, texts.c.text.label("whole")).join(documents, documents.c.id == table.c.document)
        for row in connection.execute(query.join(texts, texts.c.id == documents.c.text_id).where(or_(*hit))):
            marked.add(f"D{row.document}/{row.local}")
            marked |= {f"C{row.id}"} if table is claims else {f"G{row.group}"} if table is figures else set()
            told_of += [row.id] if table is happenings else []
            span = Span(row.start, row.end)
            around = span if table is claims else sentence_of(row.whole, span)
            inside = around.of(row.whole)
            words |= {inside, *(one.of(inside) for one in sentences(inside))}
    return marked | _emptied(connection, marked), words


def _addressed(table: Any, marked: set[str]) -> list[Any]:
    """Conditions for the rows of a table that are marked by their addresses ("D41/fig3")."""
    parts = (item[1:].split("/") for item in marked if re.fullmatch(r"D\d+/\w+", item))
    return [(table.c.document == int(number)) & (table.c.local == local) for number, local in parts]


def _emptied(connection: Connection, marked: set[str]) -> set[str]:
    """The events of which every telling is marked: nothing is left that they stand on."""
    hit = _addressed(happenings, marked)
    if not hit:
        return set()
    touched = select(happenings.c.event).where(or_(*hit))
    query = select(happenings.c.event, happenings.c.document, happenings.c.local)
    left: dict[int, bool] = {}
    for row in connection.execute(query.where(happenings.c.event.in_(touched))):
        left[row.event] = left.get(row.event, False) or f"D{row.document}/{row.local}" not in marked
    return {f"E{event}" for event, some in left.items() if not some}
