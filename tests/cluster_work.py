"""What the cluster is given to do in its tests: work that takes its worker, and not only the process beside it, along.

A module of its own, since the workers import it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from xl_service_roi.spreadsheet import save

Work = Callable[[Sequence[Any]], Sequence[Any]]


def own_worker() -> int:
    """The worker beside which this process works."""
    worker = multiprocessing.parent_process()
    assert worker is not None
    assert worker.pid is not None
    return worker.pid


@dataclass(frozen=True)
class HeldUp:
    """Work that never comes back for a chunk with ``name`` in it, unless it is done a second time.

    Each time, a line in ``log`` says which worker was at it. It is held up before the work, after it, or while it is
    writing its first workbook back: with the lock held, and half of it in the file that is to take its place.
    """

    work: Work
    name: str
    log: Path
    moment: str = "before"

    def __call__(self, items: Sequence[Any]) -> Sequence[Any]:
        if not any(self.name in str(item) for item in items):
            return self.work(items)
        if workers_at(self.log):
            self.write_down()
            return self.work(items)
        if self.moment == "writing":
            with mock.patch.object(save._Target, "write", self.write_half):
                self.work(items)
        elif self.moment == "after":
            self.work(items)
        self.write_down()
        time.sleep(3600)
        raise AssertionError("nobody killed the worker")

    def write_half(self, target: Any, data: bytes, state: object) -> None:
        Path(target.hidden(save._NEW)).write_bytes(data[: len(data) // 2])
        self.write_down()
        time.sleep(3600)

    def write_down(self) -> None:
        with self.log.open("a", encoding="ascii") as log:
            log.write(f"{own_worker()}\n")


def workers_at(log: Path) -> list[int]:
    """The workers that were at the chunk which is held up, in order."""
    with suppress(FileNotFoundError):
        return [int(line) for line in log.read_text(encoding="ascii").splitlines()]
    return []


def lengths(names: Sequence[str]) -> list[int]:
    """The length of each name; one of them kills the worker."""
    if "kill the worker" in names:
        os.kill(own_worker(), signal.SIGKILL)
        time.sleep(3600)
    return [len(name) for name in names]


def workers(items: Sequence[Any]) -> list[tuple[int, int]]:
    """The worker and the process beside it that did the work, which takes a while."""
    time.sleep(0.05)
    return [(own_worker(), os.getpid())] * len(items)
