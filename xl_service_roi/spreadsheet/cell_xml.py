"""A cell as XML: another value in place of the one that it shows, and everything else about it left as it was."""

from __future__ import annotations

import re
from typing import NamedTuple

Shown = float | str | bool
"""What a cell shows; where a formula gave it, one of the ERRORS stands for that error."""

ERRORS = frozenset({"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"})
"""Those that every spreadsheet program knows."""

LARGEST = 9.99999999999999e307
"""Excel's largest number."""
LONGEST = 32_767
"""Characters in a cell, as UTF-16 counts them."""

NUMBER, TEXT, BOOLEAN, ERROR, INLINE = b"", b"str", b"b", b"e", b"inlineStr"
"""Types of cells; that of a number need not be said."""

_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_TAG_NAME = re.compile(rb"<((?:[^\s/>]+:)?)[^\s/>]+")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


class UnstorableError(ValueError):
    """A value that no cell can hold; the message names it."""


class Contents(NamedTuple):
    """A cell's type and the text of its value, as a file states them."""

    kind: bytes
    text: bytes

    def shows(self, new: Contents, within: float = 0.0) -> bool:
        """Whether this is the same value already, a number if need be but for so much of it."""
        if self == new or not (self.text or new.text):
            return True  # also nothing, which XlsxWriter calls a number without digits
        if not self.kind == new.kind == NUMBER:
            return False
        try:
            value, other = float(self.text), float(new.text)
        except ValueError:
            return False
        return abs(value - other) <= within * abs(other)


def contents_of(value: Shown) -> Contents:
    """Return what a file states of a value that a formula gave."""
    if isinstance(value, bool):
        return Contents(BOOLEAN, b"%d" % value)
    if isinstance(value, str):
        return Contents(ERROR, value.encode()) if value in ERRORS else Contents(TEXT, escaped(value))
    return Contents(NUMBER, number(float(value)))


def number(value: float) -> bytes:
    """Return a number as a file states it: the shortest digits that give the same number again, and never -0."""
    if not abs(value) <= LARGEST:
        raise UnstorableError(f"the number {value}")
    return float.__repr__(value + 0.0).encode()


def escaped(text: str) -> bytes:
    """Return text as a file states it: what XML cannot hold as Excel writes it, ``_x000D_`` for a carriage return."""
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST:
        raise UnstorableError(f"a text of more than {LONGEST:,} characters")
    text = _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def needs_space(text: bytes) -> bool:
    """Whether programs would drop white space at either end of a text, were they not told to keep it."""
    return text != text.strip()


def value_element(prefix: bytes, contents: Contents) -> bytes:
    """Return the element that holds a value; typed text stands in the cell itself, not among the shared texts."""
    space = b' xml:space="preserve"' if needs_space(contents.text) else b""
    if contents.kind == INLINE:
        return b"<%bis><%bt%b>%b</%bt></%bis>" % (prefix, prefix, space, contents.text, prefix, prefix)
    return b"<%bv%b>%b</%bv>" % (prefix, space, contents.text, prefix)


def prefix_of(tag: bytes) -> bytes:
    """Return the namespace prefix of a tag, with its colon; empty in most files."""
    match = _TAG_NAME.match(tag)
    return match[1] if match else b""


def tag_of_type(tag: bytes, kind: bytes) -> bytes:
    """Return a cell's opening tag for a value of another type, open where it was self-closed.

    ``vm`` goes: it tells more about the old value, such as a picture or a linked company, and would hide the new one.
    """
    name = _TAG_NAME.match(tag)
    assert name is not None
    kept = [match[0] for match in _ATTRIBUTE.finditer(tag, name.end()) if match[1] not in (b"t", b"vm")]
    return b"".join((name[0], *kept, b' t="%b">' % kind if kind else b">"))


def with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """Return a tag with another value of an attribute that it has."""
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start(2)] + b'"%b"' % value + tag[match.end(2) :]
    return tag
