"""What the pool is given to do in its tests: work that goes well, and work that takes its process with it.

A module of its own, since the processes of the pool import it.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import NoReturn


def crash() -> NoReturn:
    """A real segmentation fault."""
    ctypes.string_at(0)
    raise AssertionError("address 0 could be read")


def hang() -> NoReturn:
    while True:
        time.sleep(1)


def deaf() -> NoReturn:
    """Hears nothing of what the pool asks, as C code that never comes back."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    hang()


def recurse() -> NoReturn:
    recurse()


MISDEEDS: dict[str, Callable[[], object]] = {
    "exit": lambda: os._exit(3),
    "leave": lambda: sys.exit(4),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crash": crash,
    "hang": hang,
    "deaf": deaf,
    "memory": lambda: bytearray(1 << 40),
    "raise": lambda: {}["\udcff"],
    "recurse": recurse,
}


def lengths(names: Sequence[str]) -> list[int]:
    """The length of each name, unless the name is a misdeed."""
    for name in names:
        MISDEEDS.get(name, lambda: None)()
    return [len(name) for name in names]


def processes(names: Sequence[str]) -> list[int]:
    """The process that does the work."""
    time.sleep(0.01)
    return [os.getpid()] * len(names)


def large(names: Sequence[str]) -> list[bytes]:
    """Results that take many writes to the pipe."""
    time.sleep(0.002)
    return [name.encode() * 20_000 for name in names]


def variables(names: Sequence[str]) -> list[str | None]:
    """What stands in the environment."""
    return [os.environ.get(name) for name in names]


def megabytes(sizes: Sequence[int]) -> list[int]:
    """How much memory could be had."""
    return [len(bytearray(size << 20)) >> 20 for size in sizes]


class Stillborn:
    """Work that ends every process that it is brought to."""

    def __reduce__(self) -> tuple[Callable[[int], NoReturn], tuple[int]]:
        return os._exit, (5,)

    def __call__(self, names: Sequence[str]) -> list[str]:
        return list(names)
