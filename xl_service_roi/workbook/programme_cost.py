"""What the plan costs more than today on the lines of the programme: one-off, and in each year."""

from __future__ import annotations

from dataclasses import dataclass

from ..inputs import LAST_YEAR
from ..model.cash_flow import MONEY_OUT, ONE_OFF
from .cached import CachedValues
from .layout import Layout

_YEARLY, _ONE_OFF = ([line for line in lines if line.heading == "programme"] for lines in (MONEY_OUT, ONE_OFF))

CENTS = 2
"""Decimals of what is held against a budget: what only rounding makes dearer is no dearer."""


def cost_formula(layout: Layout, year: int) -> str:
    """Return the formula of what the plan costs more than today in a year; in year 0 that is its one-off outlays."""
    sums = (
        "+".join(layout.cell_of(line, future, year) for line in (_YEARLY if year else _ONE_OFF))
        for future in ("plan", "today")
    )
    return "ROUND({}-({}),{})".format(*sums, CENTS)


@dataclass(frozen=True)
class ProgrammeCost:
    """The cost, to the cent: ``one_off``, and ``yearly`` for the years that count."""

    one_off: float = 0.0
    yearly: tuple[float, ...] = (0.0,)

    @property
    def highest(self) -> float:
        """What the dearest year costs."""
        return max(self.yearly)

    @property
    def dearest_year(self) -> int:
        """The first year that costs so much."""
        return self.yearly.index(self.highest) + 1

    @property
    def average(self) -> float:
        """What a year costs on average."""
        return sum(self.yearly) / len(self.yearly)


def programme_cost(cached: CachedValues) -> ProgrammeCost:
    """Return what the programme costs in a case."""

    def extra(year: int) -> float:
        plan, today = (
            sum(float(cached.found.lines[future][line.name][year]) for line in (_YEARLY if year else _ONE_OFF))
            for future in ("plan", "today")
        )
        return round(plan - today, CENTS) + 0.0  # no viewer shall show a cost of -0

    horizon = int(cached.years_counted(LAST_YEAR))
    return ProgrammeCost(extra(0), tuple(extra(year) for year in range(1, horizon + 1)))
