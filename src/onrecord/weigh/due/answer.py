"""Whether a later report tells that what was due took place, or that it did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from onrecord.core.span import Span
from onrecord.lang import lexicon
from onrecord.weigh.due.gist import Gist
from onrecord.weigh.due.later import Clause, Later, Sentence, clauses
from onrecord.weigh.due.wordings import Token, families_of, pattern, stems_of, tokens

_NEAR = timedelta(days=5)
"""After the day, in which a report need not name the day nor say that it was promised."""
_SPILL = timedelta(days=1)  # what begins at midnight is told of as the next day's
_PAPER = timedelta(days=2)  # a report that is brought out a little late is still that report
_QUOTED = 200  # characters of a sentence that are shown as the reason
Status = Literal["open", "past", "answered", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a later report says of an item, in which sentence, and why; the surest of several answers counts."""

    status: Status
    span: Span
    because: str
    sure: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """How a sentence stands to an item: points for the words they share, whether it names its day (None: no day)."""

    points: int
    needed: int
    here: bool
    on_day: bool | None
    recalled: bool
    in_time: bool
    over: bool

    @property
    def of_it(self) -> bool:
        return self.here and self.points >= self.needed


def answer(due: Gist, told: Later) -> Answer | None:
    """What a later report tells of an item, None where nothing.

    "Talks will resume on Monday in Bol" is answered by "The talks resumed in Bol on Monday", missed by "The talks that
    had been planned for Monday were put off".
    """
    if told.day is None or told.day < due.said:
        return None
    best, spoken = _brought_out(due, told), False
    for at, sentence in enumerate(told.sentences):
        if not (sentence.limit or sentence.leans or _touches(due, sentence)):
            spoken = False
            continue
        beside = [told.sentences[near] for near in (at - 1, at + 1) if 0 <= near < len(told.sentences)]
        seen = _seen(due, sentence, beside, told)
        if spoken and not sentence.days:  # "It was promised for Monday. No list was published.", "It has not."
            seen = replace(seen, recalled=True)
            sentence = replace(sentence, marks=sentence.marks | beside[0].marks)
        spoken = seen.recalled and seen.on_day is True and seen.of_it
        for status, sure in (*_limit(due, sentence, seen), *_clauses(due, sentence, seen)):
            if best is None or sure > best.sure:
                best = Answer(
                    status=status, span=sentence.span, because=f"“{sentence.words[:_QUOTED]}” tells of it.", sure=sure
                )
    return best


def _touches(due: Gist, sentence: Sentence) -> bool:
    """Whether a sentence has a word of an item at all; most have none."""
    marks = sentence.marks
    if sentence.recalled and due.deed is not None and due.deed.stands_in(marks):
        return True
    return not due.names.isdisjoint(marks) or any(one.stands_in(marks) for one in due.things or due.around)


def _seen(due: Gist, sentence: Sentence, beside: Sequence[Sentence], told: Later) -> _Seen:
    pool = due.things or due.around
    before: frozenset[str | int] = frozenset()
    if sentence.leans and beside:
        before = told.lead if sentence is told.sentences[0] else beside[0].marks
    there = frozenset().union(told.lead, *(one.marks for one in beside))
    here = near = leant = 0
    for one in pool:
        weight = _weight(one)
        if one.stands_in(sentence.marks):
            here += weight
        elif one.stands_in(before):
            near += weight
            leant += weight - 1
        elif one.stands_in(there):
            near += 1
    named = 2 if due.names & sentence.marks else 1 if due.names & there else 0
    possible = sum(map(_weight, pool)) + 2 * bool(due.names)
    day = told.day or due.said
    coming = due.last in sentence.coming and day <= due.last  # "planned for Monday", said before it
    early = due.said <= day <= due.last and _has("early", sentence.words)
    done = _done(due, sentence.marks)
    fitting = early or any(due.first <= one <= due.last + _SPILL and one <= day for one in sentence.days)
    of_deed = sentence.recalled and (fitting or coming) and named > 0 and due.deed is not None and done
    return _Seen(
        points=here + near + named + 2 * of_deed,
        needed=min(possible, 3 if due.deed is not None else 4) - ((fitting or coming) and (named > 0 or not due.names)),
        here=here > 0
        or (fitting and len(due.names & sentence.marks) > 1 and _alone(due, sentence.marks))
        or of_deed  # "the march that had been announced for Saturday", by whom the report names
        or (named > 1 and (not pool or ((sentence.recalled or early) and done)))
        or (sentence.leans and (leant > 0 or (not pool and named > 0))),
        on_day=True if fitting else False if sentence.days else None,
        recalled=(sentence.recalled or early) and (fitting or coming or not sentence.days),
        in_time=due.first <= day <= due.last + _NEAR,
        over=day >= due.last,
    )


def _alone(due: Gist, marks: frozenset[str | int]) -> bool:
    """Whether a sentence has a deed that needs no thing: of "are to stop work" that they "went on strike"."""
    alone = frozenset[int]().union(*(one.families for one in tokens(" ".join(lexicon("due")["gist"]["alone"]))))
    families: frozenset[int] = frozenset() if due.deed is None else due.deed.families
    return not families.isdisjoint(alone & marks)


def _weight(one: Token) -> int:
    """What a shared word counts: "the dead" of two reports need not be the same."""
    return 1 if one.stem in stems_of("weak", "gist") else 2


def _clauses(due: Gist, sentence: Sentence, seen: _Seen) -> Iterator[tuple[Status, int]]:
    """What the clauses of a sentence tell of the deed: that it was done, denied, dropped."""
    if not seen.of_it or seen.points == 0 or (due.limit and due.deed is None):
        return
    day, words = bool(seen.on_day), sentence.words
    recalled, fits = seen.recalled, day or (seen.in_time and seen.on_day is None)
    longer = pattern("longer").search(words) if _ends(due) else None
    if longer is not None and not (_has("ahead", words[: longer.start()]) or _has("undone", words)):
        yield "missed", 2 + recalled + day
        return
    if (fits or recalled) and (kept := _word(words)) is not None:
        yield kept, 3
        return
    if _has("late", words) and _done(due, sentence.marks) and not _has("ahead", words):
        yield "missed", 4
        return
    if fits and _has("barred", words) and not _has("ahead", words) and not _bars(due):
        yield "missed", 3
        return
    for clause in clauses(words):
        if clause.dropped and not (_ends(due) and _done(due, clause.told)):
            on_day = day or due.last in sentence.coming
            if recalled or on_day or fits:
                yield "missed", 2 + recalled + on_day
        elif clause.denied is not None and _denied(due, clause, sentence, day=day, recalled=recalled):
            if seen.over and (fits or recalled):
                yield "missed", 2 + recalled + day
        elif clause.stays and seen.over and (fits or recalled) and _stays(due, sentence):
            yield "missed", 1 + recalled + day
        elif not clause.ahead and fits and _done(due, clause.told, over=clause.over):
            yield "answered", 1 + recalled + day


def _stays(due: Gist, sentence: Sentence) -> bool:
    """Whether what stayed as it was is what was to change: who is still in custody was to be freed, not to speak."""
    if pattern("held", "gist").search(sentence.words):
        return due.deed is not None and not due.deed.families.isdisjoint(families_of("set free"))
    return not sentence.recalled or _done(due, sentence.marks)


def _bars(due: Gist) -> bool:
    """Whether the deed is itself to stop somebody: who vowed to, has done it where ships were turned back."""
    return due.deed is not None and not due.deed.families.isdisjoint(families_of("turned back"))


def _word(words: str) -> Status | None:
    """Whether a promise was kept or broken: "So the promise was kept, with five minutes to spare."."""
    return "missed" if _has("word_broken", words) else "answered" if _has("word_kept", words) else None


def _ends(due: Gist) -> bool:
    """Whether the deed is an end: "the mandate expires", "the curfew stays until Monday"."""
    return due.lasting or (due.deed is not None and due.deed.stem in stems_of("finishing", "gist"))


def _done(due: Gist, told: frozenset[str | int], *, over: bool = False) -> bool:
    """Whether a clause has the deed; what lasts until the day is done when it is over."""
    if due.lasting:
        return over
    if due.deed is not None:
        return due.deed.stands_in(told) or (_starts(due) and _spoken_of(due, told))
    return _spoken_of(due, told)


def _starts(due: Gist) -> bool:
    """Whether people coming together begin something: of talks that open, who sat down tells as well."""
    occasions = stems_of("occasions", "gist")
    begins = due.deed is not None and due.deed.stem in stems_of("starting", "gist")
    return begins and any(one.stem in occasions for one in due.things)


def _spoken_of(due: Gist, told: frozenset[str | int]) -> bool:
    """Whether more than half of its things are named, or two of those that its sentence leans on."""
    things = due.things or due.around
    named = sum(one.stands_in(told) for one in things)
    return 2 * named > len(things) or (not due.things and named > 1)


def _denied(due: Gist, clause: Clause, sentence: Sentence, *, day: bool, recalled: bool) -> bool:
    """Whether it is the deed that is denied: "did not resume", or "the report did not" where the day is named."""
    denied = clause.denied or frozenset()
    if {one for one in denied if isinstance(one, str)} <= stems_of("generic", "gist") | stems_of("idle"):
        told = sentence.marks if recalled else clause.marks
        return (day or recalled) and (_spoken_of(due, told) or (due.deed is not None and due.deed.stands_in(told)))
    return not due.lasting and (_spoken_of(due, denied) if due.deed is None else due.deed.stands_in(denied))


def _limit(due: Gist, sentence: Sentence, seen: _Seen) -> Iterator[tuple[Status, int]]:
    """What is said of a deadline: that it passed, passed without the deed, was kept or extended."""
    words = sentence.words
    said = pattern("limit").search(words)
    if said is None or seen.on_day is False or not seen.over or not (seen.on_day or seen.in_time):
        return
    before, after = words[: said.start()], words[said.end() :]
    of_deed = seen.of_it and (bool(seen.on_day) or _done(due, sentence.marks) or _has("ignored", before))
    ended = _has("ended", words[said.start() :])
    empty = (ended and _has("empty", after)) or _has("ignored", before) or (ended and _has("undone", before))
    if due.limit:
        if (_has("longer", words) or _has("waived", words)) and not ended:
            yield "missed", 4
        elif ended or seen.on_day:
            yield ("missed" if empty and due.deed is not None and of_deed else "answered"), 4
    elif of_deed and (empty or (_has("longer", words) and not ended)):
        yield "missed", 4
    elif of_deed and _has("kept", words):
        yield "answered", 3


def _has(kind: str, words: str) -> bool:
    return pattern(kind).search(words) is not None


def _brought_out(due: Gist, told: Later) -> Answer | None:
    """A paper that was promised and is brought out by who promised it: a notice by the office itself."""
    if told.day is None or not due.paper & told.lead or not due.author & told.publisher:
        return None
    stems = {one for one in told.publisher if isinstance(one, str)}
    if not stems <= due.source or not due.first <= told.day <= due.last + _PAPER:
        return None
    span = told.sentences[0].span
    return Answer(status="answered", span=span, because="It was brought out by who had announced it.", sure=2)
