"""One member to its documents, in whatever language: "crawl.warc.gz#48213" to the article on that page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from onrecord.core import Document
from onrecord.errors import Damaged, InputError, UnknownKind
from onrecord.ingest.base import Kind, Member, Source, by_media_type, by_name, by_suffix
from onrecord.ingest.finish import Origin, finished
from onrecord.ingest.language import tell_language
from onrecord.ingest.moment import moment
from onrecord.ingest.sources import hold, kind_of, one_line
from onrecord.settings import Settings


def documents_of(
    member: Member, *, settings: Settings, published: str | None = None, publisher: str | None = None
) -> Iterator[Document | InputError]:
    """The documents in a member, and one line for each that cannot be read: ``documents_of(part, settings=settings)``.

    What the container states wins over what the page says; ``published`` and ``publisher`` replace what a page says
    and fill what a container or a record leaves out. A text that is not English comes out with its language's code.
    """
    name = one_line(member.locator)
    try:
        kind = _kind(member, name=name)
        hold(len(member.data), kind, name=name, settings=settings)
        if kind.documents is None:
            raise UnknownKind(f"{name}: many reports in one ({kind.name}) inside another; take it out and add it")
        facts = {**member.facts, "locator": member.locator}
        # The address that was asked for fills only: the page's own is the one others will name it by.
        fetched = facts.pop("url", None) if "fetched_from" in facts else None
        origin = Origin(name=name, kind=kind, facts=facts, url=fetched)
        source = Source(name=name, data=member.data, settings=settings, charset=member.charset)
        when = moment(published) if published is not None else None
        for item in kind.documents(source):
            yield finished(item, origin, published=when, publisher=publisher, language=tell_language)
    except InputError as refusal:
        yield refusal
    except (MemoryError, GeneratorExit):
        raise
    except Exception as fault:
        yield Damaged(f"{name}: cannot be read ({type(fault).__name__}); save its text and add that")


def _kind(member: Member, *, name: str) -> Kind:
    if member.kind is not None:
        try:
            return by_name(member.kind)
        except KeyError:
            raise UnknownKind(f"{name}: no reader for {one_line(member.kind)!r}; save its text and add that") from None
    said = by_media_type(member.media_type) if member.media_type else None
    suffix = member.suffix or PurePosixPath(member.locator).suffix
    return kind_of(member.data, name=name, hint=said or by_suffix(suffix))
