"""Where each cell of our sheets stands now, and so what a formula that refers to it has to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..spreadsheet.addresses import Address
from ..spreadsheet.references import GONE, Area, rewritten
from .alignment import Axis
from .grid import Grid


class Moved(NamedTuple):
    """A reference, with what stood there and how it reads now."""

    old: str
    what: str
    new: str

    def __str__(self) -> str:
        what = f", {self.what}," if self.what else ""
        return f"{self.old}{what} stands in {self.new} now"


@dataclass
class Rewritten:
    """A formula that follows what it refers to.

    ``moved``: references that read otherwise now. ``gone``: those to what is no more. ``other``: ranges that hold
    something else than they held.
    """

    formula: str
    moved: list[Moved] = field(default_factory=list)
    gone: list[Moved] = field(default_factory=list)
    other: list[Moved] = field(default_factory=list)


@dataclass
class SheetMoves:
    """Where the cells of one sheet stand now.

    ``names`` and ``new_names`` are the technical names by row, before and now. ``single`` are cells that left their row
    or column.
    """

    grid: Grid
    rows: Axis
    columns: Axis
    names: Mapping[int, str]
    new_names: Mapping[int, str]
    single: dict[Address, Address] = field(default_factory=dict)

    def cell(self, address: Address) -> Address | None:
        """Return where a cell stands now; None where what it held is no more."""
        if address in self.single:
            return self.single[address]
        row, column = self.rows(address[0]), self.columns(address[1])
        return None if row is None or column is None else (row, column)

    def came_from(self, address: Address) -> Address | None:
        """Return where the row and the column of a cell of the new sheet stood; None if either is new."""
        row, column = self.rows.back.get(address[0]), self.columns.back.get(address[1])
        return None if row is None or column is None else (row, column)

    def what(self, row: int, column: int) -> str:
        """Return what stood in a cell, as its row and the heading above it say: ``churn_rate, year 3``."""
        name = self.names.get(row, "")
        above = (self.grid[at, column] for at in range(row - 1, 0, -1) if at not in self.names)
        head = next((cell for cell in above if cell.formula is None and cell.kind in ("text", "number")), None)
        if not name or head is None or column == 1:
            return name
        return f"{name}, year {head.value:g}" if isinstance(head.value, float) else f"{name}, {head.value}"

    def area(self, area: Area) -> tuple[Area | None, str]:
        """Return a reference as it reads now, None where nothing is left of it, and what its range holds otherwise."""
        first, last = area.first, area.last
        if first == last and first.row is not None and first.column is not None:
            there = self.cell((first.row, first.column))
            if there is None:
                return None, ""
            corner = first._replace(row=there[0], column=there[1])
            return area._replace(first=corner, last=corner), ""
        rows = _span(self.rows, first.row, last.row)
        columns = _span(self.columns, first.column, last.column)
        if rows is None or columns is None:
            return None, ""
        first, last = (
            corner._replace(row=row, column=column)
            for corner, row, column in zip((first, last), rows, columns, strict=True)
        )
        return area._replace(first=first, last=last), self._otherwise(area, rows, columns)

    def _otherwise(
        self, area: Area, rows: tuple[int | None, int | None], columns: tuple[int | None, int | None]
    ) -> str:
        said = []
        if area.first.row is not None and area.last.row is not None and rows[0] is not None and rows[1] is not None:
            first, last = sorted((area.first.row, area.last.row))
            before = {row: name for row, name in self.names.items() if first <= row <= last}
            held = {self.rows(row) for row in before}
            new = [name for row, name in self.new_names.items() if rows[0] <= row <= rows[1] and row not in held]
            lost = [name for row, name in before.items() if self.rows(row) is None]
            said += [f"{word} {', '.join(names)}" for word, names in (("with", new), ("without", lost)) if names]
        if area.first.column is not None and area.last.column is not None and None not in columns:
            width = abs(area.last.column - area.first.column) - (columns[1] or 0) + (columns[0] or 0)
            said += ["with other columns"] if width else []
        return ", ".join(said)


def _span(axis: Axis, first: int | None, last: int | None) -> tuple[int | None, int | None] | None:
    if first is None or last is None:
        return None, None
    return axis.span(min(first, last), max(first, last))


class Moves:
    """Where the cells of all our sheets stand now, by the names of the sheets."""

    def __init__(self, sheets: Mapping[str, SheetMoves]) -> None:
        self.sheets = {name.casefold(): moves for name, moves in sheets.items()}

    def formula(self, formula: str, here: str = "") -> Rewritten:
        """Return a formula that stands on the sheet ``here`` as it has to read now."""
        found = Rewritten(formula)

        def change(area: Area) -> str:
            new, otherwise, moves = self._area(area, here)
            if moves is None:
                return str(area)
            what = ""
            if area.first == area.last and area.first.row and area.first.column:
                what = moves.what(area.first.row, area.first.column)
            if new is None:
                found.gone.append(Moved(str(area), what, ""))
                return GONE
            if otherwise:
                found.other.append(Moved(str(area), otherwise, str(new)))
            elif new != area:
                found.moved.append(Moved(str(area), what, str(new)))
            return str(new)

        found.formula = rewritten(formula, change)
        return found

    def _area(self, area: Area, here: str) -> tuple[Area | None, str, SheetMoves | None]:
        """Return a reference as it reads now; the sheet is None if it is none of ours, and nothing changes."""
        sheets = [self.sheets.get(name.casefold()) for name in (area.sheet or here).split(":")]
        ours = [moves for moves in sheets if moves is not None]
        if not ours:
            return area, "", None
        first, *others = (moves.area(area) for moves in ours)
        # From one sheet to another, as in Today:Zero!E5, it follows only if all of them moved alike.
        if len(ours) < len(sheets) or any(other != first for other in others):
            changed = any(new != area for new, _ in (first, *others))
            return area, "unchanged, for it refers to several sheets at once" if changed else "", ours[0]
        return *first, ours[0]
