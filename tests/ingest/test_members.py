"""A member becomes documents: what the container states wins, and any language comes through."""

from __future__ import annotations

import io

import pytest

from onrecord.core import Document
from onrecord.errors import InputError, UnknownKind
from onrecord.ingest.base import Kind, Member, Opened, kinds
from onrecord.ingest.members import documents_of
from onrecord.settings import Settings

TEXT = "At least 13 dockworkers were killed on Friday night when a drone struck the grain port, the mayor said.\n"
RUSSIAN = "Мэр города сообщил в пятницу, что при ударе беспилотника по порту погибли тринадцать человек. " * 5


def documents(member: Member, **options: str) -> list[Document | InputError]:
    return list(documents_of(member, settings=Settings(), **options))


def one(member: Member, **options: str) -> Document:
    (document,) = documents(member, **options)
    assert isinstance(document, Document)
    return document


def test_what_the_container_states_wins_and_an_option_only_fills() -> None:
    facts = {"title": "Port hit", "publisher": "Coast Herald", "url": "https://coast.example/7", "record": "r1"}
    member = Member(locator="crawl.warc#7", data=TEXT.encode(), facts=facts)
    found = one(member, publisher="Border Gazette", published="2024-03-11")
    assert (found.title, found.publisher, found.published) == ("Port hit", "Coast Herald", "2024-03-11")
    assert found.url == "https://coast.example/7"
    ingest = found.extra["ingest"]
    assert (ingest["kind"], ingest["locator"], ingest["record"]) == ("text", "crawl.warc#7", "r1")


def test_a_text_in_another_language_comes_with_its_code() -> None:
    assert one(Member(locator="a.txt", data=RUSSIAN.encode())).language == "ru"
    assert one(Member(locator="a.txt", data=TEXT.encode())).language == "en"


@pytest.mark.parametrize("kind", ["warc", "no such kind"])
def test_a_kind_that_has_no_documents_is_a_line(kind: str) -> None:
    (refusal,) = documents(Member(locator="a", data=b"x", kind=kind))
    assert isinstance(refusal, UnknownKind)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_kind_gives_documents_or_members(kind: Kind) -> None:
    assert kind.documents or kind.members
    assert isinstance(getattr(Settings(), kind.limit), int)
    if kind.members is not None:
        found = list(kind.members(Opened(name="a", stream=io.BytesIO(b""), settings=Settings())))
        assert not any(isinstance(part, Member) for part in found), "nothing comes of nothing"
