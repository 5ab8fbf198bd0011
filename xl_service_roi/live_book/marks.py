"""Marks on the cells that need attention, and how to take them away again.

The colour that a cell had can be read in Excel on the desktop only; elsewhere the template's own is put back. Which
cells are marked stands on the sheet with the list of faults, by name, so that it holds where rows were moved. Without
that sheet a mark is known by its colour and its note by its text, which again takes Excel on the desktop.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..inputs import LAST_YEAR, value_names
from ..spreadsheet.defined_names import Reference
from ..workbook.read import points_to
from ..workbook.sheets.formats import ENTRY_COLOUR
from .book import LiveBook
from .faults import Fault
from .places import cell_of
from .words import is_advice

COLOURS = {"error": "#F4B6AE", "warning": "#FFD98C"}
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
    found = _colour(cell)
    before = "" if found in COLOURS.values() else found
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


def unlisted(book: LiveBook) -> Iterator[Mark]:
    """Give the marks that cells still have when their list is gone; none where the host cannot tell colours."""
    for name, driver in value_names().items():
        for year in range(1, LAST_YEAR + 1) if driver.scope == "year" else [0]:
            cell = _cell(book, name, year)
            if cell is not None and _colour(cell) in COLOURS.values():
                yield Mark(name, year)


def clear(book: LiveBook, made: Mark) -> None:
    """Take a mark away; a cell that was given another colour since keeps it."""
    cell = _cell(book, made.name, made.year) if made.name in value_names() else None
    if cell is None:
        return
    with suppress(Exception):  # a sheet that was protected since
        if _colour(cell) in ("", *COLOURS.values()):
            cell.color = {"": ENTRY_COLOUR, NO_COLOUR: None}.get(made.before, made.before)
        if cell.note is not None and (made.noted or is_advice(cell.note.text)):
            cell.note.delete()


def _cell(book: LiveBook, name: str, year: int) -> Any:
    """Return the ``xlwings.Range`` of a value; None where its name is lost."""
    cells = points_to(book, name, None)
    return book.range(cell_of(cells, year)) if isinstance(cells, Reference) else None


def _colour(cell: Any) -> str:
    """Return the colour of a cell; nothing where the host cannot tell."""
    try:
        colour = cell.color
    except NotImplementedError:
        return ""
    return NO_COLOUR if colour is None else "#{:02X}{:02X}{:02X}".format(*map(int, colour))
