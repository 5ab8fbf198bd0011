"""XML from strangers: parsed with expat, no DOCTYPE, no entities, not nested without end, whatever the encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

Start = Callable[[dict[str, str], int], None]
"""Hears an element's attributes and its depth where it begins."""
End = Callable[[int], None]
"""Hears an element's depth where it ends."""

MAX_DEPTH = 100
"""SpreadsheetML nests some ten elements deep, drawings thirty; more is an attack on whoever walks the tree."""

MAIN_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict Open XML
)
RELATIONSHIP_NAMESPACES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

# An alternative stands for its contents: its elements count as if they stood where the alternative stands.
_TRANSPARENT = frozenset(
    f"http://schemas.openxmlformats.org/markup-compatibility/2006 {name}"
    for name in ("AlternateContent", "Choice", "Fallback")
)
# Office writes these; expat would look any other name up among Python's codecs.
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1"})


class UnsafeXmlError(Exception):
    """XML that is not read; the message says why. ``attack``: no program writes such XML by mistake."""

    def __init__(self, reason: str, attack: bool = False) -> None:
        super().__init__(reason)
        self.attack = attack


class Listener:
    """Hears the elements it asked for while a part is parsed; all others pass it by. A depth of 1 is the root."""

    def __init__(self) -> None:
        self._starts: dict[str, Start] = {}
        self._ends: dict[str, End] = {}
        self._pieces: list[str] = []

    def on(self, name: str, start: Start | None, end: End | None, namespaces: Iterable[str] = MAIN_NAMESPACES) -> None:
        """Ask to hear where elements of this name begin and end."""
        for namespace in namespaces:
            if start is not None:
                self._starts[f"{namespace} {name}"] = start
            if end is not None:
                self._ends[f"{namespace} {name}"] = end

    def collect(self) -> None:
        """From here on keep the text, until ``collected`` is asked for."""
        self._pieces = []
        self._parser.CharacterDataHandler = self._pieces.append

    def collected(self) -> str:
        """Give the text since ``collect``."""
        self._parser.CharacterDataHandler = None
        return "".join(self._pieces)

    def place(self) -> int:
        """Give the place of what is heard now: how many bytes stand before it."""
        return self._parser.CurrentByteIndex

    def _attach(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler, parser.EndElementHandler = _element_handlers(self._starts, self._ends)


def parse(data: bytes, listener: Listener) -> None:
    """Let the listener hear the whole document. UnsafeXmlError if it is not well-formed or not to be trusted."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_doctype
    listener._attach(parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        place = f"line {error.lineno}, column {error.offset + 1}"
        reason = expat.ErrorString(error.code).removeprefix("not well-formed (").removesuffix(")")
        raise UnsafeXmlError(f"it is not well-formed XML ({reason}, {place})") from None
    finally:
        # Parser and listener hold each other; without this only the garbage collector frees the text.
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


def _element_handlers(
    starts: Mapping[str, Start], ends: Mapping[str, End]
) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
    depth = transparent = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, transparent
        depth += 1
        if depth > MAX_DEPTH:
            raise UnsafeXmlError(f"its elements are nested more than {MAX_DEPTH} deep", attack=True)
        hear = starts.get(name)
        if hear is not None:
            hear(attributes, depth - transparent)
        elif name in _TRANSPARENT:
            transparent += 1

    def end(name: str) -> None:
        nonlocal depth, transparent
        hear = ends.get(name)
        if hear is not None:
            hear(depth - transparent)
        elif name in _TRANSPARENT:
            transparent -= 1
        depth -= 1

    return start, end


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise UnsafeXmlError(f"its encoding is {encoding[:40]!r}, not UTF-8 or UTF-16")


def _refuse_doctype(name: str, system_id: str | None, public_id: str | None, internal: bool) -> None:
    reason = "it has a DOCTYPE, which no spreadsheet program writes and which can carry an attack"
    raise UnsafeXmlError(reason, attack=True)
