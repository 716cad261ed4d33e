"""Other reading models: a module here with a ``READER`` is one, and so is an installed package that names one.

A package does so with an entry point of the group ``onrecord.readers``. What a reader gives replaces that part of what
the weights read; grammar, numbers, dates, places and checks stay as they are, on the same text. None is asked unless it
is named: ``onrecord read note.txt --reader openai``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:  # every command asks for the names; what a reader needs is loaded when one is named
    from onrecord.read.proposals import Part, Propose
    from onrecord.settings import Settings

GROUP = "onrecord.readers"


@dataclass(frozen=True, slots=True)
class Opened:
    """A reader that is ready: ``propose`` reads a report, ``gives`` are the parts of reading that it takes over.

    ``mark`` tells it from another version of itself ("llama3.2 5f0c…") and stands in the ledger beside every reading.
    """

    mark: str
    gives: frozenset[Part]
    propose: Propose


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingModel:
    """One reader: what it is in a line, and its options, each with what it says.

    ``open`` is given the options by name, all of them known, and raises ``UsageError`` where one is missing or wrong.
    It is called before anything is read, in every process that reads; what is large waits for the first report.
    """

    about: str
    open: Callable[[Mapping[str, str], Settings], Opened]
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reader that somebody named, with options: ``Chosen.of("openai", {"model": "llama3.2"})``."""

    name: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, name: str, options: Mapping[str, str] | None = None) -> Chosen:
        """Raises ``UsageError`` where there is no such reader, or it has no such option."""
        known = reading_model(name).options
        for option in options or {}:
            if option not in known:
                has = f"its options are {', '.join(known)}" if known else "it has none"
                raise UsageError(f"the reader {name} has no option {option[:60]!r}; {has}")
        return cls(name, tuple(sorted((options or {}).items())))

    def open(self, settings: Settings) -> Opened:
        """The reader, ready; raises ``UsageError`` where an option is missing or makes no sense."""
        return reading_model(self.name).open(dict(self.options), settings)


def reader_names(*, installed: bool = True) -> list[str]:
    """The readers there are, by name: "openai"; without those of other packages where ``installed`` is False."""
    names = {module.name for module in pkgutil.iter_modules(__path__)}
    if installed:
        from importlib.metadata import entry_points  # takes longer than all the rest

        names |= {point.name for point in entry_points(group=GROUP)}
    return sorted(names)


def reading_model(name: str) -> ReadingModel:
    """The reader called ``name``; one of ours before an installed one. Raises ``UsageError`` where there is none."""
    from importlib.metadata import entry_points

    if name in reader_names(installed=False):
        found = import_module(f"{__name__}.{name}").READER
    elif points := list(entry_points(group=GROUP, name=name)):
        found = points[0].load()
    else:
        raise UsageError(f"there is no reader {name[:60]!r}; choose one of {', '.join(reader_names())}")
    if not isinstance(found, ReadingModel):
        raise UsageError(f"the reader {name} is no ReadingModel of onrecord.read.readers; its package is at fault")
    return found
