"""Actors of several reports in a ledger: they meet as reports come in, and what people ruled holds afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.adding import add
from onrecord.core.answers.actors import Likely
from onrecord.ledger.schema import actors, namings, readings
from onrecord.ledger.weighed import doubles, name_keys
from onrecord.opened import Ledger
from onrecord.rereading import read_again
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.likely import likely

FIRST = (
    "Rustam Qadyrov, the governor of Osh region, said on Friday that two bridges near Uzgen had been destroyed by a "
    "flood. Helena Brandt of the Ferghana Relief Committee (FRC) confirmed it."
)
SPELLED = (
    "The governor of Osh region, Rustam Kadyrov, asked on Saturday for money to build two bridges. He spoke there."
)
SHORT = "The FRC sent forty volunteers to Uzgen on Sunday. Otto Brandt said that the road was open again."


def put_in(ledger: Ledger, folder: Path, *texts: str, jobs: int = 1) -> None:
    rows = [
        {"id": f"r{place}", "text": text, "publisher": f"Paper {place}", "published": f"2024-03-{8 + place:02d}"}
        for place, text in enumerate(texts)
    ]
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert not add(ledger, [path], jobs=jobs).refusals


def people(ledger: Ledger) -> dict[str, str]:
    """The actor under each name."""
    return {name: one.id for one in ledger.actors() for name in one.names}


def test_two_spellings_are_one_actor_and_the_reason_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SPELLED)
    named = people(ledger)
    assert named["Rustam Qadyrov"] == named["Rustam Kadyrov"]
    with ledger.desk.reading() as connection:
        assert any("another spelling" in one for one in connection.scalars(select(namings.c.because)))
        pointed = set(connection.scalars(select(namings.c.base)))
        assert set(connection.scalars(select(actors.c.id))) == pointed
    assert not list(ledger.verify())


def test_an_acronym_that_a_report_explains_joins_in_the_next(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SHORT)
    named = people(ledger)
    assert named["FRC"] == named["Ferghana Relief Committee"]


def test_an_acronym_apart_from_its_full_name_joins_in_one_report(ledger: Ledger, tmp_path: Path) -> None:
    both = (
        "The Ferghana Relief Committee bows before the dead of Uzgen. It has sent forty volunteers.\n\n"
        "Whoever wants to help may call the office in Osh. The FRC thanks the drivers. The FRC will publish a list."
    )
    put_in(ledger, tmp_path, FIRST, both, SHORT)
    bearing = {one.id for one in ledger.actors() if {"FRC", "Ferghana Relief Committee"} & set(one.names)}
    assert len(bearing) == 1


def test_two_people_of_one_surname_stay_two(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SHORT)
    named = people(ledger)
    assert named["Helena Brandt"] != named["Otto Brandt"]


def test_a_split_by_a_person_holds_against_the_next_report(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SPELLED)
    both = next(one for one in ledger.actors() if "Rustam Kadyrov" in one.names)
    with ledger.desk.reading() as connection:
        query = select(namings.c.local).where(namings.c.document == 2, namings.c.name == "Rustam Kadyrov")
        local = connection.scalar(query)
    ledger.judge(both.id, "split", author="Ana", change={"members": [f"D2/{local}"]}, reason="two men")
    put_in(ledger, tmp_path, FIRST, SPELLED, SPELLED + " It rained.")
    named = people(ledger)
    assert named["Rustam Qadyrov"] != named["Rustam Kadyrov"]
    assert not list(ledger.verify())


def test_read_again_by_the_same_weights_every_actor_stays_where_it_was(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, SPELLED, SHORT)

    def kept() -> list[object]:
        with ledger.desk.reading() as connection:
            keys = select(name_keys).order_by(name_keys.c.key, name_keys.c.naming)
            pairs = select(doubles).order_by(doubles.c.naming, doubles.c.actor)
            moved = select(namings.c.id, namings.c.base, namings.c.actor, namings.c.because).order_by(namings.c.id)
            return [tuple(row) for query in (keys, pairs, moved) for row in connection.execute(query)]

    before = kept()
    with ledger.desk.writing() as connection:
        connection.execute(readings.update().values(reader="0.0.1 sha256:0"))
    assert read_again(ledger).reread == 3
    assert kept() == before
    assert not list(ledger.verify())


@pytest.mark.parametrize("order", [(FIRST, SPELLED), (SPELLED, FIRST)])
def test_whichever_spelling_comes_first_the_two_meet(ledger: Ledger, tmp_path: Path, order: tuple[str, str]) -> None:
    put_in(ledger, tmp_path, *order)
    named = people(ledger)
    assert named["Rustam Qadyrov"] == named["Rustam Kadyrov"]


def test_what_looks_like_one_is_listed_with_the_command_that_merges_it(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, FIRST.replace("Helena Brandt", "Helene Brandt"))

    def pairs() -> list[Likely]:
        with ledger.desk.reading() as connection:
            return [one for one in likely(connection, Filters()) if "Helena Brandt" in one.names]

    (pair,) = pairs()
    assert pair.names == ("Helena Brandt", "Helene Brandt")
    assert "differ in a few letters" in pair.because
    assert pair.merge == f"onrecord judge {pair.b} merge {pair.a}"
    assert "candidates" in ledger.show(pair.a).related
    ledger.judge(pair.b, "merge", author="Ana", change={"into": pair.a}, reason="one woman")
    assert not pairs()


def test_look_alikes_that_a_person_keeps_apart_are_not_listed_and_stay_two(ledger: Ledger, tmp_path: Path) -> None:
    other = FIRST.replace("Helena Brandt", "Helene Brandt")
    put_in(ledger, tmp_path, FIRST, other)

    def pairs(**asked: str) -> list[Likely]:
        return [one for one in ledger.candidates(**asked) if "Helena Brandt" in one.names]

    (pair,) = pairs()
    said = ledger.judge(pair.b, "apart", author="Ana", change={"from": pair.a}, reason="two women")
    assert pairs() == []
    assert "candidates" not in ledger.show(pair.a).related
    put_in(ledger, tmp_path, FIRST, other, other + " It rained.", FIRST + " It snowed.")
    named = people(ledger)
    assert (named["Helena Brandt"], named["Helene Brandt"]) == (pair.a, pair.b)
    assert pairs() == []
    with ledger.desk.writing() as connection:
        connection.execute(readings.update().values(reader="0.0.1 sha256:0"))
    read_again(ledger)
    assert people(ledger) == named
    assert pairs() == []
    ledger.undo(said.id, author="Ana")
    assert len(pairs()) == 1
    assert not list(ledger.verify())


def test_a_name_of_two_whom_a_person_keeps_apart_tells_no_longer_who_is_meant(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, FIRST + " It rained.")
    both = next(one for one in ledger.actors() if "Helena Brandt" in one.names)
    with ledger.desk.reading() as connection:
        query = select(namings.c.local).where(namings.c.document == 2, namings.c.name == "Helena Brandt")
        local = connection.scalar(query)
    ledger.judge(both.id, "split", author="Ana", change={"members": [f"D2/{local}"]})
    other = ledger.judgements()[0].change["new"]["after"]
    ledger.judge(other, "apart", author="Ana", change={"from": both.id}, reason="mother and daughter")
    put_in(ledger, tmp_path, FIRST, FIRST + " It rained.", FIRST + " It snowed.")
    third = [one.id for one in ledger.actors(document="D3") if "Helena Brandt" in one.names]
    assert len(third) == 1
    assert third[0] not in {both.id, other}
    proposed = {frozenset((one.a, one.b)) for one in ledger.candidates(actor=third[0])}
    assert proposed == {frozenset((third[0], both.id)), frozenset((third[0], other))}
    ledger.judge(third[0], "merge", author="Ana", change={"into": other})
    assert not any("Helena Brandt" in one.names for one in ledger.candidates())
    assert not list(ledger.verify())
