"""What a series of cash flows is worth, earns and when it is repaid: NPV, IRR, MIRR, payback, ROI and their kin.

Every function takes ``flows`` as one series (one number a period) and answers with a float, or as many (one row a
scenario, one column a period) and answers with an array. The first period is year 0, today, and is never
discounted; outlays are negative. Rates are fractions a year (0.08 means 8 %) above -1: one for all, or one a scenario.
Blanks and text inside a series are refused, not skipped: skipping shifts every later flow to an earlier year.
A measure that does not exist raises `NoResult` with the reason for one series, and is NaN in its row for many.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import numpy_financial as npf
from numpy.typing import ArrayLike, NDArray

from xl_service_roi.errors import InputError, NoResult, Problem

__all__ = [
    "FlowError",
    "benefit_cost_ratio",
    "discounted_payback",
    "irr",
    "irr_roots",
    "mirr",
    "npv",
    "payback",
    "profitability_index",
    "risk_adjusted",
    "roi",
    "xirr",
    "xnpv",
]

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Measure: TypeAlias = float | Floats  # a float for one series, an array for many

LOWEST_RATE, HIGHEST_RATE = -0.99, 1_000_000.0  # a rate of return counts if it lies between these


class FlowError(InputError, ValueError):
    """Flows, rates or dates that cannot be calculated with: which position, what stands there, what is expected."""


# ---------------------------------------------------------------------------------------------- value at a given rate


def npv(rate: ArrayLike, flows: ArrayLike) -> Measure:
    """Net present value, NPV = CF_0 + Σ CF_t / (1 + rate)^t.

    Excel's ``NPV`` discounts its first value too; there, write ``=first + NPV(rate, rest)``.

    Args:
        rate: discount rate, a fraction a period above -1; one number, or one a scenario.
        flows: money a period, shape (periods,) or (scenarios, periods); column t falls at the end of period t.

    Returns:
        Money of year 0. At rate 0 it is the plain sum.

    Raises:
        FlowError: a flow that is no finite number, a rate of -1 or less, a wrong shape (a `ValueError`).
        NoResult: the value is too large for a floating-point number.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 2.

    >>> round(npv(0.08, [-40_000, 5_000, 8_000, 12_000, 30_000]), 2)
    3065.22
    >>> npv([0, 1], [[-100, 150], [-100, 150]])
    array([ 50., -25.])
    """
    table, one = _flow_table("flows", flows)
    return _answer("NPV", _present_value(_rates("rate", rate, table, one), table), one)


def xnpv(rate: ArrayLike, flows: ArrayLike, dates: Iterable[object]) -> Measure:
    """Net present value of dated flows, XNPV = Σ CF_i / (1 + rate)^((d_i - d_0) / 365).

    Args:
        rate: discount rate, a fraction a year above -1; one number, or one a scenario.
        flows: money, shape (payments,) or (scenarios, payments).
        dates: one a payment, shared by all scenarios; `datetime.date`, `datetime.datetime`, numpy ``datetime64``, or
            Excel serial numbers of the 1900 system (61, 1 March 1900, or later). The time of day is dropped. The
            first is d_0, the day of the present value; the others may come in any order, but none earlier.

    Returns:
        Money of the first date.

    Raises:
        FlowError: as in `npv`, and for dates that are none, are too few or many, or precede the first.
        NoResult: the value is too large for a floating-point number.

    Reference: Microsoft Support, *XNPV function*.

    >>> round(xnpv(0.10, [-100, 121], [datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)]), 10)
    10.0
    """
    table, one = _flow_table("flows", flows)
    years = _years_since_first(dates, table.shape[1])
    present = _discounted(_rates("rate", rate, table, one), table, years)
    return _answer("XNPV", _sum(present), one)


def roi(benefits: ArrayLike, costs: ArrayLike, rate: ArrayLike) -> Measure:
    """Return on investment, ROI = (PV benefits - PV costs) / PV costs, year 0 undiscounted.

    Args:
        benefits: money gained a period, shape (periods,) or (scenarios, periods).
        costs: money spent a period, as positive numbers, in the shape of ``benefits``.
        rate: discount rate, a fraction a period above -1; one number, or one a scenario.

    Returns:
        A fraction: 0.25 means that every euro of cost returns 1.25.

    Raises:
        FlowError: as in `npv`, and for benefits and costs of different shapes.
        NoResult: the present value of the costs is not above 0.

    Reference: Phillips & Phillips, *Return on Investment Basics*; discounted as in Boardman et al., *Cost-Benefit
    Analysis: Concepts and Practice*.

    >>> roi([0, 60, 90], [100, 0, 0], 0)
    0.5
    """
    gained, spent, one = _benefits_and_costs(benefits, costs, rate)
    with np.errstate(all="ignore"):
        surplus = gained - spent
    return _per_cost("ROI", surplus, spent, one)


def benefit_cost_ratio(benefits: ArrayLike, costs: ArrayLike, rate: ArrayLike) -> Measure:
    """Benefit-cost ratio, BCR = PV benefits / PV costs = 1 + ROI, year 0 undiscounted.

    Args:
        benefits: money gained a period, shape (periods,) or (scenarios, periods).
        costs: money spent a period, as positive numbers, in the shape of ``benefits``.
        rate: discount rate, a fraction a period above -1; one number, or one a scenario.

    Returns:
        A ratio without unit; above 1 the benefits outweigh the costs.

    Raises:
        FlowError: as in `roi`.
        NoResult: the present value of the costs is not above 0.

    Reference: Boardman et al., *Cost-Benefit Analysis: Concepts and Practice*.

    >>> benefit_cost_ratio([0, 60, 90], [100, 0, 0], 0)
    1.5
    """
    gained, spent, one = _benefits_and_costs(benefits, costs, rate)
    return _per_cost("benefit-cost ratio", gained, spent, one)


def profitability_index(rate: ArrayLike, flows: ArrayLike) -> Measure:
    """Profitability index, PI = 1 + NPV / -CF_0: the present value of all that follows, per euro laid out in year 0.

    Args:
        rate: discount rate, a fraction a period above -1; one number, or one a scenario.
        flows: money a period, shape (periods,) or (scenarios, periods); the first is the outlay, negative.

    Returns:
        A ratio without unit; above 1 the NPV is positive.

    Raises:
        FlowError: as in `npv`.
        NoResult: year 0 is not an outlay.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5.

    >>> round(profitability_index(0.10, [-100, 0, 181.5]), 10)
    1.5
    """
    table, one = _flow_table("flows", flows)
    value, outlay = _present_value(_rates("rate", rate, table, one), table), -table[:, 0]
    no_outlay = f"year 0 is no outlay but {_plain(-outlay, one)}, so there is nothing to divide by"
    return _answer("profitability index", 1 + _ratio(value, outlay), one, (outlay <= 0, no_outlay))


def risk_adjusted(benefit: ArrayLike, cost: ArrayLike, benefit_risk: ArrayLike, cost_risk: ArrayLike) -> Measure:
    """Net value after a margin for risk, benefit × (1 - benefit_risk) - cost × (1 + cost_risk).

    Never centre a simulation on values adjusted like this: the risk would count twice. A negative benefit would look
    better after the adjustment; judge such a case by its unadjusted value.

    Args:
        benefit: money, as a rule the present value of the benefits; one number, or one a scenario.
        cost: money, as a positive number; one, or one a scenario.
        benefit_risk: share of the benefit not counted on, 0 to 1.
        cost_risk: share by which the cost may overrun, 0 or more.

    Returns:
        Money: a float if all four are single numbers, otherwise an array.

    Raises:
        FlowError: a value that is no finite number, a risk outside its range, lists of different lengths.
        NoResult: the value is too large for a floating-point number.

    Reference: Forrester, *Total Economic Impact* methodology (risk is a reduction of benefits and a rise of costs).

    >>> risk_adjusted(1000, 600, 0.25, 0.10)
    90.0
    """
    named = {"benefit": benefit, "cost": cost, "benefit_risk": benefit_risk, "cost_risk": cost_risk}
    values = {name: _numbers(name, value) for name, value in named.items()}
    _refuse("benefit_risk", values["benefit_risk"], _outside(values["benefit_risk"], 0, 1), "a share from 0 to 1")
    _refuse("cost_risk", values["cost_risk"], values["cost_risk"] < 0, "a share of 0 or more")
    if len({value.shape for value in values.values() if value.ndim}) > 1 or any(v.ndim > 1 for v in values.values()):
        shapes = ", ".join(f"{name} {value.shape}" for name, value in values.items())
        raise _wrong_shape("risk_adjusted", shapes, "single numbers, or lists of the same length")
    with np.errstate(all="ignore"):
        gained = values["benefit"] * (1 - values["benefit_risk"])
        net = np.asarray(gained - values["cost"] * (1 + values["cost_risk"]))
    return _answer("risk-adjusted value", np.atleast_1d(net), net.ndim == 0)


# ------------------------------------------------------------------------------------------------------ rate of return


def irr(flows: ArrayLike) -> Measure:
    """Internal rate of return: the rate at which CF_0 + Σ CF_t / (1 + irr)^t = 0.

    Policy: the flows must change sign; only rates above -0.99 and below 1,000,000 count. One such rate is the IRR (a
    rate at which the NPV touches 0 without crossing counts as one); none, or several, is no IRR.

    Args:
        flows: money a period, shape (periods,) or (scenarios, periods).

    Returns:
        A fraction a period, found to about 1e-12.

    Raises:
        FlowError: a flow that is no finite number, a wrong shape (a `ValueError`).
        NoResult: no IRR, or several; the message lists them and points to `mirr`.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5. The roots are counted by
    Descartes' rule of signs and Rolle's theorem (Jameson 2006, *Counting zeros of generalised polynomials*).

    >>> round(irr([-100, 39, 59, 55, 20]), 5)
    0.28095
    >>> irr([-100, 230, -132])
    Traceback (most recent call last):
    xl_service_roi.errors.NoResult: IRR: 2 rates bring the NPV to 0 (10 %, 20 %), so there is no single one; use MIRR
    """
    table, one = _flow_table("flows", flows)
    return _only_rate("IRR", np.arange(table.shape[1], dtype=np.float64), table, one)


def irr_roots(flows: ArrayLike) -> tuple[float, ...]:
    """Every rate between -0.99 and 1,000,000 at which the NPV of one series is 0, in ascending order.

    Args:
        flows: money a period, shape (periods,).

    Returns:
        Fractions a period, each once, also where the NPV only touches 0; empty if there is none.

    Raises:
        FlowError: a flow that is no finite number, a wrong shape (a `ValueError`).

    Reference: as for `irr`.

    >>> [round(root, 10) for root in irr_roots([-100, 230, -132])]
    [0.1, 0.2]
    """
    table, one = _flow_table("flows", flows)
    if not one:
        raise _wrong_shape("flows", table.shape, "one series, shape (periods,)")
    roots = _roots(np.arange(table.shape[1], dtype=np.float64), table)[0]
    return tuple(float(root) for root in roots[~np.isnan(roots)])


def xirr(flows: ArrayLike, dates: Iterable[object]) -> Measure:
    """Internal rate of return of dated flows: the rate at which Σ CF_i / (1 + xirr)^((d_i - d_0) / 365) = 0.

    Args:
        flows: money, shape (payments,) or (scenarios, payments).
        dates: one a payment, of the kinds that `xnpv` takes; none before the first.

    Returns:
        A fraction a year, by the same policy as `irr`; payments on the same day count as one.

    Raises:
        FlowError: as in `xnpv`.
        NoResult: no such rate, or several; the message lists them.

    Reference: Microsoft Support, *XIRR function*.

    >>> round(xirr([-100, 121], [datetime.date(2025, 1, 1), datetime.date(2027, 1, 1)]), 10)
    0.1
    """
    table, one = _flow_table("flows", flows)
    years, payment_day = np.unique(_years_since_first(dates, table.shape[1]), return_inverse=True)
    same_day = np.equal.outer(payment_day, np.arange(len(years))).astype(np.float64)
    net, gross = table @ same_day, np.abs(table) @ same_day
    net = np.where(np.abs(net) <= table.shape[1] * np.finfo(np.float64).eps * gross, 0.0, net)  # what rounding leaves
    return _only_rate("XIRR", years, net, one)


def mirr(flows: ArrayLike, finance_rate: ArrayLike, reinvest_rate: ArrayLike) -> Measure:
    """Modified internal rate of return, MIRR = (FV of receipts / -PV of outlays)^(1 / (n - 1)) - 1.

    Receipts are carried forward to the last period at the reinvestment rate, which is their present value at that
    rate × (1 + rate)^(n - 1); outlays are discounted to year 0 at the finance rate. n is the number of flows, zeros
    counted, also those at the end.

    Args:
        flows: money a period, shape (periods,) or (scenarios, periods).
        finance_rate: rate paid on outlays, a fraction a period above -1; one number, or one a scenario.
        reinvest_rate: rate earned on receipts, a fraction a period above -1; one number, or one a scenario.

    Returns:
        A fraction a period.

    Raises:
        FlowError: as in `npv`.
        NoResult: the flows are not of both signs.

    Reference: Microsoft Support, *MIRR function*; Lin (1976), *The modified internal rate of return*.

    >>> round(mirr([-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12), 4)
    0.1261
    """
    table, one = _flow_table("flows", flows)
    paid, earned = _rates("finance_rate", finance_rate, table, one), _rates("reinvest_rate", reinvest_rate, table, one)
    receipts, outlays = _present_value(earned, np.maximum(table, 0)), -_present_value(paid, np.minimum(table, 0))
    with np.errstate(all="ignore"):
        growth = np.where((receipts > 0) & np.isfinite(outlays), receipts / outlays, np.nan)
        rate = growth ** (1 / np.float64(table.shape[1] - 1)) * (1 + earned) - 1
    one_sided = (table.max(axis=1) <= 0) | (table.min(axis=1) >= 0)
    return _answer("MIRR", rate, one, (one_sided, "it needs at least one positive and one negative flow"))


# ------------------------------------------------------------------------------------------------------------- payback


def payback(flows: ArrayLike) -> Measure:
    """Payback period, k + (-cum_k) / CF_{k+1}, where cum_k is the last cumulative flow below 0.

    The flow of a year is taken to come in evenly within it. If the cumulative flow falls below 0 more than once,
    the last recovery counts; if it never does, the payback is 0.

    Args:
        flows: money a year, shape (years,) or (scenarios, years); the first falls in year 0.

    Returns:
        Years from year 0. A cumulative flow within its own rounding error of 0 counts as 0.

    Raises:
        FlowError: a flow that is no finite number, a wrong shape (a `ValueError`).
        NoResult: never, because the cumulative flow ends below 0.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5.

    >>> payback([-100, 60, 80])
    1.5
    """
    table, one = _flow_table("flows", flows)
    return _payback("payback", table, one)


def discounted_payback(rate: ArrayLike, flows: ArrayLike) -> Measure:
    """Discounted payback period: `payback` of the present values CF_t / (1 + rate)^t, the year number as it stands.

    Args:
        rate: discount rate, a fraction a year above -1; one number, or one a scenario.
        flows: money a year, shape (years,) or (scenarios, years); the first falls in year 0.

    Returns:
        Years from year 0.

    Raises:
        FlowError: as in `npv`.
        NoResult: never, because the cumulative present value ends below 0.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5.

    >>> round(discounted_payback(0.10, [-100, 66, 96.8]), 10)
    1.5
    """
    table, one = _flow_table("flows", flows)
    years = np.arange(table.shape[1], dtype=np.float64)
    return _payback("discounted payback", _discounted(_rates("rate", rate, table, one), table, years), one)


def _payback(measure: str, table: Floats, one: bool) -> Measure:
    with np.errstate(all="ignore"):
        standing, gross = np.cumsum(table, axis=1), np.cumsum(np.abs(table), axis=1)
        # The rounding of k additions, of the flows and of their discount factors adds up to less than
        # (k + 2) × eps × Σ|CF|: a sum within that bound cannot be told from 0, so an exact repayment counts as one.
        rounding = (np.arange(table.shape[1]) + 2) * np.finfo(np.float64).eps * gross
        standing = np.where(np.abs(standing) <= rounding, 0.0, standing)
        short = standing < 0
        last_short = table.shape[1] - 1 - short[:, ::-1].argmax(axis=1)
        before = _pick(standing, last_short)
        after = _pick(standing, np.minimum(last_short + 1, table.shape[1] - 1))
        years = np.where(short.any(axis=1), last_short + before / (before - after), 0.0)
    years = np.where(np.isfinite(gross[:, -1]), years, np.nan)
    never = f"never, the flows add up to {_plain(standing[:, -1], one)} by the last year"
    return _answer(measure, years, one, (short[:, -1], never))


def _pick(table: Floats, column: NDArray[np.intp]) -> Floats:
    """One value of each row."""
    return np.take_along_axis(table, column[:, np.newaxis], axis=1)[:, 0]


# ------------------------------------------------------------------------------------------- present values and ratios


def _discounted(rates: Floats, table: Floats, times: Floats) -> Floats:
    """Each flow's present value; a flow of 0 is worth 0 at any rate."""
    with np.errstate(all="ignore"):
        return np.where(table == 0, 0.0, table / (1 + rates[:, np.newaxis]) ** times)


def _sum(table: Floats) -> Floats:
    with np.errstate(all="ignore"):
        return np.asarray(table.sum(axis=1), dtype=np.float64)


def _present_value(rates: Floats, table: Floats) -> Floats:
    """The NPV of each row; numpy-financial knows one series at a time."""
    if len(table) != 1:
        return _sum(_discounted(rates, table, np.arange(table.shape[1], dtype=np.float64)))
    with np.errstate(all="ignore"):
        return np.array([npf.npv(rates[0], np.trim_zeros(table[0], "b"))], dtype=np.float64)


def _benefits_and_costs(benefits: ArrayLike, costs: ArrayLike, rate: ArrayLike) -> tuple[Floats, Floats, bool]:
    """The present values of both, and whether they are of one series."""
    gains, one = _flow_table("benefits", benefits)
    outlays, one_cost = _flow_table("costs", costs)
    if gains.shape != outlays.shape or one != one_cost:
        shapes = f"{np.shape(outlays[0] if one_cost else outlays)}"
        raise _wrong_shape("costs", shapes, f"the shape of the benefits, {np.shape(gains[0] if one else gains)}")
    rates = _rates("rate", rate, gains, one)
    return _present_value(rates, gains), _present_value(rates, outlays), one


def _per_cost(measure: str, value: Floats, costs: Floats, one: bool) -> Measure:
    no_costs = f"the present value of the costs is {_plain(costs, one)}, and it must be above 0"
    return _answer(measure, _ratio(value, costs), one, (costs <= 0, no_costs))


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(all="ignore"):
        return np.where(np.isfinite(below), above / below, np.nan)


# ------------------------------------------------------------------------------------------- the roots of a flow series
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
        total = weights.sum(axis=1)
        return largest + np.log(total), (weights @ self.times) / total


def _sign_changes(signs: Floats) -> Bools:
    """True at j where column j + 1 has the sign opposite to the last one before it that is not 0."""
    last = np.maximum.accumulate(np.where(signs != 0, np.arange(signs.shape[1]), 0), axis=1)
    return np.take_along_axis(signs, last, axis=1)[:, :-1] * signs[:, 1:] < 0


def _roots(times: Floats, table: Floats) -> Floats:
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
        present = _discounted(rate, table[row], times)
        step = _sum(present) / (present @ times) * (1 + rate)
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
        trusted = ~_outside(newton, low, high) & (np.abs(newton - rate) < np.abs(step) / 2)
        following = np.where(done, rate, np.where(trusted, newton, (low + high) / 2))
        rate, step = following, following - rate
        done |= np.abs(step) <= 1e-13 * (1 + np.abs(rate))
        if done.all():
            break
    return rate


def _only_rate(measure: str, times: Floats, table: Floats, one: bool) -> Measure:
    """The rate of return, by the policy that `irr` states."""
    roots = _roots(times, table)
    single = np.flatnonzero(np.isfinite(roots).sum(axis=1) == 1)
    rate = np.full(len(table), np.nan)
    rate[single] = roots[single, 0]
    residual = np.full(len(table), np.inf)
    residual[single] = np.abs(_Terms.of(times, table[single]).cover(np.log1p(rate[single]))[0])
    return _answer(measure, rate, one, (residual > _RESIDUAL, _why_no_rate(table, roots) if one else ""))


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


# ---------------------------------------------------------------------------------- reading arguments, and answering


def _answer(measure: str, values: Floats, one: bool, *gaps: tuple[Bools, str]) -> Measure:
    """The values, without a number in the gaps (where a measure does not exist, and why)."""
    for missing, reason in gaps:
        if one and missing[0]:
            raise NoResult(f"{measure}: {reason}")
        values = np.where(missing, np.nan, values)
    if not one:
        return np.where(np.isfinite(values), values, np.nan)
    if not np.isfinite(values[0]):
        raise NoResult(f"{measure}: these flows and rates give values too large or too small to calculate with")
    return float(values[0])


def _plain(values: Floats, one: bool) -> str:
    """The value of one series, for a message."""
    return f"{values[0]:,.6g}" if one else ""


def _flow_table(name: str, flows: ArrayLike) -> tuple[Floats, bool]:
    """The flows as one row a series, and whether they came as one series."""
    table = _numbers(name, flows)
    if table.ndim == 0 or table.shape[-1] == 0:
        raise _wrong_shape(name, table.shape, "(periods,) or (scenarios, periods), with at least one period")
    return np.atleast_2d(table), table.ndim == 1


def _rates(name: str, rate: ArrayLike, table: Floats, one: bool) -> Floats:
    """The rate of each row of the table."""
    rates = _numbers(name, rate)
    if rates.ndim and (one or rates.shape != (len(table),)):
        raise _wrong_shape(name, rates.shape, "one number" if one else f"one number, or one a scenario ({len(table)},)")
    _refuse(name, rates, rates <= -1, "a fraction above -1; 0.08 means 8 %")
    return np.broadcast_to(rates, (len(table),))


def _numbers(name: str, values: ArrayLike) -> Floats:
    """The values as floats, if every one is a finite number."""
    try:
        given = np.asarray(values)
        if given.dtype.kind not in "iuf" or not hasattr(values, "dtype"):  # in a list numpy takes TRUE for 1
            given = np.asarray(values, dtype=np.object_)
    except ValueError:
        raise _wrong_shape(name, "rows of different lengths", "as many periods in every row") from None
    if given.ndim > 2:
        raise _wrong_shape(name, given.shape, "rows and columns at most")
    numbers = np.array([_number(value) for value in given.flat]) if given.dtype.kind == "O" else given
    numbers = numbers.astype(np.float64).reshape(given.shape)
    _refuse(name, given, ~np.isfinite(numbers), "a finite number in every place (0 where nothing flows)")
    return numbers


def _number(value: object) -> float:
    """The value of a number, NaN for anything else: a blank, text, a truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating, Decimal, Fraction)):
        return np.nan
    try:
        return float(value)
    except (OverflowError, ValueError):
        return np.nan


def _years_since_first(dates: Iterable[object], payments: int) -> Floats:
    """Years of 365 days from the first date to each."""
    given = list(dates)
    if len(given) != payments:
        raise _wrong_shape("dates", f"{len(given)} dates", f"one date for each of the {payments} flows")
    days = np.array([_day(value) for value in given])
    shown = np.array([str(value) for value in given])
    kinds = "a date, or an Excel serial number from 61 (1 March 1900) on"
    _refuse("dates", shown, np.isnan(days), kinds)
    _refuse("dates", shown, days < days[0], f"no date before the first, {shown[0]}")
    return np.asarray((days - days[0]) / 365, dtype=np.float64)


_EXCEL_DAY_0 = datetime.date(1899, 12, 30).toordinal()  # right from serial 61 on: Excel believes in 29 February 1900
_EXCEL_FIRST, _EXCEL_END = 61, 2_958_466  # up to and including 31 December 9999


def _day(value: object) -> float:
    """The number of a date's day; NaN for what is no date."""
    if isinstance(value, np.datetime64) and not np.isnat(value):
        return float(value.astype("datetime64[D]").astype(np.int64)) + datetime.date(1970, 1, 1).toordinal()
    if isinstance(value, datetime.date) and value == value:  # pandas' NaT is a date that differs from itself
        return float(value.toordinal())
    serial = _number(value)
    return _EXCEL_DAY_0 + np.floor(serial) if _EXCEL_FIRST <= serial < _EXCEL_END else np.nan


def _outside(values: Floats, low: float | Floats, high: float | Floats) -> Bools:
    """True where a value does not lie between the bounds, NaN included."""
    return ~((values >= low) & (values <= high))


_MOST_PROBLEMS = 20  # of a table full of them, enough to see what is wrong


def _refuse(name: str, given: NDArray[np.generic], wrong: Bools, expected: str) -> None:
    """An error that names each wrong value and its place; positions and rows count from 1, as in Excel."""
    places = np.argwhere(np.atleast_1d(wrong))
    if not len(places):
        return
    found = np.asarray(given).reshape(np.shape(np.atleast_1d(wrong)))
    problems = [
        Problem(_place(name, place, given.ndim), "cannot be used", _shown(found[tuple(place)]), expected)
        for place in places[:_MOST_PROBLEMS]
    ]
    if len(places) > _MOST_PROBLEMS:
        problems.append(Problem(name, f"and {len(places) - _MOST_PROBLEMS} more like these"))
    raise FlowError(problems)


def _place(name: str, place: NDArray[np.intp], dimensions: int) -> str:
    """Where a value stands: ``rate``, ``flows, position 3`` or ``flows, row 2, position 3``."""
    return name + ("", ", position {}", ", row {}, position {}")[dimensions].format(*(place + 1))


def _shown(value: object) -> str:
    if value is None:
        return "a blank"
    return repr(value) if isinstance(value, str) and not isinstance(value, np.generic) else str(value)


def _wrong_shape(name: str, found: object, expected: str) -> FlowError:
    return FlowError([Problem(name, "wrong shape", str(found), expected)])
