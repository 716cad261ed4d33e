"""Lines for the person at the keyboard: always on stderr, always one line, never obeyed by the terminal."""

from __future__ import annotations

import contextlib
import re
import sys

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def one_line(message: str) -> str:
    """``message`` on one line; a file name may hold line ends or escape codes, so they are spelled out."""
    message = " ".join(message.split(" ")).replace("\r\n", " ").replace("\n", " ")
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), message)


def complain(message: str) -> None:
    """Say on stderr why something was not done: ``onrecord: note.bin: not text …``."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"onrecord: {one_line(message)}\n")
        sys.stderr.flush()
