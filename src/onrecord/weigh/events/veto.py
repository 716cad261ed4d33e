"""What no likeness of words can outweigh: two tellings whose place, day or sides cannot be one event's."""

from __future__ import annotations

from datetime import datetime

from onrecord.weigh.events.fitting import figures_fit, places_fit, sets_fit, specific, times_fit
from onrecord.weigh.events.traits import Traits

A_DAY = 36.0  # hours: a stretch no longer than "Friday night" or "8 March" names one day


def veto(one: Traits, other: Traits) -> str | None:
    """Why the two cannot be one event, as a sentence; None where nothing forbids it.

    ``veto(strike_at_bol, strike_at_ambo)`` is "one was at Bol, the other at Ambo". Only what both know equally exactly
    counts: a country against a town, or a month against a day, forbids nothing.
    """
    return _places(one, other) or _times(one, other) or _sides(one, other)


def _places(one: Traits, other: Traits) -> str | None:
    if one.where is None or other.where is None or places_fit(one.where, other.where) >= 0:
        return None
    both_points = specific(one.where) and specific(other.where)
    if both_points or one.where.feature == other.where.feature == "country":
        return f"one was at {one.where.name}, the other at {other.where.name}"
    return None


def _times(one: Traits, other: Traits) -> str | None:
    fit = times_fit((one.earliest, one.latest), (other.earliest, other.latest))
    if fit >= 0 or not (one_day(one) and one_day(other)):
        return None
    first, second = sorted((str(one.earliest)[:10], str(other.earliest)[:10]))
    # Hours within a day forbid nothing: reports of one attack say "at dawn" and "at 9 a.m."
    return f"one was on {first}, the other on {second}" if first != second else None


def one_day(traits: Traits) -> bool:
    """Whether the time is known to a day, in a report that says when it was published.

    On ECB+ dev, whose texts do not, days that differ stood beside one and the same event in 84 of 183 pairs.
    """
    if not traits.dated or traits.earliest is None or traits.latest is None:
        return False
    try:
        span = datetime.fromisoformat(traits.latest) - datetime.fromisoformat(traits.earliest)
    except (ValueError, TypeError):
        return False
    return span.total_seconds() / 3600 <= A_DAY


def _sides(one: Traits, other: Traits) -> str | None:
    """Two attacks in one town on one day: other people did it to other people, or to another number of others."""
    if not _named(one) or not _named(other):
        return None  # "rebels" and "militants" may be the same people
    actors, recipients = sets_fit(one.actors, other.actors), sets_fit(one.recipients, other.recipients)
    if actors == recipients == -1.0:
        return f"{_list(one.actors)} against {_list(one.recipients)} is not " \
               f"{_list(other.actors)} against {_list(other.recipients)}"  # fmt: skip
    if -1.0 in (actors, recipients) and 1.0 not in (actors, recipients) \
            and figures_fit(one.figures, other.figures) < 0 and one.stems != other.stems:  # fmt: skip
        return "other people, another number and another deed"
    return None


def _named(traits: Traits) -> bool:
    """Whether both sides are known by a name."""
    return bool(traits.actors & traits.proper) and bool(traits.recipients & traits.proper)


def _list(names: frozenset[str]) -> str:
    return " ".join(sorted(names))
