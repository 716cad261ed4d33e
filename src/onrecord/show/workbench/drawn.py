"""A drawing as a file of its own: the same picture as on the page, with its colours inside."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from starlette.responses import Response

from onrecord.errors import Unknown
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench


def drawing_kept(bench: Bench, name: str, drawn: Any, asked: Asked) -> Response:
    """The drawing that the macro ``name`` of ``drawings.html`` makes, as an SVG file; raises ``Unknown`` for None."""
    if drawn is None:
        raise Unknown("there is nothing to draw: nothing that fits has what the drawing shows")
    macro = getattr(bench.environment.get_template("drawings.html").module, name)
    made = str(macro(drawn, asked.link, asked.link, style=_style()))
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"', "Cache-Control": "no-store"}
    return Response(made.strip() + "\n", media_type="image/svg+xml", headers=headers)


@cache
def _style() -> str:
    """The light colours and the rules of the drawings."""
    folder = files("onrecord.show.workbench") / "static"
    tokens = (folder / "tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    return tokens + (folder / "draw.css").read_text(encoding="utf-8")
