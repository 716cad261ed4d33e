"""A mailbox gives out its mails one by one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import TooLarge
from onrecord.ingest.base import Member, Opened, Part, Refused, by_content, by_name
from onrecord.settings import Settings

FROM = b"From ana@coast.example Mon Mar 11 18:10:00 2024\n"
MAIL = b"From: Ana <ana@coast.example>\nSubject: Port\nDate: Mon, 11 Mar 2024 18:10:00 +0000\n\nThe mayor spoke.\n"


def parts(data: bytes, **limits: int) -> list[Part]:
    reader = by_name("mbox").members
    assert reader is not None
    return list(reader(Opened(name="box.mbox", stream=io.BytesIO(data), settings=Settings(**limits))))


def test_a_mail_is_a_member() -> None:
    found = parts((FROM + MAIL + b"\n") * 3)
    assert [part.locator for part in found] == ["box.mbox#1", "box.mbox#2", "box.mbox#3"]
    assert all(isinstance(part, Member) and part.data == MAIL and part.kind == "mail" for part in found)


@pytest.mark.parametrize(
    "line",
    [b"From here on the road is closed.\n", b"\nFrom here on the road is closed.\n", b"From a b 10:00:00 2024\n"],
)
def test_a_sentence_that_begins_with_from_begins_no_mail(line: bytes) -> None:
    (part,) = parts(FROM + MAIL + line)
    assert isinstance(part, Member)
    assert part.data.endswith(line)


def test_a_quoted_from_is_as_it_was_written() -> None:
    (part,) = parts(FROM + MAIL + b"\n>From now on, he said.\n>>From x\n")
    assert isinstance(part, Member)
    assert part.data.endswith(b"\nFrom now on, he said.\n>From x\n")


def test_a_mail_too_large_costs_itself_and_no_other() -> None:
    found = parts(FROM + MAIL + b"x" * 3_000_000 + b"\n\n" + FROM + MAIL, max_mail_bytes=1_000)
    assert isinstance(found[0], Refused)
    assert isinstance(found[0].error, TooLarge)
    assert isinstance(found[1], Member)
    assert found[1].data == MAIL


def test_a_mailbox_is_known_by_its_look() -> None:
    kind = by_content(FROM + MAIL)
    assert kind is not None
    assert kind.name == "mbox"
    single = by_content(MAIL)
    assert single is not None
    assert single.name == "mail"


@given(st.lists(st.binary(max_size=200).filter(lambda body: b"From " not in body), min_size=1, max_size=6))
def test_what_goes_in_comes_out(bodies: list[bytes]) -> None:
    found = parts(b"".join(FROM + MAIL + body + b"\n\n" for body in bodies))
    assert [part.data for part in found if isinstance(part, Member)] == [
        (MAIL + body).rstrip(b"\r\n") + b"\n" for body in bodies
    ]
