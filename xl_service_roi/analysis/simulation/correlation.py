"""Inputs that go up and down together: a Gaussian copula with given rank correlations.

The shares of correlated inputs are those of correlated normals, so each input keeps its own distribution. A rank
correlation (Spearman's) ρ takes normals with correlation 2·sin(πρ/6) (Pearson 1907).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from ...uncertainty import Correlation
from .distributions import SMALLEST

Floats = NDArray[np.float64]

NEGATIVE = 1e-10
"""Eigenvalues down to minus this are 0 but for rounding."""


@dataclass(frozen=True)
class Group:
    """Inputs, by their positions, that depend on each other and on no others; ``root`` times its transpose is the
    correlation of their normals. ``repaired``: correlations that could not all hold were moved as little as possible.
    """

    members: tuple[int, ...]
    root: Floats
    repaired: bool = False

    def correlate(self, points: Floats) -> None:
        """Turn independent shares (a row an input) into correlated ones, in place."""
        if len(self.members) == 1:
            return
        normals = ndtri(np.clip(points[list(self.members)], SMALLEST, 1 - SMALLEST))
        for row, member in zip(self.root, self.members, strict=True):
            # Summed one by one, not as a matrix product: that may give other last digits with other threads.
            total = row[0] * normals[0]
            for weight, normal in zip(row[1:], normals[1:], strict=True):
                total += weight * normal
            points[member] = np.minimum(ndtr(total), 1 - 2 * SMALLEST)

    def rank_correlations(self) -> Floats:
        """Return the rank correlations that the draws have."""
        found: Floats = 6 / np.pi * np.arcsin(np.clip(self.root @ self.root.T, -1, 1) / 2)
        return found


def groups(names: Sequence[str], correlations: Iterable[Correlation]) -> list[Group]:
    """Return all inputs in groups that are independent of each other, most of them of one."""
    position = {name: place for place, name in enumerate(names)}
    asked = np.eye(len(names))
    for each in correlations:
        first, second = position[each.first], position[each.second]
        asked[first, second] = asked[second, first] = 2 * np.sin(np.pi * each.coefficient / 6)
    return [_group(members, asked[np.ix_(members, members)]) for members in _connected(asked != 0)]


def _connected(related: NDArray[np.bool_]) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = []
    left = set(range(len(related)))
    while left:
        members, reached = set(), {min(left)}
        while reached:
            members |= reached
            reached = {int(other) for each in reached for other in np.flatnonzero(related[each])} - members
        left -= members
        found.append(tuple(sorted(members)))
    return found


def _group(members: tuple[int, ...], asked: Floats) -> Group:
    if np.linalg.eigvalsh(asked)[0] >= -NEGATIVE:
        return Group(members, _root(asked))
    return Group(members, _root(nearest_correlation(asked)), repaired=True)


def _root(correlation: Floats) -> Floats:
    """Return the symmetric square root, its rows of length 1."""
    values, vectors = np.linalg.eigh(correlation)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    found: Floats = root / np.sqrt((root**2).sum(axis=1, keepdims=True))
    return found


def nearest_correlation(asked: Floats, steps: int = 1000) -> Floats:
    """Return the positive semi-definite matrix with a diagonal of ones that is nearest (Higham 2002).

    By projecting in turn on matrices without negative eigenvalues and on those with that diagonal (Dykstra).
    """
    found, correction = asked.copy(), np.zeros_like(asked)
    for _ in range(steps):
        start = found - correction
        values, vectors = np.linalg.eigh(start)
        without_negative = (vectors * np.maximum(values, 0)) @ vectors.T
        correction = without_negative - start
        before, found = found, without_negative.copy()
        np.fill_diagonal(found, 1.0)
        if np.abs(found - before).max() < NEGATIVE:
            break
    return found
