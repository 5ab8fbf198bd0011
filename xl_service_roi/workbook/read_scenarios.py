"""Reads the scenarios that stand side by side in a workbook: named sets of values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import Problem
from ..inputs import allowed, value_names
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import Cell, Workbook
from .named_cells import NamedCells
from .read import place, usable

NAMES, INPUTS, VALUES = "scenario_names", "scenario_inputs", "scenario_values"
"""The names of their cells: a row of heads, a column of inputs, and the values between them."""

Row = Sequence[tuple[Address, Cell]]


def read_scenarios(book: Workbook) -> dict[str, dict[str, Any]]:
    """Return the values of each scenario by the names of inputs, as `analysis.scenarios.scenarios` takes them.

    Columns without a value are left out. A ``Problem`` stands for a value that cannot be used, and a cell for an input
    that has no name: nothing stops the case itself. Workbooks of former layouts have no scenarios.
    """
    cells = NamedCells(book, (NAMES, INPUTS, VALUES))
    if VALUES not in cells.references:
        return {}
    sheet = cells.references[VALUES].sheet
    inputs = [row[0] for row in cells.rows(INPUTS)]
    columns = zip(*cells.rows(VALUES), strict=True)
    found = {name: _values(book, sheet, inputs, column) for name, column in zip(_heads(cells), columns, strict=False)}
    return {name: values for name, values in found.items() if values}


def columns_of(book: Workbook) -> list[str]:
    """Return the name of the scenario in each column; one without a name, or with that of another, has its number."""
    return _heads(NamedCells(book, (NAMES,)))


def _heads(cells: NamedCells) -> list[str]:
    names: list[str] = []
    for number, (_, head) in enumerate(next(cells.rows(NAMES), []), start=1):
        name = str(head.value or "").strip()
        names.append(name if name and name not in names else f"{name} ({number})".strip())
    return names


def inputs_of(book: Workbook) -> list[str]:
    """Return the name of the input in each row of the scenarios, "" for none."""
    return [str(row[0][1].value or "").strip() for row in NamedCells(book, (INPUTS,)).rows(INPUTS)]


def _values(book: Workbook, sheet: str, inputs: Row, column: Row) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for (input_at, named), (address, cell) in zip(inputs, column, strict=False):
        value = _value(book, sheet, named, address, cell)
        where = place(book, sheet, input_at)
        name = str(named.value or "").strip() or where
        if value is not None and name in values:
            values[name] = Problem(where, f"{name} stands twice", remedy="leave one of them")
        elif value is not None:
            values[name] = value
    return values


def _value(book: Workbook, sheet: str, named: Cell, address: Address, cell: Cell) -> Any:
    if cell.kind == "text" and not str(cell.value).strip():
        return None
    driver = value_names().get(str(named.value))
    return usable(book, str(named.value), lambda: allowed(driver) if driver else "", cell, sheet, address)
