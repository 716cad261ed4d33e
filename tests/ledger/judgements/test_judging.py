"""A person rules, and everything that follows from it; on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from onrecord.errors import Conflict, LedgerError, Unknown, UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import broken, head, list_judgements, rebuild
from onrecord.ledger.judgements import judge as judge_by
from onrecord.ledger.judgements import undo as undo_by
from onrecord.ledger.schema import documents, figures, groups, happenings, joined, judgements, namings, rulings
from onrecord.ledger.write import put
from onrecord.opened import Ledger, open_ledger
from tests.ledger.judgements.snapshot import effects, taken
from tests.ledger.reports import incoming, report_text


def judge(desk: Desk, on: str, act: str, **more: Any) -> str:
    return judge_by(desk, on=on, act=act, **{"author": "Ana", **more}).id


def undo(desk: Desk, which: str) -> str:
    return undo_by(desk, which, author="Ben").id


def ruling(desk: Desk, item: str) -> tuple[str | None, dict[str, Any], int] | None:
    with desk.reading() as connection:
        row = connection.execute(select(rulings).where(rulings.c.item == item)).first()
    return None if row is None else (row.verdict, json.loads(row.change), row.comments)


def events_of(desk: Desk) -> dict[int, int]:
    """The event of each document's one happening."""
    with desk.reading() as connection:
        return {row.document: row.event for row in connection.execute(select(happenings))}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A ledger of four reports, each with an event of its own."""
    for number in range(1, 5):
        put(desk, incoming(number))
    return desk


@pytest.mark.parametrize("item", ["C1", "D1/fig1", "D1/eve1", "D1/act2", "D1/pla1", "D1/rel1", "E1", "A1", "F1",
                                  "E1/single_origin", "G1/contradiction", "G1/unit_drift/D1"])  # fmt: skip
def test_everything_can_be_accepted_and_rejected_and_that_taken_back(desk: Desk, item: str) -> None:
    judge(desk, item, "accept")
    assert ruling(desk, item) == ("accepted", {}, 0)
    second = judge(desk, item, "reject", reason="not what it says")
    assert ruling(desk, item) == ("rejected", {}, 0)
    undo(desk, second)
    assert ruling(desk, item) == ("accepted", {}, 0)
    undo(desk, "J1")
    assert ruling(desk, item) is None


def test_a_claim_goes_by_its_address_in_the_report_too(desk: Desk) -> None:
    assert judge_by(desk, on="D2/att1", act="accept", author="Ana").on == "C3"


def test_a_correction_comes_back_when_the_rejection_after_it_is_undone(desk: Desk) -> None:
    judge(desk, "D1/fig1", "correct", change={"low": "9", "best": 9})
    rejected = judge(desk, "D1/fig1", "reject")
    assert ruling(desk, "D1/fig1") == ("rejected", {"low": 9, "best": 9}, 0)
    undo(desk, rejected)
    assert ruling(desk, "D1/fig1") == ("corrected", {"low": 9, "best": 9}, 0)


def test_corrections_of_different_fields_stand_together_and_fall_alone(desk: Desk) -> None:
    judge(desk, "D1/fig1", "correct", change={"low": 9})
    judge(desk, "D1/fig1", "correct", change={"high": 20})
    judge(desk, "D1/fig1", "correct", change={"low": 10})
    assert ruling(desk, "D1/fig1") == ("corrected", {"low": 10, "high": 20}, 0)
    undo(desk, "J3")
    assert ruling(desk, "D1/fig1") == ("corrected", {"low": 9, "high": 20}, 0)
    undo(desk, "J1")
    assert ruling(desk, "D1/fig1") == ("corrected", {"high": 20}, 0)


def test_an_undo_can_be_undone(desk: Desk) -> None:
    judge(desk, "C1", "reject")
    first = undo(desk, "J1")
    assert ruling(desk, "C1") is None
    second = undo(desk, first)
    assert ruling(desk, "C1") == ("rejected", {}, 0)
    with pytest.raises(UsageError, match=f"J2 is undone already, by {second}"):
        undo(desk, first)


def test_comments_are_counted_and_decide_nothing(desk: Desk) -> None:
    judge(desk, "C1", "comment", reason="ask the translator")
    assert ruling(desk, "C1") == (None, {}, 1)
    judge(desk, "C1", "accept")
    judge(desk, "C1", "comment", reason="she agrees")
    assert ruling(desk, "C1") == ("accepted", {}, 2)
    undo(desk, "J1")
    assert ruling(desk, "C1") == ("accepted", {}, 1)


def test_a_judgement_is_bound_to_the_words_it_was_made_on(desk: Desk) -> None:
    made = judge_by(desk, on="D3/fig1", act="accept", author="Ana")
    start, end = made.evidence["spans"][0]
    assert report_text(3)[start:end] == made.evidence["quote"] == "at least 15"
    with desk.reading() as connection:
        assert made.evidence["text_id"] == connection.scalar(select(documents.c.text_id).where(documents.c.id == 3))


def test_a_correction_keeps_what_was_there_before(desk: Desk) -> None:
    made = judge_by(desk, on="D1/fig1", act="correct", author="Ana", change={"low": 9})
    assert made.change == {"low": {"before": 13, "after": 9}}


def test_a_span_may_be_given_as_numbers_or_as_its_words(desk: Desk) -> None:
    judge(desk, "D1/fig1", "correct", change={"counted": "dockworkers were", "span": "13 dockworkers"})
    found = ruling(desk, "D1/fig1")
    assert found is not None
    start, end = found[1]["span"]
    assert report_text(1)[start:end] == found[1]["text"] == "13 dockworkers"
    judge(desk, "D1/fig1", "correct", change={"span": "4-9"})
    assert (ruling(desk, "D1/fig1") or ("", {}, 0))[1]["text"] == report_text(1)[4:9]


def test_words_after_an_emoji_are_found_by_code_points(desk: Desk) -> None:
    judge(desk, "C2", "correct", change={"span": "denied that it had fired"})
    found = ruling(desk, "C2")
    assert found is not None
    start, end = found[1]["span"]
    assert report_text(1)[start:end] == "denied that it had fired"


@pytest.mark.parametrize(
    ("value", "speaker", "source"),
    [("A2", "A2", "Coast Guard"), ("Ms. Deluca", "A1", "Ms. Deluca"), ("the port", None, "the port")],
)
def test_a_speaker_is_an_actor_or_words_of_the_report(desk: Desk, value: str, speaker: str, source: str) -> None:
    judge(desk, "C1", "correct", change={"speaker": value})
    change = (ruling(desk, "C1") or ("", {}, 0))[1]
    assert change.get("speaker", "A1") == speaker
    start, end = change["source"][0]
    assert report_text(1)[start:end] == source


def test_a_place_is_one_of_the_report_or_words_of_it(desk: Desk) -> None:
    judge(desk, "D1/eve1", "correct", change={"place": "the port"})
    assert (ruling(desk, "D1/eve1") or ("", {}, 0))[1]["place_name"] == "the port"
    judge(desk, "D1/eve1", "correct", change={"place": "Orsk"})
    assert (ruling(desk, "D1/eve1") or ("", {}, 0))[1]["place"] == "D1/pla1"


def test_a_date_brings_its_bounds(desk: Desk) -> None:
    judge(desk, "D1/eve1", "correct", change={"date": "2025-02-27/2025-03-01"})
    assert (ruling(desk, "D1/eve1") or ("", {}, 0))[1] == {
        "edtf": "2025-02-27/2025-03-01", "earliest": "2025-02-27T00:00", "latest": "2025-03-01T23:59"}  # fmt: skip


def test_a_corrected_measure_sets_the_figure_beside_others(desk: Desk) -> None:
    before = effects(desk)
    judge(desk, "D1/fig1", "correct", change={"measure": "injured"})
    with desk.reading() as connection:
        key = connection.scalar(
            select(groups.c.alike).join(figures, figures.c.group == groups.c.id).where(figures.c.document == 1)
        )
    assert key == "E1|injured|people|count"
    undo(desk, "J1")
    assert effects(desk) == before


@pytest.mark.parametrize(
    ("on", "act", "change", "says"),
    [
        ("D1/fig1", "correct", {}, "say what is to be corrected"),
        ("D1/fig1", "correct", {"colour": "red"}, "has no 'colour'"),
        ("D1/fig1", "correct", {"low": "many"}, "low: 'many' is not a number"),
        ("D1/fig1", "correct", {"low": float("nan")}, "not a number that can be stored"),
        ("D1/fig1", "correct", {"low": True}, "is not a number"),
        ("D1/fig1", "correct", {"low": 20}, "low 20 is above best 13"),
        ("D1/fig1", "correct", {"low": 13}, "says so already"),
        ("D1/fig1", "correct", {"comparator": "around"}, "none of exact, about"),
        ("D1/fig1", "correct", {"span": "400-900"}, "does not lie in this report"),
        ("D1/fig1", "correct", {"span": (9, 4)}, "does not lie"),
        ("D1/fig1", "correct", {"span": "at least forty"}, "is not in this report"),
        ("D1/fig1", "correct", {"counted": "soldiers"}, "is not in this report"),
        ("C1", "correct", {"speaker": "Igor Pavlov"}, "is not in this report"),
        ("C1", "correct", {"certainty": "sure"}, "none of certain, probable, possible"),
        ("D1/eve1", "correct", {"date": "next week"}, "is not EDTF"),
        ("D1/eve1", "correct", {"date": "2025-02-30"}, "is not EDTF"),
        ("D1/eve1", "correct", {"date": "2025-03-02/2025-03-01"}, "ends before it begins"),
        ("D1/eve1", "correct", {"mode": "strike"}, "none of abduct"),
        ("D1/eve1", "correct", {"type": "WAR"}, "none of AGREE"),
        ("D1/pla1", "correct", {"lat": 91}, "no coordinate"),
        ("D1/pla1", "correct", {"lat": "none"}, "belong together"),
        ("A1", "correct", {"name": "Somebody Else"}, "no report calls them"),
        ("E1", "correct", {"type": "ASSAULT"}, "cannot be judged with correct"),
        ("D1", "accept", {}, "cannot be judged with accept"),
        ("C1", "merge", {"into": "C2"}, "cannot be judged with merge"),
        ("C1", "accept", {"low": 4}, "takes no value"),
        ("E1", "merge", {"into": "A1"}, "only two of a kind"),
        ("E1", "merge", {"into": "E1"}, "into itself"),
        ("E1", "merge", {}, "say which one"),
        ("E1", "split", {"members": ["D2/eve1"]}, "not one of the reports of E1"),
        ("E1", "split", {"members": ["D1/eve1"]}, "nothing would be left"),
        ("D1", "copy", {"of": "D1"}, "copy of itself"),
        ("D1", "copy", {"of": "D2", "kind": "stolen"}, "none of identical"),
        ("C1", "comment", {}, "a comment needs words"),
        ("C1", "praise", {}, "is no judgement"),
        ("G1", "accept", {}, "names nothing that can be judged"),
        ("C1/fig1", "accept", {}, "names nothing that can be judged"),
        ("E1/lucky", "accept", {}, "names nothing that can be judged"),
        ("D1/single_origin", "accept", {}, "names nothing that can be judged"),
        ("E1/single_origin", "correct", {"kind": "x"}, "a flag cannot be judged with correct"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line_and_nothing_is_stored(
    desk: Desk, on: str, act: str, change: dict[str, Any], says: str
) -> None:
    before = effects(desk)
    with pytest.raises(UsageError, match=says) as refused:
        judge(desk, on, act, change=change)
    assert "\n" not in str(refused.value)
    assert list_judgements(desk) == []
    assert effects(desk) == before


@pytest.mark.parametrize("on", ["C99", "D1/fig7", "D9/fig1", "E99", "A99", "F99", "D99", "C999999999999999999",
                                "E99/single_origin", "G99/contradiction", "G1/unit_drift/D2"])  # fmt: skip
def test_what_is_not_there_is_unknown(desk: Desk, on: str) -> None:
    with pytest.raises(Unknown, match=f"^{on}: no such .* C9 "):
        judge(desk, on, "accept")


@pytest.mark.parametrize("on", ["J1", "J99", "C1", "J", "J-1"])
def test_only_a_judgement_can_be_undone(desk: Desk, on: str) -> None:
    with pytest.raises(Unknown, match="no such judgement"):
        undo(desk, on)


@pytest.mark.parametrize("author", ["", "  ", "\0"])
def test_nobody_judges_without_a_name(desk: Desk, author: str) -> None:
    with pytest.raises(UsageError, match="needs an author"):
        judge(desk, "C1", "accept", author=author)


def test_nobody_judges_in_the_past_of_the_chain_or_in_the_future(desk: Desk) -> None:
    judge(desk, "C1", "accept", at="2025-03-02T10:00Z")
    for moment in ("2025-03-02T09:59Z", "2999-01-01", "yesterday"):
        with pytest.raises(UsageError, match=f"at '?{moment}"):
            judge(desk, "C1", "reject", at=moment)
    assert len(list_judgements(desk)) == 1


def test_judges_who_rule_at_the_same_time_take_their_turns(address: str, desk: Desk) -> None:
    def rule(name: str) -> list[str]:
        kept = []
        with open_ledger(address) as own:
            for number in range(1, 6):
                with suppress(Conflict):
                    kept.append(own.judge(f"C{number}", "reject", author=name, expect=0).id)
        return kept

    with ThreadPoolExecutor(3) as threads:
        made = [one for some in threads.map(rule, ["Ana", "Ben", "Cem"]) for one in some]
    assert sorted(made) == [f"J{number}" for number in range(1, 6)]  # each claim was ruled on once
    with desk.reading() as connection:
        assert list(broken(connection)) == []


def test_a_second_judge_is_told_what_the_first_ruled(desk: Desk) -> None:
    judge(desk, "D1/fig1", "correct", change={"low": 9}, expect=0)
    with pytest.raises(Conflict, match=r"Ana ruled at .* \(J1\): correct low=9; you, after none: reject.*--expect J1"):
        judge(desk, "D1/fig1", "reject", author="Ben", expect=0)
    judge(desk, "D1/fig1", "reject", author="Ben", expect="J1")
    undo(desk, "J2")
    with pytest.raises(Conflict, match=r"Ben ruled at .* \(J3\): undo"):
        judge(desk, "D1/fig1", "accept", expect="J2")
    assert [made.id for made in list_judgements(desk)] == ["J1", "J2", "J3"]


def test_merged_events_are_told_of_by_both_reports_and_their_figures_stand_together(desk: Desk) -> None:
    before = effects(desk)
    judge(desk, "E2", "merge", change={"into": "E1"})
    assert events_of(desk) == {1: 1, 2: 1, 3: 3, 4: 4}
    with desk.reading() as connection:
        assert len(set(connection.scalars(select(figures.c.group).where(figures.c.document.in_([1, 2]))))) == 1
    undo(desk, "J1")
    assert effects(desk) == before


def test_a_report_that_comes_after_a_merge_founds_its_own_event_and_joins_the_merged_actor(desk: Desk) -> None:
    judge(desk, "A1", "merge", change={"into": "A2"}, reason="for the test")
    judge(desk, "E2", "merge", change={"into": "E1"})
    put(desk, incoming(5))
    assert events_of(desk) == {1: 1, 2: 1, 3: 3, 4: 4, 5: 5}
    with desk.reading() as connection:
        named = connection.execute(select(namings.c.base, namings.c.actor).where(namings.c.document == 5))
        assert named.all()[0] == (1, 2)
    undo(desk, "J1")
    with desk.reading() as connection:
        assert set(connection.scalars(select(namings.c.actor).where(namings.c.name == "Ana Deluca"))) == {1}
    undo(desk, "J2")
    assert events_of(desk) == {number: number for number in range(1, 6)}


def test_undoing_the_first_of_a_chain_of_merges_leaves_the_second(desk: Desk) -> None:
    judge(desk, "E1", "merge", change={"into": "E2"})
    judge(desk, "E2", "merge", change={"into": "E3"})
    assert events_of(desk) == {1: 3, 2: 3, 3: 3, 4: 4}
    undo(desk, "J1")
    assert events_of(desk) == {1: 1, 2: 3, 3: 3, 4: 4}
    undo(desk, "J3")
    assert events_of(desk) == {1: 3, 2: 3, 3: 3, 4: 4}


def test_a_merged_event_is_judged_by_the_number_it_has_now(desk: Desk) -> None:
    judge(desk, "E1", "merge", change={"into": "E2"})
    for act, change in (("accept", {}), ("merge", {"into": "E3"})):
        with pytest.raises(UsageError, match="E1 is part of E2 since J1; judge E2"):
            judge(desk, "E1", act, change=change)
    with pytest.raises(UsageError, match="E1 is part of E2 since J1"):
        judge(desk, "E2", "merge", change={"into": "E1"})


def test_merges_in_a_circle_after_a_redo_come_to_one_event(desk: Desk) -> None:
    judge(desk, "E1", "merge", change={"into": "E2"})  # J1
    judge(desk, "E2", "merge", change={"into": "E3"})
    undo(desk, "J1")  # J3
    judge(desk, "E3", "merge", change={"into": "E1"})
    undo(desk, "J3")
    assert len({events_of(desk)[number] for number in (1, 2, 3)}) == 1


def test_a_report_is_parted_from_a_merged_event_and_comes_back(desk: Desk) -> None:
    judge(desk, "E2", "merge", change={"into": "E1"})
    judge(desk, "E3", "merge", change={"into": "E1"})
    merged = effects(desk)
    judge(desk, "E1", "split", change={"members": ["D3/eve1"]})
    assert events_of(desk) == {1: 1, 2: 1, 3: 5, 4: 4}
    put(desk, incoming(5))
    assert events_of(desk)[5] == 6
    judge(desk, "E5", "merge", change={"into": "E4"})
    assert events_of(desk) == {1: 1, 2: 1, 3: 4, 4: 4, 5: 6}
    undo(desk, "J4")
    undo(desk, "J3")
    assert {row for row in effects(desk)["happenings"] if row[0] < 5} == set(merged["happenings"])
    undo(desk, "J6")
    assert events_of(desk)[3] == 5


def test_an_actor_is_split_and_later_reports_join_the_first(desk: Desk) -> None:
    before = effects(desk)
    judge(desk, "A1", "split", change={"members": ["D2/act1", "D3/act1"]}, reason="two people of one name")
    put(desk, incoming(5))
    with desk.reading() as connection:
        named = dict(
            connection.execute(select(namings.c.document, namings.c.actor).where(namings.c.name == "Ana Deluca")).all()
        )
    assert named == {1: 1, 2: 3, 3: 3, 4: 1, 5: 1}
    undo(desk, "J1")
    assert [row for row in effects(desk)["namings"] if row[0] < 5] == before["namings"]


def test_a_copy_is_marked_and_the_programs_own_finding_comes_back(desk: Desk) -> None:
    with desk.writing() as connection:
        connection.execute(update(documents).where(documents.c.id == 3).values(copy_base=2, copy_base_kind="cut"))
        connection.execute(update(documents).where(documents.c.id == 3).values(copy_of=2, copy_kind="cut"))

    def copy_of(number: int) -> tuple[Any, ...]:
        with desk.reading() as connection:
            return tuple(
                connection.execute(
                    select(documents.c.copy_of, documents.c.copy_kind).where(documents.c.id == number)
                ).one()
            )

    judge(desk, "D3", "copy", change={"of": "D1", "kind": "edited"})
    assert copy_of(3) == (1, "edited")
    judge(desk, "D3", "not-copy")
    assert copy_of(3) == (None, None)
    undo(desk, "J2")
    assert copy_of(3) == (1, "edited")
    undo(desk, "J1")
    assert copy_of(3) == (2, "cut")
    with pytest.raises(UsageError, match="copies of each other"):
        judge(desk, "D2", "copy", change={"of": "D3"})
    assert copy_of(2) == (None, None)


def test_the_chain_is_whole_and_its_rows_are_kept(desk: Desk, request: pytest.FixtureRequest) -> None:
    for act in ("accept", "reject"):
        judge(desk, "C1", act, reason="Кремль 😀 \0 said so")
    with desk.reading() as connection:
        assert list(broken(connection)) == []
        assert head(connection)[0] == 2
    for statement in (update(judgements).values(author="Eve"), judgements.delete()):
        with pytest.raises((DBAPIError, LedgerError)), desk.writing() as connection:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("author", "Eve", "J2"),
        ("at", "2020-01-01T00:00:00Z", "J2"),
        ("act", "accept", "J2"),
        ("on", "C2", "J2"),
        ("evidence", "{}", "J2"),
        ("change", "{ }", "J2"),
        ("reason", "", "J2"),
        ("previous", "0" * 64, "J2"),
        ("hash", "0" * 64, "J2"),
    ],
)
def test_a_changed_judgement_is_named(desk: Desk, column: str, value: str, named: str) -> None:
    for number in (1, 2, 3):
        judge(desk, "C1", "reject", reason=f"reason {number}")
    with desk.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER keep_judgements_update")
        else:
            connection.exec_driver_sql("DROP TRIGGER keep_judgements ON judgements")
        connection.execute(update(judgements).where(judgements.c.id == 2).values({column: value}))
    with desk.reading() as connection:
        assert next(broken(connection))[0] == named


def test_a_missing_judgement_is_noticed(desk: Desk) -> None:
    for _ in range(3):
        judge(desk, "C1", "accept")
    with desk.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER keep_judgements_delete")
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:
            connection.exec_driver_sql("DROP TRIGGER keep_judgements ON judgements")
        from onrecord.ledger.schema import bindings

        connection.execute(bindings.delete().where(bindings.c.judgement == 2))
        connection.execute(judgements.delete().where(judgements.c.id == 2))
    with desk.reading() as connection:
        assert [name for name, _ in broken(connection)] == ["J3", "J3"]


def test_judgements_are_listed_by_item_author_and_moment(desk: Desk) -> None:
    judge(desk, "C1", "accept", at="2025-03-01T10:00Z")
    judge(desk, "C2", "reject", at="2025-03-02T10:00Z", author="Ben")
    undo_by(desk, "J1", author="Ben", at="2025-03-03T10:00Z")

    def ids(**asked: Any) -> list[str]:
        return [made.id for made in list_judgements(desk, **asked)]

    assert ids() == ["J1", "J2", "J3"]
    assert ids(on="C1") == ["J1", "J3"]
    assert ids(on="D1/att1") == ["J1", "J3"]
    assert ids(on="J1") == ["J1", "J3"]
    assert ids(author="Ben") == ["J2", "J3"]
    assert ids(as_of="2025-03-02") == ["J1", "J2"]
    assert ids(on="E4") == []
    assert list_judgements(desk)[0].undone_by == "J3"
    assert list_judgements(desk, as_of="2025-03-02")[0].undone_by is None
    with pytest.raises(Unknown):
        ids(on="C99")


def test_a_flag_of_the_whole_ledger_goes_with_the_event_that_it_is_on(desk: Desk) -> None:
    made = judge_by(desk, on="E2/circular_sourcing", act="reject", author="Ana")
    assert [part["quote"] for part in made.evidence["members"]] == ["hit"]
    judge(desk, "E2", "merge", change={"into": "E1"})
    with pytest.raises(UsageError, match="judge E1/circular_sourcing, or part them again"):
        judge(desk, "E2/circular_sourcing", "accept")


def test_an_open_ledger_is_judged_by_whom_the_settings_name(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger.desk, incoming(1))
    monkeypatch.setenv("LOGNAME", "login")
    assert ledger.judge("C1", "reject", author=" Ana ", reason="another mayor").author == "Ana"
    assert ledger.undo("J1").author == "login"
    assert [made.id for made in ledger.judgements(on="C1")] == ["J1", "J2"]


def test_what_is_worked_out_can_be_thrown_away_and_worked_out_again(desk: Desk) -> None:
    judge(desk, "E2", "merge", change={"into": "E1"})
    judge(desk, "E1", "split", change={"members": ["D1/eve1"]})
    judge(desk, "D2/fig1", "correct", change={"counted": "rockets"})
    judge(desk, "D4", "copy", change={"of": "D1"})
    undo(desk, "J1")
    with desk.writing() as connection:
        before = taken(connection)
        connection.execute(rulings.delete())
        connection.execute(joined.delete())
        connection.execute(update(happenings).values(event=4))
        rebuild(connection)
        assert taken(connection) == before
