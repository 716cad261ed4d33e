"""Checks on our own cases: recall and near misses of each kind of flag, and false alarms on ordinary news.

    python -m evaluation.checks                        # every kind, then the articles of PolNeAR dev
    python -m evaluation.checks --kind arithmetic -v   # one kind alone, with every miss and false alarm

A case fires where a flag of its kind shares a character with the quoted evidence (``on``); a near miss must have no
flag of its kind at all. PolNeAR is ordinary US news: every flag there but ``open_end`` (follow-up, not alarm) is
counted as a false alarm, whether or not a reader would thank for it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from evaluation.corpora import GOLD as OWN
from evaluation.corpora import corpus
from onrecord.core import Document, Flag, Reading, Span
from onrecord.core.mentions import FlagKind

if TYPE_CHECKING:
    from onrecord import Reader

GOLD = ("evaluation/gold/checks", "../shared/corpora/polnear/dev")
CASES = OWN / "checks"
ARTICLES = 50  # false alarms are told per this many ordinary articles
FOLLOW_UP = "open_end"


@dataclass(frozen=True, slots=True)
class Trial:
    """One text that must (``fires``) or must not make a check of ``kind`` speak; ``on`` is where."""

    kind: str
    document: Document
    fires: bool
    on: Span | None


def trials(kind: str | None = None, *, folder: Path = CASES) -> Iterator[Trial]:
    """The cases of ``checks/<kind>.jsonl``, or of all kinds.

    Raises ``ValueError`` where the quote of a case is not in its text.
    """
    for path in sorted(folder.glob(f"{kind or '*'}.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield _trial(path.stem, f"{path.name}:{number}", json.loads(line))


def _trial(kind: str, name: str, row: dict[str, Any]) -> Trial:
    document = Document.of(
        row["text"], title=row.get("title"), publisher=row.get("publisher"), published=row.get("published")
    )
    quote = row.get("on")
    within = document.text.find(quote) if quote else -1
    elsewhere = quote is None or (kind == "headline" and quote in (row.get("title") or ""))
    if quote and within < 0 and not elsewhere:
        raise ValueError(f"{name}: {quote!r} is not in the text")
    if kind not in get_args(FlagKind):
        raise ValueError(f"{name}: there is no flag of kind {kind!r}")
    return Trial(
        kind, document, bool(row["fires"]), Span(within, within + len(quote)) if quote and within >= 0 else None
    )


def hit(trial: Trial, flags: Iterable[Flag]) -> bool:
    """True where a flag of the kind touches the quoted evidence (or shows none)."""
    return any(
        flag.kind == trial.kind
        and (trial.on is None or not flag.evidence or any(span.overlaps(trial.on) for span in flag.evidence))
        for flag in flags
    )


def right(trial: Trial, flags: Sequence[Flag]) -> bool:
    """True where the trial went as it must."""
    return hit(trial, flags) if trial.fires else not any(flag.kind == trial.kind for flag in flags)


def score(*, sample: int | None = None) -> dict[str, float]:
    """Per kind: recall, and near misses left alone, in percent; then articles without any alarm in percent."""
    import onrecord

    reader = onrecord.Reader()
    kinds = sorted({trial.kind for trial in trials()})
    out: dict[str, float] = {}
    for kind in kinds:
        chosen = list(trials(kind))[:sample]
        counts = _counted(chosen, list(_readings(reader, chosen)))
        out |= {f"{kind}: {name}": value for name, value in counts.items()}
    alarms = list(_alarms(reader, sample))
    calm = sum(1 for found in alarms if all(flag.kind == FOLLOW_UP for flag in found))
    out["PolNeAR dev: articles without alarm"] = 100 * calm / len(alarms) if alarms else 100.0
    return out


def _counted(chosen: Sequence[Trial], readings: Sequence[Reading]) -> dict[str, float]:
    went = [(trial.fires, right(trial, reading.flags)) for trial, reading in zip(chosen, readings, strict=True)]
    must = [ok for fires, ok in went if fires]
    near = [ok for fires, ok in went if not fires]
    return {name: 100 * sum(group) / len(group) for name, group in (("recall", must), ("near misses", near)) if group}


def _readings(reader: Reader, chosen: Sequence[Trial]) -> Iterator[Reading]:
    return reader.read_many(trial.document for trial in chosen)


def ordinary() -> list[Document]:
    """The articles of PolNeAR dev."""
    paths = sorted((corpus("polnear") / "dev").rglob("*.txt"))
    return [Document.of(path.read_text(encoding="utf-8")) for path in paths]


def _alarms(reader: Reader, sample: int | None) -> Iterator[tuple[Flag, ...]]:
    for reading in reader.read_many(ordinary()[:sample]):
        yield reading.flags


def _misses(reader: Reader, chosen: Sequence[Trial]) -> Iterator[str]:
    """Every trial that went wrong, in words."""
    for trial, reading in zip(chosen, _readings(reader, chosen), strict=True):
        if right(trial, reading.flags):
            continue
        said = [f"{flag.kind}: {flag.because}" for flag in reading.flags]
        yield f"{'missed' if trial.fires else 'false alarm'} [{trial.kind}] {trial.document.text}\n    {said}"


def _articles(reader: Reader, *, aloud: bool) -> Iterator[str]:
    """Flags of each kind per fifty articles, and each flag with its evidence where ``aloud``."""
    documents = ordinary()
    counts: Counter[str] = Counter()
    for document, reading in zip(documents, reader.read_many(documents), strict=True):
        counts.update(flag.kind for flag in reading.flags)
        if aloud:
            for flag in reading.flags:
                quotes = " … ".join(span.of(document.text) for span in flag.evidence)
                yield f"    {flag.kind} on {flag.on} «{quotes}»: {flag.because}"
    for kind, count in sorted(counts.items()):
        yield f"{kind:<18} {count:3d} flags, {count * ARTICLES / len(documents):5.1f} in {ARTICLES} articles"
    alarms = sum(count for kind, count in counts.items() if kind != FOLLOW_UP)
    yield f"{'all alarms':<18} {alarms:3d} flags, {alarms * ARTICLES / len(documents):5.1f} in {ARTICLES} articles"


def main() -> None:
    """Print the table, and with ``-v`` what went wrong."""
    import onrecord

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", help="only the cases of this kind, and no articles")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every miss, false alarm and flag")
    parser.add_argument("--no-articles", action="store_true", help="leave PolNeAR out")
    options = parser.parse_args()
    reader = onrecord.Reader()
    for kind in [options.kind] if options.kind else sorted({trial.kind for trial in trials()}):
        chosen = list(trials(kind))
        counts = _counted(chosen, list(_readings(reader, chosen)))
        numbers = "  ".join(f"{name} {value:5.1f} %" for name, value in counts.items())
        print(f"{kind:<18} {len(chosen):3d} cases  {numbers}")
        if options.verbose:
            print("\n".join(_misses(reader, chosen)))
    if not options.kind and not options.no_articles:
        print("\n".join(_articles(reader, aloud=options.verbose)))


if __name__ == "__main__":
    main()
