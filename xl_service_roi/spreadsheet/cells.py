"""A workbook's sheets, names and cells, as its file states them: nothing is calculated, fetched or guessed.

Only the sheets asked for are read. A cell that cannot be read as what it says it is ends in a WorkbookError.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import isfinite, nan
from types import TracebackType
from typing import Literal, NamedTuple, Self

from xl_service_roi.errors import WorkbookError
from xl_service_roi.messages import shown
from xl_service_roi.spreadsheet.addresses import (
    MAX_COLUMN,
    MAX_ROW,
    Address,
    column_letters,
    column_number,
    format_address,
    parse_address,
)
from xl_service_roi.spreadsheet.defined_names import DefinedName, NotCellsError, Reference, locate
from xl_service_roi.spreadsheet.excel_dates import as_datetime, is_date_format, serial_of
from xl_service_roi.spreadsheet.package import Package
from xl_service_roi.spreadsheet.parts import (
    Contents,
    DamageError,
    FoundName,
    FoundSheet,
    RawCell,
    SharedStrings,
    SheetCells,
    Styles,
    count,
    unescaped,
)
from xl_service_roi.spreadsheet.quick_cells import quick_cells
from xl_service_roi.spreadsheet.quick_names import quick_contents
from xl_service_roi.spreadsheet.remembered import Memory, remembered
from xl_service_roi.spreadsheet.safe_xml import parse

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


class Cell(NamedTuple):
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


_GROUPED = Memory[Mapping[str, tuple[DefinedName, ...]]]()


class Workbook:
    """An open workbook. ``names`` are keyed by their casefolded name, since Excel does not tell case apart.

    ``package`` holds the parts of its file; ``Sheet.part`` says which one is a sheet. Workbooks with the same
    ``known_by`` have the same sheets and names; it is None where that is not known.
    """

    known_by: Hashable = None

    def __init__(self, package: Package) -> None:
        self.package = package
        contents = self._contents()
        if not contents.is_workbook:
            raise package.refused("is damaged: its main part is not a workbook", _REPAIR)
        self._relationships = package.relationships(package.main_part)
        self.path = package.path
        self.counts_from_1904 = contents.counts_from_1904
        self.sheets = tuple(self._sheet(found) for found in contents.sheets)
        self._by_name = self._checked_sheets()
        self.known_by = (contents.digest_of_names, self.sheets) if contents.digest_of_names else None
        self.names: Mapping[str, tuple[DefinedName, ...]] = _GROUPED.of(
            self.known_by, lambda: self._grouped(contents.names)
        )
        self._strings: list[str] | None = None
        self._dates_by_style: dict[str | None, bool] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open an .xlsx or .xlsm; WorkbookError says what is wrong with anything else."""
        return cls._of_package(Package.open(path))

    @classmethod
    def of_bytes(cls, path: str | os.PathLike[str], data: bytes) -> Self:
        """Open what was read before, with ``package.contents`` or from elsewhere; the path is only for messages."""
        return cls._of_package(Package.of_bytes(path, data))

    @classmethod
    def _of_package(cls, package: Package) -> Self:
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
        self.package.close()

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
        found = self._worksheet(sheet)
        wanted = where if where is None or isinstance(where, Reference) else frozenset(where)
        data = self.package.read(found.part)
        quick = quick_cells(data, wanted)
        if quick is not None:
            return self._read(found, quick)
        listener = SheetCells(wanted)
        self._hear(found, listener, data)
        return self._read(found, listener.found)

    def hear(self, sheet: str, listener: SheetCells) -> None:
        """Let a listener for cells hear a sheet."""
        self._hear(self._worksheet(sheet), listener)

    def as_datetime(self, serial: float) -> datetime | None:
        """Give the moment that a date's number shows as; None if Excel shows none."""
        return as_datetime(serial, self.counts_from_1904)

    def _worksheet(self, name: str) -> Sheet:
        found = self._by_name.get(name.casefold())
        if found is None:
            raise self.package.refused(f"has no sheet {name!r}", "check the names of its sheets")
        if found.kind != "worksheet":
            raise self.package.refused(f"its sheet {found.name!r} has no cells", "name a sheet with cells")
        return found

    def _hear(self, sheet: Sheet, listener: SheetCells, data: bytes | None = None) -> None:
        try:
            self.package.parse(sheet.part, listener, data)
        except DamageError as damage:
            raise self._damaged(sheet, damage.cell, damage) from None
        if not listener.is_worksheet:
            raise self.package.refused(f"is damaged: its sheet {sheet.name!r} has no cells", _REPAIR)

    def _contents(self) -> Contents:
        part = self.package.main_part
        data = self.package.read(part)
        contents = quick_contents(data)
        if contents is None:
            contents = Contents()
            self.package.parse(part, contents, data)
        return contents

    def _read(self, sheet: Sheet, raw_cells: Mapping[Address, RawCell]) -> dict[Address, Cell]:
        cells = {}
        for address, raw in raw_cells.items():
            try:
                kind, value = self._value(raw)
            except DamageError as damage:
                raise self._damaged(sheet, format_address(*address), damage) from None
            cells[address] = Cell(kind, value, raw.formula)
        return cells

    def _value(self, raw: RawCell) -> tuple[Kind, float | str | bool | None]:
        kind, style, text, _, inline = raw
        if text is None:
            return ("blank", None) if inline is None else ("text", unescaped(inline))
        if kind in ("str", "inlineStr"):
            return "text", unescaped(text)
        text = text.strip()
        if not text:
            return "blank", None
        if kind == "n":
            return "date" if self._shows_date(style) else "number", _number(text)
        if kind == "s":
            return "text", self._shared_string(text)
        if kind == "b":
            return "boolean", _truth(text)
        if kind == "e":
            return "error", text
        if kind == "d":
            return "date", _date(text, self.counts_from_1904)
        raise DamageError(f"is of an unknown type {kind[:20]!r}")

    def _shared_string(self, text: str) -> str:
        if self._strings is None:
            self._strings = self._read_strings()
        index = count(text)
        if index is None or index >= len(self._strings):
            raise DamageError("refers to a text that the workbook does not have")
        return self._strings[index]

    def _read_strings(self) -> list[str]:
        part = self._part_of_kind("sharedStrings")
        listener = SharedStrings()
        if part:
            self.package.parse(part, listener)
        return listener.strings

    def _shows_date(self, style: str | None) -> bool:
        found = self._dates_by_style.get(style)
        if found is None:
            found = self._dates_by_style[style] = self._is_date_style(style)
        return found

    def _is_date_style(self, style: str | None) -> bool:
        index = 0 if style is None else count(style)
        if index is None or (index >= len(self._date_styles) and index > 0):
            raise DamageError("refers to a number format that the workbook does not have")
        return bool(self._date_styles) and bool(self._date_styles[index])

    @cached_property
    def _date_styles(self) -> bytes:
        part = self._part_of_kind("styles")
        return self.package.heard(part, _date_styles) if part else b""

    def _part_of_kind(self, kind: str) -> str:
        found = (each.target for each in self._relationships.values() if each.kind == kind and not each.external)
        return next(found, "")

    def _sheet(self, found: FoundSheet) -> Sheet:
        relationship = self._relationships.get(found.relationship)
        if not found.name or relationship is None:
            raise self.package.refused(f"is damaged: its sheet {found.name[:40]!r} has no part", _REPAIR)
        if relationship.external:
            reason = f"its sheet {found.name[:40]!r} is said to stand outside the file"
            raise self.package.refused(reason, "do not open it, and ask who sent it")
        return Sheet(found.name, relationship.target, relationship.kind, found.visible)

    def _checked_sheets(self) -> dict[str, Sheet]:
        by_name = {sheet.name.casefold(): sheet for sheet in self.sheets}
        if not by_name:
            raise self.package.refused("is damaged: it has no sheets", _REPAIR)
        if len(by_name) < len(self.sheets):
            raise self.package.refused("is damaged: two of its sheets have the same name", _REPAIR)
        return by_name

    def _grouped(self, found_names: list[FoundName]) -> dict[str, tuple[DefinedName, ...]]:
        grouped: dict[str, list[DefinedName]] = {}
        for key, name, scope in found_names:
            known_to_all = key and scope is None
            grouped.setdefault(key, []).append(name if known_to_all else self._scoped(name, scope))
        return {key: tuple(names) for key, names in grouped.items()}

    def _scoped(self, name: DefinedName, scope: str | None) -> DefinedName:
        index = 0 if scope is None else count(scope)
        if not name.name or index is None or index >= len(self.sheets):
            raise self.package.refused(f"is damaged: its name {name.name[:40]!r} belongs to no sheet", _REPAIR)
        return replace(name, sheet=self.sheets[index].name)

    def _damaged(self, sheet: Sheet, cell: str, damage: DamageError) -> WorkbookError:
        place = f"{shown(sheet.name)}!{cell}" if cell else f"its sheet {sheet.name!r}"
        return self.package.refused(f"is damaged: {place} {damage}", _REPAIR)


@remembered
def _date_styles(data: bytes) -> bytes:
    """Tell of each cell style whether it shows dates: 1 or 0."""
    listener = Styles()
    parse(data, listener)
    dates = {each for each in {*listener.formats} if is_date_format(each, listener.codes.get(each))}
    return bytes(identity in dates for identity in listener.formats)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = nan
    # Python also reads 1_000 and the digits of other scripts.
    if not isfinite(number) or "_" in text or not text.isascii():
        raise DamageError(f"holds {text[:40]!r} where a number should stand")
    return number


def _truth(text: str) -> bool:
    if text not in ("0", "1", "true", "false"):
        raise DamageError(f"holds {text[:40]!r} where true or false should stand")
    return text in ("1", "true")


def _date(text: str, counts_from_1904: bool) -> float:
    try:
        return serial_of(text, counts_from_1904)
    except (ValueError, OverflowError):
        raise DamageError(f"holds {text[:40]!r} where a date should stand") from None
