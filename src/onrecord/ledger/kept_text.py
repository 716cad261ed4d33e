"""The type of every column that holds words: what one database refuses to store is stored all the same.

PostgreSQL holds no NUL, and neither database a lone surrogate; both come in titles and texts of damaged files.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = "\ue000"  # a private character that announces the one after it; it announces itself, too
_WRITTEN = str.maketrans({"\0": _MARK + "0", _MARK: _MARK + _MARK})
_READ = re.compile(f"{_MARK}([0{_MARK}])")


class KeptText(TypeDecorator[str]):
    """TEXT that gives back each character it was given; a lone surrogate, which is no character, becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """How a value is written: as it is on SQLite, with NUL spelled out on PostgreSQL."""
        return _whole if dialect.name == "sqlite" else _spelled

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        """How it is read back."""
        return None if dialect.name == "sqlite" else _read


def _whole(value: str | None) -> str | None:
    return value if value is None or value.isascii() else _SURROGATE.sub("\ufffd", value)


def _spelled(value: str | None) -> str | None:
    value = _whole(value)
    return value.translate(_WRITTEN) if value is not None and ("\0" in value or _MARK in value) else value


def _read(value: str | None) -> str | None:
    if value is None or _MARK not in value:
        return value
    return _READ.sub(lambda found: "\0" if found[1] == "0" else _MARK, value)
