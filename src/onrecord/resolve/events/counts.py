"""Which numbers belong to which event: those that count its victims, its crowd, its sums, in its own clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core import EventMention, Figure, Span
from onrecord.core.plover import FATES
from onrecord.resolve.events.view import View

# Sizes that say nothing of an event's victims, crowds, sums or weapons.
_NEVER = frozenset(("percent", "ratio", "temperature", "speed", "energy", "time", "length"))
_FARTHEST = 30  # words between a figure and the trigger it belongs to
_FIT, _MISFIT, _BETWEEN = -30, 30, 6
# Types whose victims are told of in later sentences: "The toll rose to 15."
_TOLLS = frozenset(
    (
        "killed",
        "injured",
        "casualties",
        "missing",
        "displaced",
        "damaged",
        "destroyed",
        "detained",
        "abducted",
        "rescued",
    )
)
_SENTENCES_BACK = 2
_NEXT = frozenset(("displaced", "damaged"))  # told of anything; believed only in the very next sentence


@dataclass(frozen=True, slots=True)
class Clause:
    """An event as figures see it: its trigger, its type, and the spans of its sides."""

    mention: EventMention
    sides: tuple[Span, ...]


def counted(view: View, clauses: Sequence[Clause], figures: Sequence[Figure]) -> list[list[str]]:
    """For every clause the ids of its figures, in text order; each figure goes to one event at most."""
    found: list[list[str]] = [[] for _ in clauses]
    triggers = [clause.mention.trigger for clause in clauses]
    for figure in figures:
        if figure.dimension in _NEVER or figure.measure == "distance" or figure.unit == "year":
            continue
        number = _event(view, clauses, triggers, figure)
        if number >= 0:
            found[number].append(figure.id)
    return found


def _event(view: View, clauses: Sequence[Clause], triggers: list[int], figure: Figure) -> int:
    """Number of the clause that a figure belongs to; −1 where none of its sentence fits."""
    at = view.analysis.token_at(figure.span.start)
    sentence = view.sentence(at)
    low, high = bisect_left(triggers, sentence.first), bisect_right(triggers, sentence.last - 1)
    low, high = max(low, bisect_left(triggers, at - _FARTHEST)), min(high, bisect_right(triggers, at + _FARTHEST))
    best, chosen = 0, -1
    for number in range(low, high):
        cost = _cost(view, clauses[number], figure, at)
        if cost is not None and (chosen < 0 or cost < best):
            best, chosen = cost, number
    if chosen < 0 and figure.measure in _TOLLS:
        return _before(view, clauses, triggers, figure, sentence.index, low)
    return chosen


def _cost(view: View, clause: Clause, figure: Figure, at: int) -> int | None:
    mention = clause.mention
    fates = FATES.get(figure.measure) if figure.measure is not None else None
    told = figure.measure in _TOLLS or _tells(view, mention.trigger, figure.measure)
    fits = fates is not None and mention.type in fates and told
    inside = any(span.overlaps(figure.span) for span in clause.sides)
    under = _under(view, at, mention.trigger) or _over(view, figure, mention.trigger)
    if fates is not None and mention.type not in fates:
        return None
    if not (fits or inside or under):
        return None
    low, high = sorted((at, mention.trigger))
    others = sum(1 for other in range(low + 1, high) if other in view.triggers)
    if not (fits or inside) and others:
        return None
    cost = high - low + _BETWEEN * others
    cost += _FIT if fits else 0
    cost += _FIT if inside else 0
    cost += _FIT // 2 if under else 0
    return cost + (_FIT // 3 if fits and _tells(view, mention.trigger, figure.measure) else 0)


def _tells(view: View, trigger: int, measure: str | None) -> bool:
    """The trigger's own word is the fate that the figure counts: "killed" of "killed 12"."""
    return measure is not None and view.lows[trigger][:4] == measure[:4]


def _under(view: View, at: int, trigger: int) -> bool:
    """True where the figure hangs on the trigger with no other event between."""
    if not view.trees:
        return False
    for _ in range(8):
        relation = view.tokens[at].deprel
        at = view.tokens[at].head
        if at < 0 or (view.tokens[at].upos == "VERB" and at not in view.triggers and relation != "nummod"):
            return at >= 0 and view.tokens[at].head == trigger and view.lows[at] in view.vocabulary.light
        if at in view.triggers:
            return at == trigger
    return False


def _over(view: View, figure: Figure, trigger: int) -> bool:
    """ "$5 million in aid": the event hangs on what is counted."""
    before = trigger - 1
    while before > 0 and view.tokens[before].upos in ("ADJ", "NOUN", "DET") and trigger - before < 4:
        before -= 1
    if view.lows[before] not in ("in", "of", "worth") or before == 0:
        return False
    span = view.tokens[before - 1].span
    return span.overlaps(figure.span) or (figure.counted_span is not None and span.overlaps(figure.counted_span))


def _before(view: View, clauses: Sequence[Clause], triggers: list[int], figure: Figure, sentence: int, low: int) -> int:
    """The event of the sentences just before that brings about what the figure counts: "Another 12 were hurt"."""
    fates = FATES[figure.measure or ""]
    for number in range(low - 1, max(-1, low - 7), -1):
        clause = clauses[number]
        back = sentence - view.tokens[triggers[number]].sentence
        if back > (1 if figure.measure in _NEXT else _SENTENCES_BACK):
            return -1
        actual = clause.mention.realis == "actual"
        if clause.mention.type == "ASSAULT" and clause.mention.type in fates and actual and not clause.mention.inner:
            return number
    return -1
