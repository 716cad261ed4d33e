"""The words that a line of the page stands on, in their sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from onrecord.core.answers.happenings import Counted, Happened, Stated
from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.ledger.judgements.items import Item, find, members
from onrecord.ledger.schema import documents, happenings, texts
from onrecord.weigh.due.sentences import sentences
from onrecord.weigh.origins import Voice, sort_of
from onrecord.weigh.origins.status import one as one_body

MOST_QUOTES = 2
_AROUND = 150  # characters shown on either side of a quote in a long sentence
_LONGEST = 320  # characters of a quote
_DANGLING = " \t-–—,;:)"  # with which a sentence does not begin: what a dateline or a cut leaves


class Shelf:
    """The reports that are quoted, each fetched once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._rows: dict[int, Any] = {}

    def row(self, document: str) -> Any:
        """Publisher, date and text of a report: ``row("D41").text``."""
        number = int(document[1:])
        if number not in self._rows:
            query = select(documents.c.publisher, documents.c.published, documents.c.known_from, texts.c.text)
            query = query.join(texts, texts.c.id == documents.c.text_id).where(documents.c.id == number)
            self._rows[number] = self.connection.execute(query).one()
        return self._rows[number]

    def quote(self, name: str, document: str, span: Span) -> Quote:
        """Some words of a report in their sentence, as evidence of ``name``: ``quote("G5", "D41", Span(412, 423))``."""
        row = self.row(document)
        span = Span(span.start, min(span.end, span.start + _LONGEST))
        start, end = _sentence(row.text, span)
        return Quote(
            item=name,
            document=document,
            publisher=row.publisher,
            published=row.published,
            span=span,
            before=row.text[start : span.start],
            text=span.of(row.text),
            after=row.text[span.end : end],
        )

    def opening(self, name: str, document: str) -> tuple[Quote, ...]:
        """The first sentence of a report; nothing where it has no text."""
        first = next(sentences(self.row(document).text), None)
        return () if first is None else (self.quote(name, document, first),)

    def of_item(self, name: str, address: str) -> tuple[Quote, ...]:
        """The first words of an item ("C9", "D41/eve2", "E12"); the opening of a report."""
        item = find(self.connection, address)
        if item.kind == "document":
            return self.opening(name, address)
        parts: Sequence[Item] = [item]
        if item.kind in {"event", "actor"}:
            parts = members(self.connection, item, most=1)
        return tuple(self.quote(name, f"D{one.document}", one.spans[0]) for one in parts if one.spans)

    def of_event(self, event: Happened, voices: Sequence[Voice], group: Counted | None) -> tuple[Quote, ...]:
        """Up to two sentences that tell of an event, from different origins where there are.

        Figures come before other words, and a sentence in which the event itself is named before others.
        """
        said = [*(_of_figures(group) if group is not None else ()), *_of_voices(voices)]
        named = self._named(event)
        here = [one for one in said if self._names(one, named)]
        quotes = tuple(self._apart(event.id, [*here, *self._own(event, voices, named)]))
        if len(quotes) < MOST_QUOTES:
            quotes = tuple(self._apart(event.id, [*here, *said]))
        return quotes or self.of_item(event.id, event.addresses[0])

    def _named(self, event: Happened) -> dict[str, list[Span]]:
        """Where each report that counts names an event: {"D41": [Span(16, 21)]}."""
        query = select(happenings.c.document, happenings.c.start, happenings.c.end)
        query = query.where(happenings.c.event == int(event.id[1:])).order_by(happenings.c.id)
        found: dict[str, list[Span]] = {name: [] for name in event.documents}
        for number, start, end in self.connection.execute(query):
            if f"D{number}" in found:
                found[f"D{number}"].append(Span(start, end))
        return found

    def _names(self, said: tuple[str, str, Span], named: dict[str, list[Span]]) -> bool:
        _, document, span = said
        start, end = _sentence(self.row(document).text, span)
        return any(start <= one.start < max(end, span.end) for one in named.get(document, ()))

    def _own(
        self, event: Happened, voices: Sequence[Voice], named: dict[str, list[Span]]
    ) -> Iterator[tuple[str, str, Span]]:
        """Where reports that are no copies name the event, whoever says it."""
        copies = {voice.document for voice in voices if voice.copy_of is not None}
        for document in event.documents:
            if document not in copies:
                for span in named[document][:1]:
                    yield self.row(document).publisher or document, document, span

    def of_sides(self, event: Happened, voices: Sequence[Voice]) -> tuple[Quote, ...]:
        """Who denies or claims an event, and who else speaks of it."""
        weighty = [voice for voice in voices if voice.copy_of is None and voice.end > voice.start]
        answers = [voice for voice in weighty if voice.polarity == "denied" or voice.claims]
        said = [(voice.last or "", voice.document, Span(voice.start, voice.end)) for voice in answers[:1]]
        said += [one for one in _of_voices(voices) if not said or not one_body(one[0], said[0][0])]
        return tuple(self._apart(event.id, said)) or self.of_item(event.id, event.addresses[0])

    def _apart(self, name: str, said: Iterable[tuple[str, str, Span]]) -> Iterator[Quote]:
        """The first two that differ in who speaks and in their words; else in their words alone."""
        kept: list[tuple[str, Quote]] = []
        spare: list[Quote] = []
        for who, document, span in said:
            quote = self.quote(name, document, span)
            words = _words(quote)
            if any(words == _words(other) for other in [*(one for _, one in kept), *spare]):
                continue
            if any(_same(who, other) for other, _ in kept):
                spare.append(quote)
            else:
                kept.append((who, quote))
            if len(kept) == MOST_QUOTES:
                break
        yield from [*(quote for _, quote in kept), *spare][:MOST_QUOTES]


def _same(one: str, other: str) -> bool:
    return one == other or (bool(one and other) and one_body(one, other))


def _words(quote: Quote) -> str:
    return " ".join(f"{quote.before}{quote.text}{quote.after}".split())


def _of_figures(group: Counted) -> Iterator[tuple[str, str, Span]]:
    """The statements of a group: first those that give what it comes to, the latest first; copies do not count."""
    listed = [one for one in group.statements if one.polarity == "affirmed" and one.copy_of is None]
    listed.sort(key=lambda one: one.published or "", reverse=True)
    best = group.resolved.best
    listed.sort(key=lambda one: one.best != best)
    yield from ((one.origin or "", one.document, one.span) for one in listed)


def _of_voices(voices: Sequence[Voice]) -> Iterator[tuple[str, str, Span]]:
    """What is said of an event: by those who are named, by other outlets, by anybody else."""
    order = {"named": 0, "outlet": 1, "unnamed": 2, "nobody": 3, "witness": 4}
    telling = [voice for voice in voices if voice.tells and voice.copy_of is None and voice.end > voice.start]
    telling = [voice for voice in telling if voice.kind != "cited" and voice.polarity == "affirmed"]
    for voice in sorted(telling, key=lambda voice: order[sort_of(voice)]):
        yield voice.last or voice.publisher or "", voice.document, Span(voice.start, voice.end)


def of_pair(shelf: Shelf, name: str, pair: Iterable[Stated]) -> tuple[Quote, ...]:
    """Two statements of a group, each in its sentence."""
    return tuple(shelf.quote(name, one.document, one.span) for one in pair)


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence around a span begins and ends, cut at a space where it is long."""
    left = text.rfind("\n", 0, span.start) + 1
    right = text.find("\n", span.end)
    right = len(text) if right < 0 else right
    near = max(left, span.start - 1_000), min(right, span.end + 1_000)
    start, end = near
    for one in sentences(text[near[0] : near[1]]):
        if one.start + near[0] <= span.start:
            start = one.start + near[0]
        if one.end + near[0] >= span.end:
            end = one.end + near[0]
            break
    if span.start - start > _AROUND:
        cut = text.find(" ", span.start - _AROUND, span.start)
        start = cut + 1 if cut >= 0 else span.start - _AROUND
    if end - span.end > _AROUND:
        cut = text.rfind(" ", span.end, span.end + _AROUND)
        end = cut if cut >= 0 else span.end + _AROUND
    while start < span.start and text[start] in _DANGLING:
        start += 1
    return start, end
