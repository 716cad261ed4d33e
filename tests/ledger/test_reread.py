"""Reports read again by another reader: each judgement is kept where its words are, or listed, never lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from onrecord.core import Actor, Attribution, Document, Event, Figure, Flag, Reading
from onrecord.core.mentions import ActorMention
from onrecord.core.span import Span
from onrecord.errors import Damaged, ModelError, Unknown
from onrecord.ledger.connect import Desk
from onrecord.ledger.identity import arrival_key
from onrecord.ledger.judgements import broken, judge, list_judgements, rebuild, undo
from onrecord.ledger.reread import Reread, reread
from onrecord.ledger.rows import rows_of, unpacked
from onrecord.ledger.schema import claims, events, figures, happenings, namings, readings, rulings
from onrecord.ledger.write import Incoming, put
from tests.ledger.judgements.snapshot import taken
from tests.ledger.reports import incoming, reading_of

TEXT = (
    "Кремль 😀👩‍🚀 denied it. Mayor Ana Deluca said that nine people died. The army said that it hit a depot near "
    "Orsk. A witness said that 30 shells fell."
)
DOCUMENT = Document.of(TEXT, publisher="Coast Herald", published="2025-03-02", extra={"desk": "east"})


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(number: int, source: str, content: str) -> Attribution:
    return Attribution(f"att{number}", (at(source),), (), (at(content),), None, source, "person", "indirect", None,
                       (source,), "certain", "affirmed", (), 0.9)  # fmt: skip


def figure(number: int, words: str, low: int, event: str | None = None) -> Figure:
    return Figure(f"fig{number}", at(words), words, "exact", False, None, low, low, low, "1", "count", None, None,
                  "killed", None, None, None, event)  # fmt: skip


def event(number: int, words: str) -> Event:
    return Event(f"eve{number}", at(words), "ASSAULT", None, (), (), None, None, (), None, None, (at(words),), "actual")


def actor(number: int, *mentions: str) -> Actor:
    named = tuple(ActorMention(at(words), "name") for words in mentions)
    return Actor(f"act{number}", mentions[0], "person", (), None, None, named)


OLD = Reading(
    document=DOCUMENT,
    actors=(actor(1, "Ana Deluca"),),
    attributions=(
        claim(1, "Mayor Ana Deluca", "that nine people died"),
        claim(2, "The army", "that it hit a depot near Orsk"),
        claim(3, "A witness", "that 30 shells fell"),
    ),
    figures=(figure(1, "nine people", 9, "eve1"), figure(2, "30", 30)),
    events=(event(1, "died"), event(2, "hit")),
    flags=(Flag("open_end", "fig1", "low", (at("nine people"),), "No other end is given."),),
)
# One claim before all others, one dropped, one moved by a word, one as it was; figures and events are counted anew.
NEW = replace(
    OLD,
    actors=(actor(1, "Кремль"), actor(2, "Ana Deluca")),
    attributions=(
        claim(1, "Кремль", "denied it"),
        claim(2, "Mayor Ana Deluca", "nine people died"),
        claim(3, "A witness", "that 30 shells fell"),
    ),
    figures=(figure(1, "it", 1), figure(2, "nine people", 9, "eve2"), figure(3, "30", 30)),
    events=(event(1, "denied"), event(2, "died")),
    flags=(replace(OLD.flags[0], on="fig2"),),
)


def stored(reading: Reading, reader: str = "first") -> Incoming:
    data = reading.document.text.encode()
    return Incoming(key=arrival_key(data, facts={}, options={}), locator="report.txt", data=data, kind="text",
                    document=reading.document, status="read", reader=reader, rows=rows_of(reading))  # fmt: skip


def gives(*found: Reading) -> Callable[[Iterable[Document]], Iterator[Reading]]:
    """A reader that answers with these readings, by text."""
    by_text = {reading.document.id: reading for reading in found}
    return lambda wanted: (by_text[document.id] for document in wanted)


def rule(desk: Desk, on: str, act: str, **more: Any) -> None:
    judge(desk, on=on, act=act, author="Ana", **more)


def kept(desk: Desk) -> dict[str, str | None]:
    with desk.reading() as connection:
        return {row.item: row.verdict for row in connection.execute(select(rulings))}


def quote(desk: Desk, item: str) -> str:
    table, column = (claims, claims.c.id) if item[0] == "C" else (figures, figures.c.local)
    with desk.reading() as connection:
        row = connection.execute(select(table).where(column == (int(item[1:]) if item[0] == "C" else item[3:]))).one()
    return TEXT[row.start : row.end]


def test_each_judgement_goes_with_its_words_or_is_listed(desk: Desk) -> None:
    put(desk, stored(OLD))
    for number in (1, 2, 3):
        rule(desk, f"C{number}", "accept" if number == 1 else "reject")
    rule(desk, "D1/fig1", "correct", change={"low": 8})
    rule(desk, "D1/eve1", "accept")
    rule(desk, "F1", "accept")
    rule(desk, "A1", "accept")
    rule(desk, "E2", "accept")
    done = reread(desk, gives(NEW), "second")
    assert (done.total, done.reread, done.refused) == (1, 1, [])
    found = kept(desk)
    moved = next(item for item in found if item[0] == "C" and item != "C3")
    assert quote(desk, moved) == "nine people died"  # was "that nine people died"
    assert int(moved[1:]) > 3  # new words, a new number
    assert found == {moved: "accepted", "C3": "rejected", "D1/fig2": "corrected", "D1/eve2": "accepted",
                     "F1": "accepted", "A1": "accepted"}  # fmt: skip
    assert quote(desk, "C3") == "that 30 shells fell"
    assert done.unbound == [
        "J2: C2: the new reading has no claim on “that it hit a depot near Orsk”",
        "J8: D1/eve2: the new reading has no happening on “hit”",
    ]
    assert [made.id for made in list_judgements(desk, only_unbound=True)] == ["J2", "J8"]
    assert [made.on for made in list_judgements(desk)] == ["C1", "C2", "C3", "D1/fig1", "D1/eve1", "F1", "A1", "E2"]
    assert list_judgements(desk, on="C1")[0].item == moved
    with desk.writing() as connection:
        assert list(broken(connection)) == []
        before = taken(connection)
        rebuild(connection)
        assert taken(connection) == before


def test_what_was_unbound_is_bound_again_when_its_words_come_back(desk: Desk) -> None:
    put(desk, stored(OLD))
    rule(desk, "C2", "reject")
    rule(desk, "D1/fig2", "accept")
    reread(desk, gives(NEW), "second")
    assert kept(desk) == {"D1/fig3": "accepted"}
    reread(desk, gives(OLD), "third")
    (claim_now,) = [item for item in kept(desk) if item[0] == "C"]
    assert quote(desk, claim_now) == "that it hit a depot near Orsk"
    assert kept(desk)["D1/fig2"] == "accepted"
    assert list_judgements(desk, only_unbound=True) == []


def test_a_number_that_was_given_once_is_not_given_to_something_else(desk: Desk) -> None:
    put(desk, stored(OLD))
    rule(desk, "C3", "reject")
    reread(desk, gives(replace(OLD, attributions=OLD.attributions[:2])), "second")
    put(desk, incoming(1))
    with desk.reading() as connection:
        assert list(connection.scalars(select(claims.c.id).order_by(claims.c.id))) == [1, 2, 4, 5]
    assert kept(desk) == {}
    assert [made.id for made in list_judgements(desk, only_unbound=True)] == ["J1"]
    undo(desk, "J1", author="Ben")
    assert list_judgements(desk)[0].undone_by == "J2"


def test_the_same_reading_by_another_reader_changes_no_row(desk: Desk) -> None:
    put(desk, stored(OLD))
    put(desk, incoming(1))
    rule(desk, "E2", "merge", change={"into": "E3"})
    rule(desk, "D1/fig1", "correct", change={"measure": "injured"})

    def all_rows() -> dict[str, list[tuple[Any, ...]]]:
        with desk.reading() as connection:
            tables = (claims, figures, happenings, namings, events)
            return {table.name: list(map(tuple, connection.execute(select(table).order_by(table.c.id))))
                    for table in tables} | taken(connection)  # fmt: skip

    before = all_rows()
    assert reread(desk, gives(OLD, reading_of(1)), "second").reread == 2
    assert all_rows() == before


def test_merged_and_split_events_stay_so(desk: Desk) -> None:
    put(desk, stored(OLD))
    put(desk, incoming(1))
    rule(desk, "E1", "merge", change={"into": "E3"})
    rule(desk, "E2", "merge", change={"into": "E3"})
    rule(desk, "E3", "split", change={"members": ["D1/eve2"]})
    reread(desk, gives(NEW, reading_of(1)), "second")
    with desk.reading() as connection:
        told = {(row.document, row.start): row.event for row in connection.execute(select(happenings))}
    assert told[1, at("died").start] == 3
    (split,) = list_judgements(desk, only_unbound=True)[-1:]
    assert split.id == "J3"
    reread(desk, gives(OLD, reading_of(1)), "third")
    with desk.reading() as connection:
        told = {(row.document, row.start): row.event for row in connection.execute(select(happenings))}
    assert told[1, at("hit").start] == 4
    assert list_judgements(desk, only_unbound=True) == []
    undo(desk, "J3", author="Ben")
    with desk.reading() as connection:
        assert set(connection.scalars(select(happenings.c.event))) == {3}
    with desk.writing() as connection:
        before = taken(connection)
        rebuild(connection)
        assert taken(connection) == before


def test_two_claims_on_the_same_words_are_not_guessed_between(desk: Desk) -> None:
    put(desk, stored(OLD))
    rule(desk, "C3", "reject")
    twice = (claim(1, "Кремль", "that 30 shells fell"), claim(2, "The army", "that 30 shells fell"))
    done = reread(desk, gives(replace(OLD, attributions=twice)), "second")
    assert done.unbound == ["J1: C3: the new reading has 2 entries of the same kind (claim) on “that 30 shells fell”"]


def test_the_old_reading_stays_and_only_one_is_current(desk: Desk) -> None:
    put(desk, stored(OLD))
    reread(desk, gives(NEW), "second")
    with desk.reading() as connection:
        rows = connection.execute(select(readings).order_by(readings.c.id)).all()
    assert [(row.reader, row.current) for row in rows] == [("first", False), ("second", True)]
    assert unpacked(rows[0].record, text=TEXT) == OLD.to_dict()


def test_the_reader_is_given_the_report_as_it_came_in(desk: Desk) -> None:
    put(desk, stored(OLD))
    seen: list[Document] = []

    def read(wanted: Iterable[Document]) -> Iterator[Reading]:
        for document in wanted:
            seen.append(document)
            yield NEW

    reread(desk, read, "second")
    assert seen == [DOCUMENT]
    assert seen[0].extra == {"desk": "east"}


def test_what_this_reader_has_read_is_not_read_again(desk: Desk) -> None:
    put(desk, stored(OLD))
    put(desk, incoming(1))
    put(desk, incoming(2, read=False))
    assert reread(desk, gives(NEW), "second", documents=[1, 1]).reread == 1
    assert reread(desk, gives(NEW), "second", documents=[1]) == Reread(same=1)
    assert reread(desk, gives(reading_of(1)), "second").reread == 1
    assert reread(desk, gives(), "second") == Reread()
    for number in (3, 99):
        with pytest.raises(Unknown, match=f"D{number}"):
            reread(desk, gives(), "second", documents=[number])


def test_a_report_that_cannot_be_read_is_named_and_the_others_are_read(desk: Desk) -> None:
    put(desk, stored(OLD))
    put(desk, incoming(1))
    lines: list[str | None] = []

    def read(wanted: Iterable[Document]) -> Iterator[Reading]:
        for document in wanted:
            if document.id == DOCUMENT.id:
                raise Damaged("this text is too strange")
            yield reading_of(1)

    done = reread(desk, read, "second", progress=lambda _so_far, line: lines.append(line))
    assert (done.reread, done.refused) == (
        1, ["D1: not read again, its reading stays as it was: this text is too strange"])  # fmt: skip
    assert lines == [done.refused[0], None]
    with desk.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(claims).where(claims.c.document == 1)) == 3


def test_missing_weights_end_the_rereading(desk: Desk) -> None:
    put(desk, stored(OLD))

    def read(_wanted: Iterable[Document]) -> Iterator[Reading]:
        raise ModelError("the weights are missing")

    with pytest.raises(ModelError):
        reread(desk, read, "second")


def test_an_error_in_the_middle_leaves_the_report_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.ledger import failpoints

    put(desk, stored(OLD))
    rule(desk, "C1", "accept")
    with desk.reading() as connection:
        before = taken(connection)

    def stop(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(failpoints, "reach", stop)
    with pytest.raises(KeyboardInterrupt):
        reread(desk, gives(NEW), "second")
    with pytest.raises(KeyboardInterrupt):
        rule(desk, "C2", "reject")
    monkeypatch.undo()
    with desk.reading() as connection:
        assert taken(connection) == before
        assert connection.scalar(select(func.count()).select_from(readings)) == 1
    assert [made.id for made in list_judgements(desk)] == ["J1"]


def test_a_corrected_speaker_is_still_there_after_rereading(desk: Desk) -> None:
    put(desk, stored(OLD))
    rule(desk, "C3", "correct", change={"speaker": "Кремль"})
    reread(desk, gives(NEW), "second")
    with desk.reading() as connection:
        change = json.loads(connection.scalar(select(rulings.c.change).where(rulings.c.item == "C3")) or "")
    start, end = change["source"][0]
    assert (TEXT[start:end], change["speaker_name"]) == ("Кремль", "Кремль")
