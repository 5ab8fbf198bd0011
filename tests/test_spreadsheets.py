"""The harness that recalculates workbooks: does it really recalculate, and does it see what is wrong?"""

import math
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from spreadsheets import (
    ErrorValue,
    LibreOffice,
    Value,
    compare,
    poisoned,
    read_formula_cells,
    read_values,
    recalculate_with_ironcalc,
    without_values,
)
from xlsxwriter import Workbook

PLANTED = 999
FORMULAS: dict[str, Value] = {
    "=rate*2": 0.16,
    "=A1&\" is 'churn' <&>\"": "€ is 'churn' <&>",
    '=IF(rate>0,"","x")': "",
    "=rate>0": True,
    "=1/0": ErrorValue("#DIV/0!"),
    "=SUMPRODUCT(B1:D1,B1:D1-0.5*B1:D1)": 0.5 * (0.08**2 + 2**2 + 3**2),
    "=1/3": 1 / 3,
    "=SUM('Other sheet'!A1:A2)": 3,
}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A small workbook with each kind of value, both typed in and calculated."""
    path = tmp_path / "small.xlsx"
    with Workbook(path) as book:
        sheet, other = book.add_worksheet("It's a sheet"), book.add_worksheet("Other sheet")
        book.define_name("rate", "='It''s a sheet'!$B$1")
        sheet.write_row("A1", ["€", 0.08, 2, 3, True])
        sheet.write_blank("F1", None, book.add_format({"bold": True}))
        sheet.write_rich_string("G1", book.add_format({"bold": True}), "bold", " and plain")
        for row, (formula, value) in enumerate(FORMULAS.items(), start=1):
            sheet.write_formula(row, 0, formula, None, value)
        other.write_column("A1", [1, 2])
    return path


@pytest.fixture
def calculated() -> dict[tuple[str, str], Value]:
    return {("It's a sheet", f"A{row}"): value for row, value in enumerate(FORMULAS.values(), start=2)}


def test_formulas_are_read(workbook: Path) -> None:
    assert read_formula_cells(workbook) == {
        ("It's a sheet", f"A{row}"): formula for row, formula in enumerate(FORMULAS, start=2)
    }


def test_values_are_read(workbook: Path, calculated: dict[tuple[str, str], Value]) -> None:
    typed_in = {"A1": "€", "B1": 0.08, "C1": 2, "D1": 3, "E1": True, "G1": "bold and plain"}
    assert read_values(workbook) == {
        **{("It's a sheet", address): value for address, value in typed_in.items()},
        **calculated,
        ("Other sheet", "A1"): 1,
        ("Other sheet", "A2"): 2,
    }
    assert isinstance(read_values(workbook)["It's a sheet", "A6"], ErrorValue)


def test_shared_formulas_are_read(tmp_path: Path, workbook: Path) -> None:
    path = tmp_path / "shared.xlsx"
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
    )
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet2.xml":
                start, end = text.index(b"<sheetData>") + len(b"<sheetData>"), text.index(b"</sheetData>")
                text = text[:start] + rows.encode() + text[end:]
            target.writestr(name, text)
    assert {cell: formula for cell, formula in read_formula_cells(path).items() if cell[0] == "Other sheet"} == {
        ("Other sheet", "B1"): "=A1*2",
        ("Other sheet", "B2"): "=A2*2",
    }
    assert without_values(path, tmp_path / "bare.xlsx") == len(FORMULAS) + 2
    assert read_formula_cells(tmp_path / "bare.xlsx") == read_formula_cells(path)


def test_a_copy_without_values_keeps_everything_else(
    tmp_path: Path, workbook: Path, calculated: dict[tuple[str, str], Value]
) -> None:
    bare = tmp_path / "bare.xlsx"
    assert without_values(workbook, bare) == len(FORMULAS)
    assert read_formula_cells(bare) == read_formula_cells(workbook)
    assert read_values(bare) == {cell: value for cell, value in read_values(workbook).items() if cell not in calculated}


def test_a_poisoned_copy_has_the_planted_value_in_every_formula_cell(tmp_path: Path, workbook: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    assert poisoned(workbook, bad, PLANTED) == len(FORMULAS)
    values = read_values(bad)
    assert {values[cell] for cell in read_formula_cells(bad)} == {PLANTED}


def test_a_planted_value_does_not_survive_ironcalc(
    tmp_path: Path, workbook: Path, calculated: dict[tuple[str, str], Value]
) -> None:
    poisoned(workbook, tmp_path / "bad.xlsx", PLANTED)
    without_values(workbook, tmp_path / "bare.xlsx")
    for copy in ("bad.xlsx", "bare.xlsx"):
        assert compare(calculated, recalculate_with_ironcalc(tmp_path / copy)) == len(FORMULAS)


def test_a_planted_value_does_not_survive_libreoffice(
    tmp_path: Path, workbook: Path, calculated: dict[tuple[str, str], Value], libreoffice: LibreOffice
) -> None:
    poisoned(workbook, tmp_path / "bad.xlsx", PLANTED)
    without_values(workbook, tmp_path / "bare.xlsx")
    recalculated = libreoffice.recalculate([tmp_path / "bad.xlsx", tmp_path / "bare.xlsx"], tmp_path / "out")
    assert [copy.name for copy in recalculated] == ["bad.xlsx", "bare.xlsx"]
    for copy in recalculated:
        assert compare(calculated, read_values(copy)) == len(FORMULAS)


def test_libreoffice_says_which_workbook_it_could_not_recalculate(
    tmp_path: Path, workbook: Path, libreoffice: LibreOffice
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(RuntimeError, match=r"broken\.xlsx"):
        libreoffice.recalculate([workbook, broken], tmp_path / "out")


def test_libreoffice_refuses_to_overwrite_a_workbook(tmp_path: Path, workbook: Path, libreoffice: LibreOffice) -> None:
    with pytest.raises(ValueError, match="overwrite"):
        libreoffice.recalculate([workbook], tmp_path)
    with pytest.raises(ValueError, match="overwrite"):
        libreoffice.recalculate([workbook, tmp_path / "elsewhere" / workbook.name], tmp_path / "out")


def test_the_validator_passes_a_sound_workbook_and_faults_a_broken_one(
    tmp_path: Path, workbook: Path, ooxml_validator: Callable[[Path], list[str]]
) -> None:
    assert ooxml_validator(workbook) == []
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<sheetData>", b"<sheetData><nonsense/>"))
    assert any("nonsense" in fault for fault in ooxml_validator(broken))
    (tmp_path / "text.xlsx").write_text("no workbook")
    assert ooxml_validator(tmp_path / "text.xlsx") != []


CELL = ("Results", "B2")


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (1.0, 1 + 1e-10),
        (1e12, 1e12 + 1),
        (0, 0.0),
        (True, True),
        ("€", "€"),
        (ErrorValue("#N/A"), ErrorValue("#N/A")),
    ],
)
def test_values_that_agree(expected: Value, found: Value) -> None:
    assert compare({CELL: expected}, {CELL: found, ("Results", "C9"): 5}) == 1


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (1.0, 1 + 1e-8),
        (1.0, -1.0),
        (0, 1e-6),
        (1, True),
        (1, "1"),
        ("a", "A"),
        ("", "0"),
        ("#N/A", ErrorValue("#N/A")),
        (ErrorValue("#NUM!"), ErrorValue("#N/A")),
        (math.nan, math.nan),
        (0, ErrorValue("#DIV/0!")),
    ],
)
def test_values_that_disagree(expected: Value, found: Value) -> None:
    with pytest.raises(AssertionError, match=r"1 of 1 cells disagree:\nResults!B2: expected"):
        compare({CELL: expected}, {CELL: found})


def test_a_missing_cell_is_reported() -> None:
    with pytest.raises(AssertionError, match=r"Results!B2: expected 1, found 'nothing'"):
        compare({CELL: 1}, {})


def test_rounding_left_by_a_difference_that_cancels_is_no_disagreement() -> None:
    expected = {CELL: 0.0, ("Results", "B3"): 5e7, ("Results", "B4"): 0.25}
    assert compare(expected, expected | {CELL: 3e-8}) == 3
    for wrong in ({CELL: 3e-5}, {("Results", "B4"): 0.25 + 3e-8}):
        with pytest.raises(AssertionError, match="1 of 3"):
            compare(expected, expected | wrong)
    with pytest.raises(AssertionError, match="1 of 2"):  # what is large on another sheet is no excuse
        compare({CELL: 0.0, ("Inputs", "B3"): 5e7}, {CELL: 3e-8, ("Inputs", "B3"): 5e7})


def test_iterated_cells_agree_to_what_an_iteration_gives() -> None:
    assert compare({CELL: 0.2}, {CELL: 0.2 + 5e-8}, iterated={CELL}) == 1
    with pytest.raises(AssertionError):
        compare({CELL: 0.2}, {CELL: 0.2 + 2e-7}, iterated={CELL})


def test_only_the_first_ten_disagreements_are_listed() -> None:
    expected = {("Results", f"A{row}"): float(row) for row in range(1, 31)}
    found = {cell: -value for cell, value in expected.items()}
    with pytest.raises(AssertionError, match=r"^30 of 30 cells disagree:\n(Results.*\n){10}and 20 more$"):
        compare(expected, found)
