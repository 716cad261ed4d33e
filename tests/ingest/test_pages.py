"""Pages as they are met: the report without what stands around it, and who wrote and printed it, and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ingest import load
from onrecord.ingest.furniture import is_furniture, without_furniture
from onrecord.ingest.moment import moment

PAGES = Path(__file__).parent / "pages"
REPORT = (
    "At least nine people were killed on Monday when a drone struck a bus station in the river town of Velmar, "
    "officials said.",
    "The regional governor, Ilya Maren, said that four of the dead were railway workers who had been waiting for the "
    "last bus home.",
    "Two of the wounded were in critical condition, the town hospital said in a statement late on Monday.",
    "Residents described two explosions some ten minutes apart. The second, they said, hit the ambulance bay.",
    "Neither army commented on the strike. Velmar lies some 40 km from the front line.",
)
PLAIN = "\n\n".join(REPORT)


@pytest.mark.parametrize(
    ("name", "text", "byline", "publisher", "published"),
    [
        ("agency", f"VELMAR, March 11 (CPA) — {PLAIN}\n\n(Reporting by Mira Dolen; Editing by Jonas Vale)", None,
         "Coastal Press Agency", "2024-03-11T18:10"),
        ("amp", PLAIN, "Jonas Vale; Petra Hill", "Northern Wire", "2024-03-11T18:30Z"),
        ("authors", PLAIN, "Mira Dolen; Ivo Bren", "Gazette of the South", "2024-03-11T21:00+01:00"),
        ("captions", PLAIN, "Ana Korin", "Harbour Mail", "2024-03-12T05:45Z"),
        ("comments", PLAIN, None, "Eastern Observer", "2024-03-11T18:10+02:00"),
        ("cookies", PLAIN, "Lena Orsk", "Tarn Today", "2024-03-11T19:00Z"),
        ("cyrillic", PLAIN, None, "Новости Вельмара", "2024-03-11T18:10+02:00"),
        ("newsletter", PLAIN, "Petra Hill", "The Vantage", "2024-03-12T07:00Z"),
        ("paywall", "\n\n".join(REPORT[:3]), "Karel Oman", "The Ledgerman", "2024-03-12T10:00Z"),
        ("times", PLAIN, "Karel Oman", "Hill Post", "2024-03-11T18:10Z"),
        ("wordpress", PLAIN, "Mira Dolen", "River Courier", "2024-03-11T20:15+02:00"),
    ],
)  # fmt: skip
def test_a_page_is_its_report(name: str, text: str, byline: str | None, publisher: str, published: str) -> None:
    (document,) = load(PAGES / f"{name}.html")
    assert document.text == text
    assert (document.byline, document.publisher, document.published) == (byline, publisher, published)


def test_a_live_page_keeps_each_entry() -> None:
    (document,) = load(PAGES / "live.html")
    assert all(paragraph in document.text for paragraph in REPORT[1:])
    assert (document.publisher, document.published) == ("Daily Harbour", "2024-03-11T16:00Z")


@pytest.mark.parametrize(
    "block",
    ["Advertisement", "READ ALSO: Who is Ilya Maren?", "Follow us on Telegram and Facebook.", "Share this:",
     "Sign up to our Morning Briefing", "Already a subscriber? Log in", "Read more: Ten killed in mine collapse"],
)  # fmt: skip
def test_what_calls_or_points_elsewhere_goes(block: str) -> None:
    assert is_furniture(block)


@pytest.mark.parametrize(
    "block",
    ["Share prices fell by 3 percent after the strike.", "“Follow us,” the officer told the crowd; nine did not.",
     "More than 40 people were hurt.", "Related charges were dropped.", "Photographs showed nine bodies.",
     "Subscribers to the railway's warning service got no message: it was down.", *REPORT],
)  # fmt: skip
def test_what_only_begins_like_furniture_stays(block: str) -> None:
    assert not is_furniture(block)
    assert without_furniture(f"{REPORT[0]}\n\n{block}") == f"{REPORT[0]}\n\n{block}"


@pytest.mark.parametrize(("zone", "offset"), [("GMT+2", "+02:00"), ("UTC -3:30", "-03:30"), ("GMT", "Z")])
def test_a_zone_may_be_counted_from_greenwich(zone: str, offset: str) -> None:
    assert moment(f"11 March 2024, 18:10 {zone}") == f"2024-03-11T18:10{offset}"
