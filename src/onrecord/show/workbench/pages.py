"""What a page is. The folder ``views`` is the list of them: a new page is a module there and a template of its name.

A module has ``PAGE``, ``router`` (its routes) and calls :func:`shown` with the name of its template; where there is
``static/pages/<name>.css`` or ``.js`` the page takes it along.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.show.workbench.asked import LABELS, Asked
from onrecord.show.workbench.bench import reviewer, the_bench
from onrecord.show.workbench.fresh import NEW, Since, nothing_new

THEMES = ("light", "dark")
THEME = "onrecord_theme"
"""The cookie with the theme a person chose; without it the browser's own wish counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: ``order`` is its place in the navigation (None: it is not there), ``section`` whose part it is.

    ``name`` is that of its template, ``title`` stands in the navigation and ``path`` is its address.
    """

    name: str
    title: str
    path: str
    order: int | None = None
    section: str | None = None


def views() -> Iterator[tuple[Page | None, APIRouter]]:
    """Every module of the folder: its page (None for one that only answers) and its routes."""
    package = import_module("onrecord.show.workbench.views")
    for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda one: one.name):
        module = import_module(f"{package.__name__}.{found.name}")
        yield getattr(module, "PAGE", None), module.router


def shown(
    request: Request, page: Page, asked: Asked | None = None, *, status: int = 200, template: str | None = None,
    own: Mapping[str, Any] | None = None, **told: Any,
) -> HTMLResponse:  # fmt: skip
    """The page made of its template and what is ``told``; ``own`` are words of the address that only this page has."""
    bench = the_bench(request)
    filters = asked if asked is not None else Asked()
    kept = {name: value for name, value in (own or {}).items() if value not in (None, "", False)}
    since = Since.of(request.query_params.get(NEW))
    if since is not None:
        kept[NEW] = since.report

    def to(path: str, **changed: Any) -> str:
        return filters.link(path, **changed)

    def here(**changed: Any) -> str:
        return filters.link(request.url.path, **{**kept, **changed})

    words = bench.environment.get_template(template or f"{page.name}.html").render(
        request=request,
        bench=bench,
        page=page,
        asked=filters,
        own=kept,
        labels=LABELS,
        to=to,
        here=here,
        parts=bench.environment.get_template("parts.html").module,
        theme=theme(request),
        reviewer=reviewer(request),
        assets=_assets(page.name),
        since=since,
        fresh=since.mark if since is not None else nothing_new,
        **told,
    )
    return HTMLResponse(words, status_code=status, headers={"Cache-Control": "no-store"})


def theme(request: Request) -> str:
    """ "light", "dark" or "" for what the browser wishes."""
    wanted = request.cookies.get(THEME, "")
    return wanted if wanted in THEMES else ""


@cache
def _assets(name: str) -> tuple[str, ...]:
    """The files of its own that a page takes along: "pages/event.css"."""
    folder = files("onrecord.show.workbench") / "static" / "pages"
    return tuple(f"pages/{name}.{kind}" for kind in ("css", "js") if (folder / f"{name}.{kind}").is_file())
