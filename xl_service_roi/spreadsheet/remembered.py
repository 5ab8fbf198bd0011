"""What was made of a part before, by its contents: the workbooks of a firm come from one template, and share a lot."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from hashlib import sha256
from typing import Generic, TypeVar

_LONGEST = 1 << 18
"""Bytes: a longer part is rarely met twice, and what is made of it may be large."""
_MOST = 16

T = TypeVar("T")


class Memory(Generic[T]):
    """What was made last, by a key that says all that it was made of; None is no key, and nothing is kept for it."""

    def __init__(self) -> None:
        self._known: dict[Hashable, T] = {}

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for this key before, or make it."""
        if key is None:
            return make()
        if key not in self._known:
            found = make()
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = found
        return self._known[key]


def remembered(make: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Let a function be called once only for the same bytes, of which no more than a digest is kept."""
    memory = Memory[T]()

    @wraps(make)
    def made(data: bytes) -> T:
        if len(data) > _LONGEST:
            return make(data)
        return memory.of(sha256(data).digest(), lambda: make(data))

    return made
