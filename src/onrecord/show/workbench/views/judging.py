"""Where a person's ruling comes in: accept, reject, correct, comment, undo. A conflict shows both edits, with 409."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import Conflict
from onrecord.show.workbench.bench import At, Reviewer
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.ruled import seen
from onrecord.show.workbench.views.preferences import ours

router = APIRouter()

_PAGE = Page(name="conflict", title="Somebody was faster", path="")
_PLACE = re.compile(r"[\w-]{1,100}", re.ASCII)
Short = Annotated[str, Form(max_length=600)]


@router.post("/judgements", response_class=RedirectResponse, status_code=303,
             responses={409: {"description": "Somebody has ruled on it meanwhile; both edits are shown."}})  # fmt: skip
def judge(
    request: Request,
    bench: At,
    author: Reviewer,
    on: Annotated[str, Form(max_length=100)],
    act: Annotated[str, Form(max_length=20)],
    expect: Annotated[str, Form(max_length=30)] = "",
    reason: Annotated[str, Form(max_length=10_000)] = "",
    field: Annotated[str, Form(max_length=40)] = "",
    value: Short = "",
    span: Short = "",
    low: Short = "",
    best: Short = "",
    high: Short = "",
    unit: Short = "",
    member: Annotated[list[str], Form(max_length=500)] = [],  # noqa: B006 - never changed; FastAPI copies it
    back: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """Rule on an item; ``expect`` is the last judgement on it that was seen, ``field`` and ``value`` a correction.

    ``low``, ``best``, ``high`` and ``unit`` are those of a figure; those that are empty stay as they are, and "none"
    leaves an end open. ``member`` is what a split parts from an event: D41/eve2, as often as there are some.
    """
    values = ((field, value), ("span", span), ("low", low), ("best", best), ("high", high), ("unit", unit))
    change: dict[str, Any] = {name: given for name, given in values if name and given}
    if member:
        change["members"] = member
    return _kept(request, bench, author=author, on=on, act=act, expect=expect, reason=reason, change=change, back=back)


@router.post("/judgements/mark", response_class=RedirectResponse, status_code=303)
def mark(
    request: Request, bench: At, author: Reviewer, mark: Annotated[str, Form(max_length=200)],
    back: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:  # fmt: skip
    """Right, wrong or undo by one button: ``mark`` is "reject D41/fig3 0 fig3": act, item, last seen, place of page."""
    act, on, expect, place = (*mark.split(" "), "", "", "", "")[:4]
    back = f"{back.partition('#')[0]}#{place}" if _PLACE.fullmatch(place) else back
    return _kept(request, bench, author=author, on=on, act=act, expect=expect, reason="", change={}, back=back)


def _kept(
    request: Request, bench: At, *, author: str | None, on: str, act: str, expect: str, reason: str,
    change: dict[str, Any], back: str,
) -> Response:  # fmt: skip
    try:
        bench.ledger.judge(on, act, author=author, reason=reason, change=change or None, expect=expect or None)
    except Conflict as error:
        with bench.ledger.desk.reading() as connection:
            last = seen(connection, on) if act != "undo" else 0
        said = bench.ledger.judgements(on=on)
        yours = {"act": act, "reason": reason, "change": change}
        return shown(request, _PAGE, status=409, on=on, yours=yours, theirs=said[-1] if said else None, last=last,
                     back=ours(back), because=str(error))  # fmt: skip
    return RedirectResponse(ours(back), status_code=303)
