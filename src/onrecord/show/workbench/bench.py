"""What every page has at hand: the ledger, who may come in, and how a page is made of a template."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, TypeVar
from urllib.parse import unquote

from fastapi import Depends, Request

from onrecord.show.workbench.memory import Memory

if TYPE_CHECKING:
    from jinja2 import Environment
    from sqlalchemy import Connection, Select

    from onrecord.core.answers.actors import KnownActor, Likely
    from onrecord.core.answers.brief import Brief
    from onrecord.core.answers.claims import Claim
    from onrecord.core.answers.due import Due
    from onrecord.core.answers.flags import Raised
    from onrecord.core.answers.happenings import Counted, Happened
    from onrecord.core.answers.hits import Hit
    from onrecord.core.answers.links import Carried, Link, Spoken
    from onrecord.core.answers.reports import Report
    from onrecord.core.answers.shown import Shown
    from onrecord.core.answers.sources import Outlet
    from onrecord.core.judgement import Judgement
    from onrecord.ledger.connect import Desk
    from onrecord.show.workbench.pages import Page

T = TypeVar("T")
REVIEWER = "onrecord_reviewer"
"""The cookie with the name under which a person judges."""


class Ledger(Protocol):
    """What the workbench asks of a ledger; the open one of :mod:`onrecord.opened` can all of it."""

    desk: Desk

    def documents(self, **asked: Any) -> Iterator[Report]:
        """Reports."""

    def claims(self, **asked: Any) -> Iterator[Claim]:
        """Who says what."""

    def events(self, **asked: Any) -> Iterator[Happened]:
        """What happened."""

    def figures(self, *, rule: str = "range", **asked: Any) -> Iterator[Counted]:
        """Figures side by side."""

    def actors(self, **asked: Any) -> Iterator[KnownActor]:
        """Who."""

    def sources(self, **asked: Any) -> Iterator[Outlet]:
        """Outlets."""

    def candidates(self, **asked: Any) -> Iterator[Likely]:
        """Pairs of actors that may be one."""

    def links(self, **asked: Any) -> Iterator[Link]:
        """Who is said to have attacked, met, accused whom."""

    def carriers(self, **asked: Any) -> Iterator[Carried]:
        """Which outlet copies or credits which."""

    def speakers(self, **asked: Any) -> Iterator[Spoken]:
        """Whose words reports give."""

    def flags(self, **asked: Any) -> Iterator[Raised]:
        """What a careful reader would stop at."""

    def fitting(
        self, connection: Connection, what: Literal["claims", "figures", "flags"], **asked: Any
    ) -> Select[Any]:
        """The numbers of those that fit, as a question to go on from."""

    def due(self, *, status: str | None = None, **asked: Any) -> Iterator[Due]:
        """What was announced for a day."""

    def search(self, words: str, *, limit: int = 20, **asked: Any) -> Iterator[Hit]:
        """Claims or documents by their words."""

    def brief(
        self, *, changed_since: str | None = None, lines: int = 6, most: int | None = None, **asked: Any
    ) -> Brief:
        """The situation on one page."""

    def show(self, written: str, *, as_of: str | None = None) -> Shown:
        """One item with its evidence."""

    def judge(self, on: str, act: str, *, author: str | None = None, **more: Any) -> Judgement:
        """Rule on an item."""

    def undo(self, which: str, *, author: str | None = None, reason: str = "") -> Judgement:
        """Take back one judgement."""

    def judgements(self, **asked: Any) -> list[Judgement]:
        """What people ruled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The desk: ``token`` lets a browser in, ``pages`` are those of the navigation, ``version`` marks static files."""

    ledger: Ledger
    token: str
    environment: Environment = field(repr=False)
    pages: tuple[Page, ...]
    version: str
    add: Callable[..., Any] | None = None
    memory: Memory = field(default_factory=Memory, repr=False)

    def kept(self, asked: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, worked out once until the ledger changes: ``bench.kept(("days",), …)``."""
        return self.memory.kept(self.ledger.desk, asked, make)

    @property
    def name(self) -> str:
        """The ledger as a person knows it: "news.ledger"."""
        return self.ledger.desk.name.replace("\\", "/").rpartition("/")[2]


def the_bench(request: Request) -> Bench:
    """The desk that a request came to."""
    found: Bench = request.app.state.bench
    return found


At = Annotated[Bench, Depends(the_bench)]
"""``bench: At`` in a view."""


def reviewer(request: Request) -> str | None:
    """The name under which this browser judges; None leaves it to the settings of the program."""
    return unquote(request.cookies.get(REVIEWER, "")).strip() or None


Reviewer = Annotated[str | None, Depends(reviewer)]
"""``author: Reviewer`` in a view that judges."""
