"""``prov.jsonld``: where an export comes from, in W3C PROV-O: the ledger, its reports, the people who ruled on it.

Beside the provenance proper it says what the format could not hold ("onrecord:lost"), so that no reader takes an export
for the whole record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.core.answers.reports import Report
from onrecord.core.judgement import Judgement
from onrecord.show.export.format import Lost, Record
from onrecord.show.export.out import Made, Out, as_json
from onrecord.version import __version__

PROVENANCE = "prov.jsonld"
CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "onrecord": "urn:onrecord:terms:",
}
SOFTWARE = f"urn:onrecord:software:{__version__}"


def write_provenance(record: Record, out: Out, lost: Lost, *, format: str, name: str) -> None:
    """Write the file ``name``, an object a line; reports stream, so that a million of them need no memory."""
    files = tuple(out.made)
    with out.text(name) as page:
        page.write('{"@context": ' + as_json(CONTEXT) + ', "@graph": [\n')
        before = ""
        for node in _nodes(record, out, lost, files, format):
            page.write(before + as_json(node))
            page.rows += 1
            before = ",\n"
        page.write("\n]}\n")


def _nodes(record: Record, out: Out, lost: Lost, files: tuple[Made, ...], format: str) -> Iterator[dict[str, Any]]:
    ledger = f"urn:onrecord:ledger:{record.ledger}"
    number, digest = record.head
    activity = f"{ledger}:export:{format}"
    yield {"@id": SOFTWARE, "@type": "prov:SoftwareAgent", "dcterms:title": f"onrecord {__version__}"}
    yield {
        "@id": ledger,
        "@type": "prov:Entity",
        "onrecord:lastJudgement": number,
        "onrecord:head": digest,
        "onrecord:asOf": _moment(record.moment),
    }
    yield {
        "@id": activity,
        "@type": "prov:Activity",
        "prov:used": {"@id": ledger},
        "prov:wasAssociatedWith": {"@id": SOFTWARE},
        "onrecord:format": format,
        "onrecord:asked": as_json(record.asked),
        "onrecord:redacted": record.redacted is not None,
        "onrecord:lost": [
            {"onrecord:what": one.because, "onrecord:rows": one.rows} for one in lost.told()
        ],
    }  # fmt: skip
    for made in files:
        yield {
            "@id": f"urn:sha256:{made.sha256}",
            "@type": "prov:Entity",
            "dcterms:title": made.name,
            "onrecord:rows": made.rows,
            "prov:wasGeneratedBy": {"@id": activity},
            "prov:wasDerivedFrom": {"@id": ledger},
        }
    for report in record.numbered(out.reports):
        yield _report(report, ledger, activity)
    for judgement in record.judgements():
        yield from _judgement(judgement, ledger)


def _report(report: Report, ledger: str, activity: str) -> dict[str, Any]:
    facts = {"dcterms:publisher": report.publisher, "dcterms:title": report.title, "dcterms:date": report.published,
             "dcterms:source": report.url}  # fmt: skip
    return {
        "@id": f"{ledger}:{report.id}",
        "@type": "prov:Entity",
        **{name: value for name, value in facts.items() if value is not None},
        "prov:wasDerivedFrom": {"@id": text_urn(report)},
        "prov:generatedAtTime": _moment(report.added),
        "onrecord:usedBy": {"@id": activity},
    }


def _judgement(judgement: Judgement, ledger: str) -> Iterator[dict[str, Any]]:
    yield {
        "@id": f"{ledger}:{judgement.id}",
        "@type": "prov:Activity",
        "prov:endedAtTime": _moment(judgement.at),
        "prov:wasAssociatedWith": {"@type": "prov:Person", "dcterms:title": judgement.author},
        "prov:used": {"@id": f"{ledger}:{judgement.on}"},
        "onrecord:act": judgement.act,
        "onrecord:reason": judgement.reason,
        "onrecord:hash": judgement.hash,
    }


def _moment(stored: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": stored}


def text_urn(report: Report) -> str:
    """The name of a report's text by its SHA-256: ``urn:sha256:50f7…``; positions count in that text."""
    return f"urn:{report.text_id}"
