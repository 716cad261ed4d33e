"""A URL leads only to the public internet, to the address that was checked, and back in time."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from onrecord.errors import FetchRefused, InputError, TooLarge
from onrecord.ingest.web.address import is_public
from onrecord.ingest.web.fetch import INTERNET, Network, fetch
from onrecord.settings import Settings

PUBLIC = "93.184.215.14"
PAGE = b"<p>The mayor said that three people were killed.</p>"
QUICK = Settings(connect_seconds=2, read_seconds=2, fetch_seconds=4, max_download_bytes=100_000)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("1.1.1.1", True), ("172.32.0.1", True), ("2606:4700:4700::1111", True),
        ("::ffff:1.1.1.1", True), ("64:ff9b::101:101", True), ("2002:101:101::", True),
        ("127.0.0.1", False), ("127.255.255.254", False), ("0.0.0.0", False), ("10.0.0.1", False),
        ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("100.100.100.200", False), ("168.63.129.16", False), ("192.0.0.8", False), ("192.0.2.1", False),
        ("192.88.99.1", False), ("198.18.0.1", False), ("198.51.100.7", False), ("203.0.113.9", False),
        ("224.0.0.1", False), ("239.255.255.250", False), ("240.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("::7f00:1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::a9fe:a9fe", False), ("64:ff9b:1::1", False), ("2002:7f00:1::", False),
        ("2002:c0a8:101::", False), ("2001:0:5ef5:79fd::1", False), ("2001:db8::1", False), ("fc00::1", False),
        ("fd00:ec2::254", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fec0::1", False), ("ff02::1", False),
        ("2606:4700::5efe:7f00:1", False), ("100::1", False), ("3fff::1", False),
        ("", False), ("localhost", False), ("127.1", False), ("1.1.1.1 ", False), ("0x7f.1", False),
    ],
)  # fmt: skip
def test_an_address_is_public_or_not(address: str, public: bool) -> None:
    assert is_public(address) is public


@dataclass
class Server:
    """A listener on loopback that answers each connection with what a function of the request says."""

    answer: Callable[[bytes], bytes | Iterator[bytes]]
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> Server:
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line:
            try:
                request = line.recv(65_536)
                self.requests.append(request)
                said = self.answer(request)
                for block in [said] if isinstance(said, bytes) else said:
                    line.sendall(block)
            except OSError:
                return  # the client hung up, which is often the point


def reply(body: bytes = PAGE, *, status: str = "200 OK", head: str = "") -> bytes:
    head = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n{head}"
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def network(server: Server, names: dict[str, Sequence[str]] | None = None, *, seen: list[str] | None = None) -> Network:
    """Names lead to public numbers, and public numbers to the test's own server."""

    def resolve(host: str, port: int) -> Sequence[str]:
        return (names or {}).get(host) or INTERNET.resolve(host, port)

    def connect(address: str, port: int, seconds: float) -> socket.socket:
        assert is_public(address)
        if seen is not None:
            seen.append(f"{address}:{port}")
        return socket.create_connection(("127.0.0.1", server.port), timeout=seconds)

    def secure(plain: socket.socket, host: str) -> socket.socket:
        if seen is not None:
            seen.append(f"tls:{host}")
        return plain

    return Network(resolve=resolve, connect=connect, secure=secure)


NEWS = {"news.example": [PUBLIC], "www.news.example": ["1.1.1.1"], "xn--e1awd7f.example": [PUBLIC]}


def test_a_page_is_fetched() -> None:
    seen: list[str] = []
    with Server(lambda _: reply()) as server:
        place = network(server, NEWS, seen=seen)
        got = fetch("https://news.example/a%20b/ü?q=1#part", settings=QUICK, network=place)
    assert (got.data, got.media_type, got.charset, got.address) == (PAGE, "text/html", "utf-8", PUBLIC)
    assert seen == [f"{PUBLIC}:443", "tls:news.example"]
    lines = server.requests[0].decode().split("\r\n")
    assert lines[0] == "GET /a%20b/%C3%BC?q=1 HTTP/1.1"
    assert "Host: news.example" in lines
    assert not any(line.lower().startswith(("cookie", "referer", "authorization", "proxy")) for line in lines)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/",
        "http://192.168.0.1/", "http://100.64.0.1/", "http://224.0.0.1/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/",
        "http://localhost./", "http://user@127.0.0.1/", "http://user:secret@news.example/", "http://news.example:22/",
        "http://news.example:443/", "https://news.example:80/", "http://news.example:99999/", "http://news.example:x/",
        "ftp://news.example/", "file:///etc/passwd", "gopher://news.example/", "data://text", "http:///path",
        "http://news.example\\@127.0.0.1/", "http://news.example/ x", "http://news.example/\r\nHost: evil",
        "http://a..b/", "http://" + "a" * 300 + ".example/", "http://[::1", "http://[]/", "jar:http://x.example!/",
        "http://%31%32%37.0.0.1/", "http://127.0.0.1%2f@news.example/",
    ],
)  # fmt: skip
def test_nothing_else_is_fetched_and_nobody_is_called(url: str) -> None:
    with Server(lambda _: reply()) as canary:
        with pytest.raises(FetchRefused) as refusal:
            fetch(url, settings=QUICK, network=network(canary, NEWS))
        assert canary.connections == 0
    assert "\n" not in str(refusal.value)
    assert "\r" not in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_a_name_with_one_private_address_is_refused() -> None:
    with Server(lambda _: reply()) as canary:
        place = network(canary, {"mixed.example": [PUBLIC, "10.0.0.1"]})
        with pytest.raises(FetchRefused, match=r"leads to 10\.0\.0\.1"):
            fetch("http://mixed.example/", settings=QUICK, network=place)
        assert canary.connections == 0


def test_a_resolver_that_changes_its_mind_changes_nothing() -> None:
    """DNS rebinding: public when it is checked, loopback ever after."""
    asked: list[str] = []
    seen: list[str] = []

    def flips(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    with Server(lambda _: reply()) as server:
        place = network(server, NEWS, seen=seen)
        got = fetch("http://flip.example/", settings=QUICK, network=Network(flips, place.connect, place.secure))
        assert got.data == PAGE
        assert (asked, seen) == (["flip.example"], [f"{PUBLIC}:80"])
        with pytest.raises(FetchRefused, match=r"leads to 127\.0\.0\.1"):
            fetch("http://flip.example/", settings=QUICK, network=Network(flips, place.connect, place.secure))


def test_redirects_are_followed_and_each_is_checked() -> None:
    def answer(request: bytes) -> bytes:
        if request.startswith(b"GET /old "):
            return reply(b"", status="301 Moved", head="Location: https://www.news.example/new\r\nSet-Cookie: a=b\r\n")
        return reply()

    seen: list[str] = []
    with Server(answer) as server:
        got = fetch("http://news.example/old", settings=QUICK, network=network(server, NEWS, seen=seen))
    assert (got.url, got.data) == ("https://www.news.example/new", PAGE)
    assert seen == [f"{PUBLIC}:80", "1.1.1.1:443", "tls:www.news.example"]
    assert b"ookie" not in server.requests[1]


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/", "http://localhost:80/", "//127.0.0.1/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd",
        "ftp://news.example/", "http://169.254.169.254/", "http://news.example:8080/", "http://2130706433/",
        "javascript:alert(1)", "http://user:x@news.example/", "https://[64:ff9b::a00:1]/", "http://[",
        "\\\\127.0.0.1\\",
    ],
)  # fmt: skip
def test_a_redirect_to_somewhere_else_is_refused(target: str) -> None:
    def answer(request: bytes) -> bytes:
        return reply(b"", status="302 Found", head=f"Location: {target}\r\n")

    with Server(answer) as server, Server(lambda _: reply()) as canary:
        with pytest.raises(FetchRefused):
            fetch("http://news.example/", settings=QUICK, network=network(server, NEWS))
        assert canary.connections == 0
        assert server.connections <= QUICK.max_redirects + 1


def test_redirects_end() -> None:
    with Server(lambda _: reply(b"", status="302 Found", head="Location: /again\r\n")) as server:
        with pytest.raises(FetchRefused, match="more than 5 redirects"):
            fetch("http://news.example/", settings=QUICK, network=network(server, NEWS))
        assert server.connections == 6


def test_proxies_in_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(lambda _: reply()) as server, Server(lambda _: reply()) as proxy:
        for variable in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(variable, f"http://127.0.0.1:{proxy.port}")
        assert fetch("http://news.example/", settings=QUICK, network=network(server, NEWS)).data == PAGE
        assert proxy.connections == 0


def stream(head: bytes, block: bytes, *, pause: float = 0.0) -> Iterator[bytes]:
    yield head
    while True:
        yield block
        time.sleep(pause)


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (lambda _: stream(ENDLESS, b"a" * 10_000), TooLarge, "more than 100,000 bytes"),
        (lambda _: stream(CHUNKED, b"2710\r\n" + b"a" * 10_000 + b"\r\n"), TooLarge, "more than 100,000 bytes"),
        (lambda _: reply(BOMB, head="Content-Encoding: gzip\r\n"), TooLarge, "more than 100,000 bytes"),
        (lambda _: reply(zlib.compress(bytes(9_000_000)), head="Content-Encoding: deflate\r\n"), TooLarge, "more than"),
        (lambda _: reply(b"x", head="Content-Encoding: br\r\n"), FetchRefused, "sent packed as br"),
        (lambda _: reply(b"not gzip", head="Content-Encoding: gzip\r\n"), FetchRefused, "damaged|broke"),
        (lambda _: reply()[:-9], FetchRefused, "cut short"),
        (lambda _: b"SSH-2.0-OpenSSH_9.2\r\n", FetchRefused, "not HTTP"),
        (lambda _: b"", FetchRefused, "not HTTP|broke|reset"),
        (lambda _: reply(status="403 Forbidden"), FetchRefused, "answered 403; the site refuses programs"),
        (lambda _: reply(status="404 Not Found"), FetchRefused, "answered 404; there is no such page"),
        (lambda _: reply(status="500 Oh\x1b[31m"), FetchRefused, "answered 500"),
        (lambda _: reply(b"", status="302 Found"), FetchRefused, "redirect to nowhere"),
        (lambda _: stream(b"HTTP/1.1 200 OK\r\n", b"X-Header: " + b"a" * 70_000 + b"\r\n"), FetchRefused, "not HTTP"),
        (lambda _: stream(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), FetchRefused, "not HTTP"),
    ],
)
def test_what_a_server_may_try(answer: Callable[[bytes], bytes], error: type[InputError], words: str) -> None:
    with Server(answer) as server:
        with pytest.raises(error, match=words) as refusal:
            fetch("http://news.example/", settings=QUICK, network=network(server, NEWS))
        assert "\x1b" not in str(refusal.value)


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: stream(b"", b"", pause=1.0),  # silence
        lambda _: stream(ENDLESS, b"a", pause=0.2),  # a body that drips
        lambda _: stream(b"HTTP/1.1 200 OK\r\nX: ", b"a", pause=0.2),  # a header that drips
        lambda _: stream(CHUNKED, b"1\r\na\r\n", pause=0.2),
    ],
)
def test_a_slow_server_holds_nobody_up(answer: Callable[[bytes], Iterator[bytes]]) -> None:
    begun = time.monotonic()
    quick = Settings(connect_seconds=1, read_seconds=1, fetch_seconds=2)
    with Server(answer) as server, pytest.raises(FetchRefused, match=r"no answer in time|not done after 2 seconds"):
        fetch("http://news.example/", settings=quick, network=network(server, NEWS))
    assert time.monotonic() - begun < 6


def test_a_slow_resolver_holds_nobody_up() -> None:
    def sleeps(host: str, port: int) -> Sequence[str]:
        time.sleep(5)
        return [PUBLIC]

    begun = time.monotonic()
    place = Network(sleeps, INTERNET.connect, INTERNET.secure)
    with pytest.raises(FetchRefused, match="cannot be looked up"):
        fetch("http://slow.example/", settings=Settings(connect_seconds=0.5), network=place)
    assert time.monotonic() - begun < 3


def test_the_second_address_is_tried_where_the_first_is_dead() -> None:
    with Server(lambda _: reply()) as server:
        place = network(server, {"two.example": ["2606:4700:4700::1111", PUBLIC]})

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            if ":" in address:
                raise OSError(101, "Network is unreachable")
            return place.connect(address, port, seconds)

        got = fetch("http://two.example/", settings=QUICK, network=Network(place.resolve, connect, place.secure))
    assert got.address == PUBLIC
