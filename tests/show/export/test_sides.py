"""Who stands against whom, as data sets of events sort them: forces, not things; by what most tellings say."""

from __future__ import annotations

import pytest

from onrecord.core.answers.cases import Party
from onrecord.show.export.sides import forces, names, sort_of


def party(name: str, kind: str, told: int = 1) -> Party:
    return Party(id="A1", name=name, kind=kind, country=None, wikidata=None, side="actor", told=told)


@pytest.mark.parametrize(
    ("parties", "sort"),
    [
        ([("Coast Guard", "military", 1)], "state"),
        ([("Northern Front", "armed_group", 1)], "armed"),
        ([("three engineers", "group", 1)], "civilians"),
        ([("three engineers", "group", 9), ("Northern Front", "armed_group", 2)], "civilians"),
        ([("civilians", "group", 1), ("Northern Front", "armed_group", 1)], "armed"),
        ([("two soldiers", "group", 1)], None),  # whose?
        ([("two soldiers", "group", 3), ("city police", "government", 1)], "state"),
        ([("police post", "other", 1), ("three officers", "group", 1), ("A. Vesk", "person", 4)], None),
        ([("Ana Deluca", "person", 1)], "civilians"),
        ([("fuel depot", "other", 20), ("nine workers", "group", 1)], "civilians"),
        ([("fuel depot", "other", 20)], None),
        ([], None),
    ],
)
def test_a_side_is_what_most_tellings_say(parties: list[tuple[str, str, int]], sort: str | None) -> None:
    assert sort_of([party(*one) for one in parties]) == sort


def test_only_forces_are_parties_to_a_conflict() -> None:
    some = [party("drones", "other"), party("Coast Guard", "military"), party("Front; North", "armed_group"),
            party("Coast Herald", "media"), party("Ana Deluca", "person")]  # fmt: skip
    assert names(forces(some)) == "Coast Guard; Front, North"
