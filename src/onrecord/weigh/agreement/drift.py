"""A figure that changed on its way: another unit, a factor, swapped digits."""

from __future__ import annotations

import math

from onrecord.weigh.agreement.said import Said
from onrecord.weigh.agreement.values import fit, ratio, repeats, same_numbers

Drift = tuple[str, str]
"""The kind, unit_drift or magnitude_drift, and why."""


def in_a_copy(original: Said, copy: Said) -> Drift | None:
    """What a copy made of its original's figure: 6,000 square kilometres of square metres; None where it kept it."""
    if repeats(original, copy):
        return None
    lies = fit(original, copy)
    if lies is not None and lies.overlap:
        return None
    return _drift(original, copy, f"the copy gives {copy.text} where its original has {original.text}")


def on_the_way(source: Said, carrier: Said) -> Drift | None:
    """What a carrier made of the words of the same origin in another report; None for what may be news of its own.

    Only what no newer count explains counts: the same number under another unit, or just ten, a hundred, a thousand …
    times a number of two digits or more that differ from zero (a thousand times any number).
    """
    if source.document == carrier.document or repeats(source, carrier):
        return None
    lies = fit(source, carrier)
    if lies is None or lies.overlap:
        return None
    power = _power(ratio(source, carrier))
    slipped = power is not None and (abs(power) >= 3 or len(_digits(source)) > 1)
    unit = same_numbers(source, carrier) and source.unit != carrier.unit
    if not unit and not slipped:
        return None
    words = f"{carrier.text} is said to be {source.origin}'s, whose words elsewhere are {source.text}"
    return _drift(source, carrier, words)


def _drift(one: Said, other: Said, words: str) -> Drift:
    if same_numbers(one, other):
        return "unit_drift", f"the same number under another unit: {words}"
    return "magnitude_drift", f"{_how(one, other)}: {words}"


def _how(one: Said, other: Said) -> str:
    power = _power(ratio(one, other))
    if power is not None:
        return f"{'up' if power > 0 else 'down'} by a factor of {10 ** abs(power):,}"
    if one.unit == other.unit and _digits(one) != _digits(other) and sorted(_digits(one)) == sorted(_digits(other)):
        return "digits swapped"
    return "another number"


def _power(factor: float | None) -> int | None:
    """3 for a thousand times as much, -1 for a tenth; None for what is no power of ten."""
    if factor is None:
        return None
    power = round(math.log10(factor))
    return power if power and math.isclose(factor, 10.0**power, rel_tol=1e-6) else None


def _digits(said: Said) -> str:
    """The digits that count: "12" of 1,200,000."""
    value = next((end for end in (said.best, said.low, said.high) if end is not None), 0)
    return f"{value:.12g}".partition("e")[0].replace(".", "").replace("-", "").strip("0")
