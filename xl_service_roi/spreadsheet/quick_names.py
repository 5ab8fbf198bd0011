"""The contents of a workbook, its defined names found by a pattern: four hundred, mostly those of the last workbook.

As in ``quick_cells``: names that are not written as spreadsheet programs write them are left to ``parts.Contents``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

from xl_service_roi.spreadsheet.canonical import TEXT, VALUE, begins_as_utf8, characters, decoded
from xl_service_roi.spreadsheet.parts import Contents, FoundName
from xl_service_roi.spreadsheet.remembered import remembered
from xl_service_roi.spreadsheet.safe_xml import UnsafeXmlError, parse

_LONGEST_CONTENTS = 1 << 20
"""Bytes; ours have 0.03 MB."""
_LONGEST_REMEMBERED = 300
"""Bytes of a name with all that belongs to it; ours have 60."""

_NAMES, _NAMES_END, _NAME_ENDS = b"<definedNames>", b"</definedNames>", b"</definedName>"
_ATTRIBUTE = re.compile(rf" ([A-Za-z]++)=({VALUE})")
_NAME = re.compile(rf"<definedName((?: [A-Za-z]++={VALUE})+)>({TEXT})")


def quick_contents(data: bytes) -> Contents | None:
    """Give what the workbook part says; None if this one is not for this quick way."""
    place = data.find(_NAMES)
    end = data.find(_NAMES_END, place)
    if place < 0 or end < 0 or len(data) > _LONGEST_CONTENTS or not begins_as_utf8(data):
        return None
    start = place + len(_NAMES)
    text = data[start:end]
    found = _names_in(text)
    if found is None:
        return None
    contents = _WithoutNames()
    try:
        parse(b"".join((data[:start], _WITNESS, data[end:])), contents)
    except UnsafeXmlError:
        return None
    if contents.names_at != place or len(contents.names) != 1:
        return None
    contents.names, contents.digest_of_names = found, sha256(text).digest()
    return contents


@remembered
def _names_in(text: bytes) -> list[FoundName] | None:
    *pieces, rest = text.split(_NAME_ENDS)
    names = [_remembered(piece) if len(piece) <= _LONGEST_REMEMBERED else _found(piece) for piece in pieces]
    found = [name for name in names if name is not None]
    return None if rest or len(found) < len(names) else found


_WITNESS = b"<definedName/>"
"""Stays among the names, to show that a name may stand there: so deep, and in the namespace that is meant."""


class _WithoutNames(Contents):
    """Contents without their names: hears where these begin."""

    def __init__(self) -> None:
        super().__init__()
        self.names_at = -1
        self.on("definedNames", self._start_names, None)

    def _start_names(self, attributes: dict[str, str], depth: int) -> None:
        self.names_at = self.place()


def _found(piece: bytes) -> FoundName | None:
    match = _NAME.fullmatch(characters(piece) or "")
    if match is None:
        return None
    pairs = _ATTRIBUTE.findall(match[1])
    given = {name: decoded(value[1:-1]) for name, value in pairs}
    if len(given) < len(pairs) or "xmlns" in given:
        return None
    return FoundName.of(given, decoded(match[2]))


_remembered = lru_cache(maxsize=1 << 12)(_found)
