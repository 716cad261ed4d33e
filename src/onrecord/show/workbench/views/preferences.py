"""How a person wants the desk: light or dark, and the name under which they judge. Kept in this browser alone."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from onrecord.show.workbench.bench import REVIEWER
from onrecord.show.workbench.pages import THEME, THEMES

router = APIRouter(prefix="/preferences")

_YEAR = 365 * 24 * 3600
Back = Annotated[str, Form(max_length=4000)]


@router.post("/theme", response_class=RedirectResponse, status_code=303)
def theme(theme: Annotated[str, Form(max_length=10)] = "", back: Back = "/") -> RedirectResponse:
    """Light, dark, or (empty) as the system wishes."""
    answer = RedirectResponse(ours(back), status_code=303)
    if theme in THEMES:
        answer.set_cookie(THEME, theme, max_age=_YEAR, samesite="strict", httponly=True)
    else:
        answer.delete_cookie(THEME)
    return answer


@router.post("/reviewer", response_class=RedirectResponse, status_code=303)
def reviewer(name: Annotated[str, Form(max_length=200)] = "", back: Back = "/") -> RedirectResponse:
    """The name under which judgements of this browser are made; empty takes it away."""
    answer = RedirectResponse(ours(back), status_code=303)
    said = " ".join(name.split())
    if said:
        answer.set_cookie(REVIEWER, quote(said), max_age=_YEAR, samesite="strict", httponly=True)
    else:
        answer.delete_cookie(REVIEWER)
    return answer


def ours(back: str) -> str:
    """A path of this desk, whatever was sent: "//another.site" and "https:…" become "/"."""
    plain = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return quote(back, safe="/?&=%#:+,;~!*'()@$.-_") if plain else "/"
