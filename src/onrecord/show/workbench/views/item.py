"""One item that has no page of its own kind: what it is, its words, what people ruled on it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from onrecord.core.answers.shown import Shown
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.ruled import Ruled, ruled_on
from onrecord.show.workbench.words import home

router = APIRouter()

SECTIONS = {"C": "claims", "G": "figures", "F": "flags", "E": "flags", "U": "due", "J": "claims"}
"""Under which section of the navigation an item stands, by its first letter."""
HIDDEN = frozenset({
    "id", "title", "name", "text", "what", "because", "evidence", "span", "source", "cue", "content", "statements",
    "relations", "outcomes", "origins", "hash", "previous", "address", "local", "resolved", "judgement",
})  # fmt: skip
"""Fields that the page tells otherwise, or not at all."""
_JUDGED = frozenset({"claim", "flag"})
_HEADS = ("title", "name", "what", "because", "text", "act")


@router.get("/claims/{id}.json")
@router.get("/due/{id}.json")
@router.get("/judgements/{id}.json")
def item_kept(
    bench: At, asked: Filter, id: Annotated[str, Path(pattern=r"^[CUJ][1-9]\d*$", description="C9, U2, J7")]
) -> JSONResponse:
    """The item with its evidence and judgements, as ``onrecord show --format json`` prints it."""
    return _kept(bench.ledger.show(id, as_of=asked.as_of))


@router.get("/flags/{id:path}.json")
def flag_kept(bench: At, asked: Filter, id: Annotated[str, Path(max_length=100)]) -> JSONResponse:
    """The same of a flag."""
    return _kept(bench.ledger.show(id, as_of=asked.as_of))


@router.get("/claims/{id}", response_class=HTMLResponse)
@router.get("/due/{id}", response_class=HTMLResponse)
@router.get("/judgements/{id}", response_class=HTMLResponse)
def item(
    request: Request, bench: At, asked: Filter, id: Annotated[str, Path(pattern=r"^[CUJ][1-9]\d*$")]
) -> HTMLResponse:
    """A claim, something due, a judgement."""
    return _page(request, bench.ledger.show(id, as_of=asked.as_of), asked)


@router.get("/flags/{id:path}", response_class=HTMLResponse)
def flag(request: Request, bench: At, asked: Filter, id: Annotated[str, Path(max_length=100)]) -> HTMLResponse:
    """A flag of a report ("F9") or of the whole ledger ("G5/unit_drift/D7")."""
    return _page(request, bench.ledger.show(id, as_of=asked.as_of), asked)


@router.get("/figures/{id}", response_class=HTMLResponse)
def group(request: Request, bench: At, asked: Filter, id: Annotated[str, Path(pattern=r"^G[1-9]\d*$")]) -> Response:
    """Figures side by side: they are drawn on the page of their event."""
    found = bench.ledger.show(id, as_of=asked.as_of)
    event = found.answer.get("event")
    if event:
        return RedirectResponse(asked.link(f"{home(str(event))}#{id}"), status_code=303)
    return _page(request, found, asked)


def _kept(found: Shown) -> JSONResponse:
    name = found.id.replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"', "Cache-Control": "no-store"}
    return JSONResponse(found.to_dict(), headers=headers)


def _page(request: Request, found: Shown, asked: Asked) -> HTMLResponse:
    head = next((str(found.answer[name]) for name in _HEADS if found.answer.get(name)), found.id)
    page = Page(name="item", title=found.id, path="", section=SECTIONS.get(found.id[:1]))
    bench = request.app.state.bench
    related = {name: [_told(one) for one in some] for name, some in found.related.items()}
    rulings: dict[str, Ruled] = {}
    if found.kind in _JUDGED:
        with bench.ledger.desk.reading() as connection:
            rulings = ruled_on(connection, [found.id])
    ruled = rulings.get(found.id, Ruled())
    facts = {name: value for name, value in found.answer.items() if name not in HIDDEN and value not in (None, [], {})}
    return shown(request, page, asked, found=found, head=head, facts=facts, ruled=ruled,
                 judged=found.kind in _JUDGED, related=related)  # fmt: skip


def _told(one: dict[str, Any]) -> tuple[str, str]:
    """Where a related item is found, and a line about it."""
    counted = " ".join(str(one[name]) for name in ("counted", "measure") if one.get(name))
    words = next((str(one[name]) for name in _HEADS if one.get(name)), "") or counted
    return str(one.get("id", "")), words or str(one.get("id", ""))
