"""Reads what was filled in, by name: right, or refused with the cell and what to do."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..engine.definition import did_you_mean
from ..errors import InputError, Problem, WorkbookError
from ..inputs import LAST_YEAR, allowed, value_names
from ..model import MODEL_VERSION
from ..model.driver import Input
from .addresses import format_address
from .cells import BLANK, Cell, Workbook
from .defined_names import DefinedName, NotCellsError, Reference
from .names import MODEL_NAME


@dataclass(frozen=True)
class Filled:
    """What stands in a workbook.

    ``given``: values by name, None where empty, a ``Problem`` where something unusable stands. ``places``: the cell of
    each name, with file and sheet. ``notes``: what does not stop the calculation but should be known.
    """

    path: str
    version: str
    given: dict[str, Any]
    places: dict[str, str]
    notes: tuple[Problem, ...]

    def where(self, name: str) -> str:
        """Return the place of a value: ``plan.xlsx · Inputs!C14``."""
        return self.places.get(name, f"{Path(self.path).name} · {name}")


def read_workbook(path: str | os.PathLike[str]) -> Filled:
    """Read the inputs of a workbook.

    Raises ``WorkbookError`` for a file that is no workbook of ours, and ``InputError`` where names are missing, stand
    twice or do not point to cells.
    """
    with Workbook.open(path) as book:
        return _Reading(book).read()


class _Reading:
    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.file = Path(book.path).name
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def read(self) -> Filled:
        version = self._version()
        found = {name: self._reference(name, driver) for name, driver in value_names().items()}
        if self.problems:
            raise InputError(self.problems)
        references = {name: reference for name, reference in found.items() if reference is not None}
        cells = self._cells(references.values())
        given = {
            name: self._value(name, driver, references[name], cells) for name, driver in value_names().items()
        }
        places = {name: f"{self.file} · {reference}" for name, reference in references.items()}
        return Filled(self.book.path, version, given, places, tuple(self.notes))

    def _version(self) -> str:
        names = self._global(MODEL_NAME)
        version = names[0].constant if names else None
        if version is None:
            ours = sum(bool(self._global(name)) for name in value_names())
            if not ours:
                raise WorkbookError(
                    self.book.path,
                    "is not one of our workbooks: it has none of the names of the inputs",
                    "make a new one with: service-roi new",
                )
            self.notes.append(
                Problem(self.file, f"the name {MODEL_NAME}, with the version of the model, is missing", severity="warning")
            )
            return ""
        if str(version) != MODEL_VERSION:
            text = f"it was made for model {version}, this is model {MODEL_VERSION}: figures may differ"
            self.notes.append(Problem(self.file, text, severity="warning"))
        return str(version)

    def _global(self, name: str) -> list[DefinedName]:
        return [found for found in self.book.names.get(name.casefold(), ()) if found.sheet is None]

    def _reference(self, name: str, driver: Input) -> Reference | None:
        names = self._global(name)
        if not names:
            near = did_you_mean(name, [found[0].name for found in self.book.names.values()])
            remedy = "give the input cell this name again (Formulas, Name Manager)"
            self.problems.append(Problem(self.file, f"the name {name} is missing{near}", remedy=remedy))
            return None
        if len(names) > 1:
            texts = " and ".join(found.text for found in names)
            self.problems.append(Problem(self.file, f"the name {name} stands twice", texts, remedy="delete the wrong one"))
            return None
        try:
            reference = self.book.reference(names[0])
        except NotCellsError as error:
            remedy = "let it point to the input cell again (Formulas, Name Manager)"
            self.problems.append(Problem(self.file, str(error), remedy=remedy))
            return None
        expected = (1, LAST_YEAR) if driver.scope == "year" else (1, 1)
        if reference.shape != expected:
            cells = f"a row of {LAST_YEAR} cells" if driver.scope == "year" else "one cell"
            self.problems.append(Problem(self.file, f"the name {name} points to {reference}", expected=cells))
            return None
        return reference

    def _cells(self, references: Iterable[Reference]) -> dict[str, dict[tuple[int, int], Cell]]:
        wanted: dict[str, set[tuple[int, int]]] = {}
        for reference in references:
            wanted.setdefault(reference.sheet, set()).update(reference.addresses())
        return {sheet: self.book.cells(sheet, addresses) for sheet, addresses in wanted.items()}

    def _value(
        self, name: str, driver: Input, reference: Reference, cells: dict[str, dict[tuple[int, int], Cell]]
    ) -> Any:
        values = [
            self._usable(name, driver, cells[reference.sheet].get(address, BLANK), reference.sheet, address)
            for address in reference.addresses()
        ]
        if driver.scope != "year":
            return values[0]
        return values if any(value is not None for value in values) else None

    def _usable(self, name: str, driver: Input, cell: Cell, sheet: str, address: tuple[int, int]) -> Any:
        place = f"{self.file} · {sheet}!{format_address(*address)}"
        expected = allowed(driver)
        if cell.kind == "blank" and cell.formula is not None:
            remedy = "open the workbook in Excel and save it"
            return Problem(place, f"{name} is a formula that was never calculated", expected=expected, remedy=remedy)
        if cell.kind == "error":
            return Problem(place, f"{name} is an error", str(cell.value), expected, "mend the formula or enter a number")
        if cell.kind == "boolean":
            shown = "TRUE" if cell.value else "FALSE"
            return Problem(place, f"{name} is a truth value, no number", shown, expected, "enter a number")
        if cell.kind == "date":
            moment = self.book.as_datetime(float(cell.value or 0.0))
            shown = f"{moment:%Y-%m-%d}" if moment else str(cell.value)
            remedy = "Excel took what was typed for a date: set the format to number and type it again"
            return Problem(place, f"{name} is a date", shown, expected, remedy)
        if cell.kind == "text" and not str(cell.value).strip():
            return Problem(place, f"{name} holds only spaces", "", expected, "empty the cell or enter a number")
        return cell.value
