"""What to stop at, laid out: flags, what was left open, and where the outlet judges instead of reporting."""

from __future__ import annotations

from onrecord.core import Event, Figure, Relation, Span, Time
from onrecord.show.report.desk import Desk
from onrecord.show.report.entries import FlagEntry, JudgementEntry, Named
from onrecord.show.report.visible import line
from onrecord.show.report.wording import words

_GRAVE = {"high": 0, "medium": 1, "low": 2}


def flag_entries(desk: Desk) -> tuple[tuple[FlagEntry, ...], tuple[FlagEntry, ...]]:
    """What to look at twice, the gravest first, and what to follow up, in text order."""
    kinds, severities = words("flags"), words("severities")
    about = _about(desk)
    twice: list[FlagEntry] = []
    later: list[FlagEntry] = []
    found = sorted(desk.reading.flags, key=lambda flag: (_GRAVE.get(flag.severity, 3), flag.evidence[:1]))
    for number, flag in enumerate(found, 1):
        entry = FlagEntry(
            id=f"flag{number}",
            heading=kinds.get(flag.kind, flag.kind.replace("_", " ").capitalize()),
            severity=flag.severity,
            grave=severities.get(flag.severity, flag.severity),
            because=line(flag.because),
            quotes=tuple(filter(None, dict.fromkeys(desk.words(span) for span in flag.evidence))),
            spans=flag.evidence,
            on=about.get(flag.on, Named("", "")),
        )
        (later if flag.kind == "open_end" else twice).append(entry)
    return tuple(twice), tuple(sorted(later, key=lambda entry: entry.spans[:1]))


def _about(desk: Desk) -> dict[str, Named]:
    """The words of every noun a flag may concern."""
    reading = desk.reading
    nouns: list[Figure | Time | Event | Relation] = [
        *reading.figures, *reading.times, *reading.events, *reading.relations,
    ]  # fmt: skip
    names = {item.id: Named(item.id, desk.words(item.span)) for item in nouns}
    names |= {id: desk.named(id) for id in (*desk.actor, *desk.place)}
    return names | {id: Named(id, desk.speaker(item)) for id, item in desk.attribution.items()}


def judgement_entries(desk: Desk) -> tuple[JudgementEntry, ...]:
    """The sentences in which the outlet judges, in text order, with the words that show it."""
    found = sorted((item for item in desk.reading.voice if item.voice == "judgement"), key=lambda item: item.span)
    return tuple(
        JudgementEntry(
            id=f"jud{number}",
            parts=_parts(desk, item.span, item.words),
            words=tuple(dict.fromkeys(desk.words(span) for span in item.words)),
            spans=(item.span,),
            word_spans=item.words,
        )
        for number, item in enumerate(found, 1)
    )


def _parts(desk: Desk, whole: Span, shown: tuple[Span, ...]) -> tuple[tuple[str, bool], ...]:
    """The sentence cut where the telling words begin and end; joined with spaces kept as they stand."""
    text = desk.document.text
    out: list[tuple[str, bool]] = []
    at = whole.start
    for span in sorted(shown):
        start, end = max(span.start, at), min(span.end, whole.end)
        if start < end:
            out += [(text[at:start], False), (text[start:end], True)]
            at = end
    out.append((text[at : whole.end], False))
    return tuple((_spaced(part), told) for part, told in out if part)


def _spaced(part: str) -> str:
    """One line, with one space where white space stood at either end."""
    middle = line(part)
    if not middle:
        return " "
    return (" " if part[0].isspace() else "") + middle + (" " if part[-1].isspace() else "")
