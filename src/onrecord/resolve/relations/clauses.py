"""Who does what to whom in a clause: subject, object and what stands behind prepositions, passive or not."""

from __future__ import annotations

from onrecord.resolve.relations.phrases import REACH, after, before, behind, named, phrase_start, sides_of
from onrecord.resolve.relations.view import Side, View

_VERBAL = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
# Who helps or supports somebody to fight does so too; who orders or allows it does not.
_JOINT = ("help", "supp", "assi", "aidi", "aide")
_BETWEEN = frozenset(("also", "not", "n't", "still", "now", "then"))
_PREPOSITIONS = frozenset(
    ("of", "in", "for", "with", "by", "from", "near", "at", "on", "to", "against", "after", "and")
)


def is_passive(view: View, verb: int) -> bool:
    """True for "was seized", "a truce brokered by": the grammatical subject is the one it befalls."""
    low = view.lows[verb]
    if not (low.endswith("ed") or low in view.words.participles):
        return False
    if any(view.tokens[child].deprel.endswith(":pass") for child in view.children(verb, "nsubj", "aux")):
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
    found = behind(view, verb, (slot,)) or _oblique(view, verb, slot)
    return found or (_between_before(view, verb) if slot == "between" else [])


def _between_before(view: View, verb: int) -> list[Side]:
    """ "a truce **between** Hamas and Israel brokered by Qatar"."""
    for at in range(verb - 1, max(view.sentence(verb).first, verb - REACH) - 1, -1):
        if view.lows[at] == "between":
            return behind(view, at - 1, ("between",)) if at else []
    return []


def _object(view: View, verb: int) -> list[Side]:
    """What the tree calls the object, else the noun phrase right behind the verb."""
    found = [side for child in view.children(verb, "obj") if child > verb for side in sides_of(view, child)]
    start = verb + 1
    while start < view.sentence(verb).last and view.tokens[start].upos == "ADV":
        start += 1
    found = found or (after(view, start) if start < view.sentence(verb).last else [])
    return found or _relative(view, verb)


def _relative(view: View, verb: int) -> list[Side]:
    """ "**Mosul**, which the group held": what the relative pronoun in front of the subject stands for."""
    for child in view.children(verb, "nsubj"):
        at = phrase_start(view, child) - 1
        if at > 0 and view.lows[at] in ("which", "that", "whom"):
            return sides_of(view, at)
    return []


def _oblique(view: View, verb: int, preposition: str) -> list[Side]:
    for child in view.children(verb, "obl", "nmod"):
        if child > verb and any(view.lows[case] == preposition for case in view.children(child, "case")):
            return sides_of(view, child)
    return []


def subject(view: View, verb: int, *, depth: int = 5) -> list[Side]:
    """Who stands as the subject of a verb, through infinitives, participles and joined verbs."""
    token = view.tokens[verb]
    given = [child for child in view.children(verb, "nsubj") if child < verb]
    found = [side for child in given for side in sides_of(view, child)]
    if found or given or not depth:
        return found
    found = _accused(view, verb) or _helped(view, verb)
    if found:
        return found
    noun = _purpose(view, verb)
    found = _aiming(view, noun) if noun >= 0 else _in_front(view, verb)
    if found or token.head < 0:
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


def _accused(view: View, verb: int) -> list[Side]:
    """ "accused **Moscow** of funding them": who is accused does it."""
    if view.low(verb - 1) not in ("of", "for") or not view.lows[verb].endswith("ing"):
        return []
    for at in range(verb - 2, max(view.sentence(verb).first, verb - 9) - 1, -1):
        if view.lows[at] in view.words.accusing:
            return after(view, at + 1) or (subject(view, at, depth=2) if is_passive(view, at) else [])
    return []


def _aiming(view: View, noun: int) -> list[Side]:
    """Whose aim it is: "**the Front**'s efforts to", "**Operation Dawn**, the operation to"."""
    found = owner(view, noun) or sides_of(view, noun)
    at = phrase_start(view, noun) - 1
    if not found and view.low(at) == "," and at > view.sentence(noun).first:
        return list(named(view, at - 1))
    return found


def _purpose(view: View, verb: int) -> int:
    """The noun that an infinitive or gerund says the aim of: "the Front's **efforts** to defeat"; −1 without."""
    at, first = verb - 1, max(view.sentence(verb).first, verb - 6)
    while at > first and (view.lows[at] in ("and", ",", "or") or view.tokens[at].upos in ("VERB", "ADV")):
        at -= 1
    gerund = view.lows[verb].endswith("ing") and view.lows[at] in ("to", "of", "in", "at")
    if at > first and (view.lows[at] == "to" or gerund) and view.tokens[at - 1].upos in ("NOUN", "PROPN"):
        return at - 1
    return -1


def _infinitive(view: View, verb: int) -> int:
    """Index of the "to" in front of a verb: of "destroy" in "**to** degrade and ultimately destroy"; −1 without one."""
    at, first = verb - 1, max(view.sentence(verb).first, verb - 6)
    while at > first and (view.lows[at] in ("and", ",", "or") or view.tokens[at].upos in ("VERB", "ADV")):
        at -= 1
    return at if view.lows[at] == "to" else -1


def _helped(view: View, verb: int) -> list[Side]:
    """ "is assisting **the government** to defeat": who is helped does it."""
    start = _infinitive(view, verb)
    if start < 0:
        return []
    for at in range(start - 1, max(view.sentence(verb).first, verb - 9) - 1, -1):
        if view.lows[at] in view.words.object_control and view.is_verb(at):
            helped = _object(view, at)
            return [*helped, *part(view, at, "subject")] if helped and view.lows[at][:4] in _JOINT else helped
        if view.tokens[at].upos == "VERB":
            break
    return []


def _in_front(view: View, verb: int) -> list[Side]:
    """The noun phrase right in front of the verb and its auxiliaries, or the one that "who" stands for."""
    first, at = view.sentence(verb).first, verb - 1
    while at > first and (view.lows[at] in view.words.helpers or view.lows[at] in _BETWEEN or _adverb(view, at)):
        at -= 1
    if view.lows[at] in ("who", "which", "that"):
        at -= 2 if view.low(at - 1) == "," else 1
        if at < first or view.tokens[at].upos not in _NOUNS:
            return []
        return sides_of(view, at)
    if view.lows[at] == "," and at > first and view.tokens[at - 1].upos in _NOUNS:
        at -= 1  # "Lars Holm, the suspect, commands"
    finite = at < verb - 1 or not view.lows[verb].endswith("ing")
    nominal = view.tokens[at].upos in _NOUNS or view.kind_of_noun(at) is not None
    if at < first or not nominal or not finite or view.lows[verb - 1] == "to":
        return []
    if view.low(phrase_start(view, at) - 1) in _PREPOSITIONS:
        return []
    return sides_of(view, at)


def _adverb(view: View, index: int) -> bool:
    return view.tokens[index].upos == "ADV" and view.kind_of_noun(index) is None


def _of_noun(view: View, verb: int, noun: int, depth: int) -> list[Side]:
    """ "militia **fighting** the army" is the militia; "the Front's efforts **to defeat**" is the Front."""
    infinitive = any(view.lows[child] == "to" for child in view.children(verb, "mark"))
    if not infinitive:
        return sides_of(view, noun)
    return owner(view, noun, depth=depth - 1)


def owner(view: View, noun: int, *, depth: int = 4, of: bool = True) -> list[Side]:
    """Whose an action is: "**Turkey**'s offensive", "the **Saudi** campaign", "an attack by **rebels**"."""
    for at in range(noun - 1, max(phrase_start(view, noun) - 2, -1), -1):
        if view.tokens[at].upos == "PRON" and view.lows[at] in ("its", "their", "his", "her"):
            return list(named(view, at))
    inner = before(view, noun)
    if inner is not None:
        return [inner]
    found = after(view, noun + 2) if of and view.low(noun + 1) == "of" else behind(view, noun, ("by",))
    if found or not depth:
        return found
    return _governed(view, noun, depth) or _leading_up(view, noun)


def _leading_up(view: View, noun: int) -> list[Side]:
    """ "supports **Iraq** in the fight against": the side right in front of "in the fight"."""
    at = phrase_start(view, noun) - 1
    if view.low(at) != "in" or at <= view.sentence(noun).first:
        return []
    return sides_of(view, at - 1) if view.tokens[at - 1].upos in _NOUNS else []


def _governed(view: View, noun: int, depth: int) -> list[Side]:
    """The subject of the verb an action noun hangs on, where that verb carries it out: "launched an offensive"."""
    verb = phrase_start(view, noun) - 1
    if verb >= view.sentence(noun).first and view.lows[verb] in view.words.light and view.is_verb(verb):
        return part(view, verb, "subject")
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
