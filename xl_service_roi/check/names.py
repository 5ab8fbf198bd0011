"""Whether the names of a workbook still lead to what they name, whatever was done to its rows, columns and sheets.

Names move along with their cells, so inserted rows and renamed sheets do no harm. What does harm is a name that lost
its cell, or leads to the cell of another input; the technical names beside the inputs tell which cell is whose.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ..errors import Problem
from ..inputs import LAST_YEAR, drivers, value_names
from ..labels import LANGUAGES, labels
from ..model import MODEL
from ..model.driver import FUTURES
from ..spreadsheet.addresses import Address
from ..spreadsheet.defined_names import Reference
from ..workbook.layout import Layout, row_of
from ..workbook.names import INPUTS_RANGE, MODEL_NAME, lines_name, result_name
from ..workbook.read import Filled, cells_of
from .audited import Audited, listed

_NAME_MANAGER = "(Formulas, Name Manager)"


@cache
def other_names() -> frozenset[str]:
    """Return the names of the template that are no inputs: results, and what its formulas refer to."""
    return frozenset(Layout(labels(LANGUAGES[0])).defined_names()) - value_names().keys()


@cache
def names_beside() -> frozenset[str]:
    """Return the names of the template for ranges, scenarios and analyses, which a workbook may do without."""
    return frozenset(Layout(labels(LANGUAGES[0])).names_beside())


def name_problems(book: Audited, filled: Filled) -> list[Problem]:
    """Return what is wrong with names that lead somewhere, and with the names that are no inputs."""
    audit = InputNames(book, filled)
    doubles = _local_doubles(book, filled)
    return [*audit.astray(), *audit.shared(), *_unresolved(book), *_results_astray(book), *doubles]


@dataclass
class InputNames:
    """The names of the inputs, and the cells that they should lead to."""

    book: Audited
    filled: Filled

    @cached_property
    def sheet(self) -> str:
        """The sheet of the inputs: the one that most names lead to."""
        sheets = Counter(reference.sheet for reference in self.filled.references.values())
        return sheets.most_common(1)[0][0] if sheets else ""

    @cached_property
    def owners(self) -> dict[int, str]:
        """Whose row each row of the inputs is."""
        return self.book.technical_names(self.sheet, drivers()) if self.sheet else {}

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each driver that has exactly one."""
        times = Counter(self.owners.values())
        return {name: row for row, name in self.owners.items() if times[name] == 1}

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column of each future's values; general values and the ramp begin in that of today."""
        votes: dict[str, Counter[int]] = {future: Counter() for future in FUTURES}
        for name, reference in self.filled.references.items():
            if reference.sheet == self.sheet:
                votes[_future(name)][reference.first_column] += 1
        return {future: counter.most_common(1)[0][0] for future, counter in votes.items() if counter}

    def home(self, name: str) -> Reference | None:
        """Return the cells that should have this name; None where nothing tells."""
        driver = value_names()[name]
        row, column = self.rows.get(driver.name), self.columns.get(_future(name))
        if row is None or column is None:
            return None
        return Reference(self.sheet, row, column, row, column + (LAST_YEAR - 1 if driver.scope == "year" else 0))

    def owner(self, reference: Reference) -> str | None:
        """Return the driver in whose row a name leads."""
        return self.owners.get(reference.first_row) if reference.sheet == self.sheet else None

    def led_home(self, name: str, problem: Problem) -> Problem:
        """Return the problem of a name that leads nowhere with the cell that it should lead to."""
        home = self.home(name)
        if home is None or isinstance(self.book.points_to(name, None), Reference):
            return problem  # nothing tells, or it has too many cells and knows better what to do
        if self.book.named(name):
            remedy = f"let it point to {cells_of(home)} again {_NAME_MANAGER}"
        else:
            remedy = f"give {cells_of(home)} this name again {_NAME_MANAGER}"
        return replace(problem, remedy=remedy)

    @cached_property
    def strayed(self) -> dict[str, Reference]:
        """The names that lead elsewhere than to their own cells."""
        return {
            name: reference
            for name, reference in self.filled.references.items()
            if self.home(name) not in (None, reference) or self.owner(reference) not in (None, value_names()[name].name)
        }

    def astray(self) -> Iterator[Problem]:
        """Give the names that were moved."""
        for name, reference in self.strayed.items():
            home = self.home(name)
            remedy = f"let it point to {cells_of(home) if home else 'its own cell'} {_NAME_MANAGER}"
            message = f"the name {name} was moved: it points to {self._whose(name, reference)}"
            yield Problem(self.book.place_of(reference), message, remedy=remedy, severity="warning")

    def _whose(self, name: str, reference: Reference) -> str:
        owner = self.owner(reference)
        if owner is not None and owner != value_names()[name].name:
            return f"the row of {owner}"
        futures = [future for future, column in self.columns.items() if column == reference.first_column]
        return f"the column of {futures[0]}" if owner is not None and futures else "a cell that is not its input cell"

    def shared(self) -> Iterator[Problem]:
        """Give the cells that have two names, unless one of these strayed there."""
        cells: defaultdict[tuple[str, Address], list[str]] = defaultdict(list)
        for name, reference in self.filled.references.items():
            for address in reference.addresses():
                cells[reference.sheet, address].append(name)
        together = {tuple(names) for names in cells.values() if len(names) > 1 and not self.strayed.keys() & names}
        for names in sorted(together):
            message = f"the names {' and '.join(names)} point to the same cell"
            remedy = f"let each point to a cell of its own {_NAME_MANAGER}"
            yield Problem(self.filled.where(names[0]), message, remedy=remedy, severity="warning")


def _future(name: str) -> str:
    driver = value_names()[name]
    return name.removeprefix(f"{driver.name}_") if driver.scope == "future" else FUTURES[0]


def _unresolved(book: Audited) -> Iterator[Problem]:
    """Names of results, and of cells that formulas need, that lead nowhere."""
    blocks = {INPUTS_RANGE, *(lines_name(future) for future in FUTURES)}
    for name in sorted(other_names()):
        found = book.points_to(name, None if name in blocks else (1, 1))
        if isinstance(found, Problem):
            result = name.startswith("result_")
            harm = "a result is not found without it" if result else "formulas, functions or checks need it"
            yield replace(found, remedy=f"{found.remedy}: {harm}", severity="warning")


def _results_astray(book: Audited) -> Iterator[Problem]:
    owners: dict[str, dict[int, str]] = {}
    for measure in MODEL.measures:
        name = result_name(measure)
        reference = book.points_to(name) if name else None
        if not isinstance(reference, Reference):
            continue
        if reference.sheet not in owners:
            owners[reference.sheet] = book.technical_names(reference.sheet, MODEL.measures)
        owner = owners[reference.sheet].get(reference.first_row)
        if owner not in (None, measure, row_of(measure)):
            message = f"the name {name} was moved: it points to the row of {owner}"
            remedy = f"let it point to the row of {row_of(measure)} {_NAME_MANAGER}"
            yield Problem(book.place_of(reference), message, remedy=remedy, severity="warning")


def _local_doubles(book: Audited, filled: Filled) -> Iterator[Problem]:
    """Names that a sheet has for itself beside ours: so Excel makes them when a sheet is copied."""
    doubled: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted({*value_names(), *other_names(), MODEL_NAME}):
        if book.named(name):
            for found in book.book.names[name.casefold()]:
                if found.sheet is not None:
                    doubled[found.sheet].append(name)
    blocks = (book.points_to(lines_name(future), None) for future in FUTURES)
    ours = {block.sheet for block in (*filled.references.values(), *blocks) if isinstance(block, Reference)}
    for sheet, names in doubled.items():
        message = f"the sheet has names of its own that double ours: {listed(names)}"
        if sheet in ours:
            remedy = f"its formulas use these instead: delete them {_NAME_MANAGER}"
            yield Problem(book.on_sheet(sheet), message, remedy=remedy, severity="warning")
        else:
            remedy = "it seems to be a copy: what is filled in there does not count"
            yield Problem(book.on_sheet(sheet), message, remedy=remedy, severity="note")
