"""Sheets, names and cells as files state them: by hand for what is rare, against openpyxl for what is common."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import openpyxl
import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st
from xlsxwriter import Workbook as Writer

from xl_service_roi.errors import WorkbookError
from xl_service_roi.spreadsheet.cells import (
    BLANK,
    MAX_COLUMN,
    MAX_ROW,
    Cell,
    DefinedName,
    NotCellsError,
    Reference,
    Workbook,
    column_letters,
    column_number,
    format_address,
    parse_address,
)
from xl_service_roi.spreadsheet.defined_names import locate
from xl_service_roi.spreadsheet.excel_dates import is_date_format

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TWO_SHEETS = (
    '<sheet name="Inputs" sheetId="1" r:id="r1"/><sheet name="Plan &amp; more" sheetId="2" r:id="r2" state="hidden"/>'
)

Open = Callable[..., Workbook]


def _relationships(namespace: str, **targets: str) -> str:
    rows = (
        f'<Relationship Id="r{number}" Type="{OFFICE[namespace]}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Write a workbook by hand and open it: ``rows`` stand on the sheet Inputs, the other parts are bare contents."""

    def write(
        rows: str = "",
        *,
        names: str = "",
        strings: str = "",
        styles: str = "",
        sheets: str = TWO_SHEETS,
        properties: str = "",
        namespace: str = TRANSITIONAL,
        prefix: str = "",
        data: str = "<{p}sheetData>{rows}</{p}sheetData>",
    ) -> Workbook:
        p = prefix and prefix + ":"
        declared = f'xmlns{":" + prefix if prefix else ""}="{namespace}" xmlns:r="{OFFICE[namespace]}"'
        third = "chartsheet" if "r3" in sheets else "theme"
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="xml" ContentType="{MAIN_TYPE}"/></Types>',
            "_rels/.rels": _relationships(namespace, officeDocument="xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": _relationships(
                namespace,
                worksheet1="sheet1.xml",
                worksheet2="/xl/sheet2.xml",
                **{third: "third.xml"},
                styles="styles.xml",
                sharedStrings="strings.xml",
            ),
            "xl/workbook.xml": f"<{p}workbook {declared}>{properties}<{p}sheets>{sheets}</{p}sheets>"
            f"<{p}definedNames>{names}</{p}definedNames></{p}workbook>",
            "xl/sheet1.xml": f"<{p}worksheet {declared}>{data.format(p=p, rows=rows)}</{p}worksheet>",
            "xl/sheet2.xml": f"<{p}worksheet {declared}><{p}sheetData/></{p}worksheet>",
            "xl/strings.xml": f"<{p}sst {declared}>{strings}</{p}sst>",
            "xl/styles.xml": f"<{p}styleSheet {declared}>{styles}</{p}styleSheet>",
        }
        with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
        return Workbook.open(tmp_path / "book.xlsx")

    return write


def only(book: Workbook) -> Cell:
    (cell,) = book.cells("Inputs").values()
    return cell


class TestAddresses:
    @hypothesis_given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN), st.booleans())
    def test_round_trip(self, row: int, column: int, absolute: bool) -> None:
        assert parse_address(format_address(row, column, absolute)) == (row, column)

    def test_known_ones(self) -> None:
        assert parse_address("C14") == parse_address("$c$14") == (14, 3)
        assert parse_address("XFD1048576") == (MAX_ROW, MAX_COLUMN)
        assert format_address(14, 28) == "AB14"
        assert format_address(14, 28, absolute=True) == "$AB$14"
        assert [column_number(column_letters(number)) for number in (1, 26, 27, 702, 703)] == [1, 26, 27, 702, 703]

    @pytest.mark.parametrize(
        "text", ["", "C", "14", "C0", "XFE1", "A1048577", "ZZZZ99999999", "C14 ", "C-1", "Ç1", "A１"]
    )
    def test_no_addresses(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not"):
            parse_address(text)

    @pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (MAX_ROW + 1, 1), (1, MAX_COLUMN + 1)])
    def test_none_beyond_the_sheet(self, row: int, column: int) -> None:
        with pytest.raises(ValueError, match="is not"):
            format_address(row, column)


VALUES = {
    "<c r='A1'><v>1.5</v></c>": Cell("number", 1.5),
    "<c r='A1' t='n'><v> -2E-3 </v></c>": Cell("number", -0.002),
    "<c r='A1'><v>0</v></c>": Cell("number", 0.0),
    "<c r='A1'/>": BLANK,
    "<c r='A1'><v/></c>": BLANK,
    "<c r='A1' t='s'/>": BLANK,
    "<c r='A1' t='s'><v>0</v></c>": Cell("text", "plain"),
    "<c r='A1' t='s'><v>1</v></c>": Cell("text", "rich text"),
    "<c r='A1' t='s'><v>2</v></c>": Cell("text", "東京"),
    "<c r='A1' t='s'><v>3</v></c>": Cell("text", "a\r\nb _x000D_ \U0001f600 \ufffd"),
    "<c r='A1' t='s'><v>4</v></c>": Cell("text", ""),
    "<c r='A1' t='inlineStr'><is><t>in</t></is></c>": Cell("text", "in"),
    "<c r='A1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>": Cell(
        "text", "inline"
    ),
    "<c r='A1' t='inlineStr'><v>in</v></c>": Cell("text", "in"),
    "<c r='A1'><is><t>in</t></is></c>": Cell("text", "in"),
    "<c r='A1' t='str'><f>B1&amp;C1</f><v>a_x0009_b</v></c>": Cell("text", "a\tb", "B1&C1"),
    "<c r='A1' t='str'><f>B1</f><v></v></c>": Cell("text", "", "B1"),
    "<c r='A1'><f>B1</f></c>": Cell("blank", None, "B1"),
    "<c r='A1'><f>B1</f><v>2</v></c>": Cell("number", 2.0, "B1"),
    "<c r='A1'><f t='shared' ref='A1:A2' si='0'>B1</f><v>2</v></c>": Cell("number", 2.0, "B1"),
    "<c r='A1'><f t='shared' si='0'/><v>2</v></c>": Cell("number", 2.0, ""),
    "<c r='A1'><f t='array' ref='A1'>SUM(B1:B9)</f><v>2</v></c>": Cell("number", 2.0, "SUM(B1:B9)"),
    "<c r='A1' t='b'><v>1</v></c>": Cell("boolean", True),
    "<c r='A1' t='b'><v>false</v></c>": Cell("boolean", False),
    "<c r='A1' t='e'><v>#DIV/0!</v></c>": Cell("error", "#DIV/0!"),
    "<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>": Cell("error", "#DIV/0!", "1/0"),
    "<c r='A1' t='d'><v>2024-05-03</v></c>": Cell("date", 45415.0),
    "<c r='A1' t='d'><v>2024-05-03T12:00:00Z</v></c>": Cell("date", 45415.5),
    "<c r='A1' t='d'><v>1900-01-01</v></c>": Cell("date", 1.0),
    "<c r='A1' t='d'><v>06:00:00</v></c>": Cell("date", 0.25),
    "<c r='A1'><v>1<!-- a remark -->2<![CDATA[3]]></v></c>": Cell("number", 123.0),
    "<c r='A1' s='0'><v>3</v></c>": Cell("number", 3.0),
    "<c r='A1' s='1'><v>3</v></c>": Cell("date", 3.0),
    "<c r='A1' s='2'><v>3</v></c>": Cell("number", 3.0),
    "<c r='A1' s='3'><v>3</v></c>": Cell("date", 3.0),
    "<c r='A1' s='4'><v>0.08</v></c>": Cell("number", 0.08),
}
STRINGS = (
    "<si><t>plain</t></si>"
    "<si><r><rPr><b/></rPr><t xml:space='preserve'>rich </t></r><r><t>text</t></r></si>"
    "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
    "<si><t>a_x000D_\nb _x005F_x000D_ _xD83D__xDE00_ _xD800_</t></si>"
    "<si/>"
)
STYLES = (
    "<numFmts><numFmt numFmtId='164' formatCode='0.00&quot; months&quot;'/>"
    "<numFmt numFmtId='165' formatCode='[h]:mm'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
    "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='10'/></cellXfs>"
    "<dxfs><dxf><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></dxf></dxfs>"
)


class TestCells:
    @pytest.mark.parametrize("xml", VALUES)
    def test_each_kind(self, opened: Open, xml: str) -> None:
        assert only(opened(f"<row r='1'>{xml}</row>", strings=STRINGS, styles=STYLES)) == VALUES[xml]

    @pytest.mark.parametrize(
        "xml",
        [
            *(
                f"<c r='A1'><v>{text}</v></c>"
                for text in ("NaN", "INF", "-INF", "1_000", "1e999", "0x1", "１", "1,5", "a")
            ),
            *("<c r='A1' t='s'><v>5</v></c>", "<c r='A1' t='s'><v>-1</v></c>", "<c r='A1' t='s'><v>one</v></c>"),
            *("<c r='A1' t='b'><v>2</v></c>", "<c r='A1' t='d'><v>yesterday</v></c>", "<c r='A1' t='z'><v>1</v></c>"),
            *("<c r='A1' s='99'><v>1</v></c>", "<c r='A1' s='x'><v>1</v></c>", "<c r='A1'><v>1</v><v>2</v></c>"),
            *("<c r='A1'><v>1</v></c><c r='A1'><v>2</v></c>", "<c r='B1'/><c r='B1'/>", "<c><v>1</v></c><c r='A1'/>"),
            *("<c r='XFE1'/>", "<c r='ZZZZ99999999'/>", "<c r='A2'/>", "<c r='A0'/>", "<c r='A'/>", "<c r='1'/>"),
            *("<c r=''/>", "<c r='AA'/>", "<c r='A-1'/>", "<c r='A１'/>", "<c r='XFD1'/><c/>", "<c r='\u202eA1'/>"),
        ],
    )
    def test_what_cannot_be_read_is_refused(self, opened: Open, xml: str) -> None:
        book = opened(f"<row r='1'>{xml}</row>", strings=STRINGS, styles=STYLES)
        with pytest.raises(WorkbookError, match="damaged") as caught:
            book.cells("Inputs")
        assert "Inputs" in caught.value.reason
        assert str(caught.value).isprintable()

    @pytest.mark.parametrize("number", ["0", "1048577", "-1", "x", "", "1.5", "99999999999999999999"])
    def test_impossible_rows_are_refused(self, opened: Open, number: str) -> None:
        with pytest.raises(WorkbookError, match="row numbered"):
            opened(f"<row r='{number}'><c/></row>").cells("Inputs")

    def test_damage_elsewhere_on_the_sheet_does_not_matter(self, opened: Open) -> None:
        book = opened("<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>NaN</v></c></row>")
        assert book.cells("Inputs", {(1, 1)}) == {(1, 1): Cell("number", 1.0)}

    def test_positions_that_are_not_stated(self, opened: Open) -> None:
        rows = (
            "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row>"
            "<row r='5'><c><v>4</v></c></row><row><c r='$b$6'><v>5</v></c><c><v>6</v></c></row>"
        )
        found = opened(rows).cells("Inputs")
        assert {address: cell.value for address, cell in found.items()} == {
            **{(1, 1): 1, (1, 4): 2, (1, 5): 3, (5, 1): 4, (6, 2): 5, (6, 3): 6}
        }

    def test_rows_and_cells_out_of_order(self, opened: Open) -> None:
        rows = "<row r='9'><c r='B9'><v>1</v></c><c r='A9'><v>2</v></c></row><row r='2'><c r='A2'><v>3</v></c></row>"
        assert {address: cell.value for address, cell in opened(rows).cells("Inputs").items()} == {
            **{(9, 2): 1, (9, 1): 2, (2, 1): 3}
        }

    def test_a_stray_far_cell(self, opened: Open) -> None:
        rows = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
        book = opened(rows)
        assert len(book.cells("Inputs")) == 2
        whole = Reference("Inputs", 1, 1, MAX_ROW, MAX_COLUMN)
        assert book.cells("Inputs", whole)[MAX_ROW, MAX_COLUMN] == Cell("number", 2.0)

    def test_only_what_is_asked_for(self, opened: Open) -> None:
        rows = "".join(
            f"<row r='{row}'>" + "".join(f"<c r='{column}{row}'><v>{row}</v></c>" for column in "ABC") + "</row>"
            for row in range(1, 6)
        )
        book = opened(rows)
        assert set(book.cells("inputs", {(2, 2), (99, 99)})) == {(2, 2)}
        assert set(book.cells("INPUTS", Reference("Inputs", 2, 1, 3, 2))) == {(2, 1), (2, 2), (3, 1), (3, 2)}
        assert book.cells("Inputs", ()) == {}
        assert book.cells("Plan & more") == {}

    def test_cells_stand_in_sheet_data_only(self, opened: Open) -> None:
        stray = "<row r='1'><c r='A1'><v>9</v></c></row>"
        data = f"<extLst>{stray}</extLst>{stray}<{{p}}sheetData>{{rows}}<c r='A1'><v>8</v></c></{{p}}sheetData>{stray}"
        cell = "<c r='A1'><x:v xmlns:x='urn:x'>7</x:v><v>1</v><extLst><ext><v>6</v><f>6</f></ext></extLst></c>"
        assert only(opened(f"<row r='1'>{cell}</row>", data=data)) == Cell("number", 1.0)

    def test_alternatives_are_read_and_contradictions_refused(self, opened: Open) -> None:
        space = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
        one = "<row r='1'><c r='A1'><v>1</v></c></row>"
        choice = f"<mc:AlternateContent {space}><mc:Choice Requires='x'>{one}</mc:Choice></mc:AlternateContent>"
        assert only(opened(choice)) == Cell("number", 1.0)
        with pytest.raises(WorkbookError, match="twice"):
            opened(choice + one).cells("Inputs")

    @pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT])
    def test_prefixes_and_strict(self, opened: Open, namespace: str) -> None:
        book = opened(
            "<s:row r='1'><s:c r='A1' t='s' s='1'><s:v>0</s:v></s:c><s:c r='B1' s='1'><s:v>2</s:v></s:c></s:row>",
            names="<s:definedName name='price'>Inputs!$A$1</s:definedName>",
            sheets="<s:sheet name='Inputs' r:id='r1'/>",
            strings="<s:si><s:t>five</s:t></s:si>",
            styles="<s:cellXfs><s:xf/><s:xf numFmtId='22'/></s:cellXfs>",
            namespace=namespace,
            prefix="s",
        )
        assert book.sheet_names == ("Inputs",)
        assert str(book.reference(book.names["price"][0])) == "Inputs!A1"
        assert book.cells("Inputs") == {(1, 1): Cell("text", "five"), (1, 2): Cell("date", 2.0)}

    def test_days_from_1904(self, opened: Open) -> None:
        book = opened("<row r='1'><c r='A1' t='d'><v>1904-01-02</v></c></row>", properties="<workbookPr date1904='1'/>")
        assert only(book) == Cell("date", 1.0)
        assert book.as_datetime(1.0) == datetime(1904, 1, 2)

    def test_days_from_1900(self, opened: Open) -> None:
        book = opened()
        assert book.as_datetime(1) == datetime(1900, 1, 1)
        assert book.as_datetime(61) == datetime(1900, 3, 1)
        assert book.as_datetime(45415.5) == datetime(2024, 5, 3, 12)
        assert book.as_datetime(-1) is None
        assert book.as_datetime(1e300) is None

    def test_sheets_that_are_not_there(self, opened: Open) -> None:
        book = opened(sheets=TWO_SHEETS + '<sheet name="Chart" r:id="r3"/>')
        assert [sheet.kind for sheet in book.sheets] == ["worksheet", "worksheet", "chartsheet"]
        assert [sheet.visible for sheet in book.sheets] == [True, False, True]
        for name in ("Chart", "Nowhere"):
            with pytest.raises(WorkbookError, match=name):
                book.cells(name)

    @pytest.mark.parametrize(
        "sheets",
        [
            "",
            '<sheet name="A" r:id="r9"/>',
            '<sheet name="A"/>',
            '<sheet r:id="r1"/>',
            '<sheet name="A" r:id="r1"/><sheet name="a" r:id="r2"/>',
        ],
    )
    def test_damaged_lists_of_sheets_are_refused(self, opened: Open, sheets: str) -> None:
        with pytest.raises(WorkbookError, match="damaged"):
            opened(sheets=sheets)

    def test_a_sheet_cannot_steer_the_terminal(self, opened: Open) -> None:
        book = opened("<row r='1'><c r='A1'><v>x</v></c></row>", sheets="<sheet name='\u202e_x001B_[2J' r:id='r1'/>")
        for sheet in (book.sheet_names[0], "\x1b"):
            with pytest.raises(WorkbookError) as caught:
                book.cells(sheet)
            assert str(caught.value).isprintable()

    def test_values_are_read_from_a_closed_file_with_an_error_not_a_crash(self, opened: Open) -> None:
        book = opened("<row r='1'><c r='A1'><v>1</v></c></row>")
        book.close()
        with pytest.raises(WorkbookError):
            book.cells("Inputs")


DATE_FORMATS = ["dd/mm/yyyy", "d-m", "h:mm", "[h]:mm", "[mm]:ss", "[s]", "[$-413]d mmmm yyyy;@", "YYYY", 'h"u"', "0;d"]
NUMBER_FORMATS = [
    *("0.00", "General", '0.00" months"', "[Red]0.00", "#,##0;[Red]-#,##0", "0%", "0.00E+00", "# ?/?", "@", ""),
    *(
        '"days" 0',
        r"0 \d",
        "0_d",
        "*y0",
        "[$EUR] #,##0",
        "[$-409]0",
        "[Magenta]0",
        '0 "unclosed day',
        '[<1]0"h";0',
        "€ 0",
    ),
    *("[>=1000]0", '"[h]"0'),
]


@pytest.mark.parametrize("code", DATE_FORMATS)
def test_formats_of_dates(code: str) -> None:
    assert is_date_format(164, code)


@pytest.mark.parametrize("code", NUMBER_FORMATS)
def test_formats_of_numbers(code: str) -> None:
    assert not is_date_format(164, code)


def test_builtin_formats() -> None:
    dates = {number for number in range(164) if is_date_format(number, None)}
    assert dates == {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


CELLS = {
    "Inputs!$C$14": "Inputs!C14",
    "=Inputs!$C$14": "Inputs!C14",
    " inputs!$C$14:$L$14 ": "Inputs!C14:L14",
    "INPUTS!c14": "Inputs!C14",
    "Inputs!$L$15:$C$14": "Inputs!C14:L15",
    "'Inputs'!$A$1:$XFD$1048576": "Inputs!A1:XFD1048576",
    "'Plan &amp; more'!$B$2": "Plan & more!B2",
    "Plan &amp; more!$B$2": "Plan & more!B2",
}
NO_CELLS = {
    "": "empty",
    '"1.0"': "constant",
    "3.5": "constant",
    "-2e3": "constant",
    "TRUE": "constant",
    "{1,2;3,4}": "constant",
    "#N/A": "constant",
    '"a""b!A1"': "constant",
    "#REF!": "lost",
    "Inputs!#REF!": "lost",
    "#REF!$A$1": "lost",
    "SUM(Inputs!#REF!)": "lost",
    "[1]Inputs!$A$1": "other_file",
    "'[1]My sheet'!$A$1": "other_file",
    "'C:\\data\\[Book.xlsx]It''s'!$A$1": "other_file",
    "'http://evil.example/[b.xlsx]S'!A1": "other_file",
    "Inputs!$A$1,Inputs!$B$2": "several_areas",
    "(Inputs!$A$1,'Plan &amp; more'!$B$2:$B$3)": "several_areas",
    "Inputs:Plan!$A$1": "several_areas",
    "'Inputs:Plan &amp; more'!$A$1": "several_areas",
    "Inputs!$A:$C": "whole_columns_or_rows",
    "Inputs!$1:$3": "whole_columns_or_rows",
    "OFFSET(Inputs!$A$1,1,1)": "formula",
    "Inputs!$A$1+1": "formula",
    "Table1[Price]": "formula",
    "other_name": "formula",
    "$A$1": "formula",
    "Inputs!$A$1:INDEX(Inputs!$A:$A,5)": "formula",
    "Inputs!$A$1:Inputs!$A$2": "formula",
    "cmd|'/c calc'!A0": "formula",
    "Nowhere!$A$1": "sheet_missing",
    "'Nowhere at all'!$A$1": "sheet_missing",
    "Chart!$A$1": "not_a_worksheet",
    "Inputs!$XFE$1": "out_of_range",
    "Inputs!$A$1048577": "out_of_range",
    "Inputs!$A$0": "out_of_range",
    "Inputs!ZZZZ99999999": "out_of_range",
    "Inputs!$A$1:$A$99999999999": "out_of_range",
}


def _name(text: str) -> str:
    return f"<definedName name='price'>{text}</definedName>"


class TestNames:
    @pytest.mark.parametrize("text", CELLS)
    def test_that_point_to_cells(self, opened: Open, text: str) -> None:
        book = opened(names=_name(text))
        assert str(book.reference(book.names["price"][0])) == CELLS[text]

    @pytest.mark.parametrize("text", NO_CELLS)
    def test_that_do_not(self, opened: Open, text: str) -> None:
        book = opened(names=_name(text), sheets=TWO_SHEETS + '<sheet name="Chart" r:id="r3"/>')
        with pytest.raises(NotCellsError) as caught:
            book.reference(book.names["price"][0])
        assert caught.value.why == NO_CELLS[text]
        assert str(caught.value).startswith("the name price ")

    def test_apostrophes_in_a_sheet(self, opened: Open) -> None:
        book = opened(names=_name("'It''s ''here'''!$A$1"), sheets="<sheet name=\"It's 'here'\" r:id='r1'/>")
        assert book.reference(book.names["price"][0]) == Reference("It's 'here'", 1, 1, 1, 1)

    def test_scope_case_doubles_and_hiding(self, opened: Open) -> None:
        book = opened(
            names="<definedName name='Price'>Inputs!$A$1</definedName>"
            "<definedName name='PRICE' localSheetId='1'>Inputs!$A$2</definedName>"
            "<definedName name='price' hidden='1'>Inputs!$A$3</definedName>"
            "<definedName name='Größe_x0041_' hidden='true'>1</definedName>"
        )
        assert book.names["price"] == (
            DefinedName("Price", "Inputs!$A$1"),
            DefinedName("PRICE", "Inputs!$A$2", sheet="Plan & more"),
            DefinedName("price", "Inputs!$A$3", hidden=True),
        )
        assert book.names["größea".casefold()][0].hidden

    @pytest.mark.parametrize(
        ("text", "constant"),
        [
            *(('"1.2"', "1.2"), ('="a""b"', 'a"b'), ("2.5", 2.5), ("TRUE", True), ("false", False), ('""', "")),
            *(("Inputs!$A$1", None), ("#REF!", None), ('"a"&amp;"b"', None), ("8%", None), ("", None)),
        ],
    )
    def test_constants(self, opened: Open, text: str, constant: object) -> None:
        assert opened(names=_name(text)).names["price"][0].constant == constant

    @pytest.mark.parametrize("scope", ["2", "-1", "x", ""])
    def test_scopes_that_are_no_sheet_are_refused(self, opened: Open, scope: str) -> None:
        with pytest.raises(WorkbookError, match="belongs to no sheet"):
            opened(names=f"<definedName name='a' localSheetId='{scope}'>1</definedName>")

    @pytest.mark.parametrize("unit", ["[", "'", "A1,", "A1", "A", "(", '"', "'[", "!", ":"])
    def test_endless_ones_are_refused_at_once(self, unit: str) -> None:
        start = perf_counter()
        with pytest.raises(NotCellsError):
            locate(DefinedName("price", unit * 1_000_000))
        assert perf_counter() - start < 5

    @hypothesis_given(st.text(max_size=40) | st.text("AB1$!:,'[]()#REF\"", max_size=20))
    def test_any_text_is_a_reference_or_says_why_not(self, text: str) -> None:
        try:
            found: object = locate(DefinedName("price", text))
        except NotCellsError as error:
            found = error.why
        assert found


def test_names_of_a_real_size_are_read_quickly(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with Writer(path) as writer:
        sheets = [writer.add_worksheet(name) for name in ("Inputs", "Today", "Plan", "Zero")]
        for row in range(120):
            for column in range(3):
                sheets[0].write_number(row, column, row + column / 10)
                writer.define_name(f"driver_{row}_of_{column}", f"=Inputs!${'ABC'[column]}${row + 1}")
            for column in range(3, 12):
                sheets[0].write_string(row, column, f"an explanation of row {row}, number {column}")
        for sheet in sheets[1:]:
            for row in range(160):
                for column in range(14):
                    sheet.write_formula(row, column, f"=driver_{row % 120}_of_1*{column}", None, 1.0)
    best = min(_seconds_to_read_names(path) for _ in range(5))
    assert best < 0.15  # some 10 ms on a slow computer; this catches reading a sheet for each name


def _seconds_to_read_names(path: Path) -> float:
    start = perf_counter()
    with Workbook.open(path) as book:
        references = [book.reference(names[0]) for names in book.names.values()]
        wanted = {address for reference in references for address in reference.addresses()}
        assert len(book.cells("Inputs", wanted)) == 360
    return perf_counter() - start


# Against openpyxl ----------------------------------------------------------------------------------------------------


def _same(cell: Cell, their_cell: Any, book: Workbook) -> bool:
    value, theirs = cell.value, their_cell.value
    if cell.kind == "blank":  # openpyxl puts a link's address into a blank cell
        return theirs is None or their_cell.hyperlink is not None
    if cell.kind == "text":  # openpyxl drops empty texts and leaves escapes as they are
        return _decoded(str(theirs or "")) == _decoded(str(value))
    if isinstance(theirs, bool) or isinstance(value, bool):
        return theirs is value
    if isinstance(theirs, int | float):
        return theirs == value
    if cell.kind == "error":
        return theirs == value
    return isinstance(value, float) and _same_moment(value, theirs, book)


def _same_moment(serial: float, theirs: object, book: Workbook) -> bool:
    if isinstance(theirs, timedelta):
        return abs(theirs.total_seconds() / 86400 - serial) < 1e-6
    ours = book.as_datetime(serial)
    if ours is None:  # Excel shows no day before its first; openpyxl counts on backwards
        return serial < 0 and isinstance(theirs, datetime) and theirs == datetime(1899, 12, 30) + timedelta(days=serial)
    if isinstance(theirs, time):
        theirs = datetime.combine(ours.date(), theirs)
    elif isinstance(theirs, date) and not isinstance(theirs, datetime):
        theirs = datetime.combine(theirs, time())
    return isinstance(theirs, datetime) and bool(abs(ours - theirs) < timedelta(seconds=1))


def _decoded(text: str) -> str:
    """Make openpyxl's texts, whose escapes are half decoded, comparable with ours."""
    text = text.replace("_x005F_", "_").replace("x005F_", "")
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text).replace("\r", "")


def _theirs(path: Path) -> Any:
    """Give what openpyxl reads; None where it cannot read a file or, of some Strict files, finds no sheets."""
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception:
        return None
    return book if book.sheetnames else None


def _global_names(book: Workbook) -> set[str]:
    """Give the names of the whole workbook; openpyxl keeps those that Excel reserves apart."""
    names = (name for names in book.names.values() for name in names if name.sheet is None)
    return {name.name.casefold() for name in names if not name.name.startswith("_xlnm.")}


def _compared(book: Workbook, theirs: Any, file: str) -> int:
    """Compare all cells of all sheets; give how many of them hold something."""
    compared = 0
    for sheet in (sheet for sheet in book.sheets if sheet.kind == "worksheet"):
        ours = book.cells(sheet.name)
        filled = [cell for row in theirs[sheet.name].iter_rows() for cell in row if cell.value is not None]
        assert {(cell.row, cell.column) for cell in filled} <= ours.keys(), f"{file} {sheet.name}"
        for address, cell in ours.items():
            their_cell = theirs[sheet.name].cell(*address)
            where = f"{file} {sheet.name}!{format_address(*address)}"
            assert _same(cell, their_cell, book), f"{where}: {cell} and {their_cell.value!r}"
            compared += cell.kind != "blank"
    return compared


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl", "ignore::DeprecationWarning:openpyxl")
def test_real_workbooks_agree_with_openpyxl() -> None:
    compared = []
    for path in sorted(CORPUS.glob("*.xl*")):
        theirs = _theirs(path)
        with Workbook.open(path) as book:  # all of them are valid: none is refused
            if theirs is None:
                assert book.sheets
                for sheet in book.sheets:
                    book.cells(sheet.name)
            else:
                assert _global_names(book) == {name.casefold() for name in theirs.defined_names}, path.name
                compared.append(_compared(book, theirs, path.name))
    assert len(compared) >= 35
    assert sum(compared) > 20_000
