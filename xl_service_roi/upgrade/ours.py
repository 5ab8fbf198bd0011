"""Which sheets of a workbook are ours, whatever they are called now, and in which language."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from functools import cached_property

from ..check.audited import names_by_row
from ..errors import Problem, WorkbookError
from ..inputs import drivers, value_names
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..model import MODEL
from ..model.driver import FUTURES
from ..spreadsheet.cells import Workbook
from ..spreadsheet.defined_names import NotCellsError, Reference
from ..spreadsheet.safe_xml import MAIN_NAMESPACES
from ..workbook.layout import SHEETS
from ..workbook.names import lines_name, result_name
from ..workbook.read import points_to
from .grid import Grid
from .history import Former
from .input_cells import rows_led_to
from .moves import SheetMoves
from .transfer import Transfer, moves_between

KEYS = ("inputs", *FUTURES, "results", "notes")
"""The sheets that are written anew."""

_TIED_TO_CELLS = {"table": "a table", "pivotTable": "a pivot table", "queryTable": "a query"}
"""What cannot stand on a sheet that is written anew."""


class Sheets:
    """The sheets of a workbook, each taken apart when first asked for.

    ``ours`` are the names of our sheets, by what they are. The notes may have been deleted.
    """

    def __init__(self, book: Workbook, former: Former) -> None:
        """Find our sheets; raise ``WorkbookError`` if one is missing, or holds what cannot be kept on it."""
        self.book, self.former = book, former
        self.ours = _our_sheets(book, former)
        self._grids: dict[str, Grid] = {}

    def grid(self, sheet: str) -> Grid:
        """Return a sheet by its name."""
        if sheet not in self._grids:
            self._grids[sheet] = Grid(self.book, sheet)
        return self._grids[sheet]

    @cached_property
    def language(self) -> str:
        """The language in which most labels of the inputs stand."""
        texts = {str(cell.value) for cell in self.grid(self.ours["inputs"]).typed.values() if cell.kind == "text"}
        return max(LANGUAGES, key=lambda language: len(texts & {labels(language).of(name) for name in drivers()}))

    def transfer(self, key: str, template: Workbook) -> Transfer:
        """Return what goes from one of our sheets to that of a template: nothing yet."""
        sheet, title = self.ours[key], template.sheet_names[SHEETS.index(key)]
        old, new = self.grid(sheet), Grid(template, title)
        old_rows, new_rows = rows_led_to(self.book, sheet, self.former), rows_led_to(template, title, Former())
        moves = moves_between(old, new, old_rows, new_rows, self.former)
        if key == "results":
            self._follow_measures(moves, template)
        if len({*moves.names.values()} & {*moves.new_names.values()}) < len(moves.new_names) // 2:
            reason = f"cannot be upgraded: the technical names are gone from its sheet {shown(sheet)!r}"
            raise WorkbookError(self.book.path, reason, "put them back, as in a new workbook (service-roi new)")
        return Transfer(key, old, new, moves)

    def _follow_measures(self, moves: SheetMoves, template: Workbook) -> None:
        """Let a measure that has no row of its own any more stand where its name leads."""
        for name in filter(None, map(result_name, MODEL.measures)):
            old, new = points_to(self.book, name), points_to(template, name)
            if isinstance(old, Reference) and isinstance(new, Reference) and old.sheet == self.ours["results"]:
                here = old.first_row, old.first_column
                if moves.cell(here) is None:
                    moves.single[here] = new.first_row, new.first_column


def _our_sheets(book: Workbook, former: Former) -> dict[str, str]:
    if MAIN_NAMESPACES[1].encode() in book.package.read(book.package.main_part):
        raise WorkbookError(
            book.path, "is saved as Strict Open XML", "open it in Excel, and save it as an ordinary .xlsx"
        )
    sheets = {"inputs": _led_to(book, {*value_names(), *former.renamed})}
    for future in FUTURES:
        block = points_to(book, lines_name(future), None)
        if isinstance(block, Problem):
            raise WorkbookError(book.path, f"cannot be upgraded: {block.message}", block.remedy)
        sheets[future] = block.sheet
    sheets["results"] = _led_to(book, {name for name in book.names if name.startswith("result_")})
    if len({*sheets.values()}) < len(sheets) or "" in sheets.values():
        reason = "cannot be upgraded: its names do not tell which sheets hold inputs, futures and results"
        raise WorkbookError(book.path, reason, "copy what was filled in into a new workbook (service-roi new)")
    if notes := _notes(book, {*sheets.values()}):
        sheets["notes"] = notes
    for sheet in sheets.values():
        _refuse_what_cannot_stay(book, sheet)
    return sheets


def _led_to(book: Workbook, names: set[str]) -> str:
    """Return the sheet to which most of these names lead."""
    votes: Counter[str] = Counter()
    for name in (found for each in names for found in book.names.get(each.casefold(), ())):
        with suppress(NotCellsError):
            votes[book.reference(name).sheet] += name.sheet is None
    return votes.most_common(1)[0][0] if votes else ""


def _notes(book: Workbook, others: set[str]) -> str:
    """Return the sheet that has a row for most lines, and next to no formulas: a copy of a future's sheet has many."""
    known = MODEL.lines.keys()
    for sheet in book.sheets:
        if sheet.kind == "worksheet" and sheet.name not in others:
            cells = book.cells(sheet.name)
            formulas = sum(cell.formula is not None for cell in cells.values())
            if len({*names_by_row(cells, known).values()}) > max(len(known) // 2, formulas):
                return sheet.name
    return ""


def _refuse_what_cannot_stay(book: Workbook, sheet: str) -> None:
    part = next(each.part for each in book.sheets if each.name == sheet)
    for each in book.package.relationships(part).values():
        if each.kind in _TIED_TO_CELLS:
            reason = f"cannot be upgraded: {_TIED_TO_CELLS[each.kind]} stands on its sheet {sheet!r}"
            raise WorkbookError(book.path, reason, "move it to a sheet of its own")
