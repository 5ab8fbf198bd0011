"""Reads a results file of ``service-roi recalc`` (.csv, .parquet or .xlsx), a part at a time where it is long.

Its inputs go to a temporary file, from which rows are taken as they are needed: two tables with the inputs of a
hundred thousand workbooks are held beside each other in little memory.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Any, Protocol

import numpy as np

from ..analysis.shapley import Floats
from ..batch.columns import INPUTS
from ..batch.consolidate import TOTAL
from ..batch.optional import optional
from ..batch.safe_text import unguarded
from ..errors import InputError, Problem, WorkbookError
from ..spreadsheet.addresses import MAX_COLUMN, Address
from ..spreadsheet.cells import BLANK, Cell, Workbook
from ..spreadsheet.defined_names import Reference

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = (".csv", ".parquet")
"""What can only be a table of results; an .xlsx may be a case as well."""

_ROWS_AT_A_TIME = 2000
_ROWS_OF_CELLS = 1000
_TEXTS = ("path", "unit", "status", "reason", "model_version")
_REQUIRED = frozenset({"path", "status"})
_OK = "ok"
_REMEDY = "name a results file that service-roi recalc wrote"
_TOO_LONG = "make a long table of results again as a .csv or .parquet file: service-roi recalc PATH... --out FILE.csv"


@dataclass(frozen=True)
class Table:
    """A table of results, a row a workbook.

    ``reasons``: why a workbook was refused, None where it was not. ``measures`` has a column for each that was asked
    for, NaN where there is none. ``inputs`` is None where the file does not have them all; ``lacking`` names those.
    """

    name: str
    paths: Sequence[str]
    units: Sequence[str]
    reasons: Sequence[str | None]
    versions: frozenset[str]
    measures: Floats
    inputs: Floats | None
    lacking: Sequence[str]


def read_table(path: str, name: str, measures: Sequence[str]) -> Table:
    """Read a results file, called ``name`` in messages; raise ``InputError`` where it is none, or cannot be read."""
    with _refusing(name):
        source = _source(path, name)
        missing = [column for column in (*sorted(_REQUIRED), *measures) if column not in source.columns]
        if missing:
            raise InputError([Problem(name, f"has no column {', '.join(missing)}", remedy=_REMEDY)])
        return _read(name, source, measures)


def is_table(book: Workbook) -> bool:
    """Tell whether an open workbook is a table of results."""
    return _results_sheet(book) is not None


def _read(name: str, source: _Source, measures: Sequence[str]) -> Table:
    lacking = [column for column in INPUTS if column not in source.columns]
    numbers = [*measures, *([] if lacking else INPUTS)]
    texts: dict[str, list[str]] = {column: [] for column in _TEXTS if column in source.columns}
    of_measures: list[Floats] = [np.empty((0, len(measures)))]
    with tempfile.TemporaryFile() as file:
        for frame in source.frames([*texts, *numbers]):
            rows = frame[[path != "" for path in _texts(frame["path"])]]  # below a sheet's rows there may be blank ones
            for column, values in texts.items():
                values += _texts(rows[column])
            of_rows = _numbers(rows[numbers])
            of_measures.append(of_rows[:, : len(measures)])
            file.write(np.ascontiguousarray(of_rows[:, len(measures) :]).tobytes())
        inputs = None if lacking else _mapped(file, len(texts["path"]))
    _check_groups(name, texts["path"])
    _check_paths(name, texts["path"])
    return _table(name, texts, np.vstack(of_measures), inputs, lacking)


def _mapped(file: IO[bytes], rows: int) -> Floats:
    """Return the rows of inputs in a temporary file, which is gone when nobody needs them any more."""
    if not rows:
        return np.empty((0, len(INPUTS)))
    file.flush()
    return np.memmap(file, dtype=float, mode="r", shape=(rows, len(INPUTS)))


def _table(
    name: str, texts: Mapping[str, list[str]], measures: Floats, inputs: Floats | None, lacking: list[str]
) -> Table:
    paths, status = texts["path"], texts["status"]
    refused = [each != _OK for each in status]
    stated = texts.get("model_version", [])
    return Table(
        name,
        paths,
        texts.get("unit") or [PurePath(path).stem for path in paths],
        [reason if no else None for reason, no in zip(texts.get("reason", status), refused, strict=True)],
        frozenset(_version(each) for each, no in zip(stated, refused, strict=False) if each and not no),
        measures,
        inputs,
        lacking,
    )


def _check_groups(name: str, paths: list[str]) -> None:
    """Refuse sums over workbooks: a total stands below its groups, so that each workbook would count twice."""
    if TOTAL in paths:
        suffix = PurePath(name).suffix
        rows = name.removesuffix(f".groups{suffix}") + suffix
        beside = f": {rows}" if name.endswith(f".groups{suffix}") else ""
        remedy = f"name the table with a row a workbook that service-roi recalc wrote beside it{beside}"
        raise InputError([Problem(name, "holds sums over groups of workbooks, and no workbooks", remedy=remedy)])


def _check_paths(name: str, paths: list[str]) -> None:
    path, times = Counter(paths).most_common(1)[0] if paths else ("", 0)
    if times > 1:
        remedy = "remove the rows that do not count"
        raise InputError([Problem(name, f"the workbook {path} stands in it {times} times", remedy=remedy)])


def _version(text: str) -> str:
    """Return a version as it was written, which a spreadsheet program may have taken for a number: 1.0 for 1 or 1,0."""
    return f"{text}.0" if text.isdecimal() else text.replace(",", ".")


def _texts(column: pd.Series[Any]) -> list[str]:
    import pandas as pd

    return ["" if blank else str(value) for value, blank in zip(column, pd.isna(column), strict=True)]


def _numbers(frame: pd.DataFrame) -> Floats:
    """Return columns as numbers; what is none is missing."""
    import pandas as pd

    mixed = [column for column, kind in frame.dtypes.items() if kind.kind not in "fiub"]
    sound = {str(column): pd.to_numeric(frame[column], errors="coerce") for column in mixed}
    return frame.assign(**sound).to_numpy(dtype=float)


# --- the kinds of files ----------------------------------------------------------------------------------------------


class _Source(Protocol):
    @property
    def columns(self) -> frozenset[str]: ...

    def frames(self, columns: list[str]) -> Iterator[pd.DataFrame]:
        """Give the rows, some thousands at a time, with these columns."""


def _source(path: str, name: str) -> _Source:
    kind = Path(path).suffix.lower()
    return _Csv(path) if kind == ".csv" else _Parquet(path, name) if kind == ".parquet" else _Xlsx(path, name)


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Turn what the readers of files raise into one error that names the file."""
    try:
        yield
    except (ValueError, csv.Error) as error:  # pandas, pyarrow and decoding raise ValueErrors
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it is damaged"
        raise InputError([Problem(name, f"cannot be read as a table: {reason}", remedy=_REMEDY)]) from None


class _Csv:
    """As recalc writes it, or as a Dutch Excel saves it: with semicolons, and a comma in its numbers."""

    def __init__(self, path: str) -> None:
        self._path = path
        with open(path, encoding="utf-8-sig", newline="") as file:
            line = file.readline()
            semicolons = line.count(";") > line.count(",")
            self._separator, self._decimal = (";", ",") if semicolons else (",", ".")
            heading = next(csv.reader([line], delimiter=self._separator), [])
            first = next(csv.reader(file, delimiter=self._separator), [])
        if len(first) > len(heading):  # pandas would take the columns too many for names of rows
            raise ValueError(f"its first row has {len(first)} values, its heading {len(heading)}")
        self.columns = frozenset(heading)

    def frames(self, columns: list[str]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        with pd.read_csv(
            self._path,
            sep=self._separator,
            decimal=self._decimal,
            encoding="utf-8-sig",
            usecols=columns,
            dtype=dict.fromkeys(set(columns) & set(_TEXTS), str),
            keep_default_na=False,  # a unit may be called NA
            na_values=[""],
            chunksize=_ROWS_AT_A_TIME,
        ) as frames:
            for frame in frames:
                texts = [column for column in columns if column in _TEXTS]
                yield frame.assign(**{column: frame[column].map(unguarded, na_action="ignore") for column in texts})


class _Parquet:
    def __init__(self, path: str, name: str) -> None:
        self._file = optional("pyarrow.parquet", name, "parquet").ParquetFile(path)
        self.columns = frozenset(self._file.schema_arrow.names)

    def frames(self, columns: list[str]) -> Iterator[pd.DataFrame]:
        for batch in self._file.iter_batches(batch_size=_ROWS_AT_A_TIME, columns=columns):
            yield batch.to_pandas()


class _Xlsx:
    """Goes through the sheet once for every thousand rows: a cell in memory takes twenty times what it does on disk."""

    def __init__(self, path: str, name: str) -> None:
        self._path = path
        with Workbook.open(path) as book:
            sheet = _results_sheet(book)
            if sheet is None:
                raise InputError([Problem(name, "holds no table of results", remedy=_REMEDY)])
            self._sheet = sheet
            self._column_of = _heading(book.cells(sheet, _rows(sheet, 1, 1)))
        self.columns = frozenset(self._column_of)

    def frames(self, columns: list[str]) -> Iterator[pd.DataFrame]:
        import pandas as pd

        first, more = 2, True
        with Workbook.open(self._path) as book:
            while more:
                last = first + _ROWS_OF_CELLS - 1
                cells = book.cells(self._sheet, _rows(self._sheet, first, last))
                rows = sorted({row for row, _ in cells})
                yield pd.DataFrame({name: [self._value(cells, row, name) for row in rows] for name in columns})
                first, more = last + 1, last in rows

    def _value(self, cells: Mapping[Address, Cell], row: int, name: str) -> Any:
        cell = cells.get((row, self._column_of[name]), BLANK)
        return None if cell.kind == "error" else cell.value


def _results_sheet(book: Workbook) -> str | None:
    """Return the first sheet with the heading of a table of results."""
    for sheet in book.sheets:
        if sheet.kind == "worksheet":
            try:
                heading = _heading(book.cells(sheet.name, _rows(sheet.name, 1, 1)))
            except WorkbookError as error:
                raise WorkbookError(error.path, error.reason, _TOO_LONG) from None
            if heading.keys() >= _REQUIRED:
                return sheet.name
    return None


def _rows(sheet: str, first: int, last: int) -> Reference:
    return Reference(sheet, first, 1, last, MAX_COLUMN)


def _heading(cells: Mapping[Address, Cell]) -> dict[str, int]:
    """Return the columns of a table by their names, which stand in the first row."""
    return {str(cell.value): column for (_, column), cell in cells.items() if cell.kind == "text"}
