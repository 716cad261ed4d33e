"""How events, numbers and moments are put into words on the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.core.answers.due import Due
from onrecord.core.answers.happenings import Counted, Happened, Number, Origins, Resolved, Stated
from onrecord.lang import lexicon
from onrecord.weigh.origins import Charge
from onrecord.weigh.origins.status import one as one_body

_STATUS = {
    "single_origin": "one origin only", "multi_origin": "several origins", "contested": "contested",
    "denied": "denied by the one accused", "admitted": "admitted",
}  # fmt: skip
_STANDS = {
    "contested": "contested: more than one is held responsible",
    "denied": "denied by the one accused",
    "admitted": "admitted",
    "single_origin": "one origin only",
}


def headline(one: Happened) -> str:
    """What happened, and to whom (else by whom): "Assault, from the air: fuel depot"; "Ceasefire: …"."""
    kinds, modes = _table("event_types"), _table("event_modes")
    kind = kinds.get(one.type, one.type.capitalize())
    mode = modes.get(one.mode or "", one.mode or "")
    named, _, rest = mode.partition(" ")
    what = rest[:1].upper() + rest[1:] if named in {"a", "an"} else f"{kind}, {mode}" if mode else kind
    sides = one.recipients[:2] or one.actors[:2]
    return f"{what}: {', '.join(sides)}" if sides else what


def when_and_where(one: Happened) -> str:
    """ "2025-03-02 18:00, Odesa"; "" where no report says either."""
    parts = (moment(one.time.edtf or one.time.earliest or ""), one.place.name if one.place is not None else "")
    return ", ".join(part for part in parts if part)


def how_it_stands(one: Happened) -> str:
    """The status of an event as a reader wants it; "" where several know of it and nobody denies."""
    return _STANDS.get(one.status, "")


def stood(status: str) -> str:
    """A status in words: "several origins"."""
    return _STATUS.get(status, status.replace("_", " "))


def how_many_know(known: Origins, outlets: int) -> str:
    """``"2 to 3 origins in 7 outlets"``."""
    least, most = known.min, known.max
    origins = f"{least}" if least == most else f"{least} to {most}"
    return f"{origins} origin{'' if most == 1 else 's'} in {outlets} outlet{'' if outlets == 1 else 's'}"


def resolved_as(group: Counted) -> str:
    """``"13–15 dockworkers killed (range), 2 to 3 origins in 7 outlets (G5)"``."""
    what = " ".join(part for part in (amount(group.resolved, group.unit), group.counted, group.measure) if part)
    return f"{what} ({group.resolved.rule}), {how_many_know(group.origins, group.outlets)} ({group.id})"


def amount(value: Resolved, unit: str) -> str:
    """ "13–15", "at least 24", "6,000–7,000 m²", "EUR 300"."""
    low, high = value.low, value.high
    if low is None and high is None:
        said = "no figure"
    elif high is None:
        said = f"at least {_number(low)}"
    elif low is None or low == 0 != high:
        said = f"at most {_number(high)}"
    else:
        said = _number(high) if low == high else f"{_number(low)}–{_number(high)}"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {said}"
    sign = _table("units").get(unit, unit.replace("_", " "))
    return f"{said} {sign}".strip()


def counted_as(group: Counted, events: dict[str, str]) -> str:
    """What a group counts, in which event: "dockworkers killed (E12, Assault, from the air: grain port)"."""
    what = " ".join(part for part in (group.counted, group.measure) if part) or _table("units").get(group.unit, "")
    what = what or "a figure"
    if group.event is None:
        return what
    told = events.get(group.event)
    return f"{what} ({group.event}, {told})" if told else f"{what} ({group.event})"


def named_figure(one: Stated) -> str:
    """A figure with who says it and when: "“at least 13” (the mayor, Coast Herald, 2025-03-02 18:10)"."""
    parts = (one.origin, one.publisher, moment(one.published or ""))
    who = ", ".join(dict.fromkeys(part for part in parts if part))
    denied = ", denied" if one.polarity == "denied" else ""
    return f"“{one.text}” ({who}{denied})" if who else f"“{one.text}”"


def charged(charges: Iterable[Charge]) -> tuple[str, ...]:
    """Who names, claims and denies: "Northern Front denies it", "the ministry names Northern Front".

    Where anybody answers, only those are told whom others name and who answer; each once, whatever its spelling.
    """
    listed = list(charges)
    answers = [one for one in listed if one.kind != "accuses"]
    told = answers + [one for one in listed if one.kind == "accuses"
                      and (not answers or any(one_body(one.against, other.by) for other in answers))]  # fmt: skip
    kept: list[Charge] = []
    for one in sorted(told, key=lambda one: not one.by[:1].isupper()):
        same = (other for other in kept if other.kind == one.kind and one_body(other.by, one.by))
        if not any(one.kind != "accuses" or one_body(other.against, one.against) for other in same):
            kept.append(one)
    says = {"accuses": "{0.by} names {0.against}", "claims": "{0.by} claims it", "denies": "{0.by} denies it"}
    return tuple(says[one.kind].format(one) for one in kept)


def when_due(one: Due) -> str:
    """``"2025-04-01: The exchange is to take place by April 1"``."""
    return f"{moment(one.when)}: {' '.join(one.what.split())}"


def told_in(documents: Iterable[str]) -> str:
    """ "told in D58, D59", the first four of them."""
    listed = list(documents)
    more = f" and {len(listed) - 4} more" if len(listed) > 4 else ""
    return f"told in {', '.join(listed[:4])}{more}"


def moment(edtf: str) -> str:
    """ "2025-03-02T18:10:00Z" → "2025-03-02 18:10": ISO for machines, a space for eyes; seconds and zones left out."""
    day, clock, hour = edtf.partition("T")
    return f"{day} {hour[:5]}" if clock and ":" in hour else edtf


def _number(value: Number) -> str:
    if value is None:
        return "?"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,g}"


@cache
def _table(name: str) -> dict[str, str]:
    return {str(key): str(value) for key, value in lexicon("report")[name].items()}
