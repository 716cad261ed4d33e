"""The page of a ledger: every line has its evidence, nothing that only might happen has happened, changes are dated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.adding import add
from onrecord.cli import main
from onrecord.core.answers.brief import Brief, Part
from onrecord.opened import Ledger, open_ledger
from onrecord.show.brief import FORMS, written

FIRST = (
    "Drones struck the fuel depot of Orsk on Friday, killing nine workers of the night shift, the governor of Orenburg "
    "region, Pavel Lunin, said. Rescuers expect to put the fire out by Sunday evening, the governor said."
)
LATER = (
    "At least 31 workers were killed in Friday's drone strike on the fuel depot in Orsk, the oil workers' union said "
    "on Saturday. The army denied that it had fired. The government will release 40 prisoners on 20 March, the "
    "minister said."
)
FOUR = "{} workers were killed in Friday's drone strike on the fuel depot in Orsk, a doctor of the clinic said."
HOSTILE = (
    "Drones struck the depot of <script>alert(1)</script> on Friday, killing nine workers\u202e, [the](javascript:x) "
    "governor `said` on Friday."
)


def put_in(ledger: Ledger, folder: Path, *texts: str) -> None:
    rows = [
        {"id": f"r{at}", "text": text, "publisher": f"Paper {at} <b>", "published": f"2024-03-{8 + at:02d}T10:00Z"}
        for at, text in enumerate(texts)
    ]
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert not add(ledger, [path]).refusals


def part(brief: Brief, title: str) -> Part:
    return next(one for one in brief.parts if one.title == title)


def test_the_page_tells_what_happened_with_words_of_the_reports(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER)
    brief = ledger.brief()
    assert [one.title for one in brief.parts] == ["What happened", "What is disputed", "What is due"]
    strike = part(brief, "What happened").lines[0]
    assert "depot" in strike.head
    assert any("origins in 2 outlets" in note for note in strike.notes)
    assert {quote.document for quote in strike.evidence} == {"D1", "D2"}
    texts = {"D1": FIRST, "D2": LATER}
    for line in (line for one in brief.parts for line in one.lines):
        assert line.evidence
        for quote in line.evidence:
            assert texts[quote.document][quote.span.start : quote.span.end] == quote.text
    assert brief.rests_on.startswith("It rests on 2 reports of 2 outlets")


def test_what_is_only_planned_has_not_happened(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER)
    events = {one.id: one.realis for one in ledger.events()}
    assert "future" in events.values()
    assert all(events[line.id] == "actual" for line in part(ledger.brief(lines=1000), "What happened").lines)


def test_figures_that_disagree_stand_side_by_side(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER)
    kinds = {relation.kind for group in ledger.figures() for relation in group.relations}
    told = " ".join(note for line in part(ledger.brief(), "What is disputed").lines for note in line.notes)
    assert all(kind in told for kind in kinds & {"contradiction", "denial", "drift"})


def test_what_has_changed_since_a_moment_is_what_came_after_it(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER)
    ledger.judge("C1", "accept", author="Ana", reason="read it")
    changed = part(ledger.brief(changed_since="2024-03-09"), "What has changed").lines
    assert "J1" in {line.id for line in changed}
    first = next(one.id for one in ledger.events() if one.documents[0] == "D1")
    assert not any(line.id == first and "first told since" in line.notes for line in changed)
    assert part(ledger.brief(changed_since="2099"), "What has changed").lines == ()


def test_a_past_page_knows_nothing_of_later_reports(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER)
    brief = ledger.brief(as_of="2024-03-08T12:00Z")
    assert {quote.document for one in brief.parts for line in one.lines for quote in line.evidence} == {"D1"}
    assert "1 report of 1 outlet" in brief.rests_on


def test_two_quotes_are_of_different_origins_and_stand_in_their_sentence(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, FIRST, LATER)
    quotes = part(ledger.brief(), "What happened").lines[0].evidence
    assert [quote.document for quote in quotes] in (["D1", "D3"], ["D3", "D1"])  # D2 is a copy of D1
    told = {quote.document: f"{quote.before}{quote.text}{quote.after}" for quote in quotes}
    assert told["D1"] == FIRST.partition(" Rescuers")[0]
    assert told["D3"] == LATER.partition(" The army")[0]


def test_every_group_of_figures_has_one_line_whatever_its_pairs(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, *(FOUR.format(dead) for dead in ("Four", "Five", "Six", "Seven")))
    lines = part(ledger.brief(lines=100), "What is disputed").lines
    assert any(line.id.startswith("G") for line in lines)
    assert len({line.id for line in lines}) == len(lines)


def test_a_number_that_came_to_another_is_told_with_what_it_was(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER)
    (changed,) = (
        line for line in part(ledger.brief(changed_since="2024-03-09"), "What has changed").lines if line.id[0] == "G"
    )
    assert "killed" in changed.head
    assert changed.head.endswith(": 9, now at least 9")
    assert {quote.document for quote in changed.evidence} == {"D1", "D2"}


def test_a_line_of_changes_has_evidence_whatever_has_changed(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST)
    put_in(ledger, tmp_path, FIRST.replace("nine", "eleven"))  # r0 again: a newer version
    first = next(one.id for one in ledger.events())
    ledger.judge("D2", "comment", author="Ana", reason="read it")
    ledger.judge(first, "accept", author="Ana")
    lines = part(ledger.brief(changed_since="2024-03-01", lines=100), "What has changed").lines
    assert {"D2", "J1", "J2"} <= {line.id for line in lines}
    assert all(line.evidence for line in lines)


def test_the_last_line_counts_what_was_left_out(ledger: Ledger, tmp_path: Path) -> None:
    put_in(ledger, tmp_path, FIRST, LATER, LATER)
    put_in(ledger, tmp_path, FIRST.replace("nine", "eleven"))
    told = ledger.brief(as_of="2024-03-09").rests_on
    assert told.startswith("It rests on 2 reports of 2 outlets, 0 of them")
    assert "Left out: 1 replaced or taken back" in told
    assert ledger.brief().rests_on.startswith("It rests on 3 reports of 3 outlets, 1 of them copies of others")
    assert told.endswith("It records what was said, not what is true.")


def test_an_empty_ledger_has_an_empty_page(ledger: Ledger) -> None:
    brief = ledger.brief(changed_since="2024")
    assert all(one.lines == () and one.more == 0 for one in brief.parts)
    for form in FORMS:
        assert "othing" in written(brief, form)


def test_nothing_a_report_holds_is_obeyed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as ledger:
        put_in(ledger, tmp_path, HOSTILE, LATER)
        brief = ledger.brief(changed_since="2024")
    page = written(brief, "html")
    assert "<script" not in page
    assert "Paper 0 &lt;b&gt;" in page
    for form in FORMS:
        assert "\u202e" not in written(brief, form)
    assert "[the](" not in written(brief, "md")


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_the_command_writes_each_form(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "x.ledger"
    with open_ledger(where) as ledger:
        put_in(ledger, tmp_path, FIRST, LATER)
    assert main(["brief", "--ledger", str(where), "--format", form, "--since", "2024-03-09"]) == 0
    told = capsys.readouterr().out
    assert "fuel depot" in told
    if form == "json":
        assert [one["title"] for one in json.loads(told)["parts"]][2] == "What has changed"
    out = tmp_path / f"page.{form if form != 'text' else 'txt'}"
    assert main(["brief", "--ledger", str(where), "-o", str(out), "--since", "2024-03-09"]) == 0
    assert out.read_text(encoding="utf-8") == told


def test_a_moment_that_is_none_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "x.ledger"
    open_ledger(where).close()
    assert main(["brief", "--ledger", str(where), "--since", "Friday"]) == 2
    assert "give a moment such as 2024-03-11" in capsys.readouterr().err
