"""A new sheet written in the place of a former one: the template's cells and rules, and what the user put there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from ..spreadsheet.addresses import Address, format_address
from ..spreadsheet.references import on_sheet, renamed_sheets, rewritten
from ..spreadsheet.safe_xml import MAIN_NAMESPACES
from ..workbook.layout import FIRST_ROW, LABEL
from .grid import Grid, Written
from .moves import Moves
from .raw_xml import Element, Part, unescaped
from .styles import Styles
from .transfer import Place, Transfer

_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"),
    *("protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"),
    *("phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"),
    *("smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
"""Of what a worksheet holds, as its schema wants it."""

_THE_USERS = frozenset(
    {
        *("sheetProtection", "printOptions", "pageMargins", "pageSetup", "headerFooter", "customProperties", "drawing"),
        *("legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    }
)
"""What is kept as the user has it: none of it says anything about a cell."""
_EITHER = frozenset({"sheetPr", "printOptions", "pageMargins", "pageSetup", "headerFooter"})
"""What is the template's where the user has none; ``sheetPr`` ties a sheet to its macros."""
_THE_TEMPLATES = frozenset({"sheetFormatPr", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations"})

_NOT_TAKEN = {
    "protectedRanges": "ranges that some may edit",
    "scenarios": "scenarios",
    "autoFilter": "a filter",
    "customSheetViews": "custom views",
    "rowBreaks": "page breaks",
    "colBreaks": "page breaks",
    "extLst": "rules or small charts that only newer programs know",
}
"""What cannot follow its cells: told, not kept."""


class NewSheet:
    """Writes one of our sheets."""

    def __init__(
        self,
        transfer: Transfer,
        moves: Moves,
        styles: Styles,
        sheets: Mapping[str, str],
        grids: Callable[[str], Grid],
        heading: str,
        ready: bool,
        drawing: bytes = b"",
    ) -> None:
        """Take what the sheet is made of.

        ``sheets``: by their names in the template, those in the workbook. ``grids``: any sheet of the workbook as it
        was, by its name. ``heading``: what to write above what has no place any more. ``ready``: the template is filled
        in; otherwise its formulas show what they showed before. ``drawing``: the element that shows the template's
        charts, where the sheet has none of its own.
        """
        self.transfer, self.moves, self.styles = transfer, moves, styles
        self.old, self.new = transfer.old, transfer.new
        self.sheets, self.grids, self.heading, self.ready = sheets, grids, heading, ready
        self.drawing = drawing
        self.formulas: list[Address] = []
        self._came_from = {there: here for here in self.old.cells if (there := transfer.moves.cell(here))}

    def data(self) -> bytes:
        """Return the sheet."""
        pieces = [(name, self.old.part.all_of(element)) for name, element in self._kept()]
        pieces += [("sheetData", self._cells()), ("dimension", self._dimension()), ("cols", self._columns())]
        pieces.append(("sheetViews", self._view()))
        pieces += [(name, self._rule(element)) for name, element in self.new.around if name in _THE_TEMPLATES]
        has = {name for name, _ in pieces}
        pieces += [
            (name, self._own(self.new.part.all_of(element)))
            for name, element in self.new.around
            if name in _EITHER and name not in has
        ]
        pieces += [("drawing", self.drawing)] if self.drawing else []
        pieces += self._links()
        pieces.sort(key=lambda piece: _ORDER.index(piece[0]))
        self._tell_what_is_not_taken()
        root = self.old.root
        head, tail = self.old.part.data[: root.inside], self.old.part.data[root.inside_end :]
        return b"".join([head, *(data for _, data in pieces), tail])

    def _kept(self) -> list[tuple[str, Element]]:
        return [(name, element) for name, element in self.old.around if name in _THE_USERS or name == "sheetPr"]

    def _own(self, piece: bytes) -> bytes:
        """Return what comes from the template, in its namespace, whatever the prefixes of the workbook."""
        if not self.old.part.prefix(self.old.root):
            return piece
        return re.sub(rb"^<[a-zA-Z]+", rb'\g<0> xmlns="%b"' % MAIN_NAMESPACES[0].encode(), piece)

    # --- cells -------------------------------------------------------------------------------------------------------

    def _cells(self) -> bytes:
        rows: dict[int, dict[int, str]] = {row: {} for row in self.new.rows}
        for (row, column), cell in self.new.cells.items():
            rows.setdefault(row, {})[column] = self._template_cell((row, column), cell)
        for (row, column), place in self.transfer.carried.items():
            rows.setdefault(row, {})[column] = self._carried_cell((row, column), place)
        for (row, column), place in self.transfer.linked.items():
            rows.setdefault(row, {})[column] = self._linked_cell((row, column), place)
        if self.transfer.kept_from:
            address, style = (self.transfer.kept_from, LABEL), self._style((FIRST_ROW, LABEL))
            heading = cell_written(address, style, "inlineStr", "", inline_text(self.heading))
            rows.setdefault(address[0], {})[LABEL] = heading
        written = [
            (self.new.row_tag(row) if row in self.new.rows else f'<row r="{row}">')
            + "".join(cell for _, cell in sorted(cells.items()))
            + "</row>"
            for row, cells in sorted(rows.items())
        ]
        return self._own(f"<sheetData>{''.join(written)}</sheetData>".encode())

    def _template_cell(self, address: Address, cell: Written) -> str:
        style = self._style(address)
        if cell.kind == "s":
            return cell_written(address, style, "inlineStr", "", inline_text(str(self.new[address].value)))
        if cell.formula is None:
            return cell_written(address, style, cell.kind, "", cell.value.decode())
        self.formulas.append(address)
        formula = f"<f>{escape(renamed_sheets(cell.formula, self.sheets))}</f>"
        shows = cell if self.ready else self._showed(address) or cell
        return cell_written(address, style, shows.kind, formula, shows.value.decode())

    def _showed(self, address: Address) -> Written | None:
        """Return what the formula showed that stood there before."""
        here = self._came_from.get(address)
        cell = self.old.cells[here] if here else None
        return cell if cell and cell.formula is not None and cell.value else None

    def _carried_cell(self, address: Address, place: Place) -> str:
        cell = self.grids(place[0]).cells.get(place[1])
        if cell is None:  # the file does not mention it: nothing was ever typed there
            return cell_written(address, self._style(address), "n", "", "")
        formula = self._formula(address, place, cell)
        more = "".join(f' {name}="{value}"' for name, value in cell.more.items())
        return cell_written(address, cell.style, cell.kind, formula, cell.value.decode(), more)

    def _formula(self, address: Address, place: Place, cell: Written) -> str:
        """Return a user's formula as it reads now; none where only the value can be kept."""
        if cell.formula is None:
            return ""
        found = self.moves.formula(cell.formula, place[0])
        here = format_address(*place[1])
        if found.gone or cell.array not in ("", here):
            why = f"{found.gone[0].old} is no more" if found.gone else "it gives several cells their values"
            self.transfer.tell("look", f"held the formula ={cell.formula}, of which the value is kept: {why}", place[1])
            return ""
        for other in found.other:
            text = f"refers to {other.old}, which reads {other.new} now, {other.what}"
            self.transfer.tell("look", text, place[1])
        self.formulas.append(address)
        array = f' t="array" ref="{format_address(*address)}"' if cell.array else ""
        return f"<f{array}>{escape(found.formula)}</f>"

    def _linked_cell(self, address: Address, place: Place) -> str:
        """Return an input whose value the user keeps elsewhere."""
        self.formulas.append(address)
        formula = f"<f>{escape(on_sheet(place[0]) + format_address(*place[1]))}</f>"
        grid = self.grids(place[0])
        cell, shown = grid.cells[place[1]], grid[place[1]]
        if shown.kind == "text":
            return cell_written(address, self._style(address), "str", formula, f"<v>{escape(str(shown.value))}</v>")
        return cell_written(address, self._style(address), cell.kind, formula, cell.value.decode())

    def _style(self, address: Address) -> str | None:
        """Return the template's format of a cell, by its number in the workbook."""
        cell = self.new.cells.get(address)
        return str(self.styles.cells[int(cell.style)]) if cell and cell.style else None

    # --- around the cells --------------------------------------------------------------------------------------------

    def _dimension(self) -> bytes:
        cells = [*self.new.cells, *self.transfer.carried, *self.transfer.linked]
        rows, columns = {row for row, _ in cells}, {column for _, column in cells}
        return self._own(f'<dimension ref="A1:{format_address(max(rows), max(columns))}"/>'.encode())

    def _columns(self) -> bytes:
        """Return the columns in the template's formats, as wide as the user has them, and those of the user's own."""
        own, template = _columns_of(self.old), _columns_of(self.new)
        came_from = {there: here for here in own if (there := self.transfer.moves.columns(here))}
        last = max(column for _, column in (*self.new.cells, *self.transfer.carried))
        written = []
        for column in sorted({*template, *(each for each in came_from if each <= last)}):
            found = dict(template.get(column, {}))
            if "style" in found:
                found["style"] = str(self.styles.cells[int(found["style"])])
            theirs = own.get(came_from.get(column, 0), {})
            found |= {name: theirs[name] for name in ("width", "hidden", "customWidth") if name in theirs}
            attributes = "".join(f' {name}="{value}"' for name, value in found.items())
            written.append(f'<col min="{column}" max="{column}"{attributes}/>')
        return self._own(f"<cols>{''.join(written)}</cols>".encode())

    def _view(self) -> bytes:
        """Return the template's view, with the zoom, and the tab in front, of the user's."""
        part, own = self.new.part, self.old.elements("sheetView")
        (element,), (view,) = self.new.elements("sheetViews"), self.new.elements("sheetView")
        kept = {
            name: own[0].attributes[name]
            for name in ("tabSelected", "zoomScale", "zoomScaleNormal")
            if own and name in own[0].attributes
        }
        edits = [part.with_attribute(view, name, value) for name, value in {"tabSelected": "0", **kept}.items()]
        return self._own(part.piece(element, edits))

    def _rule(self, element: Element) -> bytes:
        part = self.new.part
        edits = [
            part.with_attribute(rule, "dxfId", str(self.styles.rules[int(rule.attributes["dxfId"])]))
            for rule in self.new.elements("cfRule")
            if element.start <= rule.start < element.end
        ]
        return self._own(part.piece(element, edits))

    def _links(self) -> list[tuple[str, bytes]]:
        """Return the template's hyperlinks and the user's, each on its cell."""
        part = self.old.part
        kept = [self._template_link(link) for link in self.new.elements("hyperlink")]
        taken = {link.attributes.get("ref", "") for link in self.new.elements("hyperlink")}
        for link in self.old.elements("hyperlink"):
            where = self.moves.formula(link.attributes.get("ref", ""), self.old.name)
            to = self.moves.formula(link.attributes.get("location", ""), self.old.name)
            if not where.gone and where.formula and where.formula not in taken:
                edits = [part.with_attribute(link, "ref", where.formula)]
                edits += [part.with_attribute(link, "location", to.formula)] if to.moved else []
                kept.append(part.piece(link, edits))
        if not kept:
            return []
        name = (self.old.part.prefix(self.old.root) + "hyperlinks").encode()
        return [("hyperlinks", b"<%b>%b</%b>" % (name, b"".join(kept), name))]

    def _template_link(self, link: Element) -> bytes:
        """Return a link to a sheet of ours, by what it is called in the workbook."""
        to = renamed_sheets(link.attributes.get("location", ""), self.sheets)
        return self._own(self.new.part.piece(link, [self.new.part.with_attribute(link, "location", to)]))

    def _tell_what_is_not_taken(self) -> None:
        names = {name for name, _ in self.old.around} - {name for name, _ in self.new.around}
        for what in dict.fromkeys(_NOT_TAKEN[name] for name in _ORDER if name in names & _NOT_TAKEN.keys()):
            self.transfer.tell("look", f"had {what}, which could not be taken over")
        if "mergeCells" in names:
            self.transfer.tell("look", "had merged cells, which stand on their own now")
        templates = {_rule_key(self.new.part, rule) for rule in self.new.elements("cfRule")}
        theirs = [rule for rule in self.old.elements("cfRule") if _rule_key(self.old.part, rule) not in templates]
        of_template = {_list_of(self.new.part, rule) for rule in self.new.elements("dataValidation")}
        lists = [
            rule
            for rule in self.old.elements("dataValidation")
            if rule.attributes.get("type") not in _OF_NUMBERS and _list_of(self.old.part, rule) not in of_template
        ]
        if theirs or lists:
            self.transfer.tell(
                "look", f"had {len(theirs) + len(lists)} rules of your own for formats or input, now gone"
            )


def _columns_of(grid: Grid) -> dict[int, dict[str, str]]:
    """Return what a sheet says of each of its columns; those on the right that it takes together as one."""
    found: dict[int, dict[str, str]] = {}
    for column in grid.elements("col"):
        first, last = int(column.attributes["min"]), int(column.attributes["max"])
        more = {name: value for name, value in column.attributes.items() if name in _OF_A_COLUMN}
        found |= dict.fromkeys(range(first, min(last, first + _COLUMNS_LOOKED_AT) + 1), more)
    return found


_OF_A_COLUMN = ("width", "style", "hidden", "customWidth")
_COLUMNS_LOOKED_AT = 100


def _rule_key(part: Part, rule: Element) -> tuple[object, ...]:
    """Return what a rule for formats says, whichever cells it says it of."""
    inside = part.data[rule.inside : rule.inside_end] if rule.inside_end > rule.inside else b""
    text = rewritten(unescaped(re.sub(rb"<[^>]*>", b"|", inside)), lambda area: "")
    return rule.attributes.get("type"), rule.attributes.get("operator"), text.replace(" ", "")


_OF_NUMBERS = ("decimal", "whole")
"""Rules for input that the template has for each of its cells."""


def _list_of(part: Part, rule: Element) -> tuple[object, str]:
    """Return what a rule for input says, whichever cells it says it of."""
    text = unescaped(re.sub(rb"<[^>]*>", b"", part.data[rule.inside : rule.inside_end])) if rule.inside_end else ""
    return rule.attributes.get("type"), rewritten(text, lambda area: "")


def cell_written(address: Address, style: str | None, kind: str, formula: str, value: str, more: str = "") -> str:
    """Return a cell as its sheet writes it; ``formula`` and ``value`` are elements."""
    styled = f' s="{style}"' if style is not None else ""
    typed = f' t="{kind}"' if kind != "n" and (formula or value) else ""
    start = f'<c r="{format_address(*address)}"{styled}{typed}{more}'
    return f"{start}>{formula}{value}</c>" if formula or value else f"{start}/>"


def inline_text(text: str) -> str:
    """Return the element of a text that stands in its cell."""
    kept = re.sub(r"_x[0-9A-Fa-f]{4}_", lambda found: "_x005F" + found[0], text)
    return f'<is><t xml:space="preserve">{escape(kept)}</t></is>'
