"""Every span lies in its text, and the words a row keeps are the words that stand there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.ledger.rows import Row
from onrecord.ledger.verify.finding import Finding, Tally
from onrecord.ledger.verify.rows import Stored, item

Pair = tuple[int, int]


def check_spans(stored: Stored, text: str, tally: Tally) -> Iterator[Finding]:
    """The spans of all rows of one report."""
    for table, rows in stored.items():
        if table == "sides":
            continue
        for row in rows:
            try:
                spans = _spans(table, row)
            except (ValueError, TypeError, KeyError, IndexError, AttributeError):
                yield Finding(item(table, row), "span", "its spans cannot be read any more")
                continue
            tally.spans += len(spans)
            if outside := [span for span in spans if not 0 <= span[0] <= span[1] <= len(text)]:
                told = f"characters {outside[0][0]} to {outside[0][1]} are not in its text, which has {len(text)}"
                yield Finding(item(table, row), "span", told)
            elif wrong := _wrong_words(table, row, text):
                yield Finding(item(table, row), "words", wrong)


def _spans(table: str, row: Row) -> list[Pair]:
    found = [(row["start"], row["end"])] if row.get("end") is not None else []
    if table == "figures" and row["counted_start"] is not None:
        found.append((row["counted_start"], row["counted_end"]))
    for column in _LISTS.get(table, ()):
        entries = json.loads(row[column])
        found.extend(_pair(entry["span"] if isinstance(entry, dict) else entry) for entry in entries)
    return found


# Columns that hold spans as JSON.
_LISTS = {
    "claims": ("source", "cue", "content", "hedges"),
    "happenings": ("mentions",),
    "namings": ("mentions", "roles"),
    "flags": ("evidence",),
}


def _pair(span: Any) -> Pair:
    start, end = span
    if not (isinstance(start, int) and isinstance(end, int)):
        raise TypeError(span)
    return start, end


def _wrong_words(table: str, row: Row, text: str) -> str:
    """What the row says that does not stand at its characters; empty where all does."""
    if table in {"figures", "placings"} and row["text"] != text[row["start"] : row["end"]]:
        return _told(row["text"], text[row["start"] : row["end"]])
    if table == "figures" and row["counted_start"] is not None:
        there = text[row["counted_start"] : row["counted_end"]]
        return "" if row["counted"] == there else _told(row["counted"], there)
    if table == "claims":
        said = json.loads(row["content"]) or json.loads(row["cue"]) or json.loads(row["source"])
        there = " … ".join(text[start:end] for start, end in said)
        if row["text"] != there:
            return _told(row["text"], there)
        if said and (row["start"], row["end"]) != (said[0][0], said[-1][1]):
            return f"it should stand at characters {said[0][0]} to {said[-1][1]}, not {row['start']} to {row['end']}"
    return ""


def _told(kept: Any, there: str) -> str:
    return f"its words are “{_short(str(kept))}”, and in the text stands “{_short(there)}”"


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:60] + "…"
