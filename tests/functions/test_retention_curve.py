"""The shifted beta-geometric curve: Fader and Hardie's figures first, then refusals, then what makes a fit the best."""

from __future__ import annotations

import doctest
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xl_service_roi.errors import NoResult
from xl_service_roi.functions import retention_curve
from xl_service_roi.functions.arguments import ArgumentError
from xl_service_roi.functions.retention_curve import survival, survival_fit

# ---------------------------------------------------------------------------------------------------- published figures

# Fader & Hardie (2007), How to project customer retention, table 1: percentage of customers left after 0 to 12 years.
# The curves are fitted to the first seven years.
HIGH_END = [100.0, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4]
REGULAR = [100.0, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3]


def _log_likelihood(survivors: Sequence[float], alpha: float, beta: float) -> float:
    """Per customer, by the forward recursion of P(T = t) that Fader & Hardie give, equation 7 and appendix B."""
    left = np.asarray(survivors) / survivors[0]
    chances = [alpha / (alpha + beta)]
    for t in range(2, len(left)):
        chances.append(chances[-1] * (beta + t - 2) / (alpha + beta + t - 1))
    seen = zip(-np.diff(left), chances, strict=True)
    return sum(lost * math.log(chance) for lost, chance in seen if lost) + (
        left[-1] * math.log(survival(alpha, beta, len(left) - 1)) if left[-1] else 0
    )


@pytest.mark.parametrize(
    ("survivors", "alpha", "beta", "off_in_year_12"),
    [(HIGH_END, 0.668, 3.806, 4), (REGULAR, 0.704, 1.182, 2)],  # the projections are off by 4 and 2 %
)
def test_fader_and_hardie(survivors: list[float], alpha: float, beta: float, off_in_year_12: int) -> None:
    found = survival_fit(survivors[:8])
    assert (round(found[0], 3), round(found[1], 3)) == (alpha, beta)
    projected = survival(*found, 12)
    assert round(100 * abs(100 * projected / survivors[12] - 1)) == off_in_year_12


def test_log_likelihood_of_the_high_end_customers() -> None:
    """Fader & Hardie (2007), appendix B: -1.611 at the maximum."""
    assert round(_log_likelihood(HIGH_END[:8], *survival_fit(HIGH_END[:8])), 3) == -1.611


def test_another_implementation() -> None:
    """JD Maturen, shifted_beta_geometric_py, README: the high-end customers' projection and residual lifetime."""
    alpha, beta = survival_fit([1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491])
    assert survival(alpha, beta, [8, 9, 10, 11, 12]).round(3).tolist() == [0.460, 0.436, 0.414, 0.395, 0.378]
    renewals = np.arange(1, 500)  # after the seven seen, the first of them not discounted
    residual = survival(alpha, beta + 7, renewals) / 1.1 ** (renewals - 1)
    assert round(residual.sum(), 3) == 7.530


@pytest.mark.parametrize(
    ("alpha", "beta", "years", "expected"),
    [
        (0.7, 1.2, 0, 1),
        (1, 1, 1, 1 / 2),  # churn spread evenly between 0 and 1: S(t) = 1 / (t + 1)
        (1, 1, 9, 1 / 10),
        (1, 1, 1_000, 1 / 1_001),
        (2, 1, 3, 1 / 10),  # 1/3 × 2/4 × 3/5
        (0.5, 0.5, 2, 3 / 8),  # 1/2 × 3/4
        (2e8, 8e8, 3, 0.8**3),  # everyone alike: churn 20 %
        (1e-9, 3e-9, 50, 0.75),  # everyone extreme: a quarter leaves at once, the others never
    ],
)
def test_survival(alpha: float, beta: float, years: int, expected: float) -> None:
    assert survival(alpha, beta, years) == pytest.approx(expected, rel=1e-7)


# ----------------------------------------------------------------------------------------------- no result, and refused


@pytest.mark.parametrize(
    ("survivors", "reason"),
    [
        ([100, 100, 100], "every customer stays, so there is no churn"),
        ([100, 60, 60, 60], "all customers who leave do so in the first year, so alpha and beta run to 0"),
        ([100, 0, 0], "all customers who leave do so in the first year"),
        ([100, 80, 64, 51.2], "churn does not fall as the cohort ages.*one churn for every customer, 20 % a year"),
        ([1_000, 900, 810, 729], "10 % a year"),
        ([100, 90, 70, 40], "run to infinity"),  # churn that rises
        ([100, 100, 50], "run to infinity"),
        ([100, 40, 0], "run to infinity"),
    ],
)
def test_where_no_curve_is_the_most_likely(survivors: list[float], reason: str) -> None:
    with pytest.raises(NoResult, match=reason):
        survival_fit(survivors)


@pytest.mark.parametrize(
    ("survivors", "message"),
    [
        ([100, 80], "survivors · wrong shape (found 2 values): expected one series of three years or more"),
        (100, "survivors · wrong shape (found ())"),
        ([[100, 80, 70], [100, 90, 85]], "survivors · wrong shape (found (2, 3))"),
        ([0, 0, 0], "survivors, position 1 · cannot be used (found 0.0): expected a cohort above 0 in year 0"),
        ([100, 80, 81, 70, 75], "survivors, position 3 · cannot be used (found 81.0): expected no more customers than"),
        ([100, 80, 81, 70, 75], "survivors, position 5 · cannot be used (found 75.0)"),
        ([100, 80, -1], "survivors, position 3 · cannot be used (found -1.0): expected a number of 0 or more"),
        ([100, None, 60], "survivors, position 2 · cannot be used (found a blank)"),
        ([100, "80", 60], "survivors, position 2 · cannot be used (found '80')"),
    ],
)
def test_refused_survivors(survivors: object, message: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        survival_fit(survivors)  # type: ignore[arg-type]
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 1, 1), "alpha · cannot be used (found 0.0): expected a number above 0"),
        ((1, [2, -1], 1), "beta, position 2 · cannot be used (found -1.0)"),
        ((1, 1, -1), "years · cannot be used (found -1.0): expected a whole number of years from 0 to 1,000"),
        ((1, 1, [1, 2.5]), "years, position 2 · cannot be used (found 2.5)"),
        ((1, 1, 1_001), "years · cannot be used (found 1001.0)"),
    ],
)
def test_refused_arguments_of_survival(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        survival(*arguments)
    assert message in str(refused.value)


# ---------------------------------------------------------------------------------------------------------- any figures

unhurried = settings(deadline=None)
parameters = st.floats(-2, 2).map(lambda exponent: 10**exponent)
ages = st.integers(0, 40)


@unhurried
@given(parameters, parameters, ages)
def test_survival_is_a_ratio_of_beta_functions(alpha: float, beta: float, years: int) -> None:
    terms = [math.lgamma(beta + years), -math.lgamma(alpha + beta + years), -math.lgamma(beta)]
    ratio = math.exp(math.fsum([*terms, math.lgamma(alpha + beta)]))
    assert survival(alpha, beta, years) == pytest.approx(ratio, rel=1e-10)


@unhurried
@given(parameters, parameters, st.integers(1, 40))
def test_the_retention_of_those_left_rises(alpha: float, beta: float, years: int) -> None:
    left = survival(alpha, beta, [years - 1, years, years + 1])
    assert left[1] / left[0] == pytest.approx((beta + years - 1) / (alpha + beta + years - 1), rel=1e-12)
    assert left[1] / left[0] < left[2] / left[1] < 1


@unhurried
@given(parameters, parameters, ages, ages)
def test_who_has_stayed_goes_on_along_the_residual_curve(alpha: float, beta: float, stayed: int, more: int) -> None:
    onwards = survival(alpha, beta, stayed) * survival(alpha, beta + stayed, more)
    assert survival(alpha, beta, stayed + more) == pytest.approx(onwards, rel=1e-12)


@unhurried
@given(parameters, parameters, parameters, parameters)
def test_many_are_one_by_one(alpha: float, beta: float, other_alpha: float, other_beta: float) -> None:
    table = survival([[alpha], [other_alpha]], [[beta], [other_beta]], [0, 3, 8])
    assert table.tolist() == [
        [survival(*row, t) for t in (0, 3, 8)] for row in ((alpha, beta), (other_alpha, other_beta))
    ]


@settings(deadline=None, max_examples=40)
@given(parameters, parameters, st.integers(2, 12))
def test_a_fit_finds_the_curve_that_was_put_in(alpha: float, beta: float, years: int) -> None:
    survivors = survival(alpha, beta, np.arange(years + 1))
    assume(survivors[1] - survivors[-1] > 1e-6)  # else there is next to nothing to go by
    found = survival_fit(survivors)
    assert found == pytest.approx((alpha, beta), rel=1e-5)
    assert survival(*found, years) == pytest.approx(survivors[-1], rel=1e-9)


@st.composite
def cohorts(draw: st.DrawFn) -> list[float]:
    """The customers left, year by year, of a cohort whose churn falls from year to year."""
    percentages = draw(st.lists(st.integers(1, 90), min_size=2, max_size=8, unique=True))
    return [1_000.0, *(1_000 * np.cumprod([1 - churn / 100 for churn in sorted(percentages, reverse=True)]))]


@settings(deadline=None, max_examples=40)
@given(cohorts(), parameters, parameters)
def test_no_other_curve_is_more_likely(survivors: list[float], alpha: float, beta: float) -> None:
    found = survival_fit(survivors)
    best = _log_likelihood(survivors, *found)
    assert _log_likelihood(survivors, alpha, beta) <= best + 1e-12
    for factors in ((1.01, 1), (0.99, 1), (1, 1.01), (1, 0.99)):
        assert _log_likelihood(survivors, found[0] * factors[0], found[1] * factors[1]) < best


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 1_000), st.lists(st.integers(0, 1_000), min_size=2, max_size=9))
def test_a_cohort_has_a_curve_if_its_churn_falls(customers: int, others: list[int]) -> None:
    """In whole numbers: churn falls if those who left did so earlier than with one churn for all, the mean one."""
    left = [customers, *sorted((min(customers, other) for other in others), reverse=True)]
    lost, at_risk = left[0] - left[-1], sum(left[:-1])
    early = sum(age * (left[age] * lost - (left[age] - left[age + 1]) * at_risk) for age in range(len(left) - 1))
    if early <= 0 or left[1] == left[-1]:
        with pytest.raises(NoResult, match=r"every customer stays|in the first year|churn does not fall"):
            survival_fit(left)
        return
    alike = lost * math.log(lost / at_risk) + (at_risk - lost) * math.log(1 - lost / at_risk)
    assert _log_likelihood(left, *survival_fit(left)) >= alike / customers - 1e-12


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 0.99), st.integers(2, 12), st.floats(0.1, 1e6))
def test_one_churn_for_all_has_no_spread(churn: float, years: int, customers: float) -> None:
    with pytest.raises(NoResult, match="run to infinity"):
        survival_fit(customers * (1 - churn) ** np.arange(years + 1))


@settings(deadline=None, max_examples=40)
@given(cohorts(), st.floats(1e-3, 1e3))
def test_counts_and_shares_give_the_same_curve(survivors: list[float], factor: float) -> None:
    found = survival_fit([factor * count for count in survivors])
    assert found == pytest.approx(survival_fit(survivors), rel=1e-6)


# ---------------------------------------------------------------------------------------------------------- house rules


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(retention_curve, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(retention_curve.__all__)
    assert results.failed == 0


@pytest.mark.parametrize("name", retention_curve.__all__)
def test_every_docstring_is_complete(name: str) -> None:
    text = str(getattr(retention_curve, name).__doc__)
    missing = [part for part in ("Args:", "Returns:", "Raises:", "Reference:", ">>> ", f"{name}(") if part not in text]
    assert not missing


def test_parameters_beyond_floating_point_are_no_result() -> None:
    with pytest.raises(NoResult, match="too large"):
        survival(1e308, 1e308, 3)
