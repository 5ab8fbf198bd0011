"""One process that works for a pool. It may die, hang or outgrow its memory: the pool, which lives on, only notices.

Each process has a pipe of its own. Pools that share one between their processes stop for ever when one of them dies
while it reads or writes, since the others then wait for its lock, or for the other half of its message.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

PRELOADED = "xl_service_roi.batch.preloaded"
"""What every process needs is loaded once, where processes can be forked from one that has loaded it."""

_ENDS_WITHIN = 3.0
"""Seconds that a process is given to clear up after itself, before it is killed."""
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_READY, _DONE, _FAILED, _TOO_LARGE = b"r", b"d", b"f", b"m"


class Worker:
    """A process that applies a function to the chunks it is given, one at a time.

    ``memory``: megabytes it may take beyond what it starts with, 0 for no limit; only Linux keeps to it.
    """

    def __init__(self, work: Callable[[Any], Any], memory: int = 0) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self.ready = False
        with _one_thread_each(), _without_main(), _deaf_to_ctrl_c():
            task = (theirs, work, memory, dict(os.environ))
            self.process = context.Process(target=_serve, args=task, daemon=True)
            self.process.start()
        theirs.close()

    def give(self, chunk: Sequence[Any]) -> None:
        """Hand a chunk to a process that is ready for it; ``OSError`` where it has died."""
        self.ready = False
        self.pipe.send(chunk)

    def answer(self) -> bytes | None:
        """Return what it has to say: the pickled results, or nothing where it was only getting ready.

        Raises ``EOFError`` where it died, ``MemoryError`` where its memory was not enough, and ``Failure`` where the
        function raised another exception.
        """
        try:
            message = self.pipe.recv_bytes()
        except OSError:
            raise EOFError from None
        kind, content = message[:1], message[1:]
        if kind == _TOO_LARGE:
            raise MemoryError
        if kind == _FAILED:
            raise Failure(content.decode())
        self.ready = True
        return content if kind == _DONE else None

    def how_it_died(self) -> str:
        """Return how the process came to its end, after ``EOFError``."""
        self._ended()
        code = self.process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def dismiss(self) -> None:
        """Ask the process to end: it does at once if it has nothing in hand, and clears up first if it has."""
        if not self.ready:
            self.process.terminate()
        self.pipe.close()

    def see_off(self) -> None:
        """Wait until a dismissed process has ended, and end it if it does not."""
        self._ended()
        self.process.close()

    def _ended(self) -> None:
        self.process.join(_ENDS_WITHIN)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Failure(Exception):
    """The function raised an exception: its name and text."""


def _context() -> SpawnContext | ForkServerContext:
    if sys.platform != "linux":  # what is preloaded on a Mac may not survive a fork
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes started here calculate in one thread: there is one of them for each processor already."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep processes started here from importing the main module, which they have no use for.

    It would run a script that calls us once more in each of them, unless its author thought of that.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Keep Ctrl-C from processes started here, from their first moment on: the one that starts them decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], Any], memory: int, environment: dict[str, str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    Thread(target=_end_with_parent, daemon=True).start()
    os.environ.clear()  # what it is forked from has that of an earlier moment
    os.environ.update(environment)
    gc.freeze()
    gc.set_threshold(50_000)
    _limit_memory(memory)
    message = _READY
    while True:
        try:
            pipe.send_bytes(message)
            chunk = pipe.recv()
        except (EOFError, OSError):  # the pool has no more work, or is no more
            return
        message = _answer(work, chunk)
        del chunk


def _answer(work: Callable[[Any], Any], chunk: Any) -> bytes:
    try:
        return _DONE + pickle.dumps(work(chunk), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _TOO_LARGE
    except Exception as error:
        return _FAILED + f"{type(error).__name__}: {error}".encode(errors="backslashreplace")


def _leave(*_: object) -> None:
    raise SystemExit  # not os._exit: a workbook that is being written is to be cleared up


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even in the middle of a chunk that never ends."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _limit_memory(megabytes: int) -> None:
    if not megabytes or sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = pages * resource.getpagesize() + megabytes * 2**20
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError):  # a stricter limit stands already
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
