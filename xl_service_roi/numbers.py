"""Numbers as a reader of English or Dutch writes them: ``€ 12.6 million`` and ``€ 12,6 mln``.

The other way round, from text to number, is in ``text_numbers``.
"""

from __future__ import annotations

import math

from .engine.units import shown
from .labels import labels

MINUS = "−"
_DUTCH = str.maketrans(",.", ".,")
_SHARES = ("share", "share/year", "share by year")
_MOST_DECIMALS = 6


def number(value: float, language: str, decimals: int = 0) -> str:
    """Return a number with its thousands grouped and at most so many decimals.

    >>> number(200_000, "nl"), number(49.158, "en", 1), number(-0.01, "en", 1)
    ('200.000', '49.2', '0')
    """
    text = _digits(value, language, decimals)
    mark = _mark(language)
    return text.rstrip("0").rstrip(mark) if mark in text and "e" not in text else text


def percent(value: float, language: str, decimals: int = 1) -> str:
    """Return a fraction as a percentage with at most so many decimals.

    >>> percent(0.22457, "en"), percent(0.22457, "nl"), percent(0.8, "nl")
    ('22.5%', '22,5%', '80%')
    """
    return f"{number(value * 100, language, decimals)}%"


def money(value: float, language: str, precise: bool = False) -> str:
    """Return an amount of money: in millions from a million on, unless ``precise``; cents on small amounts only.

    >>> money(12_559_974.36, "en"), money(12_559_974.36, "nl"), money(-898_421.92, "nl"), money(4.5, "en")
    ('€ 12.6 million', '€ 12,6 mln', '−€ 898.422', '€ 4.50')
    """
    size = abs(value) * _HALF_UP
    if not precise and float(f"{size:.0f}") >= 1e6:
        large = float(f"{size / 1e6:.1f}") >= 1000
        key, amount = (
            ("number_billion", _digits(size / 1e9, language, 1))
            if large
            else ("number_million", _digits(size / 1e6, language, 1))
        )
        text = labels(language).say(key, amount=amount)
    else:
        text = _digits(size, language, 0 if size >= 1000 or f"{size:.2f}".endswith(".00") else 2)
    sign = MINUS if value < 0 and any(digit in text for digit in "123456789") else ""
    return f"{sign}€ {text}"


def years(value: float, language: str) -> str:
    """Return a period in years, to a tenth of a year.

    >>> years(4.0317, "en"), years(4.0317, "nl")
    ('4.0 years', '4,0 jaar')
    """
    return labels(language).say("number_years", years=_digits(value, language, 1))


def whole_years(value: int, language: str) -> str:
    """Return a whole number of years.

    >>> whole_years(1, "en"), whole_years(5, "en"), whole_years(5, "nl")
    ('1 year', '5 years', '5 jaar')
    """
    return labels(language).say("number_year" if value == 1 else "number_years", years=value)


def figure(value: float, unit: str, language: str, decimals: int = 1) -> str:
    """Return the value of a driver or line as its unit asks: a percentage, money or a plain number.

    >>> figure(0.85, "share, offers/contact", "en"), figure(150, "money/customer", "nl"), figure(0.05, "returns", "en")
    ('85%', '€ 150', '0.05')
    """
    if shown(unit) in _SHARES:
        return percent(value, language, _enough(value * 100, decimals))
    if unit.startswith("money"):
        return money(value, language, precise=True)
    return number(value, language, _enough(value, decimals))


def two_figures(first: float, second: float, unit: str, language: str) -> tuple[str, str]:
    """Return two values of one unit, with as many decimals as it takes to tell them apart.

    >>> two_figures(0.8, 0.8004, "share", "en")
    ('80%', '80.04%')
    """
    for decimals in range(1, _MOST_DECIMALS + 1):
        texts = figure(first, unit, language, decimals), figure(second, unit, language, decimals)
        if first == second or texts[0] != texts[1]:
            break
    return texts


_HALF_UP = 1 + 1e-15
"""What lies halfway is rounded up, as spreadsheets do, also where a share times 100 is a hair below it."""
_DIGITS = 13
"""Of a number, so many at most are shown for certain: with more, what that adds would show."""
_TOO_LONG = 1e15
"""From here on a number is shown with an exponent: a slip of the keyboard must not fill a message with zeros."""


def _digits(value: float, language: str, decimals: int) -> str:
    """Return the digits with exactly so many decimals, and a minus only where something other than 0 follows it."""
    size = abs(value) * (_HALF_UP if abs(value) < 10.0 ** (_DIGITS - decimals) else 1)
    text = f"{size:,.{decimals}f}" if size < _TOO_LONG else f"{size:.6g}"
    sign = MINUS if value < 0 and any(digit in text for digit in "123456789") else ""
    return sign + (text.translate(_DUTCH) if language == "nl" else text)


def _enough(value: float, decimals: int) -> int:
    """Return the decimals that show two digits of a small number, and at least ``decimals``."""
    return decimals if value == 0 or abs(value) >= 1 else max(decimals, 1 - math.floor(math.log10(abs(value))))


def _mark(language: str) -> str:
    """Return the decimal mark of a language."""
    return "," if language == "nl" else "."
