"""A ledger as an export reads it: every question of one moment, answered one by one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, func, select

from onrecord.core.answers.cases import Case
from onrecord.core.answers.reports import Report
from onrecord.core.judgement import Judgement
from onrecord.ledger.judgements.asked import ask_judgements, told_of
from onrecord.ledger.judgements.chain import head
from onrecord.ledger.judgements.items import text_of
from onrecord.ledger.schema import about, actors, documents, joined, judgements
from onrecord.weigh.ask.batches import BATCH
from onrecord.weigh.ask.cases import cases
from onrecord.weigh.ask.documents import copies_of, reports_of
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.frame import TABLES, batches
from onrecord.weigh.redacting import Redaction

if TYPE_CHECKING:
    import pyarrow

T = TypeVar("T")
_KEPT = 64  # texts and reports at hand: answers come by number, so that one report's follow each other


class Record:
    """What ``filters`` let through, over one connection; ``asked`` are the filters in words, for the provenance.

    With ``redact`` people, exact spots, reviewers and what is marked as sensitive are hidden in all of it, as
    :mod:`onrecord.weigh.redacting` tells.
    """

    def __init__(
        self, connection: Connection, filters: Filters, asked: dict[str, Any], *, redact: bool = False
    ) -> None:
        self._redaction = Redaction.at(connection, filters.as_of) if redact else None
        self.asked = asked if self._redaction is None else self._redaction.asked(asked)
        self._connection = connection
        self._filters = filters
        self._rulings = Rulings.at(connection, filters.as_of)
        self._texts: OrderedDict[str, str] = OrderedDict()
        self._reports: OrderedDict[str, Report] = OrderedDict()
        self._kinds: OrderedDict[str, str | None] = OrderedDict()

    @property
    def ledger(self) -> str:
        """The ledger's own id."""
        return str(self._connection.scalar(select(about.c.value).where(about.c.key == "ledger")))

    @property
    def redacted(self) -> dict[str, int] | None:
        """How much is hidden; None where nothing is to be."""
        return None if self._redaction is None else self._redaction.told()

    def _shown(self, answers: Iterator[T]) -> Iterator[T]:
        if self._redaction is None:
            return answers
        return (self._redaction.of(one) for one in answers if self._redaction.stands(one))

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last judgement: a tail that is cut off later shows against it."""
        return head(self._connection)

    @property
    def moment(self) -> str:
        """Of when it speaks: the moment asked for, else that of the last report or judgement that came in.

        The clock has no part in it, so that the same ledger gives the same bytes.
        """
        if self._filters.as_of is not None:
            return self._filters.as_of
        latest = [
            self._connection.scalar(select(func.max(documents.c.added))),
            self._connection.scalar(select(func.max(judgements.c.at))),
        ]
        return max((str(moment) for moment in latest if moment is not None), default="1970-01-01T00:00:00Z")

    def ask(self, what: str) -> Iterator[Any]:
        """Answers of a kind: documents, claims, events, figures, statements, actors, sources, flags or due."""
        answers: Iterator[Any] = TABLES[what][1](self._connection, self._filters)
        return self._shown(answers)

    def noun(self, what: str) -> type:
        """What the answers of a kind are: ``Claim`` for "claims"."""
        return TABLES[what][0]

    def arrow(self, noun: type, answers: Iterator[Any]) -> tuple[pyarrow.Schema, Iterator[pyarrow.RecordBatch]]:
        """Answers for Arrow, as columns and rows; raises ``UsageError`` where pyarrow is not installed."""
        return batches(noun, answers)

    def cases(self, *, rule: str = "range") -> Iterator[Case]:
        """The events with all that belongs to them, their figures resolved by a rule."""
        found = cases(self._connection, self._filters, rule=rule)
        if self._redaction is not None:
            found = (case for case in found if self._redaction.stands(case.event))
        return self._shown(found)

    def reports(self, wanted: Collection[str]) -> Iterator[Report]:
        """These reports ("D41"), by number."""
        numbers = sorted(int(name[1:]) for name in wanted)
        return self._shown(reports_of(self._connection, numbers, as_of=self._filters.as_of))

    def report(self, name: str) -> Report:
        """One report, as it stood."""
        return _kept(self._reports, name, lambda: next(self.reports([name])))

    def copies(self, name: str) -> Iterator[Report]:
        """The copies of a report that count."""
        return self._shown(copies_of(self._connection, int(name[1:]), self._filters))

    def text(self, name: str) -> str:
        """The words of a report; positions count in them."""
        return _kept(self._texts, name, lambda: self._words(int(name[1:])))

    def _words(self, number: int) -> str:
        words: str = text_of(self._connection, number)[1]
        return words if self._redaction is None else self._redaction.of(words)

    def judgements(self, on: str | None = None) -> Iterator[Judgement]:
        """What people had ruled, in order; on one item ("C9") where that is given."""
        ruled = ask_judgements(self._connection, on=on, as_of=self._filters.as_of)
        return ruled if self._redaction is None else (self._redaction.judgement(one) for one in ruled)

    def kind(self, actor: str) -> str | None:
        """What an actor ("A3") is: person, organization, armed_group …; None for one that is not there."""
        query = select(actors.c.kind).where(actors.c.id == int(actor[1:]))
        return _kept(self._kinds, actor, lambda: self._connection.scalar(query))

    def whole(self, item: str) -> str:
        """The event or actor that people made one a part of ("E15" → "E12"); itself where they did not."""
        seen = {item}
        query = select(joined.c.into)
        while (into := self._connection.scalar(query.where(joined.c.item == item))) is not None and into not in seen:
            item = into
            seen.add(item)
        return item

    def ruled(self, item: str) -> Judgement | None:
        """The judgement that decided on an item ("C9") as it stood, the last comment where none did."""
        ruling = self._rulings.of([item]).get(item)
        if ruling is None:
            return None
        ruled = told_of(self._connection, ruling.judgement)
        return ruled if self._redaction is None else self._redaction.judgement(ruled)

    def numbered(self, marked: bytearray) -> Iterator[Report]:
        """The reports whose bit is set in ``marked``, by number; for very many of them."""
        numbers = (number for number in range(len(marked) * 8) if marked[number >> 3] >> (number & 7) & 1)
        some: list[int] = []
        for number in numbers:
            some.append(number)
            if len(some) == BATCH:
                yield from self._shown(reports_of(self._connection, some, as_of=self._filters.as_of))
                some = []
        yield from self._shown(reports_of(self._connection, some, as_of=self._filters.as_of))


def _kept(at_hand: OrderedDict[str, T], name: str, fetch: Callable[[], T]) -> T:
    """What is at hand, or fetched; the one asked for longest ago is let go of."""
    if name in at_hand:
        at_hand.move_to_end(name)
        return at_hand[name]
    found = at_hand[name] = fetch()
    if len(at_hand) > _KEPT:
        at_hand.popitem(last=False)
    return found
