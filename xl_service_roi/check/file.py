"""Every problem of a filled workbook or JSON file, with its cell and what to do about it.

Nothing raises for a bad file: whatever is wrong with it is one of the problems.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..case import Case, Result
from ..errors import InputError, Problem, WorkbookError
from ..inputs import LAST_YEAR, allowed, resolve, value_names
from ..model import MODEL_VERSION
from ..spreadsheet.cells import Workbook
from ..workbook.read import Filled, cells_of, file_name, read_inputs
from ..workbook.read_before import unclear_answers
from .audited import Audited
from .formulas import formula_problems
from .names import InputNames, name_problems
from .results import as_given, stale_results, stored_errors

_SEVERITIES = ("error", "warning", "note")


def check_file(path: str | os.PathLike[str]) -> list[Problem]:
    """Return every problem of an .xlsx, .xlsm or .json file: errors first, then warnings, then notes."""
    try:
        found = _check_json(path) if Path(path).suffix.lower() == ".json" else _check_workbook(path)
    except OSError as error:
        found = [Problem(file_name(path), f"cannot be read: {error.strerror or error}")]
    return sorted(map(_printable, found), key=lambda problem: _SEVERITIES.index(problem.severity))


def _check_json(path: str | os.PathLike[str]) -> list[Problem]:
    file = file_name(path)
    try:
        case = Case.from_file(path)
    except InputError as error:
        return [_in_file(problem, file) for problem in error.problems]
    except (ValueError, OverflowError):
        return [Problem(file, "holds a number that is too large", remedy="write numbers of at most 15 digits")]
    return [*case.notes, *_run(case, lambda result: [])]


def _in_file(problem: Problem, file: str) -> Problem:
    """Return a problem with the file that it is in."""
    if problem.where.startswith(file):
        return problem
    return replace(problem, where=f"{file} · {problem.where}" if problem.where else file)


def _check_workbook(path: str | os.PathLike[str]) -> list[Problem]:
    found: list[Problem] = []
    try:
        with Workbook.open(path) as book:
            _Check(book, found).all()
    except WorkbookError as error:
        found.append(Problem(file_name(path), error.reason, remedy=error.remedy))
    return found


class _Check:
    """The checks of one workbook; what they find is kept even where one of them cannot go on."""

    def __init__(self, book: Workbook, found: list[Problem]) -> None:
        self.book, self.found = Audited(book), found

    def all(self) -> None:
        filled = read_inputs(self.book.book)
        of_this_model = filled.version in (MODEL_VERSION, "")
        self.found += filled.notes
        self.found += name_problems(self.book, filled)
        self.inputs(filled, of_this_model)
        if of_this_model:
            self.found += formula_problems(self.book)
        self.found += stored_errors(self.book)
        self.found += unclear_answers(self.book.book)

    def inputs(self, filled: Filled, of_this_model: bool) -> None:
        names = InputNames(self.book, filled)
        given = {**filled.given, **{name: names.led_home(name, each) for name, each in filled.unresolved.items()}}
        self.found += [*_blanks(given, filled), *_texts(given, filled)]
        try:
            inputs = resolve({**given, **_missing(given, filled)}, where=filled.where)
        except InputError as error:
            self.found += [_in_its_cell(problem, filled) for problem in error.problems]
            return
        # What is assumed, and what was read from text, stands in the notes already, each with its cell.
        case = Case(replace(inputs, assumed=(), notes=()), file_name(filled.path))

        def stale(result: Result) -> list[Problem]:
            return stale_results(self.book, result, as_given(given)) if of_this_model else []

        self.found += [_with_cells(problem, filled) for problem in _run(case, stale)]


def _run(case: Case, more: Callable[[Result], Iterable[Problem]]) -> list[Problem]:
    """Return what a case contradicts itself in, or what should be known of its result."""
    try:
        result = case.run()
    except InputError as error:
        return [_in_file(problem, case.source) for problem in error.problems]
    notes = {str(note) for note in case.notes}
    warnings = [Problem(case.source, text, severity="warning") for text in result.warnings() if text not in notes]
    return [*warnings, *more(result)]


def _missing(given: Mapping[str, Any], filled: Filled) -> dict[str, Problem]:
    """Return the essentials that are empty, as a problem with the cell of each."""
    remedy = "fill it in; an empty cell is never taken for 0"
    return {
        name: Problem(filled.where(name), f"{name} is empty", expected=allowed(driver), remedy=remedy)
        for name, driver in value_names().items()
        if driver.essential and given[name] is None and name == driver.names()[0]
    }


def _blanks(given: Mapping[str, Any], filled: Filled) -> Iterator[Problem]:
    """Give the cells that were left empty and have a value all the same; plan and zero equal today's by design."""
    remedy = "enter a value: the workbook's own formulas wait for it"
    for name, driver in value_names().items():
        value, default = given[name], driver.default
        if value is None and default is not None and name == driver.names()[0]:
            source = f"source {driver.source}" if driver.source else "assumed"
            text = ", ".join(f"{each:.6g}" for each in (default if isinstance(default, tuple) else (default,)))
            message = f"{name} is empty: the default {text} ({source}) is used"
            yield Problem(filled.where(name), message, expected=allowed(driver), remedy=remedy, severity="note")
        if isinstance(value, list) and len(value) < LAST_YEAR:
            message = f"{name} is empty from year {len(value) + 1} on: the value of year {len(value)} is repeated"
            yield Problem(filled.where(name), message, remedy=remedy, severity="note")


def _texts(given: Mapping[str, Any], filled: Filled) -> Iterator[Problem]:
    """Give the numbers that were read from text; what is refused, ``resolve`` says."""
    for name, driver in value_names().items():
        values = given[name] if isinstance(given[name], list) else [given[name]]
        for year, value in enumerate(values, start=1):
            number = _reading(name, value) if isinstance(value, str) else None
            if number is not None:
                by_year = driver.scope == "year"
                where = _cell_of_year(filled, name, year) if by_year else filled.where(name)
                message = f"{name}{f', year {year},' if by_year else ''} is text, read as {number:.15g}"
                remedy = "enter it as a number: the workbook's own formulas cannot read it"
                yield Problem(where, message, repr(value), remedy=remedy, severity="note")


def _reading(name: str, text: str) -> float | None:
    try:
        value = resolve({name: text}, example=True).values[name]
    except InputError:
        return None
    return float(value[0] if isinstance(value, tuple) else value)


def _cell_of_year(filled: Filled, name: str, year: int) -> str:
    row = filled.references[name]
    column = row.first_column + year - 1
    cell = replace(row, first_column=column, last_column=column)
    return f"{file_name(filled.path)} · {cells_of(cell)}"


def _in_its_cell(problem: Problem, filled: Filled) -> Problem:
    """Return a problem of one year with the cell of that year, instead of all ten cells."""
    for name in filled.references:
        if value_names()[name].scope == "year":
            match = re.fullmatch(re.escape(filled.where(name)) + r", year ([0-9]+)", problem.where)
            if match:
                return replace(problem, where=_cell_of_year(filled, name, int(match[1])))
    return problem


def _with_cells(problem: Problem, filled: Filled) -> Problem:
    """Return a problem with the cell of each input that its remedy names: ``churn (Inputs!C10) = 0.9``."""

    def with_cell(match: re.Match[str]) -> str:
        reference = filled.references.get(match[1])
        return f"{match[1]} ({cells_of(reference)}) = " if reference else match[0]

    return replace(problem, remedy=re.sub(r"\b([a-z_]+) = ", with_cell, problem.remedy))


def _printable(problem: Problem) -> Problem:
    """Return a problem that no file can make steer the terminal, or fail to be written."""

    def safe(text: str) -> str:
        return "".join(character if character.isprintable() else "\ufffd" for character in text)

    return Problem(
        safe(problem.where),
        safe(problem.message),
        safe(problem.value),
        safe(problem.expected),
        safe(problem.remedy),
        problem.severity,
    )
