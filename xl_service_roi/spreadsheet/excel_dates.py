"""Dates in a workbook: numbers that count days, told from other numbers only by their number format."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

# Number formats that every workbook has without naming them; 27-36 and 50-58 are dates in East Asian Excels.
_BUILTIN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
# What is shown as it stands: "text", \x, _x (the width of x), *x (x repeated) and [colours, conditions, locales].
_LITERAL = re.compile(r'"[^"]*(?:"|$)|[\\_*].|\[[^\]]*(?:\]|$)', re.DOTALL)
_DATE_LETTER = re.compile("[dmyhs]", re.IGNORECASE)

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_AFTER_THE_DAY_THAT_NEVER_WAS = 61
"""Excel counts 29 February 1900, day 60, which was not; days before it are one later than they seem."""


def is_date_format(identity: int, code: str | None) -> bool:
    """Tell whether a number format shows numbers as a date or time; ``code`` is None for a builtin format."""
    if code is None:
        return identity in _BUILTIN_DATES
    if _ELAPSED.search(re.sub(r'"[^"]*"|\\.', "", code)):
        return True
    return bool(_DATE_LETTER.search(_LITERAL.sub("", code)))


def serial_of(text: str, counts_from_1904: bool) -> float:
    """Give the number of an ISO date, date and time, or time; ValueError if it is none of them."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        at = time.fromisoformat(text)
        return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6) / 86400
    serial = (moment - (_EPOCH_1904 if counts_from_1904 else _EPOCH_1900)) / timedelta(days=1)
    return serial if counts_from_1904 or serial >= _AFTER_THE_DAY_THAT_NEVER_WAS else serial - 1


def as_datetime(serial: float, counts_from_1904: bool) -> datetime | None:
    """Give the moment that a number shows as, to the millisecond; None if Excel shows none."""
    if serial < 0:
        return None
    if not counts_from_1904 and serial < _AFTER_THE_DAY_THAT_NEVER_WAS - 1:
        serial += 1
    try:
        milliseconds = timedelta(milliseconds=round(serial * 86_400_000))
        return (_EPOCH_1904 if counts_from_1904 else _EPOCH_1900) + milliseconds
    except OverflowError:
        return None
