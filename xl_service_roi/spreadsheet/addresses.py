"""Cell addresses: ``C14`` and row 14, column 3 (both count from 1)."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

Address = tuple[int, int]
"""Row and column, counted from 1."""

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """Give 3 for ``C``; ValueError beyond ``XFD``."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > MAX_COLUMN:
            raise ValueError(f"{letters[:20]!r} is not a column")
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= MAX_COLUMN:
        raise ValueError(f"{letters[:20]!r} is not a column")
    return number


@lru_cache(maxsize=MAX_COLUMN)
def column_letters(number: int) -> str:
    """Give ``C`` for 3."""
    if not 1 <= number <= MAX_COLUMN:
        raise ValueError(f"{number} is not a column")
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def parse_address(text: str) -> Address:
    """Give (14, 3) for ``C14``, ``c14`` or ``$C$14``; ValueError for what is no cell of a sheet."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is not the address of a cell")
    row = int(match[2])
    if not 1 <= row <= MAX_ROW:
        raise ValueError(f"{text[:40]!r} is not the address of a cell: a sheet has {MAX_ROW:,} rows")
    return row, column_number(match[1])


def format_address(row: int, column: int, absolute: bool = False) -> str:
    """Give ``C14`` for row 14, column 3; ``$C$14`` if absolute."""
    if not 1 <= row <= MAX_ROW:
        raise ValueError(f"{row} is not a row")
    return f"${column_letters(column)}${row}" if absolute else f"{column_letters(column)}{row}"
