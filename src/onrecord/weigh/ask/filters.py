"""What is asked for: the filters that every question shares, checked once and the same for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args

from onrecord.core.mentions import Certainty, FlagKind, Polarity, Severity, SpeakerKind
from onrecord.core.plover import TYPES
from onrecord.errors import UsageError
from onrecord.lang import lexicon
from onrecord.ledger import moments
from onrecord.weigh.ask.where import Where
from onrecord.weigh.ask.wording import Wording

_MOST = 1_000_000_000
FLAGS: tuple[str, ...] = (*get_args(FlagKind), "contradiction", "unit_drift", "magnitude_drift", "circular_sourcing")
ORDERS = ("number", "told", "newest")
_BEYOND_THE_WORDS = ("age",)  # measures that a grammar tells, not a word


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What an answer must fit; every filter that is given must hold. Made by :meth:`of`, which checks them.

    ``since`` and ``until`` are the first and the last moment (UTC, as stored): of the publication for documents and
    claims, of the event for events and figures. A report whose publication is not known counts from when it was added.
    ``as_of`` leaves out what was not known at that moment, reports and judgements. ``where`` is told in
    :class:`Where`, ``about`` in :class:`Wording`.
    """

    about: Wording | None = None
    where: Where | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    actor: str | None = None  # takes part, or speaks: "A3", "Ilmar Voss", "Voss"
    speaker: str | None = None  # who says it
    mentions: str | None = None  # of claims: who is named in what is said by others
    publisher: str | None = None
    kind: str | None = None  # of speaker: person official media document unnamed author
    certainty: str | None = None
    polarity: str | None = None
    measure: str | None = None  # killed, injured, displaced …
    type: str | None = None  # of event, PLOVER 2.0: ASSAULT
    document: int | None = None
    after: int | None = None  # what reports that came in after this one say: "D41"
    event: int | None = None
    flag: str | None = None  # kind of flag: implausible, unit_slip …
    severity: str | None = None  # of flag: high medium low
    include_rejected: bool = False
    include_superseded: bool = False
    limit: int | None = None
    offset: int = 0  # answers that are left out before the first
    order: str = "number"  # of events: "told", what most reports tell of first; of reports too: "newest"

    @classmethod
    def of(
        cls,
        *,
        about: str | None = None,
        where: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        actor: str | None = None,
        speaker: str | None = None,
        mentions: str | None = None,
        publisher: str | None = None,
        kind: str | None = None,
        certainty: str | None = None,
        polarity: str | None = None,
        measure: str | None = None,
        type: str | None = None,
        document: str | int | None = None,
        after: str | int | None = None,
        event: str | int | None = None,
        flag: str | None = None,
        severity: str | None = None,
        include_rejected: bool = False,
        include_superseded: bool = False,
        limit: int | None = None,
        offset: int = 0,
        order: str = "number",
    ) -> Filters:
        """``Filters.of(where="Odesa 50km", since="2024-03", certainty="possible", document="D41")``.

        Raises ``UsageError`` that names the filter and what it can be.
        """
        return cls(
            about=None if about is None else Wording.of(about, option="--about"),
            where=None if where is None else Where.of(where),
            since=_moment("--since", since, last=False),
            until=_moment("--until", until, last=True),
            as_of=moments.as_of(as_of),
            actor=_name("--actor", actor),
            speaker=_name("--speaker", speaker),
            mentions=_name("mentions", mentions),
            publisher=_name("--publisher", publisher),
            kind=_one_of("--kind", kind, get_args(SpeakerKind)),
            certainty=_one_of("--certainty", certainty, get_args(Certainty)),
            polarity=_one_of("--polarity", polarity, get_args(Polarity)),
            measure=_one_of("--measure", measure, measures()),
            type=_one_of("--type", type.upper() if type else type, TYPES),
            document=_number("--document", document, "D"),
            after=_number("after", after, "D"),
            event=_number("--event", event, "E"),
            flag=_one_of("--flag", flag, FLAGS),
            severity=_one_of("--severity", severity, get_args(Severity)),
            include_rejected=bool(include_rejected),
            include_superseded=bool(include_superseded),
            limit=_limit(limit),
            offset=_offset(offset),
            order=_one_of("order", order, ORDERS) or "number",
        )


def measures() -> tuple[str, ...]:
    """What a figure can measure: killed, injured, missing …"""
    return (*(name for name in lexicon("measures") if name != "lists"), *_BEYOND_THE_WORDS)


def numbered(written: str, letter: str) -> int | None:
    """The number in "A3", "a3" or, where ``letter`` is "A", nothing else: None for a name."""
    found = re.fullmatch(rf"{letter}([1-9]\d{{0,17}})", written.strip(), re.IGNORECASE | re.ASCII)
    return int(found[1]) if found else None


def _moment(option: str, written: str | None, *, last: bool) -> str | None:
    if written is None:
        return None
    if (found := moments.bounds(written)) is None:
        raise UsageError(f"{option} {written!r}: give a moment such as 2024-03, 2024-03-11 or 2024-03-11T18:00Z")
    return found[last]


def _name(option: str, written: str | None) -> str | None:
    if written is None:
        return None
    plain = " ".join(written.split())
    if not plain or len(plain) > 500:
        raise UsageError(f"{option} {written[:60]!r}: give a name, as reports write it")
    return plain


def _one_of(option: str, written: str | None, valid: tuple[str, ...]) -> str | None:
    if written is None or written in valid:
        return written
    raise UsageError(f"{option} {written[:60]!r}: give one of {', '.join(valid)}")


def _number(option: str, written: str | int | None, letter: str) -> int | None:
    if written is None:
        return None
    number: Any = numbered(written, letter) if isinstance(written, str) else written
    if type(number) is not int or not 0 < number < 10**18:
        raise UsageError(f"{option} {str(written)[:60]!r}: give a number such as {letter}41")
    return int(number)


def _limit(written: int | None) -> int | None:
    if written is None:
        return None
    if type(written) is not int or not 0 < written <= _MOST:
        raise UsageError(f"--limit {written!r}: give a whole number above zero")
    return written


def _offset(written: int) -> int:
    if type(written) is not int or not 0 <= written <= _MOST:
        raise UsageError(f"offset {written!r}: give how many answers to leave out, a whole number")
    return written
