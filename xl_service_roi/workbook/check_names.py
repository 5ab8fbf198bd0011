"""Whether the names of a workbook still lead to what they name, whatever was done to its rows, columns and sheets.

Names move along with their cells, so inserted rows and renamed sheets do no harm. What does harm is a name that lost
its cell, or leads to the cell of another input; the technical names beside the inputs tell which cell is whose.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..errors import Problem
from ..inputs import LAST_YEAR, drivers, value_names
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..model import MODEL
from ..model.driver import FUTURES, Input
from .addresses import Address
from .cells import Cell, Workbook
from .defined_names import Reference
from .layout import Layout
from .names import MODEL_NAME, lines_name, result_name
from .read import Filled, file_name, global_names, place_of, points_to

_NAME_MANAGER = "(Formulas, Name Manager)"


def names_by_row(cells: Mapping[Address, Cell], known: Iterable[str]) -> dict[int, str]:
    """Return the technical name in each row, from the column that has the most of them."""
    wanted = frozenset(known)
    columns: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), cell in cells.items():
        if cell.kind == "text" and str(cell.value).strip() in wanted:
            columns[column][row] = str(cell.value).strip()
    return max(columns.values(), key=len, default={})


def contract_names() -> frozenset[str]:
    """Return the names of the template that are no inputs: results, and what its formulas refer to."""
    return frozenset(Layout(labels(LANGUAGES[0])).defined_names()) - value_names().keys()


def name_problems(book: Workbook, filled: Filled) -> tuple[list[Problem], dict[str, Problem]]:
    """Return what is wrong with the names, and the problems of names that lead nowhere with the cell to point them to."""
    audit = _InputNames(book, filled)
    found = [*audit.astray(), *audit.shared(), *_other_names(book), *_results_astray(book), *_local_doubles(book, filled)]
    return found, {name: audit.with_home(name, problem) for name, problem in filled.unresolved.items()}


@dataclass
class _InputNames:
    book: Workbook
    filled: Filled

    @cached_property
    def sheet(self) -> str:
        """The sheet of the inputs: the one that most names lead to."""
        sheets = Counter(reference.sheet for reference in self.filled.references.values())
        return sheets.most_common(1)[0][0] if sheets else ""

    @cached_property
    def rows(self) -> dict[int, str]:
        """Whose row each row of the inputs is."""
        return names_by_row(self.book.cells(self.sheet), drivers()) if self.sheet else {}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each driver that has exactly one."""
        times = Counter(self.rows.values())
        return {name: row for row, name in self.rows.items() if times[name] == 1}

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each future's values; general ones and the ramp begin in that of today."""
        votes: dict[str, Counter[int]] = {future: Counter() for future in FUTURES}
        for name, reference in self.filled.references.items():
            if reference.sheet == self.sheet:
                votes[_future(name)][reference.first_column] += 1
        return {future: counter.most_common(1)[0][0] for future, counter in votes.items() if counter}

    def home(self, name: str) -> Reference | None:
        """Return the cell that should have this name; None where nothing tells."""
        driver = value_names()[name]
        row, column = self.row_of.get(driver.name), self.columns.get(_future(name))
        if row is None or column is None:
            return None
        return Reference(self.sheet, row, column, row, column + (LAST_YEAR - 1 if driver.scope == "year" else 0))

    def with_home(self, name: str, problem: Problem) -> Problem:
        home = self.home(name)
        if home is None:
            return problem
        verb = "let it point" if global_names(self.book, name) else "give it"
        return replace(problem, remedy=f"{verb} to {_short(home)} again {_NAME_MANAGER}")

    @cached_property
    def strayed(self) -> dict[str, Reference]:
        """The names that lead elsewhere than to their own cell."""
        found = {}
        for name, reference in self.filled.references.items():
            home, own = self.home(name), value_names()[name].name
            owner = self.rows.get(reference.first_row) if reference.sheet == self.sheet else None
            if (home is not None and home != reference) or (owner is not None and owner != own):
                found[name] = reference
        return found

    def astray(self) -> Iterator[Problem]:
        for name, reference in self.strayed.items():
            home = self.home(name)
            remedy = f"let it point to {_short(home)}" if home else "let it point to its own cell"
            message = f"the name {name} was moved: it points to {self._whose(name, reference)}"
            where = place_of(self.book, reference)
            yield Problem(where, message, remedy=f"{remedy} {_NAME_MANAGER}", severity="warning")

    def _whose(self, name: str, reference: Reference) -> str:
        owner = self.rows.get(reference.first_row) if reference.sheet == self.sheet else None
        if owner is not None and owner != value_names()[name].name:
            return f"the row of {owner}"
        futures = [future for future, column in self.columns.items() if column == reference.first_column]
        if owner is not None and futures:
            return f"the column of {futures[0]}"
        return "a cell that is not its input cell"

    def shared(self) -> Iterator[Problem]:
        """Cells with two names, unless one of them strayed there."""
        cells: defaultdict[tuple[str, Address], list[str]] = defaultdict(list)
        for name, reference in self.filled.references.items():
            for address in reference.addresses():
                cells[reference.sheet, address].append(name)
        told = set()
        for names in cells.values():
            if len(names) > 1 and not self.strayed.keys() & names and tuple(names) not in told:
                told.add(tuple(names))
                message = f"the names {' and '.join(names)} point to the same cell"
                remedy = f"let each point to its own cell {_NAME_MANAGER}"
                yield Problem(self.filled.where(names[0]), message, remedy=remedy, severity="warning")


def _future(name: str) -> str:
    driver: Input = value_names()[name]
    return name.removeprefix(f"{driver.name}_") if driver.scope == "future" else "today"


def _short(reference: Reference) -> str:
    return f"{shown(reference.sheet)}!{str(reference).removeprefix(reference.sheet + '!')}"


def _other_names(book: Workbook) -> Iterator[Problem]:
    """Names of results and of cells that formulas need."""
    blocks = {lines_name(future) for future in FUTURES}
    for name in sorted(contract_names()):
        found = points_to(book, name, None if name in blocks else (1, 1))
        if isinstance(found, Problem):
            kind = "a result is not found without it" if name.startswith("result_") else "formulas need it"
            yield replace(found, remedy=f"{found.remedy}; {kind}", severity="warning")


def _results_astray(book: Workbook) -> Iterator[Problem]:
    rows: dict[str, dict[int, str]] = {}
    for measure in MODEL.measures:
        name = result_name(measure)
        reference = points_to(book, name) if name and global_names(book, name) else None
        if not isinstance(reference, Reference):
            continue
        if reference.sheet not in rows:
            rows[reference.sheet] = names_by_row(book.cells(reference.sheet), MODEL.measures)
        owner = rows[reference.sheet].get(reference.first_row)
        if owner not in (None, measure, measure.replace("service_heading_", "programme_heading_")):
            message = f"the name {name} was moved: it points to the row of {owner}"
            remedy = f"let it point to the row of {measure} {_NAME_MANAGER}"
            yield Problem(place_of(book, reference), message, remedy=remedy, severity="warning")


def _local_doubles(book: Workbook, filled: Filled) -> Iterator[Problem]:
    """Names that a sheet has for itself beside ours: so Excel does when a sheet is copied."""
    ours = {*value_names(), *contract_names(), MODEL_NAME}
    doubled: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(ours):
        if global_names(book, name):
            for found in book.names[name.casefold()]:
                if found.sheet is not None:
                    doubled[found.sheet].append(name)
    needed = {reference.sheet for reference in filled.references.values()} | _sheets_of_lines(book)
    for sheet, names in doubled.items():
        listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        where, message = f"{file_name(book.path)} · {shown(sheet)}", f"the sheet has names of its own that double ours: {listed}"
        if sheet in needed:
            remedy = "its formulas use these instead: delete them in the Name Manager"
            yield Problem(where, message, remedy=remedy, severity="warning")
        else:
            remedy = "it seems to be a copy: what is filled in there does not count"
            yield Problem(where, message, remedy=remedy, severity="note")


def _sheets_of_lines(book: Workbook) -> set[str]:
    found = (points_to(book, lines_name(future), None) for future in FUTURES)
    return {reference.sheet for reference in found if isinstance(reference, Reference)}
