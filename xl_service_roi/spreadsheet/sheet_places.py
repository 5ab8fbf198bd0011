"""Where in the bytes of a worksheet its rows and cells stand, as parsed: however they are written, they are found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from xl_service_roi.spreadsheet.addresses import Address, parse_address
from xl_service_roi.spreadsheet.defined_names import Reference
from xl_service_roi.spreadsheet.parts import SheetCells, count, is_on

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")


class Span(NamedTuple):
    """An element's bytes: its opening tag up to ``inside``, its contents up to ``close``, all of it up to ``end``."""

    start: int
    inside: int
    close: int
    end: int


_NOWHERE = Span(0, 0, 0, 0)


@dataclass(slots=True)
class CellPlace:
    """A cell: its type, its formula, and the elements that hold its value, ``v`` or ``is``."""

    kind: str
    formula: Span | None = None
    values: list[Span] = field(default_factory=list)
    span: Span = _NOWHERE


@dataclass(slots=True)
class RowPlace:
    """A row: the style of cells that it does not mention, and the column and first byte of those that it does."""

    number: int
    style: str | None
    cells: list[tuple[int, int]] = field(default_factory=list)
    span: Span = _NOWHERE


class Places(SheetCells):
    """Hears a sheet without its XML declaration, in UTF-8; ``cells`` are the wanted ones that it has."""

    def __init__(self, data: bytes, wanted: frozenset[Address]) -> None:
        super().__init__(wanted)
        self.data = data
        self.cells: dict[Address, CellPlace] = {}
        self.rows: list[RowPlace] = []
        self.sheet_data: Span | None = None
        self.column_styles: list[tuple[int, int, str]] = []
        self.merged: list[Reference] = []
        self.blocks: list[Reference] = []
        """Cells that one formula fills: arrays and data tables."""
        self.dimension: tuple[Span, Reference] | None = None
        self._of_interest = wanted
        self._here: CellPlace | None = None
        self._begun: dict[str, int] = {}
        self.on("row", self._start_row, self._end_row)
        self.on("f", self._start_formula, self._end_formula)
        self.on("is", self._start_inline, self._end_inline)
        self.on("mergeCell", self._start_merged, None)
        self.on("dimension", self._start_dimension, None)
        self.on("col", self._start_columns, None)

    def style_of_column(self, column: int) -> str | None:
        """Return the style of cells that a column does not mention."""
        return next((style for first, last, style in self.column_styles if first <= column <= last), None)

    def _span(self, element: str) -> Span:
        """Return the bytes of an element that ends here."""
        start, here = self._begun[element], self.place()
        tag = _TAG.match(self.data, start)
        assert tag is not None
        if tag[0].endswith(b"/>"):
            return Span(start, tag.end(), tag.end(), tag.end())
        return Span(start, tag.end(), here, self.data.index(b">", here) + 1)

    def _start_data(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_data(attributes, depth)
        if depth == 2:
            self._begun["sheetData"] = self.place()

    def _end_data(self, depth: int) -> None:
        if depth == 2:
            self._in_data = False
            self.sheet_data = self._span("sheetData")

    def _start_row(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_row(attributes, depth)
        if depth == 3 and self._in_data:
            self._begun["row"] = self.place()
            style = attributes.get("s") if is_on(attributes.get("customFormat")) else None
            self.rows.append(RowPlace(self._row, style))

    def _end_row(self, depth: int) -> None:
        if depth == 3 and self._in_data:
            self.rows[-1].span = self._span("row")

    def _start_cell(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_cell(attributes, depth)
        if depth == 4 and self._in_data:
            self._begun["c"] = self.place()
            self.rows[-1].cells.append((self._column, self.place()))
            if (self._row, self._column) in self._of_interest:
                self._here = self.cells[self._row, self._column] = CellPlace(attributes.get("t", "n"))

    def _end_cell(self, depth: int) -> None:
        super()._end_cell(depth)
        if self._here is not None and depth == 4:
            self._here.span = self._span("c")
            self._here = None

    def _start_formula(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_value(attributes, depth)
        self._begun["f"] = self.place()
        if self._in_data and depth == 5 and attributes.get("t") in ("array", "dataTable"):
            self._add_area(self.blocks, attributes)

    def _end_formula(self, depth: int) -> None:
        super()._end_formula(depth)
        if self._here is not None and depth == 5:
            self._here.formula = self._span("f")

    def _start_value(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_value(attributes, depth)
        self._begun["v"] = self.place()

    def _end_value(self, depth: int) -> None:
        super()._end_value(depth)
        if self._here is not None and depth == 5:
            self._here.values.append(self._span("v"))

    def _start_inline(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_inline(attributes, depth)
        self._begun["is"] = self.place()

    def _end_inline(self, depth: int) -> None:
        if self._here is not None and depth == 5:
            self._here.values.append(self._span("is"))

    def _start_merged(self, attributes: dict[str, str], depth: int) -> None:
        if depth == 3:
            self._add_area(self.merged, attributes)

    def _start_dimension(self, attributes: dict[str, str], depth: int) -> None:
        areas: list[Reference] = []
        self._add_area(areas, attributes)
        if depth == 2 and areas:
            self._begun["dimension"] = self.place()
            self.dimension = self._span("dimension"), areas[0]

    def _add_area(self, areas: list[Reference], attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        try:
            areas.append(Reference("", *parse_address(first), *parse_address(last or first)))
        except ValueError:
            return  # it says nothing of use, and the programs ignore it

    def _start_columns(self, attributes: dict[str, str], depth: int) -> None:
        if depth == 3 and attributes.get("style"):
            first, last = (count(attributes.get(name, "")) or 0 for name in ("min", "max"))
            self.column_styles.append((first, last, attributes["style"]))
