"""What is disputed: events whose author is, outlets in a circle, figures that stand against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from onrecord.core.answers.brief import Line
from onrecord.core.answers.flags import Raised
from onrecord.core.answers.happenings import Counted, Happened, Related
from onrecord.weigh.ask.alarms import circle
from onrecord.weigh.brief.evidence import Shelf, of_pair
from onrecord.weigh.brief.words import charged, counted_as, headline, how_it_stands, named_figure, when_and_where
from onrecord.weigh.origins import Voice, charges, claimed

KINDS = ("drift", "denial", "contradiction")
"""The relations that are disputes, in the order in which they are told."""
_PAIRS = 2  # of a group
_CHARGES = 4

Weighed = Sequence[tuple[Happened, Sequence[Voice]]]


def disputed(shelf: Shelf, weighed: Weighed, groups: Mapping[str, Counted]) -> Iterator[Callable[[], Line]]:
    """What makes each line of the part: events, circles, then a line for each group of figures, drifts first."""
    for one, voices in weighed:
        if one.status in {"contested", "denied"}:
            yield partial(_event, shelf, one, voices)
    for one, voices in weighed:
        if f"{one.id}/circular_sourcing" in one.flags and (flag := circle(one, voices)) is not None:
            yield partial(_circle, shelf, one, flag)
    heads = {one.id: headline(one) for one, _ in weighed}
    apart = [(group, found) for group in groups.values() if (found := pairs_of(group))]
    apart.sort(key=lambda pair: (KINDS.index(pair[1][0].kind), -pair[0].outlets))
    for group, found in apart:
        yield partial(_group, shelf, group, found, heads)


def pairs_of(group: Counted) -> list[Related]:
    """The disputes of a group: its drifts, its denials, its contradictions, the latest of each first."""
    found = [one for one in group.relations if one.kind in KINDS]
    found.sort(key=lambda one: group.statements[one.b].published or "", reverse=True)
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def _event(shelf: Shelf, one: Happened, voices: Sequence[Voice]) -> Line:
    number = int(one.id[1:])
    reports = sorted(int(document[1:]) for document in one.documents)
    said = charged([*charges(shelf.connection, [number], reports).get(number, ()), *claimed(voices)])
    more = f"and {len(said) - _CHARGES} more" if len(said) > _CHARGES else ""
    notes = (when_and_where(one), how_it_stands(one), *said[:_CHARGES], more)
    return Line(id=one.id, head=headline(one), notes=tuple(note for note in notes if note),
                evidence=shelf.of_sides(one, voices))  # fmt: skip


def _circle(shelf: Shelf, one: Happened, flag: Raised) -> Line:
    quotes = tuple(shelf.quote(flag.id, shown.document, shown.span) for shown in flag.evidence[:2])
    return Line(id=flag.id, head=flag.because, notes=("circular sourcing", headline(one)), evidence=quotes)


def _group(shelf: Shelf, group: Counted, found: Sequence[Related], heads: Mapping[str, str]) -> Line:
    """One line a group, with one pair of each kind of dispute, at most two, side by side."""
    shown = list({one.kind: one for one in reversed(found)}.values())[::-1][:_PAIRS]
    notes, quotes = [], []
    for one in shown:
        pair = group.statements[one.a], group.statements[one.b]
        notes.append(f"{one.kind}: {' against '.join(named_figure(each) for each in pair)}: {one.because}")
        quotes += [quote for quote in of_pair(shelf, group.id, pair) if quote not in quotes]
    if len(found) > len(shown):
        notes.append(f"and {len(found) - len(shown)} more: onrecord show {group.id}")
    return Line(id=group.id, head=counted_as(group, dict(heads)), notes=tuple(notes), evidence=tuple(quotes))
