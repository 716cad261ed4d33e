"""Who judges: the name given, else ``ONRECORD_AUTHOR``, else that of the login."""

from __future__ import annotations

import getpass

from onrecord.errors import UsageError
from onrecord.settings import Settings


def author_of(given: str | None, settings: Settings) -> str:
    """The name that a judgement carries; raises ``UsageError`` where none can be told."""
    for name in (given, settings.author):
        if name is not None and name.strip():
            return name.strip()
    try:
        login = getpass.getuser().strip()
    except (OSError, KeyError, ImportError):
        login = ""
    if not login:
        raise UsageError("a judgement needs an author: --author NAME, or set ONRECORD_AUTHOR")
    return login
