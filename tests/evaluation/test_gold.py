"""The project's own gold is well formed, and its scorers give full marks to the gold and fewer to a damaged copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.gold import GoldError, GoldText, articles, as_reading, load_article, load_sentences, sentences
from evaluation.gold.load import LAYERS, parse_value
from evaluation.gold.quotes import find, nearest, occurrences
from evaluation.measures.times import _length
from evaluation.own import measure
from onrecord.core import Reading, Span

ARTICLES = articles()
SENTENCES = sentences()
TOPICS = sorted({gold.name.partition(":")[0] for gold in SENTENCES})
EXTRA = Path(__file__).parents[2] / "training" / "extra"


def test_the_gold_is_as_large_as_promised() -> None:
    assert len(ARTICLES) >= 12
    assert sum(len(gold.document.text.split()) for gold in ARTICLES) >= 6000
    assert len(SENTENCES) >= 400


@pytest.mark.parametrize("gold", ARTICLES, ids=lambda gold: gold.name)
def test_an_article_has_every_layer_and_a_day(gold: GoldText) -> None:
    assert gold.layers == set(LAYERS)
    assert gold.document.published
    assert gold.document.title
    assert all(getattr(gold, layer) for layer in LAYERS)


@pytest.mark.parametrize("gold", ARTICLES, ids=lambda gold: gold.name)
def test_a_program_that_gives_the_gold_gets_full_marks(gold: GoldText) -> None:
    assert {name: value for name, value in measure([gold], as_reading).items() if value < 99.9} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_program_that_gives_the_gold_of_a_topic_gets_full_marks(topic: str) -> None:
    rates = measure(sentences(topic), as_reading)
    assert rates
    assert {name: value for name, value in rates.items() if value < 100} == {}


def test_no_text_stands_twice_in_the_gold() -> None:
    texts = [gold.document.text for gold in (*ARTICLES, *SENTENCES)]
    assert len(set(texts)) == len(texts)


def test_training_never_sees_the_gold() -> None:
    seen = {
        json.loads(line)["text"]
        for path in EXTRA.glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
        if line
    }
    for gold in (*ARTICLES, *SENTENCES):
        assert not any(text in gold.document.text or gold.document.text in text for text in seen)


@pytest.mark.parametrize("gold", ARTICLES, ids=lambda gold: gold.name)
def test_contents_of_nested_attributions_overlap_their_parents(gold: GoldText) -> None:
    by_key = {one.key: one for one in gold.attributions}
    for one in gold.attributions:
        if one.parent is not None:
            outer = by_key[one.parent]
            assert any(part.overlaps(other) for part in one.content for other in outer.content), one.key


ORDER = ("certain", "probable", "possible")


def test_nobody_is_surer_than_the_one_who_passes_it_on() -> None:
    nested = [(gold, one) for gold in (*ARTICLES, *SENTENCES) for one in gold.attributions]
    for gold, one in nested:
        by_key = {other.key: other for other in gold.attributions}
        if one.parent is not None and one.content == by_key[one.parent].content:
            outer = by_key[one.parent].certainties[0]
            assert ORDER.index(one.certainties[0]) >= ORDER.index(outer), one.key


def _rates(damage: Callable[[Reading], Reading], layer: str) -> dict[str, float]:
    chosen = [gold for gold in ARTICLES if layer in gold.layers]
    return measure(chosen, lambda gold: damage(as_reading(gold)))


def _each(layer: str, **changes: object) -> Callable[[Reading], Reading]:
    return lambda reading: replace(
        reading, **{layer: tuple(replace(one, **changes) for one in getattr(reading, layer))}
    )


def _first_gone(layer: str) -> Callable[[Reading], Reading]:
    return lambda reading: replace(reading, **{layer: getattr(reading, layer)[1:]})


def _one_actor(reading: Reading) -> Reading:
    merged = replace(reading.actors[0], mentions=tuple(m for actor in reading.actors for m in actor.mentions))
    return replace(reading, actors=(merged,))


@pytest.mark.parametrize(
    ("figure", "damage"),
    [
        ("figures: span F1", _first_gone("figures")),
        ("figures: value F1", _each("figures", low=7777, high=7777)),
        ("figures: value F1", _each("figures", high=None)),
        ("figures: value and unit F1", _each("figures", unit="furlong")),
        ("figures: counted accuracy", _each("figures", counted="elephants")),
        ("figures: measure accuracy", _each("figures", measure="killed")),
        ("figures: comparator accuracy", _each("figures", comparator="exact")),
        ("times: span F1", _first_gone("times")),
        ("times: value F1", _each("times", edtf="1815-06-18", duration="P99Y", every=None)),
        ("places: toponym F1", _first_gone("places")),
        ("places: within 161 km accuracy", _each("places", lat=0.0, lon=-150.0, country="XX")),
        ("places: literal accuracy", _each("places", literal=True)),
        ("attributions: whole F1", _first_gone("attributions")),
        ("attributions: whole F1", _each("attributions", cue=(Span(0, 1),))),
        ("attributions: whole F1", _each("attributions", content=(Span(0, 2),))),
        ("attributions: certainty accuracy", _each("attributions", certainty="certain")),
        ("attributions: polarity accuracy", _each("attributions", polarity="affirmed")),
        ("attributions: parent accuracy", _each("attributions", parent=None)),
        ("attributions: nested found accuracy", _each("attributions", parent=None)),
        ("attributions: speaker accuracy", _each("attributions", speaker="act1")),
        ("attributions: unnamed speaker accuracy", _each("attributions", speaker_kind="official")),
        ("actors: named F1", _first_gone("actors")),
        ("actors: kind accuracy", _each("actors", kind="group")),
        ("actors: roles F1", _each("actors", roles=())),
        ("actors: B-cubed mentions accuracy", _one_actor),
    ],
)
def test_a_damaged_copy_gets_fewer_marks(figure: str, damage: Callable[[Reading], Reading]) -> None:
    whole = _rates(lambda reading: reading, figure.partition(":")[0])
    damaged = _rates(damage, figure.partition(":")[0])
    assert whole[figure] == pytest.approx(100, abs=0.1)
    assert damaged[figure] < whole[figure] - 0.5


def test_a_program_that_finds_nothing_gets_nothing() -> None:
    rates = measure(ARTICLES, lambda gold: Reading(document=gold.document))
    assert rates["figures: value F1"] == rates["times: value F1"] == rates["attributions: whole F1"] == 0


@pytest.mark.parametrize(
    ("value", "comparator", "approximate", "low", "best", "high"),
    [
        ("13", "exact", False, 13, 13, 13),
        (">=13", "at_least", False, 13, 13, None),
        (">90", "more_than", False, 90, 90, None),
        ("<=20", "at_most", False, None, 20, 20),
        ("<5", "less_than", False, None, 5, 5),
        ("~300", "about", True, 300, 300, 300),
        ("300..400", "range", False, 300, None, 400),
        ("~300..400", "range", True, 300, None, 400),
        ("~>=24", "at_least", True, 24, None, None),
        ("0.75", "exact", False, 0.75, 0.75, 0.75),
        ("-12", "exact", False, -12, -12, -12),
    ],
)
def test_values_are_written_short(
    value: str, comparator: str, approximate: bool, low: float | None, best: float | None, high: float | None
) -> None:
    assert parse_value(value) == (comparator, approximate, low, best, high)


TEXT = "Two men said two things.\n\nThe network of two said nothing, he said."


@pytest.mark.parametrize(
    ("quote", "options", "found"),
    [
        ("Two", {}, Span(0, 3)),
        ("{two} things", {}, Span(13, 16)),
        ("two", {"nth": 2}, Span(41, 44)),
        ("two", {"within": "network of two"}, Span(41, 44)),
        ("The [...] nothing", {}, Span(26, 57)),
    ],
)
def test_a_quote_becomes_the_span_it_means(quote: str, options: dict[str, object], found: Span) -> None:
    assert find(TEXT, quote, **options) == found  # type: ignore[arg-type]


@pytest.mark.parametrize("quote", ["two", "three", "net", "{said}", "said [...] silence"])
def test_a_quote_that_is_not_there_or_means_two_places_is_refused(quote: str) -> None:
    with pytest.raises(GoldError):
        find(TEXT, quote)


def test_a_word_inside_a_word_is_not_an_occurrence() -> None:
    assert occurrences("network two two-door", "two") == [Span(8, 11), Span(12, 15)]


def test_the_cue_nearest_to_its_content_is_meant() -> None:
    content = (find(TEXT, "nothing"),)
    assert nearest(TEXT, "said", content, within=None, where="") == Span(45, 49)
    with pytest.raises(GoldError, match="outside"):
        nearest(TEXT, "network", (find(TEXT, "The network of two"),), within=None, where="")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "Nine died.", "figures": [{"quote": "Ten", "value": "10"}]}', "stands 0 times"),
        ('{"text": "Nine died.", "figures": [{"quote": "Nine", "value": "nine"}]}', "no value"),
        ('{"text": "Nine died.", "figure": []}', "no such key"),
        ('{"text": "Nine died.", "figures": [{"quote": "Nine", "value": "9", "kind": "x"}]}', "no such key"),
        ('{"text": "He spoke in Aden.", "places": [{"quote": "Aden", "place": "Atlantis"}]}', "places.toml"),
        ('{"text": "He left.", "attributions": [{"source": "He", "cue": "said", "content": "left"}]}', "said"),
        ('{"text": "Nine died."', "Expecting"),
    ],
)
def test_a_gold_file_that_does_not_fit_its_text_is_refused(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        list(load_sentences(path))


def test_an_article_with_an_unknown_layer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Nine died.", encoding="utf-8")
    (tmp_path / "one.toml").write_text("weather = []\n[meta]\n", encoding="utf-8")
    with pytest.raises(GoldError, match="weather"):
        load_article(tmp_path / "one.txt")


@pytest.mark.parametrize(("one", "other"), [("P2W", "P14D"), ("PT24H", "P1D"), ("P1Y6M", "P18M")])
def test_lengths_that_last_the_same_are_the_same(one: str, other: str) -> None:
    assert _length(one) == _length(other)
    assert _length(one) != _length("PXM")
