"""How fast a large ledger answers: ``python -m evaluation.asking --claims 100000``.

The bars: words found among 100,000 claims within 100 ms, events among 10,000 within 300 ms, at the 95th percentile of
many different questions. Each question is asked to its end or to its first 100 answers, as the tables do.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection

from evaluation.ledgers import Size, fill, vocabulary
from onrecord.opened import open_ledger
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.claims import claims
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags
from onrecord.weigh.ask.search import search
from onrecord.weigh.ask.sources import sources
from onrecord.weigh.ask.wording import Wording

ROUNDS = 60  # different questions of a kind
SHOWN = 100
SEARCH_BAR, EVENTS_BAR = 0.100, 0.300  # seconds, p95

Question = Callable[[Connection], Iterator[Any]]


def questions(draw: random.Random) -> dict[str, Callable[[], Question]]:
    """What is asked, by name; each call makes another question of that kind."""
    words, weights = vocabulary(random.Random(1))

    def some(count: int) -> str:
        return " ".join(draw.choices(words, cum_weights=weights, k=count))

    def found(written: str, **filters: Any) -> Question:
        return partial(_search, written, Filters.of(limit=20, **filters))

    def asked(ask: Any, **filters: Any) -> Question:
        return partial(_ask, ask, Filters.of(limit=SHOWN, **filters))

    places = ("Odesa", "Goma 50km", "46.48,30.73 100km", "UA", "Sudan", "10,-5,50,50", "170,-30,-170,0")
    month = [f"2025-{number:02d}" for number in range(1, 13)]
    asking: dict[str, Callable[[], Question]] = {
        "search: one word": lambda: found(some(1)),
        "search: the commonest words": lambda: found(draw.choice(words[:30])),
        "search: two words": lambda: found(some(2)),
        "search: phrase, prefix, not": lambda: found(f'"{some(2)}" OR {some(1)[:3]}* -{some(1)}'),
        "search: a word, officials, a month": lambda: found(some(1), kind="official", since=draw.choice(month)),
        "claims": lambda: asked(claims),
        "claims --about": lambda: asked(claims, about=some(2)),
        "claims --where": lambda: asked(claims, where=draw.choice(places)),
        "claims --since --until": lambda: asked(claims, since=(when := draw.choice(month)), until=when),
        "claims --as-of": lambda: asked(claims, as_of=draw.choice(month)),
        "claims --speaker": lambda: asked(claims, speaker=f"A{draw.randint(1, 1000)}"),
        "claims --speaker (name)": lambda: asked(claims, speaker=f"Name {draw.randint(1, 500)}"),
        "claims --actor": lambda: asked(claims, actor=f"A{draw.randint(1, 1000)}"),
        "claims --kind --certainty": lambda: asked(claims, kind="media", certainty="possible"),
        "claims --measure": lambda: asked(claims, measure="killed"),
        "claims --publisher": lambda: asked(claims, publisher="coast herald"),
        "claims --type": lambda: asked(claims, type="ASSAULT"),
        "documents --about --where": lambda: asked(documents, about=some(1), where=draw.choice(places)),
        "actors --where": lambda: asked(actors, where=draw.choice(places)),
        "flags --where": lambda: asked(flags, where=draw.choice(places)),
        "sources --since": lambda: asked(sources, since=draw.choice(month)),
    }
    asking.update(_of_events(asked, draw, places, month))
    return asking


def _of_events(asked: Any, draw: random.Random, places: tuple[str, ...], month: list[str]) -> dict[str, Any]:
    return {
        "events": lambda: asked(events),
        "events --where": lambda: asked(events, where=draw.choice(places)),
        "events --since --until": lambda: asked(events, since=(when := draw.choice(month)), until=when),
        "events --type --measure": lambda: asked(events, type="ASSAULT", measure="killed"),
        "figures --measure": lambda: asked(figures, measure="killed"),
        "due": lambda: asked(due),
        "due --status open --as-of": lambda: asked(partial(due, status="open"), as_of=draw.choice(month)),
        "due --status missed": lambda: asked(partial(due, status="missed")),
        "due --since --until": lambda: asked(due, since=(when := draw.choice(month)), until=when),
        "due --where": lambda: asked(due, where=draw.choice(places)),
        "figures --where": lambda: asked(figures, where=draw.choice(places)),
    }


def _search(written: str, filters: Filters, connection: Connection) -> Iterator[Any]:
    return search(connection, Wording.of(written), filters)


def _ask(ask: Any, filters: Filters, connection: Connection) -> Iterator[Any]:
    answers: Iterator[Any] = ask(connection, filters)
    return answers


def measured(connection: Connection, make: Callable[[], Question], rounds: int) -> list[float]:
    """Seconds of each of so many questions."""
    taken = []
    for _ in range(rounds):
        question = make()
        start = time.perf_counter()
        for _answer in islice(question(connection), SHOWN):
            pass
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def main() -> None:
    """Fill a ledger, ask, and print the median and the 95th percentile of each kind of question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--ledger", help="an empty database (postgresql://…), or a file that is made and kept")
    wanted = parser.parse_args()
    size = Size(claims=wanted.claims, events=wanted.events)
    with ExitStack() as stack:
        where = wanted.ledger or str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "made.ledger")
        ledger = stack.enter_context(open_ledger(where))
        with ledger.desk.reading() as connection:
            known = next(documents(connection, Filters.of(limit=1)), None)
        if known is None:
            fill(ledger.desk, size)
        table = Table(
            "question", "p50 ms", "p95 ms", "most ms", title=f"{size.claims:,} claims, {size.events:,} events"
        )
        with ledger.desk.reading() as connection:
            for name, make in questions(random.Random(11)).items():
                taken = measured(connection, make, wanted.rounds)
                bar = SEARCH_BAR if name.startswith("search") else EVENTS_BAR
                late = taken[max(0, round(0.95 * len(taken)) - 1)]
                row = [f"{1000 * value:.1f}" for value in (statistics.median(taken), late, taken[-1])]
                table.add_row(name, *row, style="red" if late > bar else "")
        Console().print(table)


if __name__ == "__main__":
    main()
