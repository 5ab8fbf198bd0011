"""The officer's view of a case: whose budget gains and whose pays, what service costs and brings in, the scorecard.

The officer goes by several names, and the sources give each another remit. A remit is a director's field; every line of
the model stands in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .engine.expr import Driver, Line
from .engine.numeric import Evaluation
from .model.cash_flow import MONEY_IN, MONEY_OUT, ONE_OFF, tax
from .model.customers import acquisition_spending, brand_marketing_cost, churn_rate, referred_customers
from .model.drivers import reach_share, root_causes_removed, satisfied_share, staff_turnover
from .model.measures import CASH_LINES
from .model.operations import remaining_obligations, spillover_cost

REMITS = ("service", "marketing_and_sales", "operations_and_logistics", "hr", "finance")
"""The fields of the directors."""


# ------------------------------------------------------------------------------------------------ who answers for what

RoleKey = Literal["answers", "say", "none"]
"""Answers for a remit, has a say in it, or neither."""

ROLES: tuple[RoleKey, ...] = ("answers", "say", "none")


class Role(NamedTuple):
    """What an officer has to do with a remit, and whether a source says so or it is our reading."""

    key: RoleKey
    sourced: bool = False


_ANSWERS, _SAY, _NONE = Role("answers", sourced=True), Role("say", sourced=True), Role("none")
_OUR_SAY = Role("say")

FORMS: Mapping[str, Mapping[str, Role]] = {
    "cso": dict(zip(REMITS, (_ANSWERS, _OUR_SAY, _OUR_SAY, _OUR_SAY, _NONE), strict=True)),
    "cco": dict(zip(REMITS, (_SAY, _SAY, _SAY, _NONE, _NONE), strict=True)),
    "experience_manager": dict(zip(REMITS, (_OUR_SAY, _OUR_SAY, _OUR_SAY, _NONE, _NONE), strict=True)),
    "satisfied_customers": dict(zip(REMITS, (_ANSWERS, _ANSWERS, _OUR_SAY, _OUR_SAY, _NONE), strict=True)),
}
"""The forms of the officer, as in ``workbook.before``, with the role of each in every remit.

The CSO answers for all customer-facing activities beside the commercial director; the CCO has a mandate across silos; a
director of satisfied customers owns marketing, service, shops and business sales; no source describes the customer
experience manager.
"""

PRESUMED = "cso"
"""The form that is shown where none was chosen."""


# -------------------------------------------------------------------------------------------- who gains and who pays


@dataclass(frozen=True)
class Remit:
    """What the programme does to the lines of one director: each line's part of its value, costs with a minus."""

    name: str
    lines: Mapping[str, float]

    @property
    def gains(self) -> float:
        """The sum of the lines that the programme improves."""
        return sum(value for value in self.lines.values() if value > 0)

    @property
    def pays(self) -> float:
        """The sum of the lines that it makes worse: 0 or less."""
        return sum(value for value in self.lines.values() if value < 0)

    @property
    def total(self) -> float:
        """What remains on balance."""
        return sum(self.lines.values())


LINES_OF_REMIT: Mapping[str, tuple[Line, ...]] = {
    remit: tuple(line for line in CASH_LINES if line.remit == remit) for remit in REMITS
}


def by_remit(found: Evaluation) -> list[Remit]:
    """Return what the programme does to each remit; together they are its value without the residual value."""
    return [
        Remit(remit, {line.name: float(found.measures[f"programme_pv_{line.name}"]) for line in lines})
        for remit, lines in LINES_OF_REMIT.items()
    ]


def total_of_role(found: Evaluation, form: str, role: RoleKey) -> float:
    """Return what the programme does to the remits in which a form of the officer has a role."""
    return sum(remit.total for remit in by_remit(found) if FORMS[form][remit.name].key == role)


# ------------------------------------------------------------------------- what service costs and what it brings in

SPENT_ELSEWHERE = (acquisition_spending, brand_marketing_cost, remaining_obligations, spillover_cost)
"""Spending that is not on service, and that abolishing service may raise."""

COST_CENTRE = tuple(line for line in MONEY_OUT if line not in SPENT_ELSEWHERE)
"""What is spent on service, year after year: all that a cost centre shows."""

BROUGHT_IN = (*MONEY_IN, *SPENT_ELSEWHERE, *ONE_OFF)
"""Money that comes in, and money that abolishing service would take: elsewhere, or once."""


@dataclass(frozen=True)
class Columns:
    """Customer service as it is against none at all, by cash line; costs with a minus."""

    lines: Mapping[str, float]
    residual: float = 0.0

    @property
    def cost_centre(self) -> float:
        """All that the cost centre shows."""
        return sum(self.lines[line.name] for line in COST_CENTRE)

    @property
    def brought_in(self) -> float:
        """All that service brings in, and keeps off other budgets."""
        return sum(self.lines[line.name] for line in BROUGHT_IN)

    @property
    def before_tax(self) -> float:
        """Both columns together."""
        return self.cost_centre + self.brought_in

    @property
    def total(self) -> float:
        """The difference: over the horizon the value of customer service."""
        return self.before_tax + self.lines[tax.name] + self.residual


def two_columns(found: Evaluation) -> Columns:
    """Return both columns over the horizon, discounted: they add up to the value of customer service."""
    by_line = {line.name: float(found.measures[f"service_pv_{line.name}"]) for line in CASH_LINES}
    return Columns(by_line, float(found.measures["service_heading_residual"]))


def first_year(found: Evaluation) -> Columns:
    """Return both columns for year 1, undiscounted: they add up to what abolishing service would cost in that year."""
    today, zero = found.lines["today"], found.lines["zero"]
    return Columns({line.name: float(today[line.name][1] - zero[line.name][1]) * line.flow for line in CASH_LINES})


# ------------------------------------------------------------------------------------------------------- the scorecard

Better = Literal["higher", "lower"]

KPIS: Mapping[Driver | Line, Better] = {
    reach_share: "higher",
    satisfied_share: "higher",
    churn_rate: "lower",
    referred_customers: "higher",
    root_causes_removed: "higher",
    staff_turnover: "lower",
}
"""The service indicators of the scorecard, and which way is better."""


class Kpi(NamedTuple):
    """An indicator: its value in year 1 as service is today, and the plan's targets for year 1 and the last year."""

    name: str
    better: Better
    today: float
    first: float
    target: float


def scorecard(found: Evaluation, horizon: int) -> list[Kpi]:
    """Return the scorecard with the customer in it, with targets from the plan."""
    return [
        Kpi(
            item.name,
            better,
            value_in(found, "today", item, 1),
            value_in(found, "plan", item, 1),
            value_in(found, "plan", item, horizon),
        )
        for item, better in KPIS.items()
    ]


def value_in(found: Evaluation, future: str, item: Driver | Line, year: int) -> float:
    """Return the value of a driver or line in a year of a future."""
    values = found.drivers if isinstance(item, Driver) else found.lines
    return float(values[future][item.name][year])
