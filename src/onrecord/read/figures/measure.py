"""What happened to the counted: "killing 12", "13 dead", "a death toll of 13", "20 km from the front"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lang import lexicon, worded
from onrecord.read.figures.counted import Phrase, plural
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.quantities import Quantity
from onrecord.read.figures.vocabulary import vocabulary

_RIGHT = 9  # lexemes between the counted and its verb; an aside between commas is stepped over apart
_LEFT = 10
_ASIDE = 14
_TOLL = 12
_COUNT = 25
_PREPOSITIONS = frozenset(
    [
        "in",
        "by",
        "at",
        "on",
        "during",
        "from",
        "with",
        "near",
        "into",
        "against",
        "across",
        "through",
        "via",
        "since",
        "for",
        "within",
        "per",
    ]
)
_OPENERS = frozenset(
    [
        "including",
        "among",
        "mostly",
        "most",
        "all",
        "some",
        "many",
        "two",
        "three",
        "half",
        "one",
        "several",
        "at",
        "both",
        "mainly",
    ]
)
_OBJECTS = frozenset(
    [
        "a",
        "an",
        "the",
        "their",
        "his",
        "her",
        "its",
        "our",
        "at",
        "more",
        "least",
        "about",
        "nearly",
        "over",
        "some",
        "another",
        "several",
    ]
)
_HAPPENS = frozenset(
    [
        "die",
        "died",
        "dies",
        "dying",
        "perished",
        "drowned",
        "fled",
        "flee",
        "fleeing",
        "disappeared",
        "vanished",
        "surrendered",
    ]
)
BODILY = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "evacuated",
    "rescued",
    "captured",
    "infected",
)


@dataclass(frozen=True, slots=True)
class _Words:
    verbs: dict[str, str]
    pairs: dict[str, dict[str, str]]
    nouns: dict[str, str]
    states: dict[str, str]
    tolls: tuple[tuple[tuple[str, ...], str], ...]
    away: frozenset[str]
    depth: frozenset[str]
    height: frozenset[str]
    passive: frozenset[str]
    clause: frozenset[str]
    loss: frozenset[str]
    holders: frozenset[str]
    humans: frozenset[str]
    lives: frozenset[str]
    own: frozenset[str]
    deeds: frozenset[str]


@worded
def words() -> _Words:
    """The tables of ``measures.toml``."""
    data = lexicon("measures")
    lists = data["lists"]
    verbs: dict[str, str] = {}
    pairs: dict[str, dict[str, str]] = {}
    nouns: dict[str, str] = {}
    states: dict[str, str] = {}
    tolls: list[tuple[tuple[str, ...], str]] = []
    for name, group in data.items():
        if name == "lists":
            continue
        for verb in group["verbs"]:
            first, _, second = verb.partition(" ")
            if second:
                pairs.setdefault(first, {})[second] = name
            else:
                verbs[first] = name
        nouns.update(dict.fromkeys(group["nouns"], name))
        states.update(dict.fromkeys((state.split()[0] for state in group["states"]), name))
        tolls += [(tuple(toll.split()), name) for toll in group["tolls"]]
    tolls.sort(key=lambda toll: -len(toll[0]))
    return _Words(
        verbs, pairs, nouns, states, tuple(tolls), frozenset(lists["away"]), frozenset(lists["depth"]),
        frozenset(lists["height"]), frozenset(lists["passive"]), frozenset(lists["clause"]), frozenset(lists["loss"]),
        frozenset(lists["holders"]), frozenset(lists["humans"]), frozenset(lists["lives"]), frozenset(lists["own"]),
        frozenset(lists["deeds"]),
    )  # fmt: skip


def measure(lx: Lexemes, found: Quantity, phrase: Phrase | None) -> str | None:
    """The measure of a quantity, by the nearest word that decides it, or None."""
    if found.dimension == "length":
        return _reach(lx, found)
    if found.dimension in ("time", "money", "speed", "temperature", "energy"):
        return None
    first, last = lx.bounds(found.core)
    noun = None
    if phrase and found.dimension == "count":
        noun = words().nouns.get(lx.lows[phrase.head])
        if noun and lx.lows[phrase.head] not in words().holders:
            of = lx.low(found.last) == "of"  # "six of the wounded died"
            return (behind(lx, phrase.last, last, bare=False) if of else None) or noun
    if lx.low(found.end) == "-" and lx.low(found.end + 1) == "strong":
        return "strength"
    end = phrase.last if phrase else found.last
    if _none_of(lx, found.first):
        return None
    told = (
        _deed_of(lx, found.first, phrase)
        or behind(lx, end, last, bare=phrase is None)
        or _ahead(lx, found.first, first, end)
        or _toll(lx, found, first, bare=phrase is None or lx.lows[phrase.head] in ("people", "lives"))
        or (_number_of(lx, found, first) if phrase is None else None)
        or noun
    )
    if told == "damaged" and phrase is not None and lx.lows[phrase.head] in words().humans:
        return "injured"  # "burned three villagers", but "burned three trucks"
    return told


def _deed_of(lx: Lexemes, first: int, phrase: Phrase | None) -> str | None:
    """ "the murders of three reporters", "six Jesuits' slaying": the noun that befell those counted."""
    table = words()
    if phrase is None or lx.lows[phrase.head] in table.deeds:
        return None
    back = first - 1 - (lx.low(first - 1) in _OBJECTS)
    if lx.low(back) == "of":
        low = lx.low(back - 1)
        name = table.nouns.get(low) or table.nouns.get(f"{low}s")
        return name if name in ("killed", "injured", "detained", "abducted") and low not in table.holders else None
    if lx.low(phrase.last) in ("'", "’") and lx.glued(phrase.last - 1):
        name = table.nouns.get(lx.low(phrase.last + 1))
        return name if name in ("killed", "injured", "detained", "abducted") else None
    return None


def _none_of(lx: Lexemes, first: int) -> bool:
    """ "none of the 44 passengers was hurt": it befell nobody."""
    back = first - 1 - (lx.low(first - 1) in ("the", "its", "their", "his", "her", "these", "those"))
    return lx.low(back) == "of" and lx.low(back - 1) in ("none", "neither")


def _reach(lx: Lexemes, found: Quantity) -> str | None:
    """Lengths: "20 km north of", "3 metres deep", "a 30-foot wall" (nothing said), "a range of 500 km"."""
    table = words()
    after = lx.low(found.last + 1) if lx.low(found.last) == "-" else lx.low(found.last)
    if after in table.depth:
        return "depth"
    if after in table.height:
        return "height"
    if after in table.away or (after == "(" and any(low in table.away for low in lx.lows[found.last : found.last + 7])):
        return "distance"
    before = lx.lows[max(0, found.first - 5) : found.first]
    if "depth" in before:
        return "depth"
    if "altitude" in before or "height" in before:
        return "height"
    return (
        "distance"
        if before[-2:] in (["range", "of"], ["distance", "of"], ["radius", "of"]) or before[-1:] == ["within"]
        else None
    )


def _verb(lx: Lexemes, at: int) -> str | None:
    table = words()
    low = lx.lows[at]
    if lx.low(at - 1) == "-" and lx.glued(at - 1):
        return None  # "gas-fired"
    pair = table.pairs.get(low)
    if pair:
        second = lx.low(at + 1)
        if second in pair:
            return pair[second]
    return table.verbs.get(low)


def behind(lx: Lexemes, at: int, last: int, *, bare: bool = True) -> str | None:
    """A verb or state behind the figure: "were killed", "dead", "others were wounded", "(all civilians) died"."""
    table = words()
    at = _past_aside(lx, at, last)
    helped = False
    for _ in range(_RIGHT):
        if at >= last:
            return None
        low = lx.lows[at]
        state = table.states.get(low)
        if state and (bare or helped or low in ("dead", "missing", "hostage", "captive", "homeless")):
            return state
        if low == "said" and not helped:
            return None  # "two doctors said more would die"
        if low in ("lost", "lose", "losing") and (lx.low(at + 1) in table.lives or lx.low(at + 2) in table.lives):
            return "killed"
        found = _verb(lx, at)
        if found:
            takes = lx.kind(at + 1) == "n" or lx.low(at + 1) in _OBJECTS or lx.low(at + 1) in vocabulary().small
            active = takes and not helped and low not in _HAPPENS and low not in ("missing", "homeless")
            if lx.low(at + 1) in ("at", "some", "over", "about", "more", "nearly") and not active:
                return found
            return None if active or (low.endswith("ing") and low not in ("missing", "dying", "fleeing")) else found
        if low not in table.passive and not (low.endswith("ly") and len(low) > 4) and low not in ("and", ","):
            return None
        if low in ("and", ","):
            linked = lx.low(at + 1) in table.verbs and helped
            if not linked and not (low == "and" and lx.low(at - 1) in table.verbs):
                return None
        helped = helped or low in (
            "was",
            "were",
            "been",
            "being",
            "be",
            "are",
            "is",
            "got",
            "left",
            "feared",
            "reported",
            "confirmed",
            "who",
            "remain",
            "remained",
            "listed",
        )
        at += 1
    return None


def _past_aside(lx: Lexemes, at: int, last: int) -> int:
    """Step over an aside between commas, brackets or dashes: ", including two children,"."""
    closing = {",": ",", "(": ")", "—": "—", "–": "–"}.get(lx.low(at))
    if closing and lx.low(at + 1) in _OPENERS:
        for k in range(at + 1, min(last, at + _ASIDE)):
            if lx.lows[k] == closing:
                return k + 1
    if lx.low(at) in ("in", "on", "from", "at", "near") and at + 1 < last:  # "13 people in the camp were killed"
        for k in range(at + 1, min(last, at + 7)):
            if lx.kinds[k] == "s" and lx.lows[k] not in ("-", "'", "’", "."):
                break
            if lx.lows[k] in ("were", "was", "have", "had"):
                return k
            if _verb(lx, k) or lx.lows[k] in words().clause:
                break
    return at


def _ahead(lx: Lexemes, at: int, first: int, end: int) -> str | None:
    """A verb before the figure: "killing 12", "wounded 30 others and 5 children"; ``end`` is past what is counted."""
    table = words()
    k = at - 1
    subject = lx.low(end) in table.own  # "wounding dozens, and two volunteers said"
    for _ in range(_LEFT):
        if k < first:
            return None
        low = lx.lows[k]
        stop = low in table.clause or low in _PREPOSITIONS or low in ("”", '"', "(", "to", "that", "who")
        if stop and not (low in ("at", "near", "from") and k == at - 1):
            return None
        found = _verb(lx, k)
        if found is None and k > first and lx.lows[k - 1] in table.pairs:
            found = table.pairs[lx.lows[k - 1]].get(low)
            if found:
                return found
        if found:
            helped = lx.low(k - 1) in ("was", "were", "been", "being", "are", "is") or low in _HAPPENS
            between = lx.lows[k + 1 : at]
            if subject and any(item in (",", "and") for item in between):
                return None
            if helped and between and any(item in (",", "and") for item in between):
                return None
            if plural(lx.low(k - 1)) and any(item in (",", "and") for item in between):
                return None  # "13 people killed, 20 …"
            return None if helped else found
        if k < at - 1 and lx.upos(k) == "VERB" and not low.endswith("ing"):
            return None  # "wounded five and took four prisoners"
        k -= 1
    return None


@worded
def _announcers() -> frozenset[str]:
    return frozenset(form[-1] for form, _ in words().tolls) | {"toll"}


def _number_of(lx: Lexemes, found: Quantity, first: int) -> str | None:
    """ "the number of people killed in Tuesday's airstrike rose to 53": the bare number a count has come to."""
    lows = lx.lows[max(first, found.first - _COUNT) : found.first]
    if found.dimension != "count" or lows[-1:] not in (["to"], ["at"], ["reached"], ["is"], ["was"]):
        return None
    if "number" not in lows:
        return None
    start = len(lows) - 1 - lows[::-1].index("number")
    table = words()
    told = (table.verbs.get(low) or table.states.get(low) or table.nouns.get(low) for low in lows[start:][:_LEFT])
    return next((name for name in told if name in BODILY), None)


def _toll(lx: Lexemes, found: Quantity, first: int, *, bare: bool) -> str | None:
    """ "a death toll of 13", "the toll had risen to at least 300"."""
    start = max(first, found.first - _TOLL)
    lows = lx.lows[start : found.first]
    if found.dimension != "count" or _announcers().isdisjoint(lows):
        return None
    for form, name in words().tolls:
        size = len(form)
        for k in range(len(lows) - size, -1, -1):
            if tuple(lows[k : k + size]) == form:
                near = name != "strength" and form[-1] not in ("of", "at", "to")
                if (near and bare and not any(low in (";", "and", ",") for low in lows[k:])) or k + size == len(lows):
                    return name
    return None
