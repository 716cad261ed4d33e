"""Who is let in, what an answer carries, and what a page of another site can do: nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.show.workbench.guard import HEADERS
from tests.show.workbench.conftest import ADDRESS, ORIGIN, TOKEN

PARAMETERS = {"name": "E1", "form": "csv", "id": "E1"}


def routes(client: TestClient) -> Iterator[tuple[str, str]]:
    """Every method and address that the application answers to."""
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        filled = re.sub(r"\{(\w+)(?::path)?\}", lambda found: PARAMETERS.get(found[1], "1"), path)
        for method in operations:
            yield method.upper(), filled


def test_the_token_is_changed_for_a_cookie_and_leaves_the_address(outside: TestClient) -> None:
    answer = outside.get("/events", params={"token": TOKEN, "where": "Odesa"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?where=Odesa")
    cookie = answer.headers["set-cookie"].casefold()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))
    assert outside.get("/events").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "//evil.example/%2e%2e"])
def test_the_token_leads_to_no_other_site(outside: TestClient, path: str) -> None:
    answer = outside.get(f"{ADDRESS}{path}?token={TOKEN}", follow_redirects=False)
    assert re.match(r"/(?![/\\])", answer.headers.get("location", "/"))


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", f"?token={TOKEN[:-1]}", f"?token={TOKEN}&token=x"])
def test_without_the_token_nothing_of_the_ledger_is_shown(outside: TestClient, query: str) -> None:
    for method, path in routes_of(outside):
        headers = {} if method == "GET" else ORIGIN
        answer = outside.request(method, path + query, headers=headers, follow_redirects=False)
        assert answer.status_code == 401, (method, path)
        assert "Coast Herald" not in answer.text


def routes_of(outside: TestClient) -> list[tuple[str, str]]:
    """The same, asked by one who has the token, who then forgets it."""
    outside.get("/", params={"token": TOKEN})
    found = list(routes(outside))
    outside.cookies.clear()
    return found


@pytest.mark.parametrize("host", [
    "evil.example", "127.0.0.1.nip.io", "localhost.evil.example:8765", "evil.example:8765", "127.0.0.1@evil.example",
    "localhost:", "", "127.0.0.1:80:80", "[::1].evil.example",
])  # fmt: skip
def test_a_name_that_is_not_ours_is_answered_nowhere(client: TestClient, host: str) -> None:
    for method, path in [*routes(client), ("GET", "/static/desk.css"), ("GET", "/no-such-page")]:
        answer = client.request(method, path, headers={**ORIGIN, "host": host})
        assert answer.status_code == 400, (method, path)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


FOREIGN: list[dict[str, str]] = [
    {}, {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:9999"},
    {"origin": "https://127.0.0.1:8765"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"}, {"sec-fetch-site": "cross-site", "origin": ADDRESS},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
]  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_page_of_another_site_writes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    before = len(client.app.state.bench.ledger.judgements())  # type: ignore[attr-defined]
    writes = [(method, path) for method, path in routes(client) if method != "GET"]
    assert writes
    for method, path in writes:
        for sent in (method, "PUT", "PATCH", "DELETE"):
            answer = client.request(sent, path, headers=headers, data={"act": "accept", "theme": "dark"})
            assert answer.status_code == 403, (sent, path)
    assert len(client.app.state.bench.ledger.judgements()) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("headers", [
    ORIGIN, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "same-origin", **ORIGIN},
    {"sec-fetch-site": "same-origin", "origin": "null"},  # a form of a page that sends no referrer
], ids=str)  # fmt: skip
def test_our_own_pages_write(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/preferences/theme", headers=headers, follow_redirects=False).status_code == 303


def test_what_is_read_writes_nothing(client: TestClient) -> None:
    digest = client.app.state.bench.ledger.digest()  # type: ignore[attr-defined]
    for method, path in routes(client):
        if method == "GET":
            assert client.get(path).status_code < 500, path
    assert client.app.state.bench.ledger.digest() == digest  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path", ["/", "/events", "/events.csv", "/no-such-page", "/events?page=x", "/static/desk.css", "/openapi.json"]
)
def test_every_answer_carries_the_strict_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "access-control-allow-origin" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*", policy)


def test_a_fault_of_ours_is_told_without_its_innards(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: Any) -> None:
        raise ZeroDivisionError("a secret of the ledger")

    monkeypatch.setattr(client.app.state.bench.ledger, "events", fails)  # type: ignore[attr-defined]
    answer = client.get("/events")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_what_is_asked_wrongly_is_told_in_words(client: TestClient) -> None:
    answer = client.get("/events", params={"since": "the day after"})
    assert answer.status_code == 400
    assert "2024-03-11" in answer.text  # what it can be


def test_a_body_without_end_is_stopped(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.show.workbench.guard.MOST_BYTES", 10_000)
    answer = client.post("/preferences/theme", data={"back": "/" + "x" * 20_000}, headers=ORIGIN)
    assert answer.status_code == 413


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "\r\nx: y", "javascript:1"])
def test_a_form_leads_back_to_this_desk_only(client: TestClient, back: str) -> None:
    sent = {"theme": "dark", "back": back}
    answer = client.post("/preferences/theme", data=sent, headers=ORIGIN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_theme_is_kept(client: TestClient) -> None:
    client.post("/preferences/theme", data={"theme": "dark", "back": "/events?where=Odesa"}, headers=ORIGIN)
    assert 'data-theme="dark"' in client.get("/events").text
