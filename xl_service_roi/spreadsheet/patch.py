"""A workbook with other values in some of its cells, and nothing lost: all other bytes of its parts stay as they are.

What a formula shows is renewed, the formula stays. Formulas of the user's own that build on it show their old value
until a spreadsheet program calculates them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from xl_service_roi.messages import shown as printable
from xl_service_roi.spreadsheet.addresses import Address, format_address
from xl_service_roi.spreadsheet.archive import rewritten
from xl_service_roi.spreadsheet.cell_xml import Shown
from xl_service_roi.spreadsheet.cells import Sheet, Workbook
from xl_service_roi.spreadsheet.cut_sheet import CutSheet
from xl_service_roi.spreadsheet.parts import DamageError
from xl_service_roi.spreadsheet.safe_xml import UnsafeXmlError
from xl_service_roi.spreadsheet.sheet_patch import Cached, Change, RefusedCellError, SheetChanges, patched_sheet
from xl_service_roi.spreadsheet.sheet_view import SheetView, ViewOfCells, ViewOfCut, shared_texts

__all__ = ["Cached", "Change", "Shown", "patched"]

_REPAIR = "open it in Excel, let Excel repair it, and save it"


def patched(book: Workbook, changes: Mapping[str, Mapping[Address, Change]]) -> bytes:
    """Return the workbook's file with changed cells, by the name of their sheet; the same bytes if all is so already.

    A change is a typed value for a cell that holds no formula, None to empty it, or ``Cached``: what the formula of
    the cell gives. Raises ``WorkbookError``, naming sheet and cell, where that cannot be done, and for a sealed
    workbook.
    """
    return Patching(book).patched(changes)


class Patching:
    """A workbook that is to be patched; each of its sheets is read once."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self._sheets: dict[str, tuple[Sheet, bytes]] = {}
        self._cut: dict[str, CutSheet | None] = {}
        self._views: dict[str, SheetView] = {}

    def view(self, name: str) -> SheetView:
        """Return what formulas stand on a sheet, and what was typed there."""
        if name not in self._views:
            cut, texts = self._cut_at_values(name), self._texts
            if cut is not None and texts is not None and not self._has_texts_in_cells(name):
                self._views[name] = ViewOfCut(cut, texts)
            else:
                self._views[name] = ViewOfCells(self.book.cells(name))
        return self._views[name]

    def _has_texts_in_cells(self, name: str) -> bool:
        """Whether texts stand in the cells themselves, as an upgrade writes them: a cut sheet does not know these."""
        return b'"inlineStr"' in self._read(name)[1]

    @cached_property
    def _texts(self) -> tuple[bytes, ...] | None:
        package = self.book.package
        parts = package.relationships(package.main_part).values()
        part = next((each.target for each in parts if each.kind == "sharedStrings" and not each.external), "")
        return shared_texts(package.read(part)) if part in package else ()

    def _cut_at_values(self, name: str) -> CutSheet | None:
        if name not in self._cut:
            self._cut[name] = CutSheet.of(self._read(name)[1])
        return self._cut[name]

    def patched(
        self,
        changes: Mapping[str, Mapping[Address, Change]],
        shown: Mapping[str, Mapping[Address, Shown]] | None = None,
    ) -> bytes:
        """Return the workbook's file as ``patched`` does; ``shown`` are values of formulas as well.

        They are left alone where somebody typed over the formula, and where they differ in the last digits only.
        """
        shown = shown or {}
        parts: dict[str, bytes] = {}
        for name in {**changes, **shown}:
            sheet, data = self._read(name)
            new = self._patched(name, changes.get(name, {}), shown.get(name, {}))
            if new is not data:
                parts[sheet.part] = new
        return rewritten(self.book.package, parts) if parts else self.book.package.data

    def _read(self, name: str) -> tuple[Sheet, bytes]:
        if name not in self._sheets:
            sheet = next((each for each in self.book.sheets if each.name.casefold() == name.casefold()), None)
            if sheet is None or sheet.kind != "worksheet":
                reason = f"has no sheet {printable(name)!r} with cells"
                raise self.book.package.refused(reason, "check the names of its sheets")
            self._sheets[name] = sheet, self.book.package.read(sheet.part)
        return self._sheets[name]

    def _patched(self, name: str, changes: Mapping[Address, Change], shown: Mapping[Address, Shown]) -> bytes:
        sheet, data = self._read(name)
        refused = self.book.package.refused
        try:
            cut = None if changes else self._cut_at_values(name)
            quick = None if cut is None else cut.renewed(shown)
            return patched_sheet(data, SheetChanges(changes, shown)) if quick is None else quick
        except RefusedCellError as cell:
            place = f"{printable(sheet.name)}!{format_address(*cell.address)}"
            raise refused(f"cannot be written: {place} {cell.reason}", cell.remedy) from None
        except DamageError as damage:
            place = f"{printable(sheet.name)!r} {damage.cell}".rstrip()
            raise refused(f"cannot be written: its sheet {place} {damage}", _REPAIR) from None
        except UnsafeXmlError as unsafe:
            reason = f"cannot be written: its sheet {printable(sheet.name)!r} cannot be read: {unsafe}"
            raise refused(reason, _REPAIR) from None
