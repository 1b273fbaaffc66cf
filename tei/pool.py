"""Work on many things at once: the same act on each of a list, on several cores, the results in order.

The workers are processes that start once and stay, so that what one file needed (a compiled schema, a list of words)
is there for the next. Nothing here writes files: results go to the process that asked, and that one writes them, in
the order of the list, whatever came first. So an interruption leaves whole files, and the number of workers changes
nothing but the time.
"""

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# A worker that is started costs as much as a few files: with fewer than this for each, one process is faster.
_WORTH_A_WORKER = 8
# How many tasks for each worker are under way at once: so many that none waits, so few that little is held in memory.
_AHEAD = 8


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux can say it
        return os.cpu_count() or 1


def each(
    work: Callable[[T], R],
    tasks: Sequence[T],
    jobs: int,
    died: Callable[[T], R],
    *,
    worth: int = _WORTH_A_WORKER,
) -> Iterator[R]:
    """Give ``work(task)`` for each of ``tasks`` in their order, from up to ``jobs`` processes.

    With fewer than ``worth`` tasks for a worker it is not started. ``work`` and the tasks must be picklable. A task that kills its worker (memory, a fault of a library) gives
    ``died(task)``, and the rest goes on.
    """
    workers = min(jobs, len(tasks) // worth)
    if workers < 2:
        yield from map(work, tasks)
        return
    left = deque(tasks)
    while left:
        yield from _until_one_dies(work, left, workers)
        if left:
            yield from _alone(work, left, workers * _AHEAD, died)


def _until_one_dies(work: Callable[[T], R], left: deque[T], workers: int) -> Iterator[R]:
    """Work on what is ``left``, taking from it what is done, until all is or a worker dies."""
    under_way: deque[Future[R]] = deque()
    with _pool(workers) as pool:
        try:
            while left:
                ahead = islice(left, len(under_way), workers * _AHEAD)
                under_way.extend(pool.submit(work, task) for task in ahead)
                result = under_way[0].result()
                under_way.popleft()
                left.popleft()
                yield result
        except BrokenProcessPool:
            return


def _alone(work: Callable[[T], R], left: deque[T], count: int, died: Callable[[T], R]) -> Iterator[R]:
    """Work on the next ``count`` tasks, one of which kills its worker, each by itself."""
    for _ in range(min(count, len(left))):
        task = left.popleft()
        with _pool(1) as pool:
            try:
                result = pool.submit(work, task).result()
            except BrokenProcessPool:
                result = died(task)
        yield result


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    # Started afresh rather than forked, so that it is the same on every system and beside threads.
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Make a worker leave interruptions to its parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)
