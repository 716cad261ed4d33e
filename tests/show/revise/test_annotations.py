"""Annotations come back from the tools of others: with edited words, tags and values, with new ones, in any JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import UsageError
from onrecord.opened import Ledger, open_ledger
from tests.show.export.reports import HERALD, fill
from tests.show.export.test_annotations import CONTEXT

Note = dict[str, Any]


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    fill(ledger.desk)
    return ledger


@pytest.fixture
def path(told: Ledger, tmp_path: Path) -> Path:
    told.export("annotations", tmp_path / "notes.jsonl")
    return tmp_path / "notes.jsonl"


def read(path: Path) -> list[Note]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, notes: list[Note]) -> None:
    path.write_text("".join(json.dumps(note) + "\n" for note in notes), encoding="utf-8")


def named(notes: list[Note], item: str) -> Note:
    return next(note for note in notes if note["id"].endswith(f":{item}"))


def facts(note: Note, **values: Any) -> None:
    body = next(one for one in note["body"] if one["purpose"] == "describing")
    body["value"] = json.dumps({**json.loads(body["value"]), **values})


def quote(note: Note) -> Note:
    found: Note = next(one for one in note["target"]["selector"] if "exact" in one)
    return found


def position(note: Note) -> Note:
    found: Note = next(one for one in note["target"]["selector"] if "start" in one)
    return found


def units(note: Note) -> None:
    """Count as JavaScript does: an emoji is two."""
    text = HERALD.text
    for end in ("start", "end"):
        position(note)[end] = len(text[: position(note)[end]].encode("utf-16-le")) // 2


def by_pyld_expanded(notes: list[Note]) -> Any:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld rewrites JSON-LD")
    return jsonld.expand([{**note, **CONTEXT} for note in notes], {"documentLoader": None})


def by_pyld_flattened(notes: list[Note]) -> Any:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld rewrites JSON-LD")
    return jsonld.flatten([{**note, **CONTEXT} for note in notes], CONTEXT, {"documentLoader": None})


def by_rdflib(notes: list[Note]) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="rdflib rewrites JSON-LD")
    graph = rdflib.Graph()
    graph.parse(data=json.dumps([{**note, **CONTEXT} for note in notes]), format="json-ld")
    return json.loads(graph.serialize(format="json-ld", auto_compact=True))


def as_page(notes: list[Note]) -> Any:
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "total": len(notes),
            "first": {"type": "AnnotationPage", "items": notes}}  # fmt: skip


FORMS: dict[str, Callable[[list[Note]], Any]] = {
    "an array": lambda notes: notes,
    "a page of a collection": as_page,
    "expanded by pyld": by_pyld_expanded,
    "flattened by pyld": by_pyld_flattened,
    "as triples, through rdflib": by_rdflib,
}


@pytest.mark.parametrize("form", FORMS)
def test_an_edit_comes_back_through_every_form_of_json_ld(form: str, told: Ledger, path: Path) -> None:
    notes = read(path)
    facts(named(notes, "D1/fig1"), low=12, best=12)
    path.write_text(json.dumps(FORMS[form](notes)), encoding="utf-8")
    (one,) = told.revise(path)
    assert (one.item, one.act, one.change, one.fate) == ("D1/fig1", "correct", {"low": 12, "best": 12}, "new")


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_edited_changes_nothing(form: str, told: Ledger, path: Path) -> None:
    assert told.revise(path) == []
    path.write_text(json.dumps(FORMS[form](read(path))), encoding="utf-8")
    assert told.revise(path, apply=True) == []


def test_positions_in_utf_16_are_known_by_the_quote_and_are_no_edit(told: Ledger, path: Path) -> None:
    notes = read(path)
    for note in notes:
        if ":D1/" in note["id"] or note["target"]["source"] == "https://example.org/a":
            units(note)
    assert position(named(notes, "D1/fig1"))["start"] == HERALD.text.index("at least 13") + 1
    write(path, notes)
    assert told.revise(path) == []


def moved_by_position(note: Note) -> None:
    quote(note)["exact"], position(note)["start"] = "13", position(note)["start"] + len("at least ")


def moved_in_utf_16(note: Note) -> None:
    moved_by_position(note)
    units(note)


def moved_by_quote(note: Note) -> None:
    quote(note)["exact"] = "13"


def only_position(note: Note) -> None:
    note["target"]["selector"] = [{"type": "TextPositionSelector", "start": 48, "end": 50}]


def only_quote(note: Note) -> None:
    note["target"]["selector"] = {"type": "TextQuoteSelector", "exact": "13", "prefix": "at  least\n", "suffix": " civ"}


def refined(note: Note) -> None:
    note["target"]["selector"] = {"type": "FragmentSelector", "value": "main", "refinedBy": {
        "type": "TextQuoteSelector", "exact": "13"}}  # fmt: skip


@pytest.mark.parametrize(
    "move", [moved_by_position, moved_in_utf_16, moved_by_quote, only_position, only_quote, refined]
)
def test_a_moved_selector_corrects_where_it_stands(move: Callable[[Note], None], told: Ledger, path: Path) -> None:
    notes = read(path)
    move(named(notes, "D1/fig1"))
    write(path, notes)
    (shown,) = told.revise(path)
    assert (shown.item, shown.act, shown.fate) == ("D1/fig1", "correct", "new")
    assert (shown.change, shown.was) == ({"span": "48-50"}, {"span": "39-50"})
    (made,) = told.revise(path, apply=True, author="M. Okoye")
    (figure,) = [one for group in told.figures() for one in group.statements if one.address == "D1/fig1"]
    assert (made.fate, figure.text, figure.span) == ("applied", "13", (48, 50))
    told.undo(made.because, author="M. Okoye")
    (figure,) = [one for group in told.figures() for one in group.statements if one.address == "D1/fig1"]
    assert figure.text == "at least 13"


@pytest.mark.parametrize(
    ("item", "change", "act", "want"),
    [
        ("C1", lambda note: facts(note, speaker="A2"), "correct", {"speaker": "A2"}),
        ("C1", lambda note: facts(note, certainty="probable"), "correct", {"certainty": "probable"}),
        ("C1", lambda note: note["body"][0].update(value="possible"), "correct", {"certainty": "possible"}),
        ("D1/eve1", lambda note: facts(note, edtf="2025-02-27", place="port of Orsk"), "correct",
         {"edtf": "2025-02-27", "place": "port of Orsk"}),
        ("D1/fig1", lambda note: note["body"][0].update(value="injured"), "correct", {"measure": "injured"}),
        ("D1/fig1", lambda note: note["body"].append({"purpose": "tagging", "value": "low=9"}), "correct", {"low": 9}),
        ("D1/fig1", lambda note: note["body"].append({"purpose": "tagging", "value": "date=2025-02-27"}), "correct",
         {"edtf": "2025-02-27"}),
        ("C1", lambda note: note["body"].append({"purpose": "tagging", "value": "rejected"}), "reject", {}),
        ("C1", lambda note: note["body"].append({"purpose": "assessing", "value": "accepted"}), "accept", {}),
        ("C1", lambda note: note["body"].append({"purpose": "commenting", "value": "ask her"}), "comment", {}),
    ],
)  # fmt: skip
def test_an_edited_body_is_a_judgement(
    item: str, change: Callable[[Note], None], act: str, want: dict[str, Any], told: Ledger, path: Path
) -> None:
    notes = read(path)
    change(named(notes, item))
    write(path, notes)
    (one,) = told.revise(path, apply=True, author="M. Okoye", reason="second reading")
    assert (one.item, one.act, one.change, one.fate) == (item, act, want, "applied")
    (judgement,) = told.judgements(on=item)
    assert judgement.reason == ("ask her" if act == "comment" else "second reading")
    left = [one.act for one in told.revise(path)]
    assert act not in left  # it is so now, and not asked for again


def test_a_tag_of_another_scheme_is_kept_as_a_comment(told: Ledger, path: Path) -> None:
    notes = read(path)
    named(notes, "D1/eve1")["body"][0]["value"] = "FIGHT"
    write(path, notes)
    assert [(one.act, one.reason, one.because) for one in told.revise(path)] == [
        ("comment", "[FIGHT]", ""), (None, "", "the tag “ASSAULT” was taken out; write the right one instead"),
    ]  # fmt: skip


def test_a_ruling_made_meanwhile_is_told_and_not_overwritten(told: Ledger, path: Path) -> None:
    notes = read(path)
    facts(named(notes, "C1"), certainty="possible")
    write(path, notes)
    ruled = told.judge("C1", "correct", change={"certainty": "probable"}, author="T. Vesk")
    for beside in (True, False):  # with the provenance beside it, and as it came back alone
        if not beside:
            path.with_name("notes.jsonl.prov.jsonld").unlink()
        (one,) = told.revise(path, apply=True, author="M. Okoye")
        assert (one.fate, one.because) == (
            "skipped",
            f"{ruled.id} was made after the export; export again and edit that",
        )
    assert len(told.judgements()) == 1


def test_one_that_was_ruled_on_before_can_be_edited_again(told: Ledger, tmp_path: Path) -> None:
    told.judge("C1", "correct", change={"certainty": "probable"}, author="T. Vesk")
    told.export("annotations", tmp_path / "a.jsonl")
    notes = read(tmp_path / "a.jsonl")
    facts(named(notes, "C1"), certainty="possible")
    write(tmp_path / "b.jsonl", notes)
    assert [(one.act, one.fate) for one in told.revise(tmp_path / "b.jsonl", apply=True, author="M. Okoye")] == [
        ("correct", "applied")
    ]


def test_annotations_that_were_deleted_are_told_and_rejected_only_on_demand(told: Ledger, path: Path) -> None:
    write(path, [note for note in read(path) if not note["id"].endswith((":C2", ":D1/fig1"))])
    (line,) = told.revise(path, apply=True, author="M. Okoye")
    assert line.because == (
        "2 rows were taken out (C2, D1/fig1); nothing is made of that: --reject-missing rejects them"
    )
    made = told.revise(path, apply=True, author="M. Okoye", reject_missing=True)
    assert [(one.item, one.act, one.fate) for one in made] == [
        ("C2", "reject", "applied"), ("D1/fig1", "reject", "applied"),
    ]  # fmt: skip


def hypothesis(
    exact: str, *, text: str = "", tags: tuple[str, ...] = (), start: int | None = None, **more: Any
) -> Note:
    """An annotation as the API and the export of Hypothesis give it."""
    selectors: list[Note] = [{"type": "RangeSelector", "startContainer": "/div[1]", "startOffset": 0}]
    if start is not None:
        selectors.append({"type": "TextPositionSelector", "start": start, "end": start + len(exact)})
    selectors.append({"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""})
    target = {"source": "https://example.org/a", **({"selector": selectors} if exact else {})}
    return {"id": more.pop("name", "x1"), "created": "2035-01-01T09:00:00.123456+00:00",
            "updated": "2035-01-01T09:00:00.123456+00:00", "user": "acct:tvesk@hypothes.is", "text": text,
            "uri": "https://example.org/a", "tags": list(tags), "group": "__world__", "target": [target],
            "document": {"title": ["Rockets on Orsk"]}, **more}  # fmt: skip


@pytest.mark.parametrize(
    ("note", "item", "act", "change", "reason"),
    [
        (hypothesis("at least 13", tags=("low=9",)), "D1/fig1", "correct", {"low": "9"}, ""),
        (hypothesis("at least 13", text="nine", tags=("rejected",)), "D1/fig1", "reject", {}, "nine (tvesk)"),
        (hypothesis("13", text="check", tags=("todo",), start=200), "D1", "comment", {},
         "“13” (48-50): check (tvesk) [todo]"),
        (hypothesis("The search goes on.", text="still?"), "D1", "comment", {},
         "“The search goes on.” (169-188): still? (tvesk)"),
        (hypothesis("", text="a whole page"), "D1", "comment", {}, "a whole page (tvesk)"),
        (hypothesis("that at least 13 civilians were killed when the Northern  Front\nshelled the port of Orsk",
                    tags=("certainty=possible",)), "C1", "correct", {"certainty": "possible"}, ""),
    ],
)  # fmt: skip
def test_an_annotation_of_hypothesis_is_bound_by_its_page_and_its_words(
    note: Note, item: str, act: str, change: dict[str, Any], reason: str, told: Ledger, tmp_path: Path
) -> None:
    for form in ([note], {"total": 1, "rows": [note]}, {"annotations": [note]}):
        (tmp_path / "h.json").write_text(json.dumps(form), encoding="utf-8")
        (one,) = told.revise(tmp_path / "h.json")
        assert (one.item, one.act, one.change, one.reason, one.fate) == (item, act, change, reason, "new")
    (made,) = told.revise(tmp_path / "h.json", apply=True, author="M. Okoye")
    assert made.fate == "applied"
    assert told.revise(tmp_path / "h.json") == []  # so it is now


def test_an_answer_in_hypothesis_is_on_what_it_answers(told: Ledger, tmp_path: Path) -> None:
    notes = [hypothesis("", text="no: nine", name="x2", references=["x1"]), hypothesis("at least 13", text="really?")]
    (tmp_path / "h.json").write_text(json.dumps({"rows": notes}), encoding="utf-8")
    assert [(one.item, one.reason) for one in told.revise(tmp_path / "h.json")] == [
        ("D1/fig1", "really? (tvesk)"), ("D1/fig1", "no: nine (tvesk)"),
    ]  # fmt: skip


def test_an_annotation_on_one_of_ours_is_on_its_item(told: Ledger, path: Path) -> None:
    write(path, [*read(path), {"type": "Annotation", "target": named(read(path), "C1")["id"], "creator": {
        "name": "T. Vesk"}, "motivation": "commenting", "body": {"type": "TextualBody", "value": "who says so?"},
    }])  # fmt: skip
    (one,) = told.revise(path)
    assert (one.item, one.act, one.reason) == ("C1", "comment", "who says so? (T. Vesk)")


@pytest.mark.parametrize(
    ("note", "says"),
    [
        (hypothesis("at least 14", text="?"), "“at least 14” is not in this report"),
        ({**hypothesis("at least 13", text="?"), "target": [{"source": "https://example.org/b"}]}, "no report of the"),
        (hypothesis("The search goes on.", tags=("rejected",)), "no claim, figure or event stands on “The search"),
        (hypothesis("at least 13"), "it has no words and no tag"),
        (hypothesis("the", text="which?"), "stands there 4 times, and nothing says which is meant"),
        (hypothesis("at least 13", tags=("low=many",)), "not a number"),
        ({"id": "urn:onrecord:ledger:another:C1", "target": "https://example.org/a"}, "it is of another ledger"),
    ],
)  # fmt: skip
def test_what_cannot_be_bound_is_listed(note: Note, says: str, told: Ledger, tmp_path: Path) -> None:
    write(tmp_path / "h.jsonl", [note])
    (one,) = told.revise(tmp_path / "h.jsonl")
    assert one.fate in {"skipped", "refused"}
    assert says in one.because


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda note: position(note).update(start=0, end=4), "let both say the same"),
        (lambda note: quote(note).update(exact="words of another report"), "is not in this report"),
        (lambda note: note["body"][2].update(value="{low: 9"), "no JSON any more"),
        (lambda note: note["body"].pop(0), "the tag “killed” was taken out"),
        (lambda note: facts(note, origin="AFP"), "origin: correct the speaker of its claim"),
        (lambda note: note["body"].append({"purpose": "tagging", "value": "chain=AFP"}), "chain cannot be corrected"),
        (lambda note: facts(note, low="many"), "not a number"),
    ],
)  # fmt: skip
def test_an_edit_of_which_nothing_can_be_made_is_told(
    change: Callable[[Note], None], says: str, told: Ledger, path: Path
) -> None:
    notes = read(path)
    change(named(notes, "D1/fig1"))
    write(path, notes)
    (one,) = told.revise(path)
    assert one.fate in {"skipped", "refused"}
    assert says in one.because


def test_lines_that_are_no_json_are_told_and_the_others_go_on(told: Ledger, path: Path) -> None:
    notes = read(path)
    facts(named(notes, "D1/fig1"), low=12)
    write(path, notes)
    path.write_text(path.read_text(encoding="utf-8") + "{\n\n[[[\n", encoding="utf-8")
    assert [(one.because, one.change) for one in told.revise(path)] == [
        ("this line holds no annotation", {}), ("this line holds no annotation", {}), ("", {"low": 12}),
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["", "[]", "{}", "a line", "[" * 100_000, '{"rows": 3}'])
def test_what_holds_no_annotation_is_refused(written: str, told: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(written, encoding="utf-8")
    with pytest.raises(UsageError, match="holds no annotations"):
        told.revise(tmp_path / "a.json")


def test_annotations_of_another_ledger_are_refused(told: Ledger, path: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "other.ledger") as other, pytest.raises(UsageError, match="of another ledger"):
        other.revise(path)


def test_a_redacted_export_changes_nothing(told: Ledger, tmp_path: Path) -> None:
    told.export("annotations", tmp_path / "a.jsonl", redact=True)
    assert told.revise(tmp_path / "a.jsonl") == []


def test_nodes_that_name_each_other_many_times_are_read_once(told: Ledger, tmp_path: Path) -> None:
    names = [f"_:n{number}" for number in range(200)]
    around = [{"@id": name, "oa:hasTarget": [{"@id": other} for other in names], "oa:hasSelector": [
        {"@id": other} for other in names]} for name in names]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps({"@graph": around}), encoding="utf-8")
    assert {one.fate for one in told.revise(tmp_path / "a.json")} == {"skipped"}
