"""Values from workbooks and file names as they can be written anywhere, and never become a formula."""

from __future__ import annotations

import math
import re
from typing import Any

_UNFIT = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(value: Any) -> Any:
    r"""Return a value as it can be written anywhere: no number but finite ones, and text that is text.

    The name of a file may hold bytes that are none, or steer the terminal that shows it: ``\xff``.
    """
    if isinstance(value, str):
        return _UNFIT.sub(_escaped, value)
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # how Python holds a byte that is no text
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


FORMULA_MARKS = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet program may take for the beginning of a formula, the wide ones in Asian editions."""


def guarded(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula, with an apostrophe before it where needed.

    An apostrophe that stands first gets another, so that reading back is simple: one at the beginning is taken off.

    >>> guarded("=HYPERLINK(…)"), guarded("'s-Hertogenbosch"), guarded("north")
    ("'=HYPERLINK(…)", "''s-Hertogenbosch", 'north')
    """
    return f"'{text}" if text[:1] and text[0] in f"{FORMULA_MARKS}'" else text


def unguarded(text: str) -> str:
    """Return text as it was before it was `guarded`.

    >>> unguarded(guarded("-3 %")), unguarded("north")
    ('-3 %', 'north')
    """
    return text.removeprefix("'")
