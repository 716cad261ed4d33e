"""Which lists can be kept as a search, what of an address is kept, and what of it is new."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

from onrecord.errors import UsageError
from onrecord.ledger.searches import Search
from onrecord.show.workbench.asked import LABELS, Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.fresh import NEW, Since
from onrecord.show.workbench.words import plain

LISTS: dict[str, frozenset[str]] = {
    "/events": frozenset({"type"}),
    "/documents": frozenset(),
    "/claims": frozenset({"polarity", "speaker", "mentions", "event", "document"}),
    "/actors": frozenset(),
    "/figures": frozenset({"measure", "rule", "event", "document"}),
    "/flags": frozenset({"flag", "severity", "event"}),
    "/due": frozenset({"status"}),
    "/search": frozenset({"q", "among"}),
}
"""The lists, each with the words of its address that only it has."""
MOST_NEW = 99
"""New items are counted up to here: more is "99+"."""
_CALLED = {"q": "words"}
ENOUGH = 0.15
"""Seconds that the page waits for its counts; a large ledger is counted on behind it."""
_FILTERS = frozenset(field.name for field in fields(Asked)) - {"after"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A kept search as it stands in the list: how much is new (one more than :data:`MOST_NEW` where there is more).

    ``new`` is None where it is still being counted.
    """

    search: Search
    told: tuple[tuple[str, str], ...]
    new: int | None


def kept_words(path: str, query: str) -> str:
    """What of an address is kept: ``kept_words("/events", "where=Odesa&page=3")`` is "where=Odesa".

    Raises ``UsageError`` for what is no list that can be kept.
    """
    if path not in LISTS:
        raise UsageError(f"{path[:60]!r} cannot be kept as a search; the lists that can are {', '.join(LISTS)}")
    known = _FILTERS | LISTS[path]
    found = dict(parse_qsl(query[:4000], max_num_fields=60))
    return urlencode(sorted((name, value.strip()) for name, value in found.items() if name in known and value.strip()))


def check(bench: Bench, path: str, query: str) -> None:
    """Raise ``UsageError`` where the ledger would not understand the filter."""
    next(_asked(bench, path, dict(parse_qsl(query)), None), None)


def looked_at(bench: Bench, searches: Sequence[Search], *, last: int, patience: float | None = None) -> list[Looked]:
    """Every search with the number of what is new in it; ``last`` is the report that came in last.

    With ``patience`` (seconds) those that are not counted by then are counted behind the page, which has None for them.
    """
    begun = time.monotonic()
    found, waiting = [], []
    for search in searches:
        if patience is None or search.seen >= last or time.monotonic() - begun < patience:
            found.append(looked(bench, search, last=last))
        else:
            found.append(Looked(search=search, told=_told(search), new=None))
            waiting.append(search)
    if waiting:
        threading.Thread(target=_count, args=(bench, waiting, last), daemon=True).start()
    return found


def _count(bench: Bench, searches: Sequence[Search], last: int) -> None:
    with suppress(Exception):  # whoever looks again will see what is wrong
        for search in searches:
            looked(bench, search, last=last)


def looked(bench: Bench, search: Search, *, last: int) -> Looked:
    """A search with the number of what is new in it; ``last`` is the report that came in last."""
    new = 0
    if search.seen < last:
        new = bench.kept(("new", search), lambda: _new(bench, search, dict(parse_qsl(search.query))))
    return Looked(search=search, told=_told(search), new=new)


def _told(search: Search) -> tuple[tuple[str, str], ...]:
    """Its filter in words: (("place", "Odesa"), …)."""
    words = dict(parse_qsl(search.query))
    return tuple((_CALLED.get(name) or LABELS.get(name, plain(name)), value) for name, value in words.items())


def _new(bench: Bench, search: Search, words: Mapping[str, str]) -> int:
    since = Since(search.seen)
    found = (one for one in _asked(bench, search.path, words, since) if since.is_new(one))
    return sum(1 for _ in islice(found, MOST_NEW + 1))


def _asked(bench: Bench, path: str, words: Mapping[str, str], since: Since | None) -> Iterator[Any]:
    asked: dict[str, Any] = dict(words)
    if since is not None and since.number:
        asked["after"] = since.report
    if path == "/search":
        sought = asked.pop("q", "")
        asked.pop("about", None)
        return bench.ledger.search(sought, limit=1_000_000, **asked) if sought else iter(())
    if path == "/documents":
        asked["include_superseded"] = True
    answers: Iterator[Any] = getattr(bench.ledger, path[1:])(**asked)
    return answers


def address(search: Search, since: Since | None = None) -> str:
    """The list of a search, with what is new marked where ``since`` is given: "/events?where=Odesa&new=D41"."""
    query = search.query + (f"{'&' if search.query else ''}{NEW}={since.report}" if since is not None else "")
    return f"{search.path}{'?' if query else ''}{query}"
