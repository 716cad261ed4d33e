"""Reports that come in by hand: read in the background, each stored by itself, what is refused told with its reason."""

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.adding import Added, add
from onrecord.errors import LedgerBusy, Unknown
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.adding import Run, Runs, expected
from onrecord.show.workbench.words import lasting, pace
from tests.show.workbench.conftest import ADDRESS, FIRE, ORIGIN, TOKEN

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(256)


@pytest.fixture
def taking(tmp_path: Path) -> Iterator[tuple[TestClient, Ledger]]:
    """A desk that takes reports in, over an empty ledger."""
    with open_ledger(tmp_path / "new.ledger") as ledger:
        app = create_app(ledger, token=TOKEN, add=partial(add, ledger))
        client = TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)
        client.get("/", params={"token": TOKEN})
        yield client, ledger


def the_runs(client: TestClient) -> Runs:
    found: Runs = client.app.state.runs  # type: ignore[attr-defined]
    return found


def added(client: TestClient, **sent: Any) -> str:
    """What the page says once all that was sent has been dealt with."""
    answer = client.post("/add", headers=ORIGIN, follow_redirects=False, **sent)
    assert answer.status_code == 303, answer.text
    page = answer.headers["location"]
    assert the_runs(client).wait(int(page.rpartition("/")[2]), seconds=120).state == "done"
    return client.get(page).text


def test_words_that_are_pasted_become_a_report(taking: tuple[TestClient, Ledger]) -> None:
    client, ledger = taking
    sent = {"text": FIRE, "title": "Port burns 🔥", "publisher": "Coast Herald", "published": "2025-03-02T18:10Z"}
    assert "1 report added" in added(client, data=sent)
    assert [(one.title, one.publisher) for one in ledger.documents()] == [("Port burns 🔥", "Coast Herald")]
    assert "1 known already" in added(client, data=sent)


@pytest.mark.parametrize("name", [
    "../../etc/report.txt", "/abs/report.txt", "..\\..\\report.txt", ".report.txt", "a" * 300 + ".txt",
    "<script>alert('pwned')</script>.txt", "re\x00port.txt", "CON.txt",
])  # fmt: skip
def test_no_name_of_a_file_is_a_path(taking: tuple[TestClient, Ledger], tmp_path: Path, name: str) -> None:
    client, ledger = taking
    before = {path for path in tmp_path.parent.rglob("*") if "ledger" not in path.name}
    words = added(client, files={"files": (name, FIRE.encode())})
    assert "1 report added" in words
    assert "<script>alert" not in words + client.get("/documents").text
    after = {path for path in tmp_path.parent.rglob("*") if "ledger" not in path.name}
    assert {path for path in after - before if ".store" not in str(path)} == set()
    assert len(list(ledger.documents())) == 1


def test_what_cannot_be_read_is_named_with_its_reason_and_kept_apart(taking: tuple[TestClient, Ledger]) -> None:
    client, ledger = taking
    words = added(client, files=[("files", ("picture.txt", PICTURE)), ("files", ("a.txt", FIRE.encode()))])
    assert "1 report added, 1 refused" in words
    [why] = [one.text_content() for one in html.fromstring(words).xpath("//*[@id='refused']/following::ul[1]/li")]
    assert why.startswith("picture.txt: a picture (PNG), not text")
    shown = html.fromstring(client.get("/refusals").text).xpath("//tbody/tr")
    told = client.get("/refusals.json").json()
    cells = list(csv.DictReader(io.StringIO(client.get("/refusals.csv").text)))
    assert len(shown) == len(told) == len(cells) == 1
    assert shown[0].xpath("./td")[0].text.strip() == told[0]["because"] == why
    assert (told[0]["locator"], cells[0]["locator"]) == ("picture.txt", "picture.txt")  # not where it lay for a moment
    assert len(list(ledger.documents())) == 1


@pytest.mark.parametrize("sent", [{"text": "  "}, {"text": FIRE, "published": "yesterday"}, {"publisher": "Herald"}])
def test_what_makes_no_report_is_told_at_once(taking: tuple[TestClient, Ledger], sent: dict[str, str]) -> None:
    client, ledger = taking
    assert client.post("/add", data=sent, headers=ORIGIN).status_code == 400
    assert list(ledger.documents()) == []
    assert client.get("/add/1").status_code == 404


def test_a_desk_that_only_reads_takes_nothing_in(client: TestClient) -> None:
    assert client.post("/add", data={"text": FIRE}, headers=ORIGIN).status_code == 400


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_answered_with_the_limit_and_the_way_out(
    taking: tuple[TestClient, Ledger], monkeypatch: pytest.MonkeyPatch, chunked: bool
) -> None:
    client, ledger = taking
    monkeypatch.setattr("onrecord.show.workbench.guard.MOST_BYTES", 2_000_000)
    body = b"--x\r\nContent-Disposition: form-data; name=text\r\n\r\n" + b"a" * 3_000_000 + b"\r\n--x--\r\n"
    kind = {**ORIGIN, "content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/add", content=iter([body]) if chunked else body, headers=kind)
    assert answer.status_code == 413
    page = html.fromstring(answer.text)
    words = " ".join(page.text_content().split())
    assert "2 MB" in words
    assert "onrecord add FOLDER" in words
    assert page.xpath("//main//a/@href")[0] == "/add"
    assert list(ledger.documents()) == []


# -- a run, with an adding that goes on as far as it is let


class Held:
    """An adding of ``reports`` that waits after each of them until it is let go on."""

    def __init__(self, reports: int = 4) -> None:
        self.reports = reports
        self.at = threading.Semaphore(0)
        self.there = threading.Semaphore(0)

    def __call__(self, paths: list[Path], *, watch: Callable[[Added, str | None], None], **_given: Any) -> Added:
        now = Added(total_bytes=100)
        for number in range(self.reports):
            self.at.acquire()
            now.added, now.done_bytes = number + 1, 100 * (number + 1) // self.reports
            try:
                watch(now, None)
            finally:
                self.there.release()
        return now

    def go_on(self) -> None:
        self.at.release()
        assert self.there.acquire(timeout=30)


Begin = Callable[[Held], int]


@pytest.fixture
def held(client: TestClient, tmp_path: Path) -> Iterator[tuple[TestClient, Runs, Begin]]:
    """A desk, its runs, and what starts one of them."""
    runs = the_runs(client)
    begun: list[Held] = []

    def begin(adding: Held) -> int:
        begun.append(adding)
        return runs.start(adding, [], folder=tmp_path / "came", names=["a.txt", "b.txt"])

    yield client, runs, begin
    for adding in begun:
        for _ in range(adding.reports):
            adding.at.release()
    runs.close()


def test_how_far_it_is_can_be_seen_with_and_without_a_script(held: tuple[TestClient, Runs, Begin]) -> None:
    client, runs, begin = held
    adding = Held()
    number = begin(adding)
    adding.go_on()
    told = client.get(f"/add/{number}.json").json()
    assert (told["state"], told["done"], told["all"], told["share"]) == ("running", 1, 4, 0.25)
    page = html.fromstring(client.get(f"/add/{number}").text)
    assert page.xpath("//noscript/meta[@http-equiv='refresh']")
    assert page.xpath("//progress/@value") == ["25.0"]
    words = " ".join(page.get_element_by_id("run").text_content().split())
    assert "1 report of about 4" in words
    assert " left" in words
    assert f'href="/add/{number}"' in client.get("/add").text
    assert client.get("/events").status_code == 200
    for _ in range(3):
        adding.go_on()
    assert runs.wait(number, seconds=30).state == "done"
    page = html.fromstring(client.get(f"/add/{number}").text)
    assert not page.xpath("//noscript | //progress | //*[@data-live]")
    assert "4 reports added" in page.text_content()
    assert f'href="/add/{number}"' not in client.get("/add").text


def test_the_second_waits_for_the_first_and_either_can_be_stopped(held: tuple[TestClient, Runs, Begin]) -> None:
    client, runs, begin = held
    first, second = Held(), Held()
    one = begin(first)
    first.go_on()
    other = begin(second)
    assert [client.get(f"/add/{number}.json").json()["state"] for number in (one, other)] == ["running", "waiting"]
    for number in (one, other):
        client.post(f"/add/{number}/stop", headers=ORIGIN)
    first.go_on()  # it stops with the next report
    for number in (one, other):
        runs.wait(number, seconds=30)
    told = [client.get(f"/add/{number}.json").json() for number in (one, other)]
    assert [(run["state"], run["added"]) for run in told] == [("stopped", 2), ("stopped", 0)]
    assert "goes on from there" in client.get(f"/add/{one}").text


@pytest.mark.parametrize(("error", "told"), [
    (LedgerBusy("news.ledger: another program is writing"), "another program is writing"),
    (ValueError("secret of the program"), "a fault in onrecord itself (ValueError)"),
])  # fmt: skip
def test_what_goes_wrong_is_told_and_nothing_of_the_program(
    client: TestClient, tmp_path: Path, error: Exception, told: str
) -> None:
    def fails(_paths: list[Path], **_given: Any) -> Added:
        raise error

    number = the_runs(client).start(fails, [], folder=tmp_path / "came", names=["a.txt"])
    the_runs(client).wait(number, seconds=30)
    words = client.get(f"/add/{number}").text
    assert told in words
    assert "secret" not in words


def test_an_adding_nobody_knows_is_not_there(client: TestClient) -> None:
    assert client.get("/add/99").status_code == client.get("/add/99.json").status_code == 404
    with pytest.raises(Unknown):
        Runs().run(1)


def test_before_anything_is_read_nobody_says_how_long_it_takes() -> None:
    run = Run(number=1, names=("a",), state="running", seconds=3)
    assert (run.all, run.rate, run.left) == (None, None, None)
    half = Run(number=1, names=("a",), state="running", added=3, refused=2, share=0.5, seconds=10)
    assert (half.done, half.all, half.rate, half.left) == (5, 10, 0.5, 10)
    assert json.loads(json.dumps(half.to_dict()))["all"] == 10
    known = Run(number=1, names=("a",), state="running", added=5, share=0.9, seconds=10, total=20)
    assert (known.all, known.left, known.to_dict()["share"]) == (20, 30, 0.25)


@pytest.mark.parametrize(("files", "number"), [
    ({"a.txt": "x", "b.PDF": "x"}, 2), ({"a.jsonl": "{}\n\n{}\n{}", "b.html": "x"}, 4),
    ({"a.zip": "x", "b.txt": "x"}, None), ({"feed.xml": "x"}, None), ({}, 0),
])  # fmt: skip
def test_how_many_there_are_is_told_beforehand_where_it_can(
    tmp_path: Path, files: dict[str, str], number: int | None
) -> None:
    for name, words in files.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    assert expected([tmp_path / name for name in files]) == number


@pytest.mark.parametrize(("seconds", "words"), [
    (0.2, "1 second"), (1.4, "1 second"), (75, "75 seconds"), (400, "7 minutes"), (9000, "2.5 hours"),
])  # fmt: skip
def test_times_are_told_in_words(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


@pytest.mark.parametrize(("rate", "words"), [
    (41.3, "41 a second"), (4.13, "4.1 a second"), (0.25, "15 a minute"), (0.001, "1 a minute"),
])  # fmt: skip
def test_a_pace_is_told_in_words(rate: float, words: str) -> None:
    assert pace(rate) == words
