"""The sheets of the template that hold lines: which rows and columns have formulas, the same in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ..inputs import LAST_YEAR
from ..labels import LANGUAGES, labels
from ..model import MODEL
from ..spreadsheet.addresses import format_address
from ..spreadsheet.defined_names import DefinedName, Reference, locate
from ..workbook.formulas import Formulas
from ..workbook.layout import HEAD_ROW, LAST, SECOND_VALUE, VALUE, YEAR_0, Layout
from ..workbook.names import lines_name, result_name
from .glance import FormulaCells

RESULTS = "results"
"""The key of the sheet of results; a future's is its name."""


class Table(NamedTuple):
    """The rows of a sheet that have a technical name, and the columns of the formulas in each.

    ``lead``: what the name points to by which the rows are found; ``cells``: all formulas but for the message above.
    """

    key: str
    rows: Mapping[str, int]
    columns: Mapping[str, Collection[int]]
    lead: Reference | None
    years_row: int
    cells: FormulaCells

    def rows_in(self, layout: Layout) -> Mapping[str, int]:
        """Return the rows of the sheet in a template."""
        return layout.results.rows if self.key == RESULTS else layout.future.rows

    def formula_in(self, layout: Layout, name: str, column: int) -> str:
        """Return a formula of a template; empty where it is more than the rule of a line."""
        if self.key != RESULTS:
            return Formulas(layout).in_row(name, self.key)[column]
        return Formulas(layout).result_line(MODEL.results[name], column - YEAR_0) if name in MODEL.results else ""

    def has_years_in(self, part: bytes) -> bool:
        """Whether the numbers of the years stand above the lines, in a sheet as the file holds it."""
        return _years(self.years_row).search(part) is not None


@cache
def table(key: str) -> Table:
    """Return the lines of a future, or those of the results."""
    layout = Layout(labels(LANGUAGES[0]))
    names = {name: locate(DefinedName(name, text)) for name, text in layout.defined_names().items()}
    return _of_results(layout, names) if key == RESULTS else _of_future(layout, names, key)


def _of_future(layout: Layout, names: Mapping[str, Reference], future: str) -> Table:
    formulas, rows = Formulas(layout), layout.future.rows
    columns = {name: tuple(formulas.in_row(name, future)) for name in rows}
    cells = FormulaCells((rows[name], column) for name in columns for column in columns[name])
    return Table(future, rows, columns, names[lines_name(future)], HEAD_ROW, cells)


def _of_results(layout: Layout, names: Mapping[str, Reference]) -> Table:
    """The parts of the headings, the lines by year and the requirements; measures have defined names instead."""
    columns: dict[str, Collection[int]] = {
        name: (VALUE, SECOND_VALUE) for name in layout.results.rows if name.startswith("programme_pv_")
    }
    columns |= dict.fromkeys(MODEL.results, range(YEAR_0, LAST + 1))
    columns |= dict.fromkeys(MODEL.requirements, (VALUE, YEAR_0))
    rows = {name: layout.results.rows[name] for name in columns}
    cells = {(rows[name], column) for name in columns for column in columns[name]}
    cells |= {address for name in names_of_results() for address in names[name].addresses()}
    sums = layout.results.rows["sum_of_headings"]
    cells |= {(row, column) for row in (sums, sums + 1) for column in (VALUE, SECOND_VALUE)}
    lead = lead_of_results(names[name] for name in names_of_results())
    return Table(RESULTS, rows, columns, lead, layout.years_row, FormulaCells(cells))


@cache
def names_of_results() -> tuple[str, ...]:
    """Return the defined names of the measures."""
    return tuple(filter(None, map(result_name, MODEL.measures)))


def lead_of_results(places: Iterable[object]) -> Reference | None:
    """Return the first of the cells in the column that most results stand in, as a name may have strayed."""
    cells = [place for place in places if isinstance(place, Reference)]
    home = Counter((cell.sheet, cell.first_column) for cell in cells).most_common(1)
    return next((cell for cell in cells if (cell.sheet, cell.first_column) == home[0][0]), None)


@cache
def _years(row: int) -> re.Pattern[bytes]:
    cells = (
        rb'<c r="%b"(?: s="[0-9]+")?(?: t="n")?><v>%d</v></c>' % (format_address(row, YEAR_0 + year).encode(), year)
        for year in range(LAST_YEAR + 1)
    )
    return re.compile(b"".join(cells))
