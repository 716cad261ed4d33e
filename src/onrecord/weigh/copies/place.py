"""A report takes its place among the others as it comes: whose copy it is, and who turn out to be copies of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from onrecord.ledger import copies as kept
from onrecord.ledger.copies import Report
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
        _settle(connection, sorted({number, *kept.family(connection, met)}))


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


def _settle(connection: Connection, numbers: Sequence[int]) -> None:
    """One original for the family; the others are its copies, each with what it changed."""
    members = sorted(kept.reports(connection, numbers), key=_order)
    original, rest = members[0], members[1:]
    kinds = kept.compared(connection, numbers)
    if original.copy_base is not None:
        kept.set_copy(connection, original.id, of=None, kind=None, changed=[])
    for member in rest:
        if member.copy_base == original.id:
            continue  # it was compared with this original when it came
        like = likeness(member.text, original.text)
        kind = like.kind or _nearest(member.id, kinds)
        changed: list[dict[str, object]] = [
            {"from": each.before, "to": each.after, "span": list(each.span)} for each in like.changed
        ]
        kept.set_copy(connection, member.id, of=original.id, kind=kind, changed=changed)


def _nearest(number: int, kinds: dict[tuple[int, int], str]) -> str:
    """A copy of a copy that has little left of the original: the kind it is of what it was taken from."""
    return next((kind for pair, kind in sorted(kinds.items()) if number in pair), "rewritten")
