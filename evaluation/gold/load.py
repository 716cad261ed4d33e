"""Loads the gold: ``articles()`` and ``sentences()`` give :class:`GoldText`, or fail with the quote at fault."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.gold.actors import read_actors
from evaluation.gold.nouns import GoldAttribution, GoldFigure, GoldPlace, GoldText, GoldTime, Number
from evaluation.gold.quotes import GoldError, find, nearest, occurrences, only
from onrecord.core import Document, Span

HERE = Path(__file__).parent
LAYERS = ("figures", "times", "places", "actors", "attributions")
_VALUE = re.compile(r"(~?)(>=|<=|>|<)?(-?[\d.]+?)(?:\.\.([\d.]+))?")
_META = ("title", "publisher", "published", "url", "byline")
_COMPARATORS = {"": "exact", ">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than"}


def articles() -> tuple[GoldText, ...]:
    """Every article of ``articles/``, in the order of their names."""
    return tuple(load_article(path) for path in sorted((HERE / "articles").glob("*.txt")))


def sentences(topic: str | None = None) -> tuple[GoldText, ...]:
    """Every snippet of ``sentences/*.jsonl``, or those of one topic ("figures")."""
    paths = sorted((HERE / "sentences").glob(f"{topic or '*'}.jsonl"))
    return tuple(text for path in paths for text in load_sentences(path))


def load_article(path: Path) -> GoldText:
    """One article: ``<slug>.txt`` is the exact text, ``<slug>.toml`` what it says. All layers are complete."""
    text = path.read_text(encoding="utf-8").rstrip("\n")
    with path.with_suffix(".toml").open("rb") as file:
        record = tomllib.load(file)
    meta = record.pop("meta")
    singular = {layer[:-1]: layer for layer in LAYERS}
    unknown = set(record) - set(singular)
    if unknown:
        raise GoldError(f"{path.stem}: no such layer: {sorted(unknown)}")
    layers = {singular[key]: items for key, items in record.items()}
    return _build(path.stem, text, meta, {layer: layers.get(layer, []) for layer in LAYERS})


def load_sentences(path: Path) -> Iterator[GoldText]:
    """One snippet a line; a layer that is not there is not annotated, a layer that is there is complete."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        name = f"{path.stem}:{number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{name}: {error}") from error
        text = record.pop("text")
        unknown = set(record) - set(LAYERS) - set(_META)
        if unknown:
            raise GoldError(f"{name}: no such key: {sorted(unknown)}")
        layers = {layer: record[layer] for layer in LAYERS if layer in record}
        yield _build(name, text, {key: record[key] for key in _META if key in record}, layers)


def _build(name: str, text: str, meta: dict[str, Any], layers: dict[str, list[dict[str, Any]]]) -> GoldText:
    document = Document.of(text, **{key: meta.get(key) for key in _META})
    if document.text != text:
        raise GoldError(f"{name}: the text is not in its canonical form (NFC, \\n)")
    actors = read_actors(name, text, layers.get("actors", []))
    known = {actor.name for actor in actors} if "actors" in layers else None
    return GoldText(
        name=name,
        document=document,
        layers=frozenset(layers),
        figures=_sorted(_figure(name, text, item) for item in layers.get("figures", [])),
        times=_sorted(one for item in layers.get("times", []) for one in _times(name, text, item)),
        places=_sorted(one for item in layers.get("places", []) for one in _places(name, text, item)),
        actors=actors,
        attributions=_attributions(name, text, layers.get("attributions", []), known),
        meta=meta,
    )


def _sorted(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(items, key=lambda item: item.span))


def many(value: Any) -> tuple[Any, ...]:
    """A list, a single value or nothing, as a tuple: "1" → ("1",)."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (value,)


def _check_keys(where: str, item: dict[str, Any], allowed: str) -> None:
    unknown = set(item) - set(allowed.split())
    if unknown:
        raise GoldError(f"{where}: no such key: {sorted(unknown)}")


def parse_value(value: str, where: str = "") -> tuple[str, bool, Number | None, Number | None, Number | None]:
    """Comparator, approximate, low, best, high of the short notation: ">=13", "~300", "300..400", "~>=24", "<=20"."""
    match = _VALUE.fullmatch(value)
    if not match:
        raise GoldError(f"{where}: “{value}” is no value (13, >=13, >90, <=20, <5, ~300, 300..400, ~>=24)")
    about, sign, first, last = match.groups()
    number = float(first) if "." in first else int(first)
    if last:
        return "range", bool(about), number, None, float(last) if "." in last else int(last)
    comparator = _COMPARATORS[sign or ""]
    if about and not sign:
        comparator = "about"
    low = None if sign in ("<", "<=") else number
    high = None if sign in (">", ">=") else number
    return comparator, bool(about), low, None if about and sign else number, high  # "dozens" has no best


def _figure(name: str, text: str, item: dict[str, Any]) -> GoldFigure:
    where = f"{name} figure “{item.get('quote')}”"
    _check_keys(where, item, "quote within nth value unit counted measure change optional")
    comparator, approximate, low, best, high = parse_value(str(item["value"]), where)
    measures = many(item.get("measure"))
    return GoldFigure(
        span=_span(text, item, where),
        comparator=comparator,
        approximate=approximate,
        low=low,
        best=best,
        high=high,
        units=many(item.get("unit", "1")),
        counted=item.get("counted"),
        measures=measures or (None,),
        change=item.get("change"),
        optional=bool(item.get("optional", False)),
    )


def _span(text: str, item: dict[str, Any], where: str) -> Span:
    return find(text, item["quote"], within=item.get("within"), nth=item.get("nth"), where=where)


def _spans(text: str, item: dict[str, Any], where: str) -> list[Span]:
    """The span of an item, or with ``all`` every occurrence outside the snippets of ``except``."""
    if not item.get("all"):
        return [_span(text, item, where)]
    barred = [span for snippet in many(item.get("except")) for span in occurrences(text, snippet)]
    found = [one for one in occurrences(text, item["quote"]) if not any(bar.contains(one) for bar in barred)]
    if len(found) < 2:
        raise GoldError(f"{where}: marked “all” but stands {len(found)} times")
    return found


def _times(name: str, text: str, item: dict[str, Any]) -> Iterator[GoldTime]:
    where = f"{name} time “{item.get('quote')}”"
    _check_keys(where, item, "quote within nth all except kind edtf duration every earliest latest optional")
    kind = item.get("kind", "duration" if "duration" in item else "set" if "every" in item else "date")
    if not any(key in item for key in ("edtf", "duration", "every", "earliest", "latest", "optional")):
        raise GoldError(f"{where}: has no value")
    for span in _spans(text, item, where):
        yield GoldTime(
            span=span,
            kind=kind,
            edtf=many(item.get("edtf")),
            duration=many(item.get("duration")),
            every=item.get("every"),
            earliest=item.get("earliest"),
            latest=item.get("latest"),
            optional=bool(item.get("optional", False)),
        )


@cache
def gazetteer() -> dict[str, dict[str, Any]]:
    """``places.toml``: the points of the real places that the gold speaks of."""
    with (HERE / "places.toml").open("rb") as file:
        return tomllib.load(file)


def _places(name: str, text: str, item: dict[str, Any]) -> Iterator[GoldPlace]:
    where = f"{name} place “{item.get('quote')}”"
    _check_keys(where, item, "quote within nth all except place literal optional")
    key = item.get("place", item["quote"].partition("{")[2].partition("}")[0] or item["quote"])
    if key not in gazetteer():
        raise GoldError(f"{where}: “{key}” is not in places.toml")
    entry = gazetteer()[key]
    for span in _spans(text, item, where):
        yield GoldPlace(
            span=span,
            name=key,
            lat=entry["at"][0],
            lon=entry["at"][1],
            country=entry.get("country"),
            feature=entry.get("feature", "city"),
            radius_km=entry.get("radius", 0),
            literal=bool(item.get("literal", True)),
            optional=bool(item.get("optional", False)),
        )


def _attributions(
    name: str, text: str, items: list[dict[str, Any]], known: set[str] | None
) -> tuple[GoldAttribution, ...]:
    found = tuple(_attribution(name, text, item, number) for number, item in enumerate(items, start=1))
    keys = [one.key for one in found]
    if len(set(keys)) != len(keys):
        raise GoldError(f"{name}: two attributions have the same key")
    for one in found:
        if one.parent is not None and one.parent not in keys:
            raise GoldError(f"{name}: attribution {one.key} stands inside {one.parent}, which is not there")
        for speaker in one.speakers:
            if known is not None and speaker not in known:
                raise GoldError(f"{name}: attribution {one.key} names the speaker “{speaker}”, who is no actor")
    return found


def _attribution(name: str, text: str, item: dict[str, Any], number: int) -> GoldAttribution:
    key = str(item.get("key", number))
    where = f"{name} attribution {key}"
    _check_keys(
        where, item, "key source cue content within certainty polarity form speaker speaker_kind parent optional"
    )
    within = item.get("within")
    inside = only(text, within, where=where) if within else None
    content = tuple(find(text, quote, within=within, where=where) for quote in many(item["content"]))
    parts = {
        part: tuple(sorted(_part(text, quote, content, inside, where) for quote in many(item.get(part))))
        for part in ("source", "cue")
    }
    return GoldAttribution(
        key=key,
        source=parts["source"],
        cue=parts["cue"],
        content=tuple(sorted(content)),
        certainties=_some_of(item.get("certainty", "certain"), "certain probable possible", where),
        polarity=_some_of(item.get("polarity", "affirmed"), "affirmed denied", where)[0],
        form=_some_of(item.get("form", "indirect"), "direct indirect mixed", where)[0],
        speakers=many(item.get("speaker")),
        speaker_kinds=_some_of(
            item.get("speaker_kind", "official"), "person official media document unnamed author", where
        ),
        parent=str(item["parent"]) if "parent" in item else None,
        optional=bool(item.get("optional", False)),
    )


def _part(text: str, quote: str, content: tuple[Span, ...], inside: Span | None, where: str) -> Span:
    if inside and "{" not in quote:
        found = occurrences(text, quote, inside=inside)
        if len(found) == 1:
            return found[0]
    return nearest(text, quote, content, within=None, where=where)


def _some_of(value: str | list[str], allowed: str, where: str) -> tuple[str, ...]:
    for one in many(value):
        if one not in allowed.split():
            raise GoldError(f"{where}: “{one}” is none of {allowed}")
    return many(value)
