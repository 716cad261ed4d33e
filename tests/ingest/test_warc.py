"""A crawl gives out each whole page once, and one line for each stretch of it that is damaged."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import tracemalloc
import zlib
from collections.abc import Iterable
from typing import BinaryIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import Damaged, EmptyInput, TooLarge
from onrecord.ingest.base import Member, Opened, Part, Refused, by_content
from onrecord.ingest.warc import KIND, members
from onrecord.settings import Settings

HTML = [("Content-Type", "text/html; charset=utf-8")]


def page(number: int) -> bytes:
    """A page that no other is like, long enough to be cut in many places."""
    body = " ".join(f"At least {number + step} people were killed near Velmar." for step in range(12))
    return f"<html><body><h1>Report {number}</h1><p>{body}</p></body></html>".encode()


def answer(
    writer: WARCWriter,
    body: bytes,
    *,
    url: str = "https://coast-herald.example/a",
    status: str = "200 OK",
    headers: Iterable[tuple[str, str]] = HTML,
    kind: str = "response",
    more: dict[str, str] | None = None,
) -> None:
    head = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": "2024-03-11T18:10:00Z"} | (more or {}),
    )
    writer.write_record(record)


def crawl(count: int = 6, *, packed: bool = True, version: str = "1.0") -> tuple[bytes, list[int]]:
    """A crawl of ``count`` pages, and the offsets at which its records end."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed, warc_version=version)
    ends = [0]
    for number in range(count):
        answer(writer, page(number), url=f"https://coast-herald.example/{number}")
        ends.append(stream.tell())
    return stream.getvalue(), ends


def raw(
    body: bytes,
    *,
    kind: str = "response",
    length: int | None = None,
    more: str = "",
    media: str = "application/http; msgtype=response",
) -> bytes:
    """A record written by hand, as no good writer would."""
    stated = len(body) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {media}\r\nContent-Length: {stated}\r\n{more}\r\n"
    return head.encode() + body + b"\r\n\r\n"


def http(body: bytes, *, head: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body


def read(data: bytes | BinaryIO, *, settings: Settings | None = None) -> list[Part]:
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return list(members(Opened(name="crawl.warc", stream=stream, settings=settings or Settings())))


def given(parts: list[Part]) -> list[Member]:
    return [part for part in parts if isinstance(part, Member)]


def refused(parts: list[Part]) -> list[Refused]:
    return [part for part in parts if isinstance(part, Refused)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_each_page_comes_with_its_address_and_its_place(packed: bool, version: str) -> None:
    data, ends = crawl(3, packed=packed, version=version)
    parts = read(data)
    assert [part.data for part in given(parts)] == [page(0), page(1), page(2)]
    assert [part.locator for part in given(parts)] == [f"crawl.warc#{end}" for end in ends[:3]]
    assert not refused(parts)
    first = given(parts)[0]
    assert (first.media_type, first.charset) == ("text/html", "utf-8")
    assert first.facts["url"] == "https://coast-herald.example/0"
    assert first.facts["fetched"] == "2024-03-11T18:10Z"
    assert first.facts["record"].startswith("<urn:uuid:")
    assert "published" not in first.facts


def test_a_crawl_is_known_by_its_first_bytes() -> None:
    for packed in (True, False):
        kind = by_content(crawl(1, packed=packed)[0][:4096])
        assert kind is not None
        assert kind.name == "warc"
    assert KIND.sniff(gzip.compress(b"WARC is not peace, said the mayor.")) == 0
    assert KIND.sniff(b"WARC/1.0 is a format for crawls.") == 0
    assert KIND.sniff(b"\x1f\x8b\x08") == 0


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_cut_anywhere_gives_its_whole_pages_and_one_line(packed: bool) -> None:
    data, ends = crawl(packed=packed)
    cuts = sorted(
        {
            *(1 + number * (len(data) - 2) // 60 for number in range(61)),
            *(e - 1 for e in ends[1:]),
            *(e - 3 for e in ends[1:]),
            *(e + 1 for e in ends[:-1]),
        }
    )
    assert len(cuts) >= 50
    for cut in cuts:
        parts = read(data[:cut])
        whole = sum(end <= cut for end in ends[1:])
        if not packed:  # the bytes of a plain record are whole before the empty lines after it are
            whole = sum(end - 4 <= cut for end in ends[1:])
        assert [part.data for part in given(parts)] == [page(number) for number in range(whole)], cut
        assert len(refused(parts)) == (cut not in ends), cut
        assert all(
            isinstance(part.error, Damaged) and str(part.error).startswith("crawl.warc#") for part in refused(parts)
        )


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_cut_between_two_records_is_a_shorter_crawl(packed: bool) -> None:
    data, ends = crawl(packed=packed)
    for number, end in enumerate(ends[1:], 1):
        assert [type(part) for part in read(data[:end])] == [Member] * number


@pytest.mark.parametrize("packed", [True, False])
def test_a_flipped_byte_costs_one_record_and_no_page_is_wrong(packed: bool) -> None:
    data, _ = crawl(packed=packed)
    pages = {page(number) for number in range(6)}
    for at in range(3, len(data), 41 if packed else 97):
        parts = read(data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :])
        assert {part.data for part in given(parts)} <= pages, at
        assert len(given(parts)) >= 5, at
        inside = packed or data.rfind(b"HTTP/1.1", 0, at) > data.rfind(b"WARC/1.0", 0, at)
        assert len(given(parts)) + len(refused(parts)) >= (6 if inside else 5), at  # no digest is of a record's header


def test_bytes_taken_out_of_a_record_cost_that_record_only() -> None:
    data, ends = crawl(packed=False)
    parts = read(data[: ends[2] - 100] + data[ends[2] - 90 :])
    assert [part.data for part in given(parts)] == [page(number) for number in (0, 2, 3, 4, 5)]
    assert len(refused(parts)) == 1


@pytest.mark.parametrize("length", [5, 10**6, 10**14])
def test_a_length_that_is_wrong_costs_one_record(length: int) -> None:
    good = raw(http(page(1)))
    parts = read(raw(http(page(0)), length=length) + good)
    assert [part.data for part in given(parts)] == [page(1)]
    assert len(refused(parts)) == 1


@pytest.mark.parametrize(
    "record",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + http(page(0)) + b"\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -4\r\n\r\n" + http(page(0)) + b"\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1e9\r\n\r\n" + http(page(0)) + b"\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 10_000 + b"\r\n",
        b"WARC/1.0\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"WARC/9.9\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
        raw(b"no HTTP at all"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"),
        raw(b""),
        raw(http(b"5\r\nshort", head="Transfer-Encoding: chunked\r\n")),
        raw(http(gzip.compress(page(0))[:-9], head="Content-Encoding: gzip\r\n")),
        raw(http(b"\x0b\x02\x80" + bytes(range(128)), head="Content-Encoding: br\r\n")),
        raw(http(page(0)), more="WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"),
        raw(http(page(0)), more="WARC-Payload-Digest: sha256:" + "0" * 64 + "\r\n"),
    ],
)  # fmt: skip
def test_a_malformed_record_is_one_line_and_the_next_is_read(record: bytes) -> None:
    parts = read(record + raw(http(page(1))))
    assert [part.data for part in given(parts)] == [page(1)]
    assert [type(part.error) for part in refused(parts)] == [Damaged]
    assert all(character.isprintable() for character in str(refused(parts)[0].error))


def chunks(body: bytes) -> bytes:
    pieces = [body[start : start + 50] for start in range(0, len(body), 50)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "head"),
    [
        (chunks(page(0)), "Transfer-Encoding: chunked\r\n"),
        (page(0), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(page(0)), "Content-Encoding: gzip\r\n"),
        (page(0), "Content-Encoding: gzip\r\n"),
        (page(0), "Content-Encoding: br\r\n"),
        (zlib.compress(page(0)), "Content-Encoding: deflate\r\n"),
        (zlib.compress(page(0), wbits=-15), "Content-Encoding: deflate\r\n"),
        (chunks(gzip.compress(page(0))), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (page(0), "Content-Length: 7\r\n"),
    ],
)
def test_the_page_is_taken_out_of_its_wrapping(sent: bytes, head: str) -> None:
    parts = read(raw(http(sent, head=head)))
    assert [part.data for part in given(parts)] == [page(0)]


@pytest.mark.parametrize("of", ["sent", "joined", "page"])
@pytest.mark.parametrize("written", ["sha1", "sha256", "sha256 hex"])
def test_a_digest_may_be_of_what_was_sent_or_of_the_page(of: str, written: str) -> None:
    joined = gzip.compress(page(0))
    sent = chunks(joined)
    name, _, form = written.partition(" ")
    digest = hashlib.new(name, {"sent": sent, "joined": joined, "page": page(0)}[of]).digest()
    value = digest.hex() if form else base64.b32encode(digest).decode()
    record = raw(
        http(sent, head="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        more=f"WARC-Payload-Digest: {name}:{value}\r\n",
    )
    assert [part.data for part in given(read(record))] == [page(0)]


def test_what_is_no_page_is_passed_over_without_a_word() -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "a crawler"}))
    answer(writer, b"", status="301 Moved", headers=[("Location", "https://coast-herald.example/b")])
    answer(writer, b"not found", status="404 Not Found")
    answer(writer, b"\x89PNG", headers=[("Content-Type", "image/png")])
    answer(
        writer,
        b"User-agent: *\nDisallow: /",
        url="https://coast-herald.example/robots.txt",
        headers=[("Content-Type", "text/plain")],
    )
    answer(
        writer,
        b"",
        kind="revisit",
        more={"WARC-Profile": "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"},
    )
    empty = read(stream.getvalue())
    assert [type(part.error) for part in refused(empty)] == [EmptyInput]
    words = str(refused(empty)[0].error)
    assert all(what in words for what in ("image/png", "answer 404", "answer 301", "revisit", "robots.txt"))
    answer(writer, page(4))
    assert [part.data for part in read(stream.getvalue()) if isinstance(part, Member)] == [page(4)]
    assert len(read(stream.getvalue())) == 1


def test_a_resource_is_a_page_as_it_stands() -> None:
    parts = read(
        raw(
            page(0),
            kind="resource",
            media="text/html; charset=windows-1251",
            more="WARC-Target-URI: <https://a.example/x>\r\n",
        )
    )
    assert [(part.data, part.charset, part.facts["url"]) for part in given(parts)] == [
        (page(0), "windows-1251", "https://a.example/x")
    ]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/x", "https://a.example/\x1b[2J",
     "https://a.example/a b", "dns:a.example", "https://a.example/\u202e", "https://a.example/" + "x" * 10_000],
)  # fmt: skip
def test_only_an_address_of_the_web_is_kept(url: str) -> None:
    (part,) = given(read(raw(http(page(0)), more=f"WARC-Target-URI: {url}\r\n")))
    assert "url" not in part.facts


def test_a_page_that_swells_is_stopped_early() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    inner = raw(http(bomb, head="Content-Encoding: gzip\r\n"))
    twice = raw(http(gzip.compress(bomb), head="Content-Encoding: gzip, gzip\r\n"))
    outer = gzip.compress(raw(http(b" " * 100_000_000)), 9)
    last = gzip.compress(raw(http(page(1))))
    for data in (gzip.compress(inner) + last, gzip.compress(twice) + last, outer + last):
        tracemalloc.start()
        parts = read(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [part.data for part in given(parts)] == [page(1)]
        assert len(refused(parts)) == 1
        assert peak < 60_000_000


class Sparse(io.RawIOBase):
    """A file of ``size`` zeros between a start and an end, of which nothing is held."""

    def __init__(self, start: bytes, size: int, end: bytes) -> None:
        self.parts, self.size, self.at = (start, end), size, 0
        self.total = len(start) + size + len(end)

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset + (0, self.at, self.total)[whence]
        return self.at

    def tell(self) -> int:
        return self.at

    def read(self, count: int = -1) -> bytes:
        start, end = self.parts
        if self.at < len(start):
            found = start[self.at : self.at + count]
        elif self.at < len(start) + self.size:
            found = bytes(min(count, len(start) + self.size - self.at))
        else:
            found = end[self.at - len(start) - self.size :][:count]
        self.at += len(found)
        return found


@pytest.mark.parametrize(("media", "expected"), [("text/html", [TooLarge]), ("video/mp4", [])])
def test_a_record_of_a_gigabyte_is_gone_past_in_flat_memory(media: str, expected: list[type]) -> None:
    size = 1_000_000_000
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()
    start = f"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: {len(head) + size}\r\n\r\n".encode() + head
    tracemalloc.start()
    parts = read(Sparse(start, size, b"\r\n\r\n" + raw(http(page(1)))))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(part.error) for part in refused(parts)] == expected
    assert [part.data for part in given(parts)] == [page(1)]
    assert peak < 5_000_000


def test_a_crawl_packed_as_one_stream_is_read_too() -> None:
    plain, ends = crawl(packed=False)
    parts = read(gzip.compress(plain))
    assert [part.data for part in given(parts)] == [page(number) for number in range(6)]
    assert [part.locator for part in parts][:2] == ["crawl.warc#0", f"crawl.warc#0+{ends[1]}"]
    damaged = bytearray(plain)
    damaged[ends[1] + 3] ^= 0x20
    assert [part.data for part in given(read(gzip.compress(bytes(damaged))))] == [
        page(number) for number in (0, 2, 3, 4, 5)
    ]


def test_reading_twice_gives_the_same() -> None:
    data, _ = crawl()
    stream = io.BytesIO(data)
    assert read(stream) == read(stream)
