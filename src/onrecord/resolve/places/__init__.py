"""Places: from "a village in Kharkiv region" to a point on the map with an honest radius.

Three steps: find what may be a toponym (``candidates``), throw out people, organisations and ordinary words
(``evidence``), choose the place that fits the whole article (``choose``). ``stance`` then says whether the name means
the place or the government that sits there.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core import Analysis, Document, Dropped, Place
from onrecord.resolve.places.candidates import Match, find_matches
from onrecord.resolve.places.choose import choose
from onrecord.resolve.places.cues import Cues, cue_words, stance_words
from onrecord.resolve.places.evidence import THRESHOLD, Verdict, context_of, judge
from onrecord.resolve.places.gazetteer import Entry, Gazetteer, gazetteer, importance
from onrecord.resolve.places.group import group, surroundings
from onrecord.resolve.places.names import fold
from onrecord.resolve.places.stance import literal

# How far from the middle of its town an airport, dam or base may lie (Mosul Dam: 45 km).
FROM_TOWN_KM = 45.0

# Dropped candidates are told of from this importance on: a town of about 20,000.
NOTABLE = 4.3

__all__ = ["Gazetteer", "gazetteer", "resolve_places"]


def resolve_places(document: Document, analysis: Analysis) -> tuple[list[Place], list[Dropped]]:
    """Every toponym of the text as a place, numbered in text order, and what looked like one and is not.

    Works on tokens alone; entity mentions, where the analysis has them, outweigh the surface. The publisher and title
    of the document count as context.
    """
    words, places = cue_words(), gazetteer()
    context = context_of(analysis, places, words)
    matches = list(find_matches(analysis, places, words))
    verdicts = [judge(match, context) for match in matches]
    kept, dropped = _sift(matches, verdicts, analysis, words)
    names, owner = group([match for match, _ in kept], analysis, places)
    choose(names, surroundings(document, analysis, dropped, places, words))
    found = [
        _place(number, match, names[owner[number - 1]].chosen, analysis)
        for number, (match, _) in enumerate(kept, start=1)
    ]
    return found, [Dropped("places", match.span, because) for match, because in dropped]


def _sift(
    matches: Sequence[Match], verdicts: Sequence[Verdict], analysis: Analysis, words: Cues
) -> tuple[list[tuple[Match, Verdict]], list[tuple[Match, str]]]:
    """Split matches at the threshold; a name accepted firmly once lends a point to its other mentions, a list too."""
    firm = {match.key for match, verdict in zip(matches, verdicts, strict=True) if verdict.score >= THRESHOLD + 1.0}
    kept: list[tuple[Match, Verdict]] = []
    dropped: list[tuple[Match, str]] = []
    for number, (match, verdict) in enumerate(zip(matches, verdicts, strict=True)):
        score = verdict.score + (1.5 if match.key in firm else 0.0) + _company(number, matches, verdicts, analysis)
        if score >= THRESHOLD:
            kept.append((match, verdict))
        elif _worth_a_word(match, words):
            dropped.append((match, verdict.because))
    return kept, dropped


def _worth_a_word(match: Match, words: Cues) -> bool:
    """False for what no reader would take for a place: "Since", "Are" and the hamlets of those names."""
    if match.last - match.first == 1 and fold(match.name) in words.plain:
        return False
    return match.of_kind or any(importance(entry) >= NOTABLE for entry in match.entries[:1])


def _company(number: int, matches: Sequence[Match], verdicts: Sequence[Verdict], analysis: Analysis) -> float:
    """"Paris, Texas", "Homs, Hama and Idlib": what stands in a row with a firm toponym gains."""
    gain = 0.0
    match = matches[number]
    for other in (number - 1, number + 1):
        if not 0 <= other < len(matches) or verdicts[other].score < THRESHOLD:
            continue
        near = matches[other]
        between = analysis.text[min(near.span.end, match.span.end) : max(near.span.start, match.span.start)].strip()
        if between == "," and other > number and _holds(near, match):
            gain = max(gain, 4.5)
        elif between in (",", "and", "or", ", and", "/", "&"):
            gain = max(gain, 1.0)
    return gain


def _holds(outer: Match, inner: Match) -> bool:
    """True where some reading of ``inner`` lies in some reading of ``outer``."""
    from onrecord.resolve.places.choose import inside

    return any(inside(small, large) for large in outer.entries[:4] for small in inner.entries[:40])


def _place(number: int, match: Match, entry: Entry | None, analysis: Analysis) -> Place:
    """The noun of one mention; without an entry the toponym is kept with its name alone."""
    if entry is None:
        return Place(f"pla{number}", match.span, match.span.of(analysis.text), match.name, None, None, None, None,
                     match.hint or "other", None, True, 0)  # fmt: skip
    if match.hint == "facility":
        return Place(f"pla{number}", match.span, match.span.of(analysis.text), match.name, None, round(entry.lat, 4),
                     round(entry.lon, 4), entry.country or None, "facility", entry.radius + FROM_TOWN_KM, True, 0)  # fmt: skip
    others = sum(1 for other in match.entries if other.index != entry.index and not other.other)
    return Place(
        id=f"pla{number}",
        span=match.span,
        text=match.span.of(analysis.text),
        name=entry.name,
        geonames=entry.geonames or None,
        lat=round(entry.lat, 4),
        lon=round(entry.lon, 4),
        country=entry.country or None,
        feature=entry.feature,
        radius_km=entry.radius,
        literal=literal(match, entry, analysis, stance_words()),
        alternatives=others,
    )
