"""Pages, PDFs, mails and JSON made to hang, crash or fill the memory end in a document or in one line, and soon."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import InputError, TooLarge
from onrecord.ingest import load
from onrecord.settings import Settings

PARTS = b"Content-Type: multipart/mixed; boundary=a\n\n"
SENTENCE = "The mayor said on Friday that thirteen people were killed when a drone struck the grain port."
# Processor seconds are held tightly and the clock loosely, so that a busy machine fails no test.
TIGHT = Settings(child_cpu_seconds=3, child_wall_seconds=300.0)
LONGEST = 8.0  # processor seconds of this process for any one source


def outcome(tmp_path: Path, name: str, data: bytes, *, settings: Settings = TIGHT) -> str:
    """The text, or the refusal's one line."""
    path = tmp_path / name
    path.write_bytes(data)
    refused: list[InputError] = []
    texts = [document.text for document in load(path, settings=settings, refused=refused.append)]
    assert not any("\n" in str(refusal) for refusal in refused)
    return "\n".join([*texts, *map(str, refused)])


def article(inside: str) -> bytes:
    return f"<html><body><article><p>{SENTENCE}</p>{inside}<p>{SENTENCE}</p></article></body></html>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<div>" * 100_000,
        "<b><i>" * 50_000 + SENTENCE,
        "<ul><li>" * 50_000 + SENTENCE,
        "<table><tr><td>" * 30_000 + SENTENCE,
        "<blockquote>" * 100_000 + SENTENCE + "</blockquote>" * 100_000,
        "<p>" * 200_000,
        "<a href='x'>" * 100_000,
        "<p " + " ".join(f"a{number}='x'" for number in range(50_000)) + ">",
        "&" * 500_000,
        "<" * 500_000,
        "<!--" * 200_000,
        "<script>" * 50_000,
        "&#x110000;&#0;&#xd800;" * 50_000,
        "\u202e" * 100_000,
        "\u0301" * 500_000,
        "a" * 1_000_000,
    ],
    ids=lambda inside: inside[:12],
)
def test_a_hostile_page_ends(tmp_path: Path, inside: str) -> None:
    begun = time.process_time()
    assert outcome(tmp_path, "a.html", article(inside))
    assert time.process_time() - begun < LONGEST
    assert outcome(tmp_path, "b.html", article("")).startswith(SENTENCE)  # and the next page is read as ever


def test_a_hundred_thousand_paragraphs_are_too_many_or_read(tmp_path: Path) -> None:
    begun = time.process_time()
    told = outcome(tmp_path, "a.html", article(f"<p>{SENTENCE}</p>" * 100_000))
    # Whichever limit is met first, text or time, depends on the machine; both end it with their own line.
    assert "more than 5,000,000 characters" in told or "not taken apart within" in told
    assert time.process_time() - begun < LONGEST


def test_entities_are_not_fetched_and_do_not_grow(tmp_path: Path) -> None:
    secret = tmp_path / "canary.txt"
    secret.write_text("CANARY")
    bomb = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    for inside in (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>{SENTENCE} &x;</p></body></html>',
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{bomb}]><body><p>{SENTENCE} &l9;</p></body>',
        f'<html><body><p>{SENTENCE}</p><object data="{secret.as_uri()}"></object></body></html>',
    ):
        text = outcome(tmp_path, "a.html", inside.encode())
        assert "CANARY" not in text
        assert len(text) < 10_000


def looping_pdf() -> bytes:
    """A page tree whose child is its own parent, and a stream that draws itself."""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R 3 0 R] /Count 900000000 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>\nendobj\n"
        b"4 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> "
        b"/Length 6 >>\nstream\n/X Do\n\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
    )


def swelling_pdf() -> bytes:
    """A stream of a few kilobytes that unpacks to 140 MB of drawing."""
    packed = zlib.compress(zlib.compress(b"(a) Tj " * 20_000_000, 1), 9)
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        b"trailer\n<< /Root 1 0 R >>\n%%%%EOF" % (len(packed), packed)
    )


def nested_pdf() -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj << " * 200_000


@pytest.mark.parametrize("made", [looping_pdf, swelling_pdf, nested_pdf])
def test_a_hostile_pdf_ends(tmp_path: Path, made: Callable[[], bytes]) -> None:
    data = made()
    begun = time.process_time()
    assert outcome(tmp_path, "a.pdf", data)
    assert time.process_time() - begun < LONGEST


@pytest.mark.parametrize(
    "data",
    [
        PARTS + b"--a\n" + PARTS * 20_000,
        PARTS + (b"--a\n" + PARTS) * 20_000,
        PARTS + b"--a\n\nx\n" * 50_000,
        b"Content-Type: message/rfc822\n\n" * 5_000 + b"x",
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nThe mayor said no.",
        b"Subject: " + b"a\n " * 300_000 + b"\n\nThe mayor said no.",
        b"From: " + b'<(\\"' * 100_000 + b"\n\nThe mayor said no.",
        b"Date: " + b"Mon, " * 100_000 + b"\n\nThe mayor said no.",
        b"Content-Type: text/plain;" + b" a*0=x;" * 100_000 + b"\n\nThe mayor said no.",
    ],
    ids=lambda data: data[-30:-18].decode(),
)
def test_a_hostile_mail_ends(tmp_path: Path, data: bytes) -> None:
    begun = time.process_time()
    assert outcome(tmp_path, "a.eml", data)
    assert time.process_time() - begun < LONGEST


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"*" * 300_000 + b" The mayor said."),
        ("a.md", b"[" * 200_000 + b" The mayor said."),
        ("a.md", b"![a](" * 100_000 + b" The mayor said."),
        ("a.md", b"> " * 100_000 + b" The mayor said."),
        ("a.md", b"- " * 100_000 + b" The mayor said."),
        ("a.md", b"`" * 300_000 + b" The mayor said."),
        ("a.md", b"---\n" + b"a: b\n" * 200_000),
        ("a.md", b"<" * 300_000 + b" The mayor said."),
        ("a.md", b"_a" * 200_000 + b" The mayor said."),
        ("a.md", b"| a " * 100_000 + b"\n" + b"|---" * 100_000 + b"\n"),
        ("a.txt", b"By " + b"A" * 1_000_000),
        ("a.txt", b"A, " * 300_000 + b"\n\nThe mayor said."),
        ("a.txt", b"KEY: " * 200_000),
        ("a.txt", b"\n" * 1_000_000 + b"The mayor said."),
        ("a.txt", b"\x1b[31m" * 100_000),
        ("a.txt", "\u0301".encode() * 300_000),
        ("a.txt", b"1," * 500_000),
        ("a.json", b"[" * 1_000_000),
        ("a.json", b'{"a":' * 300_000),
        ("a.jsonl", b'{"text": 5}\n' * 100_000),
        ("a.json", b'{"text": "' + b"\\ud800" * 100_000 + b'"}'),
        ("a.json", json.dumps({"text": SENTENCE, "x": "[" * 100_000}).encode()),
    ],
    ids=lambda part: part[:12].decode() if isinstance(part, bytes) else part,
)
def test_a_hostile_text_ends(tmp_path: Path, name: str, data: bytes) -> None:
    begun = time.process_time()
    outcome(tmp_path, name, data)
    assert time.process_time() - begun < LONGEST


@pytest.mark.parametrize(
    "limits",
    [{"child_cpu_seconds": 1}, {"child_memory_bytes": 100_000_000}, {"child_wall_seconds": 0.05}],
    ids=lambda limits: next(iter(limits)),
)
def test_the_child_is_held_to_time_and_memory(tmp_path: Path, limits: dict[str, int]) -> None:
    page = article(f"<p>{SENTENCE}</p>" * 40_000)
    settings = Settings(**{"child_wall_seconds": 300.0, **limits})  # type: ignore[arg-type]
    assert "not taken apart within" in outcome(tmp_path, "a.html", page, settings=settings)
    assert outcome(tmp_path, "b.html", article("")).startswith(SENTENCE)


def test_a_stream_without_end_is_cut(tmp_path: Path) -> None:
    program = (
        "from onrecord.ingest import load; from onrecord.settings import Settings\n"
        "try: list(load('-', settings=Settings(max_text_bytes=20_000_000)))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    reader = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert reader.stdin is not None
    assert reader.stdout is not None
    with contextlib.suppress(BrokenPipeError):
        while True:
            reader.stdin.write(b"The mayor said no. " * 50_000)
    said = reader.stdout.read().decode()
    assert said.startswith("TooLarge standard input: more than 20,000,000 bytes")
    with contextlib.suppress(BrokenPipeError):  # what was still buffered has nowhere to go, if anything was
        reader.stdin.close()
    reader.stdout.close()
    assert reader.wait() == 0


def test_a_page_with_too_much_text_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(article(""))
    with pytest.raises(TooLarge):
        list(load(path, settings=Settings(max_text_bytes=100)))
