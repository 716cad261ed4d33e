"""A model's answer as candidates: every quotation is sought in the text that was sent, and refused where it is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any, cast

from onrecord.core import Span
from onrecord.core.analysis import Realis
from onrecord.core.mentions import Certainty
from onrecord.errors import NoAnswer
from onrecord.read.proposals import Astray, Candidate, Happened, Part, Said
from onrecord.read.proposals.quotes import NotThere, Page, only, together

MOST_PIECES = 20  # of one statement; a quotation that is interrupted oftener is no quotation


class _Formless(Exception):
    """An item of an answer that has not the form that was asked for."""


def candidates(answer: str, page: Page, asked: Collection[str], *, server: str = "the model") -> Iterator[Candidate]:
    """What an answer proposes about the text of ``page``: ``asked`` are "statements", "events".

    Raises ``NoAnswer`` where the answer is no JSON object with lists of that name.
    """
    found = _object(answer, server)
    for name, part, read in _READ:
        if name not in asked:
            continue
        items = found.get(name, [])
        if not isinstance(items, list):
            raise NoAnswer(f"{server}: the model answers {name} with something that is no list")
        for item in items:
            yield _candidate(item, part, read, page)


def _candidate(item: Any, part: Part, read: Callable[[dict[str, Any], Page], Candidate], page: Page) -> Candidate:
    words = json.dumps(item, ensure_ascii=False)
    if not isinstance(item, dict):
        return Astray(part=part, words=words, because="it has not the form that was asked for")
    try:
        return read(item, page)
    except _Formless as formless:
        return Astray(part=part, words=words, because=f"it has not the form that was asked for ({formless})")
    except NotThere as lost:
        return Astray(part=part, words=lost.words, because=str(lost))


def _object(answer: str, server: str) -> dict[str, Any]:
    """The JSON object in an answer, also where a model talks around it or fences it."""
    first, last = answer.find("{"), answer.rfind("}")
    try:
        found = json.loads(answer[first : last + 1]) if 0 <= first < last else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NoAnswer(f"{server}: the model answers with something that is no JSON object")
    return found


def _said(item: dict[str, Any], page: Page) -> Said:
    cue, source, hedge = _words(item, "cue"), _perhaps(item, "source"), _perhaps(item, "hedge")
    content = _list(item, "content")
    if not content:
        raise _Formless("no content")
    quotes = [*content, cue, *([source] if source else [])]
    spans = together(page, quotes)
    said = spans[: len(content)]
    certainty = cast("Certainty | None", _perhaps(item, "certainty"))
    return Said(
        cue=spans[len(content)],
        content=tuple(said),
        source=spans[-1] if source else None,
        certainty=certainty,
        hedges=_beside(page, hedge, spans) if hedge else (),
    )


def _beside(page: Page, hedge: str, spans: list[Span]) -> tuple[Span, ...]:
    """The hedge where it stands among the words of its statement; nowhere else does it count."""
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    inside = [place for place in page.places(hedge) if whole.contains(place)]
    return tuple(inside[:1])


def _happened(item: dict[str, Any], page: Page) -> Happened:
    sentence = only(page, _words(item, "sentence"))
    kind, realis = _words(item, "type"), _perhaps(item, "realis") or "actual"
    return Happened(
        span=_within(page, sentence, _words(item, "word")),
        type=kind.upper(),
        mode=_perhaps(item, "mode"),
        actors=tuple(_within(page, sentence, side) for side in _list(item, "actors")),
        recipients=tuple(_within(page, sentence, side) for side in _list(item, "recipients")),
        realis=cast(Realis, realis),
    )


def _within(page: Page, sentence: Span, words: str) -> Span:
    """The first place of words in a sentence."""
    for place in page.places(words):
        if sentence.contains(place):
            return place
    raise NotThere("it is not in its sentence", words)


def _words(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _Formless(f"no {name}")
    return value


def _perhaps(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return _words(item, name)


def _list(item: dict[str, Any], name: str) -> list[str]:
    value = item.get(name)
    pieces = [value] if isinstance(value, str) else value if value is not None else []
    if not isinstance(pieces, list) or len(pieces) > MOST_PIECES or not all(isinstance(one, str) for one in pieces):
        raise _Formless(f"{name} is no list of quotations")
    return [piece for piece in pieces if piece.strip()]


_READ: tuple[tuple[str, Part, Callable[[dict[str, Any], Page], Candidate]], ...] = (
    ("statements", "attributions", _said),
    ("events", "events", _happened),
)
