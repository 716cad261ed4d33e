"""The language for words: what it finds, and that nothing written in it can hurt."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.write import put
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.search import search
from onrecord.weigh.ask.wording import Wording, fts5
from tests.ledger.reports import incoming


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("rockets port", '("rockets") AND ("port")'),
        ('"grain port"', '("grain port")'),
        ('"grain port', '("grain port")'),
        ("port -drill", '(("port")) NOT ("drill")'),
        ('port -"live drill"', '(("port")) NOT ("live drill")'),
        ("shell*", '("shell" *)'),
        ("port OR harbour ship", '("port" OR "harbour") AND ("ship")'),
        ("OR port OR", '("port")'),
        ("port or harbour", '("port") AND ("or") AND ("harbour")'),
        ("co-operation", '("co operation")'),
        ('NEAR("a" "b")', '("NEAR a") AND ("b")'),
        ("body:killed ^x", '("body killed") AND ("x")'),
    ],
)
def test_a_query_is_understood(written: str, query: str) -> None:
    assert fts5(Wording.of(written)) == query


@pytest.mark.parametrize("written", ["", "  ", "-port", "***", '""', "OR", "\0", "a" * 1001, "a " * 65])
def test_a_query_without_a_word_or_with_too_many_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        Wording.of(written)


@pytest.fixture
def three(desk: Desk) -> Desk:
    for number in (1, 2, 3):
        put(
            desk, incoming(number, publisher="Córdoba Post" if number == 3 else "Coast Herald", title=f"Číslo {number}")
        )
    return desk


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("rockets", {"D1", "D2", "D3"}),
        ("ROCKET hitting", {"D1", "D2", "D3"}),
        ('"rockets hit"', {"D1", "D2", "D3"}),
        ('"hit rockets"', set()),
        ("dockwork*", {"D1", "D2", "D3"}),
        ("at least 14", {"D2"}),
        ("rockets -14", {"D1", "D3"}),
        ("13 OR 14", {"D1", "D2"}),
        ("nowhere", set()),
    ],
)
def test_words_are_found_alike_in_both_databases(written: str, found: set[str], three: Desk) -> None:
    with three.reading() as connection:
        hits = list(search(connection, Wording.of(written), Filters()))
        assert {hit.document for hit in hits} == found
        for hit in hits:
            assert hit.marks
            assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


@pytest.mark.parametrize("written", ["cislo", "ČÍSLO", "číslo 2", "Reports -nothing"])
def test_documents_are_found_by_title_and_text_whatever_the_accents(written: str, three: Desk) -> None:
    with three.reading() as connection:
        assert "D2" in {hit.id for hit in search(connection, Wording.of(written), Filters(), among="documents")}


def test_the_words_found_are_marked_in_code_points(three: Desk) -> None:
    with three.reading() as connection:
        hit = next(search(connection, Wording.of("orsk fired"), Filters(), among="documents"))
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Orsk", "fired"]


HOSTILE = st.text(st.sampled_from(list("ab \"*-()^:{}+'\\&|!<>\0\n%_;,.OR NEAR\u202e😀ß\ud800")), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.one_of(HOSTILE, st.text(max_size=40)))
def test_no_query_reaches_the_database_as_syntax(written: str, three: Desk) -> None:
    try:
        wording = Wording.of(written)
    except UsageError:
        return
    with three.reading() as connection:
        list(search(connection, wording, Filters(limit=3)))
