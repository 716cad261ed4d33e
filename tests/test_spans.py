"""Whatever the text, every value of a reading stands in it: spans equal their words, output is valid, twice the same.

Property tests over made-up news, broken articles and, where the public corpora lie beside the checkout, real ones.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import onrecord
from evaluation.corpora import CORPORA, ROOT
from onrecord.core import Document, Reading
from onrecord.core.document import canonical
from onrecord.errors import InputError

MODEL = files("onrecord") / "model"
IN_CI = os.environ.get("CI") == "true"

ARTICLE = (ROOT / "examples" / "raid-on-bol.txt").read_text(encoding="utf-8")
WORDS = {"text": "span", "counted": "counted_span"}  # the field that repeats the words of a span
SPANS = {"span", "counted_span"}
SPAN_LISTS = {"source", "cue", "content", "hedges", "evidence", "words"}
REFERENCES = {"speaker", "parent", "attribution", "place", "time", "event", "organization", "subject", "object", "on"}
REFERENCE_LISTS = {"actors", "recipients", "figures"}


@cache
def reader() -> onrecord.Reader:
    return onrecord.Reader()


def read(text: str) -> Reading:
    return reader().read(Document.of(text, published="2024-03-11"))


@cache
def validator() -> Any:
    (path,) = [item for item in (files("onrecord") / "schema").iterdir() if item.name.endswith(".json")]
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def entries(value: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the JSON with its path: ``("figures.0", {…})``."""
    if isinstance(value, dict):
        yield at, value
        for key, part in value.items():
            yield from entries(part, f"{at}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from entries(part, f"{at}.{index}".lstrip("."))


def spans(entry: dict[str, Any]) -> Iterator[list[int]]:
    for key, value in entry.items():
        if key in SPANS and value is not None:
            yield value
        elif key in SPAN_LISTS or (key == "mentions" and "type" in entry):
            yield from value


def held(reading: Reading, text: str) -> None:
    """All that must be true of any reading of ``text``."""
    data = reading.to_dict()
    text = canonical(text)
    assert data["document"]["text"] == text
    ids = [entry["id"] for name in ("actors", "places", "times", "figures", "attributions", "events", "relations")
           for entry in data[name]]  # fmt: skip
    assert len(ids) == len(set(ids))
    assert "" not in ids
    for at, entry in entries({key: value for key, value in data.items() if key != "document"}):
        for start, end in spans(entry):
            assert 0 <= start < end <= len(text), f"{at}: [{start}, {end}) is not in the text"
            words = text[start:end]
            assert words == words.strip(), f"{at}: white space at the edge of {words!r}"
        for words, span in WORDS.items():
            if entry.get(span) and words in entry:
                assert entry[words] == text[slice(*entry[span])], f"{at}: {entry[words]!r} is not what its span says"
        for key in REFERENCES & entry.keys():
            nothing = (None, "document") if key == "on" else (None,)
            assert entry[key] in nothing or entry[key] in ids, f"{at}: {key} {entry[key]!r} is nowhere"
        for key in REFERENCE_LISTS & entry.keys() if at else ():
            assert set(entry[key]) <= set(ids), f"{at}: {key} {entry[key]!r} are not all there"
    ordered(data)
    validator().validate(data)
    assert Reading.from_dict(json.loads(json.dumps(data))).to_dict() == data


def ordered(data: dict[str, Any]) -> None:
    """Bounds stand in order, places on the globe, and no attribution stands inside itself."""
    for figure in data["figures"]:
        known = [figure[key] for key in ("low", "best", "high") if figure[key] is not None]
        assert known == sorted(known), figure
        assert known, f"a figure without any value: {figure}"
    for time in data["times"]:
        if time["earliest"] and time["latest"] and len(time["earliest"]) == len(time["latest"]):
            assert time["earliest"] <= time["latest"], time
    for place in data["places"]:
        assert (place["lat"] is None) == (place["lon"] is None) == (place["radius_km"] is None), place
        assert place["lat"] is None or (-90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180), place
    parents = {entry["id"]: entry["parent"] for entry in data["attributions"]}
    for start in parents:
        seen, at = set(), start
        while at is not None:
            assert at not in seen, f"attribution {start} stands inside itself"
            seen.add(at)
            at = parents[at]


def test_a_text_in_capitals_is_quoted_as_it_came() -> None:
    held(read(ARTICLE.upper()), ARTICLE.upper())


PHRASES = [
    "at least 13 people were killed", "between 300 and 400 families", "dozens", "6,000 km²", "$2.5 million",
    "€3bn", "on Friday night", "by July 1", "the past four years", "in May", "overnight", "Su-24",
    "Article 5", "Covid-19", "40%", "the mayor said", "according to unconfirmed reports in local media,",
    "he denied", "reportedly", "saying:", "“No,” she said", '"We did not', "Lt. Gen. Ilmar Voss",
    "the Ministry of Defense (MoD)", "Odessa", "Georgia", "U.S.", "Paris denied it", "İstanbul", "Łódź",
    "北京", "e\u0301te\u0301", "👩‍👩‍👧", "\u202eabc\u202c", "\u00a0", "\u200b",
    "\x00", "\ufeff", "\ud83d", "ﬁve", "½", "１２", "½ million", "12:30", "1/2/2024", "-", "—",
    "…", "((", "))", "''", "‘", "a@b.c", "http://a.b/c?d=1", "\t", "\r\n", "\n\n", "  ",
]  # fmt: skip

news = st.lists(st.sampled_from(PHRASES), max_size=30).flatmap(
    lambda parts: st.lists(
        st.sampled_from([" ", ". ", ", ", "\n\n", "", "\r\n"]), min_size=len(parts), max_size=len(parts)
    ).map(lambda gaps: "".join(part + gap for part, gap in zip(parts, gaps, strict=True)))
)


@st.composite
def broken_articles(draw: st.DrawFn) -> str:
    """A real-looking article after an accident: cut, doubled, shuffled or spoiled in places."""
    text = ARTICLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 400)))
        spoiled = draw(
            st.sampled_from(["", text[start:end] * 2, text[start:end].upper(), "\ufffd", '"', "\n\n", "(1,"])
        )
        text = text[:start] + spoiled + text[end:]
    return text


fuzzed = settings(max_examples=60 if IN_CI else 25, deadline=None, derandomize=True,
                  suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip


def hold_or_refuse(text: str) -> None:
    """A text is read and holds, or is refused in one line (nothing in it, no language we know)."""
    try:
        reading = read(text)
    except InputError as refusal:
        message = str(refusal)
        assert message.count("\n") == 0
        return
    held(reading, text)


@fuzzed
@example("0\x0c")
@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    hold_or_refuse(text)


@fuzzed
@given(news)
def test_pieces_of_news_in_any_order(text: str) -> None:
    hold_or_refuse(text)


@settings(fuzzed, max_examples=25 if IN_CI else 8)
@given(broken_articles())
def test_articles_after_an_accident(text: str) -> None:
    hold_or_refuse(text)


def test_the_example() -> None:
    held(read(ARTICLE), ARTICLE)


def test_reading_twice_gives_the_same() -> None:
    """The front door too: importing the room ``onrecord.read`` must not hide the function of that name."""
    first = onrecord.read(ARTICLE, published="2024-03-11")
    assert onrecord.read(ARTICLE, published="2024-03-11").to_dict() == first.to_dict() == read(ARTICLE).to_dict()


def test_a_reading_does_not_depend_on_its_neighbours() -> None:
    """What is read beside an article must not change it: a batch is only a way to be fast."""
    texts = [ARTICLE, "The mayor said at least 13 people were killed.", ARTICLE[:700], ARTICLE[200:1500]]
    together = [reading.to_dict() for reading in reader().read_many(texts)]
    for text, reading in zip(texts, together, strict=True):
        assert reading == reader().read(text).to_dict()


SAMPLES = {  # corpus → how many of its files; a file that is no plain text is read as it lies, brackets and all
    "polnear/dev/text": 8,
    "re3d": 6,
    "muc34": 3,
    "tdg_wikinews": 2,
    "gum": 2,
    "meantime_xml": 2,
}


@pytest.mark.parametrize("folder", SAMPLES)
def test_real_articles(folder: str) -> None:
    if not CORPORA.exists() and not IN_CI:
        pytest.skip("the public corpora do not lie beside this checkout")
    texts = list(some_texts(CORPORA / folder, SAMPLES[folder]))
    assert texts
    for text in texts:
        hold_or_refuse(text)


def some_texts(folder: Path, count: int) -> Iterator[str]:
    """Texts spread over a corpus's files, each cut to 4,000 characters."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size > 1000)
    for path in found[:: max(1, len(found) // count)][:count]:
        raw = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".jsonl":
            raw = str(json.loads(raw.splitlines()[0]).get("text", raw))
        yield raw[:4000]
