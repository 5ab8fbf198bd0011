"""Workbooks with all that people put into one, and a few as other programs write them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.chart import BarChart
from openpyxl.chart import Reference as ChartCells
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula
from xlsxwriter import Workbook as Writer

from xl_service_roi.case import Case
from xl_service_roi.workbook.build import build
from xl_service_roi.workbook.vba import vba_project

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def feature_workbooks(folder: Path) -> list[Path]:
    """Write them all into a folder."""
    built = [
        _by_xlsxwriter(folder / "everything.xlsx"),
        _by_xlsxwriter(folder / "everything with macros.xlsm"),
        _by_openpyxl(folder / "by openpyxl.xlsx"),
        _template(folder / "template.xlsx", "en"),
        _template(folder / "sjabloon.xlsm", "nl"),
        _by_openpyxl(folder / "template by openpyxl.xlsx", folder / "template.xlsx"),
    ]
    by_hand = [_with_parts_of_others(path, folder / f"{path.stem} and more{path.suffix}") for path in built[:3]]
    return [*built, *by_hand, _strict(built[0], folder / "strict.xlsx"), _unpacked(built[0], folder / "stored.xlsx")]


def _template(path: Path, language: str) -> Path:
    build(path, language, Case.example().inputs, macros=path.suffix == ".xlsm")
    return path


def picture() -> io.BytesIO:
    """A small PNG."""
    rows = b"".join(b"\0" + bytes(range(96)) for _ in range(32))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">2L5B", 32, 32, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def _by_xlsxwriter(path: Path) -> Path:
    with Writer(path) as book:
        if path.suffix == ".xlsm":
            book.add_vba_project(io.BytesIO(vba_project()), is_stream=True)
        book.set_properties({"title": "All of it", "company": "Ours"})
        book.set_custom_property("Checked", True)
        data, pictures, rules = (book.add_worksheet(name) for name in ("Data", "Pictures", "It's rules"))
        _fill(book, data)
        _draw(book, pictures)
        _rule(book, rules)
        book.add_chartsheet("Chart only").set_chart(_chart(book, "line"))
        book.define_name("rate", "=Data!$B$2")
        book.define_name("Data!local", "=Data!$B$3")
        if path.suffix == ".xlsm":
            data.insert_button("H2", {"macro": "Recalculate", "caption": "Run"})
    return path


def _fill(book: Any, sheet: Any) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d mmm yyyy"})
    sheet.write_row("A1", ["Region", "Share", "Result", "Day", "Text"], bold)
    for row in range(1, 20):
        sheet.write(row, 0, f"Région {row} & co")
        sheet.write(row, 1, row / 7)
        sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row / 7 * 2)
        sheet.write_datetime(row, 3, date(2026, 1, row), day)
        sheet.write_rich_string(row, 4, "some ", bold, "bold", " text")
    sheet.write_array_formula("G1:G3", "{=B2:B4*2}", None, 2)
    sheet.write_dynamic_array_formula("I1", "=SORT(B2:B4)", None, 1 / 7)
    sheet.write_formula("C22", '="a"&"b"', None, "ab")
    sheet.write_formula("C23", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C24", "=1=1", None, True)
    sheet.write_boolean("E22", True)
    sheet.write_url("A22", "https://example.com/a?b=c&d", string="a link")
    sheet.write_url("A23", "internal:'Pictures'!A1", string="another")
    sheet.merge_range("A25:C26", "merged", bold)
    sheet.set_column("J:L", 12, day)
    sheet.set_row(30, 40, bold, {"level": 1, "hidden": True})
    sheet.autofilter("A1:E20")
    sheet.freeze_panes(1, 1)
    sheet.write_comment("B2", "where this comes from", {"author": "someone", "visible": True})
    sheet.set_header("&L&G", {"image_left": "logo.png", "image_data_left": picture()})
    sheet.protect("", {"format_cells": True})


def _draw(book: Any, sheet: Any) -> None:
    sheet.insert_image("A1", "one.png", {"image_data": picture(), "description": "a square"})
    sheet.embed_image("A20", "two.png", {"image_data": picture()})
    sheet.set_background(picture())
    for number, kind in enumerate(("column", "pie", "scatter", "radar", "doughnut", "area")):
        sheet.insert_chart(20 * number, 4, _chart(book, kind))
    sheet.insert_textbox("P2", "in a box", {"fill": {"color": "#EEEEEE"}})
    sheet.insert_checkbox("P10", True)
    sheet.add_sparkline("R1", {"range": "Data!B2:B20", "type": "column"})
    sheet.write("S1", 5)


def _chart(book: Any, kind: str) -> Any:
    chart = book.add_chart({"type": kind})
    chart.add_series({"categories": "=Data!$A$2:$A$20", "values": "=Data!$C$2:$C$20", "trendline": None})
    chart.set_title({"name": "=Data!$A$1"})
    return chart


def _rule(book: Any, sheet: Any) -> None:
    rows = [["North", 1200.5, 1], ["South", 830.0, 2], ["West", 415.25, 3]]
    columns = [{"header": "Where"}, {"header": "Calls"}, {"header": "Twice", "formula": "=[@Calls]*2"}]
    sheet.add_table("A1:C4", {"data": rows, "columns": columns, "name": "calls", "total_row": False})
    sheet.conditional_format("B2:B4", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C2:C4", {"type": "icon_set", "icon_style": "5_arrows"})
    sheet.conditional_format(
        "E1:E9", {"type": "formula", "criteria": "=$B$2>1", "format": book.add_format({"bold": 1})}
    )
    sheet.data_validation("F1:F9", {"validate": "list", "source": ["yes", "no", "a<b"]})
    sheet.data_validation("G1", {"validate": "custom", "value": '=AND(G1>0,G1<"9")', "error_message": "no & never"})
    sheet.set_h_pagebreaks([20])
    sheet.print_area("A1:G20")
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    sheet.write("I1", 12.5)


def _by_openpyxl(path: Path, source: Path | None = None) -> Path:
    """A workbook as openpyxl writes it: without a single stored value."""
    book = openpyxl.load_workbook(source) if source else openpyxl.Workbook()
    if source is None:
        sheet = book.active
        assert sheet is not None
        for row in range(1, 15):
            sheet.append([f"row {row}", row * 1.5, f"=B{row}+1", row % 2 == 0, None, "=A1"])
        sheet["H1"] = ArrayFormula("H1:H3", "=B1:B3*2")
        sheet["B2"].comment = Comment("about", "someone")
        chart = BarChart()
        chart.add_data(ChartCells(sheet, min_col=2, min_row=1, max_row=9))
        sheet.add_chart(chart, "K2")
        book.create_sheet("hidden").sheet_state = "hidden"
        book["hidden"]["A1"] = 5
    book.save(path)
    return path


def _with_parts_of_others(path: Path, copy: Path) -> Path:
    """A copy with parts that neither library writes: custom XML, printer settings, and one that nobody knows."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "[Content_Types].xml":
                more = b'<Default Extension="bin" ContentType="application/octet-stream"/>'
                data = data.replace(b"</Types>", more * (b'"bin"' not in data) + b"</Types>")
            if entry.filename == "_rels/.rels":
                one = f'<Relationship Id="own1" Type="{OFFICE}/customXml" Target="customXml/item1.xml"/>'
                two = '<Relationship Id="own2" Type="urn:nobody:knows" Target="own/thing.bin"/>'
                data = data.replace(b"</Relationships>", f"{one}{two}</Relationships>".encode())
            target.writestr(entry, data)
        target.writestr("customXml/item1.xml", "<?xml version='1.0'?>\r\n<label xmlns='urn:ours'>Internal</label>\n")
        target.writestr("own/thing.bin", bytes(range(256)) * 9, zipfile.ZIP_STORED)
        target.writestr("xl/printerSettings/printerSettings1.bin", b"\0printer\0" * 40)
    return copy


def _strict(path: Path, copy: Path) -> Path:
    """A copy whose sheets have the namespace of Strict Open XML."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = data.replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                )
            target.writestr(entry, data)
    return copy


def _unpacked(path: Path, copy: Path) -> Path:
    """A copy that is not compressed, with a comment of the archive."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        target.comment = b"packed by hand"
        for entry in source.infolist():
            target.writestr(entry.filename, source.read(entry))
    return copy
