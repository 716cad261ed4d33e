"""Where times land on the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Document, Time
from onrecord.core.span import Span
from onrecord.core.timex import CalendarDate, Length, Shift, Timex
from onrecord.read.segment import segment
from onrecord.read.times import find_times
from onrecord.resolve.dates import moveable, resolve_times


def read(text: str, published: str | None = "2024-03-11") -> list[Time]:
    document = Document.of(text, published=published)
    return resolve_times(find_times(segment(document.text))[0], document)


def test_the_example_of_the_contract() -> None:
    (time,) = read("A blast killed at least 13 dockworkers on Friday night.")
    assert (time.id, time.text, time.kind, time.anchor) == ("tim1", "Friday night", "date", "published")
    assert (time.edtf, time.earliest, time.latest) == ("2024-03-08", "2024-03-08T18:00", "2024-03-09T06:00")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("He is now in exile.", "2025-03-02T18:10Z", "2025-03-02T18:10Z"),
        ("He was recently arrested.", None, "2025-03-02T18:10Z"),
        ("He will soon be released.", "2025-03-02T18:10Z", None),
    ],
)
def test_vague_words_keep_one_side_open(text: str, earliest: str | None, latest: str | None) -> None:
    (time,) = read(text, "2025-03-02T18:10Z")
    assert (time.edtf, time.earliest, time.latest, time.anchor) == (None, earliest, latest, "published")


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("A fire destroyed the depot overnight, the commissioner said.", "2024-03-10T18:00"),
        ("GOMA, March 11 - A fire destroyed the depot overnight.", "2024-03-10T18:00"),  # not the night to come
        ("GOMA, March 11 - The talks will continue overnight.", "2024-03-11T18:00"),
        ("It will be adopted on Wednesday.\n\nSo be it.\n\nWater was used in the afternoon.", "2024-03-11T12:00"),
        ("It is two weeks since the bridge was blown up.", "2024-02-26"),
        ("Shots rang out on Friday.\n\nIt was long.\n\nThe ship was attacked in the afternoon.", "2024-03-08T12:00"),
    ],
)
def test_a_part_of_a_day_is_of_the_day_that_is_told_of(text: str, earliest: str) -> None:
    assert read(text)[-1].earliest == earliest


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("The war began in 1998.", "text"),
        ("The siege lasted two weeks.", "text"),
        ("He was shot on Friday.", "published"),
        ("On March 3 it rained. Two days later the dam broke.", "tim1"),
    ],
)
def test_the_anchor_says_what_a_time_was_counted_from(text: str, anchor: str) -> None:
    assert read(text)[-1].anchor == anchor


@pytest.mark.parametrize(
    ("text", "edtf", "anchor"),
    [
        ("ODESA, Ukraine, March 11, 2024 (Reuters) — A blast hit the port on Friday.", "2024-03-08", "tim1"),
        ("March 11, 2024\n\nA blast hit the port on Friday.", "2024-03-08", "tim1"),
        ("KYIV, March 11 (Reuters) — A blast hit the port on Friday.", None, "published"),
        ("The pact of March 11, 2024 was broken on Friday.", None, "published"),
    ],
)
def test_without_a_date_of_publication_the_dateline_decides(text: str, edtf: str | None, anchor: str) -> None:
    time = read(text, None)[-1]
    assert (time.text, time.edtf, time.anchor) == ("Friday", edtf, anchor)


def test_a_month_of_publication_leaves_the_day_open() -> None:
    (time,) = read("He was shot on Friday.", "2024-03")
    assert time.edtf is None


@pytest.mark.parametrize(
    ("year", "key", "first"),
    [
        (2024, "easter", date(2024, 3, 31)),
        (2024, "orthodox_easter", date(2024, 5, 5)),
        (2024, "thanksgiving", date(2024, 11, 28)),
        (2024, "memorial_day", date(2024, 5, 27)),
        (2024, "ramadan", date(2024, 3, 11)),
        (2023, "yom_kippur", date(2023, 9, 25)),
        (2024, "passover", date(2024, 4, 23)),
        (2023, "hanukkah", date(2023, 12, 8)),
        (2024, "lunar_new_year", date(2024, 2, 10)),
    ],
)
def test_feasts_fall_where_the_calendars_put_them(year: int, key: str, first: date) -> None:
    assert moveable.feasts(year, key)[0][0] == first


@pytest.mark.parametrize(
    "when",
    [
        Shift("year", -9_000),
        Shift("century", 900),
        CalendarDate(year=2023, month=2, day=30),
        CalendarDate(month=2, day=31),
        CalendarDate(month=13),
        Length("century", 1e9, window="past"),
        Length("year", 1e300, window="next"),
    ],
)
def test_what_no_calendar_holds_stays_unresolved(when: Shift | CalendarDate | Length) -> None:
    timex = Timex(Span(0, 4), "1234", when, None, None, 0)
    (time,) = resolve_times([timex], Document.of("1234", published="2024-03-11"))
    assert time.edtf is None


PUBLISHED = st.one_of(
    st.none(),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)).map(str),
    st.sampled_from(["2024", "2024-02", "2024-02-29T23:59Z", "soon", ""]),
)
EXPRESSIONS = st.sampled_from(
    [
        "on Friday", "last month", "two weeks ago", "in May", "by July 1", "the late 1980s", "overnight", "Ramadan",
        "this spring", "at 6:30 p.m. EDT on Friday", "in two weeks", "the past four years", "the day before",
        "on the 14th", "the weekend", "from March 3 to April 5, 2012", "since 2019", "every Sunday", "next quarter",
        "the first week of May", "a century ago", "earlier this week", "on Feb. 29", "between 10 p.m. and 4 a.m.",
        "mid-2015", "the 19th century", "FY2024", "soon",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(EXPRESSIONS, min_size=1, max_size=5), PUBLISHED)
def test_every_edtf_is_valid_and_its_bounds_are_in_order(parts: list[str], published: str | None) -> None:
    edtf = pytest.importorskip("edtf")
    for time in read("The army said " + ", ".join(parts) + " that it left.", published):
        if time.edtf is not None:
            edtf.parse_edtf(time.edtf)
        if time.earliest is not None and time.latest is not None:
            assert time.earliest[:10] <= time.latest[:10]
