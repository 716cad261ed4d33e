"""Original bytes: each once, named by their SHA-256, given back as they came."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.errors import LedgerError, NoSpace, Unknown
from onrecord.ledger.connect import Desk
from onrecord.ledger.store import Folder
from onrecord.opened import open_ledger


@pytest.mark.parametrize("data", [b"", b"The mayor said \xff\x00 nine.", os.urandom(300_000), b"a" * 5_000_000])
def test_bytes_come_back_as_they_came(desk: Desk, data: bytes) -> None:
    with desk.writing() as connection:
        name = desk.store.put(data, connection)
    with desk.reading() as connection:
        assert name == hashlib.sha256(data).hexdigest()
        assert desk.store.get(name, connection) == data


def test_the_same_bytes_are_kept_once(desk: Desk) -> None:
    with desk.writing() as connection:
        names = {desk.store.put(b"a report", connection) for _ in range(3)}
        assert list(desk.store.names(connection)) == sorted(names)
        assert len(names) == 1


@pytest.mark.parametrize("name", ["0" * 64, "f" * 64])
def test_bytes_that_are_not_there_are_named(desk: Desk, name: str) -> None:
    with desk.reading() as connection, pytest.raises(Unknown, match=name):
        desk.store.get(name, connection)


# The folder beside a ledger file


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Folder, Connection]]:
    with open_ledger(tmp_path / "news.ledger") as ledger, ledger.desk.reading() as connection:
        assert isinstance(ledger.desk.store, Folder)
        yield ledger.desk.store, connection


def test_a_file_is_whole_before_it_has_its_name(
    folder: tuple[Folder, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, connection = folder
    acts: list[str] = []
    flush, rename = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (acts.append("flush"), flush(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda path, to: (acts.append("name"), rename(path, to))[1])
    store.put(b"a report", connection)
    assert acts[-3:] == ["flush", "name", "flush"]  # the bytes, their name, the folder that holds it


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_no_half_file(
    folder: tuple[Folder, Connection], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(code, os.strerror(code))

    store, connection = folder
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace, match="make room and run the same command again"):
        store.put(b"a report", connection)
    assert [path for path in store.root.rglob("*") if path.is_file()] == []


def test_a_folder_that_is_a_file_is_told_in_one_line(folder: tuple[Folder, Connection]) -> None:
    store, connection = folder
    store.root.write_text("not a folder")
    with pytest.raises(LedgerError, match=r"store: cannot be written \(.*\); check the folder"):
        store.put(b"a report", connection)


def test_bytes_behind_the_end_of_a_file_are_a_change(folder: tuple[Folder, Connection]) -> None:
    store, connection = folder
    name = store.put(b"a report", connection)
    path = store.root / name[:2] / name
    whole = path.read_bytes()
    for data in (whole + b" ", whole[:-1], b""):
        path.chmod(0o600)
        path.write_bytes(data)
        assert hashlib.sha256(store.get(name, connection)).hexdigest() != name


def test_only_names_of_bytes_are_listed(folder: tuple[Folder, Connection]) -> None:
    store, connection = folder
    name = store.put(b"a report", connection)
    (store.root / name[:2] / f".{name}.abcd.part").write_bytes(b"half")
    (store.root / "README").write_text("mine")
    assert list(store.names(connection)) == [name]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/hosts", "A" * 64, "a" * 63, "a" * 65, "a\0" * 32])
def test_no_name_from_outside_becomes_a_path(folder: tuple[Folder, Connection], name: str) -> None:
    store, connection = folder
    with pytest.raises(Unknown, match="is no SHA-256"):
        store.get(name, connection)
