"""Customer lifetime value: published multiples first, then limits and refusals, then the series that it sums."""

from __future__ import annotations

import doctest
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xl_service_roi.errors import NoResult
from xl_service_roi.functions import clv as module
from xl_service_roi.functions.arguments import ArgumentError
from xl_service_roi.functions.clv import clv, retention_value

# ---------------------------------------------------------------------------------------------------- published figures


@pytest.mark.parametrize(
    ("retention", "rate", "multiple", "decimals"),
    [
        # Gupta & Lehmann (2003), Customers as assets, Journal of Interactive Marketing 17(1)
        (0.90, 0.12, 4.09, 2),
        # Kotler & Keller, Marketing Management, 14th edition, the memo Calculating customer lifetime value (after Gupta
        # and Lehmann): at 80 % and 12 % the multiple is about two and a half
        (0.80, 0.12, 2.5, 1),
        # Farris, Bendle, Pfeifer & Reibstein, Marketing Metrics: 0 at retention 0, a perpetuity (1 / rate) at 1
        (0.00, 0.12, 0, 10),
        (1.00, 0.08, 12.5, 10),
    ],
)
def test_published_margin_multiples(retention: float, rate: float, multiple: float, decimals: int) -> None:
    assert round(clv(1, retention, rate), decimals) == multiple


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # by hand
        ((100, 0.8, 0.1), 100 * 0.8 / 0.3),
        ((100, 0.8, 0.1, 0), 100 * 1.1 / 0.3),
        ((100, 0.8, 0.1, 1, 0.05), 100 * 0.84 / 0.26),
        ((100, 0.8, 0.1, 0, 0.05), 100 * 1.1 / 0.26),
        ((100, 0.5, 0, 1, 0, 3), 87.5),  # 50 + 25 + 12.5
        ((100, 0.5, 0, 0, 0, 3), 175),  # 100 + 50 + 25
        ((100, 0.5, 0.25, 1, 0, 2), 56),  # 100 × (0.4 + 0.16)
        ((100, 0.5, 0, 1, 1, 3), 300),  # the margin doubles and half of the customers leave: 100 every year
        ((100, 0.5, 0, 0, 1, 3), 300),
        ((100, 0.5, 0.25, 1, -0.5, 2), 24),  # 100 × (0.2 + 0.04)
        ((-100, 0.8, 0.1), -100 * 0.8 / 0.3),  # a customer who costs money
        # limits
        ((100, 0, 0.1, 0), 100),
        ((100, 0, 0.1, 1, 0, 9), 0),
        ((100, 0, 0.1, 0, 0, 9), 100),
        ((100, 1, 0, 1, 0, 7), 700),
        ((100, 1, 0.08, 1, 0.08, 7), 700),
        ((100, 1, 0.08, 0, 0.08, 7), 700),
        ((100, 0.9, 0), 900),
        ((100, 0.5, -0.25), 200),
        ((100, 1, -0.5, 1, 0, 2), 600),  # 200 + 400
        ((0, 0.8, 0.1), 0),
    ],
)
def test_clv(arguments: tuple[float, ...], expected: float) -> None:
    assert clv(*arguments) == pytest.approx(expected, rel=1e-13, abs=1e-13)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # by hand: 1,000 customers, 50 a year; 80 against 60 % are there after a year, 64 against 36 after two
        ((1_000, 50, 0.4, 0.2, 0, 1), 10_000),
        ((1_000, 50, 0.4, 0.2, 0, 2), 10_000 + 14_000),
        ((1_000, 50, 0.4, 0.2, 0.25, 2), 10_000 / 1.25 + 14_000 / 1.25**2),
        ((1_000, 50, 0.2, 0.4, 0, 2), -24_000),
        ((1_000, 50, 1, 0, 0, 3), 150_000),
        ((1_000, -50, 0.4, 0.2, 0, 1), -10_000),
        ((0, 50, 0.4, 0.2, 0, 1), 0),
    ],
)
def test_retention_value(arguments: tuple[float, ...], expected: float) -> None:
    assert retention_value(*arguments) == pytest.approx(expected, rel=1e-13)


# ----------------------------------------------------------------------------------------------- no result, and refused


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize(("retention", "rate", "growth"), [(1, 0, 0), (0.9, 0.08, 0.2), (1, -0.1, 0), (0.5, 0, 1)])
def test_margins_that_do_not_fade_have_no_sum(retention: float, rate: float, growth: float, first: int) -> None:
    with pytest.raises(NoResult, match=r"never fade and add up without end; give a number of years"):
        clv(100, retention, rate, first, growth)
    among_many = clv(100, [retention, 0.1], rate, first, growth)
    assert list(np.isnan(among_many)) == [True, False]
    assert math.isfinite(clv(100, retention, rate, first, growth, 10))


def test_values_too_large_have_no_result() -> None:
    with pytest.raises(NoResult, match="too large"):
        clv(100, 1, -0.9, years=1_000)
    with pytest.raises(NoResult, match="too large"):
        retention_value(1e200, 1e200, 0.2, 0.1, 0.08, 3)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"margin": None}, "margin · cannot be used (found a blank)"),
        ({"margin": "100"}, "margin · cannot be used (found '100')"),
        ({"margin": [100, math.nan]}, "margin, position 2 · cannot be used"),
        ({"retention": 80}, "retention · cannot be used (found 80.0): expected a share from 0 to 1"),
        ({"retention": [0.8, -0.1]}, "retention, position 2 · cannot be used (found -0.1)"),
        ({"rate": -1}, "rate · cannot be used (found -1.0): expected a rate above -1"),
        ({"first_margin_at": 2}, "first_margin_at · cannot be used (found 2.0): expected 0 (now) or 1 (in a year)"),
        ({"first_margin_at": 0.5}, "first_margin_at · cannot be used (found 0.5)"),
        ({"first_margin_at": [0, 1, -1]}, "first_margin_at, position 3 · cannot be used (found -1.0)"),
        ({"growth": -1}, "growth · cannot be used (found -1.0)"),
        ({"years": 0}, "years · cannot be used (found 0.0): expected a whole number of years from 1"),
        ({"years": 2.5}, "years · cannot be used (found 2.5)"),
        ({"margin": [1, 2], "rate": [0.1, 0.2, 0.3]}, "wrong shape (found margin (2,), rate (3,))"),
    ],
)
def test_refused_arguments_of_clv(changed: dict[str, object], message: str) -> None:
    arguments: dict[str, object] = {"margin": 100, "retention": 0.8, "rate": 0.1, **changed}
    with pytest.raises(ArgumentError) as refused:
        clv(**arguments)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"customers": -1}, "customers · cannot be used (found -1.0): expected a number of 0 or more"),
        ({"churn_before": 15}, "churn_before · cannot be used (found 15.0): expected a share"),
        ({"churn_after": [0.1, 1.1]}, "churn_after, position 2 · cannot be used (found 1.1)"),
        ({"years": None}, "years · cannot be used (found a blank)"),
    ],
)
def test_refused_arguments_of_retention_value(changed: dict[str, object], message: str) -> None:
    arguments: dict[str, object] = {"customers": 1_000, "margin": 50, "churn_before": 0.2, "churn_after": 0.1}
    with pytest.raises(ArgumentError) as refused:
        retention_value(**{**arguments, "rate": 0.08, "years": 3, **changed})
    assert message in str(refused.value)


# ---------------------------------------------------------------------------------------------------------- any figures

unhurried = settings(deadline=None)
margins = st.integers(-1_000_000, 1_000_000).map(float)
shares = st.floats(0, 1)
rates = st.floats(-0.3, 1)
horizons = st.integers(1, 40)
customers = st.integers(0, 1_000_000).map(float)
timings = st.sampled_from([0, 1])


def _series(margin: float, retention: float, rate: float, first: int, growth: float, years: int) -> float:
    kept = Fraction(retention) * (1 + Fraction(growth)) / (1 + Fraction(rate))
    return float(Fraction(margin) * sum(kept**t for t in range(first, first + years)))


@unhurried
@given(margins, shares, rates, timings, rates, st.integers(1, 12))
def test_it_is_the_sum_of_the_series(
    margin: float, retention: float, rate: float, first: int, growth: float, years: int
) -> None:
    expected = _series(margin, retention, rate, first, growth, years)
    assert clv(margin, retention, rate, first, growth, years) == pytest.approx(expected, rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("years", [1, 10, 100])
@pytest.mark.parametrize("near", [0.0, 1e-30, 1e-17, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, -1e-12, -1e-6, -1e-3])
def test_no_digits_are_lost_where_margins_hardly_fade(near: float, years: int, first: int) -> None:
    assert clv(1, 1, near, first, 0, years) == pytest.approx(_series(1, 1, near, first, 0, years), rel=1e-12)
    assert clv(1, 1, 0.08, first, 0.08 + near, years) == pytest.approx(
        _series(1, 1, 0.08, first, 0.08 + near, years), rel=1e-12
    )
    if near > 0:
        assert clv(1, 1, near, first) == pytest.approx(1 / near + (1 - first), rel=1e-15)


@unhurried
@given(margins, shares, rates, rates, horizons)
def test_a_first_margin_now_is_one_margin_more(
    margin: float, retention: float, rate: float, growth: float, years: int
) -> None:
    later = clv(margin, retention, rate, 1, growth, years)
    now = clv(margin, retention, rate, 0, growth, years + 1)
    assert now == pytest.approx(margin + later, rel=1e-11, abs=1e-11 * abs(margin))


@unhurried
@given(margins, shares, rates, timings, rates, horizons)
def test_without_end_is_the_first_years_and_the_rest(
    margin: float, retention: float, rate: float, first: int, growth: float, years: int
) -> None:
    kept = retention * (1 + growth) / (1 + rate)
    assume(kept < 0.999)
    endless = clv(margin, retention, rate, first, growth)
    together = clv(margin, retention, rate, first, growth, years) + kept**years * endless
    assert together == pytest.approx(endless, rel=1e-10, abs=1e-300)


@unhurried
@given(st.floats(0, 1e6), shares, shares, rates, timings, horizons)
def test_who_stays_longer_is_worth_more(
    margin: float, retention: float, other: float, rate: float, first: int, years: int
) -> None:
    low, high = sorted([retention, other])
    less, more = clv(margin, [low, high], rate, first, 0, years)
    assert less <= more * (1 + 1e-12)


@unhurried
@given(margins, shares, rates, timings, rates, horizons)
def test_twice_the_margin_is_twice_the_value(
    margin: float, retention: float, rate: float, first: int, growth: float, years: int
) -> None:
    once, twice = (clv(times * margin, retention, rate, first, growth, years) for times in (1, 2))
    assert twice == 2 * once


@unhurried
@given(st.lists(st.tuples(margins, shares, rates, timings, rates, horizons), min_size=1, max_size=5))
def test_many_are_one_by_one(cases: list[tuple[float, ...]]) -> None:
    together = clv(*(np.array(column) for column in zip(*cases, strict=True)))
    assert together == pytest.approx([clv(*case) for case in cases], rel=1e-12, abs=1e-300)


def test_a_column_against_a_row_is_a_table() -> None:
    table = clv(100, [[0.6], [0.8]], [0.10, 0.12, 0.14])
    assert table == pytest.approx(
        np.array([[clv(100, retention, rate) for rate in (0.10, 0.12, 0.14)] for retention in (0.6, 0.8)]), rel=1e-14
    )


@unhurried
@given(customers, margins, shares, shares, rates, st.integers(1, 12))
def test_retention_value_is_what_survivors_bring_in(
    customers: float, margin: float, before: float, after: float, rate: float, years: int
) -> None:
    worth = [customers * margin * ((1 - after) ** t - (1 - before) ** t) / (1 + rate) ** t for t in range(1, years + 1)]
    found = retention_value(customers, margin, before, after, rate, years)
    scale = customers * abs(margin) * sum((1 + rate) ** -t for t in range(1, years + 1))
    assert found == pytest.approx(sum(worth), rel=1e-9, abs=1e-13 * scale)
    assert found == pytest.approx(-retention_value(customers, margin, after, before, rate, years), rel=1e-12)
    assert retention_value(customers, margin, after, after, rate, years) == 0


@unhurried
@given(customers, margins, shares, shares, rates, horizons)
def test_retention_value_is_the_difference_of_two_lifetime_values(
    customers: float, margin: float, before: float, after: float, rate: float, years: int
) -> None:
    values = [clv(margin, 1 - churn, rate, years=years) for churn in (after, before)]
    expected = customers * (values[0] - values[1])
    scale = customers * max(map(abs, values))
    assert retention_value(customers, margin, before, after, rate, years) == pytest.approx(expected, abs=1e-12 * scale)


# ---------------------------------------------------------------------------------------------------------- house rules


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(module, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(module.__all__)
    assert results.failed == 0


@pytest.mark.parametrize("name", module.__all__)
def test_every_docstring_is_complete(name: str) -> None:
    text = str(getattr(module, name).__doc__)
    missing = [part for part in ("Args:", "Returns:", "Raises:", "Reference:", ">>> ", f"{name}(") if part not in text]
    assert not missing
