"""A workbook as Excel on the web hands it to xlwings Server, and what comes back done to its cells.

`Book.payload` is what xlwings' Office.js client sends (its getBookData), `Book.apply` what that client does with the
answer (its runActions): only the actions that our macros use, so that a new one is noticed. As for that client, cells
have values and no formulas.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from xl_service_roi.spreadsheet.addresses import Address, format_address, parse_address

Payload = dict[str, Any]
Action = dict[str, Any]


class Message(NamedTuple):
    """What a message box says, and whether it is ``info`` or ``critical``."""

    text: str
    mode: str


@dataclass
class Cell:
    """A cell, and how it looks; ``colour`` is its fill, empty for none."""

    place: str
    value: Any = None
    colour: str = ""
    note: str = ""
    pattern: str = "General"


@dataclass
class Sheet:
    """A sheet, with the cells in which something stands or that look like something."""

    title: str
    cells: dict[Address, Cell] = field(default_factory=dict)

    def __getitem__(self, place: str | Address) -> Cell:
        address = parse_address(place) if isinstance(place, str) else place
        return self.cells.setdefault(address, Cell(f"{self.title}!{format_address(*address)}"))

    def rows(self) -> list[list[Any]]:
        """The values from A1 to the last row and column with a value."""
        filled = [address for address, cell in self.cells.items() if cell.value is not None]
        last_row, last_column = (max(numbers) for numbers in zip(*filled, strict=True)) if filled else (0, 0)
        found: list[list[Any]] = [[None] * last_column for _ in range(last_row)]
        for row, column in filled:
            found[row - 1][column - 1] = self.cells[row, column].value
        return found


@dataclass
class Book:
    """A workbook: its sheets in order, and what its names stand for."""

    name: str
    sheets: list[Sheet]
    names: dict[str, str]
    takes_notes: bool = True

    @property
    def titles(self) -> list[str]:
        return [sheet.title for sheet in self.sheets]

    def __getitem__(self, title: str) -> Sheet:
        return self.sheets[self.titles.index(title)]

    def named(self, name: str, year: int = 0) -> Cell:
        """The cell that a name leads to; of a row of years one of them."""
        sheet, place = _cells_of(self.names[name])
        row, column = parse_address(place.partition(":")[0])
        return self[sheet][row, column + max(year - 1, 0)]

    # ------------------------------------------------------------------------------------------------- to Python

    def payload(self) -> Payload:
        return {
            "client": "Office.js",
            "version": "0",
            "book": {"name": self.name, "active_sheet_index": 0, "selection": "A1", "calculation": "Automatic"},
            "names": [self._name(name, text) for name, text in self.names.items()],
            "sheets": [self._sheet(sheet) for sheet in self.sheets],
        }

    def _name(self, name: str, text: str) -> dict[str, Any]:
        sheet, place = _cells_of(text)
        there = sheet in self.titles
        return {
            "name": name,
            "refers_to": f"={text}",
            "type": "Range" if there else "String",
            "sheet_index": self.titles.index(sheet) if there else None,
            "address": place if there else None,
            "scope_sheet_name": None,
            "scope_sheet_index": None,
            "book_scope": True,
        }

    def _sheet(self, sheet: Sheet) -> dict[str, Any]:
        rows = [[_sent(value) for value in row] for row in sheet.rows()]
        return {
            "name": sheet.title,
            "visibility": "Visible",
            "show_gridlines": True,
            "print_area": None,
            "notes": [{"address": format_address(*address)} for address, cell in sheet.cells.items() if cell.note],
            "notes_supported": self.takes_notes,
            "used_range_address": f"A1:{format_address(len(rows), len(rows[0]))}" if rows else None,
            "values": rows or [[""]],
            **{kind: [] for kind in ("pictures", "shapes", "charts", "tables", "pivot_tables")},
        }

    # ----------------------------------------------------------------------------------------------- from Python

    def apply(self, actions: list[Action]) -> list[Message]:
        """Do what Excel would, and return the messages that it would show."""
        messages = []
        for action in actions:
            done, arguments = action["func"], action["args"]
            if done == "alert":
                messages.append(Message(arguments[0], arguments[3]))
            elif done == "addSheet":
                self.sheets.insert(arguments[0], Sheet(arguments[1]))
            elif done not in ("activateSheet", "setAutofit"):
                self._change(done, self.sheets[action["sheet_position"]], action)
        return messages

    def _change(self, done: str, sheet: Sheet, action: Action) -> None:
        (first, *more) = action["args"]
        if done == "sheetClear":
            sheet.cells.clear()
        elif done == "setValues":
            for address, value in values_of(action):
                sheet[address].value = _entered(value)
        elif done == "setRangeColor":
            for address in _addresses(action):
                sheet[address].colour = first or ""
        elif done == "setNumberFormat":
            for address in _addresses(action):
                sheet[address].pattern = first
        elif done == "addNote":
            assert not sheet[first.replace("$", "")].note, f"{first} has a note already"
            sheet[first.replace("$", "")].note = more[0]
        elif done == "deleteNote":
            sheet[first.replace("$", "")].note = ""
        else:
            assert done == "setFontProperty", f"none of our macros did {done} so far"


@lru_cache
def _pickled(path: Path) -> bytes:
    file = openpyxl.load_workbook(path, data_only=True)
    sheets = []
    for found in file.worksheets:
        sheet = Sheet(found.title)
        for each in (cell for row in found.iter_rows() for cell in row):
            colour = f"#{each.fill.fgColor.rgb[-6:]}" if each.fill.fill_type else ""
            if each.value is not None or colour:
                cell = sheet[each.row, each.column]
                cell.value, cell.colour, cell.pattern = each.value, colour, each.number_format
        sheets.append(sheet)
    names = {name: defined.attr_text for name, defined in file.defined_names.items()}
    return pickle.dumps(Book(path.name, sheets, names))


def opened(path: Path) -> Book:
    """A workbook file with the values that its formulas last had."""
    book: Book = pickle.loads(_pickled(path))
    return book


def values_of(action: Action) -> list[tuple[Address, Any]]:
    """The cells that an action gives a value, with the value."""
    top, left = action["start_row"] + 1, action["start_column"] + 1
    return [
        ((top + down, left + along), value)
        for down, row in enumerate(action["values"])
        for along, value in enumerate(row)
    ]


def _addresses(action: Action) -> list[Address]:
    rows = range(action["start_row"] + 1, action["start_row"] + action["row_count"] + 1)
    columns = range(action["start_column"] + 1, action["start_column"] + action["column_count"] + 1)
    return [(row, column) for row in rows for column in columns]


def _cells_of(text: str) -> tuple[str, str]:
    """The sheet and the address that a name stands for, without dollars; nothing if it stands for a constant."""
    match = re.fullmatch(r"(?:'([^']+)'|([^'!\"]+))!([$A-Z0-9:]+)", text)
    return (match[1] or match[2], match[3].replace("$", "")) if match else ("", "")


def _sent(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.isoformat()}.000Z"
    return "" if value is None else value


def _entered(value: Any) -> Any:
    """What Excel makes of a value: of text whatever it looks like, unless an apostrophe keeps it as text."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value.removeprefix("'")
    assert value == "", f"{value!r} may become a number, a date or a formula"
    return None
