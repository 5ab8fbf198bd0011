"""Works out the scrambles of a simulation, here or in other processes: the figures do not depend on where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ...engine.numeric import CHUNK
from ...uncertainty import Uncertainty
from .sampling import Sampler, sobol_points, streams
from .scenarios import MEASURES, Outcome, cash_flows, left_out, present_values, taken, with_incidents
from .variance import Sums, sums

Floats = NDArray[np.float64]

POINTS, LUCK, INDICES = range(3)
"""Streams of random numbers: the scrambles of the draws, the incidents, the scrambles of the variance shares."""


@dataclass(frozen=True)
class Item:
    """Scrambles by their numbers: of the draws, or of those that tell what the inputs explain."""

    numbers: tuple[int, ...]
    of_indices: bool = False


@dataclass
class Drawn:
    """What the draws of some scrambles come to, NaN where one is left out; ``other`` and ``flows`` of the first few.

    The first axis has a measure each, the last but one (of ``flows`` another one before it, of years) a scramble.
    """

    values: Floats
    other: Floats
    flows: Floats
    broken: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """Everything that the draws rest on.

    Of each scramble: ``draws``, how many there are; ``sample``, how many of them are worked out in other ways as well;
    ``index_draws``, how many of those that tell what the inputs explain. All three are powers of two.
    """

    values: dict[str, Any]
    years: int
    uncertainty: Uncertainty
    seed: int
    draws: int
    sample: int
    index_draws: int

    @cached_property
    def sampler(self) -> Sampler:
        """What turns points into values."""
        return Sampler.of(self.uncertainty, self.values)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the sampler behind: its tables are larger than all else, and quickly made."""
        return {name: value for name, value in vars(self).items() if name != "sampler"}

    def items(self, scrambles: int, index_scrambles: int) -> list[Item]:
        """Return what is to be done: scrambles of few draws together, as many as are reckoned at a time."""
        together = max(1, CHUNK // self.draws)
        numbers = range(scrambles)
        return [
            *(Item(tuple(numbers[start : start + together])) for start in numbers[::together]),
            *(Item((number,), of_indices=True) for number in range(index_scrambles)),
        ]

    def size(self, item: Item) -> int:
        """Return how many scenarios some scrambles take."""
        each = self.index_draws * (len(self.sampler.groups) + 2) if item.of_indices else self.draws
        return each * len(item.numbers)

    def drawn(self, scrambles: Sequence[int]) -> Drawn:
        """Work out some scrambles of the draws, side by side."""
        points = [sobol_points(len(self.sampler.names), self.draws, streams(self.seed, POINTS, n)) for n in scrambles]
        lucks = [streams(self.seed, LUCK, number) for number in scrambles]
        incidents = self.uncertainty.incidents
        broken: dict[str, int] = {}
        parts: list[Floats] = []
        for chunks in zip(*points, strict=True):
            length = chunks[0].shape[1]
            luck = np.concatenate([random.random((len(incidents), length)) for random in lucks], axis=1)
            values = self.values | self.sampler.values(np.concatenate(chunks, axis=1) if len(chunks) > 1 else chunks[0])
            outcome = with_incidents(present_values, values, self.years, incidents, luck)
            if not parts:
                few = np.flatnonzero(np.arange(luck.shape[1]) % length < self.sample)
                first = self._otherwise(taken(values, few), luck[:, few])
            parts.append(_kept(outcome).reshape(len(MEASURES), len(scrambles), length))
            for reason, which in outcome.broken.items():
                broken[reason] = broken.get(reason, 0) + int(which.sum())
        other, flows = (found.reshape(*found.shape[:-1], len(scrambles), self.sample) for found in first)
        return Drawn(np.concatenate(parts, axis=-1), other, flows, broken)

    def _otherwise(self, values: dict[str, Any], luck: Floats) -> tuple[Floats, Floats]:
        """Return what draws come to in the other acquisition mode, and their cumulative cash flows in this one."""
        other = values | {"hold_base": 1.0 - self.values["hold_base"]}
        incidents = self.uncertainty.incidents
        return (
            _kept(with_incidents(present_values, other, self.years, incidents, luck)),
            _kept(with_incidents(cash_flows, values, self.years, incidents, luck)),
        )

    def explained(self, scramble: int) -> Sums:
        """Work out a scramble of the draws that tell what the inputs explain; incidents apart, which are no inputs."""

        def evaluated(points: Floats) -> Floats:
            return _kept(present_values(self.values | self.sampler.values(points), self.years))

        random = streams(self.seed, INDICES, scramble)
        points = np.concatenate(list(sobol_points(2 * len(self.sampler.names), self.index_draws, random)), axis=1)
        return sums(evaluated, points, [group.members for group in self.sampler.groups])


def _kept(outcome: Outcome) -> Floats:
    """Return the results, a row a measure, NaN where a draw is left out."""
    gone = left_out(outcome)
    found = np.array(outcome.differences)
    if gone.any():
        found[..., gone] = np.nan
    return found


def work(job: Job, items: Sequence[Item]) -> list[Drawn | Sums]:
    """Return what comes of some scrambles."""
    return [job.explained(*item.numbers) if item.of_indices else job.drawn(item.numbers) for item in items]


class Executor(Protocol):
    """Something that works elsewhere, such as a cluster: gives each item with what came of it, in their order."""

    def run(self, work: Callable[[Sequence[Item]], list[Any]], items: Iterable[Item]) -> Iterable[tuple[Item, Any]]:
        """Do the work, a few items at a time."""
        ...


def results(job: Job, items: Sequence[Item], jobs: int, executor: Executor | None) -> Iterator[Drawn | Sums]:
    """Give what comes of each scramble, in their order: by an executor, by processes, or here."""
    if executor is not None:
        yield from (found for _, found in executor.run(partial(work, job), items))
    elif jobs == 1:
        yield from (work(job, [item])[0] for item in items)
    else:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(min(jobs, len(items)), mp_context=get_context("spawn")) as pool:
            for found in pool.map(partial(work, job), [[item] for item in items]):
                yield from found
