"""How any verb or event noun is presented: in doubt or not, affirmed or denied, ahead or not; sentences."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.core import Analysis, EventMention
from onrecord.core.analysis import Predicate, Realis
from onrecord.resolve.events.realis import Presented, presented, realis_of
from onrecord.resolve.events.view import view_of
from tests.resolve.events.door import drawn, span_of

GOLD = Path(__file__).parents[3] / "evaluation" / "gold" / "realis.jsonl"

SENTENCES: list[tuple[str, str, Realis]] = [
    ("Gunmen stormed the town hall in Bossangoa on Friday.", "stormed", "actual"),
    ("The militia not only looted the shop but burned the mill.", "looted", "actual"),
    ("The militia has not stopped shelling the port.", "shelling", "actual"),
    ("Guards could not prevent the murder of the judge.", "murder", "actual"),
    ("Theresa May met the hostages in London.", "met", "actual"),
    ("Soldiers managed to free two of the miners.", "free", "actual"),
    ("Soldiers carried out a raid on the monastery.", "raid", "actual"),
    ("The police did not allow the visit and arrested the guide.", "arrested", "actual"),
    ("Officers set up roadblocks around the capital.", "roadblocks", "actual"),
    ("The two clerks were set free on Monday.", "free", "actual"),
    ("Ministers discussed the raid for an hour.", "raid", "actual"),
    ("Thousands have sought refuge in Chad.", "refuge", "actual"),
    ("The judge ordered an inquiry into the fire.", "inquiry", "actual"),
    ("The king will open the court in Rabat.", "open", "future"),
    ("The court is to hear the colonel on Monday.", "hear", "future"),
    ("Troops are going to leave the valley.", "leave", "future"),
    ("The guerrillas are about to surrender.", "surrender", "future"),
    ("The envoys plan to meet in Muscat.", "meet", "future"),
    ("Both sides decided to exchange prisoners.", "exchange", "future"),
    ("The junta ordered the release of the monks.", "release", "future"),
    ("The truce will take effect at noon.", "truce", "future"),
    ("The talks are scheduled for Sunday in Tunis.", "talks", "future"),
    ("The union called a strike for next Monday.", "strike", "future"),
    ("The premier flies to Cairo next week.", "flies", "future"),
    ("After the elders meet, the clans are to sign a pact.", "meet", "future"),
    ("The upcoming summit worries the banks.", "summit", "future"),
    ("Pirates may attack the tanker.", "attack", "hypothetical"),
    ("If troops enter the camp, the clinic will close.", "enter", "hypothetical"),
    ("Had the police acted, the crowd would have gone home.", "acted", "hypothetical"),
    ("Had the police acted, the crowd would have gone home.", "gone", "hypothetical"),
    ("Did the army bomb the school?", "bomb", "hypothetical"),
    ("The colonel told his men to fire.", "fire", "hypothetical"),
    ("The bishops demanded that the army leave the shrine.", "leave", "hypothetical"),
    ("A panel recommended that the colonel be arrested.", "arrested", "hypothetical"),
    ("Diplomats doubt that the two sides will sign.", "sign", "hypothetical"),
    ("It is possible that the pilots were killed.", "killed", "hypothetical"),
    ("The cabinet is considering expelling the consul.", "expelling", "hypothetical"),
    ("The rebels called for a boycott of the vote.", "boycott", "hypothetical"),
    ("The threat of a strike hangs over the port.", "strike", "hypothetical"),
    ("The judge could order the deportation of the monks.", "deportation", "hypothetical"),
    ('"Release the monks," the crowd shouted.', "Release", "hypothetical"),
    ("Villagers fear a new massacre.", "massacre", "hypothetical"),
    ("The bloc will not lift the embargo until the junta frees the monks.", "frees", "hypothetical"),
    ("The army did not shell the clinic.", "shell", "negated"),
    ("No soldier of the brigade was hurt.", "hurt", "negated"),
    ("Not a single shot was fired.", "fired", "negated"),
    ("Neither side attacked on Friday.", "attacked", "negated"),
    ("The commander is not going to withdraw.", "withdraw", "negated"),
    ("The senate has yet to vote on the pact.", "vote", "negated"),
    ("Police left without arresting the looters.", "arresting", "negated"),
    ("Instead of releasing the monks, the army charged them.", "releasing", "negated"),
    ("Guards prevented the crowd from storming the gate.", "storming", "negated"),
    ("Deputies voted against sending troops.", "sending", "negated"),
    ("The front denied having shelled the ferry.", "shelled", "negated"),
    ("The ministry denied any involvement in the theft.", "involvement", "negated"),
    ("The general rejected claims that his men had robbed villagers.", "robbed", "negated"),
    ("The union dropped its plan to strike.", "strike", "negated"),
    ("The army has no plans to enter the city.", "enter", "negated"),
    ("The police made no attempt to arrest the looters.", "arrest", "negated"),
    ("The council failed to reach agreement on the border.", "agreement", "negated"),
    ("The rally was banned by the governor.", "rally", "negated"),
    ("The truce never took hold in the east.", "truce", "negated"),
    ("The army moved no troops towards the border.", "moved", "negated"),
    ("The court blocked the deportation of the monks.", "deportation", "negated"),
    ("The militia would cease shelling the port, it said.", "shelling", "negated"),
]


def _at(text: str, word: str) -> tuple[Analysis, int]:
    analysis = drawn(text)
    return analysis, analysis.token_at(span_of(text, word).start)


@pytest.mark.parametrize(("text", "word", "realis"), SENTENCES)
def test_realis_of_any_word(text: str, word: str, realis: Realis) -> None:
    analysis, index = _at(text, word)
    assert presented(view_of(analysis, ()), index).realis == realis


@pytest.mark.parametrize(
    ("text", "word", "want"),
    [
        ("Gunmen stormed the town hall in Bossangoa on Friday.", "stormed", (True, True, False)),
        ("The king will open the court in Rabat.", "open", (True, True, True)),
        ("The army will not leave the shrine.", "leave", (True, False, False)),
        ("The militia may have fled.", "fled", (False, True, False)),
        ("Pirates may attack the tanker.", "attack", (False, True, True)),
        ("The premier may not attend the talks.", "attend", (False, False, True)),
        ("The mill expects to cut forty jobs.", "cut", (False, True, True)),
        ("The general is believed to be hiding in Togo.", "hiding", (False, True, False)),
        ("It is expected that the pact will fail.", "fail", (False, True, True)),
        ("Customers said the firm had paid.", "paid", (True, True, False)),
        ("The flight was delayed by fog.", "flight", (True, False, True)),
    ],
)
def test_doubt_denial_and_what_is_ahead(text: str, word: str, want: tuple[bool, bool, bool]) -> None:
    analysis, index = _at(text, word)
    found = presented(view_of(analysis, ()), index)
    assert (found.certain, found.positive, found.ahead) == want


def test_where_the_words_say_nothing_low_factuality_leaves_it_open() -> None:
    analysis, index = _at("The contract gives the yard work for ten years.", "work")
    unread = presented(view_of(analysis, ()), index)
    doubted = replace(analysis, predicates=(Predicate(index, -1.4),))
    assert unread == Presented("actual", certain=True, positive=True, ahead=False)
    assert presented(view_of(doubted, ()), index) == Presented("hypothetical", certain=True, positive=True, ahead=True)


def test_the_event_head_is_believed_before_its_factuality() -> None:
    analysis, index = _at("Gunmen stormed the town hall in Bossangoa on Friday.", "stormed")
    doubted = replace(analysis, predicates=(Predicate(index, -2.0),))
    mention = EventMention(index, "ASSAULT", None, (), (), "actual", inner=False, score=0.9)
    assert realis_of(view_of(doubted, (mention,)), mention) == "actual"


def test_every_word_of_a_text_can_be_asked_for() -> None:
    text = 'May they? "Leave," he said. No! To be or not to be, if only; without, never to, had not.'
    analysis = drawn(text)
    view = view_of(analysis, ())
    for index in range(len(analysis.tokens)):
        assert presented(view, index).realis in ("actual", "future", "hypothetical", "negated")


def test_factuality_is_found_by_token() -> None:
    analysis, index = _at("Gunmen stormed the town hall in Bossangoa on Friday.", "stormed")
    read = replace(analysis, predicates=(Predicate(0, 0.5), Predicate(index, 2.5)))
    assert (read.factuality(0), read.factuality(index), read.factuality(index + 1)) == (0.5, 2.5, None)


def test_the_gold_is_balanced_and_its_words_stand_once() -> None:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    counts = Counter(row["realis"] for row in rows)
    assert len(rows) >= 200
    assert set(counts) == {"actual", "future", "hypothetical", "negated"}
    assert min(counts.values()) >= 50
    assert all(row["word"] in row["text"] for row in rows)
