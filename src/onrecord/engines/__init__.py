"""Where reports are read when many are added: on this machine's cores, or spread by an engine that others made.

An engine is a module here with ``run(batches, *, work) -> Iterator[list[Outcome]]``; the folder is the registry.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from onrecord.engines.work import Batch, Outcome, Work
from onrecord.errors import UsageError

__all__ = ["Batch", "Engine", "Outcome", "Work", "engine", "engine_names"]


class Engine(Protocol):
    """What reads batches of members and gives back what became of each, in the same order."""

    def run(self, batches: Iterable[Batch], *, work: Work, jobs: int) -> Iterator[tuple[Batch, list[Outcome]]]:
        """The outcomes of every batch, in order; ``batches`` is drawn from as there is room, never all at once."""
        ...


def engine_names() -> list[str]:
    """The engines there are: "local", "ray"."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name != "work")


def engine(name: str) -> Engine:
    """The engine called so; raises ``UsageError`` where there is none of that name."""
    if name not in engine_names():
        raise UsageError(f"there is no engine “{name}”; choose one of {', '.join(engine_names())}")
    return cast(Engine, importlib.import_module(f"{__name__}.{name}"))
