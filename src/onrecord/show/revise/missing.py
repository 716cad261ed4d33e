"""Rows that are in an export no more: who took them out may mean that they are wrong, or only in the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from onrecord.core.answers.revised import Revision
from onrecord.show.export.format import Record
from onrecord.show.revise.baseline import Baseline
from onrecord.show.revise.edited import ruled_later

_NAMED = 5  # of the rows, in what is told
Before = Callable[[], Iterator[tuple[str, str | None]]]
"""The items that were exported, each with what was ruled on it; asked for only where something is missing."""


def missing(
    record: Record,
    what: tuple[str, str],
    given: Collection[str],
    before: Before,
    baseline: Baseline,
    *,
    judged: bool,
    reject: bool,
) -> Iterator[Revision]:
    """Rows that were taken out: told in one line, or rejected where a person asks for that (``reject``).

    ``what`` is the name of the table and that of the file as it came back, ``given`` the items still in it; ``judged``
    is true where its rows can be rejected.
    """
    table, file = what
    exported = baseline.rows.get(table)
    number = exported - len(given) if exported is not None else 0
    if number <= 0:
        return
    told = f"{number:,} row{'s were' if number > 1 else ' was'} taken out"
    gone = [] if baseline.redacted else [(item, ruled) for item, ruled in before() if item not in given]
    names = ", ".join(item for item, _ in gone[:_NAMED]) + (" …" if len(gone) > _NAMED else "")
    left = ""
    if baseline.redacted:
        left = f"{told}; of a redacted export nobody can tell which"
    elif len(gone) != number:
        left = f"{told}; the ledger has changed since, so that nobody can tell which: export again"
    elif not judged:
        left = f"{told} ({names}); a row of this table is not rejected, and nothing is made of that"
    elif not reject:
        left = f"{told} ({names}); nothing is made of that: --reject-missing rejects them"
    if left:
        yield Revision(item=table.rpartition(".")[0], act=None, file=file, line=0, fate="skipped", because=left)
        return
    for item, ruled in gone:
        later = ruled_later(record, item, baseline.last)
        if later is not None:
            yield Revision(item=item, act=None, file=file, line=0, fate="skipped", because=later)
        elif ruled != "rejected":
            yield Revision(item=item, act="reject", file=file, line=0, fate="new", because="taken out")
