"""Standing ties are read from what states them: verbs, roles, compounds, phrases; what is denied is not one."""

from __future__ import annotations

import pytest

from tests.resolve.relations.door import tell

COMMANDS = [
    ("Brigadier Tomas Reva, commander of the 12th Brigade, was wounded.", ["Tomas Reva commands 12th Brigade"]),
    ("The 12th Brigade is commanded by Brigadier Tomas Reva.", ["Tomas Reva commands 12th Brigade"]),
    ("Tomas Reva leads the Eastern Front.", ["Tomas Reva commands Eastern Front"]),
    ("The Eastern Front, led by Tomas Reva, crossed the river.", ["Tomas Reva commands Eastern Front"]),
    ("Tomas Reva took command of the 12th Brigade in May.", ["Tomas Reva commands 12th Brigade"]),
    ("Tomas Reva, leader of the Eastern Front, denied it.", ["Tomas Reva commands Eastern Front"]),
    ("The leader of the Eastern Front, Tomas Reva, denied it.", ["Tomas Reva commands Eastern Front"]),
    ("Tomas Reva, the former commander of the 12th Brigade, agreed.", ["former Tomas Reva commands 12th Brigade"]),
    ("Tomas Reva commanded the 12th Brigade until 2019.", ["former Tomas Reva commands 12th Brigade"]),
    ("Tomas Reva was appointed commander of the 12th Brigade.", ["Tomas Reva commands 12th Brigade"]),
]
OFFICES = [
    ("Anna Kruse, the mayor of Odesa, asked for help.", ["Anna Kruse office_holder Odesa"]),
    ("Anna Kruse is the mayor of Odesa.", ["Anna Kruse office_holder Odesa"]),
    ("President Nana Boateng of Ghana spoke first.", ["Nana Boateng office_holder Ghana"]),
    ("Former Syrian president Anna Kruse left Syria.", ["former Anna Kruse office_holder Syria"]),
    ("Hanna Lind, director of the Federal Customs Agency, resigned.",
     ["Hanna Lind office_holder Federal Customs Agency"]),
    ("The head of the Federal Customs Agency, Hanna Lind, resigned.",
     ["Hanna Lind office_holder Federal Customs Agency"]),
    ("Hanna Lind, who was director of the Federal Customs Agency until 2020, died.",
     ["former Hanna Lind office_holder Federal Customs Agency"]),
]  # fmt: skip
MEMBERS = [
    ("Irma Salo, a member of the Civic Union, was released.", ["Irma Salo member_of Civic Union"]),
    ("Irma Salo, a former member of the Civic Union, was released.", ["former Irma Salo member_of Civic Union"]),
    ("Irma Salo, a spokeswoman for the Defense Ministry, said nothing.", ["Irma Salo member_of Defense Ministry"]),
    ("Hamas spokesman Fawzi Daher said nothing.", ["Fawzi Daher member_of Hamas"]),
    ("Irma Salo joined the Civic Union in March.", ["Irma Salo member_of Civic Union"]),
    ("Irma Salo left the Civic Union in March.", ["former Irma Salo member_of Civic Union"]),
    ("Turkey is a member of NATO.", ["Turkey member_of NATO"]),
]
ALLIES = [
    ("Syria's ally Russia vetoed the text.", ["Russia ally_of Syria"]),
    ("US-backed Syrian Democratic Forces took the dam.", ["Syrian Democratic Forces ally_of US"]),
    ("Hezbollah is allied with the Amal Movement.", ["Amal Movement ally_of Hezbollah"]),
    ("The Quds Force fought alongside Hezbollah.", ["Hezbollah ally_of Quds Force"]),
    ("The Civic Union supports the Justice Party.", ["Civic Union ally_of Justice Party"]),
    ("The Civic Union withdrew its support for the Justice Party.",
     ["former Civic Union ally_of Justice Party"]),
    ("The Civic Union has formed an alliance with the Justice Party.", ["Civic Union ally_of Justice Party"]),
]  # fmt: skip
OPPONENTS = [
    ("Clashes between the Lebanese army and the Islamic State continued.",
     ["Islamic State opponent_of Lebanese army"]),
    ("The Taliban are fighting the Islamic State.", ["Islamic State opponent_of Taliban"]),
    ("Hezbollah attacked the Lebanese army.", ["Hezbollah opponent_of Lebanese army"]),
    ("Israel continued its war against Hezbollah.", ["Hezbollah opponent_of Israel"]),
    ("The Lebanese army carried out strikes using jets, drones and rockets against Hezbollah targets.",
     ["Hezbollah opponent_of Lebanese army"]),
    ("Israeli forces conducted 15 strikes using bombers, fighters and rocket artillery against Hezbollah targets.",
     ["Hezbollah opponent_of Israeli forces"]),
    ("Israeli forces conducted 15 strikes using bombers, which protesters rallied against in Hezbollah strongholds.",
     []),
    ("The Taliban launched an offensive against the Islamic State.", ["Islamic State opponent_of Taliban"]),
    ("The Taliban vowed to destroy the Islamic State.", ["Islamic State opponent_of Taliban"]),
    ("Turkey helped Iraq to defeat the Islamic State.",
     ["Iraq opponent_of Islamic State", "Islamic State opponent_of Turkey"]),
    ("Irma Salo, a rival of Tomas Reva, won the vote.", ["Irma Salo opponent_of Tomas Reva"]),
]  # fmt: skip
OTHERS = [
    ("Qatar is mediating between Hamas and Israel.", ["Qatar mediates Hamas", "Qatar mediates Israel"]),
    ("A truce brokered by Egypt between Hamas and Israel held.", ["Egypt mediates Hamas", "Egypt mediates Israel"]),
    ("Egypt hosted talks between Hamas and Israel.", ["Egypt mediates Hamas", "Egypt mediates Israel"]),
    ("Iran funds Hezbollah.", ["Iran funds Hezbollah"]),
    ("The Civic Union is financed by the Danish government.", ["Danish government funds Civic Union"]),
    ("The Civic Union receives funding from the Danish government.", ["Danish government funds Civic Union"]),
    ("Kyiv accused Moscow of funding the Civic Union.", ["Moscow funds Civic Union"]),
    ("Tomas Reva, the main financier of the Civic Union, fled.", ["Tomas Reva funds Civic Union"]),
    ("Hezbollah controls Baalbek.", ["Hezbollah controls Baalbek"]),
    ("Mosul is held by the Islamic State.", ["Islamic State controls Mosul"]),
    ("The Islamic State no longer controls Mosul.", ["former Islamic State controls Mosul"]),
    ("The Islamic State seized Mosul in June.", ["Islamic State controls Mosul"]),
    ("The Taliban took control of Kunduz.", ["Taliban controls Kunduz"]),
    ("The town of Kunduz is in the hands of the Taliban.", ["Taliban controls Kunduz"]),
    ("Irma Salo, an adviser to Tomas Reva, confirmed it.", ["Irma Salo advises Tomas Reva"]),
    ("Tomas Reva's adviser Irma Salo confirmed it.", ["Irma Salo advises Tomas Reva"]),
    ("The Qassam Brigades, the armed wing of Hamas, claimed it.", ["Qassam Brigades part_of Hamas"]),
    ("The Quds Force is part of the Revolutionary Guards.", ["Quds Force part_of Revolutionary Guards"]),
    ("The Northern Alliance includes the Justice Party.", ["Justice Party part_of Northern Alliance"]),
    ("The Quds Force was once part of the Revolutionary Guards.",
     ["former Quds Force part_of Revolutionary Guards"]),
]  # fmt: skip
NOTHING = [
    "Irma Salo denied being a member of the Civic Union.",
    "Irma Salo is not a member of the Civic Union.",
    "Iran denied that it funds Hezbollah.",
    "Iran does not fund Hezbollah.",
    "Iran refused to fund Hezbollah.",
    "Iran could fund Hezbollah.",
    "If Iran funds Hezbollah, the talks will end.",
    "Neither Iran nor Iraq funds Hezbollah.",
    "Nobody controls Kunduz.",
    "The Taliban failed to take Kunduz.",
    "The Taliban want to take Kunduz.",
    "Qatar declined to mediate between Hamas and Israel.",
    "The European Union supports a political solution in Libya.",
    "The two ministers discussed trade and a new railway.",
    "Twelve people were killed when a bus left the road near Mopti.",
    "Tomas Reva thanked the nurses of the city hospital.",
    "John Kerry, the secretary of state, left office in January.",
]


@pytest.mark.parametrize(("text", "ties"), [*COMMANDS, *OFFICES, *MEMBERS, *ALLIES, *OPPONENTS, *OTHERS])
def test_what_a_sentence_states(text: str, ties: list[str]) -> None:
    assert tell(text).ties() == sorted(ties)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_denied_wished_or_not_said_is_no_tie(text: str) -> None:
    assert tell(text).ties() == []
