"""Why two tellings are taken for one event, in a sentence a reader can check."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.weigh.events.compare import FEATURES, Weighed

MEANS_THE_SAME = 0.45  # cosine of triggers: "killed" and "murdered" 0.67, "attack" and "raid" 0.31
SAME_STORY = 0.3  # cosine of reports; unrelated ones are below 0.1
MOST_WORDS = 4


def because(one: Weighed, other: Weighed, row: Sequence[float]) -> str:
    """``"both say “seized”; both at Bol; the same day; both name bol, rebel; the reports tell one story (0.62)"``."""
    a, b = one.traits, other.traits
    numbers = dict(zip(FEATURES, row, strict=True))
    found = [_triggers(one, other, numbers["meaning"])]
    if numbers["one_in_reading"] > 0:
        found.append("the report itself speaks of one event")
    if numbers["place"] > 0 and a.where and b.where:
        found.append(f"both at {a.where.name}" if a.where.name == b.where.name else
                     f"{a.where.name} and {b.where.name} are near each other or one holds the other")  # fmt: skip
    if numbers["time"] > 0 and a.earliest and b.earliest:
        day = a.earliest[:10]
        found.append(f"both on {day}" if day == b.earliest[:10] else "at times that overlap")
    if numbers["figures"] > 0:
        found.append("the same number of the same")
    sides = (a.actors & b.actors) | (a.recipients & b.recipients)
    if sides:
        found.append(f"the same sides ({_some(sides)})")
    shared = sorted((set(one.sentence) & set(other.sentence)) - sides, key=lambda stem: (-one.sentence[stem], stem))
    if shared:
        found.append(f"the sentences share {_some(shared, keep_order=True)}")
    if numbers["same_report"]:
        found.append("in one report")
    elif numbers["story"] >= SAME_STORY:
        found.append(f"the reports tell one story ({numbers['story']:.2f})")
    return "; ".join(found)


def _triggers(one: Weighed, other: Weighed, meaning: float) -> str:
    a, b = one.traits.trigger, other.traits.trigger
    if a.lower() == b.lower():
        return f"both say “{a}”"
    if one.stems & other.stems:
        return f"“{a}” and “{b}” are one word"
    return f"“{a}” and “{b}” mean {'nearly the same' if meaning >= MEANS_THE_SAME else 'similar things'}"


def _some(stems: Sequence[str] | frozenset[str] | set[str], *, keep_order: bool = False) -> str:
    ordered = list(stems) if keep_order else sorted(stems)
    return ", ".join(ordered[:MOST_WORDS])
