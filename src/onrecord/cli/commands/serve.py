"""``onrecord serve``: the workbench in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import filtering as options

EPILOG = """\
\b
Examples:
  onrecord serve
  onrecord serve --ledger news.ledger --port 9000
  onrecord serve --no-open                       prints the address and opens nothing

\b
The workbench answers on this computer alone, to whoever has the address that is
printed. Nothing is fetched from anywhere. Ctrl-C closes it.

\b
Exit code: 0 closed; 2 wrong usage, no ledger there, or the port is taken.
"""

_HOST = "The name of this computer for itself: 127.0.0.1, localhost or ::1."
_PORT = "Where it answers; 0 takes any that is free."
_OPEN = "Whether to open the browser."


def command(
    ledger: options.Ledger = None,
    host: Annotated[str, typer.Option(metavar="HOST", help=_HOST)] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help=_PORT)] = 8765,
    open: Annotated[bool, typer.Option(" /--no-open", help=_OPEN)] = True,
) -> int:
    """Open the workbench: read, compare and decide in a browser, on this computer alone."""
    from onrecord.cli.serving import serve

    return serve(ledger=ledger, host=host, port=port, open_browser=open)
