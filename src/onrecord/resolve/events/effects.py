"""What an event does to those it befalls: "shot dead" kills, "wounding 4" injures, "escaped unhurt" does nothing.

An effect is told by the event's own word, by a pair of words ("shot … dead"), by a word of harm that hangs on the event
("the blast … leaving three dead"), or by a figure that counts its victims. Rules and lists: lang/en/effects.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.core import Figure, Span
from onrecord.lang import lexicon
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.view import View

# Words between the two of a pair: "shot the mayor and his driver dead".
_APART = 7
# Words between an event and a word of harm that is no event of its own: "an ambush … that left eleven dead".
_NEAR = 16
_BARRIERS = frozenset((";", ":", "while", "but", "whereas", "although", "meanwhile", "after", "before", "since"))


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``effects.toml``: measures by word and by pair, in the order of their gravity."""

    single: Mapping[str, str]
    pairs: Mapping[str, tuple[tuple[str, str], ...]]
    order: Mapping[str, int]
    types: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]
    nobody: frozenset[str]
    reach: int


@cache
def words() -> Words:
    """The lists, loaded once."""
    data = lexicon("effects")
    rules = data["rules"]
    single: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {}
    for measure, text in data["words"].items():
        for word in text.split():
            single.setdefault(word, measure)
    for measure, phrases in data["pairs"].items():
        for first, second in (phrase.split() for phrase in phrases):
            pairs.setdefault(first, []).append((second, measure))
    return Words(
        single=single,
        pairs={first: tuple(rest) for first, rest in pairs.items()},
        order={measure: number for number, measure in enumerate(data["words"])},
        types=frozenset(rules["types"]),
        behind=frozenset(rules["undone_behind"].split()),
        before=frozenset(rules["undone_before"].split()),
        nobody=frozenset(rules["nobody"].split()),
        reach=rules["reach"],
    )


def with_effects(view: View, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts (one mention each) with what they do to those they befall; what they name themselves goes first."""
    own = [_own(view, draft) for draft in drafts]
    by_sentence: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.type in words().types:
            by_sentence.setdefault(view.tokens[draft.trigger].sentence, []).append(number)
    told: dict[int, str] = {}
    for sentence, numbers in by_sentence.items():
        for at in _harms(view, sentence):
            owner = _owner(view, drafts, numbers, at)
            measure = words().single[view.lows[at]]
            if owner is not None and own[owner] is None:
                told[owner] = graver(told.get(owner), measure) or measure
    return [replace(draft, effect=own[number] or told.get(number)) for number, draft in enumerate(drafts)]


def graver(one: str | None, other: str | None) -> str | None:
    """The graver of two measures, in the order of the list; None where neither is an effect."""
    order = words().order
    known = [measure for measure in (one, other) if measure is not None and measure in order]
    return min(known, key=lambda measure: order[measure]) if known else None


def two_harms(one: Draft, other: Draft) -> bool:
    """True where one event would say of some what befell others: "killed the driver and wounded his guard".

    Victims that are counted keep their measure with the figure ("killing 12 and wounding 30" is one event).
    """
    if one.effect is None or other.effect is None or one.effect == other.effect:
        return False
    uncounted = [draft for draft in (one, other) if draft.recipients and not draft.figures]
    return bool(uncounted) and not set(one.recipients) & set(other.recipients)


def counted_effect(draft: Draft, figures: Mapping[str, Figure]) -> Draft:
    """The draft with the effect its figures tell of: "the raid", which "13 dead" belong to, killed.

    A figure of 0 takes the effect back: "the blast hurt nobody".
    """
    if draft.type not in words().types:
        return draft
    mine = [figures[name] for name in draft.figures]
    some = [figure.measure for figure in mine if figure.high != 0]
    none = {figure.measure for figure in mine if figure.high == 0}
    effect = None if draft.effect in none and draft.effect not in some else draft.effect
    for measure in some:
        effect = graver(effect, measure)
    return draft if effect == draft.effect else replace(draft, effect=effect)


def measured(drafts: Sequence[Draft], recipients: Sequence[Sequence[Span]], figures: Sequence[Figure]) -> list[Figure]:
    """Figures with a missing measure filled where they count those an event befalls: "murdered six priests and a cook".

    ``recipients`` are the spans of each draft's recipients.
    """
    open_spans = sorted(
        (span, draft.effect)
        for draft, spans in zip(drafts, recipients, strict=True)
        if draft.effect is not None and draft.realis != "negated"
        for span in spans
    )
    return [_filled(figure, open_spans) for figure in figures] if open_spans else list(figures)


def _filled(figure: Figure, spans: Sequence[tuple[Span, str]]) -> Figure:
    if figure.measure is not None or figure.dimension != "count" or figure.unit != "1" or figure.counted is None:
        return figure
    around = [(span.length, effect) for span, effect in spans if span.contains(figure.span)]
    return replace(figure, measure=min(around)[1]) if around else figure


def _own(view: View, draft: Draft) -> str | None:
    """The effect the trigger itself names, alone or with a second word."""
    if draft.type not in words().types:
        return None
    at = draft.trigger
    found = _paired(view, at)
    if found is None:
        found = words().single.get(view.lows[at])
    return None if found is None or spared(view, at) else found


def _paired(view: View, at: int) -> str | None:
    last = view.sentence(at).last
    for second, measure in words().pairs.get(view.lows[at], ()):
        for next_at in range(at + 1, min(last, at + 1 + _APART)):
            low = view.lows[next_at]
            if low == second:
                return measure
            if low in _BARRIERS or low == ",":
                break
    return None


def spared(view: View, at: int) -> bool:
    """True where a word of harm tells of nothing that befell anybody: "no one was hurt", "assassination attempt"."""
    table = words()
    first, last = view.sentence(at).first, view.sentence(at).last
    behind = view.lows[at + 1] if at + 1 < last else ""
    if behind in table.behind or behind in table.nobody or (behind == "no" and view.low(at + 2) == "one"):
        return True
    for back in range(at - 1, max(first, at - table.reach) - 1, -1):
        low = view.lows[back]
        if low in (",", ";", ":", "(", ")") or low in _BARRIERS:
            return False
        if low in table.nobody or (low == "no" and view.low(back + 1) != "longer"):
            return True
        if low in table.before and back >= at - 3:
            return True
    return False


def _harms(view: View, sentence: int) -> list[int]:
    """The words of harm of a sentence that are no event of their own and did befall somebody."""
    frame = view.analysis.sentences[sentence]
    single = words().single
    return [
        at
        for at in range(frame.first, frame.last)
        if view.lows[at] in single and at not in view.triggers and not spared(view, at)
    ]


def _owner(view: View, drafts: Sequence[Draft], numbers: Sequence[int], at: int) -> int | None:
    """The event of the sentence that a word of harm belongs to: the one it hangs on, else the nearest before it."""
    if view.trees:
        above, reached = at, {drafts[number].trigger: number for number in numbers}
        for _ in range(6):
            above = view.tokens[above].head
            if above < 0:
                break
            if above in reached:
                return reached[above]
            below = [child for child in view.analysis.children[above] if child in reached]
            if below and view.relation(below[0]) in ("nsubj", "obl", "nmod", "acl", "advcl"):
                return reached[below[0]]
    near = [number for number in numbers if 0 < at - drafts[number].trigger <= _NEAR]
    near = [number for number in near if _BARRIERS.isdisjoint(view.lows[drafts[number].trigger : at])]
    return max(near, key=lambda number: drafts[number].trigger) if near else None
