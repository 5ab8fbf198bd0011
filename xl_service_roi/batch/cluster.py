"""Applies a function to a stream of items on many machines; dask.distributed carries the chunks there and back.

Dask does again what is lost with a machine. What one item does to its process is seen to where it happens: ``remote``.
"""

from __future__ import annotations

import gc
import logging
import pickle
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Generic

from ..errors import InputError, Problem, ServiceRoiError
from . import remote
from .files import detail
from .optional import optional
from .plan import Told
from .pool import BY_HAND, Work, never, processors
from .turns import CHUNK_SECONDS, LARGEST_CHUNK, READ_AHEAD, Chunk, Done, Feed, Item, Lost, Turns

CONNECTS_WITHIN = 10.0
"""Seconds that a scheduler is given to answer."""
JOINS_WITHIN = 60.0
"""Seconds that the first of its workers is given to be there."""
FEWEST_IN_HAND, MOST_IN_HAND = 32, 1024
"""Chunks whose results are not told yet: enough to keep all workers busy, and no more than memory has room for."""

_PATIENCE = 0.2
_LOOKS_EVERY = 0.005
_COUNTS_EVERY = 5.0
_RETRIES = 3
_GONE = "the connection to the scheduler was lost"
_AS_LONG_AS_IT_TAKES = {"distributed.deploy.lost-worker-timeout": "1 hour"}
"""A cluster on this machine gives up a worker that is not back by then: 15 seconds are not enough where it is busy."""
_DEAF = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)"
"""Ctrl-C reaches every process of this machine; the first one decides what is done."""


def not_told(problem: Problem) -> None:
    """Keep a warning to oneself."""


class DaskPool:
    """Works on a cluster of dask.distributed.

    ``cluster``: the address of its scheduler, or a client that is connected to it; without either, a cluster of
    ``jobs`` workers is started on this machine. ``timeout``: seconds an item may take. ``memory``: megabytes a process
    may take beyond what it starts with, 0 for no limit; only Linux keeps to it. Whoever asks is ``told`` of workers
    with other versions of the libraries in between.
    """

    def __init__(
        self,
        cluster: Any = None,
        *,
        jobs: int | None = None,
        timeout: float = 60.0,
        memory: int = 1024,
        told: Told = not_told,
    ) -> None:
        self.distributed = optional("distributed", "a cluster", "cluster")
        self.cluster, self.jobs, self.told = cluster, jobs or processors(), told
        self.timeout, self.memory = timeout, memory

    def run(
        self, work: Work[Item, Done], items: Iterable[Item], stop: Callable[[], bool] = never
    ) -> Generator[tuple[Item, Done | Lost], None, None]:
        """Give each item with its result, in their order; the cluster has nothing of it left when it ends."""
        with self._client() as client:
            _check_workers(client)
            crew: _Crew[Item, Done] = _Crew(self, client, work, items)
            try:
                yield from crew.results(stop)
            finally:
                crew.leave()

    @contextmanager
    def _client(self) -> Iterator[Any]:
        if isinstance(self.cluster, self.distributed.Client):
            yield self.cluster
            return
        with ExitStack() as opened:
            opened.enter_context(_quiet())
            opened.enter_context(optional("dask", "a cluster", "cluster").config.set(_AS_LONG_AS_IT_TAKES))
            address = self.cluster or opened.enter_context(self._cluster_here())
            yield opened.enter_context(self._connected(address))

    def _cluster_here(self) -> Any:
        return self.distributed.LocalCluster(
            n_workers=self.jobs,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # else it takes port 8787 all the same
            silence_logs=logging.ERROR,
            preload=[_DEAF],
        )

    def _connected(self, cluster: Any) -> Any:
        failure = ""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                client = self.distributed.Client(
                    cluster, name="service-roi", timeout=CONNECTS_WITHIN, set_as_default=False
                )
            except (OSError, ValueError, TypeError, ImportError) as error:  # no answer, no address, too old a dask
                failure = detail(error)
        if failure:
            gc.collect()  # a client that failed ends its thread when it is collected: not while the next one starts
            remedy = "give the address of a scheduler that runs, such as tcp://10.0.0.5:8786"
            raise InputError([Problem(str(cluster), f"cannot be connected to ({failure})", remedy=remedy)])
        for warning in caught:
            self.told(Problem("", " ".join(str(warning.message).split()), severity="warning"))
        return client


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep dask from writing tracebacks to the terminal of what is told there in words."""
    loggers = [logging.getLogger(name) for name in ("distributed.client", "tornado.application")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _check_workers(client: Any) -> None:
    """Refuse a cluster without workers, and one that would calculate with another version of the model."""
    try:
        client.wait_for_workers(1, timeout=JOINS_WITHIN)
    except TimeoutError:
        text = f"no worker was there within {JOINS_WITHIN:g} seconds"
        raise InputError([Problem(_address(client), text, remedy="start workers, or try again later")]) from None
    ours = remote.versions()
    found = client.run(remote.versions, on_error="return")
    problems = [
        remote.other_version(worker, ours, detail(its) if isinstance(its, Exception) else its)
        for worker, its in sorted(found.items())
        if its != ours and not isinstance(its, OSError)  # it has died meanwhile
    ]
    if problems:
        raise InputError(problems)


def _address(client: Any) -> str:
    return str(client.scheduler.address)


class _Crew(Generic[Item, Done]):
    """The tasks of one run, and the results that wait for their turn."""

    def __init__(self, pool: DaskPool, client: Any, work: Work[Item, Done], items: Iterable[Item]) -> None:
        self.pool, self.client, self.work = pool, client, work
        self.run = remote.Run(uuid.uuid4().hex, pool.timeout, pool.memory, remote.versions())
        self.feed = Feed(items, 1, min(CHUNK_SECONDS, pool.timeout / 4))
        self.turns: Turns[Item, Done] = Turns(self.feed, 0)
        self.at: dict[Any, Chunk[Item]] = {}  # by the future of its task
        self.done = pool.distributed.as_completed(loop=client.loop, with_results=True, raise_errors=False)
        self.suspects: deque[Chunk[Item]] = deque()
        self.counted = float("-inf")

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
                self.hand_out()
        yield from self.turns.left()

    def hand_out(self) -> None:
        """Give the cluster as many tasks as keep it busy."""
        if self.client.status != "running":
            raise self.failed(_GONE)
        self.count_threads()
        while chunk := self.next_chunk():
            # Pickled, so that dask looks for nothing in it; not pure, so that no earlier task is taken for this one.
            task = pickle.dumps((self.work, chunk.items))
            future = self.client.submit(remote.answer, self.run, task, pure=False, retries=_RETRIES)
            self.at[future] = chunk
            self.done.add(future)

    def next_chunk(self) -> Chunk[Item] | None:
        """Return what is to be done next; what may have killed its workers is done when nothing else is in hand."""
        if self.suspects:
            return None if self.at else self.suspects[0]
        return self.turns.next_chunk()

    def count_threads(self) -> None:
        """Notice from time to time how large the cluster is: workers come and go."""
        now = time.monotonic()
        if now - self.counted > _COUNTS_EVERY:
            try:
                threads = sum(self.client.nthreads().values())
            except OSError:
                raise self.failed(_GONE) from None
            self.turns.window = min(max(FEWEST_IN_HAND, 4 * threads), MOST_IN_HAND)
            # With more, what is read ahead would be cut into chunks that are hardly worth a task.
            self.feed.jobs = min(max(1, threads), READ_AHEAD // (2 * LARGEST_CHUNK))
            self.counted = now

    def listen(self, patience: float) -> None:
        """Take in the answers that have come; wait for one if there is none."""
        until = time.monotonic() + patience
        while not self.done.has_ready() and time.monotonic() < until:
            time.sleep(_LOOKS_EVERY)
        for future, result in self.done.next_batch(block=False):
            self.hear(self.at.pop(future), future.status, result)

    def hear(self, chunk: Chunk[Item], status: str, result: Any) -> None:
        """Take in what came of one task."""
        error = result[1] if status == "error" else None
        if isinstance(error, self.pool.distributed.KilledWorker):
            self.suspect(chunk)
            return
        if error is not None:
            raise error if isinstance(error, ServiceRoiError) else self.failed(f"a worker failed ({detail(error)})")
        if status != "finished":
            raise self.failed(_GONE)
        if self.suspects and chunk is self.suspects[0]:
            self.suspects.popleft()
        answer, seconds = result
        if isinstance(answer, Lost):
            self.turns.fail(chunk, answer.reason)
        else:
            chunk.answer = answer
            self.feed.took(seconds, len(chunk.items))

    def suspect(self, chunk: Chunk[Item]) -> None:
        """Have a chunk done again whose workers all died.

        Dask blames whatever was at hand when a worker died. So it is done an item at a time, and nothing beside it:
        only an item whose workers died then, too, is lost.
        """
        if self.suspects and chunk is self.suspects[0]:
            self.turns.fail(self.suspects.popleft(), f"every worker that read it died; {BY_HAND}")
        elif chunk.alone:
            self.suspects.append(chunk)
        else:
            self.turns.fail(chunk, "")
            self.suspects += self.turns.again
            self.turns.again.clear()

    def failed(self, text: str) -> ServiceRoiError:
        """Return the error with which a run ends; what was done is kept by whoever took the results."""
        return ServiceRoiError(f"{_address(self.client)}: {text}; what was done so far is kept, go on with --resume")

    def leave(self) -> None:
        """Take back what is not done, and end the processes beside the workers."""
        self.done.clear()
        with suppress(OSError):  # the connection is gone, and the tasks with it
            if self.client.status == "running":
                self.client.cancel([*self.at])
                self.client.run(remote.end, self.run, on_error="ignore")
        self.at.clear()
