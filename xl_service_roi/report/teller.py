"""The words and figures of the report, in one language."""

from __future__ import annotations

import re

from ..headlines import Telling
from ..inputs import drivers, value_names
from ..labels import labels
from ..model import MODEL
from ..model.driver import Input
from ..numbers import figure, money, percent, two_figures, whole_years, years
from ..workbook.value_labels import label_of
from .findings import Findings

NO_BREAK = "\N{NO-BREAK SPACE}"


class Teller:
    """What was found, and the words to tell it in."""

    def __init__(self, found: Findings, language: str, with_pictures: bool) -> None:
        self.found, self.language, self.with_pictures = found, language, with_pictures
        self.words, self.telling = labels(language), Telling(found.result.found, found.case.inputs.values, language)
        self.result, self.before, self.measures = found.result, found.before, found.result.measures
        self.horizon = whole_years(found.case.horizon, language)

    @property
    def plan_is_today(self) -> bool:
        """Whether the plan changes nothing."""
        return not self.telling.facts["plan_differs"]

    @property
    def zero_is_today(self) -> bool:
        """Whether zero service changes nothing."""
        return not self.telling.facts["zero_differs"]

    def sign(self, value: float) -> int:
        """Return 1, 0 or -1; what is only rounding of the value of a firm is 0."""
        return self.telling.sign(value)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the report."""
        return unbroken(self.words.say(f"report_{key}", **values))

    def money(self, value: float) -> str:
        """Return an amount to be read in a sentence."""
        return unbroken(money(value, self.language))

    def exactly(self, value: float) -> str:
        """Return an amount to be compared in a table."""
        return unbroken(money(float(round(value)) if abs(value) >= 1 else value, self.language, precise=True))

    def percent(self, value: float) -> str:
        """Return a share."""
        return percent(value, self.language)

    def years(self, value: float) -> str:
        """Return a period, with a decimal only where it is not whole."""
        return whole_years(int(value), self.language) if value == int(value) else years(value, self.language)

    def measure(self, name: str) -> str:
        """Return a measure as its unit asks; where there is none `why_not` tells why."""
        value, unit = self.measures[name], MODEL.measures[name].unit
        if value is None:
            return self.say("none")
        if unit == "money":
            return self.exactly(value)
        return self.years(value) if unit == "years" else figure(value, unit, self.language, 2)

    def why_not(self, name: str) -> str:
        """Return why a measure does not exist."""
        return self.words.why_not(name, self.result.why[name])

    def label(self, name: str) -> str:
        """Return the label of an input, or of one of its values."""
        return label_of(name, self.words)

    def input(self, name: str, value: float) -> str:
        """Return a value of an input as its unit asks."""
        return unbroken(figure(value, driver_of(name).unit, self.language))

    def input_with_unit(self, name: str, value: float) -> str:
        """Return a value of an input with what it is a number of."""
        driver = driver_of(name)
        plain = not driver.is_share and not driver.unit.startswith("money")
        return f"{self.input(name, value)} {self.words.unit(driver.unit)}" if plain else self.input(name, value)

    def inputs(self, name: str, low: float, high: float) -> str:
        """Return a range of an input."""
        return self.from_to(*two_figures(low, high, driver_of(name).unit, self.language))

    def from_to(self, low: str, high: str) -> str:
        """Return a range of two figures, written."""
        return self.say("from_to", low=low, high=high)

    def listed(self, parts: list[str]) -> str:
        """Return names as a reader lists them: a, b and c."""
        return self.words.say("warn_and", first=", ".join(parts[:-1]), last=parts[-1]) if len(parts) > 1 else parts[0]


def unbroken(text: str) -> str:
    """Return a text whose amounts of money are not to be broken over two lines."""
    return re.sub(r"€ (?=\d)|(?<=\d) (?=mln|mld|million|billion)", lambda space: space[0].replace(" ", NO_BREAK), text)


def driver_of(name: str) -> Input:
    """Return the driver of an input or of one of its values."""
    return drivers()[name] if name in drivers() else value_names()[name]
