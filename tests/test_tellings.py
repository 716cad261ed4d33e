"""Incidents told in passing, in short reports and in few words are found; datelines and figures of speech are not."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord import Reader
from onrecord.core import Reading

BEFORE = "Gunmen attacked the village of Marn on Monday. "


@cache
def reader() -> Reader:
    return Reader()


@cache
def read(text: str) -> Reading:
    return reader().read({"text": text, "published": "2025-05-14"})


def told(text: str) -> list[tuple[str, str]]:
    """What happened, as (type, word) of every mention: [("ASSAULT", "struck")]."""
    reading = read(text)
    return [
        (event.type, reading.document.text[span.start : span.end].lower())
        for event in reading.events
        for span in event.mentions
    ]


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("She spoke of the first hours after the drones had struck the mill.", "ASSAULT", "struck"),
        ("It happened some nine hours after rockets had hit the power plant at Sorra.", "ASSAULT", "hit"),
        ("The men who had boarded his ship on 3 May had been boys with old rifles, he said.", "COERCE", "boarded"),
        ("The ferry, which was seized before dawn, lies at anchor off Tavan.", "COERCE", "seized"),
        ("Some time this winter, men from the hills overran the post and took the stove.", "ASSAULT", "overran"),
        ("It does not say a word about the border post at Lenn, overrun this winter.", "ASSAULT", "overrun"),
        ("He had left the town after the strike on the fuel store.", "ASSAULT", "strike"),
        ("The drone strike on the fuel store took place on the morning of the same day.", "ASSAULT", "strike"),
        ("Since the attack on the freighter ten days ago captains have sailed by night.", "ASSAULT", "attack"),
        ("I have been asked what I think of the truce of Sorra.", "RETREAT", "truce"),
        ("The ceasefire of Marn holds, said a man who sells melons at the bridge.", "RETREAT", "ceasefire"),
        ("The three surveyors were kidnapped near Tavan, and nobody says by whom.", "ASSAULT", "kidnapped"),
        ("Two boys were ambushed on the road to the dam.", "ASSAULT", "ambushed"),
        ("The army shelled the bridge at Lenn for an hour.", "ASSAULT", "shelled"),
        ("Police arrested nine drivers at the fuel station.", "COERCE", "arrested"),
        ("Angry growers blocked the main square of Sorra on Saturday.", "PROTEST", "blocked"),
        ("The walkout at the mill has entered its third day.", "PROTEST", "walkout"),
        ("Hundreds joined the rally for bread in Marn on Sunday.", "PROTEST", "rally"),
        ("The hostages were set free near the dam on Friday.", "RETREAT", "set"),
        ("The crew was freed after eleven days.", "RETREAT", "freed"),
        ("Gunmen opened fire on a police post and drove off.", "ASSAULT", "opened"),
        ("Eleven houses were torched in the night, the village head said.", "ASSAULT", "torched"),
        ("A gunfight on the quay lasted until noon.", "ASSAULT", "gunfight"),
        ("Four guards were gunned down at the gate of the dam.", "ASSAULT", "gunned down"),
        ("The man who led Saturday's march in Marn spoke to nobody.", "PROTEST", "march"),
        ("The blaze at the oil depot of Sorra began on Monday and is out.", "ASSAULT", "blaze"),
        ("The ambassador of Marland is expelled for being able to count.", "SANCTION", "expelled"),
        ("A roadside bomb went off under a police van in Sorra on Thursday.", "ASSAULT", "went off"),
        ("It was the third this month: on Sunday a drone came down on a filling station.", "ASSAULT", "came"),
        ("The lorries came under fire near the dam.", "ASSAULT", "fire"),
        ("A tank of the oil store went up in flames on Tuesday.", "ASSAULT", "flames"),
        ("Four people died of their wounds in the hospital of Sorra on Sunday.", "ASSAULT", "died"),
        ("Gunfire was heard near the palace in Marn on Monday evening.", "ASSAULT", "gunfire"),
        ("The water works were sabotaged on the night of 3 May.", "ASSAULT", "sabotaged"),
        ("Residents blocked the road to the mine with tree trunks on Monday.", "PROTEST", "blocked"),
        ("Farmers brought the motorway to a standstill with their tractors on Tuesday.", "PROTEST", "standstill"),
        ("The dock workers went back to work on Monday.", "RETREAT", "went"),
        ("A state of emergency was declared in Sorra on Monday.", "COERCE", "declared"),
        ("The soldiers came at four in the morning and led away three of the teachers.", "COERCE", "led away"),
        ("The blockade of the oil terminal has entered its second week.", "COERCE", "blockade"),
        (BEFORE + "The first thing she did when the shooting stopped was to hide.", "ASSAULT", "shooting"),
        (BEFORE + "The road is closed. Nobody may pass. At dawn nine bodies lay in the ditch.", "ASSAULT", "bodies"),
        (BEFORE + "The road is closed. Nobody may pass. Twelve of those people are dead.", "ASSAULT", "dead"),
        (BEFORE + "The road is closed. Nobody may pass. At least four sailors have died.", "ASSAULT", "died"),
        (BEFORE + "The road is closed. Nobody may pass. FIVE guards are dead.", "ASSAULT", "dead"),
    ],
)  # fmt: skip
def test_what_is_told_in_passing_or_in_plain_words_is_an_event(text: str, kind: str, word: str) -> None:
    assert (kind, word) in told(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("MARN, May 6 (VNA) - Drones struck a mill on Tuesday, the governor said.", "marn"),
        ("SORRA. Growers queued for bread all day, and none was to be had.", "sorra"),
        ("LENN, May 9 (VNA) - The two sides agreed on a truce on Friday, the mediator said.", "lenn"),
        ("The company struck a deal with the growers over the price of melons.", "struck"),
        ("The pop group hit the road again after two quiet years.", "hit"),
        ("An earthquake struck the port of Tavan before dawn.", "struck"),
        ("Shares of the mill hit a record on Friday.", "hit"),
        ("The bank released the figures for the third quarter on Monday.", "released"),
        ("The ministry of health released a statement about the price of flour.", "released"),
        ("The minister was asked whether the mill would open again.", "asked"),
        ("Asked about the western half of the square, he looked at his watch.", "asked"),
        ("The chemist of the waterworks published his study of lead in the pipes.", "published"),
        ("The two of them have truce talks in mind, as everybody knows.", "talks in mind"),
        ("Nine passengers died when the bus crashed into a lorry near Sorra.", "died"),
        ("The poet died at home in Marn, aged ninety-one.", "died"),
        (BEFORE + "The river is low. The mill is shut. In the flood of last year nine people died.", "died"),
        ("The striker shot a film about the melons of Tavan.", "shot"),
        ("The storm destroyed the roofs of nine barns near Lenn.", "destroyed"),
        ("Masked men set fire to the mill of Lenn on Monday.", "fire"),
        ("The minister went home early and came back late.", "went"),
        ("A ceasefire that is kept by one side is none, he said.", "ceasefire"),
        ("The pop group hit the road at Marn.", "hit"),
        ("The fire brigade of Sorra bought a pump.", "fire"),
        ("Dancers marched their shoes to pieces at the wedding of the miller's son.", "shoes"),
    ],
)  # fmt: skip
def test_datelines_names_and_figures_of_speech_are_none(text: str, word: str) -> None:
    assert word not in [mention for _, mention in told(text)]


REPORT = """LENN, Marland (VNA) - A deadline for the exchange of 36 prisoners between the Marl government and the Free Hill League passed on Tuesday without a single man having been handed over, the mediator said.

"The lists do not agree. One side has 20 names and the other has counted 18," Ilse Vorn of the Council for Talks said in Sorra. She added that the ceasefire signed on May 20 was being kept.

A new attempt will be made on June 8, according to Vorn.

The exchange was the first test of the truce, which was agreed two weeks after a strike on a mill in Lenn that the two sides blame on each other.
"""  # noqa: E501


def test_a_short_report_is_not_full_of_events() -> None:
    words = [word for _, word in told(REPORT)]
    assert "ceasefire" in words
    assert not {"lenn", "counted", "side", "names", "test", "attempt", "new", "agree"} & set(words)


def test_what_a_text_says_does_not_hang_on_what_is_read_beside_it() -> None:
    alone = read(REPORT).to_dict()
    texts = [BEFORE * 40, REPORT, "The mill is shut."]
    beside = [one.to_dict() for one in reader().read_many({"text": text, "published": "2025-05-14"} for text in texts)]
    assert beside[1] == alone
