"""Finds the scorers of this folder and says which gold each reads; adding one is adding a file."""

from __future__ import annotations

import ast
import hashlib
import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.corpora import ROOT, CorpusAbsent


@dataclass(frozen=True, slots=True)
class Scorer:
    """One file with a ``score`` function: ``figures`` — "Figures on our own gold: value F1 …"."""

    name: str
    about: str
    gold: tuple[Path, ...]
    score: Callable[..., dict[str, float]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one scorer gave: its figures in percent, or the reason why it was skipped."""

    name: str
    about: str
    figures: dict[str, float] = field(default_factory=dict)
    gold: str | None = None
    seconds: float = 0.0
    skipped: str | None = None


def names(folder: Path = ROOT / "evaluation") -> tuple[str, ...]:
    """The names of the scorers, found by looking for ``def score`` without importing anything."""
    return tuple(path.stem for path in sorted(folder.glob("*.py")) if _scores(path))


def _scores(path: Path) -> bool:
    body = ast.parse(path.read_text(encoding="utf-8"), filename=str(path)).body
    return any(isinstance(node, ast.FunctionDef) and node.name == "score" for node in body)


def load(name: str) -> Scorer:
    """Import one scorer.

    Raises ``AttributeError`` where it does not say which ``GOLD`` it reads.
    """
    module = importlib.import_module(f"evaluation.{name}")
    about = (module.__doc__ or name).strip().splitlines()[0]
    return Scorer(name, about, tuple((ROOT / part).resolve() for part in module.GOLD), module.score)


def run(scorer: Scorer, *, sample: int | None = None) -> Result:
    """Score, or say which gold is missing."""
    absent = [path for path in scorer.gold if not path.exists()]
    if absent:
        return Result(scorer.name, scorer.about, skipped=f"{shown(absent[0])} is not on this machine")
    start = time.perf_counter()
    try:
        figures = scorer.score(sample=sample)
    except CorpusAbsent as reason:
        return Result(scorer.name, scorer.about, skipped=str(reason))
    return Result(scorer.name, scorer.about, dict(figures), fingerprint(scorer.gold), time.perf_counter() - start)


def shown(path: Path) -> str:
    """A path as people say it: from the checkout, or from the folder that holds the checkout."""
    for base in (ROOT, ROOT.parent):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.name


def fingerprint(gold: tuple[Path, ...]) -> str:
    """One hash over the names and bytes of all gold files: it changes when the gold does."""
    digest = hashlib.sha256()
    for base in gold:
        files = sorted(item for item in base.rglob("*") if item.is_file()) if base.is_dir() else [base]
        for path in files:
            if "__pycache__" in path.parts:
                continue
            digest.update(f"{base.name}/{path.relative_to(base).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()[:32]}"
