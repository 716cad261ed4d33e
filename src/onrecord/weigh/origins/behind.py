"""The voices behind events: of each report that tells of one, the claims that speak of it, and what the outlet saw."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.core.judgement import Ruling
from onrecord.lang import lexicon
from onrecord.ledger.schema import claims, documents, figures, happenings, namings, texts
from onrecord.weigh.origins.answers import with_answers
from onrecord.weigh.origins.beside import bodies_beside
from onrecord.weigh.origins.offices import lacks, with_known_offices
from onrecord.weigh.origins.seen import cited, claiming, seen
from onrecord.weigh.origins.sorts import press_office
from onrecord.weigh.origins.speaking import called, heard, meant, speaks
from onrecord.weigh.origins.voice import Voice

# Told as known before: "the clerks who were taken", "after drones had struck".
_BACKGROUND = re.compile(r"\b(?:(?:who|whom|which|that|whose)(?: \w+){0,3}|had(?: been)?) $", re.IGNORECASE)
_AT_ONCE = 500  # reports whose rows are fetched together
_THROUGH = frozenset({"media", "document", "unnamed", "author"})
"""Sources that pass on what another says; what somebody named says of another's words is his own."""


@dataclass(slots=True)
class _Report:
    """What is fetched of one report: its claims, its tellings, its figures, and whom it names."""

    row: Any
    claims: list[Row[Any]] = field(default_factory=list)
    tellings: list[Row[Any]] = field(default_factory=list)
    figures: list[Row[Any]] = field(default_factory=list)
    namings: dict[int, Row[Any]] = field(default_factory=dict)
    changes: dict[int, Mapping[str, Any]] = field(default_factory=dict)


Ruled = Callable[[Collection[str]], Mapping[str, Ruling]]
"""Of items ("C9") what people ruled on them."""


def behind(connection: Connection, wanted: Sequence[int], *, ruled: Ruled | None = None) -> dict[int, list[Voice]]:
    """The voices in these reports, by event: ``behind(connection, [41])`` is {12: [Voice("D41", …)]}.

    A claim speaks of the events and figures that stand in it; somebody named who says more stands behind the event told
    last before. A claim within another's counts where the other only passes it on. What people rejected says nothing,
    and who they say speaks does.
    """
    voices: dict[int, list[Voice]] = {}
    offices: dict[str, dict[int, list[str]]] = {}
    numbers = sorted(set(wanted))
    for start in range(0, len(numbers), _AT_ONCE):
        for report in _reports(connection, numbers[start : start + _AT_ONCE]):
            if ruled is not None:
                _rule(report, ruled)
            for event, voice in _voices(report):
                voices.setdefault(event, []).append(voice)
            for row in report.namings.values():
                if row.kind == "person" and row.roles != "[]":
                    held = offices.setdefault(f"D{report.row.id}", {}).setdefault(row.actor, [])
                    held.extend(titles(row, report.namings))
    told = {event: _with_offices(listed, offices) for event, listed in voices.items()}
    return with_answers(connection, with_known_offices(connection, told))


def _with_offices(voices: Sequence[Voice], offices: Mapping[str, Mapping[int, Sequence[str]]]) -> list[Voice]:
    """The voices of one event, with the offices that the reports of that event give, whatever else was asked for."""
    known: dict[int, list[str]] = {}
    for document in dict.fromkeys(voice.document for voice in voices):
        for actor, held in offices.get(document, {}).items():
            known.setdefault(actor, []).extend(held)
    return [_with_office(voice, known) for voice in voices]


def _with_office(voice: Voice, offices: Mapping[int, Sequence[str]]) -> Voice:
    """A speaker whose report gives no office of a body speaks from the one that other reports give: "of the mill"."""
    if voice.actor is None or not lacks(voice):
        return voice
    return replace(voice, titles=tuple(dict.fromkeys((*voice.titles, *offices.get(voice.actor, ())))))


def _reports(connection: Connection, some: Sequence[int]) -> list[_Report]:
    query = select(documents.c.id, documents.c.publisher, documents.c.copy_of, texts.c.text)
    query = query.join(texts, texts.c.id == documents.c.text_id).where(documents.c.id.in_(some))
    reports = {
        row.id: _Report(row) for row in connection.execute(query.order_by(documents.c.known_from, documents.c.id))
    }
    for table, part in ((claims, "claims"), (happenings, "tellings"), (figures, "figures")):
        for row in connection.execute(
            select(table).where(table.c.document.in_(some)).order_by(table.c.start, table.c.id)
        ):
            getattr(reports[row.document], part).append(row)
    for row in connection.execute(select(namings).where(namings.c.document.in_(some))):
        reports[row.document].namings[row.id] = row
    return list(reports.values())


def _rule(report: _Report, ruled: Ruled) -> None:
    """Take out the claims that people rejected, and keep what they corrected."""
    rulings = ruled([f"C{row.id}" for row in report.claims])
    if not rulings:
        return
    found = {row.id: rulings[f"C{row.id}"] for row in report.claims if f"C{row.id}" in rulings}
    report.claims = [row for row in report.claims if row.id not in found or found[row.id].verdict != "rejected"]
    report.changes = {number: ruling.change for number, ruling in found.items()}


def corrected(voice: Voice, change: Mapping[str, Any]) -> Voice:
    """A voice with the speaker that people say it is."""
    if "speaker_name" in change:
        voice = replace(voice, speaker=change["speaker_name"], chain=None, titles=(), actor=None, also=())
    return replace(voice, kind=change.get("speaker_kind", voice.kind))


def _voices(report: _Report) -> list[tuple[int, Voice]]:
    of_claim = _told(report)
    found: list[tuple[int, Voice]] = []
    for row, voice in _speakers(report):
        told = of_claim.get(row.id, ())
        found.extend((event, voice) for event in told)
        if not told and (near := _near(report, row.end)) is not None:
            found.append((near, replace(voice, tells=False)))
    own = Voice(f"D{report.row.id}", report.row.publisher, _address(report.row.copy_of), None, None, None)
    innermost = _innermost(report)
    unsourced = [row for row in report.tellings if row.claim is None or innermost.get(row.claim, 0) is None]
    if report.row.publisher and press_office(report.row.publisher) == report.row.publisher:
        counted = {row.happening for row in report.figures if innermost.get(row.claim, row.claim) is None}
        unsourced = [row for row in unsourced if row.id in counted]  # a body that publishes knows what it counts
    found.extend((row.event, replace(own, start=row.start, end=row.end)) for row in unsourced)
    text: str = report.row.text
    aside = [(replace(own, witness=True), start, end) for start, end in seen(text, report.row.publisher)]
    aside += [(replace(own, speaker=name, kind="cited"), start, end) for name, start, end in cited(text)]
    for voice, start, end in aside:
        if (near := _near(report, end)) is not None:
            found.append((near, replace(voice, start=start, end=end)))
    return found


def _near(report: _Report, at: int) -> int | None:
    """The event that words at ``at`` are about: told in their paragraph or the one before, else in the lead."""
    text: str = report.row.text
    told = [row for row in report.tellings if row.type in _weighty()]
    paragraph = text.rfind("\n", 0, at)
    before = [row for row in told if paragraph < row.start <= at]
    if before:
        return int(before[-1].event)
    if lead := _lead(text, told):
        news = [row for row in lead if _BACKGROUND.search(text[max(0, row.start - 60) : row.start]) is None]
        return int(max(news or lead, key=lambda row: (row.latest or "9", -row.start)).event)
    above = text.rfind("\n", 0, len(text[: paragraph + 1].rstrip()))
    near = [row for row in told if above < row.start <= at]
    return int(near[-1].event) if near else None


def _lead(text: str, told: Sequence[Row[Any]]) -> list[Row[Any]]:
    """What is told in the first paragraph that tells of anything, the second after a greeting; none further down."""
    if not told:
        return []
    paragraphs = len([line for line in text[: told[0].start].split("\n")[:-1] if line.strip()])
    end = text.find("\n", told[0].start)
    return [row for row in told if end < 0 or row.start < end] if paragraphs < 2 else []


def _told(report: _Report) -> Mapping[int, Sequence[int]]:
    """The events that each claim tells of, by what stands in it."""
    event_of = {row.id: row.event for row in report.tellings}
    told: dict[int, dict[int, None]] = {}
    innermost = _innermost(report)
    for row in report.tellings:
        if (claim := innermost.get(row.claim, row.claim)) is not None:
            told.setdefault(claim, {})[row.event] = None
    for row in report.figures:
        claim = innermost.get(row.claim, row.claim)
        if claim is not None and row.happening in event_of:
            told.setdefault(claim, {})[event_of[row.happening]] = None
    return {claim: list(events) for claim, events in told.items()}


def _innermost(report: _Report) -> dict[int | None, int | None]:
    """For each claim that is nobody's words the one around it that is, None where there is none."""
    by_local = {row.local: row for row in report.claims}
    text: str = report.row.text
    silent = [row for row in report.claims if not speaks(row, text)]
    around = {row.id: heard(by_local, row.parent, text) for row in silent}
    return {number: None if claim is None else claim.id for number, claim in around.items()}


def _speakers(report: _Report) -> list[tuple[Row[Any], Voice]]:
    by_local = {row.local: row for row in report.claims}
    spoken = [row for row in report.claims if speaks(row, report.row.text)]
    passed = {row.parent for row in spoken if row.parent and row.speaker_kind not in _THROUGH}
    found = []
    for row in spoken:
        parent = by_local.get(row.parent or "")
        if parent is not None and parent.speaker_kind not in _THROUGH:
            continue
        if row.local in passed and row.speaker_kind in _THROUGH:
            continue
        voice = voice_of(row, report.row, report.namings)
        found.append((row, corrected(voice, report.changes.get(row.id, {}))))
    return found


def voice_of(claim: Row[Any], report: Row[Any], named: Mapping[int, Row[Any]]) -> Voice:
    """The voice of a claim, with the offices that its report gives the speaker (``named``: the report's namings)."""
    naming = named.get(claim.speaker) if claim.speaker is not None else None
    full = meant(claim.speaker_name or "", named)
    naming = full or naming
    held = [] if naming is None else titles(naming, named)
    if naming is not None and naming.kind == "person":
        held.extend(f"official of {body}" for body in bodies_beside(naming, report.text, named))
    name, kind, chain = claim.speaker_name, claim.speaker_kind, claim.chain
    if full is not None:
        name, chain = full.name, None
    if (written := called(claim, report.text, None if naming is None else naming.kind)) is not None:
        name, kind, chain, naming, held = *written, None, None, []
    return Voice(
        f"D{report.id}", report.publisher, _address(report.copy_of),
        name, kind, chain,
        titles=tuple(held), actor=None if naming is None else naming.actor,
        body=None if naming is None else naming.kind, polarity=claim.polarity,
        start=claim.start, end=claim.end, claims=_claims(claim, report.text),
        also=() if naming is None or naming.kind == "person" else tuple(json.loads(naming.names)),
    )  # fmt: skip


def titles(naming: Row[Any], named: Mapping[int, Row[Any]]) -> list[str]:
    """The offices that a report gives somebody, with the body where the title does not name it: "director of …"."""
    found = []
    for role in json.loads(naming.roles):
        if role.get("former"):
            continue
        body = next((one.name for one in named.values() if one.local == role.get("organization")), None)
        title = role["title"]
        found.append(title if body is None or body.casefold() in title.casefold() else f"{title} of {body}")
    return found


def _claims(claim: Any, text: str) -> bool:
    """True where the cue and what follows say that the speaker did it: "claimed responsibility", "had claimed it"."""
    spans = json.loads(claim.cue)
    return bool(spans) and claiming(text, spans[0][0])


def _weighty() -> frozenset[str]:
    return frozenset(lexicon("origins")["events"]["weighty"])


def _address(number: int | None) -> str | None:
    return None if number is None else f"D{number}"
