"""Whether it happened, will happen, may happen or did not happen: sentences."""

from __future__ import annotations

import pytest

from onrecord.core.analysis import Realis
from tests.resolve.events.door import Word, tell

SENTENCES: list[tuple[str, str, str, Realis]] = [
    ("Gunmen attacked a police post near Goma on Friday.", "attacked", "ASSAULT", "actual"),
    ("The army has not attacked the village, a spokesman said.", "attacked", "ASSAULT", "negated"),
    ("The rebels never signed the accord.", "signed", "SUPPORT", "negated"),
    ("The two leaders will meet in Geneva on Sunday.", "meet", "CONSULT", "future"),
    ("The garrison won't withdraw from the town.", "withdraw", "RETREAT", "negated"),
    ("The minister is to visit Ankara next week.", "visit", "CONSULT", "future"),
    ("Officials said troops would leave the valley by June.", "leave", "RETREAT", "future"),
    ("Militants may attack the embassy, the ministry warned.", "attack", "ASSAULT", "hypothetical"),
    ("If the army attacks the camp, thousands could die.", "attacks", "ASSAULT", "hypothetical"),
    ("The front would retaliate if its leader were arrested.", "arrested", "COERCE", "hypothetical"),
    ("Unless the rebels disarm, the talks end.", "disarm", "RETREAT", "hypothetical"),
    ("The governor plans to visit the camp.", "visit", "CONSULT", "future"),
    ("The union has pledged to march on the capital.", "march", "PROTEST", "future"),
    ("The two sides agreed to exchange prisoners.", "exchange", "RETREAT", "future"),
    ("The president is expected to meet the rebels on Monday.", "meet", "CONSULT", "future"),
    ("The council failed to condemn the raid.", "condemn", "ACCUSE", "negated"),
    ("The militia refused to release the hostages.", "release", "RETREAT", "negated"),
    ("The army denied having shelled the hospital.", "shelled", "ASSAULT", "negated"),
    ("The army denied shelling the hospital.", "shelling", "ASSAULT", "negated"),
    ("The rebels threatened to bomb the port.", "bomb", "ASSAULT", "hypothetical"),
    ("The envoy urged the rebels to release the pilots.", "release", "RETREAT", "hypothetical"),
    ("Villagers want to leave the area.", "leave", "RETREAT", "hypothetical"),
    ("No talks were held in Geneva on Friday.", "talks", "CONSULT", "negated"),
    ("The talks did not take place, officials said.", "talks", "CONSULT", "negated"),
    ("The rally was called off on Thursday.", "rally", "PROTEST", "negated"),
    ("Organisers called the rally off on Thursday.", "rally", "PROTEST", "negated"),
    ("Police foiled an attack on the embassy.", "attack", "ASSAULT", "negated"),
    ("The government cancelled talks with the rebels.", "talks", "CONSULT", "negated"),
    ("The planned march will go through the old town.", "march", "PROTEST", "future"),
    ("Diplomats spoke in Paris ahead of talks with Iran.", "talks", "CONSULT", "future"),
    ("The mayor warned of a possible strike by dock workers.", "strike", "PROTEST", "hypothetical"),
    ("The embassy was told to prepare for any attack.", "attack", "ASSAULT", "hypothetical"),
    ("The party called for a boycott of the vote.", "boycott", "PROTEST", "hypothetical"),
    ("Rebels began to withdraw from the town on Monday.", "withdraw", "RETREAT", "actual"),
    ("The two sides will hold talks in Oslo.", "talks", "CONSULT", "future"),
    ("The army did not carry out the attack.", "attack", "ASSAULT", "negated"),
    ("The army carried out an attack on the village.", "attack", "ASSAULT", "actual"),
    ("The army left the town without firing on the crowd.", "firing", "ASSAULT", "negated"),
    ("The minister will meet the rebels and sign the accord.", "sign", "SUPPORT", "future"),
    ("Police managed to free the hostages.", "free", "RETREAT", "actual"),
    ("Nobody was killed in the raid.", "killed", "ASSAULT", "negated"),
    ("The council has yet to approve the pact.", "approve", "SUPPORT", "negated"),
    ("Clan elders denied that they had attacked the compound.", "attacked", "ASSAULT", "negated"),
    ("A planned visit to Rabat was cancelled by the minister.", "visit", "CONSULT", "negated"),
    ("The president will meet the king in Sofia for talks.", "talks", "CONSULT", "future"),
    ("The envoy rejected a ceasefire offer.", "ceasefire", "RETREAT", "hypothetical"),
    ("Theresa May called for a boycott.", "called", "REQUEST", "actual"),
    ("The rebels will not release the pilots, they said.", "release", "REJECT", "actual"),
    ("Hungary says it will not accept refugees.", "accept", "REJECT", "actual"),
    ("Ethiopia said it would allow convoys to pass.", "allow", "CONCEDE", "actual"),
    ("The ceasefire may hold, but the army shelled the town.", "shelled", "ASSAULT", "actual"),
    ("The army, which had promised to leave, shelled the town.", "shelled", "ASSAULT", "actual"),
]


@pytest.mark.parametrize(("text", "word", "kind", "realis"), SENTENCES)
def test_realis(text: str, word: str, kind: str, realis: Realis) -> None:
    assert tell(text, Word(word, kind)).event(word).realis == realis


@pytest.mark.parametrize("realis", ["actual", "future", "hypothetical", "negated"])
def test_where_the_words_say_nothing_the_reader_is_believed(realis: Realis) -> None:
    told = tell("Gunmen attacked a police post near Goma on Friday.", Word("attacked", "ASSAULT", realis=realis))
    assert told.event("attacked").realis == realis


@pytest.mark.parametrize(
    ("text", "word", "realis"),
    [
        ("The army has not attacked the village.", "attacked", "negated"),
        ("The rebels will attack the village.", "attack", "future"),
        ("The rebels threatened to attack the village.", "attack", "hypothetical"),
        ("The rebels attacked the village.", "attacked", "actual"),
    ],
)
def test_without_trees_the_words_decide(text: str, word: str, realis: Realis) -> None:
    assert tell(text, Word(word, "ASSAULT"), trees=False).event(word).realis == realis
