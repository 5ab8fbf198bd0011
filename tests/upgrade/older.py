"""Workbooks of models that never were: the present template with rows, names and sheets changed in its XML.

Only so can an upgrade be tried while there is one version of the model. The layout of the workbook did change: a file
of the former one is kept here as it was shipped.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from workbook_edits import BOOK, Formula, Parts, insert_rows, parts_of, set_cell, set_name, sheet_parts

from xl_service_roi.labels import labels
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.spreadsheet.addresses import column_letters, column_number, parse_address
from xl_service_roi.uncertainty import PARTS
from xl_service_roi.workbook.layout import LABEL, LAST, NAME, VALUE, Layout
from xl_service_roi.workbook.names import MODEL_NAME

LAYOUT = Layout(labels("en"))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
FORMER_LAYOUT = Path(__file__).with_name("former_layout.xlsx")
"""The illustrative firm in English, before the essentials stood in the order in which a manager thinks."""
FORMER_COLUMN = {
    **{"today": 3, "plan": 4, "zero": 5, "highest": 7, "source": 8, "status": 9, "note": 10, "name": 13},
    **{"low": 14, "meaning": 19},
}
"""Of its inputs sheet."""
CONTENT_TYPES, CONTENTS_LEAD_TO = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"


def aged(parts: Parts, version: str = "0.9") -> Parts:
    """The same workbook, made for another version of the model."""
    set_name(parts, MODEL_NAME, f'"{version}"')
    return parts


def row_of(parts: Parts, sheet: str, name: str) -> int:
    """The row of a technical name on a sheet of an English template, wherever it was moved to."""
    text = parts[sheet_parts(parts)[sheet]].decode()
    strings = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", parts["xl/sharedStrings.xml"].decode())
    for row, kind, value in re.findall(r'<c r="[A-Z]+(\d+)"[^>]*? t="(s|inlineStr)"><(?:v|is><t[^>]*)>([^<]*)<', text):
        if (strings[int(value)] if kind == "s" else value) == name:
            return int(row)
    raise AssertionError(f"{sheet} has no {name}")


def column(number: int) -> str:
    return column_letters(number)


def put(parts: Parts, place: str, value: Any) -> None:
    """Type into any cell, whether the file mentions it or not."""
    sheet, address = place.split("!")
    part = sheet_parts(parts)[sheet]
    text = parts[part].decode()
    if f'<c r="{address}"' not in text:
        number, across = parse_address(address)
        row = re.search(rf'<row r="{number}"[^>]*?(?:/>|>.*?</row>)', text)
        if row is None:
            later = (int(each) for each in re.findall(r'<row r="(\d+)"', text) if int(each) > number)
            at = text.find(f'<row r="{min(later, default=0)}"')
            at = text.index("</sheetData>") if at < 0 else at
            text = f'{text[:at]}<row r="{number}"><c r="{address}"/></row>{text[at:]}'
        else:
            cells = re.findall(r"<c .*?(?:/>|</c>)", row[0])
            before = [each for each in cells if parse_address(_address(each))[1] < across]
            opened = re.match("<row[^>]*?(?=/?>)", row[0])
            assert opened
            inside = "".join([*before, f'<c r="{address}"/>', *cells[len(before) :]])
            text = f"{text[: row.start()]}{opened[0]}>{inside}</row>{text[row.end() :]}"
        parts[part] = text.encode()
    set_cell(parts, place, value)


def _address(cell: str) -> str:
    found = re.search('r="([A-Z]+[0-9]+)"', cell)
    assert found
    return found[1]


def put_formula(parts: Parts, place: str, formula: str, value: float, attributes: str = "") -> None:
    """A formula that was calculated; ``attributes`` are those of its element."""
    put(parts, place, Formula(formula))
    sheet, address = place.split("!")
    part = sheet_parts(parts)[sheet]
    found = re.search(rf'(<c r="{address}"[^>]*>)<f>([^<]*)</f></c>', parts[part].decode())
    assert found
    cell = f"{found[1]}<f{attributes}>{found[2]}</f><v>{value!r}</v></c>"
    parts[part] = parts[part].replace(found[0].encode(), cell.encode())


# --- another model ---------------------------------------------------------------------------------------------------


def delete_row(parts: Parts, sheet: str, row: int) -> None:
    """Delete a row as Excel does, but for formulas that refer to it, which a former model would not have."""
    part = sheet_parts(parts)[sheet]
    text, count = re.subn(rf'<row r="{row}"[^>]*?(?:/>|>.*?</row>)', "", parts[part].decode())
    assert count == 1, f"{sheet} has no row {row}"
    parts[part] = text.encode()
    insert_rows(parts, sheet, row + 1, -1)


def without_driver(parts: Parts, driver: str) -> None:
    """A model that does not know a driver yet."""
    for name in (driver, *(f"{driver}_{ending}" for ending in (*FUTURES, *PARTS))):
        set_name(parts, name)
    delete_row(parts, "Inputs", row_of(parts, "Inputs", driver))
    if driver in LAYOUT.future.rows:
        without_line(parts, driver)


def without_line(parts: Parts, line: str) -> None:
    """A model that does not know a line yet."""
    for future in FUTURES:
        delete_row(parts, LAYOUT.sheets[future], row_of(parts, LAYOUT.sheets[future], line))


def without_measure(parts: Parts, measure: str) -> None:
    """A model that does not know a measure yet."""
    set_name(parts, f"result_{measure}")
    delete_row(parts, "Results", row_of(parts, "Results", measure))


def former_name(parts: Parts, driver: str, former: str) -> None:
    """A model that called a driver otherwise, in the former layout."""
    book = parts[BOOK].decode()
    endings = "|".join((*FUTURES, *PARTS))
    parts[BOOK] = re.sub(rf'(?<=name="){driver}(?=(?:_(?:{endings}))?")', former, book).encode()
    put(parts, f"Inputs!{column(FORMER_COLUMN['name'])}{row_of(parts, 'Inputs', driver)}", former)
    for future in FUTURES if driver in LAYOUT.future.rows else ():
        sheet = LAYOUT.sheets[future]
        put(parts, f"{sheet}!{column(NAME)}{row_of(parts, sheet, driver)}", former)


def with_former_driver(parts: Parts, name: str, after: str, values: Sequence[Any]) -> int:
    """A model with a driver that is no more, with values in its futures, in the former layout; its row."""
    row = row_of(parts, "Inputs", after) + 1
    insert_rows(parts, "Inputs", row, 1)
    put(parts, f"Inputs!{column(LABEL)}{row}", "A former input")
    put(parts, f"Inputs!{column(FORMER_COLUMN['name'])}{row}", name)
    for future, value in zip(FUTURES, values, strict=False):
        letters = column(FORMER_COLUMN[future])
        put(parts, f"Inputs!{letters}{row}", value)
        set_name(parts, f"{name}_{future}", f"Inputs!${letters}${row}")
    return row


def with_former_row(parts: Parts, sheet: str, name: str, after: str, value: float) -> int:
    """A model with a line or a measure that is no more, the same in every column; its row."""
    row = row_of(parts, sheet, after) + 1
    insert_rows(parts, sheet, row, 1)
    put(parts, f"{sheet}!{column(LABEL)}{row}", "A former figure")
    put(parts, f"{sheet}!{column(NAME)}{row}", name)
    for number in range(VALUE, LAST + 1):
        put_formula(parts, f"{sheet}!{column(number)}{row}", f"{value!r}*1", value)
    return row


def of_first_layout() -> Parts:
    """The illustrative firm in a template without columns for ranges and without sheets for scenarios and analyses."""
    parts = parts_of(FORMER_LAYOUT)
    for name in LAYOUT.names_beside():
        set_name(parts, name)
    part = sheet_parts(parts)["Inputs"]
    text = re.sub(r'<c r="([A-Z]+)(\d+)"([^>]*?(?:/>|>.*?</c>))', _of_first_columns, parts[part].decode())
    text = re.sub(r"<dataValidation (?:(?!</dataValidation>).)*?(?:ISNUMBER|PERT).*?</dataValidation>", "", text)
    parts[part] = text.encode()
    for sheet in ("Scenarios", "Analyses"):
        remove_sheet(parts, sheet)
    return parts


def _of_first_columns(cell: re.Match[str]) -> str:
    first, last = FORMER_COLUMN["low"], FORMER_COLUMN["meaning"]
    number = column_number(cell[1])
    if number == last:
        return f'<c r="{column(first)}{cell[2]}"{cell[3]}'
    return "" if first <= number < last else cell[0]


def remove_sheet(parts: Parts, sheet: str) -> None:
    """Remove a sheet to which no formula refers."""
    part = sheet_parts(parts)[sheet]
    book = parts[BOOK].decode()
    tabs = re.findall(r'<sheet name="([^"]+)"', book)
    position = tabs.index(sheet)
    book = re.sub(rf'<definedName [^>]*localSheetId="{position}"[^>]*>[^<]*</definedName>', "", book)
    later = re.compile(r'localSheetId="(\d+)"')
    book = later.sub(lambda m: f'localSheetId="{int(m[1]) - (int(m[1]) > position)}"', book)
    tab = re.search(rf'<sheet name="{re.escape(sheet)}" sheetId="\d+"[^>]*r:id="(\w+)"/>', book)
    assert tab
    parts[BOOK] = book.replace(tab[0], "").encode()
    leads = re.sub(rf'<Relationship Id="{tab[1]}"[^>]*/>', "", parts[CONTENTS_LEAD_TO].decode())
    parts[CONTENTS_LEAD_TO] = leads.encode()
    for gone in _with_related(parts, part):
        del parts[gone]
        types = re.sub(rf'<Override PartName="/{re.escape(gone)}"[^>]*/>', "", parts[CONTENT_TYPES].decode())
        parts[CONTENT_TYPES] = types.encode()


def _with_related(parts: Parts, part: str) -> list[str]:
    """A part, and the drawings and charts that it leads to."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in parts:
        return [part]
    targets = re.findall(r'Target="\.\./([^"]+)"', parts[rels].decode())
    return [part, rels, *(each for target in targets for each in _with_related(parts, f"xl/{target}"))]


# --- what users add --------------------------------------------------------------------------------------------------


def add_sheets(parts: Parts, written: Callable[[xlsxwriter.Workbook], Any]) -> None:
    """Add sheets with all that is on them, but without formats: they are written into a workbook that has ours too."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})  # texts stand in their cells
    ours = sheet_parts(parts)
    for sheet in ours:
        book.add_worksheet(sheet)
    written(book)
    book.close()
    with zipfile.ZipFile(stream) as archive:
        others = {name: archive.read(name) for name in archive.namelist()}
    for sheet, part in sheet_parts(others).items():
        if sheet not in ours:
            _add_sheet(parts, others, sheet, part)


_FOLDERS = ("xl/drawings/", "xl/charts/", "xl/media/", "xl/comments", "xl/tables/")


def _add_sheet(parts: Parts, others: Parts, sheet: str, part: str) -> None:
    rels = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    added = [part, *(name for name in others if name == rels or name.startswith(_FOLDERS))]
    types = parts[CONTENT_TYPES].decode()
    for name in (each for each in added if each not in parts):
        parts[name] = others[name]
        listed = re.search(rf'<Override PartName="/{re.escape(name)}"[^>]*/>', others[CONTENT_TYPES].decode())
        types = types.replace("</Types>", listed[0] + "</Types>") if listed else types
    for default in re.findall('<Default Extension="(?:vml|png)"[^>]*/>', others[CONTENT_TYPES].decode()):
        types = types if default in types else types.replace("<Override", default + "<Override", 1)
    parts[CONTENT_TYPES] = types.encode()
    number = re.findall(r"\d+", part)[-1]
    relation = f'<Relationship Id="rIdOwn{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
    entry = f'<sheet name="{sheet}" sheetId="{number}" r:id="rIdOwn{number}"/>'
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", f"{entry}</sheets>".encode())
    parts[CONTENTS_LEAD_TO] = parts[CONTENTS_LEAD_TO].replace(
        b"</Relationships>", f"{relation}</Relationships>".encode()
    )


def add_comments(parts: Parts, sheet: str, texts: Mapping[str, str]) -> None:
    """Comments on cells of a sheet that has none, by their addresses."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for each in sheet_parts(parts):
        book.add_worksheet(each)
    for address, text in texts.items():
        book.get_worksheet_by_name(sheet).write_comment(address, text)
    book.close()
    with zipfile.ZipFile(stream) as archive:
        comments, drawn = archive.read("xl/comments1.xml"), archive.read("xl/drawings/vmlDrawing1.vml")
    part = sheet_parts(parts)[sheet]
    number = re.findall(r"\d+", part)[-1]
    rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    assert rels not in parts
    kinds = {"comments": f"../comments{number}0.xml", "vmlDrawing": f"../drawings/vmlDrawing{number}0.vml"}
    parts[f"xl/comments{number}0.xml"], parts[f"xl/drawings/vmlDrawing{number}0.vml"] = comments, drawn
    parts[rels] = _RELATIONSHIPS.format(
        "".join(
            f'<Relationship Id="rIdC{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for at, (kind, target) in enumerate(kinds.items())
        )
    ).encode()
    parts[part] = parts[part].replace(b"</worksheet>", b'<legacyDrawing r:id="rIdC1"/></worksheet>')
    types = parts[CONTENT_TYPES].decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    types = types.replace("</Types>", f'<Override PartName="/xl/comments{number}0.xml" ContentType="{kind}"/></Types>')
    if 'Extension="vml"' not in types:
        kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        types = types.replace("<Override", f'<Default Extension="vml" ContentType="{kind}"/><Override', 1)
    parts[CONTENT_TYPES] = types.encode()
