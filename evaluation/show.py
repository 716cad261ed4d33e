"""Prints the figures of one scorer: ``python -m evaluation.figures --sample 20``."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Score = Callable[..., dict[str, float]]


def show(score: Score) -> None:
    """Run ``score`` as the command line asks and print one line a figure, in percent."""
    parser = argparse.ArgumentParser(description="Score the reader on this gold.")
    parser.add_argument("--sample", type=int, default=None, metavar="N", help="the first N documents only")
    figures = score(sample=parser.parse_args().sample)
    width = max((len(name) for name in figures), default=0)
    for name, value in figures.items():
        print(f"{name:<{width}}  {value:6.2f}")
