"""How much memory and time exports of large ledgers take: ``python -m evaluation.exporting --claims 1000000``.

The bar: a million rows in flat memory, under 400 MB. Each format is written by a process of its own over a synthetic
ledger (:mod:`evaluation.ledgers`), whose highest resident memory is what counts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation.ledgers import Size, fill
from onrecord.opened import open_ledger
from onrecord.show.export import export_format, format_names

BAR = 400  # MB
_CHILD = """
import json, resource, sys
from onrecord.opened import open_ledger
ledger, name, out, redact = sys.argv[1:]
with open_ledger(ledger, create=False) as opened:
    done = opened.export(name, out, redact=redact == "redact")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"rows": sum(done.rows.values()), "peak": peak}))
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one export took: rows written, seconds, and megabytes of memory at its highest."""

    rows: int
    seconds: float
    megabytes: float


def measured(ledger: str, name: str, folder: Path, *, redact: bool) -> Taken:
    """Export a ledger in a process of its own; raises ``CalledProcessError`` where that fails."""
    out = folder / f"{name}-{redact}{export_format(name).suffix}"
    start = time.perf_counter()
    command = [sys.executable, "-c", _CHILD, ledger, name, str(out), "redact" if redact else "plain"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Taken(told["rows"], time.perf_counter() - start, told["peak"] / 1024)


def main() -> None:
    """Fill a ledger where there is none, export it in every format that is asked for, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--events", type=int, help="a tenth of the claims where it is not given")
    parser.add_argument("--formats", nargs="*", default=list(format_names()), choices=format_names())
    parser.add_argument("--redact", action="store_true")
    parser.add_argument("--ledger", help="a file that is made and kept")
    wanted = parser.parse_args()
    size = Size(claims=wanted.claims, events=wanted.events or wanted.claims // 10)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        where = Path(wanted.ledger) if wanted.ledger else folder / "made.ledger"
        if not where.exists():
            with open_ledger(where) as ledger:
                fill(ledger.desk, size)
        title = f"{size.claims:,} claims, {size.events:,} events"
        table = Table("format", "rows", "seconds", "rows/s", "most MB", title=title)
        for name in wanted.formats:
            taken = measured(str(where), name, folder, redact=wanted.redact)
            row = (name, f"{taken.rows:,}", f"{taken.seconds:.1f}", f"{taken.rows / taken.seconds:,.0f}",
                   f"{taken.megabytes:.0f}")  # fmt: skip
            table.add_row(*row, style="red" if taken.megabytes > BAR else "")
            Console(stderr=True).print(*row)
        Console().print(table)


if __name__ == "__main__":
    main()
