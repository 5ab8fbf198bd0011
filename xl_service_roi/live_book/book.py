"""An open workbook, read as a file is read: the same names, the same cells, the same problems.

Values are what is read: formulas and colours are not to be had on every host of xlwings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from ..labels import LANGUAGES, labels
from ..model.driver import FUTURES
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import BLANK, Cell, Sheet, Workbook
from ..spreadsheet.defined_names import DefinedName, Reference
from ..spreadsheet.excel_dates import serial_of

_SHEETS = ("inputs", *FUTURES, "results", "notes")
_ERROR = re.compile(r"#(?:N/A|[A-Z][A-Z0-9/_]*[!?])")
_MOST_READ_AT_ONCE = 100_000
"""Cells. A single cell that was moved to the far end of a sheet must not make us read the whole sheet."""


class LiveBook(Workbook):
    """An ``xlwings.Book`` of any host, for whatever reads a ``Workbook``. ``formula`` of its cells is always None."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.path = str(book.name)
        self.counts_from_1904 = False  # dates come as moments, whatever they are counted from
        self.sheets = tuple(Sheet(sheet.name, "", "worksheet", visible=True) for sheet in book.sheets)
        self._by_name = {sheet.name.casefold(): sheet for sheet in self.sheets}
        self.names = _names(book)

    def close(self) -> None:
        """Leave it open: it is the user's."""

    @property
    def language(self) -> str:
        """The language of most of its sheet names; English where it has none of ours."""

        def ours(language: str) -> int:
            return sum(labels(language).say(f"sheet_{key}") in self.sheet_names for key in _SHEETS)

        return max(LANGUAGES, key=ours)

    def cells(self, sheet: str, where: Reference | Collection[Address] | None = None) -> dict[Address, Cell]:
        """Give the cells of a sheet, or those of them that are asked for, where something stands in them."""
        place = self.book.sheets[self._by_name[sheet.casefold()].name]
        if where is None:
            found = _read(place.used_range)
        else:
            wanted = set(where.addresses() if isinstance(where, Reference) else where)
            found = {address: cell for area in _areas(wanted) for address, cell in _read(place.range(*area)).items()}
            found = {address: cell for address, cell in found.items() if address in wanted}
        return {address: cell for address, cell in found.items() if cell is not BLANK}

    def reader(self, references: Iterable[Reference]) -> Callable[[Reference], Cell]:
        """Read many cells, each sheet once; return what gives the cell of a reference, of several the first."""
        wanted: dict[str, set[Address]] = {}
        for reference in references:
            wanted.setdefault(reference.sheet, set()).update(reference.addresses())
        found = {sheet: self.cells(sheet, addresses) for sheet, addresses in wanted.items()}
        return lambda cell: found[cell.sheet].get((cell.first_row, cell.first_column), BLANK)

    def range(self, reference: Reference) -> Any:
        """Return the ``xlwings.Range`` of a reference."""
        first, last = (reference.first_row, reference.first_column), (reference.last_row, reference.last_column)
        return self.book.sheets[reference.sheet].range(first, last)

    def formula(self, cell: Reference) -> str | None:
        """Return the formula of a cell, empty if it has none; None where the host does not hand formulas over."""
        try:
            text = str(self.range(cell).formula)
        except NotImplementedError:
            return None
        return text if text.startswith("=") else ""


def _names(book: Any) -> dict[str, tuple[DefinedName, ...]]:
    grouped: dict[str, list[DefinedName]] = {}
    for each in book.names:
        scope, _, name = str(each.name).rpartition("!")
        sheet = scope.removeprefix("'").removesuffix("'").replace("''", "'") or None
        text = str(each.refers_to or "").removeprefix("=")
        grouped.setdefault(name.casefold(), []).append(DefinedName(name, text, sheet))
    return {key: tuple(names) for key, names in grouped.items()}


def _areas(wanted: Collection[Address]) -> list[tuple[Address, Address]]:
    """Return the rectangles to read: one around all cells, or one for each where that would be far too much."""
    if not wanted:
        return []
    rows, columns = zip(*wanted, strict=True)
    first, last = (min(rows), min(columns)), (max(rows), max(columns))
    if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= _MOST_READ_AT_ONCE:
        return [(first, last)]
    return [(address, address) for address in wanted]


def _read(area: Any) -> dict[Address, Cell]:
    values = area.options(ndim=2, err_to_str=True).value
    return {
        (area.row + down, area.column + along): _cell(value)
        for down, row in enumerate(values)
        for along, value in enumerate(row)
    }


def _cell(value: Any) -> Cell:
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return Cell("boolean", value)
    if isinstance(value, datetime):
        return Cell("date", serial_of(value.replace(tzinfo=None).isoformat(), counts_from_1904=False))
    if isinstance(value, str):
        return Cell("error" if _ERROR.fullmatch(value) else "text", value)
    return Cell("number", float(value))
