"""Formulas of the model that somebody typed over: the workbook then shows figures that no longer follow its inputs.

Lines are found by their technical names, so inserted rows do no harm; which cells of a line are formulas, the layout
tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..errors import Problem
from ..inputs import LAST_YEAR
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..model import MODEL
from ..model.driver import FUTURES
from .addresses import Address, format_address
from .cells import BLANK, Cell, Workbook
from .check_names import contract_names
from .defined_names import Reference
from .layout import LAST, NAME, VALUE, YEAR_0, Layout
from .names import lines_name
from .read import file_name, global_names, place, points_to

_ROWS_TO_THE_HEADING = 5
"""How far above the lines the numbers of the years are sought."""
_FROM_A_NEW_ONE = "copy the formula from the same cell of a new workbook (service-roi new)"


def formula_problems(book: Workbook) -> list[Problem]:
    """Return the cells of the model that should be formulas but are not."""
    problems: list[Problem] = []
    for future in FUTURES:
        block = points_to(book, lines_name(future), None)
        if isinstance(block, Reference):
            problems += _Lines(book, future, block).problems()
    return [*problems, *_single_cells(book)]


def value_shown(cell: Cell) -> str:
    """Return what stands in a cell as messages show it."""
    if isinstance(cell.value, bool):
        return "TRUE" if cell.value else "FALSE"
    return f"{cell.value:.12g}" if isinstance(cell.value, float) else shown(str(cell.value), 40)


@dataclass
class _Lines:
    """The lines of one future."""

    book: Workbook
    future: str
    block: Reference

    @cached_property
    def cells(self) -> dict[Address, Cell]:
        return self.book.cells(self.block.sheet)

    @cached_property
    def layout(self) -> Layout:
        return Layout(labels(LANGUAGES[0]))

    def problems(self) -> list[Problem]:
        columns, rows = self._columns(), self._rows()
        if not columns:
            return [self._warning("the columns of the years are not found, so its formulas were not checked", "")]
        expected = {name: self.layout.formulas(name, self.future) for name in self.layout.future.rows}
        found = list(self._headings(columns))
        lost = [name for name, formulas in expected.items() if formulas and name not in rows]
        if lost:
            listed = ", ".join(lost[:5]) + (f" and {len(lost) - 5} more" if len(lost) > 5 else "")
            message = f"no row has the technical name {listed}" if len(lost) == 1 else f"no rows are named {listed}"
            found.append(self._warning(message, "restore the names, or the rows, from a new workbook (service-roi new)"))
        typed: dict[str, list[int]] = {}
        for name, row in rows.items():
            cells = {columns[c]: self.cells.get((row, columns[c]), BLANK) for c in expected[name] if c in columns}
            typed[name] = [column for column, cell in cells.items() if cell.formula is None]
        wanted = sum(len(expected[name]) for name in rows)
        if rows and sum(map(len, typed.values())) >= wanted:
            message = "the sheet holds values only: all its formulas are gone"
            return [*found, self._warning(message, "fill in a new workbook (service-roi new)")]
        for name, gone in typed.items():
            for run in _runs(gone):
                found.append(self._typed_over(name, rows[name], run, columns))
        return found

    def _warning(self, message: str, remedy: str) -> Problem:
        where = f"{file_name(self.book.path)} · {shown(self.block.sheet)}"
        return Problem(where, message, remedy=remedy, severity="warning")

    def _rows(self) -> dict[str, int]:
        """Return the row of each line; of several with the same name, the one with the most formulas."""
        formulas: defaultdict[int, int] = defaultdict(int)
        for (row, _), cell in self.cells.items():
            formulas[row] += cell.formula is not None
        rows: dict[str, int] = {}
        for (row, column), cell in self.cells.items():
            name = str(cell.value).strip()
            if column == self.block.first_column and cell.kind == "text" and name in self.layout.future.rows:
                rows[name] = max(rows.get(name, row), row, key=lambda each: formulas[each])
        return rows

    def _columns(self) -> dict[int, int]:
        """Return where each column of the layout stands here; by the years above them where columns were inserted."""
        first = self.block.first_column
        if self.block.shape[1] == LAST - NAME + 1:
            return {column: first + column - NAME for column in range(VALUE, LAST + 1)}
        for row in self._rows_above():
            years = {
                int(cell.value): column
                for column, cell in sorted(row.items(), reverse=True)
                if isinstance(cell.value, float) and cell.value in range(LAST_YEAR + 1)
            }
            if len(years) == LAST_YEAR + 1:
                columns = {YEAR_0 + year: column for year, column in years.items()}
                return columns | ({VALUE: first + 1} if years[0] == first + 2 else {})
        return {}

    def _rows_above(self) -> Iterator[dict[int, Cell]]:
        """Give the rows above the lines, the nearest first, each as its cells in the columns of the block."""
        top = self.block.first_row
        for row in range(top - 1, max(0, top - 1 - _ROWS_TO_THE_HEADING), -1):
            yield {c: cell for (r, c), cell in self.cells.items() if r == row and (top, c) in self.block}

    def _headings(self, columns: Mapping[int, int]) -> Iterator[Problem]:
        """The numbers of the years: formulas refer to them, so a calendar year there spoils every line."""
        heading = next((row for row in self._rows_above() if columns[LAST] in row or columns[YEAR_0] in row), {})
        row = next((r for (r, c), cell in self.cells.items() if heading and cell is heading.get(c)), 0)
        for year in range(LAST_YEAR + 1):
            column = columns[YEAR_0 + year]
            cell = heading.get(column, BLANK)
            if heading and cell.value != year:
                where = place(self.book, self.block.sheet, (row, column))
                message = f"the heading of year {year} was changed, and formulas count with it"
                yield Problem(where, message, value_shown(cell), str(year), f"enter {year}", "warning")

    def _typed_over(self, name: str, row: int, run: list[int], columns: Mapping[int, int]) -> Problem:
        cells = [self.cells.get((row, column), BLANK) for column in run]
        where = place(self.book, self.block.sheet, (row, run[0]))
        if len(run) > 1:
            where += f":{format_address(row, run[-1])}"
        filled = [value_shown(cell) for cell in cells if cell.kind != "blank"]
        what = "holds a typed value" if filled else "is empty"
        message = f"{name} {what} where a formula belongs"
        values = ", ".join(filled[:3]) + (f" and {len(filled) - 3} more" if len(filled) > 3 else "")
        return Problem(where, message, values, remedy=self._remedy(name, row, run, columns), severity="warning")

    def _remedy(self, name: str, row: int, run: list[int], columns: Mapping[int, int]) -> str:
        """Tell how to restore a formula: from year 2 on all are alike, so a neighbour's can be copied."""
        place_of_column = {column: own for own, column in columns.items()}
        ends = {run[0] - 1, run[-1] + 1}
        neighbours = [column for column in sorted(ends) if place_of_column.get(column, 0) > YEAR_0 + 1]
        neighbours = [column for column in neighbours if self.cells.get((row, column), BLANK).formula is not None]
        alike = place_of_column[run[0]] > YEAR_0 + 1 and neighbours
        copied = f"copy the formula from {format_address(row, neighbours[0])}" if alike else _FROM_A_NEW_ONE
        layout = _layout_of(self.book)
        if len(run) > 1 or layout is None or layout.future.rows != self._rows():
            return copied
        return f"restore its formula ={layout.formulas(name, self.future)[place_of_column[run[0]]]}, or {copied}"


def _runs(columns: list[int]) -> Iterator[list[int]]:
    """Give the columns that stand side by side."""
    run: list[int] = []
    for column in sorted(columns):
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    if run:
        yield run


def _layout_of(book: Workbook) -> Layout | None:
    """Return the layout whose sheets and rows are still exactly those of the workbook; None if it was changed."""
    for language in LANGUAGES:
        layout = Layout(labels(language))
        if all([each.text for each in global_names(book, n)] == [text] for n, text in layout.defined_names().items()):
            return layout
    return None


def _single_cells(book: Workbook) -> Iterator[Problem]:
    """The cells of results, and those that tell whether the inputs can be used."""
    for name in sorted(contract_names() - MODEL.singles.keys()):
        reference = points_to(book, name, None)
        if not isinstance(reference, Reference) or reference.shape != (1, 1):
            continue
        address = reference.first_row, reference.first_column
        cell = book.cells(reference.sheet, reference).get(address, BLANK)
        if cell.formula is None:
            what = "is empty" if cell.kind == "blank" else "holds a typed value"
            value = "" if cell.kind == "blank" else value_shown(cell)
            message = f"{name} {what} where a formula belongs"
            where = place(book, reference.sheet, address)
            yield Problem(where, message, value, remedy=_FROM_A_NEW_ONE, severity="warning")
