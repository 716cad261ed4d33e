"""A small ledger of one invented fire, and a browser that has been let in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.adding import add
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app

TOKEN = "only-for-the-tests-of-the-desk"
ADDRESS = "http://127.0.0.1:8765"
ORIGIN = {"origin": ADDRESS}

FIRE = (
    "ORSK, March 2 - Mayor Ana Deluca said on Sunday that at least 13 dockworkers were killed when rockets hit the "
    "grain port of Odesa.\n\nThe fire destroyed 6,000 square metres of storage, the harbour office said. The Coast "
    "Guard denied that it had fired."
)
REPORTS: list[dict[str, Any]] = [
    {"id": "a", "title": "Rockets hit grain port", "publisher": "Coast Herald", "published": "2025-03-02T18:10Z",
     "byline": "Elena Varga", "url": "https://coast.example/a", "text": FIRE},
    {"id": "b", "title": "Port burns", "publisher": "Lake Review", "published": "2025-03-02T20:00Z",
     "text": FIRE.replace("13", "31").replace("square metres", "square kilometres")},
    {"id": "c", "title": "Toll rises", "publisher": "Border Gazette", "published": "2025-03-03T09:00Z",
     "text": "Mayor Ana Deluca said on Monday that 15 dockworkers were killed in the rocket attack on the grain port "
     "of Odesa on Sunday.\n\nThe exchange of the wounded is to take place by April 1, the regional governor said."},
    {"id": "d", "title": "Огонь 🔥 в порту", "publisher": "Степной курьер", "published": "2025-03-03T11:00Z",
     "text": "🔥🔥 Пожар! The governor of Odesa, Ivan Коваль, said on Monday that 14 dockworkers died at the grain "
     "port.\n\n«Мы стоим», he said. Nine people were injured, according to the hospital 🏥."},
]  # fmt: skip


def filled(folder: Path, reports: list[dict[str, Any]]) -> Path:
    """A ledger in ``folder`` with these reports, read by the real reader."""
    source = folder / "reports.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in reports), encoding="utf-8")
    path = folder / "desk.ledger"
    with open_ledger(path) as ledger:
        assert add(ledger, [source]).added == len(reports)
    return path


@pytest.fixture(scope="package")
def fire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the fire, to be read."""
    return filled(tmp_path_factory.mktemp("fire"), REPORTS)


@pytest.fixture(scope="package")
def burnt(fire: Path) -> Iterator[Ledger]:
    """The same, open."""
    with open_ledger(fire) as opened:
        yield opened


@pytest.fixture
def outside(burnt: Ledger) -> TestClient:
    """A browser on this computer that knows no token; a fault is an answer, as on a real desk."""
    return TestClient(create_app(burnt, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture
def client(outside: TestClient) -> TestClient:
    """A browser that has been let in."""
    outside.get("/", params={"token": TOKEN})
    return outside
