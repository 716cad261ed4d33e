"""JSON-LD of annotations in whatever form a tool leaves it: compact, expanded, flattened, with prefixes.

Only the terms of the Web Annotation Model are known, by their own names and by those of the vocabularies they come
from; nothing is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError

_TERMS = {
    "hasBody": "body", "hasTarget": "target", "hasSource": "source", "hasSelector": "selector", "hasState": "state",
    "cachedSource": "cached", "motivatedBy": "motivation", "hasPurpose": "purpose", "issued": "generated",
}  # fmt: skip
_LISTS = ("items", "rows", "annotations", "orderedItems", "@graph", "first", "total_items")
_WORDS = frozenset({"type", "motivation", "purpose"})  # whose values are terms, too
_POINTING = ("body", "target", "selector", "state", "refinedBy", "creator")
_DEEPEST = 12
_LONGEST = 1 << 30  # bytes of a file
Node = dict[str, Any]


def nodes(path: Path) -> Iterator[tuple[int, Node | None]]:
    """Every annotation of a file with its line, None for a line that is no JSON: an array, a page, or one a line."""
    if path.stat().st_size > _LONGEST:
        raise UsageError(f"{path}: over a gigabyte of annotations; bring them back in parts, an annotation a line")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8") from None
    whole = _read(text)
    if whole is not None:
        yield from ((1, node) for node in _annotations(whole))
        return
    for line, written in enumerate(text.split("\n"), 1):
        if written.strip():
            value = _read(written)
            found = list(_annotations(value)) if value is not None else []
            yield from ((line, node) for node in found)
            if not found:
                yield line, None


def _read(written: str) -> Any:
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def _annotations(value: Any, deep: int = 0) -> Iterator[Node]:
    """The annotations in a value, however they are wrapped."""
    if deep > _DEEPEST:
        return
    if isinstance(value, list) and not any(isinstance(one, dict) and "@id" in one for one in value):
        for one in value:
            yield from _annotations(one, deep + 1)
    elif isinstance(value, list) or (isinstance(value, dict) and isinstance(value.get("@graph"), list)):
        graph = _Graph.of(value if isinstance(value, list) else value["@graph"])
        yield from (node for name in graph.named if "target" in (node := graph.node(name, 0)))
    elif isinstance(value, dict):
        if "target" in (plain := _plain(value, None, 0)):
            yield plain
            return
        for name in _LISTS:
            if isinstance(value.get(name), list | dict):
                yield from _annotations(value[name], deep + 1)


@dataclass(slots=True)
class _Graph:
    """Nodes that name each other, as expanded and flattened JSON-LD have them; each is worked out once."""

    named: dict[str, Any]
    done: dict[str, Node] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: list[Any]) -> _Graph:
        return cls({one[key]: one for one in graph if isinstance(one, dict)
                    for key in ("@id", "id") if isinstance(one.get(key), str)})  # fmt: skip

    def node(self, name: str, deep: int) -> Node:
        """What a name stands for, with what it names in turn."""
        if name not in self.done:
            self.done[name] = {}  # for nodes that name each other in a circle
            self.done[name].update(_plain(self.named[name], self, deep) or {})
        return self.done[name]

    def meant(self, value: Any, deep: int) -> Any:
        """Names in a value, replaced by what they stand for."""
        if isinstance(value, list):
            return [self.meant(one, deep) for one in value]
        known = isinstance(value, str) and value in self.named and deep < _DEEPEST
        return self.node(value, deep + 1) if known else value


def _plain(value: Any, graph: _Graph | None, deep: int) -> Any:
    """A value with the short names of terms, and what is named elsewhere in its place."""
    if deep > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_plain(one, graph, deep + 1) for one in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    if "@list" in value or "@set" in value:
        return _plain(value.get("@list", value.get("@set")), graph, deep + 1)
    name = value.get("@id", value.get("id"))
    if len(value) == 1 and isinstance(name, str):
        return name
    kept: Node = {}
    for key, one in value.items():
        short = _short(key)
        kept[short] = _words(one) if short in _WORDS else _plain(one, graph, deep + 1)
    for key in _POINTING:
        if graph is not None and key in kept:
            kept[key] = graph.meant(kept[key], deep)
    return kept


def _short(term: str) -> str:
    """``http://www.w3.org/ns/oa#hasBody`` and ``oa:hasBody`` as ``body``, ``@id`` as ``id``."""
    bare = term.removeprefix("@") if term.startswith("@") else re.split(r"[#/:]", term)[-1]
    return _TERMS.get(bare, bare)


def _words(value: Any) -> list[str]:
    """Terms as values: ``oa:tagging`` as ``tagging``."""
    written = value if isinstance(value, list) else [value]
    names = (one.get("@id", one.get("@value", "")) if isinstance(one, dict) else one for one in written)
    return [_short(name) for name in names if isinstance(name, str)]
