"""Events of several reports in a ledger: they meet as reports come in, and what people ruled holds afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.adding import add
from onrecord.ledger.schema import happenings, readings
from onrecord.ledger.weighed import story_keys, tellings
from onrecord.opened import Ledger
from onrecord.rereading import read_again

STRIKE = (
    "Drones struck the fuel depot of Orsk on Friday, killing nine workers of the night shift, the governor of Orenburg "
    "region, Pavel Lunin, said. Twenty people were injured. The fire was still burning in the evening."
)
AGAIN = (
    "The number of people killed in Friday's drone strike on the fuel depot in Orsk has risen to eleven, governor "
    "Pavel Lunin said on Saturday. He spoke at the gate of the burned depot."
)
OTHER = (
    "Gunmen shot dead two policemen at a checkpoint near Lviv on Sunday, the Interior Ministry said. The attackers "
    "escaped in a stolen car."
)


def lines(*given: tuple[str, str, str]) -> str:
    return "".join(
        json.dumps({"id": name, "text": text, "publisher": f"Paper {name}", "published": published}) + "\n"
        for name, published, text in given
    )


FIRST, SECOND, THIRD = ("a", "2024-03-08", STRIKE), ("b", "2024-03-09", AGAIN), ("c", "2024-03-11", OTHER)


def put_in(ledger: Ledger, folder: Path, *given: tuple[str, str, str]) -> None:
    path = folder / f"{''.join(name for name, _, _ in given)}.jsonl"
    path.write_text(lines(*given), encoding="utf-8")
    assert not add(ledger, [path]).refusals


def assaults(ledger: Ledger) -> list[tuple[str, ...]]:
    """The documents of each ASSAULT."""
    return [one.documents for one in ledger.events(type="ASSAULT")]


def test_two_reports_of_a_strike_tell_of_one_event_and_the_reason_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, THIRD)
    put_in(ledger, tmp_path, SECOND)
    assert ("D1", "D3") in assaults(ledger)
    assert not any("D2" in documents and len(documents) > 1 for documents in assaults(ledger))
    with ledger.desk.reading() as connection:
        reasons = list(connection.scalars(select(happenings.c.because).where(happenings.c.document == 3)))
    assert any("the same sides" in reason and "the reports tell one story" in reason for reason in reasons)


def test_a_split_by_a_person_holds_against_the_next_report(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SECOND)
    joined = next(one for one in ledger.events(type="ASSAULT") if one.documents == ("D1", "D2"))
    parted = [address for address in joined.addresses if address.startswith("D2/")]
    ledger.judge(joined.id, "split", author="Ana", change={"members": parted}, reason="two strikes")
    before = assaults(ledger)
    assert ("D1", "D2") not in before
    put_in(ledger, tmp_path, ("d", "2024-03-09", AGAIN + " Schools stay shut."))
    assert not any({"D1", "D2"} <= set(documents) for documents in assaults(ledger))
    assert any({"D2", "D3"} <= set(documents) for documents in assaults(ledger))


def test_a_merge_by_a_person_holds_against_the_next_report(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, THIRD)
    strike, shooting = (one.id for one in ledger.events(type="ASSAULT"))
    ledger.judge(shooting, "merge", author="Ana", change={"into": strike}, reason="one night")
    put_in(ledger, tmp_path, SECOND)
    assert assaults(ledger) == [("D1", "D3", "D2")]  # by publication


def test_read_again_by_the_same_weights_everything_stays_where_it_was(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SECOND, THIRD)
    before = [(one.id, one.documents) for one in ledger.events()]
    with ledger.desk.writing() as connection:
        connection.execute(readings.update().values(reader="0.0.1 sha256:0"))
    assert read_again(ledger).reread == 3
    assert [(one.id, one.documents) for one in ledger.events()] == before
    with ledger.desk.reading() as connection:
        assert len(list(connection.scalars(select(tellings.c.happening)))) == len(
            list(connection.scalars(select(happenings.c.id)))
        )
        assert set(connection.scalars(select(story_keys.c.document))) == {1, 2, 3}
    assert not list(ledger.verify())


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_whichever_comes_first_the_two_meet(
    ledger: Ledger, tmp_path: Path, order: tuple[tuple[str, str, str], ...]
) -> None:
    put_in(ledger, tmp_path, order[0])
    put_in(ledger, tmp_path, order[1])
    assert ("D1", "D2") in assaults(ledger) or ("D2", "D1") in assaults(ledger)
