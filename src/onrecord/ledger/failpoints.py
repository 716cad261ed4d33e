"""Named moments at which the tests kill a writer; nothing happens there otherwise.

``ONRECORD_FAILPOINT="before commit:3"`` ends the process, as kill -9 would, the third time that moment is reached.
"""

from __future__ import annotations

import os
import signal

NAMES = ("after blob", "before commit", "after commit", "before refusal", "before whole", "mid reread", "mid judgement",
         "before upgrade", "mid upgrade", "after upgrade")  # fmt: skip

_armed: str | None = None
_left = 0


def arm(written: str | None) -> None:
    """Set the moment and how often it is passed before the process ends; None disarms."""
    global _armed, _left
    name, _, times = (written or "").partition(":")
    _armed = name or None
    _left = int(times) if times.isdigit() else 1


def reach(name: str) -> None:
    """Say that a moment is reached."""
    global _left
    if name != _armed:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
