"""What a form of the report is, and how it is found: ``forms/<name>.py`` with a ``FORM`` is ``--format <name>``."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files

from onrecord.core import Reading
from onrecord.errors import UsageError


@dataclass(frozen=True, slots=True)
class Medium:
    """Where the report goes: ``width`` in columns, ``colour`` for a terminal, ``several`` for more than one source."""

    width: int = 100
    colour: bool = False
    several: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write readings down; ``write`` yields pieces of text that make one file when joined."""

    suffixes: tuple[str, ...]
    write: Callable[[Iterable[Reading], Medium], Iterator[str]]


@cache
def form_names() -> tuple[str, ...]:
    """The forms there are, by name: ``("html", "json", "jsonl", "md", "text")``."""
    folder = files("onrecord.show.report") / "forms"
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(folder)])))


def form(name: str) -> Form:
    """The form called ``name``.

    Raises ``UsageError`` where there is none of that name.
    """
    if name not in form_names():
        raise UsageError(f"there is no format “{name}”; choose one of {', '.join(form_names())}")
    found = import_module(f"onrecord.show.report.forms.{name}").FORM
    assert isinstance(found, Form)
    return found
