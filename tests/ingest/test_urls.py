"""A list of addresses is fetched one by one, in its order, under the rules for every address."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import FetchRefused, InputError, TooLarge
from onrecord.ingest.base import Member, Opened, Part, Refused, by_content, by_suffix
from onrecord.ingest.urls import KIND, Turns, members
from onrecord.ingest.web.address import is_public
from onrecord.ingest.web.fetch import INTERNET, Network
from onrecord.settings import Settings

PUBLIC = "93.184.215.14"
QUICK = Settings(connect_seconds=2, read_seconds=2, fetch_seconds=4, urls_pause_seconds=0.001)


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(f"{self.headers['Host']}{self.path}")  # type: ignore[attr-defined]
        if self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/a.html")
            self.end_headers()
            return
        if self.path == "/inward":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none" else 200)
        self.send_header("Content-Type", "text/html; charset=windows-1251")
        self.end_headers()
        self.wfile.write(f"<p>Page {self.path}: three people were killed.</p>".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the test's output is its own."""


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def read(text: str | bytes, server: ThreadingHTTPServer, *, depth: int = 0) -> list[Part]:
    """The list as members, with every public address led to the test's own server."""

    def resolve(host: str, port: int) -> Sequence[str]:
        return [PUBLIC] if host.endswith(".example") else INTERNET.resolve(host, port)

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        assert is_public(address)
        return socket.create_connection(server.server_address[:2], timeout=seconds)

    network = Network(resolve=resolve, connect=connect, secure=lambda plain, host: plain)
    stream = io.BytesIO(text.encode() if isinstance(text, str) else text)
    return list(members(Opened(name="march.urls", stream=stream, settings=QUICK, depth=depth), network=network))


def test_addresses_are_fetched_in_their_order(site: ThreadingHTTPServer) -> None:
    parts = read(
        "\ufeff# Coast Herald\r\nhttp://b.example/b.html\r\n\r\n  http://a.example/moved\r\nhttps://b.example/c.html",
        site,
    )
    pages = [part for part in parts if isinstance(part, Member)]
    assert len(pages) == len(parts) == 3
    assert [page.locator for page in pages] == ["march.urls:2", "march.urls:4", "march.urls:5"]
    assert [page.facts["url"] for page in pages] == [
        "http://b.example/b.html", "http://a.example/a.html", "https://b.example/c.html",
    ]  # fmt: skip
    assert pages[1].facts["asked"] == "http://a.example/moved"
    assert pages[0].data == b"<p>Page /b.html: three people were killed.</p>"
    assert (pages[0].media_type, pages[0].charset) == ("text/html", "windows-1251")
    assert site.asked == [  # type: ignore[attr-defined]
        "b.example/b.html", "a.example/moved", "a.example/a.html", "b.example/c.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("http://a.example/none", FetchRefused), ("http://127.0.0.1/", FetchRefused),
        ("http://a.example/inward", FetchRefused), ("http://[::1/", FetchRefused),
        ("file:///etc/passwd", FetchRefused), ("javascript:alert(1)", FetchRefused),
        ("three people were killed", FetchRefused), ("http://a.example:8080/", FetchRefused),
        ("http://a.example/" + "x" * 5_000, TooLarge), ("http://a.example/\x1b[2J", FetchRefused),
    ],
)  # fmt: skip
def test_an_address_that_fails_is_one_line_and_the_next_is_read(
    line: str, kind: type[InputError], site: ThreadingHTTPServer
) -> None:
    parts = read(f"{line}\nhttp://a.example/b.html\n", site)
    assert isinstance(parts[0], Refused)
    assert type(parts[0].error) is kind
    assert str(parts[0].error).startswith("march.urls:1: ")
    assert str(parts[0].error).isprintable()
    assert isinstance(parts[1], Member)
    assert len(parts) == 2


def test_a_list_inside_another_file_is_not_followed(site: ThreadingHTTPServer) -> None:
    (part,) = read("http://a.example/b.html\n", site, depth=1)
    assert isinstance(part, Refused)
    assert site.asked == []  # type: ignore[attr-defined]


def test_one_host_waits_for_its_turn_and_another_does_not() -> None:
    turns = Turns(1.0)
    assert turns.wait("a.example", now=10.0) == 0
    assert turns.wait("b.example", now=10.25) == 0
    assert turns.wait("a.example", now=10.25) == 0.75
    assert turns.wait("a.example", now=10.25) == 1.75
    assert turns.wait("a.example", now=20.0) == 0


def test_what_is_remembered_of_hosts_is_bounded() -> None:
    turns = Turns(1.0)
    for number in range(30_000):
        turns.wait(f"{number}.example", now=float(number))
    assert len(turns.free) <= 10_000


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("https://a.example/1\nhttps://a.example/2\n", True),
        ("# March\n\nHTTP://A.example/1\r\n", True),
        ("https://a.example/1", True),
        ("https://a.example/" + "x" * 60 + "\n", True),
        (("https://a.example/" + "x" * 60 + "\n") * 100, True),
        ("https://a.example/1\n\nKYIV, March 11 — At least 13 people were killed.\n", False),
        ("https://a.example/1 At least 13 people were killed.\n", False),
        ("# A heading\n\nAt least 13 people were killed. See https://a.example/1\n", False),
        ("# A heading and nothing else", False),
        ("ftp://a.example/1\n", False),
        ("", False),
    ],
)
def test_a_text_of_nothing_but_addresses_is_a_list(text: str, is_list: bool) -> None:
    kind = by_content(text.encode()[:4096])
    assert (kind is KIND) is is_list
    if is_list:
        assert KIND.sniff(text.encode()[:4096]) >= 0.9  # or a name that ends in .txt would decide
    assert by_suffix(".urls") is KIND
