"""What the words that govern an event make of it: "failed to attack", "plans to attack", "denied having attacked"."""

from __future__ import annotations

from onrecord.core.analysis import Realis
from onrecord.resolve.events.view import View
from onrecord.resolve.events.wording import FAR, conditional, denied, of_noun, of_verb

# How many governors up: "was expected to begin to withdraw".
_UP = 3
# Words back from "from storming" to the "prevented" that bars it.
_BARRED = 9
# "called for an inquiry", "appealed for calm", but "called the bombing an outrage", "appealed the conviction".
_CALLS = frozenset(("call", "calls", "called", "calling", "appeal", "appeals", "appealed", "appealing"))
_TIMED = frozenset(("until", "before", "after", "once", "when", "till"))
_WILL = frozenset(("will", "'ll", "wo", "would", "'d"))


def judged(view: View, index: int, *, depth: int = 0) -> Realis | None:
    """What the words around one token say of it, verb or event noun; None where they say nothing."""
    verb = _verbal(view, index)
    own = of_verb(view, index) if verb else of_noun(view, index)
    if own == "future" and verb and _in_doubt(view, index):
        return "hypothetical"
    if own is not None and own != "actual" and verb:
        return own
    if own in (None, "actual") and (verb or not _definite(view, index)) and conditional(view, index):
        return "hypothetical"
    if depth >= _UP:
        return own
    governed = _governed(view, index, depth, verb=verb)
    if governed is not None and (own in (None, "actual") or (own == "future" and governed == "negated")):
        return governed
    if own is None and not verb:
        return _subject_of(view, index)
    if own is None:
        return _shared(view, index, depth) if view.relation(index) == "conj" else _timed(view, index, depth)
    return own


def _verbal(view: View, index: int) -> bool:
    """A verb by its part of speech, or by "to" and a governor in front of it where the reader took it for another."""
    if view.is_verb(index):
        return True
    before = view.low(index - 2)
    if view.low(index - 1) == "to" and view.tokens[index].text.islower():
        return before in view.vocabulary.governs and before not in ("came", "come", "comes", "go", "goes", "went")
    return view.lows[index].endswith("ing") and view.low(index - 1) in ("from", "against", "having", "without")


def _definite(view: View, index: int) -> bool:
    return view.low(view.phrase_start(index)) in ("the", "this", "that", "its", "their", "his", "her")


def _subject_of(view: View, index: int) -> Realis | None:
    """ "The ceasefire will take effect", "the talks are due to begin": the noun stands as the verb that carries it."""
    head = view.tokens[index].head
    if head <= index or view.relation(index) != "nsubj":
        return None
    if view.low(head - 1) in ("take", "took", "taken", "takes"):
        head -= 1
    if view.lows[head] in view.vocabulary.false:
        return "negated"
    if view.lows[head] in view.vocabulary.timed and view.lows[head] != "anticipated":
        return "negated" if denied(view, view.group(head)) else "future"
    if view.lows[head] not in view.vocabulary.happen:
        return None
    found = of_verb(view, head)
    return found if found != "actual" else None


def _governed(view: View, index: int, depth: int, *, verb: bool) -> Realis | None:
    """ "failed to", "plans to", "threatened to", "called off", "began to": what the governor makes of it."""
    table = view.vocabulary
    barred = _barred(view, index, depth) if verb else None
    if barred is not None:
        return barred
    above, sure = _above(view, index, verb=verb)
    if above < 0:
        return _in_clause(view, index)
    if (view.lows[above], view.low(above + 1)) in table.undone:
        if not verb and view.relation(index) in ("obl", "nmod"):
            return None
        return None if denied(view, view.group(above)) else "negated"
    if not verb and not sure and not _takes_nouns(view, above, index):
        return None
    if verb and not sure and view.lows[above] in table.to_only and "to" not in view.lows[above + 1 : index]:
        return None
    if verb and not sure and (view.analysis.factuality(index) or 0.0) > 1.5:
        return None
    return _by_kind(view, index, above, depth, verb=verb)


def _by_kind(view: View, index: int, above: int, depth: int, *, verb: bool) -> Realis | None:
    kind = view.vocabulary.governs.get(view.lows[above])
    if kind is None:
        return _in_clause(view, index) if verb else None
    if kind == "same":
        found = judged(view, above, depth=depth + 1)
        return found if view.is_verb(above) else None
    if kind == "negated":
        return _undone(view, index, above, depth)
    standing = judged(view, above, depth=depth + 1)
    if kind == "ends":
        return "negated" if standing == "future" and verb else None
    if kind == "tries":
        return "negated" if standing == "negated" or _refused(view, above) else None
    if kind == "orders":
        return "hypothetical" if verb or standing in ("hypothetical", "negated") else "future"
    if standing == "negated" or _refused(view, above):
        return "negated" if kind == "future" else "hypothetical"
    if not view.is_verb(above) and view.is_verb(index) and view.relation(index) == "advcl":
        return None
    return "future" if kind == "future" else "hypothetical"


def _above(view: View, index: int, *, verb: bool) -> tuple[int, bool]:
    """The governor, and True where it stands right before, whatever the tree: "refused to meet", "denied meeting"."""
    governs = view.vocabulary.governs
    if verb:
        start = min(view.group(index), default=index)
        if view.low(start - 1) == "to" and view.low(start - 2) in governs:
            return start - 2, True
        gerund = view.lows[index].endswith("ing") or view.low(start) == "having"
        if gerund and view.low(start - 1) in governs and view.tokens[start - 1].upos in ("VERB", "NOUN", "ADJ"):
            return start - 1, True
        return view.governor(index), False
    above, before = view.governor(index), view.phrase_start(index) - 1
    if governs.get(view.low(before)) == "same" and view.tokens[before].upos == "VERB":
        return before, True
    if above >= 0 and _takes_nouns(view, above, index):
        return above, False
    if view.low(before) in _CALLS | view.vocabulary.talked_over or view.lows[index] in view.vocabulary.sought:
        return above, False
    if before >= view.sentence(index).first and governs.get(view.low(before)) in _ADJACENT:
        return before, view.is_verb(before) or view.tokens[before].upos == "NOUN"
    head = view.tokens[index].head
    passive = head > index and not _BE.isdisjoint(view.lows[at] for at in view.group(head))
    if passive and view.relation(index) == "nsubj":
        return head, governs.get(view.lows[head]) in ("negated", "orders")
    return above, False


_ADJACENT = frozenset(("negated", "hypothetical", "orders", "tries"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))


def _undone(view: View, index: int, above: int, depth: int) -> Realis | None:
    """ "failed to act", "foiled the attack"; "could not prevent it", "hoped to avoid it", "could have been avoided"."""
    table = view.vocabulary
    if not view.is_verb(index) and view.lows[above] not in table.undoes:
        light = [at for at in range(above + 1, index) if table.governs.get(view.lows[at]) == "same"]
        return judged(view, light[-1], depth=depth + 1) if light and view.is_verb(light[-1]) else None
    standing = judged(view, above, depth=depth + 1)
    if standing == "negated" or denied(view, view.group(above)):
        return "actual"
    if standing == "hypothetical" and "have" in (view.lows[at] for at in view.group(above)):
        return None
    if view.lows[above] in table.undoes and (standing in ("future", "hypothetical") or _purpose(view, above)):
        return "hypothetical"
    return "negated"


def _purpose(view: View, index: int) -> bool:
    """ "sealed the border to prevent an attack": what is done in order that something else does not happen."""
    return view.low(index - 1) == "to" and view.governor(index) < 0


def _refused(view: View, above: int) -> bool:
    """ "did not agree", "never promised", "has no plans", "made no attempt"."""
    if view.is_verb(above):
        return denied(view, view.group(above))
    start = view.phrase_start(above)
    words = view.lows[max(start - 1, view.sentence(above).first) : above]
    return not view.vocabulary.no.isdisjoint(words) or denied(view, view.group(above))


def _barred(view: View, index: int, depth: int) -> Realis | None:
    """ "prevented the crowd from storming the gate", "voted against sending troops"."""
    if not view.lows[index].endswith("ing"):
        return None
    first = max(view.sentence(index).first, index - _BARRED)
    if view.low(index - 1) == "from" or (view.low(index - 1) == "being" and view.low(index - 2) == "from"):
        for at in range(index - 2, first - 1, -1):
            if view.lows[at] in view.vocabulary.bars:
                standing = judged(view, at, depth=depth + 1)
                if standing == "negated":
                    return "actual"
                return "hypothetical" if standing in ("future", "hypothetical") or _purpose(view, at) else "negated"
    if view.low(index - 1) == "against":
        return "negated" if view.low(index - 2) in view.vocabulary.votes else "hypothetical"
    return None


def _in_clause(view: View, index: int) -> Realis | None:
    """ "denied that it had attacked", "demanded that it leave", "rejected claims that it had attacked"."""
    head = view.tokens[index].head
    if _in_doubt(view, index):
        return "hypothetical"
    if not view.trees or not 0 <= head < index or view.relation(index) not in ("ccomp", "acl", "csubj", "xcomp"):
        return None
    table, word = view.vocabulary, view.lows[head]
    if word in table.denials:
        return "hypothetical" if denied(view, view.group(head)) else "negated"
    if word in table.claims:
        above = view.tokens[head].head
        rejected = above >= 0 and view.lows[above] in table.rejects and not denied(view, view.group(above))
        false = not table.false.isdisjoint(view.lows[index : min(view.sentence(index).last, index + FAR)])
        return "negated" if rejected or false else None
    if word in table.doubts:
        return "hypothetical"
    if word in table.demands and _bare(view, index):
        return "hypothetical"
    return None


def _in_doubt(view: View, index: int) -> bool:
    """ "doubt that they will sign", "demanded that they leave": the word before "that", whatever the tree says."""
    first = max(view.sentence(index).first, index - _BARRED)
    for at in range(index - 1, first, -1):
        if view.lows[at] in (",", ";", ":", "said"):
            return False
        if view.lows[at] == "that":
            word = view.lows[at - 1]
            return word in view.vocabulary.doubts or (word in view.vocabulary.demands and _bare(view, index))
    return False


def _bare(view: View, index: int) -> bool:
    """ "demanded that it leave", "that he be freed": neither past nor "leaves", and no auxiliary but "be"."""
    word = view.lows[index]
    group = [view.lows[at] for at in view.group(index)]
    if group == ["be"]:
        return True
    return not word.endswith(("ed", "s", "ing")) and not group and view.low(index - 1) != "to"


def _takes_nouns(view: View, above: int, index: int) -> bool:
    """An event noun is governed as an object or a passive subject, and as what is called, asked, hoped for."""
    deprel = view.tokens[index].deprel
    case = view.case(index)
    kind = view.vocabulary.governs.get(view.lows[above])
    if view.lows[above] in view.vocabulary.to_only:
        return False
    if view.lows[above] in view.vocabulary.talked_over and _definite(view, index):
        return False
    if view.lows[above] in _CALLS:
        return case == "for" or view.low(view.phrase_start(index) - 1) == "for"
    if not view.trees or deprel in ("obj", "nsubj:pass", "xcomp"):
        return view.lows[index] not in view.vocabulary.sought
    return view.relation(index) in ("obl", "nmod") and case == "for" and kind in ("hypothetical", "future")


def _shared(view: View, index: int, depth: int) -> Realis | None:
    """ "will meet the rebels and sign the accord": the second verb stands as the first one."""
    head = view.tokens[index].head
    if head < 0 or head >= index or not view.is_verb(head):
        return None
    if any(view.relation(child) in ("nsubj", "aux") for child in view.analysis.children[index]):
        return None
    found = judged(view, head, depth=depth + 1)
    if found == "negated" and ("but" in view.lows[head:index] or _finite(view, index, head)):
        return None
    return found


def _finite(view: View, index: int, head: int) -> bool:
    """ "did not allow the visit and sent him back": a past form after a bare one stands for itself."""
    bare = not view.lows[head].endswith("ed")
    return (bare and view.lows[index].endswith("ed")) or (view.analysis.factuality(index) or 0.0) > 1.5


def _timed(view: View, index: int, depth: int) -> Realis | None:
    """ "will not lift the embargo until China signs", "after the elders meet, the clans are to sign a truce"."""
    if not view.trees or view.relation(index) != "advcl" or view.lows[index].endswith("ed"):
        return None
    marks = [view.lows[at] for at in view.analysis.children[index] if at < index and view.relation(at) == "mark"]
    head = view.tokens[index].head
    if _TIMED.isdisjoint(marks) or head < 0 or (view.analysis.factuality(index) or 0.0) > 1.5:
        return None
    found = judged(view, head, depth=depth + 1)
    if found == "negated":
        return None if _WILL.isdisjoint(view.lows[at] for at in view.group(head)) else "hypothetical"
    return found if found in ("future", "hypothetical") else None
