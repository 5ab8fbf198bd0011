"""The making of a worksheet function: broadcasting, answers without numpy or NaN, refusals as each host shows them."""

from __future__ import annotations

import sys
import types
from typing import Annotated, Any

import pytest
import xlwings

from xl_service_roi.errors import InputError, NoResult, Problem
from xl_service_roi.functions.arguments import Answer, ArgumentError, Money, Share, broadcasting, only_where
from xl_service_roi.worksheet import functions
from xl_service_roi.worksheet.arguments import number, series, share, text
from xl_service_roi.worksheet.functions import Cells, arguments_of, worksheet_function


@broadcasting
def _per_customer(amount: Money, customers_share: Share) -> Answer:
    return only_where(customers_share > 0, amount / customers_share, "nobody to divide by")


@worksheet_function
def per_customer(amount: Annotated[Any, number("Amount")], part: Annotated[Any, share("Part")] = 0.5) -> Cells:
    """Amount divided by a share."""
    return _per_customer(amount, part)


@worksheet_function
def scaled_sum(factor: Annotated[Any, number("Factor")], flows: Annotated[Any, series("Flows")]) -> Cells:
    """Sum of a series, times a factor."""
    if factor < 0:
        raise NoResult("the factor is below 0")
    return factor * sum(flows)


@worksheet_function
def both(flows: Annotated[Any, series("Flows")], word: Annotated[Any, text("A word")] = None) -> Cells:
    """Two results side by side, or a word."""
    return word if word is not None else (min(flows), max(flows))


def test_one_number_each_gives_a_float() -> None:
    for cells in ((10.0, 0.5), (10, 0.5), ([[10.0]], ((0.5,),)), ("10", "50%"), (10.0,), (10.0, None), (10.0, [[""]])):
        found = per_customer(*cells)
        assert found == 20
        assert type(found) is float
    assert per_customer(amount=10.0, part=0.25) == 40


def test_ranges_broadcast_and_come_back_as_rows() -> None:
    assert per_customer([[10.0], [20.0]], 0.5) == [[20.0], [40.0]]
    assert per_customer([[10.0, 20.0]], 0.5) == [[20.0, 40.0]]
    assert per_customer([[10.0], [20.0]], [[0.5, 1.0]]) == [[20.0, 10.0], [40.0, 20.0]]
    assert scaled_sum([[1.0], [2.0]], [[3.0, 4.0]]) == [[7.0], [14.0]]
    assert all(type(cell) is float for row in per_customer([[10.0], [20.0]], 0.5) for cell in row)


def test_ranges_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ArgumentError, match="2 × 1, 3 × 1"):
        per_customer([[10.0], [20.0]], [[0.5], [0.5], [0.5]])
    with pytest.raises(InputError, match="would give 9,000,000 cells"):
        per_customer([[10.0]] * 3_000, [[0.5] * 3_000])


def test_a_range_that_ends_in_empty_cells_is_not_spread_over_the_others() -> None:
    """It stood beside them, so a blank belongs to each of theirs; only a range that is one cell is for all."""
    three = [[0.5], [0.25], [1.0]]
    assert per_customer(10.0, three) == per_customer([[10.0]], three) == [[20.0], [40.0], [10.0]]
    assert per_customer([[10.0], [20.0], [None]], three[:2]) == [[20.0], [80.0]]
    assert per_customer([[10.0], [None], [None]], 0.5) == [[20.0]]
    for amounts in ([[10.0], [None], [None]], [[10.0], [None]]):
        with pytest.raises(ArgumentError, match="amount, position 2 · is blank"):
            per_customer(amounts, three)
    with pytest.raises(ArgumentError, match="amount, position 2 · is blank"):
        per_customer([[10.0, None], [20.0, None]], [[0.5, 1.0], [0.5, 1.0]])


def test_a_cell_without_a_result_says_so_and_the_others_stand() -> None:
    assert per_customer([[10.0], [20.0]], [[0.0], [0.5]]) == [["#SROI! nobody to divide by"], [40.0]]
    assert scaled_sum([[-1.0], [2.0]], [[3.0]]) == [["#SROI! the factor is below 0"], [6.0]]


def test_other_answers() -> None:
    assert both([[3.0, 1.0, 2.0]]) == [[1.0, 3.0]]
    assert both([[3.0]], "roi") == "roi"
    assert list(arguments_of(both)) == ["flows", "word"]


def test_wrong_calls_from_python_are_type_errors() -> None:
    with pytest.raises(TypeError):
        per_customer()
    with pytest.raises(TypeError):
        per_customer(1.0, 0.5, 3.0)


def test_a_refusal_is_an_exception_in_python() -> None:
    with pytest.raises(NoResult, match="nobody to divide by"):
        per_customer(10.0, 0.0)
    with pytest.raises(ArgumentError, match="amount"):
        per_customer("x")


def test_a_refusal_is_a_text_in_excel_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings.udfs", types.ModuleType("xlwings.udfs"))
    assert per_customer(10.0, 0.0) == "#SROI! nobody to divide by"
    assert per_customer("x").startswith('#SROI! amount · "x" is not a number')
    assert per_customer([[10.0], [20.0]], [[0.0], [0.5]]) == [["#SROI! nobody to divide by"], [40.0]]


def test_a_refusal_is_an_xlwings_error_on_office_js(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings, "on_server", True)
    with pytest.raises(xlwings.XlwingsError, match=r"^nobody to divide by$"):
        per_customer(10.0, 0.0)
    assert per_customer([[10.0], [20.0]], [[0.0], [0.5]]) == [["#VALUE!"], [40.0]], "an error value that spreads"


def test_messages_fit_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings.udfs", types.ModuleType("xlwings.udfs"))

    @worksheet_function
    def refuses(flows: Annotated[Any, series("Flows")]) -> Cells:
        """Nothing is good enough."""
        raise InputError([Problem(f"row {row}", "is wrong") for row in range(100)])

    message = refuses([[1.0]])
    assert message.startswith("#SROI! row 0 · is wrong | row 1 · is wrong | ")
    assert message.endswith("…")
    assert len(message) == functions.LONGEST_MESSAGE
