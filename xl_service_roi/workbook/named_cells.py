"""The cells of some names, those of a sheet read in one go: for what a workbook may have, and may not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..errors import WorkbookError
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import BLANK, Cell, Workbook
from ..spreadsheet.defined_names import Reference
from .read import cells_of, global_names, points_to

_MOST = 10_000
"""Cells of a name; our largest tables have some hundred, and a hostile one a whole sheet."""

Row = list[tuple[Address, Cell]]


class NamedCells:
    """What stands in the cells that names lead to; a name that leads nowhere has none."""

    def __init__(self, book: Workbook, names: Iterable[str]) -> None:
        """Read them; raise ``WorkbookError`` for a name with more cells than any table of ours has."""
        found = {name: points_to(book, name, None) for name in dict.fromkeys(names) if global_names(book, name)}
        self.references = {name: cells for name, cells in found.items() if isinstance(cells, Reference)}
        wanted: dict[str, set[Address]] = {}
        for name, cells in self.references.items():
            rows, columns = cells.shape
            if rows * columns > _MOST:
                reason = f"the name {name} points to {rows * columns:,} cells ({cells_of(cells)})"
                raise WorkbookError(book.path, reason, "let it point to its own cells again (Formulas, Name Manager)")
            wanted.setdefault(cells.sheet, set()).update(cells.addresses())
        self._cells = {sheet: book.cells(sheet, addresses) for sheet, addresses in wanted.items()}

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of a name's cells, with the address of each; none where it leads nowhere."""
        cells = self.references.get(name)
        if cells is None:
            return
        found = self._cells[cells.sheet]
        for row in range(cells.first_row, cells.last_row + 1):
            columns = range(cells.first_column, cells.last_column + 1)
            yield [((row, column), found.get((row, column), BLANK)) for column in columns]

    def values(self, name: str) -> list[float | str | bool | None]:
        """Return the numbers and texts among a name's cells."""
        cells = (cell for row in self.rows(name) for _, cell in row)
        return [cell.value for cell in cells if cell.kind in ("number", "text")]
