"""Events over all reports: one an event, whoever tells of it; as people ruled, as of the moment asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.core.answers.happenings import Happened
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import judge, undo
from onrecord.ledger.write import put
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.origins import Voice, origins, outlets
from tests.ledger.reports import incoming


@pytest.fixture
def news(desk: Desk) -> Desk:
    """D1 of March 2 and D3 of March 7, which replaces it; D2 of March 5 by another outlet."""
    put(desk, incoming(1, url="https://example.org/a", published="2025-03-02"))
    put(desk, incoming(2, external_id="r2", publisher="Border Gazette", published="2025-03-05T10:00Z"))
    put(desk, incoming(3, url="https://example.org/a", published="2025-03-07"))
    return desk


def asked(desk: Desk, **written: Any) -> list[Happened]:
    with desk.reading() as connection:
        return list(events(connection, Filters.of(**written)))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["E2", "E3"]),
        ({"include_superseded": True}, ["E1", "E2", "E3"]),
        ({"as_of": "2025-03-02"}, ["E1"]),
        ({"as_of": "2025-03-06"}, ["E1", "E2"]),
        ({"type": "ASSAULT", "limit": 1}, ["E2"]),
        ({"type": "PROTEST"}, []),
        ({"where": "RU"}, ["E2", "E3"]),
        ({"where": "UA"}, []),
        ({"since": "2025-02-28", "until": "2025-02-28"}, ["E2", "E3"]),
        ({"since": "2025-03-01"}, []),
        ({"actor": "Coast Guard"}, ["E2", "E3"]),
        ({"actor": "Voss"}, []),
        ({"measure": "killed"}, ["E2", "E3"]),
        ({"speaker": "Deluca", "polarity": "affirmed"}, ["E2", "E3"]),
        ({"publisher": "border gazette"}, ["E2"]),
        ({"about": "dockworkers", "event": "E3"}, ["E3"]),
        ({"document": "D1"}, ["E1"]),
    ],
)
def test_the_events_that_fit_are_found(filters: dict[str, Any], found: list[str], news: Desk) -> None:
    assert [one.id for one in asked(news, **filters)] == found


def test_an_event_has_the_shape_of_the_contract(news: Desk) -> None:
    data = json.loads(json.dumps(asked(news, event="E2")[0].to_dict()))
    assert list(data)[:14] == ["id", "type", "mode", "title", "time", "place", "actors", "recipients", "documents",
                               "outlets", "origins", "status", "figures", "flags"]  # fmt: skip
    assert data["title"] == "Assault (aerial): Ana Deluca, Orsk, 2025-02-28"
    assert data["time"] == {"edtf": "2025-02-28", "earliest": "2025-02-28T00:00", "latest": "2025-02-28T23:59"}
    assert data["place"] == {"name": "Orsk", "lat": 51.2, "lon": 58.57, "country": "RU", "radius_km": 10}
    assert (data["actors"], data["recipients"], data["documents"]) == (["Coast Guard"], ["Ana Deluca"], ["D2"])
    assert (data["outlets"], data["status"], data["figures"]) == (1, "multi_origin", ["G2"])
    assert [one["name"] for one in data["origins"]["list"]] == [
        "Ana Deluca, Mayor",
        "Coast Guard",
    ]  # who denies it is one, too
    assert data["flags"] == ["F2"]
    assert (data["realis"], data["addresses"], data["judgement"]) == ("actual", ["D2/eve1"], None)


def test_merged_events_are_one_and_undo_parts_them(news: Desk) -> None:
    merged = judge(news, on="E3", act="merge", change={"into": "E2"}, author="R. Coder")
    (one,) = asked(news)
    assert (one.id, one.documents, one.outlets, one.addresses) == ("E2", ("D2", "D3"), 2, ("D2/eve1", "D3/eve1"))
    undo(news, merged.id, author="R. Coder")
    assert [one.id for one in asked(news)] == ["E2", "E3"]


def test_what_most_reports_tell_of_comes_first_where_that_is_asked(news: Desk) -> None:
    put(news, incoming(9, published="2025-03-09"))
    (latest,) = {one.id for one in asked(news)} - {"E2", "E3"}
    judge(news, on="E3", act="merge", change={"into": "E2"}, author="R. Coder")
    assert [one.id for one in asked(news, order="told")] == ["E2", latest]
    assert [one.id for one in asked(news, order="told", offset=1)] == [latest]
    undo(news, "J1", author="R. Coder")
    assert [one.id for one in asked(news, order="told", limit=1)] == [latest]


def test_what_people_ruled_is_shown_and_what_they_rejected_is_not(news: Desk) -> None:
    judge(news, on="D2/eve1", act="correct", change={"mode": "firearms"}, author="R. Coder")
    judge(news, on="E3", act="reject", author="R. Coder")
    (one,) = asked(news)
    assert (one.id, one.mode) == ("E2", "firearms")
    assert [one.id for one in asked(news, include_rejected=True)] == ["E2", "E3"]


def test_a_flag_that_people_rejected_is_not_on_the_event(news: Desk) -> None:
    judge(news, on="E3", act="merge", change={"into": "E2"}, author="R. Coder")
    for denial in ("C4", "C6"):  # without them the mayor is the only one who knows
        judge(news, on=denial, act="reject", author="R. Coder")
    assert asked(news)[0].flags == ("F2", "F3", "E2/single_origin")
    rejected = judge(news, on="E2/single_origin", act="reject", author="R. Coder")
    assert asked(news)[0].flags == ("F2", "F3")
    assert asked(news, include_rejected=True, event="E2")[0].flags == ("F2", "F3", "E2/single_origin")
    undo(news, rejected.id, author="R. Coder")
    assert asked(news)[0].flags == ("F2", "F3", "E2/single_origin")


def _voice(document: str, publisher: str | None, name: str | None, kind: str | None, **more: Any) -> Voice:
    chain = json.dumps([name]) if name else None
    return Voice(document, publisher, more.get("copy_of"), name, kind, more.get("chain", chain))


@pytest.mark.parametrize(
    ("voices", "least", "most", "names"),
    [
        ([_voice("D1", "A", "the mayor", "official"), _voice("D2", "B", "The Mayor", "official")], 1, 1, ["The Mayor"]),
        ([_voice("D1", "A", "officials", "unnamed"), _voice("D2", "B", "sources", "unnamed")], 1, 2,
         ["officials (A)", "sources (B)"]),
        ([_voice("D1", "A", "mayor", "official"), _voice("D2", "B", None, None)], 1, 1, ["mayor"]),
        ([_voice("D1", "A", None, None), _voice("D2", "B", None, None, copy_of="D1")], 1, 1, []),
        ([_voice("D1", "A", "daily", "media", chain='["daily", "the service"]')], 1, 1, ["the service"]),
        ([], 1, 1, []),
    ],
)  # fmt: skip
def test_who_knows(voices: list[Voice], least: int, most: int, names: list[str]) -> None:
    found = origins(voices)
    assert (found.min, found.max, [one.name for one in found.list]) == (least, most, names)


def test_outlets_are_counted_once_however_they_write_their_name() -> None:
    assert outlets([_voice("D1", "The Herald", None, None), _voice("D2", "herald", None, None),
                    _voice("D3", None, None, None)]) == 2  # fmt: skip
