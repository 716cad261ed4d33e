"""English is let through quickly; another language is refused by its name."""

from __future__ import annotations

import sys

import pytest

from onrecord.errors import NotEnglish
from onrecord.ingest.language import require_english

OTHERS = {
    "French": "Le maire de la ville a déclaré vendredi que treize personnes avaient été tuées dans l’attaque du port.",
    "Spanish": "El alcalde de la ciudad dijo el viernes que trece personas murieron en el ataque contra el puerto.",
    "Dutch": "De burgemeester van de stad zei vrijdag dat bij de aanval op de haven dertien mensen zijn gedood.",
    "Ukrainian": "Міський голова повідомив у п’ятницю, що внаслідок удару по порту загинули тринадцять людей.",
    "Arabic": "قال رئيس بلدية المدينة يوم الجمعة إن ثلاثة عشر شخصا قتلوا في الهجوم على الميناء.",
    "Turkish": "Belediye başkanı cuma günü limana düzenlenen saldırıda on üç kişinin öldüğünü söyledi.",
    "Chinese": "市长星期五说，袭击港口造成十三人死亡，国防部否认了这一说法。",
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language: str) -> None:
    with pytest.raises(NotEnglish, match=f"this is {language}"):
        require_english((OTHERS[language] + " ") * 4, name="a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on Friday that thirteen people were killed in the attack on the port of the city.",
        "Strike on port kills 13",
        "13",
        "SANAA (AP) — Houthi rebels fired missiles at ships off Hodeida, Al Masirah TV reported, citing Yahya Saree. "
        "The Galaxy Leader, seized in November, remains off Saleef with its crew of Bulgarians and Ukrainians.",
        "Zelensky, Sybiha, Umerov, Yermak and Syrskyi met Rubio, Witkoff, Kellogg and Waltz in Jeddah, said Interfax. "
        "Talks with Lavrov, Ushakov and Dmitriev in Riyadh were to follow.",
    ],
)
def test_english_is_let_through_without_a_classifier(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert require_english(text, name="a.txt") == "en"


def test_a_quotation_in_another_language_does_not_decide() -> None:
    text = "The mayor of the town said that the attack was over and that it had not been the first of its kind. " * 6
    assert require_english(text + OTHERS["Ukrainian"], name="a.txt") == "en"
