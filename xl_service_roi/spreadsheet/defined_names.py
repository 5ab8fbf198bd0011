"""Defined names: what a name of a workbook stands for, and which cells it points to, if it points to any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from xl_service_roi.errors import ServiceRoiError
from xl_service_roi.messages import shown
from xl_service_roi.spreadsheet.addresses import MAX_ROW, Address, column_number, format_address

Why = Literal[
    "empty",
    "constant",
    "lost",  # #REF!: the cells were deleted
    "other_file",
    "several_areas",
    "whole_columns_or_rows",
    "formula",
    "sheet_missing",
    "not_a_worksheet",
    "out_of_range",
]


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name as the file states it: ``text`` is the formula behind it.

    ``sheet`` is the only sheet that knows the name; None if all do.
    """

    name: str
    text: str
    sheet: str | None = None
    hidden: bool = False

    @property
    def constant(self) -> str | float | bool | None:
        """The text, number or truth value that the name stands for; None if it stands for anything else."""
        text = self.text
        if re.fullmatch(r'"(?:[^"]|"")*"', text):
            return text[1:-1].replace('""', '"')
        if text.upper() in ("TRUE", "FALSE"):
            return text.upper() == "TRUE"
        return float(text) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A rectangle of cells on one sheet; rows and columns count from 1, and the last ones belong to it."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.last_row - self.first_row + 1, self.last_column - self.first_column + 1

    def __contains__(self, address: Address) -> bool:
        row, column = address
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def addresses(self) -> Iterator[Address]:
        """Give each cell, row by row. Look at ``shape`` first: a hostile name spans 17 thousand million cells."""
        first = self.first_row, self.first_column
        if first == (self.last_row, self.last_column):
            return iter((first,))
        columns = range(self.first_column, self.last_column + 1)
        return ((row, column) for row in range(self.first_row, self.last_row + 1) for column in columns)

    def __str__(self) -> str:
        first = format_address(self.first_row, self.first_column)
        last = format_address(self.last_row, self.last_column)
        return f"{self.sheet}!{first}" if first == last else f"{self.sheet}!{first}:{last}"


class NotCellsError(ServiceRoiError):
    """A name that does not point to cells of this workbook: ``why`` for programs, ``reason`` for people."""

    def __init__(self, defined_name: DefinedName, why: Why) -> None:
        self.defined_name, self.why = defined_name, why
        self.reason = _REASONS[why].format(text=shown(defined_name.text))
        super().__init__(f"the name {shown(defined_name.name)} {self.reason}")


_REASONS: dict[Why, str] = {
    "empty": "stands for nothing",
    "constant": "stands for the constant {text}, not for a cell",
    "lost": "points to cells that were deleted ({text})",
    "other_file": "points to another file ({text})",
    "several_areas": "points to several areas ({text})",
    "whole_columns_or_rows": "points to whole columns or rows ({text})",
    "formula": "stands for a formula ({text}), not for a cell",
    "sheet_missing": "points to a sheet that is not in the workbook ({text})",
    "not_a_worksheet": "points to a sheet that has no cells, such as a chart ({text})",
    "out_of_range": "points beyond the edge of the sheet ({text})",
}

# The patterns below take time that grows with the square of the length; a hostile name holds millions of characters.
_LONGEST_CLASSIFIED = 2_000
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?%?(?<!%)")
_CONSTANT = re.compile(r'"(?:[^"]|"")*"|TRUE|FALSE|\{.*\}|#(?!REF!)[A-Z0-9/_]+[!?]?', re.IGNORECASE | re.DOTALL)
_AREA = r"\$?([A-Za-z]+)\$?([0-9]+)(?::\$?([A-Za-z]+)\$?([0-9]+))?"
_CELLS = re.compile(rf"(?:'((?:[^'\[\]:]|'')+)'|([^'\"\[\]:,(#!]+))!{_AREA}")
_WHOLE = re.compile(r".*!(?:\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]+:\$?[0-9]+)", re.DOTALL)
_OTHER_FILE = re.compile(r"'[^']*\[[^\]]*\](?:[^']|'')*'!|\[[^\]]*\][^!(),\"]*!")
_SEVERAL_SHEETS = re.compile(r"(?:'[^']+:[^']+'|[^'!(),\"]+:[^'!(),\"]+)![^!]+")
_ONE_OF_SEVERAL = re.compile(r"\(?[^(),]*\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?:,[^(),]*\$?[A-Za-z]{1,3}\$?[0-9]{1,7})+\)?")


def locate(defined_name: DefinedName) -> Reference:
    """Give the cells that a name points to; NotCellsError says why there are none.

    Whether the sheet exists is for the workbook to say. An address without dollars is taken as it stands.
    """
    text = defined_name.text
    found = _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _located(text)
    if isinstance(found, Reference):
        return found
    raise NotCellsError(defined_name, found)


def _located(text: str) -> Reference | Why:
    match = _CELLS.fullmatch(text)
    if match is None:
        return _why_not(text)
    quoted, plain, left, top, right, bottom = match.groups()
    try:
        columns = column_number(left), column_number(right or left)
        rows = _row(top), _row(bottom or top)
    except ValueError:
        return "out_of_range"
    return Reference(plain or quoted.replace("''", "'"), min(rows), min(columns), max(rows), max(columns))


_remembered = lru_cache(maxsize=1 << 12)(_located)
_LONGEST_REMEMBERED = 200
"""Characters; the names of one workbook recur in the next."""


def _why_not(text: str) -> Why:
    if not text:
        return "empty"
    if len(text) > _LONGEST_CLASSIFIED:
        return "formula"
    if _CONSTANT.fullmatch(text) or _NUMBER.fullmatch(text):
        return "constant"
    bare = _QUOTED.sub("''", text)
    if "#REF!" in bare.upper():
        return "lost"
    if _OTHER_FILE.search(text):
        return "other_file"
    if _ONE_OF_SEVERAL.fullmatch(bare) or _SEVERAL_SHEETS.fullmatch(text):
        return "several_areas"
    return "whole_columns_or_rows" if _WHOLE.fullmatch(text) else "formula"


def _row(digits: str) -> int:
    if len(digits) > 7 or not 1 <= int(digits) <= MAX_ROW:
        raise ValueError("not a row")
    return int(digits)
