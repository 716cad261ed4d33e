"""The same ledger comes out whether this process reads or Ray does."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.adding import add
from onrecord.ledger.digest import digest

ray = pytest.importorskip("ray", reason="Ray is an extra")

REPORTS = {
    "one.txt": "At least 13 people were killed in Odesa on Friday, the mayor said. The army denied that it had fired.",
    "two.txt": "The deputy minister said on Monday that some 300 families had left Kherson.",
    "broken.pdf": "%PDF-1.4 and nothing else",
}


def test_ray_reads_what_this_process_reads(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text)
    said = {}
    for name in ("local", "ray"):
        with onrecord.open(tmp_path / f"{name}.ledger") as ledger:
            so_far = add(ledger, [tmp_path / "in"], jobs=1, engine_name=name)
            assert (so_far.added, so_far.refused) == (2, 1)
            with ledger.desk.reading() as connection:
                said[name] = digest(connection)
    assert said["ray"] == said["local"]
    assert not ray.is_initialized()
