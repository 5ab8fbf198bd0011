"""The references in a formula: found outside of its texts, and written anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from xl_service_roi.spreadsheet.addresses import MAX_COLUMN, MAX_ROW, column_letters, column_number

GONE = "#REF!"
"""What a formula says where it referred to cells that are no longer there."""


class Corner(NamedTuple):
    """A cell of a reference; of whole columns there is no row, of whole rows no column. Fixed is what has a dollar."""

    row: int | None
    column: int | None
    fixed_row: bool = False
    fixed_column: bool = False

    def __str__(self) -> str:
        column = "" if self.column is None else ("$" if self.fixed_column else "") + column_letters(self.column)
        return column + ("" if self.row is None else ("$" if self.fixed_row else "") + str(self.row))


class Area(NamedTuple):
    """A reference to a cell, or to a range from the first to the last one.

    ``prefix`` is its sheet as written, with quotes and mark.
    """

    prefix: str
    first: Corner
    last: Corner
    is_range: bool

    @property
    def sheet(self) -> str | None:
        """The sheet's name; None where the reference has none, and so means the sheet it stands on."""
        name = self.prefix.removesuffix("!")
        return name[1:-1].replace("''", "'") if name.startswith("'") else name or None

    def __str__(self) -> str:
        return f"{self.prefix}{self.first}" + (f":{self.last}" if self.is_range else "")


def areas_in(formula: str) -> list[Area]:
    """Return the references in a formula, each once."""
    tokens = {token[0]: token for token in _TOKEN.finditer(formula) if token["area"]}
    return [area for area in map(_area, tokens.values()) if area is not None]


def rewritten(formula: str, change: Callable[[Area], str]) -> str:
    """Return a formula in which each reference to cells says what ``change`` makes of it."""

    def changed(token: re.Match[str]) -> str:
        area = _area(token) if token["area"] else None
        return token[0] if area is None else change(area)

    return _TOKEN.sub(changed, formula)


def shifted(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads in a cell so many rows and columns on."""

    def moved(corner: Corner) -> Corner | None:
        row = corner.row if corner.row is None or corner.fixed_row else corner.row + rows
        column = corner.column if corner.column is None or corner.fixed_column else corner.column + columns
        if not (row is None or 1 <= row <= MAX_ROW) or not (column is None or 1 <= column <= MAX_COLUMN):
            return None
        return corner._replace(row=row, column=column)

    def change(area: Area) -> str:
        first, last = moved(area.first), moved(area.last)
        return GONE if first is None or last is None else str(area._replace(first=first, last=last))

    return rewritten(formula, change)


def on_sheet(sheet: str) -> str:
    """Return the prefix of references to a sheet: ``Plan!``, ``'Our plan'!``."""
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", sheet) and not re.fullmatch(_CELL + "|[RrCc][0-9]*", sheet)
    return (sheet if plain else "'" + sheet.replace("'", "''") + "'") + "!"


def renamed_sheets(formula: str, names: Mapping[str, str]) -> str:
    """Return a formula in which sheets have other names; those that ``names`` does not know keep theirs."""
    if all(old == new for old, new in names.items()):
        return formula

    def change(area: Area) -> str:
        sheet = names.get(area.sheet or "")
        return str(area if sheet is None else area._replace(prefix=on_sheet(sheet)))

    return rewritten(formula, change)


_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_AREA = rf"{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}}"
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|\[[^\[\]]*\][\w.]+!"  # the sheet of another file
    rf"|(?<![\w.$\\!#])(?P<sheet>{_SHEET})?(?P<area>{_AREA})(?![\w(.!])"
    r"|'(?:[^']|'')+'!?"
    r"|\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"  # the columns of a table
)
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


def _area(token: re.Match[str]) -> Area | None:
    first, colon, last = token["area"].partition(":")
    try:
        return Area(token["sheet"] or "", _corner(first), _corner(last or first), bool(colon))
    except ValueError:
        return None  # a name that only looks like a cell: beyond the edge of the sheet


def _corner(text: str) -> Corner:
    before, letters, between, digits = _CORNER.fullmatch(text).groups()  # type: ignore[union-attr]
    if not letters:
        before, between = "", before + between
    column, row = column_number(letters) if letters else None, int(digits) if digits else None
    if row is not None and not 1 <= row <= MAX_ROW:
        raise ValueError("not a row")
    return Corner(row, column, bool(between), bool(before))
