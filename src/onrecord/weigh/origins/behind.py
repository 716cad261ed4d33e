"""The voices behind events: of each report that tells of one, the claims that speak of it, and what the outlet saw."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.lang import lexicon
from onrecord.ledger.schema import claims, documents, figures, happenings, namings, texts
from onrecord.weigh.origins.answers import with_answers
from onrecord.weigh.origins.seen import cited, claiming, seen
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


def behind(connection: Connection, wanted: Sequence[int]) -> dict[int, list[Voice]]:
    """The voices in these reports, by event: ``behind(connection, [41])`` is {12: [Voice("D41", …)]}.

    A claim speaks of the events and figures that stand in it; somebody named who says more stands behind the event told
    last before. A claim within another's counts where the other only passes it on.
    """
    voices: dict[int, list[Voice]] = {}
    offices: dict[int, dict[str, None]] = {}
    numbers = sorted(set(wanted))
    for start in range(0, len(numbers), _AT_ONCE):
        for report in _reports(connection, numbers[start : start + _AT_ONCE]):
            for event, voice in _voices(report):
                voices.setdefault(event, []).append(voice)
            for row in report.namings.values():
                if row.kind == "person" and row.roles != "[]":
                    offices.setdefault(row.actor, {}).update(dict.fromkeys(titles(row, report.namings)))
    return with_answers(connection, {event: [_with_office(one, offices) for one in listed]
                                     for event, listed in voices.items()})  # fmt: skip


def _with_office(voice: Voice, offices: Mapping[int, Mapping[str, None]]) -> Voice:
    """A speaker whose report gives no office of a body speaks from the one that other reports give: "of the mill"."""
    if voice.body != "person" or voice.actor is None or any(" of " in title for title in voice.titles):
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


def _voices(report: _Report) -> list[tuple[int, Voice]]:
    of_claim = _told(report)
    found: list[tuple[int, Voice]] = []
    for row, voice in _speakers(report):
        told = of_claim.get(row.id, ())
        found.extend((event, voice) for event in told)
        if not told and (near := _near(report, row.end)) is not None:
            found.append((near, replace(voice, tells=False)))
    own = Voice(f"D{report.row.id}", report.row.publisher, _address(report.row.copy_of), None, None, None)
    unsourced = [row for row in report.tellings if row.claim is None]
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
    for row in report.tellings:
        if row.claim is not None:
            told.setdefault(row.claim, {})[row.event] = None
    for row in report.figures:
        if row.claim is not None and row.happening in event_of:
            told.setdefault(row.claim, {})[event_of[row.happening]] = None
    return {claim: list(events) for claim, events in told.items()}


def _speakers(report: _Report) -> list[tuple[Row[Any], Voice]]:
    by_local = {row.local: row for row in report.claims}
    passed = {row.parent for row in report.claims if row.parent and row.speaker_kind not in _THROUGH}
    found = []
    for row in report.claims:
        parent = by_local.get(row.parent or "")
        if parent is not None and parent.speaker_kind not in _THROUGH:
            continue
        if row.local in passed and row.speaker_kind in _THROUGH:
            continue
        found.append((row, voice_of(row, report.row, report.namings)))
    return found


def voice_of(claim: Row[Any], report: Row[Any], named: Mapping[int, Row[Any]]) -> Voice:
    """The voice of a claim, with the offices that its report gives the speaker (``named``: the report's namings)."""
    naming = named.get(claim.speaker) if claim.speaker is not None else None
    held = [] if naming is None else titles(naming, named)
    if naming is not None and naming.kind == "person":
        held.extend(f"official of {body}" for body in _bodies_beside(naming, report.text, named))
    return Voice(
        f"D{report.id}", report.publisher, _address(report.copy_of),
        claim.speaker_name, claim.speaker_kind, claim.chain,
        titles=tuple(held), actor=None if naming is None else naming.actor,
        body=None if naming is None else naming.kind, polarity=claim.polarity,
        start=claim.start, end=claim.end, claims=_claims(claim, report.text),
        also=() if naming is None or naming.kind == "person" else tuple(json.loads(naming.names)),
    )  # fmt: skip


def titles(naming: Row[Any], named: Mapping[int, Row[Any]]) -> list[str]:
    """The offices that a report gives somebody, with the body where the title does not name it: "director of …"."""
    found = []
    for role in json.loads(naming.roles):
        body = next((one.name for one in named.values() if one.local == role.get("organization")), None)
        title = role["title"]
        found.append(title if body is None or body.casefold() in title.casefold() else f"{title} of {body}")
    return found


def _bodies_beside(naming: Row[Any], text: str, named: Mapping[int, Row[Any]]) -> list[str]:
    """The bodies that stand right behind a name: "Ana Deluca of Nordkap Shipping" speaks for Nordkap Shipping."""
    ends = {mention["span"][1] for mention in json.loads(naming.mentions) if mention["form"] == "name"}
    found = []
    for other in named.values():
        if other.kind in {"country", "media"} or other.id == naming.id:
            continue
        for mention in json.loads(other.mentions):
            start = mention["span"][0]
            near = next((end for end in ends if end < start <= end + 9), None)
            if near is not None and re.fullmatch(r",? of (?:the )?", text[near:start]):
                found.append(other.name)
    return list(dict.fromkeys(found))


def _claims(claim: Any, text: str) -> bool:
    """True where the cue and what follows say that the speaker did it: "claimed responsibility", "had claimed it"."""
    spans = json.loads(claim.cue)
    return bool(spans) and claiming(text, spans[0][0])


def _weighty() -> frozenset[str]:
    return frozenset(lexicon("origins")["events"]["weighty"])


def _address(number: int | None) -> str | None:
    return None if number is None else f"D{number}"
