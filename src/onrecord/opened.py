"""An open ledger: everything that can be asked of it and done to it, as methods."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from onrecord.core.judgement import Judgement
from onrecord.errors import UsageError
from onrecord.ledger import failpoints, moments
from onrecord.ledger.connect import Desk, connect
from onrecord.ledger.judgements import author_of, judge, list_judgements, undo
from onrecord.ledger.judgements.items import on_the_whole
from onrecord.ledger.judgements.then import standing
from onrecord.ledger.making import ready
from onrecord.notebook import prepare
from onrecord.settings import Settings

if TYPE_CHECKING:
    import pyarrow
    from sqlalchemy import Connection, Select

    from onrecord.core.answers.actors import KnownActor, Likely
    from onrecord.core.answers.brief import Brief
    from onrecord.core.answers.claims import Claim
    from onrecord.core.answers.compared import Compared
    from onrecord.core.answers.due import Due
    from onrecord.core.answers.flags import Raised
    from onrecord.core.answers.happenings import Counted, Happened
    from onrecord.core.answers.hits import Hit
    from onrecord.core.answers.links import Carried, Link, Spoken
    from onrecord.core.answers.reports import Report
    from onrecord.core.answers.revised import Revision
    from onrecord.core.answers.shown import Shown
    from onrecord.core.answers.sources import Outlet
    from onrecord.ledger.verify import Finding
    from onrecord.show.export import Exported
    from onrecord.weigh.ask.fitting import What

prepare()


class Ledger:
    """An open ledger; close it, or use it in a ``with`` block. Made by :func:`open_ledger`."""

    def __init__(self, desk: Desk, *, notes: tuple[str, ...] = ()) -> None:
        self.desk = desk
        self.notes = notes  # what happened when it was opened: "brought from version 0001 to 0002 …"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def verify(self, *, head: str | None = None) -> Iterator[Finding]:
        """Each thing that is not as it was written; nothing where all is. ``head``: :func:`onrecord.ledger.verify`."""
        from onrecord.ledger.verify import verify

        return verify(self.desk, head=head)

    def digest(self) -> str:
        """SHA-256 over all that the ledger says: equal for two ledgers that say the same."""
        from onrecord.ledger.digest import digest

        with self.desk.reading() as connection:
            return digest(connection)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.desk.close()

    def documents(self, **asked: Any) -> Iterator[Report]:
        """Reports: ``ledger.documents(publisher="Coast Herald", as_of="2025-03-02")``.

        What can be asked for, here and in the methods below, are the words of
        :meth:`onrecord.weigh.ask.filters.Filters.of`; answers come one by one, from one moment of the ledger.
        """
        return self._asked("documents", asked)

    def claims(self, **asked: Any) -> Iterator[Claim]:
        """Who says what: ``ledger.claims(about="grain port", certainty="certain", where="Odesa 50km")``."""
        return self._asked("claims", asked)

    def events(self, **asked: Any) -> Iterator[Happened]:
        """What happened, over all reports: ``ledger.events(type="ASSAULT", since="2025-03-01")``."""
        return self._asked("events", asked)

    def figures(self, *, rule: str = "range", **asked: Any) -> Iterator[Counted]:
        """Figures side by side, resolved by a rule: ``ledger.figures(measure="killed", rule="ucdp")``."""
        return self._asked("figures", asked, rule=rule)

    def actors(self, **asked: Any) -> Iterator[KnownActor]:
        """Who: ``ledger.actors(actor="Voss")``."""
        return self._asked("actors", asked)

    def candidates(self, **asked: Any) -> Iterator[Likely]:
        """Pairs of actors that may be one, the likest first: ``ledger.candidates(actor="A3")``."""
        return self._asked("candidates", asked)

    def sources(self, **asked: Any) -> Iterator[Outlet]:
        """Outlets, and whom they credit."""
        return self._asked("sources", asked)

    def links(self, **asked: Any) -> Iterator[Link]:
        """Who is said to have attacked, met, accused whom: ``ledger.links(actor="A3", since="2025-03")``."""
        return self._asked("links", asked)

    def carriers(self, **asked: Any) -> Iterator[Carried]:
        """Which outlet copies or credits which: ``ledger.carriers(as_of="2025-03-02")``."""
        return self._asked("carriers", asked)

    def speakers(self, **asked: Any) -> Iterator[Spoken]:
        """Whose words reports give, without copies: ``ledger.speakers(publisher="Coast Herald")``."""
        return self._asked("speakers", asked)

    def flags(self, **asked: Any) -> Iterator[Raised]:
        """What a careful reader would stop at: ``ledger.flags(flag="unit_slip")``."""
        return self._asked("flags", asked)

    def due(self, *, status: str | None = None, **asked: Any) -> Iterator[Due]:
        """What was announced, promised or demanded for a day: ``ledger.due(status="open", as_of="2025-03-13")``."""
        return self._asked("due", asked, status=status)

    def fitting(self, connection: Connection, what: What, **asked: Any) -> Select[Any]:
        """The numbers of the "claims", "figures" or "flags" that fit, for a question of one's own on ``connection``."""
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.ask.fitting import fitting

        return fitting(connection, what, Filters.of(**asked))

    def _asked(self, what: str, asked: dict[str, Any], **more: Any) -> Iterator[Any]:
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.frame import TABLES

        filters = Filters.of(**asked)
        with self.desk.reading() as connection, standing(connection, filters.as_of):
            yield from TABLES[what][1](connection, filters, **more)

    def search(
        self, words: str, *, among: Literal["claims", "documents"] = "claims", limit: int = 20, **asked: Any
    ) -> Iterator[Hit]:
        """Claims or documents by their words, the best first: ``ledger.search('"grain port" shell* -drill')``."""
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.ask.search import search
        from onrecord.weigh.ask.wording import Wording

        filters = Filters.of(limit=limit, **asked)
        with self.desk.reading() as connection, standing(connection, filters.as_of):
            yield from search(connection, Wording.of(words), filters, among=among)

    def brief(
        self, *, changed_since: str | None = None, lines: int = 6, most: int | None = None, **asked: Any
    ) -> Brief:
        """The situation on one page: ``ledger.brief(about="fuel depot", changed_since="2025-03-07")``.

        With at most ``lines`` lines a part; without ``changed_since`` there is no part on what has changed. ``most`` is
        how many events are weighed for each reason there is to weigh them (150), where the ledger has more.
        """
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.brief import brief

        filters = Filters.of(**asked)
        since = moments.bounds(changed_since)
        if changed_since is not None and since is None:
            raise UsageError(f"--since {changed_since!r}: give a moment such as 2024-03-11 or 2024-03-11T18:00Z")
        with self.desk.reading() as connection, standing(connection, filters.as_of):
            given = {"most": most} if most is not None else {}
            return brief(connection, filters, changed_since=since[0] if since else None, limit=lines, **given)

    def show(self, written: str, *, as_of: str | None = None) -> Shown:
        """One item with its evidence and judgements: ``ledger.show("D41/fig3")``."""
        from onrecord.weigh.ask.show import show

        with self.desk.reading() as connection, standing(connection, moments.as_of(as_of)):
            return show(connection, written, as_of=as_of)

    def frame(self, what: str, **asked: Any) -> pyarrow.Table:
        """The same answers as an Arrow table: ``ledger.frame("claims", measure="killed").to_pandas()``.

        ``what`` is documents, claims, events, figures, statements, actors, candidates, sources, links, carriers,
        speakers, flags or due. Raises ``UsageError`` where pyarrow is not installed (``pip install
        'onrecord[arrow]'``).
        """
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.frame import frame

        filters = Filters.of(**asked)
        with self.desk.reading() as connection, standing(connection, filters.as_of):
            return frame(connection, what, filters)

    def export(
        self, format: str, out: str | Path, /, *, redact: bool = False, raw: bool = False, **asked: Any
    ) -> Exported:
        """Write what is asked for in another tool's format: ``ledger.export("ucdp", "ged.csv", since="2025-03")``.

        ``format`` is one of :func:`onrecord.show.export.format_names`; what it could not hold is in the answer
        (``exported.lost``). ``redact`` hides people, exact spots, reviewers and what is marked as sensitive; ``raw``
        leaves cells of CSV as they are where a spreadsheet would run them.
        """
        from onrecord.show.export import write
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.record import Record

        filters = Filters.of(**asked)
        told = {name: value for name, value in asked.items() if value is not None and value is not False}
        never = [self.desk.path] if self.desk.path is not None else []
        with self.desk.reading() as connection, standing(connection, filters.as_of):
            record = Record(connection, filters, told, redact=redact)
            return write(record, format, Path(out), raw=raw, never=never)

    def compare(self, path: str | Path, **asked: Any) -> Iterator[Compared]:
        """Its events beside a file of UCDP GED's or ACLED's shape: ``ledger.compare("ged.csv", since="2025-03")``."""
        from onrecord.show.compare import compare
        from onrecord.weigh.ask.filters import Filters
        from onrecord.weigh.record import Record

        filters = Filters.of(**asked)
        with self.desk.reading() as connection, standing(connection, filters.as_of):
            yield from compare(Record(connection, filters, {}), Path(path))

    def revise(
        self,
        where: str | Path,
        *,
        apply: bool = False,
        reason: str = "",
        author: str | None = None,
        reject_missing: bool = False,
    ) -> list[Revision]:
        """What an edited CSV export or annotations would change: ``ledger.revise("desk")``; ``apply`` judges so.

        Each revision says what became of it; one that the ledger does not take is refused, and the others go on.
        ``reject_missing`` rejects what was taken out.
        """
        from onrecord.revising import revise

        return revise(self, Path(where), apply=apply, reason=reason, author=author, reject_missing=reject_missing)

    def judge(self, on: str, act: str, *, author: str | None = None, **more: Any) -> Judgement:
        """Rule on an item: ``ledger.judge("D41/fig3", "correct", change={"low": 9}, reason="nine by then")``.

        ``author`` is by default who ``ONRECORD_AUTHOR`` or the login names; what else can be given, and what is raised,
        says :func:`onrecord.ledger.judgements.judge`. Raises ``Unknown`` also for a flag of the whole ledger
        ("E12/circular_sourcing") that is not raised.
        """
        if on_the_whole(on):
            from onrecord.weigh.ask.whole import whole_flag

            with self.desk.reading() as connection:
                whole_flag(connection, on)
        return judge(self.desk, on=on, act=act, author=author_of(author, self.desk.settings), **more)

    def undo(self, which: str, *, author: str | None = None, reason: str = "") -> Judgement:
        """Take back exactly what one judgement did: ``ledger.undo("J7")``."""
        return undo(self.desk, which, author=author_of(author, self.desk.settings), reason=reason)

    def judgements(self, **asked: Any) -> list[Judgement]:
        """What people ruled, in order: ``ledger.judgements(on="C9", as_of="2025-03-08")``."""
        return list_judgements(self.desk, **asked)


def open_ledger(
    where: str | Path | None = None, *, create: bool = True, read_only: bool = False, settings: Settings | None = None
) -> Ledger:
    """Open a ledger: ``open_ledger("news.ledger")`` or ``open_ledger("postgresql://desk@server/news")``.

    Without ``where`` it is the one that ``ONRECORD_LEDGER`` names, else "onrecord.ledger" in this folder. Where nothing
    is there it is made, unless ``create`` is False. Raises ``LedgerError`` where it cannot be opened.
    """
    settings = settings or Settings.from_environment()
    if settings.failpoint:
        failpoints.arm(settings.failpoint)
    desk = connect(where if where is not None else settings.ledger, settings=settings, read_only=read_only)
    try:
        notes = ready(desk, create=create and not read_only)
    except BaseException:
        desk.close()
        raise
    return Ledger(desk, notes=notes)
