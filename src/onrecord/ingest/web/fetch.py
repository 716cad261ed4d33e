"""Fetching one URL: only public http and https, to the very address that was checked, with every amount counted.

The name is resolved once and the connection goes to that number, so a resolver that changes its mind afterwards
changes nothing. Each redirect is checked anew. Proxies and cookies are not used; nothing is sent but the request.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.errors import FetchRefused, TooLarge
from onrecord.ingest.web.address import is_public
from onrecord.settings import Settings
from onrecord.version import __version__

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_BLOCK = 65_536
_HEADERS = {
    "User-Agent": f"onrecord/{__version__} (reads one article on a person's request)",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf,application/json;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "identity",  # nothing to inflate
    "Connection": "close",
}
_ADVICE = {
    401: "the page asks for a login; save it in a browser and read the file",
    402: "the page is behind a paywall; save it in a browser and read the file",
    403: "the site refuses programs; save the page in a browser and read the file",
    404: "there is no such page; check the address",
    410: "the page was taken down; look for it in a web archive",
    429: "the site wants fewer requests; try again later",
    451: "the page is withheld for legal reasons; look for it in a web archive",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: ``url`` is the last one, after redirects; ``media_type`` as the server said it."""

    url: str
    data: bytes
    media_type: str
    charset: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Network:
    """How names become numbers and numbers connections; tests put their own in."""

    resolve: Callable[[str, int], Sequence[str]]
    connect: Callable[[str, int, float], socket.socket]
    secure: Callable[[socket.socket, str], socket.socket]


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


def _secure(plain: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


INTERNET = Network(resolve=_resolve, connect=_connect, secure=_secure)


def fetch(url: str, *, settings: Settings, network: Network = INTERNET) -> Fetched:
    """The bytes behind ``url``; raises ``FetchRefused`` or ``TooLarge`` with one line that says why."""
    deadline = time.monotonic() + settings.fetch_seconds
    asked, now = _shown(url), url
    for step in range(settings.max_redirects + 1):
        place = _checked(now, asked=asked, through=" (after a redirect)" if step else "")
        host, port = _host(place, asked=asked), _PORTS[place.scheme]
        address, line = _open(host, port, place.scheme, asked=asked, settings=settings, network=network)
        connection = http.client.HTTPConnection(host, port, timeout=settings.read_seconds)
        connection.default_port = port  # or the Host header would carry ":443"
        connection.sock = line
        with _Watch(line, deadline):
            try:
                answer = _request(connection, place)
                if answer.status in _REDIRECTS:
                    target = answer.getheader("Location")
                    if not target:
                        raise FetchRefused(f"{asked}: a redirect to nowhere; save the page and read the file")
                    now = urljoin(now, target)
                    continue
                return _received(answer, url=now, asked=asked, address=address, settings=settings, deadline=deadline)
            except (OSError, http.client.HTTPException, ValueError) as failure:
                late = time.monotonic() >= deadline
                why = f"not done after {settings.fetch_seconds:g} seconds" if late else _why(failure)
                raise FetchRefused(f"{asked}: {why}; try again later, or save the page and read the file") from None
            finally:
                connection.close()
                line.close()
    raise FetchRefused(f"{asked}: more than {settings.max_redirects} redirects; save the page and read the file")


def _checked(url: str, *, asked: str, through: str) -> SplitResult:
    """Scheme, port and form of the address; anything unusual is refused rather than guessed at."""
    if any(character <= " " or character in "\\\x7f" for character in url):
        raise FetchRefused(f"{asked}: spaces or control characters in the address{through}; copy it again")
    try:
        place = urlsplit(url)
        port = place.port
    except ValueError:
        raise FetchRefused(f"{asked}: not an address that can be read{through}; copy it again") from None
    if place.scheme not in _PORTS:
        raise FetchRefused(f"{asked}: only http and https are fetched{through}, not {place.scheme}; save it to a file")
    if place.username is not None or place.password is not None:
        raise FetchRefused(f"{place.scheme}://{place.hostname}: a name or password in it{through}; leave that out")
    if port is not None and port != _PORTS[place.scheme]:
        raise FetchRefused(f"{asked}: only ports 80 and 443 are fetched{through}, not {port}; save it to a file")
    if not place.hostname:
        raise FetchRefused(f"{asked}: no host in the address{through}; copy it again")
    return place


def _host(place: SplitResult, *, asked: str) -> str:
    """The host as it goes over the wire: "xn--80ak6aa92e.example" for Cyrillic letters."""
    host = (place.hostname or "").rstrip(".")
    try:
        wire = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        wire = ""
    if not wire or any(character in "/?#@%" or character <= " " for character in wire):
        raise FetchRefused(f"{asked}: not a host name that can be looked up; copy the address again")
    return wire


def _open(
    host: str, port: int, scheme: str, *, asked: str, settings: Settings, network: Network
) -> tuple[str, socket.socket]:
    """A connection to an address that was resolved once and found public."""
    addresses = _resolved(host, port, asked=asked, settings=settings, network=network)
    for address in addresses:
        if not is_public(address):
            raise FetchRefused(f"{asked}: {host} leads to {address}, which is not public; save it to a file")
    failure: Exception | None = None
    for address in addresses[:4]:
        try:
            plain = network.connect(address, port, settings.connect_seconds)
        except OSError as error:
            failure = error
            continue
        plain.settimeout(settings.read_seconds)
        try:
            return address, network.secure(plain, host) if scheme == "https" else plain
        except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
            plain.close()
            raise FetchRefused(f"{asked}: {_why(error)}; check the address, or save the page") from None
    why = _why(failure) if failure else "no address"
    raise FetchRefused(f"{asked}: no connection to {host} ({why}); check the address and your network") from None


def _resolved(host: str, port: int, *, asked: str, settings: Settings, network: Network) -> Sequence[str]:
    """Ask the resolver once, and wait no longer than the settings say (it has no time limit of its own)."""
    answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(network.resolve(host, port))
        except (OSError, UnicodeError) as failure:
            answers.put(failure)

    threading.Thread(target=look_up, name="onrecord-resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=settings.connect_seconds)
    except Empty:
        answer = TimeoutError()
    if isinstance(answer, Exception) or not answer:
        raise FetchRefused(f"{asked}: the name {host} cannot be looked up; check the address and your network")
    return answer


class _Watch:
    """Cuts the connection at the deadline, so that a server that drips one byte at a time holds nobody up."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self.line = line
        self.timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self.timer.daemon = True

    def _cut(self) -> None:
        try:
            self.line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # already closed: the request ended at the same moment

    def __enter__(self) -> None:
        self.timer.start()

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()


def _request(connection: http.client.HTTPConnection, place: SplitResult) -> http.client.HTTPResponse:
    path = quote(place.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if place.query:
        path += "?" + quote(place.query, safe="/%:@!$&'()*+,;=~-._?[]")
    connection.putrequest("GET", path, skip_accept_encoding=True)
    for key, value in _HEADERS.items():
        connection.putheader(key, value)
    connection.endheaders()
    return connection.getresponse()


def _received(
    answer: http.client.HTTPResponse, *, url: str, asked: str, address: str, settings: Settings, deadline: float
) -> Fetched:
    if answer.status != 200:
        advice = _ADVICE.get(answer.status, "try again later, or save the page and read the file")
        raise FetchRefused(f"{asked}: the site answered {answer.status}; {advice}")
    limit = settings.max_download_bytes
    unpack = _unpacker(answer.getheader("Content-Encoding", ""), asked=asked)
    data = bytearray()
    while block := answer.read1(_BLOCK):
        data += unpack(block, limit + 1 - len(data))
        if len(data) > limit:
            raise TooLarge(f"{asked}: more than {limit:,} bytes; save it, take out the article, and read the file")
        if time.monotonic() > deadline:
            raise TimeoutError
    if answer.length:  # fewer bytes than were announced
        raise http.client.IncompleteRead(b"", answer.length)
    if time.monotonic() > deadline:  # cut by the watch: what looks like an end is none
        raise TimeoutError
    return Fetched(url, bytes(data), answer.headers.get_content_type(), answer.headers.get_content_charset(), address)


def _unpacker(encoding: str, *, asked: str) -> Callable[[bytes, int], bytes]:
    """A function from packed blocks to bytes, never more than asked for, whatever the ratio."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return lambda block, _: block
    if encoding in {"gzip", "x-gzip", "deflate"}:
        inflater = zlib.decompressobj(47 if encoding != "deflate" else 15)

        def inflate(block: bytes, most: int) -> bytes:
            try:
                return inflater.decompress(block, most)
            except zlib.error:
                raise OSError("what it sent is damaged") from None

        return inflate
    raise FetchRefused(f"{asked}: sent packed as {_shown(encoding)} without being asked; save the page")


def _why(failure: Exception) -> str:
    """A failure in words for people, without numbers of errors."""
    if isinstance(failure, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({failure.verify_message})"
    if isinstance(failure, ssl.SSLError):
        return "no secure connection could be made"
    if isinstance(failure, TimeoutError):
        return "no answer in time"
    if isinstance(failure, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(failure, http.client.IncompleteRead):
        return "the answer was cut short"
    if isinstance(failure, http.client.HTTPException):
        return "the answer is not HTTP"
    return _shown((isinstance(failure, OSError) and failure.strerror) or "the connection broke")


def _shown(words: str) -> str:
    """Words from outside on one line, controls made visible."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in words[:300])
