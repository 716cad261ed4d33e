"""What is decided about one source: the actor, the words to show, the kind."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import Actor
from onrecord.core.mentions import SpeakerKind


@dataclass(frozen=True, slots=True)
class Verdict:
    """The speaker of one attribution; ``actor`` None where nobody in particular is meant."""

    actor: Actor | None
    name: str | None
    kind: SpeakerKind


NOBODY = Verdict(None, None, "unnamed")
