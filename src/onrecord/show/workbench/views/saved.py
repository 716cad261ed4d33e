"""Searches kept under a name: what is new in each since it was last opened."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

from onrecord.ledger.judgements import author_of
from onrecord.ledger.searches import LONGEST_NAME, forget, keep, kept, last_report, open_search, rename
from onrecord.show.workbench.bench import At, Bench, Reviewer
from onrecord.show.workbench.fresh import Since
from onrecord.show.workbench.listing import download
from onrecord.show.workbench.pages import Page, shown
from onrecord.show.workbench.saved import ENOUGH, MOST_NEW, Looked, address, check, kept_words, looked_at

PAGE = Page(name="saved", title="Saved", path="/saved", order=105)
router = APIRouter(prefix="/saved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A row of the list as a file; ``new`` is one more than :data:`MOST_NEW` where there is more."""

    name: str
    address: str
    new: int
    opened: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


Number = Annotated[int, Path(ge=1, le=10**15, description="The number of a search")]
Name = Annotated[str, Form(max_length=400, description="What it is called")]


@router.get("", response_class=HTMLResponse)
def saved(request: Request, bench: At, author: Reviewer) -> HTMLResponse:
    """One's own searches, each with how much is new."""
    who = _who(bench, author)
    with bench.ledger.desk.reading() as connection:
        searches, last = kept(connection, who), last_report(connection)
    counted = looked_at(bench, searches, last=last, patience=ENOUGH)
    found = sorted(counted, key=lambda one: one.new == 0)
    return shown(request, PAGE, found=found, who=who, most=MOST_NEW, longest=LONGEST_NAME)


@router.get(".{form}")
def saved_kept(bench: At, author: Reviewer, form: Literal["csv", "json"]) -> StreamingResponse:
    """The same as a file."""
    who = _who(bench, author)
    with bench.ledger.desk.reading() as connection:
        searches, last = kept(connection, who), last_report(connection)
    return download(map(_row, looked_at(bench, searches, last=last)), Kept, form, "saved")


@router.post("", response_class=RedirectResponse, status_code=303)
def save(
    bench: At, author: Reviewer, name: Name, path: Annotated[str, Form(max_length=100)],
    query: Annotated[str, Form(max_length=4000)] = "",
) -> RedirectResponse:  # fmt: skip
    """Keep the filter of a list: what it shows now is seen."""
    words = kept_words(path, query)
    check(bench, path, words)
    number = keep(bench.ledger.desk, _who(bench, author), name, path=path, query=words)
    return RedirectResponse(f"/saved#search{number}", status_code=303)


@router.post("/{number}/open", response_class=RedirectResponse, status_code=303)
def opened(bench: At, author: Reviewer, number: Number) -> RedirectResponse:
    """Look at it: the list, with what is new marked; from now on that is seen."""
    found = open_search(bench.ledger.desk, _who(bench, author), number)
    return RedirectResponse(address(found, Since(found.seen)), status_code=303)


@router.post("/{number}/rename", response_class=RedirectResponse, status_code=303)
def renamed(bench: At, author: Reviewer, number: Number, name: Name) -> RedirectResponse:
    """Call it something else."""
    rename(bench.ledger.desk, _who(bench, author), number, name)
    return RedirectResponse(f"/saved#search{number}", status_code=303)


@router.post("/{number}/delete", response_class=RedirectResponse, status_code=303)
def deleted(bench: At, author: Reviewer, number: Number) -> RedirectResponse:
    """Keep it no longer; nothing of the record changes."""
    forget(bench.ledger.desk, _who(bench, author), number)
    return RedirectResponse("/saved", status_code=303)


def _row(one: Looked) -> Kept:
    search = one.search
    return Kept(name=search.name, address=address(search), new=one.new or 0, opened=search.opened)


def _who(bench: Bench, author: str | None) -> str:
    return author_of(author, bench.ledger.desk.settings)
