"""Lists of addresses: one URL a line, fetched one by one under the rules of web/fetch.py, in the order of the list.

::

    # Coast Herald, March
    https://coast-herald.example/2024/03/strike-on-grain-port
    https://coast-herald.example/2024/03/toll-rises

No host is asked more than once in ``urls_pause_seconds``. Only a list that a person named is followed: one that lies
inside an archive or came from the network would let its author choose what this machine asks for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.errors import FetchRefused, InputError, TooLarge
from onrecord.ingest.base import Kind, Member, Opened, Part, Refused
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.ingest.web.fetch import Network

_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_HEAD = 4096
_LONGEST = 4_000  # bytes of a line
_MOST_HOSTS = 10_000  # whose last turn is remembered
_MARK = b"\xef\xbb\xbf"


def members(opened: Opened, *, network: Network | None = None) -> Iterator[Part]:
    """What the addresses of a list lead to, and one line for each that leads nowhere."""
    opened.stream.seek(0)
    if opened.depth:
        words = f"{opened.name}: a list of addresses inside another file is not followed; save it and add it by itself"
        yield Refused(opened.name, FetchRefused(words))
        return
    turns = Turns(opened.settings.urls_pause_seconds)
    number = 0
    while line := opened.stream.readline(_LONGEST + 1):
        number += 1
        locator = f"{opened.name}:{number}"
        if len(line) > _LONGEST and not line.endswith(b"\n"):
            while (rest := opened.stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            error = TooLarge(f"{locator}: more than {_LONGEST:,} bytes in one line; put one address on each line")
            yield Refused(locator, error)
            continue
        written = _written(line)
        if not written:
            continue
        if _URL.fullmatch(written) is None:
            words = "not an http or https address; put one on each line, and # before remarks"
            yield Refused(locator, FetchRefused(f"{locator}: {words}"))
            continue
        time.sleep(turns.wait(_host(written), now=time.monotonic()))
        yield _fetched(written, locator=locator, settings=opened.settings, network=network)


def _written(line: bytes) -> str:
    """The words of a line; ``""`` for a remark."""
    words = line.removeprefix(_MARK).decode("utf-8", "replace").strip()
    return "" if words.startswith("#") else words


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""  # fetch says what is wrong with it


def _fetched(url: str, *, locator: str, settings: Settings, network: Network | None) -> Part:
    from onrecord.ingest.web.fetch import INTERNET, fetch

    try:
        answer = fetch(url, settings=settings, network=network or INTERNET)
    except InputError as failure:
        return Refused(locator, type(failure)(f"{locator}: {failure}"))
    facts = {"url": answer.url, "fetched_from": answer.address}
    if answer.url != url:
        facts["asked"] = url
    return Member(locator=locator, data=answer.data, media_type=answer.media_type, charset=answer.charset, facts=facts)


class Turns:
    """When a host may be asked again: ``Turns(1.0).wait("coast-herald.example", now=time.monotonic())`` → 0.0."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self.free: dict[str, float] = {}  # when each host may be asked again, in seconds of the clock that is given

    def wait(self, host: str, *, now: float) -> float:
        """How many seconds to wait before asking the host, whose turn is taken with this call."""
        if len(self.free) >= _MOST_HOSTS:
            self.free = {name: free for name, free in self.free.items() if free > now}
        free = max(now, self.free.get(host, now))
        self.free[host] = free + self.pause
        return free - now


def _sniff(head: bytes) -> float:
    """A list is nothing but addresses and remarks: an article that begins with an address is none."""
    if b"://" not in head or b"\0" in head:
        return 0.0
    lines = head.split(b"\n")
    if len(head) >= _HEAD and len(lines) > 1:
        lines.pop()  # which the head may have cut
    words = [written for line in lines if (written := _written(line))]
    return 0.95 if words and all(_URL.fullmatch(written) for written in words) else 0.0


KIND = Kind(
    name="urls",
    suffixes=(".urls",),
    media_types=("text/uri-list",),
    limit="max_text_bytes",
    sniff=_sniff,
    members=members,
)
