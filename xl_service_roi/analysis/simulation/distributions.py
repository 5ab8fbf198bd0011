"""The shapes of uncertain inputs: which value a share of all draws stays below (the quantile function).

========== ===========================================================================================================
pert       between low and high, most likely at likely: a beta with shapes 1 + 4(m−a)/(b−a) and 1 + 4(b−m)/(b−a), whose
           mean is (a + 4m + b)/6 (Malcolm et al. 1959, Vose 2008)
triangular between low and high, most likely at likely; mean (a + m + b)/3
uniform    between low and high, none more likely than another; likely plays no part
normal     low and high are its P5 and P95, one draw in ten lies outside; likely plays no part: it is halfway
lognormal  low and high are its P5 and P95, one draw in ten lies outside; likely plays no part
fixed      always likely
========== ===========================================================================================================

A normal or lognormal is cut off at the bounds of its driver (truncated), so no draw breaks one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.special import betaincinv, ndtr, ndtri

from ...uncertainty import Range

Floats = NDArray[np.float64]
Quantiles = Callable[[Floats], Floats]
"""Gives the values below which these shares of all draws stay. The shares lie in [0, 1)."""

P95 = float(ndtri(0.95))
"""Standard deviations from the mean of a normal to its P95."""


@lru_cache(maxsize=512)
def quantiles(of: Range, at_least: float, at_most: float) -> Quantiles | None:
    """Return the quantile function of a range, within the bounds of its driver; None where there is one value only."""
    if of.distribution == "fixed" or of.low == of.high:
        return None
    if of.distribution == "pert":
        return _Pert(of)
    if of.distribution == "triangular":
        return _Triangular(of)
    if of.distribution == "uniform":
        return _Uniform(of)
    return _Normal(of, at_least, at_most)


class _Uniform:
    def __init__(self, of: Range) -> None:
        self.low, self.width = of.low, of.high - of.low

    def __call__(self, shares: Floats) -> Floats:
        return self.low + self.width * shares


class _Triangular:
    """Rises with the square of the distance to low up to likely, and likewise seen from high."""

    def __init__(self, of: Range) -> None:
        width = of.high - of.low
        self.low, self.high, self.turn = of.low, of.high, (of.likely - of.low) / width
        self.rising, self.falling = width * (of.likely - of.low), width * (of.high - of.likely)

    def __call__(self, shares: Floats) -> Floats:
        up = self.low + np.sqrt(self.rising * shares)
        return np.where(shares < self.turn, up, self.high - np.sqrt(self.falling * (1 - shares)))


class _Normal:
    """A normal, or the exponential of one, cut off at the bounds."""

    def __init__(self, of: Range, at_least: float, at_most: float) -> None:
        self.is_log = of.distribution == "lognormal"
        low, high = (np.log(of.low), np.log(of.high)) if self.is_log else (of.low, of.high)
        self.mean, self.sd = (low + high) / 2, (high - low) / 2 / P95
        with np.errstate(divide="ignore"):
            bounds = np.log(np.maximum([at_least, at_most], 0)) if self.is_log else np.array([at_least, at_most])
        self.below, self.above = (float(share) for share in ndtr((bounds - self.mean) / self.sd))
        self.at_least, self.at_most = at_least, at_most

    @property
    def cut_off(self) -> float:
        """The share of the uncut distribution that lies beyond the bounds."""
        return self.below + 1 - self.above

    def __call__(self, shares: Floats) -> Floats:
        within = self.below + (self.above - self.below) * np.maximum(shares, SMALLEST)
        values: Floats = self.mean + self.sd * ndtri(within)
        if self.is_log:
            values = np.exp(values)
        return np.clip(values, self.at_least, self.at_most)


SMALLEST = 2.0**-31
"""Half the step between points: a share of 0 stands for those from 0 to the next."""

CELLS = 4096
"""Of the table of a beta, over [0, 1]."""
TAIL = 1 / 32
"""Where a beta's tails begin: in its table, linear interpolation is not exact enough there."""
NODES = 512
"""Places at which the beta is reckoned exactly, for its table."""
STEP = 0.25
"""Between the places in a tail, in the logarithm of the share."""
NEGLIGIBLE = 1e-7
"""What a tail may be cut short by, as a share of the range."""


class _Pert:
    """A beta over the range, interpolated within 10⁻⁶ of its width: the exact inverse takes a hundred times as long.

    Linear between equally spaced shares. Near the ends the quantile function is about a power of the share (low +
    width · share^(1/shape)), which no such table follows: there a cubic in the logarithm of the share.
    """

    def __init__(self, of: Range) -> None:
        width = of.high - of.low
        first = 1 + 4 * (of.likely - of.low) / width
        second = 1 + 4 * (of.high - of.likely) / width
        places = np.linspace(TAIL / 2, 1 - TAIL / 2, NODES)
        spline = CubicSpline(places, of.low + width * betaincinv(first, second, places))
        table = spline(np.arange(CELLS + 2) / CELLS)
        self.table, self.steps = table[:-1].copy(), np.diff(table)
        self.lower_tail = _tail(of.low, width, first, second)
        self.upper_tail = _tail(of.high, -width, second, first)

    def __call__(self, shares: Floats) -> Floats:
        place = shares * CELLS
        cell = place.astype(np.intp)
        place -= cell
        place *= self.steps.take(cell)
        place += self.table.take(cell)
        lower = np.flatnonzero(shares < TAIL)
        place[lower] = self.lower_tail(shares[lower])
        upper = np.flatnonzero(shares > 1 - TAIL)
        place[upper] = self.upper_tail(1 - shares[upper])
        return place


def _tail(end: float, width: float, near: float, far: float) -> Quantiles:
    """Return the quantiles of a beta near one end; ``near`` and ``far`` are its shapes seen from there."""
    last = np.log(TAIL) + STEP
    lowest = last - STEP * np.ceil((last - near * np.log(NEGLIGIBLE)) / STEP)
    logs = np.arange(lowest, last + STEP / 2, STEP)
    spline: Any = CubicSpline(logs, end + width * betaincinv(near, far, np.exp(logs)))
    smallest = np.exp(lowest)

    def quantiles_near(shares: Floats) -> Floats:
        found: Floats = spline(np.log(np.maximum(shares, smallest)))
        return found

    return quantiles_near
