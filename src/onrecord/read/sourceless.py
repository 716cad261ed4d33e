"""Cues that name no source: "reportedly arranged by Voss", "an estimated 300 people", "the alleged attack"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.core import Analysis, Span, Token
from onrecord.read.cues import cues

# Tokens to each side of an adverb among which its verb is sought first.
NEAR = 3


def sourceless(analysis: Analysis, taken: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """(cue, content) for every adverb or adjective that says "somebody says so"; ``taken`` are cues already found."""
    busy = {index for span in taken for index in range(span.start, span.end)}
    for token in analysis.tokens:
        lower = token.text.lower()
        if token.span.start in busy or (lower not in cues().adverbs and lower not in cues().adjectives):
            continue
        content = _clause(analysis, token) if lower in cues().adverbs else _phrase(analysis, token)
        if content:
            yield token.span, content


def _clause(analysis: Analysis, adverb: Token) -> tuple[Span, ...]:
    """The clause the adverb stands in, without the adverb: "the deal, arranged by Voss" for "reportedly arranged"."""
    head = _governor(analysis, adverb)
    return _without(analysis, _kept(analysis, head), adverb) if head >= 0 else ()


def _governor(analysis: Analysis, adverb: Token) -> int:
    """The verb right after the adverb ("reportedly arranged"), else right before it, else the tree's; −1 if none.

    Trees are least sure of adverbs, and these stand beside what they modify.
    """
    sentence = analysis.sentences[adverb.sentence]
    after = range(adverb.index + 1, min(adverb.index + 1 + NEAR, sentence.last))
    before = range(adverb.index - 1, max(adverb.index - 1 - NEAR, sentence.first - 1), -1)
    for nearby in (after, before):
        for index in nearby:
            if analysis.tokens[index].upos == "PUNCT":
                break
            if analysis.tokens[index].upos == "VERB":
                return index
    return adverb.head


def _phrase(analysis: Analysis, adjective: Token) -> tuple[Span, ...]:
    """The noun phrase after an adjective: "300 people" for "an estimated 300 people"; only where it modifies a noun."""
    if adjective.deprel not in ("amod", "nummod", "compound", "advmod") or adjective.head <= adjective.index:
        return ()
    head = analysis.tokens[adjective.head]
    if head.upos == "NUM" and head.head > head.index:
        head = analysis.tokens[head.head]
    after = [index for index in analysis.subtree(head.index) if adjective.index < index]
    run = _unbroken(after, adjective.index + 1)
    return (_span(analysis, run),) if run else ()


def _kept(analysis: Analysis, head: int) -> list[int]:
    """A verb's clause: its subtree without coordinated clauses, asides and what is said about it elsewhere."""
    left_out = {"conj", "cc", "parataxis", "advcl", "discourse"}
    kept = {head}
    stack = [head]
    while stack:
        for child in analysis.children[stack.pop()]:
            if analysis.tokens[child].deprel in left_out and analysis.tokens[child].head == head:
                continue
            kept.add(child)
            stack.append(child)
    return sorted(kept)


def _without(analysis: Analysis, indices: list[int], adverb: Token) -> tuple[Span, ...]:
    """The runs of the clause to both sides of the adverb, without signs at their ends."""
    runs = (_unbroken([index for index in reversed(indices) if index < adverb.index], adverb.index - 1, step=-1),
            _unbroken([index for index in indices if index > adverb.index], adverb.index + 1))  # fmt: skip
    spans = []
    for run in runs:
        while run and analysis.tokens[run[0]].upos == "PUNCT":
            run = run[1:]
        while run and analysis.tokens[run[-1]].upos == "PUNCT":
            run = run[:-1]
        if run:
            spans.append(_span(analysis, run))
    return tuple(spans)


def _unbroken(indices: Sequence[int], start: int, *, step: int = 1) -> list[int]:
    """The indices that follow each other without a gap from ``start`` on, in text order."""
    run: list[int] = []
    expected = start
    for index in indices:
        if index != expected:
            break
        run.append(index)
        expected += step
    return sorted(run)


def _span(analysis: Analysis, run: Sequence[int]) -> Span:
    return Span(analysis.tokens[run[0]].span.start, analysis.tokens[run[-1]].span.end)
