"""Numbers and sentences as formulas: what ``numbers`` writes, put together in a cell, without Python.

A number's formula, without its ``=``, gives words for its size; the sentence around it tells the sign. TEXT and FIXED
follow the settings of the computer, so the digits are put together one by one.
"""

from __future__ import annotations

import re

from ...labels import Labels, labels

LONGEST_TEXT = 255
"""What a text between quotes in a formula may measure."""

_DECIMAL = {"en": ".", "nl": ","}
_GROUP = {"en": ",", "nl": "."}


def money_formula(cell: str, language: str) -> str:
    """Return the formula of an amount in words, as ``numbers.money`` writes it: "€ 1.2 million", "€ 4.50"."""
    words, size = labels(language), f"ABS({cell})"
    billions = sentence_formula(words, "number_billion", amount=_tenths(f"ROUND({size}/100000000,0)", language))
    millions = sentence_formula(words, "number_million", amount=_tenths(f"ROUND({size}/100000,0)", language, 0))
    large = f"IF(ROUND({size}/100000,0)>=10000,{billions},{millions})"
    cents = f'RIGHT("0"&ROUND({size}*100,0),2)'
    whole = f'OR({size}>=1000,{cents}="00")'
    with_cents = f'INT(ROUND({size}*100,0)/100)&"{_DECIMAL[language]}"&{cents}'
    small = f"IF({whole},{_grouped(f'ROUND({size},0)', language, 1)},{with_cents})"
    return f'"€ "&IF(ROUND({size},0)>=1000000,{large},{small})'


def percent_formula(cell: str, language: str) -> str:
    """Return the formula of a fraction as a percentage, as ``numbers.percent`` writes it: "22.5%", "80%"."""
    tenths = f"ROUND(ABS({cell})*1000,0)"
    decimal = f'IF(RIGHT({tenths},1)="0","","{_DECIMAL[language]}"&RIGHT({tenths},1))'
    return f'{_grouped(f"INT({tenths}/10)", language)}&{decimal}&"%"'


def years_formula(cell: str, language: str) -> str:
    """Return the formula of a period to a tenth of a year, as ``numbers.years`` writes it: "4.0 years"."""
    return sentence_formula(labels(language), "number_years", years=_tenths(f"ROUND(ABS({cell})*10,0)", language, 1))


def whole_years_formula(cell: str, language: str) -> str:
    """Return the formula of a whole number of years, as ``numbers.whole_years`` writes it: "1 year", "5 years"."""
    words = labels(language)
    one, more = (sentence_formula(words, key, years=cell) for key in ("number_year", "number_years"))
    return f"IF({cell}=1,{one},{more})"


def whole_formula(cell: str, language: str) -> str:
    """Return the formula of a number without decimals, as ``numbers.number`` writes it: "40,000"."""
    return _grouped(f"ROUND(ABS({cell}),0)", language)


def sentence_formula(words: Labels, key: str, **values: str) -> str:
    """Return the formula of a sentence, with formulas of texts in the places of its values.

    >>> sentence_formula(labels("en"), "headline_break_even", share="A1", realised="B1")
    '"At least "&A1&" of the plan must be realised to break even; this case counts on "&B1&"."'
    """
    parts = words.say(key, **{name: f"\0{name}\0" for name in values}).split("\0")
    return "&".join(values[part] if place % 2 else text_formula(part) for place, part in enumerate(parts) if part)


def text_formula(text: str) -> str:
    """Return a text between quotes; a long one in pieces, since a spreadsheet takes no more at a time."""
    pieces = re.findall(f"(?s).{{1,{LONGEST_TEXT}}}", text) or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _tenths(tenths: str, language: str, marks: int = 3) -> str:
    """Return the formula of a number of tenths as a number with one decimal."""
    return f'{_grouped(f"INT({tenths}/10)", language, marks)}&"{_DECIMAL[language]}"&RIGHT({tenths},1)'


def _grouped(whole: str, language: str, marks: int = 3) -> str:
    """Return the formula of a whole number, not below 0, with at most so many marks between its groups of three."""
    if marks == 0:
        return whole
    first, mark = f"1{'000' * marks}", f'&"{_GROUP[language]}"'
    front = f'IF({whole}>={first},INT({whole}/{first}){mark},"")'
    between = (f"1{'000' * place}" for place in range(marks - 1, 0, -1))
    groups = (f'IF({whole}>={size},RIGHT(INT({whole}/{size}),3){mark},"")' for size in between)
    return "&".join((front, *groups, f"RIGHT({whole},3)"))
