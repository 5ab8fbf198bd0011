"""XML parts changed where they stand: elements found by their bytes, so that all around them stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from ..spreadsheet.package import Package
from ..spreadsheet.safe_xml import MAX_DEPTH, Listener, UnsafeXmlError

Edit = tuple[int, int, bytes]
"""From which byte on, up to which, and what comes in their place."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element in the bytes of its part: all of it from ``start`` to ``end``, its contents up to ``inside_end``.

    Its name has no prefix; those of its attributes have their namespace, and a space, in front if they have one. A
    depth of 1 is the root.
    """

    name: str
    attributes: Mapping[str, str]
    depth: int
    start: int
    inside_end: int
    end: int
    data: bytes = field(repr=False)

    @property
    def inside(self) -> int:
        """Where its contents begin."""
        return _end_of_tag(self.data, self.start)


class Part:
    """An XML part, as UTF-8."""

    def __init__(self, package: Package, name: str, data: bytes | None = None) -> None:
        self.package, self.name = package, name
        self.data = _as_utf8(package.read(name) if data is None else data)

    def elements(self, *names: str) -> list[Element]:
        """Give the elements of these names, all if none is named, in the order in which they begin."""
        listener = _Elements(self.data, names)
        self.package.parse(self.name, listener, self.data)
        return [element for element in listener.found if element is not None]

    def all_of(self, element: Element) -> bytes:
        """Give an element's bytes."""
        return self.data[element.start : element.end]

    def text(self, element: Element) -> str:
        """Give the text of an element that holds nothing else."""
        return unescaped(self.data[element.inside : element.inside_end])

    def prefix(self, element: Element) -> str:
        """Give the prefix with which an element is written, with its colon."""
        name = re.match(rb"<([^\s/>]+)", self.data[element.start : element.start + 256])
        before, colon, _ = (name[1] if name else b"").rpartition(b":")
        return (before + colon).decode()

    def with_attribute(self, element: Element, name: str, value: str) -> Edit:
        """Return the edit that gives an attribute, which has no prefix, another value."""
        tag = self.data[element.start : element.inside]
        written = f'{name}="{escape(value, {chr(34): "&quot;"})}"'.encode()
        found = re.search(rb"(?<=\s)" + name.encode() + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""", tag)
        if found:
            return element.start + found.start(), element.start + found.end(), written
        at = element.inside - (2 if tag.endswith(b"/>") else 1)
        return at, at, b" " + written

    def with_text(self, element: Element, text: str) -> Edit:
        """Return the edit that gives an element, which is not empty, another text."""
        return element.inside, element.inside_end, escape(text).encode()

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """Return the part with these edits, none of which overlap."""
        return self._edited(0, len(self.data), edits)

    def piece(self, element: Element, edits: Iterable[Edit]) -> bytes:
        """Return an element with these edits, all of which lie in it."""
        return self._edited(element.start, element.end, edits)

    def _edited(self, at: int, last: int, edits: Iterable[Edit]) -> bytes:
        pieces = []
        for start, end, new in sorted(edits):
            pieces += [self.data[at:start], new]
            at = end
        return b"".join([*pieces, self.data[at:last]])


class _Elements(Listener):
    def __init__(self, data: bytes, names: Collection[str]) -> None:
        super().__init__()
        self.found: list[Element | None] = []
        self._data, self._names = data, names
        self._open: list[tuple[int, int, Mapping[str, str]]] = []

    def _attach(self, parser: expat.XMLParserType) -> None:
        super()._attach(parser)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise UnsafeXmlError(f"its elements are nested more than {MAX_DEPTH} deep")
        wanted = not self._names or name.rpartition(" ")[2] in self._names
        self._open.append((len(self.found) if wanted else -1, self.place(), attributes))
        if wanted:
            self.found.append(None)

    def _end(self, name: str) -> None:
        index, start, attributes = self._open.pop()
        if index < 0:
            return
        # Of an element that is only a tag, <c/>, the place where it ends is already behind it.
        data, inside_end = self._data, self.place()
        is_tag = data[inside_end - 2 : inside_end] == b"/>" and _end_of_tag(data, start) == inside_end
        end = inside_end if is_tag else data.index(b">", inside_end) + 1
        depth = len(self._open) + 1
        self.found[index] = Element(name.rpartition(" ")[2], attributes, depth, start, inside_end, end, data)


def _end_of_tag(data: bytes, start: int) -> int:
    tag = _TAG.match(data, start)
    return tag.end() if tag else start


_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(r"""(<\?xml[^>]*?encoding=["'])([^"']+)""")


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _DECLARED.sub(r"\1UTF-8", data.decode("utf-16"), count=1).encode()
    declared = _DECLARED.search(data[:200].decode("latin-1"))
    if declared and declared[2].lower() == "iso-8859-1":
        return _DECLARED.sub(r"\1UTF-8", data.decode("latin-1"), count=1).encode()
    return data


_ENTITY = re.compile(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def unescaped(text: bytes) -> str:
    """Read text that stands between tags, or in an attribute."""
    return _ENTITY.sub(_character, text.decode(errors="replace"))


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    return _NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))
