"""Tables of results, written row by row as they come: CSV, Excel, Parquet, and JSON for other programs.

CSV has commas, decimal points and UTF-8 with its byte order mark: what pandas reads by itself, and Excel by Data >
From Text/CSV, in English by a double click too. For a Dutch Excel, which takes semicolons and decimal commas, there is
the .xlsx. Text in CSV that a spreadsheet program could take for a formula has an apostrophe before it: see `guarded`.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any, Protocol, TextIO

from ..errors import InputError, Problem
from ..model import MODEL_VERSION
from .audit import Finding
from .columns import COLUMNS, TEXTS
from .optional import optional
from .part_file import PartFile
from .safe_text import guarded, plain

SUFFIXES = (".csv", ".xlsx", ".parquet")
"""The kinds of file that results can be written to."""
ROWS_TOGETHER = 1000
"""Rows of one group in a Parquet file: held in memory until they are written."""


class Results(Protocol):
    """Takes rows of results, and makes a file of them that is there, whole, once it is closed."""

    def add(self, row: Mapping[str, Any]) -> None:
        """Write the row of one workbook."""
        ...

    def add_audit(self, finding: Finding) -> None:
        """Write one finding of the audit, where there is a place for it; in words it stands in the row, too."""
        ...

    def add_groups(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the rows of groups, apart from those of workbooks: together they would count twice."""
        ...

    def close(self, summary: Mapping[str, Any]) -> None:
        """Put everything that was added in its place, also where the run was stopped before its end."""
        ...

    def abort(self) -> None:
        """Leave no trace; a file that was there before stays as it was."""
        ...


def open_results(
    path: str, columns: Sequence[str] = COLUMNS, *, groups: bool = False, audit: bool = False, language: str = "en"
) -> Results:
    """Return what writes results to a file, by its suffix; ``InputError`` where that is impossible.

    ``groups``: there will be groups; beside results.csv they get a file results.groups.csv, in .xlsx a sheet.
    ``audit``: there may be findings; in .xlsx they get a sheet.
    """
    stem, suffix = os.path.splitext(path)
    suffix = suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError([Problem(path, "is no file that results can be written to", expected=" or ".join(SUFFIXES))])
    if suffix == ".xlsx":
        from .results_xlsx import XlsxResults

        return XlsxResults(PartFile(path), columns, groups=groups, audit=audit, language=language)
    if suffix == ".parquet":
        optional("pyarrow.parquet", path, "parquet")
    table = CsvTable if suffix == ".csv" else ParquetTable
    files: list[PartFile] = []
    try:
        for name in (path, f"{stem}.groups{suffix}") if groups else (path,):
            files.append(PartFile(name))
    except InputError:
        for file in files:
            file.discard()
        raise
    return _Tables([table(file, columns) for file in files])


class _Table(Protocol):
    def __init__(self, file: PartFile, columns: Sequence[str]) -> None: ...
    def add(self, row: Mapping[str, Any]) -> None: ...
    def close(self) -> None: ...
    def abort(self) -> None: ...


class _Tables:
    """One file for workbooks, and one for groups where there are any."""

    def __init__(self, tables: Sequence[_Table]) -> None:
        self.tables = tables

    def add(self, row: Mapping[str, Any]) -> None:
        self.tables[0].add(row)

    def add_audit(self, finding: Finding) -> None:
        """There is no place for findings; in words they stand in the row."""

    def add_groups(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            self.tables[1].add(row)

    def close(self, summary: Mapping[str, Any]) -> None:
        for table in self.tables:
            table.close()

    def abort(self) -> None:
        for table in self.tables:
            table.abort()


class CsvTable:
    """A file as RFC 4180 has it."""

    def __init__(self, file: PartFile, columns: Sequence[str]) -> None:
        self.file, self.columns = file, columns
        self._stream = open(file.part, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115 - written as rows come
        self._writer = csv.writer(self._stream)
        self._writer.writerow(map(guarded, columns))

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row; what is None stays empty."""
        values = map(row.get, self.columns)
        # Most are ordinary numbers, of which the writer knows how to write all digits.
        self._writer.writerow([value if type(value) is float and isfinite(value) else _cell(value) for value in values])

    def close(self) -> None:
        """Put the file in its place."""
        self._stream.close()
        self.file.publish()

    def abort(self) -> None:
        """Leave no trace."""
        with suppress(OSError):  # what it still holds has no room on a full disk
            self._stream.close()
        self.file.discard()


def _cell(value: Any) -> Any:
    value = plain(value)
    return guarded(value) if isinstance(value, str) else value


class ParquetTable:
    """Columns of text and of doubles, the same in every file; some rows at a time."""

    def __init__(self, file: PartFile, columns: Sequence[str]) -> None:
        arrow, parquet = (optional(name, file.shown, "parquet") for name in ("pyarrow", "pyarrow.parquet"))
        self.file, self._arrow = file, arrow
        types = ((name, arrow.string() if is_text(name) else arrow.float64()) for name in columns)
        self._schema = arrow.schema(types, metadata={"model_version": MODEL_VERSION})
        self._writer = parquet.ParquetWriter(file.part, self._schema)
        self._rows: list[dict[str, Any]] = []

    def add(self, row: Mapping[str, Any]) -> None:
        """Keep a row until there are enough to be written together."""
        self._rows.append({name: plain(row.get(name)) for name in self._schema.names})
        if len(self._rows) == ROWS_TOGETHER:
            self._write()

    def close(self) -> None:
        """Put the file in its place."""
        self._write()
        self._writer.close()
        self.file.publish()

    def abort(self) -> None:
        """Leave no trace."""
        with suppress(OSError):
            self._writer.close()
        self.file.discard()

    def _write(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


class JsonResults:
    """One object, ``{"model_version", "rows": […], "groups": […], "summary": {…}}``, a line for each row."""

    def __init__(self, stream: TextIO, columns: Sequence[str] = COLUMNS) -> None:
        self.stream, self.columns = stream, columns
        self._groups: list[Mapping[str, Any]] = []
        self._before = f'{{"model_version": {json.dumps(MODEL_VERSION)}, "rows": [\n'

    def add(self, row: Mapping[str, Any]) -> None:
        """Write a row; what does not exist is null."""
        self.stream.write(self._before + self._line(row))
        self._before = ",\n"

    def add_audit(self, finding: Finding) -> None:
        """There is no place for findings; in words they stand in the row."""

    def add_groups(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep the groups until the rows are complete."""
        self._groups.extend(rows)

    def close(self, summary: Mapping[str, Any]) -> None:
        """Write the rest."""
        begun = self._before if self._before.startswith("{") else ""
        groups = ",\n".join(map(self._line, self._groups))
        self.stream.write(f'{begun}\n], "groups": [\n{groups}\n], "summary": {json.dumps(summary)}}}\n')
        self.stream.flush()

    def abort(self) -> None:
        """What was written cannot be taken back."""

    def _line(self, row: Mapping[str, Any]) -> str:
        # ASCII: where the output is piped, Windows may expect an encoding that lacks the letters of a name.
        return json.dumps({name: plain(row.get(name)) for name in self.columns}, allow_nan=False)


def is_text(column: str) -> bool:
    """Whether a column holds text: what a row is about, and labels to group by. All others hold numbers."""
    return column in TEXTS or column not in _KNOWN


_KNOWN = frozenset(COLUMNS)
