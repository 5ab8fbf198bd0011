"""Cash flows, rates and dates as they come in, each checked, and answers as they go out: a float or an array."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from xl_service_roi.errors import InputError, NoResult, Problem

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Measure: TypeAlias = float | Floats  # a float for one series, an array for many


class FlowError(InputError, ValueError):
    """Flows, rates or dates that cannot be calculated with: which position, what stands there, what is expected."""


def answer(measure: str, values: Floats, one: bool, *gaps: tuple[Bools, str]) -> Measure:
    """The values, without a number in the gaps (where a measure does not exist, and why)."""
    for missing, reason in gaps:
        if one and missing[0]:
            raise NoResult(f"{measure}: {reason}")
        values = np.where(missing, np.nan, values)
    if not one:
        return np.where(np.isfinite(values), values, np.nan)
    if not np.isfinite(values[0]):
        raise NoResult(f"{measure}: these flows and rates give values too large or too small to calculate with")
    return float(values[0])


def shown(values: Floats, one: bool) -> str:
    """The value of one series, for a message."""
    return f"{values[0]:,.6g}" if one else ""


def flow_table(name: str, flows: ArrayLike) -> tuple[Floats, bool]:
    """The flows as one row a series, and whether they came as one series."""
    table = numbers_of(name, flows)
    if table.ndim == 0 or table.shape[-1] == 0:
        raise wrong_shape(name, table.shape, "(periods,) or (scenarios, periods), with at least one period")
    return np.atleast_2d(table), table.ndim == 1


def rates_of(name: str, rate: ArrayLike, table: Floats, one: bool) -> Floats:
    """The rate of each row of the table."""
    rates = numbers_of(name, rate)
    if rates.ndim and (one or rates.shape != (len(table),)):
        raise wrong_shape(name, rates.shape, "one number" if one else f"one number, or one a scenario ({len(table)},)")
    refuse(name, rates, rates <= -1, "a fraction above -1; 0.08 means 8 %")
    return np.broadcast_to(rates, (len(table),))


def numbers_of(name: str, values: ArrayLike) -> Floats:
    """The values as floats, if every one is a finite number."""
    try:
        given = np.asarray(values)
        if given.dtype.kind not in "iuf" or not hasattr(values, "dtype"):  # in a list numpy takes TRUE for 1
            given = np.asarray(values, dtype=np.object_)
    except ValueError:
        raise wrong_shape(name, "rows of different lengths", "as many periods in every row") from None
    if given.ndim > 2:
        raise wrong_shape(name, given.shape, "rows and columns at most")
    numbers = np.array([_number(value) for value in given.flat]) if given.dtype.kind == "O" else given
    numbers = numbers.astype(np.float64).reshape(given.shape)
    refuse(name, given, ~np.isfinite(numbers), "a finite number in every place (0 where nothing flows)")
    return numbers


def _number(value: object) -> float:
    """The value of a number, NaN for anything else: a blank, text, a truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating, Decimal, Fraction)):
        return np.nan
    try:
        return float(value)
    except (OverflowError, ValueError):
        return np.nan


def years_since_first(dates: Iterable[object], payments: int) -> Floats:
    """Years of 365 days from the first date to each."""
    given = list(dates)
    if len(given) != payments:
        raise wrong_shape("dates", f"{len(given)} dates", f"one date for each of the {payments} flows")
    days = np.array([_day(value) for value in given])
    shown = np.array([str(value) for value in given])
    kinds = "a date, or an Excel serial number from 61 (1 March 1900) on"
    refuse("dates", shown, np.isnan(days), kinds)
    refuse("dates", shown, days < days[0], f"no date before the first, {shown[0]}")
    return np.asarray((days - days[0]) / 365, dtype=np.float64)


_EXCEL_DAY_0 = datetime.date(1899, 12, 30).toordinal()  # right from serial 61 on: Excel believes in 29 February 1900
_EXCEL_FIRST, _EXCEL_END = 61, 2_958_466  # up to and including 31 December 9999


def _day(value: object) -> float:
    """The number of a date's day; NaN for what is no date."""
    if isinstance(value, np.datetime64) and not np.isnat(value):
        return float(value.astype("datetime64[D]").astype(np.int64)) + datetime.date(1970, 1, 1).toordinal()
    if isinstance(value, datetime.date) and value == value:  # pandas' NaT is a date that differs from itself
        return float(value.toordinal())
    serial = _number(value)
    return _EXCEL_DAY_0 + np.floor(serial) if _EXCEL_FIRST <= serial < _EXCEL_END else np.nan


def outside(values: Floats, low: float | Floats, high: float | Floats) -> Bools:
    """True where a value does not lie between the bounds, NaN included."""
    return ~((values >= low) & (values <= high))


_MOST_PROBLEMS = 20  # of a table full of them, enough to see what is wrong


def refuse(name: str, given: NDArray[np.generic], wrong: Bools, expected: str) -> None:
    """An error that names each wrong value and its place; positions and rows count from 1, as in Excel."""
    places = np.argwhere(np.atleast_1d(wrong))
    if not len(places):
        return
    found = np.asarray(given).reshape(np.shape(np.atleast_1d(wrong)))
    problems = [
        Problem(_place(name, place, given.ndim), "cannot be used", _shown(found[tuple(place)]), expected)
        for place in places[:_MOST_PROBLEMS]
    ]
    if len(places) > _MOST_PROBLEMS:
        problems.append(Problem(name, f"and {len(places) - _MOST_PROBLEMS} more like these"))
    raise FlowError(problems)


def _place(name: str, place: NDArray[np.intp], dimensions: int) -> str:
    """Where a value stands: ``rate``, ``flows, position 3`` or ``flows, row 2, position 3``."""
    return name + ("", ", position {}", ", row {}, position {}")[dimensions].format(*(place + 1))


def _shown(value: object) -> str:
    if value is None:
        return "a blank"
    return repr(value) if isinstance(value, str) and not isinstance(value, np.generic) else str(value)


def wrong_shape(name: str, found: object, expected: str) -> FlowError:
    """Return the refusal of an argument that has not the shape it should have."""
    return FlowError([Problem(name, "wrong shape", str(found), expected)])


def discounted(rates: Floats, table: Floats, times: Floats) -> Floats:
    """Each flow's present value; a flow of 0 is worth 0 at any rate."""
    with np.errstate(all="ignore"):
        return np.where(table == 0, 0.0, table / (1 + rates[:, np.newaxis]) ** times)


def sum_of_years(table: Floats) -> Floats:
    """Return the sum of each row."""
    with np.errstate(all="ignore"):
        return np.asarray(table.sum(axis=1), dtype=np.float64)
