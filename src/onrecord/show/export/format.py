"""What a format is, what it reads, and what it tells of: ``formats/<name>.py`` with a ``FORMAT`` is a format."""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.core.answers.cases import Case
from onrecord.core.answers.reports import Report
from onrecord.core.judgement import Judgement
from onrecord.errors import UsageError
from onrecord.show.export import formats

if TYPE_CHECKING:
    import pyarrow

    from onrecord.show.export.out import Out


class Record(Protocol):
    """What a format reads: the answers of a ledger at one moment, as :class:`onrecord.weigh.record.Record` has them."""

    asked: dict[str, Any]

    @property
    def ledger(self) -> str:
        """The ledger's own id."""

    @property
    def redacted(self) -> Mapping[str, int] | None:
        """How much is hidden; None where nothing is to be."""

    @property
    def head(self) -> tuple[int, str]:
        """Number and hash of the last judgement."""

    @property
    def moment(self) -> str:
        """Of when the record speaks."""

    def ask(self, what: str) -> Iterator[Any]:
        """Answers of a kind."""

    def noun(self, what: str) -> type:
        """What they are."""

    def arrow(self, noun: type, answers: Iterator[Any]) -> tuple[pyarrow.Schema, Iterator[pyarrow.RecordBatch]]:
        """Answers for Arrow."""

    def cases(self, *, rule: str = "range") -> Iterator[Case]:
        """Events with all that belongs to them."""

    def reports(self, wanted: Collection[str]) -> Iterator[Report]:
        """These reports."""

    def report(self, name: str) -> Report:
        """One report."""

    def copies(self, name: str) -> Iterator[Report]:
        """Its copies."""

    def text(self, name: str) -> str:
        """Its words."""

    def kind(self, actor: str) -> str | None:
        """What an actor is."""

    def ruled(self, item: str) -> Judgement | None:
        """What decided on an item."""

    def whole(self, item: str) -> str:
        """The event or actor that one is part of."""

    def judgements(self, on: str | None = None) -> Iterator[Judgement]:
        """What people had ruled, on one item where that is given."""

    def numbered(self, marked: bytearray) -> Iterator[Report]:
        """The reports whose bit is set."""


class Lost:
    """What a format could not hold, counted by the row: ``lost("range")``."""

    def __init__(self, limits: Mapping[str, str]) -> None:
        self.limits = limits
        self.rows: Counter[str] = Counter()

    def __call__(self, limit: str, rows: int = 1) -> None:
        """Count ``rows`` that a limit of the format touched; raises ``KeyError`` for one it does not declare."""
        self.limits[limit]
        self.rows[limit] += rows

    def told(self) -> tuple[Loss, ...]:
        """Every limit of the format, touched or not, in its order."""
        return tuple(Loss(limit, because, self.rows[limit]) for limit, because in self.limits.items())


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that a format cannot hold: "a range has no place: fatalities is the lowest figure", in 7 rows."""

    limit: str
    because: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: what it is in a line, the ending of its file ("" for a folder), what it cannot hold, how to write it.

    ``limits`` has a sentence for each thing that it cannot hold; ``write`` counts the rows each of them touches.
    """

    about: str
    suffix: str
    limits: Mapping[str, str]
    write: Callable[[Record, Out, Lost], None]

    @property
    def is_folder(self) -> bool:
        """True where it needs several files."""
        return not self.suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export wrote: its files with their rows ("claims.csv" → 120), and what the format could not hold."""

    format: str
    path: Path
    rows: Mapping[str, int]
    lost: tuple[Loss, ...]


@cache
def format_names() -> tuple[str, ...]:
    """The formats there are, by name: ``("acled", "annotations", "claims", "csv", …)``."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats.__path__)))


def export_format(name: str) -> Format:
    """The format called ``name``; raises ``UsageError`` where there is none of that name."""
    if name not in format_names():
        raise UsageError(f"there is no export format {name[:60]!r}; choose one of {', '.join(format_names())}")
    found = import_module(f"onrecord.show.export.formats.{name}").FORMAT
    assert isinstance(found, Format)
    return found
