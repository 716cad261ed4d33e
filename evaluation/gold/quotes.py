"""Turns quotes into spans, and refuses every quote that could mean two places.

An item may give ``quote`` alone (it must stand once in the text), with ``within`` (a longer snippet that stands once
and holds the quote once), with ``nth`` (counted from 1), or in braces: "killed {12} soldiers" means the 12 of that
snippet, which must stand once. "First words [...] last words" is a long quote.
"""

from __future__ import annotations

from onrecord.core import Span

JOIN = " [...] "


class GoldError(ValueError):
    """A gold file does not fit its text; the message names the file, the quote and the reason."""


def occurrences(text: str, quote: str, *, inside: Span | None = None) -> list[Span]:
    """Every place where ``quote`` stands on word boundaries: "two" is not found in "network"."""
    low, high = (inside.start, inside.end) if inside else (0, len(text))
    found: list[Span] = []
    start = text.find(quote, low, high)
    while start >= 0:
        end = start + len(quote)
        if not _cuts_word(text, start, quote[0]) and not _cuts_word(text, end, quote[-1]):
            found.append(Span(start, end))
        start = text.find(quote, start + 1, high)
    return found


def _cuts_word(text: str, at: int, edge: str) -> bool:
    """True where the boundary ``at`` lies inside a word (only a word character at the edge of a quote can be cut)."""
    return edge.isalnum() and 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def find(text: str, quote: str, *, within: str | None = None, nth: int | None = None, where: str = "") -> Span:
    """The one span that ``quote`` means; raises :class:`GoldError` where there is none or more than one."""
    if "{" in quote:
        return _braced(text, quote, where=where)
    inside = only(text, within, where=where) if within else None
    if JOIN in quote:
        return _long(text, quote, inside=inside, where=where)
    found = occurrences(text, quote, inside=inside)
    if nth is not None:
        if not 1 <= nth <= len(found):
            raise GoldError(f"{where}: “{quote}” stands {len(found)} times, so there is no occurrence {nth}")
        return found[nth - 1]
    if len(found) != 1:
        raise GoldError(f"{where}: “{quote}” stands {len(found)} times" + (f" within “{within}”" if within else ""))
    return found[0]


def _braced(text: str, quote: str, *, where: str) -> Span:
    before, _, rest = quote.partition("{")
    inner, _, after = rest.partition("}")
    whole = only(text, before + inner + after, where=where)
    return Span(whole.start + len(before), whole.start + len(before) + len(inner))


def only(text: str, quote: str, *, where: str) -> Span:
    """Like :func:`find` for a snippet that must stand exactly once, word boundaries or not."""
    if JOIN in quote:
        return _long(text, quote, inside=None, where=where)
    if text.count(quote) != 1:
        raise GoldError(f"{where}: the snippet “{quote}” stands {text.count(quote)} times")
    start = text.index(quote)
    return Span(start, start + len(quote))


def _long(text: str, quote: str, *, inside: Span | None, where: str) -> Span:
    head, tail = quote.split(JOIN)
    first = occurrences(text, head, inside=inside)
    if len(first) != 1:
        raise GoldError(f"{where}: the opening “{head}” stands {len(first)} times")
    rest = occurrences(text, tail, inside=Span(first[0].end, inside.end if inside else len(text)))
    if not rest:
        raise GoldError(f"{where}: no “{tail}” after “{head}”")
    return Span(first[0].start, rest[0].end)


def nearest(text: str, quote: str, content: tuple[Span, ...], *, within: str | None, where: str) -> Span:
    """The occurrence of a source or cue that stands nearest to the content and outside it, in the same paragraph.

    "said" stands many times in an article; the one that belongs to a content is the closest. A tie, or nothing within
    the paragraph before, of or after the content, is an error.
    """
    if within or JOIN in quote or "{" in quote:
        return find(text, quote, within=within, where=where)
    found = occurrences(text, quote)
    outside = [span for span in found if not any(part.overlaps(span) for part in content)]
    ranked = sorted((min(_gap(span, part) for part in content), span) for span in outside)
    if not ranked:
        raise GoldError(f"{where}: “{quote}” does not stand outside its content")
    gap, span = ranked[0]
    if len(ranked) > 1 and ranked[1][0] == gap:
        raise GoldError(f"{where}: “{quote}” stands twice at the same distance from its content; add within")
    between = text[min(span.end, content[0].start) : max(span.start, content[-1].end)]
    if gap > 400 or (between.count("\n\n") > 1 and gap > 80):
        raise GoldError(f"{where}: the nearest “{quote}” is {gap} characters from its content; add within")
    return span


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
