"""Who agrees with whom, each ruling before knowing the other's; the blind queue, and the page that tells both."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from onrecord.core.judgement import Act, Judgement
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.agreement import alpha, awaiting, coded, double, pairs
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled

KRIPPENDORFF = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
"""Twelve units of section C of Computing Krippendorff's Alpha-Reliability (2011), as four people saw them."""


def said(*rows: tuple[Any, ...]) -> list[Judgement]:
    """Judgements in order: ``("Ana", "accept", "C1")``, ``("Ana", "undo", "J1")``."""
    gone = {row[2]: f"J{number}" for number, row in enumerate(rows, 1) if row[1] == "undo"}
    numbers = count(1)
    return [_judgement(next(numbers), *row, gone=gone) for row in rows]


def _judgement(number: int, author: str, act: Act, on: str, change: Any = None, *, gone: dict[str, str]) -> Judgement:
    item = None if act == "undo" else on
    return Judgement(id=f"J{number}", at="", author=author, act=act, on=on, item=item, reason="", change=change or {},
                     evidence={}, undone_by=gone.get(f"J{number}"), unbound=None, previous="", hash="")  # fmt: skip


def test_the_published_example_gives_the_published_figure() -> None:
    assert alpha(KRIPPENDORFF) == pytest.approx(0.743, abs=0.0005)


@pytest.mark.parametrize(("units", "expected"), [
    ([], None),
    (["a", "b"], None),
    (["aa", "aa"], None),
    (["aa", "bb"], 1.0),
    (["ab", "ba"], -0.5),
])  # fmt: skip
def test_alpha_at_the_ends(units: list[str], expected: float | None) -> None:
    assert alpha(units) == (None if expected is None else pytest.approx(expected))


@given(st.lists(st.text(alphabet="abc", max_size=4), max_size=20))
def test_alpha_is_never_above_one_and_does_not_care_for_order(units: list[str]) -> None:
    found = alpha(units)
    assert found is None or found <= 1
    again = alpha([unit[::-1] for unit in reversed(units)])
    assert found == again if found is None or again is None else found == pytest.approx(again)


@pytest.mark.parametrize(("rows", "expected"), [
    ([("Ana", "accept", "C1"), ("Bo", "reject", "C1")], {"C1": {"Ana": "accepted", "Bo": "rejected"}}),
    ([("Ana", "comment", "C1"), ("Bo", "reject", "C1")], {"C1": {"Bo": "rejected"}}),
    ([("Ana", "accept", "C1"), ("Ana", "undo", "J1"), ("Ana", "reject", "C1"), ("Bo", "accept", "C1")],
     {"C1": {"Ana": "rejected", "Bo": "accepted"}}),
    ([("Ana", "accept", "C1"), ("Ana", "undo", "J1")], {}),
    ([("Ana", "correct", "C1", {"certainty": {"before": "certain", "after": "possible"}})],
     {"C1": {"Ana": "corrected: certainty possible"}}),
])  # fmt: skip
def test_what_each_said(rows: list[tuple[Any, ...]], expected: dict[str, dict[str, str]]) -> None:
    assert coded(said(*rows)) == expected


def test_what_is_ruled_or_undone_after_both_have_ruled_is_no_second_opinion() -> None:
    codes = coded(said(
        ("Ana", "accept", "C1"), ("Ana", "accept", "C2"), ("Bo", "reject", "C1"), ("Bo", "accept", "C1"),
        ("Ana", "undo", "J1"), ("Cy", "accept", "C1"),
    ))  # fmt: skip
    assert codes["C1"] == {"Ana": "accepted", "Bo": "rejected"}


def test_a_slip_of_the_hand_taken_back_at_once_is_no_opinion() -> None:
    slip = [("Ana", "accept", "C1"), ("Bo", "reject", "C1"), ("Bo", "undo", "J2")]
    assert coded(said(*slip)) == {"C1": {"Ana": "accepted"}}
    assert coded(said(*slip, ("Bo", "accept", "C1")))["C1"]["Bo"] == "accepted"


def test_two_who_correct_differently_do_not_agree() -> None:
    low = [{"low": {"before": 3, "after": value}} for value in (9, 11)]
    found = pairs(coded(said(("Ana", "correct", "D1/fig1", low[0]), ("Bo", "correct", "D1/fig1", low[1]))))
    assert [(pair.names, pair.both, pair.same) for pair in found] == [(("Ana", "Bo"), 1, 0)]


def test_a_second_opinion_is_wanted_of_everybody_but_the_first() -> None:
    codes = coded(said(("Ana", "accept", "C1"), ("Bo", "accept", "C2"), ("Ana", "reject", "C2")))
    assert (awaiting(codes, "Ana"), awaiting(codes, "  Bo "), awaiting(codes, "Cy")) == ([], ["C1"], ["C1"])
    assert list(double(codes)) == ["C2"]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[TestClient, TestClient, Ledger]]:
    with open_ledger(filled(tmp_path, REPORTS[:2])) as ledger:
        yield _browser(ledger, "Ana Reviewer"), _browser(ledger, "Bo Reviewer"), ledger


def _browser(ledger: Ledger, name: str) -> TestClient:
    client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
    client.get("/", params={"token": TOKEN})
    client.post("/preferences/reviewer", data={"name": name}, headers=ORIGIN)
    return client


def _queue(client: TestClient) -> list[Any]:
    return list(html.fromstring(client.get("/review/second").text).find_class("entry"))


def _mark(client: TestClient, entry: Any, act: str) -> None:
    [button] = entry.xpath(f".//button[starts-with(@value, '{act} ')]")
    sent = {"mark": button.get("value"), "back": "/review/second"}
    assert client.post("/judgements/mark", data=sent, headers=ORIGIN, follow_redirects=False).status_code == 303


def test_the_second_reviewer_does_not_see_what_the_first_ruled(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, bo, ledger = two
    claim = next(iter(ledger.claims())).id
    ledger.judge(claim, "reject", author="Ana Reviewer", reason="of another mayor")
    assert _queue(ana) == []
    [entry] = _queue(bo)
    assert entry.get("id") == claim
    words = html.fromstring(bo.get("/review/second").text).text_content()
    assert not any(part in words for part in ("Ana Reviewer", "of another mayor", "rejected"))
    assert claim not in bo.get("/review/agreement").text
    _mark(bo, entry, "accept")
    assert _queue(bo) == []
    found = html.fromstring(ana.get("/review/agreement").text)
    [differs] = found.find_class("entry")
    shown = differs.text_content()
    assert all(part in shown for part in ("Ana Reviewer", "rejected", "Bo Reviewer", "accepted", claim))


def test_without_a_name_there_is_no_second_opinion(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, _, ledger = two
    ledger.judge(next(iter(ledger.claims())).id, "reject", author="Bo Reviewer")
    ana.post("/preferences/reviewer", data={"name": ""}, headers=ORIGIN)
    assert _queue(ana) == []
    assert "Say who you are first" in ana.get("/review/second").text


def test_agreement_has_its_figure(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, _, ledger = two
    assert "Nothing has been ruled on by two people" in ana.get("/review/agreement").text
    first, second = [one.id for one in ledger.claims()][:2]
    for name in ("Ana Reviewer", "Bo Reviewer"):
        ledger.judge(first, "accept", author=name)
        ledger.judge(second, "reject", author=name)
    [row] = html.fromstring(ana.get("/review/agreement").text).xpath("//tbody/tr")
    assert [cell.text_content() for cell in row.iter("td")] == ["Ana Reviewer and Bo Reviewer", "2", "2", "1.00"]
