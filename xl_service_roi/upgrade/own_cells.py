"""What a user put on our sheets beside the inputs: it stays with its row and column, or below or beside the sheet."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from ..check.audited import value_shown
from ..inputs import drivers
from ..labels import LANGUAGES, labels
from ..spreadsheet.addresses import Address, column_letters, format_address
from ..spreadsheet.cells import Cell
from ..workbook.layout import HIGHEST, INPUT_COLUMN, INPUT_UNIT, LABEL, LOWEST, NAME, SOURCE, STATUS
from .history import FORMER_HEADINGS, FORMER_SOURCES, Former
from .transfer import Place, Transfer, is_empty

_GAP = 2
"""Rows between the end of a sheet and what has no place in it any more."""


def take_own_cells(
    transfer: Transfer, former: Former, taken: Collection[Place], commented: Collection[Address]
) -> None:
    """Take over what a user put on a sheet, or tell what became of it.

    ``taken``: the cells whose contents are inputs. ``commented``: cells that need a place, since they have a comment.
    """
    _OwnCells(transfer, former).take({address for sheet, address in taken if sheet == transfer.old.name}, commented)


class _OwnCells:
    def __init__(self, transfer: Transfer, former: Former) -> None:
        self.transfer, self.former = transfer, former
        self.old, self.new, self.moves = transfer.old, transfer.new, transfer.moves
        self.of_inputs = transfer.key == "inputs"
        self.widths: dict[int, int] = {}
        for row, column in self.new.typed:
            self.widths[row] = max(column, self.widths.get(row, 0))
        self.width = max(self.widths.values())
        self.words = {cell.value for cell in self.new.typed.values() if cell.kind == "text"}
        self.homeless: list[Address] = []

    def take(self, taken: Collection[Address], commented: Collection[Address]) -> None:
        for address, cell in sorted(self.old.typed.items()):
            if address not in taken and not is_empty(cell) and not self._was_the_templates(address, cell):
                self._take(address, cell)
        self.homeless += [address for address in commented if self.moves.cell(address) is None]
        self._house()

    def _was_the_templates(self, address: Address, cell: Cell) -> bool:
        """Whether a template said this once: words that are others now, and the years above the ramp."""
        row, column = address
        if cell.value == "":
            return True
        if self.old[row, LABEL].value in FORMER_HEADINGS:
            return column == LABEL or cell.value in self.words
        if self.of_inputs and cell.kind == "number":
            return self.moves.names.get(row + 1) == "ramp_plan"
        former = {SOURCE: FORMER_SOURCES, INPUT_UNIT: _former_units()} if self.of_inputs else {}
        return cell.value in former.get(self.moves.columns(column) or 0, ())

    def _take(self, address: Address, cell: Cell) -> None:
        there = self.moves.cell(address)
        named = address[0] in self.moves.names
        if there is None:
            column = self.moves.columns(address[1])
            if not named or column is None or not self._is_the_models(cell, column, self.width):
                self.homeless.append(address)
        elif there in self.transfer.carried or there in self.transfer.linked:
            return  # the cell of an input whose name leads elsewhere: told with that
        elif is_empty(self.new[there]):
            if not named or not self._is_the_models(cell, there[1], self.widths.get(there[0], 0)):
                self._carry(there, address)
            elif cell.formula is None:
                self._tell_lost(address, cell, "the model has nothing there")
        elif named and self.of_inputs and self._was_changed(address, there, cell):
            self._carry(there, address)
        elif named and cell.formula is None and self.new[there].formula is not None:
            self._tell_lost(address, cell, "the model's formula stands there again")
        elif self.new[there].formula is None and self.transfer.key != "notes":
            self._tell_other_words(address, there, cell)

    def _is_the_models(self, cell: Cell, column: int, width: int) -> bool:
        """Whether what stands in the row of an input, line or measure is the model's, which knows best.

        ``width``: the last column in which the model has anything there.
        """
        if self.of_inputs:
            return column == STATUS and cell.formula is not None
        is_remark = cell.kind == "text" and cell.formula is None and column > NAME and self.transfer.key != "notes"
        return column <= width and not is_remark

    def _was_changed(self, address: Address, there: Address, cell: Cell) -> bool:
        """Whether a user changed what the template shows beside an input."""
        column = there[1]
        if column == SOURCE:
            return str(cell.value).strip() not in _sources()
        if column == STATUS:
            changed = cell.formula is None
        elif column in (LOWEST, HIGHEST):
            changed = cell.formula is not None or cell.value not in self._bounds(there)
        else:
            return False
        if changed:
            template = self.new[there]
            shows = "a formula" if template.formula is not None else value_shown(template)
            name = self.moves.new_names[there[0]]
            self.transfer.tell("look", f"{name}: {value_shown(cell)} was kept; the template has {shows} there", address)
        return changed

    def _tell_other_words(self, address: Address, there: Address, cell: Cell) -> None:
        """A heading or label that is not the template's: the user's own words, or those of a former template."""
        template = self.new[there]
        is_bound = self.of_inputs and there[1] in (LOWEST, HIGHEST, SOURCE)
        if not is_bound and (cell.formula is not None or str(cell.value).strip() != str(template.value).strip()):
            self.transfer.tell("worded", f"{value_shown(cell)} is {value_shown(template)} now", address)

    def _bounds(self, there: Address) -> list[float]:
        """Return the bounds that the template shows in a cell, or showed once."""
        driver = drivers()[self.moves.new_names[there[0]]]
        bounds = [(driver.at_least, driver.at_most)]
        bounds += [self.former.bounds[driver.name]] if driver.name in self.former.bounds else []
        return [each[there[1] - LOWEST] for each in bounds]

    def _carry(self, there: Address, address: Address) -> None:
        self.transfer.carried[there] = self.old.name, address

    def _tell_lost(self, address: Address, cell: Cell, why: str) -> None:
        what = self.moves.what(*address)
        self.transfer.tell("look", f"{what} held {value_shown(cell)}, typed in: {why}", address)

    # --- what has no place any more ----------------------------------------------------------------------------------

    def _house(self) -> None:
        """Give it a place below the sheet, or on its right; what stood together stays together."""
        moves, carried = self.moves, self.transfer.carried
        right = max([self.width, *(column for _, column in carried)])
        columns = sorted({column for _, column in self.homeless if moves.columns(column) is None})
        moves.columns.to |= {column: right + step for step, column in enumerate(columns, start=1)}
        below = max(row for row, _ in (*self.new.typed, *carried)) + _GAP
        rows = sorted({row for row, _ in self.homeless if moves.rows(row) is None})
        homes = {row: below + step for step, row in enumerate(rows, start=1)}
        self.transfer.kept_from = below if rows else 0
        # The figures of a line that is gone do not come along, so whoever refers to them must not find others there.
        moves.rows.to |= {row: home for row, home in homes.items() if self.of_inputs or row not in moves.names}
        for address in self.homeless:
            there = moves.cell(address)
            if there is None:
                there = moves.single[address] = homes[address[0]], moves.columns(address[1]) or right
            if address in self.old.typed:
                self._carry(there, address)
        self._tell_housed(homes, columns)

    def _tell_housed(self, homes: dict[int, int], columns: list[int]) -> None:
        for row, home in homes.items():
            if self.of_inputs and row in self.moves.names:
                self._tell_dropped(row, home)
            else:
                self.transfer.tell("moved", f"your row {row} stands in row {home} now, below the sheet")
        for column in columns:
            there = column_letters(self.moves.columns(column) or column)
            text = f"your column {column_letters(column)} is column {there} now, on the right of the sheet"
            self.transfer.tell("moved", text)

    def _tell_dropped(self, row: int, home: int) -> None:
        """What an input held that is no more, and where that is kept."""
        first, *others = (self.moves.columns.back.get(column) for column in INPUT_COLUMN.values())
        cells = [self.old[row, column] for column in (first, *others) if column]
        held = ", ".join(value_shown(cell) for cell in cells if not is_empty(cell)) or "nothing"
        there = format_address(home, INPUT_COLUMN["today"])
        text = f"{self.moves.names[row]} is no longer an input; what it held, {held}, is kept in {there}"
        self.transfer.tell("dropped", text, (row, first or 1))


@cache
def _former_units() -> frozenset[str]:
    """Return how the inputs sheet wrote units that it reads aloud now."""
    units = {labels(language).unit(driver.unit) for language in LANGUAGES for driver in drivers().values()}
    return frozenset(unit for unit in units if "/" in unit)


def _sources() -> frozenset[str]:
    """Return what the template itself may say of a source, now or formerly, in any language."""
    sources = {driver.source for driver in drivers().values() if driver.source}
    kinds = ("own_figure", "assumed", *sources)
    return frozenset(sources | {labels(language).say(f"source_{kind}") for language in LANGUAGES for kind in kinds})
