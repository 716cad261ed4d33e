"""Reading on this machine: in this process with one job, in as many workers as there are jobs otherwise.

A worker that dies (a text that takes all the memory) or hangs takes nothing with it: its reports are tried again one by
one, and only the one that does it again is refused.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from onrecord.engines.work import Batch, Outcome, Work
from onrecord.errors import Damaged

_AHEAD = 2  # batches that wait for each worker, so that none stands idle while another's is written


def run(batches: Iterable[Batch], *, work: Work, jobs: int) -> Iterator[tuple[Batch, list[Outcome]]]:
    """The outcomes of every batch, in order."""
    if jobs <= 1:
        for batch in batches:
            yield batch, work(batch)
        return
    workers = _Workers(work, jobs)
    try:
        yield from _pooled(iter(batches), workers, jobs)
    finally:
        workers.stop()


def _pooled(batches: Iterator[Batch], workers: _Workers, jobs: int) -> Iterator[tuple[Batch, list[Outcome]]]:
    ahead: deque[tuple[Batch, Future[list[Outcome]]]] = deque()
    more = True
    while more or ahead:
        while more and len(ahead) < jobs * _AHEAD + 1:
            batch = next(batches, None)
            if batch is None:
                more = False
                break
            ahead.append((batch, workers.submit(batch)))
        if not ahead:
            return
        batch, future = ahead.popleft()
        try:
            outcomes = workers.outcomes(batch, future)
        except (BrokenProcessPool, TooLate):
            workers.stop()
            outcomes = [workers.alone(member) for member in _singly(batch)]
            ahead = deque((waiting, workers.submit(waiting)) for waiting, _ in ahead)
        yield batch, outcomes


def _singly(batch: Batch) -> Iterator[Batch]:
    for member, key in zip(batch.members, batch.keys, strict=True):
        yield Batch((member,), (key,))


class _Workers:
    """The pool, made when first needed and made anew after one of its workers has died."""

    def __init__(self, work: Work, jobs: int) -> None:
        self.work = work
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, batch: Batch) -> Future[list[Outcome]]:
        if not batch.members:  # all of it was known: no worker is started for that
            done: Future[list[Outcome]] = Future()
            done.set_result([])
            return done
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(self.work,)
            )
        try:
            with _deaf_to_ctrl_c():  # it may start a worker
                return self._pool.submit(_worked, batch)
        except BrokenProcessPool as broken:
            failed: Future[list[Outcome]] = Future()
            failed.set_exception(broken)
            return failed

    def outcomes(self, batch: Batch, future: Future[list[Outcome]]) -> list[Outcome]:
        # The batches before it in the same worker take their time too, and so does loading the model.
        return future.result(timeout=self.work.settings.document_seconds * (len(batch.members) * (_AHEAD + 1) + 1))

    def alone(self, batch: Batch) -> Outcome:
        """One member by itself; refused where it ends its worker again."""
        try:
            return self.outcomes(batch, self.submit(batch))[0]
        except (BrokenProcessPool, TooLate) as failure:
            self.stop()
            how = "takes too long" if isinstance(failure, TooLate) else "ends the reader (too little memory?)"
            words = f"{batch.members[0].locator}: reading it {how}; split it, or leave it out"
            return Outcome(refused=(Damaged(words),))

    def stop(self) -> None:
        """End every worker now; what they were reading is lost and nothing else."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with contextlib.suppress(OSError, ValueError):
                process.kill()
        for process in processes:
            process.join()


@contextlib.contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """What is started here never hears Ctrl-C, from its first instruction on; we hear it when this is over."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Work | None = None


def _begin(work: Work) -> None:
    """In a worker: leave Ctrl-C to the parent, and end with it however it ends."""
    global _work
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _worked(batch: Batch) -> list[Outcome]:
    if _work is None:
        raise RuntimeError("the worker was not begun")
    return _work(batch)
