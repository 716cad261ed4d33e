"""How sure the text presents what somebody says, and the words that decide it.

"Officials confirmed that 13 died" is certain, "the ministry claimed" probable, "unconfirmed reports suggest" possible.
A denial ("denied that anyone died") is polarity, not doubt. The level is the weakest among the cue, the source's
description and the content's main clause; ``hedges`` are the words that set it.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core import Analysis, Span, Token
from onrecord.core.mentions import Certainty, Polarity
from onrecord.read.cues import cues, weakest

# Words to each side of a verb within which its auxiliaries and negations stand where the tree does not tell.
NEAR = 4


def judged(
    analysis: Analysis, source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span]
) -> tuple[Certainty, Polarity, tuple[Span, ...]]:
    """(certainty, polarity, hedges) of one attribution, its parents not yet counted."""
    cue_tokens = [token for span in cue for token in analysis.tokens_in(span)]
    levels: list[tuple[Certainty, Span]] = []
    levels.extend(_of_cue(analysis, cue_tokens, source=bool(source)))
    levels.extend(_of_source(analysis, source))
    levels.extend(_of_content(analysis, content))
    denying = _denying(analysis, cue_tokens, content)
    if denying and _negations(analysis, cue_tokens):  # "did not deny": neither affirmed outright nor denied
        levels.append(("possible", denying[0]))
        denying = []
    certainty = weakest("certain", *(level for level, _ in levels))
    polarity: Polarity = "denied" if denying else "affirmed"
    deciding = {span for level, span in levels if level == certainty and level != "certain"}
    return certainty, polarity, tuple(sorted(deciding | set(denying)))


def _denying(analysis: Analysis, cue: list[Token], content: Sequence[Span]) -> list[Span]:
    """The words that deny: "denied", "ruled out", "called it a fabrication", "does not believe"."""
    words = cues()
    found = [token.span for token in cue if token.text.lower() in words.denials]
    phrase = " ".join(token.text.lower() for token in cue)
    if any(denial in phrase for denial in words.denied_phrases):
        found.append(Span(cue[0].span.start, cue[-1].span.end))
    if any(token.text.lower() in words.naming for token in cue) and content:
        last = analysis.tokens_in(content[-1])[-NEAR:]
        found.extend(token.span for token in last if token.text.lower() in words.named_false)
    if any(token.text.lower() in words.believing for token in cue):
        return [*found, *(_negations(analysis, cue) if not found else [])]
    return found


def _of_cue(analysis: Analysis, tokens: list[Token], *, source: bool) -> list[tuple[Certainty, Span]]:
    """The cue's own words, and the modals and adverbs that stand with it ("may have said", "reportedly told")."""
    found: list[tuple[Certainty, Span]] = []
    phrase = " ".join(token.text.lower() for token in tokens)
    for words, level in cues().prepositions.items():
        if words in phrase and tokens:
            found.append((level, Span(tokens[0].span.start, tokens[-1].span.end)))
    if not source:
        heard = [token for token in tokens if token.text.lower() in cues().hearsay and _passive(analysis, token)]
        found.extend(("possible", token.span) for token in heard)
    graded = cues().words
    found.extend((graded[word], token.span) for token in tokens if (word := token.text.lower()) in graded)
    for token in tokens:
        for child in analysis.children[token.index]:
            other = analysis.tokens[child]
            near = abs(child - token.index) <= NEAR
            if near and other.deprel in ("aux", "advmod") and other.text.lower() in cues().hedges:
                found.append((cues().hedges[other.text.lower()], other.span))
    return found


def _of_source(analysis: Analysis, source: Sequence[Span]) -> list[tuple[Certainty, Span]]:
    found: list[tuple[Certainty, Span]] = []
    for span in source:
        for token in analysis.tokens_in(span)[:NEAR]:
            level = cues().source_hedges.get(token.text.lower())
            if level is not None:
                found.append((level, token.span))
    return found


def _of_content(analysis: Analysis, content: Sequence[Span]) -> list[tuple[Certainty, Span]]:
    """Hedges of the content's main clause: its verb, auxiliaries and adverbs, and what it is 'expected to' do."""
    if not content:
        return []
    inside = analysis.tokens_in(content[0])
    words = {token.text.lower() for span in content for token in analysis.tokens_in(span)[:60]}
    found: list[tuple[Certainty, Span]] = []
    for token in _main(analysis, inside):
        lower = token.text.lower()
        level = cues().hedges.get(lower)
        if lower in cues().passive and not _passive(analysis, token):
            continue
        if level is not None and token.upos not in ("PROPN", "NOUN") and not (lower == "may" and token.text == "May"):
            found.append((level, token.span))
        if lower in ("would", "'d") and words & cues().conditional:
            found.append(("possible", token.span))
    return found


def _passive(analysis: Analysis, token: Token) -> bool:
    """ "is said", "are expected": a form of be hangs on the participle, or stands right before it."""
    if any(analysis.tokens[child].deprel == "aux:pass" for child in analysis.children[token.index]):
        return True
    before = analysis.tokens[token.index - 1].text.lower() if token.index else ""
    return before in ("is", "are", "was", "were", "been", "be", "being", "widely")


def _main(analysis: Analysis, inside: Sequence[Token]) -> list[Token]:
    """The root of the first clause of the content with the words that modify it."""
    if not inside:
        return []
    first, last = inside[0].index, inside[-1].index
    sentence = inside[0].sentence
    here = [token for token in inside if token.sentence == sentence]
    root = next((token for token in here if not first <= token.head <= last and token.upos != "PUNCT"), here[0])
    chosen = {root.index}
    for child in analysis.children[root.index]:
        other = analysis.tokens[child]
        beside = other.deprel != "advmod" or abs(child - root.index) <= NEAR or child < root.index
        if first <= child <= last and other.deprel in ("aux", "aux:pass", "advmod", "cop", "xcomp") and beside:
            chosen.add(child)
    return [analysis.tokens[index] for index in sorted(chosen)]


def _negations(analysis: Analysis, tokens: list[Token]) -> list[Span]:
    """Negations of the cue itself: "did not confirm", "declined to say", "no official has said"."""
    found: list[Span] = []
    for token in tokens:
        if token.upos not in ("VERB", "X"):
            continue
        for child in analysis.children[token.index]:
            other = analysis.tokens[child]
            if other.text.lower() in cues().negations and other.deprel == "advmod":
                found.append(other.span)
        head = analysis.tokens[token.head] if token.head >= 0 else None
        if token.deprel == "xcomp" and head is not None and head.text.lower() in cues().negations:
            found.append(head.span)
    return found
