"""What the ledger makes of two collections: copies, events, origins, figures, what is due, what was known when."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation.weighed import actors, copies, events, figures, flags, given, known, moments
from evaluation.weighed.gold import Answer, Answers, Collection, collection, names
from onrecord.adding import add
from onrecord.cli.app import run
from onrecord.opened import open_ledger

GOLD = ("evaluation/gold/collections",)
ASPECTS = (copies, events, figures, known, flags, moments, actors)


def score(*, sample: int | None = None) -> dict[str, float]:
    """All figures of each collection: {"valley, copy families F1": 97.1, …}; ``sample``: the first N collections."""
    return {
        f"{name}, {figure}": value
        for name in names()[:sample]
        for figure, value in compare(collection(name), asked(collection(name))).items()
    }


def compare(wanted: Collection, given: Answers) -> dict[str, float]:
    """The figures of one collection; what is not answered scores 0."""
    return {figure: value for aspect in ASPECTS for figure, value in aspect.score(wanted, given).items()}


def asked(wanted: Collection, *, with_gold: bool = False) -> Answers:
    """Put the reports into a fresh ledger and ask it everything, through the commands.

    ``with_gold``: with gold's events and groups of figures in place of those that were found.
    """
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "collection.ledger"
        with open_ledger(where) as ledger:
            added = add(ledger, [wanted.path])
            if with_gold:
                given.put(ledger.desk, wanted)
        if added.refused:
            raise ValueError(f"{wanted.name}: {added.refusals[0]}")
        then = {
            moment: {noun: _answer(where, noun, as_of=moment) for noun in ("due", "events", "figures")}
            for moment in wanted.moments()
        }
        now = {noun: _answer(where, noun) for noun in ("documents", "events", "figures", "flags", "actors")}
    return Answers(**now, then=then)


def _answer(where: Path, noun: str, *, as_of: str | None = None) -> list[Answer] | None:
    """What ``onrecord NOUN --format json`` prints; None where there is no such command."""
    out = where.with_name(f"{noun}.json")
    out.unlink(missing_ok=True)
    limits = ["--limit", "1000000", *(["--as-of", as_of] if as_of else [])]
    with contextlib.redirect_stderr(io.StringIO()):  # how many answers there were
        code = run([noun, "--ledger", str(where), "--format", "json", "-o", str(out), *limits])
    if code or not out.exists():
        return None
    answers: list[Answer] = json.loads(out.read_text(encoding="utf-8"))
    return answers


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the collections named, or of all."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.weighing", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"which: {', '.join(names())} (default: all)")
    parser.add_argument(
        "--given", action="store_true", help="put gold's events and groups of figures in, to see what rests on them"
    )
    options = parser.parse_args(arguments)
    for name in options.name or names():
        wanted = collection(name)
        answers = asked(wanted, with_gold=options.given)
        print(f"{name}: {len(wanted.reports)} reports" + ", gold's events and groups put in" * options.given)
        silent = {noun for noun in ("events", "figures", "flags", "actors") if getattr(answers, noun) is None}
        silent |= {noun for then in answers.then.values() for noun, said in then.items() if said is None}
        if silent:
            print(f"  not answered yet: {', '.join(sorted(silent))}")
        for figure, value in compare(wanted, answers).items():
            print(f"  {figure:<28} {value:6.2f}")


if __name__ == "__main__":
    main()
