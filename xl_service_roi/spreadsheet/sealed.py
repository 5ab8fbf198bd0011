"""Workbooks that their maker closed to changes: these are refused, with what the maker would have to do first.

A digital signature says that nothing was changed since, and any change breaks it. *Mark as final* and a password for
writing are no locks, any program can write such a file; but whoever set them asked that nobody does. A workbook that
only recommends to be opened read-only, or whose sheets are protected, is written: Excel itself calculates there.
"""

from __future__ import annotations

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.package import Package
from xl_service_roi.spreadsheet.parts import is_on
from xl_service_roi.spreadsheet.safe_xml import Listener

_SIGNATURES = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
_PROPERTIES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties",
)
_PROPERTY_TYPES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
)


def refuse_sealed(package: Package) -> None:
    """Raise ``WorkbookError`` for a workbook that is signed, marked as final, or has a password for writing."""
    kinds = {each.kind: each.target for each in package.relationships().values() if not each.external}
    if _SIGNATURES in kinds:
        raise _refused(package, "is digitally signed, and a change would break the signature", "remove the signature")
    custom = kinds.get("custom-properties", "")
    if custom in package and _is_final(package, custom):
        raise _refused(package, "is marked as final", "take the mark away")
    if _is_reserved(package):
        raise _refused(package, "has a password for writing", "take the password away")


def _refused(package: Package, reason: str, remedy: str) -> WorkbookError:
    return package.refused(f"is not changed: it {reason}", f"in Excel, {remedy} (File, Info), and save it")


class _MarkedFinal(Listener):
    def __init__(self) -> None:
        super().__init__()
        self.found = self._here = False
        self.on("property", self._start_property, None, _PROPERTIES)
        self.on("bool", self._start_value, self._end_value, _PROPERTY_TYPES)

    def _start_property(self, attributes: dict[str, str], depth: int) -> None:
        self._here = attributes.get("name") == "_MarkAsFinal"

    def _start_value(self, attributes: dict[str, str], depth: int) -> None:
        self.collect()

    def _end_value(self, depth: int) -> None:
        self.found = self.found or (self._here and is_on(self.collected().strip()))


class _Reserved(Listener):
    def __init__(self) -> None:
        super().__init__()
        self.found = False
        self.on("fileSharing", self._start, None)

    def _start(self, attributes: dict[str, str], depth: int) -> None:
        self.found = bool(attributes.get("reservationPassword") or attributes.get("hashValue"))


def _is_final(package: Package, part: str) -> bool:
    listener = _MarkedFinal()
    package.parse(part, listener)
    return listener.found


def _is_reserved(package: Package) -> bool:
    if b"fileSharing" not in package.read(package.main_part).replace(b"\0", b""):  # in UTF-16 every other byte is 0
        return False
    listener = _Reserved()
    package.parse(package.main_part, listener)
    return listener.found
