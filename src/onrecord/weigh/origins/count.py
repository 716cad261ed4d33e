"""How many know: a range, with the named ones by name; and how many carry it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.core.answers.happenings import Origin, Origins
from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.weigh.origins.circles import CITING, circles
from onrecord.weigh.origins.faces import face
from onrecord.weigh.origins.joined import described, names, together
from onrecord.weigh.origins.sorts import anonymous, outlet_named, press_office, sort_of
from onrecord.weigh.origins.voice import Voice

_LIVE = re.compile(r"[\s,:|(–-]{0,4}\blive(?: ?blog| updates?| feed| desk)?\b\)?\s*$", re.IGNORECASE)


def origins(voices: Iterable[Voice], *, carriers: Iterable[str | None] = ()) -> Origins:
    """The origins behind some statements: ``min`` the named ones, ``max`` one more for each outlet's unnamed.

    An office and its holder are one, "media reports" nobody, an outlet in the ledger that is cited speaks for itself
    (``carriers``: the publishers that tell of it), a circle of outlets adds one possible origin, a copy nobody new.
    Behind the named ones the list has the possible ones, of the kinds unnamed and circle.
    """
    listed = list(voices)
    own = [voice for voice in listed if voice.copy_of is None] or listed
    sorts = [sort_of(voice) for voice in own]
    named = [voice for voice, sort in zip(own, sorts, strict=True) if sort == "named"]
    found = [
        Origin(name=names(named[at] for at in group), kind=_kind([named[at] for at in group]), party=None,
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
    possible = _unnamed(voice for voice, sort in zip(own, sorts, strict=True)
                        if sort == "unnamed" and (voice.tells or anonymous(voice)))  # fmt: skip
    possible += [_circle(ring, own) for ring in rings]
    least = max(1, len(found))
    return Origins(min=least, max=max(least, len(found) + len(possible)), list=(*found, *possible))


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


def _unnamed(voices: Iterable[Voice]) -> list[Origin]:
    """One possible origin an outlet: "a customs officer (Bay Post)", "unnamed sources (Bay Post)"."""
    by_outlet: dict[str, list[Voice]] = {}
    for voice in voices:
        by_outlet.setdefault(_outlet(voice.publisher, voice.document), []).append(voice)
    found = []
    for group in by_outlet.values():
        said = {alike(voice.last or ""): voice.last or "" for voice in group}
        who = next(iter(said.values())) if len(said) == 1 else "unnamed sources"
        outlet = next((voice.publisher for voice in group if voice.publisher), group[0].document)
        found.append(Origin(name=f"{who} ({outlet})", kind="unnamed", party=None, documents=_documents(group)))
    return found


def _circle(ring: tuple[str, ...], voices: Iterable[Voice]) -> Origin:
    """The possible origin that a circle of outlets is: "Bay Notes and Coast Herald, each from the other"."""
    inside = [voice for voice in voices if outlet_named(voice.publisher or "") in ring and voice.kind in CITING]
    names = sorted({voice.publisher or "" for voice in inside})
    return Origin(name=f"{' and '.join(names)}, each from the other", kind="circle", party=None,
                  documents=_documents(inside))  # fmt: skip


def _documents(voices: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.document for voice in voices))


def _kind(voices: Sequence[Voice]) -> str:
    """What somebody is by the first report that tells; who is named in one report is not unnamed for another.

    Who is an armed group in one report is one: that another calls it "the Front" makes it no office of a state.
    """
    kinds = [_kind_of(voice) for voice in voices if voice.kind not in _OWN]
    kinds += [_publishing(voice) for voice in voices if voice.kind in _OWN]
    if "armed_group" in kinds:
        return "armed_group"
    return next((kind for kind in kinds if kind not in {"unnamed", "document"}), kinds[0])


def _kind_of(voice: Voice) -> str:
    """What kind of origin one voice is: the ministry is official, a union or a company an organization."""
    if voice.body == "armed_group":
        return "armed_group"
    if voice.kind == "media":  # a body that publishes, where another report cites it
        return _publishing(voice) if press_office(voice.last or "") else "media"
    if voice.kind in _SAID_OF_BODIES and voice.body in _ORGANIZED and not _of_state(voice.last or ""):
        return "organization"
    return voice.kind or "unnamed"


def _publishing(voice: Voice) -> str:
    """What kind of body a publisher is that speaks for itself: "Shore Police Press Service" is official."""
    body = press_office(voice.publisher if voice.kind in _OWN else voice.last or "") or ""
    return "official" if _of_state(body) else "organization"


def _of_state(name: str) -> bool:
    """True of a body whose name shows an office of a state or a town: "city police", "Ministry of Fisheries"."""
    return face(name).head in lexicon("origins")["state"]["heads"]


_OWN = frozenset({None, "author"})
_SAID_OF_BODIES = frozenset({"official", "unnamed", "document"})
_ORGANIZED = frozenset({"organization", "party", "group", "company"})


def grave(kind: str) -> bool:
    """True for types of events of which a reader wants more than one origin: ASSAULT."""
    return kind in lexicon("origins")["events"]["grave"]
