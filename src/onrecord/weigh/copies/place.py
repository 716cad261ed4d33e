"""A report takes its place among the others as it comes: whose copy it is, and who turn out to be copies of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.ledger import copies as kept
from onrecord.ledger.copies import Member, Report
from onrecord.weigh.copies.compare import Likeness, likeness
from onrecord.weigh.copies.credits import abbreviated, credited


def place(
    connection: Connection, number: int, *, sketch: Sequence[int], byline: str | None, publisher: str | None
) -> None:
    """Compare document ``number`` with those that may be like it, inside the transaction that keeps it.

    The earliest published of a family is its original, whichever came in first; nothing but the families met is
    touched, so that the hundred thousandth report costs what the hundredth did.
    """
    new = kept.report(connection, number)
    known = kept.outlets(connection) if abbreviated(new.text) else ()
    kept.set_carries(connection, number, credited(new.text, byline=byline, publisher=publisher, known=known))
    found = kept.reports(connection, kept.candidates(connection, new, sketch))
    kept.keep_sketch(connection, number, sketch)
    likened = [(other, _between(new, other)) for other in found]
    kept.keep_likenesses(connection, [_row(new, other, like) for other, like in likened])
    met = [other.id for other, like in likened if like.kind is not None]
    if met:
        _settle(connection, kept.family(connection, number, met))


def _between(new: Report, other: Report) -> Likeness:
    """The later published of the two against the earlier."""
    later, earlier = (new, other) if _order(new) > _order(other) else (other, new)
    return likeness(later.text, earlier.text)


def _order(report: Report) -> tuple[str, int]:
    return report.published, report.id


def _row(new: Report, other: Report, like: Likeness) -> dict[str, object]:
    ours, theirs = like.of_later, like.of_earlier
    if _order(new) < _order(other):
        ours, theirs = theirs, ours
    return {
        "document": new.id,
        "other": other.id,
        "kind": like.kind,
        "of_document": ours,
        "of_other": theirs,
        "literal": like.literal,
    }


def _settle(connection: Connection, members: Sequence[Member]) -> None:
    """One original for the family; the others are its copies, each with what it changed."""
    first = members[0]
    if first.copy_base is not None:
        kept.set_copy(connection, first.id, of=None, kind=None, changed=[])
    others = [member.id for member in members[1:] if member.copy_base != first.id]
    if not others:
        return  # they were compared with this original when they came
    original = kept.report(connection, first.id)
    for number in others:
        like = likeness(kept.report(connection, number).text, original.text)
        # A copy of a copy that has little left of the original is of the kind that it is of what it was taken from.
        kind = like.kind or kept.kind_of_pair(connection, number) or "rewritten"
        changed: list[dict[str, object]] = [
            {"from": each.before, "to": each.after, "span": list(each.span)} for each in like.changed
        ]
        kept.set_copy(connection, number, of=first.id, kind=kind, changed=changed)
