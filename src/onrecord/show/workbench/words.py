"""How the workbench puts events, numbers and moments into words."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.core.answers.happenings import Happened, Number, Origins, Resolved, Stated
from onrecord.core.answers.shown import Quote
from onrecord.lang import lexicon
from onrecord.ledger.moments import bounds
from onrecord.show.report.visible import line

_HOMES = {"E": "/events/", "D": "/documents/", "C": "/claims/", "G": "/figures/", "A": "/actors/", "F": "/flags/",
          "U": "/due/", "J": "/judgements/"}  # fmt: skip
_ID = re.compile(r"([A-Z])[1-9]\d*(?:/.*)?", re.ASCII)
_PART = re.compile(r"\w+")
_STANDS = {
    "single_origin": "one origin only", "multi_origin": "several origins", "contested": "contested",
    "denied": "denied by the one accused", "admitted": "admitted",
}  # fmt: skip


def home(name: str) -> str:
    """The address of an item: "E12" → "/events/E12", "D41/fig3" → "/documents/D41#fig3"."""
    found = _ID.fullmatch(name)
    if found is None or found[1] not in _HOMES:
        return "/"
    if found[1] == "D":
        document, _, local = name.partition("/")
        return f"/documents/{document}" + (f"#{local}" if local else "")
    if "/" in name:  # a flag of the whole ledger: "E12/circular_sourcing"
        return f"/flags/{name}"
    return f"{_HOMES[found[1]]}{name}"


def headline(one: Happened) -> str:
    """What happened, and to whom (else by whom): "Assault, from the air: fuel depot"; "Ceasefire: …"."""
    kinds, modes = _table("event_types"), _table("event_modes")
    kind = kinds.get(one.type, one.type.capitalize())
    mode = modes.get(one.mode or "", one.mode or "")
    named, _, rest = mode.partition(" ")
    what = rest[:1].upper() + rest[1:] if named in {"a", "an"} else f"{kind}, {mode}" if mode else kind
    sides = one.recipients[:2] or one.actors[:2]
    return line(f"{what}: {', '.join(sides)}" if sides else what)


def verb(relation: str) -> str:
    """A relation between two as it is read between their names: "ASSAULT" → "attacked", "part_of" → "is part of"."""
    return _table("event_verbs").get(relation) or _table("relations").get(relation) or plain(relation)


def stands(status: str) -> str:
    """A status in words: "several origins"."""
    return _STANDS.get(status, plain(status))


def plain(name: str) -> str:
    """A name of the record in words: "unit_drift" → "unit drift"."""
    return line(name.replace("_", " "))


def known(origins: Origins, outlets: int) -> str:
    """ "2 to 3 origins in 7 outlets"."""
    least, most = origins.min, origins.max
    many = f"{least}" if least == most else f"{least} to {most}"
    return f"{many} origin{'' if most == 1 else 's'} in {outlets} outlet{'' if outlets == 1 else 's'}"


def amount(value: Resolved, unit: str) -> str:
    """ "13–15", "at least 24", "6,000–7,000 m²", "EUR 300"."""
    return _measured(*_ends(value.low, value.high), unit)


def value(one: Stated) -> str:
    """What a statement comes to: "13", "≥ 24", "300–400 m²"."""
    return _measured(*_ends(one.low, one.high), one.unit)


def _ends(low: Number, high: Number) -> tuple[str, bool]:
    if low is None and high is None:
        return "no figure", False
    if high is None:
        return f"at least {number(low)}", True
    if low is None or low == 0 != high:
        return f"at most {number(high)}", True
    return number(high) if low == high else f"{number(low)}–{number(high)}", True


def _measured(said: str, counted: bool, unit: str) -> str:
    if not counted:
        return said
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {said}"
    sign = _table("units").get(unit, unit.replace(" ** 2", "²").replace(" ** 3", "³").replace("_", " "))
    return line(f"{said} {sign}")


def number(found: Number) -> str:
    """13 → "13", 6000.0 → "6,000", None → "?"."""
    if found is None:
        return "?"
    return f"{int(found):,}" if float(found).is_integer() else f"{found:,g}"


def moment(written: str | None) -> str:
    """ "2025-03-02T18:10:00Z" → "2025-03-02 18:10": ISO for machines, a space for eyes; seconds and zones left out."""
    day_, clock, hour = (written or "").partition("T")
    return line(f"{day_} {hour[:5]}" if clock and ":" in hour else written)


def utc(written: str | None) -> str:
    """The same where a zone is told, in UTC, so that reports of two zones stand in order: "2025-03-06 02:10"."""
    found = bounds(written) if written and "T" in written else None
    return moment(found[0]) if found is not None else moment(written)


def instant(written: str | None) -> str:
    """What moments are sorted by: the first that is meant, in UTC; nothing at all comes last."""
    found = bounds(written)
    return found[0] if found is not None else "~"


def slug(name: str) -> str:
    """A name as a part of an address: "Ulan Toktosunov, governor" → "ulan-toktosunov-governor"."""
    return "-".join(_PART.findall(name.casefold())) or "nobody"


def pace(rate: float) -> str:
    """4.13 a second → "4.1 a second", 0.25 → "15 a minute"."""
    if rate >= 10:
        return f"{rate:,.0f} a second"
    return f"{rate:.1f} a second" if rate >= 1 else f"{max(1, rate * 60):.0f} a minute"


def lasting(seconds: float) -> str:
    """0.4 → "1 second", 75 → "75 seconds", 400 → "7 minutes", 9000 → "2.5 hours"."""
    if seconds < 90:
        whole = max(1, round(seconds))
        return f"{whole} second{'' if whole == 1 else 's'}"
    return f"{round(seconds / 60)} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"


def day(written: str | None) -> str:
    """ "2025-03-02T18:10Z" → "2025-03-02"."""
    return line((written or "").partition("T")[0])


def before(quote: Quote) -> str:
    """What is printed before the words of a quote, with the space that parts them from it, harmless."""
    words = line(quote.before)
    return f"{words} " if words and quote.before[-1].isspace() else words


def after(quote: Quote) -> str:
    """What is printed after the words; "…" where the sentence goes on."""
    words = line(quote.after)
    space = " " if words and quote.after[0].isspace() else ""
    return f"{space}{words}" + ("" if not words or words[-1] in ".!?”\"'" else " …")


@cache
def _table(name: str) -> dict[str, Any]:
    return {str(key): str(found) for key, found in lexicon("report")[name].items()}
