"""What a row says in words: the reports it rests on, what they say of the count, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.core.answers.cases import Case
from onrecord.core.answers.happenings import Counted, Origin, Stated
from onrecord.core.answers.reports import Report

MOST = 300  # characters of a quote in a note


def article(report: Report) -> str:
    """A report as UCDP writes it: ``Coast Herald, 2025-03-01, "Rockets on Orsk"``."""
    title = f'"{flat(report.title)}"' if report.title else None
    return ", ".join(part for part in (report.publisher, (report.published or "")[:10], title) if part) or report.id


def joined(values: Iterable[str | None]) -> str:
    """Different values in their order, parted by "; "; what would part them in the middle becomes a comma."""
    return "; ".join(dict.fromkeys(flat(value).replace(";", ",") for value in values if value))


def origin_names(origins: Sequence[Origin]) -> str:
    """Who knows, by name."""
    return joined(origin.name for origin in origins)


def quote(case: Case) -> str:
    """The first sentence that tells of the event, with its report: “…” (Coast Herald, 2025-03-01, D1)."""
    told = case.tellings[0]
    report = next((one for one in case.reports if one.id == told.document), None)
    words = flat(told.quote)
    cut = words if len(words) <= MOST else words[:MOST].rsplit(" ", 1)[0] + " …"
    place = [report.publisher, (report.published or "")[:10]] if report is not None else []
    return f"“{cut}” ({', '.join(part for part in (*place, told.document) if part)})"


def said(group: Counted) -> str:
    """What each origin says: "at least 13 (Ana Deluca, D1), Nine (Tomas Reyl, D2)"; denials say so."""
    return ", ".join(_one(statement) for statement in group.statements if statement.copy_of is None) or ", ".join(
        _one(statement) for statement in group.statements
    )


def _one(statement: Stated) -> str:
    denied = "denied: " if statement.polarity == "denied" else ""
    who = ", ".join(part for part in (statement.origin, statement.document) if part)
    return f"{denied}{flat(statement.text)} ({who})"


def differ(group: Counted) -> bool:
    """True where statements of a group contradict each other, or one is denied."""
    kinds = {relation.kind for relation in group.relations}
    denied = {statement.polarity for statement in group.statements} == {"affirmed", "denied"}
    return bool(kinds & {"contradiction", "denial"}) or denied


def flat(words: str | None) -> str:
    """Words on one line."""
    return " ".join((words or "").split())
