"""The order in which Excel last calculated: cells of our sheets that hold no formula any more must not stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from ..spreadsheet.addresses import Address, format_address
from ..spreadsheet.cells import Workbook
from .raw_xml import Part


def calculation_chain(book: Workbook, formulas: Mapping[str, Iterable[Address]]) -> dict[str, bytes]:
    """Return the part with the formulas that our sheets, by name, have now; nothing if there is no such part."""
    listed = book.package.relationships(book.package.main_part).values()
    name = next((each.target for each in listed if each.kind == "calcChain"), "")
    if not name or name not in book.package:
        return {}
    part, contents = Part(book.package, name), Part(book.package, book.package.main_part)
    sheets = [element for element in contents.elements("sheet") if element.depth == 3]
    numbers = {name: sheet.attributes["sheetId"] for name, sheet in zip(book.sheet_names, sheets, strict=True)}
    ours = {numbers[sheet] for sheet in formulas}
    cells, number = [], ""
    for element in part.elements("c"):
        number = element.attributes.get("i", number)  # left out where it is that of the cell before
        if number not in ours:
            cells.append({**element.attributes, "i": number})
    for sheet, addresses in formulas.items():
        cells += [{"r": format_address(*address), "i": numbers[sheet]} for address in addresses]
    root = part.elements()[0]
    tag = part.prefix(root) + "c"
    text = "".join(f"<{tag}{''.join(f' {key}={quoteattr(value)}' for key, value in cell.items())}/>" for cell in cells)
    return {name: part.edited([(root.inside, root.inside_end, text.encode())])}
