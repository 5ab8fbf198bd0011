"""What a series of cash flows is worth, earns and when it is repaid: NPV, IRR, MIRR, payback, ROI and their kin.

Every function takes ``flows`` as one series (one number a period) and answers with a float, or as many (one row a
scenario, one column a period) and answers with an array. The first period is year 0, today, and is never
discounted; outlays are negative. Rates are fractions a year (0.08 means 8 %) above -1: one for all, or one a scenario.
Blanks and text inside a series are refused, not skipped: skipping shifts every later flow to an earlier year.
A measure that does not exist raises `NoResult` with the reason for one series, and is NaN in its row for many.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy_financial as npf
from numpy.typing import ArrayLike, NDArray

from xl_service_roi.functions.arguments import (
    Answer,
    AnyShare,
    ArgumentError,
    Floats,
    Measure,
    Money,
    Share,
    broadcasting,
    wrong_shape,
)
from xl_service_roi.functions.flows import (
    answer,
    discounted,
    flow_table,
    rates_of,
    shown,
    sum_of_years,
    years_since_first,
)
from xl_service_roi.functions.roots import only_rate, roots_of

__all__ = [
    "ArgumentError",
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
        ArgumentError: a flow that is no finite number, a rate of -1 or less, a wrong shape (a `ValueError`).
        NoResult: the value is too large for a floating-point number.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 2.

    >>> round(npv(0.08, [-40_000, 5_000, 8_000, 12_000, 30_000]), 2)
    3065.22
    >>> npv([0, 1], [[-100, 150], [-100, 150]])
    array([ 50., -25.])
    """
    table, one = flow_table("flows", flows)
    return answer("NPV", _present_value(rates_of("rate", rate, table, one), table), one)


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
        ArgumentError: as in `npv`, and for dates that are none, are too few or many, or precede the first.
        NoResult: the value is too large for a floating-point number.

    Reference: Microsoft Support, *XNPV function*.

    >>> import datetime
    >>> round(xnpv(0.10, [-100, 121], [datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)]), 10)
    10.0
    """
    table, one = flow_table("flows", flows)
    years = years_since_first(dates, table.shape[1])
    present = discounted(rates_of("rate", rate, table, one), table, years)
    return answer("XNPV", sum_of_years(present), one)


def roi(benefits: ArrayLike, costs: ArrayLike, rate: ArrayLike) -> Measure:
    """Return on investment, ROI = (PV benefits - PV costs) / PV costs, year 0 undiscounted.

    Args:
        benefits: money gained a period, shape (periods,) or (scenarios, periods).
        costs: money spent a period, as positive numbers, in the shape of ``benefits``.
        rate: discount rate, a fraction a period above -1; one number, or one a scenario.

    Returns:
        A fraction: 0.25 means that every euro of cost returns 1.25.

    Raises:
        ArgumentError: as in `npv`, and for benefits and costs of different shapes.
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
        ArgumentError: as in `roi`.
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
        ArgumentError: as in `npv`.
        NoResult: year 0 is not an outlay.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5.

    >>> round(profitability_index(0.10, [-100, 0, 181.5]), 10)
    1.5
    """
    table, one = flow_table("flows", flows)
    value, outlay = _present_value(rates_of("rate", rate, table, one), table), -table[:, 0]
    no_outlay = f"year 0 is no outlay but {shown(-outlay, one)}, so there is nothing to divide by"
    return answer("profitability index", 1 + _ratio(value, outlay), one, (outlay <= 0, no_outlay))


@broadcasting
def risk_adjusted(benefit: Money, cost: Money, benefit_risk: Share, cost_risk: AnyShare) -> Answer:
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
        ArgumentError: a value that is no finite number, a risk outside its range, lists of different lengths.
        NoResult: the value is too large for a floating-point number.

    Reference: Forrester, *Total Economic Impact* methodology (risk is a reduction of benefits and a rise of costs).

    >>> risk_adjusted(1000, 600, 0.25, 0.10)
    90.0
    """
    return benefit * (1 - benefit_risk) - cost * (1 + cost_risk)


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
        ArgumentError: a flow that is no finite number, a wrong shape (a `ValueError`).
        NoResult: no IRR, or several; the message lists them and points to `mirr`.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5. The roots are counted by
    Descartes' rule of signs and Rolle's theorem (Jameson 2006, *Counting zeros of generalised polynomials*).

    >>> round(irr([-100, 39, 59, 55, 20]), 5)
    0.28095
    >>> irr([-100, 230, -132])
    Traceback (most recent call last):
    xl_service_roi.errors.NoResult: IRR: 2 rates bring the NPV to 0 (10 %, 20 %), so there is no single one; use MIRR
    """
    table, one = flow_table("flows", flows)
    return only_rate("IRR", np.arange(table.shape[1], dtype=np.float64), table, one)


def irr_roots(flows: ArrayLike) -> tuple[float, ...]:
    """Every rate between -0.99 and 1,000,000 at which the NPV of one series is 0, in ascending order.

    Args:
        flows: money a period, shape (periods,).

    Returns:
        Fractions a period, each once, also where the NPV only touches 0; empty if there is none.

    Raises:
        ArgumentError: a flow that is no finite number, a wrong shape (a `ValueError`).

    Reference: as for `irr`.

    >>> [round(root, 10) for root in irr_roots([-100, 230, -132])]
    [0.1, 0.2]
    """
    table, one = flow_table("flows", flows)
    if not one:
        raise wrong_shape("flows", table.shape, "one series, shape (periods,)")
    roots = roots_of(np.arange(table.shape[1], dtype=np.float64), table)[0]
    return tuple(float(root) for root in roots[~np.isnan(roots)])


def xirr(flows: ArrayLike, dates: Iterable[object]) -> Measure:
    """Internal rate of return of dated flows: the rate at which Σ CF_i / (1 + xirr)^((d_i - d_0) / 365) = 0.

    Args:
        flows: money, shape (payments,) or (scenarios, payments).
        dates: one a payment, of the kinds that `xnpv` takes; none before the first.

    Returns:
        A fraction a year, by the same policy as `irr`; payments on the same day count as one.

    Raises:
        ArgumentError: as in `xnpv`.
        NoResult: no such rate, or several; the message lists them.

    Reference: Microsoft Support, *XIRR function*.

    >>> import datetime
    >>> round(xirr([-100, 121], [datetime.date(2025, 1, 1), datetime.date(2027, 1, 1)]), 10)
    0.1
    """
    table, one = flow_table("flows", flows)
    years, payment_day = np.unique(years_since_first(dates, table.shape[1]), return_inverse=True)
    same_day = np.equal.outer(payment_day, np.arange(len(years))).astype(np.float64)
    net, gross = table @ same_day, np.abs(table) @ same_day
    net = np.where(np.abs(net) <= table.shape[1] * np.finfo(np.float64).eps * gross, 0.0, net)  # what rounding leaves
    return only_rate("XIRR", years, net, one)


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
        ArgumentError: as in `npv`.
        NoResult: the flows are not of both signs.

    Reference: Microsoft Support, *MIRR function*; Lin (1976), *The modified internal rate of return*.

    >>> round(mirr([-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12), 4)
    0.1261
    """
    table, one = flow_table("flows", flows)
    paid, earned = (
        rates_of("finance_rate", finance_rate, table, one),
        rates_of("reinvest_rate", reinvest_rate, table, one),
    )
    receipts, outlays = _present_value(earned, np.maximum(table, 0)), -_present_value(paid, np.minimum(table, 0))
    with np.errstate(all="ignore"):
        growth = np.where((receipts > 0) & np.isfinite(outlays), receipts / outlays, np.nan)
        rate = growth ** (1 / np.float64(table.shape[1] - 1)) * (1 + earned) - 1
    one_sided = (table.max(axis=1) <= 0) | (table.min(axis=1) >= 0)
    return answer("MIRR", rate, one, (one_sided, "it needs at least one positive and one negative flow"))


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
        ArgumentError: a flow that is no finite number, a wrong shape (a `ValueError`).
        NoResult: never, because the cumulative flow ends below 0.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5.

    >>> payback([-100, 60, 80])
    1.5
    """
    table, one = flow_table("flows", flows)
    return _payback("payback", table, one)


def discounted_payback(rate: ArrayLike, flows: ArrayLike) -> Measure:
    """Discounted payback period: `payback` of the present values CF_t / (1 + rate)^t, the year number as it stands.

    Args:
        rate: discount rate, a fraction a year above -1; one number, or one a scenario.
        flows: money a year, shape (years,) or (scenarios, years); the first falls in year 0.

    Returns:
        Years from year 0.

    Raises:
        ArgumentError: as in `npv`.
        NoResult: never, because the cumulative present value ends below 0.

    Reference: Brealey, Myers & Allen, *Principles of Corporate Finance*, chapter 5.

    >>> round(discounted_payback(0.10, [-100, 66, 96.8]), 10)
    1.5
    """
    table, one = flow_table("flows", flows)
    years = np.arange(table.shape[1], dtype=np.float64)
    return _payback("discounted payback", discounted(rates_of("rate", rate, table, one), table, years), one)


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
    never = f"never, the flows add up to {shown(standing[:, -1], one)} by the last year"
    return answer(measure, years, one, (short[:, -1], never))


def _pick(table: Floats, column: NDArray[np.intp]) -> Floats:
    """One value of each row."""
    return np.asarray(table[np.arange(len(table)), column])


# ------------------------------------------------------------------------------------------- present values and ratios


def _present_value(rates: Floats, table: Floats) -> Floats:
    """The NPV of each row; numpy-financial knows one series at a time."""
    if len(table) != 1:
        return sum_of_years(discounted(rates, table, np.arange(table.shape[1], dtype=np.float64)))
    flowing = np.flatnonzero(table[0])  # what is 0 at the end is worth 0 at any rate, also one of -100 %
    flows = table[0, : flowing[-1] + 1] if flowing.size else table[0, :1]
    with np.errstate(all="ignore"):
        return np.array([npf.npv(rates[0], flows)], dtype=np.float64)


def _benefits_and_costs(benefits: ArrayLike, costs: ArrayLike, rate: ArrayLike) -> tuple[Floats, Floats, bool]:
    """The present values of both, and whether they are of one series."""
    gains, one = flow_table("benefits", benefits)
    outlays, one_cost = flow_table("costs", costs)
    if gains.shape != outlays.shape or one != one_cost:
        if one and one_cost:
            raise wrong_shape("costs", f"{outlays.size} costs", f"as many as there are benefits, {gains.size}")
        found, wanted = (
            table.shape[1:] if single else table.shape for table, single in ((outlays, one_cost), (gains, one))
        )
        raise wrong_shape("costs", found, f"the shape of the benefits, {wanted}")
    rates = rates_of("rate", rate, gains, one)
    return _present_value(rates, gains), _present_value(rates, outlays), one


def _per_cost(measure: str, value: Floats, costs: Floats, one: bool) -> Measure:
    no_costs = f"the present value of the costs is {shown(costs, one)}, and it must be above 0"
    return answer(measure, _ratio(value, costs), one, (costs <= 0, no_costs))


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(all="ignore"):
        return np.where(np.isfinite(below), above / below, np.nan)
