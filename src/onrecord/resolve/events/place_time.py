"""Where and when: an event's own clause first, then its sentence, then, with caution, the lines before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.core import Attribution, Place, Sentence, Span, Time
from onrecord.core.analysis import Realis
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.fitting import SIZES
from onrecord.resolve.events.scene import ON_GROUND, is_scene, preposition
from onrecord.resolve.events.view import View

# Types that are words: "condemned the killings in Herat" was said anywhere.
_SAID = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN"))
# What a place costs: every event or clause that stands between it and the trigger, in words of distance.
_BETWEEN, _SIGN = 12, 4
_OWN = 1000
_FARTHEST = 40  # words within a sentence; beyond, a place belongs to something else
Located = TypeVar("Located", Place, Time)


@dataclass(slots=True)
class Where:
    """Literal places and dated times of one text, found by offset, and where a source is named."""

    view: View
    places: list[Place]
    times: list[Time]
    place_starts: list[int] = field(default_factory=list)
    time_starts: list[int] = field(default_factory=list)
    voiced: list[tuple[Span, tuple[Span, ...]]] = field(default_factory=list)
    voice_starts: list[int] = field(default_factory=list)
    headed: dict[int, str] = field(default_factory=dict)  # paragraph -> the place that it opens with
    home: str | None = None
    published: str | None = None

    def places_in(self, span: Span) -> list[Place]:
        """Literal places that begin inside ``span``, in order."""
        return self.places[bisect_left(self.place_starts, span.start) : bisect_right(self.place_starts, span.end - 1)]

    def times_in(self, span: Span) -> list[Time]:
        """Dated times that begin inside ``span``, in order."""
        return self.times[bisect_left(self.time_starts, span.start) : bisect_right(self.time_starts, span.end - 1)]


def where_of(
    view: View,
    places: Sequence[Place],
    times: Sequence[Time],
    said: Sequence[Attribution],
    *,
    published: str | None = None,
) -> Where:
    """Prepare the look-ups: only literal places, only dates and clock times that have a day."""
    literal = sorted((place for place in places if place.literal), key=lambda item: item.span)
    headings = _headings(view, literal)
    cut = {id(place) for opening, opens in headings.values() for place in opens}
    literal = [place for place in literal if id(place) not in cut]
    times = [time for time in times if not any(opening.contains(time.span) for opening, _ in headings.values())]
    dated = sorted(
        (time for time in times if time.kind in ("date", "time") and time.edtf is not None), key=lambda item: item.span
    )
    voiced = sorted((span, item.content) for item in said for span in (*item.source, *item.cue))
    return Where(
        view, literal, dated,
        place_starts=[place.span.start for place in literal],
        time_starts=[time.span.start for time in dated],
        voiced=voiced,
        voice_starts=[span.start for span, _ in voiced],
        headed={paragraph: opens[0].id for paragraph, (_, opens) in headings.items()},
        home=_home([place for place in places if not _bound_for(view, place)]),
        published=published[:10] if published and len(published) >= 10 else None,
    )  # fmt: skip


def located(
    where: Where, draft: Draft, actors: Sequence[Span], recipients: Sequence[Span]
) -> tuple[str | None, str | None]:
    """(place, time) of one draft from its own sentence; ``actors`` and ``recipients`` are the spans of its sides."""
    view = where.view
    sentence = view.sentence(draft.trigger)
    scenes = [item for item in where.places_in(sentence.span) if is_scene(view, draft, item, actors, recipients)]
    times = [item for item in where.times_in(sentence.span) if not _wrong_side(where, draft.realis, item)]
    place, time = _best(where, draft, scenes), _best(where, draft, times)
    place = _there(where, draft.trigger) or place
    return place.id if place is not None else None, time.id if time is not None else None


def _there(where: Where, trigger: int) -> Place | None:
    """The place that "there" goes back to: "At Ujiji a yard burned. Two labourers had been hurt there." """
    view = where.view
    under = view.analysis.children
    near = (at for own in under[trigger] for at in (own, *under[own]))  # "fired on fishermen there"
    there = next((at for at in near if view.lows[at] == _THERE and at > trigger), None)
    if there is None or view.relation(there) == "expl":
        return None
    sentence = view.sentence(trigger)
    before = view.analysis.sentences[max(0, sentence.index - 1)]
    first = before.span.start if before.paragraph == sentence.paragraph else sentence.span.start
    told = Span(first, view.tokens[there].span.start)
    named = (place for place in reversed(where.places_in(told)) if place.feature not in ("country", "region"))
    return next((place for place in named if not _of_a_voice(where, place.span)), None)


_THERE = "there"


def _best(where: Where, draft: Draft, candidates: Sequence[Located]) -> Located | None:
    scored = []
    for item in candidates:
        cost = _cost(where, draft, item)
        if cost is not None:
            size = SIZES[item.feature] if isinstance(item, Place) else 0
            scored.append((cost >= 0, size if cost < 0 else 0, cost, item.span, item))
    if not scored:
        return None
    return min(scored, key=lambda row: row[:4])[4]


def _wrong_side(where: Where, realis: Realis, time: Time) -> bool:
    """What happened did so before the paper was out, what is to come will after it."""
    if where.published is None:
        return False
    if realis == "actual":
        return time.earliest is not None and time.earliest[:10] > where.published
    return realis == "future" and time.latest is not None and time.latest[:10] < where.published


def _cost(where: Where, draft: Draft, item: Place | Time) -> int | None:
    """Words and signs between the two; negative in the trigger's own clause; None where it is of another."""
    view, trigger = where.view, draft.trigger
    at = view.analysis.token_at(item.span.start)
    distance = abs(at - trigger)
    if distance > _FARTHEST or _voiced(where, item.span, view.tokens[trigger].span):
        return None
    owner, above = _owners(view, at, trigger)
    if isinstance(item, Place) and draft.type in _SAID and view.tokens[at].head != trigger:
        return None
    if _of_another_day(where, trigger, item):
        return None
    if above and (owner == trigger or draft.type in ON_GROUND):
        return distance - _OWN + (_BETWEEN if owner != trigger else 0)
    if owner >= 0 and distance > 3 and (isinstance(item, Time) or draft.type not in ON_GROUND):
        return None
    if not _same_clause(view, at, trigger):
        return None
    low, high = min(at, trigger), max(at, trigger)
    others = sum(1 for other in range(low + 1, high) if other in view.triggers)
    signs = sum(1 for other in range(low + 1, high) if view.lows[other] in (",", ";", ":", "(", "—", "–"))
    if owner >= 0 and others:
        return None
    return distance + _BETWEEN * others + _SIGN * signs


def _of_another_day(where: Where, trigger: int, item: Place | Time) -> bool:
    """Whether what stands before the clause of a trigger says nothing of it, for that was on another day.

    "The market opened today, for the first time since it was shelled"; "they blocked the square on Saturday, two days
    after drones destroyed the depot"; "it is a month today since". Not so "it is two years since": that leads back.
    """
    view = where.view
    first = max(view.sentence(trigger).first, trigger - _CLAUSE)
    opens = next((at for at in range(trigger - 1, first - 1, -1) if view.lows[at] in _OPENS), -1)
    last = view.analysis.token_at(item.span.end - 1)
    if opens < 0 or last >= opens:
        return False
    today = isinstance(item, Time) and item.earliest is not None and item.earliest[:10] == where.published
    if last == opens - 1 and not today:
        return False
    if view.lows[opens] == "since":
        return isinstance(item, Time)
    return view.lows[opens] in ("after", "before") and view.low(opens - 1) in _DAYS


_OPENS = frozenset(("since", "after", "before", ",", ";"))
_DAYS = frozenset(("day", "days", "week", "weeks", "month", "months", "year", "years"))
_CLAUSE = 6  # words from "since" to the verb of its clause


def _same_clause(view: View, at: int, trigger: int) -> bool:
    """The verb a place or time hangs under is one the trigger hangs under too: not "… due to meet in Oslo".

    What stands with a verb of speech is when that was said: "On 7 January he admitted that troops had fired".
    """
    if not view.trees:
        return True
    verb = at
    for _ in range(12):
        verb = view.tokens[verb].head
        if verb < 0 or verb == trigger or view.tokens[verb].upos == "VERB":
            break
    if verb < 0 or verb == trigger:
        return True
    above, reported = trigger, "that" in view.lows[verb + 1 : trigger]
    for _ in range(8):
        reported = reported or view.relation(above) in ("ccomp", "parataxis")
        above = view.tokens[above].head
        if above == verb or above < 0:
            break
    if above != verb:
        return above < 0 and view.tokens[verb].head < 0
    return not reported or verb < trigger < at


def _owners(view: View, at: int, trigger: int) -> tuple[int, bool]:
    """The first event on the way up from a place or time, −1 for none; and whether the trigger is met.

    What hangs under an event hangs under the one that this hangs on by a preposition: "killed in an attack in Herat".
    """
    if not view.trees:
        return -1, False
    first, reached = -1, True
    for _ in range(12):
        relation = view.relation(at)
        at = view.tokens[at].head
        if at < 0:
            break
        if first >= 0 and relation not in ("obl", "nmod", "obj"):
            reached = False
        if at in view.triggers:
            first = at if first < 0 else first
            if at == trigger:
                return first, reached or first == trigger
    return first, False


def _of_a_voice(where: Where, span: Span) -> bool:
    """Whether the span stands in the words that name any speaker: "the fire chief of Kigoma said"."""
    low = bisect_right(where.voice_starts, span.start)
    return any(voice.contains(span) for voice, _ in where.voiced[max(0, low - 4) : low])


def _voiced(where: Where, span: Span, trigger: Span) -> bool:
    """True where the span stands in the words that name a speaker ("police in Lyon said") of what the trigger tells."""
    low = bisect_right(where.voice_starts, span.start)
    for voice, content in where.voiced[max(0, low - 4) : low]:
        if voice.contains(span) and any(part.contains(trigger) for part in content):
            return True
    return False


def inherited(where: Where, drafts: Sequence[Draft]) -> list[tuple[str | None, str | None]]:
    """(place, time) of every draft, the missing ones taken from the event told just before in the same paragraph.

    Where nothing else is told, an event on the ground happened in the one country the text is about.

    Only from what happened to what happened, only on the ground, and only into a sentence that names no place (time)
    at all; a paragraph may take the place that it opens with. What goes back ("the attack") is placed by its event.
    """
    view = where.view
    found: list[tuple[str | None, str | None]] = []
    paragraph, place, time = -1, None, None
    known: set[str] = set()
    for draft in drafts:
        sentence = view.sentence(draft.trigger)
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            place, time = where.headed.get(paragraph), None
        here, now = draft.place, draft.time
        goes_back = draft.definite and draft.type in known
        known.add(draft.type)
        if draft.realis == "actual" and draft.type in ON_GROUND and not goes_back:
            if not draft.inner and (here is None or now is None):
                there, then = _told_after(where, sentence)
                here, now = here or there, now or then
            if here is None and not where.places_in(sentence.span):
                here = (None if draft.inner else place or _before(where, sentence)) or where.home
            if now is None and not draft.inner and not where.times_in(sentence.span):
                now = time
            if not draft.inner:
                place, time = here or place, now or time
        found.append((here, now))
    return found


# The part of the places of a text that lie in one country from which it is about that country, and the fewest places.
_HOME_SHARE, _HOME_LEAST = 0.7, 3


def _home(places: Sequence[Place]) -> str | None:
    """The country a text is about, where it names it: what happened somewhere unnamed happened there."""
    codes = Counter(place.country for place in places if place.country is not None)
    if not codes:
        return None
    code, most = codes.most_common(1)[0]
    if most < _HOME_LEAST or most < _HOME_SHARE * sum(codes.values()):
        return None
    named = (place for place in places if place.country == code and place.feature == "country" and place.literal)
    first = min(named, key=lambda place: place.span, default=None)
    return first.id if first is not None else None


def _bound_for(view: View, place: Place) -> bool:
    """ "wheat for Djibouti", "a tug from Djibouti": where things come from and go to is not what a text is about."""
    if not place.literal:
        return False
    before = preposition(view, view.analysis.token_at(place.span.start))
    return before >= 0 and view.lows[before] in ("for", "from", "to")


def _told_after(where: Where, sentence: Sentence) -> tuple[str | None, str | None]:
    """(place, time) that the next sentence gives to what was just told: "It happened today at first light." """
    view = where.view
    if sentence.index + 1 >= len(view.analysis.sentences):
        return None, None
    after = view.analysis.sentences[sentence.index + 1]
    words = view.lows[after.first : after.last]
    if after.paragraph != sentence.paragraph or not words or words[0] not in _GOES_BACK:
        return None, None
    if view.vocabulary.happened.isdisjoint(words) or any(at in view.triggers for at in range(after.first, after.last)):
        return None, None
    places, times = where.places_in(after.span), where.times_in(after.span)
    return (places[0].id if len(places) == 1 else None), (times[0].id if times else None)


_GOES_BACK = frozenset(("it", "this", "that", "the", "all"))


def _before(where: Where, sentence: Sentence) -> str | None:
    """The one place that the sentence before names, in the same paragraph: "Explosions shook Medellin. Five died."

    Where the wounded are cared for ("most of them are being treated in Uvira") is not where they were hurt.
    """
    if sentence.index == 0:
        return None
    before = where.view.analysis.sentences[sentence.index - 1]
    if before.paragraph != sentence.paragraph or not where.view.vocabulary.cared.isdisjoint(
        where.view.lows[before.first : before.last]
    ):
        return None
    places = where.places_in(before.span)
    names = {place.name for place in places}
    return places[0].id if len(names) == 1 and places[0].feature not in ("country", "region") else None


def _headings(view: View, places: Sequence[Place]) -> dict[int, tuple[Span, list[Place]]]:
    """By paragraph what it opens with and the places in that: a dateline, or the label of a part ("GOMA. The …")."""
    starts = [place.span.start for place in places]
    found: dict[int, tuple[Span, list[Place]]] = {}
    paragraph = -1
    for sentence in view.analysis.sentences:
        if sentence.paragraph == paragraph:
            continue
        paragraph = sentence.paragraph
        opening = (_dateline(view, sentence) if paragraph == 0 else None) or _label(view, sentence)
        if opening is None:
            continue
        opens = places[bisect_left(starts, opening.start) : bisect_left(starts, opening.end)]
        if opens and opens[0].span.start - opening.start < 3:
            found[paragraph] = opening, list(opens)
    return found


def _label(view: View, sentence: Sentence) -> Span | None:
    """What stands alone before the first stop of a paragraph, in capitals: "BATKEN.", "SAN ISIDRO."."""
    for at in range(sentence.first, min(sentence.last, sentence.first + _LABEL + 1)):
        if view.lows[at] == "." and at > sentence.first:
            return Span(sentence.span.start, view.tokens[at].span.end)
        if not view.tokens[at].text.isupper():
            return None
    return None


def _dateline(view: View, first: Sentence) -> Span | None:
    """What opens an article before its dash: "BAGHDAD (AP) —", "Bogota, 6 Sep 89 (AFP) --"."""
    for at in range(first.first + 1, min(first.last, first.first + _LONGEST)):
        if view.lows[at] in ("—", "–", "--") or (view.lows[at] == "-" and _spaced(view, at)):
            return Span(first.span.start, view.tokens[at].span.end)
        if view.tokens[at].upos in ("VERB", "AUX") and view.lows[at].islower() and view.tokens[at].text.islower():
            return None
    return None


_LONGEST = 24  # words of a dateline with its agency and day
_LABEL = 4  # words of a label


def _spaced(view: View, at: int) -> bool:
    span, text = view.tokens[at].span, view.analysis.text
    return text[span.start - 1 : span.start].isspace() and text[span.end : span.end + 1].isspace()
