"""Which cell holds which value, and what people call it. ``year`` is 0 for all but the years of the ramp."""

from __future__ import annotations

from ..inputs import value_names
from ..labels import labels
from ..spreadsheet.defined_names import Reference


def cell_of(cells: Reference, year: int) -> Reference:
    """Return the one cell of a value: the cell of its name, or that of a year in the row of the ramp."""
    if not year:
        return cells
    column = cells.first_column + year - 1
    return Reference(cells.sheet, cells.first_row, column, cells.first_row, column)


def label_of(name: str, year: int, language: str) -> str:
    """Return the label of a value, with its future or year: ``Reach (served contacts), plan``."""
    driver, words = value_names()[name], labels(language)
    label = words.of(driver.name)
    if driver.scope == "future":
        return f"{label}, {words.group('FUTURES', name.removeprefix(f'{driver.name}_')).lower()}"
    return f"{label}, {words.say('year', year=year).lower()}" if year else label
