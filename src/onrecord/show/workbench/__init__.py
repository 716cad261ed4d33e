"""The workbench: a desk in the browser where a person reads, compares and decides; served on this computer alone.

``create_app(ledger, token=...)`` is the whole of it, for any server of ASGI applications. A page is one module in
``views`` with a template of its name; see :mod:`onrecord.show.workbench.pages`.
"""

from __future__ import annotations

from onrecord.show.workbench.app import create_app, warm

__all__ = ["create_app", "warm"]
