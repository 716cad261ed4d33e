"""FollowTheMoney, an entity a line: reports, events, actors and what is said, for OpenAleph and its tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.core.answers.actors import KnownActor
from onrecord.core.answers.cases import Case
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.reports import Report
from onrecord.show.export.dates import days
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out
from onrecord.show.export.words import differ, flat

LIMITS = {
    "range": "low, best and high have no property: a figure is a note in its own words",
    "certainty": "how sure the text is, and that it is denied, have no property: a note says so in words",
    "spans": "positions in the text have no property: a note has the words, and points to its report",
    "place": "degrees and how far off they may be have no property of an event: its location is a name",
    "dispute": "which figure contradicts which has no property",
    "date": "an open or uncertain date has no property: startDate and endDate are blank",
    "language": "a language without a code of three letters here is left out",
}
SCHEMATA = {
    "person": "Person", "organization": "Organization", "party": "Organization", "media": "Organization",
    "armed_group": "Organization", "military": "PublicBody", "government": "PublicBody",
}  # fmt: skip
"""What an actor is; a country, a group of people and whatever else acts is a LegalEntity."""
LANGUAGES = {
    "am": "amh", "ar": "ara", "bg": "bul", "cs": "ces", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye",
    "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat", "ko": "kor", "my": "mya", "nl": "nld", "pl": "pol",
    "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "sr": "srp", "sv": "swe", "sw": "swa",
    "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to ISO 639-3."""
Values = Iterable[str | None]


def write(record: Record, out: Out, lost: Lost) -> None:
    """Events, actors with where they are named, notes, and at the end the reports that all of them point to."""
    at = record.ledger
    with out.text() as page:
        for case in record.cases():
            page.json(_event(at, case, lost))
            for group in case.figures:
                if differ(group):
                    lost("dispute")
            out.rests_on(case.reports)
        for actor in record.ask("actors"):
            page.json(_actor(at, actor))
            for document in actor.documents:
                page.json(_entity(at, f"{actor.id}-{document}", "Mention", document=[_id(at, document)],
                                  name=actor.names, resolved=[_id(at, actor.id)],
                                  detectedSchema=[SCHEMATA.get(actor.kind, "LegalEntity")]))  # fmt: skip
            out.rests_on(actor.documents)
        for claim in record.ask("claims"):
            page.json(_note(at, claim, record.report(claim.document), lost))
            out.rests_on([claim.document])
        for one in record.ask("statements"):
            denied = "denied: " if one.polarity == "denied" else ""
            name = f"{one.measure or 'figure'}: {denied}{flat(one.text)} {flat(one.counted)}".rstrip()
            report = record.report(one.document)
            page.json(_entity(at, one.address, "Note", name=[name], description=[one.text], summary=[one.origin],
                              entity=_ids(at, [one.event]), proof=[_id(at, one.document)], sourceUrl=[report.url],
                              publisher=[one.publisher]))  # fmt: skip
            out.rests_on([one.document])
            lost("range")
            lost("spans")
            if one.certainty != "certain":
                lost("certainty")
        for report in record.numbered(out.reports):
            page.json(_article(at, report, lost))


def _event(at: str, case: Case, lost: Lost) -> dict[str, Any]:
    event, interval = case.event, days(case.event.time)
    if interval is None and (event.time.earliest or event.time.latest):
        lost("date")
    if case.site is not None and case.site.lat is not None:
        lost("place")
    site = case.site
    return _entity(
        at, event.id, "Event", name=[event.title], recordId=[event.id],
        startDate=[interval[0].isoformat()] if interval else [], endDate=[interval[1].isoformat()] if interval else [],
        country=[site.country.lower()] if site is not None and site.country else [],
        location=[site.name] if site is not None else [], involved=_ids(at, [one.id for one in case.parties]),
        proof=_ids(at, event.documents), keywords=[event.type, event.mode, event.realis, event.status],
        summary=[flat(telling.quote) for telling in case.tellings], sourceUrl=[report.url for report in case.reports],
    )  # fmt: skip


def _actor(at: str, actor: KnownActor) -> dict[str, Any]:
    schema = SCHEMATA.get(actor.kind, "LegalEntity")
    titles = [f"former {role.title}" if role.former else role.title for role in actor.roles]
    held: dict[str, Values] = {"position": titles} if schema == "Person" else {"notes": titles}
    return _entity(
        at, actor.id, schema, name=[actor.name], alias=[name for name in actor.names if name != actor.name],
        country=[actor.country.lower()] if actor.country else [], wikidataId=[actor.wikidata],
        keywords=[actor.kind], proof=_ids(at, actor.documents), **held,
    )  # fmt: skip


def _note(at: str, claim: Claim, report: Report, lost: Lost) -> dict[str, Any]:
    who = claim.speaker_name or claim.publisher or report.id
    says = "denies" if claim.polarity == "denied" else "says"
    sure = "" if claim.certainty == "certain" else f" ({claim.certainty})"
    lost("spans")
    if claim.polarity == "denied" or sure:
        lost("certainty")
    return _entity(
        at, claim.id, "Note", name=[f"{flat(who)} {says}{sure}: {flat(claim.text)}"], description=[claim.text],
        entity=_ids(at, [*claim.events, claim.speaker]), proof=[_id(at, claim.document)], sourceUrl=[report.url],
        publisher=[claim.publisher],
    )  # fmt: skip


def _article(at: str, report: Report, lost: Lost) -> dict[str, Any]:
    language = LANGUAGES.get((report.language or "").partition("-")[0])
    if report.language and language is None:
        lost("language")
    day = (report.published or "")[:10]
    return _entity(
        at, report.id, "Article", title=[report.title], publisher=[report.publisher], author=[report.byline],
        publishedAt=[day if len(day) in {4, 7, 10} and "X" not in day else None], sourceUrl=[report.url],
        language=[language], keywords=[report.text_id], retrievedAt=[report.added[:10]],
    )  # fmt: skip


def _entity(at: str, item: str, schema: str, **properties: Values) -> dict[str, Any]:
    """One entity; properties without a value are left out, each value stands once."""
    kept = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": _id(at, item), "schema": schema, "properties": {name: some for name, some in kept.items() if some}}


def _id(at: str, item: str) -> str:
    """An id of its own among all ledgers: "or-5b0f0a7e-…-D41"."""
    return f"or-{at}-{item.replace('/', '-')}"


def _ids(at: str, items: Values) -> list[str]:
    return [_id(at, item) for item in items if item]


FORMAT = Format(about="FollowTheMoney entities, for OpenAleph and OpenSanctions' tools", suffix=".ftm.json",
                limits=LIMITS, write=write)  # fmt: skip
