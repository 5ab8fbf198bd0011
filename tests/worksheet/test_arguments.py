"""What a spreadsheet sends, and what becomes of it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_service_roi.functions.arguments import ArgumentError
from xl_service_roi.worksheet.arguments import (
    Rows,
    dates,
    number,
    rows_of,
    series,
    share,
    switch,
    table,
    text,
    without_trailing_blanks,
)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (0.15, 0.15),
        (15, 15),
        ([[0.15]], 0.15),
        ([0.15], 0.15),
        (((0.15,),), 0.15),
        (Decimal("12.50"), 12.5),  # a cell with a currency format, on Windows
        (np.float64(2.5), 2.5),
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("0,15", 0.15),
        ("-3", -3),
    ],
)
def test_one_number(cells: Any, expected: float) -> None:
    found = number("").read("margin", cells)
    assert found == expected
    assert type(found) is float


def test_a_percent_sign_is_read_for_shares_only() -> None:
    assert share("").read("rate", "8%") == 0.08
    with pytest.raises(ArgumentError, match=r"margin · .*percent sign"):
        number("").read("margin", "8%")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (None, "margin · is blank"),
        ("", "margin · is blank"),
        ("   ", "margin · is blank"),
        ("x", 'margin · "x" is not a number'),
        ("40.000", "two readings: 40000 .* 40 "),
        ("#N/A", r"holds an error value \(found #N/A\)"),
        ("#SROI! rate · is blank", "holds an error of ours .*look there first"),
        (True, r"holds a truth value \(found TRUE\)"),
        (datetime.datetime(2026, 1, 2), "holds a date"),
        (float("nan"), None),
    ],
)
def test_what_is_no_number_is_refused_by_name(cell: Any, message: str | None) -> None:
    if message is None:  # no spreadsheet sends it; the function that is called refuses it
        assert np.isnan(number("").read("margin", cell))
        return
    for cells in (cell, [[cell]]):
        with pytest.raises(ArgumentError, match=message):
            number("").read("margin", cells)


def test_a_range_keeps_its_shape() -> None:
    for cells, shape in (([[1.0], [2.0]], (2, 1)), ([[1.0, 2.0]], (1, 2)), ([[1.0, 2.0], [3.0, 4.0]], (2, 2))):
        found = number("").read("margin", cells)
        assert found.numbers.shape == found.given == shape
        assert found.numbers.dtype == np.float64
    mixed = number("").read("margin", [[1.0], ["2,5"], [3], [Decimal(4)], [None], [""]])
    assert mixed.numbers.tolist() == [[1.0], [2.5], [3.0], [4.0]]
    assert mixed.given == (6, 1)


def test_rows_of_different_lengths_are_refused() -> None:
    with pytest.raises(ArgumentError, match=r"margin · wrong shape .*rows of different lengths"):
        number("").read("margin", [[1.0], [2.0, 3.0]])


def test_every_bad_cell_of_a_range_is_named_up_to_five() -> None:
    with pytest.raises(ArgumentError) as refused:
        number("").read("margin", [[1.0, "x"], [None, 4.0]])
    assert [problem.where for problem in refused.value.problems] == [
        "margin, row 1, column 2",
        "margin, row 2, column 1",
    ]
    with pytest.raises(ArgumentError, match="margin · and 3 more like these"):
        number("").read("margin", [["x"]] * 8)


@pytest.mark.parametrize("cells", [[[1.0, 2.0, 3.0]], [[1.0], [2.0], [3.0]], [1.0, 2.0, 3.0], [[1.0, 2.0, 3.0, None]]])
def test_a_series_is_one_row_or_one_column(cells: Any) -> None:
    assert series("").read("flows", cells) == [1, 2, 3]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([[1.0], [None], [3.0]], "flows, position 2 · is blank"),
        ([[1.0, "2", 3.0]], r'flows, position 2 · holds text \(found "2"\)'),
        ([[None], [2.0]], "flows, position 1 · is blank"),
        ([[None], [None]], "flows, position 1 · is blank"),
        ([[1.0, 2.0], [3.0, 4.0]], "2 rows of 2 columns"),
        ([[True, 2.0]], "flows, position 1 · holds a truth value"),
    ],
)
def test_a_series_with_anything_else_inside_is_refused(cells: Any, message: str) -> None:
    with pytest.raises(ArgumentError, match=message):
        series("").read("flows", cells)


def test_switches_texts_and_dates() -> None:
    assert switch("").read("whole_leavers", True) == 1
    assert switch("").read("whole_leavers", [[False]]) == 0
    assert switch("").read("whole_leavers", [[True], [False]]).numbers.tolist() == [[1], [0]]
    with pytest.raises(ArgumentError, match=r"whole_leavers · .*expected TRUE or FALSE"):
        switch("").read("whole_leavers", "WAAR")
    assert text("").read("measure", [[" roi "]]) == "roi"
    day = datetime.datetime(2026, 1, 2)
    assert dates("").read("dates", [[day], [45_000.0], [None]]) == [day, 45_000.0]
    for cells in (1.0, [["a"], ["b"]], "#N/A", [[None]]):
        with pytest.raises(ArgumentError, match="measure"):
            text("").read("measure", cells)


def test_a_whole_column_costs_no_more_than_its_cells() -> None:
    column: Rows = [[1.0], [2.0], *([None] for _ in range(1_048_574))]
    assert number("").read("margin", column).numbers.shape == (2, 1)
    assert series("").read("flows", column) == [1, 2]


cells = st.one_of(st.none(), st.just(""), st.floats(allow_nan=False, allow_infinity=False))


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=6))
def test_cutting_blanks_loses_nothing(rows: Rows) -> None:
    cut = without_trailing_blanks(rows)
    for row, kept in zip(rows, [*cut, *[[]] * len(rows)], strict=False):
        assert row[: len(kept)] == kept
        assert all(cell in (None, "") for cell in row[len(kept) :])
    assert cut
    assert all(cut)
    assert table("").read("inputs", rows) == cut


def test_rows_of_whatever_comes() -> None:
    assert rows_of(1.0) == [[1.0]]
    assert rows_of((1.0, 2.0)) == [[1.0, 2.0]]
    assert rows_of(((1.0,), (2.0,))) == [(1.0,), (2.0,)]
    assert rows_of([]) == [[None]]
