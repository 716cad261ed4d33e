"""Reading spread by Ray over a cluster, or over this machine's cores where there is no cluster.

``pip install 'onrecord[ray]'``; ``RAY_ADDRESS`` names the cluster, as everywhere with Ray. Every machine of it needs
the same onrecord. The one writer stays here.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.engines.work import Batch, Outcome, Work
from onrecord.errors import Damaged, InputError, UsageError

_AHEAD = 2  # batches that wait for each actor


def run(batches: Iterable[Batch], *, work: Work, jobs: int) -> Iterator[tuple[Batch, list[Outcome]]]:
    """The outcomes of every batch, in order, read by ``jobs`` actors."""
    try:
        import ray
    except ImportError:
        raise UsageError("--engine ray needs Ray: pip install 'onrecord[ray]'") from None
    ours = not ray.is_initialized()
    if ours:
        ray.init(include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    try:
        yield from _spread(iter(batches), work, jobs, ray)
    finally:
        if ours:
            ray.shutdown()


def _spread(batches: Iterator[Batch], work: Work, jobs: int, ray: Any) -> Iterator[tuple[Batch, list[Outcome]]]:
    actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=1)(_Reading)
    actors = [actor.remote(work) for _ in range(jobs)]
    ahead: deque[tuple[Batch, Any]] = deque()
    for number, batch in enumerate(batches):
        ahead.append((batch, actors[number % jobs].read.remote(batch) if batch.members else None))
        if len(ahead) > jobs * _AHEAD:
            yield _done(*ahead.popleft(), actors[0], ray)
    while ahead:
        yield _done(*ahead.popleft(), actors[0], ray)


def _done(batch: Batch, promised: Any, actor: Any, ray: Any) -> tuple[Batch, list[Outcome]]:
    if promised is None:
        return batch, []
    try:
        outcomes: list[Outcome] = ray.get(promised)
    except ray.exceptions.RayError:
        outcomes = [_alone(Batch((member,), (key,)), actor, ray)
                    for member, key in zip(batch.members, batch.keys, strict=True)]  # fmt: skip
    return batch, outcomes


def _alone(batch: Batch, actor: Any, ray: Any) -> Outcome:
    """One member by itself; refused where it ends its actor again."""
    try:
        outcome: Outcome = ray.get(actor.read.remote(batch))[0]
    except ray.exceptions.RayError as failure:
        words = f"{batch.members[0].locator}: reading it ends the reader ({type(failure).__name__}); leave it out"
        refusal: InputError = Damaged(words)
        return Outcome(refused=(refusal,))
    return outcome


class _Reading:
    """What runs on a machine of the cluster: the model is loaded once."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def read(self, batch: Batch) -> list[Outcome]:
        return self.work(batch)
