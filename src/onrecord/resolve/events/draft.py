"""An event in the making: what is known of it before mentions are merged and events are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import EventMention
from onrecord.core.analysis import Realis


@dataclass(frozen=True, slots=True)
class Draft:
    """One event as far as it is known: "seized" in "Rebel fighters seized a fuel depot near Bol on Friday".

    ``mentions`` stand in text order, one until mentions are merged; ``actors``, ``recipients``, ``place``, ``time``,
    ``figures`` and ``attribution`` are ids of nouns already resolved. ``effect`` is the measure the event has on its
    recipients ("killed"). ``inner`` is True where the text only names the event inside another one; ``definite``
    where it speaks of an event already known ("the attack").
    """

    mentions: tuple[EventMention, ...]
    type: str
    mode: str | None
    realis: Realis
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    figures: tuple[str, ...] = ()
    effect: str | None = None
    attribution: str | None = None
    inner: bool = False
    definite: bool = False

    @property
    def trigger(self) -> int:
        """Index of the token that carries the first mention."""
        return self.mentions[0].trigger

    @property
    def score(self) -> float:
        """The reader's probability of the surest mention, 0 to 1."""
        return max(mention.score for mention in self.mentions)


def draft_of(mention: EventMention) -> Draft:
    """The bare draft of one mention, nothing resolved yet."""
    return Draft(mentions=(mention,), type=mention.type, mode=mention.mode, realis=mention.realis, inner=mention.inner)
