"""Values as a person would write them."""

import pytest

from onrecord.core import Figure, Span, Time
from onrecord.show.report import wording


def figure(comparator="exact", low=None, best=None, high=None, *, unit="1", approximate=False) -> Figure:
    return Figure(
        "fig1", Span(0, 1), "x", comparator, approximate, None, low, best, high, unit, "count", None, None, None
    )


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (figure(low=13, best=13, high=13), "13"),
        (figure("at_least", low=13, best=13), "≥ 13"),
        (figure("more_than", low=1400), "> 1,400"),
        (figure("at_most", high=20), "≤ 20"),
        (figure("less_than", high=0.5), "< 0.5"),
        (figure("range", low=300, high=400), "300–400"),
        (figure("range", low=300, high=400, approximate=True), "≈ 300–400"),
        (figure("about", low=6, best=6, high=6, approximate=True, unit="hectare"), "≈ 6 ha"),
        (figure("at_least", low=24, approximate=True), "≥ about 24"),
        (figure(low=6000.0, best=6000.0, high=6000.0, unit="kilometer ** 2"), "6,000 km²"),
        (figure(low=2_000_000, best=2_000_000, high=2_000_000, unit="USD"), "USD 2,000,000"),
        (figure(low=12.5, best=12.5, high=12.5, unit="%"), "12.5 %"),
        (figure(low=3, best=3, high=3, unit="furlong ** 3"), "3 furlong³"),
        (figure(low=1, best=1, high=1, unit="week"), "1 week"),
        (figure(), "unknown"),
    ],
)
def test_a_value_is_written_as_an_editor_would(made: Figure, written: str) -> None:
    assert wording.value(made) == written


@pytest.mark.parametrize(
    ("iso", "written"),
    [("P2W", "2 weeks"), ("PT24H", "24 hours"), ("PXM", "some months"), ("P1Y", "1 year"), ("PT1H30M", "1 hour 30 minutes"),  # noqa: E501
     ("P", "P"), ("nonsense", "nonsense")],
)  # fmt: skip
def test_a_length_of_time_is_written_out(iso: str, written: str) -> None:
    assert wording.duration(iso) == written


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        ("2024-03-08T18:00", "2024-03-09T06:00", "2024-03-08 18:00 – 2024-03-09 06:00"),
        ("2024-03-08", "2024-03-08", "2024-03-08"),
        (None, "2024-07-01", "until 2024-07-01"),
        ("2024-05-18", None, "from 2024-05-18"),
        (None, None, ""),
    ],
)
def test_bounds_say_from_when_to_when(earliest, latest, written) -> None:
    time = Time("tim1", Span(0, 1), "x", "date", None, earliest, latest, None, None, "published")
    assert wording.bounds(time) == written


def test_quotation_marks_are_not_doubled() -> None:
    assert wording.in_quotes("We stay") == "“We stay”"
    assert wording.in_quotes("“We stay,”") == "“We stay,”"
    assert wording.in_quotes("") == "“”"
