"""A glance at the bytes of a sheet that proves that its formulas stand where they should, and what they show.

Most workbooks are sound, and to read a sheet cell by cell takes ten times as long and more. What cannot be proved here
is not wrong: rows may have been moved, or the file is written in another way. Then the cells themselves are looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from ..spreadsheet.addresses import Address, format_address
from ..spreadsheet.cells import Cell

if TYPE_CHECKING:
    import numpy as np

LARGEST = 4 << 20
"""Bytes of a sheet that are looked through; ours have 0.2 MB."""

_MANY = 100
"""From so many cells on it is quicker to look at all formulas of a sheet at once."""
_WIDTH = 16
"""Bytes that hold how a cell begins, ``<c r="XFD1048576"``, as two numbers."""

_CELL = rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="(?P<kind>[a-z]+)")?(?: cm="[0-9]+")?(?: vm="[0-9]+")?>'
_FORMULA = rb"<f(?: [^>]*)?(?:/>|>[^<]*</f>)"
_NUMBER = rb"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?"
_HOLDS_FORMULA = re.compile(rb'<c r="[A-Z]+[0-9]+"[^>]*><f[ />]')
_SHOWS_VALUE = re.compile(rb"%b%b<v>(?:(?P<number>%b)|(?P<text>[^<]+))</v></c>" % (_CELL, _FORMULA, _NUMBER))


class FormulaCells:
    """Cells of one sheet that should hold formulas.

    A glance is for files that a spreadsheet program wrote: whether they are well-formed is not looked at.
    """

    def __init__(self, addresses: Iterable[Address]) -> None:
        self._addresses = sorted(addresses)  # as they stand in a file
        self._openings = [b'<c r="%b"' % format_address(*address).encode() for address in self._addresses]

    def all_in(self, part: bytes) -> bool:
        """Whether every one of these cells holds a formula in this sheet; False where that cannot be told."""
        begin, end = _rows(part)
        # To load numpy takes longer than a file to check; who has many files has it.
        if len(self._openings) >= _MANY and "numpy" in sys.modules and self._are_the_last(part, begin, end):
            return True
        return self._matched(_HOLDS_FORMULA, part, begin, end) is not None

    def shown_in(self, part: bytes) -> dict[Address, Cell] | None:
        """What these formulas show, each a number or a text; None where that cannot be told of all."""
        matches = self._matched(_SHOWS_VALUE, part, *_rows(part))
        if matches is None:
            return None
        found: dict[Address, Cell] = {}
        for address, match in zip(self._addresses, matches, strict=True):
            kind, number, text = match.groups()
            if kind == b"str":
                found[address] = Cell("text", (number or text).decode("utf-8", "replace"), "")
            elif number is not None and kind in (None, b"n"):
                found[address] = Cell("number", float(number), "")
            else:
                return None
        return found

    def _are_the_last(self, part: bytes, begin: int, end: int) -> bool:
        """Whether these are the last cells that hold formulas, as the lines of a template are."""
        import numpy as np

        data = np.frombuffer(part, np.uint8)
        tags = np.flatnonzero(data[begin:end] == ord("<")) + begin
        kinds = data[tags + 1]
        formulas = np.flatnonzero(kinds == ord("f"))[-len(self._openings) :]
        if len(formulas) < len(self._openings) or ((kinds == ord("!")) | (kinds == ord("?"))).any():
            return False
        everywhere: Any = np.ndarray((len(part) - _WIDTH + 1, 2), "<u8", buffer=part, strides=(1, _WIDTH // 2))
        openings, counted = self._as_numbers
        return bool(((everywhere[tags[formulas - 1]] & counted) == openings).all())

    @cached_property
    def _as_numbers(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """How each cell begins, and which bits of that count."""
        import numpy as np

        openings = b"".join(each.ljust(_WIDTH, b"\0") for each in self._openings)
        counted = b"".join((b"\xff" * len(each)).ljust(_WIDTH, b"\0") for each in self._openings)
        return np.frombuffer(openings, "<u8").reshape(-1, 2), np.frombuffer(counted, "<u8").reshape(-1, 2)

    def _matched(self, pattern: re.Pattern[bytes], part: bytes, begin: int, end: int) -> list[re.Match[bytes]] | None:
        """How the pattern fits each of these cells; None if it does not fit one of them."""
        found, at = [], begin
        for opening in self._openings:
            at = part.find(opening, at, end)
            match = pattern.match(part, at, end) if at >= 0 else None
            if match is None:
                return None
            found.append(match)
        cells = part[begin:at]
        return None if b"<!" in cells or b"<?" in cells else found


@lru_cache(maxsize=256)
def formula_cells(addresses: frozenset[Address]) -> FormulaCells:
    """Return these cells, prepared once: most workbooks have theirs in the same places."""
    return FormulaCells(addresses)


def _rows(part: bytes) -> tuple[int, int]:
    """Where the rows begin and end in a sheet; nowhere if a remark before them may hold what looks like rows."""
    begin, end = part.find(b"<sheetData"), part.rfind(b"</sheetData>")
    if not 0 <= begin < end or not end + _WIDTH <= len(part) <= LARGEST or b"<!" in part[:begin]:
        return 0, 0
    return begin, end
