"""One report: its text with the evidence marked, the record beside it, and a mark of right or wrong on every entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from onrecord.core import Reading
from onrecord.core.answers.reports import Report
from onrecord.core.span import Span
from onrecord.errors import Unknown
from onrecord.show.report.sheet import Sheet
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.correcting import Correctable, correctable
from onrecord.show.workbench.marked import Marked, mark
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.ruled import Ruled, flags_of, numbers_of, parts_of, reading_of, ruled_on, text_of

PAGE = Page(name="document", title="Document", path="/documents", section="documents")
router = APIRouter()

Id = Annotated[str, Path(pattern=r"^D[1-9]\d{0,17}$")]
Place = Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$", description="Code points of the text: 412-423")]
Figure = Annotated[str | None, Query(pattern=r"^fig\d{1,6}$", description="A figure that is to be corrected: fig3")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A report as it is kept: its reading laid out, the numbers its entries have in the ledger.

    ``address`` gives for an entry what it is called to be ruled on: "att3" → "C9", "fig3" → "D41/fig3"; ``figures`` are
    those of the reading as it is kept; ``events`` and ``groups`` which event and figures an entry is part of.
    """

    report: Report
    sheet: Sheet | None
    marked: Marked | None
    text: str
    changed: tuple[tuple[Span, str], ...]
    address: dict[str, str]
    figures: dict[str, dict[str, Any]]
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
    number = int(id[1:])
    with ledger.desk.reading() as connection:
        record = reading_of(connection, number)
        text = text_of(connection, number)
        address = numbers_of(connection, number)
        events, groups = parts_of(connection, number)
        flags = flags_of(connection, number)
    sheet = Sheet.of(Reading.from_dict(record)) if record is not None else None
    if sheet is not None:
        for entries in (sheet.figures, sheet.events, sheet.actors, sheet.places, sheet.relations):
            address.update({one.id: f"{id}/{one.id}" for one in entries})
        found = ((one.id, flags.get((one.because, tuple(one.spans)))) for one in (*sheet.flags, *sheet.open_ends))
        address.update({local: name for local, name in found if name is not None})
    changed = tuple((Span(*one["span"]), str(one.get("from") or "")) for one in report.changed if one.get("span"))
    return Filed(
        report=report,
        sheet=sheet,
        text=text,
        marked=mark(sheet, changed, None) if sheet is not None else None,
        changed=changed,
        address=address,
        figures={one["id"]: one for one in record["figures"]} if record is not None else {},
        events=events,
        groups=groups,
    )


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
def document(request: Request, bench: At, asked: Filter, id: Id, at: Place = None, fix: Figure = None) -> HTMLResponse:
    """The text beside its record; ``at`` marks a stretch of it, ``fix`` opens a figure to be corrected."""
    found = filed(bench, id, asked.as_of)
    with bench.ledger.desk.reading() as connection:
        ruled = ruled_on(connection, [*found.address.values(), id])
    by_entry = {local: ruled[name] for local, name in found.address.items() if name in ruled}
    place = _place(at, found.text)
    return shown(
        request, PAGE, asked, own={"at": at}, found=found, report=found.report, sheet=found.sheet,
        marked=mark(found.sheet, found.changed, place) if place and found.sheet is not None else found.marked,
        fix=fix, correctable=_correctable(found, fix, by_entry), rulings=by_entry, nobody=Ruled(),
        link=_link(found.report.url), place=place,
        paragraphs=[part for part in found.text.split("\n") if part.strip()] if found.sheet is None else [],
    )  # fmt: skip


def _correctable(found: Filed, local: str | None, ruled: Mapping[str, Ruled]) -> Correctable | None:
    """The figure that is to be corrected, as it stands now."""
    if local not in found.figures or local not in found.address:
        return None
    return correctable(found.figures[local], ruled.get(local, Ruled()).change)


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
