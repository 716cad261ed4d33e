"""NOTICE: what of others is shipped, and what is installed beside it, with the licences; written, never typed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from release.shipped import ROOT, licences, locked, parts

NOTICE = ROOT / "NOTICE"
_HEAD = """\
onrecord
The onrecord project

This product is licensed under the Apache License, Version 2.0 (LICENSE). This file is written by `python -m release
notice` from release/shipped.toml, release/licences.toml, data/SOURCES.toml and vendor/VENDORED.toml.

GeoNames data: © GeoNames, https://www.geonames.org, CC BY 4.0; changed: chosen, joined and packed.
Made with Natural Earth, https://www.naturalearthdata.com.
"""


def notice() -> str:
    """The whole file."""
    return "\n".join([_HEAD, *_shipped(), *_beside()])


def _shipped() -> Iterator[str]:
    yield "INSIDE THE WHEEL\n"
    for part in parts():
        title = f"{part.name} {part.version}" if part.version else part.name
        yield f"{title} — {part.licence}" + (f" — {part.home}" if part.home else "")
        yield from (f"  {name}" for name in part.files)
        yield textwrap.fill(part.terms, 110, initial_indent="  ", subsequent_indent="  ") + "\n"


def _beside() -> Iterator[str]:
    yield "INSTALLED BESIDE IT (requirements.lock; not inside the wheel)\n"
    known = licences()
    yield from (f"{name} {version} — {known[name]}" for name, version in locked())
    yield ""
