"""Reads how far the inputs may be off, which go up and down together, and what may go wrong: all of it is optional.

What is read is as it stands there; `uncertainty.Said` tells whether it can be used. Workbooks of former layouts have no
cells for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ..inputs import allowed, drivers
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import BLANK, Cell, Workbook
from ..spreadsheet.defined_names import Reference
from ..uncertainty import DISTRIBUTIONS, range_names
from .named_cells import NamedCells
from .read import global_names, points_to, usable

CORRELATIONS, INCIDENTS = "uncertainty_correlations", "uncertainty_incidents"
"""The names of their tables."""


def read_uncertainty(book: Workbook) -> tuple[dict[str, Any], dict[str, Reference]]:
    """Return what an open workbook says about uncertainty, and the cells of its ranges.

    By the names of `uncertainty.range_names`, with ``correlations`` and ``incidents`` as they stand in JSON; what is
    empty is left out, and a ``Problem`` stands for what cannot be read.
    """
    found = {name: points_to(book, name) for name in range_names() if global_names(book, name)}
    ranges = {name: cell for name, cell in found.items() if isinstance(cell, Reference)}
    given: dict[str, Any] = {name: problem for name, problem in found.items() if not isinstance(problem, Reference)}
    cells = _cells(book, ranges)
    for name, reference in ranges.items():
        value = _value(book, name, reference, cells[reference.sheet])
        if value is not None:
            given[name] = _distributions().get(value.strip().casefold(), value) if isinstance(value, str) else value
    tables = NamedCells(book, (CORRELATIONS, INCIDENTS))
    correlations = [[_text(first), _text(second), value] for first, second, value in _rows(tables, CORRELATIONS)]
    incidents = [
        {"name": _text(name), "probability": probability, "customers_lost": lost}
        for name, probability, lost in _rows(tables, INCIDENTS)
    ]
    given |= {"correlations": correlations} if correlations else {}
    given |= {"incidents": incidents} if incidents else {}
    return given, ranges


def _rows(tables: NamedCells, name: str) -> list[list[Any]]:
    """Return what stands in the rows of a table that are not empty; of an error, the error as text."""
    rows = ([cell.value for _, cell in row] for row in tables.rows(name))
    return [row for row in rows if any(value is not None and value != "" for value in row)]


def _text(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _cells(book: Workbook, references: Mapping[str, Reference]) -> dict[str, dict[Address, Cell]]:
    wanted: dict[str, set[Address]] = {}
    for reference in references.values():
        wanted.setdefault(reference.sheet, set()).update(reference.addresses())
    return {sheet: book.cells(sheet, addresses) for sheet, addresses in wanted.items()}


def _value(book: Workbook, name: str, reference: Reference, cells: Mapping[Address, Cell]) -> Any:
    address = reference.first_row, reference.first_column
    cell = cells.get(address, BLANK)
    if cell == BLANK or (cell.kind == "text" and not str(cell.value).strip()):
        return None
    driver = drivers()[range_names()[name]]
    expected = ", ".join(DISTRIBUTIONS) if name.endswith("_distribution") else allowed(driver)
    return usable(book, shown(name), lambda: expected, cell, reference.sheet, address)


@cache
def _distributions() -> dict[str, str]:
    """Return the distributions by what they are called in any language."""
    return {
        labels(language).say(f"distribution_{name}").casefold(): name
        for language in LANGUAGES
        for name in DISTRIBUTIONS
    }
