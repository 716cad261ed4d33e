"""How fast the workbench answers over a large ledger: ``python -m evaluation.serving --claims 100000``.

The real server runs as a process of its own and is asked over loopback, as a browser asks it. Every page is asked with
other words, places, moments, numbers and depths each time ("first": nothing of it was ever worked out), and at once
again ("again"). The bars, at the 95th percentile of the first: any page within 300 ms, an article of 10,000 words
within 500 ms. ``--actors 2000 --skewed --only network`` measures a network of two thousand, which is drawn whole.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import accumulate, cycle
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from rich.console import Console
from rich.table import Table

from evaluation.gold.load import articles
from evaluation.ledgers import Size, fill, vocabulary
from onrecord.adding import add
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench.pages import views

ROUNDS = 20  # addresses of a kind
PAGE_BAR, ARTICLE_BAR = 0.300, 0.500  # seconds, p95
ARTICLE = "an article of 10,000 words"
WHOLE = "/network/actors, all of them drawn"
_WORDS = 10_000
_LONG = "Long Review"  # who prints that article
_PLACES = ("Odesa", "Goma 50km", "46.48,30.73 100km", "UA", "Sudan", "10,-5,50,50", "170,-30,-170,0")
_SERVE = "import sys; from onrecord.cli import main; sys.exit(main())"
_ROWS = 50  # of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Seconds of one kind of page: of addresses nobody had asked for, and of the same asked again; ``kb`` its size.

    ``worked`` are the seconds that the server's processor was busy with the first: what others do meanwhile on the same
    machine lengthens ``first``, but hardly these. Empty where the system does not tell them.
    """

    page: str
    first: tuple[float, ...]
    again: tuple[float, ...]
    worked: tuple[float, ...]
    kb: float

    @property
    def bar(self) -> float:
        """Seconds that its 95th percentile may take."""
        return ARTICLE_BAR if self.page == ARTICLE else PAGE_BAR


Address = Callable[[random.Random], str]


def pages(size: Size, article: str) -> dict[str, Address]:
    """What is asked, by name; each call makes an address of that kind: "/events?page=173"."""
    lists = {"/claims": size.claims, "/documents": size.documents, "/events": size.events, "/figures": size.events,
             "/actors": size.actors, "/flags": size.events // 5, "/due": size.documents}  # fmt: skip
    asking: dict[str, Address] = {"/": lambda _: "/", "/ narrowed": lambda draw: _with("/", filter_of(draw))}
    for path, rows in lists.items():
        asking[path] = _as_it_is(path)
        asking[f"{path} deep"] = _deep(path, rows)
        asking[f"{path} narrowed"] = _narrowed(path)
    for page, _ in views():
        if page is not None and page.order is not None and page.path not in asking:
            asking[page.path] = _as_it_is(page.path)
            asking[f"{page.path} narrowed"] = _narrowed(page.path)
    numbers = {"/claims/C": size.claims, "/documents/D": size.documents, "/events/E": size.events,
               "/actors/A": size.actors, "/figures/G": size.events, "/due/U": size.documents,
               "/flags/F": size.events // 5}  # fmt: skip
    for path, most in numbers.items():
        asking[f"{path}…"] = _numbered(path, most)
    asking["/events/E… as of"] = lambda draw: _with(f"/events/E{draw.randint(1, size.events)}", {"as_of": "2025-12-31"})
    asking["/sources/outlet"] = lambda draw: _with("/sources/outlet", {"name": _outlet(draw)})
    for of in ("actors", "sources"):
        asking[f"/network/{of}"] = _as_it_is(f"/network/{of}")
        asking[f"/network/{of} narrowed"] = _narrowed(f"/network/{of}")
    asking[WHOLE] = _whole
    asking["/search"] = lambda draw: _with("/search", {"q": _some(draw, draw.randint(1, 2))})
    asking["/search reports"] = lambda draw: _with("/search", {"q": _some(draw, 1), "among": "documents"})
    asking["/review deep"] = lambda draw: _with("/review", {"skip": str(20 * draw.randint(1, size.claims // 25))})
    for kind in ("figures", "flags", "all"):
        asking[f"/review {kind}"] = _as_it_is(f"/review?kind={kind}")
    asking["/search deep"] = lambda draw: _with("/search", {"q": _some(draw, 1), "page": str(draw.randint(2, 20))})
    asking[ARTICLE] = _marked(article)
    return asking


def filter_of(draw: random.Random) -> dict[str, str]:
    """One or two of the words that every page can be narrowed by."""
    month, later = sorted(f"2025-{draw.randint(1, 12):02d}" for _ in range(2))
    every: dict[str, dict[str, str]] = {
        "about": {"about": _some(draw, draw.randint(1, 2))},
        "where": {"where": draw.choice(_PLACES)},
        "when": {"since": month, "until": later},
        "as_of": {"as_of": f"2025-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"},
        "actor": {"actor": draw.choice([f"A{draw.randint(1, 1000)}", f"Name {draw.randint(1, 500)}"])},
        "publisher": {"publisher": draw.choice(["coast herald", "The Lake Post", "Capital Review"])},
        "certainty": {"certainty": draw.choice(["certain", "probable", "possible"])},
    }
    chosen = draw.sample(sorted(every), draw.randint(1, 2))
    return {name: value for one in chosen for name, value in every[one].items()}


def _whole(draw: random.Random) -> str:
    return _with("/network/actors", {"draw": "all", "as_of": f"2026-01-{draw.randint(1, 31):02d}"})


def _as_it_is(path: str) -> Address:
    return lambda _: path


def _deep(path: str, rows: int) -> Address:
    return lambda draw: _with(path, {"page": str(draw.randint(1, max(1, rows // _ROWS)))})


def _narrowed(path: str) -> Address:
    return lambda draw: _with(path, filter_of(draw))


def _numbered(path: str, most: int) -> Address:
    return lambda draw: f"{path}{draw.randint(1, most)}"


def _marked(article: str) -> Address:
    """A stretch of it is marked, so that each address is another page."""
    return lambda draw: f"/documents/{article}?at={(start := draw.randint(0, 50_000))}-{start + draw.randint(1, 90)}"


def _with(path: str, asked: dict[str, str]) -> str:
    return f"{path}?{urlencode(asked)}"


def _outlet(draw: random.Random) -> str:
    return f"{draw.choice(['Coast', 'Lake', 'Capital'])} {draw.choice(['Herald', 'Review', 'Post'])}"


_DRAWN = vocabulary(random.Random(1))


def _some(draw: random.Random, count: int) -> str:
    return " ".join(draw.choices(_DRAWN[0], cum_weights=_DRAWN[1], k=count))


class Visitor:
    """Somebody at the desk: one connection that is kept, the cookie of the first page."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=600)
        self.connection.request("GET", f"{parts.path}?{parts.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def ask(self, path: str) -> tuple[float, int, int]:
        """Seconds to the last byte, the status (a redirect is followed), and how many bytes came."""
        begun = time.perf_counter()
        for _ in range(3):
            self.connection.request("GET", path, headers={"Cookie": self.cookie})
            answer = self.connection.getresponse()
            body = answer.read()
            if answer.status not in (302, 303, 307):
                break
            path = (answer.getheader("Location") or "/").partition("#")[0]
        return time.perf_counter() - begun, answer.status, len(body)


def busy(server: int) -> float | None:
    """Seconds that all threads of a process have run so far; None where the system does not tell (it is Linux's)."""
    threads = Path(f"/proc/{server}/task").glob("*/schedstat")
    try:
        return sum(int(one.read_text().split()[0]) for one in threads) / 1e9 or None
    except OSError:
        return None


@contextmanager
def served(where: str) -> Iterator[tuple[str, float, int]]:
    """The address of a server of its own over the ledger, the seconds until it gave it, the number of its process."""
    command = [sys.executable, "-c", _SERVE, "serve", "--ledger", where, "--port", "0", "--no-open"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            if not re.match(r"http://", address):
                raise SystemExit(f"the server did not start over {where}")
            yield address, time.perf_counter() - begun, server.pid
        finally:
            server.terminate()
            server.wait(30)


def measured(address: str, server: int, asking: dict[str, Address], rounds: int, *, seed: int = 11) -> list[Taken]:
    """Every page so many times, in turns, so that a busy minute of the machine slows all of them alike."""
    draw, visitor = random.Random(seed), Visitor(address)
    first: dict[str, list[float]] = {name: [] for name in asking}
    again: dict[str, list[float]] = {name: [] for name in asking}
    worked: dict[str, list[float]] = {name: [] for name in asking}
    sizes: dict[str, list[int]] = {name: [] for name in asking}
    for _ in range(rounds):
        for name, make in asking.items():
            path = make(draw)
            before = busy(server)
            seconds, status, size = visitor.ask(path)
            after = busy(server)
            if status >= 500:
                raise SystemExit(f"{path}: answered with {status}")
            first[name].append(seconds)
            if before is not None and after is not None:
                worked[name].append(after - before)
            again[name].append(visitor.ask(path)[0])
            sizes[name].append(size)
    return [
        Taken(
            page=name, first=tuple(sorted(first[name])), again=tuple(sorted(again[name])),
            worked=tuple(sorted(worked[name])), kb=statistics.median(sizes[name]) / 1000,
        )
        for name in asking
    ]  # fmt: skip


def late(taken: tuple[float, ...]) -> float:
    """The 95th percentile."""
    return taken[max(0, round(0.95 * len(taken)) - 1)] if taken else float("nan")


def long_article() -> dict[str, str]:
    """Our own articles one after the other, by whole paragraphs, up to ten thousand words."""
    paragraphs = [part for one in articles() for part in one.document.text.split("\n\n")]
    told: list[str] = []
    for count in accumulate(len(part.split()) for part in cycle(paragraphs)):
        told.append(paragraphs[len(told) % len(paragraphs)])
        if count >= _WORDS:
            break
    return {"id": "long", "title": "A long review of the year", "publisher": _LONG, "published": "2025-12-30",
            "text": "\n\n".join(told)}  # fmt: skip


def made(ledger: Ledger, size: Size, folder: Path) -> str:
    """Fill the ledger where it is empty; the number of its long article."""
    if next(ledger.documents(limit=1), None) is None:
        fill(ledger.desk, size)
        path = folder / "long.jsonl"
        path.write_text(json.dumps(long_article(), ensure_ascii=False) + "\n", encoding="utf-8")
        add(ledger, [str(path)], jobs=1)
    return next(ledger.documents(publisher=_LONG, limit=1)).id


def told(taken: list[Taken], title: str) -> Table:
    """The figures as a table; what is over its bar in red."""
    table = Table("page", "first p50 ms", "p95", "worst", "again p50", "p95", "processor p50", "p95", "kB",
                  title=title)  # fmt: skip
    for one in taken:
        numbers = (statistics.median(one.first), late(one.first), one.first[-1], statistics.median(one.again),
                   late(one.again), statistics.median(one.worked or (float("nan"),)), late(one.worked))  # fmt: skip
        row = [f"{1000 * value:.0f}" for value in numbers]
        table.add_row(one.page, *row, f"{one.kb:.0f}", style="red" if late(one.first) > one.bar else "")
    return table


def main() -> None:
    """Fill a ledger, serve it, ask every page, and print the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--actors", type=int, default=4_000)
    parser.add_argument("--skewed", action="store_true", help="few actors take part in much, many in little")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="pages whose name has these letters")
    parser.add_argument("--ledger", help="an empty database (postgresql://…), or a file that is made and kept")
    parser.add_argument("--json", action="store_true", help="the figures as JSON, with the load of the machine")
    wanted = parser.parse_args()
    size = Size(claims=wanted.claims, events=wanted.events, actors=wanted.actors, skewed=wanted.skewed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        where = wanted.ledger or str(folder / "made.ledger")
        with open_ledger(where) as ledger:
            article = made(ledger, size, folder)
        address, started, server = stack.enter_context(served(where))
        asking = {name: make for name, make in pages(size, article).items() if wanted.only in name}
        opened = Visitor(address).ask("/")[0]
        taken = measured(address, server, asking, wanted.rounds)
    load = os.getloadavg()
    if wanted.json:
        figures = [{**asdict(one), "p95": late(one.first), "bar": one.bar} for one in taken]
        print(json.dumps({"claims": size.claims, "events": size.events, "started": started, "opened": opened,
                          "load": load, "pages": figures}))  # fmt: skip
        return
    title = f"{size.claims:,} claims, {size.events:,} events; load {load[0]:.1f} (1 min), {load[1]:.1f} (5 min)"
    console = Console()
    console.print(told(taken, title))
    console.print(f"{started:.1f} s from the command to the address, then {opened:.2f} s to the first page.")
    console.print("Bars, p95 of the first time: any page 300 ms, an article of 10,000 words 500 ms.")


if __name__ == "__main__":
    main()
