"""Who knows, as against who carries: named speakers at the end of each chain, and a range for the unnamed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.core.answers.happenings import Origin, Origins
from onrecord.ledger.alike import alike


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something in one report: the claim's speaker and chain (None for the outlet's own voice)."""

    document: str
    publisher: str | None
    copy_of: str | None
    speaker: str | None
    kind: str | None
    chain: str | None  # JSON

    @property
    def origin(self) -> str | None:
        """The name of who knows: the last of the chain, or None where it is unnamed or the outlet itself."""
        if self.kind in {None, "unnamed"}:
            return None
        names = json.loads(self.chain or "[]")
        return (names[-1] if names else None) or self.speaker


def origins(voices: Iterable[Voice]) -> Origins:
    """The origins behind some statements: the named ones once each, and at most one more for each outlet's unnamed.

    A copy brings nobody new.
    """
    named: dict[str, tuple[str, str, dict[str, None]]] = {}
    unnamed: set[str] = set()
    for voice in voices:
        name = voice.origin
        if name is None:
            if voice.copy_of is None:
                unnamed.add(alike(voice.publisher or "") or voice.document)
            continue
        _, _, documents = named.setdefault(alike(name), (name, voice.kind or "unnamed", {}))
        documents[voice.document] = None
    listed = tuple(
        Origin(name=name, kind=kind, party=None, documents=tuple(documents)) for name, kind, documents in named.values()
    )
    return Origins(min=max(1, len(listed)), max=max(1, len(listed) + len(unnamed)), list=listed)


def outlets(voices: Iterable[Voice]) -> int:
    """How many outlets carry it; a report without one counts for itself."""
    return len({alike(voice.publisher or "") or voice.document for voice in voices})
