"""A workbook as the checks look at it: each sheet is read once, and places are named as messages name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property

from ..errors import Problem
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..spreadsheet.addresses import Address, format_address
from ..spreadsheet.cells import BLANK, Cell, Workbook
from ..spreadsheet.defined_names import DefinedName, Reference
from ..workbook.layout import INPUT_NAME, NAME, Layout
from ..workbook.names import INPUTS_RANGE
from ..workbook.read import file_name, global_names, place, place_of, points_to


class Audited:
    """An open workbook, for those who look at all of it."""

    def __init__(self, book: Workbook) -> None:
        self.book, self.file = book, file_name(book.path)
        self._cells: dict[str, dict[Address, Cell]] = {}
        self._parts: dict[str, bytes] = {}
        self._targets: dict[tuple[str, tuple[int, int] | None], Reference | Problem] = {}

    def cells(self, sheet: str) -> Mapping[Address, Cell]:
        """Return all cells of a sheet."""
        if sheet not in self._cells:
            self._cells[sheet] = self.book.cells(sheet)
        return self._cells[sheet]

    def cell(self, sheet: str, row: int, column: int) -> Cell:
        """Return one cell."""
        return self.cells(sheet).get((row, column), BLANK)

    def some_cells(self, sheet: str, addresses: Collection[Address]) -> Mapping[Address, Cell]:
        """Return these cells of a sheet, and perhaps others; unless all were read before, no others are read."""
        return self._cells.get(sheet) or self.book.cells(sheet, addresses)

    def cells_at(self, references: Collection[Reference]) -> dict[Reference, Cell]:
        """Return the first cell of each of these."""
        wanted: dict[str, set[Address]] = {}
        for reference in references:
            wanted.setdefault(reference.sheet, set()).add((reference.first_row, reference.first_column))
        cells = {sheet: self.some_cells(sheet, addresses) for sheet, addresses in wanted.items()}
        return {each: cells[each.sheet].get((each.first_row, each.first_column), BLANK) for each in references}

    def part(self, sheet: str) -> bytes:
        """Return a sheet as the file holds it."""
        if sheet not in self._parts:
            self._parts[sheet] = self.book.package.read(next(e.part for e in self.book.sheets if e.name == sheet))
        return self._parts[sheet]

    def named(self, name: str) -> list[DefinedName]:
        """Return what a name stands for in the whole workbook."""
        return global_names(self.book, name)

    def points_to(self, name: str, shape: tuple[int, int] | None = (1, 1)) -> Reference | Problem:
        """Return the cells that a name points to, or what is wrong with it; ``shape`` None takes any."""
        if (name, shape) not in self._targets:
            self._targets[name, shape] = points_to(self.book, name, shape)
        return self._targets[name, shape]

    def place(self, sheet: str, row: int, first: int, last: int | None = None) -> str:
        """Return a cell, or several beside each other, as messages name them: ``plan.xlsx · Plan!F17:H17``."""
        first_cell = place(self.book, sheet, (row, first))
        return first_cell if last is None or last == first else f"{first_cell}:{format_address(row, last)}"

    def place_of(self, reference: Reference) -> str:
        """Return the cells of a name as messages name them."""
        return place_of(self.book, reference)

    def on_sheet(self, sheet: str) -> str:
        """Return a sheet as messages name it."""
        return f"{self.file} · {shown(sheet)}"

    def technical_names(self, sheet: str, known: Iterable[str]) -> dict[int, str]:
        """Return the technical name in each row of a sheet."""
        layout = self.unchanged_layout
        if layout is not None and sheet == layout.sheets["inputs"]:
            cells = self.some_cells(sheet, [(row, INPUT_NAME) for row in layout.inputs.rows.values()])
        elif layout is not None and sheet == layout.sheets["results"]:
            cells = self.some_cells(sheet, [(row, NAME) for row in layout.results.rows.values()])
        else:
            cells = self.cells(sheet)
        return names_by_row(cells, known)

    @cached_property
    def unchanged_layout(self) -> Layout | None:
        """The layout whose sheets and rows are still those of the workbook; None if they were changed."""
        return next((layout for layout, names in map(_template, LANGUAGES) if self._has(names)), None)

    def _has(self, names: Mapping[str, str]) -> bool:
        """Tell whether these names, casefolded, stand for these texts and for nothing else."""
        found = self.book.names
        return all(
            [each.text for each in found.get(name, ()) if each.sheet is None] == [text] for name, text in names.items()
        )


@cache
def _template(language: str) -> tuple[Layout, dict[str, str]]:
    """Return the layout of a language and what its names stand for, by the casefolded name.

    But for the range of all inputs, to which the columns of their ranges were added: no row stands elsewhere for that.
    """
    layout = Layout(labels(language))
    names = layout.defined_names()
    return layout, {name.casefold(): text for name, text in names.items() if name != INPUTS_RANGE}


def names_by_row(cells: Mapping[Address, Cell], known: Iterable[str]) -> dict[int, str]:
    """Return the technical name in each row, from the column that has the most of them."""
    wanted = frozenset(known)
    columns: dict[int, dict[int, str]] = {}
    for (row, column), cell in cells.items():
        if cell.kind == "text" and str(cell.value).strip() in wanted:
            columns.setdefault(column, {})[row] = str(cell.value).strip()
    return max(columns.values(), key=len, default={})


def listed(names: list[str], most: int = 3) -> str:
    """Return the first names of many, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def value_shown(cell: Cell) -> str:
    """Return what stands in a cell as messages show it."""
    if isinstance(cell.value, bool):
        return "TRUE" if cell.value else "FALSE"
    return f"{cell.value:.12g}" if isinstance(cell.value, float) else shown(str(cell.value or ""), 40)
