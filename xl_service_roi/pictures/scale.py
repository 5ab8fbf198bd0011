"""Amounts on an axis and beside a bar, as a reader of English or Dutch writes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, Formatter, MaxNLocator

from ..engine.units import shown
from ..labels import labels
from ..numbers import figure, money, number
from .sheet import NO_BREAK

_MILLION, _BILLION = 1e6, 1e9
_MOST_DECIMALS = 6


class Scale:
    """The scale of a quantity: money in units that keep numbers short, shares as percentages."""

    def __init__(self, values: Iterable[float], language: str, unit: str = "money") -> None:
        self.language, self.unit = language, unit
        self.largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
        self.divisor, key = 1.0, ""
        if unit == "money" and self.largest >= _BILLION:
            self.divisor, key = _BILLION, "number_billion"
        elif unit == "money" and self.largest >= _MILLION:
            self.divisor, key = _MILLION, "number_million"
        self.label = f"€ {labels(language).say(key, amount='').strip()}" if key else "€" if unit == "money" else ""

    def text(self, value: float) -> str:
        """Return an amount with its unit, not to be broken over two lines: ``€ 12.6 million``."""
        text = money(value, self.language) if self.unit == "money" else figure(value, self.unit, self.language)
        return text.replace(" ", NO_BREAK)

    def on(self, axis: Axis, label: str = "", ticks: int = 6) -> None:
        """Set the ticks and the label of an axis; where all is 0 there is nothing else to mark."""
        axis.set_major_locator(MaxNLocator(nbins=ticks, min_n_ticks=3) if self.largest else FixedLocator([0]))
        axis.set_major_formatter(_Ticks(self))
        axis.set_label_text(", ".join(filter(None, (label, self.label))))


class _Ticks(Formatter):
    """The numbers at an axis, whose label has the unit: with as many decimals as tell them apart."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale

    def __call__(self, value: float, position: int | None = None) -> str:
        return self.format_ticks([value])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Return the text of each tick."""
        of_share = shown(self.scale.unit).startswith("share")
        shown_values = [value * 100 if of_share else value / self.scale.divisor for value in values]
        decimals = _decimals(min((abs(high - low) for low, high in pairwise(shown_values)), default=1.0))
        ending = "%" if of_share else ""
        return [number(value, self.scale.language, decimals) + ending for value in shown_values]


def _decimals(step: float) -> int:
    """Return the decimals of ticks that are so far apart: steps are 1, 2, 2.5 or 5, or these times a power of 10."""
    for decimals in range(_MOST_DECIMALS):
        if math.isclose(round(step, decimals), step, rel_tol=1e-6):
            return decimals
    return _MOST_DECIMALS
