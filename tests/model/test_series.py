"""The rate of return of one case, solved in plain floats, is that of the finance functions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_service_roi.errors import NoResult
from xl_service_roi.functions.finance import irr
from xl_service_roi.model.series import irr_of

flow = st.integers(1, 1_000_000).map(float)


@settings(max_examples=300, deadline=None)
@given(
    outlays=st.lists(flow | st.just(0.0), max_size=4).map(lambda flows: [-value for value in flows]),
    receipts=st.lists(flow | st.just(0.0), max_size=8),
    first=flow,
    last=flow,
    loan=st.booleans(),
)
def test_one_change_of_sign_has_the_rate_that_the_finance_functions_find(
    outlays: list[float], receipts: list[float], first: float, last: float, loan: bool
) -> None:
    flows = [-first, *outlays, *receipts, last]
    if loan:
        flows = [-value for value in flows]
    try:
        expected = irr(flows)
    except NoResult:
        assert math.isnan(irr_of(flows))
    else:
        assert irr_of(flows) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([-100.0, 110.0], 0.10),
        ([-70000.0, 12000.0, 15000.0, 18000.0, 21000.0, 26000.0], 0.0866309480365),  # Microsoft Support, IRR
        ([100.0, -110.0], 0.10),
        ([-1.0, 0.0, 0.0, 1e9, 0.0], 999.0),
        ([-100.0, 0.5], math.nan),  # a loss of more than 99 % a year is no rate
        ([0.0, 0.0], math.nan),
        ([1.0, 2.0], math.nan),
    ],
)
def test_known_rates(flows: list[float], rate: float) -> None:
    assert irr_of(flows) == pytest.approx(rate, rel=1e-10, nan_ok=True)
