"""An open ledger: everything that can be asked of it and done to it, as methods."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onrecord.core.judgement import Judgement
from onrecord.ledger import failpoints
from onrecord.ledger.connect import Desk, connect
from onrecord.ledger.judgements import author_of, judge, list_judgements, undo
from onrecord.ledger.making import ready
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.ledger.verify import Finding


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

    def judge(self, on: str, act: str, *, author: str | None = None, **more: Any) -> Judgement:
        """Rule on an item: ``ledger.judge("D41/fig3", "correct", change={"low": 9}, reason="nine by then")``.

        ``author`` is by default who ``ONRECORD_AUTHOR`` or the login names; what else can be given, and what is raised,
        says :func:`onrecord.ledger.judgements.judge`.
        """
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
