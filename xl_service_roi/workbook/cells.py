"""A workbook's sheets, names and cells, as its file states them: nothing is calculated, fetched or guessed.

Only the sheets asked for are read. A cell that cannot be read as what it says it is ends in a WorkbookError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import isfinite
from types import TracebackType
from typing import Literal, NamedTuple, Self

from xl_service_roi.errors import WorkbookError
from xl_service_roi.workbook.addresses import (
    MAX_COLUMN,
    MAX_ROW,
    Address,
    column_letters,
    column_number,
    format_address,
    parse_address,
)
from xl_service_roi.workbook.defined_names import DefinedName, NotCellsError, Reference, locate
from xl_service_roi.workbook.excel_dates import as_datetime, is_date_format, serial_of
from xl_service_roi.messages import shown
from xl_service_roi.workbook.package import Package
from xl_service_roi.workbook.safe_xml import RELATIONSHIP_NAMESPACES, Listener

__all__ = [
    "BLANK",
    "MAX_COLUMN",
    "MAX_ROW",
    "Address",
    "Cell",
    "DefinedName",
    "Kind",
    "NotCellsError",
    "Reference",
    "Sheet",
    "Workbook",
    "column_letters",
    "column_number",
    "format_address",
    "parse_address",
]

Kind = Literal["number", "text", "boolean", "error", "date", "blank"]

_REPAIR = "open it in Excel, let Excel repair it, and save it"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a float, text, a truth value, an error such as ``#REF!``, or nothing.

    A date's value is its number in days; ``Workbook.as_datetime`` reads it. ``formula`` is None where a value was
    typed; a follower of a shared formula has "". A blank cell with a formula is one that was never calculated.
    """

    kind: Kind
    value: float | str | bool | None
    formula: str | None = None


BLANK = Cell("blank", None)
"""What stands in a cell that the file does not mention: ``cells.get(address, BLANK)``."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, in the order of the tabs. Only a ``worksheet`` has cells; a ``chartsheet`` has none."""

    name: str
    part: str
    kind: str
    visible: bool


class Workbook:
    """An open workbook. ``names`` are keyed by their casefolded name, since Excel does not tell case apart."""

    def __init__(self, package: Package) -> None:
        self._package = package
        contents = _Contents()
        package.parse(package.main_part, contents)
        if not contents.is_workbook:
            raise package.refused("is damaged: its main part is not a workbook", _REPAIR)
        self._relationships = package.relationships(package.main_part)
        self.path = package.path
        self.counts_from_1904 = contents.counts_from_1904
        self.sheets = tuple(self._sheet(found) for found in contents.sheets)
        self._by_name = self._checked_sheets()
        self.names: Mapping[str, tuple[DefinedName, ...]] = self._grouped(contents.names)
        self._strings: list[str] | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open an .xlsx or .xlsm; WorkbookError says what is wrong with anything else."""
        package = Package.open(path)
        try:
            return cls(package)
        except WorkbookError:
            package.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """All sheets, hidden ones and charts too, in the order of the tabs."""
        return tuple(sheet.name for sheet in self.sheets)

    def reference(self, defined_name: DefinedName) -> Reference:
        """Give the cells that a name points to; NotCellsError says why there are none."""
        reference = locate(defined_name)
        sheet = self._by_name.get(reference.sheet.casefold())
        if sheet is None:
            raise NotCellsError(defined_name, "sheet_missing")
        if sheet.kind != "worksheet":
            raise NotCellsError(defined_name, "not_a_worksheet")
        return reference if reference.sheet == sheet.name else replace(reference, sheet=sheet.name)

    def cells(self, sheet: str, where: Reference | Collection[Address] | None = None) -> dict[Address, Cell]:
        """Give the cells of a sheet, or those of them that are asked for, where the file mentions them.

        Of a reference only its rows and columns count.
        """
        found = self._by_name.get(sheet.casefold())
        if found is None:
            raise self._package.refused(f"has no sheet {sheet!r}", "check the names of its sheets")
        if found.kind != "worksheet":
            raise self._package.refused(f"its sheet {found.name!r} has no cells", "name a sheet with cells")
        wanted = where if where is None or isinstance(where, Reference) else frozenset(where)
        listener = _SheetCells(wanted)
        try:
            self._package.parse(found.part, listener)
        except _DamageError as damage:
            raise self._damaged(found, damage.cell, damage) from None
        if not listener.is_worksheet:
            raise self._package.refused(f"is damaged: its sheet {found.name!r} has no cells", _REPAIR)
        return self._read(found, listener.found)

    def as_datetime(self, serial: float) -> datetime | None:
        """Give the moment that a date's number shows as; None if Excel shows none."""
        return as_datetime(serial, self.counts_from_1904)

    def _read(self, sheet: Sheet, raw_cells: Mapping[Address, _Raw]) -> dict[Address, Cell]:
        cells = {}
        for address, raw in raw_cells.items():
            try:
                kind, value = self._value(raw)
            except _DamageError as damage:
                raise self._damaged(sheet, format_address(*address), damage) from None
            cells[address] = Cell(kind, value, raw.formula)
        return cells

    def _value(self, raw: _Raw) -> tuple[Kind, float | str | bool | None]:
        if raw.inline is not None and raw.text is None:
            return "text", _unescaped(raw.inline)
        if raw.kind in ("str", "inlineStr"):
            return ("blank", None) if raw.text is None else ("text", _unescaped(raw.text))
        text = (raw.text or "").strip()
        if not text:
            return "blank", None
        if raw.kind == "n":
            return ("date" if self._shows_date(raw.style) else "number"), _number(text)
        if raw.kind == "s":
            return "text", self._shared_string(text)
        if raw.kind == "b":
            return "boolean", _truth(text)
        if raw.kind == "e":
            return "error", text
        if raw.kind == "d":
            return "date", _date(text, self.counts_from_1904)
        raise _DamageError(f"is of an unknown type {raw.kind[:20]!r}")

    def _shared_string(self, text: str) -> str:
        if self._strings is None:
            self._strings = self._read_strings()
        index = _count(text)
        if index is None or index >= len(self._strings):
            raise _DamageError("refers to a text that the workbook does not have")
        return self._strings[index]

    def _read_strings(self) -> list[str]:
        part = self._part_of_kind("sharedStrings")
        listener = _SharedStrings()
        if part:
            self._package.parse(part, listener)
        return listener.strings

    def _shows_date(self, style: str | None) -> bool:
        if style is None:
            return bool(self._date_styles) and self._date_styles[0]
        index = _count(style)
        if index is None or (index >= len(self._date_styles) and index > 0):
            raise _DamageError("refers to a number format that the workbook does not have")
        return bool(self._date_styles) and self._date_styles[index]

    @cached_property
    def _date_styles(self) -> list[bool]:
        part = self._part_of_kind("styles")
        listener = _Styles()
        if part:
            self._package.parse(part, listener)
        dates = {each for each in {*listener.formats} if is_date_format(each, listener.codes.get(each))}
        return [identity in dates for identity in listener.formats]

    def _part_of_kind(self, kind: str) -> str:
        found = (each.target for each in self._relationships.values() if each.kind == kind and not each.external)
        return next(found, "")

    def _sheet(self, found: _FoundSheet) -> Sheet:
        relationship = self._relationships.get(found.relationship)
        if not found.name or relationship is None or relationship.external:
            raise self._package.refused(f"is damaged: its sheet {found.name[:40]!r} has no part", _REPAIR)
        return Sheet(found.name, relationship.target, relationship.kind, found.visible)

    def _checked_sheets(self) -> dict[str, Sheet]:
        by_name = {sheet.name.casefold(): sheet for sheet in self.sheets}
        if not by_name:
            raise self._package.refused("is damaged: it has no sheets", _REPAIR)
        if len(by_name) < len(self.sheets):
            raise self._package.refused("is damaged: two of its sheets have the same name", _REPAIR)
        return by_name

    def _grouped(self, found_names: list[_FoundName]) -> dict[str, tuple[DefinedName, ...]]:
        grouped: dict[str, list[DefinedName]] = {}
        for found in found_names:
            index = None if found.sheet is None else _count(found.sheet)
            if not found.name or (found.sheet is not None and (index is None or index >= len(self.sheets))):
                raise self._package.refused(f"is damaged: its name {found.name[:40]!r} belongs to no sheet", _REPAIR)
            sheet = None if index is None else self.sheets[index].name
            name = DefinedName(found.name, found.text.strip().removeprefix("="), sheet, found.hidden)
            grouped.setdefault(name.name.casefold(), []).append(name)
        return {key: tuple(names) for key, names in grouped.items()}

    def _damaged(self, sheet: Sheet, cell: str, damage: _DamageError) -> WorkbookError:
        place = f"{shown(sheet.name)}!{cell}" if cell else f"its sheet {sheet.name!r}"
        return self._package.refused(f"is damaged: {place} {damage}", _REPAIR)


class _DamageError(Exception):
    """What is wrong with a sheet, or with one ``cell`` of it."""

    def __init__(self, reason: str, cell: str = "") -> None:
        super().__init__(reason)
        self.cell = cell


class _FoundSheet(NamedTuple):
    name: str
    relationship: str
    visible: bool


class _FoundName(NamedTuple):
    name: str
    sheet: str | None
    hidden: bool
    text: str


class _Contents(Listener):
    """The workbook part: its sheets, names and way of counting days."""

    def __init__(self) -> None:
        super().__init__()
        self.is_workbook = self.counts_from_1904 = False
        self.sheets: list[_FoundSheet] = []
        self.names: list[_FoundName] = []
        self.on("workbook", self._start_workbook, None)
        self.on("workbookPr", self._start_properties, None)
        self.on("sheet", self._start_sheet, None)
        self.on("definedName", self._start_name, self._end_name)

    def _start_workbook(self, attributes: dict[str, str], depth: int) -> None:
        self.is_workbook = self.is_workbook or depth == 1

    def _start_properties(self, attributes: dict[str, str], depth: int) -> None:
        self.counts_from_1904 = _is_on(attributes.get("date1904"))

    def _start_sheet(self, attributes: dict[str, str], depth: int) -> None:
        if depth == 3:
            identities = (attributes.get(f"{namespace} id") for namespace in RELATIONSHIP_NAMESPACES)
            visible = attributes.get("state", "visible") == "visible"
            name = _unescaped(attributes.get("name", ""))
            self.sheets.append(_FoundSheet(name, next(filter(None, identities), ""), visible))

    def _start_name(self, attributes: dict[str, str], depth: int) -> None:
        if depth == 3:
            self._attributes = attributes
            self.collect()

    def _end_name(self, depth: int) -> None:
        if depth == 3:
            given = self._attributes
            name, hidden = _unescaped(given.get("name", "")), _is_on(given.get("hidden"))
            self.names.append(_FoundName(name, given.get("localSheetId"), hidden, _unescaped(self.collected())))


class _SharedStrings(Listener):
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
        self.strings.append(_unescaped("".join(self._runs)))
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


class _Styles(Listener):
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
        identity = _count(attributes.get("numFmtId", ""))
        if depth == 3 and identity is not None:  # deeper ones belong to pivot and conditional styles
            self.codes[identity] = _unescaped(attributes.get("formatCode", ""))

    def _start_cell_styles(self, attributes: dict[str, str], depth: int) -> None:
        self._in_cell_styles = True

    def _end_cell_styles(self, depth: int) -> None:
        self._in_cell_styles = False

    def _start_style(self, attributes: dict[str, str], depth: int) -> None:
        if self._in_cell_styles:
            self.formats.append(_count(attributes.get("numFmtId", "0")) or 0)


class _Raw:
    """A cell as the file states it: its type, the text of ``<v>``, of ``<f>`` and of ``<is>``."""

    __slots__ = ("formula", "inline", "kind", "style", "text")

    def __init__(self, attributes: dict[str, str]) -> None:
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s")
        self.text: str | None = None
        self.formula: str | None = None
        self.inline: str | None = None


_COLUMNS: dict[str, int] = {}
"""Columns met so far, by their letters: quicker than reading each cell's address in full."""


class _SheetCells(Listener):
    """The wanted cells of a worksheet: ``sheetData``, then ``row``, then ``c``, then ``v``, ``f`` and ``is``."""

    def __init__(self, wanted: Reference | frozenset[Address] | None) -> None:
        super().__init__()
        self.found: dict[Address, _Raw] = {}
        self.is_worksheet = False
        self._wanted = wanted
        self._in_data = self._phonetic = False
        self._row = self._column = 0
        self._row_text = "0"
        self._cell: _Raw | None = None
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
        self._in_data = False

    def _start_row(self, attributes: dict[str, str], depth: int) -> None:
        if depth != 3 or not self._in_data:
            return
        written = attributes.get("r")
        row = self._row + 1 if written is None else _count(written) or 0
        if not 1 <= row <= MAX_ROW:
            raise _DamageError(f"has a row numbered {(written or str(row))[:20]!r}")
        self._row, self._column, self._row_text = row, 0, str(row)

    def _start_cell(self, attributes: dict[str, str], depth: int) -> None:
        if depth != 4 or not self._in_data:
            return
        written = attributes.get("r")
        column = self._column + 1 if written is None else self._column_of(written)
        if column > MAX_COLUMN:
            raise _DamageError(f"has more than {MAX_COLUMN:,} cells in row {self._row}")
        self._column = column
        address = self._row, column
        if self._wanted is not None and address not in self._wanted:
            return
        if address in self.found:
            raise _DamageError("stands there twice", format_address(*address))
        self._cell = self.found[address] = _Raw(attributes)

    def _end_cell(self, depth: int) -> None:
        if depth == 4:
            self._cell = None

    def _column_of(self, written: str) -> int:
        letters = written.removesuffix(self._row_text)
        column = _COLUMNS.get(letters)
        if column is not None and len(letters) < len(written):
            return column
        try:
            row, column = parse_address(written)
        except ValueError:
            raise _DamageError(f"has a cell with the address {written[:20]!a}, as no sheet has") from None
        if row != self._row:
            raise _DamageError(f"has the cell {format_address(row, column)} in row {self._row}")
        return _COLUMNS.setdefault(column_letters(column), column)

    def _start_value(self, attributes: dict[str, str], depth: int) -> None:
        if self._cell is not None and depth == 5:
            self.collect()

    def _end_value(self, depth: int) -> None:
        if self._cell is not None and depth == 5:
            if self._cell.text is not None:
                raise _DamageError("has two values", format_address(self._row, self._column))
            self._cell.text = self.collected()

    def _end_formula(self, depth: int) -> None:
        if self._cell is not None and depth == 5:
            self._cell.formula = self.collected()

    def _start_inline(self, attributes: dict[str, str], depth: int) -> None:
        if self._cell is not None and depth == 5:
            self._cell.inline = self._cell.inline or ""

    def _start_text(self, attributes: dict[str, str], depth: int) -> None:
        if self._cell is not None and self._cell.inline is not None and not self._phonetic:
            self.collect()

    def _end_text(self, depth: int) -> None:
        if self._cell is not None and self._cell.inline is not None and not self._phonetic:
            self._cell.inline += self.collected()

    def _start_phonetic(self, attributes: dict[str, str], depth: int) -> None:
        self._phonetic = True

    def _end_phonetic(self, depth: int) -> None:
        self._phonetic = False


_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_HALF = re.compile("[\ud800-\udfff]")
_PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def _unescaped(text: str) -> str:
    """Decode what XML cannot hold, as Excel writes it: ``_x000D_`` is a carriage return, ``_x005F_`` an underscore."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if not _HALF.search(decoded):
        return decoded
    # Two halves of a character beyond the first 65,536 belong together; a half alone cannot be printed.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _number(text: str) -> float:
    number = float(text) if _PLAIN_NUMBER.fullmatch(text) else float("nan")
    if not isfinite(number):
        raise _DamageError(f"holds {text[:40]!r} where a number should stand")
    return number


def _truth(text: str) -> bool:
    if text not in ("0", "1", "true", "false"):
        raise _DamageError(f"holds {text[:40]!r} where true or false should stand")
    return text in ("1", "true")


def _date(text: str, counts_from_1904: bool) -> float:
    try:
        return serial_of(text, counts_from_1904)
    except (ValueError, OverflowError):
        raise _DamageError(f"holds {text[:40]!r} where a date should stand") from None


def _count(text: str) -> int | None:
    """Read an index as XML Schema does; None if it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _is_on(text: str | None) -> bool:
    return text in ("1", "true", "on")
