"""Block quotations: after "… as the council noted in its statement:" the paragraphs that follow are its words.

With quotation marks the block lasts as long as paragraphs open with one; without, the first paragraph is the quotation
and later ones belong to it as long as they speak as "we" or "I", go on with a list, or give orders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.core import Analysis, Span

# Paragraphs one colon can introduce at most; longer blocks are documents of their own.
MOST = 12
_OPENING = '"“«‘>'
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|i|my|ourselves)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:[-–—•*]|\(?\d{1,2}[.)])\s")
_REPORTING = re.compile(r"\b(?:said|says|told|added|according to|reported|announced)\b", re.IGNORECASE)


def continued(analysis: Analysis, cue: Sequence[Span], content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content with the block quotation its paragraph's closing colon introduces, if it does."""
    if not cue:
        return content
    number = _paragraph(analysis, cue[-1])
    if number is None:
        return content
    here = analysis.paragraphs[number]
    last = analysis.sentence_at(here.end - 1)
    if not analysis.text[: here.end].rstrip().endswith(":") or last is None or not last.span.overlaps(cue[-1]):
        return content
    block = _block(analysis, number + 1)
    if not block:
        return content
    kept = [span for span in content if span.end <= here.end and not _only_sign(analysis, span)]
    before = [span for span in kept if span.end <= cue[0].start]
    # What stands between the cue and the colon ("in its statement") is no content once the block is.
    after = [span for span in kept if span.start >= cue[0].start and analysis.text[span.start] in _OPENING]
    return tuple(sorted([*before, *after, *block]))


def _paragraph(analysis: Analysis, span: Span) -> int | None:
    sentence = analysis.sentence_at(span.start)
    return sentence.paragraph if sentence is not None else None


def _only_sign(analysis: Analysis, span: Span) -> bool:
    return not any(map(str.isalnum, span.of(analysis.text)))


def _block(analysis: Analysis, first: int) -> list[Span]:
    found: list[Span] = []
    quoted = False
    for number in range(first, min(first + MOST, len(analysis.paragraphs))):
        span = analysis.paragraphs[number]
        text = span.of(analysis.text)
        opens = text[0] in _OPENING
        if number == first:
            quoted = opens
        elif not (opens if quoted else _goes_on(text)):
            break
        found.append(span)
        if quoted and text[0] in '"“«' and text.rstrip()[-1:] in '"”»':
            break  # the quotation is closed; the next paragraph would open a new one
    return found


def _goes_on(text: str) -> bool:
    """An unquoted paragraph that still speaks for itself: a list item, or "we" and "I" without anybody reporting."""
    return bool(_LIST.match(text)) or (bool(_FIRST_PERSON.search(text)) and not _told(text))


def _told(text: str) -> bool:
    """Third-person reporting outside quotation marks: the outlet speaks again."""
    outside = re.sub(r"[\"“][^\"“”]*[\"”]", "", text)
    return bool(_REPORTING.search(outside)) and outside != text
