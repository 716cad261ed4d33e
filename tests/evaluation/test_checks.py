"""The cases of checks are sound, and a trial is judged by kind and by place."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluation.checks import Trial, hit, right, trials
from onrecord.core import Document, Flag, Span

TEXT = "The bridge is 120 miles (19.3 km) from the border."


def flag(kind: str, *evidence: Span) -> Flag:
    return Flag(kind, "fig1", "medium", evidence, "…")  # type: ignore[arg-type]


def test_every_quote_stands_in_its_text_and_every_kind_exists() -> None:
    assert all(trial.document.text for trial in trials())


@pytest.mark.parametrize("kind", sorted({trial.kind for trial in trials()}))
def test_each_kind_has_twenty_cases_that_fire_and_twenty_that_do_not(kind: str) -> None:
    counts = Counter(trial.fires for trial in trials(kind))
    assert counts[True] >= 20
    assert counts[False] >= 20


def test_a_flag_elsewhere_or_of_another_kind_is_no_hit() -> None:
    trial = Trial("unit_slip", Document.of(TEXT), True, Span(14, 33))
    assert hit(trial, [flag("unit_slip", Span(25, 32))])
    assert not hit(trial, [flag("unit_slip", Span(0, 10))])
    assert not hit(trial, [flag("arithmetic", Span(25, 32))])


def test_a_near_miss_is_right_where_its_kind_is_silent() -> None:
    trial = Trial("unit_slip", Document.of(TEXT), False, None)
    assert right(trial, [flag("open_end", Span(0, 3))])
    assert not right(trial, [flag("unit_slip", Span(0, 3))])
