"""The quick way through a sheet, and through the names of a workbook, gives what the listener hears, or nothing."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbook.hostile import BOOK, INPUTS, example

from xl_service_roi.spreadsheet.addresses import Address, column_letters, format_address
from xl_service_roi.spreadsheet.defined_names import Reference
from xl_service_roi.spreadsheet.parts import Contents, DamageError, RawCell, SheetCells
from xl_service_roi.spreadsheet.quick_cells import formula_addresses, quick_cells
from xl_service_roi.spreadsheet.quick_names import quick_contents
from xl_service_roi.spreadsheet.safe_xml import MAX_DEPTH, UnsafeXmlError, parse

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
EXCEL = (
    f'<worksheet xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
)
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

Wanted = Reference | frozenset[Address] | None


def heard(data: bytes, wanted: Wanted = None) -> dict[Address, RawCell] | None:
    """What the listener hears; None where it refuses the sheet."""
    listener = SheetCells(wanted)
    try:
        parse(data, listener)
    except (UnsafeXmlError, DamageError):
        return None
    return listener.found if listener.is_worksheet else None


def agreed(data: bytes, wanted: Wanted = None) -> bool:
    """Check that the quick way agrees with the listener; tell whether it had anything to say."""
    quick = quick_cells(data, wanted)
    assert quick is None or quick == heard(data, wanted)
    return quick is not None


def sheet(rows: str, root: str = f'<worksheet xmlns="{MAIN}">', head: str = "", tail: str = "") -> bytes:
    return f"{DECLARED}{root}{head}<sheetData>{rows}</sheetData>{tail}</worksheet>".encode()


PROGRAMS = {
    "Excel": sheet(
        '<row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" s="2" t="s"><v>0</v></c><c r="B1" s="3"/></row>'
        '<row r="2" spans="1:3" ht="15.75" thickBot="1" x14ac:dyDescent="0.3"><c r="A2"><f>1+B1</f><v>1</v></c>'
        '<c r="B2" t="str"><f t="shared" ref="B2:B3" si="0">A2&amp;"a"</f><v xml:space="preserve"> 1a</v></c>'
        '<c r="C2" s="1" cm="1"><f t="array" aca="1" ref="C2" ca="1">SUM(A2:A3)</f><v>3</v></c></row>'
        '<row r="3" spans="1:3" x14ac:dyDescent="0.25"><c r="B3" t="str"><f t="shared" si="0"/><v>1a</v></c>'
        '<c r="C3" t="e" vm="1"><v>#N/A</v></c><c r="D3" t="b"><v>1</v></c></row>'
        '<row r="9" spans="1:3" hidden="1" x14ac:dyDescent="0.25"/>',
        EXCEL,
        head='<dimension ref="A1:D3"/><cols><col min="1" max="1" width="9.14"/></cols>',
        tail='<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    ),
    "LibreOffice": sheet(
        '<row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" '
        'collapsed="false"><c r="A1" s="0" t="n"><f aca="false">IF(B1=&quot;&quot;,1,2)</f><v>1</v></c></row>'
    ),
    "openpyxl": sheet(
        '<row r="1" ht="20" customHeight="1" s="3"><c r="A1" t="inlineStr"><is><t>in line</t></is></c>'
        '<c r="B1" t="n"><v>2.5</v></c><c r="C1"><f>A1</f><v/></c></row>'
    ),
    "Strict": sheet('<row r="1"><c r="A1"><v>1</v></c></row>', f'<worksheet xmlns="{STRICT}">'),
    "byte order mark": b"\xef\xbb\xbf" + sheet('<row r="1"><c r="A1" t="str"><v>caf\u00e9 \U0001f600</v></c></row>'),
    "no declaration": sheet('<row r="999999"><c r="A999999"/><c r="WZZ999999"/></row>')[len(DECLARED) :],
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_programs_write_is_read_quickly(program: str) -> None:
    assert agreed(PROGRAMS[program])
    assert heard(PROGRAMS[program])


UNUSUAL = {
    "prefix": sheet('<x:row r="1"><x:c r="A1"/></x:row>', f'<worksheet xmlns="{MAIN}" xmlns:x="{MAIN}">'),
    "prefix that means nothing": sheet('<row r="1" x14ac:dyDescent="1"><c r="A1"/></row>'),
    "another namespace": sheet('<row r="1"><c r="A1"/></row>', '<worksheet xmlns="urn:x">'),
    "a namespace on a row": sheet('<row r="1" xmlns="urn:x"><c r="A1"/></row>'),
    "remark": sheet('<row r="1"><!-- <c r="A1"/> --><c r="B1"/></row>'),
    "all in a remark": sheet('<row r="1"><c r="A1"/></row>', head="<!--", tail="--><sheetData/>"),
    "all in a literal": sheet('<row r="1"><c r="A1"/></row>', head="<a><![CDATA[", tail="]]></a>"),
    "deeper": sheet('<row r="1"><c r="A1"/></row>', head="<a>", tail="</a>"),
    "as deep as can be": sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        head="<mc:Choice>" * (MAX_DEPTH - 4),
        tail="</mc:Choice>" * (MAX_DEPTH - 4),
        root=EXCEL,
    ),
    "cells twice": sheet('<row r="1"><c r="A1"/></row>', head="<sheetData/>"),
    "literal": sheet('<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>'),
    "instruction": sheet('<row r="1"><?do it?><c r="A1"/></row>'),
    "reference to a character": sheet('<row r="1"><c r="A1"><v>&#49;</v></c></row>'),
    "line end of Windows": sheet('<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>'),
    "end of a literal": sheet('<row r="1"><c r="A1" t="str"><v>]]></v></c></row>'),
    "no character": sheet('<row r="1"><c r="A1" t="str"><v>\uffff</v></c></row>'),
    "half a character": sheet('<row r="1"><c r="A1" t="str"><v>\u00e9</v></c></row>').replace(b"\xc3\xa9", b"\xc3"),
    "control character": sheet('<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>'),
    "space between": sheet('<row r="1"> <c r="A1"/></row>'),
    "quotes of the other kind": sheet("<row r='1'><c r='A1'/></row>"),
    "row without a number": sheet('<row><c r="A1"/></row>'),
    "cell without an address": sheet('<row r="1"><c/><c><v>1</v></c></row>'),
    "rows in no order": sheet('<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>'),
    "cells in no order": sheet('<row r="1"><c r="B1"/><c r="A1"/></row>'),
    "row twice": sheet('<row r="1"><c r="A1"/></row><row r="1"><c r="B1"/></row>'),
    "cell twice": sheet('<row r="1"><c r="A1"/><c r="A1"/></row>'),
    "cell twice in a row twice": sheet('<row r="1"><c r="A1"/></row><row r="1"><c r="A1"/></row>'),
    "cell in another row": sheet('<row r="1"><c r="A2"/></row>'),
    "cell beyond the edge": sheet('<row r="1"><c r="XFE1"/></row>'),
    "last cell": sheet('<row r="1048576"><c r="XFD1048576"/></row>'),
    "row beyond the last": sheet('<row r="1048577"/>'),
    "row 0": sheet('<row r="0"/>'),
    "zeros in front": sheet('<row r="01"><c r="A1"/></row>'),
    "small letter": sheet('<row r="1"><c r="a1"/></row>'),
    "dollars": sheet('<row r="1"><c r="$A$1"/></row>'),
    "two values": sheet('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>'),
    "two formulas": sheet('<row r="1"><c r="A1"><f>1</f><f>2</f></c></row>'),
    "value before the formula": sheet('<row r="1"><c r="A1"><v>1</v><f>1</f></c></row>'),
    "type before the style": sheet('<row r="1"><c r="A1" t="s" s="1"><v>1</v></c></row>'),
    "attribute twice": sheet('<row r="1"><c r="A1" s="1" s="2"/></row>'),
    "attribute of a row twice": sheet('<row r="1" ht="1" spans="1" ht="2"><c r="A1"/></row>'),
    "attribute of a formula twice": sheet('<row r="1"><c r="A1"><f si="1" t="shared" si="2"/></c></row>'),
    "rich text in line": sheet('<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>'),
    "more than one text in line": sheet('<row r="1"><c r="A1"><is><t>a</t></is><v>1</v></c></row>'),
    "row in a row": sheet('<row r="1"><row r="2"><c r="A2"/></row></row>'),
    "cell in a cell": sheet('<row r="1"><c r="A1"><c r="B1"/></c></row>'),
    "cell without a row": sheet('<c r="A1"/>'),
    "extension": sheet('<row r="1"><c r="A1"><v>1</v><extLst/></c><extLst/></row>'),
    "not closed": sheet('<row r="1"><c r="A1"><v>1</v></row>'),
    "not closed behind": sheet('<row r="1"><c r="A1"/></row>', tail="<pageMargins>"),
    "doctype": b"<!DOCTYPE x>" + sheet('<row r="1"><c r="A1"/></row>')[len(DECLARED) :],
    "UTF-16": sheet('<row r="1"><c r="A1"/></row>').decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "UTF-16, undeclared": sheet('<row r="1"><c r="A1"/></row>')[len(DECLARED) :].decode().encode("utf-16"),
    "Latin-1": sheet('<row r="1"><c r="A1" t="str"><v>\u00e9</v></c></row>')
    .decode()
    .replace("UTF-8", "ISO-8859-1")
    .encode("latin-1"),
    "no sheet": b"<a><sheetData></sheetData></a>",
    "nothing": b"",
}


@pytest.mark.parametrize("kind", UNUSUAL)
@pytest.mark.parametrize("wanted", [None, frozenset({(1, 1)}), Reference("", 1, 1, 2, 2)], ids=["all", "one", "area"])
def test_what_is_unusual_is_read_alike_or_left_to_the_listener(kind: str, wanted: Wanted) -> None:
    agreed(UNUSUAL[kind], wanted)


def test_what_must_not_be_read_quickly() -> None:
    quickly = {kind for kind, data in UNUSUAL.items() if quick_cells(data, None) is not None}
    assert quickly == {"rows in no order", "cells in no order", "row twice"}


# Sheets that hypothesis writes ----------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("&<>\"'\t\n]_x"), max_size=8)
PLAIN = st.sampled_from(["1", "0.15", "-2E-3", "#N/A", "TRUE", "a b", ""])
CONTENT = st.builds(lambda text: escape(text).replace("\ufffe", "").replace("\uffff", ""), PLAIN | TEXTS)


def elements(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """What stands in a cell."""
    value = st.builds("<v>{}</v>".format, content) | st.sampled_from(["", "<v/>", '<v xml:space="preserve"> </v>'])
    attributes = st.sampled_from(
        ["", ' t="shared" ref="A1:A9" si="0"', ' aca="false"', ' ca="1"', ' t="array" ref="A1"']
    )
    formula = st.builds("<f{}>{}</f>".format, attributes, content) | st.sampled_from(["", "", '<f t="shared" si="0"/>'])
    inline = st.builds("<is><t>{}</t></is>".format, content)
    return st.builds(str.__add__, formula, value) | inline


def element(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag.split()[0]}>" if inside else f"<{tag}/>"


def cells(row: int, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The cells of a row, in their order."""
    column = st.integers(1, 30) | st.sampled_from([702, 703, 16_000])
    more = st.sampled_from(["", "", ' s="3"', ' s="0" t="s"', ' t="str"', ' t="b"', ' t="inlineStr" cm="1"', ' vm="2"'])
    distinct = st.dictionaries(column, st.tuples(more, inside), max_size=6)
    return distinct.map(
        lambda found: "".join(
            element(f'c r="{column_letters(column)}{row}"{more}', text)
            for column, (more, text) in sorted(found.items())
        )
    )


@st.composite
def usual_sheets(draw: st.DrawFn) -> bytes:
    """A sheet as programs write them."""
    rows = []
    for row in sorted(draw(st.sets(st.integers(1, 40) | st.integers(1, 999_999), max_size=5))):
        more = draw(st.sampled_from(["", ' spans="1:9"', ' ht="15" customHeight="1"', ' s="1" x14ac:dyDescent="0.25"']))
        rows.append(element(f'row r="{row}"{more}', draw(cells(row, elements(CONTENT)))))
    return sheet("".join(rows), EXCEL)


WANTED = (
    st.none()
    | st.frozensets(st.tuples(st.integers(1, 12), st.integers(1, 20)), max_size=40)
    | st.builds(
        lambda row, column, rows, columns: Reference("", row, column, row + rows, column + columns),
        *(st.integers(1, 20), st.integers(1, 20), st.integers(0, 30), st.integers(0, 16_000)),
    )
)


@given(usual_sheets(), WANTED)
def test_any_usual_sheet_is_read_quickly(data: bytes, wanted: Wanted) -> None:
    if b"<row" in data:
        assert agreed(data, wanted)
        found = heard(data)
        assert found is not None
        with_formula = {format_address(*address) for address, cell in found.items() if cell.formula is not None}
        assert formula_addresses(data) == with_formula


PIECES = st.sampled_from(
    [
        *(
            "<row",
            "<row r='1'>",
            '<row r="1">',
            '<row r="2" ht="1">',
            "</row>",
            "<row/>",
            "</c>",
            "<c>",
            '<c r="A1">',
            "<c/>",
        ),
        *(
            '<c r="A1"/>',
            '<c r="B1" s="1">',
            '<c r="A2"/>',
            '<c r="C2" t="s">',
            '<c r="a2">',
            "<v>",
            "</v>",
            "<v/>",
            "1",
            "<f>",
        ),
        *(
            "</f>",
            '<f t="shared">',
            "<is>",
            "</is>",
            "<t>",
            "</t>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "&amp;",
            "&#65;",
            "&x;",
        ),
        *(
            " ",
            "\n",
            "\r",
            "\x00",
            "\u00e9",
            "\uffff",
            ">",
            "<",
            '"',
            "'",
            "<sheetData>",
            "</sheetData>",
            "<x:c/>",
            "<?x?>",
        ),
    ]
)


@given(st.lists(PIECES, max_size=12), WANTED)
def test_any_pieces_are_read_alike_or_left_to_the_listener(pieces: list[str], wanted: Wanted) -> None:
    agreed(sheet("".join(pieces)), wanted)
    agreed(sheet('<row r="1"><c r="A1"><v>' + "".join(pieces) + "</v></c></row>"), wanted)


# Real sheets, spoilt and whole ----------------------------------------------------------------------------------------

SPOILS = [
    *(
        b"<!-- -->",
        b"<![CDATA[1]]>",
        b"<?x?>",
        b"&amp;",
        b"&#49;",
        b"&x;",
        b"\r",
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xef\xbf\xbf",
    ),
    *(
        b"</row>",
        b'<row r="6">',
        b'<c r="C6"/>',
        b"<c/>",
        b"<row/>",
        b"<v>2</v>",
        b"]]>",
        b">",
        b"<",
        b'"',
        b" ",
        b"\n",
        b"7",
    ),
    *(
        b"<sheetData>",
        b"</sheetData>",
        b' xmlns="x"',
        b' s="1"',
        b' r="9"',
        b' x14ac:dyDescent="0"',
        b"<x:c/>",
        b"\xc3\xa9",
    ),
]


def spoilt(data: bytes, cases: int, chance: random.Random) -> Iterator[bytes]:
    for _ in range(cases):
        changed = data
        for _ in range(chance.choice((1, 1, 2, 3))):
            at = chance.randrange(len(changed))
            cut = chance.choice((0, 0, 1, 2, 8))
            changed = changed[:at] + chance.choice((b"", chance.choice(SPOILS))) + changed[at + cut :]
        yield changed


def part_of_the_example() -> bytes:
    """Some rows of our own sheet with what surrounds them, in little: quick to parse a thousand times."""
    text = example()[INPUTS].decode()
    rows = re.findall("<row .*?</row>", text)
    return sheet(
        "".join(rows[:8]), EXCEL, tail='<dataValidations count="1"><dataValidation sqref="C6"/></dataValidations>'
    )


@pytest.mark.parametrize("source", [part_of_the_example, lambda: PROGRAMS["Excel"]], ids=["ours", "Excel"])
def test_a_spoilt_sheet_is_read_alike_or_left_to_the_listener(source: Callable[[], bytes]) -> None:
    chance = random.Random(20_260_101)
    wanted = [None, frozenset({(6, 3), (2, 3), (1, 1)}), Reference("", 2, 2, 7, 5)]
    said = [agreed(data, chance.choice(wanted)) for data in spoilt(source(), 1_500, chance)]
    assert 150 < sum(said) < 1_350


def test_spoilt_names_are_read_alike_or_left_to_the_listener() -> None:
    text = example()[BOOK].decode()
    names = re.findall("<definedName .*?</definedName>", text)
    short = re.sub("<definedNames>.*</definedNames>", f"<definedNames>{''.join(names[:9])}</definedNames>", text)
    assert contents_agree(example()[BOOK])
    said = [contents_agree(data) for data in spoilt(short.encode(), 1_500, random.Random(7))]
    assert 150 < sum(said) < 1_350


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("&<>\"'_x0041_"), max_size=12)


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["", ' hidden="1"', ' localSheetId="0"', ' xmlns="x"']))))
def test_any_names_are_read_alike_or_left_to_the_listener(names: list[tuple[str, str, str]]) -> None:
    quoted = {'"': "&quot;"}
    rows = (
        f'<definedName name="{escape(name, quoted)}"{more}>{escape(text)}</definedName>' for name, text, more in names
    )
    book = f'{DECLARED}<workbook xmlns="{MAIN}"><sheets/><definedNames>{"".join(rows)}</definedNames></workbook>'
    assert contents_agree(book.encode()) or 'xmlns="x"' in book or "\uffff" in book or "\ufffe" in book


def contents_agree(data: bytes) -> bool:
    """Check that the quick way agrees with the listener; tell whether it had anything to say."""
    quick = quick_contents(data)
    if quick is None:
        return False
    listener = Contents()
    parse(data, listener)
    for each in ("is_workbook", "counts_from_1904", "sheets", "names"):
        assert getattr(quick, each) == getattr(listener, each)
    return True


@pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not beside the checkout")
def test_real_workbooks_are_read_alike_and_mostly_quickly() -> None:
    sheets, books = [], []
    for path in sorted(CORPUS.glob("*.xl*")):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            sheets += [agreed(archive.read(name)) for name in names if re.match(r"xl/worksheets/[^/]+\.xml$", name)]
            books += [contents_agree(archive.read(name)) for name in names if re.match(r"xl/workbook\d*\.xml$", name)]
    assert sum(sheets) > 80  # the others have prefixes, or no cells at all
    assert sum(books) > 15  # the others have no names


# Time -----------------------------------------------------------------------------------------------------------------

LONG_ROWS = {
    "cells": "".join(f'<c r="{column_letters(column)}1"/>' for column in range(1, 6_000)),
    "values": "".join(f'<c r="{column_letters(column)}1"><v>1</v></c>' for column in range(1, 4_000)),
    "texts": "".join(f'<c r="{column_letters(column)}1" t="s"><v>&amp;</v></c>' for column in range(1, 3_000)),
    "entities": f'<c r="A1"><f>{"&amp;" * 20_000}</f></c>',
    "attributes": '<c r="A1"><f' + ' si="1"' * 15_000 + "/></c>",
    "digits": f'<c r="A1"><v>{"1" * 100_000}</v></c>',
}


@pytest.mark.parametrize("row", LONG_ROWS)
def test_a_long_row_that_fails_at_its_end_takes_no_longer(row: str) -> None:
    """A pattern that tries each cell in two ways would take 2**6000 steps."""
    data = sheet(f'<row r="1">{LONG_ROWS[row]}<end/></row>')
    start = perf_counter()
    assert quick_cells(data, None) is None
    assert perf_counter() - start < 1  # some 0.003
