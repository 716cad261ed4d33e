"""W3C Web Annotations (JSON-LD), an annotation a line: every claim, figure and event on the words it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.core.answers.cases import Telling
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.written import as_written
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out, as_json
from onrecord.show.export.provenance import text_urn
from onrecord.version import __version__

AROUND = 32
"""Characters before and after a quote, so that it is found again where the text was extracted otherwise."""
LIMITS = {
    "relations": "which figure contradicts or updates which has no place: a figure names its group alone",
    "origins": "how many origins an event or a figure has is not on any words, and has no place",
    "actors": "actors, outlets and what is due are no annotations, and are left out",
}
_GENERATOR = {"id": f"https://pypi.org/project/onrecord/{__version__}", "type": "Software",
              "name": f"onrecord {__version__}"}  # fmt: skip


def write(record: Record, out: Out, lost: Lost) -> None:
    """Claims, figures, events, each by number."""
    moment = record.moment
    with out.text() as page:
        for claim in record.ask("claims"):
            page.json(_annotation(record, claim.id, claim, tags_of(claim), _said(claim), moment))
            out.rests_on([claim.document])
        for one in record.ask("statements"):
            page.json(_annotation(record, one.address, one, tags_of(one), _facts(one, (
                "group", "event", "measure", "counted", "comparator", "approximate", "low", "best", "high", "unit",
                "place", "edtf", "origin", "certainty", "polarity",
            )), moment))  # fmt: skip
            out.rests_on([one.document])
            lost("relations")
            lost("origins")
        for telling in _tellings(record, lost):
            page.json(_annotation(record, telling.address, telling, tags_of(telling), _facts(
                telling, ("event", "type", "mode", "realis", "effect", "time", "edtf", "place", "claim")
            ), moment))  # fmt: skip
            out.rests_on([telling.document])
        for what in ("actors", "sources", "due"):
            lost("actors", sum(1 for _ in record.ask(what)))


def tags_of(answer: Any) -> dict[str, str]:
    """The tags of a claim, a figure or an event, by what they say of it: ``{"measure": "killed", …}``."""
    names = ("certainty", "polarity") if isinstance(answer, Claim) else (
        "type", "mode") if isinstance(answer, Telling) else ("measure", "comparator")  # fmt: skip
    return {name: value for name in names if (value := getattr(answer, name))}


def _tellings(record: Record, lost: Lost) -> Iterator[Telling]:
    for case in record.cases():
        lost("origins")
        yield from case.tellings


def _annotation(
    record: Record, item: str, answer: Any, tags: dict[str, str], facts: dict[str, Any], moment: str
) -> dict[str, Any]:
    """One annotation: words as tags, values as JSON, and what a person ruled, under the name of the judgement."""
    document, span = answer.document, answer.span
    report, text = record.report(document), record.text(document)
    body = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags.values()]
    body.append({"type": "TextualBody", "purpose": "describing", "format": "application/json",
                 "value": as_json(as_written(facts))})  # fmt: skip
    if answer.judgement is not None and (ruled := record.ruled(item)) is not None:
        body.append({"id": f"urn:onrecord:ledger:{record.ledger}:{ruled.id}", "type": "TextualBody",
                     "purpose": "assessing", "value": answer.judgement})  # fmt: skip
    state: dict[str, Any] = {"type": "TimeState", "cached": text_urn(report)}
    if report.published and len(report.published) > 10:
        state["sourceDate"] = report.published
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:onrecord:ledger:{record.ledger}:{item}",
        "type": "Annotation",
        "motivation": "identifying",
        "created": report.added,
        "generated": moment,
        "generator": _GENERATOR,
        "body": body,
        "target": {
            "source": report.url or f"urn:onrecord:ledger:{record.ledger}:{document}",
            "state": state,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(text),
                    "prefix": text[max(0, span.start - AROUND) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }


def _said(claim: Claim) -> dict[str, Any]:
    names = ("speaker", "speaker_name", "speaker_kind", "chain", "certainty", "polarity", "form", "source", "cue",
             "content", "parent", "events", "figures", "statements", "copy_of", "confidence")  # fmt: skip
    return {"text": claim.text, **_facts(claim, names)}


def _facts(answer: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in names}


FORMAT = Format(
    about="W3C Web Annotations: claims, figures and events on their words, for Hypothesis, Recogito and the like",
    suffix=".jsonl",
    limits=LIMITS,
    write=write,
)
