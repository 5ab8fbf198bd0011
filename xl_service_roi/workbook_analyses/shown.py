"""What the formulas around the analyses show for a result: they are renewed with the results of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from ..inputs import LAST_YEAR, drivers, value_names
from ..labels import Labels
from ..model.driver import FUTURES
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import Workbook
from ..spreadsheet.defined_names import Reference
from ..spreadsheet.sheet_view import SheetView
from ..uncertainty import PARTS, range_names, values_of
from ..workbook.analysis_tables import ANALYSES, LABELLED, repeated_state_name, seals_name, state_name
from ..workbook.cached import CachedValues
from ..workbook.made import BUILDS_ON, SUMMED, state_shown, sum_of
from ..workbook.named_cells import NamedCells
from ..workbook.range_status import status_shown
from ..workbook.read import global_names, points_to
from ..workbook.read_uncertainty import read_uncertainty
from ..workbook.value_labels import label_of

Found = Iterator[tuple[str, Address, float | str]]
"""Sheet and address of a cell, and what it shows."""


def shown(book: Workbook, cached: CachedValues, words: Labels) -> Found:
    """Give what they show in a workbook; nothing for one of a former layout."""
    yield from _cash(book, cached)
    cells = NamedCells(book, (*chain(*SUMMED.values()), *map(seals_name, ANALYSES)))
    for name in SUMMED:
        cell = _cells(book, name)
        if cell is not None:
            yield cell.sheet, (cell.first_row, cell.first_column), sum_of(name, cells, words)
    yield from _labels(cells, words)
    for analysis in ANALYSES:
        told = _state(cells, analysis, cached, words)
        for cell in state_cells(book, analysis) if told else ():
            yield cell.sheet, (cell.first_row, cell.first_column), told


def state_cells(book: Workbook, analysis: str) -> list[Reference]:
    """Return the cells that tell when an analysis was made: above its table, and on the results sheet."""
    found = (_cells(book, name) for name in (state_name(analysis), repeated_state_name(analysis)))
    return [cell for cell in found if cell is not None]


def _cash(book: Workbook, cached: CachedValues) -> Found:
    cells = _cells(book, "analysis_cash")
    if cells is None or cells.shape[0] != LAST_YEAR + 1:
        return
    for year in range(LAST_YEAR + 1):
        row, column = cells.first_row + year, cells.first_column
        yield cells.sheet, (row, column), cached.years_counted(year)
        for place, future in enumerate(FUTURES):
            yield cells.sheet, (row, column + LABELLED - 1 + place), cached.cash_so_far(future, year)


def _state(cells: NamedCells, analysis: str, cached: CachedValues, words: Labels) -> str:
    """Return when an analysis was made, and whether it still holds; "" where the cells that know are not there."""
    values = [cell.value for _, cell in next(cells.rows(seals_name(analysis)), [])]
    if len(values) != 4:
        return ""
    if not isinstance(values[0], str):
        return words.say(f"not_made_{analysis}")
    measures, builds_on = cached.found.measures, BUILDS_ON.get(analysis)
    now = (
        *(float(measures[name]) for name in ("programme_npv", "service_value")),
        sum_of(builds_on, cells, words) if builds_on else 0.0,
    )
    return state_shown(values, now, words)


def _labels(cells: NamedCells, words: Labels) -> Found:
    """Give what stands beside the inputs of the scenarios."""
    for ((row, column), named), *_ in cells.rows("scenario_inputs"):
        name = str(named.value or "")
        known = name in value_names() and value_names()[name].scope != "year"
        label = label_of(name, words) if known else words.say("no_such_input")
        yield cells.references["scenario_inputs"].sheet, (row, column + 1), label if name else ""


def statuses(book: Workbook, view: SheetView, sheet: str, values: Mapping[str, Any], words: Labels) -> Found:
    """Give what the cells beside the ranges of inputs show for these values."""
    given, cells = read_uncertainty(book)
    rows = {cell.first_row: range_names()[name] for name, cell in cells.items() if cell.sheet == sheet}
    for address in view.formula_cells:
        name = rows.get(address[0])
        if name is not None and "MEDIAN(" in (view.formula(address) or ""):
            low, high, shape = (given.get(f"{name}_{part}") for part in PARTS)
            likely = float(values[values_of(name, values)[0]])
            yield sheet, address, status_shown(drivers()[name], low, high, shape, likely, words)


def _cells(book: Workbook, name: str) -> Reference | None:
    cells = points_to(book, name, None) if global_names(book, name) else None
    return cells if isinstance(cells, Reference) else None
