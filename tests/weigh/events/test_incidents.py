"""Tellings gathered into incidents: a deed with what it did, and never with what another time, place or means did."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core import Span
from onrecord.errors import LedgerError
from onrecord.weigh.events import Known, packed, shipped, unpacked, weighed
from onrecord.weigh.events.compare import Stories
from onrecord.weigh.events.incidents import gathered, incidents, within
from onrecord.weigh.events.join import Pairs
from onrecord.weigh.events.outline import common, conflict, family, outline, together
from onrecord.weigh.events.stories import near_stories, own_bag, own_keys
from onrecord.weigh.events.traits import Number, Traits, Where
from onrecord.weigh.events.vectors import vector
from onrecord.weigh.events.weights import Weights, dot

BOL = Where("Bol", 43.26, 16.65, "HR", 5.0, "city")
PULA = Where("Pula", 44.87, 13.85, "HR", 8.0, "city")
FRIDAY, SATURDAY = ("2024-03-08T00:00", "2024-03-08T23:59"), ("2024-03-09T00:00", "2024-03-09T23:59")
YEARS = ("2022-01-01T00:00", None)
WEIGHTS = Weights(shipped().background)


def telling(trigger: str, stem: str, at: int = 0, **facts: Any) -> Traits:
    """One telling of a report; what is not said is not known."""
    when = facts.pop("when", (None, None))
    nothing: frozenset[str] = frozenset()
    given: dict[str, Any] = {
        "document": 1, "local": f"eve{at}", "span": Span(at * 10, at * 10 + len(trigger)), "trigger": trigger,
        "stems": (stem,), "meaning": vector([trigger]), "near": (), "sentence": (), "context": b"", "names": nothing,
        "numbers": nothing, "type": "ASSAULT", "mode": None, "realis": "actual", "actors": nothing,
        "recipients": nothing, "proper": nothing, "where": None, "earliest": when[0], "latest": when[1],
        "dated": True, "around": frozenset(), "figures": (), "line": at, "at": 0.0, "again": 1,
    }  # fmt: skip
    return Traits(**{**given, **facts})


def sets_of(*tellings: Traits) -> list[list[int]]:
    order = sorted(range(len(tellings)), key=lambda at: tellings[at].span)
    return gathered([outline(one) for one in tellings], order, Pairs({}, {}, {}))


STRIKE = telling("struck", "strike", 0, mode="aerial", where=BOL, when=FRIDAY, recipients=frozenset({"depot"}))
DEAD = telling("killed", "kill", 1)
SHOT = telling("shooting", "shoot", 2, mode="firearms")


@pytest.mark.parametrize(
    ("tellings", "expected"),
    [
        ((STRIKE, DEAD), [[0, 1]]),
        ((STRIKE, replace(DEAD, where=BOL)), [[0, 1]]),
        ((STRIKE, replace(DEAD, where=PULA)), [[0], [1]]),
        ((STRIKE, replace(DEAD, earliest=SATURDAY[0], latest=SATURDAY[1])), [[0], [1]]),
        ((STRIKE, replace(DEAD, earliest=YEARS[0])), [[0], [1]]),  # "31 have been killed since 2022"
        ((STRIKE, SHOT), [[0], [1]]),
        ((STRIKE, replace(SHOT, span=Span(10, 18)), replace(DEAD, span=Span(20, 26))), [[0], [1, 2]]),
        ((DEAD, replace(STRIKE, span=Span(20, 26))), [[0, 1]]),
        ((STRIKE, telling("firing", "fire", 1)), [[0, 1]]),  # neither where nor whom: it is of this one
        ((STRIKE, telling("firing", "fire", 1, around=frozenset({"Pula"}))), [[0], [1]]),
        ((STRIKE, telling("firing", "fire", 1, around=frozenset({"Bol"}))), [[0, 1]]),
        ((STRIKE, telling("firing", "fire", 1, recipients=frozenset({"convoi"}))), [[0], [1]]),
        ((telling("fired", "fire", 0), replace(STRIKE, span=Span(10, 16), line=0)), [[0, 1]]),  # in one breath
        ((telling("fired", "fire", 0), replace(STRIKE, span=Span(10, 16), line=1)), [[0], [1]]),
        ((STRIKE, telling("rally", "ralli", 1, type="PROTEST")), [[0], [1]]),
        ((telling("rally", "ralli", 0, type="PROTEST"), telling("detained", "detain", 1, type="COERCE", mode="arrest")),
         [[0, 1]]),
        ((STRIKE, telling("killed", "kill", 1, mode="firearms", recipients=frozenset({"sailor"}), line=0)), [[0, 1]]),
        ((STRIKE, telling("lost", "lost", 1, recipients=frozenset({"diesel"}))), [[0, 1]]),  # harm, no deed of its own
        ((telling("took", "took", 0, recipients=frozenset({"nurs"})), telling("freed", "freed", 1, type="RETREAT")),
         [[0], [1]]),
        ((telling("marched", "march", 0, type="PROTEST", when=FRIDAY), telling("rally", "ralli", 1, type="PROTEST")),
         [[0, 1]]),
        ((telling("agreed", "agree", 3, type="AGREE"), telling("truce", "truce", 3, type="RETREAT", mode="ceasefire")),
         [[0, 1]]),
    ],
)  # fmt: skip
def test_a_report_tells_of_these_incidents(tellings: tuple[Traits, ...], expected: list[list[int]]) -> None:
    assert sorted(map(sorted, sets_of(*tellings))) == expected


@pytest.mark.parametrize(
    ("stem", "days", "one"),
    [("die", 1, True), ("succumb", 2, True), ("die", 3, False), ("die", -1, False), ("kill", 1, False)],
)
def test_people_die_of_a_deed_days_later_and_are_killed_on_its_day(stem: str, days: int, one: bool) -> None:
    day = f"2024-03-{8 + days:02d}"
    later = telling(stem, stem, 1, when=(f"{day}T00:00", f"{day}T23:59"))
    assert (len(sets_of(STRIKE, later)) == 1) is one


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (1, [[0], [1, 2]]),  # "On 12 April 2023 a drone came down on it and killed four; two were never found"
        (4, [[0, 2], [1]]),  # a paragraph on: "By her count 15 are dead"
    ],
)
def test_what_is_told_of_years_ago_in_passing_keeps_no_later_words(line: int, expected: list[list[int]]) -> None:
    then = replace(STRIKE, span=Span(10, 16), line=1, earliest="2022-04-12T00:00", latest="2022-04-12T23:59")
    assert sorted(map(sorted, sets_of(STRIKE, then, telling("dead", "dead", 2, line=line)))) == expected


def test_the_dead_are_of_the_deed_told_before_whatever_means_the_reading_guessed() -> None:
    thrown = telling("thrown", "thrown", 0, mode="explosives", near=("grenad",))
    killed = telling("killed", "kill", 1, mode="heavy-weapons")
    assert within([weighed(thrown, WEIGHTS), weighed(killed, WEIGHTS)], trees=shipped().trees) == [[0, 1]]
    assert together([outline(thrown), outline(killed)]).means == {"bomb"}


def test_who_is_taken_is_taken_whether_the_reading_says_how_or_not() -> None:
    assert family(telling("took", "took")) == family(telling("seized", "seiz", type="COERCE", mode="seize")) == "taking"
    assert family(telling("took", "took", mode="firearms")) == "violence"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (STRIKE, replace(STRIKE, where=PULA), "one was at Bol, the other at Pula"),
        (STRIKE, replace(STRIKE, earliest=SATURDAY[0], latest=SATURDAY[1]),
         "one was on 2024-03-08, the other on 2024-03-09"),
        (STRIKE, SHOT, "fire from afar is not small arms"),
        (STRIKE, replace(SHOT, recipients=frozenset({"depot"})), None),  # one of the two is wrong about the means
        (STRIKE, replace(SHOT, recipients=frozenset({"polic"})), "fire from afar is not small arms"),
        (replace(STRIKE, recipients=frozenset({"depot", "bol"}), around=frozenset({"Bol"})),
         replace(SHOT, recipients=frozenset({"polic", "bol"})), "fire from afar is not small arms"),  # of Bol are both
        (STRIKE, DEAD, None),
        (STRIKE, replace(DEAD, mode="firearms"), None),  # a guess
        (STRIKE, replace(DEAD, earliest=FRIDAY[0]), None),  # "has been burning since Friday"
        (STRIKE, replace(DEAD, earliest=YEARS[0]), "one was on 2024-03-08, the other on 2022-01-01"),
        (replace(STRIKE, earliest=None, latest=None), replace(DEAD, earliest=YEARS[0]),
         "one tells of all since 2022-01-01"),
    ],
)  # fmt: skip
def test_what_forbids_says_why(one: Traits, other: Traits, why: str | None) -> None:
    assert conflict(outline(one), outline(other)) == why


def test_the_kind_of_incident_is_told_by_type_and_mode() -> None:
    assert family(STRIKE) == "violence"
    assert family(replace(STRIKE, mode="abduct")) == "taking"
    assert family(replace(STRIKE, type="ACCUSE", mode=None)) == "ACCUSE"


def test_the_dead_of_the_second_report_join_the_strike_of_the_first() -> None:
    known = [Known(weighed(replace(STRIKE, sentence=("depot", "bol", "drone")), WEIGHTS), 7)]
    new = [weighed(replace(one, document=2, sentence=("depot", "bol", "drone")), WEIGHTS) for one in (STRIKE, DEAD)]
    (group,) = incidents(new, [[0, 1]], known, near={1: Stories(0.6, 1.0)}, trees=shipped().trees)
    assert (group.members, group.event) == ((0, 1), 7)
    assert "both say “struck”" in group.because
    assert "both at Bol" in group.because


def test_of_two_events_that_fit_alike_the_retold_one_is_joined() -> None:
    told = replace(STRIKE, where=None, earliest=None, latest=None)
    known = [Known(weighed(replace(told, document=number), WEIGHTS), 7 if number < 5 else 8) for number in range(1, 6)]
    near = {number: Stories(0.6, 1.0) for number in range(1, 6)}
    (group,) = incidents([weighed(replace(told, document=6), WEIGHTS)], [[0]], known, near=near, trees=shipped().trees)
    assert group.event == 7


def test_a_strike_on_another_day_founds_an_event_and_says_why() -> None:
    known = [Known(weighed(STRIKE, WEIGHTS), 7)]
    later = replace(STRIKE, document=2, earliest="2024-05-01T00:00", latest="2024-05-01T23:59")
    (group,) = incidents([weighed(later, WEIGHTS)], [[0]], known, near={1: Stories(0.6, 1.0)}, trees=shipped().trees)
    assert group.event is None
    assert group.because.endswith("for one was on 2024-05-01, the other on 2024-03-08")


WORD = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)


@given(WORD, st.frozensets(WORD, max_size=4), st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 10**6))
def test_a_telling_comes_back_from_its_bytes(word: str, names: frozenset[str], value: float, line: int) -> None:
    one = replace(STRIKE, trigger=word, stems=(word,), names=names, figures=(Number("killed", value, "1"),), line=line,
                  meaning=vector(["strike"]), context=b"")  # fmt: skip
    assert unpacked(packed(one), document=1) == one


def test_bytes_that_are_no_telling_are_named() -> None:
    with pytest.raises(LedgerError, match="D41: what is kept of an event"):
        unpacked(packed(STRIKE)[:40], document=41)


def test_people_taken_at_gunpoint_were_taken() -> None:
    seized = telling("seized", "seiz", 0, type="COERCE", mode="seize", near=("gunmen", "rifl"))
    assert conflict(outline(seized), outline(telling("kidnapped", "kidnap", 1, mode="abduct"))) is None
    assert outline(replace(SHOT, near=("gunmen",))).means == {"small_arms"}


def test_a_rare_word_for_who_was_hit_tells_more_than_a_common_one() -> None:
    def alike(stem: str) -> float:
        one = outline(replace(STRIKE, where=None, earliest=None, latest=None, recipients=frozenset({stem})))
        return common(one, one)

    assert alike("vaccin") > alike("market") > alike("polic")


def test_a_thing_named_beside_the_dead_speaks_for_the_deed_that_hit_it() -> None:
    dead = outline(replace(DEAD, near=("die", "depot")))
    assert common(dead, outline(STRIKE)) > common(outline(DEAD), outline(STRIKE))
    assert common(dead, outline(replace(STRIKE, recipients=frozenset({"convoi"})))) == common(
        outline(DEAD), outline(replace(STRIKE, recipients=frozenset({"convoi"})))
    )


def test_the_same_town_named_beside_two_tellings_speaks_for_one_incident() -> None:
    bare = replace(DEAD, around=frozenset({"Bol"}))
    assert common(outline(bare), outline(STRIKE)) > common(outline(DEAD), outline(STRIKE))
    assert common(outline(replace(bare, around=frozenset({"Pula"}))), outline(STRIKE)) == common(
        outline(DEAD), outline(STRIKE)
    )


def test_a_digest_finds_the_report_that_one_of_its_lines_is_about() -> None:
    mine = {f"word{number}": 0.1 for number in range(99)} | {"vaccin": 0.1}
    known = {report: {f"word{number}": 0.1 for number in range(30 + report)} for report in range(40)}
    known[50] = {"vaccin": 0.4, "jeep": 0.4}
    assert 50 not in near_stories(mine, known.items())
    line = own_bag([telling("abducted", "abduct", sentence=("vaccin", "gunmen"))], WEIGHTS)
    found = near_stories(mine, known.items(), passing=[line])
    assert 50 in found
    assert found[50].likeness == dot(mine, known[50])
    assert set(own_keys([line], ("vaccin",))) == {"abduct", "gunmen"}


def test_signing_and_naming_a_truce_tell_of_one_deal() -> None:
    signed = telling("signed", "sign", 0, type="SUPPORT", sentence=("ceasefir", "govern"))
    truce = telling("truce", "truce", 2, type="RETREAT", mode="ceasefire")
    assert sets_of(signed, truce) == [[0, 1]]
    assert sets_of(signed, replace(truce, stems=("talk",), type="CONSULT", mode=None)) == [[0], [1]]
    assert common(outline(signed), outline(truce)) > 0 == common(outline(signed), outline(STRIKE))


def test_two_incidents_of_a_report_are_two_events() -> None:
    post = telling("attack", "attack", 1, when=FRIDAY, recipients=frozenset({"polic", "post"}))
    known = [
        Known(weighed(replace(STRIKE, where=None, recipients=frozenset({"depot", "attack"})), WEIGHTS), 7),
        Known(weighed(replace(post, document=3, trigger="shooting", stems=("shoot",)), WEIGHTS), 8),
    ]
    new = [weighed(replace(one, document=2), WEIGHTS) for one in (replace(STRIKE, where=None), post)]
    near = {1: Stories(0.6, 1.0), 3: Stories(0.6, 1.0)}
    groups = incidents(new, [[0], [1]], known, near=near, trees=shipped().trees)
    assert [group.event for group in groups] == [7, 8]
    later = replace(post, document=2, earliest="2024-05-01T00:00", latest="2024-05-01T23:59")
    same = [weighed(replace(STRIKE, document=2), WEIGHTS), weighed(later, WEIGHTS)]
    groups = incidents(same, [[0], [1]], known[:1], near=near, trees=shipped().trees)
    assert [group.event for group in groups] == [7, None]
