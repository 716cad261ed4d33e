"""What a figure exceeds: the thing it measures, the place it lies in, or the speed it would take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.check.amounts import by_sentence, denials, trusted, unit_name, value, written
from onrecord.check.case import Case
from onrecord.check.magnitude.attach import Match, Scene, matches, scene
from onrecord.check.magnitude.tables import base_unit, from_base, in_base, limits, neighbours, scale_of, word_list
from onrecord.check.magnitude.travel import Durations, durations, travelled
from onrecord.check.magnitude.where import Whereabouts, whereabouts
from onrecord.core import Figure, Span

# Ten times beyond the largest known leaves no doubt.
_GROSS = 10.0


@dataclass(frozen=True, slots=True)
class Excess:
    """A figure beyond what can be: why in words, where it shows, and the units in which it would be ordinary."""

    figure: Figure
    because: str
    evidence: tuple[Span, ...]
    gross: bool
    ordinary: tuple[str, ...]
    usual: tuple[float, float] | None


def excesses(case: Case) -> Iterator[Excess]:
    """Every figure beyond what its thing, place or journey allows; at most one excess each."""
    known = limits()
    places, denied = whereabouts(case), denials(case)
    lengths = durations(case)
    for sentence, figures in by_sentence(case):
        last = 0
        for figure in figures:
            before, last = last, figure.span.end
            if figure.dimension not in known or figure.comparator == "less_than" or not value(figure):
                continue
            if figure.dimension == "count" and (value(figure) or 0) < 40:
                continue
            here = scene(case, figure, sentence, before=before)
            found = _by_place(case, here, places) or _by_thing(case, here) or _by_speed(case, here, lengths)
            if found is not None and trusted(case, figure, denied):
                yield found


def _by_speed(case: Case, here: Scene, lengths: Durations) -> Excess | None:
    found = travelled(case, here, lengths)
    if found is None:
        return None
    amount = value(here.figure) or 0.0
    hours, usual = found.hours, (found.limit.usual[0], found.limit.usual[1])
    fits = (usual[0] * hours * 1000, usual[1] * hours * 1000)
    pace = written(round(found.speed), "kilometer / hour")
    because = f"{written(amount, here.figure.unit)} in {found.duration} is {pace} ({found.limit.known})"
    return Excess(here.figure, because, (here.figure.span, found.span), found.speed > _GROSS * found.limit.most,
                  neighbours(here.figure, amount, fits), fits)  # fmt: skip


def _by_place(case: Case, here: Scene, places: Whereabouts) -> Excess | None:
    figure = here.figure
    amount = value(figure) or 0.0
    base = in_base(amount, figure.unit, figure.dimension)
    if base is None:
        return None
    room = places.room(case, here)
    if room is None or base <= room.most:
        return None
    what = _what(figure)
    ordinary = neighbours(figure, amount, room.usual)
    return Excess(figure, f"{what} {room.told}", (_shown(figure), *room.evidence), base > _GROSS * room.most,
                  ordinary, room.usual)  # fmt: skip


def _by_thing(case: Case, here: Scene) -> Excess | None:
    figure = here.figure
    amount = value(figure) or 0.0
    base = in_base(amount, figure.unit, figure.dimension)
    if base is None:
        return None
    widest: dict[str, Match] = {}
    found = list(matches(case, here))
    named = {match.limit.how for match in found if match.word is None or match.word.low not in word_list("generic")}
    for match in found:
        if match.limit.how in named and match.word is not None and match.word.low in word_list("generic"):
            continue  # "the *tank* drove": what drove is named
        kept = widest.get(match.limit.how)
        if kept is None or match.limit.most > kept.limit.most:
            widest[match.limit.how] = match
    for match in sorted(widest.values(), key=lambda item: item.limit.most):
        limit = match.limit
        beyond = base > limit.most * 1.0001
        below = limit.least is not None and base < limit.least
        if not beyond and not below:
            continue
        span = _shown(figure) if match.word is None else _shown(figure).cover(match.word.span)
        said = f"{_what(figure)}{_measured(figure, base, limit.dimension)}"
        because = f"{said} is {_beyond(match, above=beyond)} ({limit.known})"
        gross = base > _GROSS * limit.most or below
        return Excess(figure, because, (span,), gross, neighbours(figure, amount, limit.usual), limit.usual)
    return None


def _beyond(match: Match, *, above: bool) -> str:
    """What a figure is beyond, in words: "beyond the speed of any drone", "more than any bus holds"."""
    limit, word = match.limit, match.word
    if limit.dimension == "percent":
        return "more than there can be"
    if limit.how == "toll":
        return "more than any such event has claimed"
    if word is None or limit.how == "counted" or limit.dimension == "temperature":
        return "beyond all known" if above else "below all known"
    plural = word.low.endswith("s") and word.low[:-1] in limit.words
    low = word.low[:-1] if plural else word.low
    thing = "such a thing" if low in word_list("generic") else f"any {low}"
    if limit.how == "holds":
        return f"more than {thing} holds"
    if not above:
        return f"below the size of {thing}"
    if limit.dimension == "speed":
        return f"beyond the speed of {thing}"
    if limit.dimension == "money":
        return f"beyond the price of {thing}"
    return f"beyond the {'reach' if limit.name.endswith('range') else 'size'} of {thing}"


def _measured(figure: Figure, base: float, dimension: str) -> str:
    """ " (9,656 km/h)" behind a figure in another unit than the one the limit is told in."""
    if figure.unit == base_unit(dimension) or dimension in ("money", "count", "percent", "length", "mass"):
        return ""
    return f" ({written(from_base(base, base_unit(dimension), dimension), base_unit(dimension))})"


def _what(figure: Figure) -> str:
    said = written(value(figure) or 0.0, figure.unit)
    if figure.counted and figure.dimension == "count":
        return f"{said} {figure.counted}"
    return f"{said} of {figure.counted}" if figure.counted else said


def _shown(figure: Figure) -> Span:
    return figure.span if figure.counted_span is None else figure.span.cover(figure.counted_span)


def remedy(found: Excess) -> str:
    """What would make the figure ordinary: "in hectares or m²", "with “million” for “billion”"; empty where nothing."""
    if not found.ordinary:
        return ""
    scale = scale_of(found.figure)
    if found.figure.dimension in ("money", "count") and scale is not None:
        return f"with “{found.ordinary[0]}” for “{scale[0]}”"
    names = [unit_name(unit) for unit in found.ordinary[:3]]
    return "in " + (names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}")
