"""Formulas of the model that somebody typed over: such a workbook shows figures that no longer follow its inputs.

Lines are found by their technical names, so inserted rows do no harm; which cells of a line are formulas, the layout
tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from ..errors import Problem
from ..inputs import LAST_YEAR
from ..model import MODEL
from ..model.driver import FUTURES
from ..spreadsheet.addresses import MAX_COLUMN, Address, format_address
from ..spreadsheet.cells import Cell
from ..spreadsheet.defined_names import Reference
from ..workbook.layout import LAST, NAME, VALUE, YEAR_0
from ..workbook.names import INPUTS_RANGE, lines_name
from .audited import Audited, listed, value_shown
from .glance import formula_cells
from .names import other_names
from .tables import RESULTS, Table, lead_of_results, names_of_results, table

_ROWS_TO_THE_HEADING = 5
"""How far above the lines the numbers of the years are sought."""
_COLUMNS_TO_THE_LAST_YEAR = 100
"""How far to the right of the technical names they are sought."""
_FROM_A_NEW_ONE = "copy the formula from the same cell of a new workbook (service-roi new)"


class Overwritten(NamedTuple):
    """What stands where a formula belongs; ``name`` is empty where it is about a whole sheet or its years."""

    name: str
    problem: Problem


def formula_problems(book: Audited) -> list[Problem]:
    """Return the cells of the model that should be formulas but are not."""
    return [each.problem for each in overwritten_formulas(book)]


def overwritten_formulas(book: Audited) -> list[Overwritten]:
    """Return the cells of the model that should be formulas but are not, each with the name of its line or result."""
    lines = [each for sheet in _lines_of(book) for each in sheet.overwritten()]
    return [*lines, *_cells_of_one_name(book)]


def formulas_intact(book: Audited) -> bool:
    """Tell whether a glance proves that no formula was overwritten; where it doesn't, the cells have to be read."""
    lines = _lines_of(book)
    return len(lines) > len(FUTURES) and all(sheet.intact for sheet in lines) and _named_cells_intact(book)


def _lines_of(book: Audited) -> list[_Lines]:
    """Return the lines of the futures and those of the results, as far as names lead to them."""
    leads = {future: book.points_to(lines_name(future), None) for future in FUTURES}
    results = lead_of_results(map(book.points_to, names_of_results()))
    found = {**leads, RESULTS: results}
    return [_Lines(book, table(key), lead) for key, lead in found.items() if isinstance(lead, Reference)]


@dataclass
class _Lines:
    """The rows of a table as they stand in a workbook; ``lead`` is what the name points to by which they are found."""

    book: Audited
    table: Table
    lead: Reference

    @property
    def sheet(self) -> str:
        return self.lead.sheet

    @property
    def intact(self) -> bool:
        """Whether a glance proves that they stand where they do in the template, with all formulas and years."""
        if self.table.lead is None or replace(self.table.lead, sheet=self.sheet) != self.lead:
            return False
        part = self.book.part(self.sheet)
        return self.table.has_years_in(part) and self.table.cells.all_in(part)

    @cached_property
    def name_column(self) -> int:
        """The column of the technical names."""
        if self.table.key != RESULTS:
            return self.lead.first_column
        columns = Counter(
            column
            for (_, column), cell in self.book.cells(self.sheet).items()
            if cell.kind == "text" and str(cell.value).strip() in self.table.rows
        )
        return columns.most_common(1)[0][0] if columns else 0

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each name; where a row was copied, the one with the most formulas."""
        cells, known = self.book.cells(self.sheet), self.table.rows
        formulas = Counter(row for (row, _), cell in cells.items() if cell.formula is not None)
        rows: dict[str, int] = {}
        for (row, column), cell in cells.items():
            name = str(cell.value).strip() if column == self.name_column and cell.kind == "text" else ""
            if name in known:
                rows[name] = max(rows.get(name, row), row, key=lambda each: formulas[each])
        return rows

    @cached_property
    def columns(self) -> dict[int, int]:
        """Where each column of the layout stands here; found by the years above where columns were inserted."""
        first = self.name_column
        if self.lead.shape[1] == LAST - NAME + 1:
            return {column: first + column - NAME for column in range(VALUE, LAST + 1)}
        years = next(filter(None, (_years_in(heading) for _, heading in self._rows_above())), {})
        if years and self.table.key == RESULTS:
            return years | {VALUE: self.lead.first_column}
        return years | ({VALUE: first + 1} if years.get(YEAR_0) == first + 2 else {})

    def _rows_above(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Give the rows above the lines, the nearest first."""
        by_year = [self.rows[name] for name in MODEL.results if name in self.rows]
        top = min(by_year, default=0) if self.table.key == RESULTS else self.lead.first_row
        for row in range(top - 1, max(0, top - 1 - _ROWS_TO_THE_HEADING), -1):
            columns = range(self.name_column, min(self.name_column + _COLUMNS_TO_THE_LAST_YEAR, MAX_COLUMN + 1))
            yield row, {column: self.book.cell(self.sheet, row, column) for column in columns}

    def overwritten(self) -> list[Overwritten]:
        if self.intact:
            return [*self._lost(self._names_in_place())]
        if not self.columns:
            return [self._on_sheet("its formulas were not checked: the years above its columns are not found")]
        typed = {name: self._typed_over(name) for name in self.rows}
        if typed and sum(map(len, typed.values())) == sum(len(self.table.columns[name]) for name in typed):
            text = "the sheet holds values only: all its formulas are gone"
            return [self._on_sheet(text, "fill in a new workbook (service-roi new)")]
        found = [*self._lost(self.rows), *self._years_changed()]
        return found + [
            Overwritten(name, self._problem(name, run)) for name, columns in typed.items() for run in _runs(columns)
        ]

    def _typed_over(self, name: str) -> list[int]:
        """Return the columns of a row, as the layout counts them, in which a formula is gone."""
        here = (column for column in self.table.columns[name] if column in self.columns)
        return [column for column in here if self._cell(name, column).formula is None]

    def _cell(self, name: str, column: int) -> Cell:
        return self.book.cell(self.sheet, self.rows[name], self.columns[column])

    def _on_sheet(self, message: str, remedy: str = "") -> Overwritten:
        where = self.book.on_sheet(self.sheet)
        return Overwritten("", Problem(where, message, remedy=remedy, severity="warning"))

    def _names_in_place(self) -> set[str]:
        """The technical names, while the lines stand where the template has them."""
        cells = self.book.some_cells(self.sheet, [(row, NAME) for row in self.table.rows.values()])
        return {str(cell.value).strip() for (_, column), cell in cells.items() if column == NAME}

    def _lost(self, names: Collection[str]) -> Iterator[Overwritten]:
        lost = [name for name, formulas in self.table.columns.items() if formulas and name not in names]
        if lost:
            remedy = "restore the names, or the rows, as in a new workbook (service-roi new)"
            yield self._on_sheet(f"no row has the technical name {listed(lost, 5)}", remedy)

    def _years_changed(self) -> Iterator[Overwritten]:
        """The numbers of the years: formulas count with them, so a calendar year there spoils every line."""
        headings = ((row, cells) for row, cells in self._rows_above() if self._numbers(cells) > LAST_YEAR // 2)
        row, heading = next(headings, (0, {}))
        for year in range(LAST_YEAR + 1) if row else ():
            column = self.columns[YEAR_0 + year]
            if heading[column].value != year:
                where = self.book.place(self.sheet, row, column)
                message = f"the heading of year {year} was changed, and formulas count with it"
                found = value_shown(heading[column])
                yield Overwritten("", Problem(where, message, found, str(year), f"enter {year}", "warning"))

    def _numbers(self, heading: dict[int, Cell]) -> int:
        return sum(heading[self.columns[YEAR_0 + year]].kind == "number" for year in range(LAST_YEAR + 1))

    def _problem(self, name: str, run: list[int]) -> Problem:
        values = [value_shown(cell) for cell in (self._cell(name, c) for c in run) if cell.kind != "blank"]
        where = self.book.place(self.sheet, self.rows[name], self.columns[run[0]], self.columns[run[-1]])
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
        if len(run) > 1 or layout is None or not self.rows.items() <= self.table.rows_in(layout).items():
            return copied
        formula = self.table.formula_in(layout, name, run[0])
        return f"restore its formula ={formula}, or {copied}" if formula else copied


def _named_cells_intact(book: Audited) -> bool:
    by_sheet: dict[str, set[Address]] = {}
    for _, cell in _named_cells(book):
        by_sheet.setdefault(cell.sheet, set()).add((cell.first_row, cell.first_column))
    return all(formula_cells(frozenset(cells)).all_in(book.part(sheet)) for sheet, cells in by_sheet.items())


def _years_in(heading: Mapping[int, Cell]) -> dict[int, int]:
    """Return where the column of each year stands, if this row tells; for one that was changed, the others may."""
    numbers = {cell.value: column for column, cell in heading.items() if cell.kind == "number"}
    found = {year: numbers[year] for year in range(LAST_YEAR + 1) if year in numbers}
    first = {column - year for year, column in found.items()}
    if len(first) == 1 and len(found) > LAST_YEAR // 2:
        found = {year: min(first) + year for year in range(LAST_YEAR + 1) if min(first) + year in heading}
    return {YEAR_0 + year: column for year, column in found.items()} if len(found) > LAST_YEAR else {}


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


def _cells_of_one_name(book: Audited) -> Iterator[Overwritten]:
    named = [] if _named_cells_intact(book) else _named_cells(book)
    cells = book.cells_at([place for _, place in named])
    for name, place in named:
        cell = cells[place]
        if cell.formula is None:
            message = f"{name} {'is empty' if cell.kind == 'blank' else 'holds a typed value'} where a formula belongs"
            found, where = value_shown(cell), book.place_of(place)
            yield Overwritten(name, Problem(where, message, found, remedy=_FROM_A_NEW_ONE, severity="warning"))


def _named_cells(book: Audited) -> list[tuple[str, Reference]]:
    """Return the cells of results, and those that tell whether the inputs can be used."""
    found = ((name, book.points_to(name)) for name in _names_of_one_cell())
    return [(name, cell) for name, cell in found if isinstance(cell, Reference)]


@cache
def _names_of_one_cell() -> list[str]:
    """The names of single formulas; those of the model's singles stand among the lines."""
    return sorted(other_names() - MODEL.singles.keys() - {INPUTS_RANGE, *map(lines_name, FUTURES)})
