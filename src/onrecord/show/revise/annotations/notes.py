"""Annotations as this program needs them: on which words of which page, what is said of them, by whom, when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from onrecord.core.span import Span
from onrecord.show.revise.annotations.linked import Node
from onrecord.show.revise.quotes import Quote
from onrecord.show.revise.sheets import VERDICTS

ITEM = re.compile(r"urn:onrecord:ledger:(?P<ledger>.+):(?P<item>[A-Z]\d+(?:/[a-z]{3}\d+)?)")
"""How an export names an item: ``urn:onrecord:ledger:<ledger>:D41/fig3``."""
_PAIR = re.compile(r"([a-z_]{2,20})\s*=\s*(.*)", re.DOTALL)
_FIELDS = {"date": "edtf", "time": "edtf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One annotation on one stretch of text, of a line of a file.

    ``facts`` are the values in it as JSON, None where it has none; ``pairs`` the tags that say ``low=9``; ``verdict``
    is accepted, rejected or "" and ``ruled`` the judgement that it shows ("J7"); ``words`` is what a person wrote.
    """

    line: int
    name: str
    source: str
    cached: str
    quote: Quote | None
    position: Span | None
    tags: tuple[str, ...]
    pairs: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] | None = None
    verdict: str = ""
    ruled: str | None = None
    words: str = ""
    problem: str = ""
    moment: str | None = None
    generated: str | None = None
    answers: tuple[str, ...] = ()


def notes_of(line: int, node: Node) -> Iterator[Note]:
    """The annotation, once for each of its targets."""
    said = _said(node)
    for target in [one for one in _many(node.get("target")) if isinstance(one, str | dict)] or [""]:
        quote, position = _selectors(target)
        source = target if isinstance(target, str) else _text(target.get("source", target.get("id", "")))
        state = _one(target.get("state")) if isinstance(target, dict) else None
        yield Note(
            line=line,
            name=_text(node.get("id", "")),
            source=source or _text(node.get("uri", "")),
            cached=_text(state.get("cached", "")) if isinstance(state, dict) else "",
            quote=quote,
            position=position,
            moment=_moment(node.get("modified", node.get("updated", node.get("created")))),
            generated=_moment(node.get("generated")),
            answers=tuple(_text(one) for one in _many(node.get("references"))),
            **said,
        )


def _said(node: Node) -> dict[str, Any]:
    """What the bodies say."""
    tags: list[str] = []
    words: list[str] = []
    said: dict[str, Any] = {}
    for purpose, value, body in _bodies(node):
        if purpose == "tagging":
            tags.append(value)
        elif purpose == "describing" and (facts := _facts(value)) is not None:
            said["facts"] = facts
        elif purpose == "describing" and "json" in _text(body.get("format", "")):
            said["problem"] = "the values in it are no JSON any more"
        elif purpose == "assessing" and value.strip().casefold() in {*VERDICTS, "corrected"}:
            said["verdict"] = value.strip().casefold()
            if (ruled := ITEM.fullmatch(_text(body.get("id", "")))) is not None:
                said["ruled"] = ruled["item"]
        elif value.strip():
            words.append(value.strip())
    pairs, plain = {}, []
    for tag in (tag.strip() for tag in tags):
        if (pair := _PAIR.fullmatch(tag)) is not None:
            pairs[_FIELDS.get(pair[1], pair[1])] = pair[2].strip()
        elif tag.casefold() in VERDICTS:
            said["verdict"] = tag.casefold()
        elif tag:
            plain.append(tag)
    who = _creator(node)
    told = "\n".join(words)
    return {**said, "tags": tuple(plain), "pairs": pairs, "words": f"{told} ({who})" if told and who else told}


def _bodies(node: Node) -> Iterator[tuple[str, str, Node]]:
    """Purpose and words of each body; a Hypothesis annotation has ``text`` and ``tags`` instead."""
    for body in _many(node.get("body", node.get("bodyValue"))):
        if isinstance(body, dict):
            value = _text(body.get("value", body.get("chars", body.get("source", body.get("id", "")))))
            purposes = [*_many(body.get("purpose")), *_many(node.get("motivation"))] or [""]
            yield _text(purposes[0]) if body.get("purpose") else _of_node(purposes), value, body
        elif isinstance(body, str):
            yield "commenting", body, {}
    for tag in _many(node.get("tags")):
        yield "tagging", _text(tag), {}
    if isinstance(node.get("text"), str):
        yield "commenting", node["text"], {}


def _of_node(motivations: list[Any]) -> str:
    """A body without a purpose has that of its annotation where that speaks of words."""
    return next((str(one) for one in motivations if one in {"tagging", "commenting", "describing", "assessing"}), "")


def _selectors(target: Any) -> tuple[Quote | None, Span | None]:
    quote, position = None, None
    for selector in _refined(target.get("selector") if isinstance(target, dict) else None):
        if isinstance(selector.get("exact"), str):
            quote = Quote(selector["exact"], _text(selector.get("prefix", "")), _text(selector.get("suffix", "")))
        start, end = _number(selector.get("start")), _number(selector.get("end"))
        if start is not None and end is not None and start < end:
            position = Span(start, end)
    return quote, position


def _refined(value: Any) -> Iterator[Node]:
    """Selectors, and those that refine them."""
    waiting = _many(value)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += _many(one.get("refinedBy"))


def _creator(node: Node) -> str:
    who = _one(node.get("creator"))
    if isinstance(who, dict):
        return _text(who.get("name", who.get("nickname", "")))
    return re.sub(r"^acct:([^@]+)@.*", r"\1", _text(node.get("user", "")))


def _facts(written: str) -> dict[str, Any] | None:
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _moment(value: Any) -> str | None:
    """A moment in UTC as the ledger writes it."""
    try:
        read = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(value: Any) -> int | None:
    value = _one(value)
    return int(value) if not isinstance(value, bool) and str(value).isascii() and str(value).isdigit() and len(
        str(value)) < 10 else None  # fmt: skip


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _one(value: Any) -> Any:
    return next(iter(_many(value)), None)


def _text(value: Any) -> str:
    one = _one(value)
    if isinstance(one, dict):
        one = one.get("id", "")
    return one if isinstance(one, str) else "" if one is None else str(one)
