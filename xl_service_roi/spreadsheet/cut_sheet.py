"""A worksheet cut at its values, to look into it and renew what formulas show: several times quicker than to parse it.

Workbooks made from one template differ in their values. So what is left without these is compared with what was left of
earlier sheets, and only a new one is looked through, by the strict patterns of ``quick_cells``. A sheet that does not
fit these is left to ``sheet_patch``, which does the same to any sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache, cached_property, lru_cache
from typing import NamedTuple, Self

from xl_service_roi.spreadsheet.addresses import Address, column_letters, column_number
from xl_service_roi.spreadsheet.canonical import TEXT as ANY_TEXT
from xl_service_roi.spreadsheet.canonical import characters, decoded
from xl_service_roi.spreadsheet.cell_xml import (
    NUMBER,
    Contents,
    Shown,
    contents_of,
    needs_space,
    number,
    tag_of_type,
)
from xl_service_roi.spreadsheet.quick_cells import formula_addresses
from xl_service_roi.spreadsheet.sheet_patch import ROUNDING

_VALUE = re.compile(rb"<v>([^<]*)</v>")
_NO_VALUE = b"<v></v>"
_TEXT = re.compile(ANY_TEXT)
_PLAIN = bytes(range(0x20, 0x7F)).translate(None, b"<>&")
_LARGEST = 1 << 20
"""Bytes; ours have 0.2 MB."""
_SEEN = 48
"""Sheets that are remembered, without their values: those of some templates, at 0.1 to 0.3 MB each."""

_FORMULA_ENDS = b"</f>", b"/>"
"""How what stands in front of a value ends, if that is a formula's."""

# For a sheet that has fitted the strict patterns, so they need not be strict.
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)><f')
_TYPE = re.compile(rb' t="([A-Za-z]+)"')
_NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?")
_NUMBER_IN_ROW = re.compile(rb'<c r="([A-Z]+)[0-9]+"(?: s="[0-9]+")?(?: t="n")?><v>([^<]*)')


class _Seen(NamedTuple):
    """The cells of a sheet that hold a formula, in order: their types, and where among all values theirs stand."""

    addresses: tuple[Address, ...]
    kinds: tuple[bytes, ...]
    positions: tuple[int, ...] = ()


class CutSheet:
    """A worksheet that is written in the usual way, each of its formulas with a value."""

    def __init__(self, data: bytes, between: list[bytes], values: list[bytes], seen: _Seen) -> None:
        self._data, self._between, self._values, self._seen = data, between, values, seen

    @classmethod
    def of(cls, data: bytes) -> Self | None:
        """Cut a worksheet; None if it is large, or not written in the usual way."""
        if len(data) > _LARGEST:
            return None
        pieces = _VALUE.split(data)
        between, values = pieces[::2], pieces[1::2]
        seen = _looked_through(_NO_VALUE.join(between))
        return cls(data, between, values, seen) if seen is not None and _are_text(values) else None

    @property
    def formula_cells(self) -> Collection[Address]:
        """The cells that hold a formula."""
        return self._seen.addresses

    def formula(self, address: Address) -> str | None:
        """Return the formula of a cell; empty where another cell, which shares it, holds the text."""
        position = self._position_of.get(address)
        if position is None:
            return None
        before = self._between[position]
        return decoded(before[before.rindex(b"<f") :].partition(b">")[2].removesuffix(b"</f>").decode())

    @cached_property
    def _position_of(self) -> dict[Address, int]:
        return dict(zip(self._seen.addresses, self._seen.positions, strict=True))

    @cached_property
    def _rows(self) -> tuple[int, int]:
        """Where the rows begin and end."""
        return self._data.index(b"<sheetData>"), self._data.rindex(b"</sheetData>")

    def texts_in_column(self, column: int) -> list[tuple[bytes, bytes]]:
        """Return the row of each typed text of a column, and which of the shared texts it is, as the file states it."""
        return _texts_in(column).findall(self._data, *self._rows)

    def numbers_in_column(self, column: int) -> dict[int, float]:
        """Return the typed numbers of a column by row."""
        found = _numbers_in(column).findall(self._data, *self._rows)
        return {int(row): float(text) for row, text in found if _NUMBER.fullmatch(text)}

    def numbers_in_row(self, row: int) -> dict[int, float]:
        """Return the typed numbers of a row by column."""
        start = self._data.find(b'<row r="%d"' % row)
        end = self._data.find(b"</row>", start)
        found = _NUMBER_IN_ROW.findall(self._data, start, end) if start >= 0 else ()
        return {column_number(letters.decode()): float(text) for letters, text in found if _NUMBER.fullmatch(text)}

    def renewed(self, shown: Mapping[Address, Shown]) -> bytes | None:
        """Return the worksheet whose formulas show this, as ``patched_sheet`` does it; None where it has to do it.

        The sheet itself stays as it was.
        """
        between, values = self._between.copy(), self._values.copy()
        try:
            changed = self._renew(between, values, shown)
        except ValueError:  # a new value that no cell can hold, or an old one that is no number
            return None
        return _joined(between, values) if changed else self._data

    def _renew(self, between: list[bytes], values: list[bytes], shown: Mapping[Address, Shown]) -> bool:
        """Put the new values in their places; tell whether any is another than before."""
        changed = False
        texts: dict[float, bytes] = {}
        wanted = map(shown.get, self._seen.addresses)
        for value, kind, position in zip(wanted, self._seen.kinds, self._seen.positions, strict=True):
            if not kind and type(value) is float:  # nearly all of them
                old = values[position]
                if not old or not abs(float(old) - value) <= ROUNDING * abs(value):  # as in Contents.shows
                    text = texts.get(value)
                    if text is None:
                        text = texts[value] = number(value)
                    values[position], changed = text, True
            elif value is not None:
                contents = contents_of(value)
                if not Contents(kind, values[position]).shows(contents, ROUNDING):
                    if needs_space(contents.text):
                        raise ValueError("is not written between <v> and </v> alone")
                    if contents.kind != kind:
                        between[position] = _of_type(between[position], contents.kind)
                    values[position], changed = contents.text, True
        return changed


def _of_type(before_value: bytes, kind: bytes) -> bytes:
    """Return what stands in front of a cell's value, with the cell's tag for another type."""
    start = before_value.rindex(b"<c ")
    end = before_value.index(b">", start) + 1
    return before_value[:start] + tag_of_type(before_value[start:end], kind) + before_value[end:]


def _joined(between: list[bytes], values: list[bytes]) -> bytes:
    pieces = [b"<v>"] * (4 * len(values) + 1)
    pieces[::4], pieces[2::4], pieces[3::4] = between, values, [b"</v>"] * len(values)
    return b"".join(pieces)


def _are_text(values: list[bytes]) -> bool:
    """Whether no value holds anything that would end it, or that XML could not hold."""
    if not b"".join(values).translate(None, _PLAIN):
        return True
    text = characters(b"\n".join(values))
    return text is not None and _TEXT.fullmatch(text) is not None


@lru_cache(maxsize=_SEEN)
def _looked_through(sheet: bytes) -> _Seen | None:
    """Return the formulas of a sheet that is without its values; None if it is not written in the usual way."""
    before_values = sheet.split(_NO_VALUE)[:-1]
    positions = tuple(place for place, text in enumerate(before_values) if text.endswith(_FORMULA_ENDS))
    # It makes no difference whether a cell has a value or is empty.
    bare = sheet.replace(_NO_VALUE, b"").replace(b'"/><c ', b'"></c><c ').replace(b'"/></row>', b'"></c></row>')
    seen = _proved(bare)
    return seen._replace(positions=positions) if seen and len(positions) == len(seen.addresses) else None


@lru_cache(maxsize=_SEEN)
def _proved(sheet: bytes) -> _Seen | None:
    """Return the formulas of a sheet without its values, if it fits the strict patterns.

    It does not where a cell's value is described in another part of the workbook.
    """
    if formula_addresses(sheet) is None or b' vm="' in sheet:
        return None
    cells = _FORMULA_CELL.findall(sheet)
    addresses = [(int(row), column_number(letters.decode())) for letters, row, _ in cells]
    every = re.findall(rb'<c r="([A-Z0-9]+)"', sheet)
    if len({*every}) < len(every):
        return None
    kinds = [_TYPE.search(attributes) for *_, attributes in cells]
    return _Seen(tuple(addresses), tuple(NUMBER if kind is None or kind[1] == b"n" else kind[1] for kind in kinds))


@cache
def _texts_in(column: int) -> re.Pattern[bytes]:
    letters = column_letters(column).encode()
    return re.compile(rb'<c r="%b([0-9]+)"(?: s="[0-9]+")? t="s"[^>]*><v>([0-9]+)<' % letters)


@cache
def _numbers_in(column: int) -> re.Pattern[bytes]:
    letters = column_letters(column).encode()
    return re.compile(rb'<c r="%b([0-9]+)"(?: s="[0-9]+")?(?: t="n")?><v>([^<]*)<' % letters)
