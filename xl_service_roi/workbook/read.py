"""Reads what was filled in, by name: right, or with the cell and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import Problem, WorkbookError
from ..inputs import LAST_YEAR, allowed, value_names
from ..messages import did_you_mean, shown
from ..model import MODEL, MODEL_VERSION
from ..model.driver import FUTURES, Input
from ..spreadsheet.addresses import Address, format_address
from ..spreadsheet.cells import BLANK, Cell, Workbook
from ..spreadsheet.defined_names import DefinedName, NotCellsError, Reference
from ..spreadsheet.remembered import Memory
from ..uncertainty import range_names
from .circles import Place, circles
from .names import DECISIONS, MODEL_NAME, lines_name, result_name

_NEAREST_SOUGHT_AMONG = 200
"""Names of the user's own; a hostile file has a million, and each takes a while to compare."""
_LONGEST_NAME = 255
"""Excel's own limit."""
_STEPS_SHOWN = 10
"""Cells of a circle that a message names."""

ONE_CELL = (1, 1)
ROW_OF_YEARS = (1, LAST_YEAR)
"""Rows and columns of the cells that a name of ours points to."""


@dataclass(frozen=True)
class Filled:
    """What stands in a workbook.

    ``given``: values by name, None where empty, a ``Problem`` where nothing usable stands or the name does not lead to
    a cell. ``references``: the cells of each name; ``unresolved``: the problems of the names that have none. ``notes``:
    what does not stop the calculation but should be known. ``uncertainty``: how far the inputs may be off, by the names
    that `uncertainty.parted` knows, with ``ranges``, the cells of these; ``scenarios``: values by scenario. They are
    empty unless they were asked for.
    """

    path: str
    version: str
    given: dict[str, Any]
    references: Mapping[str, Reference]
    unresolved: Mapping[str, Problem]
    notes: tuple[Problem, ...]
    uncertainty: dict[str, Any] = field(default_factory=dict)
    ranges: dict[str, Reference] = field(default_factory=dict)
    scenarios: dict[str, dict[str, Any]] = field(default_factory=dict)

    def where(self, name: str) -> str:
        """Return the place of a value: ``plan.xlsx · Inputs!C14``."""
        reference = self.references.get(name) or self.ranges.get(name) or self.ranges.get(f"{name}_low")
        return f"{file_name(self.path)} · {cells_of(reference) if reference else name}"


def read_workbook(path: str | os.PathLike[str]) -> Filled:
    """Read the inputs of a workbook, how far they may be off, and its scenarios.

    Raises ``WorkbookError`` for a file that is no workbook of ours.
    """
    with Workbook.open(path) as book:
        return with_optional_parts(read_inputs(book), book)


def read_inputs(book: Workbook) -> Filled:
    """Read the inputs of an open workbook; raise ``WorkbookError`` if it is none of ours, or damaged."""
    return _Reading(book).read()


def with_optional_parts(filled: Filled, book: Workbook) -> Filled:
    """Return what was read from an open workbook with its ranges and scenarios, which take longer to read."""
    from .read_scenarios import read_scenarios
    from .read_uncertainty import read_uncertainty

    given, ranges = read_uncertainty(book)
    return replace(filled, uncertainty=given, ranges=ranges, scenarios=read_scenarios(book))


def file_name(path: str | os.PathLike[str]) -> str:
    """Return a file's name as messages show it."""
    return shown(Path(path).name, 120)


def global_names(book: Workbook, name: str) -> list[DefinedName]:
    """Return what a name stands for in the whole workbook: one thing, unless it is missing or doubled."""
    return [found for found in book.names.get(name.casefold(), ()) if found.sheet is None]


def place(book: Workbook, sheet: str, address: Address) -> str:
    """Return a cell as messages name it: ``plan.xlsx · Inputs!C14``."""
    return f"{file_name(book.path)} · {shown(sheet)}!{format_address(*address)}"


def cells_of(reference: Reference) -> str:
    """Return cells as messages name them: ``Inputs!C14``."""
    return f"{shown(reference.sheet)}!{str(reference).removeprefix(reference.sheet + '!')}"


def place_of(book: Workbook, reference: Reference) -> str:
    """Return the cells of a name as messages name them, with the file."""
    return f"{file_name(book.path)} · {cells_of(reference)}"


def points_to(book: Workbook, name: str, shape: tuple[int, int] | None = ONE_CELL) -> Reference | Problem:
    """Return the cells that a name points to, or what is wrong with it; ``shape`` None takes any."""
    names = global_names(book, name)
    if not names:
        return _missing(book, name)
    if len(names) > 1:
        texts = " and ".join(shown(found.text) for found in names[:3])
        remedy = "delete the wrong one (Formulas, Name Manager)"
        return Problem(file_name(book.path), f"the name {name} stands twice", texts, remedy=remedy)
    try:
        reference = book.reference(names[0])
    except NotCellsError as error:
        remedy = "let it point to its cell again (Formulas, Name Manager)"
        return Problem(file_name(book.path), f"the name {name} {error.reason}", remedy=remedy)
    if shape is not None and reference.shape != shape:
        message = f"the name {name} points to {_size(reference.shape)}"
        expected = _size(shape)
        remedy = "delete what was inserted, or let it point to its own cells again (Formulas, Name Manager)"
        return Problem(place_of(book, reference), message, "", expected, remedy)
    return reference


def _size(shape: tuple[int, int]) -> str:
    rows, columns = shape
    if shape == (1, 1):
        return "one cell"
    if rows == 1:
        return f"a row of {columns:,} cells"
    return f"{rows:,} cells below each other" if columns == 1 else f"{rows:,} rows of {columns:,} cells"


def _missing(book: Workbook, name: str) -> Problem:
    local = book.names.get(name.casefold(), ())
    if local:
        message = f"the name {name} only exists for the sheet {shown(local[0].sheet or '')}, not for the workbook"
    else:
        ours = {*value_names(), *map(result_name, MODEL.measures), *map(lines_name, FUTURES), *MODEL.singles}
        strangers = (found[0].name for key, found in book.names.items() if key not in ours and not _is_beside(key))
        near = (text for text in islice(strangers, _NEAREST_SOUGHT_AMONG) if len(text) <= _LONGEST_NAME)
        message = f"the name {name} is missing{did_you_mean(name, near)}"
    return Problem(file_name(book.path), message, remedy="give its cell this name again (Formulas, Name Manager)")


class _Places(NamedTuple):
    """The cells of the inputs: by the name of the input, and all those of a sheet together."""

    references: Mapping[str, Reference]
    addresses: Mapping[str, frozenset[Address]]


_PLACES = Memory[_Places]()


def _places(book: Workbook) -> _Places:
    led = {name: points_to(book, name, _shape(driver)) for name, driver in value_names().items()}
    references = {name: found for name, found in led.items() if isinstance(found, Reference)}
    wanted: dict[str, set[Address]] = {}
    for reference in references.values():
        wanted.setdefault(reference.sheet, set()).update(reference.addresses())
    return _Places(references, {sheet: frozenset(addresses) for sheet, addresses in wanted.items()})


def _shape(driver: Input) -> tuple[int, int]:
    return ROW_OF_YEARS if driver.scope == "year" else ONE_CELL


class _Reading:
    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.file = file_name(book.path)
        self.circular: dict[Place, Problem] = {}

    def read(self) -> Filled:
        drivers = value_names()
        version, notes = self._version(drivers)
        references, addresses = _PLACES.of(self.book.known_by, lambda: _places(self.book))
        unresolved = self._unresolved(drivers.keys() - references.keys())
        cells = {sheet: self.book.cells(sheet, wanted) for sheet, wanted in addresses.items()}
        self.circular = self._circular(references, cells)
        given: dict[str, Any] = dict(unresolved)
        for name, reference in references.items():
            given[name] = self._value(name, drivers[name], reference, cells[reference.sheet])
        return Filled(self.book.path, version, given, references, unresolved, notes)

    def _unresolved(self, lost: Collection[str]) -> dict[str, Problem]:
        """Return why names lead to no cells, in the order of the inputs."""
        drivers = ((name, driver) for name, driver in value_names().items() if name in lost)
        found = ((name, points_to(self.book, name, _shape(driver))) for name, driver in drivers)
        return {name: problem for name, problem in found if isinstance(problem, Problem)}

    def _version(self, names: Iterable[str]) -> tuple[str, tuple[Problem, ...]]:
        found = global_names(self.book, MODEL_NAME)
        if not found and not any(global_names(self.book, name) for name in names):
            raise WorkbookError(
                self.book.path,
                "is not one of our workbooks: it has none of the names of the inputs",
                "make a new one with: service-roi new",
            )
        versions = {str(each.constant) for each in found if each.constant is not None}
        if len(versions) != 1:
            state = "is missing" if not found else "holds no version" if not versions else "stands twice"
            text = f"the name {MODEL_NAME}, which holds the version of the model, {state}"
            return "", (self._warning(text, remedy="compare its figures with those of a new workbook"),)
        (version,) = versions
        if version == MODEL_VERSION:
            return version, ()
        text = f"it was made for model {shown(version)}, this is model {MODEL_VERSION}: figures may differ"
        return version, (self._warning(text, remedy="bring it up to date with: service-roi upgrade"),)

    def _warning(self, message: str, remedy: str) -> Problem:
        return Problem(self.file, message, remedy=remedy, severity="warning")

    def _circular(
        self, references: Mapping[str, Reference], cells: Mapping[str, Mapping[Address, Cell]]
    ) -> dict[Place, Problem]:
        """Return the cells whose formulas go round in a circle, those of one circle with the same problem."""
        if not any(cell.formula is not None for here in cells.values() for cell in here.values()):
            return {}
        names = {
            (reference.sheet, address): f"{name}, year {year}" if reference.shape != ONE_CELL else name
            for name, reference in references.items()
            for year, address in enumerate(reference.addresses(), start=1)
        }
        formulas = {(sheet, address): cells[sheet].get(address, BLANK).formula for sheet, address in names}
        found: dict[Place, Problem] = {}
        for circle in circles(self.book, formulas):
            found |= dict.fromkeys(circle, self._circle(circle, names, formulas))
        return found

    def _circle(self, circle: list[Place], names: Mapping[Place, str], formulas: Mapping[Place, str | None]) -> Problem:
        sheet, address = circle[0]
        name, where = names[circle[0]], place(self.book, sheet, address)
        why = "Excel stores 0 for what goes round in a circle"
        if len(circle) == 1:
            formula = shown(f"={formulas[circle[0]]}") if formulas[circle[0]] else ""
            return Problem(where, f"{name} is a formula that uses itself", formula, remedy=f"enter a number: {why}")
        steps = [f"{names[each]} ({shown(each[0])}!{format_address(*each[1])})" for each in [*circle, circle[0]]]
        if len(steps) > _STEPS_SHOWN:
            steps[_STEPS_SHOWN // 2 : -1] = [f"… {len(circle)} cells in all …"]
        message = f"{name} is part of a circle of formulas: {steps[0]} uses {', which uses '.join(steps[1:])}"
        return Problem(where, message, remedy=f"enter a number in one of these cells: {why}")

    def _value(self, name: str, driver: Input, reference: Reference, cells: dict[Address, Cell]) -> Any:
        if driver.scope != "year":
            address = reference.first_row, reference.first_column
            return self._usable(name, driver, cells.get(address, BLANK), reference.sheet, address)
        values = [
            self._usable(f"{name}, year {year},", driver, cells.get(address, BLANK), reference.sheet, address)
            for year, address in enumerate(reference.addresses(), start=1)
        ]
        while values and values[-1] is None:
            values.pop()
        for index, address in zip(range(len(values)), reference.addresses(), strict=False):
            if values[index] is None:
                values[index] = Problem(
                    place(self.book, reference.sheet, address),
                    f"{name}, year {index + 1}, is empty, but a later year is not",
                    expected=allowed(driver),
                    remedy="fill it in; only the last years may stay empty",
                )
        return values or None

    def _usable(self, name: str, driver: Input, cell: Cell, sheet: str, address: Address) -> Any:
        """Return a number or text, None for an empty cell, or why what stands there is no value."""
        if (sheet, address) in self.circular:
            return self.circular[sheet, address]
        return usable(self.book, name, lambda: allowed(driver), cell, sheet, address)


def usable(book: Workbook, name: str, expected: Callable[[], str], cell: Cell, sheet: str, address: Address) -> Any:
    """Return a number or text, None for an empty cell, or why what stands there is no value.

    ``expected`` says what is allowed.
    """
    kind, value, formula = cell
    if kind == "number" or (kind == "text" and str(value).strip()):
        return value
    if kind == "blank" and formula is None:
        return None
    message, found, remedy = _unusable(book, cell)
    return Problem(place(book, sheet, address), f"{name} {message}", found, expected(), remedy)


def _unusable(book: Workbook, cell: Cell) -> tuple[str, str, str]:
    if cell.kind == "blank":
        return "is a formula that was never calculated", "", "open the workbook in Excel and save it"
    if cell.kind == "error":
        remedy = "enter a number" if cell.formula is None else "mend the formula or enter a number"
        return "is an error", shown(str(cell.value)), remedy
    if cell.kind == "boolean":
        return "is a truth value, no number", "TRUE" if cell.value else "FALSE", "enter a number"
    if cell.kind == "date":
        moment = book.as_datetime(float(cell.value or 0.0))
        text = f"{moment:%Y-%m-%d}" if moment else str(cell.value)
        return "is a date", text, "Excel took it for a date: set the cell's format to number and type it again"
    return "holds only spaces", "", "empty the cell or enter a number"


def _is_beside(name: str) -> bool:
    """Whether a name is one of ranges, scenarios and analyses."""
    return name in range_names() or name.startswith(DECISIONS)
