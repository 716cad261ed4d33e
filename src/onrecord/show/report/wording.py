"""Values as a person would write them: "13 or more", "300–400 km²", "2 weeks", "8 March 2024, 18:00"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.core import Document, Figure, Place, Span, Time
from onrecord.lang import lexicon

_DURATION = re.compile(r"P(?:([0-9.X]+)Y)?(?:([0-9.X]+)M)?(?:([0-9.X]+)W)?(?:([0-9.X]+)D)?"
                       r"(?:T(?:([0-9.X]+)H)?(?:([0-9.X]+)M)?(?:([0-9.X]+)S)?)?")  # fmt: skip
_DURATION_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_OPENING, _CLOSING = tuple('“"„«'), tuple('”"“»')
_SPELLED_CURRENCY = re.compile(r"[A-Z]{3}")


@cache
def words(table: str) -> dict[str, str]:
    """One table of ``lang/en/report.toml``."""
    return {str(key): str(value) for key, value in lexicon("report")[table].items()}


def number(value: float | int) -> str:
    """6000 → "6,000", 2.50 → "2.5", 1e6 → "1,000,000"."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def value(figure: Figure) -> str:
    """What "at least 13" comes to: "≥ 13"; "dozens" is "≥ about 24"; the unit follows: "≈ 6,000 km²"."""
    return _with_unit(_amount(figure), figure.unit)


def _amount(figure: Figure) -> str:
    low, best, high = figure.low, figure.best, figure.high
    rough = figure.approximate or figure.comparator == "about"
    about = "≈ " if rough else ""
    if figure.comparator == "range" and low is not None and high is not None:
        return f"{about}{number(low)}–{number(high)}"
    bound = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< "}.get(figure.comparator)
    if bound is not None:
        end = low if figure.comparator in ("at_least", "more_than") else high
        return bound + ("about " if rough else "") + number(end) if end is not None else "unknown"
    middle = best if best is not None else low if low is not None else high
    return about + number(middle) if middle is not None else "unknown"


def _with_unit(amount: str, unit: str) -> str:
    if _SPELLED_CURRENCY.fullmatch(unit):
        return f"{unit} {amount}"
    sign = unit_sign(unit)
    if amount == "1" and len(sign) > 3:  # a word, not a symbol: "1 week"
        sign = sign.removesuffix("s")
    return f"{amount} {sign}".rstrip()


def unit_sign(unit: str) -> str:
    """ "meter ** 2" → "m²", "week" → "weeks", "1" → ""."""
    return words("units").get(unit, unit.replace(" ** 2", "²").replace(" ** 3", "³").replace("_", " "))


def duration(iso: str) -> str:
    """ "P2W" → "2 weeks", "PXM" → "some months", "PT1H30M" → "1 hour 30 minutes"; anything else comes back as it is."""
    match = _DURATION.fullmatch(iso)
    if match is None or not any(match.groups()):
        return iso
    parts = []
    for count, unit in zip(match.groups(), _DURATION_UNITS, strict=True):
        if count:
            amount = "some" if "X" in count else count
            parts.append(f"{amount} {unit}" + ("" if amount == "1" else "s"))
    return " ".join(parts)


def moment(edtf: str) -> str:
    """ "2024-03-08T18:00" → "2024-03-08 18:00": ISO for machines, a space for eyes."""
    return edtf.replace("T", " ", 1)


def bounds(time: Time) -> str:
    """From when to when a time may lie: "2024-03-08 18:00 – 2024-03-09 06:00", "until 2024-07-01", or ""."""
    if time.earliest and time.latest:
        if time.earliest == time.latest:
            return moment(time.earliest)
        return f"{moment(time.earliest)} – {moment(time.latest)}"
    if time.earliest:
        return f"from {moment(time.earliest)}"
    return f"until {moment(time.latest)}" if time.latest else ""


def length_of(time: Time) -> str:
    """How long, or how often: "2 weeks", "every week", or ""."""
    parts = [duration(time.duration)] if time.duration else []
    if time.every:
        parts.append("every " + duration(time.every).removeprefix("1 "))
    return ", ".join(parts)


def coordinates(place: Place) -> str:
    """46.48, 30.73 → "46.48° N, 30.73° E"; "" where the place is not resolved."""
    if place.lat is None or place.lon is None:
        return ""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"


def radius(place: Place) -> str:
    """How far the true spot may lie from the coordinates: "± 15 km"."""
    return "" if place.radius_km is None else f"± {number(round(place.radius_km, 1))} km"


def count(amount: int, one: str, many: str | None = None) -> str:
    """3, "figure" → "3 figures"; 1, "voice" → "1 voice"."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def quoted(document: Document, spans: tuple[Span, ...]) -> str:
    """The words of a perhaps discontinuous span, the gaps shown: "the bridge … was closed"."""
    return " … ".join(" ".join(span.of(document.text).split()) for span in spans)


def in_quotes(said: str) -> str:
    """Quotation marks around ``said``, unless it brings its own: “We will stay,” stays as it is."""
    return said if said[:1] in _OPENING and said[-1:] in _CLOSING else f"“{said}”"
