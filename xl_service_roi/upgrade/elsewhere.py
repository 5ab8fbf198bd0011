"""Formulas outside of our sheets, in cells, charts, rules and controls: they follow what they refer to.

A part is touched only where one of its references reads otherwise now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..messages import shown
from ..spreadsheet.addresses import Address, format_address, parse_address
from ..spreadsheet.cells import Workbook
from ..spreadsheet.references import on_sheet, shifted
from .findings import Finding
from .moves import Moves, Rewritten
from .raw_xml import Edit, Element, Part, unescaped

_FORMULAS = frozenset(
    {
        *("f", "formula", "formula1", "formula2"),  # of cells, charts, rules for formats and input, small charts
        *("calculatedColumnFormula", "totalsRowFormula"),  # of tables
    }
)
_ATTRIBUTES = {
    "hyperlink": ("location",),
    **dict.fromkeys(("sp", "pic", "cxnSp"), ("textlink",)),
    "formControlPr": ("fmlaLink", "fmlaRange", "fmlaGroup", "fmlaTxbx"),
    "controlPr": ("linkedCell", "listFillRange"),
    "cameraTool": ("cellRange",),
}
"""Attributes that are formulas, by their elements."""
_SHEET_AND_RANGE = ("worksheetSource", "dataRef")
"""Elements that name a range by the attributes ``sheet`` and ``ref``."""
_IN_VML = re.compile(rb"(?<=<x:Fmla)(Link|Range|Group|Txbx|Pict)>([^<]*)")

_WITHOUT_FORMULAS = ("styles", "sharedStrings", "theme", "calcChain", "connections", "externalLink", "customXml")
"""Kinds of parts that the workbook leads to and that hold no formulas with cells of ours."""
_THINGS = {
    "charts": "a chart",
    "drawings": "a drawing",
    "ctrlprops": "a control",
    "pivotcache": "a pivot table",
    "tables": "a table",
}
_MAY_HOLD_FORMULAS = re.compile(r"(?!docprops/|customxml/|_rels/|\[content_types\]).*\.(?:xml|vml)$")
_STEPS = 4
"""From a sheet to a part of it: a chart stands in a drawing."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A formula in a part: where it is told to stand, and how it is replaced.

    ``group`` is the number of the shared formula that the cell takes part in.
    """

    part: str
    where: str
    text: str
    element: Element
    attribute: str = ""
    group: str = ""


class Elsewhere:
    """The parts that are none of ours."""

    def __init__(self, book: Workbook, moves: Moves, ours: Iterable[str]) -> None:
        """Take the workbook as it was; ``ours``: the parts of our sheets."""
        self.book, self.moves = book, moves
        self.findings: list[Finding] = []
        self._owners = _owners(book)
        listed = book.package.relationships(book.package.main_part).values()
        skipped = [each.target for each in listed if each.kind in _WITHOUT_FORMULAS]
        others = {part.lower() for part in (*ours, *skipped, book.package.main_part)}
        parts = [part for part in book.package.part_names if part.lower() not in others]
        self._names = [part for part in parts if _MAY_HOLD_FORMULAS.match(part.lower())]

    def parts(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the parts that read otherwise now; ``changed`` are those that were changed already."""
        found = {}
        for name in self._names:
            part = Part(self.book.package, name, changed.get(name))
            if self._may_refer_to_ours(part):
                data = self._vml(part) if name.lower().endswith(".vml") else part.edited(self._edits(part))
                if data != part.data:
                    found[name] = data
        return found

    def _may_refer_to_ours(self, part: Part) -> bool:
        if self._owners.get(part.name.lower(), "").casefold() in self.moves.sheets:
            return True  # a control on our sheet names its cells without the sheet
        text = unescaped(part.data).casefold()
        return any(name.replace("'", "''") in text for name in self.moves.sheets)

    def users(self, name: str) -> list[str]:
        """Return the places outside of our sheets that use a name, or may: what a macro does is not looked at."""
        listed = self.book.package.relationships(self.book.package.main_part).values()
        found = ["a macro, perhaps"] if any(each.kind.endswith("/vbaProject") for each in listed) else []
        names = [each for named in self.book.names.values() for each in named if uses(each.text, name)]
        found += [f"the name {shown(each.name)}" for each in names]
        for part in (Part(self.book.package, each) for each in self._names if not each.lower().endswith(".vml")):
            if uses(unescaped(part.data), name):
                found += [spot.where for spot in self._spots(part) if uses(spot.text, name)]
        return found

    def _edits(self, part: Part) -> list[Edit]:
        spots = [(spot, self._followed(spot)) for spot in self._spots(part)]
        broken = {spot.group for spot, found in spots if spot.group and found.formula != spot.text}
        edits: list[Edit] = []
        for spot, found in spots:
            if spot.group in broken and spot.group:
                edits.append(_alone(part, spot, found.formula))
            elif found.formula != spot.text and not spot.attribute:
                edits.append(part.with_text(spot.element, found.formula))
            elif found.formula != spot.text:
                text = found.formula.rpartition("!")[2] if spot.attribute == "ref" else found.formula
                edits.append(part.with_attribute(spot.element, spot.attribute, text))
        return edits

    def _followed(self, spot: _Spot) -> Rewritten:
        found = self.moves.formula(spot.text, self._owners.get(spot.part.lower(), ""))
        self.findings += _told(spot.where, found)
        if found.gone and spot.attribute in ("ref", "location"):
            return replace(found, formula=spot.text)  # which lead to cells only, and not to an error
        return found

    def _vml(self, part: Part) -> bytes:
        """Controls as VML draws them; Excel itself writes VML that is not well-formed, so it is taken as text."""

        def followed(match: re.Match[bytes]) -> bytes:
            found = self.moves.formula(unescaped(match[2]), self._owners.get(part.name.lower(), ""))
            self.findings += _told(self._where(part.name), found)
            return match[1] + b">" + found.formula.replace("&", "&amp;").replace("<", "&lt;").encode()

        return _IN_VML.sub(followed, part.data)

    def _spots(self, part: Part) -> Iterator[_Spot]:
        """Give all formulas of a part."""
        elements = part.elements("row", "c", *_FORMULAS, *_ATTRIBUTES, *_SHEET_AND_RANGE)
        of_cells = _cell_formulas(elements)
        shared: dict[str, tuple[Address, str]] = {}
        for element in elements:
            address = of_cells.get(element.start)
            if address is not None:
                yield from _of_cell(part, element, address, shared, self._where(part.name, address))
            elif element.name in _FORMULAS and element.inside_end > element.inside:
                yield _Spot(part.name, self._where(part.name), part.text(element), element)
            for attribute in _ATTRIBUTES.get(element.name, ()):
                if element.attributes.get(attribute):
                    text = element.attributes[attribute]
                    yield _Spot(part.name, self._where(part.name), text, element, attribute)
            if element.name in _SHEET_AND_RANGE and {"sheet", "ref"} <= element.attributes.keys():
                text = on_sheet(element.attributes["sheet"]) + element.attributes["ref"]
                yield _Spot(part.name, self._where(part.name), text, element, "ref")

    def _where(self, part: str, address: Address | None = None) -> str:
        sheet = shown(self._owners.get(part.lower(), ""))
        if address is not None:
            return f"{sheet}!{format_address(*address)}"
        folder = part.lower().split("/")[-2]
        thing = _THINGS.get(folder, "a link, rule or control")
        return f"{thing} on {sheet}" if sheet else thing


def uses(formula: str, name: str) -> bool:
    """Tell whether a formula uses a name."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.(])", formula, re.IGNORECASE) is not None


def _told(where: str, found: Rewritten) -> Iterator[Finding]:
    for each in found.moved:
        yield Finding("moved", str(each), where)
    for each in found.gone:
        what = f", {each.what}" if each.what else ""
        yield Finding("look", f"refers to {each.old}{what}, which is no more", where)
    for each in found.other:
        yield Finding("look", f"refers to {each.old}, which reads {each.new} now, {each.what}", where)


def _cell_formulas(elements: Iterable[Element]) -> dict[int, Address]:
    """Return the cells of those formulas that stand in one, by where the formula begins."""
    found: dict[int, Address] = {}
    row = column = 0
    for element in elements:
        if element.name == "row" and element.depth == 3:
            row, column = int(element.attributes.get("r", row + 1)), 0
        elif element.name == "c" and element.depth == 4:
            column = parse_address(element.attributes["r"])[1] if "r" in element.attributes else column + 1
        elif element.name == "f" and element.depth == 5 and column:
            found[element.start] = row, column
    return found


def _of_cell(
    part: Part, element: Element, address: Address, shared: dict[str, tuple[Address, str]], where: str
) -> Iterator[_Spot]:
    text, group = part.text(element), ""
    if element.attributes.get("t") == "shared":
        group = element.attributes.get("si", "")
        if text:
            shared[group] = address, text
        elif group in shared:
            (row, column), first = shared[group]
            text = shifted(first, address[0] - row, address[1] - column)
    if text:
        yield _Spot(part.name, where, text, element, group=group)


def _alone(part: Part, spot: _Spot, formula: str) -> Edit:
    """Return the edit that gives a cell a formula of its own, instead of one that it shares."""
    tag = part.prefix(spot.element) + "f"
    text = formula.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return spot.element.start, spot.element.end, f"<{tag}>{text}</{tag}>".encode()


def _owners(book: Workbook) -> Mapping[str, str]:
    """Return the sheet to which each part belongs, as far as one does."""
    owners: dict[str, str] = {}
    for sheet in book.sheets:
        ahead = [sheet.part]
        for _ in range(_STEPS):
            owners |= {part.lower(): sheet.name for part in ahead if part.lower() not in owners}
            ahead = [
                each.target
                for part in ahead
                for each in book.package.relationships(part).values()
                if not each.external and each.target in book.package and each.target.lower() not in owners
            ]
    return owners
