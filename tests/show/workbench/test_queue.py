"""What waits for a ruling: figures and flags beside claims, what matters most first, blind a second time, as files."""

import csv
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlencode

import pytest
from lxml import html
from sqlalchemy import update
from starlette.testclient import TestClient

from onrecord.adding import add
from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.errors import LedgerError
from onrecord.ledger.schema import searches
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.queue import kind_of
from onrecord.show.workbench.quoting import runs
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[TestClient, TestClient, Ledger]]:
    """Two people at the ledger of the fire, each with a browser and a name."""
    with open_ledger(filled(tmp_path, REPORTS)) as ledger:
        both = []
        for name in ("Ana Reviewer", "Bo Reviewer"):
            client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
            client.get("/", params={"token": TOKEN})
            client.post("/preferences/reviewer", data={"name": name}, headers=ORIGIN)
            both.append(client)
        yield both[0], both[1], ledger


def entries(client: TestClient, path: str, **asked: Any) -> dict[str, Any]:
    found = html.fromstring(client.get(path, params=asked).text).find_class("entry")
    return {one.get("data-name"): one for one in found}


def mark(client: TestClient, entry: Any, act: str) -> None:
    [button] = entry.xpath(f".//button[starts-with(@value, '{act} ')]")
    sent = {"mark": button.get("value"), "back": "/review?kind=all"}
    answer = client.post("/judgements/mark", data=sent, headers=ORIGIN, follow_redirects=False)
    assert answer.headers["location"] == f"/review?kind=all#{entry.get('id')}"


@pytest.mark.parametrize(("name", "kind"), [
    ("C9", "claims"), ("D41/fig3", "figures"), ("F9", "flags"), ("G5/unit_drift/D7", "flags"),
    ("E12/single_origin", "flags"), ("D41/eve1", None), ("D41", None), ("C0", None), ("C९", None), ("", None),
])  # fmt: skip
def test_a_thing_is_of_the_kind_its_name_says(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("kind", ["claims", "figures", "flags", "all"])
def test_the_queue_is_the_same_on_the_screen_as_csv_and_as_json(
    two: tuple[TestClient, TestClient, Ledger], kind: str
) -> None:
    ana, _, _ = two
    shown: list[str] = []
    path = f"/review?kind={kind}"
    while path:
        page = html.fromstring(ana.get(path).text)
        shown += [one.get("data-name") for one in page.find_class("entry")]
        path = next(iter(page.xpath("//p[@class='pager']/a/@href")), "")
    told = ana.get("/review.json", params={"kind": kind}).json()
    cells = list(csv.DictReader(io.StringIO(ana.get("/review.csv", params={"kind": kind}).text)))
    assert shown == [one["id"] for one in told] == [one["id"] for one in cells]
    assert shown
    assert [one["weight"] for one in told] == sorted((one["weight"] for one in told), reverse=True)
    assert {kind_of(name) for name in shown} == ({kind} if kind != "all" else {"claims", "figures", "flags"})
    noun = {"all": "thing"}.get(kind, kind.removesuffix("s"))
    assert f"{len(shown)} {noun}" in html.fromstring(ana.get(f"/review?kind={kind}").text).find_class("last")[0].text


def test_the_queues_are_the_same_on_every_database(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(one) + "\n" for one in REPORTS), encoding="utf-8")
    assert add(ledger, [tmp_path / "reports.jsonl"]).added == len(REPORTS)
    client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
    client.get("/", params={"token": TOKEN})
    client.post("/preferences/reviewer", data={"name": "Ana Reviewer"}, headers=ORIGIN)
    waits = entries(client, "/review", kind="all")
    assert {kind_of(name) for name in waits} == {"claims", "figures", "flags"}
    for name, entry in list(waits.items())[:6]:
        mark(client, entry, "accept")
        assert name not in entries(client, "/review", kind="all")
    saved = client.post("/saved", data={"name": "x", "path": "/figures", "query": "measure=killed"}, headers=ORIGIN)
    assert "nothing new" in saved.text
    with ledger.desk.writing() as connection:
        connection.execute(update(searches).values(seen=2))
    assert "new</span>" in client.get("/saved").text
    assert client.get("/review/agreement").status_code == client.get("/refusals").status_code == 200


def test_every_thing_that_waits_has_its_words_in_sight(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, _, _ = two
    texts = {f"D{one}": ana.get(f"/documents/D{one}.json").json()["document"]["text"] for one in range(1, 5)}
    for name, entry in entries(ana, "/review", kind="all").items():
        quotes = entry.xpath(".//blockquote/p[@data-words]")
        assert quotes, name
        for quote in quotes:
            text = texts[quote.get("data-words").rpartition("/")[2]]
            for run in quote.xpath("./span"):
                start, length = int(run.get("data-s")), int(run.get("data-n"))
                assert run.text_content() == text[start : start + length]


def test_two_reports_that_disagree_wait_as_a_flag(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, _, ledger = two
    raised = {one.id: one for one in ledger.flags()}
    waits = entries(ana, "/review", kind="flags")
    assert set(waits) == set(raised)
    whole = next(name for name in waits if "/" in name)
    assert raised[whole].because in " ".join(waits[whole].text_content().split())
    mark(ana, waits[whole], "accept")
    mark(ana, next(entry for name, entry in waits.items() if name != whole), "reject")
    assert len(entries(ana, "/review", kind="flags")) == len(waits) - 2


def test_in_a_large_ledger_flags_of_the_whole_come_behind_the_page(
    two: tuple[TestClient, TestClient, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo, ledger = two
    monkeypatch.setattr("onrecord.show.workbench.queue.whole.FEW", 2)
    monkeypatch.setattr("onrecord.show.workbench.queue.whole.PATIENCE", 0)
    through, given = Event(), list(ledger.flags())

    def slowly(**asked: Any) -> Iterator[Any]:
        yield from given
        assert through.wait(60)

    monkeypatch.setattr(ledger, "flags", slowly)
    whole = next(one for one in given if "/" in one.id)
    while whole.id not in (waits := entries(ana, "/review", kind="flags")):
        time.sleep(0.01)
    assert whole.because in " ".join(waits[whole.id].text_content().split())
    assert "still being worked out" in ana.get("/review", params={"kind": "flags"}).text
    through.set()
    assert {one["id"] for one in ana.get("/review.json", params={"kind": "flags"}).json()} == {one.id for one in given}
    assert "still being worked out" not in ana.get("/review", params={"kind": "flags"}).text
    ledger.judge(whole.id, "reject", author="Ana Reviewer")
    waits = entries(bo, "/review/second")
    assert list(waits) == [whole.id]
    assert whole.because in " ".join(waits[whole.id].text_content().split())


def test_what_goes_wrong_behind_the_page_is_told_by_the_page(
    two: tuple[TestClient, TestClient, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _, ledger = two

    def gone(**asked: Any) -> Iterator[Any]:
        raise LedgerError("the disk is gone")
        yield

    with monkeypatch.context() as while_:
        while_.setattr(ledger, "flags", gone)
        assert "the disk is gone" in ana.get("/review", params={"kind": "flags"}).text
        assert entries(ana, "/review", kind="claims")
    assert entries(ana, "/review", kind="flags")


@pytest.mark.parametrize("kind", ["claims", "figures", "flags", "all"])
@pytest.mark.parametrize(
    "asked", [{"publisher": "Coast Herald"}, {"where": "Odesa"}, {"actor": "Deluca"}, {"as_of": "2025-03-02"},
              {"until": "2025-03-02"}, {"certainty": "possible"}, {"about": "dockworkers"}, {"after": "D2"}],
)  # fmt: skip
def test_the_queue_is_narrowed_as_every_page_is(
    two: tuple[TestClient, TestClient, Ledger], asked: dict[str, str], kind: str
) -> None:
    ana, _, ledger = two
    every = [one["id"] for one in ana.get("/review.json", params={"kind": kind}).json()]
    kept = [one["id"] for one in ana.get("/review.json", params={"kind": kind, **asked}).json()]
    fitting = {one.id for one in (*ledger.claims(**asked), *ledger.flags(**asked))}
    fitting |= {one.address for group in ledger.figures(**asked) for one in group.statements}
    assert kept == [name for name in every if name in kept]
    assert set(kept) <= fitting
    assert {name for name in every if name in fitting and "fig" not in name} <= set(kept)
    page = html.fromstring(ana.get("/review", params={"kind": kind, **asked}).text)
    assert [one.get("data-name") for one in page.find_class("entry")] == kept[:20]
    assert page.find_class("last")[0].text.strip().startswith(f"{len(kept)} ")
    links = page.xpath("//main//a[starts-with(@href, '/review') or starts-with(@href, '/documents/')]/@href")
    word = urlencode(asked)
    assert [one for one in links if word not in one and not one.startswith("/review/agreement")] == []
    bulk = html.fromstring(ana.get("/review/bulk", params={"kind": kind, **asked}).text)
    assert len(bulk.find_class("entry")) == len(kept[:20])


def test_a_second_opinion_is_asked_of_what_the_filter_lets_through(two: tuple[TestClient, TestClient, Ledger]) -> None:
    _, bo, ledger = two
    one, other = (next(ledger.claims(document=number)) for number in ("D1", "D4"))
    figure = next(each.address for group in ledger.figures(document="D1") for each in group.statements)
    for name in (one.id, other.id, figure):
        ledger.judge(name, "accept", author="Ana Reviewer")
    assert set(entries(bo, "/review/second")) == {one.id, other.id, figure}
    assert set(entries(bo, "/review/second", publisher=one.publisher)) == {one.id, figure}
    assert set(entries(bo, "/review/second", publisher=other.publisher)) == {other.id}


def test_a_correction_puts_the_flag_out_of_the_queue_that_it_answers(
    two: tuple[TestClient, TestClient, Ledger],
) -> None:
    ana, _, ledger = two
    before = set(entries(ana, "/review", kind="flags"))
    drift = next(one for one in ledger.flags() if one.kind in {"unit_drift", "magnitude_drift"})
    group = next(one for one in ledger.figures() if one.id == drift.on[0])
    for one in group.statements:
        if one.unit == "kilometer ** 2":
            ledger.judge(one.address, "correct", author="Ana Reviewer", change={"unit": "meter ** 2"})
    after = set(entries(ana, "/review", kind="flags"))
    assert drift.id in before - after


def test_figures_and_flags_are_coded_twice_and_blind(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, bo, ledger = two
    figure = next(iter(entries(ana, "/review", kind="figures")))
    flag = next(name for name in entries(ana, "/review", kind="flags") if "/" in name)
    claim = next(iter(entries(ana, "/review")))
    for name in (figure, flag, claim):
        ledger.judge(name, "reject", author="Ana Reviewer", reason="of another harbour")
    assert entries(ana, "/review/second") == {}
    waits = entries(bo, "/review/second")
    assert set(waits) == {figure, flag, claim}
    words = bo.get("/review/second").text
    assert not any(part in words for part in ("Ana Reviewer", "of another harbour", "rejected"))
    for kind, name in (("figures", figure), ("flags", flag), ("claims", claim)):
        assert list(entries(bo, "/review/second", kind=kind)) == [name]
    mark(bo, waits[figure], "accept")
    mark(bo, waits[flag], "reject")
    assert set(entries(bo, "/review/second")) == {claim}
    page = html.fromstring(bo.get("/review/agreement").text)
    each = [[cell.text_content() for cell in row.iter("td")] for row in page.xpath("(//table)[2]/tbody/tr")]
    assert each == [["figures", "1", "0", "0.00"], ["flags", "1", "1", "–"]]
    [differs] = page.find_class("entry")
    assert figure in differs.text_content()
    told = bo.get("/review/agreement.json", params={"kind": "figures"}).json()
    assert [(one["item"], one["reviewer"], one["verdict"]) for one in told] == [
        (figure, "Ana Reviewer", "rejected"), (figure, "Bo Reviewer", "accepted"),
    ]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), [("low", "12"), ("measure", "injured"), ("counted", "workers")])
def test_a_figure_is_corrected_from_the_queue(
    two: tuple[TestClient, TestClient, Ledger], field: str, value: str
) -> None:
    ana, _, ledger = two
    page = html.fromstring(ana.get("/review", params={"kind": "figures", "fix": "D1/fig1"}).text)
    [form] = [one for one in page.forms if one.get("id") == ("fixing" if field == "low" else f"fix-{field}")]
    sent = {one.get("name"): one.get("value") for one in form.inputs if one.get("name")}
    assert sent["on"] == "D1/fig1"
    sent["low" if field == "low" else "value"] = value
    before = len(ledger.judgements())
    answer = ana.post("/judgements", data=sent, headers=ORIGIN, follow_redirects=False)
    assert (answer.status_code, len(ledger.judgements())) == (303, before + 1)
    assert ledger.judgements()[-1].change[field]["after"] == (12 if field == "low" else value)


def test_the_runs_of_a_quote_are_its_report_character_for_character() -> None:
    text = "Пожар 🔥👩\u200d🚒 3\u202e1\u202c killed, он said\u200b."
    span = Span(text.index("3"), text.index("1") + 1)
    quote = Quote(item="C1", document="D1", publisher=None, published=None, span=span, before=text[: span.start],
                  text=span.of(text), after=text[span.end :])  # fmt: skip
    made = list(runs(quote))
    assert [text[one.start : one.start + one.length] for one in made] != [one.text for one in made]
    place = 0
    for one in made:
        assert one.start == place
        if one.length > 1:
            assert one.text == text[one.start : one.start + one.length]
        place += one.length
    assert place == len(text)
    assert "".join(one.text for one in made if one.marked) == "3⟨RLO⟩1"
    assert "\u202e" not in "".join(one.text for one in made)
