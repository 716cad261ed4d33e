"""How nouns show themselves where something asks for HTML, as Jupyter does: the drawing is told of, never imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Draw = Callable[[Any], str]
_drawing: list[Draw] = []


def draw_with(draw: Draw) -> None:
    """From now on nouns are drawn by ``draw``, which gives a piece of HTML; a corridor tells of it."""
    _drawing[:] = [draw]


class Displayed:
    """A noun that a notebook shows as HTML: a reading with its marked text, an event with its origins."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return _drawing[0](self) if _drawing else None
