"""The queue of one kind or of all of them, put into one order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, get_args

from sqlalchemy import Connection

from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.queue import claims, figures, flags
from onrecord.show.workbench.queue.entry import Waiting
from onrecord.show.workbench.queue.standing import Ordered

Kind = Literal["claims", "figures", "flags", "all"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_CLAIM = re.compile(r"C[1-9]\d{0,17}", re.ASCII)
_FIGURE = re.compile(r"D[1-9]\d{0,17}/fig[1-9]\d{0,8}", re.ASCII)
_FLAG = re.compile(r"F[1-9]\d{0,17}|[EG][1-9]\d{0,17}/[a-z_]{1,40}(?:/D[1-9]\d{0,17})?", re.ASCII)


def kind_of(name: str) -> Kind | None:
    """Of which kind an item is by its name: "D41/fig3" is one of figures; None where it never waits here."""
    for kind, form in (("claims", _CLAIM), ("figures", _FIGURE), ("flags", _FLAG)):
        if form.fullmatch(name):
            return kind  # type: ignore[return-value]
    return None


def waiting(
    bench: Bench, connection: Connection, kind: Kind, asked: Asked, *, most: int, skip: int = 0
) -> list[Waiting]:
    """What nobody has ruled on of what the filter lets through, what matters most first."""
    return these(bench, connection, order(bench, connection, kind, asked, most=most, skip=skip))


def order(
    bench: Bench, connection: Connection, kind: Kind, asked: Asked, *, most: int, skip: int = 0, every: bool = False
) -> list[str]:
    """What it is called, in order: ``["G5/unit_drift/D7", "D41/fig3", "C9"]``.

    What matters is told in each kind: the doubt of the reading (of a flag: how grave it is), times the figures that
    hang on it. ``every`` waits until all flags of the whole ledger are worked out.
    """

    def first(each: Kind, most: int, skip: int = 0) -> Ordered:
        if each == "flags":
            return flags.first(bench, connection, asked, most=most, skip=skip, every=every)
        if each == "figures":
            return figures.first(bench, connection, asked, most=most, skip=skip)
        return claims.first(bench, connection, asked, most=most, skip=skip)

    if kind == "all":
        several = [one for each in KINDS[:-1] for one in first(each, skip + most)]
        ordered = sorted(several, key=lambda one: -one[0])[skip : skip + most]
    else:
        ordered = first(kind, most, skip)
    return [name for _, name in ordered]


def these(bench: Bench, connection: Connection, names: Sequence[str]) -> list[Waiting]:
    """Those called so, ruled on or not, in that order; what is not there any more is left out."""
    of = _by_kind(names)
    found = {
        **claims.told(connection, of.get("claims", ())),
        **figures.told(connection, of.get("figures", ())),
        **flags.told(bench, connection, of.get("flags", ())),
    }
    return [found[name] for name in names if name in found]


def among(bench: Bench, connection: Connection, names: Sequence[str], asked: Asked) -> list[str]:
    """Those of ``names`` that the filter lets through, in their order."""
    if not asked:
        return list(names)
    of = _by_kind(names)
    kept = {
        *claims.among(bench, connection, of.get("claims", ()), asked),
        *figures.among(bench, connection, of.get("figures", ()), asked),
        *flags.among(bench, connection, of.get("flags", ()), asked),
    }
    return [name for name in names if name in kept]


def left(bench: Bench, connection: Connection, kind: Kind, asked: Asked) -> tuple[int, bool]:
    """How many wait, and whether more flags of the whole ledger are still being worked out."""
    number, more = flags.left(bench, connection, asked) if kind in {"flags", "all"} else (0, False)
    if kind in {"claims", "all"}:
        number += claims.left(bench, connection, asked)
    if kind in {"figures", "all"}:
        number += figures.left(bench, connection, asked)
    return number, more


def _by_kind(names: Sequence[str]) -> dict[str | None, list[str]]:
    of: dict[str | None, list[str]] = {}
    for name in names:
        of.setdefault(kind_of(name), []).append(name)
    return of
