"""One edited row beside the answer of the ledger, and the judgements it comes to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.cells import Cell, cells, columns, unguarded
from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.revised import Revision
from onrecord.core.span import Span
from onrecord.show.export.dates import days
from onrecord.show.export.format import Record
from onrecord.show.revise.cells import HIDDEN, same, typed
from onrecord.show.revise.quotes import Lost, found
from onrecord.show.revise.sheets import SPAN, VERDICTS, Sheet

_NUMBERED = re.compile(r"[AE][1-9]\d{0,17}", re.ASCII)
_LATER = "was made after the export; export again and edit that"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A row as it came back: line 7 of ``statements.csv``, by column; columns that are not there are no edit.

    ``last`` is the number of the last judgement that the export knew of, ``grown`` true where the ledger says something
    else in many places since.
    """

    item: str
    file: str
    line: int
    cells: Mapping[str, str]
    last: int
    grown: bool
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """An edited row, what the ledger says of it (by column), and the table it is of."""

    record: Record
    sheet: Sheet
    edited: Edited
    answer: Any
    now: Mapping[str, Cell]

    def told(self, act: str | None, because: str = "", **more: Any) -> Revision:
        """The revision that this row comes to."""
        one = self.edited
        return Revision(item=one.item, act=act, file=one.file, line=one.line, fate="new" if act else "skipped",
                        because=because, **more)  # fmt: skip


def case_of(record: Record, sheet: Sheet, answer: Any, edited: Edited) -> Case:
    """An edited row beside its answer."""
    noun: Any = type(answer)
    now: dict[str, Cell] = dict(zip(columns(noun), cells(answer, raw=True), strict=True))
    if isinstance(answer, Happened):
        interval = days(answer.time)
        now["date_start"], now["date_end"] = (None, None) if interval is None else (d.isoformat() for d in interval)
    return Case(record, sheet, edited, answer, now)


def revised(case: Case, unclear: Counter[str]) -> Iterator[Revision]:
    """What an edited row wants: a correction, a verdict or a comment, and what in it comes to nothing, with the reason.

    Columns that may differ without an edit are counted in ``unclear``.
    """
    usable, useless = _edits(case, unclear)
    moved_to = usable.pop("event", None) if "event" in case.sheet.fields else None
    act, change, problem = _act(case, usable)
    wanted = act is not None or problem
    if wanted and (later := ruled_later(case.record, case.edited.item, case.edited.last)) is not None:
        act, problem, useless, moved_to = None, later, {}, None
    reason = case.edited.comment
    if act is not None:
        was = {name: _was(case, name) for name in change} if act == "correct" else {}
        yield case.told(act, change=change, was=was, reason=reason)
    elif reason and not problem and not commented(case.record, case.edited.item, reason):
        yield case.told("comment", reason=reason)
    if problem:
        yield case.told(None, problem)
    if moved_to is not None:
        yield case.told("move", change={"event": moved_to}, was={"event": case.now["event"]}, reason=reason)
    for why, names in useless.items():
        yield case.told(None, f"{', '.join(names)}: {why}")


def ruled_later(record: Record, item: str, last: int) -> str | None:
    """That somebody has ruled on an item after the judgement ``last``; None where nobody has."""
    ruled = record.ruled(item)
    if ruled is None or ruled.act == "comment" or int(ruled.id[1:]) <= last:
        return None
    return f"{ruled.id} {_LATER}"


def _edits(case: Case, unclear: Counter[str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The edited cells that can become judgements, and the names of the others by the reason why they cannot."""
    usable: dict[str, str] = {}
    useless: dict[str, list[str]] = {}
    for name, cell in case.edited.cells.items():
        if name not in case.now or name == "judgement" or HIDDEN in cell or same(case.now[name], cell):
            continue
        if case.edited.grown and case.sheet.moves(name):
            if not _is_merged(case, name, cell):
                unclear[name] += 1
        elif name in case.sheet.fields:
            usable[name] = cell
        else:
            useless.setdefault(case.sheet.why_not(name), []).append(name)
    return usable, useless


def _is_merged(case: Case, name: str, cell: str) -> bool:
    """True where a cell has an actor or event that became part of the one that the ledger has there now."""
    plain = cell.strip()
    return _NUMBERED.fullmatch(plain) is not None and case.record.whole(plain) == case.now[name]


def _act(case: Case, usable: Mapping[str, str]) -> tuple[str | None, dict[str, Any], str]:
    """The judgement on the row itself, what it changes, and what speaks against it."""
    verdict, ruled = case.edited.cells.get("judgement", "").strip(), case.now.get("judgement") or ""
    act = VERDICTS.get(verdict.casefold())
    if not verdict and ruled and ruled_later(case.record, case.edited.item, case.edited.last) is not None:
        ruled = ""  # nobody took anything away: it was ruled on since
    if "judgement" in case.edited.cells and verdict.casefold() != ruled and HIDDEN not in verdict:
        if act is None:
            why = "blank: take a judgement back with onrecord undo" if not verdict else f"{verdict[:40]!r}"
            if not (verdict == "corrected" and usable):
                return None, {}, f"judgement is {why}; accepted and rejected can be given here"
        elif not case.sheet.judged:
            return None, {}, f"judgement: a row of this table is not {verdict.casefold()}; {case.sheet.otherwise}"
        elif act == "reject" or not usable:
            return act, {}, ""  # a rejected row is rejected whatever else stands in it
    if not usable:
        return None, {}, ""
    try:
        if any(case.sheet.fields[name] == "copy" for name in usable):
            return _copy(case, usable)
        return "correct", _change(case, usable), ""
    except (ValueError, Lost) as wrong:
        return None, {}, str(wrong)


def _change(case: Case, usable: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a correction; raises ``ValueError`` or ``Lost`` where a cell cannot be one."""
    change = {case.sheet.fields[name]: typed(name, cell) for name, cell in usable.items() if name not in SPAN}
    if "speaker" in usable:  # the number says who, whatever name stands beside it
        change["speaker"] = typed("speaker", usable["speaker"])
    if any(name in usable for name in SPAN):
        change["span"] = _span(case, usable)
    return change


def _span(case: Case, usable: Mapping[str, str]) -> str:
    """Where the words stand that a person gave by their numbers, by themselves, or by both."""
    text = case.record.text(case.answer.document)
    own: Span = case.answer.span
    words = unguarded(usable["text"]).strip() if "text" in usable else ""
    if "span_start" in usable or "span_end" in usable:
        ends = [usable.get(name, str(case.now[name])).strip().removesuffix(".0") for name in ("span_start", "span_end")]
        if not all(re.fullmatch(r"\d{1,9}", end, re.ASCII) for end in ends):
            raise ValueError(f"span_start and span_end are characters counted from 0, not {ends[0]!r} and {ends[1]!r}")
        span = Span(int(ends[0]), int(ends[1]))
        if words and span.of(text).split() != words.split():
            raise ValueError(f"characters {ends[0]}-{ends[1]} are “{span.of(text)[:60]}”, and text is “{words[:60]}”")
        return f"{span.start}-{span.end}"
    if not words:
        raise ValueError("text is blank; reject the row, or give the words")
    span = found(text, words, near=own.start)
    return f"{span.start}-{span.end}"


def _copy(case: Case, usable: Mapping[str, str]) -> tuple[str | None, dict[str, Any], str]:
    """A report is a copy of another one, or is none."""
    of = typed("copy_of", usable.get("copy_of", str(case.now["copy_of"] or "")))
    kind = typed("copy_kind", usable.get("copy_kind", str(case.now["copy_kind"] or "")))
    if of is None:
        return ("not_copy", {}, "") if case.now["copy_of"] else (None, {}, "copy_kind: say in copy_of of which report")
    return "copy", {"of": of, **({"kind": kind} if kind is not None else {})}, ""


def _was(case: Case, field: str) -> Any:
    """What the ledger has where a correction changes it."""
    if field == "span":
        return f"{case.now['span_start']}-{case.now['span_end']}"
    if field == "speaker":
        return case.now["speaker_name"] or case.now["speaker"]
    now = getattr(case.answer, field, None)
    return now if now is None or isinstance(now, bool | int | float | str) else case.now[field]


def commented(record: Record, item: str, words: str) -> bool:
    """True where somebody has written the same comment on an item already."""
    return any(one.reason == words and one.undone_by is None for one in record.judgements(on=item))
