"""Inputs whose formulas go round in a circle: Excel stores 0 for them, or what stood there before, which is no figure.

A formula is followed from input to input only, through addresses and through names that point to cells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress

from xl_service_roi.spreadsheet.addresses import MAX_COLUMN, MAX_ROW, Address, parse_address
from xl_service_roi.spreadsheet.canonical import begins_as_utf8
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.defined_names import NotCellsError, Reference
from xl_service_roi.spreadsheet.parts import SheetCells
from xl_service_roi.spreadsheet.references import areas_in, shifted

Place = tuple[str, Address]
"""A cell of a sheet."""

_LONGEST_FORMULA = 8_192
"""Characters, by Excel's own limit."""
_MOST = 10_000
"""References of all inputs together; a workbook whose inputs come from elsewhere has some hundreds."""

# What asks for the place of a cell does not look into it.
_PLACE_ONLY = re.compile(r"(?<![\w.])(?:ROWS?|COLUMNS?)\([^()\"]*\)", re.IGNORECASE)
_TEXTS_AND_TABLES = re.compile(r'"(?:[^"]|"")*"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]')
_NAME = re.compile(r"(?<![\w.])[^\W\d][\w.]*+(?![(!\[])")

# A sheet in UTF-8 that says neither has none, unless it hides what it says in references to characters.
_MAY_BE_COMMON = re.compile(rb"shared|array|&#")


def circles(book: Workbook, inputs: Mapping[Place, str | None]) -> list[list[Place]]:
    """Return the circles among cells, whose formulas ``inputs`` gives: each cell uses the next, and the last the first.

    Where circles hang together, some of them are told, and at least one.
    """
    formulas = {place: formula for place, formula in inputs.items() if formula is not None}
    for sheet in {sheet for sheet, _ in formulas}:
        formulas |= _common_formulas(book, sheet, {address for on, address in inputs if on == sheet})
    areas = {place: _areas(book, place[0], formula) for place, formula in formulas.items()}
    _check_number(book, sum(map(len, areas.values())), "references to other cells")
    return _Walk(
        {
            place: sorted(other for other in formulas if any(_covers(area, other) for area in found))
            for place, found in areas.items()
        }
    ).circles()


def _check_number(book: Workbook, number: int, what: str) -> None:
    if number > _MOST:
        raise book.package.refused(f"has formulas in its inputs with more than {_MOST:,} {what}", "enter numbers")


class _Walk:
    """A walk from each cell to all that it uses; whoever comes back to where it came along has gone in a circle."""

    def __init__(self, uses: Mapping[Place, list[Place]]) -> None:
        self._uses = uses
        self._way: dict[Place, None] = {}
        self._done: set[Place] = set()
        self._told: set[Place] = set()
        self._found: list[list[Place]] = []

    def circles(self) -> list[list[Place]]:
        for place in sorted(self._uses):
            self._from(place)
        return self._found

    def _from(self, place: Place) -> None:
        if place in self._way:
            self._back_at(place)
        elif place not in self._done:
            self._way[place] = None
            for other in self._uses[place]:
                self._from(other)
            self._way.popitem()
            self._done.add(place)

    def _back_at(self, place: Place) -> None:
        if place not in self._told:
            way = list(self._way)
            circle = way[way.index(place) :]
            if self._told.isdisjoint(circle):
                self._told.update(circle)
                self._found.append(circle)


def _covers(area: Reference, place: Place) -> bool:
    return area.sheet == place[0] and place[1] in area


def _areas(book: Workbook, sheet: str, formula: str) -> set[Reference]:
    """Return the cells that a formula on a sheet refers to."""
    sheets = {name.casefold(): name for name in book.sheet_names}
    formula = _PLACE_ONLY.sub(" ", formula[:_LONGEST_FORMULA])
    found = set()
    for area in areas_in(formula):
        name = sheets.get((area.sheet or sheet).casefold())
        if name is not None:
            rows = area.first.row or 1, area.last.row or MAX_ROW
            columns = area.first.column or 1, area.last.column or MAX_COLUMN
            found.add(Reference(name, min(rows), min(columns), max(rows), max(columns)))
    for word in {*_NAME.findall(_TEXTS_AND_TABLES.sub(" ", formula))}:
        meant = {name.sheet: name for name in book.names.get(word.casefold(), ())}
        nearest = meant.get(sheet) or meant.get(None)
        if nearest is not None:
            with suppress(NotCellsError):
                found.add(book.reference(nearest))
    return found


def _common_formulas(book: Workbook, sheet: str, among: Collection[Address]) -> dict[Place, str]:
    """Return the formulas that some cells have in common with others: filled down or across, or one for an area."""
    data = book.package.read(next(each.part for each in book.sheets if each.name == sheet))
    if begins_as_utf8(data) and not _MAY_BE_COMMON.search(data):
        return {}
    common = _CommonFormulas()
    book.hear(sheet, common)
    _check_number(book, len(common.arrays), "formulas for areas beside them")
    found = {}
    for address, identity in common.followers.items():
        if address in among and identity in common.first:
            (row, column), text = common.first[identity]
            found[sheet, address] = shifted(text, address[0] - row, address[1] - column)
    for area, text in common.arrays:
        found |= {(sheet, address): text for address in among if address in area}
    return found


class _CommonFormulas(SheetCells):
    """Hears the formulas that cells have in common: the first cell states it, the others refer to its group."""

    def __init__(self) -> None:
        super().__init__(frozenset())
        self.first: dict[str, tuple[Address, str]] = {}
        self.followers: dict[Address, str] = {}
        self.arrays: list[tuple[Reference, str]] = []
        self._given: dict[str, str] = {}
        self.on("f", self._start_common, self._end_common)

    def _start_common(self, attributes: dict[str, str], depth: int) -> None:
        self._given = attributes
        self.collect()

    def _end_common(self, depth: int) -> None:
        text, kind, here = self.collected(), self._given.get("t"), (self._row, self._column)
        if kind == "shared" and text:
            self.first[self._given.get("si", "")] = here, text
        elif kind == "shared":
            self.followers[here] = self._given.get("si", "")
        elif kind == "array":
            with suppress(ValueError):
                first, _, last = self._given.get("ref", "").partition(":")
                self.arrays.append((Reference("", *parse_address(first), *parse_address(last or first)), text))
