"""The CSV file of ``--inputs``: which workbook each row is for, and the values and labels it gives.

It has a header row. Its column ``path`` (or ``file``, or ``unit``) says which workbook a row is for. Every other column
is an input, by its name in a workbook (``churn``, ``reach_share_plan``, ``reach_share.plan``, or ``input_churn`` as in
a table of results; ``reach_share`` sets all three futures), or a label to group by. An empty cell gives nothing.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import InputError, Problem
from ..inputs import resolve, set_values, value_names
from ..messages import shown
from ..text_numbers import TextNumberError, read_number
from .columns import COLUMNS

WHICH = ("path", "file", "unit")
"""Headers of the column that says which workbook; where there are several, the first of these."""
_SAVE_AGAIN = "save it in Excel as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True)
class Given:
    """What one row of the file gives: values by their names in a workbook, and labels by column."""

    line: int
    workbook: str
    values: Mapping[str, Any]
    labels: Mapping[str, str]


def place_of(source: str, line: int, column: str = "") -> str:
    """Return the place of a row or cell of a file, for messages."""
    return f"{source} · line {line}" + (f", column {shown(column)}" if column else "")


class InputsFile:
    """One file of inputs: its ``rows``, the columns that hold ``labels``, and its ``problems`` and ``notes``."""

    def __init__(self, path: str, group: Sequence[str]) -> None:
        self.path, self.source, self.group = path, os.path.basename(path), group
        self.rows: list[Given] = []
        self.labels: tuple[str, ...] = ()
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        try:
            self._read()
        except InputError as error:
            self.problems += error.problems

    def _read(self) -> None:
        records = self._records(self._decoded(self._contents()))
        line, header = next(records, (1, []))
        header = _without_empty_end(header)
        which, inputs, labels = self._columns(line, header)
        self.labels = tuple(labels.values())
        for line, cells in records:
            cells = [*cells[: len(header)], *_without_empty_end(cells[len(header) :])]
            if not any(cells):
                continue
            if len(cells) != len(header):
                self._wrong_length(line, cells, header)
                continue
            given = {header[column]: (names, cells[column]) for column, names in inputs.items()}
            own = {label: cells[column] for column, label in labels.items()}
            self.rows.append(Given(line, cells[which], self._values(line, given), own))

    def _contents(self) -> bytes:
        try:
            with open(self.path, "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise InputError([Problem(self.path, "there is no such file")]) from None
        except OSError as error:
            raise InputError([Problem(self.path, f"cannot be read: {error.strerror or error}")]) from None

    def _decoded(self, data: bytes) -> str:
        """Return its text: UTF-8, or what Excel writes in western Europe where it is asked for plain CSV."""
        if b"\0" in data:  # a workbook, or what Excel calls Unicode text
            raise InputError([Problem(self.source, "is no CSV file in UTF-8", remedy=_SAVE_AGAIN)])
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError([Problem(place_of(self.source, line), "is not UTF-8", remedy=_SAVE_AGAIN)]) from None
        remedy = "if its names of files hold other letters, save it as 'CSV UTF-8'"
        how = "is not UTF-8: read as Windows-1252, as Excel writes it"
        self.notes.append(Problem(self.source, how, remedy=remedy, severity="note"))
        return text

    def _records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Give each record with the line on which it begins; cells without the spaces around them."""
        reader = _reader(text, max(",;\t", key=lambda mark: _cells_of_header(text, mark)))
        line = 1
        try:
            for cells in reader:
                yield line, [cell.strip() for cell in cells]
                line = reader.line_num + 1
        except csv.Error as error:
            self.problems.append(Problem(place_of(self.source, line), f"cannot be read as CSV: {error}"))

    def _columns(self, line: int, header: list[str]) -> tuple[int, dict[int, tuple[str, ...]], dict[int, str]]:
        """Return the column that says which workbook, those that are inputs, with their names, and the labels."""
        lowered = [name.lower() for name in header]
        which = next((lowered.index(name) for name in WHICH if name in lowered), None)
        if which is None:
            expected = f"one of {', '.join(WHICH)}"
            found = ", ".join(map(shown, header[:8])) or "nothing"
            problem = Problem(place_of(self.source, line), "no column says which workbook", found, expected)
            raise InputError([problem])
        inputs: dict[int, tuple[str, ...]] = {}
        labels: dict[int, str] = {}
        taken: dict[str, str] = {}
        for column, name in enumerate(header):
            if column == which:
                continue
            names: tuple[str, ...] = ()
            if name in self.group and name in COLUMNS:
                text, remedy = "the results have a column of this name themselves", "give it another name"
                self.problems.append(Problem(place_of(self.source, line, name), text, remedy=remedy))
            elif name in self.group:
                labels[column] = name
            else:
                names = inputs[column] = self._names_of(line, name)
            for each in names or (name,):
                if each in taken:
                    text = f"{shown(taken[each])} and {shown(name)} both give {shown(each)}"
                    self.problems.append(Problem(place_of(self.source, line), text, remedy="keep one of these columns"))
                taken[each] = name
        return which, inputs, labels

    def _names_of(self, line: int, header: str) -> tuple[str, ...]:
        """Return the names in a workbook that a column gives values for."""
        text = header.lower().removeprefix("input_")
        if not re.fullmatch(r"\w+(\.\w+)?", text):
            message = "has no name" if not header else "is no name of an input"
            self.problems.append(Problem(place_of(self.source, line, header or "(empty)"), message))
            return ()
        try:
            return tuple(set_values([f"{text}=0"]))
        except InputError as error:
            remedy = f"a label to group by is named with --group {header}"
            place = place_of(self.source, line, header)
            self.problems += [Problem(place, problem.message, remedy=remedy) for problem in error.problems]
            return ()

    def _wrong_length(self, line: int, cells: list[str], header: list[str]) -> None:
        text = f"has {len(cells)} cells, but the header has {len(header)}"
        remedy = 'put a cell that holds the separator in quotes: "0,15"'
        self.problems.append(Problem(place_of(self.source, line), text, remedy=remedy))

    def _values(self, line: int, given: Mapping[str, tuple[tuple[str, ...], str]]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for header, (names, text) in given.items():
            if not names or not text:
                continue
            try:
                values |= dict.fromkeys(names, self._value(names[0], text, place_of(self.source, line, header)))
            except InputError as error:
                self.problems += error.problems
        return values

    def _value(self, name: str, text: str, place: str) -> Any:
        by_year = value_names()[name].scope == "year"
        return checked({name: _years(text) if by_year else text}, lambda name: place)[name]


def _without_empty_end(cells: list[str]) -> list[str]:
    """Return cells without the empty ones behind them, which Excel writes for columns that were in use once."""
    length = max((position for position, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:length]


def _cells_of_header(text: str, delimiter: str) -> int:
    try:
        return len(next(_reader(text, delimiter), []))
    except csv.Error:
        return 0


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _years(text: str) -> list[str]:
    """Return the values of a ramp: ``0.3; 0.6; 1``, ``0,3 0,6 1`` or ``0.3,0.6,1``."""
    separator = ";" if ";" in text else None if re.search(r"\s", text) else ","
    return [part.strip().removesuffix(",") for part in text.split(separator)]


def checked(values: Mapping[str, Any], where: Callable[[str], str]) -> dict[str, Any]:
    """Return values as numbers within their bounds; ``InputError`` says of each that is not where it stands."""
    plain = {name: _plain(name, value) for name, value in values.items()}
    if None not in plain.values():
        return plain
    resolved = resolve(values, example=True, where=where).values
    return {name: resolved[name] for name in values}


def _plain(name: str, value: Any) -> float | None:
    """Return a number that is within its bounds; None where that takes a closer look, or words."""
    driver = value_names()[name]
    try:
        number = read_number(value, driver.is_share) if isinstance(value, str) else None
    except TextNumberError:
        return None
    if number is None or not driver.at_least <= number <= driver.at_most or (driver.whole and number % 1):
        return None
    return number
