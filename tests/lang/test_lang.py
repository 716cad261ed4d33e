"""Packs of words: one folder a language, what a pack leaves out is empty, and no language answers for another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import lang
from onrecord.core import Document
from onrecord.lang import languages, lexicon, speaking, worded
from onrecord.pipeline import Reader, by_words

PACK = {
    "numbers": "[small]\nzwei = 2\ndrei = 3\n[scale]\nmillionen = 1000000\n[vague]\ndutzende = 12\n",
    "comparators": '[before]\nat_least = ["mindestens"]\nabout = ["rund"]\n',
    "units": '[area]\n"kilometer ** 2" = ["quadratkilometer"]\n',
    "measures": '[killed]\nverbs = ["getötet"]\n',
}


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pack of four small files beside the English one."""
    (tmp_path / "en").symlink_to(Path(lang.__file__).parent / "en")
    (tmp_path / "de").mkdir()
    for name, text in PACK.items():
        (tmp_path / "de" / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lang, "files", lambda _: tmp_path)
    for kept in (lang._tables, languages):
        kept.cache_clear()
    yield
    for kept in (lang._tables, languages):
        kept.cache_clear()


@pytest.mark.usefixtures("german")
def test_a_folder_is_a_language() -> None:
    assert languages() == ("de", "en")


@pytest.mark.usefixtures("german")
def test_what_a_pack_leaves_out_is_empty_in_the_shape_of_english() -> None:
    assert lexicon("numbers", language="de")["small"] == {"zwei": 2, "drei": 3}
    assert lexicon("numbers", language="de")["tens"] == {}
    assert lexicon("numbers", language="de")["lists"]["ordinals"] == []
    assert lexicon("months", language="de")["months"] == {}
    assert lexicon("numbers")["small"]["two"] == 2
    with pytest.raises(FileNotFoundError):
        lexicon("no_such_subject", language="de")


@pytest.mark.usefixtures("german")
def test_tables_made_in_one_language_are_not_given_out_in_another() -> None:
    small = worded(lambda: frozenset(lexicon("numbers")["small"]))
    assert "two" in small()
    with speaking("de"):
        assert small() == {"zwei", "drei"}
    assert "two" in small()


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "comparator"),
    [
        ("Mindestens 13 Menschen wurden getötet.", 13, None, "1", "at_least"),
        ("Rund 40 Menschen flohen.", 40, 40, "1", "about"),
        ("Drei Häuser brannten.", 3, 3, "1", "exact"),
        ("Zwei Millionen Menschen sind ohne Strom.", 2_000_000, 2_000_000, "1", "exact"),
        ("Das Feuer zerstörte 6.000 Quadratkilometer Wald.", 6000, 6000, "kilometer ** 2", "exact"),
    ],
)
def test_words_alone_read_the_figures(words: str, low: float, high: float | None, unit: str, comparator: str) -> None:
    reading = by_words(Document.of(words, language="de"))
    (figure,), (told,) = reading.figures, reading.flags
    assert "read by words alone" in told.because
    assert (figure.low, figure.high, figure.unit, figure.comparator) == (low, high, unit, comparator)
    assert words[slice(*figure.span)] == figure.text


@pytest.mark.usefixtures("german")
def test_no_english_word_is_read_into_another_language() -> None:
    assert by_words(Document.of("Die Lage in Two Rivers: dozens, half, million.", language="de")).figures == ()


@pytest.mark.usefixtures("german")
def test_reports_in_several_languages_keep_their_order() -> None:
    texts = {"en": "At least 13 people were killed, the mayor said.", "de": "Mindestens 13 Menschen wurden getötet."}
    mixed = [Document.of(texts[one], language=one) for one in ("de", "en", "en", "de")]
    readings = list(Reader().read_many(mixed))
    assert [reading.document.language for reading in readings] == ["de", "en", "en", "de"]
    assert [len(reading.attributions) for reading in readings] == [0, 1, 1, 0]
    assert [reading.figures[0].low for reading in readings] == [13, 13, 13, 13]
