"""Comments on the cells of our sheets: they follow their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..spreadsheet.addresses import Address, format_address, parse_address
from ..spreadsheet.cells import Workbook
from .grid import Grid
from .moves import SheetMoves
from .raw_xml import Element, Part

_KINDS = ("comments", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment")
"""The relationships that lead to comments; the second kind are those that people answer."""
_DRAWN = re.compile(rb'<x:ClientData\s[^>]*ObjectType="Note".*?</x:ClientData>', re.DOTALL)
_ROW, _COLUMN = re.compile(rb"(?<=<x:Row>)[0-9]+"), re.compile(rb"(?<=<x:Column>)[0-9]+")
_ANCHOR = re.compile(rb"(?<=<x:Anchor>)[^<]*")


def commented_cells(book: Workbook, grid: Grid) -> list[Address]:
    """Return the cells of a sheet that have comments."""
    return [parse_address(element.attributes["ref"]) for part in _parts(book, grid) for element in _comments(part)]


def moved_comments(book: Workbook, moves: SheetMoves) -> dict[str, bytes]:
    """Return the parts of a sheet's comments that read otherwise now."""
    changed: dict[str, bytes] = {}
    for part in _parts(book, moves.grid):
        edits = []
        for comment in _comments(part):
            here = parse_address(comment.attributes["ref"])
            there = moves.cell(here)
            if there not in (None, here):
                edits.append(part.with_attribute(comment, "ref", format_address(*there)))
        if edits:
            changed[part.name] = part.edited(edits)
    for name in _drawings(book, moves.grid):
        data = book.package.read(name)
        drawn = _DRAWN.sub(lambda found: _redrawn(found[0], moves), data)
        if drawn != data:
            changed[name] = drawn
    return changed


def _redrawn(note: bytes, moves: SheetMoves) -> bytes:
    """Return how a comment is drawn: which cell it belongs to, and where; rows and columns count from 0 here."""
    row, column = _ROW.search(note), _COLUMN.search(note)
    here = (int(row[0]) + 1, int(column[0]) + 1) if row and column else None
    there = moves.cell(here) if here else None
    if here is None or there is None or there == here:
        return note
    down, right = there[0] - here[0], there[1] - here[1]
    note = _ROW.sub(b"%d" % (there[0] - 1), note)
    note = _COLUMN.sub(b"%d" % (there[1] - 1), note)
    return _ANCHOR.sub(lambda found: _shifted(found[0], down, right), note)


def _shifted(anchor: bytes, down: int, right: int) -> bytes:
    """Column, offset, row, offset of the upper left corner, and the same of the lower right one."""
    numbers = [int(each) for each in re.findall(rb"[0-9]+", anchor)]
    if len(numbers) != 8:
        return anchor
    moved = [max(0, number + shift) for number, shift in zip(numbers, (right, 0, down, 0) * 2, strict=True)]
    return b", ".join(b"%d" % number for number in moved)


def _parts(book: Workbook, grid: Grid) -> Iterator[Part]:
    for each in book.package.relationships(grid.part_name).values():
        if each.kind in _KINDS and not each.external and each.target in book.package:
            yield Part(book.package, each.target)


def _comments(part: Part) -> Iterator[Element]:
    return (element for element in part.elements("comment", "threadedComment") if "ref" in element.attributes)


def _drawings(book: Workbook, grid: Grid) -> Iterator[str]:
    for each in book.package.relationships(grid.part_name).values():
        if each.kind == "vmlDrawing" and not each.external and each.target in book.package:
            yield each.target
