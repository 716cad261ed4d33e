"""What the words beside an event say of it: "did not attack", "will be released", "no talks", "a planned march"."""

from __future__ import annotations

from onrecord.core.analysis import Realis
from onrecord.resolve.events.view import View

_BE = frozenset(("is", "are", "was", "were"))  # "is to visit"
# "may not attend", "should not attend" leave it open; "could not attend", "will not attend" do not.
_LEFT_OPEN = frozenset(("may", "might", "should", "must", "ought"))
_DONE = frozenset(("was", "were", "had", "has", "have", "did"))
_SPEECH = frozenset(("said", "told", "added", "announced", "reported", "stated", "confirmed", "promised", "pledged"))
# "not only looted but burned", "not all were freed": no denial of the verb.
_NOT_DENIED = frozenset(("only", "just", "merely", "simply", "all", "always", "least"))
_BREAKS = frozenset((",", ";", ":", "(", ")", "—", "–", "-", '"', "“", "”", "``", "''", "that", "said", "because"))
# Signs that end a clause.
_ENDS = frozenset((",", ";", ":", "(", ")", "—", "–", '"', "“", "”"))
_AUXILIARIES = frozenset(("did", "does", "do", "has", "have", "had", "will", "would", "is", "are", "was", "were"))
# No rule looks further than this many words: a sentence of any length is read in linear time.
FAR = 40
# Words back from a verb within which the subject that denies it opens the clause: "No soldier of the brigade was hurt".
_SUBJECT = 9


def of_verb(view: View, index: int) -> Realis | None:
    """The verb's own auxiliaries: "did not attack", "will be released", "may have fired", "was going to sign"."""
    table = view.vocabulary
    group = view.group(index)
    near = [at for at in group if not _is_name(view, at)]
    if view.trees:
        near.extend(_hung(view, index, group))
    known = frozenset(view.lows[at] for at in near)
    start = min(group, default=index)
    if view.low(start - 1) == "to":
        found = _after_to(view, start - 1, yet="yet" in known)
        if found is not None:
            return found
    if known & _LEFT_OPEN and denied(view, near):
        return "hypothetical"
    if denied(view, near) or _undone_before(view, start) or _nobody(view, index):
        return "negated"
    if view.low(index + 1) == "no" and view.low(index + 2) not in ("longer", "matter", "doubt", "later", "less"):
        return "negated"
    if known & table.future:
        return "future"
    if known & table.would:
        return _would(view, index)
    if known & table.possible:
        return "negated" if "before" in view.lows[max(0, start - 4) : start] else "hypothetical"
    if view.lows[index].endswith("ing") and not group:
        lead = _by_lead(view, start)
        if lead is not None:
            return lead
    if _asked(view, index):
        return "hypothetical"
    return "actual" if known & _DONE else None


def _hung(view: View, index: int, group: list[int]) -> list[int]:
    """Auxiliaries and adverbs that the tree hangs on the verb, with no sign between: "have , he said , left"."""
    found = []
    for at in view.analysis.children[index]:
        if at < index and at not in group and view.relation(at) in ("aux", "advmod"):
            between = view.lows[at + 1 : index]
            if _BREAKS.isdisjoint(between) or (view.relation(at) == "aux" and between.count(",") == 2):
                found.append(at)
    return found


def _after_to(view: View, to: int, *, yet: bool) -> Realis | None:
    """ "is to visit", "was not to return", "has yet to respond", "told not to fire"."""
    before = view.low(to - 1)
    if before in _BE:
        return "future"
    if before in ("going", "about"):
        return "negated" if view.low(to - 2) in view.vocabulary.negations else "future"
    if yet or before == "yet":
        return "negated"
    if before in view.vocabulary.negations:
        return "negated" if view.low(to - 2) in _BE or view.low(to - 2) not in view.vocabulary.governs else None
    return None


def denied(view: View, near: list[int]) -> bool:
    """True where one of the tokens denies: "not", but not the "not" of "not only"."""
    negations = view.vocabulary.negations
    return any(view.lows[at] in negations and view.low(at + 1) not in _NOT_DENIED for at in near)


def _is_name(view: View, at: int) -> bool:
    """ "Theresa May called", "on 3 May", "Will Hughes visited": a capital inside the sentence, or before a name."""
    text = view.tokens[at].text
    if text not in ("May", "Will"):
        return False
    return at > view.sentence(at).first or view.tokens[at].upos == "PROPN"


def _undone_before(view: View, start: int) -> bool:
    """ "without firing", "instead of releasing", "rather than vote", "stopped short of seizing"."""
    before = (view.low(start - 2), view.low(start - 1))
    return before[1] == "without" or before in view.vocabulary.undone_before


def _nobody(view: View, index: int) -> bool:
    """ "No one was killed", "neither side attacked": the subject is nobody, by the tree or by how the clause opens."""
    if view.trees and any(_is_nobody(view, child) for child in view.analysis.children[index] if child < index):
        return True
    first = max(view.sentence(index).first, index - _SUBJECT)
    for at in range(index - 1, first - 1, -1):
        word = view.lows[at]
        if word in _BREAKS:
            return False
        if word in view.vocabulary.nobody and (at == view.sentence(at).first or view.lows[at - 1] in _BREAKS):
            return view.low(at + 1) not in ("doubt", "longer", "sooner", "matter", "wonder", "surprise")
        if word == "not" and view.low(at + 1) in ("one", "a") and at == view.sentence(at).first:
            return True
        if at != index - 1 and view.tokens[at].upos == "VERB":
            return False
    return False


def _is_nobody(view: View, child: int) -> bool:
    if view.relation(child) != "nsubj":
        return False
    table = view.vocabulary
    if view.lows[child] in table.negations or view.lows[child] in table.nobody:
        return True
    return any(
        view.lows[at] in table.no and view.relation(at) in ("det", "cc", "advmod")
        for at in view.analysis.children[child]
    )


def _would(view: View, index: int) -> Realis:
    """ "He said troops would leave" tells of a plan; with a condition, or on its own, it is only imagined."""
    sentence = view.sentence(index)
    words = view.lows[max(sentence.first, index - FAR) : min(sentence.last, index + FAR)]
    if "have" in (view.lows[at] for at in view.group(index)):
        return "hypothetical"
    if conditional(view, index) or not view.vocabulary.conditions.isdisjoint(words) or words[0] in ("had", "were"):
        return "hypothetical"
    return "future" if not _SPEECH.isdisjoint(words) else "hypothetical"


def conditional(view: View, index: int) -> bool:
    """ "if the army attacks", "in case the army attacks", "Had they met,": the condition opens the event's clause."""
    table = view.vocabulary
    sentence = view.sentence(index)
    first = max(sentence.first, index - FAR)
    for at in range(index - 1, first - 1, -1):
        word = view.lows[at]
        if word in _ENDS:
            first = at + 1
            break
        if word in table.conditions:
            return word not in ("provided", "should") or at == sentence.first or view.lows[at - 1] in _ENDS
        if word == "case" and view.low(at - 1) in ("in", "the") and view.low(at + 1) != "of":
            return True
        if word in ("that", "because", "after", "when", "said", "and") and at != index - 1:
            return False
    if first != sentence.first or view.low(first) not in ("had", "were") or index == first:
        return False
    return "," in view.lows[index : min(sentence.last, index + FAR)] and view.tokens[first + 1].upos != "VERB"


def _asked(view: View, index: int) -> bool:
    """ "Did the army shell the hospital?": a question that yes or no answers."""
    sentence = view.sentence(index)
    if view.low(sentence.last - 1) != "?" and "?" not in view.lows[index : min(sentence.last, index + 12)]:
        return False
    opening = sentence.first + (view.low(sentence.first) in ('"', "“", "``"))
    return view.low(opening) in _AUXILIARIES


def of_noun(view: View, index: int) -> Realis | None:
    """ "no talks", "any attack", "the planned march", "ahead of elections"."""
    table = view.vocabulary
    start = view.phrase_start(index)
    words = frozenset(view.lows[max(start - 1, view.sentence(index).first) : index])
    if words & table.no and not {"matter", "doubt"} & words and not ("neither" in words and "the" in words):
        return "negated"
    if words & table.any and _any_denied(view, index, start):
        return "negated"
    if words & table.undone_nouns or _is_not(view, index):
        return "negated"
    if _undone_before(view, start) or _never_held(view, index) or _called_off(view, index):
        return "negated"
    if words & table.planned:
        return "future"
    if words & table.possible_nouns or words & table.any:
        return "hypothetical"
    if view.low(index + 1) in table.asking and view.tokens[index].upos in ("NOUN", "PROPN", "ADJ"):
        return "hypothetical"
    return _by_lead(view, start)


def _any_denied(view: View, index: int, start: int) -> bool:
    """ "denied any involvement", "did not make any arrests"."""
    before = view.low(start - 1)
    if before in view.vocabulary.denials:
        return not denied(view, view.group(start - 1))
    head = view.tokens[index].head
    return 0 <= head < index and view.relation(index) == "obj" and denied(view, view.group(head))


def _by_lead(view: View, start: int) -> Realis | None:
    """ "ahead of talks", "the threat of a strike", "in the event of an invasion"."""
    for size in (4, 3, 2):
        for back in (start, start - 1):
            found = view.vocabulary.ahead.get(tuple(view.lows[max(0, back - size) : back]))
            if found is not None:
                return "future" if found == "future" else "hypothetical"
    return None


def _is_not(view: View, index: int) -> bool:
    """ "was not a surprise", "is not efficient": a noun or adjective said of something, denied."""
    if not view.trees:
        return False
    children = view.analysis.children[index]
    if not any(view.relation(at) == "cop" for at in children):
        return False
    return denied(view, [at for at in children if at < index and view.relation(at) == "advmod"])


def _called_off(view: View, index: int) -> bool:
    """ "called the rally off": the particle stands behind the noun."""
    after = view.low(index + 1)
    near = range(max(view.sentence(index).first, index - 5), index)
    return any((view.lows[at], after) in view.vocabulary.undone and not denied(view, view.group(at)) for at in near)


def _never_held(view: View, index: int) -> bool:
    """ "The talks did not take place", "the talks were put off": the verb that says whether the noun happened."""
    head = view.tokens[index].head
    if head <= index or view.relation(index) != "nsubj":
        return False
    if (view.lows[head], view.low(head + 1)) in view.vocabulary.undone:
        return not denied(view, view.group(head))
    return view.lows[head] in view.vocabulary.happen and denied(view, view.group(head))
