"""Which input cells cannot be used as they stand, and what to do about each, in the words of the workbook's language.

``resolve`` decides what is refused, here as everywhere; what stands in the cell decides what is said about it. A cell
that Python can use and the workbook's own formulas cannot (text, or left empty) is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..case import Case, Result
from ..contradictions import broken_requirements
from ..engine.numeric import evaluate
from ..errors import InputError, Problem
from ..inputs import LAST_YEAR, drivers, resolve, value_names
from ..labels import labels
from ..messages import shown
from ..model import MODEL
from ..model.driver import Input
from ..numbers import number, percent
from ..spreadsheet.cells import BLANK, Cell
from ..spreadsheet.defined_names import Reference
from ..text_numbers import AmbiguousNumber, TextNumberError, read_number
from ..walk_the_talk import warnings
from ..workbook.read import Filled, cells_of, read_inputs
from .book import LiveBook
from .places import cell_of, label_of
from .words import say

Severity = Literal["error", "warning"]
_DECIMALS = 9


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell. ``year`` is 0 for all but the years of the ramp; no ``cell`` if its name is lost."""

    name: str
    year: int
    cell: Reference | None
    label: str
    found: str
    allowed: str
    advice: str
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """The cell as messages name it: ``Inputs!C14``."""
        return cells_of(self.cell) if self.cell else self.name

    def __str__(self) -> str:
        return f"{self.place} · {self.label}" + (f" ({self.found})" if self.found else "")


@dataclass(frozen=True)
class Checked:
    """A workbook that was looked at: what is wrong with its cells, and its result where nothing is."""

    book: LiveBook
    filled: Filled
    language: str
    faults: tuple[Fault, ...]
    result: Result | None

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults without which there is a result."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    @cached_property
    def remarks(self) -> list[str]:
        """What is worth a second look in a case that can be worked out."""
        return warnings(self.result, self.language) if self.result else []


def check(book: LiveBook) -> Checked:
    """Look at every input of an open workbook; raise ``WorkbookError`` if it is none of ours."""
    filled = read_inputs(book)
    looking = _Looking(book, filled, book.language)
    faults = sorted(looking.faults(), key=_in_order_of_cells)
    result = None
    if not any(fault.severity == "error" for fault in faults):
        case = Case(resolve(filled.given, where=filled.where), filled.path, filled.notes)
        contradictions = list(looking.contradictions(case))
        faults += contradictions
        result = None if contradictions else case.run()
    return Checked(book, filled, book.language, tuple(faults), result)


def _in_order_of_cells(fault: Fault) -> tuple[bool, str, int, int]:
    cell = fault.cell
    return (False, cell.sheet, cell.first_row, cell.first_column) if cell else (True, fault.name, 0, 0)


@dataclass
class _Looking:
    book: LiveBook
    filled: Filled
    language: str

    def __post_init__(self) -> None:
        self.words = labels(self.language)
        self.refused = _refused(self.filled)
        self.cell_at = self.book.reader(self.filled.references.values())

    def faults(self) -> Iterator[Fault]:
        for name, driver in value_names().items():
            if name not in self.filled.references:
                yield self.fault(name, 0, "fault_name", "error", name=name)
            elif driver.scope == "year":
                yield from self.ramp(name)
            else:
                yield from self.look(name, 0)

    def ramp(self, name: str) -> Iterator[Fault]:
        years = self.filled.given[name] or []
        for year in range(1, len(years) + 1):
            yield from self.look(name, year)
        for year in range(len(years) + 1, LAST_YEAR + 1):
            if not years:
                yield self.left_empty(name, year)
            elif isinstance(years[-1], float):
                repeated = say(self.language, "repeated", year=len(years))
                yield self.uses(name, year, years[-1], repeated)

    def look(self, name: str, year: int) -> Iterator[Fault]:
        """Give what is wrong with a cell, if anything."""
        driver, cell = value_names()[name], self.cell(name, year)
        refused = (name, year) in self.refused
        if cell.kind == "blank" and year:
            yield self.fault(name, year, "fault_gap")
        elif cell.kind == "blank" and name == driver.names()[0]:
            yield self.fault(name, year, "fault_empty") if driver.essential else self.left_empty(name, year)
        elif cell.kind == "text":
            yield self.text(name, year, str(cell.value), refused)
        elif cell.kind == "number" and refused:
            yield self.outside(name, year, float(cell.value or 0))
        elif cell.kind in _UNUSABLE:
            yield self.fault(name, year, _UNUSABLE[cell.kind])

    def left_empty(self, name: str, year: int) -> Fault:
        """Return the fault of a cell that Python has a default for, and the formulas of the workbook have not."""
        driver = value_names()[name]
        default = driver.default[year - 1] if isinstance(driver.default, tuple) else driver.default
        source = (
            say(self.language, "source", source=driver.source)
            if driver.source
            else say(self.language, "source_assumed")
        )
        return self.uses(name, year, float(default or 0), source)

    def uses(self, name: str, year: int, value: float, source: str) -> Fault:
        shown_value = self.figure(value_names()[name], value)
        return self.fault(name, year, "fault_default", "warning", default=shown_value, source=source)

    def text(self, name: str, year: int, text: str, refused: bool) -> Fault:
        driver = value_names()[name]
        if not text.strip():
            return self.fault(name, year, "fault_spaces")
        try:
            found = read_number(text, driver.is_share)
        except AmbiguousNumber as error:
            thousands, decimal = (number(reading, self.language, _DECIMALS) for reading in error.readings)
            return self.fault(name, year, "fault_two_readings", thousands=thousands, decimal=decimal)
        except TextNumberError:
            return self.fault(name, year, "fault_text")
        if refused:
            return self.outside(name, year, found)
        return self.fault(name, year, "fault_read_text", "warning", number=self.figure(driver, found))

    def outside(self, name: str, year: int, found: float) -> Fault:
        driver = value_names()[name]
        share = found / 100
        if driver.is_share and found > driver.at_most and driver.at_least <= share <= driver.at_most:
            shown_share = number(share, self.language, _DECIMALS)
            said = percent(share, self.language, _DECIMALS)
            return self.fault(name, year, "fault_percent", percent=said, share=shown_share)
        return self.fault(name, year, "fault_outside")

    def contradictions(self, case: Case) -> Iterator[Fault]:
        """Give the cells of inputs that are each allowed, and together are not."""
        values = case.inputs.values
        for requirement in broken_requirements(evaluate(MODEL, values, case.horizon)):
            text = self.words.meaning(requirement)
            for driver in requirement.drivers:
                for name in drivers()[driver.name].names():
                    if name == drivers()[driver.name].names()[0] or name not in case.inputs.same_as_today:
                        yield self.fault(name, 0, "fault_contradiction", requirement=text)

    def fault(self, name: str, year: int, key: str, severity: Severity = "error", /, **values: str) -> Fault:
        driver = value_names()[name]
        return Fault(
            name,
            year,
            self.reference(name, year),
            label_of(name, year, self.language),
            self.found(driver, self.cell(name, year)),
            self.allowed(driver),
            say(self.language, key, **values),
            severity,
        )

    # ------------------------------------------------------------------------------------ how things are said

    def found(self, driver: Input, cell: Cell) -> str:
        if cell.kind == "number":
            return self.figure(driver, float(cell.value or 0))
        if cell.kind == "boolean":
            return say(self.language, "true" if cell.value else "false")
        if cell.kind == "date":
            moment = self.book.as_datetime(float(cell.value or 0))
            return f"{moment:%Y-%m-%d}" if moment else ""
        return shown(str(cell.value or ""))

    def allowed(self, driver: Input) -> str:
        if driver.unit == "switch":
            return say(self.language, "allowed_switch")
        low, high = self.figure(driver, driver.at_least), self.figure(driver, driver.at_most)
        return say(self.language, "allowed_whole" if driver.whole else "allowed_range", low=low, high=high)

    def figure(self, driver: Input, value: float) -> str:
        """Return a value as its cell shows it, with all its decimals: a share in percent."""
        return (percent if driver.is_share else number)(value, self.language, _DECIMALS)

    # ------------------------------------------------------------------------------------------------- cells

    def reference(self, name: str, year: int) -> Reference | None:
        whole = self.filled.references.get(name)
        return cell_of(whole, year) if whole else None

    def cell(self, name: str, year: int) -> Cell:
        reference = self.reference(name, year)
        return self.cell_at(reference) if reference else BLANK


_UNUSABLE = {"error": "fault_error", "boolean": "fault_truth", "date": "fault_date"}


def _refused(filled: Filled) -> set[tuple[str, int]]:
    """Return the values that a case refuses, by name and, for the ramp, year."""
    places: set[str] = set()
    try:
        resolve(filled.given, where=lambda name: name)
    except InputError as error:
        places = {problem.where for problem in error.problems}
    return {
        (name, year)
        for name, given in filled.given.items()
        for year, value in (enumerate(given, start=1) if isinstance(given, list) else [(0, given)])
        if isinstance(value, Problem) or (f"{name}, year {year}" if year else name) in places
    }
