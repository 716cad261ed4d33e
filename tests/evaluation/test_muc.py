"""The MUC scorer: keys become sets of answers, and only the JSON of a reading is compared with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evaluation.measures.match import Tally
from evaluation.muc import compare, dates, effects, incidents, levels, numbers, organisations, places, tally
from evaluation.muc_keys import Answer, Key, keys, texts

KEY = """\
;;; a note of the annotators
0.  MESSAGE: ID                     TST9-MUC9-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  17 FEB 90 - 18 FEB 90
3.  INCIDENT: LOCATION              RURITANIA: ZENDA (CITY): OLD TOWN (NEIGHBORHOOD) / (SUBURB)
10. PERP: ORGANIZATION ID           "BLACK ELPHBERGS" / "BE"
11. PERP: ORGANIZATION CONFIDENCE   SUSPECTED OR ACCUSED: "BLACK ELPHBERGS" / "BE"
16. PHYS TGT: EFFECT OF INCIDENT    -
18. HUM TGT: NAME                   "RUDOLF RASSENDYLL"
19. HUM TGT: DESCRIPTION            "SOLDIERS"
21. HUM TGT: NUMBER                 1: "RUDOLF RASSENDYLL"
                                    ~12 / 15: "SOLDIERS"
                                    ? 3: "OTHERS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "RUDOLF RASSENDYLL"
24. HUM TGT: TOTAL NUMBER           -

0.  MESSAGE: ID                     TST9-MUC9-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  - 18 FEB 90
3.  INCIDENT: LOCATION              (RURITANIA: STRELSAU (CITY)) / (RURITANIA)
23. HUM TGT: EFFECT OF INCIDENT     NO INJURY / NO INJURY OR DEATH: "-"

0.  MESSAGE: ID                     TST9-MUC9-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


@pytest.fixture
def read_keys(tmp_path: Path) -> dict[str, Key]:
    path = tmp_path / "key"
    path.write_text(KEY, encoding="latin-1")
    return keys(path)


def answer(*of: object, needed: bool = True) -> Answer:
    return Answer(frozenset(of), needed)


def test_an_irrelevant_text_has_no_answers(read_keys: dict[str, Key]) -> None:
    assert read_keys["TST9-MUC9-0002"] == Key("TST9-MUC9-0002")


def test_slots_become_sets_with_alternatives_and_optional_answers(read_keys: dict[str, Key]) -> None:
    key = read_keys["TST9-MUC9-0001"]
    assert key.templates == 1
    assert key.targets == {answer(1), answer(12, 15), answer(3, needed=False)}
    assert answer(1) in key.numbers
    assert answer(12, 15, needed=False) in key.numbers
    assert key.effects == {answer("DEATH"), answer("NO INJURY", "NO INJURY OR DEATH", needed=False)}
    assert answer((date(1990, 2, 17), date(1990, 2, 18))) in key.dates
    assert key.places >= {answer("RURITANIA"), answer("ZENDA"), answer("OLD TOWN"), answer("STRELSAU", needed=False)}
    assert answer(frozenset(["RURITANIA", "ZENDA", "OLD TOWN"])) in key.locations
    assert key.blamed == {answer(("SUSPECTED OR ACCUSED", "BLACK ELPHBERGS"), ("SUSPECTED OR ACCUSED", "BE"))}


def test_messages_are_cut_at_their_names_and_dated_by_their_dateline(tmp_path: Path) -> None:
    path = tmp_path / "texts"
    path.write_text(
        "TST9-MUC9-0001\n\n   ZENDA, 18 FEB 90 (DPA) -- [TEXT] ON 3 MAR 89 IT RAINED.\n\n\n"
        "TST9-MUC9-0002\n\n   CLANDESTINE, NO DATE -- [TEXT] ON 3 MAR 89 IT RAINED.\n",
        encoding="latin-1",
    )
    first, second = texts(path)
    assert (first.name, first.published, second.published) == ("TST9-MUC9-0001", "1990-02-18", None)
    assert first.text.strip().startswith("ZENDA")
    assert "MUC9" not in first.text


def record(**changes: Any) -> dict[str, Any]:
    """A reading in which the Black Elphbergs killed Rudolf Rassendyll on Saturday, as the police suspect."""
    event = {"id": "eve1", "type": "ASSAULT", "realis": "actual", "mode": None, "effect": "killed",
             "mentions": [[16, 22]], "actors": ["act1"], "recipients": ["act2"],
             "place": "pla1", "time": "tim1", "attribution": "att1"}  # fmt: skip
    text = "Black Elphbergs killed Rudolf Rassendyll"
    return {
        "document": {"text": text, "published": "1990-02-18"},
        "actors": [
            {"id": "act1", "name": "Black Elphbergs", "kind": "armed_group",
             "mentions": [{"span": [0, 15], "form": "name"}]},
            {"id": "act2", "name": "Rudolf Rassendyll", "kind": "person", "mentions": []},
        ],
        "places": [{"id": "pla1", "name": "Zenda", "text": "ZENDA", "country": None}],
        "times": [{"id": "tim1", "earliest": "1990-02-17T18:00", "latest": "1990-02-18T06:00"}],
        "figures": [],
        "attributions": [
            {"id": "att1", "speaker": None, "certainty": "probable", "polarity": "affirmed", "content": [[0, 40]]},
        ],
        "events": [event | changes],
    }  # fmt: skip


def test_a_single_person_harmed_is_one_victim() -> None:
    assert numbers(record()) == {1}
    assert numbers(record(effect=None)) == set()


def test_figures_give_both_ends_of_a_range_and_zero_is_nobody_hurt() -> None:
    found = record(effect=None)
    found["figures"] = [
        {"dimension": "count", "event": None, "measure": "killed", "low": 5, "best": None, "high": 7},
        {"dimension": "count", "event": None, "measure": "injured", "low": 0, "best": 0, "high": 0},
        {"dimension": "count", "event": None, "measure": None, "low": 99, "best": 99, "high": 99},
    ]
    assert numbers(found) == {5, 7}
    assert effects(found) == {"DEATH", "NOBODY HURT"}


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({}, True),
        ({"realis": "hypothetical"}, False),
        ({"type": "CONSULT", "effect": None}, False),
        ({"type": "PROTEST"}, True),  # somebody was killed in it
    ],
)
def test_incidents_are_assaults_and_events_with_victims_that_did_happen(changes: dict[str, Any], counted: bool) -> None:
    assert bool(incidents(record(**changes))) is counted


def test_what_happened_long_ago_is_no_incident() -> None:
    found = record()
    found["times"] = [{"id": "tim1", "earliest": "1986-01-01", "latest": "1986-12-31"}]
    assert incidents(found) == []


def test_figures_of_other_events_are_no_victims() -> None:
    found = record()
    found["events"].append(found["events"][0] | {"id": "eve2", "type": "COERCE", "effect": "detained"})
    found["figures"] = [
        {"dimension": "count", "event": "eve2", "measure": "detained", "low": 40, "best": 40, "high": 40},
        {"dimension": "count", "event": "eve1", "measure": "detained", "low": 8, "best": 8, "high": 8},
    ]
    assert numbers(found) == {1, 8}


def test_what_is_denied_is_no_incident() -> None:
    found = record()
    found["attributions"][0]["polarity"] = "denied"
    assert incidents(found) == []


def test_times_places_and_organisations_come_from_incidents() -> None:
    found = record()
    assert dates(found) == {(date(1990, 2, 17), date(1990, 2, 18))}
    assert dates(record(time=None)) == set()
    assert dates(record(time=None), issue=True) == {(date(1990, 2, 18), date(1990, 2, 18))}
    assert places(found) == {(frozenset(["zenda"]), None)}
    assert levels(found) == {frozenset(["zenda"])}
    assert [sure for _, sure in organisations(found)] == ["suspected"]
    assert [sure for _, sure in organisations(record(attribution=None))] == ["fact"]


def test_a_group_that_speaks_of_its_own_act_claims_it() -> None:
    found = record()
    found["attributions"][0]["speaker"] = "act1"
    assert [sure for _, sure in organisations(found)] == ["claimed"]


def test_optional_answers_are_neither_asked_for_nor_wrong() -> None:
    wanted = [answer(1), answer(2, needed=False)]
    same = lambda one, item: item in one.of  # noqa: E731
    assert compare(wanted, [1, 2, 3], same) == (1, 1, 2)
    assert compare(wanted, [], same) == (0, 1, 0)


def test_a_reading_that_agrees_scores_full(read_keys: dict[str, Key]) -> None:
    counts = Tally()
    tally(read_keys["TST9-MUC9-0001"], record(), counts)
    rates = counts.rates()
    assert {name: rates[f"{name} F1"] for name in ("victim numbers", "effects", "dates", "blamed")} == {
        "victim numbers": 100, "effects": 100, "dates": 100, "blamed": 100,
    }  # fmt: skip
