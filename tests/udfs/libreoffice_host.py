"""LibreOffice Calc, really running: workbooks full of formulas are recalculated with our Python behind the cells.

Every formula has something else planted as its value, so that what comes back has been calculated by Calc.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from calls import Call
from spreadsheets import Cell, LibreOffice, Value, read_values
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from xl_service_roi.libreoffice.install import install

WAYS = ("in cells", "typed in")
"""How arguments are given: all of them in cells, or in the formula where there are constants for them."""

ERROR_VALUES = ("#N/A", "#DIV/0!")
PLANTED = "not recalculated"
OMITTED = object()
"""An argument of which only the separators stand in the formula."""


class Calc:
    """LibreOffice with a profile of its own, and the functions in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._office = LibreOffice(folder / "profile")
        Workbook(folder / "first start.xlsx").close()
        self.recalculate([folder / "first start.xlsx"])  # lays out the profile
        install(folder / "profile")

    def recalculate(self, paths: Sequence[Path]) -> list[dict[Cell, Value]]:
        """The values of workbooks after a recalculation."""
        return [read_values(copy) for copy in self._office.recalculate(paths, self._folder / "recalculated")]

    def answers(self, calls: Sequence[Call]) -> list[dict[str, Any]]:
        """What the cells of each call show, in each of the `WAYS`: a value, or rows where rows are expected."""
        books = [_Formulas(self._folder / f"{way}.xlsx", calls, typed_in=way == "typed in") for way in WAYS]
        values = self.recalculate([book.path for book in books])
        shown = [book.shown(each) for book, each in zip(books, values, strict=True)]
        return [dict(zip(WAYS, each, strict=True)) for each in zip(*shown, strict=True)]


class _Formulas:
    """A workbook with the formulas of calls below each other on one sheet, and what they refer to on another."""

    def __init__(self, path: Path, calls: Sequence[Call], typed_in: bool) -> None:
        self.path = path
        self._calls, self._rows, self._typed_in, self._next_given = calls, [0], typed_in, 0
        with Workbook(path) as book:
            self._formulas, self._given = book.add_worksheet("Formulas"), book.add_worksheet("Given")
            for call in calls:
                self._rows.append(self._rows[-1] + self._write(self._rows[-1], call))

    def shown(self, values: dict[Cell, Value]) -> list[Any]:
        """What stands in the cells of each call."""

        def value(row: int, column: int) -> Value | None:
            return values.get(("Formulas", xl_rowcol_to_cell(row, column)))

        return [
            [[value(row + down, right) for right in range(len(cells))] for down, cells in enumerate(call.expected)]
            if isinstance(call.expected, list)
            else value(row, 0)
            for row, call in zip(self._rows, self._calls, strict=False)
        ]

    def _write(self, row: int, call: Call) -> int:
        """Write the formula of a call, and say how many rows it takes."""
        formula = f"={call.function.upper()}({','.join(map(self._argument, call.args))})"
        if not isinstance(call.expected, list):
            self._formulas.write_formula(row, 0, formula, value=PLANTED)
            return 1
        rows, columns = len(call.expected), len(call.expected[0])
        self._formulas.write_array_formula(row, 0, row + rows - 1, columns - 1, formula, value=PLANTED)
        return rows

    def _argument(self, given: Any) -> str:
        """An argument as it stands in the formula; None is a blank cell."""
        if given is OMITTED:
            return ""
        cells = given if isinstance(given, list) else [[given]]
        if self._typed_in and not any(cell is None for row in cells for cell in row):
            constants = ";".join(",".join(map(_constant, row)) for row in cells)
            return f"{{{constants}}}" if isinstance(given, list) else constants
        first, last = self._next_given, self._next_given + len(cells) - 1
        self._next_given = last + 1
        for row, values in enumerate(cells, start=first):
            for column, value in enumerate(values):
                if value in ERROR_VALUES:
                    self._given.write_formula(row, column, f"={value}", value=PLANTED)
                else:
                    self._given.write(row, column, value)
        return "Given!" + xl_range(first, 0, last, len(cells[0]) - 1)


def _constant(cell: Any) -> str:
    if isinstance(cell, str) and cell not in ERROR_VALUES:
        return '"' + cell.replace('"', '""') + '"'
    return str(cell).upper()
