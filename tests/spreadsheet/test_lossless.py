"""Nothing is lost: all parts of a workbook but the touched sheets stay byte for byte, and these but for touched cells.

Over real workbooks, where they stand beside the checkout, and over workbooks of our own with every feature.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from feature_workbooks import feature_workbooks
from spreadsheets import LibreOffice, read_values

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.addresses import Address, format_address
from xl_service_roi.spreadsheet.cells import Workbook
from xl_service_roi.spreadsheet.patch import Cached, Change, patched
from xl_service_roi.spreadsheet.sheet_patch import RefusedCellError, SheetChanges, patched_sheet

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
MOST_CELLS = 12
"""Of each sheet, spread over it: so many formulas, and as many typed values."""

Changes = dict[str, dict[Address, Change]]


@pytest.fixture(scope="module")
def own_workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return feature_workbooks(tmp_path_factory.mktemp("features"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
def test_real_workbooks_lose_nothing(record_property: Callable[[str, object], None]) -> None:
    counts = patch_all(sorted(CORPUS.glob("*.xl*")))
    assert counts["refused"] == 1  # the signed one
    assert counts["files"] > 40
    record_property("lossless", dict(counts))


def test_workbooks_with_every_feature_lose_nothing(
    own_workbooks: list[Path], record_property: Callable[[str, object], None]
) -> None:
    counts = patch_all(own_workbooks)
    assert counts["refused"] == 0
    assert counts["files"] == len(own_workbooks)
    record_property("lossless", dict(counts))


def patch_all(paths: list[Path]) -> Counter[str]:
    """Patch cells of every sheet, and compare everything with what it was: how much there was to compare."""
    counts: Counter[str] = Counter()
    for path in paths:
        with Workbook.open(path) as book:
            changes = some_changes(book)
            if "_xmlsignatures/origin.sigs" in book.package:
                with pytest.raises(WorkbookError, match="is digitally signed, and a change would break the signature"):
                    patched(book, changes)
                counts["refused"] += 1
                continue
            data = patched(book, changes)
            sheets = {sheet.name: sheet.part for sheet in book.sheets}
        touched = {
            sheets[name].casefold(): {format_address(*address) for address in cells} for name, cells in changes.items()
        }
        counts += compare_parts(path, data, touched)
        compare_values(path, data, changes)
    return counts


def some_changes(book: Workbook) -> Changes:
    """Other values for formulas and typed numbers of each sheet, as far as they may be changed."""
    changes: Changes = {}
    for sheet in book.sheets:
        if sheet.kind == "worksheet":
            cells = book.cells(sheet.name)
            formulas = [address for address, cell in cells.items() if cell.formula is not None]
            numbers = [a for a, cell in cells.items() if cell.kind == "number" and cell.formula is None]
            wanted: dict[Address, Change] = {
                address: SHOWN[n % len(SHOWN)] for n, address in enumerate(spread(formulas))
            }
            wanted |= {address: n + 0.125 for n, address in enumerate(spread(numbers))}
            changes[sheet.name] = changeable(book.package.read(sheet.part), wanted)
    return changes


SHOWN = (Cached(0.1 + 0.2), Cached("é < & 'that'"), Cached("#N/A"), Cached(False), Cached(-7.0), Cached(""))


def spread(addresses: list[Address]) -> list[Address]:
    return addresses[:: len(addresses) // MOST_CELLS + 1]


def changeable(sheet: bytes, wanted: dict[Address, Change]) -> dict[Address, Change]:
    """Those that are neither hidden behind merged cells nor filled by an array formula."""
    while True:
        try:
            patched_sheet(sheet, SheetChanges(wanted, {}))
            return wanted
        except RefusedCellError as refused:
            if "merged" not in refused.reason and "array" not in refused.reason:
                raise
            wanted = {address: change for address, change in wanted.items() if address != refused.address}


def compare_parts(path: Path, data: bytes, touched: dict[str, set[str]]) -> Counter[str]:
    """Hold every part against what it was; ``touched`` are the cells of each sheet that may differ."""
    counts = Counter(files=1)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(io.BytesIO(data)) as after:
        assert [entry.filename for entry in after.infolist()] == [entry.filename for entry in before.infolist()]
        for old, new in zip(before.infolist(), after.infolist(), strict=True):
            was, now = before.read(old), after.read(new)
            cells = touched.get(old.filename.casefold(), set())
            counts["parts"] += 1
            assert (new.date_time, new.external_attr, new.comment) == (old.date_time, old.external_attr, old.comment)
            if not cells:
                assert now == was, f"{path.name}: {old.filename}"
                assert (new.extra, new.compress_size, new.flag_bits) == (old.extra, old.compress_size, old.flag_bits)
                continue
            counts["changed"] += 1
            counts["cells"] += len(cells)
            compare_sheets(was, now, cells)
    return counts


def compare_sheets(was: bytes, now: bytes, touched: set[str]) -> None:
    """Cut both sheets at their cells: between these nothing differs, and of the cells only those that were written."""
    old, new = _CELL.split(was), _CELL.split(now)
    assert new[::2] == old[::2]
    for before, after in zip(old[1::2], new[1::2], strict=True):
        if before != after:
            address = _ADDRESS.search(before)
            assert address is not None
            assert address[1].decode() in touched
            assert _STYLE.findall(after) == _STYLE.findall(before)
            assert _FORMULA.findall(after) == _FORMULA.findall(before)


_CELL = re.compile(rb"(<(?:\w+:)?c(?:\s[^>]*)?(?:/>|(?<!/)>.*?</(?:\w+:)?c>))", re.DOTALL)
_ADDRESS = re.compile(rb"""^<[^>]*?\sr=["']([A-Z]+[0-9]+)["']""")
_STYLE = re.compile(rb"""^<[^>]*?\s((?:s|cm)=["'][0-9]+["'])""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|(?<!/)>.*?</(?:\w+:)?f>)", re.DOTALL)


def compare_values(path: Path, data: bytes, changes: Changes) -> None:
    """Hold what is read from the new file against what was written, and everything else against what was there."""
    with Workbook.open(path) as before, Workbook.of_bytes(str(path), data) as after:
        for sheet, written in changes.items():
            old, new = before.cells(sheet), after.cells(sheet)
            assert new.keys() == old.keys()
            for address, cell in new.items():
                expected = written.get(address)
                if address not in written:
                    assert cell == old[address]
                else:
                    value = expected.value if isinstance(expected, Cached) else expected
                    assert cell.value == value or (value == "" and cell.kind == "blank")
                    assert cell.formula == old[address].formula


# --- other programs ---------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:.* extension is not supported and will be removed")
def test_openpyxl_reads_the_new_values(own_workbooks: list[Path]) -> None:
    compared = 0
    for path in own_workbooks:
        if path.name == "strict.xlsx":
            continue  # half strict: openpyxl finds no sheets in it
        with Workbook.open(path) as book:
            changes = some_changes(book)
            data = patched(book, changes)
        opened = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        for sheet, written in changes.items():
            for (row, column), change in written.items():
                value = change.value if isinstance(change, Cached) else change
                assert opened[sheet].cell(row, column).value == (value or (None if value == "" else value))
                compared += 1
    assert compared > 300


def test_libreoffice_reads_typed_values_and_calculates_with_them(
    own_workbooks: list[Path], libreoffice: LibreOffice, tmp_path: Path
) -> None:
    path = tmp_path / "patched.xlsx"
    with Workbook.open(own_workbooks[0]) as book:
        path.write_bytes(patched(book, {"Data": {(2, 2): 8.5, (3, 1): "é < &", (4, 2): None, (50, 30): 12.0}}))
    (copy,) = libreoffice.recalculate([path], tmp_path / "out")
    values = read_values(copy)
    assert (values["Data", "B2"], values["Data", "C2"], values["Data", "A3"]) == (8.5, 17, "é < &")
    assert (values["Data", "C4"], values["Data", "AD50"]) == (0, 12)


def test_the_open_xml_sdk_finds_no_new_fault(
    own_workbooks: list[Path], ooxml_validator: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    for path in (own_workbooks[0], own_workbooks[3]):
        with Workbook.open(path) as book:
            changes = some_changes(book)
            first = next(iter(changes))
            changes[first][100, 40] = " typed & \n new "
            new = tmp_path / path.name
            new.write_bytes(patched(book, changes))
        assert ooxml_validator(new) == ooxml_validator(path)
