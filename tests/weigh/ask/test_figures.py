"""Figures side by side: who says which, and what a rule with a name makes of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.core.answers.happenings import Counted, Stated
from onrecord.core.span import Span
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import judge, undo
from onrecord.ledger.write import put
from onrecord.weigh.ask.figures import figures, findings
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.resolve import resolved
from onrecord.weigh.ask.show import show
from onrecord.weigh.ask.whole import whole_flag, whole_flags
from tests.ledger.reports import incoming


@pytest.fixture
def news(desk: Desk) -> Desk:
    """Two reports of one event, by two outlets: at least 13, then at least 14."""
    put(desk, incoming(1, published="2025-03-02"))
    put(desk, incoming(2, external_id="r2", publisher="Border Gazette", published="2025-03-05T10:00Z"))
    judge(desk, on="E2", act="merge", change={"into": "E1"}, author="R. Coder", at="2025-03-06T00:00:00Z")
    return desk


def asked(desk: Desk, *, rule: str = "range", **written: Any) -> list[Counted]:
    with desk.reading() as connection:
        return list(figures(connection, Filters.of(**written), rule=rule))


def test_statements_of_one_event_stand_side_by_side(news: Desk) -> None:
    (group,) = asked(news)
    data = json.loads(json.dumps(group.to_dict()))
    assert list(data) == ["id", "event", "measure", "counted", "unit", "outlets", "origins", "statements", "relations",
                          "resolved"]  # fmt: skip
    assert (data["event"], data["measure"], data["counted"], data["outlets"]) == ("E1", "killed", "dockworkers", 2)
    assert [(one["document"], one["text"], one["low"], one["high"]) for one in data["statements"]] == [
        ("D1", "at least 13", 13, None), ("D2", "at least 14", 14, None)]  # fmt: skip
    # the same mayor in two outlets is one origin: her last word counts
    assert data["resolved"] == {"rule": "range", "low": 14, "best": 14, "high": None}
    assert type(data["statements"][0]["low"]) is int


@pytest.mark.parametrize(
    ("filters", "found"),
    [({"measure": "killed"}, 1), ({"measure": "injured"}, 0), ({"where": "Orsk 5km"}, 1), ({"where": "UA"}, 0),
     ({"event": "E1"}, 1), ({"since": "2025-02-28", "until": "2025-02-28"}, 1), ({"since": "2025-03-01"}, 0),
     ({"actor": "Coast Guard"}, 1), ({"speaker": "Deluca"}, 1), ({"as_of": "2025-03-01"}, 0), ({"type": "ASSAULT"}, 1),
     ({"publisher": "Border Gazette"}, 1), ({"about": "zeppelin"}, 0)],
)  # fmt: skip
def test_the_figures_that_fit_are_found(filters: dict[str, Any], found: int, news: Desk) -> None:
    assert len(asked(news, **filters)) == found


def test_a_correction_is_shown_and_a_rejected_statement_is_not(news: Desk) -> None:
    judge(news, on="D1/fig1", act="correct", change={"low": 9, "best": 9}, author="R. Coder")
    judge(news, on="D2/fig1", act="reject", author="R. Coder")
    (group,) = asked(news)
    assert [(one.document, one.low, one.judgement) for one in group.statements] == [("D1", 9, "corrected")]


def test_statements_say_how_they_stand_and_why(news: Desk) -> None:
    (group,) = asked(news)
    assert [(one.a, one.b, one.kind, one.because) for one in group.relations] == [
        (0, 1, "compatible", "the same origin, both can be true")]  # fmt: skip


def test_what_a_copy_made_of_a_figure_is_found_beside_its_group(news: Desk) -> None:
    judge(news, on="D2", act="copy", change={"of": "D1"}, author="R. Coder")
    judge(news, on="D2/fig1", act="correct", change={"low": 130, "best": 130}, author="R. Coder")
    judge(news, on="D1/fig1", act="correct", change={"high": 13}, author="R. Coder")
    with news.reading() as connection:
        ((group, found),) = list(findings(connection, Filters.of()))
    assert (group.id, found.kind, found.document, found.places) == ("G1", "magnitude_drift", "D2", (1, 0))


def test_a_flag_of_the_whole_ledger_is_ruled_on_and_comes_back(news: Desk) -> None:
    def raised(**more: Any) -> list[tuple[str, str | None]]:
        with news.reading() as connection:
            found = whole_flags(connection, Filters.of(flag="magnitude_drift", **more))
            return [(one.id, one.judgement) for one in found]

    judge(news, on="D2", act="copy", change={"of": "D1"}, author="R. Coder")
    judge(news, on="D2/fig1", act="correct", change={"low": 130, "best": 130}, author="R. Coder")
    judge(news, on="D1/fig1", act="correct", change={"high": 13}, author="R. Coder")
    assert raised() == [("G1/magnitude_drift/D2", None)]
    rejected = judge(news, on="G1/magnitude_drift/D2", act="reject", author="R. Coder")
    assert raised() == []
    assert raised(include_rejected=True) == [("G1/magnitude_drift/D2", "rejected")]
    with news.reading() as connection:
        shown = show(connection, "G1/magnitude_drift/D2")
        assert shown.answer["judgement"] == "rejected"
        assert [made.id for made in shown.judgements] == [rejected.id]
        assert show(connection, rejected.id).evidence[0].text == "at least 13"
    undo(news, rejected.id, author="R. Coder")
    assert raised() == [("G1/magnitude_drift/D2", None)]


@pytest.mark.parametrize("name", ["G1/unit_drift/D2", "E1/circular_sourcing", "E9/single_origin"])
def test_a_flag_that_is_not_raised_is_not_there(name: str, news: Desk) -> None:
    with news.reading() as connection, pytest.raises(Unknown, match=f"^{name}: no such flag"):
        whole_flag(connection, name)


def _said(text: str, low: float | None, best: float | None, high: float | None, **more: Any) -> Stated:
    return Stated(
        document="D1", publisher="A", published=more.get("published", "2025-03-02"), span=Span(0, len(text)), text=text,
        comparator=more.get("comparator", "exact"), low=low, best=best, high=high, unit="1", origin=None,
        certainty="certain", polarity=more.get("polarity", "affirmed"), copy_of=None, approximate=False,
        address="D1/fig1", judgement=None,
    )  # fmt: skip


NINE, FIFTEEN = _said("nine", 9, 9, 9), _said("15", 15, 15, 15, published="2025-03-04")
AT_LEAST = _said("at least 13", 13, 13, None, comparator="at_least")
DOZENS = _said("dozens", 24, None, None, comparator="at_least")
UP_TO = _said("up to 20", None, None, 20, comparator="at_most")
NONE_DIED = _said("no one", 0, 0, 0)
DENIED = _said("40", 40, 40, 40, polarity="denied")


@pytest.mark.parametrize(
    ("rule", "said", "low", "best", "high"),
    [
        ("range", [NINE, FIFTEEN], 9, 15, 15),
        ("range", [NINE, AT_LEAST], 9, 9, None),
        ("range", [UP_TO], 0, 20, 20),
        ("range", [DENIED], None, None, None),
        ("range", [NINE, DENIED], 9, 9, 9),
        ("range", [], None, None, None),
        ("ucdp", [NINE, FIFTEEN, AT_LEAST], 9, 13, 15),
        ("ucdp", [NINE, FIFTEEN], 9, 9, 15),
        ("ucdp", [NONE_DIED, FIFTEEN], 0, 0, 15),
        ("acled", [NINE, FIFTEEN], 9, 9, 9),
        ("acled", [NONE_DIED, FIFTEEN], 15, 15, 15),
        ("acled", [NONE_DIED], 0, 0, 0),
        ("acled", [DOZENS], 12, 12, 12),
        ("acled", [DOZENS, NINE], 9, 9, 9),
        ("ibc", [NINE, FIFTEEN], 9, None, 15),
        ("ibc", [AT_LEAST, UP_TO], 0, None, 20),
    ],
)
def test_rules(rule: str, said: list[Stated], low: float, best: float, high: float) -> None:
    found = resolved(said, rule)
    assert (found.rule, found.low, found.best, found.high) == (rule, low, best, high)


def test_a_rule_that_nobody_has_is_refused(news: Desk) -> None:
    with pytest.raises(UsageError, match="choose one of range, ucdp, acled, ibc"):
        asked(news, rule="average")
