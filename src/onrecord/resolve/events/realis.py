"""How an event is presented: "attacked", "will attack", "may attack", "did not attack".

The words beside the trigger and those that govern it decide, for they are few, regular and sure ("failed to", "called
off", "no talks were held", "if"); where they say nothing, the reader's own answer stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import EventMention
from onrecord.core.analysis import Realis
from onrecord.resolve.events.governed import judged
from onrecord.resolve.events.view import View
from onrecord.resolve.events.wording import FAR, denied

__all__ = ["Presented", "judged", "presented", "realis_of"]

# Factuality (−3…3) below which a word that nothing else speaks of is no fact: MEANTIME train, our own event labels.
VERB_LIMIT = -0.5
NOUN_LIMIT = -0.5
# Words behind a noun within which "next week" or "tomorrow" places it ahead.
_NEAR = 6
# Words from the verb that will be to the talks for which it will.
_FAR = 16
_NEXT = frozenset(("week", "month", "year", "spring", "summer", "autumn", "winter", "monday", "tuesday", "wednesday",
                   "thursday", "friday", "saturday", "sunday"))  # fmt: skip
# Words around a trigger within which whatever speaks of its realis stands.
_BACK = 20
_ON = 10
_OPENING = frozenset(('"', "“", "``", "‘", "to"))
_QUOTES = frozenset(('"', "“", "``", "‘"))


@dataclass(frozen=True, slots=True)
class Presented:
    """How a text presents one event: in doubt or not, affirmed or denied, already there or still ahead.

    "may have fled": not certain, positive, not ahead; "will not return": certain, not positive. ``certain`` is False
    only where words of the text leave it in doubt.
    """

    realis: Realis
    certain: bool
    positive: bool
    ahead: bool


def realis_of(view: View, mention: EventMention) -> Realis:
    """The realis of one mention: surface words first, then what governs it, then the reader's answer."""
    index = mention.trigger
    if mention.type in view.vocabulary.told and view.is_verb(index) and view.lows[index] not in view.vocabulary.acts:
        return mention.realis
    found = _told(view, index)
    if mention.type == "REJECT" and found == "negated" and view.lows[index] not in view.vocabulary.acts:
        return mention.realis
    if found is None or found == "actual":
        if mention.inner and _announced(view, index):
            return "future"
        if mention.type == "CONSULT" and _lies_ahead(view, index):
            return "future"
        return found or mention.realis
    if found == "future" and mention.inner and not view.vocabulary.conditions.isdisjoint(_behind(view, index)):
        return "hypothetical"
    return found


def presented(view: View, index: int) -> Presented:
    """How the text presents any token, verb or event noun: its words, and without them the reader's factuality."""
    told = _told(view, index)
    realis = told or _by_numbers(view, index) or "actual"
    group = view.group(index)
    negated = realis == "negated" or (told == "hypothetical" and _not_even(view, index, group))
    return Presented(
        realis=realis,
        certain=told != "hypothetical" and not _guessed(view, index),
        positive=not negated and not _put_off(view, index),
        ahead=realis == "future" or (realis == "hypothetical" and not _looks_back(view, group)),
    )


def _told(view: View, index: int) -> Realis | None:
    """What the words say, with the forms that look ahead by themselves: "flies to Paris on Tuesday", "Leave now"."""
    if _plain(view, index):
        return None
    found = judged(view, index)
    if found is None and view.is_verb(index):
        return _scheduled(view, index) or _imperative(view, index)
    if found is None and _soon(view, index):
        return "future"
    return found


def _plain(view: View, index: int) -> bool:
    """No word around says anything of what may be or was not, as in most of the news: the rules need not be asked."""
    sentence, lows = view.sentence(index), view.lows
    first, last = max(sentence.first, index - _BACK), min(sentence.last, index + _ON)
    if index == sentence.first or lows[index] in view.vocabulary.opens or lows[index - 1] in _OPENING:
        return False
    if "to" in lows[max(first, index - 3) : index] or view.relation(index) == "advcl":
        return False
    return view.vocabulary.telling.isdisjoint(lows[first:last]) and lows[sentence.last - 1] != "?"


def _scheduled(view: View, index: int) -> Realis | None:
    """ "The trial opens on 3 September", "flies to Paris next week": a present form with a time to come."""
    word = view.lows[index]
    if word.endswith(("ed", "ing", "ss")) or view.group(index) or view.low(index - 1) == "to":
        return None
    factuality = view.analysis.factuality(index)
    if _soon(view, index) and (word.endswith("s") or factuality is None or factuality < 1.5):
        return "future"
    days = word.endswith("s") and word in view.vocabulary.opens and factuality is not None and factuality < 1.5
    behind = view.lows[index + 1 : min(view.sentence(index).last, index + _NEAR)]
    return "future" if days and "on" in behind else None


def _soon(view: View, index: int) -> bool:
    """ "a strike for next Wednesday", "talks tomorrow"."""
    last = min(view.sentence(index).last, index + 1 + _NEAR)
    for at in range(index + 1, last):
        word = view.lows[at]
        if word in (",", ";", ".") or (view.tokens[at].upos == "VERB" and at > index + 1):
            return False
        if word in ("tomorrow", "tonight") or (word == "next" and view.low(at + 1) in _NEXT):
            return True
    return False


def _imperative(view: View, index: int) -> Realis | None:
    """ "Release the prisoners": the bare verb that opens a sentence or a quotation."""
    opens = index == view.sentence(index).first or view.low(index - 1) in _QUOTES
    word = view.lows[index]
    if not opens or word.endswith(("ed", "ing", "s")) or view.tokens[index].upos != "VERB":
        return None
    if any(view.relation(child) in ("nsubj", "aux") for child in view.analysis.children[index]):
        return None
    factuality = view.analysis.factuality(index)
    return "hypothetical" if factuality is None or factuality < 0 else None


def _by_numbers(view: View, index: int) -> Realis | None:
    """Where the words are silent, what the reader holds for no fact stands as the verb above it, else is possible."""
    factuality = view.analysis.factuality(index)
    if factuality is None or factuality >= (VERB_LIMIT if view.is_verb(index) else NOUN_LIMIT):
        return None
    head = view.tokens[index].head
    if head >= 0 and view.is_verb(head):
        found = judged(view, head)
        if found in ("future", "hypothetical"):
            return found
    to = view.low(min(view.group(index), default=index) - 1) == "to"
    if _announced(view, index) or (to and view.relation(index) in ("acl", "root")):
        return "future"
    return "hypothetical"


def _behind(view: View, index: int) -> list[str]:
    return view.lows[index + 1 : min(view.sentence(index).last, index + FAR)]


def _announced(view: View, index: int) -> bool:
    """ "declared a ceasefire": what is named inside an announcement is still to come."""
    if view.is_verb(index):
        return False
    start = view.phrase_start(index)
    if view.lows[start - 1 : start] == ["to"] and view.low(start - 2) in ("agreed", "agree", "agrees"):
        return True
    return view.low(start - 1) in view.vocabulary.announces


def _lies_ahead(view: View, index: int) -> bool:
    """ "will meet in Paris for talks": the talks lie ahead as the meeting does."""
    start = view.phrase_start(index)
    if view.is_verb(index) or not view.trees or view.lows[start] == "the":
        return False
    first = max(view.sentence(index).first, start - _FAR)
    for at in range(start - 1, first - 1, -1):
        if view.tokens[at].upos == "VERB":
            return not view.vocabulary.future.isdisjoint(view.lows[place] for place in view.group(at))
        if view.lows[at] in ("after", "since", "during", "following", "about", ";", "and"):
            return False
    return False


def _not_even(view: View, index: int, group: list[int]) -> bool:
    """ "may not attack", "told not to fire": uncertain and denied."""
    return denied(view, group) or view.low(min(group, default=index) - 2) == "not"


def _guessed(view: View, index: int) -> bool:
    """ "appears to be", "is expected to", "It is believed that", "reportedly": told as likely, not as sure."""
    table = view.vocabulary
    if any(view.lows[at] in table.guesses for at in view.group(index)):
        return True
    relation = view.relation(index)
    if relation == "nsubj" and not view.is_verb(index):
        head = view.tokens[index].head
        return view.lows[head] in table.timed and not view.vocabulary.articles.isdisjoint((view.low(index - 1),))
    if relation == "ccomp":
        above = view.tokens[index].head
        return 0 <= above < index and view.lows[above] in table.believed and _passive(view, above)
    above = view.governor(index) if view.is_verb(index) or relation == "xcomp" else -1
    if above < 0 or "to" not in view.lows[above + 1 : index]:
        return False
    return view.lows[above] in table.expects or (view.lows[above] in table.believed and _passive(view, above))


def _passive(view: View, index: int) -> bool:
    """ "is believed", "were said"."""
    return any(view.lows[at] in ("is", "are", "was", "were", "been", "be") for at in view.group(index))


def _put_off(view: View, index: int) -> bool:
    """ "The flight was delayed": it did not take place when it was due."""
    head = view.tokens[index].head
    passive = head > index and view.relation(index) == "nsubj"
    return passive and view.lows[head] in view.vocabulary.delays


def _looks_back(view: View, group: list[int]) -> bool:
    """ "may have fled", "whether they had met"."""
    return any(view.lows[at] in ("have", "had", "was", "were", "did") for at in group)
