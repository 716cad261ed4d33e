"""PLOVER 2.0, an event a line as one report tells it, tied to the characters it came from.

Source of the fields: PLOVER manual, chapter "Data Fields"; of the scores: its table of modes. What PLOVER has no field
for stands under "onrecord".
"""

from __future__ import annotations

from typing import Any

from onrecord.core.answers.cases import Case, Party, Site, Telling
from onrecord.core.answers.happenings import Number
from onrecord.core.answers.reports import Report
from onrecord.core.answers.written import as_written
from onrecord.core.plover import QUAD
from onrecord.show.export.dates import days
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out
from onrecord.show.export.places import country, resolution
from onrecord.version import __version__

LIMITS = {
    "range": "a bound or a range has no field: size has the best figure, both ends stand under “onrecord”",
    "dispute": "which report contradicts which has no field: every report is a line of its own",
    "origins": "the number of origins has no field: it stands under “onrecord”",
    "certainty": "how sure the text is has no field: it stands under “onrecord”",
    "no date": "date is required, and the report does not tell it: it is blank, and the bounds stand under “onrecord”",
    "sector": "the sector of a person, a crowd or an organization is not known, and is blank",
}
SECTORS = {"military": "MIL", "government": "GOV", "country": "GOV", "armed_group": "REB", "media": "MED",
           "party": "PTY"}  # fmt: skip
REALIS = {"future": "future", "hypothetical": "hypothetical", "negated": "negation"}
"""PLOVER's auxiliary modes."""
SIZES = {"killed": "dead", "injured": "injured", "detained": "arrested"}
SCORES = {
    "AGREE": 2.5, "CONSULT": 2.5, "CONSULT.visit": 4, "CONSULT.third-party": 1, "CONSULT.multilateral": 4,
    "CONSULT.phone": 1.5, "SUPPORT": 5, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10, "RETREAT": 6.5,
    "RETREAT.withdraw": 8, "RETREAT.disarm": 10, "RETREAT.ceasefire": 7.5, "RETREAT.resign": 4.5, "REQUEST": 0,
    "REQUEST.assist": 0.5, "REQUEST.change": -1, "REQUEST.yield": -1, "ACCUSE": -3, "ACCUSE.disapprove": -2,
    "ACCUSE.investigate": -3.5, "ACCUSE.allege": -3.5, "REJECT": -2, "REJECT.assist": -1, "THREATEN": -3.5,
    "THREATEN.restrict": -3, "THREATEN.territory": -4, "PROTEST": -5, "PROTEST.riot": -7, "PROTEST.hunger": -4.5,
    "PROTEST.boycott": -4.5, "PROTEST.obstruct": -4.5, "SANCTION": -6, "SANCTION.expel": -5.5, "MOBILIZE": -5.5,
    "MOBILIZE.troops": -6.5, "MOBILIZE.weapons": -6.5, "COERCE": -7, "COERCE.censor": -6.5, "COERCE.curfew": -6.5,
    "COERCE.misinformation": -6.5, "COERCE.martial-law": -7.5, "ASSAULT": -9, "ASSAULT.beat": -7.5,
    "ASSAULT.crowd-control": -7.5, "ASSAULT.primitive": -8, "ASSAULT.abduct": -8.5, "ASSAULT.torture": -8.5,
    "ASSAULT.sexual": -8.5, "ASSAULT.destroy": -8.5, "ASSAULT.targeted": -9.5, "ASSAULT.suicide-attack": -9.5,
    "ASSAULT.aerial": -9.5, "ASSAULT.drone": -9.5, "ASSAULT.heavy-weapons": -9.5, "ASSAULT.unconventional": -10,
}  # fmt: skip
"""Of a type, and of the modes that have another; the manual prints ACCUSE as 3, against the sign of its modes."""


def write(record: Record, out: Out, lost: Lost) -> None:
    """A line a telling, by event."""
    with out.text() as page:
        for case in record.cases():
            reports = {report.id: report for report in case.reports}
            for telling in case.tellings:
                page.json(_event(record, case, telling, reports[telling.document], lost))
            out.rests_on(case.reports)


def _event(record: Record, case: Case, telling: Telling, report: Report, lost: Lost) -> dict[str, Any]:
    interval = days(case.event.time)
    modes = [mode for mode in (telling.mode, REALIS.get(telling.realis)) if mode]
    text = record.text(telling.document)
    _count(case, telling, lost)
    return {
        "id": f"{record.ledger}:{telling.address}",
        "has_event": True,
        "date": interval[0].isoformat() if interval else "",
        "enddate": interval[1].isoformat() if interval else "",
        "actor": _entities(case, "actor", telling.actors),
        "recipient": _entities(case, "recipient", telling.recipients),
        "event": [telling.type],
        "event_loc": _location(case.site, telling) if case.site is not None else {},
        "event_text": [telling.span.of(text)],
        "quad_code": QUAD[telling.type],
        "event_scale": SCORES.get(f"{telling.type}.{telling.mode}", SCORES[telling.type]),
        "mode": modes,
        "context": [],
        "size": _size(case, telling),
        "text": telling.quote,
        "text_info": {"start": telling.span.start, "end": telling.span.end, "text_story": report.text_id},
        "cite_info": _without_none({
            "url": report.url, "title": report.title, "publication": report.publisher, "language": report.language,
            "citation": report.published, "codebook": "PLOVER", "version": "2.0",
        }),
        "coder": f"onrecord {__version__}",
        "coded_date": report.added[:10],
        "comment": case.event.title,
        "onrecord": as_written(_beyond(case, telling)),
    }  # fmt: skip


def _beyond(case: Case, telling: Telling) -> dict[str, Any]:
    """What PLOVER has no field for."""
    claimed = [one for group in case.figures for one in group.statements if one.document == telling.document]
    return {
        "event": case.event.id,
        "status": case.event.status,
        "origins": [case.event.origins.min, case.event.origins.max],
        "outlets": case.event.outlets,
        "time": [case.event.time.earliest, case.event.time.latest],
        "claim": telling.claim,
        "sentence": [telling.sentence.start, telling.sentence.end],
        "figures": [
            {"start": one.span.start, "end": one.span.end, "text": one.text, "comparator": one.comparator,
             "low": one.low, "best": one.best, "high": one.high, "unit": one.unit, "certainty": one.certainty,
             "polarity": one.polarity, "origin": one.origin}
            for one in claimed
        ],
    }  # fmt: skip


def _entities(case: Case, side: str, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    """Those on a side in this telling; the lists are of the event as this report tells it."""
    return [_entity(one) for one in case.parties if one.side == side and one.id in ids]


def _entity(party: Party) -> dict[str, Any]:
    named = {
        "code": country(party.country).get("iso3"),
        "sector": SECTORS.get(party.kind),
        "entity_text": party.name,
        "identifier_id": party.wikidata,
    }
    return _without_none(named)


def _location(site: Site, telling: Telling) -> dict[str, Any]:
    known = country(site.country)
    found = {
        "extracted_place": telling.place,
        "resolved_place": site.name,
        "geonameid": site.geonames,
        "lat": site.lat,
        "lon": site.lon,
        "country": known.get("name"),
        "country_code": known.get("iso3"),
        "resolution": resolution(site),
    }
    return _without_none(found)


def _size(case: Case, telling: Telling) -> dict[str, Number]:
    """How many, as this report tells it: the largest of its figures that is no total over several events."""
    sizes: dict[str, Number] = {}
    for group in case.figures:
        name = SIZES.get(group.measure or "")
        if name is None or group.id in case.totals or group.unit != "1":
            continue
        for one in group.statements:
            best = one.best if one.best is not None else one.low if one.low is not None else one.high
            if one.document == telling.document and one.polarity == "affirmed" and best is not None:
                sizes[name] = as_written(max(best, sizes.get(name) or 0))
    return sizes


def _count(case: Case, telling: Telling, lost: Lost) -> None:
    own = [one for group in case.figures for one in group.statements if one.document == telling.document]
    touched = {
        "range": any((one.low, one.high) != (one.best, one.best) for one in own),
        "dispute": any(relation.kind in {"contradiction", "denial"} for group in case.figures
                       for relation in group.relations),
        "origins": True,
        "certainty": any(one.certainty != "certain" for one in own),
        "no date": days(case.event.time) is None,
        "sector": any(one.kind not in SECTORS for one in case.parties),
    }  # fmt: skip
    for limit, is_touched in touched.items():
        if is_touched:
            lost(limit)


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


FORMAT = Format(about="PLOVER 2.0 events, one a line, tied to the characters they came from", suffix=".jsonl",
                limits=LIMITS, write=write)  # fmt: skip
