"""The workbench as a server on this computer alone."""

from __future__ import annotations

import gc
import secrets
import socket
import sys
import threading
import webbrowser
from functools import partial
from typing import TYPE_CHECKING

from onrecord.cli.messages import one_line
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from fastapi import FastAPI

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(*, ledger: str | None, host: str, port: int, open_browser: bool) -> int:
    """Serve until Ctrl-C; the exit code. Raises ``UsageError`` for a host that others can reach, or a taken port."""
    from onrecord.adding import add
    from onrecord.opened import open_ledger
    from onrecord.show.workbench import create_app

    if host.casefold() not in LOOPBACK:
        raise UsageError(f"--host {host}: the workbench has no accounts and answers only on {', '.join(LOOPBACK)}")
    with open_ledger(ledger, create=False) as opened, _bound(host, port) as listening:
        for note in opened.notes:
            sys.stderr.write(one_line(note) + "\n")
        token = secrets.token_urlsafe(32)
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listening.getsockname()[1]}/?token={token}"
        sys.stdout.write(address + "\n")
        sys.stdout.flush()
        sys.stderr.write(f"the workbench of {one_line(opened.desk.name)}; Ctrl-C closes it\n")
        if open_browser:
            webbrowser.open(address)
        app = create_app(opened, token=token, add=None if opened.desk.read_only else partial(add, opened))
        threading.Thread(target=_made_ready, args=(app,), daemon=True).start()
        _run(app, listening)
    return 0


def _made_ready(app: FastAPI) -> None:
    """What pages need is loaded before it is asked for, and is not gone through again whenever memory is swept.

    Python's collector looks at everything that is alive every 70,000 objects: 0.25 s in the middle of some page.
    """
    from onrecord.show.workbench import warm

    gc.set_threshold(*_SWEEPS)
    warm(app)
    gc.collect()
    gc.freeze()


_SWEEPS = (10_000, 20, 100)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"--port {port}: {error.strerror or error}; another one: --port 0") from None
    # Connections inherit it. asyncio sets it only on sockets that it makes itself, and without it every answer waits
    # 40 ms for the browser to acknowledge its head.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _run(app: FastAPI, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(app, log_level="critical", access_log=False, server_header=False, ws="none",
                            proxy_headers=False, timeout_graceful_shutdown=3)  # fmt: skip
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return  # uvicorn hands the Ctrl-C on after it has closed
