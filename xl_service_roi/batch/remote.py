"""What runs in the workers of a cluster: each has its work done by a process beside it, which it can end.

A workbook that kills or blocks whoever reads it would otherwise kill or block one worker after the other.
"""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import gethostname
from threading import Lock, Timer
from typing import Any

from .. import __version__
from ..errors import InputError, Problem, ServiceRoiError
from ..model import MODEL_VERSION
from .pool import BY_HAND, Work
from .turns import Lost
from .worker import Failure, Worker

STARTS_WITHIN = 60.0
"""Seconds that a process is given to be ready for work."""
IDLE_SECONDS = 60.0
"""A process that had no work for so long is ended: whoever gave it work may be gone."""


Versions = tuple[str, str]
"""Of the model, and of this package."""


@dataclass(frozen=True)
class Run:
    """What a worker has to know of a run: seconds an item and megabytes a process may take, and what all must have."""

    name: str
    timeout: float
    memory: int
    versions: Versions


_teams: dict[Run, _Team] = {}
"""The processes beside this worker, by the run they work for."""
_teams_change = Lock()
_starts = Lock()


def versions() -> Versions:
    """Return the versions of what is installed here."""
    return MODEL_VERSION, __version__


def other_version(where: str, ours: Versions, theirs: Versions | str) -> Problem:
    """Return what is wrong with a worker that has other versions than we have, or none."""
    model, package = ours
    found = theirs if isinstance(theirs, str) else f"model {theirs[0]}, package {theirs[1]}"
    expected = f"model {model}, package {package}"
    remedy = f'install on every worker: pip install "xl-service-roi[cluster]=={package}"'
    return Problem(where, "this worker would not calculate as this machine does", found, expected, remedy)


def answer(run: Run, task: bytes) -> tuple[bytes | Lost, float]:
    """Return the pickled results of a chunk, or why there are none; and the seconds it took.

    ``task``: the work and the items, pickled.
    """
    if run.versions != versions():  # it joined after the run had begun
        raise InputError([other_version(gethostname(), run.versions, versions())])
    work, items = pickle.loads(task)
    with _teams_change:
        if run not in _teams:
            _teams[run] = _Team(run, work)
        team = _teams[run]
    return team.answer(items)


def end(run: Run) -> None:
    """End the processes of a run, also those that are at work."""
    with _teams_change:
        team = _teams.pop(run, None)
    if team is not None:
        team.end()


class _Team:
    """The processes that do the work of one run beside one worker: as many as it has threads."""

    def __init__(self, run: Run, work: Work[Any, Any]) -> None:
        self.run, self.work = run, work
        self.lock = Lock()
        self.busy: set[Worker] = set()
        self.idle: list[Worker] = []
        self.timer = Timer(0, self.end_if_idle)
        # A worker that has a nanny may have no processes of its own, for fear that they outlive it: ours do not.
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]

    def answer(self, items: list[Any]) -> tuple[bytes | Lost, float]:
        """Have a chunk done by one of the processes."""
        with self.one() as worker:
            since = time.monotonic()
            answer = self.asked(worker, items)
            return answer, time.monotonic() - since

    def asked(self, worker: Worker, items: list[Any]) -> bytes | Lost:
        """Give a process a chunk, and return what it answers, or what became of it."""
        try:
            worker.give(items)
            if not worker.pipe.poll(self.run.timeout):
                return Lost(f"took longer than {self.run.timeout:g} seconds; {BY_HAND}, or allow more with --timeout")
            answer = worker.answer()
            assert answer is not None
            return answer
        except (EOFError, OSError):
            return Lost(f"the process that read it died ({worker.how_it_died()}); {BY_HAND}")
        except MemoryError:
            return Lost(f"needs more than {self.run.memory:,} MB of memory; {BY_HAND}, or allow more with --memory")
        except Failure as failure:
            return Lost(f"could not be recalculated ({failure}); please report it")

    @contextmanager
    def one(self) -> Iterator[Worker]:
        """Lend a process that is ready; it is ended if it is not ready again when it comes back."""
        with self.lock:
            self.timer.cancel()
            worker = self.idle.pop() if self.idle else None
        worker = worker or self.started()
        with self.lock:
            self.busy.add(worker)
        try:
            yield worker
        finally:
            with self.lock:
                self.busy.remove(worker)
                if worker.ready:
                    self.idle.append(worker)
                self.timer.cancel()
                self.timer = Timer(IDLE_SECONDS, self.end_if_idle)
                self.timer.daemon = True
                self.timer.start()
            if not worker.ready:
                worker.dismiss()
                worker.see_off()

    def started(self) -> Worker:
        """Return a new process that is ready."""
        with _starts:  # which changes the environment for that moment
            worker = Worker(self.work, self.run.memory)
        with suppress(EOFError):
            if worker.pipe.poll(STARTS_WITHIN):
                worker.answer()
                return worker
        worker.dismiss()
        worker.see_off()
        raise ServiceRoiError(f"{gethostname()}: no process can be started that reads workbooks")

    def end_if_idle(self) -> None:
        """End the processes that have not been at work for a while."""
        with _teams_change, self.lock:
            if self.busy:
                return
            _teams.pop(self.run, None)
        self.end()

    def end(self) -> None:
        """End all processes; whoever waits for one that is at work sees it off himself."""
        with self.lock:
            self.timer.cancel()
            idle, self.idle = self.idle, []
            for worker in self.busy:
                with suppress(ValueError):  # seen off this very moment
                    worker.process.terminate()
        for worker in idle:
            worker.dismiss()
        for worker in idle:
            worker.see_off()
