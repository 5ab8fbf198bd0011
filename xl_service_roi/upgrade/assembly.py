"""A workbook put together anew: the user's file, with our sheets from a template of the present model."""

from __future__ import annotations

from ..errors import WorkbookError
from ..inputs import drivers
from ..messages import shown
from ..model.driver import Input
from ..spreadsheet.addresses import Address
from ..spreadsheet.archive import rewritten
from ..spreadsheet.cells import Workbook
from ..workbook.layout import SHEETS
from ..workbook.vba import vba_project
from .added_sheets import AddedSheets, present
from .calculation_chain import calculation_chain
from .comments import commented_cells, moved_comments
from .contents import NewContents
from .elsewhere import Elsewhere, uses
from .findings import Finding
from .input_cells import input_cells, take_inputs
from .moves import Moves
from .new_sheet import NewSheet
from .ours import Sheets
from .own_cells import take_own_cells
from .raw_xml import Part
from .styles import Styles
from .transfer import is_empty, place_shown


class Assembly:
    """Puts one workbook together."""

    def __init__(self, sheets: Sheets, template: Workbook) -> None:
        self.book, self.template, self.former, self.grid = sheets.book, template, sheets.former, sheets.grid
        self.sheets = {template.sheet_names[SHEETS.index(key)]: sheet for key, sheet in sheets.ours.items()}
        self.transfers = {key: sheets.transfer(key, template) for key in sheets.ours}
        self.inputs = self.transfers["inputs"]
        take_inputs(self.inputs, self.book, template, self.former, self.transfers)
        self._taken = [*self.inputs.carried.values()]
        for transfer in self.transfers.values():
            take_own_cells(transfer, self.former, self._taken, commented_cells(self.book, transfer.old))
        self.moves = Moves({each.old.name: each.moves for each in self.transfers.values()})

    def put_together(self, heading: str, ready: bool) -> tuple[bytes, list[Finding]]:
        """Return the workbook, and what there is to tell of it.

        ``heading``: what to write above what has no place in a sheet any more. ``ready``: the template is filled in, so
        that what its formulas show is right.
        """
        styles = Styles(_part(self.book, "styles"), _part(self.template, "styles"))
        parts, formulas = dict[str, bytes](), dict[str, list[Address]]()
        added = AddedSheets(self.book, self.template, styles, self.sheets)
        for transfer in self.transfers.values():
            drawing = added.drawing(transfer.old.part_name)
            sheet = NewSheet(transfer, self.moves, styles, added.called, self.grid, heading, ready, drawing)
            parts[transfer.old.part_name] = sheet.data()
            formulas[transfer.old.name] = sheet.formulas
            parts |= moved_comments(self.book, transfer.moves)
        elsewhere = Elsewhere(self.book, self.moves, [each.old.part_name for each in self.transfers.values()])
        parts |= elsewhere.parts(parts)
        parts |= added.parts()
        contents = NewContents(self.book, self.template, added, self.moves)
        parts[contents.part.name] = contents.data(lambda name: [*elsewhere.users(name), *self._users(name)])
        parts |= calculation_chain(self.book, formulas)
        parts[styles.name] = styles.data
        of_sheets = [finding for transfer in self.transfers.values() for finding in transfer.findings]
        new = [*self._new(), *(Finding("added", f"the sheet {shown(name)}") for name in added.sheets.values())]
        found = [*self._kept(contents.own_names), *new, *of_sheets, *contents.findings, *elsewhere.findings]
        return rewritten(self.book.package, parts), found

    def _users(self, name: str) -> list[str]:
        """Return the cells on our sheets in which the user uses a name."""
        places = [place for transfer in self.transfers.values() for place in transfer.carried.values()]
        cells = ((place, self.grid(place[0]).cells.get(place[1])) for place in places)
        return [place_shown(place) for place, cell in cells if cell and cell.formula and uses(cell.formula, name)]

    def _kept(self, own_names: list[str]) -> list[Finding]:
        """Tell how much of the user's own is as it was."""
        filled = sum(not is_empty(self.grid(sheet)[address]) for sheet, address in self._taken)
        beside = sum(len(each.carried) for each in self.transfers.values()) - len(self._taken)
        ours = {*self.sheets.values(), *present(self.book, self.template).values()}
        sheets = [shown(sheet) for sheet in self.book.sheet_names if sheet not in ours]
        said = [f"{filled} input values as they were typed"]
        said += [f"{beside} cells of your own on our sheets"] if beside else []
        said += [f"sheets of your own: {', '.join(sheets)}"] if sheets else []
        said += [f"names beside those of the model: {', '.join(map(shown, own_names))}"] if own_names else []
        return [*(Finding("kept", text) for text in said), *self._macros()]

    def _macros(self) -> list[Finding]:
        listed = self.book.package.relationships(self.book.package.main_part).values()
        part = next((each.target for each in listed if each.kind.endswith("/vbaProject")), "")
        if not part:
            return []
        findings = [Finding("kept", "the macros")]
        if self.book.package.read(part) != vba_project():
            text = "they are not those of this version, or hold your own: cells that they name may stand elsewhere now"
            findings.append(Finding("look", text, "the macros"))
        return findings

    def _new(self) -> list[Finding]:
        """Tell the inputs that have another name, and those that are new."""
        known = {*self.inputs.moves.names.values()}
        renamed = [
            Finding("renamed", f"{old} is {new} now") for old, new in self.former.renamed.items() if new in known
        ]
        return renamed + [self._added(driver) for driver in drivers().values() if driver.name not in known]

    def _added(self, driver: Input) -> Finding:
        address = input_cells(self.template, driver.names()[0])[0]
        where = place_shown((self.inputs.old.name, address))
        if driver.essential:
            return Finding("added", f"{driver.name} is required: fill it in", where)
        value = driver.default[0] if isinstance(driver.default, tuple) else driver.default
        source = f"source {driver.source}" if driver.source else "assumed"
        return Finding("added", f"{driver.name} is {value:.6g} ({source})", where)


def _part(book: Workbook, kind: str) -> Part:
    """Return the part of a kind that a workbook has once."""
    listed = book.package.relationships(book.package.main_part).values()
    name = next((each.target for each in listed if each.kind == kind), "")
    if not name:
        raise WorkbookError(
            book.path, f"is damaged: it has no {kind}", "open it in Excel, let Excel repair it, and save it"
        )
    return Part(book.package, name)
