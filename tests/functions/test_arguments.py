"""How building blocks take their arguments: checked by kind, broadcast, answered with a float, an array or a reason."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.errors import NoResult
from xl_service_roi.functions.arguments import (
    Answer,
    ArgumentError,
    Money,
    Number,
    Positive,
    Rate,
    Share,
    Switch,
    Years,
    arguments_of,
    broadcasting,
    by_element,
    only_where,
    refuse,
)


@broadcasting
def worth(amount: Money, part: Share, rate: Rate = 0, years: Years | None = None, whole: Switch = False) -> Answer:
    """The part of an amount, discounted."""
    refuse("part", part, part + rate > 2, "a part that fits the rate")
    value = amount * part / (1 + rate) ** (1 if years is None else years)
    return only_where(part > 0, np.where(whole, np.ceil(value), value), "no part, no worth")


@by_element
def factorial(number: Number, base: Positive = 1) -> float:
    """The factorial of a number, over a base."""
    if number > 20:
        raise NoResult("too much work")
    return math.factorial(int(number)) / base


def test_numbers_give_a_float() -> None:
    for amount in (80, 80.0, Decimal(80), Fraction(80), np.float64(80), np.int64(80), np.array(80.0)):
        found = worth(amount, 0.5)
        assert found == 40
        assert type(found) is float
    assert worth(amount=80, part=0.5, years=2, rate=1) == 10
    assert worth(81, 0.5, whole=True) == 41
    assert factorial(4) == 24
    assert type(factorial(4, 2)) is float


def test_many_broadcast() -> None:
    assert np.array_equal(worth([80, 90], 0.5), [40, 45])
    assert np.array_equal(worth([[80], [90]], [0.5, 1.0]), [[40, 80], [45, 90]])
    assert np.array_equal(worth([81, 81], 0.5, whole=[True, False]), [41, 40.5])
    assert np.array_equal(factorial([[3, 4]], [[1], [2]]), [[6, 24], [3, 12]])


def test_no_result_is_a_reason_for_one_and_nan_among_many() -> None:
    with pytest.raises(NoResult, match="no part, no worth"):
        worth(80, 0)
    with pytest.raises(NoResult, match="too much work"):
        factorial(21)
    with pytest.raises(NoResult, match="too large or too small"):
        worth(1e308, 1, -0.999999)
    assert np.array_equal(worth([80, 80], [0, 1]), [np.nan, 80], equal_nan=True)
    assert np.array_equal(factorial([3, 21]), [6, np.nan], equal_nan=True)
    assert np.isnan(worth([1e308, 1], 1, -0.999999)[0])  # type: ignore[index]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((80, 1.5), r"part · cannot be used \(found 1.5\): expected a share from 0 to 1"),
        ((80, [0.5, 1.5]), "part, position 2"),
        ((80, [[0.5, 0.5], [0.5, -1]]), "part, row 2, position 2"),
        ((None, 0.5), r"amount · cannot be used \(found a blank\)"),
        (("80", 0.5), r"amount · cannot be used \(found '80'\)"),
        ((True, 0.5), "amount · cannot be used"),
        (([80, None], 0.5), "amount, position 2"),
        ((math.nan, 0.5), "amount · cannot be used"),
        ((math.inf, 0.5), "amount · cannot be used"),
        ((10**400, 0.5), "amount · cannot be used"),
        ((80, 0.5, -1), "rate · .*expected a rate above -1"),
        ((80, 0.5, 0, 2.5), "years · .*whole number of years"),
        ((80, 0.5, 0, 0), "years"),
        ((80, 0.5, 0, 2, 2), "whole · .*TRUE or FALSE"),
        ((80, 1, 1.5), "part that fits the rate"),
        (([80, 90], [0.1, 0.2, 0.3]), r"wrong shape \(found amount \(2,\), part \(3,\)\)"),
        (([[80], [90, 100]], 0.5), "rows of different lengths"),
        (([[[80]]], 0.5), "rows and columns at most"),
    ],
)
def test_what_cannot_be_used_is_named(given: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        worth(*given)


def test_only_twenty_faults_are_listed() -> None:
    with pytest.raises(ArgumentError) as refused:
        worth(80, [2.0] * 30)
    assert len(refused.value.problems) == 21
    assert str(refused.value.problems[-1]) == "part · and 10 more like these"


def test_wrong_calls_are_type_errors() -> None:
    for call in (lambda: worth(80), lambda: worth(80, 0.5, 0, 1, 0, 0), lambda: worth(80, share=0.5)):
        with pytest.raises(TypeError):
            call()


def test_a_signature_without_a_kind_is_a_type_error() -> None:
    def unknown(amount: float) -> Answer:
        return amount

    with pytest.raises(TypeError, match="has no kind"):
        broadcasting(unknown)
    assert [argument.name for argument in arguments_of(worth)] == ["amount", "part", "rate", "years", "whole"]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5), st.lists(st.floats(0.01, 1), min_size=1, max_size=5))
def test_broadcasting_is_one_by_one(amounts: list[float], parts: list[float]) -> None:
    table = worth([[amount] for amount in amounts], parts)
    assert np.array_equal(table, [[worth(amount, part) for part in parts] for amount in amounts])


@by_element
def overflowing(number: Number) -> float:
    """What Python's own arithmetic refuses."""
    return {0: lambda: math.exp(1e4), 1: lambda: 1 / (number - 1), 2: lambda: int(math.nan)}.get(number, lambda: 7)()


def test_numbers_beyond_floating_point_are_no_result_one_by_one() -> None:
    for number in (0, 1, 2):
        with pytest.raises(NoResult, match="too large or too small"):
            overflowing(number)
    assert np.array_equal(overflowing([0, 1, 2, 3]), [np.nan, np.nan, np.nan, 7], equal_nan=True)


def test_a_slip_in_a_range_does_not_keep_a_spreadsheet_busy_for_hours() -> None:
    with pytest.raises(ArgumentError, match=r"20,001 cells\): expected 20,000 at a time"):
        factorial([1.0] * 20_001)
