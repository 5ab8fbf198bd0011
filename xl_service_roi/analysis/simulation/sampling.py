"""Draws of uncertain inputs: scrambled Sobol points, each turned into a value of every input.

Sobol points fill the unit cube more evenly than random ones, so results are sure with fewer. How sure is told by
independent scrambles (Matoušek 1998): the same points, each time moved at random in a way that keeps them even. The
points of a scramble depend on nothing but the seed and its number, whoever draws them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...engine.numeric import CHUNK
from ...inputs import value_names
from ...uncertainty import Uncertainty, name_of, values_of
from .correlation import Group, groups
from .distributions import Quantiles, quantiles

Floats = NDArray[np.float64]

SCRAMBLES = 16
"""Their means give the standard error; fewer than 8 say little of it."""


@dataclass(frozen=True)
class Sampler:
    """Turns points of the unit cube, a row an input, into values.

    Of each input: ``ranges``, the name of its range; ``names``, as it is shown; ``sets``, the values it sets;
    ``shapes``, its distribution. ``groups`` are the inputs that depend on each other; ``cut_off`` the shares of
    distributions beyond the bounds of their drivers; ``fixed`` the values of ranges that are none.
    """

    ranges: tuple[str, ...]
    names: tuple[str, ...]
    sets: tuple[tuple[str, ...], ...]
    shapes: tuple[Quantiles, ...]
    groups: tuple[Group, ...]
    cut_off: Mapping[str, float]
    fixed: Mapping[str, float]

    @classmethod
    def of(cls, uncertainty: Uncertainty, values: Mapping[str, Any]) -> Sampler:
        """Return the sampler of a case with these values."""
        names, shapes, sets = [], [], []
        fixed: dict[str, float] = {}
        for name, found in uncertainty.ranges.items():
            about = values_of(name, values)
            driver = value_names()[about[0]]
            shape = quantiles(found, driver.at_least, driver.at_most)
            if shape is None:
                fixed |= dict.fromkeys(about, found.likely)
                continue
            names.append(name)
            shapes.append(shape)
            sets.append(about)
        between = [each for each in uncertainty.correlations if each.first in names and each.second in names]
        shown = tuple(name_of(name, values) for name in names)
        cut_off = {name: getattr(shape, "cut_off", 0.0) for name, shape in zip(shown, shapes, strict=True)}
        return cls(
            tuple(names),
            shown,
            tuple(sets),
            tuple(shapes),
            tuple(groups(names, between)),
            {name: share for name, share in cut_off.items() if share > 0},
            fixed,
        )

    def values(self, points: Floats) -> dict[str, Any]:
        """Return the values of each draw; ``points`` is used up."""
        for group in self.groups:
            group.correlate(points)
        found: dict[str, Any] = dict(self.fixed)
        for about, shape, shares in zip(self.sets, self.shapes, points, strict=True):
            found |= dict.fromkeys(about, shape(shares))
        return found


def streams(seed: int, stream: int, scramble: int) -> np.random.Generator:
    """Return the random numbers of a scramble; each ``stream`` is about something else."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(stream, scramble)))


def sobol_points(dimensions: int, count: int, random: np.random.Generator) -> Iterator[Floats]:
    """Give the points of one scramble, a row a dimension, in chunks; ``count`` is a power of two."""
    from scipy.stats.qmc import Sobol

    sobol = Sobol(dimensions, scramble=True, rng=random)
    for _ in range(0, count, CHUNK):
        yield np.ascontiguousarray(sobol.random(min(CHUNK, count)).T)


def power_of_two(count: float) -> int:
    """Return the power of two that is at least this."""
    return 1 << max(int(np.ceil(np.log2(count))), 0) if count > 1 else 1
