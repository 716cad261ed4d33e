"""Where the gold lies: our own under ``evaluation/gold``, public corpora in a folder beside the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "evaluation" / "gold"
CORPORA = ROOT.parent / "shared" / "corpora"


class CorpusAbsent(FileNotFoundError):
    """A corpus is not on this machine: the gate skips the part and says why."""


def corpus(name: str) -> Path:
    """The folder of a public corpus: ``corpus("polnear") / "dev"``.

    Raises ``CorpusAbsent`` where it is not on this machine.
    """
    path = CORPORA / name
    if not path.exists():
        raise CorpusAbsent(f"the corpus {name} is not in {CORPORA.relative_to(ROOT.parent)} beside the checkout")
    return path
