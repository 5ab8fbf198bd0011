"""The inputs of a workbook: whatever stands in the cell of each goes, as it was typed, into its cell of a new sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..check.audited import value_shown
from ..errors import Problem
from ..inputs import LAST_YEAR, drivers, value_names
from ..model.driver import Input
from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import BLANK, Workbook
from ..spreadsheet.defined_names import Reference
from ..workbook.read import points_to
from .history import Former
from .transfer import Place, Transfer, is_empty, place_shown


def rows_led_to(book: Workbook, sheet: str, former: Former) -> dict[int, str]:
    """Return the rows of a sheet to which the names of inputs lead, with their drivers."""
    led_to: dict[int, str] = {}
    for driver in drivers().values():
        for name in (each for value in driver.names() for each in _names_of(value, driver, former)):
            reference = points_to(book, name, None)
            if isinstance(reference, Reference) and reference.sheet == sheet:
                led_to.setdefault(reference.first_row, driver.name)
    return led_to


def _names_of(name: str, driver: Input, former: Former) -> Iterator[str]:
    """Give the name of a value, and the names that it had before."""
    yield name
    ending = name.removeprefix(driver.name)
    yield from (old + ending for old, new in former.renamed.items() if new == driver.name)


def inputs_of(transfer: Transfer, book: Workbook, template: Workbook, former: Former) -> dict[str, Any]:
    """Return the inputs that an upgraded workbook will hold, by name, as they are read from a file."""
    take_inputs(transfer, book, template, former, {transfer.key: transfer})
    given: dict[str, Any] = {}
    for name, driver in value_names().items():
        values = [_value(transfer, book, cell) for cell in input_cells(template, name)]
        given[name] = values[0]
        if driver.scope == "year":
            given[name] = values if any(value is not None for value in values) else None
    return given


def _value(transfer: Transfer, book: Workbook, address: Address) -> Any:
    place = transfer.carried.get(address)
    cell = transfer.old[place[1]] if place else BLANK
    if address in transfer.linked:
        sheet, elsewhere = transfer.linked[address]
        cell = book.cells(sheet, [elsewhere]).get(elsewhere, BLANK)
    if cell.kind == "number" or (cell.kind == "text" and str(cell.value).strip()):
        return cell.value
    return None if is_empty(cell) else Problem("", "holds no number")


def take_inputs(
    transfer: Transfer, book: Workbook, template: Workbook, former: Former, ours: Mapping[str, Transfer]
) -> None:
    """Let each input cell of the new sheet hold what the input of that name held; ``ours`` are all our sheets."""
    by_sheet = {each.old.name: each for each in ours.values()}
    for name, driver in value_names().items():
        led_to = _led_to(book, name, driver, former)
        for index, cell in enumerate(input_cells(template, name)):
            home, row = transfer.moves.came_from(cell), transfer.moves.rows.back.get(cell[0])
            source = led_to[index] if led_to else (transfer.old.name, home) if home else None
            if source is None:
                continue
            if driver.scope == "year" and source == (transfer.old.name, (row, source[1][1])):
                transfer.carried[cell] = source  # its ten years stand in columns that elsewhere hold something else
                transfer.moves.single[source[1]] = cell
            elif source[0] in by_sheet:
                transfer.carried[cell] = source
                _note_stray(transfer, by_sheet[source[0]], name, source, cell, home)
            elif not is_empty(book.cells(source[0], [source[1]]).get(source[1], BLANK)):
                transfer.linked[cell] = source
                transfer.tell("look", f"{name} is kept in {place_shown(source)}: its cell refers to that now", home)


def input_cells(template: Workbook, name: str) -> list[Address]:
    """Return the cells of an input in a template."""
    reference = template.reference(template.names[name.casefold()][0])
    return [*reference.addresses()]


def _led_to(book: Workbook, name: str, driver: Input, former: Former) -> list[Place]:
    """Return the cells to which a name leads; none if it leads nowhere, or not to as many as it should."""
    shape = (1, LAST_YEAR) if driver.scope == "year" else (1, 1)
    for each in _names_of(name, driver, former):
        reference = points_to(book, each, shape)
        if isinstance(reference, Reference):
            return [(reference.sheet, address) for address in reference.addresses()]
    return []


def _note_stray(
    transfer: Transfer, there: Transfer, name: str, source: Place, cell: Address, home: Address | None
) -> None:
    """A name that leads elsewhere counts all the same: from there its value was read."""
    if source == (transfer.old.name, home):
        return
    if there.moves.cell(source[1]) is None:
        there.moves.single[source[1]] = cell
    held = transfer.old[home] if home else BLANK
    said = "" if is_empty(held) else f"; its own cell held {value_shown(held)}"
    transfer.tell("look", f"the name {name} led to {place_shown(source)}: that value was taken{said}", home)
