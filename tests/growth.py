"""How the processor time of something grows with its input, told so that one slow moment is not taken for growth."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

NOISE = 0.04
"""Seconds of processor time below which nothing is said."""


def seconds(run: Callable[[], object]) -> float:
    """Processor time of one run, with the collector at rest."""
    gc.disable()  # and no collecting before it: with what a long run of tests has left, that takes longer than the rest
    try:
        begun = time.process_time()
        run()
        return time.process_time() - begun
    finally:
        gc.enable()


def outgrown(short: Callable[[], object], long: Callable[[], object], times: float) -> str | None:
    """What to say when ``long`` takes ``times`` as long as ``short`` or more in each of four runs, or None."""
    taken = seconds(long)
    for _ in range(4):
        share = max(seconds(short), NOISE / 4) if taken > NOISE else taken
        if taken < times * share:
            return None
        taken = min(taken, seconds(long))
    return f"{taken:.2f} s, {taken / share:.1f} times the shorter one"
