"""XML as spreadsheet programs write it, in patterns: to match one is several times quicker than to hear each element.

What fits them is well-formed, and holds no remark, no literal and no reference to a character, so that it means what
it says. What else people write is left to expat.
"""

from __future__ import annotations

import re

# An empty alternative (?:x|) is quicker than (?:x)?, which matters at thousands of cells a sheet.
_ENTITY = r"&(?:amp|lt|gt|quot|apos);"
_PLAIN_VALUE = r'[^<>&"\x00-\x1f]*+'

PLAIN_TEXT = r"[^<>&\x00-\x08\x0b-\x1f]*+"
"""Text between tags, without entities. The line ends of Windows are left out, since XML makes others of them."""
TEXT = rf"{PLAIN_TEXT}(?:(?:{_ENTITY}{PLAIN_TEXT})+|)"
"""Text between tags."""
VALUE = rf'"{_PLAIN_VALUE}(?:(?:{_ENTITY}{_PLAIN_VALUE})+|)"'
"""The value of an attribute, in its quotes."""


def in_this_order(*names: str) -> str:
    """Give the pattern of any of these attributes, in this order."""
    return "".join(rf'(?: {name}="{_PLAIN_VALUE}"|)' for name in names)


def in_any_order(*names: str) -> str:
    """Give the pattern of one or more of these attributes, none of them twice; used once in a pattern."""
    group = f"one_of_{names[0]}"
    return rf'(?: (?P<{group}>{"|".join(names)})="{_PLAIN_VALUE}"(?![^<>]* (?P={group})="))+'


_BEGINS = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0" encoding="[Uu][Tt][Ff]-8"(?: standalone="(?:yes|no)")?\s*\?>)?\s*<'
)


def begins_as_utf8(data: bytes) -> bool:
    """Whether a part says at its beginning that it is in UTF-8, or says nothing, which means the same."""
    return _BEGINS.match(data) is not None


def characters(data: bytes) -> str | None:
    """Give the characters of these bytes; None if XML may not hold them; the patterns look after those below 32."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return None if not text.isascii() and ("\ufffe" in text or "\uffff" in text) else text


def decoded(text: str) -> str:
    """Give what text that fits TEXT, or VALUE without its quotes, stands for."""
    if "&" not in text:
        return text
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
