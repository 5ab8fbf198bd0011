"""Copies of a workbook with this or that changed in its XML, so that all stored values stay as they are.

openpyxl would lose every stored value on saving, and leaves formulas and names alone when rows are inserted.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from xl_service_roi.spreadsheet.addresses import column_letters, column_number

Parts = dict[str, bytes]
BOOK = "xl/workbook.xml"
DATE_STYLE = "1"
"""After `dated`: the style of a cell that shows a date."""


class Error(str):
    """An error in a cell."""


class Formula(str):
    """A formula that was never calculated."""


class Day(float):
    """A number that shows as a date."""


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(parts: Mapping[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def sheet_parts(parts: Parts) -> dict[str, str]:
    """The part of each sheet, by its name in the workbook."""
    names = re.findall(r'<sheet name="([^"]+)" sheetId="(\d+)"', parts[BOOK].decode())
    return {name: f"xl/worksheets/sheet{number}.xml" for name, number in names}


def set_cell(parts: Parts, place: str, value: Any) -> None:
    """Let a cell of a row that exists hold a value: `set_cell(parts, "Inputs!C10", 18)`; None empties it."""
    sheet, address = place.split("!")
    part = sheet_parts(parts)[sheet]
    text = parts[part].decode()
    found = re.search(rf'<c r="{address}"(?: s="(\d+)")?[^>]*?(?:/>|>.*?</c>)', text)
    assert found, f"{place} is not in the file"
    cell = _cell(address, found[1], value)
    parts[part] = (text[: found.start()] + cell + text[found.end() :]).encode()


def _cell(address: str, style: str | None, value: Any) -> str:
    kind, inside = "n", ""
    if isinstance(value, Day):
        style, inside = DATE_STYLE, f"<v>{float(value)!r}</v>"
    elif isinstance(value, Error):
        kind, inside = "e", f"<v>{value}</v>"
    elif isinstance(value, Formula):
        inside = f"<f>{escape(value)}</f>"
    elif isinstance(value, str):
        kind, inside = "inlineStr", f'<is><t xml:space="preserve">{escape(value)}</t></is>'
    elif isinstance(value, bool):
        kind, inside = "b", f"<v>{value:d}</v>"
    elif value is not None:
        inside = f"<v>{value!r}</v>"
    styled = f' s="{style}"' if style else ""
    return f'<c r="{address}"{styled} t="{kind}">{inside}</c>'


def dated(parts: Parts) -> None:
    """Let the style DATE_STYLE show dates."""
    text = parts["xl/styles.xml"].decode()
    start = text.index("<cellXfs")
    second = text.index("<xf ", text.index("<xf ", start) + 1)
    changed = re.sub(r'numFmtId="\d+"', 'numFmtId="14"', text[second:], count=1)
    parts["xl/styles.xml"] = (text[:second] + changed).encode()


def set_name(parts: Parts, name: str, *texts: str, sheet: int | None = None) -> None:
    """Let a name stand for each of these texts instead of what it stood for; without any it is gone."""
    text = parts[BOOK].decode()
    if sheet is None:
        text = re.sub(rf'<definedName name="{name}"(?! localSheetId)[^>]*>[^<]*</definedName>', "", text)
    local = "" if sheet is None else f' localSheetId="{sheet}"'
    added = "".join(f'<definedName name="{name}"{local}>{escape(each)}</definedName>' for each in texts)
    parts[BOOK] = text.replace("</definedNames>", added + "</definedNames>").encode()


def rename_name(parts: Parts, old: str, new: str) -> None:
    text = parts[BOOK].decode()
    assert f'"{old}"' in text
    parts[BOOK] = text.replace(f'"{old}"', f'"{new}"').encode()


def rename_sheet(parts: Parts, old: str, new: str) -> None:
    """Rename a sheet as Excel does: everywhere."""
    text = parts[BOOK].decode()
    parts[BOOK] = text.replace(f'<sheet name="{old}"', f'<sheet name="{new}"').encode()
    for part in [BOOK, *sheet_parts(parts).values()]:
        parts[part] = re.sub(rf"\b{old}!", f"'{new}'!", parts[part].decode()).encode()


def reorder_sheets(parts: Parts) -> None:
    """Turn the order of the tabs round."""
    text = parts[BOOK].decode()
    tabs = re.findall("<sheet [^>]*/>", text)
    text = text.replace("".join(tabs), "".join(reversed(tabs)))
    last = len(tabs) - 1
    parts[BOOK] = re.sub(r'localSheetId="(\d+)"', lambda m: f'localSheetId="{last - int(m[1])}"', text).encode()


def insert_rows(parts: Parts, sheet: str, before: int, count: int) -> None:
    """Insert rows as Excel does: cells, formulas and names move along."""
    _insert(parts, sheet, lambda row, column: (row + count if row >= before else row, column))


def insert_columns(parts: Parts, sheet: str, before: str, count: int) -> None:
    """Insert columns as Excel does."""
    first = column_number(before)
    _insert(parts, sheet, lambda row, column: (row, column + count if column >= first else column))


def _insert(parts: Parts, sheet: str, move: Callable[[int, int], tuple[int, int]]) -> None:
    own = sheet_parts(parts)[sheet]

    def shifted(reference: re.Match[str]) -> str:
        row, column = move(int(reference["row"]), column_number(reference["column"]))
        return f"{reference['dollar']}{column_letters(column)}{reference['lock']}{row}"

    def rewritten(text: str, here: bool) -> str:
        def area(match: re.Match[str]) -> str:
            there = match["sheet"].strip("'!") == sheet if match["sheet"] else here
            return match["sheet"] + _REFERENCE.sub(shifted, match["area"]) if there else match[0]

        return _AREA.sub(area, text)

    for part in sheet_parts(parts).values():
        text = parts[part].decode()
        text = re.sub("(?<=<f>)[^<]*", lambda m, here=part == own: rewritten(m[0], here), text)
        if part == own:
            text = re.sub('(?<=<c r=")[A-Z]+[0-9]+', lambda m: _REFERENCE.sub(shifted, m[0]), text)
            text = re.sub('(?<=<row r=")[0-9]+', lambda m: str(move(int(m[0]), 1)[0]), text)
        parts[part] = text.encode()
    book = parts[BOOK].decode()
    parts[BOOK] = re.sub("(<definedName [^>]*>)([^<]*)", lambda m: m[1] + rewritten(m[2], here=False), book).encode()


_REFERENCE = re.compile(r"(?P<dollar>\$?)(?P<column>[A-Z]{1,3})(?P<lock>\$?)(?P<row>[0-9]+)")
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]+"
_SHEET = "(?:'[^']+'|[A-Za-z]+)!|"
_AREA = re.compile(rf"(?P<sheet>{_SHEET})(?<![A-Za-z_$'])(?P<area>{_CELL}(?::{_CELL})?)(?![A-Za-z_0-9(])")
