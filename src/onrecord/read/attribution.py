"""Who says it: the network's links become attributions; what it cannot see is added by grammar, with its own rule.

Added: cues without a source ("reportedly", "an estimated"), sources inside sources ("the paper reported that the
service knew …"), and block quotations that follow a colon over several paragraphs without a quotation mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from onrecord.core import Analysis, Attribution, Dropped, Span
from onrecord.core.mentions import Certainty, Form
from onrecord.read.blocks import continued
from onrecord.read.certainty import judged
from onrecord.read.cues import cues, weakest
from onrecord.read.decode import Linked
from onrecord.read.nested import cited, inner
from onrecord.read.sourceless import sourceless

_QUOTES = '"“”«»„‟'


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution before certainty and speaker: its spans, and how sure the reading is (0 to 1).

    ``certainty`` counts only where it is weaker than the words are by themselves, and has ``hedges`` to show.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    certainty: Certainty | None = None
    hedges: tuple[Span, ...] = ()


def find_attributions(
    analysis: Analysis, linked: Sequence[Linked], owner: npt.NDArray[np.int64]
) -> tuple[list[Attribution], list[Dropped]]:
    """All attributions in text order with ids "att1" …; ``owner`` maps the runs of ``linked`` to token indices.

    A cue nothing hangs on ("has not commented") is dropped, with that reason.
    """
    found = [_drafted(analysis, item, owner) for item in linked]
    # "reportedly arranged" is no cue and "by Voss" no source: the adverb alone reports, and is read below.
    found = [draft for draft in found if not _only_adverb(analysis, draft.cue[0])]
    last = {_paragraph(analysis, draft): draft.cue for draft in sorted(found, key=lambda draft: draft.cue)}
    found = [
        replace(draft, content=continued(analysis, draft.cue, draft.content))
        if last[_paragraph(analysis, draft)] == draft.cue  # one colon, one speaker: the cue nearest to it
        else draft
        for draft in found
    ]
    dropped = [Dropped("attribution", draft.cue[0], "nothing is said: no content hangs on this cue")
               for draft in found if not draft.content]  # fmt: skip
    return attributions_of(analysis, [draft for draft in found if draft.content]), dropped


def attributions_of(analysis: Analysis, drafts: Sequence[Draft]) -> list[Attribution]:
    """All attributions in text order with ids "att1" …: the drafts, and what only grammar sees beside them."""
    found = list(drafts)
    for cue, content in sourceless(analysis, [span for draft in found for span in draft.cue]):
        found.append(Draft((), (cue,), content, 0.8))
    for number, (source, cue, content) in list(cited([(d.source, d.cue, d.content) for d in found], analysis.text)):
        found[number] = replace(found[number], source=source, cue=(cue,), content=content)
    for source, cue, content in inner(analysis, [(draft.source, draft.cue, draft.content) for draft in found]):
        found.append(Draft(source, (cue,), content, 0.7))
    found.sort(key=lambda draft: (draft.cue[0], draft.content))
    return [_judged(analysis, draft, f"att{number}") for number, draft in enumerate(found, 1)]


def _drafted(analysis: Analysis, item: Linked, owner: npt.NDArray[np.int64]) -> Draft:
    def span(run: tuple[int, int]) -> Span:
        return Span(analysis.tokens[owner[run[0]]].span.start, analysis.tokens[owner[run[1] - 1]].span.end)

    content = tuple(span(run) for run in item.content if worth(analysis, span(run)))
    return Draft(tuple(map(span, item.source)), (span(item.cue),), content, round(item.confidence, 3))


def _paragraph(analysis: Analysis, draft: Draft) -> int:
    sentence = analysis.sentence_at(draft.cue[0].start)
    return sentence.paragraph if sentence is not None else -1


def _only_adverb(analysis: Analysis, cue: Span) -> bool:
    """True where "reportedly" or its like is the only word of the cue that reports."""
    words = {token.text.lower() for token in analysis.tokens_in(cue)}
    return bool(words & cues().adverbs) and not words & (cues().verbs | cues().nouns)


def worth(analysis: Analysis, span: Span) -> bool:
    """True for content: a stray run of one sign or function word is none."""
    words = analysis.tokens_in(span)
    return any(token.upos not in ("PUNCT", "DET", "ADP", "CCONJ", "SCONJ", "PART") for token in words)


def _judged(analysis: Analysis, draft: Draft, key: str) -> Attribution:
    certainty, polarity, hedges = judged(analysis, draft.source, draft.cue, draft.content)
    weaker = weakest(certainty, draft.certainty or certainty)
    if draft.hedges and weaker != certainty:
        certainty, hedges = weaker, tuple(sorted({*hedges, *draft.hedges}))
    return Attribution(
        id=key,
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        speaker=None,
        speaker_name=None,
        speaker_kind="unnamed",
        form=_form(analysis.text, draft.content),
        parent=None,
        chain=(),
        certainty=certainty,
        polarity=polarity,
        hedges=hedges,
        confidence=draft.confidence,
    )


def _form(text: str, content: Sequence[Span]) -> Form:
    """Direct where every part stands in quotation marks, mixed where some words do, indirect otherwise."""
    words = [span.of(text).strip(" ,.;:") for span in content]
    if not words or not any(mark in part for part in words for mark in _QUOTES):
        return "indirect"
    whole = all(
        part[:1] in _QUOTES and (part[-1:] in _QUOTES or not any(mark in part[1:] for mark in '“"')) for part in words
    )
    return "direct" if whole else "mixed"
