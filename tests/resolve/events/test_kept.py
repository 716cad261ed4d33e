"""What becomes an event of the record, in whose words it stands, and how much of the text is its trigger."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Analysis, Document, EventMention
from onrecord.core.plover import TYPES
from onrecord.read.segment import segment
from onrecord.resolve.events import resolve_events
from tests.resolve.events.door import Word, said, tell


def test_what_is_only_named_inside_another_event_is_dropped_with_the_reason() -> None:
    text = "The council demanded the withdrawal of troops."
    told = tell(text, Word("demanded", "REQUEST"), Word("withdrawal", "RETREAT", inner=True))
    assert [event.type for event in told.result.events] == ["REQUEST"]
    assert "only named inside another event" in told.drops[0]


@pytest.mark.parametrize(
    "text",
    [
        "Amnesty accused the army of killing 12 villagers.",
        "Amnesty accused the army of killing villagers in Herat on Friday.",
    ],
)
def test_an_inner_event_with_something_of_its_own_is_kept(text: str) -> None:
    told = tell(text, Word("accused", "ACCUSE"), Word("killing", "ASSAULT", ("the army",), inner=True))
    assert [event.type for event in told.result.events] == ["ACCUSE", "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "word", "kept"),
    [
        ("Officials praised the drivers of Saturday's march in Herat.", "march", True),
        ("Officials said the blockade would be praised.", "blockade", True),
        ("Officials praised a march.", "march", False),
    ],
)
def test_a_protest_named_in_passing_is_an_event_where_it_is_known_or_placed(text: str, word: str, kept: bool) -> None:
    told = tell(text, Word("praised", "SUPPORT"), Word(word, "PROTEST", inner=True))
    assert ("PROTEST" in [event.type for event in told.result.events]) is kept


def test_a_deed_set_beside_what_is_looked_into_is_an_event() -> None:
    text = "Police are investigating a separate incident, a grenade attack on a bar."
    told = tell(
        text, Word("investigating", "ACCUSE", ("Police",)), Word("attack", "ASSAULT", (), ("a bar",), inner=True)
    )
    assert [event.type for event in told.result.events] == ["ACCUSE", "ASSAULT"]


def test_a_deed_that_is_looked_into_is_an_event() -> None:
    text = "A separate shooting at a police post is being investigated by the ministry."
    shooting = Word("shooting", "ASSAULT", (), ("a police post",), inner=True)
    told = tell(text, shooting, Word("investigated", "ACCUSE", ("the ministry",)))
    assert [event.type for event in told.result.events] == ["ASSAULT", "ACCUSE"]


def test_an_unsure_mention_is_dropped() -> None:
    told = tell("Gunmen attacked a bus.", Word("attacked", "ASSAULT", score=0.1))
    assert told.result.events == []
    assert "unsure" in told.drops[0]


def test_an_inner_mention_of_a_reported_event_is_a_mention_of_it() -> None:
    text = "Rebels bombed the port on Sunday. Ministers condemned the bombing."
    told = tell(
        text,
        Word("bombed", "ASSAULT", ("Rebels",), ("the port",)),
        Word("condemned", "ACCUSE", ("Ministers",)),
        Word("bombing", "ASSAULT", inner=True),
    )
    assert told.groups() == [["bombed", "bombing"], ["condemned"]]


def test_an_unsure_reading_of_a_word_of_violence_is_believed_sooner() -> None:
    assert tell("Shells struck a market.", Word("struck", "ASSAULT", score=0.4)).result.events
    assert not tell("The mayor died.", Word("died", "ASSAULT", score=0.4)).result.events


def test_an_event_stands_in_the_innermost_words_around_it() -> None:
    text = "The Herald said officials claimed that gunmen attacked a bus."
    outer = said(text, "The Herald", "said", "officials claimed that gunmen attacked a bus", 1)
    inner = said(text, "officials", "claimed", "gunmen attacked a bus", 2)
    told = tell(text, Word("attacked", "ASSAULT"), voices=(outer, inner))
    assert told.event("attacked").attribution == "att2"


def test_a_speech_act_stands_in_the_outlets_own_voice() -> None:
    text = "The minister accused the army of killing 12 villagers."
    voice = said(text, "The minister", "accused", "the army of killing 12 villagers")
    told = tell(
        text,
        Word("accused", "ACCUSE", ("The minister",), ("the army",)),
        Word("killing", "ASSAULT", ("the army",), ("12 villagers",), inner=True),
        voices=(voice,),
    )
    assert told.event("accused").attribution is None
    assert told.event("killing").attribution == "att1"


@pytest.mark.parametrize(
    ("text", "word", "trigger"),
    [
        ("The rebels blew up a bridge.", "blew", "blew up"),
        ("The mayor was shot dead on Friday.", "shot", "shot dead"),
        ("Gunmen attacked a bus.", "attacked", "attacked"),
    ],
)
def test_a_trigger_takes_its_particle(text: str, word: str, trigger: str) -> None:
    assert tell(text, Word(word, "ASSAULT")).event(word).span.of(text) == trigger


def test_a_text_without_words_or_events_has_none() -> None:
    for text in ("", "   ", "The weather was mild."):
        told = resolve_events(
            Document.of(text), segment(text), actors=[], places=[], times=[], figures=[], attributions=[]
        )
        assert told.events == []
        assert told.dropped == []


@pytest.mark.parametrize("word", ["Attack", "attack"])
def test_triggers_at_the_ends_of_a_text(word: str) -> None:
    told = tell("Attack was feared, said those who fear attack", Word(word, "ASSAULT"), trees=False)
    assert told.event(word).type == "ASSAULT"


def _strewn(text: str, every: int) -> Analysis:
    frame = segment(text)
    mentions = tuple(
        EventMention(token.index, TYPES[token.index % 16], None, (token.span,), (), "actual", False, 0.9)
        for token in frame.tokens[::every]
    )
    return Analysis.of(
        text, paragraphs=frame.paragraphs, sentences=frame.sentences, tokens=frame.tokens, events=mentions
    )


def test_thousand_events_in_one_paragraph() -> None:
    text = "The attack killed twelve men in Herat, officials said; " * 250
    analysis = _strewn(text, 2)
    told = resolve_events(Document.of(text), analysis, actors=[], places=[], times=[], figures=[], attributions=[])
    assert sum(len(event.mentions) for event in told.events) + len(told.dropped) >= 1000


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abc .,;\"'-()\n0", max_size=120), st.integers(1, 3))
def test_nothing_breaks_and_every_mention_is_accounted_for(text: str, every: int) -> None:
    text = Document.of(text).text
    analysis = _strewn(text, every)
    told = resolve_events(Document.of(text), analysis, actors=[], places=[], times=[], figures=[], attributions=[])
    starts = {span.start for event in told.events for span in event.mentions}
    starts |= {item.span.start for item in told.dropped}
    assert {analysis.tokens[mention.trigger].span.start for mention in analysis.events} <= starts
    assert [event.id for event in told.events] == [f"eve{n}" for n in range(1, len(told.events) + 1)]


@pytest.mark.parametrize(
    ("text", "word", "because"),
    [
        ("The minister said nothing had changed.", "said", "saying alone"),
        ("The mayor met Osman Voss.", "Osman", "a name"),
        ("Prices rose, traders complained.", ",", "no word"),
        ("The town was quiet.", "was", "being"),
    ],
)
def test_what_can_be_no_event_is_dropped_with_its_reason(text: str, word: str, because: str) -> None:
    told = tell(text, Word(word, "ACCUSE"))
    assert told.result.events == []
    assert because in told.drops[0]


def test_told_somebody_to_do_something_is_a_request() -> None:
    text = "The minister told the garrison to leave."
    assert tell(text, Word("told", "REQUEST", ("The minister",), ("the garrison",))).event("told").type == "REQUEST"
