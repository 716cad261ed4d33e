"""What is known of an actor when it is compared, and what a comparison comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_ACRONYM = re.compile(r"[A-ZА-Я]{2,7}")

Outcome = Literal["joined", "candidate", "apart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor as one report names it: "Rustam Karimov", also "Karimov", governor."""

    name: str
    kind: str
    names: tuple[str, ...] = ()
    """Every proper name that the report has for it; none where it is only described ("the water company")."""
    country: str | None = None
    roles: tuple[str, ...] = ()

    @property
    def proper(self) -> bool:
        """True where the report gives it a name."""
        return bool(self.names)

    def acronyms(self) -> tuple[str, ...]:
        """Those of its names that are written in capitals throughout: ("MSC",)."""
        return tuple(one for one in dict.fromkeys((self.name, *self.names)) if acronym(one))

    def full_names(self) -> tuple[str, ...]:
        """Its names that are no acronyms, the name of the reading first."""
        return tuple(one for one in dict.fromkeys((self.name, *self.names)) if not acronym(one))


@dataclass(frozen=True, slots=True)
class Verdict:
    """``Verdict("joined", 0.95, "the same name in another spelling: Kadyrbekov, Qadyrbekov")``; score from 0 to 1."""

    outcome: Outcome
    score: float
    because: str


def acronym(name: str) -> str | None:
    """ "M.S.C." as "MSC"; None for what is no acronym."""
    plain = name.replace(".", "").replace(" ", "") if "." in name else name
    plain = plain.removeprefix("the ").removeprefix("The ")
    return plain if _ACRONYM.fullmatch(plain) else None
