"""Whether an event happened: "attacked", "will attack", "may attack", "did not attack".

The reader's own answer stands unless the words beside the trigger, or the word that governs it, say otherwise: those
are few, regular and sure ("failed to", "called off", "no talks were held", "if").
"""

from __future__ import annotations

from onrecord.core import EventMention
from onrecord.core.analysis import Realis
from onrecord.resolve.events.view import View

# How many governors up: "was expected to begin to withdraw".
_UP = 3
_LOOKS = {"negated": "negated", "future": "future", "hypothetical": "hypothetical"}
_SPEECH = frozenset(("said", "told", "added", "announced", "reported", "stated", "confirmed", "promised", "pledged"))


def realis_of(view: View, mention: EventMention) -> Realis:
    """The realis of one mention: surface words first, then what governs it, then the reader's answer."""
    index = mention.trigger
    if mention.type in view.vocabulary.told and view.is_verb(index) and view.lows[index] not in view.vocabulary.acts:
        return mention.realis
    found = judged(view, index)
    if mention.type == "REJECT" and found == "negated" and view.lows[index] not in view.vocabulary.acts:
        return mention.realis
    if found is None or found == "actual":
        if _conditional(view, index):
            return "hypothetical"
        if mention.inner and _announced(view, index):
            return "future"
        if mention.type == "CONSULT" and _ahead(view, index):
            return "future"
        return found or mention.realis
    if found == "future" and mention.inner and not view.vocabulary.conditions.isdisjoint(_behind(view, index)):
        return "hypothetical"
    return found


def judged(view: View, index: int, *, depth: int = 0) -> Realis | None:
    """What the words around one token say; None where they say nothing."""
    verb = view.is_verb(index)
    own = _of_group(view, index) if verb else _of_noun(view, index)
    if own is not None and own != "actual" and verb:
        return own
    governed = _governed(view, index, depth) if depth < _UP else None
    if governed is not None and own in (None, "actual"):
        return governed
    if own == "future" and governed == "negated":
        return governed
    if own is None and depth < _UP and verb and view.relation(index) == "conj":
        return _shared(view, index, depth)
    return own


def _behind(view: View, index: int) -> list[str]:
    return view.lows[index + 1 : view.sentence(index).last]


def _announced(view: View, index: int) -> bool:
    """ "declared a ceasefire": what is named inside an announcement is still to come."""
    if view.is_verb(index):
        return False
    start = view.phrase_start(index)
    if view.lows[start - 1 : start] == ["to"] and view.low(start - 2) in ("agreed", "agree", "agrees"):
        return True
    return view.low(start - 1) in view.vocabulary.announces


def _ahead(view: View, index: int) -> bool:
    """ "will meet in Paris for talks": the talks lie ahead as the meeting does."""
    if view.is_verb(index) or not view.trees or view.lows[view.phrase_start(index)] == "the":
        return False
    head = view.tokens[index].head
    if head < 0 or view.relation(index) not in ("obl", "nmod", "obj") or not view.is_verb(head):
        return False
    return not view.vocabulary.future.isdisjoint(view.lows[at] for at in view.group(head))


def _of_group(view: View, index: int) -> Realis | None:
    """The verb's own auxiliaries: "did not attack", "will be released", "may have fired", "was going to sign"."""
    table = view.vocabulary
    words = [view.lows[at] for at in view.group(index)]
    if view.trees:
        near = [at for at in view.analysis.children[index] if at < index and view.relation(at) in ("aux", "advmod")]
        words.extend(view.lows[at] for at in near)
    known = frozenset(words)
    start = min(view.group(index), default=index)
    if view.low(start - 1) == "to" and view.low(start - 2) in _BE:
        return "negated" if view.low(start - 1) in table.negations else "future"
    if view.low(start - 1) == "to" and (view.low(start - 2) == "yet" or "yet" in known):
        return "negated"
    if known & table.negations or (view.lows[index - 1 : index] == ["without"]) or _nobody(view, index):
        return "negated"
    if known & table.future:
        return "future"
    if "going" in known or "due" in known or "set" in known:
        return "future"
    if known & table.would:
        return _would(view, index)
    if known & table.possible and not _is_name(view, index):
        return "hypothetical"
    return "actual" if known & _DONE else None


_BE = frozenset(("is", "are", "was", "were"))  # "is to visit"
_DONE = frozenset(("was", "were", "had", "has", "have", "did"))


def _is_name(view: View, index: int) -> bool:
    """ "Theresa May called", "on 3 May": a capital inside the sentence."""
    first = view.sentence(index).first
    return any(view.tokens[at].text == "May" and at > first for at in view.group(index))


def _nobody(view: View, index: int) -> bool:
    """ "No one was killed", "neither side attacked": the subject is nobody."""
    if not view.trees:
        return False
    for child in view.analysis.children[index]:
        if child < index and view.relation(child) == "nsubj":
            if view.lows[child] in view.vocabulary.negations | view.vocabulary.no:
                return True
            return any(
                view.lows[at] in view.vocabulary.no and view.relation(at) in ("det", "cc")
                for at in view.analysis.children[child]
            )
    return False


def _would(view: View, index: int) -> Realis:
    """ "He said troops would leave" tells of a plan; with a condition, or on its own, it is only imagined."""
    if _conditional(view, index):
        return "hypothetical"
    first = view.sentence(index).first
    return "future" if not _SPEECH.isdisjoint(view.lows[first : view.sentence(index).last]) else "hypothetical"


def _conditional(view: View, index: int) -> bool:
    """ "if the army attacks": the condition opens the clause of the trigger."""
    table = view.vocabulary
    first, _ = view.clause(index)
    for at in range(index - 1, first - 1, -1):
        word = view.lows[at]
        if word in table.conditions:
            return word not in ("provided", "should") or at == first
        if word in ("that", "because", "after", "when", "said", "and") and at != index - 1:
            return False
    return False


def _of_noun(view: View, index: int) -> Realis | None:
    """ "no talks", "any attack", "the planned march", "ahead of elections"."""
    table = view.vocabulary
    start = view.phrase_start(index)
    words = frozenset(view.lows[max(start - 1, view.sentence(index).first) : index])
    if words & table.no or words & table.undone_nouns:
        return "negated"
    if view.low(start - 1) == "without" or _never_held(view, index) or _called_off(view, index):
        return "negated"
    if words & table.planned:
        return "future"
    if words & table.possible_nouns or words & table.any:
        return "hypothetical"
    if view.low(index + 1) in table.asking and view.tokens[index].upos in ("NOUN", "PROPN"):
        return "hypothetical"
    for size in (3, 2):
        for back in (start, start - 1):
            found = table.ahead.get(tuple(view.lows[max(0, back - size) : back]))
            if found is not None:
                return "future" if found == "future" else "hypothetical"
    return None


def _called_off(view: View, index: int) -> bool:
    """ "called the rally off": the particle stands behind the noun."""
    after = view.low(index + 1)
    near = range(max(view.sentence(index).first, index - 5), index)
    return any((view.lows[at], after) in view.vocabulary.undone and not _denied(view, at) for at in near)


def _never_held(view: View, index: int) -> bool:
    """ "The talks did not take place": the verb that says whether the noun happened is denied."""
    head = view.tokens[index].head
    if head <= index or view.relation(index) != "nsubj":
        return False
    if view.lows[head] not in view.vocabulary.happen:
        return False
    return not view.vocabulary.negations.isdisjoint(view.lows[at] for at in view.group(head))


def _governed(view: View, index: int, depth: int) -> Realis | None:
    """ "failed to", "plans to", "threatened to", "called off", "began to": what the governor makes of it."""
    table = view.vocabulary
    above = view.governor(index)
    if above < 0:
        return "negated" if _denied_that(view, index) else None
    pair = (view.lows[above], view.low(above + 1))
    if pair in table.undone:
        return None if _denied(view, above) else "negated"
    if not view.is_verb(index) and not _takes_nouns(view, above, index):
        return None
    kind = table.governs.get(view.lows[above])
    if kind == "same":
        found = judged(view, above, depth=depth + 1)
        return found if view.is_verb(above) else None
    if kind == "negated" and not view.is_verb(index) and view.lows[above] not in table.undoes:
        return None
    if kind == "negated":
        return "actual" if _denied(view, above) and view.is_verb(index) else "negated"
    if kind in ("future", "hypothetical"):
        if _denied(view, above):
            return "hypothetical"
        if not view.is_verb(above) and view.is_verb(index) and view.relation(index) == "advcl":
            return None
        return "future" if kind == "future" else "hypothetical"
    return None


def _denied_that(view: View, index: int) -> bool:
    """ "denied that it had threatened to attack"."""
    head = view.tokens[index].head
    if not view.trees or view.relation(index) != "ccomp" or not 0 <= head < index:
        return False
    return view.lows[head] in view.vocabulary.denials and not _denied(view, head)


def _takes_nouns(view: View, above: int, index: int) -> bool:
    """An event noun is governed as an object or a passive subject, and as what is called, asked, hoped for."""
    deprel = view.tokens[index].deprel
    if not view.trees or deprel in ("obj", "nsubj:pass", "xcomp"):
        return True
    case = view.case(index)
    if view.relation(index) in ("obl", "nmod") and case in ("for", "of", "against"):
        return view.vocabulary.governs.get(view.lows[above]) in ("hypothetical", "future") and case == "for"
    return False


def _denied(view: View, above: int) -> bool:
    """ "did not agree", "never promised"."""
    return not view.vocabulary.negations.isdisjoint(view.lows[at] for at in view.group(above))


def _shared(view: View, index: int, depth: int) -> Realis | None:
    """ "will meet the rebels and sign the accord": the second verb stands as the first one."""
    head = view.tokens[index].head
    if head < 0 or head >= index or not view.is_verb(head):
        return None
    own = any(view.relation(child) in ("nsubj", "aux") for child in view.analysis.children[index])
    if own:
        return None
    found = judged(view, head, depth=depth + 1)
    return None if found == "negated" and "but" in view.lows[head:index] else found
