"""Adding from end to end, with the real reader, on SQLite and on PostgreSQL: what lies in a folder is in the ledger."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from evaluation.collection import Report, reports, write
from evaluation.collection.wrapping import crawl, feed, lines, mail, markdown, page, pdf, table, text
from onrecord.adding import Added, add
from onrecord.engines import Batch, Outcome, Work, local
from onrecord.ledger.schema import documents, refusals, texts
from onrecord.opened import Ledger, open_ledger

GERMAN = (
    "Bei einem Angriff auf den Hafen sind nach Angaben der Behörden mindestens zwölf Menschen getötet worden. Der "
    "Bürgermeister sprach von einem schweren Schlag für die ganze Stadt und bat um Hilfe aus den Nachbarorten."
)


def report(number: int = 1, **facts: Any) -> Report:
    """A short report of the Coast Herald; its figure tells which."""
    given = Report(
        number=number,
        title=f"Rockets on Orsk ({number})",
        text=f"Mayor Ana Deluca said on Friday that at least {number + 12} dockworkers were killed when rockets hit "
        "the port of Orsk.\n\nThe Coast Guard denied that it had fired. Rescue teams searched the harbour until dawn.",
        publisher="Coast Herald",
        published="2025-03-02T18:10Z",
        byline="Elena Varga",
    )
    return replace(given, **facts)


def line(**facts: Any) -> str:
    """One line of JSONL."""
    return json.dumps({"text": report().text, "publisher": "Coast Herald", "published": "2025-03-02", **facts}) + "\n"


def rows(ledger: Ledger, *columns: Any) -> list[tuple[Any, ...]]:
    with ledger.desk.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(columns[0].table.c.id))]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """One report in each form, each of its own number."""
    folder = tmp_path / "inbox"
    (folder / "deep" / "er").mkdir(parents=True)
    for number, (name, wrapped) in enumerate(
        {"a.html": page, "b.txt": text, "c.md": markdown, "d.pdf": pdf, "deep/e.eml": mail}.items(), start=1
    ):
        (folder / name).write_bytes(wrapped(report(number)))
    (folder / "deep/er/f.jsonl").write_bytes(lines([report(6), report(7)]))
    (folder / "deep/er/g.csv").write_bytes(table([report(8), report(9)]))
    (folder / "deep/h.warc.gz").write_bytes(crawl([report(10)]))
    (folder / "deep/i.xml").write_bytes(feed([report(11), report(12)]))
    return folder


def test_a_folder_of_every_kind_is_in_the_ledger(ledger: Ledger, inbox: Path) -> None:
    added = add(ledger, [inbox])
    assert (added.added, added.refused) == (12, 0)
    found = rows(ledger, documents.c.kind, documents.c.publisher, documents.c.published, documents.c.status)
    assert {kind for kind, *_ in found} >= {"html", "text", "markdown", "pdf", "mail", "json"}
    told = [(publisher, published) for kind, publisher, published, _ in found if kind in {"html", "json"}]
    assert set(told) == {("Coast Herald", "2025-03-02T18:10Z")}
    assert {status for *_, status in found} == {"read"}
    texts_ = " ".join(words for (words,) in rows(ledger, texts.c.text))
    assert all(f"at least {number + 12} dockworkers" in texts_ for number in range(1, 13))


def test_what_cannot_be_read_is_kept_with_its_reason(ledger: Ledger, inbox: Path) -> None:
    (inbox / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (inbox / "empty.html").write_bytes(b"")
    (inbox / "wire.jsonl").write_text(line(id="1") + "not json\n" + line(id="2", text=report(2).text))
    added = add(ledger, [inbox])
    assert (added.added, added.refused) == (14, 3)
    kept = {Path(locator).name: because for locator, because in rows(ledger, refusals.c.locator, refusals.c.because)}
    assert set(kept) == {"picture.txt", "empty.html", "wire.jsonl:2"}
    assert "a picture (PNG), not text" in kept["picture.txt"]
    assert "not valid JSON" in kept["wire.jsonl:2"]
    assert sorted(added.refusals) == sorted(kept.values())


def test_the_same_added_twice_changes_nothing(ledger: Ledger, inbox: Path) -> None:
    (inbox / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    add(ledger, [inbox])
    before = ledger.digest()
    again = add(ledger, [inbox])
    assert again.added == again.versions == again.words == 0
    assert ledger.digest() == before


def test_the_same_bytes_under_another_name_change_nothing_but_are_seen(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text(report()))
    shutil.copy(tmp_path / "a.txt", tmp_path / "b.txt")
    assert add(ledger, [tmp_path / "a.txt"]).added == 1
    assert add(ledger, [tmp_path / "b.txt"]).added == 0
    assert len(rows(ledger, documents.c.id)) == 1


@pytest.mark.parametrize("key", ["id", "url"])
def test_a_new_text_under_the_same_id_or_address_is_a_new_version(ledger: Ledger, tmp_path: Path, key: str) -> None:
    named = {key: "https://coast.example/orsk"}
    for number in (1, 2):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(line(**named, text=report(number).text))
        added = add(ledger, [path])
    assert (added.added, added.versions) == (0, 1)
    assert rows(ledger, documents.c.id, documents.c.supersedes, documents.c.superseded_by) == [
        (1, None, 2),
        (2, 1, None),
    ]


def test_the_same_words_in_two_outlets_are_two_reports_with_one_text(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(line(publisher="Coast Herald") + line(publisher="Lake Review"))
    assert add(ledger, [path]).added == 2
    assert rows(ledger, documents.c.publisher) == [("Coast Herald",), ("Lake Review",)]
    assert len(rows(ledger, texts.c.id)) == 1


def test_a_report_in_another_language_is_kept_unread(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "hafen.txt").write_text(GERMAN, encoding="utf-8")
    added = add(ledger, [tmp_path / "hafen.txt"])
    assert (added.added, added.unread, added.refused) == (1, 1, 0)
    assert rows(ledger, documents.c.status, documents.c.language) == [("unread", "de")]


def test_options_say_what_a_text_does_not(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text(report()))
    add(ledger, [tmp_path / "a.txt"], published="2025-03-02", publisher="Harbour Post")
    assert rows(ledger, documents.c.publisher, documents.c.published) == [("Harbour Post", "2025-03-02")]


def test_the_watch_is_told_of_every_report_and_of_all_the_bytes(ledger: Ledger, inbox: Path) -> None:
    seen: list[tuple[int, int, int]] = []

    def watch(so_far: Added, _line: str | None) -> None:
        seen.append((so_far.added, so_far.done_bytes, so_far.total_bytes))

    add(ledger, [inbox], watch=watch)
    assert [added for added, _, _ in seen][-1] == 12
    assert seen == sorted(seen)
    assert seen[-1][1] == seen[-1][2] == sum(path.stat().st_size for path in inbox.rglob("*") if path.is_file())


def test_one_job_and_two_make_the_same_ledger_on_both_databases(database: Any, tmp_path: Path) -> None:
    write(tmp_path / "inbox", list(reports(16, shortest=30, longest=60)))
    said = set()
    for where, jobs in ((tmp_path / "one.ledger", 1), (tmp_path / "two.ledger", 2), (database(), 2)):
        with open_ledger(where) as ledger:
            assert add(ledger, [tmp_path / "inbox"], jobs=jobs).added > 12
            said.add(ledger.digest())
    assert len(said) == 1


class Poisoned(Work):
    """Reads as always, and ends the process it runs in at one text, as a lack of memory would."""

    __slots__ = ()

    def __call__(self, batch: Batch) -> list[Outcome]:
        """The outcomes, unless POISON is among the texts."""
        if any(b"POISON" in member.data for member in batch.members):
            os._exit(1)
        return Work.__call__(self, batch)


def test_a_report_that_ends_its_worker_is_refused_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    some = [report(number).text + (" POISON" if number == 5 else "") for number in range(1, 9)]
    path.write_text("".join(line(id=str(number), text=one) for number, one in enumerate(some, start=1)))
    monkeypatch.setattr("onrecord.adding.Work", Poisoned)
    with open_ledger(tmp_path / "news.ledger") as ledger:
        added = add(ledger, [path], jobs=2)
        assert (added.added, added.refused) == (7, 1)
        assert rows(ledger, refusals.c.locator) == [(f"{path}:5",)]
        assert "ends the reader" in added.refusals[0]
    assert local._work is None  # nothing was begun in this process
