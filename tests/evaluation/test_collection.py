"""The collection that the ledger is measured on: the same every time, mixed as it says, and ours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evaluation.collection import Report, reports, write
from evaluation.collection.wrapping import SHARES, plain


@pytest.fixture(scope="module")
def made() -> list[Report]:
    return list(reports(600))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, list(reports(120)))
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_another_seed_writes_other_texts() -> None:
    assert {one.text for one in reports(50, seed=1)}.isdisjoint(one.text for one in reports(50, seed=2))


def test_reports_are_mixed_as_is_said(made: list[Report]) -> None:
    copies = [one for one in made if one.like is not None]
    exact = [one for one in copies if one.text == made[one.like or 0].text]
    foreign = [one for one in made if one.language != "en"]
    assert 0.13 < len(copies) / len(made) < 0.21
    assert 0.025 < len(exact) / len(made) < 0.085
    assert 0.01 < len(foreign) / len(made) < 0.06
    assert {one.language for one in foreign} == {"de", "es", "fr", "pt", "uk"}


def test_reports_are_as_long_as_news_is(made: list[Report]) -> None:
    lengths = [len(one.text.split()) for one in made if one.language == "en"]
    assert 350 < sum(lengths) / len(lengths) < 450
    assert min(lengths) >= 90  # a copy may lose a paragraph
    assert max(lengths) <= 950


def test_a_copy_has_another_publisher_and_what_is_no_copy_has_another_text(made: list[Report]) -> None:
    assert all(made[one.like].publisher != one.publisher for one in made if one.like is not None)
    own = [one.text for one in made if one.like is None and one.language == "en"]
    assert len(set(own)) == len(own)


def test_every_form_is_there_in_its_share(made: list[Report], tmp_path: Path) -> None:
    forms = write(tmp_path / "inbox", made)
    assert {name: forms[name] / len(made) * 100 for name in SHARES} == pytest.approx(SHARES)
    endings = Counter(path.name.partition(".")[2] for path in (tmp_path / "inbox").rglob("*") if path.is_file())
    for ending in ("html", "txt", "md", "pdf", "jsonl", "csv", "warc.gz", "eml", "mbox", "xml", "zip"):
        assert endings[ending] > 0, ending


def test_the_plain_form_holds_every_text(made: list[Report], tmp_path: Path) -> None:
    plain(tmp_path / "plain.jsonl", made)
    assert len((tmp_path / "plain.jsonl").read_text(encoding="utf-8").splitlines()) == len(made)
