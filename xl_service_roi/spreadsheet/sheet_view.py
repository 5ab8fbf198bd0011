"""What formulas stand on a worksheet, and what was typed beside them: in the quick way where the sheet allows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from xl_service_roi.spreadsheet.addresses import Address
from xl_service_roi.spreadsheet.cells import Cell
from xl_service_roi.spreadsheet.cut_sheet import CutSheet


class SheetView(Protocol):
    """A look at a worksheet."""

    @property
    def formula_cells(self) -> Collection[Address]:
        """The cells that hold a formula."""

    def formula(self, address: Address) -> str | None:
        """Return the formula of a cell; empty where another cell, which shares it, holds the text."""

    def words(self, column: int) -> Sequence[tuple[int, str]]:
        """Return the plain texts that were typed into a column, such as technical names, each with its row."""

    def numbers_in_column(self, column: int) -> Mapping[int, float]:
        """Return the numbers that were typed into a column, by row."""

    def numbers_in_row(self, row: int) -> Mapping[int, float]:
        """Return the numbers that were typed into a row, by column."""


class ViewOfCells:
    """A look at a sheet whose cells were all read."""

    def __init__(self, cells: Mapping[Address, Cell]) -> None:
        self.formula_cells = [address for address, cell in cells.items() if cell.formula is not None]
        self._cells = cells

    def formula(self, address: Address) -> str | None:
        """Return the formula of a cell."""
        cell = self._cells.get(address)
        return cell.formula if cell else None

    def words(self, column: int) -> Sequence[tuple[int, str]]:
        """Return the texts of a column."""
        texts = ((address, cell.value) for address, cell in self._cells.items() if cell.kind == "text")
        return [(row, str(text).strip()) for (row, other), text in texts if other == column]

    def numbers_in_column(self, column: int) -> Mapping[int, float]:
        """Return the numbers that were typed into a column."""
        return {row: value for (row, other), value in self._numbers() if other == column}

    def numbers_in_row(self, row: int) -> Mapping[int, float]:
        """Return the numbers that were typed into a row."""
        return {column: value for (other, column), value in self._numbers() if other == row}

    def _numbers(self) -> Iterator[tuple[Address, float]]:
        for address, cell in self._cells.items():
            if cell.kind == "number" and cell.formula is None and isinstance(cell.value, float):
                yield address, cell.value


class ViewOfCut:
    """A look at a sheet that was cut at its values."""

    def __init__(self, sheet: CutSheet, texts: tuple[bytes, ...]) -> None:
        self.formula_cells, self.formula = sheet.formula_cells, sheet.formula
        self.numbers_in_column, self.numbers_in_row = sheet.numbers_in_column, sheet.numbers_in_row
        self._sheet, self._texts = sheet, texts

    def words(self, column: int) -> Sequence[tuple[int, str]]:
        """Return the texts of a column that have no format within."""
        return _words(tuple(self._sheet.texts_in_column(column)), self._texts)


@lru_cache(maxsize=32)
def _words(found: tuple[tuple[bytes, bytes], ...], texts: tuple[bytes, ...]) -> Sequence[tuple[int, str]]:
    """Return texts with their rows; workbooks of one template have their technical names in common."""
    plain = ((int(row), _PLAIN.fullmatch(texts[int(index)])) for row, index in found if int(index) < len(texts))
    return [(row, match[1].decode().strip()) for row, match in plain if match]


_PLAIN = re.compile(rb'<t(?: xml:space="preserve")?>([^<&]*)</t></si>')


def shared_texts(part: bytes) -> tuple[bytes, ...] | None:
    """Return the texts that cells share, as XML; None if they cannot be told apart by their bytes."""
    texts = tuple(part.rpartition(b"</sst>")[0].split(b"<si>")[1:])
    return texts if len(texts) == part.count(b"<si") and b"<!" not in part else None
