"""One of our sheets as it was and as it will be, and what goes from the one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..messages import shown
from ..model import MODEL
from ..spreadsheet.addresses import Address, format_address
from ..spreadsheet.cells import Cell
from .alignment import aligned_columns, aligned_rows, names_of, row_keys
from .findings import Finding, Kind
from .grid import Grid
from .history import Former
from .moves import SheetMoves

Place = tuple[str, Address]
"""A sheet's name and a cell."""


@dataclass
class Transfer:
    """One of our sheets.

    ``carried``: the cells that are taken over, by their new address, with where they stood. ``linked``: input cells
    whose value the user keeps on a sheet of their own. ``kept_from``: the row above what has no place in the sheet any
    more, 0 if everything has one.
    """

    key: str
    old: Grid
    new: Grid
    moves: SheetMoves
    carried: dict[Address, Place] = field(default_factory=dict)
    linked: dict[Address, Place] = field(default_factory=dict)
    kept_from: int = 0
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: Kind, text: str, address: Address | None = None) -> None:
        """Note something about a cell of the old sheet, or about all of it."""
        where = place_shown((self.old.name, address)) if address else shown(self.old.name)
        self.findings.append(Finding(kind, text, where))


def place_shown(place: Place) -> str:
    """Return a cell as messages name it."""
    return f"{shown(place[0])}!{format_address(*place[1])}"


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing stands in a cell."""
    return cell.kind == "blank" and cell.formula is None


def moves_between(
    old: Grid, new: Grid, old_rows: Mapping[int, str], new_rows: Mapping[int, str], former: Former
) -> SheetMoves:
    """Return where the rows and columns of a sheet stand now.

    ``old_rows``, ``new_rows``: the rows to which the names of inputs lead, with their drivers.
    """
    known = {*MODEL.items, *former.renamed}
    old_keys = row_keys(old, known, old_rows, former.renamed)
    new_keys = row_keys(new, known, new_rows, {})
    last_row, last_column = (max(address[axis] for address in new.typed) for axis in (0, 1))
    rows = aligned_rows(old_keys, new_keys, last_row)
    columns = aligned_columns(old, new, rows, names_of(old_keys), last_column)
    return SheetMoves(old, rows, columns, names_of(old_keys), names_of(new_keys))
