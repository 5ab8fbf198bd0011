"""The defaults of the template: what the inputs hold that have one before anyone fills anything in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..inputs import LAST_YEAR, value_names
from ..model.driver import Input
from ..spreadsheet.defined_names import Reference
from ..workbook.read import Filled, cells_of
from .book import LiveBook
from .places import cell_of, label_of


@dataclass(frozen=True)
class Change:
    """A cell that does not hold its default; ``default`` None is an empty cell.

    ``formula`` is empty where the cell has none, and None where the host does not hand formulas over.
    """

    cell: Reference
    label: str
    was: float | str | bool | None
    formula: str | None
    default: float | None

    @property
    def place(self) -> str:
        """The cell as messages name it: ``Inputs!C14``."""
        return cells_of(self.cell)


def changes_to_defaults(book: LiveBook, filled: Filled) -> list[Change]:
    """Return the cells of inputs that have a default and do not hold it; required inputs have none."""
    with_default = [
        name for name, driver in value_names().items() if not driver.essential and name in filled.references
    ]
    cell_at = book.reader(filled.references[name] for name in with_default)
    found = []
    for name in with_default:
        for year, default in _defaults(name, value_names()[name]):
            cell = cell_of(filled.references[name], year)
            value = cell_at(cell).value
            if value != default or isinstance(value, bool):
                found.append(Change(cell, label_of(name, year, book.language), value, book.formula(cell), default))
    return found


def values_only(changes: list[Change]) -> bool:
    """Tell whether of formulas only the values are known."""
    return any(change.formula is None for change in changes)


def _defaults(name: str, driver: Input) -> Iterator[tuple[int, float | None]]:
    """Give the default of a value, and the year for those of the ramp."""
    default = driver.default
    if isinstance(default, tuple):
        yield from zip(range(1, LAST_YEAR + 1), map(float, default), strict=True)
    else:
        # An empty plan or zero equals today.
        yield 0, float(default) if default is not None and name == driver.names()[0] else None
