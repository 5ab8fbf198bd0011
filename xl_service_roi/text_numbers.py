"""Numbers that stand in a workbook as text: read where only one reading is possible, refused where there are two.

``1.234,56`` is Dutch and ``1,234.56`` English for the same number, and nobody can mean anything else by them. But
``40.000`` is forty thousand in one language and forty in the other: that is for the user to say, not for us to guess.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import isinf

from xl_service_roi.errors import ServiceRoiError
from xl_service_roi.messages import shown


class TextNumberError(ServiceRoiError, ValueError):
    """Text that is not read as a number; ``text`` is what stands there, ``reason`` why not."""

    def __init__(self, text: str, reason: str) -> None:
        self.text, self.reason = text, reason
        super().__init__(f'"{shown(text, 40)}" {reason}')


class NotANumber(TextNumberError):
    """Text that is no number at all, or no complete one."""


class AmbiguousNumber(TextNumberError):
    """Text with two readings: ``thousands`` if its separator groups thousands, ``decimal`` if it begins decimals."""

    def __init__(self, text: str, body: str, thousands: float, decimal: float) -> None:
        self.thousands, self.decimal = thousands, decimal
        mark, without = ("comma", body.replace(",", "")) if "," in body else ("point", body.replace(".", ""))
        super().__init__(
            text,
            f"has two readings: {_plain(thousands)} if the {mark} separates thousands, {_plain(decimal)} "
            f"if it begins the decimals; enter it as a number, or write {without} or {body}0",
        )

    @property
    def readings(self) -> tuple[float, float]:
        """Both numbers, the one with thousands first."""
        return self.thousands, self.decimal


_LONGEST = 100
"""Characters in a number that a person writes; a cell holds 32,767, a hostile one millions."""

_SPACES = " \u00a0\u2009\u202f"  # space, no-break space, thin space, narrow no-break space
_APOSTROPHES = "'\u2019"
_CURRENCY = re.compile(r"[€$£]|EUR", re.IGNORECASE)

# From the first digit or separator to the last, and the Dutch ",-" for "no cents" behind it.
_BODY = re.compile(r"[0-9.,](?:.*[0-9])?(?:,(?:--?|[–—])|[.,]+)?", re.DOTALL)
_BEFORE = frozenset({"", "+", "-", "¤", "+¤", "-¤", "¤+", "¤-", "(", "(¤", "¤("})
_BEHIND = frozenset({"", "%", "¤", ")", "%)", ")%", "¤)", ")¤"})

_DIGITS = re.compile(r"[0-9]+")
_NO_CENTS = re.compile(
    rf"(?P<whole>[0-9]+|[1-9][0-9]{{0,2}}(?P<group>[.{_SPACES}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*),(?:--?|[–—])"
)
_EXPONENT = re.compile(r"(?P<whole>[0-9]*)(?:[.,](?P<decimals>[0-9]+))?[eE](?P<exponent>[+-]?[0-9]{1,3})")
_SPACED = re.compile(
    rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<group>[{_SPACES}{_APOSTROPHES}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)"
    r"(?:[.,](?P<decimals>[0-9]+))?"
)
_BOTH = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*)(?!(?P=group))[.,](?P<decimals>[0-9]+)"
)
_GROUPED = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})+)")
_ONE = re.compile(r"(?P<whole>[0-9]*)[.,](?P<decimals>[0-9]+)")
_TWO_READINGS = re.compile(r"(?P<whole>[1-9][0-9]{0,2})[.,](?P<decimals>[0-9]{3})")


def read_number(text: str, share: bool) -> float:
    """Read a number as people in the Netherlands or in English-speaking countries write it.

    A percent sign is read only where a share is expected. AmbiguousNumber if the text has two readings, NotANumber
    if it has none; nothing is ever read as 0 that does not say 0.
    """
    body, negative, percent = _parts(text, share)
    two = _TWO_READINGS.fullmatch(body)
    if two:
        readings = (two["whole"] + two["decimals"], two["whole"] + "." + two["decimals"])
        thousands, decimal = (_value(text, reading, negative, percent) for reading in readings)
        raise AmbiguousNumber(text, body, thousands, decimal)
    return _value(text, _canonical(text, body), negative, percent)


def _parts(text: str, share: bool) -> tuple[str, bool, bool]:
    """Split off all signs: give the digits with their separators, whether negative, whether a percentage."""
    stripped = text.strip()
    if not stripped:
        raise NotANumber(text, "is empty")
    if len(stripped) > _LONGEST:
        raise NotANumber(text, "is too long for a number")
    _check_characters(text, stripped)
    match = _BODY.search(stripped)
    if match is None or not re.search("[0-9]", match[0]):
        raise NotANumber(text, "is not a number")
    before, behind = _signs(stripped[: match.start()]), _signs(stripped[match.end() :])
    if behind.endswith("-"):
        raise NotANumber(text, "has its minus behind it; put the minus in front")
    brackets = "(" in before
    fits = before in _BEFORE and behind in _BEHIND and brackets == (")" in behind) and (before + behind).count("¤") <= 1
    if not fits or ("%" in behind and "¤" in before):
        raise NotANumber(text, "is not a number")
    if "%" in behind and not share:
        raise NotANumber(text, "has a percent sign, but what is asked for here is not a share")
    return match[0], brackets or "-" in before, "%" in behind


def _check_characters(text: str, stripped: str) -> None:
    for character in stripped:
        if character.isnumeric() and not character.isascii():
            name = unicodedata.name(character, "a digit")
            raise NotANumber(text, f"is not written with the digits 0 to 9 ({name.lower()})")
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
            raise NotANumber(text, f"holds an invisible character (U+{ord(character):04X})")


def _signs(text: str) -> str:
    marked = _CURRENCY.sub("¤", text).replace("\u2212", "-")
    return "".join(character for character in marked if character not in _SPACES)


def _canonical(text: str, body: str) -> str:
    """Give the digits as Python and decimal.Decimal read them."""
    if _DIGITS.fullmatch(body):
        return body
    for form in (_NO_CENTS, _ONE, _BOTH, _GROUPED, _SPACED, _EXPONENT):
        match = form.fullmatch(body)
        if match:
            found = match.groupdict()
            whole = re.sub("[^0-9]", "", found["whole"])
            decimals, exponent = found.get("decimals") or "", found.get("exponent") or "0"
            if whole or decimals:
                return f"{whole or '0'}.{decimals or '0'}e{exponent}"
    if re.fullmatch(r"[0-9]+[.,]", body):
        raise NotANumber(text, "ends in a separator; are its decimals missing?")
    if re.fullmatch(rf"[0-9.,{_SPACES}{_APOSTROPHES}]+", body):
        raise NotANumber(text, "is not grouped as a number: thousands come in groups of three digits")
    raise NotANumber(text, "is not a number")


def _value(text: str, canonical: str, negative: bool, percent: bool) -> float:
    exact = Decimal(canonical)
    number = float(exact.scaleb(-2) if percent else exact)
    if isinf(number) or (number == 0 and exact != 0):
        raise NotANumber(text, "is too " + ("large" if number else "close to 0") + " to calculate with")
    return -number if negative and number else number


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)
