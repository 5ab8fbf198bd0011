"""The arguments of a worksheet function: declared in its signature, read from whatever a spreadsheet sends.

An argument is annotated ``Annotated[Any, number("Discount rate")]``. The dictionary is what xlwings looks for: the
description that Excel's function wizard shows, and how to hand the cells over (always as rows and columns, error values
as their text). The rest is ours: blanks, text and errors are refused by name and position, numbers as text are read
where only one reading is possible, and empty cells behind the data (as in ``A:A``) are cut off.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np

from ..errors import Problem
from ..functions.arguments import SWITCH, ArgumentError, Floats, wrong_shape
from ..messages import shown
from ..text_numbers import TextNumberError, read_number

Rows: TypeAlias = list[Any]
"""Cells as a spreadsheet sends them: a list or tuple a row."""

NUMBER, ONE_NUMBER, SERIES, DATES, TEXT, TABLE = "number", "one number", "series", "dates", "text", "table"
ERROR_MARK = "#SROI!"
_MOST_PROBLEMS = 5


@dataclass(frozen=True)
class Range:
    """The numbers of a range of cells, without the empty ones behind them, and how many rows and columns it had."""

    name: str
    numbers: Floats
    given: tuple[int, int]


class Argument(dict[str, Any]):
    """What xlwings is told of an argument (``doc`` and the conversion), and how its cells are read."""

    def __init__(self, kind: str, doc: str, read: Callable[[str, Any], Any]) -> None:
        super().__init__(doc=doc, ndim=2, err_to_str=True)
        self.kind, self.doc, self.read = kind, doc, read


def number(doc: str) -> Argument:
    """One number, or a range of them over which the function broadcasts."""
    return Argument(NUMBER, doc, lambda name, cells: _numbers(name, cells, share=False))


def share(doc: str) -> Argument:
    """A share or a rate: like `number`, and text with a percent sign is read as well."""
    return Argument(NUMBER, doc, lambda name, cells: _numbers(name, cells, share=True))


def one_number(doc: str) -> Argument:
    """One number in one cell, of a function whose results are a range already: that cannot be spread over others."""
    return Argument(ONE_NUMBER, doc, _single_number)


def switch(doc: str) -> Argument:
    """TRUE or FALSE, also as 1 or 0."""
    return Argument(NUMBER, doc, _switches)


def series(doc: str) -> Argument:
    """One series: a row or a column of numbers, with nothing else in between."""
    return Argument(SERIES, doc, _series)


def dates(doc: str) -> Argument:
    """One series of dates."""
    return Argument(DATES, doc, _line)


def text(doc: str) -> Argument:
    """A name or a word in one cell."""
    return Argument(TEXT, doc, _text)


def table(doc: str) -> Argument:
    """A range with names and values."""
    return Argument(TABLE, doc, lambda name, cells: without_trailing_blanks(rows_of(cells)))


# ----------------------------------------------------------------------------------------------------- rows and columns


def rows_of(cells: Any) -> Rows:
    """Return cells as rows, whatever they came as: one value, a row, rows."""
    if not isinstance(cells, list | tuple):
        return [[cells]]
    if not cells:
        return [[None]]
    if not isinstance(cells[0], list | tuple):
        return [list(cells)]
    return cells if isinstance(cells, list) else list(cells)


def is_blank(cell: Any) -> bool:
    """Whether a cell is empty: blank, or text of spaces only."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def without_trailing_blanks(rows: Rows) -> Rows:
    """Cut off the rows below and the columns beside the last cell with something in it; one cell remains."""
    last = next((i for i in range(len(rows), 0, -1) if not all(map(is_blank, rows[i - 1]))), 1)
    longest = width = max(map(len, rows[:last]))
    while width > 1 and all(len(row) < width or is_blank(row[width - 1]) for row in rows[:last]):
        width -= 1
    return [row[:width] for row in rows[:last]] if width < longest else rows[:last]


def _numbers(name: str, cells: Any, share: bool) -> float | Range:
    """One number as a float, a range with its rows and columns."""
    rows = rows_of(cells)
    if len(rows) == 1 and len(rows[0]) == 1:
        cell = rows[0][0]
        return cell if type(cell) is float else _one_number(name, cell, share)
    given = len(rows), max(map(len, rows))
    rows = without_trailing_blanks(rows)
    if len(set(map(len, rows))) > 1:  # no spreadsheet sends this, a Python program may
        raise wrong_shape(name, "rows of different lengths", "as many cells in every row")
    flat = [cell for row in rows for cell in row]
    if not set(map(type, flat)) <= {float, int, Decimal}:
        flat = _checked(name, rows, lambda place, cell: _one_number(place, cell, share))
    return Range(name, np.array(flat, dtype=np.float64).reshape(len(rows), -1), given)


def _single_number(name: str, cells: Any) -> float:
    rows = without_trailing_blanks(rows_of(cells))
    if len(rows) > 1 or len(rows[0]) > 1:
        raise wrong_shape(name, f"{len(rows)} rows of {len(rows[0])} columns", "one cell")
    return _one_number(name, rows[0][0], share=False)


def _switches(name: str, cells: Any) -> float | Range:
    try:
        return _numbers(name, _as_numbers(cells), share=False)
    except ArgumentError as error:
        raise ArgumentError(replace(problem, expected=SWITCH.words) for problem in error.problems) from None


def _series(name: str, cells: Any) -> list[float]:
    line = _line(name, cells)
    if not set(map(type, line)) <= {float, int}:
        return _checked(name, [line], _plain_number)
    return line


def _line(name: str, cells: Any) -> list[Any]:
    """The cells of one row or one column."""
    rows = without_trailing_blanks(rows_of(cells))
    if len(rows) > 1 and max(map(len, rows)) > 1:
        raise wrong_shape(name, f"{len(rows)} rows of {max(map(len, rows))} columns", "one row or one column")
    return [cell for row in rows for cell in row]


def _text(name: str, cells: Any) -> str:
    rows = without_trailing_blanks(rows_of(cells))
    if len(rows) > 1 or len(rows[0]) > 1:
        raise wrong_shape(name, f"{len(rows)} rows of {len(rows[0])} columns", "one cell")
    cell = rows[0][0]
    if not isinstance(cell, str) or is_blank(cell) or cell.startswith("#"):
        raise ArgumentError([unusable(name, cell, "a name, as text")])
    return cell.strip()


# -------------------------------------------------------------------------------------------------------- single cells


def _checked(name: str, rows: Rows, read: Callable[[str, Any], float]) -> list[Any]:
    """Every cell read, or an error that names those which can't be, by their position in the range."""
    found: list[Any] = []
    problems: list[Problem] = []
    more = 0
    line = len(rows) == 1 or max(map(len, rows)) == 1
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if type(cell) is float:
                found.append(cell)
                continue
            try:
                found.append(read(name, cell))
            except ArgumentError as error:
                if len(problems) < _MOST_PROBLEMS:
                    place = f", position {max(row, column)}" if line else f", row {row}, column {column}"
                    problems += (replace(problem, where=name + place) for problem in error.problems)
                else:
                    more += 1
    if problems:
        rest = [Problem(name, f"and {more} more like these")] if more else []
        raise ArgumentError([*problems, *rest])
    return found


def _one_number(place: str, cell: Any, share: bool) -> float:
    """A number, also one that stands as text with one reading."""
    if isinstance(cell, str) and not is_blank(cell) and not cell.startswith("#"):
        try:
            return read_number(cell, share)
        except TextNumberError as error:
            raise ArgumentError([Problem(place, str(error), expected="a number")]) from None
    return _plain_number(place, cell)


def _plain_number(place: str, cell: Any) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal | np.integer | np.floating):
        raise ArgumentError([unusable(place, cell, "a number")])
    return float(cell)


def unusable(place: str, cell: Any, expected: str) -> Problem:
    """What is wrong with a cell that holds no number, in words."""
    if is_blank(cell):
        return Problem(place, "is blank", expected=expected)
    if isinstance(cell, str) and cell.startswith(ERROR_MARK):
        return Problem(place, "holds an error of ours", shown(cell, 120), remedy="look there first")
    if isinstance(cell, str) and cell.startswith("#"):
        return Problem(place, "holds an error value", shown(cell), expected)
    if isinstance(cell, str):
        return Problem(place, "holds text", f'"{shown(cell)}"', expected)
    if isinstance(cell, bool):
        return Problem(place, "holds a truth value", str(cell).upper(), expected)
    if isinstance(cell, datetime.date | datetime.time):
        return Problem(place, "holds a date", str(cell), expected)
    return Problem(place, "cannot be used", shown(repr(cell)), expected)


def _as_numbers(cells: Any) -> Any:
    """Truth values as 1 and 0."""
    return [[float(cell) if isinstance(cell, bool) else cell for cell in row] for row in rows_of(cells)]
