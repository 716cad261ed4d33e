"""Mail gives its text, in whatever form and charset it came."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.errors import InputError
from onrecord.ingest import load
from onrecord.ingest.base import Source
from onrecord.ingest.mail import KIND
from onrecord.settings import Settings

TEXT = (
    "At least 13 dockworkers were killed on Friday when a drone struck the grain port, the mayor’s office said.\n\n"
    "The defence ministry denied on Saturday that it had fired on the port, and said that it would look into it."
)
HEAD = b"From: Ana Ruiz <ana@coast.example>\r\nSubject: Strike\r\nDate: Mon, 11 Mar 2024 18:10:00 +0200\r\n"


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    (document,) = load(path)
    return document


def letter(text: str = TEXT, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana Ruíz <ana@coast.example>"
    message["Subject"] = "Strike on port – 13 killed"
    message["Date"] = "Mon, 11 Mar 2024 18:10:00 +0200"
    message["Message-ID"] = "<r07@coast.example>"
    message.set_content(text, charset=charset)
    return message


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_a_letter_in_any_charset(tmp_path: Path, charset: str) -> None:
    document = read(tmp_path, bytes(letter(charset=charset)))
    assert document.text == TEXT
    assert (document.title, document.byline, document.published, document.external_id) == (
        "Strike on port – 13 killed", "Ana Ruíz", "2024-03-11T18:10+02:00", "r07@coast.example",
    )  # fmt: skip


def test_the_plain_part_is_read_and_attachments_are_named(tmp_path: Path) -> None:
    message = letter()
    message.add_alternative(f"<p>{TEXT}</p><p>Unsubscribe</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="list of the dead.pdf")
    document = read(tmp_path, bytes(message))
    assert document.text == TEXT
    assert document.extra["ingest"]["attachments"] == ["list of the dead.pdf"]


def test_the_web_part_is_read_where_the_plain_one_is_a_notice(tmp_path: Path) -> None:
    message = letter("View this mail in your browser.")
    message.add_alternative("".join(f"<p>{words}</p>" for words in TEXT.split("\n\n") * 2), subtype="html")
    assert read(tmp_path, bytes(message)).text.startswith(TEXT)


def test_a_signature_is_not_the_text(tmp_path: Path) -> None:
    assert read(tmp_path, bytes(letter(f"{TEXT}\n-- \nAna Ruiz\nCoast Herald"))).text == TEXT


def test_a_quoted_article_loses_its_marks(tmp_path: Path) -> None:
    quoted = "\n".join(f"> {line}".rstrip() for line in TEXT.split("\n"))
    assert read(tmp_path, bytes(letter(quoted))).text == TEXT


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    head = HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n"
    document = read(tmp_path, head + b"At least 13 people were killed \r\nin the attack.\r\n")
    assert document.text == "At least 13 people were killed in the attack."


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain; charset=no-such-charset\r\n",
        b'Content-Type: text/plain; charset="utf-8\r\n',
        b"Content-Transfer-Encoding: base65\r\n",
        b"Content-Type: ;;;\r\n",
        b"Subject: =?utf-8?b?!!!?= =?x-none?q?=FF?=\r\n",
        b"Date: the day before yesterday\r\n",
        b"To: \xff\xfe\r\n",
    ],
)
def test_defects_are_tolerated(tmp_path: Path, head: bytes) -> None:
    document = read(tmp_path, HEAD + head + b"\r\nAt least 13 people were killed in the attack.\r\n")
    assert "13 people were killed" in document.text


PARTS = HEAD + b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n"


@settings(deadline=None)
@given(data=st.binary(max_size=800), head=st.sampled_from([b"", HEAD, PARTS]))
def test_any_bytes_are_a_mail_or_refused(data: bytes, head: bytes) -> None:
    with suppress(InputError):
        for item in KIND.documents(Source(name="a.eml", data=head + data, settings=Settings())):
            assert isinstance(item, (Document, InputError))
