"""The collections fit their texts, and their scorer gives 100 to the gold itself and less to what is broken."""

from __future__ import annotations

import copy
import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from evaluation import weighing
from evaluation.weighed import events, known
from evaluation.weighed.gold import Answers, Collection, collection, names
from onrecord.core.plover import TYPES

each = pytest.mark.parametrize("wanted", [collection(name) for name in names()], ids=names())
KINDS = {"compatible", "update", "downward_revision", "contradiction", "denial", "drift", "not_comparable"}


def moment(told: str) -> datetime:
    return datetime.fromisoformat(told.replace("Z", "+00:00"))


def published(wanted: Collection, name: str) -> datetime:
    return moment(wanted.reports[name]["published"])


def statements(wanted: Collection) -> list[dict[str, Any]]:
    return [told for group in wanted.gold["figures"] for told in group["statements"]]


def test_there_are_four_collections_of_the_size_that_is_promised() -> None:
    sizes = {name: (len(collection(name).reports), len(collection(name).gold["events"])) for name in names()}
    assert sizes["valley"] >= (44, 5)
    assert sizes["strait"] >= (20, 3)
    assert sizes["lakes"] >= (40, 5)
    assert sizes["capital"] >= (40, 9)


@each
def test_reports_lie_in_the_order_of_publication_with_hour_and_zone(wanted: Collection) -> None:
    moments = [published(wanted, name) for name in wanted.reports]
    assert moments == sorted(moments)
    assert all(one.tzinfo is not None for one in moments)


@each
def test_a_report_is_as_long_as_a_report(wanted: Collection) -> None:
    assert all(80 <= len(report["text"].split()) <= 450 for report in wanted.reports.values())


@each
def test_what_gold_quotes_stands_in_its_document(wanted: Collection) -> None:
    for told in [
        *statements(wanted),
        *wanted.gold["due"],
        *(x[s] for x in wanted.gold["not_comparable"] for s in "ab"),
    ]:
        start, end = wanted.span(told)
        assert wanted.reports[told["document"]]["text"][start:end] == told["text"]
    for flag in wanted.gold["flags"]:
        assert any(flag["text"] in wanted.reports[name]["text"] for name in flag["documents"]), flag


@each
def test_every_document_named_exists(wanted: Collection) -> None:
    gold = wanted.gold
    named = [name for part in ("events", "actors", "flags") for one in gold[part] for name in one["documents"]]
    named += [one["document"] for part in ("copies", "carries", "takes_back", "due") for one in gold[part]]
    named += [name for one in gold["due"] for name in one["answered_by"]]
    named += [name for one in gold["events"] for origin in one["origins"]["list"] for name in origin["documents"]]
    assert set(named) <= wanted.reports.keys()


@each
def test_families_are_flat_and_start_with_their_earliest_report(wanted: Collection) -> None:
    copied = {one["document"] for one in wanted.gold["copies"]}
    for one in wanted.gold["copies"]:
        assert one["of"] not in copied
        assert published(wanted, one["of"]) < published(wanted, one["document"])


@each
def test_a_change_stands_in_the_copy_and_what_it_replaced_in_the_original(wanted: Collection) -> None:
    for one in wanted.gold["copies"]:
        for change in one["changed"]:
            assert change["from"] in wanted.reports[one["of"]]["text"]
            assert change["to"] in wanted.reports[one["document"]]["text"]


@each
def test_an_identical_copy_is_identical_and_no_other_is(wanted: Collection) -> None:
    for one in wanted.gold["copies"]:
        same = wanted.reports[one["document"]]["text"] == wanted.reports[one["of"]]["text"]
        assert same == (one["kind"] == "identical")


@each
def test_outlets_and_origins_count_what_is_listed(wanted: Collection) -> None:
    withdrawn = {one["of"] for one in wanted.gold["takes_back"] if one["kind"] == "retracts"}
    for event in wanted.gold["events"]:
        assert event["type"] in TYPES
        live = set(event["documents"]) - withdrawn
        assert event["outlets"] == len({wanted.reports[name]["publisher"] for name in live})
        kinds = Counter(one["kind"] in ("unnamed", "circle") for one in event["origins"]["list"])
        assert (event["origins"]["min"], event["origins"]["max"]) == (max(1, kinds[False]), max(1, kinds.total()))
        assert all(set(one["documents"]) <= live for one in event["origins"]["list"])


@each
def test_relations_join_two_statements_in_order_and_have_a_kind_and_a_reason(wanted: Collection) -> None:
    for group in wanted.gold["figures"]:
        for relation in group["relations"]:
            assert 0 <= relation["a"] < relation["b"] < len(group["statements"])
            assert set(relation["kind"]) <= KINDS
            assert relation["because"]


@each
def test_statements_hold_bounds_that_fit_their_comparator(wanted: Collection) -> None:
    open_ends = {"at_least": (False, True), "more_than": (False, True), "at_most": (True, False),
                 "less_than": (True, False), "exact": (False, False), "about": (False, False),
                 "range": (False, False)}  # fmt: skip
    for told in statements(wanted):
        assert (told["low"] is None, told["high"] is None) == open_ends[told["comparator"]], told
        assert told["approximate"] == (told["comparator"] == "about")


@each
def test_what_is_due_is_answered_after_it_was_announced(wanted: Collection) -> None:
    for item in wanted.gold["due"]:
        for at, status in zip(wanted.gold["moments"], item["status"], strict=True):
            assert (status is None) == (published(wanted, item["document"]) > moment(at))
            told = any(published(wanted, name) <= moment(at) for name in item["answered_by"])
            assert status is None or told == (status in ("answered", "missed")), item
        assert all(published(wanted, name) > published(wanted, item["document"]) for name in item["answered_by"])


@each
def test_look_alikes_are_two_different_things_of_the_collection(wanted: Collection) -> None:
    events = {one["id"] for one in wanted.gold["events"]}
    assert all(set(pair) <= events and len(set(pair)) == 2 for pair in wanted.gold["look_alikes"])
    rivals = {(one["id"], other) for one in wanted.gold["actors"] for other in one["not_same_as"]}
    assert all((other, one) in rivals and one != other for one, other in rivals)


def perfect(wanted: Collection) -> Answers:
    """The gold itself, as a ledger would answer it."""
    gold = wanted.gold
    numbers = {name: f"D{at}" for at, name in enumerate(wanted.reports, 1)}
    return Answers(
        documents=_documents(wanted, numbers),
        events=_events(wanted, numbers),
        figures=_figures(wanted, numbers),
        flags=[
            {"kind": flag["kind"], "evidence": [{"document": numbers[name]} for name in flag["documents"]]}
            for flag in gold["flags"]
        ],
        actors=[{"id": one["id"], "names": one["names"]} for one in gold["actors"]],
        then={at: _then(wanted, at, numbers) for at in wanted.moments()},
    )


def _documents(wanted: Collection, numbers: dict[str, str]) -> list[dict[str, Any]]:
    copies = {one["document"]: one for one in wanted.gold["copies"]}
    carries = {one["document"]: one["agency"] for one in wanted.gold["carries"]}
    return [
        {"id": number, "external_id": name, "carries": carries.get(name),
         "copy_of": numbers[copies[name]["of"]] if name in copies else None,
         "copy_kind": copies[name]["kind"] if name in copies else None,
         "changed": copies[name]["changed"] if name in copies else []}
        for name, number in numbers.items()
    ]  # fmt: skip


def _events(wanted: Collection, numbers: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {**one, "status": one["status"][0], "documents": [numbers[name] for name in one["documents"]]}
        for one in wanted.gold["events"]
    ]


def _figures(wanted: Collection, numbers: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {**group, "resolved": None,
         "statements": [{**told, "document": numbers[told["document"]], "span": list(wanted.span(told)),
                         "published": published(wanted, told["document"]).isoformat()}
                        for told in group["statements"]],
         "relations": [{**relation, "kind": relation["kind"][0]} for relation in group["relations"]]}
        for group in wanted.gold["figures"]
    ]  # fmt: skip


def _then(wanted: Collection, at: str, numbers: dict[str, str]) -> dict[str, Any]:
    questions = [one for one in wanted.gold["as_of"] if one["at"] == at]
    figures, events = _figures(wanted, numbers), _events(wanted, numbers)
    for question in questions:
        for one in figures:
            if one["id"] == question.get("figures"):
                one["resolved"] = question.get("resolved")
        for one in events:
            if one["id"] == question["event"] and "outlets" in question:
                one["outlets"] = question["outlets"]
    which = wanted.gold["moments"].index(at) if at in wanted.gold["moments"] else 0
    due = [
        {"document": numbers[item["document"]], "span": list(wanted.span(item)), "status": item["status"][which],
         "answered_by": [numbers[name] for name in item["answered_by"]]}
        for item in wanted.gold["due"]
    ]  # fmt: skip
    return {"due": due, "figures": figures, "events": events}


@each
def test_the_gold_itself_scores_a_hundred_everywhere(wanted: Collection) -> None:
    figures = weighing.compare(wanted, perfect(wanted))
    assert figures == pytest.approx(dict.fromkeys(figures, 100.0))


@each
def test_a_ledger_that_answers_nothing_scores_nothing(wanted: Collection) -> None:
    asked = weighing.compare(wanted, Answers())
    assert asked == dict.fromkeys(asked, 0.0)


def _no_copies(given: Answers) -> None:
    for one in given.documents or []:
        one.update(copy_of=None, copy_kind=None, changed=[], carries=None)  # type: ignore[attr-defined]


def _all_copies_cut(given: Answers) -> None:
    for one in given.documents or []:
        one.update(copy_kind="cut")  # type: ignore[attr-defined]


def _two_events_joined(given: Answers) -> None:
    events: Any = given.events
    one, other = events[:2]  # two look-alikes of one day
    merged = {**one, "type": other["type"], "documents": sorted({*one["documents"], *other["documents"]})}
    events[:] = [merged, *events[2:]]


def _an_event_a_report(given: Answers) -> None:
    events: Any = given.events
    events[:] = [
        {**one, "id": f"{one['id']}/{name}", "documents": [name]} for one in events for name in one["documents"]
    ]


def _all_contested(given: Answers) -> None:
    for one in given.events or []:
        one.update(status="contested")  # type: ignore[attr-defined]


def _exact_numbers(given: Answers) -> None:
    for group in given.figures or []:
        for told in group["statements"]:
            told.update(comparator="exact", high=told["low"])


def _all_denied(given: Answers) -> None:
    for group in given.figures or []:
        for relation in group["relations"]:
            relation["kind"] = "denial"


def _nothing_related(given: Answers) -> None:
    for group in given.figures or []:
        group["relations"].clear()


def _one_origin(given: Answers) -> None:
    for one in [*(given.events or []), *(given.figures or [])]:
        one.update(origins={"min": 1, "max": 1}, outlets=1)  # type: ignore[attr-defined]


def _drift_everywhere(given: Answers) -> None:
    flags: Any = given.flags
    flags.extend({"kind": "unit_drift", "evidence": [{"document": one["id"]}]} for one in given.documents or [])


def _all_open(given: Answers) -> None:
    for then in given.then.values():
        for item in then["due"] or []:
            item.update(status="open", answered_by=[])  # type: ignore[attr-defined]


def _nothing_resolved(given: Answers) -> None:
    for then in given.then.values():
        for group in then["figures"] or []:
            group["resolved"] = None  # type: ignore[index]


def _one_actor(given: Answers) -> None:
    actors: Any = given.actors
    actors[:] = [{"id": "A1", "names": [name for one in actors for name in one["names"]]}]


@pytest.mark.parametrize(
    ("spoil", "lower"),
    [
        (_no_copies, {"copy families F1", "kind of copy", "changes in copies", "agencies credited"}),
        (_all_copies_cut, {"kind of copy"}),
        (_two_events_joined, {"events B3 F1", "look-alike events apart"}),
        (_an_event_a_report, {"events B3 F1"}),
        (_all_contested, {"status of events", "contested events rightly"}),
        (_exact_numbers, {"figures found"}),
        (_all_denied, {"relations of figures", "denials rightly"}),
        (_nothing_related, {"relations of figures", "denials found"}),
        (_one_origin, {"origins interval", "outlets"}),
        (_drift_everywhere, {"drift rightly"}),
        (_all_open, {"due status", "due answered by"}),
        (_nothing_resolved, {"as of"}),
        (_one_actor, {"names joined F1", "look-alike actors apart"}),
    ],
    ids=lambda value: getattr(value, "__name__", "")[1:],
)
@each
def test_what_is_broken_scores_less_just_there(wanted: Collection, spoil: Any, lower: set[str]) -> None:
    given = copy.deepcopy(perfect(wanted))
    spoil(given)
    figures = weighing.compare(wanted, given)
    assert {name for name in lower if figures[name] >= 100} == set()
    assert figures["names of actors found"] == 100


def test_what_the_ledger_answers_is_scored(tmp_path: Path) -> None:
    """The whole way through: reports are added, the commands asked, every figure is a share."""
    small = collection("strait")
    path = tmp_path / "reports.jsonl"
    reports = {name: report for name, report in small.reports.items() if name in ("s01", "s02")}
    path.write_text("".join(json.dumps(report) + "\n" for report in reports.values()), encoding="utf-8")
    given = weighing.asked(Collection("two", path, reports, {"moments": ["2025-06-08T00:00Z"], "as_of": []}))
    assert given.ids() == {"D1": "s01", "D2": "s02"}
    assert [one["copy_of"] for one in given.documents or []] == [None, "D1"]
    figures = weighing.compare(small, given)
    assert 0 < figures["copy families F1"] < 100
    assert all(0 <= value <= 100 for value in figures.values())


def test_with_the_events_and_groups_of_gold_put_in_no_event_is_missed_and_every_outlet_found(tmp_path: Path) -> None:
    whole = collection("strait")
    path = tmp_path / "four.jsonl"
    reports = {name: whole.reports[name] for name in ("s01", "s04", "s07", "s14")}  # two of them tell without a trigger
    path.write_text("".join(json.dumps(report) + "\n" for report in reports.values()), encoding="utf-8")
    gold: dict[str, Any] = {"moments": [], "as_of": [], "look_alikes": [], "events": [], "figures": []}
    for event in whole.gold["events"]:
        if told := [name for name in event["documents"] if name in reports]:
            outlets = len({reports[name]["publisher"] for name in told})
            gold["events"].append({**event, "documents": told, "outlets": outlets})
    wanted = Collection("four", path, reports, gold)
    found = events.score(wanted, weighing.asked(wanted, with_gold=True))
    assert found["events B3 F1"] == 100
    less = events.score(wanted, weighing.asked(wanted))
    assert less["events B3 F1"] < 100


def test_who_knows_is_scored_by_name_by_kind_and_by_whether_it_is_a_party() -> None:
    wanted = collection("strait")
    answers = copy.deepcopy(perfect(wanted))  # gold's own lists are not to be spoilt with them
    assert known.score(wanted, answers) == pytest.approx(dict.fromkeys(known.score(wanted, answers), 100.0))
    for event in answers.events or []:
        for one in event["origins"]["list"]:
            one["kind"], one["party"] = "witness" if one["kind"] == "witness" else "media", "A"
    spoilt = known.score(wanted, answers)
    assert spoilt["origins found"] == pytest.approx(100)
    assert spoilt["kinds of origins"] < 50
    assert spoilt["parties told from others"] < 100
