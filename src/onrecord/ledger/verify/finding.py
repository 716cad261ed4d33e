"""What a proof finds, and what it has looked at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

What = Literal["bytes", "text", "facts", "span", "words", "record", "pointer", "judgement", "ruling", "database",
               "search"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was written: ``Finding("C9", "words", "its words are not …")``.

    ``broken`` is False where nothing is lost or changed, such as bytes that no report speaks of.
    """

    item: str
    what: What
    because: str
    broken: bool = True

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


@dataclass(slots=True)
class Tally:
    """How much has been looked at so far; ``head`` is the hash of the last judgement, or the ledger's own id."""

    reports: int = 0
    originals: int = 0
    texts: int = 0
    spans: int = 0
    judgements: int = 0
    head: str = ""
    at: str = ""
