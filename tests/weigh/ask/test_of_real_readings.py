"""Asked of articles as they are really read: every span shows its words, every number leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from onrecord.core import Document, Reading
from onrecord.ledger.connect import Desk
from onrecord.ledger.rows import rows_of
from onrecord.ledger.schema import documents as reports
from onrecord.ledger.schema import texts
from onrecord.ledger.write import Incoming, put
from onrecord.pipeline import Reader
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.claims import claims
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags
from onrecord.weigh.ask.search import search
from onrecord.weigh.ask.wording import Wording

ARTICLES = (
    ("Harbour Courier", "2025-03-02", "At least 13 people were killed when rockets hit the grain port of Odesa on "
     "Saturday night, the regional governor, Mykhailo Taran, said on Sunday. “We are still searching the silos,” Mr. "
     "Taran told reporters. The Ministry of Defence in Moscow denied that it had fired at civilian targets.\n\n"
     "Local media reported that some 40 dockworkers had been wounded."),
    ("Border Gazette", "2025-03-03", "Sixteen people are now known to have died in Odesa, Mykhailo Taran said on "
     "Monday. A hospital official, who spoke on condition of anonymity, put the number of wounded at 52.\n\n"
     "Police arrested three men in Goma on Sunday after protests against the price of bread, the mayor said."),
    ("Lake Review", "2025-03-04", "The United Nations said that about 6,000 people had fled Goma since Friday. It was "
     "possible, an aid worker said, that the true number was twice as high."),
)  # fmt: skip


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    """The articles, read once."""
    return list(Reader().read_many([Document.of(text, publisher=who, published=day) for who, day, text in ARTICLES]))


@pytest.fixture
def read(desk: Desk, readings: list[Reading]) -> Iterator[Desk]:
    for reading in readings:
        text = reading.document.text
        put(desk, Incoming(key=reading.document.id, locator="a.txt", data=text.encode(), kind="text", reader="test",
                           document=reading.document, status="read", rows=rows_of(reading)))  # fmt: skip
    return desk


def test_every_span_of_every_answer_shows_its_words(read: Desk) -> None:
    with read.reading() as connection:
        query = select(reports.c.id, texts.c.text).join(texts, texts.c.id == reports.c.text_id)
        whole = {f"D{number}": text for number, text in connection.execute(query)}
        said = list(claims(connection, Filters()))
        assert len(said) >= 6
        for claim in said:
            assert " … ".join(span.of(whole[claim.document]) for span in claim.content or (claim.span,)) == claim.text
            assert json.loads(json.dumps(claim.to_dict()))["id"] == claim.id
        for hit in search(connection, Wording.of("people OR wounded"), Filters(), among="documents"):
            assert whole[hit.document][hit.start :].startswith(hit.snippet)
            assert {hit.snippet[start:end].casefold() for start, end in hit.marks} <= {"people", "wounded"}
        for flag in flags(connection, Filters()):
            assert all(shown.span.of(whole[shown.document]) for shown in flag.evidence)


def test_the_governor_is_one_actor_over_both_reports(read: Desk) -> None:
    with read.reading() as connection:
        (taran,) = (one for one in actors(connection, Filters.of(actor="Taran")) if one.kind == "person")
        assert taran.documents == ("D1", "D2")
        assert {claim.document for claim in claims(connection, Filters.of(speaker=taran.id))} == {"D1", "D2"}


@pytest.mark.parametrize(
    ("where", "found"),
    [("Odesa", {"D1", "D2"}), ("Ukraine", {"D1", "D2"}), ("CD", {"D2", "D3"}), ("Goma 30km", {"D2", "D3"}),
     ("46.48,30.73 30km", {"D1", "D2"}), ("29,-2,30,0", {"D2", "D3"}), ("FJ", set())],
)  # fmt: skip
def test_reports_and_claims_are_found_by_place(where: str, found: set[str], read: Desk) -> None:
    with read.reading() as connection:
        assert {one.id for one in documents(connection, Filters.of(where=where))} == found
        assert {one.document for one in claims(connection, Filters.of(where=where))} <= found


def test_a_sentence_goes_on_with_who_speaks_in_its_paragraph_but_not_about_the_dead(desk: Desk) -> None:
    text = ("Rockets hit the grain port of Odesa on Sunday.\n\nNine people were injured, the Ministry of Emergencies "
            "said. The fire destroyed 6,000 square metres of storage. Four people were killed.")  # fmt: skip
    reading = Reader().read(Document.of(text, publisher="Coast Herald", published="2025-03-02"))
    put(desk, Incoming(key=reading.document.id, locator="a.txt", data=text.encode(), kind="text", reader="test",
                       document=reading.document, status="read", rows=rows_of(reading)))  # fmt: skip
    with desk.reading() as connection:
        said = {one.text: one.origin for group in figures(connection, Filters()) for one in group.statements}
    assert said["6,000 square metres"] == said["Nine"] == "Ministry of Emergencies"
    assert said["Four"] == "Coast Herald"
