"""How far the reviewers agree, of all they ruled on and of each kind, and each thing on which they do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from onrecord.core.answers.written import as_written
from onrecord.show.workbench.agreement import Coded, alpha, coded, double, pairs
from onrecord.show.workbench.bench import At, Bench
from onrecord.show.workbench.listing import download
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.queue import KINDS, Kind, kind_of, these

PAGE = Page(name="agreement", title="Agreement", path="/review/agreement", section="review")
router = APIRouter()

MOST = 50
ORDER: tuple[Kind, ...] = ("all", "claims", "figures", "flags")
KindAsked = Annotated[Kind, Query(description="Of which kind: claims, figures, flags, or all that was ruled on")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What one person first said of a thing on which two have ruled: "D41/fig3", "Ana", "corrected: low 9"."""

    item: str
    kind: str
    reviewer: str
    verdict: str
    same: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        written: dict[str, Any] = as_written(self)
        return written


@router.get("/review/agreement", response_class=HTMLResponse)
def agreement(request: Request, bench: At, kind: KindAsked = "all") -> HTMLResponse:
    """Only items on which two people have ruled are told; until then each opinion stays with whoever gave it."""
    codes = _of(coded(bench.ledger.judgements()), kind)
    both = double(codes)
    differ = {item: people for item, people in both.items() if len(set(people.values())) > 1}
    with bench.ledger.desk.reading() as connection:
        queue = these(bench, connection, [item for item in differ if kind_of(item) in KINDS][:MOST])
    return shown(
        request, PAGE, own={"kind": kind if kind != "all" else None}, pairs=pairs(codes), both=len(both),
        differ=differ, alone=len(codes) - len(both), alpha=_alpha(both), most=MOST,
        words={one.id: one for one in queue}, kind=kind, kinds=ORDER, each=_each(both) if kind == "all" else [],
    )  # fmt: skip


@router.get("/review/agreement.{form}")
def agreement_kept(bench: At, form: Literal["csv", "json"], kind: KindAsked = "all") -> StreamingResponse:
    """What each said of everything on which two have ruled, to work out other measures."""
    return download(_opinions(bench, kind), Opinion, form, "agreement")


def _of(codes: Coded, kind: Kind) -> Coded:
    return codes if kind == "all" else {item: people for item, people in codes.items() if kind_of(item) == kind}


def _alpha(both: Coded) -> float | None:
    return alpha([list(people.values()) for people in both.values()])


def _each(both: Coded) -> list[tuple[str, int, int, float | None]]:
    """Of each kind that two have ruled on: how many, of how many they said the same, and alpha."""
    found: list[tuple[str, int, int, float | None]] = []
    for kind in ORDER[1:]:
        some = _of(both, kind)
        same = sum(len(set(people.values())) == 1 for people in some.values())
        if some:
            found.append((kind, len(some), same, _alpha(some)))
    return found


def _opinions(bench: Bench, kind: Kind) -> Iterator[Opinion]:
    for item, people in double(_of(coded(bench.ledger.judgements()), kind)).items():
        same = len(set(people.values())) == 1
        for name, verdict in people.items():
            yield Opinion(item=item, kind=kind_of(item) or "other", reviewer=name, verdict=verdict, same=same)
