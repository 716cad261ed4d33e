"""Who did it to whom: the stretches that name an event's sides, as ids of actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core import Dropped, Span
from onrecord.core.mentions import ActorKind
from onrecord.resolve.actors.words import fold, is_plural, singular
from onrecord.resolve.events.blame import body_of
from onrecord.resolve.events.cast import Cast, key_of
from onrecord.resolve.events.view import View

# A side is named by a noun phrase; a network's span beyond this many tokens is cut to its first phrase.
_LONGEST = 24
_MOST = 8  # sides of one kind: a list of states that signed


@dataclass(frozen=True, slots=True)
class Side:
    """One phrase that names a side, as tokens ``[first, last)``, with the head noun that says who."""

    first: int
    last: int
    head: int


def ids_of(view: View, cast: Cast, spans: Sequence[Span], dropped: list[Dropped]) -> tuple[str, ...]:
    """Actor ids of the spans, each once, in text order; what names nobody goes to ``dropped`` with the reason."""
    found: dict[str, None] = {}
    for span in sorted(spans)[:_MOST]:
        for side in phrases(view, cast, span):
            number = _number(view, cast, side, dropped)
            if number is not None:
                found.setdefault(cast.actors[number].id)
    return tuple(found)


def phrases(view: View, cast: Cast, span: Span) -> Iterator[Side]:
    """The noun phrases of a span: two for "the army and the rebels", one for "members of the security forces"."""
    tokens = view.analysis.tokens_in(span)[:_LONGEST]
    if not tokens:
        return
    first, last = tokens[0].index, tokens[-1].index + 1
    for start, end in _conjuncts(view, cast, first, last):
        while start < end and (view.tokens[start].upos == "PUNCT" or view.lows[start] in ("both", "between")):
            start += 1
        if start < end:
            yield Side(start, end, _head(view, cast, start, end))


def _conjuncts(view: View, cast: Cast, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Split at "and" where an actor is mentioned right before and right behind it."""
    start = first
    for at in range(first + 1, last - 1):
        if view.lows[at] not in ("and", ","):
            continue
        end = view.tokens[at - 1].span.end
        before = any(item.end == end for item, _ in cast.at(at - 1, at))
        behind = at + 1 + (view.lows[at] == "," and view.lows[at + 1] == "and")
        behind += view.low(behind) in cast.words.articles
        if behind >= last or not (before or _two_phrases(view, at)):
            continue
        if _actor_at(view, cast, behind) is not None or _two_phrases(view, at):
            yield start, at
            start = at + 1
    yield start, last


def _two_phrases(view: View, at: int) -> bool:
    """ "the army and the Shield": after the "and" a phrase of its own begins, as the tree has it too."""
    opens = view.low(at + 1) in view.vocabulary.articles or view.tokens[at + 1].upos == "NUM"
    if not opens or view.lows[at] != "and" or view.tokens[at - 1].upos not in ("NOUN", "PROPN"):
        return False
    return not view.trees or any(
        view.relation(child) == "conj" and child > at for child in view.analysis.children[at - 1]
    )


def _actor_at(view: View, cast: Cast, index: int) -> int | None:
    """The actor whose mention begins at a token or with the article before it."""
    offset = view.tokens[index].span.start
    number = cast.known(offset)
    if number is None:
        return None
    begins = [item for item, other in cast.at(index, index + 1) if other == number]
    article = view.tokens[index - 1].span.start if view.low(index - 1) in cast.words.articles else offset
    return number if any(item.start in (offset, article) for item in begins) else None


def _head(view: View, cast: Cast, first: int, last: int) -> int:
    """The noun that says who: the last word before "of", "who", a comma; past "members of", the next phrase's."""
    at = first
    while at < last and (at == first or view.lows[at] not in view.vocabulary.ends or _hyphen(view, at, last)):
        clause = view.tokens[at].upos == "VERB" and view.tokens[at].deprel in ("acl", "acl:relcl")
        if at > first and clause and view.lows[at - 1] != "-":
            break
        at += 1
    head = at - 1
    while head > first and view.tokens[head].upos in ("PUNCT", "PART", "ADV"):
        head -= 1
    more = at < last and view.lows[at] == "of" and at + 1 < last
    counts = view.lows[head] in view.vocabulary.parts or view.tokens[head].upos == "NUM" or head in cast.measured
    if more and counts:
        return _head(view, cast, at + 1, last)
    return head


def _hyphen(view: View, at: int, last: int) -> bool:
    return view.lows[at] == "-" and at + 1 < last


def _number(view: View, cast: Cast, side: Side, dropped: list[Dropped]) -> int | None:
    """Number of the actor that a phrase names: one that is mentioned there, one of the same words, or a new one."""
    span = Span(view.tokens[side.first].span.start, view.tokens[side.last - 1].span.end)
    found = body_of(view, cast, side.first, side.head)
    found = found if found is not None else _mentioned(view, cast, side)
    if found is not None:
        return found
    if view.lows[side.head] in view.vocabulary.relatives:
        return _antecedent(view, cast, side.head)
    reason = _nobody(view, cast, side)
    if reason is not None:
        dropped.append(Dropped("events", span, reason))
        return None
    return _new(view, cast, side)


def _mentioned(view: View, cast: Cast, side: Side) -> int | None:
    """The actor mentioned at the head, else by a name that ends the phrase: "South Korean President Kim Dae-jung"."""
    head = view.tokens[side.head].span
    around = [item for item in cast.at(side.head, side.head + 1) if item[0].contains(head)]
    if around:
        best = min(around, key=lambda item: (item[0].end != head.end, -item[0].length, item[0]))
        if best[0].end == head.end or _reaches(view, best[0], side):
            return best[1]
    return None


def _reaches(view: View, mention: Span, side: Side) -> bool:
    """A mention that goes on behind the head is meant where the phrase does so too: "Ministry of Defence"."""
    return mention.end <= view.tokens[side.last - 1].span.end or mention.start >= view.tokens[side.first].span.start


def _antecedent(view: View, cast: Cast, index: int) -> int | None:
    """The actor that "who" or "which" stands for: the one mentioned last before it, at most a comma between."""
    at = index - 1
    if at >= 0 and view.lows[at] in (",", "of", "to", "by", "with", "from", "in"):
        at -= 1
    if at >= 0 and view.lows[at] == ",":
        at -= 1
    return cast.known(view.tokens[at].span.start) if at >= view.sentence(index).first else None


def _nobody(view: View, cast: Cast, side: Side) -> str | None:
    """Why a phrase names no actor: a pronoun nobody was found for, a bare number, a word for a time or thing done."""
    token, word = view.tokens[side.head], view.lows[side.head]
    alone = side.last - side.first == 1
    if word in view.vocabulary.pronouns and not (token.text.isupper() and len(word) > 1):
        return None if word == "others" and not alone else "a pronoun that no actor was found for"
    if token.index in cast.measured or word in view.vocabulary.never or singular(word) in view.vocabulary.never:
        return "a time, a thing or a deed is no side of an event"
    if not any(letter.isalpha() for letter in word) or (token.upos == "NUM" and alone):
        return "a number alone names nobody"
    if alone and token.upos in _NO_NOUNS and cast.kind_at(side.head) is None:
        return "no noun names this side"
    return None


_NO_NOUNS = frozenset(("VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ", "PUNCT", "DET", "PRON"))


def _new(view: View, cast: Cast, side: Side) -> int:
    """An actor that no other part of the text made one: "forty protesters", "a police station"."""
    first, last = _trimmed(view, side)
    span = Span(view.tokens[first].span.start, view.tokens[last - 1].span.end)
    definite = view.lows[first] not in view.vocabulary.indefinite
    bare = first + (view.lows[first] in view.vocabulary.articles and last - first > 1)
    name = " ".join(view.analysis.text[view.tokens[bare].span.start : span.end].split())
    head = singular(fold(view.tokens[side.head].text))
    plural = is_plural(fold(view.tokens[side.head].text))
    known = cast.by_name.get(key_of(name))
    if known is not None and (definite or plural) and (known >= cast.given or cast.is_collective(known)):
        cast.mention(known, span)
        return known
    if view.lows[first] in ("the", "these", "those") and side.head == bare and head in cast.by_head:
        cast.mention(cast.by_head[head], span)
        return cast.by_head[head]
    place = cast.places.get(side.head)
    kind, country = _kind(cast, side.head, plural=plural), place.country if place is not None else None
    if place is not None and place.span.end == view.tokens[side.head].span.end:
        kind = "country" if place.feature == "country" else "other"
    country = country or _demonym(view, cast, bare, last)
    return cast.add(name, kind, span, head=head, named=place is not None, country=country)


def _kind(cast: Cast, head: int, *, plural: bool) -> ActorKind:
    kind = cast.kind_at(head)
    if kind == "person" and plural:
        return "group"
    return kind if kind is not None else "other"


def _demonym(view: View, cast: Cast, first: int, last: int) -> str | None:
    for at in range(first, last):
        if view.tokens[at].text[0].isupper() and fold(view.tokens[at].text) in cast.lex.demonyms:
            return cast.lex.demonyms[fold(view.tokens[at].text)]
    return None


def _trimmed(view: View, side: Side) -> tuple[int, int]:
    """The phrase from its first word to its head, and on through "of …": "a convoy of trucks", not "who fled"."""
    last = side.head + 1
    if last < side.last and view.lows[last] == "of":
        after = last + 1
        while after < side.last and (after == last + 1 or view.lows[after] not in view.vocabulary.ends):
            after += 1
        last = after
    while last > side.head + 1 and view.tokens[last - 1].upos in ("PUNCT", "ADP", "DET"):
        last -= 1
    return side.first, last
