"""Dates that cannot be, and what is told at the wrong side of publication, stop a reader; ordinary dates do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.check import find_flags
from onrecord.check.calendar import days, nearest, publication, spelled
from onrecord.check.case import Case
from onrecord.check.chronology import flags
from onrecord.core import Document, Flag
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment


def found(text: str, published: str | None = "2024-08-05") -> list[Flag]:
    """The flags of a text, read without the network."""
    document = Document.of(text, published=published)
    analysis = segment(document.text)
    return list(flags(Case(resolved(Analysed(document, analysis, [], [])), analysis)))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("The roof was hit on 31 June.", "“31 June” cannot be: June has 30 days."),
        ("He left on 29 February 2023.", "“29 February 2023” cannot be: 2023 is no leap year."),
        (
            "On Friday, 12 March 2024, the army came.",
            "“Friday, 12 March 2024”: 12 March 2024 was a Tuesday, not a Friday.",
        ),
        (
            "The minister resigned on Monday, July 30.",
            "“Monday, July 30”: 30 July 2024 was a Tuesday, not a Monday.",
        ),
        (
            "The market burned on 17 July 2023, a Sunday.",
            "“17 July 2023, a Sunday”: 17 July 2023 was a Monday, not a Sunday.",
        ),
        ("Anna Kalve, 52, was born in 1980.", "Born in 1980, 43 or 44 at publication; the text says 52."),
        (
            "The 38-year-old general, born on 2 May 1970, stayed.",
            "Born in 1970, 54 at publication; the text says 38.",
        ),
        (
            "The curfew held from 9 to 3 May.",
            "“from 9 to 3 May” ends before it begins: 3 May 2024 is before 9 May 2024.",
        ),
        (
            "A council ruled between 2019 and 2014.",
            "“between 2019 and 2014” ends before it begins: 2014 is before 2019.",
        ),
        (
            "From 3 to 9 May, a ten-day operation took place.",
            "“ten-day” does not fit its ends: 3 May to 9 May is 7 days, both counted.",
        ),
        (
            "Shells killed 12 people on 9 August 2024.",
            "It is told as past, but 9 August 2024 is after publication (5 August 2024).",
        ),
        (
            "A market was hit on Aug. 9, killing two.",
            "It is told as past, but 9 August 2024 is after publication (5 August 2024).",
        ),
        (
            "All fighters must leave the zone by July 1.",
            "It is told as still due, but 1 July 2024 was before publication (5 August 2024).",
        ),
        (
            "The deadline for handing in weapons is 30 June 2024.",
            "It is told as still due, but 30 June 2024 was before publication (5 August 2024).",
        ),
    ],
)
def test_a_reader_stops(text: str, because: str) -> None:
    assert [flag.because for flag in found(text)] == [because]


@pytest.mark.parametrize(
    "text",
    [
        "In June 31 people were killed.",
        "He was born on 29 February 2000.",
        "On Tuesday, 12 March 2024, the army came.",
        "Talks resume on Friday. May 14 remains the date of the vote.",
        "Born in 1951, he left home at 17 and joined the rebels at the age of 20.",
        "The general, born in 1940, died in 1992 aged 52.",
        "Brandt, 71, whose daughter was born in 1985, leads the union.",
        "The curfew held from 30 April to 3 May.",
        "Fighting raged from 22 December to 4 January.",
        "The vote was moved from 2025 to 2024.",
        "The force was cut from 2000 to 1800 soldiers.",
        "From 3 to 9 May, a seven-day operation took place.",
        "After a ten-day siege, talks were held from 3 to 9 May.",
        "Elections will be held on Sept. 14.",
        "The minister was to be sworn in on 9 August.",
        "The city won the right to host the games in 2028.",
        "All fighters had to leave the zone by July 1.",
        "All fighters must leave the zone by July 1. The deadline passed without any sign of movement.",
        "All fighters must leave the zone by September 1.",
        "Landowners are required to register by 31 January each year.",
    ],
)
def test_ordinary_dates_stop_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["A market was hit on Aug. 9.", "All must leave by July 1.", "Kalve, 52, born in 1980, left."]
)
def test_without_a_day_of_publication_nothing_is_early_or_late(text: str) -> None:
    assert found(text, published=None) == []


def test_a_flag_is_on_its_time_or_age() -> None:
    flag = found("The roof was hit on 31 June.")[0]
    assert (flag.kind, flag.on, flag.severity) == ("chronology", "tim1", "medium")
    assert found("Anna Kalve, 52, was born in 1980.")[0].on == "fig1"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Friday, 12 March 2024", (12, 3, 2024, 5)),
        ("Friday, March 12, 2024", (12, 3, 2024, 5)),
        ("the 12th of March", (12, 3, None, None)),
        ("Sept. 31", (31, 9, None, None)),
        ("2023-02-29", (29, 2, 2023, None)),
        ("May 14-16", (14, 5, None, None)),
    ],
)
def test_days_are_read_as_written(text: str, written: tuple[int, int, int | None, int | None]) -> None:
    (day,) = days(text)
    assert (day.day, day.month, day.year, day.weekday) == written
    assert day.span.of(text) in text


def test_march_may_be_no_month() -> None:
    assert days("They march. In May, 12 may come; 30.5 March winds; $12 May") == []


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [("2024-03-11", "11 March 2024", "11 March 2024"), ("2024-02", "1 February 2024", "29 February 2024"),
     ("2024", "1 January 2024", "31 December 2024"), ("2024-03-11T18:00Z", "11 March 2024", "11 March 2024")],
)  # fmt: skip
def test_publication_is_a_first_and_a_last_day(published: str, first: str, last: str) -> None:
    span = publication(Document.of("", published=published))
    assert span is not None
    assert tuple(map(spelled, span)) == (first, last)


@pytest.mark.parametrize("published", [None, "", "yesterday", "2024-13-01", "0000"])
def test_an_unreadable_day_of_publication_is_none(published: str | None) -> None:
    assert publication(Document.of("", published=published)) is None


def test_the_nearest_day_of_that_name_is_meant() -> None:
    today = publication(Document.of("", published="2024-01-03"))
    assert today is not None
    (day,) = days("on Dec. 30")
    near = nearest(day, today[0])
    assert near is not None
    assert spelled(near) == "30 December 2023"


PIECES = (
    "on by from to 9 31 29 12 June May Feb. 2023 2024 Friday, born in 52, killed must until the ten-day 3 - ( ) , . a"
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=25).map(" ".join),
    st.sampled_from(["2024-03-11", "2024", None]),
)
def test_any_text_is_checked_and_its_flags_show_characters(text: str, published: str | None) -> None:
    for flag in found(text, published):
        assert flag.evidence
        assert all(span.of(text).strip() for span in flag.evidence)
        assert flag.because.endswith(".")


def test_two_flags_of_one_kind_on_one_date_stand_in_the_same_order_in_every_run() -> None:
    document = Document.of("The camp was shelled on Friday, March 6.", published="2025-02-14")
    analysis = segment(document.text)
    case = Case(resolved(Analysed(document, analysis, [], [])), analysis)
    said = [flag.because for flag in find_flags(case)]
    assert len(said) == 2
    assert said == sorted(said)
