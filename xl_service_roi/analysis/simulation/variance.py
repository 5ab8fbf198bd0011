"""How much of the variance each input explains: Sobol indices, by the scheme of Saltelli (2010) and Jansen (1999).

First: what the variance would fall by, on average, if the input were known. Total: what would be left on average if all
others were known; it exceeds the first by what the input does together with others. Both as a share of the variance.
Two independent samples are taken, and for each input the first one again with that input from the second.

Inputs that are correlated share one index: on its own, none of them has one that adds up. Groups of them are
independent of each other, so the indices of groups mean what they always do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Evaluated = Callable[[Floats], Floats]
"""Gives the results of points (a row an input, a column a draw): a row a result; NaN where a draw has none."""


@dataclass(frozen=True)
class Sums:
    """What one sample tells: of each group (rows) and result (columns). Several are averaged; NaN tells nothing."""

    variance: Floats
    first: Floats
    total: Floats


def sums(evaluated: Evaluated, points: Floats, groups: Sequence[Sequence[int]]) -> Sums:
    """Return what a sample tells; ``points`` has twice as many rows as there are inputs: both samples."""
    inputs, length = len(points) // 2, points.shape[1]
    base, other = points[:inputs], points[inputs:]
    samples = [base, other]
    for group in groups:
        mixed = base.copy()
        mixed[list(group)] = other[list(group)]
        samples.append(mixed)
    found = evaluated(np.concatenate(samples, axis=1))
    everything = found.reshape(len(found), len(samples), length).swapaxes(0, 1)
    everything = everything[..., np.isfinite(everything).all(axis=(0, 1))]
    if everything.shape[-1] < 2:
        nothing = np.full((len(groups), len(found)), np.nan)
        return Sums(np.full(len(found), np.nan), nothing, nothing)
    both = everything[:2]
    mean = both.mean(axis=(0, 2))[:, np.newaxis]
    base_values, other_values, mixed_values = everything[0] - mean, everything[1] - mean, everything[2:] - mean
    return Sums(
        both.var(axis=(0, 2)),
        (other_values * (mixed_values - base_values)).mean(axis=-1),
        ((mixed_values - base_values) ** 2).mean(axis=-1) / 2,
    )


def indices(samples: Sequence[Sums]) -> tuple[Floats, Floats, Floats] | None:
    """Return first and total indices, and the standard error of the first, of each group (rows) and result (columns).

    They are 0 where a result does not vary; there are none where fewer than two samples tell anything.
    """
    found = [each for each in samples if np.isfinite(each.variance).all()]
    if len(found) < 2:
        return None
    variance = np.array([each.variance for each in found])
    first, total = np.array([each.first for each in found]), np.array([each.total for each in found])
    whole = variance.mean(axis=0)
    scale = np.where(whole > 0, whole, np.inf)
    spread = (first / scale).std(axis=0, ddof=1) / np.sqrt(len(found))
    return first.mean(axis=0) / scale, total.mean(axis=0) / scale, spread
