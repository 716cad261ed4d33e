"""What ``onrecord verify`` does: looks at everything, names what broke as it is found, and sums up."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from onrecord.cli.messages import one_line
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger.verify import Finding, Tally

UNCHANGED, CHANGED = 0, 1


def verify_ledger(ledger: str | None, *, head: str | None, format: str) -> int:
    """Verify a ledger and print what is found: 0 where nothing has changed, else 1."""
    from onrecord.ledger.verify import Tally, verify
    from onrecord.opened import open_ledger

    if format not in {"text", "json"}:
        raise UsageError(f"--format {format}: choose text or json")
    tally = Tally()
    found: list[Finding] = []
    with open_ledger(ledger, create=False, read_only=True) as opened, _watching(tally):
        for finding in verify(opened.desk, head=head.strip() if head else None, tally=tally):
            found.append(finding)
            if format == "text":
                sys.stdout.write(one_line(_line(finding)) + "\n")
    broken = sum(finding.broken for finding in found)
    if format == "json":
        counts = {name: value for name, value in asdict(tally).items() if name != "at"}
        told = {"unchanged": not broken, **counts, "findings": [finding.to_dict() for finding in found]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_sum(tally, broken) + f"\nhead of the judgements: {tally.head}\n")
    sys.stdout.flush()
    return CHANGED if broken else UNCHANGED


def _line(finding: Finding) -> str:
    return f"{finding.item}: {'' if finding.broken else 'note: '}{finding.because}"


def _sum(tally: Tally, broken: int) -> str:
    counts = ", ".join(
        f"{number:,} {noun}{'' if number == 1 else 's'}"
        for number, noun in (
            (tally.reports, "report"),
            (tally.texts, "text"),
            (tally.spans, "span"),
            (tally.judgements, "judgement"),
        )
    )
    if not broken:
        return f"{counts}: nothing changed"
    return f"{counts}: {broken:,} {'thing' if broken == 1 else 'things'} broken"


@contextmanager
def _watching(tally: Tally) -> Iterator[None]:
    """A line on a terminal that says how far it is; silent in a pipe."""
    if not (sys.stderr.isatty() and sys.stdout.isatty()):
        yield
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    def line() -> Text:
        counts = f"{tally.originals:,} originals, {tally.reports:,} reports, {tally.spans:,} spans"
        return Text(f"Verifying {tally.at}  {counts}")

    with Live(get_renderable=line, console=Console(stderr=True), transient=True, refresh_per_second=4):
        yield
