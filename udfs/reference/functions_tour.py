"""Writes the tour workbook: every function on live cells beside its arguments, with its value already in the cell.

Run ``python -m reference.functions_tour PATH`` (``make workbooks`` does).
"""

from __future__ import annotations

import inspect
import sys
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from xl_service_roi.worksheet.arguments import DATES, Rows
from xl_service_roi.worksheet.functions import arguments_of

from .examples import EXAMPLES, INPUTS, arguments, illustrative_inputs
from .functions_md import functions, group_of

NAME, MEANING, FIRST_VALUE = 0, 1, 2
EXCEL_365 = 191_029
"""The calculation engine that the file claims to come from, so that Excel shows the values until something changes."""


class Tour:
    """The workbook while it is written."""

    def __init__(self, path: str) -> None:
        self.book = xlsxwriter.Workbook(path)
        self.book.set_properties({"title": "Worksheet functions of xl_service_roi", "created": datetime(2026, 1, 1)})
        self.book.set_calc_mode("auto", EXCEL_365)
        self.book.calc_on_load = False
        self.title = self.book.add_format({"bold": True, "font_size": 12})
        self.faint = self.book.add_format({"font_color": "#595959"})
        self.given = self.book.add_format({"bg_color": "#FFF8E1"})
        self.day = self.book.add_format({"bg_color": "#FFF8E1", "num_format": "yyyy-mm-dd"})
        self.result = self.book.add_format({"bold": True, "top": 1})
        self.large = self.book.add_format({"bold": True, "top": 1, "num_format": "#,##0"})

    def write(self) -> None:
        """Write a sheet a group and the inputs of the illustrative firm."""
        groups: dict[str, list[str]] = {}
        for name, group in group_of().items():
            groups.setdefault(group, []).append(name)
        for group, names in groups.items():
            sheet = self.book.add_worksheet(group.capitalize())
            sheet.set_column(NAME, NAME, 24)
            sheet.set_column(MEANING, MEANING, 92)
            sheet.set_column(FIRST_VALUE, FIRST_VALUE + 11, 16)
            sheet.hide_gridlines(2)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            row = 0
            for name in names:
                row = self.function(sheet, row, name) + 2
        self.inputs()
        self.book.close()

    def inputs(self) -> None:
        """The range that the functions of the whole case take, under the name it has in the template."""
        sheet = self.book.add_worksheet("Inputs")
        sheet.set_column(0, 0, 34)
        rows = illustrative_inputs()
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
        address = xl_range_abs(0, 0, len(rows) - 1, len(rows[0]) - 1)
        self.book.define_name("inputs_range", f"=Inputs!{address}")

    def function(self, sheet: Worksheet, row: int, name: str) -> int:
        """Write one function: what it is, its arguments, the formula and its result; return the last row."""
        function = functions()[name]
        sheet.write(row, NAME, name, self.title)
        sheet.write(row, MEANING, inspect.getdoc(function), self.faint)
        references = []
        for (argument, declared), given in zip(arguments_of(function).items(), EXAMPLES[name], strict=False):
            row += 1
            sheet.write(row, NAME, argument)
            sheet.write(row, MEANING, declared.doc, self.faint)
            references.append(self.argument(sheet, row, given, self.day if declared.kind == DATES else self.given))
        formula = f"={name}({','.join(references)})"
        row += 1
        sheet.write(row, NAME, "result", self.result)
        sheet.write_string(row, MEANING, formula, self.result)
        return self.answer(sheet, row, formula, function(*arguments(name)))

    def argument(self, sheet: Worksheet, row: int, given: Any, style: Any) -> str:
        """Write the cells of an argument and return how the formula refers to them."""
        if given is INPUTS:
            sheet.write(row, FIRST_VALUE, "the sheet Inputs", self.given)
            return "inputs_range"
        cells = given[0] if isinstance(given, list) else [given]
        sheet.write_row(row, FIRST_VALUE, cells, style)
        first, last = (xl_rowcol_to_cell(row, FIRST_VALUE + offset) for offset in (0, len(cells) - 1))
        return first if first == last else f"{first}:{last}"

    def answer(self, sheet: Worksheet, row: int, formula: str, value: Any) -> int:
        """Write the formula with its value; a range of results as an array formula, which every Excel knows."""
        if not isinstance(value, list):
            sheet.write_formula(row, FIRST_VALUE, formula, self.style(value), value)
            return row
        last = row + len(value) - 1
        sheet.write_array_formula(
            row, FIRST_VALUE, last, FIRST_VALUE + len(value[0]) - 1, formula, self.style(value[0][0]), value[0][0]
        )
        self.other_cells(sheet, row, value)
        return last

    def other_cells(self, sheet: Worksheet, row: int, value: Rows) -> None:
        """Write the values of an array formula beyond its first cell."""
        for down, cells in enumerate(value):
            for right, cell in enumerate(cells):
                if down or right:
                    sheet.write(row + down, FIRST_VALUE + right, cell, self.style(cell))

    def style(self, value: Any) -> Any:
        """The format of a result: thousands separated where there are any."""
        return self.large if isinstance(value, float) and abs(value) >= 1_000 else self.result


if __name__ == "__main__":
    Tour(sys.argv[1]).write()
