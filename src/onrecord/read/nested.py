"""Sources inside sources: in "the paper reported that the service knew of the plan", the service knows something too.

PolNeAR marks only the outermost source, so the network was never shown the inner ones; the tree shows them: a reporting
verb inside somebody's content, with a subject of its own and a clause that it governs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.core import Analysis, Span, Token
from onrecord.read.cues import cues

Triple = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]
Inner = tuple[tuple[Span, ...], Span, tuple[Span, ...]]
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_OF_CUE = ("aux", "aux:pass", "advmod")
_CLAUSES = ("ccomp", "parataxis", "xcomp")
_OBJECTS = ("obj", "obl")
_ABOUT = ("of", "about", "for")


def inner(analysis: Analysis, found: Sequence[Triple]) -> Iterator[Inner]:
    """(source, cue, content) of every attribution that stands inside the content of another one."""
    taken = {offset for _, cue, _ in found for span in cue for offset in range(span.start, span.end)}
    seen: set[int] = set()
    for _, _, content in found:
        for part in content:
            for token in analysis.tokens_in(part):
                if token.index in seen or token.span.start in taken:
                    continue
                seen.add(token.index)
                triple = _reporting(analysis, token, content) or _according(analysis, token, part)
                if triple is not None:
                    yield triple


def cited(found: Sequence[Triple], text: str) -> Iterator[tuple[int, Inner]]:
    """In "Reuters reported, citing two sources, that …" the network takes the sources for content: they speak.

    Yields the index of the draft to replace and what it becomes; its content is that of the draft with the same source.
    """
    for number, (source, cue, content) in enumerate(found):
        if cue[0].of(text).lower() not in ("citing", "quoting") or not content:
            continue
        twins = [other for other in found if other[1] != cue and other[2] and source and other[0] == source]
        if twins:
            main = min(twins, key=lambda other: abs(other[1][0].start - cue[0].start))
            who = content[0].trimmed(text, strip=" ,;")
            yield number, ((who,), cue[0], tuple(part for part in main[2] if not part.overlaps(who)))


def _reporting(analysis: Analysis, verb: Token, content: Sequence[Span]) -> Inner | None:
    """Inside ``content``: "the service knew that …", "she denies all charges", "they were told by militia to leave"."""
    if verb.upos != "VERB" or not {verb.text.lower()} & (cues().verbs | cues().attitudes):
        return None
    children = [analysis.tokens[index] for index in analysis.children[verb.index]]
    subject = next((child for child in children if child.deprel in _SUBJECTS and child.index < verb.index), None)
    agent = _agent(analysis, children)
    said = _said(analysis, verb, [child for child in children if child is not agent])
    if subject is None and verb.deprel == "conj" and verb.head >= 0:
        shared = (analysis.tokens[index] for index in analysis.children[verb.head])
        subject = next((child for child in shared if child.deprel in _SUBJECTS), None)
    if subject is None and verb.deprel == "acl" and verb.head >= 0 and verb.text.endswith("ing"):
        return _participle(analysis, verb, said, content)  # "information suggesting that …"
    if said is None or (subject is None and agent is None):
        return None
    passive = agent is not None or any(child.deprel == "aux:pass" for child in children)
    source: tuple[Span, ...] = ()
    what = _parts(analysis, _whole(analysis, verb, said, children), content)
    if agent is not None:
        source = _parts(
            analysis, [i for i in analysis.subtree(agent.index) if analysis.tokens[i].deprel != "case"], content
        )
    elif subject is not None and passive:  # "four people were believed to be under the roof": nobody is named
        what = tuple(sorted((*_parts(analysis, list(analysis.subtree(subject.index)), content), *what)))
    elif subject is not None:
        source = _parts(analysis, list(analysis.subtree(subject.index)), content)
    if not what or (not source and not passive) or any(part.contains(verb.span) for part in (*what, *source)):
        return None
    return source, _cue(analysis, verb, content), what


def _whole(analysis: Analysis, verb: Token, said: Token, children: list[Token]) -> list[int]:
    """The content from where it begins after the verb and its other objects, even where the tree lost a word of it."""
    inside = analysis.subtree(said.index)
    if said.index < verb.index or said.deprel not in _CLAUSES:
        return list(inside)
    others = [child for child in children if child is not said and verb.index < child.index < said.index]
    ends = [
        max(analysis.subtree(child.index)) for child in others if child.deprel in ("obj", "iobj", "obl", "obl:agent")
    ]
    first = max([verb.index, *(end for end in ends if end < said.index)]) + 1
    return list(range(min(first, inside[0]), inside[-1] + 1))


def _agent(analysis: Analysis, children: list[Token]) -> Token | None:
    """Who a passive names with "by": "they were told by militiamen"."""
    if not any(child.deprel == "aux:pass" for child in children):
        return None
    for child in children:
        first = analysis.tokens[analysis.subtree(child.index)[0]].text.lower()
        if child.deprel == "obl:agent" or (child.deprel == "obl" and first == "by"):
            return child
    return None


def _participle(analysis: Analysis, verb: Token, said: Token | None, content: Sequence[Span]) -> Inner | None:
    if said is None or said.deprel not in _CLAUSES:
        return None
    below = set(analysis.subtree(verb.index))
    before = [index for index in analysis.subtree(verb.head) if index not in below and index < verb.index]
    source, what = (
        _parts(analysis, before, content),
        _parts(analysis, list(analysis.subtree(said.index)), content),
    )
    return (source, verb.span, what) if source and what else None


def _said(analysis: Analysis, verb: Token, children: list[Token]) -> Token | None:
    """The child that carries the content: a clause, else an object or what is known "of" or "about"."""
    clause = next((child for child in children if child.deprel in _CLAUSES), None)
    if clause is not None:
        return clause
    for child in children:
        if child.deprel in _OBJECTS and child.index > verb.index and child.upos != "PRON":
            cases = [analysis.tokens[index].text.lower() for index in analysis.children[child.index]
                     if analysis.tokens[index].deprel == "case"]  # fmt: skip
            if child.deprel == "obj" or any(case in _ABOUT for case in cases):
                return child
    return None


def _according(analysis: Analysis, token: Token, part: Span) -> Inner | None:
    """ "…, according to the ministry": the source follows, the content is the rest of the clause."""
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


def _cue(analysis: Analysis, verb: Token, content: Sequence[Span]) -> Span:
    """The verb with the auxiliaries and adverbs right before it: "had long known"."""
    first = verb.index
    while first > 0:
        before = analysis.tokens[first - 1]
        inside = any(part.contains(before.span) for part in content)
        if before.head != verb.index or before.deprel not in _OF_CUE or not inside:
            break
        first -= 1
    return Span(analysis.tokens[first].span.start, verb.span.end)


def _parts(analysis: Analysis, indices: list[int], content: Sequence[Span]) -> tuple[Span, ...]:
    """The tokens as spans, one for each part of the outer content they lie in; none where they leave it."""
    indices = _trimmed(analysis, indices)
    found = [_span(analysis, indices, part) for part in content] if indices else []
    inside = [span for span in found if span is not None]
    if not inside or not any(part.contains(analysis.tokens[indices[0]].span) for part in content):
        return ()
    return tuple(inside)


def _trimmed(analysis: Analysis, indices: list[int]) -> list[int]:
    """Without signs at the ends, except quotation marks."""
    while indices and analysis.tokens[indices[0]].upos == "PUNCT" and analysis.tokens[indices[0]].text not in '"“':
        indices = indices[1:]
    while indices and analysis.tokens[indices[-1]].upos == "PUNCT" and analysis.tokens[indices[-1]].text not in '"”':
        indices = indices[:-1]
    return indices


def _span(analysis: Analysis, indices: Sequence[int], part: Span) -> Span | None:
    """The tokens as one span cut to ``part``; None where nothing of it is left."""
    inside = [analysis.tokens[i].span for i in indices if part.contains(analysis.tokens[i].span)]
    return Span(inside[0].start, inside[-1].end) if inside else None
