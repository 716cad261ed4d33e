"""Networks, drawn: who is said to have attacked, met or accused whom; which outlet carries which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from onrecord.core.answers.links import Carried, Link
from onrecord.show.workbench.asked import Asked, Filter
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.drawing import network
from onrecord.show.workbench.drawing.network import FEW, MOST, Bond, Network
from onrecord.show.workbench.drawn import drawing_kept
from onrecord.show.workbench.listing import MOST_PAGES, download, page_of
from onrecord.show.workbench.outlet import carriers_of
from onrecord.show.workbench.pages import Page, shown

PAGE = Page(name="network", title="Network", path="/network/actors", section="actors")
OF_OUTLETS = Page(name="network", title="Network", path="/network/sources", section="sources")
router = APIRouter()

Of = Literal["actors", "sources"]
OF: tuple[Of, ...] = get_args(Of)
Relation = Annotated[str | None, Query(max_length=30, description="One kind of relation: ASSAULT, commands, copies")]
Least = Annotated[int, Query(ge=1, le=1_000_000, description="Events or reports that a relation rests on, at least")]
Draw = Annotated[Literal["few", "all"], Query(description="The strongest, or all of them")]
Large = Annotated[bool, Query(description="With twice the room")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a network is asked for, beside the filter that every page shares."""

    of: Of
    relation: str | None
    least: int
    draw: Literal["few", "all"] = "few"
    large: bool = False

    def words(self) -> dict[str, object]:
        """Those that differ from what is shown unless asked."""
        return {"relation": self.relation, "least": self.least if self.least > 1 else None,
                "draw": "all" if self.draw == "all" else None, "large": "true" if self.large else None}  # fmt: skip


def answers(bench: Bench, asked: Asked, of: Of) -> Sequence[Link | Carried]:
    """All relations under the filter, worked out once until the ledger changes."""
    if of == "sources":
        return carriers_of(bench, asked)
    return bench.kept(("links", asked), lambda: tuple(bench.ledger.links(**asked.words())))


def fitting(found: Sequence[Link | Carried], wanted: Wanted) -> list[Link | Carried]:
    """Those of the kind and the weight that are asked for."""
    return [one for one in found
            if one.count >= wanted.least and (wanted.relation is None or one.relation == wanted.relation)]  # fmt: skip


def bond(one: Link | Carried) -> Bond:
    """A relation as it is drawn; outlets are called by their names."""
    if isinstance(one, Link):
        return Bond(a=one.a, a_name=one.a_name, a_kind=one.a_kind, relation=one.relation, b=one.b, b_name=one.b_name,
                    b_kind=one.b_kind, count=one.count, counted=one.counted)  # fmt: skip
    return Bond(a=one.a, a_name=one.a, a_kind="outlet", relation=one.relation, b=one.b, b_name=one.b,
                b_kind="outlet", count=one.count, counted="reports")  # fmt: skip


def drawn(bench: Bench, asked: Asked, wanted: Wanted, found: Sequence[Link | Carried]) -> Network | None:
    """The drawing, laid out once until the ledger changes."""

    def make() -> Network | None:
        return network.draw([bond(one) for one in found], most=MOST if wanted.draw == "all" else FEW,
                            scale=2.0 if wanted.large else 1.0)  # fmt: skip

    return bench.kept(("network", asked, wanted), make)


def warm(bench: Bench) -> None:
    """Work out both networks as they are shown first."""
    for of in OF:
        wanted = Wanted(of=of, relation=None, least=1)
        drawn(bench, Asked(), wanted, fitting(answers(bench, Asked(), of), wanted))


def _page(request: Request, bench: Bench, asked: Asked, wanted: Wanted, page: int) -> HTMLResponse:
    every = answers(bench, asked, wanted.of)
    found = fitting(every, wanted)
    kinds = [kind for kind, _ in Counter(one.relation for one in every).most_common()]
    own = wanted.words()
    about = PAGE if wanted.of == "actors" else OF_OUTLETS
    return shown(
        request, about, asked, own=own, wanted=wanted, kinds=kinds, drawn=drawn(bench, asked, wanted, found),
        few=FEW, most=MOST, bonds=len(found), nodes=len({name for one in found for name in (one.a, one.b)}),
        found=page_of([bond(one) for one in found], {}, page=page),
    )  # fmt: skip


@router.get("/network/{of}.svg")
def network_drawn(
    bench: At, asked: Filter, of: Of, relation: Relation = None, least: Least = 1, draw: Draw = "few",
    large: Large = False,
) -> Response:  # fmt: skip
    """The drawing as a file."""
    wanted = Wanted(of=of, relation=relation or None, least=least, draw=draw, large=large)
    found = fitting(answers(bench, asked, of), wanted)
    return drawing_kept(bench, "network", drawn(bench, asked, wanted, found), asked)


@router.get("/network/{of}.{form}")
def network_kept(
    bench: At, asked: Filter, of: Of, form: Literal["csv", "json"], relation: Relation = None, least: Least = 1
) -> StreamingResponse:
    """All relations that fit, as a file: those of the table, page after page."""
    found = fitting(answers(bench, asked, of), Wanted(of=of, relation=relation or None, least=least))
    return download(found, Link if of == "actors" else Carried, form, f"network-{of}")


@router.get("/network/{of}", response_class=HTMLResponse)
def network_of(
    request: Request, bench: At, asked: Filter, of: Of, relation: Relation = None, least: Least = 1,
    draw: Draw = "few", large: Large = False, page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> HTMLResponse:  # fmt: skip
    """The network of actors or of outlets, drawn, with the same numbers in a table."""
    wanted = Wanted(of=of, relation=relation or None, least=least, draw=draw, large=large)
    return _page(request, bench, asked, wanted, page)
