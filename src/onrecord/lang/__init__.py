"""Language packs: data, one folder a language, one TOML file a subject (``lang/en/months.toml``).

A folder here *is* the registration: adding ``lang/fr/`` adds French. Code asks for data by name and never branches on
a language. A pack may leave out files and tables: what it does not have is empty, in the shape of English, so that no
word of one language is taken for a word of another.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from importlib.resources import files
from typing import Any, TypeVar

T = TypeVar("T")
ENGLISH = "en"  # the pack that is whole: it has every file, and says which shape each of them has
_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


def lexicon(name: str, *, language: str | None = None) -> dict[str, Any]:
    """The tables of ``lang/<language>/<name>.toml``, loaded once; callers turn them into typed values.

    Without ``language`` it is the one of :func:`speaking`, else English. Raises ``FileNotFoundError`` where no pack has
    such a file.
    """
    return _tables(language or _SPOKEN.get(), name)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, tables made by :func:`worded` are those of this language: ``with speaking("de"): …``."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def worded(make: Callable[[], T]) -> Callable[[], T]:
    """``@cache`` for tables of words: what was made of the words of one language is given out in that one alone."""

    @cache
    def tables(_: str) -> T:
        return make()

    @wraps(make)
    def spoken() -> T:
        return tables(_SPOKEN.get())

    return spoken


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a pack, as ISO 639-1 codes."""
    root = files("onrecord.lang")
    return tuple(sorted(item.name for item in root.iterdir() if item.is_dir() and not item.name.startswith("_")))


@cache
def _tables(language: str, name: str) -> dict[str, Any]:
    path = files("onrecord.lang") / language / f"{name}.toml"
    if language == ENGLISH:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    own = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return _shaped(_tables(ENGLISH, name), own)


def _shaped(like: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """``own`` with the tables and lists that ``like`` has and it has not, empty."""
    lists: dict[str, Any] = {name: [] for name, value in like.items() if isinstance(value, list)}
    tables = {name: _shaped(value, own.get(name, {})) for name, value in like.items() if isinstance(value, dict)}
    return {**lists, **own, **tables}
