"""Who says something in one report, before it is known who is behind it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Voice:
    """One claim's speaker: ``Voice("D41", "Coast Herald", None, "Ana Deluca", "person", '["Ana Deluca"]')``.

    ``speaker`` and ``kind`` are None for what the outlet says in its own voice; ``chain`` is JSON, the nearest to the
    reader first. ``titles`` are the offices the report gives the speaker ("mayor of Port Example"), ``actor`` its
    number in the ledger, ``body`` what kind of actor it is (person, government …). ``tells`` is False for words that
    stand near an event and do not tell of it, ``witness`` True where the outlet saw it itself,
    ``claims`` where the words around say that the speaker claims the deed ("had claimed it"). ``also`` are other names
    that the reports have for the same body ("NFR" for the Northern Front).
    """

    document: str
    publisher: str | None
    copy_of: str | None
    speaker: str | None
    kind: str | None
    chain: str | None
    titles: tuple[str, ...] = ()
    actor: int | None = None
    body: str | None = None
    tells: bool = True
    witness: bool = False
    polarity: str = "affirmed"
    start: int = 0
    end: int = 0
    claims: bool = False
    also: tuple[str, ...] = ()

    @property
    def last(self) -> str | None:
        """The end of the chain: who is said to know."""
        return (_end(self.chain) if self.chain else None) or self.speaker

    @property
    def origin(self) -> str | None:
        """The name of who knows, or None where it is unnamed or the outlet itself."""
        return None if self.kind in {None, "unnamed", "author"} else self.last


@lru_cache(maxsize=1 << 13)
def _end(chain: str) -> str | None:
    names: list[str] = json.loads(chain)
    return names[-1] if names else None
