"""One report: its text with the evidence marked, the record beside it, and a mark of right or wrong on every entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from onrecord.core import Reading
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.flags import Raised
from onrecord.core.answers.reports import Report
from onrecord.core.span import Span
from onrecord.errors import Unknown
from onrecord.show.report.sheet import Sheet
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.marked import mark
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.ruled import Ruled, reading_of, ruled_on, text_of

PAGE = Page(name="document", title="Document", path="/documents", section="documents")
router = APIRouter()

Id = Annotated[str, Path(pattern=r"^D[1-9]\d{0,17}$")]
Place = Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$", description="Code points of the text: 412-423")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report as it is kept: its reading laid out, the numbers its entries have in the ledger.

    ``address`` gives for an entry what it is called to be ruled on: "att3" → "C9", "fig3" → "D41/fig3"; ``events`` and
    ``groups`` which event and figures it is part of.
    """

    report: Report
    sheet: Sheet | None
    text: str
    changed: tuple[tuple[Span, str], ...]
    address: dict[str, str]
    claims: dict[str, Claim]
    events: dict[str, str]
    groups: dict[str, str]


def filed(bench: Bench, id: str, as_of: str | None) -> Filed:
    """A report with its reading, worked out once until the ledger changes; raises ``Unknown``."""
    return bench.kept(("document", id, as_of), lambda: _filed(bench, id, as_of))


def _filed(bench: Bench, id: str, as_of: str | None) -> Filed:
    ledger = bench.ledger
    asked: dict[str, Any] = {"document": id, "as_of": as_of, "include_rejected": True, "include_superseded": True}
    report = next(ledger.documents(**asked), None)
    if report is None:
        raise Unknown(f"{id}: " + (f"it was not known at {as_of}" if as_of else "no such report in this ledger"))
    with ledger.desk.reading() as connection:
        record = reading_of(connection, int(id[1:]))
        text = text_of(connection, int(id[1:]))
    flags = list(ledger.flags(**asked))
    sheet = Sheet.of(Reading.from_dict(record)) if record is not None else None
    claims = {claim.address.partition("/")[2]: claim for claim in ledger.claims(**asked)}
    address = {local: claim.id for local, claim in claims.items()}
    if sheet is not None:
        for entries in (sheet.figures, sheet.events, sheet.actors, sheet.places, sheet.relations):
            address.update({one.id: f"{id}/{one.id}" for one in entries})
        address.update(_flags(sheet, flags))
    return Filed(
        report=report,
        sheet=sheet,
        text=text,
        changed=tuple((Span(*one["span"]), str(one.get("from") or "")) for one in report.changed if one.get("span")),
        address=address,
        claims=claims,
        events=_of(id, ((event.id, event.addresses) for event in ledger.events(**asked))),
        groups=_of(id, ((group.id, [one.address for one in group.statements]) for group in ledger.figures(**asked))),
    )


def _flags(sheet: Sheet, flags: Iterable[Raised]) -> dict[str, str]:
    """The numbers that the flags of a report have in the ledger, by what they say and stand on."""
    kept: dict[tuple[str, tuple[Span, ...]], str] = {}
    for flag in flags:
        kept.setdefault((flag.because, tuple(one.span for one in flag.evidence)), flag.id)
    found = ((one, kept.get((one.because, tuple(one.spans)))) for one in (*sheet.flags, *sheet.open_ends))
    return {one.id: name for one, name in found if name is not None}


def _of(id: str, told: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Local names of this report by the number that they have in the ledger: {"eve2": "E12"}."""
    found: dict[str, str] = {}
    for name, addresses in told:
        for one in addresses:
            document, _, local = one.partition("/")
            if document == id:
                found[local] = name
    return found


@router.get("/static/reading.js", include_in_schema=False)
def script() -> Response:
    """What lets words and record find each other: the script of the report's own page."""
    return Response(_script(), media_type="text/javascript; charset=utf-8", headers={"Cache-Control": "max-age=3600"})


@cache
def _script() -> str:
    return (files("onrecord.show.report.forms") / "page" / "page.js").read_text(encoding="utf-8")


@router.get("/documents/{id}.json")
def document_kept(bench: At, id: Id, asked: Filter) -> JSONResponse:
    """The reading as ``onrecord read --format json`` prints it."""
    filed(bench, id, asked.as_of)
    with bench.ledger.desk.reading() as connection:
        record = reading_of(connection, int(id[1:]))
    if record is None:
        raise Unknown(f"{id}: it has not been read")
    headers = {"Content-Disposition": f'attachment; filename="{id}.json"', "Cache-Control": "no-store"}
    return JSONResponse(record, headers=headers)


@router.get("/documents/{id}", response_class=HTMLResponse)
def document(request: Request, bench: At, asked: Filter, id: Id, at: Place = None) -> HTMLResponse:
    """The text beside its record; ``at`` marks a stretch of it."""
    found = filed(bench, id, asked.as_of)
    with bench.ledger.desk.reading() as connection:
        ruled = ruled_on(connection, [*found.address.values(), id])
    by_entry = {local: ruled[name] for local, name in found.address.items() if name in ruled}
    place = _place(at, found.text)
    return shown(
        request, PAGE, asked, own={"at": at}, found=found, report=found.report, sheet=found.sheet,
        marked=mark(found.sheet, found.changed, place) if found.sheet is not None else None,
        rulings=by_entry, nobody=Ruled(), link=_link(found.report.url), place=place,
        paragraphs=[part for part in found.text.split("\n") if part.strip()] if found.sheet is None else [],
    )  # fmt: skip


def _place(at: str | None, text: str) -> Span | None:
    if at is None:
        return None
    start, end = (int(part) for part in at.split("-"))
    return Span(start, end) if 0 <= start < end <= len(text) else None


def _link(url: str | None) -> str:
    """The report's own address where a browser may safely be sent there, else ""."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return (url or "") if parts.scheme in ("http", "https") and parts.netloc else ""
