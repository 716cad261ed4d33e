"""An annotation of an export, with its tags, values and selectors as they came back, as edited cells."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, get_args

from onrecord.core.answers.cases import Telling
from onrecord.core.answers.claims import Claim
from onrecord.core.mentions import Certainty, Comparator, Polarity
from onrecord.core.plover import MODES, TYPES
from onrecord.core.span import Span
from onrecord.show.export.format import Record
from onrecord.show.export.formats.annotations import tags_of
from onrecord.show.revise.annotations.notes import Note
from onrecord.show.revise.cells import HIDDEN
from onrecord.show.revise.quotes import Lost, code_points, placed
from onrecord.show.revise.sheets import SPAN, Sheet

_MEASURE = re.compile(r"[a-z][a-z_]{0,39}", re.ASCII)
_SPAN = re.compile(r"(\d{1,9})\s*-\s*(\d{1,9})", re.ASCII)


def cells_of(record: Record, note: Note, answer: Any, sheet: Sheet) -> tuple[dict[str, str], str, list[str]]:
    """Its cells by column, the words that a person added, and of what in it nothing can be made."""
    problems = [note.problem] if note.problem else []
    cells = {name: as_cell(value) for name, value in (note.facts or {}).items()}
    now = tags_of(answer)
    extra: list[str] = []
    if note.tags or note.facts is not None:
        extra, taken = _tags(note, answer, now, cells)
        problems += taken
    for name, value in note.pairs.items():
        if (ends := _SPAN.fullmatch(value)) is not None and name == "span":
            cells["span_start"], cells["span_end"] = ends.groups()
        elif name in sheet.fields and name not in SPAN:
            cells[name] = value
        else:
            problems.append(f"{name}={value[:40]}: {name} cannot be corrected here")
    if note.verdict or (note.facts is not None and answer.judgement is not None):
        cells["judgement"] = note.verdict
    try:
        span = _pointed(record.text(answer.document), note, answer.span)
    except Lost as wrong:
        problems.append(str(wrong))
    else:
        if span is not None:
            cells["span_start"], cells["span_end"] = str(span.start), str(span.end)
    return cells, " ".join([note.words, *(f"[{tag}]" for tag in extra)]).strip(), problems


def as_cell(value: Any) -> str:
    """A value of JSON as a cell of a table has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, list) and all(_is_span(one) for one in value):
        return "; ".join(f"{start}-{end}" for start, end in value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)


def _tags(note: Note, answer: Any, now: Mapping[str, str], cells: dict[str, str]) -> tuple[list[str], list[str]]:
    """Edited tags into ``cells``; the tags that say nothing of that kind, and what was taken out without another."""
    gone = {name: value for name, value in now.items() if value not in note.tags}
    extra: list[str] = []
    for tag in note.tags:
        if tag in now.values():
            continue
        name = _says(tag, answer, gone)
        if name is None:
            extra.append(tag)
            continue
        gone.pop(name, None)
        if cells.get(name, now.get(name, "")) == now.get(name, ""):  # else its value was edited, which says more
            cells[name] = tag
    taken = [value for name, value in gone.items() if cells.get(name, value) == value]
    return extra, [f"the tag “{value}” was taken out; write the right one instead" for value in taken if note.tags]


def _says(tag: str, answer: Any, gone: Mapping[str, str]) -> str | None:
    """Of what a tag speaks: "possible" of certainty."""
    known: dict[str, Any] = {"comparator": get_args(Comparator)}
    if isinstance(answer, Claim):
        known = {"certainty": get_args(Certainty), "polarity": get_args(Polarity)}
    elif isinstance(answer, Telling):
        known = {"type": TYPES, "mode": {mode for modes in MODES.values() for mode in modes}}
    for name, words in known.items():
        if tag in words:
            return name
    return "measure" if "measure" in gone and _MEASURE.fullmatch(tag) else None


def _pointed(text: str, note: Note, own: Span) -> Span | None:
    """Where its selectors point now; None where that is where they pointed before. Raises ``Lost``."""
    quote, position = note.quote, note.position
    if quote is None:
        if position is not None and position != own and (position.end > len(text) or not position.of(text).strip()):
            raise Lost(f"characters {position.start}-{position.end} are not in this report")
        return position if position != own else None
    if HIDDEN in quote.exact:
        return None
    if quote.exact.split() != own.of(text).split():
        found = placed(text, quote, position)
        return found if found != own else None
    if position is None or position == own or code_points(text, position) == own:
        return None
    if position.of(text).split() == quote.exact.split():
        return position
    raise Lost(
        f"characters {position.start}-{position.end} are “{position.of(text)[:40]}”, and the quote is "
        f"“{quote.exact[:40]}”; let both say the same"
    )
