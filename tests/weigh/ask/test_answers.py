"""What a ledger answers: the right rows, as people ruled, as of the moment asked for, in the shape of the contract."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select, update

from onrecord.errors import TooLarge, UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import judge, undo
from onrecord.ledger.quarantine import refuse
from onrecord.ledger.schema import claims as said
from onrecord.ledger.schema import documents as reports
from onrecord.ledger.schema import texts
from onrecord.ledger.write import put
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.claims import claims
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags, refused
from onrecord.weigh.ask.sources import sources
from tests.ledger.reports import incoming


@pytest.fixture
def news(desk: Desk) -> Desk:
    """D1 of March 2, D2 of March 5 by another outlet, D3 of March 7, which replaces D1; D4 takes D2 back on March 9."""
    put(desk, incoming(1, url="https://example.org/a", published="2025-03-02"))
    put(desk, incoming(2, external_id="r2", publisher="The Border Gazette", published="2025-03-05T10:00Z"))
    put(desk, incoming(3, url="https://example.org/a", published="2025-03-07"))
    notice = {"ingest": {"retracts": "r2"}}
    put(desk, incoming(4, external_id="r4", publisher="Border Gazette", published="2025-03-09", extra=notice))
    return desk


def ids(desk: Desk, ask: Any, **written: Any) -> list[str]:
    with desk.reading() as connection:
        return [one.id for one in ask(connection, Filters.of(**written))]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["D3", "D4"]),
        ({"include_superseded": True}, ["D1", "D2", "D3", "D4"]),
        ({"as_of": "2025-03-02"}, ["D1"]),
        ({"as_of": "2025-03-01"}, []),
        ({"as_of": "2025-03-05T09:59Z"}, ["D1"]),
        ({"as_of": "2025-03-05T10:00Z"}, ["D1", "D2"]),
        ({"as_of": "2025-03-07"}, ["D2", "D3"]),
        ({"as_of": "2025-03-10"}, ["D3", "D4"]),
        ({"as_of": "2025-03-10", "include_superseded": True}, ["D1", "D2", "D3", "D4"]),
        ({"since": "2025-03-08"}, ["D4"]),
        ({"until": "2025-03-07"}, ["D3"]),
        ({"publisher": "the border gazette"}, ["D4"]),
        ({"document": "D1"}, ["D1"]),
        ({"about": "rockets", "limit": 1}, ["D3"]),
        ({"about": "zeppelin"}, []),
        ({"where": "Orsk 5km"}, ["D3", "D4"]),
        ({"where": "UA"}, []),
        ({"actor": "Deluca", "type": "ASSAULT", "measure": "killed", "certainty": "certain"}, ["D3", "D4"]),
        ({"polarity": "denied", "speaker": "coast guard"}, ["D3", "D4"]),
        ({"kind": "media"}, []),
        ({"event": "E3"}, ["D3"]),
    ],
)
def test_the_reports_that_fit_are_found(filters: dict[str, Any], found: list[str], news: Desk) -> None:
    assert ids(news, documents, **filters) == found


def test_what_replaced_a_report_later_is_not_known_before(news: Desk) -> None:
    def replaced(moment: str) -> str | None:
        with news.reading() as connection:
            return next(documents(connection, Filters.of(document="D1", as_of=moment))).superseded_by

    assert (replaced("2025-03-06"), replaced("2025-03-07")) == (None, "D3")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["C5", "C6", "C7", "C8"]),
        ({"document": "D1"}, ["C1", "C2"]),
        ({"limit": 1}, ["C5"]),
        ({"about": "dockworkers"}, ["C5", "C7"]),
        ({"where": "RU"}, ["C5", "C7"]),
        ({"where": "51.2,58.57 1km", "since": "2025-03-08"}, ["C7"]),
        ({"speaker": "A1"}, ["C5", "C7"]),
        ({"speaker": "Deluca"}, ["C5", "C7"]),
        ({"speaker": "Del"}, []),
        ({"actor": "A2"}, ["C5", "C6", "C7", "C8"]),
        ({"measure": "killed"}, ["C5", "C7"]),
        ({"type": "assault"}, ["C5", "C7"]),
        ({"polarity": "denied"}, ["C6", "C8"]),
        ({"certainty": "possible"}, []),
        ({"kind": "official", "as_of": "2025-03-02"}, ["C1", "C2"]),
    ],
)
def test_the_claims_that_fit_are_found(filters: dict[str, Any], found: list[str], news: Desk) -> None:
    assert ids(news, claims, **filters) == found


def test_a_claim_has_the_shape_of_the_contract_and_its_span_is_its_text(news: Desk) -> None:
    with news.reading() as connection:
        claim = next(claims(connection, Filters.of(document="D3")))
        query = select(texts.c.text).join(reports, reports.c.text_id == texts.c.id).where(reports.c.id == 3)
        whole = str(connection.scalar(query))
    data = json.loads(json.dumps(claim.to_dict()))
    assert list(data)[:12] == ["id", "document", "span", "text", "speaker", "chain", "certainty", "polarity", "event",
                               "figures", "copy_of", "judgement"]  # fmt: skip
    assert whole[data["span"][0] : data["span"][1]] == data["text"]
    assert [whole[start:end] for start, end in data["source"]] == ["Mayor Ana Deluca"]
    assert (data["speaker"], data["event"], data["figures"], data["statements"], data["copy_of"]) == (
        "A1", "E3", ["G3"], ["D3/fig1"], None)  # fmt: skip
    assert (data["origin"], data["origins"], data["outlets"]) == (
        "Ana Deluca, Mayor",
        {"min": 1, "max": 1, "list": [{"name": "Ana Deluca, Mayor", "kind": "official", "party": None,
                                       "documents": ["D3"]}]}, 1)  # fmt: skip


def test_the_outlets_of_a_claim_are_those_that_copied_its_words(desk: Desk) -> None:
    for external, publisher in (("a", "Coast Herald"), ("b", "Bay Post"), ("c", "Bay Post"), ("d", "Border Gazette")):
        put(desk, incoming(1, external_id=external, publisher=publisher, published=f"2025-03-0{ord(external) - 92}"))
    for item in ("D2", "D3", "D4"):
        judge(desk, on=item, act="copy", change={"of": "D1"}, author="m")

    def counts(**asked: Any) -> list[int]:
        with desk.reading() as connection:
            return [one.outlets for one in claims(connection, Filters.of(speaker="Deluca", **asked))]

    assert counts() == [3, 3, 3, 3]
    assert counts(as_of="2025-03-06") == [2, 2]


def test_a_corrected_speaker_is_who_knows(news: Desk) -> None:
    judge(news, on="C5", act="correct", change={"speaker": "The Coast Guard"}, author="m")
    with news.reading() as connection:
        claim = next(claims(connection, Filters.of(document="D3")))
    assert claim.origin == "The Coast Guard"


def test_actors_have_every_name_role_and_report(news: Desk) -> None:
    with news.reading() as connection:
        mayor = next(actors(connection, Filters.of(actor="A1", include_superseded=True))).to_dict()
    assert (mayor["id"], mayor["name"], mayor["kind"]) == ("A1", "Ana Deluca", "person")
    assert mayor["names"] == ["Ana Deluca", "Ms. Deluca"]
    assert mayor["documents"] == ["D1", "D2", "D3", "D4"]
    assert mayor["claims"] == 4
    assert [(role["title"], role["document"]) for role in mayor["roles"]] == [("Mayor", f"D{n}") for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [({}, ["A1", "A2"]), ({"type": "PROTEST"}, []), ({"actor": "guard"}, ["A2"]), ({"polarity": "denied"}, ["A2"]),
     ({"as_of": "2025-03-01"}, []), ({"where": "Orsk", "event": "E4"}, ["A1", "A2"])],
)  # fmt: skip
def test_the_actors_that_fit_are_found(filters: dict[str, Any], found: list[str], news: Desk) -> None:
    assert ids(news, actors, **filters) == found


def test_outlets_are_counted_with_copies_and_whom_they_credit(news: Desk) -> None:
    with news.writing() as connection:
        connection.execute(update(reports).where(reports.c.id == 4).values(copy_of=3, carries="AFP"))
        connection.execute(update(reports).where(reports.c.id == 2).values(carries="Border Gazette"))
        connection.execute(
            update(said)
            .where(said.c.id == 1)
            .values(speaker=None, speaker_name="dispatch of the Border Gazette", speaker_kind="media")
        )
        connection.execute(
            update(said).where(said.c.id == 3).values(speaker=None, speaker_name="local media", speaker_kind="media")
        )
        connection.execute(update(said).where(said.c.id == 5).values(
            speaker=None, speaker_name="The Herald", speaker_kind="media"))  # fmt: skip
    with news.reading() as connection:
        answers = [one.to_dict() for one in sources(connection, Filters.of(include_superseded=True))]
    assert answers == [
        {"name": "Border Gazette", "kind": "outlet", "documents": 2, "copies": 1, "own": 1,
         "cites": [{"name": "AFP", "documents": 1}]},
        {"name": "Coast Herald", "kind": "outlet", "documents": 2, "copies": 0, "own": 2,
         "cites": [{"name": "Border Gazette", "documents": 1}]},
    ]  # fmt: skip


def test_a_flag_says_what_it_is_on_and_shows_it(news: Desk) -> None:
    with news.reading() as connection:
        flag = next(flags(connection, Filters.of(flag="open_end", severity="low"))).to_dict()
    assert (flag["on"], flag["statements"], flag["document"]) == (["G3"], ["D3/fig1"], "D3")
    assert flag["evidence"][0]["document"] == "D3"


def test_what_was_refused_is_listed_with_its_reason(news: Desk) -> None:
    refuse(news, locator="big.txt", error=TooLarge("big.txt: too large; cut it"), data=None)
    with news.reading() as connection:
        (refusal,) = refused(connection, Filters())
    assert (refusal.id, refusal.kind, refusal.because) == ("Q1", "TooLarge", "big.txt: too large; cut it")


def test_values_are_as_people_ruled(news: Desk) -> None:
    judge(news, on="C5", act="correct", author="m", change={"certainty": "possible", "speaker": "A2"})
    judge(news, on="C6", act="reject", author="m")
    judge(news, on="C7", act="accept", author="m")
    assert ids(news, claims) == ["C5", "C7", "C8"]
    assert ids(news, claims, include_rejected=True) == ["C5", "C6", "C7", "C8"]
    assert ids(news, claims, certainty="possible") == ["C5"]
    assert ids(news, claims, certainty="certain") == ["C7", "C8"]
    assert ids(news, claims, speaker="Coast Guard") == ["C5", "C8"]
    assert ids(news, claims, speaker="A1") == ["C7"]
    with news.reading() as connection:
        corrected, accepted, _ = claims(connection, Filters())
    assert (corrected.judgement, corrected.speaker, corrected.certainty) == ("corrected", "A2", "possible")
    assert accepted.judgement == "accepted"


def test_a_corrected_span_is_the_span_of_the_corrected_text(news: Desk) -> None:
    judge(news, on="C5", act="correct", author="m", change={"span": "rockets hit the port of Orsk"})
    with news.reading() as connection:
        claim = next(claims(connection, Filters()))
    assert (claim.text, claim.span.end - claim.span.start) == ("rockets hit the port of Orsk", 28)
    assert claim.content == (claim.span,)


def test_an_actor_has_the_names_and_the_country_that_people_gave_it(news: Desk) -> None:
    judge(news, on="A1", act="correct", author="m", change={"country": "RU"})
    judge(news, on="D3/act1", act="correct", author="m", change={"name": "Ms. Deluca"})
    with news.reading() as connection:
        actor = next(actors(connection, Filters()))
    assert (actor.name, actor.names, actor.country) == ("Ana Deluca", ("Ms. Deluca", "Ana Deluca"), "RU")


def test_a_rejected_figure_is_not_among_those_of_a_claim(news: Desk) -> None:
    judge(news, on="D3/fig1", act="reject", author="m")
    with news.reading() as connection:
        assert next(claims(connection, Filters())).statements == ()


def test_a_judgement_made_later_is_not_known_then(news: Desk) -> None:
    judge(news, on="C5", act="reject", author="m", at="2025-03-20T10:00Z")
    judge(news, on="C6", act="correct", author="m", change={"certainty": "possible"}, at="2025-03-25T10:00Z")
    undo(news, "J1", author="m", at="2025-03-30T10:00Z")
    asked = {"document": "D3", "include_superseded": True}
    assert ids(news, claims, **asked) == ["C5", "C6"]
    assert ids(news, claims, **asked, as_of="2025-03-19") == ["C5", "C6"]
    assert ids(news, claims, **asked, as_of="2025-03-20") == ["C6"]
    assert ids(news, claims, **asked, as_of="2025-03-20", certainty="possible") == []
    assert ids(news, claims, **asked, as_of="2025-03-25", certainty="possible") == ["C6"]


def test_a_rejected_flag_is_left_out(news: Desk) -> None:
    judge(news, on="F3", act="reject", author="m")
    assert ids(news, flags) == ["F4"]
    assert ids(news, flags, include_rejected=True) == ["F3", "F4"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"kind": "clown"}, "person, official, media"),
        ({"certainty": "sure"}, "certain, probable, possible"),
        ({"polarity": "no"}, "affirmed, denied"),
        ({"measure": "kiled"}, "killed, injured"),
        ({"type": "WAR"}, "ASSAULT"),
        ({"since": "yesterday"}, "--since"),
        ({"as_of": "2025-13"}, "--as-of"),
        ({"document": "41"}, "D41"),
        ({"event": "E0"}, "E41"),
        ({"limit": 0}, "above zero"),
        ({"speaker": " "}, "a name"),
        ({"flag": "red"}, "implausible"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_with_what_does(written: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Filters.of(**written)
