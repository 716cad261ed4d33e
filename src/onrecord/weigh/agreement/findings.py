"""What of a group a careful reader would stop at: drift on the way, and figures that cannot both be true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core.span import Span
from onrecord.weigh.agreement.pairs import pairs
from onrecord.weigh.agreement.said import Said


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding on a group: unit_drift, magnitude_drift or contradiction, with the reports that show it.

    ``document`` is where it is to be seen first: the copy that drifted, None for a contradiction. ``places`` are those
    of the statements in the group; ``evidence`` is what they stand on.
    """

    kind: str
    document: str | None
    severity: str
    because: str
    places: tuple[int, ...]
    evidence: tuple[tuple[str, Span], ...]


def flags_of(statements: Sequence[Said], *, measure: str | None) -> tuple[Finding, ...]:
    """The findings on one group: each report whose figure drifted, and at most one contradiction.

    ``flags_of(group, measure="killed")`` of 6,000 m² and a copy's 6,000 km² gives one ``unit_drift`` in the copy.
    """
    found = pairs(statements, measure=measure)
    drifts: dict[tuple[str, str], Finding] = {}
    for pair in found:
        if pair.drift is not None:
            document = statements[pair.b].document
            shown: tuple[int, ...] = (pair.b, pair.a)
            drifts.setdefault((pair.drift, document), Finding(
                pair.drift, document, "high", pair.because, shown, _evidence(statements, shown)))  # fmt: skip
    apart = [pair for pair in found if pair.kind == "contradiction"]
    if not apart:
        return tuple(drifts.values())
    shown = tuple(dict.fromkeys(place for pair in apart for place in (pair.b, pair.a)))
    one, other = statements[apart[0].a], statements[apart[0].b]
    because = f"{one.origin} says {one.text}, {other.origin} {other.text}: {apart[0].because}"
    return (*drifts.values(), Finding("contradiction", None, "medium", because, shown, _evidence(statements, shown)))


def _evidence(statements: Sequence[Said], places: Sequence[int]) -> tuple[tuple[str, Span], ...]:
    return tuple((statements[place].document, statements[place].span) for place in places)
