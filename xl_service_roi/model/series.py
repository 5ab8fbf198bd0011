"""Functions of a whole cash flow that the measures call, over one case or many scenarios."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

Value = Any

LOWEST_RATE, HIGHEST_RATE = -0.99, 1_000_000.0
"""An internal rate of return outside these is none."""


def irr_of(series: Sequence[Value]) -> Value:
    """Return the internal rate of return of a cash flow that changes its sign once; NaN where there is none.

    Solves ``sum(flow_t / (1 + r)**t) = 0``. Many scenarios go to ``functions.finance.irr``; one case is solved in
    plain floats, since loading numpy takes longer than the whole case.
    """
    if all(type(flow) is float for flow in series):
        return _irr_of_one(series)
    import numpy as np

    from ..functions.finance import irr

    return irr(np.stack(np.broadcast_arrays(*series), axis=-1).astype(float))


def _irr_of_one(flows: Sequence[float]) -> float:
    """Newton's method on the logarithm of ``1 + r``, held inside a bracket that every step narrows."""
    low, high = math.log1p(LOWEST_RATE), math.log1p(HIGHEST_RATE)
    at_low = _npv(flows, low)[0]
    if at_low == 0 or at_low * _npv(flows, high)[0] >= 0:
        return math.nan
    guess = 0.1
    for _ in range(200):
        value, slope = _npv(flows, guess)
        if value == 0:
            break
        low, high = (guess, high) if value * at_low > 0 else (low, guess)
        step = guess - value / slope if slope else math.inf
        following = step if low < step < high else (low + high) / 2
        if following == guess or high - low < 1e-16:
            break
        guess = following
    return math.expm1(guess)


def _npv(flows: Sequence[float], log_rate: float) -> tuple[float, float]:
    """Return the net present value and its slope in the logarithm of ``1 + r``."""
    discounted = [flow * math.exp(-log_rate * year) for year, flow in enumerate(flows)]
    return math.fsum(discounted), -math.fsum(year * flow for year, flow in enumerate(discounted))


SERIES_FUNCTIONS: dict[str, Callable[..., Value]] = {"irr": irr_of}
