"""What the formulas of a template's sheets come to for a case, without a file: each sheet is written onto a recorder.

So the values beside formulas are worked out in one place, whether a template is written or a workbook renewed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..spreadsheet.addresses import Address
from .before import Before
from .cached import Cached, CachedValues
from .formulas import formulas_in
from .layout import LAST
from .sheets.formats import Formats
from .sheets.sheet import Context
from .sheets.writers import WRITERS

Shown = dict[Address, Cached]


def shown_on(sheets: Iterable[str], cached: CachedValues, before: Before) -> dict[str, Shown]:
    """Return what the formulas on some sheets come to, by what the sheets are, with their addresses in the template."""
    book, formulas = _RecordedBook(), formulas_in(cached.words.language)
    layout = formulas.layout
    context = Context(book, cached.words, layout, formulas, cached.inputs, None, cached, Formats(book), {}, before)
    for key in sheets:
        WRITERS[key](context).write()
    return {key: book.get_worksheet_by_name(layout.sheets[key]).shown for key in sheets}


class _Anything:
    """Takes every call and does nothing: formats and charts change no value."""

    def __getattr__(self, name: str) -> _Anything:
        return self

    def __call__(self, *args: Any, **more: Any) -> _Anything:
        return self


class _RecordedSheet(_Anything):
    """A worksheet that keeps the values beside its formulas."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.shown: Shown = {}

    def get_name(self) -> str:
        """Return its title, to which charts refer."""
        return self.title

    def write_formula(self, row: int, column: int, formula: str, style: Any = None, value: Cached = 0.0) -> None:
        """Keep a value."""
        self.shown[row + 1, column + 1] = value


class _RecordedBook(_Anything):
    """A workbook of such sheets."""

    def __init__(self) -> None:
        self.sheets: dict[str, _RecordedSheet] = {}

    def get_worksheet_by_name(self, title: str) -> _RecordedSheet:
        """Return the sheet of this title."""
        return self.sheets.setdefault(title, _RecordedSheet(title))


def checks(language: str) -> frozenset[Address]:
    """Return the cells of the template's results sheet that tell whether sums agree, and whether all is in order."""
    layout = formulas_in(language).layout
    rows = layout.results.rows["sum_of_headings"] + 1, layout.results.rows["all_checks"]
    return frozenset((row, column) for row in rows for column in range(1, LAST + 1))


_TYPED_OVER = 20
"""At most one in so many formulas may be gone, or they are taken to stand elsewhere."""


def placed(shown: Mapping[Address, Cached], formula_cells: Collection[Address]) -> Shown | None:
    """Return the values by where the formulas stand on a sheet now; None where that cannot be told.

    Where nothing was moved, some may have been typed over, and formulas of the user's own may stand between ours. Rows
    and columns without formulas may have been inserted or deleted, if all others still stand in the same order.
    """
    here = {*formula_cells}
    if len(shown.keys() - here) * _TYPED_OVER <= len(shown):
        return {address: value for address, value in shown.items() if address in here}
    rows, columns = (_in_order(shown, here, place) for place in (0, 1))
    moved = {(rows.get(row, 0), columns.get(column, 0)): value for (row, column), value in shown.items()}
    return moved if moved.keys() == here else None


def _in_order(before: Collection[Address], now: Collection[Address], place: int) -> dict[int, int]:
    """Pair the rows (0) or columns (1) that have formulas in their order; where their number differs, none."""
    ours, theirs = (sorted({address[place] for address in cells}) for cells in (before, now))
    return dict(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else {}
