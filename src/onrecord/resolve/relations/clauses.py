"""Who does what to whom in a clause: subject, object and what stands behind prepositions, passive or not."""

from __future__ import annotations

from onrecord.resolve.relations.phrases import after, before, behind, sides_of
from onrecord.resolve.relations.view import Side, View

_VERBAL = ("VERB", "AUX")


def is_passive(view: View, verb: int) -> bool:
    """True for "was seized", "a truce brokered by": the grammatical subject is the one it befalls."""
    if view.lows[verb].endswith("ing"):
        return False
    for child in view.analysis.children[verb]:
        if view.tokens[child].deprel in ("nsubj:pass", "aux:pass"):
            return True
    return _by(view, verb) >= 0 and view.low(verb - 1) not in ("to",)


def _by(view: View, verb: int) -> int:
    """Index of the "by" that names who did it; −1 without one."""
    for at in range(verb + 1, min(verb + 4, view.sentence(verb).last)):
        if view.lows[at] == "by":
            return at
        if view.tokens[at].upos not in ("ADV", "ADP", "NOUN"):
            break
    for child in view.children(verb, "obl"):
        for case in view.children(child, "case"):
            if view.lows[case] == "by" and case > verb:
                return case
    return -1


def part(view: View, verb: int, slot: str) -> list[Side]:
    """The sides in one part of the clause: "subject", "object" or a preposition; the passive is turned round."""
    passive = is_passive(view, verb)
    if slot == "subject":
        if passive:
            at = _by(view, verb)
            return after(view, at + 1) if at >= 0 else []
        return subject(view, verb)
    if slot == "object":
        return subject(view, verb) if passive else _object(view, verb)
    return behind(view, verb, (slot,)) or _oblique(view, verb, slot)


def _object(view: View, verb: int) -> list[Side]:
    found = [side for child in view.children(verb, "obj") for side in sides_of(view, child)]
    if not found and verb + 1 < len(view.tokens) and view.tokens[verb + 1].sentence == view.tokens[verb].sentence:
        head = next(view.children(verb, "obj"), -1)
        return [] if head >= 0 else after(view, verb + 1)
    return found


def _oblique(view: View, verb: int, preposition: str) -> list[Side]:
    for child in view.children(verb, "obl", "nmod"):
        if child > verb and any(view.lows[case] == preposition for case in view.children(child, "case")):
            return sides_of(view, child)
    return []


def subject(view: View, verb: int, *, depth: int = 5) -> list[Side]:
    """Who stands as the subject of a verb, through infinitives, participles and joined verbs."""
    token = view.tokens[verb]
    found = [side for child in view.children(verb, "nsubj") for side in sides_of(view, child)]
    if found or not depth or token.head < 0 or any(True for _ in view.children(verb, "nsubj")):
        return found
    relation, head = view.relation(verb), token.head
    if relation == "acl":
        return _of_noun(view, verb, head, depth)
    if relation == "xcomp" and view.lows[head] in view.words.object_control:
        return _object(view, head) if not is_passive(view, head) else subject(view, head, depth=depth - 1)
    if relation in ("conj", "xcomp", "advcl", "ccomp") and view.tokens[head].upos in _VERBAL:
        if relation == "ccomp" and view.lows[verb].endswith("ing") is False:
            return []
        return subject(view, head, depth=depth - 1)
    if relation in ("conj", "xcomp", "advcl"):
        return subject(view, head, depth=depth - 1)
    return []


def _of_noun(view: View, verb: int, noun: int, depth: int) -> list[Side]:
    """ "militia **fighting** the army" is the militia; "the Front's efforts **to defeat**" is the Front."""
    infinitive = any(view.lows[child] == "to" for child in view.children(verb, "mark"))
    if not infinitive:
        return sides_of(view, noun)
    return owner(view, noun, depth=depth - 1)


def owner(view: View, noun: int, *, depth: int = 4) -> list[Side]:
    """Whose an action is: "**Turkey**'s offensive", "the **Saudi** campaign", "an attack by **rebels**"."""
    for child in view.children(noun, "nmod"):
        if view.tokens[child].deprel == "nmod:poss":
            found = sides_of(view, child)
            if found:
                return found
    inner = before(view, noun)
    if inner is not None:
        return [inner]
    found = behind(view, noun, ("by", "of"))
    if found or not depth:
        return found
    return _governed(view, noun, depth)


def _governed(view: View, noun: int, depth: int) -> list[Side]:
    """The subject of the verb an action noun hangs on, where that verb carries it out: "launched an offensive"."""
    head, relation = view.tokens[noun].head, view.relation(noun)
    if head < 0:
        return []
    if relation == "conj":
        return owner(view, head, depth=depth - 1)
    carried = view.tokens[head].upos in _VERBAL and view.lows[head] in view.words.light
    if carried and relation in ("obj", "obl", "xcomp"):
        return part(view, head, "subject")
    if relation == "nmod" and view.low(head):
        return sides_of(view, head) if view.tokens[head].upos == "PROPN" else []
    return []
