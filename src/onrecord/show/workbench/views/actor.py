"""One actor: offices over time, what they said, what is said of them, what they took part in, whom they stand to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from sqlalchemy import select

from onrecord.errors import Unknown
from onrecord.ledger.founding import finals
from onrecord.ledger.schema import actors
from onrecord.show.workbench import portrait
from onrecord.show.workbench.asked import Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.listing import MOST_PAGES
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="actor", title="Actor", path="/actors", section="actors")
router = APIRouter()

Id = Annotated[str, Path(pattern=r"^A[1-9]\d{0,17}$")]
At_page = Annotated[int, Query(ge=1, le=MOST_PAGES)]


@router.get("/actors/{id}.json")
def actor_kept(bench: At, asked: Filter, id: Id) -> JSONResponse:
    """The actor as the commands print it, with its relations."""
    found = portrait.find(bench, id, as_of=asked.as_of)
    if found is None:
        raise Unknown(_nothing(bench, id, asked.as_of)[0])
    links = bench.ledger.links(**asked.words("actor"), actor=id)
    told = {"actor": found.to_dict(), "links": [one.to_dict() for one in links]}
    headers = {"Content-Disposition": f'attachment; filename="{id}.json"', "Cache-Control": "no-store"}
    return JSONResponse(told, headers=headers)


@router.get("/actors/{id}", response_class=HTMLResponse)
def actor(
    request: Request, bench: At, asked: Filter, id: Id, says: At_page = 1, told: At_page = 1, events: At_page = 1
) -> Response:
    """One actor with everything that hangs on it; ``says``, ``told`` and ``events`` are the pages of its lists."""
    found = portrait.find(bench, id, as_of=asked.as_of)
    if found is None:
        because, part_of = _nothing(bench, id, asked.as_of)
        if part_of is None:
            raise Unknown(because)
        return RedirectResponse(asked.link(f"/actors/{part_of}"), status_code=303)
    own = {name: page for name, page in (("says", says), ("told", told), ("events", events)) if page > 1}
    gathered = portrait.gather(bench, found, asked, says=says, told=told, events=events)
    return shown(request, PAGE, asked, own=own, found=gathered, actor=found)


def _nothing(bench: Bench, id: str, as_of: str | None) -> tuple[str, str | None]:
    """Why there is no such actor, and of which it is part, where people have merged it."""
    with bench.ledger.desk.reading() as connection:
        number = int(id[1:])
        if connection.scalar(select(actors.c.id).where(actors.c.id == number)) is None:
            return f"{id}: no such actor in this ledger", None
        into = finals(connection, "A", [number])[number]
    if into != number:
        return f"{id} is part of A{into}", f"A{into}"
    return f"{id}: no report names this actor" + (f" that was known at {as_of}" if as_of else " any more"), None
