"""Plain text: an article pasted into a file. The body is kept character for character."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core import Document
from onrecord.ingest.base import Item, Kind, Source
from onrecord.ingest.encoding import decode
from onrecord.ingest.heading import split_heading
from onrecord.ingest.moment import moment


def _documents(source: Source) -> Iterator[Item]:
    decoded = decode(source.data, name=source.name, declared=source.charset)
    yield from_text(decoded.text, facts=decoded.facts())


def from_text(text: str, *, facts: dict[str, object]) -> Document:
    """A document from text that may carry its own title, byline and date above the body."""
    heading = split_heading(text.replace("\r\n", "\n").replace("\r", "\n"))
    fields: dict[str, str | None] = {**heading.fields}
    if "published" in fields and (when := moment(fields["published"])) != fields["published"]:
        facts = {**facts, "published_as_written": fields["published"]}
        fields["published"] = when
    return Document.of(heading.body, extra={"ingest": facts}, **fields)


def _sniff(head: bytes) -> float:
    """Anything that is not something else is taken for text; the encoding decides whether it is."""
    return 0.1 if head.strip() else 0.05


KIND = Kind(
    name="text",
    suffixes=(".txt", ".text", ".asc"),
    media_types=("text/plain",),
    limit="max_text_bytes",
    sniff=_sniff,
    documents=_documents,
)
