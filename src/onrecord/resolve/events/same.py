"""Mentions of one event made one: "killed 12 people" … "the attack" … "the killings".

Two mentions are one event where nothing they say disagrees and something ties them: a definite noun that goes back
("the talks"), a deed and the harm it did in one sentence ("killed in an attack"), the same word with the same sides.
Two events in one place on one day with different victims stay two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.events.blame import told_by
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.effects import graver, two_harms
from onrecord.resolve.events.fitting import Facts, agree, nearer, same_day, same_number, shared, sooner
from onrecord.resolve.events.view import View

# Earlier events of the same type that a mention is compared with, nearest first: keeps the work linear.
MOST_COMPARED = 24
# Words between a deed and its harm in one sentence: "killed in an attack", "attacked the village, killing 12".
_NEAR = 25
_LEAD = 2  # sentences of a lead
_VERBAL = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"))
_DETERMINERS = frozenset(("the", "this", "that", "these", "those", "both", "its", "their", "his", "her"))


def is_definite(view: View, trigger: int) -> bool:
    """True for a noun that speaks of something known: "the attack", "those talks", never "another attack"."""
    if view.is_verb(trigger):
        return False
    start = view.phrase_start(trigger)
    words = view.lows[start:trigger]
    if not words or not view.vocabulary.another.isdisjoint(words):
        return False
    return words[0] in _DETERMINERS or (words[-1] in ("'s", "’s") and len(words) > 1)


def merged(view: View, facts: Facts, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft an event, in the order of first mentions; ``drafts`` hold one mention each, in text order."""
    groups: list[Draft | None] = []
    by_type: dict[str, list[int]] = {}
    for draft in drafts:
        recent = by_type.setdefault(draft.type, [])
        numbers = recent[: -MOST_COMPARED - 1 : -1]
        deed = next((number for number in numbers if _one_deed(view, _at(groups, number), draft)), None)
        back = _goes_back(view, facts, draft, [number for number in numbers if number != deed], groups, deed)
        chosen = deed if back is None else back
        if chosen is None:
            recent.append(len(groups))
            groups.append(draft)
            continue
        joined = draft
        if deed is not None and back is not None:  # "twelve were hurt in the attack": both are the attack told before
            joined = _joined(facts, _at(groups, deed), draft)
            groups[deed] = None
            _forget(recent, deed)
        groups[chosen] = _joined(facts, _at(groups, chosen), joined)
        _forget(recent, chosen)
        recent.append(chosen)
    return sorted((draft for draft in groups if draft is not None), key=lambda draft: draft.trigger)


def _forget(recent: list[int], number: int) -> None:
    """Take a number out; it is among the last compared, so nothing is searched from the front."""
    for at in range(len(recent) - 1, -1, -1):
        if recent[at] == number:
            del recent[at]
            return


def _at(groups: list[Draft | None], number: int) -> Draft:
    found = groups[number]
    assert found is not None, "a group that was joined to another is no candidate"
    return found


def _goes_back(
    view: View, facts: Facts, draft: Draft, numbers: list[int], groups: list[Draft | None], deed: int | None
) -> int | None:
    """The event told before that a mention goes back to: by a definite noun the nearest that fits, else by its facts.

    ``deed`` is the event of the same sentence that the mention belongs to anyhow.
    """
    if _is_another(view, draft.trigger) or (deed is not None and not draft.definite):
        return None
    whole = draft
    if deed is not None:  # whom the harm befell need not be whom the attack was on: a bus, and twelve people in it
        whole = replace(_joined(facts, _at(groups, deed), draft), actors=draft.actors, recipients=draft.recipients)
    fitting = [number for number in numbers if agree(facts, _at(groups, number), whole)]
    if not draft.definite:
        return next((number for number in fitting if _tied(view, facts, _at(groups, number), draft)), None)
    fitting = [number for number in fitting if _at(groups, number).realis != "negated" or draft.realis == "negated"]
    family = [number for number in fitting if _family(view, _at(groups, number), draft)]
    found = family or (fitting if view.lows[draft.trigger] in view.vocabulary.general else [])
    return found[0] if found else None


def _is_another(view: View, trigger: int) -> bool:
    """ "another attack", "also condemned", "a second bomb"."""
    start = view.phrase_start(trigger) if not view.is_verb(trigger) else trigger
    words = view.lows[start:trigger]
    if view.is_verb(trigger):
        words = [view.lows[at] for at in view.group(trigger)]
    return not view.vocabulary.another.isdisjoint(words)


def _one_deed(view: View, earlier: Draft, draft: Draft) -> bool:
    """A deed and its harm in one sentence, or two harms of one deed: "a bomb exploded, killing 12 and wounding 30"."""
    if draft.type != "ASSAULT" or earlier.realis != draft.realis or two_harms(earlier, draft):
        return False
    last = earlier.mentions[-1].trigger
    if view.tokens[last].sentence != view.tokens[draft.trigger].sentence or draft.trigger - last > _NEAR:
        return False
    harm = view.vocabulary.harm
    first, second = view.lows[last] in harm, view.lows[draft.trigger] in harm
    if not (first or second) or _apart(view, last, draft.trigger):
        return False
    if _is_another(view, draft.trigger) or not (_linked(view, last, draft.trigger) or shared(earlier, draft)):
        return False
    if earlier.place is not None and draft.place is not None and earlier.place != draft.place:
        return False
    actors = not earlier.actors or not draft.actors or not set(earlier.actors).isdisjoint(draft.actors)
    times = earlier.time is None or draft.time is None or earlier.time == draft.time
    return actors and times


def _linked(view: View, one: int, two: int) -> bool:
    """One hangs on the other, both on one verb, or no other verb stands between."""
    tokens = view.tokens
    if not view.trees:
        return True
    above = (tokens[one].head, tokens[two].head)
    if above[0] == two or above[1] == one or (above[0] == above[1] and above[0] >= 0):
        return True
    for start, goal in ((one, two), (two, one)):
        at = start
        for _ in range(4):
            at = tokens[at].head
            if at < 0 or at == goal:
                break
        if at == goal:
            return True
    return not any(
        tokens[at].upos == "VERB" and at not in view.triggers and tokens[at].deprel not in ("amod", "advmod", "case")
        for at in range(one + 1, two)
    )


def _apart(view: View, one: int, two: int) -> bool:
    """A word between the two sets them apart: "while", ";", "after" of the second one, not "before dawn"."""
    for at in range(one + 1, two):
        word = view.lows[at]
        if word in _APART and not (word in _WHEN and view.trees and not _above(view, view.tokens[at].head, two)):
            return True
    return False


def _above(view: View, head: int, index: int) -> bool:
    for _ in range(4):
        if index == head:
            return True
        if index < 0:
            return False
        index = view.tokens[index].head
    return False


_WHEN = frozenset(("after", "before", "since"))
_APART = _WHEN | frozenset((";", "while", "whereas", "but", "separately", "elsewhere", "another", "earlier"))


def _family(view: View, earlier: Draft, draft: Draft) -> bool:
    """The words of the two belong together: "met" and "the talks", "bombed" and "the blast"."""
    table = view.vocabulary.families
    word = view.lows[draft.trigger]
    mine = set(table.get(word, ()))
    for mention in earlier.mentions:
        other = view.lows[mention.trigger]
        if other == word or not mine.isdisjoint(table.get(other, ())):
            return True
    return False


def _tied(view: View, facts: Facts, earlier: Draft, draft: Draft) -> bool:
    """Enough in common for one event told twice: the number of victims, or the same word with the same sides."""
    if earlier.realis != draft.realis:
        return False
    if same_number(facts, earlier, draft):
        return True
    if not _family(view, earlier, draft):
        return False
    common = shared(earlier, draft)
    whole = bool(draft.recipients) and not set(earlier.recipients).isdisjoint(draft.recipients)
    if draft.type in _VERBAL:
        return whole and bool(set(earlier.actors) & set(draft.actors)) and not _both_main(view, earlier, draft)
    located = (draft.place is not None and earlier.place is not None) or (
        draft.time is not None and earlier.time is not None
    )
    if common >= 2 or (common and located) or _one_scene(facts, earlier, draft):
        return True
    return bool(common) and draft.type in ("CONSULT", "RETREAT", "COERCE", "ASSAULT") and whole


def _one_scene(facts: Facts, earlier: Draft, draft: Draft) -> bool:
    """The same deed on the same day in the same place, of which one mention leaves out who it befell."""
    if earlier.place is None or draft.place is None or not same_day(facts, earlier.time, draft.time):
        return False
    return draft.type in _DEEDS and not (earlier.recipients and draft.recipients)


_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "CONSULT"))


def _both_main(view: View, earlier: Draft, draft: Draft) -> bool:
    """Two things said by one to another are two ("urged the army to leave" … "urged it to disarm").

    What the first sentences say and the body says again is one: that is how news is written.
    """
    if earlier.inner or draft.inner:
        return False
    first, second = (view.tokens[item.trigger].sentence for item in (earlier, draft))
    return not (first < _LEAD <= second and view.lows[earlier.trigger] == view.lows[draft.trigger])


def _joined(facts: Facts, earlier: Draft, draft: Draft) -> Draft:
    """What two mentions tell together; what the first main one tells goes before."""
    lead, other = (draft, earlier) if earlier.inner and not draft.inner else (earlier, draft)
    return replace(
        lead,
        mentions=tuple(sorted((*earlier.mentions, *draft.mentions), key=lambda item: item.trigger)),
        mode=lead.mode or other.mode,
        actors=_union(lead.actors, other.actors, lead.recipients),
        recipients=_union(lead.recipients, other.recipients, lead.actors),
        attribution=told_by(lead, other),
        place=nearer(facts, lead.place, other.place),
        time=sooner(facts, lead.time, other.time),
        figures=_union(earlier.figures, draft.figures, ()),
        effect=graver(lead.effect, other.effect),
        inner=earlier.inner and draft.inner,
        definite=earlier.definite and draft.definite,
    )


def _union(first: tuple[str, ...], second: tuple[str, ...], without: tuple[str, ...]) -> tuple[str, ...]:
    return (*first, *(item for item in second if item not in first and item not in without))
