"""Each thing that can be wrong with a source has its own answer: one line that names it and says what to do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import (
    CannotOpen,
    EmptyInput,
    InputError,
    NotEnglish,
    NotText,
    TooLarge,
    UnknownKind,
    UsageError,
)
from onrecord.ingest import load
from onrecord.settings import Settings

ARTICLE = (
    "At least 13 dockworkers were killed on Friday night when a drone struck the grain port, the mayor said.\n\n"
    '"We do not know more," he said. The defence ministry denied that it had fired on the port.'
)
RUSSIAN = "Мэр города сообщил в пятницу, что при ударе беспилотника по порту погибли тринадцать человек. " * 5
GERMAN = "Der Bürgermeister sagte am Freitag, dass bei dem Angriff auf den Hafen dreizehn Menschen getötet wurden. " * 5


def one(path: Path | str, **options: object) -> object:
    (document,) = load(path, **options)  # type: ignore[arg-type]
    return document


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("empty.txt", b"", EmptyInput, "nothing in it"),
        ("blank.txt", b" \n\t\r\n ", EmptyInput, "nothing in it"),
        ("mark.txt", b"\xef\xbb\xbf", EmptyInput, "nothing in it"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), NotText, "a picture (PNG)"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(64), NotText, "a picture (JPEG)"),
        ("letter.docx", b"PK\x03\x04" + bytes(64), NotText, "office document"),
        ("setup.exe", b"MZ\x90\x00" + bytes(64), NotText, "a program"),
        ("noise.txt", bytes(range(256)) * 8, NotText, "binary data"),
        ("news.txt", RUSSIAN.encode(), NotEnglish, "this is Russian"),
        ("news.txt", RUSSIAN.encode("cp1251"), NotEnglish, "this is Russian"),
        ("news.txt", RUSSIAN.encode("utf-16"), NotEnglish, "this is Russian"),
        ("news.txt", GERMAN.encode(), NotEnglish, "this is German"),
        ("short.txt", "Мэр не комментирует".encode(), NotEnglish, "only English"),
        ("broken.pdf", b"%PDF-1.7\nnothing follows", InputError, "not a PDF that can be opened"),
        ("broken.json", b'{"text": "cut sho', InputError, "not valid JSON"),
        ("empty.html", b"<html><body></body></html>", EmptyInput, "no article"),
        ("scripts.html", b"<html><body><script>var x = 1;</script></body></html>", EmptyInput, "no article"),
        ("empty.eml", b"Subject: x\nFrom: a@b.example\nMIME-Version: 1.0\n\n", EmptyInput, "no text"),
    ],
)
def test_a_source_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, data: bytes, error: type[InputError], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as refusal:
        list(load(path))
    message = str(refusal.value)
    assert words in message
    assert message.startswith(str(path))
    assert "\n" not in message


def test_fifty_megabytes_of_text_are_too_large(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"The mayor said nothing. " * 2_200_000)
    with pytest.raises(TooLarge, match="split it, or raise ONRECORD_MAX_TEXT_BYTES"):
        list(load(path))


def test_the_limit_can_be_raised(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(ARTICLE)
    with pytest.raises(TooLarge):
        list(load(path, settings=Settings(max_text_bytes=100)))
    assert one(path, settings=Settings(max_text_bytes=1_000))


def test_a_missing_file_a_folder_and_a_device(tmp_path: Path) -> None:
    for source, words in [
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "a folder"),
        (Path(os.devnull), "a device"),
        (tmp_path / ("x" * 400), "cannot be read"),
        ("a\0b.txt", "cannot be read"),
    ]:
        with pytest.raises(CannotOpen, match=words) as refusal:
            list(load(source))
        assert "\n" not in str(refusal.value)


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are POSIX")
def test_a_pipe_with_a_name_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(CannotOpen, match="a pipe"):
        list(load(tmp_path / "pipe.txt"))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(ARTICLE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # root may read everything, so the mode alone would not show it
    with pytest.raises(CannotOpen, match="you may not read"):
        list(load(path))


def test_a_line_break_in_a_name_stays_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen) as refusal:
        list(load(tmp_path / "a\nb\x1b[31m.txt"))
    assert "\n" not in str(refusal.value)
    assert "\x1b" not in str(refusal.value)


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, kind in [
        (ARTICLE.encode(), "text"),
        (b'{"text": "The mayor said that three people were killed."}', "json"),
        (b"<!doctype html><p>The mayor said that three people were killed.</p>", "html"),
        (b"From: a@b.example\nSubject: x\nDate: Mon, 11 Mar 2024 18:10:00 +0200\n\nThe mayor said.", "mail"),
        (b"---\ntitle: Strike\n---\nThe mayor said that **three** people were killed.", "markdown"),
    ]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (document,) = load("-")
        assert document.extra["ingest"]["kind"] == kind


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(EmptyInput, match=r"^standard input: "):
        list(load("-"))


@pytest.mark.parametrize("suffix", [".log", "", ".news", ".TXT"])
def test_text_under_another_name_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"article{suffix}"
    path.write_text(ARTICLE)
    assert one(path).text == ARTICLE  # type: ignore[attr-defined]


def test_a_pdf_under_another_name_is_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"%PDF-1.4\ncut")
    with pytest.raises(InputError, match="not a PDF that can be opened"):
        list(load(path))


def test_the_options_replace_what_a_page_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"March 11, 2024\n\n{ARTICLE}")
    assert one(path).published == "2024-03-11"  # type: ignore[attr-defined]
    document = one(path, published="2024-03-12", publisher="Coast Herald")
    assert (document.published, document.publisher) == ("2024-03-12", "Coast Herald")  # type: ignore[attr-defined]


def test_a_date_that_is_none_is_a_wrong_option(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give a date such as"):
        list(load(tmp_path / "a.txt", published="last Friday"))


def test_one_bad_document_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "The mayor said no."}\n{"text": 5}\n{"text": "The minister said yes."}\n')
    refused: list[InputError] = []
    texts = [document.text for document in load(path, refused=refused.append)]
    assert texts == ["The mayor said no.", "The minister said yes."]
    assert [str(refusal) for refusal in refused] == [f'{path} line 2: "text" must be a string, not int']


def test_an_unknown_kind_names_the_known_ones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.xyz"
    path.write_text(ARTICLE)
    monkeypatch.setattr("onrecord.ingest.sources.by_content", lambda head: None)
    with pytest.raises(UnknownKind, match=r"give .*\.html.*\.txt"):
        list(load(path))


def test_reading_text_imports_no_heavy_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE)
    program = (
        "import sys; from onrecord.ingest import load; list(load(sys.argv[1])); "
        "print([name for name in ('trafilatura', 'htmldate', 'lxml', 'pypdfium2', 'py3langid', 'ssl', 'numpy')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
