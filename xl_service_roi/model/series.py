"""Functions of a whole cash flow that the measures call, over one case or many scenarios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..functions.conventional import conventional_irr

Value = Any


def irr_of(series: Sequence[Value]) -> Value:
    """Return the internal rate of return of a cash flow that changes its sign once; NaN where there is none.

    Solves ``sum(flow_t / (1 + r)**t) = 0``. Many scenarios go to ``functions.finance.irr``; one case is solved in
    plain floats, since loading numpy takes longer than the whole case.
    """
    if all(type(flow) is float for flow in series):
        return conventional_irr(series, range(len(series)))
    import numpy as np

    from ..functions.finance import irr

    return irr(np.stack(np.broadcast_arrays(*series), axis=-1).astype(float))


SERIES_FUNCTIONS: dict[str, Callable[..., Value]] = {"irr": irr_of}
