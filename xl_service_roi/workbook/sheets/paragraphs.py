"""How high a row must be for its texts: not every spreadsheet program works that out when it opens a file."""

from __future__ import annotations

import textwrap

_LINE, _MARGIN = 13.0, 4.0
"""Points that a line of text of size 10 takes, and what stands around the lines."""
_LETTERS = 1.2
"""Letters of a text that surely fit in the width of a digit, in which columns are measured."""


def height(*texts: tuple[str, float]) -> float:
    """Return the height of a row, in points, from its texts with the widths of their columns."""
    return _LINE * max(len(textwrap.wrap(text, int(width * _LETTERS))) or 1 for text, width in texts) + _MARGIN
