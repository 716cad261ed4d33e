"""Annotations that people made of their own, in Hypothesis or another tool: bound to what stands on their words.

A tag ``accepted`` or ``rejected`` is a ruling, ``low=9`` or ``date=2025-03-01`` a correction, words are a comment: on
the claim, figure or event that stands on the same characters, else on the report, with the words that were marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from onrecord.core.answers.cells import cells, columns
from onrecord.core.answers.revised import Fate, Revision
from onrecord.core.span import Span
from onrecord.show.export.format import Record
from onrecord.show.export.provenance import text_urn
from onrecord.show.revise.annotations.notes import ITEM, Note
from onrecord.show.revise.cells import same
from onrecord.show.revise.edited import commented, ruled_later
from onrecord.show.revise.quotes import Lost, placed
from onrecord.show.revise.sheets import SHEETS, VERDICTS

_HALF = 0.5  # of the characters of both must be common, for an annotation to be of an item
_REPORT = re.compile(r"D\d+")
JudgedBy = Callable[[str | None], int]


@dataclass(slots=True)
class _Reports:
    """The reports by what an annotation can call them, and what stands in those that were asked for."""

    record: Record
    asked: Callable[[Mapping[str, Any]], Record]
    called: dict[str, list[str]] = field(default_factory=dict)
    inside: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record, asked: Callable[[Mapping[str, Any]], Record]) -> _Reports:
        found = cls(record, asked)
        for report in record.ask("documents"):
            own = f"urn:onrecord:ledger:{record.ledger}:{report.id}"
            for name in filter(None, (own, _page(report.url or ""), text_urn(report))):
                found.called.setdefault(name, []).append(report.id)
        return found

    def meant(self, note: Note) -> list[str]:
        """The reports that an annotation may be on, the newest first; those of its very text, where it names that."""
        exact = self.called.get(note.cached, [])
        named = self.called.get(_page(note.source), [])
        both = [one for one in named if one in exact]
        return list(reversed(both or named or exact))

    def items(self, report: str) -> list[tuple[str, Any]]:
        """The claims, figures and events of a report, each with the table it is of."""
        if report not in self.inside:
            record = self.asked({"document": report, "include_rejected": True, "include_superseded": True})
            found: list[tuple[str, Any]] = [("claims", one) for one in record.ask("claims")]
            found += [("statements", one) for one in record.ask("statements") if one.document == report]
            found += [("tellings", one) for case in record.cases() for one in case.tellings if one.document == report]
            self.inside[report] = found
        return self.inside[report]


def added(
    record: Record, file: str, notes: list[Note], asked: Callable[[Mapping[str, Any]], Record], judged_by: JudgedBy
) -> Iterator[Revision]:
    """What annotations that are of no export want; what cannot be bound is told with the reason."""
    if not notes:
        return
    reports = _Reports.of(record, asked)
    items: dict[str, str] = {}  # by the name of an annotation, for answers to it
    for note in sorted(notes, key=lambda note: bool(note.answers)):  # an answer after what it answers
        try:
            item, answer, words = _bound(reports, note, items)
        except Lost as wrong:
            yield _told(note, file, note.name[:80] or file, None, str(wrong))
            continue
        items[note.name] = item
        yield from _wanted(record, note, file, (item, answer, words), judged_by(note.moment))


def _bound(reports: _Reports, note: Note, items: Mapping[str, str]) -> tuple[str, Any, str]:
    """The item that an annotation is on, its answer where it is at hand, and the words it marks on a report."""
    if (named := ITEM.fullmatch(note.source)) is not None:
        if named["ledger"] != reports.record.ledger:
            raise Lost("it is on another ledger")
        if _REPORT.fullmatch(named["item"]) is None:
            return named["item"], None, ""
    for parent in reversed(note.answers):
        if parent in items:
            return items[parent], None, ""
    meant = reports.meant(note)
    if not meant:
        raise Lost(f"no report of the ledger is at {note.source[:100] or 'no address'}")
    if note.quote is None and note.position is None:
        return meant[0], None, ""
    lost: Lost | None = None
    for report in meant:
        try:
            span = _span(reports.record.text(report), note)
        except Lost as wrong:
            lost = lost or wrong
            continue
        item, answer = _on(reports.items(report), span, note)
        words = "" if answer is not None else f"“{span.of(reports.record.text(report))}” ({span.start}-{span.end})"
        return item or report, answer, words
    raise Lost(f"{meant[0]}: {lost}")


def _span(text: str, note: Note) -> Span:
    if note.quote is not None:
        return placed(text, note.quote, note.position)
    assert note.position is not None
    if note.position.end > len(text):
        raise Lost(f"characters {note.position.start}-{note.position.end} are not in this report")
    return note.position


def _on(inside: list[tuple[str, Any]], span: Span, note: Note) -> tuple[str | None, Any]:
    """What stands on these characters, most nearly; of a kind that has the fields that are to be corrected."""
    ranked = sorted(
        ((span.common(one.span) / span.cover(one.span).length, -place, table, one)
         for place, (table, one) in enumerate(inside) if set(note.pairs) <= {*SHEETS[table].fields, "span"}),
        key=lambda each: each[:2], reverse=True,
    )  # fmt: skip
    if not ranked or ranked[0][0] < _HALF:
        return None, None
    _, _, table, one = ranked[0]
    return str(getattr(one, SHEETS[table].key)), one


def _wanted(record: Record, note: Note, file: str, bound: tuple[str, Any, str], last: int) -> Iterator[Revision]:
    item, answer, marked = bound
    words = " ".join([note.words, *(f"[{tag}]" for tag in note.tags)]).strip()
    verdict = VERDICTS.get(note.verdict)
    change = {} if verdict == "reject" else _new(note, answer)
    act = "correct" if change else verdict
    told = f"{marked}: {words}" if marked and words else words
    if act is not None and _REPORT.fullmatch(item):
        where = f"on {marked} in {item}" if marked else f"on {item} as a whole"
        yield _told(note, file, item, None, f"no claim, figure or event stands {where}: nothing can be ruled on")
        act = None
    later = ruled_later(record, item, last) if act is not None else None
    if later is not None:
        yield _told(note, file, item, None, later.replace("the export; export again and edit that", "it was written"))
    elif act == verdict and act is not None and getattr(answer, "judgement", None) == note.verdict:
        return  # so it stands already
    elif act is not None:
        was = {name: getattr(answer, name, None) for name in change}
        yield _told(note, file, item, act, "", change=change, was=was, reason=words)
    elif told:
        if not commented(record, item, told):
            yield _told(note, file, item, "comment", "", reason=told)
    elif not (note.verdict or note.pairs):
        yield _told(note, file, item, None, "it has no words and no tag of which a judgement could be made")


def _new(note: Note, answer: Any) -> dict[str, Any]:
    """The corrections in its tags, but for those that the ledger has already."""
    noun: Any = type(answer)
    now = dict(zip(columns(noun), cells(answer, raw=True), strict=True)) if answer is not None else {}
    return {name: value for name, value in note.pairs.items() if name not in now or not same(now[name], value)}


def _told(note: Note, file: str, item: str, act: str | None, because: str, **more: Any) -> Revision:
    fate: Fate = "new" if act else "skipped"
    return Revision(item=item, act=act, file=file, line=note.line, fate=fate, because=because, **more)


def _page(address: str) -> str:
    """An address without the part after #, by which browsers point into a page."""
    return address.partition("#")[0].rstrip("/")
