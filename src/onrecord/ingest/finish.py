"""The last step of every document: what the options, the container and the page say of it, put together by one rule.

``--publisher "Coast Herald"`` replaces what a page says of itself, but only fills what a feed or a table leaves out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from onrecord.core.document import canonical
from onrecord.errors import EmptyInput, InputError
from onrecord.ingest.base import Item, Kind
from onrecord.ingest.moment import moment

_STATED = ("title", "byline", "publisher", "published", "url", "external_id")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document came from: ``Origin(name="a.html", kind=…, url="https://coast-herald.example/7")``.

    ``facts`` is what the container states (see ``Member``), which wins over the page; ``url`` only fills.
    """

    name: str
    kind: Kind
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    url: str | None = None


def finished(
    item: Item, origin: Origin, *, published: str | None, publisher: str | None, language: Callable[[str], str]
) -> Item:
    """A document with its options, its language and its origin, clean of what cannot be written as UTF-8.

    A notice that withdraws a report may be empty; any other document without text is refused.
    """
    if isinstance(item, InputError):
        return item
    if not item.text.strip() and not item.extra.get("ingest", {}).get("withdrawn"):
        return EmptyInput(f"{origin.name}: there is no text in it; give a file with an article")
    try:
        told = language(item.text)
    except InputError as refusal:
        return refusal
    stated = {key: words for key in _STATED if (words := _words(origin.facts.get(key)))}
    facts = {key: value for key, value in origin.facts.items() if key not in _STATED}
    if "published" in stated:
        written = stated.pop("published")
        when = moment(written)
        stated |= {"published": when} if when else {}
        facts |= {"published_as_written": written} if when != written else {}
    fields = {key: stated.get(key) or getattr(item, key) for key in _STATED}
    for key, option in {"published": published, "publisher": publisher}.items():
        declared = origin.kind.declares or key in stated
        fields[key] = (fields[key] or option) if declared else (option or fields[key])
    fields["url"] = fields["url"] or origin.url
    fields = {key: _writable(value) for key, value in fields.items()}
    if "language" in facts:
        facts["language_stated"] = facts.pop("language")
    extra = {**item.extra, "ingest": {**item.extra.get("ingest", {}), **facts, "kind": origin.kind.name}}
    return dataclasses.replace(item, **fields, language=told, extra=_writable(extra))


def _words(value: object) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _writable(value: Any) -> Any:
    """The same in canonical text: lone surrogates, which JSON may hold ("\\ud800"), cannot be written as UTF-8."""
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, dict):
        return {_writable(key): _writable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_writable(one) for one in value]
    return value
