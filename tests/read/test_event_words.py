"""Words that mostly tell of one type of event, in all their forms."""

from __future__ import annotations

import pytest

from onrecord.core.plover import MODES
from onrecord.read import event_words as module
from onrecord.read.event_words import event_words, inflected


@pytest.mark.parametrize(
    ("word", "kind", "mode"),
    [
        ("apologised", "CONCEDE", None),
        ("apologies", "CONCEDE", None),
        ("impounding", "COERCE", "seize"),
        ("withdrew", "RETREAT", "withdraw"),
        ("vetoed", "REJECT", None),
        ("stabbed", "ASSAULT", "primitive"),
        ("indictments", "ACCUSE", "allege"),
    ],
)
def test_a_word_is_known_in_its_forms(word: str, kind: str, mode: str | None) -> None:
    assert (event_words()[word].types, event_words()[word].mode) == ({kind}, mode)


def test_a_word_of_two_types_has_both_and_no_mode() -> None:
    assert event_words()["hack"].types == {"COERCE", "ASSAULT"}
    assert event_words()["hack"].mode is None


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("free", ("free", "frees", "freed", "freeing")),
        ("raze", ("raze", "razes", "razed", "razing")),
        ("attack", ("attack", "attacks", "attacked", "attacking")),
        ("lynch", ("lynch", "lynches", "lynched", "lynching")),
        ("deploy", ("deploy", "deploys", "deployed", "deploying")),
        ("tie", ("tie", "ties", "tied", "tying")),
    ],
)
def test_regular_verbs_are_inflected(verb: str, forms: tuple[str, ...]) -> None:
    assert inflected(verb) == forms


def test_every_type_has_words_and_none_tells_of_many() -> None:
    assert {kind for told in event_words().values() for kind in told.types} == set(MODES)
    assert max(len(told.types) for told in event_words().values()) <= 2


def test_a_type_that_plover_lacks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "lexicon", lambda *_, **__: {"FIGHT": {"verbs": "fight"}})
    with pytest.raises(ValueError, match="FIGHT"):
        module.event_words("made-up")
