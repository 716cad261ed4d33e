"""What a tie carries: its evidence, whose words it stands in, its sides; and that hostile text costs little."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Attribution, Document, Event, Span
from onrecord.core.analysis import Realis
from onrecord.read.segment import segment
from onrecord.resolve.relations import resolve_relations
from tests.growth import outgrown
from tests.resolve.relations.door import span_of, tell


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hezbollah controls Baalbek.", "Hezbollah controls Baalbek"),
        ("Syria's ally Russia vetoed the text.", "Syria's ally Russia"),
        ("US-backed Syrian Democratic Forces took the dam.", "US-backed Syrian Democratic Forces"),
        ("Hamas spokesman Fawzi Daher said nothing.", "Hamas spokesman Fawzi Daher"),
    ],
)
def test_the_span_is_the_words_that_state_it(text: str, words: str) -> None:
    assert tell(text).evidence() == [words]


def test_a_tie_said_twice_is_one_with_its_first_words() -> None:
    told = tell("Hezbollah controls Baalbek. Residents said that Hezbollah had controlled Baalbek for years.")
    assert told.ties() == ["Hezbollah controls Baalbek"]
    assert told.evidence() == ["Hezbollah controls Baalbek"]


def test_alliances_have_no_direction() -> None:
    told = tell("Hezbollah is allied with the Amal Movement. The Amal Movement is allied with Hezbollah.")
    assert told.ties() == ["Amal Movement ally_of Hezbollah"]


def _said(text: str, number: int, content: str) -> Attribution:
    return Attribution(
        f"att{number}", (span_of(text, "diplomat"),), (), (span_of(text, content),), None, None, "unnamed", "indirect",
        None, (), "possible", "affirmed", (), 1.0,
    )  # fmt: skip


def test_a_tie_stands_in_the_words_of_who_says_so() -> None:
    text = "Iran funds Hezbollah, a diplomat said."
    (relation,) = tell(text, voices=(_said(text, 1, "Iran funds Hezbollah"),)).relations
    assert relation.attribution == "att1"


def test_of_nested_voices_the_innermost_one_counts() -> None:
    text = "A diplomat said the paper reported that Iran funds Hezbollah."
    outer = _said(text, 1, "the paper reported that Iran funds Hezbollah")
    (relation,) = tell(text, voices=(outer, _said(text, 2, "Iran funds Hezbollah"))).relations
    assert relation.attribution == "att2"


def test_without_a_voice_it_is_the_outlet_that_says_so() -> None:
    assert tell("Iran funds Hezbollah.").relations[0].attribution is None


def test_sides_that_were_no_actor_become_one() -> None:
    told = tell("Government troops clashed with the Islamic State near Mosul.")
    assert told.ties() == ["Government troops opponent_of Islamic State"]
    assert [actor.id for actor in told.actors] == [f"act{number}" for number in range(1, len(told.actors) + 1)]


def _event(text: str, kind: str, actor: str, recipient: str, realis: Realis) -> Event:
    span = span_of(text, "hit")
    return Event("eve1", span, kind, None, (actor,), (recipient,), None, None, (), None, None, (span,), realis)


@pytest.mark.parametrize(
    ("kind", "realis", "ties"),
    [
        ("ASSAULT", "actual", ["Hezbollah opponent_of Lebanese army"]),
        ("ASSAULT", "hypothetical", []),
        ("CONSULT", "actual", []),
    ],
)
def test_an_assault_that_happened_makes_opponents_of_armed_sides(kind: str, realis: Realis, ties: list[str]) -> None:
    text = "A Hezbollah rocket hit a post of the Lebanese army."
    plain = {actor.name: actor.id for actor in tell(text).actors}
    event = _event(text, kind, plain["Hezbollah"], plain["Lebanese army"], realis)
    assert tell(text, events=(event,)).ties() == ties


def test_without_trees_nothing_breaks() -> None:
    assert tell("Hamas spokesman Fawzi Daher said nothing.", trees=False).relations is not None


_WORDS = st.sampled_from(
    ["commander", "of", "the", ",", "by", "between", "and", "-", "backed", "Hezbollah", "Iran", "fighting", "against",
     "who", "is", "not", "members", "led", "under", "command", "'s", "to", "support", "."]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40))
def test_no_arrangement_of_its_own_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    told = tell(text, trees=False)
    for relation in told.relations:
        assert relation.subject != relation.object
        assert Span(0, len(told.text)).contains(relation.span)
        assert relation.subject.startswith("act")


@pytest.mark.parametrize(
    "unit", ["commander of ", "between and ", "US-backed ", "led by the ", "who fought ", "of the "]
)
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    def ready(count: int) -> Callable[[], object]:
        text = "Hezbollah " + unit * count
        document, analysis = Document.of(text), segment(text)
        return lambda: resolve_relations(document, analysis, actors=[], places=[], attributions=[])

    ready(100)()
    assert not outgrown(ready(1000), ready(4000), times=16)
