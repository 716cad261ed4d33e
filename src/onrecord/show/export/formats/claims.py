"""schema.org Claims (JSON-LD), one a line; a ClaimReview only where a person has ruled on the claim.

onrecord gives no verdict: a Claim says who said it, where it stood first, and where it was carried. A ClaimReview is a
person's: its author is that person, its words are theirs, and it says what was ruled on, which is the record (that
this was said, by whom), never whether it is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.core.answers.claims import Claim
from onrecord.core.answers.reports import Report
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out

LIMITS = {
    "spans": "positions in the text have no property: a claim has its words, and the reports it stands in",
    "certainty": "how sure the text is has no property: a hedged claim looks like any other",
    "denial": "that the speaker denies it has no property: it is said in the name of the claim",
    "chain": "who quotes whom has no property: the author is the one who says it, not those who pass it on",
    "figures": "figures have no property: they stand in the words",
    "comment": "a person's comment is no ruling, and makes no ClaimReview",
}
_RULED = {
    "accepted": "Accepted: the record has it as it was said",
    "corrected": "Corrected: the record now has it as it was said",
    "rejected": "Rejected: this was not said so",
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """A line a claim."""
    carried: dict[str, tuple[Report, ...]] = {}
    with out.text() as page:
        for claim in record.ask("claims"):
            if claim.document not in carried:  # claims come by report
                carried = {claim.document: tuple(_carriers(record, claim.document))}
            reports = carried[claim.document]
            out.rests_on(reports)
            said = _claim(record, claim, reports)
            page.json(_reviewed(record, claim, said, lost) or {"@context": "https://schema.org", **said})
            _count(claim, lost)


def _carriers(record: Record, document: str) -> Iterator[Report]:
    """The reports with these words: the earliest known, then this one, then its copies."""
    own = record.report(document)
    if own.copy_of is not None:
        yield record.report(own.copy_of)
    yield own
    yield from record.copies(document)


def _claim(record: Record, claim: Claim, reports: tuple[Report, ...]) -> dict[str, Any]:
    who = claim.speaker_name or claim.publisher
    denied = " denies: " if claim.polarity == "denied" else ": "
    first, *others = (_article(report) for report in reports)
    written = {
        "@type": "Claim",
        "@id": f"urn:onrecord:ledger:{record.ledger}:{claim.id}",
        "name": f"{who}{denied}{claim.text}" if who else claim.text,
        "text": claim.text,
        "datePublished": reports[0].published,
        "author": {"@type": _author(record, claim), "name": who} if who else None,
        "firstAppearance": first,
        "appearance": others,
    }
    return {name: value for name, value in written.items() if value not in (None, [])}


def _author(record: Record, claim: Claim) -> str:
    """Person or Organization: by what the speaker is, else by what the report calls them."""
    kind = record.kind(claim.speaker) if claim.speaker is not None else claim.speaker_kind
    return "Person" if kind in {"person", "author"} else "Organization"


def _article(report: Report) -> dict[str, Any]:
    written = {
        "@type": "NewsArticle",
        "identifier": report.id,
        "headline": report.title,
        "url": report.url,
        "datePublished": report.published,
        "publisher": {"@type": "Organization", "name": report.publisher} if report.publisher else None,
    }
    return {name: value for name, value in written.items() if value is not None}


def _reviewed(record: Record, claim: Claim, said: dict[str, Any], lost: Lost) -> dict[str, Any] | None:
    """The ClaimReview that a person's ruling makes of a claim; None where nobody has ruled."""
    ruled = record.ruled(claim.id)
    if ruled is None or claim.judgement is None:
        if ruled is not None:
            lost("comment")
        return None
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"urn:onrecord:ledger:{record.ledger}:{ruled.id}",
        "datePublished": ruled.at,
        "author": {"@type": "Person", "name": ruled.author},
        "claimReviewed": claim.text,
        "reviewBody": ruled.reason or None,
        "reviewRating": {"@type": "Rating", "alternateName": _RULED[claim.judgement]},
        "itemReviewed": said,
    }
    return {name: value for name, value in review.items() if value is not None}


def _count(claim: Claim, lost: Lost) -> None:
    touched = {
        "spans": True,
        "certainty": claim.certainty != "certain",
        "denial": claim.polarity == "denied",
        "chain": len(claim.chain) > 1,
        "figures": bool(claim.statements),
    }
    for limit, is_touched in touched.items():
        if is_touched:
            lost(limit)


FORMAT = Format(
    about="schema.org Claims, for fact-checkers; a ClaimReview only where a person has ruled",
    suffix=".jsonl",
    limits=LIMITS,
    write=write,
)
