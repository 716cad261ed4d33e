"""The application: every page of ``views``, its guard, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench, Ledger
from onrecord.show.workbench.faults import answer_faults
from onrecord.show.workbench.guard import Guard
from onrecord.show.workbench.pages import views
from onrecord.show.workbench.templating import environment
from onrecord.version import __version__

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a browser on this computer may call."""

_ABOUT = "The workbench of one ledger. Every list is also there as .csv and .json, with the same rows and filters."


def warm(app: FastAPI) -> None:
    """Work the first page out before anybody asks for it: in a large ledger it takes seconds, once."""
    with suppress(Exception):  # whoever opens the page will see what is wrong
        first = import_module("onrecord.show.workbench.views.situation")
        first.of(app.state.bench, Asked())


def create_app(
    ledger: Ledger, *, token: str, add: Callable[..., Any] | None = None, hosts: Collection[str] = LOOPBACK
) -> FastAPI:
    """The workbench over an open ledger: ``create_app(ledger, token=secrets.token_urlsafe(32))``.

    A browser gets in with ``/?token=…`` and keeps a cookie. ``add`` takes files into the ledger (without it the
    workbench only reads and judges); ``hosts`` are the names it answers to.
    """
    app = FastAPI(title="onrecord workbench", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None)
    found = list(views())
    pages = tuple(sorted((page for page, _ in found if page is not None and page.order is not None),
                         key=lambda page: page.order or 0))  # fmt: skip
    app.state.bench = Bench(
        ledger=ledger, token=token, environment=environment(), pages=pages, version=__version__, add=add
    )
    for _, router in found:
        app.include_router(router)
    with as_file(files("onrecord.show.workbench") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), name="static")
    answer_faults(app)
    app.add_middleware(Guard, token=token, hosts=frozenset(hosts))
    return app
