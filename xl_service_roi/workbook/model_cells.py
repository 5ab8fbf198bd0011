"""Where the cells of the model stand in a workbook, whatever was done to its rows, columns and sheets.

Rows are found by their technical names, single cells by their defined names or by what their formula says. Which cells
of a row are formulas, the layout tells; that one still stands there is not said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from ..errors import WorkbookError
from ..inputs import LAST_YEAR, drivers
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..model import MODEL
from ..spreadsheet.addresses import Address, column_number
from ..spreadsheet.cells import Workbook
from ..spreadsheet.defined_names import NotCellsError, Reference
from ..spreadsheet.sheet_view import SheetView
from .formulas import Formulas
from .layout import LAST, NAME, VALUE, YEAR_0, Layout, row_of
from .names import lines_name, result_name
from .read import global_names

OWN = -1
"""Instead of a year: the value that holds for all years, or for the present state before the first."""
STATE = ("inputs_ready", "inputs_missing", "inputs_wrong")
"""The names of the cells that tell whether the inputs can be used."""

_ROWS_TO_THE_HEADING = 5
"""How far above the lines the numbers of the years are sought."""
_COLUMNS_OF_NAMES = 50
"""How far in front of the results their technical names are sought."""
_SOME_MEASURES = 15
"""Whose names tell on which sheet and in which column the results stand."""
_RESTORE = "restore it as in a new workbook (service-roi new), or renew the results only (--results-only)"


class FutureCells(NamedTuple):
    """The formulas on a future's sheet: ``lines`` tell the name and the years of each row, ``cells`` the cells of all.

    ``steps`` tell how far each year's column stands from that of year 0: formulas across sheets need the same on all.
    ``messages`` tell above the lines what is wrong with the inputs.
    """

    sheet: str
    steps: tuple[int, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]
    cells: tuple[Address, ...]
    messages: list[Address]


class ResultCells(NamedTuple):
    """The formulas on the results sheet.

    ``excesses`` tell by how much a requirement is broken, ``broken`` whether it is. Below the parts by heading and line
    stand their ``sums``, of the programme and of service, and whether these agree with the value above; of a sum that
    was typed over, neither.
    """

    sheet: str
    steps: tuple[int, ...]
    messages: list[Address]
    measures: dict[str, Address]
    by_year: dict[str, list[Address]]
    excesses: dict[str, Address]
    broken: list[Address]
    sums: dict[str, Address]
    agreements: list[Address]


class InputCells(NamedTuple):
    """The formulas on the inputs sheet.

    ``state`` has a cell for each name of STATE; ``messages`` what a cell says if all inputs can be used; ``bounds`` are
    the columns of the lowest and the highest value that the ``statuses`` allow.
    """

    sheet: str
    state: dict[str, Address]
    messages: dict[Address, str]
    statuses: list[Address]
    bounds: tuple[int, int] | None


class ModelCells:
    """Finds the cells of the model in a workbook; ``view`` gives a look at a sheet.

    Raises ``WorkbookError`` where some are not found: then nothing is known of what stands in them.
    """

    def __init__(self, book: Workbook, view: Callable[[str], SheetView]) -> None:
        self.book, self.view = book, view

    def named(self, name: str) -> Reference | None:
        """Return the cells of a name of the workbook, if it has any."""
        names = global_names(self.book, name)
        try:
            return self.book.reference(names[0]) if len(names) == 1 else None
        except NotCellsError:
            return None

    def future(self, future: str) -> FutureCells:
        """Return the cells of a future's sheet."""
        block = self.named(lines_name(future))
        if block is None:
            raise self._lost(f"its name {lines_name(future)} does not lead to the lines")
        view, wanted = self.view(block.sheet), _formulas_by_year(future)
        rows = self._rows(view, block.sheet, block.first_column, wanted)
        columns = self._columns(view, block, future, rows)
        self._check_future(view, future, rows, columns[OWN])
        above = (address for address in view.formula_cells if address[0] < block.first_row)
        return FutureCells(
            block.sheet,
            _steps(columns),
            tuple(wanted.items()),
            _cells_of_lines(future, tuple(rows.items()), tuple(columns.items())),
            [each for each in above if view.formula(each) == "case_message"],
        )

    def formula_of(self, name: str) -> str:
        """Return the formula in the first cell of a name; empty where there is none."""
        cell = self.named(name)
        return "" if cell is None else self.view(cell.sheet).formula(_first(cell)) or ""

    def named_results(self) -> dict[str, dict[str, Address]]:
        """Return the cells of the measures by their defined names, by sheet; none that was led to another's row."""
        found = self._named_measures(None)
        for sheet, cells in found.items():
            view, value = self.view(sheet), max(column for _, column in cells.values())
            owners = {row: name for row, name in view.words(_column_of_names(view, value)) if name in MODEL.measures}
            for measure, (row, _) in tuple(cells.items()):
                if owners.get(row) not in (None, measure, row_of(measure)):
                    del cells[measure]
        return found

    def _named_measures(self, most: int | None) -> dict[str, dict[str, Address]]:
        found: dict[str, dict[str, Address]] = {}
        for measure, name in islice(_names_of_measures().items(), most):
            cell = self.named(name)
            if cell is not None and cell.shape == (1, 1):
                found.setdefault(cell.sheet, {})[measure] = _first(cell)
        return found

    def results(self) -> ResultCells:
        """Return the cells of the results sheet."""
        by_sheet = self._named_measures(_SOME_MEASURES)
        if not by_sheet:
            raise self._lost("none of its names of results leads to a cell")
        sheet = max(by_sheet, key=lambda each: len(by_sheet[each]))
        view = self.view(sheet)
        value = Counter(column for _, column in by_sheet[sheet].values()).most_common(1)[0][0]
        column = _column_of_names(view, value)
        rows = self._rows(view, sheet, column, _names_on_results_sheet())
        rows = {name: row for row, name in view.words(column) if name in MODEL.measures} | rows
        years = self._years_above(view, sheet, min(rows[name] for name in MODEL.results), value)
        service = years[0]
        sums, agreements = _below_the_parts(view, rows, {value: "programme", service: "service"})
        message = self.named("case_message")
        return ResultCells(
            sheet,
            _steps(years),
            [_first(message)] if message is not None and message.sheet == sheet else [],
            {name: (rows[name], value) if name in rows else (rows[row_of(name)], service) for name in MODEL.measures},
            {name: [(rows[name], column) for column in years.values()] for name in MODEL.results},
            {name: (rows[name], value) for name in MODEL.requirements},
            [(rows[name], service) for name in MODEL.requirements],
            sums,
            agreements,
        )

    def inputs(self) -> InputCells:
        """Return the cells of the inputs sheet."""
        cells = {name: self.named(name) for name in STATE}
        ready, missing, wrong = cells.values()
        if ready is None or missing is None or wrong is None or not ready.sheet == missing.sheet == wrong.sheet:
            raise self._lost(f"its names {', '.join(STATE)} do not lead to the cells of the inputs sheet")
        view = self.view(ready.sheet)
        formulas = {address: view.formula(address) or "" for address in view.formula_cells}
        areas = [*_areas(formulas.get(_first(missing), "")), *_areas(formulas.get(_first(wrong), ""))]
        statuses = {
            address: formula
            for address, formula in formulas.items()
            if ("COUNT(" in formula or not formula) and any(address in area for area in areas)
        }
        all_well = ((address, _ALL_WELL.fullmatch(formula)) for address, formula in formulas.items())
        bounds = next(filter(None, map(_bounds, statuses.values())), None)
        return InputCells(
            ready.sheet,
            {"inputs_ready": _first(ready), "inputs_missing": _first(missing), "inputs_wrong": _first(wrong)},
            {address: match[1].replace('""', '"') for address, match in all_well if match},
            [*statuses],
            bounds,
        )

    def _rows(self, view: SheetView, sheet: str, column: int, wanted: Collection[str]) -> dict[str, int]:
        """Return the row of each technical name; where a row was copied, the one with the most formulas."""
        found = [(name, row) for row, name in view.words(column) if name in wanted]
        rows = dict(found)
        if len(rows) < len(wanted):
            lost = next(name for name in wanted if name not in rows)
            raise self._lost(f"its sheet {shown(sheet)!r} has no row with the technical name {lost}")
        if len(rows) < len(found):
            formulas = Counter(row for row, _ in view.formula_cells)
            rows = dict(sorted(found, key=lambda each: formulas[each[1]]))  # the last one counts
        return rows

    def _columns(self, view: SheetView, block: Reference, future: str, rows: Mapping[str, int]) -> dict[int, int]:
        """Return the column of each year; found by the years above, and by formulas, where columns were inserted."""
        first = block.first_column
        if block.shape[1] == LAST - NAME + 1:
            return {OWN: first + VALUE - NAME, **{year: first + YEAR_0 - NAME + year for year in range(LAST_YEAR + 1)}}
        years = self._years_above(view, block.sheet, block.first_row, first)
        entered = {rows[name]: f"{name}_{future}" for name in drivers() if name in rows}
        for row, column in view.formula_cells:
            if row in entered and first < column < years[0] and entered[row] in (view.formula((row, column)) or ""):
                return {OWN: column, **years}
        raise self._lost(f"its sheet {shown(block.sheet)!r} has no column with the values of its inputs")

    def _check_future(self, view: SheetView, future: str, rows: Mapping[str, int], column: int) -> None:
        """Raise where the inputs on a future's sheet are those of another."""
        formulas = ((name, view.formula((rows[name], column))) for name in drivers() if name in rows)
        name, formula = next((found for found in formulas if found[1]), ("", ""))
        if f"{name}_{future}" not in (formula or f"_{future}"):
            raise self._lost(f"its name {lines_name(future)} leads to the lines of another future")

    def _years_above(self, view: SheetView, sheet: str, row: int, first: int) -> dict[int, int]:
        """Return the column of each year, by the nearest row above that holds the numbers of all years."""
        for heading in range(row - 1, max(0, row - 1 - _ROWS_TO_THE_HEADING), -1):
            numbers = view.numbers_in_row(heading)
            years = {number: column for column, number in numbers.items() if column >= first}
            if years.keys() >= {*range(LAST_YEAR + 1)}:
                return {year: years[year] for year in range(LAST_YEAR + 1)}
        raise self._lost(f"its sheet {shown(sheet)!r} has no numbers of the years above its lines")

    def _lost(self, reason: str) -> WorkbookError:
        return self.book.package.refused(f"cannot be renewed: {reason}", _RESTORE)


@cache
def _formulas_by_year(future: str) -> dict[str, tuple[int, ...]]:
    """Return the years in which each row of a future's sheet has a formula."""
    layout = Layout(labels(LANGUAGES[0]))
    formulas = Formulas(layout)
    columns = {name: formulas.in_row(name, future) for name in layout.future.rows}
    return {name: tuple(map(_year_of, row)) for name, row in columns.items() if row}


@lru_cache(maxsize=8)
def _cells_of_lines(
    future: str, rows: tuple[tuple[str, int], ...], columns: tuple[tuple[int, int], ...]
) -> tuple[Address, ...]:
    """Return the formulas of a future's sheet with these rows and columns, which most workbooks have in common."""
    row_of, column_of = dict(rows), dict(columns)
    return tuple((row_of[name], column_of[year]) for name, years in _formulas_by_year(future).items() for year in years)


def _steps(columns: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(columns[year] - columns[0] for year in range(LAST_YEAR + 1))


def _year_of(column: int) -> int:
    return OWN if column == VALUE else column - YEAR_0


@cache
def _names_of_measures() -> dict[str, str]:
    return {measure: name for measure in MODEL.measures if (name := result_name(measure))}


@cache
def _names_on_results_sheet() -> Collection[str]:
    """The technical names on the results sheet: a part of the value of service stands in the row of the programme's."""
    return dict.fromkeys([*map(row_of, MODEL.measures), *MODEL.results, *MODEL.requirements]).keys()


def _column_of_names(view: SheetView, value: int) -> int:
    """Return the column that holds the technical names, or most of them, in front of the values."""
    known = _names_on_results_sheet()
    in_column: dict[int, int] = {}
    for column in range(value - 1, max(0, value - 1 - _COLUMNS_OF_NAMES), -1):
        in_column[column] = sum(name in known for _, name in view.words(column))
        if in_column[column] >= len(known):
            break
    return max(in_column, key=lambda column: in_column[column], default=1)


def _below_the_parts(
    view: SheetView, rows: Mapping[str, int], columns: Mapping[int, str]
) -> tuple[dict[str, Address], list[Address]]:
    """Return the sums between the parts by line and the lines by year, and the cells that say whether they agree."""
    first = max(row for name, row in rows.items() if name.startswith(("programme_heading_", "programme_pv_"))) + 1
    last = min(rows[name] for name in MODEL.results) - 1
    cells = [each for each in view.formula_cells if first <= each[0] <= last and each[1] in columns]
    formulas = [(row, view.formula((row, column)) or "") for row, column in cells]
    compared = {row for row, formula in formulas if "ABS(" in formula}
    added_up = {row for row, formula in formulas if formula.startswith('IF(case_message="",')} - compared
    sums = {columns[column]: (row, column) for row, column in cells if row in added_up}
    return sums, [(row, column) for row, column in cells if row in compared and columns[column] in sums]


_ALL_WELL = re.compile(r'IF\(case_message="","((?:[^"]|"")*)",case_message\)')
"""What a cell says if there is nothing to say about the inputs."""
_BOUNDS = re.compile(r"MIN\([^()]*\)<([A-Z]{1,2})[0-9]+,MAX\([^()]*\)>([A-Z]{1,2})[0-9]+")
_AREA = re.compile(r"\$([A-Z]{1,2})\$([0-9]{1,7})(?::\$([A-Z]{1,2})\$([0-9]{1,7}))?")


def _bounds(formula: str) -> tuple[int, int] | None:
    """Return the columns of the bounds with which a status compares."""
    match = _BOUNDS.search(formula)
    return (column_number(match[1]), column_number(match[2])) if match else None


def _areas(formula: str) -> Iterator[Reference]:
    """Give the cells that a formula names without a sheet."""
    for left, top, right, bottom in _AREA.findall(formula):
        columns = column_number(left), column_number(right or left)
        yield Reference("", int(top), columns[0], int(bottom or top), columns[1])


def _first(reference: Reference) -> Address:
    return reference.first_row, reference.first_column
