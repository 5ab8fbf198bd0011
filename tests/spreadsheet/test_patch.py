"""Cells with other values: what is written, what stays, and what is refused, in whatever way a sheet is written."""

from __future__ import annotations

import io
import math
import random
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.addresses import Address, parse_address
from xl_service_roi.spreadsheet.cells import BLANK, Cell, Workbook
from xl_service_roi.spreadsheet.cut_sheet import CutSheet
from xl_service_roi.spreadsheet.patch import Cached, Change, patched
from xl_service_roi.spreadsheet.sheet_patch import SheetChanges, patched_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(sheet: bytes, texts: bytes = b"") -> bytes:
    """A workbook whose only sheet, ``Sheet1``, is this part; ``texts`` is the part of the shared ones."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="{kind}"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="texts.xml"/></Relationships>',
        SHEET: sheet,
        "xl/texts.xml": texts or f'<sst xmlns="{MAIN}"/>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def sheet_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(SHEET)


def rows(inside: str) -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'.encode()


def at(changes: Mapping[str, Any]) -> dict[Address, Any]:
    return {parse_address(address): change for address, change in changes.items()}


def changed(sheet: bytes, changes: Mapping[str, Change]) -> bytes:
    book = Workbook.of_bytes("plan.xlsx", workbook(sheet))
    return sheet_of(patched(book, {"Sheet1": at(changes)}))


def refusal(sheet: bytes, changes: Mapping[str, Change]) -> str:
    with pytest.raises(WorkbookError) as refused:
        changed(sheet, changes)
    return str(refused.value)


# --- one cell ---------------------------------------------------------------------------------------------------------

CELLS: list[tuple[str, Change, str]] = [
    # what formulas give
    ('<c r="A1" s="3"><f>B1*2</f><v>4</v></c>', Cached(5.5), '<c r="A1" s="3"><f>B1*2</f><v>5.5</v></c>'),
    ('<c r="A1"><f>B1</f></c>', Cached(1.0), '<c r="A1"><f>B1</f><v>1.0</v></c>'),
    ('<c r="A1"><f>B1</f><v/></c>', Cached(1.0), '<c r="A1"><f>B1</f><v>1.0</v></c>'),
    ('<c r="A1"><f>B1</f><v></v></c>', Cached(True), '<c r="A1" t="b"><f>B1</f><v>1</v></c>'),
    ('<c r="A1" t="b"><f>B1</f><v>1</v></c>', Cached(0.25), '<c r="A1"><f>B1</f><v>0.25</v></c>'),
    ('<c r="A1" t="n"><f>B1</f><v>1</v></c>', Cached(0.25), '<c r="A1" t="n"><f>B1</f><v>0.25</v></c>'),
    ('<c r="A1" t="n"><f>B1</f><v>1</v></c>', Cached("a"), '<c r="A1" t="str"><f>B1</f><v>a</v></c>'),
    ('<c t="n" r="A1" s="2"><f>B1</f><v>1</v></c>', Cached("#N/A"), '<c r="A1" s="2" t="e"><f>B1</f><v>#N/A</v></c>'),
    ('<c r="A1" t="e"><f>B1</f><v>#N/A</v></c>', Cached(2.0), '<c r="A1"><f>B1</f><v>2.0</v></c>'),
    (
        '<c r="A1" t="str"><f>B1</f><v>x</v></c>',
        Cached(" a < b & c "),
        '<c r="A1" t="str"><f>B1</f><v xml:space="preserve"> a &lt; b &amp; c </v></c>',
    ),
    # nothing that a formula is made of goes
    (
        '<c r="A1" cm="1"><f t="array" ref="A1:A2" ca="1">B1:B2&lt;3</f><v>1</v></c>',
        Cached(2.0),
        '<c r="A1" cm="1"><f t="array" ref="A1:A2" ca="1">B1:B2&lt;3</f><v>2.0</v></c>',
    ),
    (
        '<c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>1</v></c>',
        Cached(2.0),
        '<c r="A1"><f t="shared" ref="A1:A9" si="0">B1</f><v>2.0</v></c>',
    ),
    ('<c r="A1"><f t="shared" si="0"/><v>1</v></c>', Cached(2.0), '<c r="A1"><f t="shared" si="0"/><v>2.0</v></c>'),
    (
        "<c r='A1' ><f ><![CDATA[B1<3]]></f ><!-- why --><v >1</v ></c >",
        Cached(2.0),
        "<c r='A1' ><f ><![CDATA[B1<3]]></f ><!-- why --><v>2.0</v></c >",
    ),
    ('<c r="A1"><f>B1</f><v>1</v><extLst/></c>', Cached(2.0), '<c r="A1"><f>B1</f><v>2.0</v><extLst/></c>'),
    # what tells more about the old value goes with it
    ('<c r="A1" t="e" vm="2"><f>B1</f><v>#VALUE!</v></c>', Cached(2.0), '<c r="A1"><f>B1</f><v>2.0</v></c>'),
    # typed values
    ('<c r="A1" s="3"/>', 18.0, '<c r="A1" s="3"><v>18.0</v></c>'),
    ('<c r="A1" s="3" />', 7, '<c r="A1" s="3"><v>7.0</v></c>'),
    ('<c r="A1" s="3"></c>', True, '<c r="A1" s="3" t="b"><v>1</v></c>'),
    ('<c r="A1" s="3" t="s"><v>0</v></c>', 18.0, '<c r="A1" s="3"><v>18.0</v></c>'),
    ('<c r="A1" t="s"><v>0</v></c>', None, '<c r="A1"/>'),
    ('<c r="A1" s="3"><v>5</v></c>', None, '<c r="A1" s="3"/>'),
    ('<c r="A1"><v>5</v></c>', "é & co", '<c r="A1" t="inlineStr"><is><t>é &amp; co</t></is></c>'),
    (
        '<c r="A1" t="inlineStr"><is><r><t>bold</t></r></is></c>',
        "a ",
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve">a </t></is></c>',
    ),
    ('<c r="A1"><v>5</v></c>', "#N/A", '<c r="A1" t="inlineStr"><is><t>#N/A</t></is></c>'),
    # numbers
    ('<c r="A1"><v>5</v></c>', -0.0, '<c r="A1"><v>0.0</v></c>'),
    ('<c r="A1"><v>5</v></c>', 1e22, '<c r="A1"><v>1e+22</v></c>'),
    ('<c r="A1"><v>5</v></c>', 0.1 + 0.2, '<c r="A1"><v>0.30000000000000004</v></c>'),
    # what is there already
    ('<c r="A1"><f>B1</f><v>0.30000000000000004</v></c>', Cached(0.1 + 0.2), ""),
    ('<c r="A1"><f>B1</f><v>480</v></c>', Cached(480.0), ""),
    ('<c r="A1" t="n"><f>B1</f><v>4.80E2</v></c>', Cached(480.0), ""),
    ('<c r="A1" t="str"><f>B1</f><v>a</v></c>', Cached("a"), ""),
    ('<c r="A1"><f>B1</f><v></v></c>', Cached(""), ""),
    ('<c r="A1" t="inlineStr"><is><t>a</t></is></c>', "a", ""),
    ('<c r="A1" s="3"/>', None, ""),
    ('<c r="A1" s="3"><v>18</v></c>', 18.0, ""),
]


@pytest.mark.parametrize(("before", "change", "after"), CELLS)
def test_a_cell_is_written_and_its_neighbours_are_not(before: str, change: Change, after: str) -> None:
    around = '<row r="1" spans="1:2"  ht="20">{}<c r="B1"  t="n" ><v >1</v></c></row><!-- end --><row r="3"/>'
    assert changed(rows(around.format(before)), {"A1": change}) == rows(around.format(after or before))


def test_what_is_there_already_gives_the_same_file() -> None:
    book = Workbook.of_bytes("plan.xlsx", workbook(rows('<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>')))
    assert patched(book, {"Sheet1": {(1, 1): Cached(1.0)}}) is book.package.data


# --- cells that the sheet does not have yet ---------------------------------------------------------------------------

PLACES: list[tuple[str, Mapping[str, Change], str]] = [
    ("", {"B2": 5.0}, '<row r="2"><c r="B2"><v>5.0</v></c></row>'),
    ("", {"B2": None}, ""),
    (
        '<row r="5"><c r="A5"/></row>',
        {"B2": 5.0, "A2": 4.0, "C5": 1.0, "A9": 2.0, "A7": 3.0},
        '<row r="2"><c r="A2"><v>4.0</v></c><c r="B2"><v>5.0</v></c></row>'
        '<row r="5"><c r="A5"/><c r="C5"><v>1.0</v></c></row>'
        '<row r="7"><c r="A7"><v>3.0</v></c></row><row r="9"><c r="A9"><v>2.0</v></c></row>',
    ),
    (
        '<row r="5" spans="2:3"><c r="B5"/><c r="C5"/><c r="F5"/></row>',
        {"A5": 1.0, "D5": 4.0, "E5": 5.0, "G5": 7.0},
        '<row r="5" spans="1:7"><c r="A5"><v>1.0</v></c><c r="B5"/><c r="C5"/><c r="D5"><v>4.0</v></c>'
        '<c r="E5"><v>5.0</v></c><c r="F5"/><c r="G5"><v>7.0</v></c></row>',
    ),
    ('<row r="5"/>', {"B5": 5.0}, '<row r="5"><c r="B5"><v>5.0</v></c></row>'),
    ('<row r="5" spans="3:4" />', {"B5": 5.0}, '<row r="5" spans="2:4"><c r="B5"><v>5.0</v></c></row>'),
    (
        '<row r="5" s="7" customFormat="1"/><row r="6" s="7"/>',
        {"B5": 5.0, "B6": 6.0},
        '<row r="5" s="7" customFormat="1"><c r="B5" s="7"><v>5.0</v></c></row>'
        '<row r="6" s="7"><c r="B6"><v>6.0</v></c></row>',
    ),
    # cells and rows that do not say their address
    (
        "<row><c/><c><v>1</v></c></row><row><c/></row>",
        {"B1": 2.0, "C1": 3.0, "A2": 4.0},
        '<row><c/><c><v>2.0</v></c><c r="C1"><v>3.0</v></c></row><row><c><v>4.0</v></c></row>',
    ),
]


@pytest.mark.parametrize(("before", "changes", "after"), PLACES)
def test_new_cells_stand_in_order(before: str, changes: Mapping[str, Change], after: str) -> None:
    assert changed(rows(before), changes) == rows(after)


def test_new_cells_take_the_style_of_their_column_and_widen_what_the_sheet_says_of_itself() -> None:
    sheet = '<worksheet xmlns="{}"><dimension ref="B2:C3"/><cols><col min="2" max="4" style="9"/></cols>{}</worksheet>'
    before = sheet.format(MAIN, '<sheetData><row r="2"><c r="B2"/></row></sheetData>')
    new = '<row r="2"><c r="B2"/><c r="D2" s="9"><v>1.0</v></c></row><row r="7"><c r="A7"><v>1.0</v></c></row>'
    after = sheet.format(MAIN, f"<sheetData>{new}</sheetData>").replace("B2:C3", "A2:D7")
    assert changed(before.encode(), {"D2": 1.0, "A7": 1.0}) == after.encode()


def test_a_sheet_without_rows_gets_some() -> None:
    before = f'<worksheet xmlns="{MAIN}"><sheetData /><pageMargins/></worksheet>'
    after = before.replace("<sheetData />", '<sheetData><row r="1"><c r="A1"><v>5.0</v></c></row></sheetData>')
    assert changed(before.encode(), {"A1": 5.0}) == after.encode()


# --- ways to write a sheet --------------------------------------------------------------------------------------------

PREFIXED = (
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>B1</x:f><x:v>1</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>"
)


def test_prefixes_are_kept() -> None:
    after = PREFIXED.replace(
        "<x:v>1</x:v></x:c>", '<x:v>2.0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>é</x:t></x:is></x:c>'
    )
    assert changed(PREFIXED.encode(), {"A1": Cached(2.0), "B1": "é"}) == after.encode()


def test_strict_workbooks_are_written() -> None:
    before = PREFIXED.replace(MAIN, STRICT)
    assert changed(before.encode(), {"A1": Cached(2.0)}) == before.replace(":v>1<", ":v>2.0<").encode()


@pytest.mark.parametrize(
    ("encoding", "declared", "written"),
    [
        ("utf-8", "", "é €"),
        ("utf-8", "UTF-8", "é €"),
        ("utf-8-sig", "utf-8", "é €"),
        ("utf-16", "UTF-16", "é €"),
        ("utf-16", "", "é €"),
        ("iso-8859-1", "ISO-8859-1", "é &#8364;"),
        ("ascii", "us-ascii", "&#233; &#8364;"),
    ],
)
def test_encodings_are_kept(encoding: str, declared: str, written: str) -> None:
    declaration = f"<?xml version='1.0' encoding='{declared}'?>\r\n" if declared else ""
    own = "" if encoding == "ascii" else "ï"
    before = f"{declaration}<!-- {own} -->{rows('<row><c><v>1</v></c></row>').decode()}"
    after = before.replace("<c><v>1</v></c>", f'<c t="inlineStr"><is><t>{written}</t></is></c>')
    new = changed(before.encode(encoding), {"A1": "é €"})
    assert new == after.encode(encoding)
    assert Workbook.of_bytes("plan.xlsx", workbook(new)).cells("Sheet1")[1, 1].value == "é €"


# --- refusals ---------------------------------------------------------------------------------------------------------

FORMULA = '<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>'
ARRAY = '<row r="1"><c r="A1"><f t="array" ref="A1:B1">C1</f><v>1</v></c><c r="B1"><v>1</v></c></row>'
MERGED = f'<worksheet xmlns="{MAIN}"><sheetData/><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>'
START = "plan.xlsx: cannot be written: Sheet1!"
REPAIR = "; open the workbook in Excel, let Excel repair it, and save it"

REFUSED: list[tuple[bytes, Mapping[str, Change], str]] = [
    (rows(FORMULA), {"A1": 5.0}, START + "A1 holds a formula, which a value would overwrite; type the value yourself"),
    (rows(FORMULA), {"A1": None}, START + "A1 holds a formula, which a value would overwrite; type the value yourself"),
    (rows(FORMULA), {"B1": Cached(5.0)}, START + "B1 holds no formula, so there is no result to renew in it"),
    (
        rows('<row r="1"><c r="A1"/></row>'),
        {"A1": Cached(5.0)},
        START + "A1 holds no formula, so there is no result to renew in it",
    ),
    (rows(ARRAY), {"B1": 5.0}, START + "B1 belongs to an array formula or data table; remove that first"),
    (
        rows(ARRAY.replace('<c r="B1"><v>1</v></c>', "")),
        {"B1": 5.0},
        START + "B1 belongs to an array formula or data table; remove that first",
    ),
    (MERGED.encode(), {"B2": 5.0}, START + "B2 is hidden behind merged cells; unmerge them first"),
    (rows(FORMULA), {"A1": Cached(math.nan)}, START + "A1 cannot hold the number nan"),
    (rows(FORMULA), {"C7": -math.inf}, START + "C7 cannot hold the number -inf"),
    (rows(FORMULA), {"C7": 9.9999999999999999e307}, START + "C7 cannot hold the number 1e+308"),
    (rows(FORMULA), {"C7": "x" * 32_768}, START + "C7 cannot hold a text of more than 32,767 characters"),
    (rows(FORMULA), {"C7": "😀" * 16_384}, START + "C7 cannot hold a text of more than 32,767 characters"),
    (
        rows('<row r="3"/><row r="2"/>'),
        {"A5": 1.0},
        START + "A5 has no place: the sheet's rows are not in order" + REPAIR,
    ),
    (
        rows('<row r="3"><c r="B3"/><c r="A3"/></row>'),
        {"C3": 1.0},
        START + "C3 has no place: its row's cells are not in order" + REPAIR,
    ),
    (
        rows('<row r="3"><c r="B2"/></row>'),
        {"C3": 1.0},
        "plan.xlsx: cannot be written: its sheet 'Sheet1' has the cell B2 in row 3; open it in Excel",
    ),
    (
        rows("<row"),
        {"C3": 1.0},
        "plan.xlsx: cannot be written: its sheet 'Sheet1' cannot be read: it is not well-formed XML",
    ),
    (
        rows("\udce9".encode("utf-8", "surrogatepass").decode("latin-1")) + b"\xff",
        {"C3": 1.0},
        "its text is not in the encoding that it says",
    ),
    (b'<!DOCTYPE x><worksheet xmlns="' + MAIN.encode() + b'"/>', {"C3": 1.0}, "it has a DOCTYPE"),
]


@pytest.mark.parametrize(("sheet", "changes", "message"), REFUSED)
def test_what_cannot_be_done_is_refused_with_sheet_and_cell(
    sheet: bytes, changes: Mapping[str, Change], message: str
) -> None:
    assert message in refusal(sheet, changes)


@pytest.mark.parametrize("second", ['<c r="A1"/>', '<c r="A1"><f>1</f><v>1</v></c>', '<c r="A1"><v>1</v></c>'])
def test_a_cell_that_stands_there_twice_is_refused(second: str) -> None:
    sheet = rows(f'<row r="1"><c r="A1"><f>1</f><v>1</v></c>{second}</row>')
    assert CutSheet.of(sheet) is None
    assert "its sheet 'Sheet1' A1 stands there twice" in refusal(sheet, {"A1": Cached(1.0)})


def test_cells_that_an_array_formula_fills_can_be_renewed() -> None:
    assert changed(rows(ARRAY), {"B1": Cached(2.0)}) == rows(ARRAY.replace('"B1"><v>1<', '"B1"><v>2.0<'))


def test_a_sheet_that_does_not_exist_is_named() -> None:
    book = Workbook.of_bytes("plan.xlsx", workbook(rows("")))
    with pytest.raises(WorkbookError, match=r"has no sheet 'Shet1' with cells; check the names of its sheets"):
        patched(book, {"Shet1": {(1, 1): 1.0}})
    assert patched(book, {"SHEET1": {(1, 1): None}}) is book.package.data


# --- properties -------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=()), max_size=30)
NUMBERS = st.floats(-9e307, 9e307)
VALUES = st.one_of(NUMBERS, TEXTS, st.booleans())


@given(TEXTS | st.sampled_from(["_x000D_", "a\r\nb", "\0", "_x005F_x", "]]>", " lead", "tab\t", "\ufffe", "\ud800"]))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    new = changed(rows('<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>'), {"A1": Cached(text), "B1": text})
    cells = Workbook.of_bytes("plan.xlsx", workbook(new)).cells("Sheet1")
    expected = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert cells[1, 2].value == expected
    assert cells[1, 1].value == expected


@given(NUMBERS)
def test_any_number_is_read_back_as_it_was(number: float) -> None:
    new = changed(rows('<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>'), {"A1": Cached(number), "B1": number})
    cells = Workbook.of_bytes("plan.xlsx", workbook(new)).cells("Sheet1")
    assert cells[1, 1].value == cells[1, 2].value == number


STORED = st.sampled_from(
    [
        ("", "<v>1</v>"),
        ("", "<v>0.30000000000000004</v>"),
        (' t="n"', "<v>1E3</v>"),
        (' t="b"', "<v>1</v>"),
        (' t="e"', "<v>#N/A</v>"),
        (' t="str"', "<v>a &amp; é</v>"),
        (' t="str"', "<v></v>"),
        ("", "<v></v>"),
        ("", "<v/>"),
        ("", ""),
        (' t="e" vm="1"', "<v>#VALUE!</v>"),
        (' t="str"', '<v xml:space="preserve"> a</v>'),
    ]
)
"""The type of a cell whose formula was calculated, or not, and its value."""
TYPED = st.sampled_from(["/>", "><v>5</v></c>", ' t="s"><v>0</v></c>', ' t="inlineStr"><is><t>a</t></is></c>', "></c>"])
FORMULAS = st.sampled_from(["<f>B1*2</f>", '<f>A1&lt;3&amp;"b"</f>', '<f t="shared" si="0"/>', '<f ca="1">NOW()</f>'])
ODDITIES = st.sampled_from(["", "", "", "", "", "", "", " ", "<!-- <v>1</v> -->", "<?x y?>"])
"""What may stand behind a cell; most of it takes a sheet out of the usual way."""


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """A sheet as programs write it, seldom with something unusual."""
    inside = ""
    for row in range(1, draw(st.integers(1, 3)) + 1):
        cells = ""
        for column in "ABC":
            style = draw(st.sampled_from(["", ' s="0"']))
            kind, value = draw(STORED)
            formula = f'<c r="{column}{row}"{style}{kind}>{draw(FORMULAS)}{value}</c>'
            cells += draw(st.sampled_from(["", f'<c r="{column}{row}"{style}{draw(TYPED)}', formula, formula]))
            cells += draw(ODDITIES)
        inside += f'<row r="{row}" spans="1:3">{cells}</row>'
    return rows(inside)


SHOWN = st.dictionaries(
    st.tuples(st.integers(1, 4), st.integers(1, 4)), VALUES | st.sampled_from(["", "#N/A", 1.0, 1000.0])
)


@settings(max_examples=300)
@given(sheets(), SHOWN)
def test_the_quick_way_does_what_the_parsed_way_does(sheet: bytes, shown: dict[Address, Any]) -> None:
    cut = CutSheet.of(sheet)
    event("cut" if cut else "parsed")
    if cut is not None:
        assert cut.renewed(shown) in (None, patched_sheet(sheet, SheetChanges({}, shown)))
        assert cut.renewed({}) == sheet


def test_the_quick_way_is_the_way_of_the_template(dutch: Path, unfilled: Path) -> None:
    for path in (dutch, unfilled):
        with Workbook.open(path) as book:
            for sheet in (book.sheets[0], book.sheets[2], book.sheets[4]):
                data = book.package.read(sheet.part)
                cut = CutSheet.of(data)
                assert cut is not None
                cells = {address: cell for address, cell in book.cells(sheet.name).items() if cell.formula is not None}
                assert {*cut.formula_cells} == cells.keys()
                assert {address: cut.formula(address) for address in cells} == {a: c.formula for a, c in cells.items()}
                shown = {address: f"{index} < é" if index % 7 else index / 7 for index, address in enumerate(cells)}
                new = cut.renewed(shown)
                assert new == patched_sheet(data, SheetChanges({}, shown))
                again = CutSheet.of(new or b"")
                assert again is not None
                assert again.renewed(shown) == new


def test_no_spoilt_sheet_goes_the_quick_way() -> None:
    """What was cut is as the parser understands it, whatever bytes were changed."""
    sheet = rows(
        '<row r="1" spans="1:3"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1"><f>A1&amp;"x"</f><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>B1</f><v>é</v></c><c r="B2" t="n"><f>2</f><v>3</v></c><c r="C2"/></row>'
    )
    shown: dict[Address, Any] = {(1, 2): 7.0, (2, 1): "a", (2, 2): "#N/A"}
    assert CutSheet.of(sheet) is not None
    rng = random.Random(3)
    cut_all_the_same = 0
    for _ in range(1_500):
        spoilt = bytearray(sheet)
        for _ in range(rng.choice((1, 1, 2))):
            start = rng.randrange(len(sheet))
            spoilt[start : start + rng.choice((0, 1, 1, 4))] = rng.choice(SPOILING)
        cut = CutSheet.of(bytes(spoilt))
        if cut is not None:
            cut_all_the_same += 1
            assert cut.renewed(shown) in (None, patched_sheet(bytes(spoilt), SheetChanges({}, shown)))
    assert cut_all_the_same > 20


SPOILING = [
    *(b"", b"<", b">", b"&", b'"', b"'", b"/", b" ", b"\n", b"\r", b"\0", b"\xc3", b"v", b"c", b"f", b"1", b"B", b"="),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<v>", b"</v>", b"<f>", b"</f>", b"</c>", b'<c r="A1">', b"</row>"),
    *(b"&x;", b"&#0;", b"&amp;", b"<?a?>", b"<x/>", b"\xef\xbf\xbf", b't="s" ', b' vm="1"', b"<sheetData>"),
]


FORMULA_CELL = re.compile(rb'<c r="[A-Z0-9]+"[^>]*><f.*?</c>', re.DOTALL)


@given(sheets(), SHOWN)
def test_only_cells_with_a_formula_show_something_else(sheet: bytes, shown: dict[Address, Any]) -> None:
    new = patched_sheet(sheet, SheetChanges({}, shown))
    assert outside_of_formula_cells(new) == outside_of_formula_cells(sheet)
    before, after = cells_of(sheet), cells_of(new)
    assert after.keys() == before.keys()
    for address, cell in after.items():
        assert cell.formula == before[address].formula
        if cell.formula is not None and address in shown:
            assert shows(cell, shown[address])
        else:
            assert cell == before[address]


def outside_of_formula_cells(sheet: bytes) -> list[bytes]:
    return FORMULA_CELL.split(sheet)


def cells_of(sheet: bytes) -> dict[Address, Cell]:
    texts = f'<sst xmlns="{MAIN}"><si><t>shared</t></si></sst>'.encode()
    return Workbook.of_bytes("plan.xlsx", workbook(sheet, texts)).cells("Sheet1")


def shows(cell: Cell, value: Any) -> bool:
    if isinstance(value, float):
        return cell.kind == "number" and math.isclose(float(cell.value or 0.0), value, rel_tol=1e-12)
    if value == "" and cell.kind == "blank":
        return True
    if isinstance(value, str):
        expected = re.sub("[\ud800-\udfff]", "\ufffd", value)
        return cell.kind == ("error" if value == "#N/A" else "text") and cell.value == expected
    return cell.kind == "boolean" and cell.value is value


@given(sheets(), st.dictionaries(st.tuples(st.integers(1, 5), st.integers(1, 5)), VALUES | st.none()))
def test_typed_values_go_where_no_formula_stands(sheet: bytes, changes: dict[Address, Any]) -> None:
    before = cells_of(sheet)
    typed = {address: value for address, value in changes.items() if before.get(address, BLANK).formula is None}
    new = patched_sheet(sheet, SheetChanges(typed, {}))
    assert FORMULA_CELL.findall(new) == FORMULA_CELL.findall(sheet)
    after = cells_of(new)
    assert [*after] == sorted(after)
    for address in {**before, **typed}:
        expected = typed.get(address, before.get(address))
        found = after.get(address, BLANK)
        assert (
            found == expected
            if address not in typed
            else found == BLANK
            if expected is None
            else read_as(found, expected)
        )


def read_as(cell: Cell, typed: Any) -> bool:
    if isinstance(typed, str):
        return cell.kind == "text" and cell.value == re.sub("[\ud800-\udfff]", "\ufffd", typed)
    return shows(cell, typed) and cell.formula is None
