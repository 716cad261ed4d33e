"""Sources inside sources: in "the paper reported that the service knew of the plan", the service knows something too.

PolNeAR marks only the outermost source, so the network was never shown the inner ones; the tree shows them: a reporting
verb inside somebody's content, with a subject of its own and a clause that it governs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.core import Analysis, Span, Token
from onrecord.read.cues import cues

Triple = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_OF_CUE = ("aux", "aux:pass", "advmod")


def inner(analysis: Analysis, found: Sequence[Triple]) -> Iterator[tuple[tuple[Span, ...], Span, tuple[Span, ...]]]:
    """(source, cue, content) of every attribution that stands inside the content of another one."""
    taken = {offset for _, cue, _ in found for span in cue for offset in range(span.start, span.end)}
    seen: set[int] = set()
    for _, _, content in found:
        for part in content:
            for token in analysis.tokens_in(part):
                if token.index in seen or token.span.start in taken:
                    continue
                seen.add(token.index)
                triple = _reporting(analysis, token, part) or _according(analysis, token, part)
                if triple is not None:
                    yield triple


def _reporting(analysis: Analysis, verb: Token, part: Span) -> tuple[tuple[Span, ...], Span, tuple[Span, ...]] | None:
    """"the service knew that …": a reporting verb with its own subject and clause, both inside ``part``."""
    if verb.upos != "VERB" or verb.text.lower() not in cues().verbs:
        return None
    children = [analysis.tokens[index] for index in analysis.children[verb.index]]
    subject = next((child for child in children if child.deprel in _SUBJECTS and child.index < verb.index), None)
    clause = next((child for child in children if child.deprel in ("ccomp", "parataxis")), None)
    if subject is None and verb.deprel == "conj" and verb.head >= 0:
        shared = (analysis.tokens[index] for index in analysis.children[verb.head])
        subject = next((child for child in shared if child.deprel in _SUBJECTS), None)
    if subject is None or clause is None or subject.text.lower() in ("i", "we", "you", "who", "which", "that", "what"):
        return None
    said = _phrase(analysis, clause, part)
    who = _phrase(analysis, subject, part)
    if said is None or who is None or said.overlaps(who) or said.contains(verb.span):
        return None
    return (who,), _cue(analysis, verb, part), (said,)


def _according(analysis: Analysis, token: Token, part: Span) -> tuple[tuple[Span, ...], Span, tuple[Span, ...]] | None:
    """"…, according to the ministry": the source follows, the content is the rest of the clause."""
    if token.text.lower() != "according" or token.index + 2 >= len(analysis.tokens):
        return None
    to = analysis.tokens[token.index + 1]
    if to.text.lower() != "to" or token.head < 0:
        return None
    noun = analysis.tokens[token.head]
    if noun.index < to.index:
        noun = analysis.tokens[to.index + 1]
        while noun.head > noun.index:
            noun = analysis.tokens[noun.head]
    if noun.head < 0:
        return None
    inside = [index for index in analysis.subtree(noun.index) if index > to.index]
    if not inside:
        return None
    who = _span(analysis, inside, part)
    governor = analysis.tokens[noun.head]
    rest = [index for index in analysis.subtree(governor.index) if not token.index <= index <= inside[-1]]
    before = _trimmed(analysis, [index for index in rest if index < token.index])
    said = _span(analysis, before, part) if before else None
    if who is None or said is None:
        return None
    return (who,), Span(token.span.start, to.span.end), (said,)


def _cue(analysis: Analysis, verb: Token, part: Span) -> Span:
    """The verb with the auxiliaries and adverbs right before it: "had long known"."""
    first = verb.index
    while first > 0:
        before = analysis.tokens[first - 1]
        if before.head != verb.index or before.deprel not in _OF_CUE or before.span.start < part.start:
            break
        first -= 1
    return Span(analysis.tokens[first].span.start, verb.span.end)


def _phrase(analysis: Analysis, head: Token, part: Span) -> Span | None:
    return _span(analysis, _trimmed(analysis, list(analysis.subtree(head.index))), part)


def _trimmed(analysis: Analysis, indices: list[int]) -> list[int]:
    """Without signs at the ends, except quotation marks."""
    while indices and analysis.tokens[indices[0]].upos == "PUNCT" and analysis.tokens[indices[0]].text not in "\"“":
        indices = indices[1:]
    while indices and analysis.tokens[indices[-1]].upos == "PUNCT" and analysis.tokens[indices[-1]].text not in "\"”":
        indices = indices[:-1]
    return indices


def _span(analysis: Analysis, indices: Sequence[int], part: Span) -> Span | None:
    """The tokens as one span cut to ``part``; None where nothing of it is left."""
    inside = [analysis.tokens[i].span for i in indices if part.contains(analysis.tokens[i].span)]
    return Span(inside[0].start, inside[-1].end) if inside else None
