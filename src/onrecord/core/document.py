"""One report as it came in: immutable text, and what is known of where it stood."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from typing import Any


def canonical(text: str) -> str:
    """The text that is stored, hashed and pointed into: NFC, line ends as ``\\n``, no lone surrogates.

    A lone surrogate cannot be written as UTF-8, so it becomes U+FFFD. Nothing else changes: offsets are code points
    into exactly this string.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if _has_surrogate(text) else text
    return unicodedata.normalize("NFC", text)


def _whole(fact: str | None) -> str | None:
    return fact.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if fact and _has_surrogate(fact) else fact


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


@dataclass(frozen=True, slots=True)
class Document:
    """A report: ``Document.of("The mayor said …", publisher="Coast Herald", published="2024-03-11")``.

    ``text`` is the body alone; a title known apart stands in ``title``. ``published`` is EDTF (a day, or a day with a
    time: "2024-03-11", "2025-03-02T18:10Z") and anchors "Friday night". ``extra`` keeps unknown keys of the input.
    Build with :meth:`of`, which makes the text canonical and leaves no lone surrogate anywhere.
    """

    text: str
    id: str
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    external_id: str | None = None
    extra: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)

    @classmethod
    def of(
        cls,
        text: str,
        *,
        publisher: str | None = None,
        url: str | None = None,
        title: str | None = None,
        byline: str | None = None,
        published: str | None = None,
        language: str | None = None,
        external_id: str | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Document:
        """Make a document from any text; its ``id`` is ``sha256:`` and the hash of the canonical text in UTF-8."""
        text = canonical(text)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        return cls(
            text=text,
            id=f"sha256:{digest}",
            publisher=_whole(publisher),
            url=_whole(url),
            title=_whole(title),
            byline=_whole(byline),
            published=_whole(published),
            language=_whole(language),
            external_id=_whole(external_id),
            extra=dict(extra or {}),
        )
