"""How the analyses of one case are printed: tables with both acquisition modes, and sentences below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from ..inputs import drivers, value_names
from ..labels import labels
from ..model import MODEL
from ..numbers import figure, number
from .side_by_side import console_of_text

if TYPE_CHECKING:
    from ..case import Case


class Page:
    """What a command prints about one case, in one language."""

    def __init__(self, case: Case, language: str) -> None:
        self.case, self.language, self.words = case, language, labels(language)
        self.console = console_of_text()

    def say(self, key: str, **values: object) -> str:
        """Return a sentence."""
        return self.words.say(key, **values)

    def title(self, text: str) -> None:
        """Print what the page is about, and the name of the case."""
        name = self.case.source or self.say("example_firm")
        self.console.print(Text(f"{text}: {name}", style="bold"))

    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], last: Sequence[str] = ()) -> None:
        """Print a table; ``last`` is a row of its own below a line."""
        table = Table(box=None, pad_edge=False, show_header=any(heads))
        for position, head in enumerate(heads):
            table.add_column(head, justify="right" if position else "left", no_wrap=not position)
        for row in rows:
            table.add_row(*row)
        if last:
            table.add_section()
            table.add_row(*last)
        self.console.print()
        if title:
            self.console.print(Text(title, style="bold"))
        self.console.print(table)

    def notes(self, *sentences: str) -> None:
        """Print sentences below a table."""
        self.console.print()
        for sentence in sentences:
            self.console.print(Text(f"• {sentence}"))

    def mode(self, mode: str) -> str:
        """Return the name of an acquisition mode, short enough for the head of a column."""
        return self.say(f"analysis_{mode}")

    def about_modes(self, other_is_there: bool) -> str:
        """Return the sentence about the two acquisition modes, and the elasticity that lies between them."""
        elasticity = number(self.case.inputs.values["acquisition_elasticity"], self.language, 2)
        told = self.say("analysis_modes", elasticity=elasticity)
        return told if other_is_there else f"{told} {self.say('analysis_other_refused')}"

    def money(self, value: float | None) -> str:
        """Return an amount in whole units, – where there is none."""
        return "–" if value is None else number(value, self.language)

    def measured(self, value: float | None, measure: str) -> str:
        """Return a measure as its unit asks, – where there is none."""
        unit = unit_of(measure)
        if value is None or unit in ("money", "customers", "year"):
            return self.money(value)
        return figure(value, unit, self.language, 2)

    def exactly(self, value: float, measure: str) -> str:
        """Return a value of a measure that the user gave, not rounded to whole units."""
        is_share = unit_of(measure).startswith("share")
        return figure(value, "share", self.language, 4) if is_share else number(value, self.language, 6)

    def measure(self, name: str) -> str:
        """Return the label of a measure."""
        return self.words.measure(name)

    def input(self, name: str) -> str:
        """Return the label of an input: of a driver, or of one of its values."""
        if name in drivers():
            return self.words.of(name)
        driver, future = value_names()[name].name, name.rpartition("_")[2]
        return f"{self.words.of(driver)}, {self.words.group('FUTURES', future)}"

    def of_input(self, value: float, name: str, decimals: int = 1) -> str:
        """Return a value of an input as its unit asks."""
        driver = drivers()[name] if name in drivers() else value_names()[name]
        return figure(value, driver.unit, self.language, decimals)


def unit_of(measure: str) -> str:
    """Return the unit of a measure; those that a result has besides the model's are money."""
    item = MODEL.measures.get(measure)
    return item.unit if item is not None else "money"
