"""Mailboxes (mbox): one mail a message, "box.mbox#3" the third, in the order in which they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import Damaged, TooLarge
from onrecord.ingest.base import Kind, Member, Opened, Part, Refused

# "From ana@coast.example Mon Mar 11 18:10:00 2024": a sender and a time, so that "From here on …" begins no mail.
_FROM = re.compile(rb"From \S{1,500} .{0,40}\d{1,2}:\d{2}.{0,60}\r?\n?$")
_QUOTED = re.compile(rb"^>(>*From )")
_LINE = 1 << 20  # bytes; a longer line comes in pieces, and only its first can begin a message


def _members(opened: Opened) -> Iterator[Part]:
    limit = opened.settings.max_mail_bytes
    number, held, size = 0, bytearray(), 0
    starts, empty = True, True
    while line := opened.stream.readline(_LINE):
        if starts and empty and _FROM.match(line):
            if number:
                yield _message(opened.name, number, held, size, limit=limit)
            number, held, size = number + 1, bytearray(), 0
        elif number:
            size += len(line)
            if size <= limit:
                held += _QUOTED.sub(rb"\1", line) if starts else line
        elif line.strip():
            yield Refused(opened.name, Damaged(f"{opened.name}: no mailbox: it does not begin with a From line"))
            return
        empty = starts and line in {b"\n", b"\r\n"}
        starts = line.endswith(b"\n")
        empty = empty or not number
    if number:
        yield _message(opened.name, number, held, size, limit=limit)


def _message(name: str, number: int, held: bytearray, size: int, *, limit: int) -> Part:
    locator = f"{name}#{number}"
    if size > limit:
        words = f"a mail of more than {limit:,} bytes; leave it out, or raise ONRECORD_MAX_MAIL_BYTES"
        return Refused(locator, TooLarge(f"{locator}: {words}"))
    return Member(locator=locator, data=bytes(held).rstrip(b"\r\n") + b"\n", suffix=".eml", kind="mail")


def _sniff(head: bytes) -> float:
    return 0.95 if _FROM.match(head.lstrip(b"\r\n").partition(b"\n")[0]) else 0.0


KIND = Kind(
    name="mbox",
    suffixes=(".mbox", ".mbx"),
    media_types=("application/mbox",),
    limit="max_mail_bytes",
    sniff=_sniff,
    members=_members,
)
