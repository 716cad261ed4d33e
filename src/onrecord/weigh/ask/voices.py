"""Who gives each figure: the speaker of its claim, who else the words name, what the outlet saw, or nobody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.lang import lexicon
from onrecord.ledger.schema import claims, documents, namings, texts
from onrecord.weigh.agreement.giving import Mention, credited, gapped, giver
from onrecord.weigh.origins import Voice
from onrecord.weigh.origins.answers import by_full_name
from onrecord.weigh.origins.behind import titles, voice_of
from onrecord.weigh.origins.joined import together
from onrecord.weigh.origins.offices import with_known_offices
from onrecord.weigh.origins.seen import seen
from onrecord.weigh.origins.sorts import press_office, sort_of
from onrecord.weigh.origins.speaking import heard, speaks

_AT_ONCE = 500  # reports whose rows are fetched together
_NEAR = 250
"""How far before a figure in the outlet's own voice somebody may have spoken whose words it goes on telling."""
_PLACES = frozenset({"country", "place"})
_OF_PEOPLE = frozenset({*lexicon("populations")["of_people"]["measures"], "strength"})


@dataclass(slots=True)
class _Report:
    """What is fetched of one report."""

    row: Any
    claims: dict[int, Row[Any]] = field(default_factory=dict)
    named: dict[int, Row[Any]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    saw: list[tuple[int, int]] = field(default_factory=list)


def voices(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, Voice]:
    """By number of each figure the voice that gives it: ``voices(connection, rows)`` is {7: Voice("D41", …)}."""
    found: dict[int, Voice] = {}
    numbers = sorted({row.document for row in rows})
    by_report: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_report.setdefault(row.document, []).append(row)
    for start in range(0, len(numbers), _AT_ONCE):
        for number, report in _reports(connection, numbers[start : start + _AT_ONCE]).items():
            found.update((row.id, _voice(row, report)) for row in by_report[number])
    groups: dict[int, list[int]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row.id)
    known = with_known_offices(connection, {group: [found[one] for one in ids] for group, ids in groups.items()})
    return {one: voice for group, ids in groups.items() for one, voice in zip(ids, known[group], strict=True)}


def _reports(connection: Connection, some: Sequence[int]) -> dict[int, _Report]:
    query = select(documents.c.id, documents.c.publisher, documents.c.copy_of, texts.c.text)
    query = query.join(texts, texts.c.id == documents.c.text_id).where(documents.c.id.in_(some))
    reports = {row.id: _Report(row) for row in connection.execute(query)}
    for row in connection.execute(select(claims).where(claims.c.document.in_(some)).order_by(claims.c.id)):
        reports[row.document].claims[row.id] = row
    for row in connection.execute(select(namings).where(namings.c.document.in_(some)).order_by(namings.c.id)):
        reports[row.document].named[row.id] = row
    for report in reports.values():
        report.mentions = sorted(_mentions(report.named.values()))
        report.saw = list(seen(report.row.text, report.row.publisher))
    return reports


def _mentions(named: Iterable[Row[Any]]) -> Iterable[Mention]:
    for row in named:
        if row.kind not in _PLACES:
            yield from ((*mention["span"], row.id) for mention in json.loads(row.mentions))


def _voice(row: Row[Any], report: _Report) -> Voice:
    """The voice of one figure.

    What a claim says is its speaker's, unless the words give the number to somebody else ("Salumu said the army puts it
    at six"), or it only stands in the denial of a deed, which affirms nothing of it.
    """
    text: str = report.row.text
    if (number := gapped(text, row.start, report.mentions)) is not None:
        return by_full_name(_named(report.named[number], report), {})
    claim = report.claims.get(row.claim) if row.claim is not None else None
    if claim is not None and not speaks(claim, text):
        claim = heard({one.local: one for one in report.claims.values()}, claim.parent, text)
    if claim is not None and claim.polarity == "denied" and not row.denied:
        return _own(report)
    if claim is not None:
        voice = by_full_name(voice_of(claim, report.row, report.named), {})
        number = credited(text, row.end, report.mentions) if _passes_on(voice, row, claim) else None
        if number is None and voice.kind == "media":  # "the doctor has counted 16 bodies, the agency reports"
            number = giver(text, row.start, row.end, report.mentions)
        if number is not None and number != claim.speaker:
            return by_full_name(_named(report.named[number], report), {})
        if sort_of(voice) != "nobody" or claim.speaker_kind == "unnamed":
            return voice
    if any(_beside(text, row.start, start, end) for start, end in report.saw):
        return replace(_own(report), witness=True)
    number = giver(text, row.start, row.end, report.mentions)
    if number is not None:
        return by_full_name(_named(report.named[number], report), {})
    return (_going_on(row, report) if claim is None else None) or _own(report)


def _going_on(row: Row[Any], report: _Report) -> Voice | None:
    """Whose account a sentence of the outlet's own goes on with: the only one who speaks in its paragraph.

    "Twenty-one people were injured, the ministry said. The fire covered 6,000 square metres." Of people it is not
    taken to go on: a second count of the dead is most often somebody else's.
    """
    if (row.measure or row.meant) in _OF_PEOPLE:
        return None
    text: str = report.row.text
    first = text.rfind("\n", 0, row.start) + 1
    last = text.find("\n", row.start)
    said = [
        one
        for one in report.claims.values()
        if first <= one.start < (len(text) if last < 0 else last) and one.parent is None and speaks(one, text)
    ]
    spoken = [voice_of(one, report.row, report.named) for one in said if one.polarity == "affirmed"]
    if not spoken or len(spoken) != len(said) or any(sort_of(voice) != "named" for voice in spoken):
        return None
    return spoken[0] if len(together(spoken)) == 1 else None


def _passes_on(voice: Voice, row: Row[Any], claim: Row[Any]) -> bool:
    """True where the speaker stands before the figure or is another outlet, so that words behind it name another."""
    return voice.kind == "media" or min((start for start, _ in json.loads(claim.source)), default=row.end) < row.start


def _beside(text: str, at: int, start: int, end: int) -> bool:
    """True where "our reporter counted" stands in the sentence of a figure."""
    first, last = min(start, at), max(end, at)
    return last - first <= _NEAR and ". " not in text[first:last] and "\n" not in text[first:last]


def _own(report: _Report) -> Voice:
    copy = report.row.copy_of
    return Voice(f"D{report.row.id}", report.row.publisher, None if copy is None else f"D{copy}", None, None, None)


def _named(naming: Row[Any], report: _Report) -> Voice:
    """The voice of somebody whom the report names or describes."""
    named: Mapping[int, Row[Any]] = report.named
    kind = {"person": "person", "media": "media"}.get(naming.kind, "official")
    described = naming.name.islower() and naming.kind == "person" and press_office(naming.name) is None
    return replace(
        _own(report),
        speaker=naming.name,
        kind="unnamed" if described else kind,
        chain=json.dumps([naming.name], ensure_ascii=False),
        titles=tuple(titles(naming, named)),
        actor=naming.actor,
        body=naming.kind,
        also=() if naming.kind == "person" else tuple(json.loads(naming.names)),
    )
