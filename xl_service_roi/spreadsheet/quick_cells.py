"""The cells of a worksheet, found by patterns: several times quicker than hearing each element.

A sheet must first prove that it is written as spreadsheet programs write it: each row fits one strict pattern, and
what surrounds the rows is parsed as ever. Prefixes, remarks, other encodings, rows and cells without an address, cells
out of their row and whatever is doubled or damaged prove nothing: None then, and ``parts.SheetCells`` has the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from xl_service_roi.spreadsheet.addresses import Address, column_letters, column_number, format_address
from xl_service_roi.spreadsheet.canonical import (
    PLAIN_TEXT,
    TEXT,
    begins_as_utf8,
    characters,
    decoded,
    in_any_order,
    in_this_order,
)
from xl_service_roi.spreadsheet.defined_names import Reference
from xl_service_roi.spreadsheet.parts import DamageError, RawCell, SheetCells
from xl_service_roi.spreadsheet.remembered import remembered
from xl_service_roi.spreadsheet.safe_xml import UnsafeXmlError, parse

_LONGEST_SHEET = 1 << 22
"""Bytes; ours have 0.2 MB. Here a sheet is held twice, as bytes and as characters; the listener does without."""
_LONGEST_ROW = 1 << 17
"""Characters: a pattern keeps track of each cell and entity that it went through, which takes room."""

_COLUMNS_TOLD_APART = 16
"""The pattern for so many columns is made in no time; ours has three, and once ten."""
_MOST_REMEMBERED = 2_000
"""Addresses that are asked for together; ours are three hundred, and mostly the same in the next workbook."""
_MOST_KNOWN_ROWS = 1 << 12
_LONGEST_KNOWN_ROW = 4_000
"""Characters; ours have a thousand."""

_DATA, _DATA_ENDS, _ROW_ENDS = b"<sheetData>", b"</sheetData>", "</row>"

_ROW_ATTRIBUTES = (
    *("spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed"),
    *("thickTop", "thickBot", "ph", "x14ac:dyDescent"),
)
_FORMULA_ATTRIBUTES = ("aca", "bx", "ca", "del1", "del2", "dt2D", "dtr", "r1", "r2", "ref", "si", "t", "xml:space")
_PRESERVED = r' xml:space="preserve"'
_FORMULA = rf"<f(?:>{TEXT}</f>|/>|{in_any_order(*_FORMULA_ATTRIBUTES)}(?:/>|>{TEXT}</f>))"
_VALUE = rf"<v(?:>{TEXT}</v>|/>|{_PRESERVED}>{TEXT}</v>)"
_INLINE = rf"<is><t(?:>{TEXT}</t>|/>|{_PRESERVED}>{TEXT}</t>)</is>"
# Nearly all cells are empty or plain, and a plain one is quicker to recognise without its entities.
_PLAIN_CELL = rf'(?: t="[a-z]{{1,3}}+"|)>(?:<f(?: aca="false"|)>{PLAIN_TEXT}</f>|)<v>{PLAIN_TEXT}</v></c>'
_OTHER_CELL = (
    r'(?: t="[A-Za-z]{1,20}+"|)(?: cm="[0-9]{1,9}+"|)(?: vm="[0-9]{1,9}+"|)'
    rf"(?:/>|>(?:{_FORMULA}|)(?:{_VALUE}|{_INLINE}|)</c>)"
)
# Atomic, (?>…): a cell that fits in two ways would else be tried in both, and a row of n cells in 2**n ways. A column
# from XAA on may lie beyond XFD.
_CELL = (
    r'(?><c r="[A-Z]{1,3}+(?<![X-Z][A-Z][A-Z])(?P=row)"(?: s="[0-9]{1,9}+"|)'
    rf"(?:/>|{_PLAIN_CELL}|{_OTHER_CELL}))"
)
_ROW = re.compile(
    rf'<row r="(?P<row>[1-9][0-9]{{0,5}})"(?:{in_this_order(*_ROW_ATTRIBUTES)}|{in_any_order(*_ROW_ATTRIBUTES)})'
    rf"(?:/>|>(?:{_CELL})*</row>)"
)
"""A row with its cells. Rows from a million on exist, but nobody writes there on purpose."""


def quick_cells(data: bytes, wanted: Reference | frozenset[Address] | None) -> dict[Address, RawCell] | None:
    """Give the wanted cells of a worksheet, all if None; None if this sheet is not for this quick way."""
    try:
        if isinstance(wanted, frozenset):
            asked = _remembered_asked if len(wanted) <= _MOST_REMEMBERED else _Asked
            return asked(wanted).found_in(_Rows(data).text)
        return _all_within(_Rows(data), wanted)
    except _NotCanonicalError:
        return None


def formula_addresses(data: bytes) -> frozenset[str] | None:
    """Give the addresses of all cells of a worksheet that hold a formula, such as ``C14``; None as above."""
    try:
        rows = _Rows(data)
        return frozenset(address for row in rows for address in _WITH_FORMULA.findall(rows.text, *row.span()))
    except _NotCanonicalError:
        return None


class _NotCanonicalError(Exception):
    """A sheet for the listener."""


def _all_within(rows: _Rows, wanted: Reference | None) -> dict[Address, RawCell]:
    found: dict[Address, RawCell] = {}
    for row in rows:
        number = int(row[1])
        if wanted is None or wanted.first_row <= number <= wanted.last_row:
            for cell in _ANY_CELL.finditer(rows.text, *row.span()):
                address = number, column_number(cell[1].removesuffix(row[1]))
                if wanted is None or address in wanted:
                    if address in found:
                        raise _NotCanonicalError
                    found[address] = _raw(cell)
    return found


# These look into a row that has fitted, so they need not be strict.
_WITH_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*><f')
_PARTS = (
    r'<c r="((?:%s)[0-9]+)"(?: s="([0-9]+)"|)(?: t="([A-Za-z]+)"|)[^>]*>'
    r"(?:<f[^>]*>([^<]*)(?:</f>|)|)(?:<v[^>]*>([^<]*)|<is><t[^>]*>([^<]*)|)"
)
_ANY_CELL = re.compile(_PARTS.replace("%s", "[A-Z]+"))


def _raw(cell: re.Match[str]) -> RawCell:
    _, style, kind, formula, text, inline = cell.groups()
    return RawCell(kind or "n", style, text and decoded(text), formula and decoded(formula), inline and decoded(inline))


class _Asked:
    """The cells that are asked for, and what they were in rows that were met before.

    The workbooks of a firm come from one template, and have most rows in common.
    """

    def __init__(self, wanted: frozenset[Address]) -> None:
        columns: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            columns.setdefault(row, []).append(column)
        self._in_rows = {
            str(row): (_cells_in(tuple(here)), {format_address(row, column): (row, column) for column in here})
            for row, here in columns.items()
        }
        """By row, what finds its wanted cells, and their addresses."""
        self._known: dict[str, dict[Address, RawCell]] = {}

    def found_in(self, text: str) -> dict[Address, RawCell]:
        """Give the cells of all rows, each proven."""
        rows: list[dict[Address, RawCell]] = []
        *ended, rest = text.split(_ROW_ENDS)
        for piece in ended:
            cells = self._known.get(piece)
            if cells is None:
                cells = self._in(piece + _ROW_ENDS)
                if len(piece) <= _LONGEST_KNOWN_ROW:
                    self._keep(piece, cells)
            rows.append(cells)
        rows.append(self._in(rest))
        found = {address: cell for cells in rows for address, cell in cells.items()}
        if len(found) < sum(map(len, rows)):
            raise _NotCanonicalError
        return found

    def _keep(self, piece: str, cells: dict[Address, RawCell]) -> None:
        if len(self._known) >= _MOST_KNOWN_ROWS:
            self._known.clear()
        self._known[piece] = cells

    def _in(self, text: str) -> dict[Address, RawCell]:
        """Give the cells of a row, and of the empty ones before it."""
        found: dict[Address, RawCell] = {}
        for row in _proven_rows(text):
            here = self._in_rows.get(row[1])
            if here is not None:
                cells, addresses = here
                for cell in cells.finditer(text, *row.span()):
                    address = addresses.get(cell[1])
                    if address in found:
                        raise _NotCanonicalError
                    if address is not None:
                        found[address] = _raw(cell)
        return found


_remembered_asked = lru_cache(maxsize=8)(_Asked)


@lru_cache(maxsize=64)
def _cells_in(columns: tuple[int, ...]) -> re.Pattern[str]:
    if len(columns) > _COLUMNS_TOLD_APART:
        return _ANY_CELL
    return re.compile(_PARTS.replace("%s", "|".join(map(column_letters, columns))))


class _Rows:
    """The rows of a sheet, each proven when it is given; _NotCanonicalError as soon as anything else stands there."""

    def __init__(self, data: bytes) -> None:
        place = data.find(_DATA)
        start, end = place + len(_DATA), data.find(_DATA_ENDS, place)
        if place < 0 or end < 0 or len(data) > _LONGEST_SHEET or not begins_as_utf8(data):
            raise _NotCanonicalError
        prefixed = data.find(b"x14ac:", start, end) >= 0
        surroundings = b"".join((data[:start], _PREFIXED_WITNESS if prefixed else _WITNESS, data[end:]))
        text = characters(data[start:end])
        if text is None or _place_of_data(surroundings) != place:
            raise _NotCanonicalError
        self.text = text

    def __iter__(self) -> Iterator[re.Match[str]]:
        return _proven_rows(self.text)


def _proven_rows(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        match = _ROW.match(text, at, at + _LONGEST_ROW)
        if match is None:
            raise _NotCanonicalError
        yield match
        at = match.end()


# A row that stays where the rows were: depth and prefix that are allowed to it are allowed to all.
_WITNESS = b"<row><c><is><t/></is></c></row>"
_PREFIXED_WITNESS = b'<row x14ac:dyDescent="0"><c><is><t/></is></c></row>'


@remembered
def _place_of_data(surroundings: bytes) -> int:
    """Give the place where the data of a sheet begins, in a sheet without its rows; -1 if it is not sound."""
    listener = _Surroundings()
    try:
        parse(surroundings, listener)
    except (UnsafeXmlError, DamageError):
        return -1
    return listener.data_at if listener.is_worksheet else -1


class _Surroundings(SheetCells):
    """A sheet without its rows: hears where its data begin."""

    def __init__(self) -> None:
        super().__init__(frozenset())
        self.data_at = -1

    def _start_data(self, attributes: dict[str, str], depth: int) -> None:
        super()._start_data(attributes, depth)
        if self._in_data:
            self.data_at = self.place()
