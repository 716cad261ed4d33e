"""Places: from "a village in Kharkiv region" to a point on the map with an honest radius.

Three steps: find what may be a toponym (``candidates``), throw out people, organisations and ordinary words
(``evidence``), choose the place that fits the whole article (``choose``). ``stance`` then says whether the name means
the place or the government that sits there.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core import Analysis, Document, Dropped, Place
from onrecord.resolve.places.candidates import Match, find_matches, from_entities
from onrecord.resolve.places.choose import SETTLED, Name, Surroundings, choose, inside, kilometres
from onrecord.resolve.places.cues import Cues, cue_words, stance_words
from onrecord.resolve.places.evidence import THRESHOLD, Context, Verdict, context_of, judge
from onrecord.resolve.places.gazetteer import Entry, Gazetteer, gazetteer, importance
from onrecord.resolve.places.group import group, surroundings
from onrecord.resolve.places.names import fold
from onrecord.resolve.places.stance import literal

# How far from the middle of its town an airport, dam or base may lie (Mosul Dam: 45 km).
FROM_TOWN_KM = 45.0

# A match this far below the threshold is still saved by two towns of the article within this distance.
RESCUE, NEIGHBOURS_KM = 2.0, 60.0
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
    matches = sorted([*matches, *from_entities(analysis, matches, places, words)], key=lambda match: match.span)
    scores, reasons = _weighed(matches, context, analysis)
    kept = [number for number, score in enumerate(scores) if score >= THRESHOLD]
    soft = [number for number, score in enumerate(scores) if THRESHOLD - RESCUE <= score < THRESHOLD]
    around = surroundings(document, analysis, [(matches[i], reasons[i]) for i in _others(matches, kept)], places, words)
    names, owner = _chosen([matches[number] for number in kept], analysis, around)
    saved = [number for number in soft if _among_neighbours(matches[number], names)]
    if saved:
        kept = sorted({*kept, *saved})
        names, owner = _chosen([matches[number] for number in kept], analysis, around)
    found = [
        _place(number, matches[index], names[owner[number - 1]].chosen, analysis)
        for number, index in enumerate(kept, start=1)
    ]
    dropped = [
        Dropped("places", matches[index].span, reasons[index])
        for index in _others(matches, kept)
        if _worth_a_word(matches[index], words)
    ]
    return found, dropped


def _others(matches: Sequence[Match], kept: Sequence[int]) -> list[int]:
    """The numbers of the matches that are not kept."""
    taken = set(kept)
    return [number for number in range(len(matches)) if number not in taken]


def _chosen(matches: Sequence[Match], analysis: Analysis, around: Surroundings) -> tuple[list[Name], list[int]]:
    """The names of the matches with their places, and the name of each match."""
    names, owner = group(matches, analysis)
    choose(names, around)
    return names, owner


def _among_neighbours(match: Match, names: Sequence[Name]) -> bool:
    """True for a doubtful town amid two others of the article: "Blossom" in a paper of Paris, Texas."""
    settled = [name.chosen for name in names if name.chosen is not None and name.key != match.key]
    towns = [entry for entry in settled if entry.kind in (*SETTLED, "admin2")]
    for entry in match.entries[:20]:
        if entry.kind in SETTLED and not entry.other:
            near = sum(1 for town in towns if kilometres(entry, town) < NEIGHBOURS_KM)
            if near >= 2:
                return True
    return False


def _weighed(matches: Sequence[Match], context: Context, analysis: Analysis) -> tuple[list[float], list[str]]:
    """Score and strongest counter-reason of each; a name found firmly once lends to its other mentions, a row too."""
    verdicts = [judge(match, context) for match in matches]
    firm = {match.key for match, verdict in zip(matches, verdicts, strict=True) if verdict.score >= THRESHOLD + 1.0}
    scores = [
        verdict.score + (1.5 if match.key in firm else 0.0) + _company(number, matches, verdicts, analysis)
        for number, (match, verdict) in enumerate(zip(matches, verdicts, strict=True))
    ]
    return scores, [verdict.because for verdict in verdicts]


def _worth_a_word(match: Match, words: Cues) -> bool:
    """False for what no reader would take for a place: "Since", "Are" and the hamlets of those names."""
    if match.last - match.first == 1 and fold(match.name) in words.plain:
        return False
    return match.of_kind or any(importance(entry) >= NOTABLE for entry in match.entries[:1])


def _company(number: int, matches: Sequence[Match], verdicts: Sequence[Verdict], analysis: Analysis) -> float:
    """ "Paris, Texas", "Homs, Hama and Idlib": what stands in a row with a firm toponym gains."""
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
    return any(inside(small, large) for large in outer.entries[:4] for small in inner.entries[:40])


def _place(number: int, match: Match, entry: Entry | None, analysis: Analysis) -> Place:
    """The noun of one mention; without an entry the toponym is kept with its name alone."""
    if entry is None:
        return Place(f"pla{number}", match.span, match.span.of(analysis.text), match.name, None, None, None, None,
                     match.hint or "other", None, True, 0)  # fmt: skip
    if match.hint == "facility":
        radius = entry.radius + FROM_TOWN_KM
        return Place(f"pla{number}", match.span, match.span.of(analysis.text), match.name, None, round(entry.lat, 4),
                     round(entry.lon, 4), entry.country or None, "facility", radius, True, 0)  # fmt: skip
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
