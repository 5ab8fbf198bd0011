"""A worksheet taken apart: its cells with what they say and how they say it, and whatever stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..spreadsheet.addresses import Address, parse_address
from ..spreadsheet.cells import BLANK, Cell, Workbook
from ..spreadsheet.references import shifted
from .raw_xml import Element, Part


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as its sheet writes it.

    ``formula`` is told in full where the sheet shares it with other cells. ``array`` is the range of an array formula,
    "table" for a data table. ``value`` is the element of the value or text; ``more`` are attributes that lead to
    metadata.
    """

    style: str | None
    kind: str
    formula: str | None
    array: str
    value: bytes
    more: Mapping[str, str]


class Grid:
    """One worksheet of a workbook."""

    def __init__(self, book: Workbook, name: str) -> None:
        found = next(sheet for sheet in book.sheets if sheet.name == name)
        self.name, self.part_name = name, found.part
        self.typed: Mapping[Address, Cell] = book.cells(name)
        self.part = Part(book.package, found.part)
        self._elements = self.part.elements()

    def __getitem__(self, address: Address) -> Cell:
        return self.typed.get(address, BLANK)

    @property
    def root(self) -> Element:
        """The worksheet itself."""
        return self._elements[0]

    def elements(self, name: str) -> list[Element]:
        """Return the elements of a name, wherever they stand in the sheet."""
        return [element for element in self._elements if element.name == name]

    @cached_property
    def around(self) -> list[tuple[str, Element]]:
        """What stands around the cells; an alternative has the name of what it is an alternative for."""
        found: list[tuple[str, Element]] = []
        for element in self._elements[1:]:
            if element.depth == 2:
                found.append((element.name, element))
            elif element.depth == 4 and found[-1][0] == "AlternateContent":
                found[-1] = (element.name, found[-1][1])
        return found

    @cached_property
    def rows(self) -> dict[int, Element]:
        """The rows that the sheet mentions."""
        return {number: row for number, row, _ in self._rows()}

    @cached_property
    def cells(self) -> dict[Address, Written]:
        """The cells that the sheet mentions."""
        shared: dict[str, tuple[Address, str]] = {}
        return {
            address: self._written(address, cell, inside, shared)
            for number, _, cells in self._rows()
            for address, cell, inside in _addressed(number, cells)
        }

    def _rows(self) -> Iterator[tuple[int, Element, list[tuple[Element, list[Element]]]]]:
        number, row = 0, self.root
        cells: list[tuple[Element, list[Element]]] = []
        for element in self._inside_data():
            if element.depth == 3:
                if number:
                    yield number, row, cells
                number, row, cells = int(element.attributes.get("r", number + 1)), element, []
            elif element.depth == 4:
                cells.append((element, []))
            elif element.depth == 5:
                cells[-1][1].append(element)
        if number:
            yield number, row, cells

    def _inside_data(self) -> list[Element]:
        data = next(element for name, element in self.around if name == "sheetData")
        first, last = data.inside, data.inside_end
        return [element for element in self._elements if first <= element.start < last]

    def _written(
        self, address: Address, cell: Element, inside: list[Element], shared: dict[str, tuple[Address, str]]
    ) -> Written:
        attributes, formula, array, value = cell.attributes, None, "", b""
        for element in inside:
            if element.name == "f":
                formula = self.part.text(element)
                kind, group = element.attributes.get("t", ""), element.attributes.get("si", "")
                if kind == "shared" and formula:
                    shared[group] = address, formula
                elif kind == "shared" and group in shared:
                    (row, column), formula = shared[group]
                    formula = shifted(formula, address[0] - row, address[1] - column)
                elif kind in ("array", "dataTable"):
                    array = element.attributes.get("ref", "") if kind == "array" else "table"
            elif element.name in ("v", "is"):
                value = self.part.all_of(element)
        more = {name: attributes[name] for name in ("cm", "vm") if name in attributes}
        return Written(attributes.get("s"), attributes.get("t", "n"), formula, array, value, more)

    def row_tag(self, number: int) -> str:
        """Return a row's start tag, without the columns it spans."""
        row = self.rows[number]
        tag = self.part.data[row.start : row.inside].decode()
        return re.sub(r'\sspans="[^"]*"', "", tag).removesuffix("/>").removesuffix(">").rstrip() + ">"


def _addressed(
    row: int, cells: list[tuple[Element, list[Element]]]
) -> Iterator[tuple[Address, Element, list[Element]]]:
    column = 0
    for cell, inside in cells:
        column = parse_address(cell.attributes["r"])[1] if "r" in cell.attributes else column + 1
        yield (row, column), cell, inside
