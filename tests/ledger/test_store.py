"""Original bytes: each once, named by their SHA-256, given back as they came."""

from __future__ import annotations

import hashlib
import os

import pytest

from onrecord.errors import Unknown
from onrecord.ledger.connect import Desk


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
