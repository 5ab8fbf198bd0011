"""What was made of a part before, by its contents: the workbooks of a firm come from one template, and share a lot."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import TypeVar

_LONGEST = 1 << 18
"""Bytes: a longer part is rarely met twice, and what is made of it may be large."""
_MOST = 16

T = TypeVar("T")


def remembered(make: Callable[[bytes], T]) -> Callable[[bytes], T]:
    """Let a function be called once only for the same bytes, of which no more than a digest is kept."""
    known: dict[bytes, T] = {}

    @wraps(make)
    def made(data: bytes) -> T:
        if len(data) > _LONGEST:
            return make(data)
        digest = sha256(data).digest()
        if digest not in known:
            found = make(data)
            if len(known) >= _MOST:
                known.clear()
            known[digest] = found
        return known[digest]

    return made
