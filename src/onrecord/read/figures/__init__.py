"""Figures: every number of an article that counts or measures something, as written, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from onrecord.core import Analysis, Dropped, Figure, Span
from onrecord.read.figures import calendar, names, sayings, scores, zero
from onrecord.read.figures.ages import age
from onrecord.read.figures.change import change, direction
from onrecord.read.figures.companions import ages, articles, inherit, reached, share
from onrecord.read.figures.counted import after_of, counted, counts_something, nouns
from onrecord.read.figures.fates import fates
from onrecord.read.figures.lexemes import Lexemes, lex
from onrecord.read.figures.measure import measure
from onrecord.read.figures.numerals import Numeral, numeral
from onrecord.read.figures.proportions import proportion
from onrecord.read.figures.quantities import Quantity, and_a_half, quantity
from onrecord.read.figures.units import money_before, unit_after
from onrecord.read.figures.vocabulary import vocabulary

__all__ = ["find_figures"]
STAGE = "figures"
_UNSEEN = frozenset(["half", "couple", "quarter", "pair"])  # no candidate unless they form a number


@dataclass(slots=True)
class _Finds:
    """What one pass over the text has gathered: quantities, rejects, and how far it has read."""

    quantities: list[Quantity] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    cursor: int = 0


def find_figures(analysis: Analysis) -> tuple[list[Figure], list[Dropped]]:
    """Every figure of the text in order ("at least 13" of "at least 13 dockworkers"), and every number that is none.

    Linear in the length of the text. Works on words alone; parts of speech, where the reader gives them, decide what is
    counted.
    """
    lx = lex(analysis)
    seeds = vocabulary().seeds | zero.SEEDS
    links = names.addresses(analysis.text)
    finds = _Finds()
    for i, (kind, low) in enumerate(zip(lx.kinds, lx.lows, strict=True)):
        if i < finds.cursor or (kind != "n" and low not in seeds):
            continue
        while links and links[0][1] <= lx.starts[i]:
            links.pop(0)
        if links and links[0][0] <= lx.starts[i]:
            finds.dropped.append(Dropped(STAGE, lx.span(i, i + 1), "part of a web or mail address"))
            continue
        _read(lx, i, finds)
    found = inherit(lx, ages(lx, reached(lx, share(lx, finds.quantities))))
    found = fates(lx, articles(lx, found))
    return [_figure(lx, n, item) for n, item in enumerate(found, 1)], finds.dropped


def _read(lx: Lexemes, i: int, finds: _Finds) -> None:
    """Read the candidate at lexeme ``i`` into a quantity or a reject, and move the cursor past it."""
    if lx.lows[i] in zero.SEEDS:
        nothing = zero.nought(lx, i)
        if nothing:
            finds.quantities.append(nothing)
            finds.cursor = nothing.last
        return
    longer = and_a_half(lx, i)
    if longer:
        finds.quantities.append(longer)
        finds.cursor = longer.last
        return
    verdict = _refused(lx, i)
    num = None if verdict else numeral(lx, i)
    if verdict is None and num is None:
        if lx.kinds[i] == "n":
            verdict = i + 1, "too long or too oddly written to be a figure"
        elif lx.lows[i] not in _UNSEEN:
            verdict = sayings.ordinal(lx, i) or (i + 1, "a number word without a number")
    if num is not None and num.first < finds.cursor:
        num, verdict = None, (i + 1, "a number word without a number")
    if num is not None:
        verdict = sayings.saying(lx, i, num) if lx.kinds[i] == "w" else None
    if verdict is not None:
        last, because = verdict
        finds.dropped.append(Dropped(STAGE, lx.span(i, min(last, len(lx.lows))), because))
        finds.cursor = last
        return
    if num is not None:
        _take(lx, i, num, finds)


def _take(lx: Lexemes, i: int, num: Numeral, finds: _Finds) -> None:
    """Make a quantity of the number, with its unit, what it counts, its change and its measure."""
    share_of = proportion(lx, num)
    if share_of:
        finds.quantities.append(share_of)
        finds.cursor = share_of.last
        return
    found = quantity(lx, num)
    counts, people = counts_something(lx, found.end)
    bounded = found.comparator not in ("exact", "range")
    if (
        found.unit == "1"
        and (num.plain or found.comparator == "range")
        and _names_year(lx, num, found, bounded, counts, people)
    ):
        finds.dropped.append(Dropped(STAGE, lx.span(num.first, found.end), "a year"))
        finds.cursor = found.end
        return
    found = age(lx, found) or _about(lx, found)
    if found.measure is None or found.dimension != "time":
        shift = change(lx, found.first, found.end, dimension=found.dimension)
        found = replace(found, change=shift) if shift else found
    if found.change is None and finds.quantities:
        found = _continued(lx, finds.quantities[-1], found)
    finds.quantities.append(found)
    finds.cursor = max(found.last, i + 1)


def _names_year(lx: Lexemes, num: Numeral, found: Quantity, bounded: bool, counts: bool, people: bool) -> bool:
    if found.comparator == "range":
        return (
            calendar.year(lx, num.first, low=1500) and calendar.year(lx, found.end - 1, low=1500)
            and not (counts and people)
        )  # fmt: skip
    return num.plain and calendar.named_year(lx, num.first, bounded=bounded, counts=counts, people=people)


def _about(lx: Lexemes, found: Quantity) -> Quantity:
    """Add what is counted and what happened to it."""
    many = found.high != 1
    if found.dimension == "ratio" and found.hyphen:  # "a half-point cut"
        found = replace(found, dimension="count")
    if found.dimension == "count":
        definite = lx.low(found.first - 1) in ("the", "these", "those", "its", "their", "all")
        phrase = counted(lx, found.last, many=many, definite=definite)
        if phrase is None and found.last != found.end:
            phrase = counted(lx, found.end, many=many)
    elif found.dimension in ("time", "speed", "temperature"):
        phrase = None
    else:
        phrase = after_of(lx, found.end)
    return replace(found, counted=phrase.span if phrase else None, measure=measure(lx, found, phrase))


def _continued(lx: Lexemes, before: Quantity, found: Quantity) -> Quantity:
    """ "rose 3 percent to $45": the level reached belongs to the same change."""
    between = lx.lows[before.last : found.first]
    if between == ["to"] and lx.low(before.first - 1) == "from":  # "rose from 12 to 15"
        return replace(found, change=direction(lx, before.first - 1))
    if before.change and found.dimension != "time" and between and between[-1] == "to" and len(between) <= 2:
        return replace(found, change=before.change)
    return found


def _refused(lx: Lexemes, i: int) -> calendar.Verdict | None:
    """Why the number at ``i`` is no figure, told from its surroundings; None where nothing speaks against it."""
    fixed = names.fixed_name(lx, i)
    if fixed:
        return fixed
    if lx.kinds[i] == "w":
        return (
            calendar.clock(lx, i) if lx.low(i + 1) in ("o'clock", "o’clock", "a", "p", "am", "pm") else None
        ) or _word_refused(lx, i)
    cash = money_before(lx, i)
    if cash:
        return None
    found = (
        calendar.decade(lx, i) or names.telephone(lx, i) or calendar.clock(lx, i) or names.glued_name(lx, i)
        or names.slashed(lx, i) or names.marker(lx, i)
    )  # fmt: skip
    if found:
        return found
    if lx.word(i)[0] == "0" and lx.word(i).isdigit() and len(lx.word(i)) > 1:
        return i + 1, "a time of day or a code that begins with nought"
    num = numeral(lx, i)
    unit = unit_after(lx, num) is not None or num.scale > 1 if num else False
    found = calendar.date(lx, i, unit) or scores.score(lx, i)
    if found:
        return found
    counts, _ = counts_something(lx, num.last) if num else (False, False)
    singular = num is not None and num.value == 1 and lx.kind(i + 1) == "w" and lx.low(i + 1) not in nouns().stop
    return names.designation(
        lx, i, counts=counts or singular, unit=unit, plain=bool(num and num.plain), headline=sayings.headline(lx, i)
    ) or _emergency(lx, i)


def _word_refused(lx: Lexemes, i: int) -> calendar.Verdict | None:
    words = vocabulary()
    if lx.lows[i] not in words.small:
        return None
    found = scores.score(lx, i)
    if found:
        return found
    counts, _ = counts_something(lx, i + 1)
    anywhere = lx.low(i - 1) in ("chapter", "article", "phase", "page", "number", "channel", "room", "section", "route")
    if anywhere and not counts and lx.lows[i] != "one":
        return i + 1, "the number of a thing, not a count"
    return None


def _emergency(lx: Lexemes, i: int) -> calendar.Verdict | None:
    """ "a 911 call": the number that is dialled."""
    if lx.word(i) in ("911", "999", "112") and (
        lx.low(i - 1) in ("call", "called", "dialed", "dialled", "calling", "phoned", "a", "the")
        or lx.low(i + 1).startswith(("call", "dispatch", "operator"))
    ):
        return i + 1, "a number to call"
    return None


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(lx: Lexemes, number: int, item: Quantity) -> Figure:
    low: int | float | None = _plain(item.low)
    high: int | float | None = _plain(item.high)
    best: int | float | None = low
    if item.comparator in ("at_least", "more_than"):
        high = None
        best = None if item.vague else low
    elif item.comparator in ("at_most", "less_than"):
        low = None
    elif item.comparator == "range":
        best = None
    span = lx.span(item.first, item.last)
    counted_span: Span | None = item.counted
    return Figure(
        id=f"fig{number}",
        span=span,
        text=span.of(lx.text),
        comparator=item.comparator,
        approximate=item.approximate,
        change=item.change,
        low=low,
        best=best,
        high=high,
        unit=item.unit,
        dimension=item.dimension,
        counted=counted_span.of(lx.text) if counted_span else None,
        counted_span=counted_span,
        measure=item.measure,
    )
