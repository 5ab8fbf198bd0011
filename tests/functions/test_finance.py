"""Finance: published figures first, then limit cases and refusals, then properties that hold for any flows."""

from __future__ import annotations

import ast
import datetime
import doctest
import math
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy_financial as npf
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xl_service_roi.errors import NoResult, ServiceRoiError
from xl_service_roi.functions import finance, roots
from xl_service_roi.functions.finance import (
    ArgumentError,
    benefit_cost_ratio,
    discounted_payback,
    irr,
    irr_roots,
    mirr,
    npv,
    payback,
    profitability_index,
    risk_adjusted,
    roi,
    xirr,
    xnpv,
)

# The programme of the illustrative firm, model.md 3.9: differential cash flow of year 0 to 5, at 8 %.
PROGRAMME = [
    -1000000.0,
    -531048.2485228106,
    -161754.92937309295,
    478054.0696461722,
    1154222.7128349766,
    1911491.7308930457,
]
ABOLITION = [-786818.4111166473, 2913125.0497369133, -1648596.9058591872, -4096993.0005957037, -6118529.580476403]

# Microsoft Support, XNPV and XIRR functions
DATED_FLOWS = [-10_000, 2_750, 4_250, 3_250, 2_750]
DATES = [datetime.date(2008, 1, 1), datetime.date(2008, 3, 1), datetime.date(2008, 10, 30)]
DATES += [datetime.date(2009, 2, 15), datetime.date(2009, 4, 1)]

# ---------------------------------------------------------------------------------------------------- published figures


@pytest.mark.parametrize(
    ("rate", "flows", "expected", "tolerance"),
    [
        # Microsoft Support, NPV function: Excel discounts the first value, so a 0 stands in for year 0
        (0.10, [0, -10_000, 3_000, 4_200, 6_800], 1_188.44, 0.005),
        (0.08, [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500], 1_922.06, 0.005),
        (0.08, [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500, -9_000], -3_749.47, 0.005),
        (0.08, [-40_000, 5_000, 8_000, 12_000, 30_000], 3_065.22267, 0.000005),  # numpy-financial, npv
        (0.08, PROGRAMME, 898_421.9159086794, 1e-6),
        (0, [-100, 60, 60], 20, 0),  # without discounting: the plain sum
        (-0.5, [0, 1, 1], 6, 1e-12),  # a negative rate makes later money worth more: 2 + 4
        (0.25, [7], 7, 0),  # year 0 is never discounted
    ],
)
def test_npv(rate: float, flows: list[float], expected: float, tolerance: float) -> None:
    assert npv(rate, flows) == pytest.approx(expected, rel=0, abs=tolerance)


@pytest.mark.parametrize(
    ("flows", "expected", "tolerance"),
    [
        # Microsoft Support, IRR function: after four, five and two years
        ([-70_000, 12_000, 15_000, 18_000, 21_000], -0.021, 0.0005),
        ([-70_000, 12_000, 15_000, 18_000, 21_000, 26_000], 0.087, 0.0005),
        ([-70_000, 12_000, 15_000], -0.444, 0.0005),
        # numpy-financial, irr
        ([-100, 39, 59, 55, 20], 0.28095, 0.000005),
        ([-100, 0, 0, 74], -0.0955, 0.00005),
        ([-100, 100, 0, 7], 0.06206, 0.000005),
        (PROGRAMME, 0.20917351893732994, 1e-12),
        # by hand
        ([-100, 110], 0.1, 1e-14),
        ([100, -110], 0.1, 1e-14),  # a loan
        ([-100, 50, 50], 0, 1e-14),
        ([-100, 0, 0, 0, 0, 161.051], 0.1, 1e-14),
        ([-100, 400], 3, 1e-14),
        ([-1, 1_000_000], 999_999, 1e-6),
        ([-1, 0.0101], -0.9899, 1e-14),
        ([0, 0, -100, 110, 0, 0], 0.1, 1e-14),  # zeros before and after
        ([-1e-9, 1.1e-9], 0.1, 1e-14),
        ([-1e300, 1.1e300], 0.1, 1e-13),
        ([-100] + [0] * 399 + [100 * 1.01**400], 0.01, 1e-14),
    ],
)
def test_irr(flows: list[float], expected: float, tolerance: float) -> None:
    assert irr(flows) == pytest.approx(expected, rel=0, abs=tolerance)


@pytest.mark.parametrize(
    ("flows", "roots", "tolerance"),
    [
        # Lorie & Savage 1955, Three problems in rationing capital: the oil pump
        ([-1_600, 10_000, -10_000], [0.25, 4.0], 1e-12),
        # Newnan, Engineering Economic Analysis, appendix 7A: 4.73 % and 37.20 %
        ([-4, 3.5, 2.5, 1.5, 0.5, -0.5, -1.5, -2.5], [0.0473, 0.3720], 0.00005),
        # Brealey, Myers & Allen, chapter 5, an open-pit mine to be cleaned up: 3.50 % and 19.54 %
        ([-3, 1, 1, 1, 1, 1, 1, 1, 1, 1, -6.5], [0.0350, 0.1954], 0.00005),
        # by hand: (1.1 x - 1)(1.2 x - 1) and its like, with x = 1 / (1 + r)
        ([-100, 230, -132], [0.1, 0.2], 1e-12),
        ([-1_000, 6_000, -11_000, 6_000], [0.0, 1.0, 2.0], 1e-12),
        # numpy-financial gives one root only, the one nearest to 0; rejected here, both found: -67.9 % and -8.3 %
        ([-100, 100, 0, -7], [-0.67889, -0.08330], 0.000005),
        ([-5, 10.5, 1, -8, 1], [-0.87020, 0.08860, 0.70956], 0.000005),
    ],
)
def test_irr_refuses_several_roots_and_lists_them(flows: list[float], roots: list[float], tolerance: float) -> None:
    assert irr_roots(flows) == pytest.approx(roots, rel=0, abs=tolerance)
    with pytest.raises(NoResult, match=f"{len(roots)} rates bring the NPV to 0") as refused:
        irr(flows)
    assert all(f"{round(100 * root, 10) + 0:.6g} %" in str(refused.value) for root in irr_roots(flows))
    assert "use MIRR" in str(refused.value)


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ([-100, 220, -121], 0.1),  # the NPV touches 0 at 10 % and crosses nowhere
        ([100, -220, 121], 0.1),
        ([-1, 3.3, -3.63, 1.331], 0.1),  # a triple root: it touches and crosses
        ([-1_000, 3_219, -3_453.987, 1_235.376_017], 0.073),  # the same at 7.3 %
        ([0, -100, 220, -121, 0], 0.1),
        ([-1, 1.001, -0.000_1], 0.000900090081),  # of two roots only this one is above -99 %
        ([1e-7, -1, 1.1], 0.100000121),  # of two roots only this one is below 1,000,000
    ],
)
def test_irr_of_one_admissible_root(flows: list[float], expected: float) -> None:
    assert irr_roots(flows) == (pytest.approx(expected, abs=1e-8),)
    assert irr(flows) == irr_roots(flows)[0]


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([1_000, -3_000, 2_500], "IRR: no rate above -0.99 and below 1,000,000"),  # Brealey, Myers & Allen, chapter 5
        ([-100, 220, -121.001], "IRR: no rate above -0.99"),  # stays just below 0
        (ABOLITION, "IRR: no rate above -0.99"),
        ([-1, 0.01], "IRR: no rate above -0.99"),  # -99 % itself does not count
        ([-1, 0.001], "IRR: no rate above -0.99"),
        ([-1, 1_000_001], "IRR: no rate above -0.99"),  # nor does 1,000,000
        ([-1, 2e6], "IRR: no rate above -0.99"),
        ([5, 0, 1], r"IRR: the flows never change sign \(all are 0 or positive\)"),
        ([-5, -1], r"IRR: the flows never change sign \(all are 0 or negative\)"),
        ([0, 0], r"IRR: the flows never change sign \(all are 0\)"),
        ([5], "IRR: the flows never change sign"),
    ],
)
def test_no_irr(flows: list[float], reason: str) -> None:
    assert irr_roots(flows) == ()
    with pytest.raises(NoResult, match=reason):
        irr(flows)


def test_two_roots_close_together_are_still_two() -> None:
    close = [-1.0, 2.2001, -1.1 * 1.1001]  # 10 % and 10.01 %
    assert irr_roots(close) == pytest.approx([0.1, 0.1001], abs=1e-10)


def test_a_stretch_where_rounding_hides_the_npv_is_one_root() -> None:
    flows = [Fraction(1)]
    for growth in ("1.1", "1.1", "1.102", "1.102"):  # between 10 % and 10.2 % the NPV is 0 to thirteen digits
        flows = [Fraction(growth) * before - now for before, now in zip([0, *flows], [*flows, 0], strict=True)]
    assert irr_roots(flows) == (pytest.approx(0.101, abs=0.0015),)


def test_a_root_that_does_not_solve_the_equation_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots, "_MOST_STEPS", 1)
    monkeypatch.setattr(roots, "conventional_irr", lambda flows, years: 0.5)
    with pytest.raises(NoResult, match="XIRR: the rate could not be solved for"):
        xirr(DATED_FLOWS, DATES)
    assert math.isnan(irr([[-100, 30, 90]])[0])


@pytest.mark.parametrize(
    ("flows", "finance_rate", "reinvest_rate", "expected", "tolerance"),
    [
        # Microsoft Support, MIRR function; to two decimals in the help of Excel 97
        ([-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12, 0.1261, 0.00005),
        ([-120_000, 39_000, 30_000, 21_000], 0.10, 0.12, -0.0480, 0.00005),
        ([-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.14, 0.1348, 0.00005),
        # Crystal Reports, MIRR function: outlays in the first and the fourth year
        ([-50_000, 40_000, 65_000, -60_000, 50_000, 70_000], 0.10, 0.06, 0.214, 0.0005),
        ([-100, 0, 121], 0.10, 0.12, 0.1, 1e-14),
        ([-100, 121, 0], 0, 0, 0.1, 1e-14),  # a 0 at the end counts as a period
        ([0, -110, 121], 0.10, 0, 0.1, 1e-14),  # so does one at the start: PV of the outlay 100, over two periods
    ],
)
def test_mirr(flows: list[float], finance_rate: float, reinvest_rate: float, expected: float, tolerance: float) -> None:
    assert mirr(flows, finance_rate, reinvest_rate) == pytest.approx(expected, rel=0, abs=tolerance)


@pytest.mark.parametrize("flows", [[0, 0, 0], [1, 2], [-1, 0], [5], [-5]])
def test_no_mirr_without_flows_of_both_signs(flows: list[float]) -> None:
    with pytest.raises(NoResult, match="MIRR: it needs at least one positive and one negative flow"):
        mirr(flows, 0.1, 0.1)


def test_xnpv() -> None:
    assert xnpv(0.09, DATED_FLOWS, DATES) == pytest.approx(2_086.65, abs=0.005)  # Microsoft Support, XNPV function
    assert xnpv(0, DATED_FLOWS, DATES) == 3_000
    assert xnpv(0.1, [-100, 110], [40_000, 40_365]) == pytest.approx(0, abs=1e-12)


def test_xirr() -> None:
    # Microsoft Support, XIRR function: 0.373362535, which Excel's iteration gives "within 0.000001 percent"
    assert xirr(DATED_FLOWS, DATES) == pytest.approx(0.373362535, abs=1e-8)
    # Microsoft Knowledge Base Q116041: the same plan in 1992, dates as serial numbers
    assert xirr(DATED_FLOWS, [33_604, 33_664, 33_907, 34_015, 34_060]) == pytest.approx(0.373363, abs=5e-7)
    shuffled = [0, 4, 2, 3, 1]
    assert xirr([DATED_FLOWS[i] for i in shuffled], [DATES[i] for i in shuffled]) == xirr(DATED_FLOWS, DATES)


def test_xirr_follows_the_policy_of_irr() -> None:
    new_years = [datetime.date(2025, 1, 1), datetime.date(2026, 1, 1), datetime.date(2027, 1, 1)]
    with pytest.raises(NoResult, match=r"XIRR: 2 rates bring the NPV to 0 \(10 %, 20 %\)"):
        xirr([-100, 230, -132], new_years)
    assert xirr([-100, 220, -121], new_years) == pytest.approx(0.1)
    with pytest.raises(NoResult, match="XIRR: the flows never change sign"):
        xirr([100, 230, 132], new_years)


def test_xirr_adds_up_the_payments_of_a_day() -> None:
    days = [40_000, 40_000, 40_365, 40_365, 40_365]
    assert xirr([-60, -40, 50, 70, -10], days) == pytest.approx(0.1)
    with pytest.raises(NoResult, match="never change sign"):
        xirr([-100, 120], [40_000, 40_000])
    # 0.3 - 0.2 - 0.1 is not 0 in binary; taken for a payment eleven years on it would bring a second root near -98 %
    assert xirr([-100, 110, 0.3, -0.2, -0.1], [40_000, 40_365, 44_000, 44_000, 44_000]) == pytest.approx(0.1)


@pytest.mark.parametrize(
    "dates",
    [
        [datetime.datetime(day.year, day.month, day.day, 23, 59) for day in DATES],
        [(day - datetime.date(1899, 12, 30)).days for day in DATES],
        [(day - datetime.date(1899, 12, 30)).days + 0.75 for day in DATES],  # an Excel date with a time
        np.array(DATES, dtype="datetime64[D]"),
        list(np.array(DATES, dtype="datetime64[ns]")),
        pd.to_datetime(DATES),
        pd.Series(pd.to_datetime(DATES)),
        [DATES[0], 39_508, np.datetime64("2008-10-30"), pd.Timestamp("2009-02-15"), np.float64(39_904)],
    ],
)
def test_kinds_of_dates(dates: Sequence[object]) -> None:
    assert xnpv(0.09, DATED_FLOWS, dates) == xnpv(0.09, DATED_FLOWS, DATES)


# Flows, payback, discounted payback at 10 %
PAYBACKS = [
    ([-100, 60, 80], 1.5, 1 + (100 - 60 / 1.1) / (80 / 1.21)),
    ([-100, 100], 1.0, None),
    ([-100, 110], 100 / 110, 1.0),  # repaid to the cent at the end of the year, discounted
    ([-100, 40, 40, 20, 0], 3.0, None),  # stays at 0
    ([-100, 100, -50, 100], 2.5, 2 + (100 - 100 / 1.1 + 50 / 1.21) / (100 / 1.331)),  # touches 0, falls back
    ([-100, 150, -150, 200], 2.5, 2 + (100 - 150 / 1.1 + 150 / 1.21) / (200 / 1.331)),  # the last crossing counts
    ([50, -100, 100], 1.5, 1 + (100 / 1.1 - 50) / (100 / 1.21)),  # starts above 0
    ([0, -100, 100], 2.0, None),
    ([-100, 0, 0, 400], 2.25, 2 + 100 / (400 / 1.331)),
    ([10, 20], 0.0, 0.0),  # never below 0
    ([100, -50, -50], 0.0, 0.0),
    ([0, 0], 0.0, 0.0),
    ([5], 0.0, 0.0),
    ([-5], None, None),
    ([-100, 50, 49], None, None),
    ([-100, 200, -150], None, None),  # repaid, but lost again
]


@pytest.mark.parametrize(("flows", "plain", "discounted"), PAYBACKS)
def test_payback(flows: list[float], plain: float | None, discounted: float | None) -> None:
    assert _result(payback, flows) == (None if plain is None else pytest.approx(plain, rel=1e-14))
    assert _result(discounted_payback, 0.1, flows) == (None if discounted is None else pytest.approx(discounted))


def test_payback_of_the_illustrative_programme() -> None:
    assert payback(PROGRAMME) == pytest.approx(4.031664481952259, rel=1e-14)
    assert discounted_payback(0.08, PROGRAMME) == pytest.approx(4.309399813495233, rel=1e-14)


def test_payback_says_how_much_is_short() -> None:
    with pytest.raises(NoResult, match=r"payback: never, the flows add up to -1,234.5 by the last year"):
        payback([-2_234.5, 1_000])


def test_exact_repayment_survives_rounding() -> None:
    assert sum([-0.8, 0.1, 0.3, 0.4]) < 0  # in binary; in euros it is repaid
    assert payback([-0.8, 0.1, 0.3, 0.4]) == 3
    assert payback([-0.8, 0.1, 0.3, 0.4 - 1e-9, 0.5]) > 3  # a real shortfall is not rounded away
    assert _result(payback, [-0.8, 0.1, 0.3, 0.4 - 1e-9]) is None


def test_ratios() -> None:
    benefits, costs = [0, 60, 90], [100, 0, 0]
    assert roi(benefits, costs, 0) == 0.5
    assert benefit_cost_ratio(benefits, costs, 0) == 1.5
    # By hand: PV benefits 110/1.1 + 121/1.21 = 200; PV costs 100 + 55/1.1 = 150, the first column undiscounted
    assert roi([0, 110, 121], [100, 55, 0], 0.1) == pytest.approx(1 / 3)
    assert benefit_cost_ratio([0, 110, 121], [100, 55, 0], 0.1) == pytest.approx(4 / 3)
    assert profitability_index(0.1, [-100, 0, 181.5]) == pytest.approx(1.5)
    assert profitability_index(0.08, PROGRAMME) == pytest.approx(1.8984219159086795, rel=1e-14)


def test_no_ratio_without_something_to_divide_by() -> None:
    for ratio in (roi, benefit_cost_ratio):
        with pytest.raises(NoResult, match="the present value of the costs is 0, and it must be above 0"):
            ratio([1, 2], [0, 0], 0.1)
        with pytest.raises(NoResult, match="costs is -5,"):
            ratio([1, 2], [-5, 0], 0.1)
    for first in (0, 7):
        with pytest.raises(NoResult, match=f"year 0 is no outlay but {first}"):
            profitability_index(0.1, [first, 10])


def test_risk_adjusted() -> None:
    assert risk_adjusted(1_000, 600, 0.25, 0.10) == 90
    assert risk_adjusted(1_000, 600, 0, 0) == 400
    assert risk_adjusted([1_000, 2_000], 600, 0.25, [0.10, 0]) == pytest.approx([90, 900])
    for wrong in [(1, 1, 1.5, 0), (1, 1, -0.1, 0), (1, 1, 0, -0.1)]:
        with pytest.raises(ArgumentError, match="a share"):
            risk_adjusted(*wrong)
    with pytest.raises(ArgumentError, match="wrong shape"):
        risk_adjusted([1, 2], [1, 2, 3], 0, 0)
    assert np.array_equal(risk_adjusted([[1, 2]], 1, 0, 0), [[0, 1]])


# ----------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: npv(0.1, [1, None, 3]), r"flows, position 2 · .*found a blank.*expected a finite number"),
        (lambda: npv(0.1, [1, "2", 3]), "flows, position 2 · .*found '2'"),
        (lambda: npv(0.1, [1, 2, True]), "flows, position 3 · .*found True"),
        (lambda: npv(0.1, [1, math.nan]), "flows, position 2 · .*found nan"),
        (lambda: irr([-math.inf, 5]), "flows, position 1 · .*found -inf"),
        (lambda: payback([[1, 2], [3, math.nan]]), "flows, row 2, position 2 · .*found nan"),
        (lambda: npv(0.1, [1, 10**400]), "flows, position 2 · "),
        (lambda: npv(0.1, [1, 2j]), "flows, position 2 · "),
        (lambda: npv(0.1, []), r"flows · wrong shape \(found \(0,\)\)"),
        (lambda: npv(0.1, [[], []]), r"flows · wrong shape \(found \(2, 0\)\)"),
        (lambda: npv(0.1, 5), r"flows · wrong shape \(found \(\)\)"),
        (lambda: npv(0.1, [[[1, 2]]]), r"flows · wrong shape \(found \(1, 1, 2\)\)"),
        (lambda: npv(0.1, [[1], [2, 3]]), "flows · wrong shape .*rows of different lengths"),
        (lambda: npv(-1, [1, 2]), "rate · .*found -1.*expected a fraction above -1"),
        (lambda: npv([0.1, -2], [[1], [2]]), r"rate, position 2 · .*found -2\.0"),
        (lambda: npv(math.nan, [1, 2]), "rate · .*found nan"),
        (lambda: npv(None, [1, 2]), "rate · .*found a blank"),
        (lambda: npv([0.1, 0.2], [1, 2]), "rate · wrong shape .*expected one number"),
        (lambda: npv([0.1, 0.2], [[1], [2], [3]]), r"rate · wrong shape .*one a scenario \(3,\)"),
        (lambda: mirr([-1, 2], -1, 0.1), "finance_rate · .*found -1"),
        (lambda: mirr([-1, 2], 0.1, -3), "reinvest_rate · .*found -3"),
        (lambda: irr_roots([[-1, 2]]), "flows · wrong shape .*expected one series"),
        (
            lambda: roi([1, 2], [1], 0.1),
            r"costs · wrong shape \(found 1 costs\): expected as many as there are benefits, 2",
        ),
        (lambda: roi([1, 2], [[1, 2]], 0.1), "costs · wrong shape"),
        (lambda: xnpv(0.1, [1, 2], [40_000]), "dates · wrong shape .*found 1 dates.*each of the 2 flows"),
        (
            lambda: xirr([-1, 2], [DATES[1], DATES[0]]),
            "position 2 · .*found 2008-01-01.*no date before the first, 2008-03",
        ),
        (lambda: xnpv(0.1, [1, 2], [40_000, 39_999]), "dates, position 2 · .*found 39999"),
        (lambda: xnpv(0.1, [1, 2], [40_000, None]), "dates, position 2 · .*expected a date, or an Excel serial number"),
        (lambda: xnpv(0.1, [1, 2], ["2008-01-01", 40_000]), "dates, position 1 · .*found 2008-01-01"),
        (lambda: xnpv(0.1, [1, 2], [60, 61]), "dates, position 1 · .*found 60"),  # Excel's 29 February 1900
        (lambda: xnpv(0.1, [1, 2], [40_000, 2_958_466]), "dates, position 2 · "),
        (lambda: xnpv(0.1, [1, 2], [pd.NaT, pd.Timestamp(2025, 1, 1)]), "dates, position 1 · .*found NaT"),
        (
            lambda: xnpv(0.1, [1, 2], np.array(["2025-01-01", "NaT"], "datetime64[D]")),
            "dates, position 2 · .*found NaT",
        ),
    ],
)
def test_refusals_name_the_position_and_the_value(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ArgumentError, match=message) as refused:
        call()
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, ServiceRoiError)
    assert not isinstance(refused.value, NoResult)


def test_every_wrong_flow_is_named_up_to_twenty() -> None:
    with pytest.raises(ArgumentError) as refused:
        npv(0.1, [None, 1, "x"])
    assert [problem.where for problem in refused.value.problems] == ["flows, position 1", "flows, position 3"]
    with pytest.raises(ArgumentError, match="flows · and 80 more like these") as refused:
        npv(0.1, [math.nan] * 100)
    assert len(refused.value.problems) == 21


def test_kinds_of_numbers() -> None:
    kinds = [[Decimal(-100), Fraction(55), np.int64(55)], (-100, 55, 55), np.array([-100, 55, 55], dtype=np.int8)]
    for flows in [*kinds, pd.Series([-100, 55, 55]), np.array([-100, 55, 55], dtype=np.float32)]:
        assert npv(np.float64(0), flows) == 10
        assert type(npv(0, flows)) is float


@pytest.mark.parametrize(
    "call",
    [
        lambda: npv(0, [1e308, 1e308]),
        lambda: npv(-0.999, [1.0] * 300),
        lambda: xnpv(-0.999, [1, 1], [40_000, 90_000]),
        lambda: payback([-1e308, -1e308, 1e308, 1e308, 1e308]),
        lambda: discounted_payback(-0.999, [-1.0] * 300),
        lambda: roi([1e308, 1e308], [1, 0], 0),
        lambda: roi([1e308, 1e308], [1e308, 1e308], 0),
        lambda: benefit_cost_ratio([1, 1], [1e308, 1e308], 0),
        lambda: mirr([-1e308, -1e308, 1e308], 0, 0),
        lambda: mirr([-1.0] + [0.0] * 79 + [1.0], 0, 1e6),
        lambda: risk_adjusted(-1e308, 1e308, 0, 0.9),
    ],
)
def test_values_beyond_floating_point_are_no_result(call: Callable[[], object]) -> None:
    with pytest.raises(NoResult, match="values too large or too small to calculate with"):
        call()


def test_extreme_values_that_can_be_calculated() -> None:
    assert npv(1e6, [1] * 70) == pytest.approx(1.000001)
    assert npv(-0.99, [-100, 3] + [0] * 400) == pytest.approx(200)  # a flow of 0 is worth 0 at any rate
    assert npv([-0.99, 0], [[-100, 3] + [0] * 400] * 2) == pytest.approx([200, -97])
    assert irr([-1e308, -1e308, 1e308]) == pytest.approx((math.sqrt(5) - 3) / 2)  # 1 + g = g²


def test_no_scenarios_give_no_values() -> None:
    nothing = np.empty((0, 3))
    for result in (
        irr(nothing),
        payback(nothing),
        npv(0.1, nothing),
        mirr(nothing, 0.1, 0.1),
        xirr(nothing, DATES[:3]),
    ):
        assert np.shape(result) == (0,)


# ---------------------------------------------------------------------------------------------------------- properties

unhurried = settings(deadline=None)
amounts = st.integers(-1_000, 1_000).map(float)
rates = st.floats(-0.5, 3, allow_nan=False).map(lambda rate: round(rate, 6))
series = st.lists(amounts, min_size=1, max_size=9)


@st.composite
def tables(draw: st.DrawFn) -> list[list[float]]:
    periods = draw(st.integers(1, 7))
    return draw(st.lists(st.lists(amounts, min_size=periods, max_size=periods), min_size=1, max_size=6))


@st.composite
def investments(draw: st.DrawFn) -> list[float]:
    """Outlays first, receipts after: one change of sign, and no loss of more than 99 % a year, which is no rate."""
    outlays = draw(st.lists(st.integers(-1_000, 0), max_size=3))
    receipts = draw(st.lists(st.integers(0, 1_000), max_size=9))
    flows = [-draw(st.integers(10, 1_000)), *outlays, *receipts, draw(st.integers(10, 1_000))]
    assume(sum(flow / 0.01**year for year, flow in enumerate(flows)) > 0)
    return [float(flow) for flow in flows]


def _result(measure: Callable[..., object], *arguments: object) -> float | None:
    """What a measure gives for one series; None where it does not exist."""
    try:
        value = measure(*arguments)
    except NoResult:
        return None
    assert type(value) is float
    assert math.isfinite(value)
    return value


def _gross(rate: float, flows: Sequence[float]) -> float:
    """The present value of all flows with their signs taken off: the size that rounding errors relate to."""
    return sum(abs(flow) / (1 + rate) ** year for year, flow in enumerate(flows))


@unhurried
@given(tables(), st.data())
def test_many_series_are_one_series_row_by_row(table: list[list[float]], data: st.DataObject) -> None:
    per_row = data.draw(st.lists(rates, min_size=len(table), max_size=len(table)))
    days = [
        40_000,
        *data.draw(st.lists(st.integers(40_000, 42_000), min_size=len(table[0]) - 1, max_size=len(table[0]) - 1)),
    ]
    costs = [[abs(flow) - 100 for flow in row] for row in table]
    calls: list[tuple[Callable[..., object], Callable[[int], tuple[object, ...]], tuple[object, ...]]] = [
        (npv, lambda i: (per_row[i], table[i]), (per_row, table)),
        (irr, lambda i: (table[i],), (table,)),
        (mirr, lambda i: (table[i], per_row[i], 0.1), (table, per_row, 0.1)),
        (xnpv, lambda i: (per_row[i], table[i], days), (per_row, table, days)),
        (xirr, lambda i: (table[i], days), (table, days)),
        (payback, lambda i: (table[i],), (table,)),
        (discounted_payback, lambda i: (per_row[i], table[i]), (per_row, table)),
        (roi, lambda i: (table[i], costs[i], per_row[i]), (table, costs, per_row)),
        (benefit_cost_ratio, lambda i: (table[i], costs[i], per_row[i]), (table, costs, per_row)),
        (profitability_index, lambda i: (per_row[i], table[i]), (per_row, table)),
    ]
    for measure, row, together in calls:
        many = measure(*together)
        assert isinstance(many, np.ndarray)
        assert many.shape == (len(table),)
        one_by_one = [_result(measure, *row(i)) for i in range(len(table))]
        expected = [math.nan if value is None else value for value in one_by_one]
        assert many == pytest.approx(expected, rel=1e-9, abs=1e-7, nan_ok=True), measure.__name__


@unhurried
@given(tables(), rates)
def test_one_rate_serves_every_scenario(table: list[list[float]], rate: float) -> None:
    np.testing.assert_array_equal(npv(rate, table), npv([rate] * len(table), table))


@unhurried
@given(series, rates)
def test_npv_is_that_of_numpy_financial(flows: list[float], rate: float) -> None:
    assert npv(rate, flows) == pytest.approx(float(npf.npv(rate, flows)), rel=1e-12, abs=1e-9 * _gross(rate, flows))


@unhurried
@given(series, rates, rates)
def test_mirr_is_that_of_numpy_financial(flows: list[float], finance_rate: float, reinvest_rate: float) -> None:
    theirs = float(npf.mirr(flows, finance_rate, reinvest_rate))
    ours = _result(mirr, flows, finance_rate, reinvest_rate)
    assert ours == (None if math.isnan(theirs) else pytest.approx(theirs, rel=1e-9, abs=1e-12))


@unhurried
@given(investments())
def test_an_investment_has_one_irr_and_its_npv_there_is_0(flows: list[float]) -> None:
    rate = irr(flows)
    assert npv(rate, flows) == pytest.approx(0, abs=1e-11 * _gross(rate, flows))


@unhurried
@given(series)
def test_the_npv_is_0_at_every_root(flows: list[float]) -> None:
    signs = [flow > 0 for flow in flows if flow]
    roots = irr_roots(flows)
    assert len(roots) <= sum(a != b for a, b in pairwise(signs))  # Descartes
    assert list(roots) == sorted(set(roots))
    for root in roots:
        assert -0.99 < root < 1_000_000
        assert npv(root, flows) == pytest.approx(0, abs=1e-9 * _gross(root, flows))


@unhurried
@given(st.lists(st.integers(-9, 30), min_size=1, max_size=4), st.sampled_from([-1, 1]))
def test_roots_that_were_put_in_come_out_once_each(tenths: list[int], sign: int) -> None:
    assume(all(tenths.count(tenth) < 3 or len(tenths) == 3 for tenth in tenths))
    flows = [sign]
    for tenth in tenths:  # times (1 + r) x - 1, in whole numbers
        flows = [(10 + tenth) * before - 10 * now for before, now in zip([0, *flows], [*flows, 0], strict=True)]
    assert irr_roots(flows) == pytest.approx([tenth / 10 for tenth in sorted(set(tenths))], abs=1e-5)


@unhurried
@given(investments())
def test_npv_falls_through_0_at_the_irr_of_an_investment(flows: list[float]) -> None:
    rate = irr(flows)
    assert npv(rate + 0.01 * (1 + rate), flows) < 0 < npv(rate - 0.01 * (1 + rate), flows)


@unhurried
@given(series, st.integers(0, 3), st.integers(0, 3))
def test_zeros_before_and_after_leave_the_irr_alone(flows: list[float], before: int, after: int) -> None:
    padded = [0.0] * before + flows + [0.0] * after
    assert irr_roots(padded) == pytest.approx(irr_roots(flows), rel=1e-6, abs=1e-6)


@unhurried
@given(series, st.sampled_from([0.001, 0.1, 0.3, 7.0, 1e6]), rates)
def test_the_currency_leaves_rates_and_times_alone(flows: list[float], factor: float, rate: float) -> None:
    scaled = [factor * flow for flow in flows]
    for measure in (
        irr,
        payback,
        lambda flows: mirr(flows, rate, rate),
        lambda flows: profitability_index(rate, flows),
    ):
        before, after = _result(measure, flows), _result(measure, scaled)
        assert after == (None if before is None else pytest.approx(before, rel=1e-6, abs=1e-9))
    assert npv(rate, scaled) == pytest.approx(
        factor * npv(rate, flows), rel=1e-9, abs=1e-12 * factor * _gross(rate, flows)
    )


@unhurried
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=9), rates, rates)
def test_a_higher_rate_never_raises_the_npv_of_receipts(flows: list[float], rate: float, other: float) -> None:
    low, high = sorted([rate, other])
    assert npv(high, flows) <= npv(low, flows) * (1 + 1e-14)


@unhurried
@given(investments(), st.floats(-0.3, 2))
def test_mirr_lies_between_the_rate_and_the_irr(flows: list[float], rate: float) -> None:
    internal = irr(flows)
    low, high = sorted([rate, internal])
    assert low - 1e-9 * (1 + abs(low)) <= mirr(flows, rate, rate) <= high + 1e-9 * (1 + abs(high))
    assert mirr(flows, internal, internal) == pytest.approx(internal, rel=1e-9, abs=1e-9)


@unhurried
@given(investments(), st.floats(0, 1))
def test_discounting_never_brings_payback_forward(flows: list[float], rate: float) -> None:
    plain, discounted = _result(payback, flows), _result(discounted_payback, rate, flows)
    assert discounted is None or (plain is not None and plain <= discounted * (1 + 1e-12))


@unhurried
@given(investments())
def test_payback_comes_when_the_flows_so_far_add_up_to_0(flows: list[float]) -> None:
    years = _result(payback, flows)
    if years is None:
        assert sum(flows) < 0
        return
    whole = math.ceil(years) - 1
    assert sum(flows[: whole + 1]) + (years - whole) * flows[whole + 1] == pytest.approx(0, abs=1e-9)


@unhurried
@given(st.integers(1, 10**9), st.lists(st.integers(1, 100), min_size=1, max_size=40))
def test_a_loan_repaid_in_instalments_is_repaid_in_the_last_year(cents: int, weights: list[int]) -> None:
    """In decimal cents the sum is 0 exactly; in binary it seldom is."""
    parts = [cents * weight // sum(weights) for weight in weights[:-1]]
    instalments = [*parts, cents - sum(parts)]
    assume(instalments[-1] > 0)
    assert payback([-cents / 100, *[part / 100 for part in instalments]]) == pytest.approx(len(weights), rel=1e-6)


@unhurried
@given(st.lists(st.tuples(amounts, st.integers(1, 1_000)), min_size=1, max_size=9), rates)
def test_the_ratios_agree_with_the_npv(pairs: list[tuple[float, int]], rate: float) -> None:
    benefits, costs = [gain for gain, _ in pairs], [spent for _, spent in pairs]
    net = [gain - spent for gain, spent in pairs]
    value, spent = npv(rate, net), npv(rate, costs)
    assert roi(benefits, costs, rate) == pytest.approx(
        value / spent, rel=1e-9, abs=1e-9 * _gross(rate, benefits) / spent
    )
    assert benefit_cost_ratio(benefits, costs, rate) == pytest.approx(
        1 + roi(benefits, costs, rate), rel=1e-9, abs=1e-9
    )
    if net[0] < 0:
        assert profitability_index(rate, net) == pytest.approx(1 + value / -net[0])


@unhurried
@given(series, rates)
def test_dates_a_year_apart_are_years(flows: list[float], rate: float) -> None:
    days = [40_000 + 365 * year for year in range(len(flows))]
    assert xnpv(rate, flows, days) == pytest.approx(npv(rate, flows), rel=1e-12, abs=1e-12 * _gross(rate, flows))
    periodic = _result(irr, flows)
    assert _result(xirr, flows, days) == (None if periodic is None else pytest.approx(periodic, rel=1e-9, abs=1e-9))


# --------------------------------------------------------------------------------------------------------- house rules


def test_examples_in_the_docstrings_run() -> None:
    results = doctest.testmod(finance, optionflags=doctest.REPORT_NDIFF)
    assert results.attempted >= len(finance.__all__) - 1  # every function; the error has none
    assert results.failed == 0


@pytest.mark.parametrize("name", sorted(set(finance.__all__) - {"ArgumentError"}))
def test_every_docstring_is_complete(name: str) -> None:
    text = str(getattr(finance, name).__doc__)
    missing = [part for part in ("Args:", "Returns:", "Raises:", "Reference:", ">>> ", f"{name}(") if part not in text]
    assert not missing


def test_only_light_imports() -> None:
    nodes = list(ast.walk(ast.parse(Path(str(finance.__file__)).read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    packages = {name.split(".")[0] for name in names} - sys.stdlib_module_names
    assert packages == {"numpy", "numpy_financial", "xl_service_roi"}


# --------------------------------------------------------------------------------------- a published business case

# Forrester Consulting, The Total Economic Impact of SalesLoft, page 19: cash flow table (risk-adjusted), at 10 %
TEI_COSTS = [53_150, 666_715, 636_772, 647_783]
TEI_BENEFITS = [0, 1_606_511, 3_061_331, 4_229_760]


def test_a_published_total_economic_impact() -> None:
    """Its figures are rounded to whole dollars a year."""
    net = [benefit - cost for benefit, cost in zip(TEI_BENEFITS, TEI_COSTS, strict=True)]
    assert npv(0.10, TEI_COSTS) == pytest.approx(1_672_201, abs=2)
    assert npv(0.10, TEI_BENEFITS) == pytest.approx(7_168_371, abs=2)
    assert npv(0.10, net) == pytest.approx(5_496_170, abs=2)
    assert round(roi(TEI_BENEFITS, TEI_COSTS, 0.10), 2) == 3.29
    assert benefit_cost_ratio(TEI_BENEFITS, TEI_COSTS, 0.10) == pytest.approx(1 + 5_496_170 / 1_672_201, abs=1e-5)
    assert payback(net) < 0.5  # "< 6 months"
