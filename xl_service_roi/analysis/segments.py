"""Customer segments of one firm, each a case of its own, and the firm that they are together.

Money, customers, contacts and FTE add up. Rates and ratios do not: the firm's internal rate of return, payback and
return on investment are those of the summed cash flows and present values, never an average. Shares of a line by year
(`NOT_ADDED`) have no sum and are left out; the churn before service is that of all customers together.

The segments are added as they are given. What the firm has once (the officer, technology, overhead) has to be divided
over them, or it counts as often as there are segments. FTE are those of teams that each serve their own segment.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from ..case import BREAK_EVEN_STEPS, REFUSED_THERE, SWEEPS, Case, Result, last_below_zero, zero_between
from ..cases import run_all
from ..errors import InputError, NoResult, Problem
from ..functions import finance
from ..model import MODEL
from ..model.definition import UNITS
from ..model.driver import FUTURES
from ..model.measures import HEADINGS

ASSUMPTIONS = ("discount_rate", "mid_year", "hold_base", "residual_value", "tax_rate")
"""Inputs about the calculation, not the customers: where segments differ in these, read their sum with care."""

_LINES = tuple(line.name for line in MODEL.lines.values() if not line.intermediate)
NOT_ADDED = tuple(name for name in _LINES if UNITS.dimension(MODEL.lines[name].unit) == UNITS.dimension("share"))
"""Lines that do not add up: shares and factors."""

_ADD_UP = (UNITS.dimension("money"), UNITS.dimension("customers"))
_SUMMED = (
    *(name for name, measure in MODEL.measures.items() if UNITS.dimension(measure.unit) in _ADD_UP),
    *(f"{name}_{variant}" for name in ("programme_npv", "service_value") for variant in SWEEPS),
)
"""Measures that are the sums of the segments'."""


def _for_plan_and_today(name: str, above: str, below: str) -> dict[str, tuple[str, str, str]]:
    return {name: (above, below, "plan"), f"{name}_today": (above, below, "today")}


_OVER_THE_YEARS = {
    **_for_plan_and_today("cost_per_customer_won", "acquisition_spending", "bought_customers"),
    **_for_plan_and_today("cost_per_customer_kept", "retention_offers_cost", "saved_customers"),
    **_for_plan_and_today("service_share", "service_sales_money_in", "total_money_in"),
}
"""Measures that are one line over another, each summed over years 1 to the horizon of a future."""


@dataclass(frozen=True)
class Total:
    """What the segments come to together, under the names that a single case has.

    ``futures`` and ``differential_cash_flow``: lines by year, year 0 first. A measure that does not exist is None, with
    its reason in ``why``.
    """

    futures: Mapping[str, Mapping[str, list[float]]]
    differential_cash_flow: list[float]
    zero_differential_cash_flow: list[float]
    measures: dict[str, Any] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Segments:
    """The result of each segment by name, and of all together.

    ``differing``: assumptions in which the segments differ, with the value of each.
    """

    results: Mapping[str, Result]
    total: Total
    differing: Mapping[str, Mapping[str, float]]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return {
            "segments": {name: result.as_dict() for name, result in self.results.items()},
            "total": vars(self.total) | {"not_added": list(NOT_ADDED)},
            "differing": {name: dict(values) for name, values in self.differing.items()},
        }


def segments(cases: Mapping[str, Case]) -> Segments:
    """Return what each segment comes to, and all of them together.

    Raises ``InputError`` naming the segments whose inputs contradict each other, and where horizons differ: cash flows
    of different lengths have no rate of return together.
    """
    if not cases:
        raise InputError([Problem("", "there are no segments")])
    _check_horizons(cases)
    results, problems = {}, []
    for name, found in zip(cases, run_all(list(cases.values())), strict=True):
        if isinstance(found, InputError):
            problems += [replace(problem, where=name) for problem in found.problems]
        else:
            results[name] = found
    if problems:
        raise InputError(problems)
    return Segments(results, _Adding(list(results.values())).total(), _differing(cases))


def _check_horizons(cases: Mapping[str, Case]) -> None:
    horizons = {name: case.horizon for name, case in cases.items()}
    if len(set(horizons.values())) > 1:
        listed = ", ".join(f"{name} {years}" for name, years in horizons.items())
        remedy = f"give all of them the same, for example with --set horizon_years={max(horizons.values())}"
        raise InputError([Problem("horizon_years", "the segments differ", listed, "one horizon for the firm", remedy)])


def _differing(cases: Mapping[str, Case]) -> dict[str, dict[str, float]]:
    found = {name: {segment: case.inputs.values[name] for segment, case in cases.items()} for name in ASSUMPTIONS}
    return {name: values for name, values in found.items() if len(set(values.values())) > 1}


class _Adding:
    """Adds up results, and works out from the sums what follows from sums."""

    def __init__(self, results: Sequence[Result]) -> None:
        self.results = results
        self.flows, self.zero_flows, self.discounted = (
            _sums([result.by_year(name) for result in results])
            for name in ("differential_cash_flow", "zero_differential_cash_flow", "discounted_cash_flow")
        )
        self.measures: dict[str, Any] = {}
        self.why: dict[str, str] = {}
        self._add_up()
        self._ratios()
        self._of_flows()
        self._of_zero()
        self._set("break_even_realisation", *self._break_even())

    def total(self) -> Total:
        lines = [name for name in _LINES if name not in NOT_ADDED]
        futures = {
            future: {name: _sums([result.futures[future][name] for result in self.results]) for name in lines}
            for future in FUTURES
        }
        names = self.results[0].measures  # in the order of a single case
        return Total(futures, self.flows, self.zero_flows, {name: self.measures[name] for name in names}, self.why)

    def _set(self, name: str, value: float | None, why_not: str = "") -> None:
        self.measures[name] = value
        if value is None:
            self.why[name] = why_not or MODEL.measures[name].why_not

    def _add_up(self) -> None:
        for name in self.results[0].measures:
            values = [result.measures[name] for result in self.results]
            if name in ("headings", "service_headings"):
                self.measures[name] = {heading: math.fsum(each[heading] for each in values) for heading in HEADINGS}
            elif name in _SUMMED:
                missing = values.count(None)
                why_not = f"{missing} of {len(values)} segments have none, because {REFUSED_THERE}"
                self._set(name, None if missing else math.fsum(values), why_not)

    def _ratios(self) -> None:
        measures = self.measures
        self._ratio("roi", measures["programme_npv"], measures["pv_costs"])
        self._ratio("benefit_cost_ratio", measures["pv_benefits"], measures["pv_costs"])
        self._ratio("profitability_index", measures["programme_npv"] - self.flows[0], -self.flows[0])
        for name, (above, below, future) in _OVER_THE_YEARS.items():
            self._ratio(name, self._over_the_years(above, future), self._over_the_years(below, future))
        customers = [result.case.inputs.values["customers"] for result in self.results]
        leaving = (count * result.measures["base_churn"] for count, result in zip(customers, self.results, strict=True))
        self._ratio("base_churn", math.fsum(leaving), math.fsum(customers), "there are no customers")

    def _ratio(self, name: str, above: float, below: float, why_not: str = "") -> None:
        self._set(name, above / below if below > 0 else None, why_not)

    def _over_the_years(self, line: str, future: str) -> float:
        return math.fsum(value for result in self.results for value in result.found.lines[future][line][1:])

    def _of_flows(self) -> None:
        """Rates of return and payback of what the plan brings in more than today, all segments together."""
        self._finance("irr", lambda: finance.irr(self.flows))
        self._finance("payback", lambda: finance.payback(self.flows))
        self._finance("discounted_payback", lambda: finance.payback(self.discounted))
        rates = {result.case.inputs.values["discount_rate"] for result in self.results}
        if len(rates) > 1:
            self._set("mirr", None, "the segments have different discount rates")
        else:
            [rate] = rates
            self._finance("mirr", lambda: finance.mirr(self.flows, rate, rate))

    def _finance(self, name: str, work: Callable[[], Any]) -> None:
        try:
            self._set(name, float(work()))
        except NoResult as reason:
            self._set(name, None, str(reason).removeprefix("IRR: ") if name == "irr" else "")

    def _of_zero(self) -> None:
        """When zero service turns out badly for all segments together."""
        so_far = list(accumulate(self.zero_flows))
        years = range(1, len(so_far))
        losing = (float(year) for year in years if self.zero_flows[year] < 0)
        gone = (float(year) for year in years if so_far[year] < 0 < max(so_far[:year]))
        self._set("zero_first_loss_year", next(losing, None))
        self._set("zero_saving_gone_year", next(gone, None))

    def _break_even(self) -> tuple[float | None, str]:
        """The share of the effect, the same in all segments, from which on their programmes together pay."""

        def value(share: float) -> float:
            found = [result.values_where(realisation_share=share) for result in self.results]
            return math.fsum(both[0] if both else math.nan for both in found)

        at_steps = [value(step) for step in BREAK_EVEN_STEPS]
        last = last_below_zero(at_steps)
        if last is None:
            return None, "the programme pays, or changes nothing, at any share of its effect"
        if last == len(BREAK_EVEN_STEPS) - 1:
            return None, "the programme does not pay even when all of its effect is realised"
        found = zero_between(value, *BREAK_EVEN_STEPS[last : last + 2], *at_steps[last : last + 2])
        return (None, REFUSED_THERE) if math.isnan(found) else (found, "")


def _sums(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the sums year by year; the order of the segments makes no difference."""
    return [math.fsum(year) for year in zip(*rows, strict=True)]
