"""The shapes of uncertain inputs, against scipy's exact ones and against their moments."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from xl_service_roi.analysis.simulation.distributions import quantiles
from xl_service_roi.uncertainty import Range

FREE = (-np.inf, np.inf)
EVEN = (np.arange(200_000) + 0.5) / 200_000

within = st.floats(0, 1, allow_subnormal=False)


def beta_of(of: Range) -> stats.rv_continuous:
    width = of.high - of.low
    shapes = 1 + 4 * (of.likely - of.low) / width, 1 + 4 * (of.high - of.likely) / width
    return stats.beta(*shapes, of.low, width)


@settings(deadline=None, max_examples=25)
@given(likely=within, low=st.floats(-1e6, 1e6), width=st.floats(1e-3, 1e9))
def test_pert_is_within_a_millionth_of_its_range_tails_included(likely: float, low: float, width: float) -> None:
    of = Range(low, min(max(low + likely * width, low), low + width), low + width)
    tails = np.geomspace(1e-40, 0.05, 800)
    shares = np.concatenate([[0.0], tails, np.linspace(0.02, 0.98, 2_001), 1 - tails[tails > 1e-16]])
    shape = quantiles(of, *FREE)
    assert shape is not None
    found = shape(shares[shares < 1])
    np.testing.assert_allclose(found, beta_of(of).ppf(shares[shares < 1]), rtol=0, atol=1e-6 * (of.high - of.low))


@settings(deadline=None, max_examples=25)
@given(likely=within)
def test_pert_rises_with_its_share_and_stays_in_its_range(likely: float) -> None:
    shape = quantiles(Range(0.0, likely, 1.0), *FREE)
    assert shape is not None
    found = shape(np.sort(np.concatenate([np.geomspace(1e-300, 0.5, 5_000), 1 - np.geomspace(2.0**-53, 0.5, 5_000)])))
    assert (np.diff(found) >= -1e-9).all()
    assert found.min() >= -1e-7
    assert found.max() <= 1 + 1e-7


@pytest.mark.parametrize("likely", [2.0, 3.0, 5.5, 12.0])
def test_means_and_variances_are_those_of_the_textbook(likely: float) -> None:
    low, high = 2.0, 12.0
    first, second = 1 + 4 * (likely - low) / 10, 1 + 4 * (high - likely) / 10
    sum_of_squares = low**2 + likely**2 + high**2 - low * likely - low * high - likely * high
    expected = {
        "pert": ((low + 4 * likely + high) / 6, 100 * first * second / (6**2 * 7)),
        "triangular": ((low + likely + high) / 3, sum_of_squares / 18),
        "uniform": (7.0, 100 / 12),
    }
    for distribution, (mean, variance) in expected.items():
        shape = quantiles(Range(low, likely, high, distribution), *FREE)
        assert shape is not None
        found = shape(EVEN)
        assert found.mean() == pytest.approx(mean, rel=1e-6), distribution
        assert found.var() == pytest.approx(variance, rel=1e-4), distribution


@pytest.mark.parametrize("likely", [2.0, 3.0, 7.0, 12.0])
def test_a_triangular_is_scipys(likely: float) -> None:
    shape = quantiles(Range(2.0, likely, 12.0, "triangular"), *FREE)
    assert shape is not None
    np.testing.assert_allclose(shape(EVEN), stats.triang((likely - 2) / 10, 2, 10).ppf(EVEN), atol=1e-9)


@pytest.mark.parametrize("distribution", ["normal", "lognormal"])
def test_low_and_high_of_a_normal_are_its_p5_and_p95(distribution: str) -> None:
    shape = quantiles(Range(90.0, 100.0, 150.0, distribution), *FREE)
    assert shape is not None
    found = shape(np.array([0.05, 0.5, 0.95]))
    middle = 120.0 if distribution == "normal" else np.sqrt(90.0 * 150.0)
    np.testing.assert_allclose(found, [90.0, middle, 150.0], rtol=1e-12)


@pytest.mark.parametrize("distribution", ["normal", "lognormal"])
def test_a_normal_is_cut_off_at_the_bounds_of_its_driver(distribution: str) -> None:
    shape = quantiles(Range(0.5, 0.7, 0.95, distribution), 0.0, 1.0)
    assert shape is not None
    found = shape(np.concatenate([[0.0], EVEN, [1 - 2.0**-53]]))
    assert found.min() >= 0
    assert found.max() <= 1
    logs = np.log if distribution == "lognormal" else np.asarray
    low, high = logs(0.5), logs(0.95)
    mean, sd = (low + high) / 2, (high - low) / 2 / stats.norm.ppf(0.95)
    below = stats.norm.cdf(-np.inf if distribution == "lognormal" else -mean / sd)
    assert shape.cut_off == pytest.approx(below + stats.norm.sf((logs(1.0) - mean) / sd))  # type: ignore[attr-defined]
    assert 0.01 < shape.cut_off < 0.1  # type: ignore[attr-defined]


@pytest.mark.parametrize("of", [Range(1.0, 2.0, 3.0, "fixed"), Range(2.0, 2.0, 2.0)])
def test_what_has_one_value_is_not_uncertain(of: Range) -> None:
    assert quantiles(of, *FREE) is None
