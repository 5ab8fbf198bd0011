"""How many customers of a cohort are left as it ages: the shifted beta-geometric curve, and its fit.

Each customer leaves with a chance of their own, the same every year. The chances differ between customers by a beta
distribution with parameters alpha and beta. Who leaves easily leaves early, so the churn of those who are left falls
with the years, although nobody grows more loyal: it is alpha / (alpha + beta + t - 1) in year t.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

import numpy as np
from numpy.typing import ArrayLike

from xl_service_roi.errors import NoResult
from xl_service_roi.functions.arguments import (
    Floats,
    Kind,
    Positive,
    by_element,
    numbers_of,
    refuse,
    wrong_shape,
)

__all__ = ["survival", "survival_fit"]

Age = Annotated[Any, Kind("a whole number of years from 0 to 1,000", low=0, high=1_000, whole=True)]


@by_element
def survival(alpha: Positive, beta: Positive, years: Age) -> float:
    """Share of a cohort that is left after some years, S(t) = B(alpha, beta + t) / B(alpha, beta).

    The product of each year's retention, (beta + t - 1) / (alpha + beta + t - 1). A customer who has stayed n years
    already stays t more with the chance survival(alpha, beta + n, t), which is more than a new customer's.

    Args:
        alpha: first parameter of the spread of churn, above 0.
        beta: second parameter, above 0. Churn in the first year is alpha / (alpha + beta); the smaller the two, the
            more customers differ.
        years: age of the cohort, a whole number from 0 to 1,000.

    Returns:
        A share of the cohort, 1 at age 0.

    Raises:
        ArgumentError: a value that is no finite number or outside its range, ranges of different shapes.
        NoResult: parameters too large for a floating-point number.

    Reference: Fader & Hardie (2007), *How to project customer retention*, Journal of Interactive Marketing 21(1),
    76-90.

    >>> round(survival(0.668, 3.806, 1), 4)
    0.8507
    >>> survival(0.668, 3.806, [0, 7, 12]).round(3)
    array([1.   , 0.489, 0.378])
    """
    if not math.isfinite(alpha + beta + years):
        raise NoResult("alpha and beta are too large to calculate with")
    return float(math.prod((beta + year) / (alpha + beta + year) for year in range(int(years))))


def survival_fit(survivors: ArrayLike) -> tuple[float, float]:
    """Alpha and beta of the curve under which the survivors seen are the most likely (maximum likelihood).

    Args:
        survivors: customers left at the end of year 0, 1, 2, …; as counts, shares or percentages; shape (years,), three
            at least. Counts and shares of the same cohort give the same curve. Year 0 is the whole cohort.

    Returns:
        Alpha and beta, for `survival`.

    Raises:
        ArgumentError: a value that is no finite number or negative, a cohort of 0, survivors that rise, fewer than
            three, more than one series.
        NoResult: no alpha and beta are the most likely, because churn doesn't fall as the cohort ages (they run to
            infinity: everyone is alike, use one churn), because all who leave do so in the first year (they run to 0),
            or because every customer stays.

    Reference: Fader & Hardie (2007), *How to project customer retention*, Journal of Interactive Marketing 21(1),
    76-90, appendix B.

    >>> alpha, beta = survival_fit([100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1])
    >>> round(alpha, 3), round(beta, 3)
    (0.668, 3.806)
    """
    left = _cohort(survivors)
    if left[0] == left[-1]:
        raise NoResult("every customer stays, so there is no churn to fit a curve to")
    if left[1] == left[-1]:
        raise NoResult("all customers who leave do so in the first year, so alpha and beta run to 0")
    if _slope(left, 0) <= _ROUNDING * left.sum():
        raise NoResult(
            "churn does not fall as the cohort ages, taken over all years, so alpha and beta run to infinity; "
            f"use one churn for every customer, {100 * _first_churn(left, 0):.4g} % a year"
        )
    spread = _most_likely_spread(left)
    churn = _first_churn(left, spread)
    return churn / spread, (1 - churn) / spread


# ------------------------------------------------------------------------------------------------ the most likely curve
#
# With churn = alpha / (alpha + beta), that of the first year, and spread = 1 / (alpha + beta), the churn at age k is
# churn / (1 + k spread), and the log-likelihood Σ lost_k ln(churn_k) + stayed_k ln(1 - churn_k). Spread 0 is one churn
# for every customer. Where the likelihood is highest both its slopes are 0: the one by alpha gives the churn that
# belongs to a spread, which leaves one unknown, and the one by spread says whether more of it is more likely. If that
# slope is positive at 0 it is negative further on, so there is a root to halve in on. If it isn't, churn does not fall
# on the whole; where it falls at first and then jumps there may be a summit even so, but no curve that describes it.

_ROUNDING = 1e-12  # what a slope can be off by, as a share of the customers it is summed over


def _cohort(survivors: ArrayLike) -> Floats:
    """The share of the cohort that is left at the end of each year, checked."""
    numbers = numbers_of("survivors", survivors)
    if numbers.ndim != 1 or len(numbers) < 3:
        found = f"{len(numbers)} values" if numbers.ndim == 1 else numbers.shape
        raise wrong_shape("survivors", found, "one series of three years or more, year 0 first")
    refuse("survivors", numbers, numbers < 0, "a number of 0 or more")
    refuse("survivors", numbers, (numbers == 0) & (np.arange(len(numbers)) == 0), "a cohort above 0 in year 0")
    refuse("survivors", numbers, np.diff(numbers, prepend=numbers[0]) > 0, "no more customers than a year before")
    shares: Floats = numbers / numbers[0]
    return shares


def _first_churn(left: Floats, spread: float) -> float:
    """The churn of the first year that is most likely at a given spread."""
    age = np.arange(len(left) - 1)
    return float((left[0] - left[-1]) / (left[:-1] / (1 + age * spread)).sum())


def _slope(left: Floats, spread: float) -> float:
    """How the log-likelihood rises with the spread; the first year, of age 0, does not count."""
    age = np.arange(1, len(left) - 1)
    fading = 1 + age * spread
    return float((age * (left[2:] / (fading - _first_churn(left, spread)) - left[1:-1] / fading)).sum())


def _most_likely_spread(left: Floats) -> float:
    """The spread above 0 where the slope goes from positive to negative, halved in on to the last digit."""
    low, high = 0.0, 1.0
    while _slope(left, high) > 0:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _slope(left, middle) > 0 else (low, middle)
    return high
