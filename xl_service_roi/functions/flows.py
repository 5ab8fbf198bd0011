"""Cash flows, rates and dates as they come in, each checked, and answers as they go out: a float or an array."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from xl_service_roi.errors import NoResult
from xl_service_roi.functions.arguments import Bools, Floats, Measure, number_of, numbers_of, refuse, wrong_shape


def answer(measure: str, values: Floats, one: bool, *gaps: tuple[Bools, str]) -> Measure:
    """The values, without a number in the gaps (where a measure does not exist, and why)."""
    for missing, reason in gaps:
        if one and missing[0]:
            raise NoResult(f"{measure}: {reason}")
        values = np.where(missing, np.nan, values)
    if not one:
        return np.where(np.isfinite(values), values, np.nan)
    if not math.isfinite(values[0]):
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
    if one and type(rate) is float and -1 < rate < math.inf:  # the quick way for what a cell holds
        return np.array([rate])
    rates = numbers_of(name, rate)
    if rates.ndim and (one or rates.shape != (len(table),)):
        raise wrong_shape(name, rates.shape, "one number" if one else f"one number, or one a scenario ({len(table)},)")
    refuse(name, rates, rates <= -1, "a fraction above -1; 0.08 means 8 %")
    return rates.reshape(1) if one else np.broadcast_to(rates, (len(table),))


def years_since_first(dates: Iterable[object], payments: int) -> Floats:
    """Years of 365 days from the first date to each."""
    given = list(dates)
    if len(given) != payments:
        raise wrong_shape("dates", f"{len(given)} dates", f"one date for each of the {payments} flows")
    days = np.array([_day(value) for value in given])
    if not (days >= days[0]).all():  # NaN, for what is no date, is not either
        shown = np.array([str(value) for value in given])
        refuse("dates", shown, np.isnan(days), "a date, or an Excel serial number from 61 (1 March 1900) on")
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
    serial = number_of(value)
    return _EXCEL_DAY_0 + np.floor(serial) if _EXCEL_FIRST <= serial < _EXCEL_END else np.nan


def outside(values: Floats, low: float | Floats, high: float | Floats) -> Bools:
    """True where a value does not lie between the bounds, NaN included."""
    return ~((values >= low) & (values <= high))


def discounted(rates: Floats, table: Floats, times: Floats) -> Floats:
    """Each flow's present value; a flow of 0 is worth 0 at any rate."""
    with np.errstate(all="ignore"):
        return np.where(table == 0, 0.0, table / (1 + rates[:, np.newaxis]) ** times)


def sum_of_years(table: Floats) -> Floats:
    """Return the sum of each row, from its first year to its last.

    numpy's own sum takes another order where there are few rows, and so another last digit.
    """
    with np.errstate(all="ignore"):
        return np.asarray(table.cumsum(axis=1)[:, -1], dtype=np.float64)
