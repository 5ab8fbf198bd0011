"""Applies a function to a stream of items in processes of this machine, and tells what came of every one of them.

A process that dies, hangs or outgrows its memory takes one item with it: its chunk is done again, one item at a time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from multiprocessing import connection
from typing import Any, Generic, Protocol

from ..errors import ServiceRoiError
from .turns import CHUNK_SECONDS, Chunk, Done, Feed, Item, Lost, Turns
from .worker import Failure, Worker

Work = Callable[[Sequence[Item]], Sequence[Done]]
"""What is done with a chunk of items: gives as many results, in the same order."""

WINDOW = 32
"""Chunks, at least, that may be done while the results of an earlier one are still awaited."""
STOPS_WITHIN = 5.0
"""Seconds that the chunks in hand are given, when a run is stopped."""
BY_HAND = "open it by hand"

_PATIENCE = 0.2
_STARTS = 5


def never() -> bool:
    """Let a run go on to its end."""
    return False


class Executor(Protocol):
    """Something that does the work: processes here, processes elsewhere, or this very process."""

    def run(
        self, work: Work[Item, Done], items: Iterable[Item], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Item, Done | Lost], None, None]:
        """Give each item with its result, in their order; when ``stop`` says so, no more than what is in hand."""
        ...


class InProcess:
    """Works in this process: what dies or hangs takes everything with it."""

    def run(
        self, work: Work[Item, Done], items: Iterable[Item], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Item, Done | Lost], None, None]:
        """Give each item with its result, in their order."""
        feed = Feed(items, jobs=1)
        while not stop() and (chunk := feed.chunk()):
            yield from zip(chunk, work(chunk), strict=True)


class LocalPool:
    """Works in processes of this machine.

    ``jobs``: how many; one for each processor if not given. ``timeout``: seconds that an item may take. ``memory``:
    megabytes that a process may take beyond what it starts with, 0 for no limit; only Linux keeps to it.
    """

    def __init__(self, jobs: int | None = None, timeout: float = 60.0, memory: int = 1024) -> None:
        self.jobs = jobs or processors()
        self.timeout, self.memory = timeout, memory

    def run(
        self, work: Work[Item, Done], items: Iterable[Item], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Item, Done | Lost], None, None]:
        """Give each item with its result, in their order; the processes are gone when the last one was taken."""
        crew: _Crew[Item, Done] = _Crew(self, work, items)
        try:
            yield from crew.results(stop)
        finally:
            crew.leave()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Crew(Generic[Item, Done]):
    """The processes of one run, and what each of them is at."""

    def __init__(self, pool: LocalPool, work: Work[Item, Done], items: Iterable[Item]) -> None:
        self.pool, self.work = pool, work
        self.feed = Feed(items, pool.jobs, min(CHUNK_SECONDS, pool.timeout / 4))
        self.turns: Turns[Item, Done] = Turns(self.feed, max(WINDOW, 4 * pool.jobs))
        self.workers: dict[Any, Worker] = {}  # by their pipes
        self.at: dict[Worker, tuple[Chunk[Item], float]] = {}  # since when
        self.failed_starts = 0

    def results(self, stop: Callable[[], bool]) -> Iterator[tuple[Item, Done | Lost]]:
        """Give each item with its result, in their order."""
        while not stop():
            self.hand_out()
            if self.turns.over:
                return
            self.listen(_PATIENCE)
            for result in self.turns.due():
                yield result
                self.listen(0)  # whoever takes the results may take his time: nobody is to wait for that
                if not stop():
                    self.hand_out()
        self.finish()
        yield from self.turns.left()

    def hand_out(self) -> None:
        """Give every process that is ready something to do, and start as many as there is work for."""
        self.feed.look_ahead()
        for worker in [worker for worker in self.workers.values() if worker.ready]:
            if chunk := self.turns.next_chunk():
                self.at[worker] = chunk, time.monotonic()
                try:
                    worker.give(chunk.items)
                except OSError:
                    self.mourn(worker)
        idle = len(self.workers) - len(self.at)
        for _ in range(min(self.pool.jobs - len(self.workers), len(self.turns.again) + len(self.feed) - idle)):
            worker = Worker(self.work, self.pool.memory)
            self.workers[worker.pipe] = worker

    def listen(self, patience: float) -> None:
        """Take in what the processes have to say, and notice which of them died or take too long."""
        now, timeout = time.monotonic(), self.pool.timeout
        overdue = min((since + timeout - now for _, since in self.at.values()), default=patience)
        for pipe in connection.wait(list(self.workers), max(0.0, min(patience, overdue))):
            self.hear(self.workers[pipe])
        now = time.monotonic()
        for worker, (_, since) in list(self.at.items()):
            if now - since > timeout:
                self.lose(worker, f"took longer than {timeout:g} seconds; {BY_HAND}, or allow more with --timeout")

    def hear(self, worker: Worker) -> None:
        """Take in what one process has to say."""
        memory = self.pool.memory
        try:
            answer = worker.answer()
        except EOFError:
            self.mourn(worker)
        except MemoryError:
            self.lose(worker, f"needs more than {memory:,} MB of memory; {BY_HAND}, or allow more with --memory")
        except Failure as failure:
            self.lose(worker, f"could not be recalculated ({failure}); please report it")
        else:
            self.failed_starts = 0
            if worker in self.at and answer is not None:
                chunk, since = self.at.pop(worker)
                chunk.answer = answer
                self.feed.took(time.monotonic() - since, len(chunk.items))

    def mourn(self, worker: Worker) -> None:
        """Part with a process that died."""
        how = worker.how_it_died()
        if worker not in self.at:
            self.failed_starts += 1
            if self.failed_starts >= _STARTS:
                raise ServiceRoiError(f"processes that should read workbooks end before they begin ({how})")
        self.lose(worker, f"the process that read it died ({how}); {BY_HAND}")

    def lose(self, worker: Worker, reason: str) -> None:
        """Part with a process, and have done again what it was at."""
        del self.workers[worker.pipe]
        worker.dismiss()
        worker.see_off()
        if worker in self.at:
            chunk, _ = self.at.pop(worker)
            self.turns.fail(chunk, reason)

    def finish(self) -> None:
        """Wait for the chunks in hand, but not for long."""
        until = time.monotonic() + STOPS_WITHIN
        while self.at and (left := until - time.monotonic()) > 0:
            self.listen(min(left, _PATIENCE))

    def leave(self) -> None:
        """End all processes."""
        for worker in self.workers.values():
            worker.dismiss()
        while self.workers:
            self.workers.popitem()[1].see_off()
