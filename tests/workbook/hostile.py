"""Files that nobody should be able to hand in: each kind, how one is made, and what must be said of it.

Every file is the illustrative firm's workbook with one thing wrong, or a file of another kind under its name.
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from workbook_edits import BOOK, Day, Error, Formula, Parts, dated, parts_of, set_cell, set_name

from xl_service_roi.case import Case
from xl_service_roi.spreadsheet.addresses import format_address
from xl_service_roi.spreadsheet.package import MAX_ENTRIES
from xl_service_roi.workbook.build import build

MB = 1 << 20
INPUTS = "xl/worksheets/sheet3.xml"
CHURN = "Inputs!E9"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Hostile(NamedTuple):
    """``make`` puts the file at a path that ends in .xlsx, and returns it; ``message`` is part of the line printed."""

    make: Callable[[Path], Path]
    message: str


# Makers ---------------------------------------------------------------------------------------------------------------


@cache
def example() -> Parts:
    """The parts of the illustrative firm's workbook, as the template is built now. Change a copy only."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.xlsx"
        build(path, "en", Case.example().inputs)
        return parts_of(path)


def packed(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, method, compresslevel=1)
    return buffer.getvalue()


def written(data: Callable[[], bytes]) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data())
        return path

    return make


def other_file(data: bytes) -> Callable[[Path], Path]:
    """A file of another kind, renamed."""
    return written(lambda: data)


def archived(change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    """The example's archive with some of its bytes changed."""
    return written(lambda: change(packed(example().items())))


def edited(edit: Callable[[Parts], None]) -> Callable[[Path], Path]:
    """The example with some of its parts changed."""

    def data() -> bytes:
        parts = dict(example())
        edit(parts)
        return packed(parts.items())

    return written(data)


def holding(place: str, value: Any) -> Callable[[Path], Path]:
    return edited(lambda parts: set_cell(parts, place, value))


def named(name: str, *texts: str) -> Callable[[Path], Path]:
    """The example with a name that stands for something else."""
    return edited(lambda parts: set_name(parts, name, *texts))


def replaced(part: str, old: str, new: str) -> Callable[[Path], Path]:
    """The example with one piece of the text of a part replaced."""

    def edit(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, f"{old} is not in {part}"
        parts[part] = text.replace(old, new, 1).encode()

    return edited(edit)


def churn_cell(inside: str, attributes: str = "") -> Callable[[Path], Path]:
    """The example with another cell, of any kind, where churn stands."""

    def edit(parts: Parts) -> None:
        text = parts[INPUTS].decode()
        parts[INPUTS] = re.sub('<c r="E9".*?</c>', f'<c r="E9"{attributes}>{inside}</c>', text).encode()

    return edited(edit)


def formulas(**cells: str) -> Callable[[Path], Path]:
    """The example with formulas in input cells, and the 0 that a spreadsheet program stores for a circle."""

    def edit(parts: Parts) -> None:
        for address, formula in cells.items():
            set_cell(parts, f"Inputs!{address}", Formula(formula))
            text = parts[INPUTS].decode()
            parts[INPUTS] = re.sub(rf'(<c r="{address}".*?</f>)', r"\1<v>0</v>", text).encode()

    return edited(edit)


def with_part(name: str, data: bytes = b"") -> Callable[[Path], Path]:
    return written(lambda: packed([*example().items(), (name, data)]))


def part_as(part: str, data: bytes) -> Callable[[Path], Path]:
    return edited(lambda parts: parts.update({part: data}))


def compound_file(*streams: str) -> bytes:
    """An OLE compound file, as old Office programs write it and as encrypted workbooks are wrapped."""
    entries = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entries.ljust(1024, b"\0")


def listed(data: bytes, part: str, field: int, value: int) -> bytes:
    """An archive whose directory says something else of a part: at 10 how it is packed, at 20 and 24 its sizes."""
    changed = bytearray(data)
    name = changed.rindex(part.encode())
    entry = changed.rindex(b"PK\x01\x02", 0, name)
    struct.pack_into("<H" if field == 10 else "<I", changed, entry + field, value)
    return bytes(changed)


def lying_bomb() -> bytes:
    """A sheet that is declared to have 200 KB and would unpack to 100 MB."""
    parts = {**example(), INPUTS: bytes(100 * MB)}
    return listed(packed(parts.items()), INPUTS, 24, 200_000)


def sum_of_parts() -> bytes:
    """Parts that are each within bounds, and together are not."""
    names = [f"xl/media/image{number}.bmp" for number in range(10)]
    data = packed([*example().items(), *((name, b"BM") for name in names)])
    for name in names:
        data = listed(listed(data, name, 20, MB), name, 24, 60 * MB)
    return data


def wrong_checksum(data: bytes) -> bytes:
    stored = packed(example().items(), zipfile.ZIP_STORED)
    assert b"<v>200000</v>" in stored
    return stored.replace(b"<v>200000</v>", b"<v>200001</v>", 1)


def spoilt(data: bytes) -> bytes:
    middle = data.index(INPUTS.encode()) + 5_000
    return data[:middle] + bytes(500) + data[middle + 500 :]


def twice(name: str) -> Callable[[Path], Path]:
    """An archive with a second part of this name."""

    def data() -> bytes:
        other = "xl/Worksheets/sheet1.xmX"
        return packed([*example().items(), (other, b"x")]).replace(other.encode(), name.encode())

    return written(data)


def doctype(part: str, declared: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    def edit(parts: Parts) -> None:
        _, _, text = parts[part].decode().partition("?>")
        parts[part] = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{text}'.encode(encoding)

    return edited(edit)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
STEALS = '<!DOCTYPE x [<!ENTITY stolen SYSTEM "file:///etc/passwd">]>'


def nested(parts: Parts) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    text = parts[INPUTS].decode()
    parts[INPUTS] = text.replace("<sheetData>", f"{deep}<sheetData>").encode()


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def link(to: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.symlink_to(to.format(path=path.name))
        return path

    return make


def unreadable(path: Path) -> Path:
    path.write_bytes(packed(example().items()))
    path.chmod(0)
    return path


def much_too_large(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04")
    os.truncate(path, 200 * MB)  # takes no room on the disk
    return path


def _word() -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    rels = example()["_rels/.rels"].replace(b"xl/workbook.xml", b"word/document.xml")
    return packed({"[Content_Types].xml": types.encode(), "_rels/.rels": rels, "word/document.xml": b"<a/>"}.items())


# The table ------------------------------------------------------------------------------------------------------------

_DAMAGED = "let Excel repair it"

OTHER_FILES: dict[str, Hostile] = {
    "protected with a password": Hostile(
        other_file(compound_file("EncryptedPackage", "EncryptionInfo")),
        "is a workbook that is encrypted with a password or by the organisation's rights management",
    ),
    "old Excel (.xls)": Hostile(
        other_file(compound_file("\x05SummaryInformation", "Workbook")),
        "is an old Excel workbook (.xls, Excel 97-2003)",
    ),
    "Word (.docx)": Hostile(written(_word), "is a Word document (.docx)"),
    "PDF": Hostile(other_file(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "is a PDF document"),
    "CSV": Hostile(other_file(b"name;value\r\ncustomers;40000\r\nchurn;0,15\r\n"), "is a CSV text file"),
    "web page (HTML)": Hostile(
        other_file(b"<html><body><table><tr><td>customers</td><td>40000</td></tr></table></body></html>"),
        "is a web page (HTML)",
    ),
    "JSON": Hostile(other_file(b'{"customers": 40000}'), "give it a name that ends in .json"),
    "OpenDocument (.ods)": Hostile(
        written(
            lambda: packed([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"")])
        ),
        "is an OpenDocument spreadsheet (.ods)",
    ),
    "a workbook zipped again": Hostile(
        written(lambda: packed([("May/plan.xlsx", packed(example().items()))])),
        "is a zip archive with a workbook inside",
    ),
    "zip archive": Hostile(written(lambda: packed([("readme.txt", b"hello")])), "is a zip archive, not an .xlsx"),
    "zip archive with a password": Hostile(
        archived(lambda data: listed(data, INPUTS, 8, 1 | zipfile.ZIP_DEFLATED << 16)),
        "is a zip archive with a password",
    ),
    "nothing but zeros": Hostile(other_file(bytes(100_000)), "its contents were lost in a copy"),
    "random bytes": Hostile(other_file(bytes(range(256)) * 100), "is a file of an unknown kind"),
    "another workbook": Hostile(
        edited(lambda parts: parts.update({BOOK: re.sub(b"<definedNames>.*</definedNames>", b"", parts[BOOK])})),
        "is not one of our workbooks",
    ),
}

NO_FILES: dict[str, Hostile] = {
    "vanished": Hostile(lambda path: path, "does not exist"),
    "empty file": Hostile(other_file(b""), "is empty"),
    "too large": Hostile(much_too_large, "is 200 MB, more than 128 MB"),
    "folder": Hostile(folder, "is a folder, not a file"),
    "pipe (fifo)": Hostile(pipe, "is not an ordinary file but a device or pipe"),
    "device": Hostile(link("/dev/zero"), "is not an ordinary file but a device or pipe"),
    "link to itself": Hostile(link("{path}"), "cannot be read (Too many levels of symbolic links)"),
    "link to nothing": Hostile(link("gone.xlsx"), "does not exist"),
    "unreadable": Hostile(unreadable, "may not be read; check your rights to it"),
}

ARCHIVES: dict[str, Hostile] = {
    "cut off": Hostile(archived(lambda data: data[: len(data) // 2]), "is damaged or incomplete"),
    "cut off at the end": Hostile(archived(lambda data: data[:-30]), "is damaged or incomplete"),
    "wrong checksum": Hostile(archived(wrong_checksum), f"is damaged: its part '{INPUTS}' cannot be read"),
    "spoilt in the middle": Hostile(archived(spoilt), f"is damaged: its part '{INPUTS}' cannot be read"),
    "zip bomb": Hostile(
        with_part("xl/media/image1.bmp", bytes(100 * MB)),
        "unpacks 'xl/media/image1.bmp' to more than 200 times its size: a zip bomb",
    ),
    "zip bomb that lies about its size": Hostile(
        written(lying_bomb), f"is damaged: its part '{INPUTS}' cannot be read"
    ),
    "zip bomb of many parts": Hostile(written(sum_of_parts), "unpacks to more than 512 MB"),
    "part that is too large": Hostile(
        archived(lambda data: listed(listed(data, INPUTS, 20, MB), INPUTS, 24, 100 * MB)),
        f"its part '{INPUTS}' is 100 MB, more than 64 MB",
    ),
    "too many entries": Hostile(
        written(lambda: packed([*example().items(), *((f"xl/{number}", b"") for number in range(MAX_ENTRIES))])),
        "has more than 10,000 parts",
    ),
    "unusual compression": Hostile(
        written(lambda: packed(example().items(), zipfile.ZIP_LZMA)), "is compressed in a way that workbooks do not use"
    ),
    "path that leads out": Hostile(
        with_part("../../evil.xml"), "has a part whose path leads elsewhere, '../../evil.xml'"
    ),
    "path that leads out, encoded": Hostile(
        with_part("xl/%2e%2e/%2e%2e/evil"), "has a part whose path leads elsewhere"
    ),
    "absolute path": Hostile(with_part("/etc/passwd"), "has a part with an absolute path, '/etc/passwd'"),
    "path of Windows": Hostile(with_part("C:\\evil.exe"), "has a part with an absolute path"),
    "name that steers the terminal": Hostile(
        with_part("../\x1b[2J\x1b]0;evil\x07"), "has a part whose path leads elsewhere"
    ),
    "doubled part": Hostile(twice("xl/worksheets/sheet3.xml"), f"holds its part '{INPUTS}' twice"),
    "doubled part, in capitals": Hostile(twice("XL/Worksheets/SHEET3.XML"), f"holds its part '{INPUTS}' twice"),
    "sheet outside of the file": Hostile(
        replaced("xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml", "../../../etc/passwd"),
        "'../../../etc/passwd' is said to stand outside the file",
    ),
    "sheet on the web": Hostile(
        replaced(
            "xl/_rels/workbook.xml.rels",
            'Target="worksheets/sheet3.xml"',
            'Target="http://evil.example/s.xml" TargetMode="External"',
        ),
        "its sheet 'Inputs' is said to stand outside the file; do not open it, and ask who sent it",
    ),
}

XML: dict[str, Hostile] = {
    "nested without end": Hostile(edited(nested), "its elements are nested more than 100 deep"),
    "a billion laughs": Hostile(doctype(INPUTS, LAUGHS), f"its part '{INPUTS}' cannot be read: it has a DOCTYPE"),
    "entity that reads a file": Hostile(doctype(BOOK, STEALS), f"its part '{BOOK}' cannot be read: it has a DOCTYPE"),
    "entity in UTF-16": Hostile(doctype(INPUTS, LAUGHS, "utf-16"), "it has a DOCTYPE"),
    "entity that is not declared": Hostile(churn_cell("<v>&secret;</v>"), "undefined entity"),
    "encoding that hides what is said": Hostile(
        replaced(INPUTS, 'encoding="UTF-8"', 'encoding="utf-7"'), "its encoding is 'utf-7', not UTF-8 or UTF-16"
    ),
    "not well-formed": Hostile(churn_cell("<v>0.15"), "it is not well-formed XML (mismatched tag"),
    "characters that are none": Hostile(churn_cell("<v>0.15\x01</v>"), "it is not well-formed XML"),
    "cell of another sheet size": Hostile(
        replaced(INPUTS, '<c r="E9"', '<c r="ZZZZ99999999"'),
        "its sheet 'Inputs' has a cell with the address 'ZZZZ99999999', as no sheet has",
    ),
    "row beyond the last": Hostile(
        replaced(INPUTS, '<row r="10"', '<row r="1048577"'), "its sheet 'Inputs' has a row numbered '1048577'"
    ),
    "cell in another row": Hostile(
        replaced(INPUTS, '<c r="E9"', '<c r="E10"'), "its sheet 'Inputs' has the cell E10 in row 9"
    ),
    "cell that stands there twice": Hostile(
        replaced(INPUTS, '<c r="E9"', '<c r="E9"><v>0.5</v></c><c r="E9"'), "Inputs!E9 stands there twice"
    ),
    "cell with two values": Hostile(churn_cell("<v>0.15</v><v>0.85</v>"), "Inputs!E9 has two values"),
    "text that is not there": Hostile(
        churn_cell("<v>99999</v>", ' t="s"'), "Inputs!E9 refers to a text that the workbook does not have"
    ),
    "number format that is not there": Hostile(
        churn_cell("<v>0.15</v>", ' s="99999"'), "Inputs!E9 refers to a number format that the workbook does not have"
    ),
    "type that there is not": Hostile(
        churn_cell("<v>0.15</v>", ' t="magic"'), "Inputs!E9 is of an unknown type 'magic'"
    ),
    "NaN where a number should stand": Hostile(
        churn_cell("<v>NaN</v>"), "Inputs!E9 holds 'NaN' where a number should stand"
    ),
    "infinity where a number should stand": Hostile(
        churn_cell("<v>-INF</v>"), "Inputs!E9 holds '-INF' where a number should stand"
    ),
    "number beyond all bounds": Hostile(
        churn_cell("<v>1e999</v>"), "Inputs!E9 holds '1e999' where a number should stand"
    ),
    "number of a programmer": Hostile(
        churn_cell("<v>1_000</v>"), "Inputs!E9 holds '1_000' where a number should stand"
    ),
    "two sheets of one name": Hostile(
        replaced(BOOK, '<sheet name="Today"', '<sheet name="INPUTS"'), "two of its sheets have the same name"
    ),
    "name of a sheet that is not there": Hostile(
        replaced(BOOK, '<definedName name="churn"', '<definedName name="churn" localSheetId="99"'),
        "its name 'churn' belongs to no sheet",
    ),
}

NAMES: dict[str, Hostile] = {
    "missing name": Hostile(named("churn"), "the name churn is missing"),
    "name for one sheet only": Hostile(
        edited(lambda parts: (set_name(parts, "churn"), set_name(parts, "churn", "Inputs!$E$9", sheet=9))[0]),
        "the name churn only exists for the sheet Today, not for the workbook",
    ),
    "misspelt name": Hostile(
        replaced(BOOK, '<definedName name="churn"', '<definedName name="chrun"'), "did you mean chrun?"
    ),
    "doubled name": Hostile(
        named("churn", "Inputs!$E$9", "Inputs!$E$10"),
        "the name churn stands twice (found Inputs!$E$9 and Inputs!$E$10)",
    ),
    "name of deleted cells": Hostile(
        named("churn", "Inputs!#REF!"), "the name churn points to cells that were deleted (Inputs!#REF!)"
    ),
    "name of a constant": Hostile(
        named("churn", "0.15"), "the name churn stands for the constant 0.15, not for a cell"
    ),
    "name of a text": Hostile(
        named("churn", '"0.15"'), 'the name churn stands for the constant "0.15", not for a cell'
    ),
    "name of several cells": Hostile(
        named("churn", "Inputs!$E$9:$E$10"), "the name churn points to 2 cells below each other"
    ),
    "name of all cells": Hostile(
        named("churn", "Inputs!$A$1:$XFD$1048576"), "the name churn points to 1,048,576 rows of 16,384 cells"
    ),
    "name of a column": Hostile(
        named("churn", "Inputs!$E:$E"), "the name churn points to whole columns or rows (Inputs!$E:$E)"
    ),
    "name of several areas": Hostile(
        named("churn", "Inputs!$E$9,Inputs!$E$11"),
        "the name churn points to several areas (Inputs!$E$9,Inputs!$E$11)",
    ),
    "name of cells in another file": Hostile(
        named("churn", "[1]Inputs!$E$9"), "the name churn points to another file ([1]Inputs!$E$9)"
    ),
    "name of a formula": Hostile(
        named("churn", "OFFSET(Inputs!$E$9,0,0)"), "the name churn stands for a formula (OFFSET(Inputs!$E$9,0,0))"
    ),
    "name that starts a program": Hostile(named("churn", "cmd|'/c calc'!A0"), "the name churn stands for a formula"),
    "name beyond the edge": Hostile(
        named("churn", "Inputs!$XFE$10"), "the name churn points beyond the edge of the sheet"
    ),
    "name on a sheet that is gone": Hostile(
        named("churn", "Nowhere!$E$9"), "the name churn points to a sheet that is not in the workbook (Nowhere!$E$9)"
    ),
    "name of an empty text": Hostile(named("churn", ""), "the name churn stands for nothing"),
}

INPUT_CELLS: dict[str, Hostile] = {
    "empty, though required": Hostile(
        holding(CHURN, None), "required inputs is empty: churn (Inputs!E9); fill them in; they are never taken for 0"
    ),
    "error": Hostile(holding(CHURN, Error("#DIV/0!")), "Inputs!E9 · churn is an error (found #DIV/0!)"),
    "truth value": Hostile(holding(CHURN, True), "Inputs!E9 · churn is a truth value, no number (found TRUE)"),
    "date": Hostile(
        edited(lambda parts: (dated(parts), set_cell(parts, CHURN, Day(46023)))[0]),
        "Inputs!E9 · churn is a date (found 2026-01-01)",
    ),
    "spaces": Hostile(holding(CHURN, "  \u00a0 "), "Inputs!E9 · churn holds only spaces"),
    "words": Hostile(holding(CHURN, "see mail"), 'Inputs!E9 · churn: "see mail" is not a number'),
    "two readings": Hostile(
        holding("Inputs!E6", "40.000"), 'Inputs!E6 · customers: "40.000" has two readings: 40000 if the point separates'
    ),
    "percent sign where no share is meant": Hostile(
        holding("Inputs!E6", "8%"),
        'Inputs!E6 · customers: "8%" has a percent sign, but what is asked for here is not a share',
    ),
    "out of bounds": Hostile(holding(CHURN, 18), "Inputs!E9 · churn = 18: expected 0 to 1; did you mean 18 % (0.18)?"),
    "text NaN": Hostile(holding(CHURN, "NaN"), 'Inputs!E9 · churn: "NaN" is not a number'),
    "text infinity": Hostile(holding(CHURN, "-inf"), 'Inputs!E9 · churn: "-inf" is not a number'),
    "text beyond all bounds": Hostile(
        holding(CHURN, "1e999"), 'Inputs!E9 · churn: "1e999" is too large to calculate with'
    ),
    "text without end": Hostile(holding(CHURN, "1" * 30_000), "is too long for a number"),
    "digits of another script": Hostile(
        holding(CHURN, "٠.١٥"), "is not written with the digits 0 to 9 (arabic-indic digit zero)"
    ),
    "control character": Hostile(holding(CHURN, "0.1_x0007_5"), "holds an invisible character (U+0007)"),
    "text that steers the terminal": Hostile(holding(CHURN, "_x001B_[2J0.15"), "holds an invisible character (U+001B)"),
    "text that looks like a formula": Hostile(holding(CHURN, '=HYPERLINK("http://evil.example")'), "is not a number"),
    "formula that was never calculated": Hostile(
        holding(CHURN, Formula("1/8")), "Inputs!E9 · churn is a formula that was never calculated"
    ),
    "formula that uses itself": Hostile(
        formulas(E9="E9+1"), "Inputs!E9 · churn is a formula that uses itself (found =E9+1)"
    ),
    "formula that uses itself by name": Hostile(
        formulas(E9="churn*1"), "churn is a formula that uses itself (found =churn*1)"
    ),
    "formula that uses itself in a range": Hostile(
        formulas(E9="AVERAGE(E:E)"), "churn is a formula that uses itself (found =AVERAGE(E:E))"
    ),
    "formulas in a circle": Hostile(
        formulas(E9="E11/2", E11="Inputs!$E$13/100", E13="100*churn"),
        "churn is part of a circle of formulas: churn (Inputs!E9) uses acquisition_cost_today (Inputs!E11), which uses "
        "problem_share_today (Inputs!E13), which uses churn (Inputs!E9)",
    ),
}

HOSTILE: dict[str, Hostile] = {**OTHER_FILES, **NO_FILES, **ARCHIVES, **XML, **NAMES, **INPUT_CELLS}
"""Every kind. A file of each ends in one line that holds its message, and no other file is any worse for it."""


def stray(*addresses: tuple[int, int]) -> Callable[[Path], Path]:
    """The example with a cell far away from all others, as a slip of the keyboard leaves it."""

    def edit(parts: Parts) -> None:
        text = parts[INPUTS].decode()
        for row, column in addresses:
            cell = f'<c r="{format_address(row, column)}"><v>1</v></c>'
            if f'<row r="{row}"' in text:
                text = re.sub(rf'(<row r="{row}" .*?)</row>', rf"\1{cell}</row>", text)
            else:
                text = text.replace("</sheetData>", f'<row r="{row}">{cell}</row></sheetData>')
        parts[INPUTS] = re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', text).encode()

    return edited(edit)


HARMLESS: dict[str, Callable[[Path], Path]] = {
    "stray cell in the last corner": stray((1_048_576, 16_384)),
    "stray cells at all edges": stray((1, 16_384), (10, 16_384), (999_999, 1), (1_000_000, 1), (1_048_576, 1)),
    "unknown parts": with_part("xl/unknown/part.bin", zlib.compress(bytes(1000))),
    "links to other files": with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
}
"""Workbooks that are as good as any: read to the same values, and as quickly."""
