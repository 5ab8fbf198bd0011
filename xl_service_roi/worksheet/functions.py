"""Makes a worksheet function of a Python function: reads its arguments, broadcasts, and answers as the host can show.

A result is a float, a text or rows of them; never a numpy type, never NaN or infinity. A refusal is an exception that
says why when the function is called from Python, a ``#VALUE!`` with that message in Excel on the web and Mac
(Office.js), and in Excel on Windows, which has no other way to show a message in a cell, a text that starts with
``#SROI!``. (On Windows Python gets that text too: there xlwings is always ready for Excel.)
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeAlias, get_type_hints

import numpy as np

from ..errors import InputError, NoResult, Problem, ServiceRoiError
from ..functions.arguments import MOST_ELEMENTS, ArgumentError, completed, wrong_shape
from .arguments import ERROR_MARK, SERIES, Argument, Range, is_blank, unusable

Cells: TypeAlias = Any
"""What a worksheet function gives back: a float, a text, or rows of them."""

P = ParamSpec("P")

LONGEST_MESSAGE = 255
"""Characters of a message: what Excel takes in one element of an array."""

MOST_CELLS = 5_000_000
"""Cells of a result: what Excel on the web takes in one piece. A column against a row of whole-sheet size is a slip."""


def worksheet_function(function: Callable[P, Any]) -> Callable[P, Cells]:
    """Make a worksheet function; its arguments are annotated as `arguments` says.

    Raises ``ServiceRoiError`` where it cannot answer, or what the host shows instead (see above).
    """
    signature = inspect.signature(function)
    arguments = list(arguments_of(function).items())
    defaults = tuple(parameter.default for parameter in signature.parameters.values())
    has_series = any(argument.kind == SERIES for _, argument in arguments)

    @wraps(function)
    def call(*given: P.args, **named: P.kwargs) -> Cells:
        cells = completed(signature, defaults, given, named)
        try:
            values = [
                default if default is not _MISSING and _left_out(value) else argument.read(name, value)
                for (name, argument), default, value in zip(arguments, defaults, cells, strict=True)
            ]
            if any(type(value) is Range for value in values):
                return (_one_by_one if has_series else _at_once)(function, values)
            return _cell(function(*values))  # type: ignore[call-arg]
        except ServiceRoiError as error:
            return _refused(error)

    return call


_MISSING = inspect.Parameter.empty


def arguments_of(function: Callable[..., Any]) -> dict[str, Argument]:
    """Return the arguments that a worksheet function declares, by name."""
    hints = get_type_hints(function, include_extras=True)
    return {name: hints[name].__metadata__[0] for name in inspect.signature(function).parameters}


def _left_out(cells: Any) -> bool:
    """Whether an argument that may be left out was: not given, or one empty cell."""
    if isinstance(cells, list | tuple) and len(cells) == 1:
        return _left_out(cells[0])
    return cells is None or (isinstance(cells, str) and is_blank(cells))


# --------------------------------------------------------------------------------------------------------- broadcasting


def _at_once(function: Callable[..., Any], values: list[Any]) -> Cells:
    """A function of numbers takes all of them in one go; where it has no result, it is asked again for the reason."""
    shape = _common_shape(values)
    numbers = [value.numbers if type(value) is Range else value for value in values]
    found = np.broadcast_to(function(*numbers), shape)
    rows: list[list[Any]] = found.tolist()
    for row, column in np.argwhere(~np.isfinite(found)).tolist():
        rows[row][column] = _element(function, _at(values, shape, (row, column)))
    return rows


def _one_by_one(function: Callable[..., Any], values: list[Any]) -> Cells:
    """A function of a series is called for each of the numbers given beside it."""
    shape = _common_shape(values, MOST_ELEMENTS)
    return [
        [_element(function, _at(values, shape, (row, column))) for column in range(shape[1])] for row in range(shape[0])
    ]


def _common_shape(values: list[Any], most: int = MOST_CELLS) -> tuple[int, ...]:
    """The rows and columns of the result; ranges whose own end in empty cells must not be spread over the others."""
    ranges = [value for value in values if type(value) is Range]
    shapes = [each.numbers.shape for each in ranges]
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        listed = ", ".join(f"{rows} × {columns}" for rows, columns in shapes)
        raise wrong_shape("ranges", listed, "ranges of the same size, or a row and a column") from None
    for each in ranges:
        for had, has, wanted in zip(each.given, each.numbers.shape, shape, strict=True):
            if has == 1 < min(had, wanted):
                raise ArgumentError([unusable(f"{each.name}, position 2", None, "a number")])
    if math.prod(shape) > most:
        raise InputError([Problem("ranges", f"would give {math.prod(shape):,} cells", expected=f"{most:,} at most")])
    return shape


def _at(values: list[Any], shape: tuple[int, ...], place: tuple[int, int]) -> list[Any]:
    return [float(np.broadcast_to(value.numbers, shape)[place]) if type(value) is Range else value for value in values]


def _element(function: Callable[..., Any], values: list[Any]) -> Cells:
    """One cell of a range of results: the result, or why there is none."""
    try:
        return _cell(function(*values))
    except NoResult as error:
        return no_result(str(error))


# -------------------------------------------------------------------------------------------------------------- answers


def _cell(value: Any) -> Cells:
    """A result as cells can hold it."""
    if isinstance(value, str | list):
        return value
    if isinstance(value, tuple):
        return [[_cell(part) for part in value]]
    number = float(value)
    if not math.isfinite(number):
        raise NoResult("there is no such number")
    return number


def no_result(reason: str) -> str:
    """Return what stands in one cell of a range of results that has no number: the host's error value or the reason."""
    return "#VALUE!" if _on_office_js() else _cut(f"{ERROR_MARK} {reason}")


def _refused(error: ServiceRoiError) -> str:
    """Answer as the host can show it."""
    message = _cut(" | ".join(str(error).splitlines()))
    if _on_office_js():
        from xlwings import XlwingsError

        raise XlwingsError(message) from None  # any other exception would be tried again, and its message hidden
    if "xlwings.udfs" in sys.modules:  # Excel on Windows calls through this module
        return _cut(f"{ERROR_MARK} {message}")
    raise error


def _on_office_js() -> bool:
    return bool(getattr(sys.modules.get("xlwings"), "on_server", False))


def _cut(message: str) -> str:
    return message if len(message) <= LONGEST_MESSAGE else message[: LONGEST_MESSAGE - 1] + "…"
