"""A stream of items cut into chunks, and their results put in order again, whoever does the work and in what order.

What fails is done again, one item at a time, so that only the item at fault is lost.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")

LARGEST_CHUNK = 256
FIRST_CHUNK = 8
"""The size of a chunk as long as nobody knows how long an item takes."""
CHUNK_SECONDS = 2.0
"""A chunk is no larger than what takes this long: progress is smooth, and little is done twice."""
READ_AHEAD = 10_000
"""Items that are drawn from the stream before their turn, so that in most runs it is soon known how many there are."""


@dataclass(frozen=True)
class Lost:
    """Instead of a result: why there is none."""

    reason: str


class Feed(Generic[Item]):
    """Cuts a stream of items into chunks: large ones while there is plenty, small ones of few items and at the end.

    ``jobs``: how many chunks are worked on at the same time. ``chunk_seconds``: how long a chunk should take at most.
    """

    def __init__(self, items: Iterable[Item], jobs: int, chunk_seconds: float = CHUNK_SECONDS) -> None:
        self.jobs, self.chunk_seconds = jobs, chunk_seconds
        self.items, self.ahead = iter(items), deque[Item]()
        self.largest = FIRST_CHUNK

    def __len__(self) -> int:
        """Return how many items are known to be left."""
        return len(self.ahead)

    def look_ahead(self, count: int = LARGEST_CHUNK) -> None:
        """Draw some items from the stream before their turn."""
        self.ahead.extend(islice(self.items, min(count, READ_AHEAD - len(self.ahead))))

    def chunk(self) -> list[Item]:
        """Return the next items; none when the stream is exhausted."""
        plenty = 2 * self.jobs
        self.look_ahead(max(0, plenty * LARGEST_CHUNK - len(self.ahead)))
        size = min(self.largest, -(-len(self.ahead) // plenty))
        return [self.ahead.popleft() for _ in range(size)]

    def took(self, seconds: float, count: int) -> None:
        """Learn from a chunk how large the next ones should be."""
        self.largest = max(1, min(LARGEST_CHUNK, int(self.chunk_seconds * count / max(seconds, 1e-9))))


@dataclass(eq=False)
class Chunk(Generic[Item]):
    """Items that are done together; ``alone`` for the second try of one whose chunk failed."""

    items: list[Item]
    alone: bool = False
    answer: bytes | Lost | None = None
    """Results stay pickled, which is compact, until it is their turn."""


class Turns(Generic[Item, Done]):
    """Chunks that are to be done, are being done, or are done and wait for their turn.

    ``window``: no more chunks than this are begun before the first of them is done.
    """

    def __init__(self, feed: Feed[Item], window: int) -> None:
        self.feed, self.window = feed, window
        self.waiting: list[Chunk[Item]] = []  # in the order of the items
        self.again: deque[Chunk[Item]] = deque()

    @property
    def over(self) -> bool:
        """Whether all is done and taken, as far as is known; to be asked after `next_chunk` or `Feed.look_ahead`."""
        return not self.waiting and not self.feed

    def next_chunk(self) -> Chunk[Item] | None:
        """Return what is to be done next, unless enough results wait for that of an earlier chunk."""
        if self.again:
            return self.again.popleft()
        if len(self.waiting) >= self.window or not (items := self.feed.chunk()):
            return None
        self.waiting.append(Chunk(items))
        return self.waiting[-1]

    def fail(self, chunk: Chunk[Item], reason: str) -> None:
        """Have a chunk done again that failed, each item alone; one that was alone is lost."""
        if chunk.alone:
            chunk.answer = Lost(reason)
            return
        single = [Chunk([item], alone=True) for item in chunk.items]
        place = self.waiting.index(chunk)
        self.waiting[place : place + 1] = single
        self.again.extend(single)

    def due(self) -> Iterator[tuple[Item, Done | Lost]]:
        """Give each item whose turn it is with its result."""
        while self.waiting and self.waiting[0].answer is not None:
            yield from _told(self.waiting.pop(0))

    def left(self) -> Iterator[tuple[Item, Done | Lost]]:
        """Give what is done although its turn has not come, since nothing more will be done."""
        while self.waiting:
            yield from _told(self.waiting.pop(0))


def _told(chunk: Chunk[Item]) -> Iterator[tuple[Item, Done | Lost]]:
    if isinstance(chunk.answer, Lost):
        yield from ((item, chunk.answer) for item in chunk.items)
    elif chunk.answer is not None:
        yield from zip(chunk.items, pickle.loads(chunk.answer), strict=True)
