"""Bytes become the right characters, and what could not be told is counted."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import NotText
from onrecord.ingest.encoding import decode

ENGLISH = "“At least 13 were killed” – the mayor’s office said on Friday, and £2 million was lost."
RUSSIAN = "Мэр города сообщил в пятницу, что погибли тринадцать человек; министерство это отрицает. " * 4
CHINESE = "市长星期五说，袭击港口造成十三人死亡，国防部否认了这一说法。调查仍在继续。" * 6


@pytest.mark.parametrize(
    ("text", "data", "charset", "found"),
    [
        (ENGLISH, ENGLISH.encode(), "utf-8", "utf-8"),
        (ENGLISH, codecs.BOM_UTF8 + ENGLISH.encode(), "utf-8", "mark"),
        (ENGLISH, ENGLISH.encode("utf-16"), "utf-16-le", "mark"),
        (ENGLISH, codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), "utf-16-be", "mark"),
        (ENGLISH, ENGLISH.encode("utf-32"), "utf-32-le", "mark"),
        (ENGLISH, ENGLISH.encode("utf-16-le"), "utf-16-le", "zeros"),
        (ENGLISH, ENGLISH.encode("utf-16-be"), "utf-16-be", "zeros"),
        (ENGLISH, ENGLISH.encode("utf-32-be"), "utf-32-be", "zeros"),
        (RUSSIAN, RUSSIAN.encode("utf-16-le"), "utf-16-le", "zeros"),
        (ENGLISH, ENGLISH.encode("cp1252"), "windows-1252", "guessed"),
        (RUSSIAN, RUSSIAN.encode("cp1251"), "windows-1251", "guessed"),
        (CHINESE, CHINESE.encode("gb18030"), "gb18030", "guessed"),
    ],
)
def test_an_encoding_is_told_without_being_declared(text: str, data: bytes, charset: str, found: str) -> None:
    decoded = decode(data, name="a.txt")
    assert (decoded.text, decoded.charset, decoded.found, decoded.replaced) == (text, charset, found, 0)


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "charset"),
    [
        (RUSSIAN, "cp1251", "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R", "koi8-r"),
        (ENGLISH, "cp1252", "iso-8859-1", "windows-1252"),  # what pages mean when they say so
        (CHINESE, "gb18030", "gb2312", "gb18030"),
        ("三人が死亡したと市長は述べた。", "iso2022_jp", "iso-2022-jp", "iso2022_jp"),
    ],
)
def test_a_declared_encoding_is_used(text: str, encoding: str, declared: str, charset: str) -> None:
    decoded = decode(text.encode(encoding), name="a.txt", declared=declared)
    assert (decoded.text, decoded.charset, decoded.found) == (text, charset, "declared")


@pytest.mark.parametrize(
    "declared", ["windows-1251", "latin-1", "utf-16", "no-such-charset", "hex", "idna", "a\0b", ""]
)
def test_good_utf8_is_utf8_whatever_was_declared(declared: str) -> None:
    assert decode(ENGLISH.encode(), name="a.txt", declared=declared).text == ENGLISH


def test_a_few_broken_places_are_replaced_and_counted() -> None:
    data = ("Odesa’s mayor – “no” – said: " * 20).encode() + b"thirteen \xff\xfe were \xe2\x80 killed"
    decoded = decode(data, name="a.txt", declared="utf-8")
    assert decoded.charset == "utf-8"
    assert decoded.replaced == 3
    assert decoded.text.endswith("thirteen \ufffd\ufffd were \ufffd killed")


def test_a_stray_nul_keeps_every_offset() -> None:
    decoded = decode(b"thirteen \0 were killed, the mayor said, in the attack on the port", name="a.txt")
    assert decoded.text.index("were") == 11
    assert decoded.replaced == 1


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 100, b"\x7fELF" + bytes(range(32)) * 9])
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText, match=r"^a\.txt: "):
        decode(data, name="a.txt")


@settings(deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_was_written_as_utf8_comes_back(text: str) -> None:
    assert decode(text.encode(), name="a.txt").text == text.removeprefix("\ufeff")


@settings(deadline=None)
@given(data=st.binary(max_size=3000), declared=st.sampled_from([None, "utf-8", "cp1251", "utf-16", "hz", "shift_jis"]))
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode(data, name="a.txt", declared=declared)
    except NotText:
        return
    assert "\0" not in decoded.text
    assert decoded.replaced == decoded.text.count("\ufffd")
