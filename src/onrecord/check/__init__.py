"""The checks a careful reader makes on one document, one file each; the folder is the registry.

A check is a module here with ``flags(case: Case) -> Iterator[Flag]``: each flag names what it is on, shows the
characters, and says in one sentence why a reader would stop there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from onrecord.check.case import Case
from onrecord.core import Flag

__all__ = ["Case", "find_flags"]

Check = Callable[[Case], Iterator[Flag]]


def find_flags(case: Case) -> list[Flag]:
    """The flags of every check, in the order of the text; the same thing said twice is said once."""
    found = {flag for check in checks() for flag in check(case)}
    return sorted(found, key=_in_order)


def _in_order(flag: Flag) -> tuple[object, ...]:
    """By place in the text; two of one kind on one item always in the same order, in every run."""
    return flag.evidence or ((0, 0),), flag.kind, flag.on, flag.because


@cache
def checks() -> tuple[Check, ...]:
    """Every check of this folder, in name order."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    return tuple(module.flags for module in modules if hasattr(module, "flags"))
