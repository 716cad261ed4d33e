"""One outlet: what is its own and what it carries, on how many origins it stands, whose words it gives."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from onrecord.core.answers.sources import Outlet
from onrecord.errors import Unknown
from onrecord.show.report.visible import line
from onrecord.show.workbench import outlet
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.listing import MOST_PAGES
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="source", title="Source", path="/sources", section="sources")
router = APIRouter()

Name = Annotated[str, Query(min_length=1, max_length=500, description="The outlet's name, as reports write it")]


def _known(bench: Bench, name: str, asked: Asked) -> Outlet:
    found = outlet.find(bench, name, asked)
    if found is None:
        raise Unknown(f"{line(name)[:80]}: no report of an outlet of that name is in this ledger")
    return found


@router.get("/sources/outlet", response_class=HTMLResponse)
def source(
    request: Request, bench: At, asked: Filter, name: Name, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1
) -> HTMLResponse:
    """One outlet with everything that is counted of it; ``page`` is that of its reports."""
    found = outlet.gather(bench, _known(bench, name, asked), asked, page=page)
    return shown(request, PAGE, asked, own={"name": name}, found=found, outlet=found.outlet)


@router.get("/sources/outlet.json")
def source_kept(bench: At, asked: Filter, name: Name) -> JSONResponse:
    """The same as a file: the outlet as the commands print it, how its events stand, whose words it gives."""
    found = outlet.gather(bench, _known(bench, name, asked), asked, page=1)
    speakers = bench.ledger.speakers(**{**asked.words(), "publisher": found.outlet.name})
    told = {
        "outlet": found.outlet.to_dict(),
        "events": {"looked_at": found.events, "more": found.more_events, **dict(found.by_status)},
        "speakers": [one.to_dict() for one in speakers],
        "carries": [{"name": one.name, "copies": one.copies, "credits": one.credits} for one in found.carries],
        "carried_by": [{"name": one.name, "copies": one.copies, "credits": one.credits} for one in found.carried_by],
    }  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="outlet.json"', "Cache-Control": "no-store"}
    return JSONResponse(told, headers=headers)
