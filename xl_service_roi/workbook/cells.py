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
from typing import Literal, Self

from xl_service_roi.errors import WorkbookError
from xl_service_roi.messages import shown
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
from xl_service_roi.workbook.package import Package
from xl_service_roi.workbook.parts import (
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
        contents = Contents()
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
        listener = SheetCells(wanted)
        try:
            self._package.parse(found.part, listener)
        except DamageError as damage:
            raise self._damaged(found, damage.cell, damage) from None
        if not listener.is_worksheet:
            raise self._package.refused(f"is damaged: its sheet {found.name!r} has no cells", _REPAIR)
        return self._read(found, listener.found)

    def as_datetime(self, serial: float) -> datetime | None:
        """Give the moment that a date's number shows as; None if Excel shows none."""
        return as_datetime(serial, self.counts_from_1904)

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
        if raw.inline is not None and raw.text is None:
            return "text", unescaped(raw.inline)
        if raw.kind in ("str", "inlineStr"):
            return ("blank", None) if raw.text is None else ("text", unescaped(raw.text))
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
        raise DamageError(f"is of an unknown type {raw.kind[:20]!r}")

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
            self._package.parse(part, listener)
        return listener.strings

    def _shows_date(self, style: str | None) -> bool:
        if style is None:
            return bool(self._date_styles) and self._date_styles[0]
        index = count(style)
        if index is None or (index >= len(self._date_styles) and index > 0):
            raise DamageError("refers to a number format that the workbook does not have")
        return bool(self._date_styles) and self._date_styles[index]

    @cached_property
    def _date_styles(self) -> list[bool]:
        part = self._part_of_kind("styles")
        listener = Styles()
        if part:
            self._package.parse(part, listener)
        dates = {each for each in {*listener.formats} if is_date_format(each, listener.codes.get(each))}
        return [identity in dates for identity in listener.formats]

    def _part_of_kind(self, kind: str) -> str:
        found = (each.target for each in self._relationships.values() if each.kind == kind and not each.external)
        return next(found, "")

    def _sheet(self, found: FoundSheet) -> Sheet:
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

    def _grouped(self, found_names: list[FoundName]) -> dict[str, tuple[DefinedName, ...]]:
        grouped: dict[str, list[DefinedName]] = {}
        for found in found_names:
            index = None if found.sheet is None else count(found.sheet)
            if not found.name or (found.sheet is not None and (index is None or index >= len(self.sheets))):
                raise self._package.refused(f"is damaged: its name {found.name[:40]!r} belongs to no sheet", _REPAIR)
            sheet = None if index is None else self.sheets[index].name
            name = DefinedName(found.name, found.text.strip().removeprefix("="), sheet, found.hidden)
            grouped.setdefault(name.name.casefold(), []).append(name)
        return {key: tuple(names) for key, names in grouped.items()}

    def _damaged(self, sheet: Sheet, cell: str, damage: DamageError) -> WorkbookError:
        place = f"{shown(sheet.name)}!{cell}" if cell else f"its sheet {sheet.name!r}"
        return self._package.refused(f"is damaged: {place} {damage}", _REPAIR)


_PLAIN_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def _number(text: str) -> float:
    number = float(text) if _PLAIN_NUMBER.fullmatch(text) else float("nan")
    if not isfinite(number):
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
