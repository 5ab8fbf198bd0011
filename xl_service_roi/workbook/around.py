"""The sheets around the model in a workbook: where one starts, what one looks at, and what these are called there."""

from __future__ import annotations

from collections.abc import Iterable

from ..spreadsheet.cells import Workbook
from ..spreadsheet.defined_names import Reference
from .named_cells import NamedCells, Row
from .named_tables import TABLES
from .read import global_names, points_to

AROUND = ("start", "before", "tasks", "officer", "directors", "workings")
"""Those whose formulas only show what others come to, or what is typed on them."""
_TYPED = {"tasks": ("tasks_volume", "tasks_minutes"), "officer": ("officer_year", "officer_actual")}
"""The cells that only a user fills in, and on which formulas build."""


def sheets_around(book: Workbook) -> dict[str, str]:
    """Return the names of these sheets, by what they are; none of those that a workbook does not have."""
    found: dict[str, str] = {}
    for table in TABLES:
        if table.sheet in AROUND and table.sheet not in found and global_names(book, table.name):
            cells = points_to(book, table.name, None)
            if isinstance(cells, Reference):
                found[table.sheet] = cells.sheet
    return found


def typed_on(book: Workbook) -> set[str]:
    """Return on which of these sheets a user has filled in cells on which formulas build."""
    cells = NamedCells(book, (name for names in _TYPED.values() for name in names))
    return {sheet for sheet, names in _TYPED.items() if any(map(_anything, map(cells.rows, names)))}


def _anything(rows: Iterable[Row]) -> bool:
    return any(cell.kind != "blank" for row in rows for _, cell in row)
