"""How many know: a range, with the named ones by name; and how many carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.core.answers.happenings import Origin, Origins
from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.weigh.origins.circles import circles
from onrecord.weigh.origins.joined import described, names, together
from onrecord.weigh.origins.sorts import anonymous, outlet_named, press_office, sort_of
from onrecord.weigh.origins.voice import Voice

_LIVE = re.compile(r"[\s,:|(–-]{0,4}\blive(?: ?blog| updates?| feed| desk)?\b\)?\s*$", re.IGNORECASE)


def origins(voices: Iterable[Voice], *, carriers: Iterable[str | None] = ()) -> Origins:
    """The origins behind some statements: ``min`` the named ones, ``max`` one more for each outlet's unnamed.

    An office and its holder are one, "media reports" nobody, an outlet in the ledger that is cited speaks for itself
    (``carriers``: the publishers that tell of it), a circle of outlets adds one possible origin, a copy nobody new.
    """
    listed = list(voices)
    own = [voice for voice in listed if voice.copy_of is None] or listed
    sorts = [sort_of(voice) for voice in own]
    named = [voice for voice, sort in zip(own, sorts, strict=True) if sort == "named"]
    found = [
        Origin(name=names(named[at] for at in group), kind=_kind(named[group[0]]), party=None,
               documents=_documents(named[at] for at in group))
        for group in together(named) if not described(named, group)
    ]  # fmt: skip
    found += _witnesses(voice for voice, sort in zip(own, sorts, strict=True) if sort == "witness")
    rings = circles(own)
    round_ = {name for ring in rings for name in ring}
    told = {_outlet(voice.publisher, voice.document) for voice in listed}
    told |= {outlet_named(one or "") for one in carriers}
    for voice, sort in zip(own, sorts, strict=True):
        cited = outlet_named(voice.last or "")
        if sort == "outlet" and cited not in told | round_ and cited not in {alike(one.name) for one in found}:
            found.append(Origin(name=voice.last or "", kind="media", party=None, documents=(voice.document,)))
    unnamed = {_outlet(voice.publisher, voice.document) for voice, sort in zip(own, sorts, strict=True)
               if sort == "unnamed" and (voice.tells or anonymous(voice))}  # fmt: skip
    return Origins(min=max(1, len(found)), max=max(1, len(found) + len(unnamed) + len(rings)), list=tuple(found))


def outlets(voices: Iterable[Voice]) -> int:
    """How many outlets carry it, a wire and its live blog as one; a report without an outlet counts for itself."""
    return len({_outlet(voice.publisher, voice.document) for voice in voices})


def _outlet(publisher: str | None, document: str) -> str:
    return outlet_named(_LIVE.sub("", publisher or "")) or document


def _witnesses(voices: Iterable[Voice]) -> list[Origin]:
    by_outlet: dict[str, list[Voice]] = {}
    for voice in voices:
        by_outlet.setdefault(_outlet(voice.publisher, voice.document), []).append(voice)
    return [
        Origin(name=f"reporter of {group[0].publisher or group[0].document}", kind="witness", party=None,
               documents=_documents(group))
        for group in by_outlet.values()
    ]  # fmt: skip


def _documents(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.document for voice in voices))


def _kind(voice: Voice) -> str:
    if voice.kind in {None, "author", "media"} and press_office(voice.publisher or voice.last or ""):
        return "official"
    return voice.kind or "unnamed"


def grave(kind: str) -> bool:
    """True for types of events of which a reader wants more than one origin: ASSAULT."""
    return kind in lexicon("origins")["events"]["grave"]
