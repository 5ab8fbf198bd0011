"""Formulas of the model that somebody typed over: such a workbook shows figures that no longer follow its inputs.

Lines are found by their technical names, so inserted rows do no harm; which cells of a line are formulas, the layout
tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ..errors import Problem
from ..inputs import LAST_YEAR
from ..labels import LANGUAGES, labels
from ..model import MODEL
from ..model.driver import FUTURES
from ..workbook.addresses import format_address
from ..workbook.cells import Cell
from ..workbook.defined_names import Reference
from ..workbook.formulas import Formulas
from ..workbook.layout import LAST, NAME, VALUE, YEAR_0, Layout
from ..workbook.names import lines_name
from .audited import Audited, listed, value_shown
from .names import other_names

_ROWS_TO_THE_HEADING = 5
"""How far above the lines the numbers of the years are sought."""
_FROM_A_NEW_ONE = "copy the formula from the same cell of a new workbook (service-roi new)"


def formula_problems(book: Audited) -> list[Problem]:
    """Return the cells of the model that should be formulas but are not."""
    problems: list[Problem] = []
    for future in FUTURES:
        block = book.points_to(lines_name(future), None)
        if isinstance(block, Reference):
            problems += _Lines(book, future, block).problems()
    return [*problems, *_cells_of_one_name(book)]


@cache
def _formulas(future: str) -> dict[str, dict[int, str]]:
    layout = Layout(labels(LANGUAGES[0]))
    formulas = Formulas(layout)
    return {name: formulas.in_row(name, future) for name in layout.future.rows}


@dataclass
class _Lines:
    """The drivers and lines of one future, as they stand in a workbook."""

    book: Audited
    future: str
    block: Reference

    @property
    def formulas(self) -> dict[str, dict[int, str]]:
        """The formulas of each row, by column of the layout; their cells are the same in every language."""
        return _formulas(self.future)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each name; where a row was copied, the one with the most formulas."""
        cells, known = self.book.cells(self.block.sheet), self.formulas
        formulas = Counter(row for (row, _), cell in cells.items() if cell.formula is not None)
        rows: dict[str, int] = {}
        for (row, column), cell in cells.items():
            name = str(cell.value).strip() if column == self.block.first_column and cell.kind == "text" else ""
            if name in known:
                rows[name] = max(rows.get(name, row), row, key=lambda each: formulas[each])
        return rows

    @cached_property
    def columns(self) -> dict[int, int]:
        """Where each column of the layout stands here; found by the years above where columns were inserted."""
        first = self.block.first_column
        if self.block.shape[1] == LAST - NAME + 1:
            return {column: first + column - NAME for column in range(VALUE, LAST + 1)}
        for _, heading in self._rows_above():
            years = {cell.value: column for column, cell in heading.items() if cell.kind == "number"}
            if years.keys() >= {*range(LAST_YEAR + 1)}:
                columns = {YEAR_0 + year: years[year] for year in range(LAST_YEAR + 1)}
                return columns | ({VALUE: first + 1} if years[0] == first + 2 else {})
        return {}

    def _rows_above(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Give the rows above the lines, the nearest first."""
        top = self.block.first_row
        for row in range(top - 1, max(0, top - 1 - _ROWS_TO_THE_HEADING), -1):
            columns = range(self.block.first_column, min(self.block.last_column, self.block.first_column + 99) + 1)
            yield row, {column: self.book.cell(self.block.sheet, row, column) for column in columns}

    def problems(self) -> list[Problem]:
        if not self.columns:
            return [self._on_sheet("its formulas were not checked: the years above its columns are not found")]
        typed = {name: self._typed_over(name) for name in self.rows}
        if typed and sum(map(len, typed.values())) == sum(len(self.formulas[name]) for name in typed):
            text = "the sheet holds values only: all its formulas are gone"
            return [self._on_sheet(text, "fill in a new workbook (service-roi new)")]
        found = [*self._lost(), *self._years_changed()]
        return found + [self._problem(name, run) for name, columns in typed.items() for run in _runs(columns)]

    def _typed_over(self, name: str) -> list[int]:
        """Return the columns of a row, as the layout counts them, in which a formula is gone."""
        here = (column for column in self.formulas[name] if column in self.columns)
        return [column for column in here if self._cell(name, column).formula is None]

    def _cell(self, name: str, column: int) -> Cell:
        return self.book.cell(self.block.sheet, self.rows[name], self.columns[column])

    def _on_sheet(self, message: str, remedy: str = "") -> Problem:
        return Problem(self.book.on_sheet(self.block.sheet), message, remedy=remedy, severity="warning")

    def _lost(self) -> Iterator[Problem]:
        lost = [name for name, formulas in self.formulas.items() if formulas and name not in self.rows]
        if lost:
            remedy = "restore the names, or the rows, as in a new workbook (service-roi new)"
            yield self._on_sheet(f"no row has the technical name {listed(lost, 5)}", remedy)

    def _years_changed(self) -> Iterator[Problem]:
        """The numbers of the years: formulas count with them, so a calendar year there spoils every line."""
        headings = ((row, cells) for row, cells in self._rows_above() if self._numbers(cells) > LAST_YEAR // 2)
        row, heading = next(headings, (0, {}))
        for year in range(LAST_YEAR + 1) if row else ():
            column = self.columns[YEAR_0 + year]
            if heading[column].value != year:
                where = self.book.place(self.block.sheet, row, column)
                message = f"the heading of year {year} was changed, and formulas count with it"
                yield Problem(where, message, value_shown(heading[column]), str(year), f"enter {year}", "warning")

    def _numbers(self, heading: dict[int, Cell]) -> int:
        return sum(heading[self.columns[YEAR_0 + year]].kind == "number" for year in range(LAST_YEAR + 1))

    def _problem(self, name: str, run: list[int]) -> Problem:
        values = [value_shown(cell) for cell in (self._cell(name, c) for c in run) if cell.kind != "blank"]
        where = self.book.place(self.block.sheet, self.rows[name], self.columns[run[0]], self.columns[run[-1]])
        message = f"{name} {'holds a typed value' if values else 'is empty'} where a formula belongs"
        return Problem(where, message, listed(values), remedy=self._remedy(name, run), severity="warning")

    def _remedy(self, name: str, run: list[int]) -> str:
        """Tell how to restore formulas: from year 2 on all of a row are alike, so a neighbour's can be copied."""
        second = YEAR_0 + 2
        beside = [column for column in (run[0] - 1, run[-1] + 1) if second <= column <= LAST and run[0] >= second]
        sound = [column for column in beside if self._cell(name, column).formula is not None]
        copied = _FROM_A_NEW_ONE
        if sound:
            copied = f"copy the formula from {format_address(self.rows[name], self.columns[sound[0]])}"
        layout = self.book.unchanged_layout
        if len(run) > 1 or layout is None or not self.rows.items() <= layout.future.rows.items():
            return copied
        return f"restore its formula ={Formulas(layout).in_row(name, self.future)[run[0]]}, or {copied}"


def _runs(columns: list[int]) -> Iterator[list[int]]:
    """Give the columns that stand side by side."""
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    if run:
        yield run


def _cells_of_one_name(book: Audited) -> Iterator[Problem]:
    """The cells of results, and those that tell whether the inputs can be used."""
    for name in sorted(other_names() - MODEL.singles.keys()):
        reference = book.points_to(name, None)
        if not isinstance(reference, Reference) or reference.shape != (1, 1):
            continue
        cell = book.cell(reference.sheet, reference.first_row, reference.first_column)
        if cell.formula is None:
            message = f"{name} {'is empty' if cell.kind == 'blank' else 'holds a typed value'} where a formula belongs"
            where = book.place_of(reference)
            yield Problem(where, message, value_shown(cell), remedy=_FROM_A_NEW_ONE, severity="warning")
