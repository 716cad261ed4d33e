"""A walk gives members, refusals and whole files, in an order that stays, whatever lies in the folders."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import CannotOpen, FetchRefused, NotText, UnknownKind
from onrecord.ingest.base import Kind, Member, Refused, by_content
from onrecord.ingest.walk import Given, Walk, Whole
from onrecord.ingest.web.fetch import Fetched
from onrecord.settings import Settings

TEXT = "At least 13 dockworkers were killed on Friday night when a drone struck the grain port, the mayor said.\n"


def walk(*paths: Path | str, **options: object) -> list[Given]:
    return list(Walk(paths, settings=Settings(), **options))  # type: ignore[arg-type]


def members(found: list[Given]) -> list[str]:
    return [part.locator for part in found if isinstance(part, Member)]


def refused(found: list[Given]) -> list[Refused]:
    return [part for part in found if isinstance(part, Refused)]


def test_a_folder_is_walked_by_name_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden/x.txt", ".DS_Store", "Thumbs.db", "__MACOSX/b.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    found = walk(tmp_path)
    assert members(found) == [str(tmp_path / name) for name in ("B.txt", "a/b/c.txt", "a/z.txt", "b.txt")]
    assert [type(part) for part in found] == [Member, Whole] * 4


def test_links_are_followed_only_when_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    link = tmp_path / "in" / "link.txt"
    link.symlink_to(tmp_path / "a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    assert [type(part.error) for part in refused(walk(tmp_path / "in"))] == [CannotOpen, CannotOpen]
    assert members(walk(link)) == [str(link)]


def test_pipes_and_sockets_and_what_is_missing_are_refused_and_the_walk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "a.pipe")
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff" + bytes(9))
    (tmp_path / "d.txt").write_text(TEXT)
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path)
        server.bind("b.sock")
        found = walk("gone.txt", "a\0b", tmp_path)
    assert [type(part.error) for part in refused(found)] == [CannotOpen] * 4 + [NotText]
    assert members(found) == [str(tmp_path / "d.txt")]
    assert all(str(part.error).startswith(part.locator) for part in refused(found))


def test_what_was_given_out_whole_does_not_come_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT + TEXT)
    done = {part.sha256 for part in walk(tmp_path / "a.txt") if isinstance(part, Whole)}
    walking = Walk([tmp_path], settings=Settings(), known=done.__contains__)
    assert members(list(walking)) == [str(tmp_path / "b.txt")]
    assert walking.done_bytes == walking.total_bytes == 3 * len(TEXT)


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert len(members(walk(tmp_path / "a.txt", tmp_path, f"{tmp_path}/./a.txt"))) == 1


def test_names_that_look_alike_have_two_places(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\xfe.txt", b"a\nb.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(TEXT)
    found = members(walk(tmp_path))
    assert len(set(found)) == 3
    assert all(locator.isprintable() for locator in found)


def test_a_reader_that_fails_costs_its_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.mbox").write_bytes(b"From a@b.example Mon Mar 11 18:10:00 2024\nSubject: x\n\nx\n")
    (tmp_path / "b.txt").write_text(TEXT)
    monkeypatch.setattr("onrecord.ingest.mbox._message", lambda *_, **__: {}["gone"])
    found = walk(tmp_path)
    assert "KeyError" in str(refused(found)[0].error)
    assert members(found) == [str(tmp_path / "b.txt")]
    assert sum(isinstance(part, Whole) for part in found) == 2


def test_standard_input_is_walked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a").write_text(TEXT)
    with (tmp_path / "a").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert [type(part) for part in walk("-")] == [Member, Whole]


def test_an_address_that_is_not_public_is_refused() -> None:
    (part,) = walk("http://127.0.0.1/a.html")
    assert isinstance(part, Refused)
    assert "not public" in str(part.error)


def test_a_kind_that_cannot_be_told_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_head: bytes) -> Kind | None:
        return None

    monkeypatch.setattr("onrecord.ingest.sources.by_content", nothing)
    (tmp_path / "a.xyz").write_text(TEXT)
    found = walk(tmp_path)
    assert isinstance(refused(found)[0].error, UnknownKind)
    assert by_content(TEXT.encode()) is not None


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=3_000),
    st.sampled_from((b"", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"BZh91AY&SY", b"\xfd7zXZ\0", b"WARC/1.0\r\n",
                     b"From a 1:00",
                     b'{"text": ', b"<rss>", b"title,text\n", b"https://", b"PK\x05\x06")),
    st.sampled_from((".txt", ".zip", ".tar", ".gz", ".csv", ".xml", ".mbox", ".json", ".warc", "", ".tgz", ".md")),
)  # fmt: skip
def test_any_bytes_end_in_members_refusals_and_a_whole(data: bytes, start: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(start + data if start != b"https://" else start)  # nothing is asked of the network
        found = walk(path)
    assert len(found) >= 2
    assert isinstance(found[-1], Whole)
    assert all(isinstance(part, (Member, Refused)) for part in found[:-1])
    places = [part.locator for part in found[:-1] if isinstance(part, Member)]
    assert len(set(places)) == len(places)


def test_a_list_of_addresses_that_came_from_an_address_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetch(url: str, *, settings: Settings) -> Fetched:
        asked.append(url)
        return Fetched(url, b"https://example.org/a\nhttps://example.org/b\n", "text/plain", None, "192.0.2.1")

    monkeypatch.setattr("onrecord.ingest.web.fetch.fetch", fetch)
    found = walk("https://example.org/list.txt")
    assert asked == ["https://example.org/list.txt"]
    assert [type(part.error) for part in refused(found)] == [FetchRefused]
