"""Finds stretches of text that may be toponyms: "Deir ez-Zor", "W.Va.", "Harris County", "the village of Krasnivka".

Nothing is decided here; a match carries the places of its name and what the words right beside it say of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.core import Analysis, Span, Token
from onrecord.core.mentions import Feature
from onrecord.resolve.places.cues import Cues
from onrecord.resolve.places.gazetteer import Entry, Gazetteer
from onrecord.resolve.places.names import fold

# "Democratic Republic of the Congo" is six tokens, "Deir ez-Zor" four.
LONGEST = 8
# The encoder must be this sure of a place that the gazetteer lacks.
SURE = 0.6
_INNER = frozenset(
    ["of", "the", "and", "-", "–", "'", "’", ".", "al", "el", "ad", "as", "ash", "at", "an", "ez", "ed", "er", "et",
     "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "las", "le", "les",
     "los", "upon", "on", "sur",
     "am", "i", "e", "in", "s", "'s", "’s", "d", "l", "ul", "us", "an", "a"]
)  # fmt: skip
_ARTICLES = frozenset(["al", "el", "ar", "as", "ash", "at", "az", "an", "ad", "ed", "ez"])
_JOINED = frozenset("-–'’")


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``[first, last)`` that may name a place.

    ``hint`` is the kind the words beside it give ("the *village* of …"), ``of_kind`` True where they state it outright,
    so that even a name the gazetteer lacks is a place. ``code`` is set for short forms of regions ("Fla.").
    """

    first: int
    last: int
    span: Span
    name: str
    entries: tuple[Entry, ...]
    hint: Feature | None = None
    of_kind: bool = False
    code: str | None = None

    @property
    def key(self) -> str:
        """The folded name."""
        return fold(self.name)


def find_matches(analysis: Analysis, places: Gazetteer, words: Cues) -> Iterator[Match]:
    """Every match, longest first at each position, in text order; they never overlap."""
    for sentence in analysis.sentences:
        tokens = analysis.tokens[sentence.first : sentence.last]
        at = 0
        while at < len(tokens):
            if not _may_start(tokens, at):
                at += 1
                continue
            match = _match_at(analysis.text, tokens, at, places, words)
            if match is None:
                at += 1
                continue
            yield match
            at = match.last - sentence.first


def _may_start(tokens: Sequence[Token], at: int) -> bool:
    text = tokens[at].text
    if text[0].isupper():
        return True
    if text not in _ARTICLES or at + 2 >= len(tokens):
        return text[0] in "‘ʿ" and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper()
    return tokens[at + 1].text in _JOINED and tokens[at + 2].text[:1].isupper()


def _match_at(text: str, tokens: Sequence[Token], at: int, places: Gazetteer, words: Cues) -> Match | None:
    short = _abbreviation(text, tokens, at, places, words) or _listed_county(text, tokens, at, places)
    if short is not None:
        return short
    opened = _opened(text, tokens, at, places, words)
    found = _longest(text, tokens, at, places, words)
    if opened is not None and (found is None or opened.last > found.last):
        return opened
    if found is None:
        return _unknown(text, tokens, at, places, words)
    return _with_kind(text, tokens, at, found, places, words)


def _ends(tokens: Sequence[Token], at: int) -> list[int]:
    """Ends of names that may start at ``at``, longest first: capitalised words, joined by small inner words."""
    ends: list[int] = []
    position = at
    while position < len(tokens) and position - at < LONGEST:
        word = tokens[position].text
        joined = (
            position > at
            and tokens[position - 1].text in _JOINED
            and tokens[position].span.start == tokens[position - 1].span.end
        )
        if word[0].isupper() or (word.isalpha() and joined) or word in ("'s", "’s"):
            ends.append(position + 1)
        elif (position > at and word.lower() not in _INNER) or (position == at and word not in _ARTICLES):
            break
        if position > at and tokens[position].span.start > tokens[position - 1].span.end + 1:
            if ends and ends[-1] == position + 1:
                ends.pop()
            break
        position += 1
    return ends[::-1]


def _longest(text: str, tokens: Sequence[Token], at: int, places: Gazetteer, words: Cues) -> Match | None:
    for end in _ends(tokens, at):
        first, last = tokens[at], tokens[end - 1]
        name = " ".join(text[first.span.start : last.span.end].split())  # "San\nSalvador" in a hard-wrapped text
        if end - at == 1 and (len(name) < 2 or name in words.demonyms or fold(name) in words.never):
            continue
        if last.text in ("'s", "’s"):
            continue
        if end - at > 1 and first.text in ("The", "the"):
            continue
        if _acronym(name, tokens, end):
            continue
        entries = places.find(name)
        if entries and not (name.lower() == "us" and name != "US"):
            return Match(first.index, last.index + 1, Span(first.span.start, last.span.end), name, entries)
    return None


def _acronym(name: str, tokens: Sequence[Token], end: int) -> bool:
    """True for "NATO" and "ISIL", not for countries' short names, datelines ("GOMA —") or texts all in capitals."""
    if not name.isupper() or len(name) > 5 or name in ("US", "UK", "UAE", "DRC", "USA", "USSR") or "." in name:
        return False
    if len(name) < 4:
        return True
    if end < len(tokens) and tokens[end].text in (",", "—", "–", "-", "--", "("):
        return tokens[0].text != name and not tokens[0].text.isupper()
    return not all(token.text.isupper() for token in tokens if token.text[0].isalpha())


def _abbreviation(text: str, tokens: Sequence[Token], at: int, places: Gazetteer, words: Cues) -> Match | None:
    """Read "Fla." and "W. Va.", and "TX" after a town and a comma."""
    after_comma = at >= 2 and tokens[at - 1].text == ","
    for length in (3, 2, 1):
        if at + length > len(tokens):
            continue
        span = Span(tokens[at].span.start, tokens[at + length - 1].span.end)
        name = span.of(text)
        if len(name) > 8:
            continue
        form = "".join(name.split())
        code = words.abbreviations.get(form)
        if code is None and after_comma and length == 1:
            code = words.postal.get(form)
        if code is None or not (after_comma or form in words.alone):
            continue
        entries = _region(code, places)
        if entries:
            return Match(tokens[at].index, tokens[at + length - 1].index + 1, span, name, entries, "region", True, code)
    return None


def _region(code: str, places: Gazetteer) -> tuple[Entry, ...]:
    """The entry of a region code such as ``US.TX``."""
    return places.region(code)


def _listed_county(text: str, tokens: Sequence[Token], at: int, places: Gazetteer) -> Match | None:
    """Read "Hamilton, Lake and Stark counties" and "counties of Macomb and Oakland" as counties, not as towns."""
    end = at + 1
    while (
        end < min(len(tokens), at + 3)
        and tokens[end].text[0].isupper()
        and tokens[end].text not in ("Counties", "County")
    ):
        end += 1
    before = [token.text for token in tokens[max(0, at - 6) : at]]
    opened = before[-2:] == ["counties", "of"] or (
        "counties" in before and before[-1:] in (["and"], [","]) and "of" in before
    )
    position = end
    while position < min(len(tokens), at + 24) and not opened:
        word = tokens[position].text
        if word in ("counties", "Counties"):
            break
        if not (word in (",", "and", "or", "&") or word[0].isupper()):
            return None
        position += 1
    if not opened and (position >= len(tokens) or tokens[position].text not in ("counties", "Counties")):
        return None
    span = Span(tokens[at].span.start, tokens[end - 1].span.end)
    entries = tuple(entry for entry in places.find(f"{span.of(text)} County") if entry.kind == "admin2")
    if not entries:
        return None
    return Match(tokens[at].index, tokens[end - 1].index + 1, span, span.of(text), entries, "region", True)


def _opened(text: str, tokens: Sequence[Token], at: int, places: Gazetteer, words: Cues) -> Match | None:
    """Read "Lake Travis" or "Mount Nebo" as one toponym, known or not."""
    kind = words.opening.get(tokens[at].text)
    if kind is None or at + 1 >= len(tokens) or not tokens[at + 1].text[0].isupper():
        return None
    if tokens[at + 1].span.start != tokens[at].span.end + 1 or tokens[at + 1].text in words.never:
        return None
    end = at + 2
    if (
        end < len(tokens)
        and tokens[end].text in words.closing
        and tokens[end].span.start == tokens[end - 1].span.end + 1
    ):
        end += 1
    span = Span(tokens[at].span.start, tokens[end - 1].span.end)
    entries = places.find(span.of(text))
    return Match(tokens[at].index, tokens[end - 1].index + 1, span, span.of(text), entries, kind, True)


def _unknown(text: str, tokens: Sequence[Token], at: int, places: Gazetteer, words: Cues) -> Match | None:
    """A name the gazetteer lacks whose neighbours say it is a place: "Brandywine Creek", "the village of Krasnivka"."""
    if not tokens[at].text[0].isupper() or (
        fold(tokens[at].text) in words.never and tokens[at].text not in ("Al", "El")
    ):
        return None
    end = at + 1
    while end < len(tokens) and end - at < 5 and _continues(tokens, end):
        end += 1
    while end > at and not tokens[end - 1].text[0].isalpha():
        end -= 1
    closing = words.closing.get(tokens[end - 1].text)
    span = Span(tokens[at].span.start, tokens[end - 1].span.end)
    name = span.of(text)
    if tokens[end - 1].text in words.closing_alone and end - at in (2, 3) and not _plain_phrase(tokens[at:end], words):
        return Match(tokens[at].index, tokens[end - 1].index + 1, span, name, places.find(name), closing, True)
    before = [token.text for token in tokens[max(0, at - 3) : at]]
    stated = _stated_by_region(tokens, at, end, places)
    if before[-1:] == ["of"] and len(before) > 1:
        stated = words.kinds.get(before[-2])
    elif len(before) > 1 and before[-2] in ("the", "a"):
        stated = words.kinds.get(before[-1])
    if stated is None or end - at > 3 or len(name) < 3 or name.isupper() or fold(name) in words.plain:
        return None
    if places.given_name(tokens[at].text) and tokens[at].text not in ("Al", "El"):
        return None
    if (end < len(tokens) and tokens[end].text in words.after) or any(t.text in words.demonyms for t in tokens[at:end]):
        return None
    return Match(tokens[at].index, tokens[end - 1].index + 1, span, name, (), stated, True)


def _stated_by_region(tokens: Sequence[Token], at: int, end: int, places: Gazetteer) -> Feature | None:
    """Tell "in Kuriga, in Kaduna State" from a name alone: a known region or country follows the unknown one."""
    if at == 0 or tokens[at - 1].text.lower() not in ("in", "near", "outside", "from", "around"):
        return None
    following = end
    while following < len(tokens) and following < end + 4:
        text = tokens[following].text
        if text[0].isupper() and following > end:
            known = places.find(text)
            return "city" if known and known[0].kind in ("country", "admin1") else None
        if text not in (",", "in", "northern", "southern", "eastern", "western", "central"):
            return None
        following += 1
    return None


def _plain_phrase(tokens: Sequence[Token], words: Cues) -> bool:
    """True for "Central Park"-like phrases of which every word is ordinary, or that start with a demonym or number."""
    head = tokens[0].text
    return (
        head in words.demonyms or head in words.titles or all(fold(token.text) in words.plain for token in tokens[:-1])
    )


def _continues(tokens: Sequence[Token], end: int) -> bool:
    gap = tokens[end].span.start - tokens[end - 1].span.end
    text = tokens[end].text
    if gap == 0 and text in _JOINED:
        return (
            end + 1 < len(tokens)
            and tokens[end + 1].span.start == tokens[end].span.end
            and tokens[end + 1].text[0].isalpha()
        )
    if gap == 0 and tokens[end - 1].text in _JOINED:
        return True
    return gap == 1 and text[0].isupper()


def _site(text: str, tokens: Sequence[Token], at: int, match: Match, words: Cues) -> Match | None:
    """Read "Mosul Dam" or "Kabul International Airport" as a site of its own, near the town it is named for."""
    end = at + (match.last - match.first)
    for last in range(end + 1, min(end + 4, len(tokens) + 1)):
        word = tokens[last - 1]
        if not word.text[0].isupper() or word.span.start != tokens[last - 2].span.end + 1:
            return None
        if word.text in words.mapped:
            following = tokens[last] if last < len(tokens) else None
            if following is not None and following.text[0].isupper() and following.span.start == word.span.end + 1:
                return None
            span = Span(match.span.start, word.span.end)
            return replace(
                match, last=match.last + last - end, span=span, name=span.of(text), hint="facility", of_kind=True
            )
    return None


def _with_kind(text: str, tokens: Sequence[Token], at: int, match: Match, places: Gazetteer, words: Cues) -> Match:
    """Add what the words beside a match say of its kind; a capitalised closing word becomes part of it."""
    end = at + (match.last - match.first)
    after = tokens[end] if end < len(tokens) and tokens[end].span.start == tokens[end - 1].span.end + 1 else None
    site = _site(text, tokens, at, match, words)
    if site is not None:
        return site
    if after is not None and after.text in words.closing:
        kind = words.closing[after.text]
        following = tokens[end + 1].text if end + 1 < len(tokens) else ""
        person = kind != "region" and after.text not in words.closing_alone and len(match.name.split()) == 1
        person = person and (places.given_name(match.name) or places.family_name(match.name))
        if kind != "facility" and not person and not (following in words.after or following[:1].isupper()):
            span = Span(match.span.start, after.span.end)
            known = match.entries if kind == "region" else ()
            return replace(
                match, last=match.last + 1, span=span, name=span.of(text), entries=known, hint=kind, of_kind=True
            )
    if after is not None and after.text in words.kinds and words.kinds[after.text] in ("region", "country", "city"):
        return replace(match, hint=words.kinds[after.text])
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    if before[-1:] == ["of"] and len(before) == 2 and before[0] in words.kinds:
        return replace(match, hint=words.kinds[before[0]], of_kind=True)
    if before and before[-1] in words.kinds and words.kinds[before[-1]] in ("city", "region"):
        return replace(match, hint=words.kinds[before[-1]], of_kind=len(before) == 2 and before[0] in ("the", "of"))
    return match


def from_entities(analysis: Analysis, matches: Sequence[Match], places: Gazetteer, words: Cues) -> list[Match]:
    """Names the encoder reads as places and the gazetteer lacks: "Krasnivka" is kept, without a point on the map."""
    taken = {index for match in matches for index in range(match.first, match.last)}
    found: list[Match] = []
    for mention in analysis.entities:
        if mention.kind != "place" or mention.form != "name" or mention.score < SURE:
            continue
        tokens = [token for token in analysis.tokens_in(mention.span) if token.text not in ("The", "the")]
        if not tokens or any(token.index in taken for token in tokens) or len(tokens) > 5:
            continue
        if not all(token.text[0].isupper() or token.text in _INNER or token.text in _JOINED for token in tokens):
            continue
        if any(token.text in words.demonyms or fold(token.text) in words.never for token in tokens):
            continue
        if any(token.text in words.closing and words.closing[token.text] == "facility" for token in tokens):
            continue
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        found.append(
            Match(
                tokens[0].index, tokens[-1].index + 1, span, span.of(analysis.text), places.find(span.of(analysis.text))
            )
        )
    return found
