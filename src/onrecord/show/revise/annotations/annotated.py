"""Annotations that came back, beside the claims, figures and events of the ledger that they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.core.answers.revised import Revision
from onrecord.errors import UsageError
from onrecord.show.export.format import Record
from onrecord.show.export.provenance import PROVENANCE
from onrecord.show.revise.annotations.bodies import cells_of
from onrecord.show.revise.annotations.linked import nodes
from onrecord.show.revise.annotations.notes import ITEM, Note, notes_of
from onrecord.show.revise.annotations.people import added
from onrecord.show.revise.baseline import Baseline, of_provenance
from onrecord.show.revise.edited import Edited, case_of, revised
from onrecord.show.revise.missing import missing
from onrecord.show.revise.moved import moves
from onrecord.show.revise.sheets import SHEETS
from onrecord.show.revise.tables import Asked, answers

TABLES = {"claims": "C", "statements": "/fig", "tellings": "/eve"}
"""What an export of annotations holds, with what tells their items apart."""


def annotated(record: Record, where: Path, asked: Asked, *, reject_missing: bool) -> Iterator[Revision]:
    """What annotations want changed: those of an export, by their ids, and those that people added, by their words.

    Raises ``UsageError`` where the file holds none, or is an export of another ledger.
    """
    baseline = of_provenance(where.with_name(f"{where.name}.{PROVENANCE}"))
    if baseline is not None:
        baseline.check(record, where)
    own: dict[str, Note] = {}
    others: list[Note] = []
    problems: list[Revision] = []
    strangers = 0
    for line, node in nodes(where):
        for note in notes_of(line, node) if node is not None else [None]:
            if note is None:
                problems.append(_skipped(where, line, where.name, "this line holds no annotation"))
            elif (because := _sorted_in(note, record, own, others)) is not None:
                problems.append(_skipped(where, line, note.name[:80] or where.name, because))
                strangers += 1
    if not own and not others and not strangers:
        raise UsageError(f"{where} holds no annotations; give what onrecord export annotations has made")
    yield from problems
    given = set(own)
    past = Past(record, baseline)
    yield from moves(_own(record, where, own, past), record)
    yield from (
        _skipped(where, note.line, item, "there is no such item in the ledger any more") for item, note in own.items()
    )
    yield from added(record, where.name, others, asked, past.judged_by)
    if baseline is not None:
        exported = asked(baseline.asked)
        yield from missing(
            record, (where.name, where.name), given,
            lambda: ((str(getattr(one, SHEETS[table].key)), one.judgement)
                     for table in TABLES for one in answers(exported, table)),
            baseline, judged=True, reject=reject_missing,
        )  # fmt: skip


@dataclass(slots=True)
class Past:
    """What was known when an annotation was written, by the provenance beside it or by its own moment."""

    record: Record
    baseline: Baseline | None
    ruled: list[tuple[str, int]] | None = None  # the moments of all judgements, with their numbers

    def last(self, note: Note) -> int:
        """The number of the last judgement that it knew of."""
        if self.baseline is not None:
            return self.baseline.last
        if note.ruled is not None:
            return int(note.ruled[1:])
        return self.judged_by(note.generated) if note.verdict else 0  # it shows no ruling, so that there was none

    def judged_by(self, moment: str | None) -> int:
        """The number of the last judgement made up to a moment."""
        if self.ruled is None:
            self.ruled = [(one.at, int(one.id[1:])) for one in self.record.judgements()]
        return max((number for at, number in self.ruled if moment is not None and at <= moment), default=0)

    def has_grown(self, note: Note) -> bool:
        """True where the ledger says more than when it was exported."""
        if self.baseline is not None:
            return self.baseline.has_grown(self.record)
        return note.generated != self.record.moment


def _sorted_in(note: Note, record: Record, own: dict[str, Note], others: list[Note]) -> str | None:
    """Put an annotation where it belongs; why that cannot be done, or None."""
    named = ITEM.fullmatch(note.name)
    if named is None:
        others.append(note)
        return None
    if named["ledger"] != record.ledger:
        return "it is of another ledger"
    if named["item"] in own:
        return f"line {own[named['item']].line} is of the same item; that one counts"
    own[named["item"]] = note
    return None


def _own(record: Record, where: Path, own: dict[str, Note], past: Past) -> Iterator[Revision]:
    """What each annotation of an export wants; those whose items the ledger has are taken out of ``own``."""
    unclear: Counter[str] = Counter()
    for table, mark in TABLES.items():
        if not any(mark in item for item in own):
            continue
        for answer in answers(record, table):
            note = own.pop(getattr(answer, SHEETS[table].key), None)
            if note is not None:
                yield from _revised(record, table, answer, note, where.name, past, unclear)
    if unclear:
        names = ", ".join(f"{name} ({number})" for name, number in sorted(unclear.items()))
        yield _skipped(where, 0, where.name, f"{names}: what came in since the export may have changed "
                       "these, and an edit would not show; export again for that")  # fmt: skip


def _revised(
    record: Record, table: str, answer: Any, note: Note, file: str, past: Past, unclear: Counter[str]
) -> Iterator[Revision]:
    item = str(getattr(answer, SHEETS[table].key))
    cells, comment, problems = cells_of(record, note, answer, SHEETS[table])
    edited = Edited(item=item, file=file, line=note.line, cells=cells, last=past.last(note), grown=past.has_grown(note),
                    comment=comment)  # fmt: skip
    case = case_of(record, SHEETS[table], answer, edited)
    yield from revised(case, unclear)
    yield from (case.told(None, because) for because in problems)


def _skipped(where: Path, line: int, item: str, because: str) -> Revision:
    return Revision(item=item, act=None, file=where.name, line=line, fate="skipped", because=because)
