"""How far the reviewers agree, and each claim on which they do not."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.agreement import alpha, coded, double, pairs
from onrecord.show.workbench.bench import At
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.reviewing import these

PAGE = Page(name="agreement", title="Agreement", path="/review/agreement", section="review")
router = APIRouter()

MOST = 50


@router.get("/review/agreement", response_class=HTMLResponse)
def agreement(request: Request, bench: At) -> HTMLResponse:
    """Only items on which two people have ruled are told; until then each opinion stays with whoever gave it."""
    codes = coded(bench.ledger.judgements())
    both = double(codes)
    differ = {item: people for item, people in both.items() if len(set(people.values())) > 1}
    with bench.ledger.desk.reading() as connection:
        claims = these(connection, [item for item in differ if item.startswith("C")][:MOST])
    return shown(request, PAGE, pairs=pairs(codes), both=len(both), differ=differ, alone=len(codes) - len(both),
                 alpha=alpha([list(people.values()) for people in both.values()]), most=MOST,
                 words={one.id: one for one in claims})  # fmt: skip
