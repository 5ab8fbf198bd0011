"""At which values of an input a measure crosses a target: all of them within the input's bounds.

The measure is worked out at some thousand values, closest together around the present one, and each crossing between
two neighbours is refined. So two crossings closer together than the grid, or a curve that touches the target without
crossing it, can be missed. Where the inputs contradict each other, or the measure does not exist, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from ..case import Case
from ..cases import zeros_between
from ..model import MODEL
from .shapley import Bools, Floats
from .sweep import (
    Asked,
    Values,
    Varied,
    asked,
    in_both_modes,
    mode_of,
    refuse_contradictions,
    varied,
    with_other_mode,
)

STEPS_OVER_BOUNDS, STEPS_AROUND, STEPS_BEYOND = 201, 801, 201
"""Values that are tried: evenly over the bounds, evenly around the present value, and ever farther apart beyond."""
AROUND = 4.0
"""How far around: so many times the size of the present value, the illustrative firm's and the ends of its range."""
HALVINGS = 40
"""Steps to the end of a stretch in which nothing is worked out."""
ROUNDING = 1e-12
"""Relative to the size of a measure: what rounding alone may move it."""
A_JUMP = 1e-6
"""A crossing at which the measure stays this far from its target, relative to both neighbours, is a jump over it."""


@dataclass(frozen=True)
class Refused:
    """Values of an input, both ends included, at which the case breaks requirements, or (none) has no such measure."""

    low: float
    high: float
    requirements: tuple[str, ...]


@dataclass(frozen=True)
class BreakEven:
    """Where a measure crosses its ``target`` as one input goes from its lowest to its highest.

    ``roots``: the values at which it is the target, ascending. Where an input has whole values only, the first value on
    the other side of a crossing. ``jumps``: the values at which it jumps over the target. ``constant``: the input does
    not move the measure at all, so every value is as good as another. ``value`` and ``result``: the input and the
    measure as they are (None: there is none). ``other_mode``: the same in the other acquisition mode; None where the
    inputs cannot be used there.
    """

    driver: str
    measure: str
    target: float
    roots: tuple[float, ...]
    value: float
    result: float | None
    lowest: float
    highest: float
    refused: tuple[Refused, ...]
    jumps: tuple[float, ...]
    constant: bool
    mode: str
    other_mode: BreakEven | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return with_other_mode(asdict(replace(self, other_mode=None)), self.other_mode)


def break_even(case: Case, driver: str, measure: str = "programme_npv", target: float = 0.0) -> BreakEven:
    """Return every value of an input, by its own name or its driver's, at which a measure is ``target``."""
    own, other = in_both_modes(case, partial(_break_even, driver=driver, measure=measure, target=target))
    return replace(own, other_mode=other)


def _break_even(case: Case, driver: str, measure: str, target: float) -> BreakEven:
    refuse_contradictions(case)
    values = case.inputs.values
    of = varied(driver, values)
    search = _Search(values, of, asked(measure), target)
    traced = search.trace()
    roots, jumps = search.crossings(traced)
    now = float(search.measured(np.array([of.now(values)]))[0][0])
    return BreakEven(
        driver=of.name,
        measure=measure,
        target=target,
        roots=roots,
        value=of.now(values),
        result=None if now != now else now + target,
        lowest=of.driver.at_least,
        highest=of.driver.at_most,
        refused=tuple(_refused(traced)),
        jumps=jumps,
        constant=_is_constant(traced.above, target),
        mode=mode_of(case),
    )


class _Trace(NamedTuple):
    """Values of an input, by how much the measure is above its target there, and which requirements are broken."""

    points: Floats
    above: Floats
    broken: Bools


@dataclass(frozen=True)
class _Search:
    values: Values
    of: Varied
    asked: Asked
    target: float

    def measured(self, points: Floats) -> tuple[Floats, Bools]:
        found, broken = self.asked.swept(self.values, self.of.at(points))
        return found - self.target, broken

    def trace(self) -> _Trace:
        """Return the measure over all values of the input, with the ends of each stretch in which there is none."""
        points = _grid(self.of, self.of.now(self.values))
        above, broken = self.measured(points)
        traced = _Trace(points, above, broken)
        if self.of.driver.whole:
            return traced
        missing = np.isnan(above)
        change = np.flatnonzero(missing[1:] != missing[:-1])
        if not change.size:
            return traced
        extra = self.ends_of_stretches(points[change], points[change + 1], missing[change])
        more = _Trace(extra, *self.measured(extra))
        order = np.argsort(np.concatenate([points, extra]), kind="stable")
        return _Trace(*(np.concatenate(pair)[order] for pair in zip(traced, more, strict=True)))

    def ends_of_stretches(self, low: Floats, high: Floats, missing_at_low: Bools) -> Floats:
        """Return the values on both sides of where the measure begins or ceases to exist."""
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            as_low = np.isnan(self.measured(middle)[0]) == missing_at_low
            low, high = np.where(as_low, middle, low), np.where(as_low, high, middle)
        return np.unique(np.concatenate([low, high]))

    def crossings(self, traced: _Trace) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return where the measure is its target, and where it jumps over it."""
        points, above = traced.points, traced.above
        zero = above == 0
        if zero[np.isfinite(above)].all():
            return (), ()
        at_target = points[_ends_of_runs(zero)]  # of a stretch that lies on the target, both ends
        start = np.flatnonzero(above[:-1] * above[1:] < 0)
        low, high, at_low, at_high = points[start], points[start + 1], above[start], above[start + 1]
        if self.of.driver.whole:
            return tuple(sorted({*at_target.tolist(), *high.tolist()})), ()

        def at(way: Floats) -> Floats:
            return self.measured(low + (high - low) * way)[0]

        if not start.size:
            return tuple(at_target.tolist()), ()
        way = zeros_between(at, np.zeros(len(start)), np.ones(len(start)), at_low, at_high)
        found = low + (high - low) * way
        is_jump = ~(np.abs(at(way)) <= A_JUMP * np.maximum(np.abs(at_low), np.abs(at_high)))
        return tuple(sorted({*at_target.tolist(), *found[~is_jump].tolist()})), tuple(found[is_jump].tolist())


def _grid(of: Varied, now: float) -> Floats:
    """Return the values at which the measure is looked at first."""
    driver, (low, high) = of.driver, (of.driver.at_least, of.driver.at_most)
    if driver.whole:
        return np.arange(low, high + 1)
    known = [now, *driver.figures.values(), *(end for end in (driver.low, driver.high) if end is not None)]
    size = max(abs(value) for value in known if isinstance(value, int | float)) or min(1.0, high)
    around = np.linspace(now - AROUND * size, now + AROUND * size, STEPS_AROUND)
    beyond = np.geomspace(size, max(abs(low), abs(high), 2 * size), STEPS_BEYOND)
    points = np.concatenate([np.linspace(low, high, STEPS_OVER_BOUNDS), around, beyond, -beyond, [now]])
    return np.unique(np.clip(points, low, high))


def _is_constant(above: Floats, target: float) -> bool:
    """Tell whether a measure is the same everywhere, but for what rounding does."""
    finite = above[np.isfinite(above)]
    return bool(finite.size) and float(np.ptp(finite)) <= ROUNDING * float(np.abs(finite + target).max())


def _ends_of_runs(true: Bools) -> Bools:
    """Return the first and last of each run of values that are true."""
    before, after = np.roll(true, 1), np.roll(true, -1)
    before[0] = after[-1] = False
    found: Bools = true & ~(before & after)
    return found


def _refused(traced: _Trace) -> Iterator[Refused]:
    """Give the stretches in which there is no measure, each with all that is broken in it."""
    names = np.array(list(MODEL.requirements))
    for missing, run in groupby(range(len(traced.points)), key=lambda row: bool(np.isnan(traced.above[row]))):
        if missing:
            rows = list(run)
            broken = traced.broken[rows].any(axis=0)
            low, high = traced.points[[rows[0], rows[-1]]].tolist()
            yield Refused(low, high, tuple(names[broken].tolist()))
