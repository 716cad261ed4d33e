"""The application: every page of ``views``, its guard, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from onrecord.show.workbench.adding import Runs
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench, Ledger
from onrecord.show.workbench.faults import answer_faults
from onrecord.show.workbench.guard import Guard
from onrecord.show.workbench.pages import views
from onrecord.show.workbench.templating import environment
from onrecord.version import __version__

MOST_DUE = 10_000
"""Items whose words are looked at before anybody asks; it takes some 0.2 ms each."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a browser on this computer may call."""

_ABOUT = "The workbench of one ledger. Every list is also there as .csv and .json, with the same rows and filters."


def warm(app: FastAPI) -> None:
    """Work out what takes long once in a large ledger, before anybody asks: first pages, outlets, networks, due."""
    bench: Bench = app.state.bench
    with suppress(Exception):  # whoever opens the page will see what is wrong
        import_module("onrecord.show.workbench.views.situation").of(bench, Asked())
        import_module("onrecord.show.workbench.views.sources").of(bench, Asked())
        import_module("onrecord.show.workbench.views.network").warm(bench)
        next(bench.ledger.due(offset=MOST_DUE), None)  # what repeats what is seen by the words of every item


def create_app(
    ledger: Ledger, *, token: str, add: Callable[..., Any] | None = None, hosts: Collection[str] = LOOPBACK
) -> FastAPI:
    """The workbench over an open ledger: ``create_app(ledger, token=secrets.token_urlsafe(32))``.

    A browser gets in with ``/?token=…`` and keeps a cookie. ``add`` takes files into the ledger (without it the
    workbench only reads and judges); ``hosts`` are the names it answers to.
    """
    runs = Runs()

    @asynccontextmanager
    async def closing(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(runs.close)

    app = FastAPI(title="onrecord workbench", version=__version__, description=_ABOUT, docs_url=None, redoc_url=None,
                  lifespan=closing)  # fmt: skip
    app.state.runs = runs
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
