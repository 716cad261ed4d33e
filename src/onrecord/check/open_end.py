"""What an article leaves open and a reader may come back for: "has yet to comment", "results are due on Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from onrecord.check.calendar import publication, spelled
from onrecord.check.case import Case
from onrecord.core import Flag, Sentence, Span, Time
from onrecord.lang import lexicon

_WORD = re.compile(r"[^\W_]+")
# The order in which patterns are asked; one that fits decides.
KINDS = ("announced", "inquiry", "promised", "unknown", "expected", "dated")
_WHAT = {
    "announced": "it had not come when this was written",
    "inquiry": "its result was not yet known",
    "promised": "it was promised, not done",
    "unknown": "the answer was not yet known",
    "expected": "it was still to come",
    "dated": "it was still to come",
}


def flags(case: Case) -> Iterator[Flag]:
    """Flags of kind "open_end", one a sentence at most, where an act, a result or a date is awaited."""
    coming = _coming(case)
    for index, kinds in sorted(_worth_a_look(case, coming).items()):
        sentence, time = case.analysis.sentences[index], coming.get(index)
        found = _first(case.analysis.text, sentence, kinds, time)
        if found is None:
            continue
        kind, span = found
        when = f", by the text due {_when(time)}" if time is not None else ""
        because = f"“{span.of(case.analysis.text)}”{when}: {_WHAT[kind]}."
        yield Flag("open_end", _on(case, span, time), "low", (span,) if time is None else (span, time.span), because)


def _worth_a_look(case: Case, coming: dict[int, Time]) -> dict[int, set[str]]:
    """By sentence the kinds of pattern that may fit, told by single words."""
    found: dict[int, set[str]] = {index: {"dated"} for index in coming}
    gates = _gates()
    for token in case.analysis.tokens:
        kinds = gates.get(token.text)
        if kinds is not None:
            found.setdefault(token.sentence, set()).update(kinds)
    return found


def _first(text: str, sentence: Sentence, kinds: set[str], time: Time | None) -> tuple[str, Span] | None:
    if sentence.span.of(text).rstrip("\"”’' ").endswith("?"):
        return None
    for kind in KINDS:
        for match in _patterns()[kind].finditer(text, sentence.span.start, sentence.span.end) if kind in kinds else ():
            if kind == "dated" and (time is None or not _close(match, time)):
                continue
            if not _idle(text, sentence, match):
                return kind, Span(*match.span())
    return None


def _on(case: Case, span: Span, time: Time | None) -> str:
    """The event that is awaited, else the time it is due, else whose words they are, else the document."""
    for event in case.reading.events:
        if event.realis == "future" and any(part.overlaps(span) for part in event.mentions):
            return event.id
    if time is not None:
        return time.id
    return next(
        (item.id for item in case.reading.attributions if any(part.contains(span) for part in item.content)), "document"
    )


def _coming(case: Case) -> dict[int, Time]:
    """By sentence the first time that lies after publication."""
    today = publication(case.reading.document)
    found: dict[int, Time] = {}
    for time in case.reading.times:
        sentence = case.analysis.sentence_at(time.span.start)
        if sentence is not None and sentence.index not in found and _is_coming(time, today):
            found[sentence.index] = time
    return found


def _is_coming(time: Time, today: tuple[date, date] | None) -> bool:
    if today is None or time.latest is None or time.edtf is None or time.kind not in ("date", "time"):
        return False
    if time.text.lower() in _parts_of_day():
        return False  # "the morning meetings"
    start = time.earliest or time.latest
    return start[:10] >= today[1].isoformat()


def _close(match: re.Match[str], time: Time) -> bool:
    """A date ahead belongs to the act that stands before it: "will vote on Friday"; a duty needs "by Friday"."""
    if (
        match.group().lower().startswith("would")
        and match.string.rfind(" said", max(0, match.start() - 60), match.start()) < 0
    ):
        return False  # "said it would publish …"; without the saying it is a thought
    if match.group().lower().startswith(("must", "has to", "have to", "shall", "would")) and time.earliest is not None:
        return False
    return -40 <= time.span.start - match.end() <= 60


def _when(time: Time) -> str:
    """ "12 March 2024 (Tuesday)" for a day, the words of the text for anything longer."""
    try:
        return f"on {spelled(date.fromisoformat(time.edtf or ''))} (“{time.text}”)"
    except ValueError:
        return f"“{time.text}”"


def _idle(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    before = [word.lower() for word in _WORD.findall(text[sentence.span.start : match.start()])][-8:]
    return not _idle_words().isdisjoint(before)


@cache
def _parts_of_day() -> frozenset[str]:
    return frozenset(lexicon("open_end")["act"]["parts_of_day"])


@cache
def _idle_words() -> frozenset[str]:
    return frozenset(lexicon("open_end")["act"]["idle"])


@cache
def _gates() -> dict[str, tuple[str, ...]]:
    """Word → the kinds it may belong to."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in lexicon("open_end")["gate"].items():
        for word in words:
            for form in (word, word.capitalize()):
                found[form] = (*found.get(form, ()), kind)
    return found


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of each kind as one."""
    table: dict[str, Any] = lexicon("open_end")
    act = table["act"]
    parts = {
        "{do}": rf"(?:{'|'.join(sorted(set(act['base'].split()), key=len, reverse=True))})\b",
        "{done}": rf"(?:{'|'.join(sorted(set(act['done'].split()), key=len, reverse=True))})\b",
        "{date}": rf"(?:{'|'.join(act['dates'])})",
    }
    found = {}
    for kind in KINDS:
        pattern = "|".join(table["awaited"][kind])
        for name, value in parts.items():
            pattern = pattern.replace(name, value)
        found[kind] = re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
    return found
