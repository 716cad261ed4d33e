"""Web crawls (WARC 1.0 and 1.1, plain or gzip): each page that a server gave out whole is one report.

Rule of what is taken: ``response`` records with the answer 200 and ``resource`` records, where they hold HTML, text,
PDF or JSON. Everything else is passed over by rule and is not refused one by one: requests, metadata, revisits (their
page stands elsewhere in the crawl), redirects and errors, pictures, scripts, robots.txt. A crawl from which nothing at
all is taken is refused in one line that counts what is in it. Every record is measured against its stated length,
taken or not; the digests of those that are taken are computed anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import Damaged, EmptyInput, InputError, TooLarge
from onrecord.ingest.base import Kind, Member, Opened, Part, Refused, by_content, by_media_type
from onrecord.ingest.moment import moment
from onrecord.ingest.warc.http import Answer, TooMuch, charset, essence, parse_answer, unchunked, unpacked
from onrecord.ingest.warc.record import (
    Header,
    Malformed,
    Unended,
    read_content,
    read_end,
    read_header,
    right,
    skip_content,
)
from onrecord.ingest.warc.tape import Tape, Torn, begins
from onrecord.settings import Settings

_HEAD = 65_536
_LONGEST_URL = 4_000
_MOST_REASONS = 1_000  # kinds of what is passed over that are counted apart
_TAKEN = {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/json"}
_OTHER = "its bytes are not those its digest was made of"
_DOES = "fetch it again, or leave it out"


def members(opened: Opened) -> Iterator[Part]:
    """The pages of a crawl in the order of its records, and one line for each stretch that is damaged."""
    tape = Tape(opened.stream)
    passed: Counter[str] = Counter()
    given = 0
    going = True
    while going:
        place = tape.place
        try:
            while tape.peek(1) in {b"\r", b"\n"}:  # more empty lines than there need be
                tape.skip(1)
            if not tape.peek(1):
                going = tape.turn()
                continue
            place = tape.place
            part, ended = _record(tape, opened, passed)
        except (Malformed, Torn) as failure:
            given += 1
            yield _damaged(opened.name, place, str(failure))
            going = _resume(tape, torn=isinstance(failure, Torn))
            continue
        if part is not None:
            given += 1
            yield part
        if not ended:
            given += 1
            yield _damaged(opened.name, tape.place, "the file ends in the middle of what parts two records")
            going = tape.packed and _resume(tape, torn=False)
    if not given:
        counts = ", ".join(f"{count:,} × {what}" for what, count in passed.most_common(8)) or "no records at all"
        yield Refused(opened.name, EmptyInput(f"{opened.name}: no page in this crawl ({counts}); crawl it again"))


def _damaged(name: str, place: str, why: str) -> Refused:
    locator = f"{name}#{place}"
    return Refused(locator, Damaged(f"{locator}: a damaged record: {why}; the others are read; crawl it again"))


def _resume(tape: Tape, *, torn: bool) -> bool:
    """Go on at the next record after a damaged one; False where there is none."""
    try:
        if not torn and tape.find():
            return True
        if not tape.packed:
            return False
        if not torn:
            return tape.turn()
    except Torn:
        pass
    return tape.rescue()


def _record(tape: Tape, opened: Opened, passed: Counter[str]) -> tuple[Part | None, bool]:
    """The record that begins here, and whether it is ended as it should; raises ``Malformed`` and ``Torn``."""
    header = read_header(tape)
    start = b""
    try:
        while len(start) < min(header.length, _HEAD) and (block := tape.read(min(header.length, _HEAD) - len(start))):
            start += block
        reason, answer = _wanted(header, start)
        limit = _limit(answer, header, opened.settings)
        locator = f"{opened.name}#{header.place}"
        part: Part | None = None
        content: bytes | None = None
        short = header.length <= limit + _HEAD
        if short and (answer or not reason):
            content = read_content(tape, header, start=start)
        else:
            skip_content(tape, header, done=len(start))
            part = None if reason else _too_large(locator, limit)
        ended = _ended(tape)
    except Malformed:
        tape.back(header.content)  # its length may be wrong, so the next record is looked for inside it
        raise
    if reason:
        passed[_line(reason) if len(passed) < _MOST_REASONS else "of other kinds"] += 1
        if content is not None and not right(header.get("warc-block-digest"), content):
            part = _damaged(opened.name, header.place, _OTHER)  # it may have been a page until a byte changed
    elif content is not None:
        part = _page(header, answer, content, locator=locator, limit=limit)
    return part, ended


def _ended(tape: Tape) -> bool:
    try:
        read_end(tape)
    except Unended:
        return False
    return True


def _wanted(header: Header, start: bytes) -> tuple[str, Answer | None]:
    """Why the record is passed over (``""`` where it is not), and the head of the answer in it."""
    kind = header.get("warc-type").lower()
    if kind not in {"response", "resource"}:
        return kind[:30] or "record without a type", None
    if _robots(header):
        return "robots.txt", None
    if kind == "resource":
        media = essence(header.get("content-type"))
        return ("" if media in _TAKEN else media or "resource of no stated type"), None
    if essence(header.get("content-type")) not in {"application/http", ""}:
        return essence(header.get("content-type")), None
    try:
        answer = parse_answer(start)
    except Malformed:
        return "", None  # wanted, and refused once it has been read to its end
    if answer.status != 200:
        return f"answer {answer.status}", answer
    media = answer.media_type or _looks(start[answer.body :])
    return ("" if media in _TAKEN else media or "page of no stated type"), answer


def _looks(head: bytes) -> str:
    """The media type of a page whose server named none, where it is plain to see."""
    kind = by_content(head[:4096])
    return kind.media_types[0] if kind and kind.media_types and kind.sniff(head[:4096]) >= 0.9 else ""


def _robots(header: Header) -> bool:
    url = _url(header)
    return url is not None and urlsplit(url).path == "/robots.txt"


def _limit(answer: Answer | None, header: Header, settings: Settings) -> int:
    """How many bytes the page may have, by what it is said to be."""
    media = answer.media_type if answer else essence(header.get("content-type"))
    kind = by_media_type(media)
    return int(getattr(settings, kind.limit if kind else "max_html_bytes"))


def _too_large(locator: str, limit: int) -> Refused:
    return Refused(locator, TooLarge(f"{locator}: a page of more than {limit:,} bytes; {_DOES}"))


def _page(header: Header, answer: Answer | None, content: bytes, *, locator: str, limit: int) -> Part:
    """The page in a whole record, or why it is refused."""
    try:
        return _member(header, answer, content, locator=locator, limit=limit)
    except TooMuch:
        return _too_large(locator, limit)
    except Malformed as failure:
        error: InputError = Damaged(f"{locator}: {failure}; {_DOES}")
        return Refused(locator, error)


def _member(header: Header, answer: Answer | None, content: bytes, *, locator: str, limit: int) -> Member:
    if not right(header.get("warc-block-digest"), content):
        raise Malformed(_OTHER)
    declared = header.get("warc-payload-digest")
    if header.get("warc-type").lower() == "resource":
        if not right(declared, content):
            raise Malformed(_OTHER)
        said = header.get("content-type")
        page = content
    else:
        answer = answer or parse_answer(content[:_HEAD])
        said = answer.fields.get("content-type", "")
        body = content[answer.body :]
        whole = "chunked" in answer.fields.get("transfer-encoding", "").lower()
        joined = unchunked(body) if whole else body
        page = unpacked(joined, answer.fields.get("content-encoding", ""), most=limit)
        # Crawlers do not agree on whether the digest is of what was sent, of the joined chunks or of the page itself.
        if not right(declared, body, joined, page):
            raise Malformed("the page is not the one its digest was made of")
    if len(page) > limit:
        raise TooMuch
    facts = _facts(header)
    return Member(locator=locator, data=page, media_type=essence(said) or None, charset=charset(said), facts=facts)


def _facts(header: Header) -> dict[str, Any]:
    """Where the page was met and when; that is not when it was published."""
    found = {
        "url": _url(header),
        "fetched": moment(header.get("warc-date")),
        "record": _line(header.get("warc-record-id")),
        "truncated": _line(header.get("warc-truncated")),
    }
    return {key: value for key, value in found.items() if value}


def _line(words: str) -> str:
    return "".join(character for character in words if character.isprintable())[:200]


def _url(header: Header) -> str | None:
    """The address of the page, where it is one of the web and nothing hides in it."""
    url = header.get("warc-target-uri")
    if url.startswith("<") and url.endswith(">"):  # as some crawlers wrote it, after a mistake in the standard's text
        url = url[1:-1]
    if not url.lower().startswith(("http://", "https://")) or len(url) > _LONGEST_URL:
        return None
    return url if url.isprintable() and " " not in url else None


def _sniff(head: bytes) -> float:
    return 1.0 if begins(head) else 0.0


KIND = Kind(
    name="warc",
    suffixes=(".warc", ".warc.gz"),
    media_types=("application/warc",),
    limit="max_html_bytes",
    sniff=_sniff,
    members=members,
)
