"""The rate of return of a conventional cash flow: it changes its sign once, so one rate at most brings it to 0.

In plain floats, since one case needs no numpy, and loading that takes longer than working out the whole case.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LOWEST_RATE, HIGHEST_RATE = -0.99, 1_000_000.0
"""A rate of return counts if it lies between these."""


def conventional_irr(flows: Sequence[float], years: Sequence[float]) -> float:
    """Return the rate at which Σ flow_t / (1 + rate)^t is 0, of flows that change their sign once.

    Newton's method on the logarithm of ``1 + rate``, held inside a bracket that every step narrows. NaN where the rate
    would lie out of bounds, or where discounting at the bounds is beyond floating-point numbers.
    """
    try:
        return _root(flows, years)
    except (OverflowError, ValueError):  # what math.exp and math.fsum say of numbers beyond
        return math.nan


def _root(flows: Sequence[float], years: Sequence[float]) -> float:
    low, high = math.log1p(LOWEST_RATE), math.log1p(HIGHEST_RATE)
    at_low = _npv(flows, years, low)[0]
    if at_low == 0 or at_low * _npv(flows, years, high)[0] >= 0:
        return math.nan
    guess = 0.1
    for _ in range(200):
        value, slope = _npv(flows, years, guess)
        if value == 0:
            break
        low, high = (guess, high) if value * at_low > 0 else (low, guess)
        step = guess - value / slope if slope else math.inf
        following = step if low < step < high else (low + high) / 2
        if following == guess or high - low < 1e-16:
            break
        guess = following
    return math.expm1(guess)


def _npv(flows: Sequence[float], years: Sequence[float], log_rate: float) -> tuple[float, float]:
    """Return the net present value and its slope in the logarithm of ``1 + rate``."""
    discounted = [flow * math.exp(-log_rate * year) for flow, year in zip(flows, years, strict=True)]
    return math.fsum(discounted), -math.fsum(year * flow for flow, year in zip(discounted, years, strict=True))
