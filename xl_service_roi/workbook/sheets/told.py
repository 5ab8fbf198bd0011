"""What a sheet tells in words: as a formula, and beside it the text that the formula comes to."""

from __future__ import annotations

from typing import NamedTuple

from ...labels import Labels
from ...numbers import money, whole_years, years
from .spoken import money_formula, sentence_formula, text_formula, whole_years_formula, years_formula


class Told(NamedTuple):
    """A formula, without its ``=``, that gives a text."""

    formula: str
    text: str


class Branch(NamedTuple):
    """What is told where a condition holds: as a formula, and whether it does."""

    condition: str
    holds: bool
    told: Told


NOTHING = Told('""', "")


class Teller:
    """Tells things in the words of one language."""

    def __init__(self, words: Labels) -> None:
        self.words = words

    def say(self, key: str, **values: Told) -> Told:
        """Tell a sentence, with what is told in the places of its values."""
        formula = sentence_formula(self.words, key, **{name: told.formula for name, told in values.items()})
        return Told(formula, self.words.say(key, **{name: told.text for name, told in values.items()}))

    def plain(self, text: str) -> Told:
        """Tell a text that is the same for every case."""
        return Told(text_formula(text), text)

    def count(self, cell: str, value: float) -> Told:
        """Tell a whole number below a thousand."""
        return Told(cell, f"{value:.0f}")

    def money(self, cell: str, value: float) -> Told:
        """Tell the size of an amount."""
        return Told(money_formula(cell, self.words.language), money(abs(value), self.words.language))

    def period(self, cell: str, value: float) -> Told:
        """Tell a number of years, with a decimal only where it is not whole."""
        language = self.words.language
        whole, parts = whole_years_formula(cell, language), years_formula(cell, language)
        text = whole_years(int(value), language) if value == int(value) else years(value, language)
        return Told(f"IF({cell}=INT({cell}),{whole},{parts})", text)


def first_that_holds(*cases: Branch, otherwise: Told = NOTHING) -> Told:
    """Tell what belongs to the first condition that holds."""
    formula = otherwise.formula
    for condition, _, told in reversed(cases):
        formula = f"IF({condition},{told.formula},{formula})"
    return Told(formula, next((told.text for _, holds, told in cases if holds), otherwise.text))
