"""How much room a figure has where it lies: ground of a village, people of a country, soldiers it could raise."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from onrecord.check.amounts import number, written
from onrecord.check.case import Case
from onrecord.check.magnitude.attach import Scene
from onrecord.check.magnitude.tables import countries, limit, word_list, word_table
from onrecord.core import Place, Span
from onrecord.lang import lexicon

# A region's area is told from its radius (whole km), a country's exactly; reports round and count waters in.
_REGION_ROOM, _COUNTRY_ROOM = 1.6, 1.05
# Registers lag behind: towns grow and displaced people come; GeoNames is up to twenty years old.
_TOWN_ROOM, _COUNTRY_PEOPLE = 2.0, 1.3
# Characters between people and the place they are counted in; what befalls them may be told farther off.
_NEARBY = 400  # characters between ground and the place it lies in
_REACH, _FATE_REACH = 60, 120
# No country has ever had a quarter of its people under arms at once (North Korea: 5 % active, IISS 2024).
_UNDER_ARMS = 0.25
_IN = re.compile(r"\b(in|at|inside|within|across|throughout|from|of)\s+(?:the\s+|all\s+of\s+|all\s+)?"
                 r"(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)  # fmt: skip
_NOUN_OF = re.compile(r"(?:village|hamlet|town|city|settlement|island|republic|kingdom|state|country|nation|port"
                      r"|district|region|province|community|suburb)\s+of\s+$", re.IGNORECASE)  # fmt: skip
_PREPOSITION = re.compile(r"\b(in|at|inside|within|across|throughout|from)\s+(?:(?:the|all|whole|tiny|small|entire|of|"
                          r"north\w*|south\w*|east\w*|west\w*|central|nearby|neighbou?ring|besieged|occupied)\s+){0,4}$",
                          re.IGNORECASE)  # fmt: skip
_ALSO = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|or\s+|&\s*)(?:the\s+|in\s+)?[A-Z]")
_YEAR = re.compile(r"\b(1[0-9]{3}|200\d|201\d)\b")
_LIVES = re.compile(r"\b(?:live|lives|lived|living|reside|resides|home to|population of|inhabitants|residents"
                    r"|villagers|townspeople|households|houses|homes)\b")  # fmt: skip
_PASSING = re.compile(r"\b(?:visit\w*|arriv\w*|travel\w*|cross\w*|pass\w*|transit\w*|view\w*|watch\w*|enter\w*"
                      r"|flew|flies|tourists?|pilgrim\w*|annually|a year|per year|each year|every year|cumulative"
                      r"|over the years)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Room:
    """The most a figure may be where it lies, what is ordinary there, and the rest of the sentence that tells it."""

    most: float
    usual: tuple[float, float]
    told: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places of a document in order, with where each begins."""

    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def room(self, case: Case, here: Scene) -> Room | None:
        """The room a figure has in its place; None where the text does not put it in one."""
        span, dimension = here.figure.span, here.figure.dimension
        if dimension not in ("area", "count"):
            return None
        first, last = bisect_left(self.starts, span.start - _NEARBY), bisect_left(self.starts, span.end + _NEARBY)
        nearby = tuple(place for place in self.places[first:last] if here.sentence.span.contains(place.span))
        if dimension == "area":
            return _ground(case, here, nearby)
        return _under_arms(case, here, nearby) or _inhabitants(case, here, nearby)


def whereabouts(case: Case) -> Whereabouts:
    """The places of a reading, ready to be looked up."""
    places = sorted(case.reading.places, key=lambda place: place.span)
    return Whereabouts(tuple(place.span.start for place in places), tuple(places))


def _within(
    case: Case, here: Scene, places: tuple[Place, ...], *, also_from: bool = False, reach: int = _NEARBY
) -> Place | None:
    """The nearest place that the figure is said to lie in: "in Kafr Nabl", "in the village of Krasnivka"."""
    text = case.analysis.text
    best: tuple[int, Place] | None = None
    for place in places:
        before = text[max(0, place.span.start - 60) : place.span.start]
        noun = _NOUN_OF.search(before)
        lead = before[: noun.start()] if noun else before
        found = _PREPOSITION.search(lead)
        if found is None or (found.group(1).lower() == "from" and not also_from):
            continue
        if _ALSO.match(text[place.span.end : place.span.end + 12]):
            continue
        gap = max(place.span.start - here.figure.span.end, here.figure.span.start - place.span.end)
        if gap <= reach and (best is None or gap < best[0]):
            best = (gap, place)
    return best[1] if best is not None else None


def _ground(case: Case, here: Scene, places: tuple[Place, ...]) -> Room | None:
    if "cumulative" in here.words or "total" in here.words:
        return None
    level = _level(here)
    counted = (here.figure.counted or "").lower().split()
    if level is not None:
        name, span = level
        words = "plot_of_village" if name in ("village", "town") else "plot_of_district"
        plots = name != "town" and not limit("area", words).words.isdisjoint(counted)
        told = limit("area", words if plots else name)
        return Room(told.most, told.usual, f"is more ground than a {name} has ({told.known})", (span,))
    place = _within(case, here, places)
    if place is None or place.radius_km is None:
        return None
    if place.feature == "country" and place.country and place.country in countries():
        whole = float(countries()[place.country]["area"])
        if whole > 0:
            return _whole(whole * _COUNTRY_ROOM, whole, place)
    if place.feature == "region" and place.geonames and place.radius_km > 15:
        whole = math.pi * place.radius_km**2
        return _whole(whole * _REGION_ROOM, float(f"{whole:.2g}"), place)
    if place.feature == "city":
        town = limit("area", "town")
        return Room(max(town.most, math.pi * place.radius_km**2 * 20), town.usual,
                    f"is more ground than a town such as {place.name} has ({town.known})", (place.span,))  # fmt: skip
    return None


def _whole(most: float, whole: float, place: Place) -> Room:
    told = f"is more ground than the whole of {place.name} has ({written(whole, 'kilometer ** 2')})"
    return Room(most, (0.0001, whole * 0.8), told, (place.span,))


@cache
def _levels() -> dict[str, str]:
    return {word: name for name in ("village", "town", "district") for word in limit("area", name).words}


def _level(here: Scene) -> tuple[str, Span] | None:
    """The village, town or district the ground lies in: behind the figure with "in", before it as what has it."""
    for index, word in enumerate(here.right):
        if word.low in _levels():
            lead = {other.low for other in here.right[max(0, index - 4) : index]}
            if not lead.isdisjoint(word_list("elsewhere")):
                return None
            if not lead.isdisjoint(word_list("belongs")):
                return _levels()[word.low], word.span
    ranks = ("village", "town", "district")
    found = []
    for index, word in enumerate(here.left):
        lead = {other.low for other in here.left[index + 1 : index + 4]}
        if word.low in _levels() and lead.isdisjoint(word_list("elsewhere")):
            found.append((ranks.index(_levels()[word.low]), word.span))
    if not found:
        return None
    rank, span = min(found)
    return ranks[rank], span


def _inhabitants(case: Case, here: Scene, places: tuple[Place, ...]) -> Room | None:
    """Those killed, seized or living in a place cannot be more than live there."""
    figure = here.figure
    counted = (figure.counted or "").lower().split()
    noun = counted[-1] if counted else ""
    fate = figure.measure in word_list("fates")
    if (noun and noun not in word_list("inhabitants")) or not (noun or fate):
        return None
    if not word_list("comers").isdisjoint([*counted, *([] if fate else here.words)]) or _PASSING.search(here.low):
        return None
    if any(word in here.low for word in word_list("past")) or _YEAR.search(here.low):
        return None
    flight = figure.measure in ("displaced", "evacuated")
    place = _within(case, here, places, also_from=True, reach=_FATE_REACH if fate else _REACH)
    heads = float(word_table("several").get(noun, 1.0))
    if place is None or place.id not in case.population:
        return _of_village(here, heads) if fate or _LIVES.search(here.low) else None
    people = case.population[place.id]
    if place.country and place.country in countries() and place.feature == "country":
        people = max(people, float(countries()[place.country]["people"]))
        told = f"is more than all who live in {place.name} ({number(_rounded(people))})"
        return Room(people * _COUNTRY_PEOPLE / heads, (1, people / heads), told, (place.span,))
    if not (fate or _LIVES.search(here.low)) or (flight and not _from(case, place)):
        return None
    told = f"is more than all who live in {place.name} (about {number(_rounded(people))})"
    return Room(people * _TOWN_ROOM / heads + 500, (1, people / heads), told, (place.span,))


def _from(case: Case, place: Place) -> bool:
    before = case.analysis.text[max(0, place.span.start - 40) : place.span.start]
    found = _IN.search(before)
    return found is not None and found.group(1).lower() == "from"


def _of_village(here: Scene, heads: float) -> Room | None:
    """ "in one village": no village has so many."""
    level = _level(here)
    if level is None or level[0] != "village" or here.figure.measure in ("displaced", "evacuated"):
        return None
    if "settlement" in here.words:
        return None
    told = limit("count", "in_village")
    return Room(told.most / heads, told.usual, f"is more than live in a village ({told.known})", (level[1],))


def _rounded(people: float) -> float:
    return float(f"{people:.3g}")


@cache
def _demonyms() -> dict[str, str]:
    table = lexicon("demonyms")["countries"]
    return {name.lower(): code for code, names in table.items() for name in names}


def _under_arms(case: Case, here: Scene, places: tuple[Place, ...]) -> Room | None:
    """A country cannot have more soldiers than a quarter of its people."""
    counted = (here.figure.counted or "").lower().split()
    troops = limit("count", "troops")
    if not counted or counted[-1] not in troops.words or not troops.without.isdisjoint(here.words):
        return None
    if _YEAR.search(here.low) or here.figure.measure in ("killed", "injured", "casualties", "missing", "captured"):
        return None
    code = next((_demonyms()[word] for word in counted if word in _demonyms()), None)
    sender = None if code is not None else _sender(case, here, places)
    span = sender.span if sender is not None else None
    code = sender.country if sender is not None else code
    if code is None or code not in countries():
        return None
    people = float(countries()[code]["people"])
    name = countries()[code]["name"]
    told = f"is more than {name} could raise: {number(_rounded(people))} people live there in all"
    return Room(people * _UNDER_ARMS, (1, people * 0.05), told, (span,) if span is not None else ())


def _sender(case: Case, here: Scene, places: tuple[Place, ...]) -> Place | None:
    """The one country named before the figure that no preposition puts elsewhere: "Belgium will send …"."""
    text = case.analysis.text
    named = [place for place in places if place.feature == "country" and place.span.end <= here.figure.span.start]
    nearest = max(named, key=lambda place: place.span.start, default=None)
    if nearest is None:
        return None
    before = text[max(0, nearest.span.start - 24) : nearest.span.start].lower().split()[-1:]
    opens = not before or before[0] in word_list("opening") or before[0].endswith((".", ",", "”", '"', ":", ";"))
    return nearest if opens else None
