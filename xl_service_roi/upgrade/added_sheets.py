"""Sheets that a workbook does not have yet: the template's, with their charts, behind the last of its own.

Once a workbook has them they are the user's: they are never written anew, and formulas on them follow as on any sheet.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from ..spreadsheet.addresses import Address
from ..spreadsheet.cells import Workbook
from ..spreadsheet.defined_names import Reference
from ..spreadsheet.references import renamed_sheets
from ..spreadsheet.safe_xml import MAIN_NAMESPACES
from ..workbook.layout import SHEETS
from ..workbook.named_tables import TABLES
from ..workbook.read import global_names, points_to
from .grid import Grid, Written
from .new_sheet import cell_written, inline_text
from .raw_xml import Edit, Part
from .styles import Styles

KEYS = ("start", "before", "tasks", "officer", "directors", "scenarios", "analyses", "workings")
_FORMULAS = ("formula", "formula1", "formula2")
"""Elements of rules for formats and for input that may name a sheet."""
_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = f"{_RELATIONSHIPS}/worksheet"
_DRAWING_ID = "rIdAddedDrawing"
_NO_RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_LONGEST_TITLE = 31


def lacking(book: Workbook) -> list[str]:
    """Return which of these sheets a workbook has never had: most of their names are not there."""
    named = {key: [bool(global_names(book, each.name)) for each in TABLES if each.sheet == key] for key in KEYS}
    return [key for key in KEYS if sum(there := named[key]) < len(there) / 2]


def present(book: Workbook, template: Workbook) -> dict[str, str]:
    """Return these sheets as far as a workbook has them: by their names in the template, what they are called there."""
    return {
        template.sheet_names[SHEETS.index(table.sheet)]: cells.sheet
        for table in TABLES
        if global_names(book, table.name) and isinstance(cells := points_to(book, table.name, None), Reference)
    }


class AddedSheets:
    """Adds sheets to a workbook.

    ``sheets``: by their names in the template, those that they get; ``titles`` has those of our sheets that are written
    anew as well, and ``called`` those that the workbook has already: in the template these are ``staying``.
    """

    def __init__(self, book: Workbook, template: Workbook, styles: Styles, ours: Mapping[str, str]) -> None:
        """``ours``: by their names in the template, the sheets that are written anew."""
        self.book, self.template, self.styles = book, template, styles
        self.sheets: dict[str, str] = {}
        for key in lacking(book):
            title = template.sheet_names[SHEETS.index(key)]
            self.sheets[title] = self._free_title(title)
        self.titles = {**ours, **self.sheets}
        self.called = {**present(book, template), **self.titles}
        self.staying = {template.sheet_names[SHEETS.index(key)] for key in KEYS} - self.sheets.keys()
        self._parts: dict[str, str] = {}
        self._drawings = dict(self._without_drawing(ours))
        beginnings = [*map(self._part_of, self.sheets), *self._drawings.values()]
        for part in (part for beginning in beginnings for part in self._with_related(beginning)):
            self._parts[part] = self._free_part(part)
        self.relationships = {title: f"rIdAdded{number}" for number, title in enumerate(self.sheets, start=1)}

    def _without_drawing(self, ours: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Give the sheets that are written anew and have no drawing, where the template's has one: both parts."""
        of_book = {sheet.name: sheet.part for sheet in self.book.sheets}
        for title, name in ours.items():
            there = self.book.package.relationships(of_book[name]).values()
            here = self.template.package.relationships(self._part_of(title)).values()
            drawing = next((each.target for each in here if each.kind == "drawing"), "")
            if drawing and all(each.kind != "drawing" for each in there):
                yield of_book[name], drawing

    def drawing(self, part: str) -> bytes:
        """Return the element that shows the template's charts on a sheet written anew; empty if it has its own."""
        if part not in self._drawings:
            return b""
        return f'<drawing xmlns="{MAIN_NAMESPACES[0]}" xmlns:r="{_RELATIONSHIPS}" r:id="{_DRAWING_ID}"/>'.encode()

    def _free_title(self, title: str) -> str:
        taken, count, free = {name.casefold() for name in self.book.sheet_names}, 1, title
        while free.casefold() in taken:
            count += 1
            ending = f" ({count})"
            free = title[: _LONGEST_TITLE - len(ending)] + ending
        return free

    def _part_of(self, title: str) -> str:
        return next(sheet.part for sheet in self.template.sheets if sheet.name == title)

    def _with_related(self, part: str) -> Iterator[str]:
        """Give a part of the template, and those that it leads to."""
        yield part
        for each in self.template.package.relationships(part).values():
            yield from self._with_related(each.target)

    def _free_part(self, part: str) -> str:
        """Return a name that no part of the workbook has."""
        stem, ending = re.fullmatch(r"(.*?)[0-9]*(\.[a-z]+)", part).groups()  # type: ignore[union-attr]
        number, taken = 1, {*self._parts.values()}
        while (free := f"{stem}{number}{ending}") in self.book.package or free in taken:
            number += 1
        return free

    def parts(self) -> dict[str, bytes]:
        """Return the parts to add, and those that list what is in the package, with the new ones in it."""
        found: dict[str, bytes] = {}
        titles = {self._part_of(title): title for title in self.sheets}
        for part, name in self._parts.items():
            found[name] = self._sheet(titles[part]) if part in titles else self._followed(part)
            if self.template.package.relationships(part):
                found[_relationships_of(name)] = self._led_on(part, name)
        found |= {_relationships_of(part): self._with_drawing(part) for part in self._drawings}
        return found | self._listed() if found else {}

    def elements(self, sheet_tag: bytes, prefix: str, highest: int) -> bytes:
        """Return the elements that list the sheets in the workbook; ``sheet_tag`` is that of one of its own."""
        found = re.search(rb"([\w.-]+):id\s*=", sheet_tag)
        mark = found[1].decode() if found else "r"
        hidden = {self.sheets[title]: ' state="hidden"' for title in self._hidden()}
        return "".join(
            f'<{prefix}sheet name={quoteattr(name)} sheetId="{highest + number}"{hidden.get(name, "")} '
            f'{mark}:id="{identity}"/>'
            for number, (name, identity) in enumerate(
                zip(self.sheets.values(), self.relationships.values(), strict=True), start=1
            )
        ).encode()

    def _hidden(self) -> list[str]:
        """Return those of the sheets that are hidden in the template."""
        listed = Part(self.template.package, self.template.package.main_part).elements("sheet")
        return [
            name for each in listed if "state" in each.attributes and (name := each.attributes["name"]) in self.sheets
        ]

    # ------------------------------------------------------------------------------------------------- a sheet

    def _sheet(self, title: str) -> bytes:
        """Return a sheet with its texts in its cells, and its formats by their numbers in the workbook."""
        grid = Grid(self.template, title)
        edits: list[Edit] = []
        data = next(element for name, element in grid.around if name == "sheetData")
        rows = dict.fromkeys(grid.rows, "")
        for address, cell in grid.cells.items():
            rows[address[0]] += self._cell(grid, address, cell)
        written = "".join(f"{grid.row_tag(row)}{cells}</row>" for row, cells in rows.items())
        edits.append((data.inside, data.inside_end, written.encode()))
        for column in grid.elements("col"):
            if "style" in column.attributes:
                style = str(self.styles.cells[int(column.attributes["style"])])
                edits.append(grid.part.with_attribute(column, "style", style))
        for rule in grid.elements("cfRule"):
            if "dxfId" in rule.attributes:
                number = str(self.styles.rules[int(rule.attributes["dxfId"])])
                edits.append(grid.part.with_attribute(rule, "dxfId", number))
        return grid.part.edited([*edits, *self._renamed(grid)])

    def _renamed(self, grid: Grid) -> Iterator[Edit]:
        """Give links, and rules for formats and input, the names of the sheets as they are in the workbook."""
        part = grid.part
        for link in grid.elements("hyperlink"):
            if where := link.attributes.get("location"):
                yield part.with_attribute(link, "location", renamed_sheets(where, self.called))
        for formula in (each for name in _FORMULAS for each in grid.elements(name)):
            text = part.text(formula)
            if (renamed := renamed_sheets(text, self.called)) != text:
                yield part.with_text(formula, renamed)

    def _cell(self, grid: Grid, address: Address, cell: Written) -> str:
        style = str(self.styles.cells[int(cell.style)]) if cell.style else None
        if cell.kind == "s":
            return cell_written(address, style, "inlineStr", "", inline_text(str(grid[address].value)))
        formula = "" if cell.formula is None else f"<f>{escape(renamed_sheets(cell.formula, self.called))}</f>"
        return cell_written(address, style, cell.kind, formula, cell.value.decode())

    # ------------------------------------------------------------------------------------------------ around it

    def _followed(self, part: str) -> bytes:
        """Return a drawing or a chart: a chart names the sheets by what they are called in the workbook."""
        found = Part(self.template.package, part)
        formulas = found.elements("f")
        return found.edited(
            found.with_text(each, renamed_sheets(text, self.called)) for each in formulas if (text := found.text(each))
        )

    def _led_on(self, part: str, name: str) -> bytes:
        """Return the relationships of a part, to the parts as they are called in the workbook."""
        listed = Part(self.template.package, _relationships_of(part))
        targets = self.template.package.relationships(part)
        folder = posixpath.dirname(name)
        return listed.edited(
            listed.with_attribute(each, "Target", posixpath.relpath(self._parts[targets[identity].target], folder))
            for each in listed.elements("Relationship")
            if (identity := each.attributes["Id"]) in targets
        )

    def _with_drawing(self, part: str) -> bytes:
        """Return what a sheet that is written anew leads to, with the drawing that it gets."""
        name, target = _relationships_of(part), self._parts[self._drawings[part]]
        given = self.book.package.read(name) if name in self.book.package else _NO_RELATIONSHIPS.encode()
        listed, kind = Part(self.book.package, name, given), f"{_RELATIONSHIPS}/drawing"
        start = posixpath.relpath(target, posixpath.dirname(part))
        prefix = listed.prefix(listed.elements()[0])
        return _with_more(listed, f'<{prefix}Relationship Id="{_DRAWING_ID}" Type="{kind}" Target="{start}"/>')

    def _listed(self) -> dict[str, bytes]:
        """Return the types of the parts, and what the workbook leads to, with those of the new parts."""
        types, of_template = Part(self.book.package, _CONTENT_TYPES), Part(self.template.package, _CONTENT_TYPES)
        overrides = of_template.elements("Override")
        kinds = {each.attributes["PartName"]: each.attributes["ContentType"] for each in overrides}
        added = "".join(
            f'<{types.prefix(types.elements()[0])}Override PartName="/{name}" ContentType="{kinds["/" + part]}"/>'
            for part, name in self._parts.items()
        )
        main = Part(self.book.package, _relationships_of(self.book.package.main_part))
        folder = posixpath.dirname(self.book.package.main_part)
        sheets = "".join(
            f'<{main.prefix(main.elements()[0])}Relationship Id="{identity}" Type="{_KIND}" '
            f'Target="{posixpath.relpath(self._parts[self._part_of(title)], folder)}"/>'
            for title, identity in self.relationships.items()
        )
        return {each.name: _with_more(each, text) for each, text in ((types, added), (main, sheets))}


def _with_more(part: Part, text: str) -> bytes:
    """Return a list with more entries at its end."""
    root = part.elements()[0]
    return part.edited([(root.inside_end, root.inside_end, text.encode())])


def _relationships_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")
