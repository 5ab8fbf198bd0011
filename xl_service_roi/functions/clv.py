"""What a customer is worth, and what it is worth that more of them stay."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np

from xl_service_roi.functions.arguments import (
    Answer,
    Kind,
    Money,
    Number,
    Rate,
    Share,
    Years,
    broadcasting,
    only_where,
)

__all__ = ["clv", "retention_value"]

FirstMargin = Annotated[Any, Kind("0 (now) or 1 (in a year)", low=0, high=1, whole=True)]


@broadcasting
def clv(
    margin: Money,
    retention: Share,
    rate: Rate,
    first_margin_at: FirstMargin = 1,
    growth: Rate = 0,
    years: Years | None = None,
) -> Answer:
    """Customer lifetime value, the sum of margin × (retention × (1 + growth) / (1 + rate))^t.

    The margin of year t is margin × (1 + growth)^t, earned at the end of year t from a customer who is still there,
    which has the chance retention^t. Mind the timing, in which published formulas differ:

    - ``first_margin_at=1``: t = 1, 2, …; nothing yet at t = 0. Without end, margin × r(1+g) / (1 + i - r(1+g)), and
      without growth margin × r / (1 + i - r). Suits a customer you already have, who has paid for this year. The first
      margin is margin × (1 + growth): divide by 1 + growth if yours is the margin of year 1 itself.
    - ``first_margin_at=0``: t = 0, 1, …; the first margin comes now, for certain and without growth or discount.
      Without end, margin × (1 + i) / (1 + i - r(1+g)). Suits a customer who pays at the start of each year.

    Retention is taken to be the same every year; where it rises as a cohort ages, see `survival`. A month's retention
    is the yearly one^(1/12), not 1 - churn / 12, and then every other argument goes by the month too. The cost to win
    the customer isn't deducted.

    Args:
        margin: money a year from one customer, before growth.
        retention: share of the customers who stay a year, 0 to 1.
        rate: discount rate, a fraction a year above -1.
        first_margin_at: the year of the first margin, 0 or 1.
        growth: growth of the margin, a fraction a year above -1.
        years: how many margins are counted, a whole number; all of them, without end, if left out.

    Returns:
        Money of year 0. At retention 0 only a margin at t = 0 is left. Where retention × (1 + growth) = 1 + rate every
        margin is worth the same, and ``years`` of them years × margin.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, ranges of different shapes.
        NoResult: no end, and margins that don't fade (retention × (1 + growth) is 1 + rate or more), as at retention 1
            without discounting; a value too large for a floating-point number.

    Reference: Gupta & Lehmann (2003), *Customers as assets*, Journal of Interactive Marketing 17(1), 9-24; the margin
    multiple r / (1 + i - r). Farris, Bendle, Pfeifer & Reibstein, *Marketing Metrics*, on the timing.

    >>> round(clv(100, 0.90, 0.12), 2)
    409.09
    >>> round(clv(100, 0.90, 0.12, first_margin_at=0), 2)
    509.09
    >>> round(clv(100, 0.90, 0.12, years=5), 2)
    272.02
    >>> clv(100, [0.6, 0.8], 0.10).round(2)
    array([120.  , 266.67])
    """
    return margin * _margins(retention, rate, first_margin_at, growth, years)


@broadcasting
def retention_value(
    customers: Number, margin: Money, churn_before: Share, churn_after: Share, rate: Rate, years: Years
) -> Answer:
    """Value of a lower churn, Σ customers × margin × ((1 - after)^t - (1 - before)^t) / (1 + rate)^t over t = 1..years.

    The same customers at the start in both cases, none won; (1 - churn)^t of them are still there at the end of year t,
    when each brings in the margin of that year. So it is customers × (`clv` after - `clv` before), counted over
    ``years`` with the first margin at t = 1. What the lower churn costs isn't deducted.

    Args:
        customers: customers at the start.
        margin: money a year from one customer.
        churn_before: share of the customers who leave in a year, 0 to 1.
        churn_after: the same, after the change.
        rate: discount rate, a fraction a year above -1.
        years: how many years count, a whole number.

    Returns:
        Money of year 0; 0 if churn stays the same, negative if it rises.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, ranges of different shapes.
        NoResult: a value too large for a floating-point number.

    Reference: the difference of two finite customer lifetime values, see `clv`.

    >>> round(retention_value(1_000, 50, 0.20, 0.15, 0.08, 3), 2)
    9904.84
    >>> round(retention_value(1_000, 50, 0.15, 0.20, 0.08, 3), 2)
    -9904.84
    """
    after, before = (_margins(1 - churn, rate, 1, 0, years) for churn in (churn_after, churn_before))
    return customers * margin * (after - before)


def _margins(retention: Any, rate: Any, first: Any, growth: Any, years: Any) -> Any:
    """How many margins of year 0 the expected ones are worth together: Σ kept^t over ``years`` years from ``first``."""
    kept = retention * (1 + growth) / (1 + rate)
    # 1 - kept, from parts that are themselves small where kept is close to 1: there the subtraction would lose digits.
    faded = np.minimum((1 - retention + rate - retention * growth) / (1 + rate), 1)
    if years is None:
        endless = "retention × (1 + growth) is not below 1 + rate, so the margins never fade and add up without end"
        return kept**first * only_where(faded > 0, 1 / faded, f"{endless}; give a number of years")
    return kept**first * np.where(faded == 0, years, -np.expm1(years * np.log1p(-faded)) / faded)
