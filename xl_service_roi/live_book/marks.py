"""Marks on the cells that need attention, and how to take them away again.

The colour that a cell had can be read in Excel on the desktop only; elsewhere the template's own is put back. Which
cells are marked stands on the sheet with the list of faults, by name, so that it holds where rows were moved.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..inputs import value_names
from ..workbook.defined_names import Reference
from ..workbook.read import points_to
from .book import LiveBook
from .faults import Fault
from .places import cell_of

COLOURS = {"error": "#F4B6AE", "warning": "#FFD98C"}
ENTRY_COLOUR = "#FFF8DC"
"""The template's own colour of the cells that are filled in."""
NO_COLOUR = "-"


@dataclass(frozen=True)
class Mark:
    """A marked cell, by the name of its value. ``before``: the colour it had, empty where that could not be read."""

    name: str
    year: int = 0
    before: str = ""
    noted: bool = False


def mark(book: LiveBook, fault: Fault) -> Mark | None:
    """Colour a cell, and say in a note what to do if it has no note; None where the host lets us do neither."""
    if fault.cell is None:
        return None
    cell = book.range(fault.cell)
    before = _colour(cell)
    # Each host has errors of its own for a protected sheet and for a lack of notes; the list says all of it anyway.
    try:
        cell.color = COLOURS[fault.severity]
    except Exception:
        return None
    with suppress(Exception):
        if cell.note is None:
            cell.add_note(fault.advice)
            return Mark(fault.name, fault.year, before, noted=True)
    return Mark(fault.name, fault.year, before)


def clear(book: LiveBook, made: Mark) -> None:
    """Take a mark away; a cell that was given another colour since keeps it."""
    cells = points_to(book, made.name, None) if made.name in value_names() else None
    if not isinstance(cells, Reference):
        return
    cell = book.range(cell_of(cells, made.year))
    with suppress(Exception):  # a sheet that was protected since
        if _colour(cell) in ("", *COLOURS.values()):
            cell.color = {"": ENTRY_COLOUR, NO_COLOUR: None}.get(made.before, made.before)
        if made.noted and cell.note is not None:
            cell.note.delete()


def _colour(cell: Any) -> str:
    """Return the colour of a cell; nothing where the host cannot tell."""
    try:
        colour = cell.color
    except NotImplementedError:
        return ""
    return NO_COLOUR if colour is None else "#{:02X}{:02X}{:02X}".format(*map(int, colour))
