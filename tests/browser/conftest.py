"""How long a browser is waited for: long, for a machine that is busy is no fault of a page."""

import contextlib

with contextlib.suppress(ImportError):
    from playwright.sync_api import expect

    expect.set_options(timeout=30_000)
