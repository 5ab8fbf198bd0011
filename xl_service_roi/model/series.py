"""Functions of a whole cash flow that the measures call, over scenarios: the finance functions, year by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Value = Any


def irr_of(series: Sequence[Value]) -> Value:
    """Return the internal rate of return of a cash flow, NaN where there is none (``functions.finance.irr``)."""
    import numpy as np

    from ..functions.finance import irr

    flows = np.stack(np.broadcast_arrays(*series), axis=-1).astype(float)
    found = irr(np.atleast_2d(flows))
    return float(found[0]) if flows.ndim == 1 else found


SERIES_FUNCTIONS: dict[str, Callable[..., Value]] = {"irr": irr_of}
