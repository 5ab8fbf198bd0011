"""What the parts of a workbook say, as they say it: its contents, its texts, its styles and the cells of a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from xl_service_roi.spreadsheet.addresses import (
    MAX_COLUMN,
    MAX_ROW,
    Address,
    column_letters,
    format_address,
    parse_address,
)
from xl_service_roi.spreadsheet.defined_names import DefinedName, Reference
from xl_service_roi.spreadsheet.safe_xml import RELATIONSHIP_NAMESPACES, Listener


class DamageError(Exception):
    """What is wrong with a sheet, or with one ``cell`` of it."""

    def __init__(self, reason: str, cell: str = "") -> None:
        super().__init__(reason)
        self.cell = cell


class FoundSheet(NamedTuple):
    """A sheet as the contents list it; ``relationship`` leads to its part."""

    name: str
    relationship: str
    visible: bool


class FoundName(NamedTuple):
    """A defined name as the contents list it; ``sheet`` is the position of its only sheet, None if all know it."""

    key: str
    name: DefinedName
    sheet: str | None

    @classmethod
    def of(cls, attributes: Mapping[str, str], text: str) -> FoundName:
        """Return the name that an element with these attributes and this text states."""
        name, stands_for = unescaped(attributes.get("name", "")), unescaped(text).strip().removeprefix("=")
        found = DefinedName(name, stands_for, None, is_on(attributes.get("hidden")))
        return cls(name.casefold(), found, attributes.get("localSheetId"))


class Contents(Listener):
    """The workbook part: its sheets, names and way of counting days."""

    def __init__(self) -> None:
        super().__init__()
        self.is_workbook = self.counts_from_1904 = False
        self.sheets: list[FoundSheet] = []
        self.names: list[FoundName] = []
        self.digest_of_names = b""
        """Where it is the same, the names are; empty where they were not taken together."""
        self.on("workbook", self._start_workbook, None)
        self.on("workbookPr", self._start_properties, None)
        self.on("sheet", self._start_sheet, None)
        self.on("definedName", self._start_name, self._end_name)

    def _start_workbook(self, attributes: dict[str, str], depth: int) -> None:
        self.is_workbook = self.is_workbook or depth == 1

    def _start_properties(self, attributes: dict[str, str], depth: int) -> None:
        self.counts_from_1904 = is_on(attributes.get("date1904"))

    def _start_sheet(self, attributes: dict[str, str], depth: int) -> None:
        if depth == 3:
            identities = (attributes.get(f"{namespace} id") for namespace in RELATIONSHIP_NAMESPACES)
            visible = attributes.get("state", "visible") == "visible"
            name = unescaped(attributes.get("name", ""))
            self.sheets.append(FoundSheet(name, next(filter(None, identities), ""), visible))

    def _start_name(self, attributes: dict[str, str], depth: int) -> None:
        if depth == 3:
            self._attributes = attributes
            self.collect()

    def _end_name(self, depth: int) -> None:
        if depth == 3:
            self.names.append(FoundName.of(self._attributes, self.collected()))


class SharedStrings(Listener):
    """All texts of the workbook, in order; how a text is pronounced (phonetic runs) is no part of it."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._runs: list[str] = []
        self._phonetic = False
        self.on("si", None, self._end_item)
        self.on("t", self._start_text, self._end_text)
        self.on("rPh", self._start_phonetic, self._end_phonetic)

    def _end_item(self, depth: int) -> None:
        self.strings.append(unescaped("".join(self._runs)))
        self._runs = []

    def _start_text(self, attributes: dict[str, str], depth: int) -> None:
        if not self._phonetic:
            self.collect()

    def _end_text(self, depth: int) -> None:
        if not self._phonetic:
            self._runs.append(self.collected())

    def _start_phonetic(self, attributes: dict[str, str], depth: int) -> None:
        self._phonetic = True

    def _end_phonetic(self, depth: int) -> None:
        self._phonetic = False


class Styles(Listener):
    """The number format of each cell style, and the codes of the formats that are not builtin."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._in_cell_styles = False
        self.on("numFmt", self._start_format, None)
        self.on("cellXfs", self._start_cell_styles, self._end_cell_styles)
        self.on("xf", self._start_style, None)

    def _start_format(self, attributes: dict[str, str], depth: int) -> None:
        identity = count(attributes.get("numFmtId", ""))
        if depth == 3 and identity is not None:  # deeper ones belong to pivot and conditional styles
            self.codes[identity] = unescaped(attributes.get("formatCode", ""))

    def _start_cell_styles(self, attributes: dict[str, str], depth: int) -> None:
        self._in_cell_styles = True

    def _end_cell_styles(self, depth: int) -> None:
        self._in_cell_styles = False

    def _start_style(self, attributes: dict[str, str], depth: int) -> None:
        if self._in_cell_styles:
            self.formats.append(count(attributes.get("numFmtId", "0")) or 0)


class RawCell(NamedTuple):
    """A cell as the file states it: its type, its style, and the text of ``<v>``, of ``<f>`` and of ``<is>``."""

    kind: str
    style: str | None
    text: str | None
    formula: str | None
    inline: str | None


_COLUMNS: dict[str, int] = {}
"""Columns met so far, by their letters: quicker than reading each cell's address in full."""


class SheetCells(Listener):
    """The wanted cells of a worksheet: ``sheetData``, then ``row``, then ``c``, then ``v``, ``f`` and ``is``."""

    def __init__(self, wanted: Reference | frozenset[Address] | None) -> None:
        super().__init__()
        self.found: dict[Address, RawCell] = {}
        self.is_worksheet = False
        self._wanted = wanted
        self._in_data = self._phonetic = False
        self._row = self._column = 0
        self._row_text = "0"
        self._attributes: dict[str, str] | None = None
        self._text: str | None = None
        self._formula: str | None = None
        self._inline: str | None = None
        self.on("worksheet", self._start_worksheet, None)
        self.on("sheetData", self._start_data, self._end_data)
        self.on("row", self._start_row, None)
        self.on("c", self._start_cell, self._end_cell)
        self.on("v", self._start_value, self._end_value)
        self.on("f", self._start_value, self._end_formula)
        self.on("is", self._start_inline, None)
        self.on("t", self._start_text, self._end_text)
        self.on("rPh", self._start_phonetic, self._end_phonetic)

    def _start_worksheet(self, attributes: dict[str, str], depth: int) -> None:
        self.is_worksheet = self.is_worksheet or depth == 1

    def _start_data(self, attributes: dict[str, str], depth: int) -> None:
        self._in_data = depth == 2

    def _end_data(self, depth: int) -> None:
        if self._in_data and depth == 2:
            self._in_data = False
            # What comes behind the cells, such as the rules for input, is as long again, and not asked for.
            self._parser.StartElementHandler = self._parser.EndElementHandler = None

    def _start_row(self, attributes: dict[str, str], depth: int) -> None:
        if depth != 3 or not self._in_data:
            return
        written = attributes.get("r")
        row = self._row + 1 if written is None else count(written) or 0
        if not 1 <= row <= MAX_ROW:
            raise DamageError(f"has a row numbered {(written or str(row))[:20]!r}")
        self._row, self._column, self._row_text = row, 0, str(row)

    def _start_cell(self, attributes: dict[str, str], depth: int) -> None:
        if depth != 4 or not self._in_data:
            return
        written = attributes.get("r")
        column = self._column + 1 if written is None else self._column_of(written)
        if column > MAX_COLUMN:
            raise DamageError(f"has more than {MAX_COLUMN:,} cells in row {self._row}")
        self._column = column
        address = self._row, column
        if self._wanted is not None and address not in self._wanted:
            return
        if address in self.found:
            raise DamageError("stands there twice", format_address(*address))
        self._attributes = attributes
        self._text = self._formula = self._inline = None

    def _end_cell(self, depth: int) -> None:
        if depth == 4 and self._attributes is not None:
            kind, style = self._attributes.get("t", "n"), self._attributes.get("s")
            self.found[self._row, self._column] = RawCell(kind, style, self._text, self._formula, self._inline)
            self._attributes = None

    def _column_of(self, written: str) -> int:
        letters = written.removesuffix(self._row_text)
        column = _COLUMNS.get(letters)
        if column is not None and len(letters) < len(written):
            return column
        try:
            row, column = parse_address(written)
        except ValueError:
            raise DamageError(f"has a cell with the address {written[:20]!a}, as no sheet has") from None
        if row != self._row:
            raise DamageError(f"has the cell {format_address(row, column)} in row {self._row}")
        return _COLUMNS.setdefault(column_letters(column), column)

    def _start_value(self, attributes: dict[str, str], depth: int) -> None:
        if self._attributes is not None and depth == 5:
            self.collect()

    def _end_value(self, depth: int) -> None:
        if self._attributes is not None and depth == 5:
            if self._text is not None:
                raise DamageError("has two values", format_address(self._row, self._column))
            self._text = self.collected()

    def _end_formula(self, depth: int) -> None:
        if self._attributes is not None and depth == 5:
            self._formula = self.collected()

    def _start_inline(self, attributes: dict[str, str], depth: int) -> None:
        if self._attributes is not None and depth == 5:
            self._inline = self._inline or ""

    def _start_text(self, attributes: dict[str, str], depth: int) -> None:
        if self._attributes is not None and self._inline is not None and not self._phonetic:
            self.collect()

    def _end_text(self, depth: int) -> None:
        if self._attributes is not None and self._inline is not None and not self._phonetic:
            self._inline += self.collected()

    def _start_phonetic(self, attributes: dict[str, str], depth: int) -> None:
        self._phonetic = True

    def _end_phonetic(self, depth: int) -> None:
        self._phonetic = False


_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF = re.compile("[\ud800-\udfff]")


def unescaped(text: str) -> str:
    """Decode what XML cannot hold, as Excel writes it: ``_x000D_`` is a carriage return, ``_x005F_`` an underscore."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if not _HALF.search(decoded):
        return decoded
    # Two halves of a character beyond the first 65,536 belong together; a half alone cannot be printed.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def count(text: str) -> int | None:
    """Read an index as XML Schema does; None if it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def is_on(text: str | None) -> bool:
    """Read a truth value as Office writes it."""
    return text in ("1", "true", "on")
