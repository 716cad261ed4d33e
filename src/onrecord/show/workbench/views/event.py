"""One event: who knows of it, the figures that compete, the words, who has it from whom, what was known when."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from onrecord.core.answers.happenings import Counted, Stated
from onrecord.errors import Unknown
from onrecord.show.workbench import dossier
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.drawing import citing, map, rivals
from onrecord.show.workbench.drawn import drawing_kept
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="event", title="Event", path="/events", section="events")
router = APIRouter()

Id = Annotated[str, Path(pattern=r"^E[1-9]\d{0,17}$")]
GroupId = Annotated[str, Path(pattern=r"^G[1-9]\d{0,17}$")]
CHARTS = 3
"""Groups that are drawn at once; the others open on demand."""


def of(bench: Bench, id: str, asked: Asked) -> dossier.Dossier:
    """The dossier of an event at the moment that is asked for."""
    return dossier.gather(bench, id, as_of=asked.as_of)


def chart(found: dossier.Dossier, group: Counted) -> rivals.Rivals:
    """The drawing of one group, in the colours of the event's origins."""
    outlets = {report.id: report.publisher for report in found.reports}

    def colour(one: Stated) -> tuple[str, str]:
        name = dossier.knows(one.origin, found.event.origins.list, one.document, one.copy_of)
        if name is not None:
            return name, found.colours[name]
        own = one.origin is None or one.origin == outlets.get(one.document)
        return ("own voice of the outlet" if own else str(one.origin)), "o8"

    return rivals.draw(group, colour)


@router.get("/events/{id}.json")
def event_kept(bench: At, asked: Filter, id: Id) -> JSONResponse:
    """The event and its figures as the commands print them."""
    found = of(bench, id, asked)
    told = {"event": found.event.to_dict(), "figures": [group.to_dict() for group in found.groups],
            "documents": [report.to_dict() for report in found.reports]}  # fmt: skip
    headers = {"Content-Disposition": f'attachment; filename="{id}.json"', "Cache-Control": "no-store"}
    return JSONResponse(told, headers=headers)


@router.get("/events/{id}", response_class=HTMLResponse)
def event(request: Request, bench: At, asked: Filter, id: Id) -> HTMLResponse:
    """One event with everything that hangs on it."""
    found = of(bench, id, asked)
    competing = [group for group in found.groups if len(group.statements) > 1]
    alone = [group for group in found.groups if len(group.statements) == 1]
    return shown(
        request, PAGE, asked, found=found, event=found.event, alone=alone,
        charts=[chart(found, group) for group in competing[:CHARTS]],
        rest=[chart(found, group) for group in competing[CHARTS:]],
        chain=citing.draw(found.event.origins.list, found.reports, found.colours),
        map=map.draw([found.event], width=420, height=300, least_km=900),
    )  # fmt: skip


@router.get("/events/{id}/chain.svg")
def chain_kept(bench: At, asked: Filter, id: Id) -> Response:
    """Who has it from whom, as a file."""
    found = of(bench, id, asked)
    return drawing_kept(bench, "chain", citing.draw(found.event.origins.list, found.reports, found.colours), asked)


@router.get("/events/{id}/{group}.svg")
def chart_kept(bench: At, asked: Filter, id: Id, group: GroupId) -> Response:
    """The drawing of one group of figures as a file."""
    found = of(bench, id, asked)
    wanted = next((one for one in found.groups if one.id == group), None)
    if wanted is None:
        raise Unknown(f"{group}: no such figures in {id}")
    return drawing_kept(bench, "rivals", chart(found, wanted), asked)
