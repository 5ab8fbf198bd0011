"""The rates at which a series of cash flows is worth 0: all of them, counted, each solved to the last digit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from xl_service_roi.functions.arguments import Bools, Floats, Measure
from xl_service_roi.functions.conventional import HIGHEST_RATE, LOWEST_RATE, conventional_irr
from xl_service_roi.functions.flows import answer, discounted, outside, sum_of_years

#
# With u = ln(1 + r) a present value is Σ f_t e^(-ut). Two facts give every root of it, and no false one:
# - Descartes and Laguerre: it has at most as many roots as f has changes of sign.
# - Rolle: between two neighbouring turning points there is at most one root. Take e^(cu) Σ f_t e^(-ut), which has the
#   same roots, with the time c inside the first change of sign. Its derivative is again such a series, with flows
#   (c - t) f_t, and those have one change of sign fewer.
# So the turning points come from a simpler series, theirs from a simpler one still, down to one without a change.

_LOWEST, _HIGHEST = np.log1p(LOWEST_RATE), np.log1p(HIGHEST_RATE)
_TOUCHES = 2e-12  # |ln(PV of receipts / PV of outlays)| that rounding alone explains: the NPV is 0 there
_RESIDUAL = 1e-9  # the same, of a root that was not solved well enough to be shown
_MOST_STEPS = 200  # halving alone needs about 50
_MOST_CELLS = 200_000  # in memory at a time: what fits a processor's cache is fastest


@dataclass(frozen=True)
class _Terms:
    """Flow series as signs and logarithms of size, one row each, so that nothing overflows; all at the same times."""

    times: Floats
    signs: Floats
    sizes: Floats

    @classmethod
    def of(cls, times: Floats, table: Floats) -> _Terms:
        with np.errstate(divide="ignore"):
            return cls(times, np.sign(table), np.log(np.abs(table)))

    def rows(self, index: NDArray[np.intp]) -> _Terms:
        return _Terms(self.times, self.signs[index], self.sizes[index])

    def derivative(self) -> _Terms:
        """The series that is 0 at the turning points, with one change of sign fewer in each row."""
        change = _sign_changes(self.signs).argmax(axis=1)
        lead = (self.times[change] + self.times[change + 1])[:, np.newaxis] / 2 - self.times
        return _Terms(self.times, self.signs * np.sign(lead), self.sizes + np.log(np.abs(lead)))

    def cover(self, log_rate: Floats) -> tuple[Floats, Floats]:
        """How far receipts cover outlays: ln(PV of receipts / PV of outlays), and its slope, at one rate a row."""
        present = self.sizes - log_rate[:, np.newaxis] * self.times
        received, receipt_time = self._log_sum(np.where(self.signs > 0, present, -np.inf))
        paid, outlay_time = self._log_sum(np.where(self.signs < 0, present, -np.inf))
        return received - paid, outlay_time - receipt_time

    def _log_sum(self, logs: Floats) -> tuple[Floats, Floats]:
        """The logarithm of each row's sum, and the mean time of its terms weighted by size (their duration)."""
        largest = logs.max(axis=1)
        weights = np.exp(logs - largest[:, np.newaxis])
        total = sum_of_years(weights)
        return largest + np.log(total), sum_of_years(weights * self.times) / total


def _sign_changes(signs: Floats) -> Bools:
    """True at j where column j + 1 has the sign opposite to the last one before it that is not 0."""
    last = np.maximum.accumulate(np.where(signs != 0, np.arange(signs.shape[1]), 0), axis=1)
    return np.take_along_axis(signs, last, axis=1)[:, :-1] * signs[:, 1:] < 0


def roots_of(times: Floats, table: Floats) -> Floats:
    """Every admissible rate of each row, ascending, then NaN. ``times`` ascend; rows are solved together by kind."""
    changes = _sign_changes(np.sign(table)).sum(axis=1)
    log_rates = np.full((len(table), max(1, changes.max(initial=0))), np.nan)
    for count in np.unique(changes[changes > 0]):
        alike = np.flatnonzero(changes == count)
        for rows in np.array_split(alike, 1 + alike.size * (count + 1) * times.size // _MOST_CELLS):
            log_rates[rows, :count] = _log_rates(_Terms.of(times, table[rows]), int(count))
    return _polished(times, table, np.expm1(log_rates))


def _polished(times: Floats, table: Floats, roots: Floats) -> Floats:
    """The roots after a last step of Newton's on the NPV itself, which is more exact near 0 than its logarithms."""
    row, column = np.nonzero(np.isfinite(roots))
    rate = roots[row, column]
    with np.errstate(all="ignore"):
        present = discounted(rate, table[row], times)
        step = sum_of_years(present) / sum_of_years(present * times) * (1 + rate)
        polished = roots.copy()
        polished[row, column] += np.where(np.abs(step) <= 1e-12 * (1 + rate), step, 0.0)
    return polished


def _log_rates(terms: _Terms, changes: int) -> Floats:
    """Every root ln(1 + r) of rows that all have ``changes`` changes of sign; shape (rows, changes)."""
    levels = [terms]
    while len(levels) < changes:
        levels.append(levels[-1].derivative())
    roots = np.empty((len(terms.signs), 0))
    for level in reversed(levels):
        roots = _roots_between(level, roots)
    return roots


def _roots_between(terms: _Terms, turning: Floats) -> Floats:
    """The roots of each row, one more at most than its turning points: where it crosses 0 between two, or touches."""
    rows, points = turning.shape
    bounds = np.tile([_LOWEST, _HIGHEST], (rows, 1))
    edges = np.column_stack([bounds[:, 0], np.where(np.isnan(turning), _HIGHEST, turning), bounds[:, 1]])
    cover = terms.rows(np.repeat(np.arange(rows), points + 2)).cover(edges.ravel())[0].reshape(edges.shape)
    side = np.where(np.abs(cover) <= _TOUCHES, 0.0, np.sign(cover))
    touching = (side[:, 1:-1] == 0) & (side[:, :-2] != 0)  # neighbours that both touch are one flat root
    row, gap = np.nonzero(side[:, :-1] * side[:, 1:] < 0)
    found = np.full((rows, 2 * points + 1), np.nan)
    found[:, :points] = np.where(touching, turning, np.nan)
    found[row, points + gap] = _crossing(terms.rows(row), edges[row, gap], edges[row, gap + 1])
    return np.sort(found, axis=1)[:, : points + 1]


def _crossing(terms: _Terms, low: Floats, high: Floats) -> Floats:
    """The one root of each row between ``low`` and ``high``: Newton's steps, halving where they leave or stall."""
    rising = terms.cover(high)[0] > 0
    rate, step = (low + high) / 2, high - low
    done = np.zeros(len(rate), dtype=np.bool_)
    for _ in range(_MOST_STEPS):
        value, slope = terms.cover(rate)
        ahead = (value < 0) == rising
        low, high = np.where(ahead, rate, low), np.where(ahead, high, rate)
        with np.errstate(all="ignore"):
            newton = rate - value / slope
        trusted = ~outside(newton, low, high) & (np.abs(newton - rate) < np.abs(step) / 2)
        following = np.where(done, rate, np.where(trusted, newton, (low + high) / 2))
        rate, step = following, following - rate
        done |= np.abs(step) <= 1e-13 * (1 + np.abs(rate))
        if done.all():
            break
    return rate


def only_rate(measure: str, times: Floats, table: Floats, one: bool) -> Measure:
    """The rate of return, by the policy that `irr` states."""
    if one:
        quick = _conventional_rate(table[0].tolist(), times.tolist())
        if not math.isnan(quick):
            return quick
    roots = roots_of(times, table)
    single = np.flatnonzero(np.isfinite(roots).sum(axis=1) == 1)
    rate = np.full(len(table), np.nan)
    rate[single] = roots[single, 0]
    residual = np.full(len(table), np.inf)
    residual[single] = np.abs(_Terms.of(times, table[single]).cover(np.log1p(rate[single]))[0])
    return answer(measure, rate, one, (residual > _RESIDUAL, _why_no_rate(table, roots) if one else ""))


def _conventional_rate(flows: list[float], times: list[float]) -> float:
    """The rate of one series that changes its sign once, in plain floats; NaN for any other, or if not solved well."""
    signs = [flow > 0 for flow in flows if flow]
    if sum(before != after for before, after in pairwise(signs)) != 1:
        return math.nan
    rate = conventional_irr(flows, times)
    try:
        present = [flow * math.exp(-math.log1p(rate) * time) for flow, time in zip(flows, times, strict=True)]
        solved = abs(math.fsum(present)) <= _RESIDUAL * math.fsum(map(abs, present))
    except (OverflowError, ValueError):
        solved = False
    return rate if solved else math.nan


def _why_no_rate(table: Floats, roots: Floats) -> str:
    """Why one series has no rate of return."""
    found = roots[0][~np.isnan(roots[0])]
    if len(found) > 1:
        listed = ", ".join(f"{round(100 * root, 10) + 0:.6g} %" for root in found)
        return f"{len(found)} rates bring the NPV to 0 ({listed}), so there is no single one; use MIRR"
    if len(found) == 1:
        return f"the rate could not be solved for exactly; the best approximation is {found[0]:.6g}"
    if not _sign_changes(np.sign(table)).any():
        signs = "0" if not table.any() else "0 or positive" if (table >= 0).all() else "0 or negative"
        return f"the flows never change sign (all are {signs}), so no rate brings their NPV to 0"
    return f"no rate above {LOWEST_RATE} and below {HIGHEST_RATE:,.0f} (fractions: 0.08 means 8 %) brings the NPV to 0"
