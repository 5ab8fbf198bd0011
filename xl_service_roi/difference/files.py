"""Two files, of which the one is compared with the other: two cases, or two tables of results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from ..errors import InputError, Problem
from ..spreadsheet.cells import Workbook
from ..workbook.names import MODEL_NAME
from ..workbook.read import file_name
from .cases import CaseDifference, Opened, difference_of_cases, named, opened_json, opened_workbook
from .movement import BOTH
from .results_file import SUFFIXES, Table, is_table, read_table
from .tables import TableDifference, UnitDifference, difference_of_tables


def difference_of_files(
    before: str, after: str, measure: str | None, told: Callable[[UnitDifference], None]
) -> CaseDifference | TableDifference:
    """Return what moved results from one file to another: workbooks, JSON files with inputs, or tables of results.

    Beside programme value and value of service, one more ``measure`` may be explained. Of tables, each workbook that
    changed is ``told``. Raises ``InputError`` or ``WorkbookError`` where a file cannot be used.
    """
    measures = BOTH if measure is None or measure in BOTH else (*BOTH, measure)
    names = names_of(before, after)
    one, other = _both((before, after), names, measures)
    if isinstance(one, Opened) and isinstance(other, Opened):
        return difference_of_cases(one, other, measures)
    if isinstance(one, Table) and isinstance(other, Table):
        return difference_of_tables(one, other, measures, told)
    case, table = names if isinstance(one, Opened) else reversed(names)
    message = f"is one case, and {table} a table of results: they cannot be compared"
    remedy = f"make a table of it as well: service-roi recalc {case} --out {PurePath(case).stem}.csv"
    raise InputError([Problem(case, message, remedy=remedy)])


def names_of(before: str, after: str) -> tuple[str, str]:
    """Return the names by which two files are told apart: their paths where the names are the same."""
    names = PurePath(before).name, PurePath(after).name
    return (before, after) if names[0] == names[1] else names


def _both(paths: tuple[str, str], names: tuple[str, str], measures: tuple[str, ...]) -> list[Opened | Table]:
    """Open the two files; what is wrong with the inputs of either is told together."""
    opened: list[Opened | Table] = []
    problems: list[Problem] = []
    for path, name in zip(paths, names, strict=True):
        try:
            opened.append(_opened(path, name, measures))
        except InputError as error:
            problems += (named(problem, file_name(path), name) for problem in error.problems)
    if problems:
        raise InputError(problems)
    return opened


def _opened(path: str, name: str, measures: tuple[str, ...]) -> Opened | Table:
    kind = Path(path).suffix.lower()
    if kind == ".json":
        return opened_json(path, name)
    if kind in SUFFIXES:
        return read_table(path, name, measures)
    with Workbook.open(path) as book:
        if MODEL_NAME in book.names or not is_table(book):
            return opened_workbook(book, name)
    return read_table(path, name, measures)
