"""Nothing in a ledger changes unseen: each kind of change is made, and the proof names the very thing."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from onrecord.cli import main
from onrecord.core import Document, Reading
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import chain, judge, undo
from onrecord.ledger.kept_text import KeptText
from onrecord.ledger.reread import reread
from onrecord.ledger.schema import (
    about,
    blobs,
    claims,
    documents,
    figures,
    flags,
    happenings,
    joined,
    judgements,
    namings,
    placings,
    readings,
    rulings,
    sides,
    texts,
    ties,
)
from onrecord.ledger.verify import Finding, Tally, verify
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.judgements.test_any_sequence import REPORTS, one_act
from tests.ledger.reports import incoming, reading_of


@contextmanager
def forced(desk: Desk) -> Iterator[Connection]:
    """A connection that nothing stops: somebody with the file, or the server's administrator."""
    with desk.engine.connect() as connection:
        if desk.is_server:
            with connection.begin():
                connection.exec_driver_sql("SET session_replication_role = replica")  # no triggers, no foreign keys
                yield connection
                connection.exec_driver_sql("SET session_replication_role = DEFAULT")
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            kept = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
            for name, _ in kept:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            for _, sql in kept:
                connection.exec_driver_sql(sql)
        driver.execute("PRAGMA foreign_keys=ON")


def chained(connection: Connection, count: int) -> None:
    """Comments at the end of the chain."""
    evidence = {"document": "D1", "item": "C1", "kind": "claim"}
    for number in range(count):
        chain.append(connection, at="2026-03-02T18:10:00Z", author="ana", act="undo", on=f"J{900 + number}",
                     evidence=evidence, change={}, reason=f"reason {number}")  # fmt: skip


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A ledger of three reports and four judgements."""
    for number in (1, 2, 3):
        put(desk, incoming(number))
    with desk.writing() as connection:
        chained(connection, 4)
    return desk


def found(desk: Desk, **options: Any) -> list[Finding]:
    return list(verify(desk, **options))


def test_a_ledger_as_it_was_left_is_proved(filled: Desk) -> None:
    tally = Tally()
    assert found(filled, tally=tally) == []
    assert (tally.reports, tally.originals, tally.texts, tally.judgements) == (3, 3, 3, 4)
    assert tally.spans == 3 * len(every_span())


def every_span() -> list[Any]:
    """The spans of one report's reading that rows hold, each as often as it stands in one."""
    reading = reading_of(1)
    out: list[Any] = [place.span for place in reading.places]
    for actor in reading.actors:
        out += [actor.mentions[0].span, *(m.span for m in actor.mentions), *(role.span for role in actor.roles)]
    for said in reading.attributions:
        out += ["whole", *said.source, *said.cue, *said.content, *said.hedges]
    for event in reading.events:
        out += [event.span, *event.mentions]
    for figure in reading.figures:
        out += [figure.span, figure.counted_span]
    out += [tie.span for tie in reading.relations]
    out += [span for flag in reading.flags for span in flag.evidence]
    return out


def test_an_empty_ledger_is_proved(desk: Desk) -> None:
    tally = Tally()
    assert found(desk, tally=tally) == []
    with desk.reading() as connection:
        own = connection.scalar(select(about.c.value).where(about.c.key == "ledger"))
    assert tally.head == own
    assert found(desk, head=own) == []


def test_a_report_without_a_reading_is_proved(desk: Desk) -> None:
    put(desk, incoming(1, read=False, published=None, title="Zero\0 \ue000"))
    put(desk, incoming(2, url="https://herald.example/orsk"))
    put(desk, incoming(3, url="https://herald.example/orsk"))
    assert found(desk) == []


# Rows


def changed(table: Any, number: int, **values: Any) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(update(table).where(table.c.id == number).values(**values))


def gone(table: Any, number: int) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(delete(table).where(table.c.id == number))


def record(connection: Connection) -> None:
    """The record of D2 rewritten, as a whole and well packed: another certainty for its second claim."""
    row = connection.execute(select(readings.c.id, readings.c.record).where(readings.c.document == 2)).one()
    told = json.loads(zlib.decompress(row.record))
    told["attributions"][1]["certainty"] = "possible"
    packed = zlib.compress(json.dumps(told).encode())
    connection.execute(update(readings).where(readings.c.id == row.id).values(record=packed))


def sided(connection: Connection) -> None:
    connection.execute(update(sides).where(sides.c.happening == 2, sides.c.side == "actor").values(side="other"))


DAMAGE: list[tuple[str, Callable[[Connection], object], str, str]] = [
    ("the words of a claim", changed(claims, 3, text="Nobody said so"), "C3", "words"),
    ("the certainty of a claim", changed(claims, 3, certainty="possible"), "C3", "record"),
    ("the speaker of a claim", changed(claims, 3, speaker=4), "C3", "record"),
    ("the span of a claim", changed(claims, 3, start=0), "C3", "words"),
    ("the content of a claim", changed(claims, 3, content="[[3,99999]]"), "C3", "span"),
    ("the JSON of a claim", changed(claims, 3, source="[[3"), "C3", "span"),
    ("a claim taken out", gone(claims, 4), "D2/att2", "record"),
    ("the value of a figure", changed(figures, 2, low=9.0), "D2/fig1", "record"),
    ("the end of a figure", changed(figures, 2, high=40.0), "D2/fig1", "record"),
    ("the words of a figure", changed(figures, 2, text="at least 99"), "D2/fig1", "words"),
    ("what a figure counts", changed(figures, 2, counted="soldiers"), "D2/fig1", "words"),
    ("a figure taken out", gone(figures, 2), "D2/fig1", "record"),
    ("where a figure stands", changed(figures, 2, end=100_000), "D2/fig1", "span"),
    ("a place's words", changed(placings, 2, text="Omsk"), "D2/pla1", "words"),
    ("a place's coordinates", changed(placings, 2, lat=54.99), "D2/pla1", "record"),
    ("the name of an actor", changed(namings, 3, name="Ana Deluka"), "D2/act1", "record"),
    ("a mention of an actor", changed(namings, 3, mentions='[{"span":[5,4],"form":"name"}]'), "D2/act1", "span"),
    ("the type of an event", changed(happenings, 2, type="ACCUSE"), "D2/eve1", "record"),
    ("the side of an event", sided, "D2/eve1", "record"),
    ("a tie", changed(ties, 2, relation="ally_of"), "D2/rel1", "record"),
    ("the end of a tie", changed(ties, 2, object=3), "D2/rel1", "record"),
    ("the reason of a flag", changed(flags, 2, because="All is well."), "F2", "record"),
    ("a flag taken out", gone(flags, 2), "D2/open_end", "record"),
    ("the record, unreadable", changed(readings, 2, record=b"x"), "D2", "record"),
    ("the record, rewritten", record, "C4", "record"),
    ("the record of another report", changed(readings, 2, document=3), "D2", "record"),
    ("the current reading", changed(readings, 2, current=False), "D2", "record"),
    ("the publisher", changed(documents, 2, publisher="The Other Post"), "D2", "facts"),
    ("the date", changed(documents, 2, published="2025-03-03"), "D2", "facts"),
    ("the moment it is known from", changed(documents, 2, known_from="2020-01-01T00:00:00Z"), "D2", "facts"),
    ("who it is", changed(documents, 2, identity="id x"), "D2", "facts"),
    ("a pointer to a copy", changed(documents, 2, copy_of=77), "D2", "pointer"),
    ("a pointer of a figure", changed(figures, 2, happening=77), "D2/fig1", "pointer"),
    ("the event of a happening", changed(happenings, 2, event=1), "D2/eve1", "ruling"),
    ("the bytes' name", changed(documents, 2, blob="0" * 64), "0" * 64, "bytes"),
]


@pytest.mark.parametrize(("damage", "item", "what"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE])
def test_a_changed_row_is_named(filled: Desk, damage: Any, item: str, what: str) -> None:
    with forced(filled) as connection:
        damage(connection)
    findings = found(filled)
    assert (item, what) in {(finding.item, finding.what) for finding in findings}, findings
    assert all("\n" not in finding.because for finding in findings)


def test_no_column_of_a_reading_can_be_changed_unseen(filled: Desk) -> None:
    """Each column in turn, so that one that is added later is watched, too."""
    unseen = []
    for table in (claims, figures, placings, namings, happenings, ties, flags):
        for column in table.columns:
            if column.name in {"id", "base", "group", "because"} and not (table is flags and column.name == "because"):
                continue  # what the program itself worked out between reports
            with forced(filled) as connection:
                before = connection.scalar(select(column).where(table.c.id == 2))
                if isinstance(column.type, KeptText):
                    after: Any = "[]" if before != "[]" else "[[0,1]]"
                else:
                    after = not before if isinstance(before, bool) else (before or 0) + 1
                connection.execute(update(table).where(table.c.id == 2).values({column.name: after}))
            if not found(filled):
                unseen.append(f"{table.name}.{column.name}")
            with forced(filled) as connection:
                connection.execute(update(table).where(table.c.id == 2).values({column.name: before}))
    assert unseen == []
    assert found(filled) == []


# Bytes and texts


def bytes_changed(desk: Desk, name: str, change: Callable[[bytes], bytes]) -> None:
    if desk.is_server:
        with forced(desk) as connection:
            data = connection.scalar(select(blobs.c.data).where(blobs.c.sha256 == name)) or b""
            connection.execute(update(blobs).where(blobs.c.sha256 == name).values(data=change(data)))
    else:
        path = stored(desk, name)
        path.write_bytes(change(path.read_bytes()))


def stored(desk: Desk, name: str) -> Path:
    assert desk.path is not None
    return desk.path.with_name(desk.path.name + ".store") / name[:2] / name


def blob_of(desk: Desk, number: int) -> str:
    with desk.reading() as connection:
        return connection.scalars(select(documents.c.blob).where(documents.c.id == number)).one()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: zlib.compress(b"another report"),
    ],
    ids=["a bit", "cut", "empty", "replaced"],
)
def test_changed_bytes_are_named_with_their_report(filled: Desk, change: Callable[[bytes], bytes]) -> None:
    name = blob_of(filled, 2)
    bytes_changed(filled, name, change)
    (finding,) = found(filled)
    assert (finding.item, finding.what) == (name, "bytes")
    assert finding.because.endswith("(D2)")


def test_missing_bytes_are_named(filled: Desk) -> None:
    name = blob_of(filled, 3)
    if filled.is_server:
        with forced(filled) as connection:
            connection.execute(delete(blobs).where(blobs.c.sha256 == name))
    else:
        stored(filled, name).unlink()
    (finding,) = found(filled)
    assert (finding.item, finding.what, finding.broken) == (name, "bytes", True)
    assert "missing" in finding.because


def test_bytes_that_nothing_speaks_of_are_named_and_break_nothing(filled: Desk) -> None:
    with filled.writing() as connection:
        name = filled.store.put(b"left by a run that was stopped", connection)
    (finding,) = found(filled)
    assert (finding.item, finding.what, finding.broken) == (name, "bytes", False)


def test_a_changed_text_is_named_once(filled: Desk) -> None:
    with forced(filled) as connection:
        name = connection.scalars(select(documents.c.text_id).where(documents.c.id == 2)).one()
        connection.execute(update(texts).where(texts.c.id == name).values(text="Nothing happened."))
    (finding,) = found(filled)
    assert (finding.item, finding.what) == (name, "text")
    assert "D2" in finding.because


# Judgements


@pytest.mark.parametrize("column", ["at", "author", "act", "on", "evidence", "change", "reason", "previous", "hash"])
def test_a_changed_judgement_is_named(filled: Desk, column: str) -> None:
    with forced(filled) as connection:
        connection.execute(update(judgements).where(judgements.c.id == 2).values({column: "[]"}))
    assert "J2" in {finding.item for finding in found(filled) if finding.what == "judgement"}


@pytest.mark.parametrize(("number", "named"), [(1, "J2"), (2, "J3"), (3, "J4")])
def test_a_judgement_taken_out_is_missed(filled: Desk, number: int, named: str) -> None:
    with forced(filled) as connection:
        connection.execute(delete(judgements).where(judgements.c.id == number))
    assert named in {finding.item for finding in found(filled)}


def test_judgements_in_another_order_are_named(filled: Desk) -> None:
    with forced(filled) as connection:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            connection.execute(update(judgements).where(judgements.c.id == before).values(id=after))
    assert {"J2", "J3"} <= {finding.item for finding in found(filled)}


def test_a_cut_tail_shows_against_the_head_that_was_printed(filled: Desk) -> None:
    tally = Tally()
    assert found(filled, tally=tally) == []
    with filled.writing() as connection:
        chained(connection, 1)
    assert found(filled, head=tally.head) == []  # more has been ruled since
    with forced(filled) as connection:
        connection.execute(delete(judgements).where(judgements.c.id >= 4))
    assert found(filled) == []  # a shorter chain is a chain
    (finding,) = found(filled, head=tally.head)
    assert tally.head in finding.because


# What follows from judgements


@pytest.fixture
def ruled(desk: Desk) -> Desk:
    """A ledger in which people have ruled a good deal: J1 corrects, J2 merges, J3 says copy, J4 is undone by J5."""
    for number in (1, 2, 3):
        put(desk, incoming(number))
    judge(desk, on="D1/fig1", act="correct", author="Ana", reason="see the text", change={"measure": "injured"})
    judge(desk, on="E2", act="merge", author="Ana", reason="the same", change={"into": "E1"})
    judge(desk, on="D3", act="copy", author="Ben", reason="word for word", change={"of": "D1"})
    judge(desk, on="C2", act="reject", author="Ben", reason="nobody said so")
    undo(desk, "J4", author="Ana", reason="he did")
    judge(desk, on="C3", act="comment", author="Ana", reason="who was there?")
    return desk


def test_a_ledger_that_was_ruled_on_is_proved(ruled: Desk) -> None:
    tally = Tally()
    assert found(ruled, tally=tally) == []
    assert tally.judgements == 6


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_judged_and_undone_is_proved(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    for number in range(1, REPORTS + 1):
        put(desk, incoming(number))
    made = 0
    for _ in range(25):
        made += one_act(desk, dice, made)
    assert made > 3
    assert found(desk) == []


def test_a_ledger_that_was_read_again_is_proved(ruled: Desk) -> None:
    """The new reading has lost the first claim of every report."""

    def read(given: Iterable[Document]) -> Iterator[Reading]:
        for document in given:
            number = int(document.text.rpartition("Report ")[2].rstrip("."))
            whole = reading_of(number)
            yield replace(whole, attributions=whole.attributions[1:], figures=(), events=(), flags=())

    reread(ruled, read, "another")
    assert found(ruled) == []


@pytest.mark.parametrize(
    ("change", "item"),
    [
        (update(rulings).where(rulings.c.item == "D1/fig1").values(change='{"measure":"killed"}'), "D1/fig1"),
        (update(rulings).where(rulings.c.item == "D1/fig1").values(verdict="rejected"), "D1/fig1"),
        (update(rulings).where(rulings.c.item == "C3").values(comments=7), "C3"),
        (delete(rulings).where(rulings.c.item == "C3"), "C3"),
        (insert(rulings).values(item="C1", judgement=1, verdict="accepted", change="{}", comments=0), "C1"),
        (delete(joined), "E2"),
        (update(happenings).where(happenings.c.id == 2).values(event=2), "D2/eve1"),
        (update(namings).where(namings.c.id == 1).values(actor=2), "D1/act1"),
        (update(documents).where(documents.c.id == 3).values(copy_of=2), "D3"),
        (update(figures).where(figures.c.id == 2).values(group=3), "D2/fig1"),
    ],
    ids=["a correction", "a verdict", "comments", "a ruling taken out", "a ruling made up", "a merge taken out",
         "a merge not followed", "an actor", "a copy", "a group"],
)  # fmt: skip
def test_what_does_not_follow_from_judgements_is_named(ruled: Desk, change: Any, item: str) -> None:
    with forced(ruled) as connection:
        connection.execute(change)
    assert (item, "ruling") in {(finding.item, finding.what) for finding in found(ruled)}


# The database


def test_a_damaged_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with open_ledger(path) as ledger:
        for number in range(1, 40):
            put(ledger.desk, incoming(number))
    size = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(size // 2)
        stream.write(b"\xff" * 20_000)
    with open_ledger(path) as ledger:
        assert "database" in {finding.what for finding in found(ledger.desk)}


@pytest.mark.parametrize(("index", "letter"), [("document_words", "D"), ("claim_words", "C")])
def test_words_that_search_has_lost_are_named(filled: Desk, index: str, letter: str) -> None:
    with forced(filled) as connection:
        name = f"{index}_docsize" if not filled.is_server else index
        connection.exec_driver_sql(f"DELETE FROM {name} WHERE id = 2")
        if not filled.is_server:
            connection.exec_driver_sql(f"INSERT INTO {name} (id, sz) VALUES (70, x'00')")
    told = {finding.item for finding in found(filled) if finding.what == "search"}
    assert told == ({f"{letter}2"} if filled.is_server else {f"{letter}2", f"{letter}70"})


def test_a_row_of_nobody_is_named(filled: Desk) -> None:
    with forced(filled) as connection:
        row = dict(connection.execute(select(claims).where(claims.c.id == 3)).mappings().one())
        connection.execute(insert(claims).values({**row, "id": 500, "local": "att9"}))
    assert ("C500", "record") in {(finding.item, finding.what) for finding in found(filled)}


# The command


def test_the_command_says_that_nothing_changed(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(address) as ledger:
        put(ledger.desk, incoming(1))
    assert main(["verify", "--ledger", address]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"1 report, 1 text, {len(every_span())} spans, 0 judgements: nothing changed\n")
    assert "head of the judgements: " in out
    assert err == ""


def test_the_command_names_what_broke(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(address) as ledger:
        put(ledger.desk, incoming(1))
        with forced(ledger.desk) as connection:
            changed(figures, 1, low=9.0)(connection)
    assert main(["verify", "--ledger", address]) == 1
    out = capsys.readouterr().out
    assert "D1/fig1" in out
    assert "low is 9.0, 13 in the record" in out
    assert out.splitlines()[-2].endswith("1 thing broken")
    assert main(["verify", "--ledger", address, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["unchanged"] is False
    assert told["reports"] == 1
    assert [finding["item"] for finding in told["findings"]] == ["D1/fig1"]


def test_the_command_holds_the_ledger_against_a_printed_head(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    open_ledger(address).close()
    assert main(["verify", "--ledger", address, "--head", "0" * 64]) == 1
    assert "0" * 64 in capsys.readouterr().out


def test_the_command_without_a_ledger_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--ledger", str(tmp_path / "none.ledger")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "there is no ledger here" in err
    assert not (tmp_path / "none.ledger").exists()
