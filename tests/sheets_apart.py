"""Some sheets of a template open in IronCalc without the rest: a hundred times as quick as the whole workbook.

The cells elsewhere that their formulas refer to hold what the template's file shows there, and can be typed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

import ironcalc
from spreadsheets import Cell, Value, read_formula_cells, read_values

from xl_service_roi.labels import labels
from xl_service_roi.spreadsheet.addresses import format_address, parse_address
from xl_service_roi.workbook.layout import Layout

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_ELSEWHERE = re.compile(r"(?:'([^']+)'|(\w+))!\$([A-Z]+)\$([0-9]+)")

stored = lru_cache(maxsize=4)(read_values)
"""What a file shows."""


class SheetsApart:
    """The sheets of these keys."""

    def __init__(self, path: Path, language: str, keys: Collection[str]) -> None:
        self.layout = Layout(labels(language))
        self.names = self.layout.defined_names() | self.layout.names_beside()
        self.model = ironcalc.create("apart", "en", "UTC")
        own = {self.layout.sheets[key] for key in keys}
        self.formulas = {cell: text for cell, text in read_formula_cells(path).items() if cell[0] in own}
        referred = {cell for text in self.formulas.values() for cell in self._referred(text)}
        self.elsewhere = {cell for cell in referred if cell[0] not in own}
        self.values = {cell: stored(path).get(cell) for cell in {*self.elsewhere, *self.formulas}}
        self._numbers: dict[str, int] = {}
        for cell, value in stored(path).items():
            if cell in self.formulas:
                self.model.set_user_input(*self._place(cell), self.formulas[cell])
            elif cell[0] in own or cell in self.elsewhere:
                self._put(cell, value)
        for name, target in self.names.items():
            if any(re.search(rf"\b{name}\b", text) for text in self.formulas.values()):
                self._place(self._first(target))
                self.model.new_defined_name(name, None, target)
        self.model.evaluate()

    def type(self, values: dict[str, Value | None]) -> SheetsApart:
        """Type into cells by the name of each, and let the formulas follow; None empties a cell."""
        for name, value in values.items():
            self._put(self.cell(name), value)
        self.model.evaluate()
        return self

    def put(self, values: dict[Cell, Value | None]) -> None:
        """Put values into cells by their address; the formulas follow with the next that is typed."""
        for cell, value in values.items():
            self._put(cell, value)

    def says(self, name: str) -> Value:
        """What the first cell of a name shows."""
        return self.at(self.cell(name))

    def at(self, cell: Cell) -> Value:
        """What a cell shows."""
        value = self.model.get_cell_value(*self._place(cell))
        assert value is not None, f"{cell} is empty"
        assert self.model.get_cell_type(*self._place(cell)) != ironcalc.CellType.ErrorValue, f"{cell}: {value}"
        return value

    def column(self, name: str) -> list[Value]:
        """What the cells of a name below each other show."""
        first, last = (parse_address(part.replace("$", "")) for part in self._range(name))
        return [self.at((self.cell(name)[0], format_address(row, first[1]))) for row in range(first[0], last[0] + 1)]

    def cell(self, name: str) -> Cell:
        """The first cell of a name."""
        return self._first(self.names[name])

    def _range(self, name: str) -> list[str]:
        cells = self.names[name].rpartition("!")[2].split(":")
        return [cells[0], cells[-1]]

    def _first(self, target: str) -> Cell:
        sheet, _, cells = target.rpartition("!")
        return sheet.strip("'").replace("''", "'"), cells.split(":")[0].replace("$", "")

    def _referred(self, formula: str) -> set[Cell]:
        """The single cells with a sheet, and the first of each name, in a formula."""
        text = _TEXT.sub("", formula)
        cells = {(quoted or bare, f"{column}{row}") for quoted, bare, column, row in _ELSEWHERE.findall(text)}
        return cells | {self._first(self.names[name]) for name in re.findall(r"[a-z_]+\w*", text) if name in self.names}

    def _place(self, cell: Cell) -> tuple[int, int, int]:
        """Sheet, row and column of a cell; a sheet is there once it is asked for."""
        if cell[0] not in self._numbers:
            self._numbers[cell[0]] = len(self._numbers)
            if self._numbers[cell[0]]:
                self.model.add_sheet(cell[0])
            else:
                self.model.rename_sheet(0, cell[0])
        return self._numbers[cell[0]], *parse_address(cell[1])

    def _put(self, cell: Cell, value: Value | None) -> None:
        place = self._place(cell)
        if value is None:
            self.model.range_clear_contents(*place, *place[1:])
        elif isinstance(value, str):
            self.model.update_cell_with_text(*place, value)
        else:
            self.model.update_cell_with_number(*place, float(value))
