"""The case in sentences, adapted to its signs and sizes: first what abolishing service does, then the programme.

Where abolishing service pays, or the programme does not, the sentences say so as plainly as the other way round. Which
of them are told hangs on facts, such as the sign of the programme's value. These tables of facts, figures and sentences
are all there is to it, so that a workbook can tell the case by formulas: with a cell for each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from .inputs import TOLERANCE
from .labels import labels
from .model.programme import capital_spending, change_spending, severance
from .numbers import money, percent, whole_years, years

if TYPE_CHECKING:
    from .case import Result
    from .engine.numeric import Evaluation

CENT = 0.005
"""Less than this is written as 0, so it counts as 0."""
PRESENT_VALUES = ("pv_today", "pv_plan", "pv_zero")
"""Beside the largest of these a difference may be nothing but rounding."""
ONE_OFFS = (capital_spending.name, change_spending.name, severance.name)

Fact = int | str
"""A sign (1, 0 or -1), a yes or no (1 or 0), or a word."""
When = Mapping[str, Fact | tuple[Fact, ...]]
"""The facts on which something is told, each with the value or values that it must have."""


class Source(NamedTuple):
    """Where a number of a case is found: a measure, a line that compares the futures in a year, or an input."""

    name: str
    year: int = 0


class Figure(NamedTuple):
    """A number in a sentence, and how it is written."""

    written: str
    source: Source


class Told(NamedTuple):
    """A sentence or clause, and when it is told."""

    key: str
    when: When


# ------------------------------------------------------------------------------------------------------ facts

_ZERO_FLOW = "zero_differential_cash_flow"

SIGNS: Mapping[str, Source] = {
    "service": Source("service_value"),
    "service_without_residual": Source("service_value_without_residual"),
    "first_year": Source(_ZERO_FLOW, 1),
    "first_two_years": Source("zero_cumulative", 1),
    "plan": Source("programme_npv"),
    "plan_without_residual": Source("programme_npv_without_residual"),
    "turnover": Source("turnover_saving_half"),
}
"""The facts that are the sign of a number. Year 0 and year 1 are the first two years of what abolishing changes."""

REACH_AT_ZERO = Source("reach_share_zero")
"""Above 0 customer service is not abolished, whatever it saves."""

FACTS = (
    *SIGNS,
    *("zero_differs", "served_at_zero", "one_off", "saving_gone", "most_saved", "loses_later"),
    *("plan_differs", "roi", "payback", "hold"),
)
"""All facts but the one about break-even, which takes root finding."""

NO, GAIN, SEVERANCE, OTHER = "no", "gain", "severance", "other"
"""What abolishing does in year 0, the fact ``one_off``."""
NEVER, AT_ONCE, LATER = "never", "at once", "later"
"""When the plan has earned itself back, the fact ``payback``."""

# ---------------------------------------------------------------------------------------------------- figures

WRITERS: Mapping[str, Callable[[float, str], str]] = {
    "money": lambda value, language: money(abs(value), language),  # the sentence around it tells the sign
    "percent": percent,
    "years": years,
    "whole_years": lambda value, language: whole_years(int(value), language),
    "year": lambda value, _: str(int(value)),
}

FIGURES: Mapping[str, Figure] = {
    "horizon": Figure("whole_years", Source("horizon_years")),
    "first": Figure("money", Source(_ZERO_FLOW, 1)),
    "amount": Figure("money", Source(_ZERO_FLOW, 0)),
    "service_value": Figure("money", Source("service_value")),
    "gone_year": Figure("year", Source("zero_saving_gone_year")),
    "loss_year": Figure("year", Source("zero_first_loss_year")),
    "acquisition": Figure("money", Source("acquisition_cost_today")),
    "obligations": Figure("money", Source("obligations_cost_zero")),
    "served": Figure("percent", REACH_AT_ZERO),
    "npv": Figure("money", Source("programme_npv")),
    "roi": Figure("percent", Source("roi")),
    "payback": Figure("years", Source("payback")),
    "rate": Figure("percent", Source("discount_rate")),
    "half": Figure("money", Source("turnover_saving_half")),
    "two": Figure("money", Source("turnover_saving_two")),
}
"""The numbers in sentences, by the names that they have there."""

BREAK_EVEN_FIGURES: Mapping[str, Figure] = {
    "share": Figure("percent", Source("break_even_share")),
    "realised": Figure("percent", Source("realisation_share")),
}

# -------------------------------------------------------------------------------------------------- sentences

CLAUSES: Mapping[str, tuple[Told, ...]] = {
    "one_off": (
        Told("one_off_gain", {"one_off": GAIN}),
        Told("one_off_severance", {"one_off": SEVERANCE}),
        Told("one_off_cost", {"one_off": OTHER}),
    ),
    "with_return": (Told("roi", {"plan": 1, "roi": 1}),),
    "with_payback": (
        Told("payback", {"plan": 1, "payback": LATER}),
        Told("payback_at_once", {"plan": 1, "payback": AT_ONCE}),
    ),
}
"""What some sentences have in their midst: one of these, or nothing."""

_SAVES_THEN_COSTS: When = {"service": 1, "first_year": 1}
_SAVING_LEFT: When = {**_SAVES_THEN_COSTS, "saving_gone": 0, "most_saved": 1}
_NO_LOSS: When = {"service": (0, -1), "zero_differs": 1}
_EARNS_NOTHING_BACK: When = {"plan": -1, "roi": 1}

ABOUT_SERVICE = (
    Told("zero_is_today", {"zero_differs": 0}),
    Told("zero_saves_then_costs", _SAVES_THEN_COSTS),
    Told("zero_costs_later", {"service": 1, "first_year": 0}),
    Told("zero_costs_at_once", {"service": 1, "first_year": -1}),
    Told("saving_gone", {**_SAVES_THEN_COSTS, "saving_gone": 1, "first_two_years": 1}),
    Told("saving_gone_later", {**_SAVES_THEN_COSTS, "saving_gone": 1, "first_two_years": (0, -1)}),
    Told("saving_never", {**_SAVES_THEN_COSTS, "saving_gone": 0, "most_saved": (0, -1)}),
    Told("saving_left_residual", {**_SAVING_LEFT, "service_without_residual": (0, -1)}),
    Told("saving_left_discounted", {**_SAVING_LEFT, "service_without_residual": 1}),
    Told("zero_pays", {"service": -1}),
    Told("zero_even", {"service": 0, "zero_differs": 1}),
    Told("first_year_saves", {**_NO_LOSS, "first_year": 1}),
    Told("first_year_even", {**_NO_LOSS, "first_year": 0}),
    Told("first_year_costs", {**_NO_LOSS, "first_year": -1}),
    Told("zero_pays_until", {"service": -1, "loses_later": 1}),
    Told("zero_pays_check", {"service": -1}),
    Told("zero_still_serves", {"zero_differs": 1, "served_at_zero": 1}),
)
ABOUT_PLAN = (
    Told("plan_is_today", {"plan_differs": 0}),
    Told("plan_pays", {"plan": 1}),
    Told("payback_none", {"plan": 1, "payback": NEVER}),
    Told("plan_brings_less", {"plan": -1, "roi": 0}),
    Told("plan_brings_less", {**_EARNS_NOTHING_BACK, "payback": AT_ONCE}),
    Told("plan_brings_less", {**_EARNS_NOTHING_BACK, "payback": LATER, "plan_without_residual": (0, 1)}),
    Told("plan_shortfall", {**_EARNS_NOTHING_BACK, "payback": NEVER}),
    Told("plan_shortfall_discounted", {**_EARNS_NOTHING_BACK, "payback": LATER, "plan_without_residual": -1}),
    Told("plan_even", {"plan": 0, "plan_differs": 1}),
)
ABOUT_BREAK_EVEN = tuple(
    Told(key, {"break_even": key, "plan_differs": 1}) for key in ("break_even", "break_even_never", "break_even_always")
)
"""These no formula tells."""
ABOUT_THE_REST = (
    Told("turnover_saves", {"turnover": 1}),
    Told("turnover_costs", {"turnover": -1}),
    Told("turnover_same", {"turnover": 0, "plan_differs": 1}),
    Told("hold", {"hold": 1}),
)
WITHOUT_BREAK_EVEN = (*ABOUT_SERVICE, *ABOUT_PLAN, *ABOUT_THE_REST)

# ---------------------------------------------------------------------------------------------------- telling


def headlines(result: Result, language: str = "en") -> list[str]:
    """Return the case in sentences."""
    telling = Telling(result.found, result.case.inputs.values, language)
    telling.add_break_even(result)
    return [*telling.sentences((*ABOUT_SERVICE, *ABOUT_PLAN, *ABOUT_BREAK_EVEN, *ABOUT_THE_REST))]


class Telling:
    """What is told of a case: its facts, its figures in words, and the sentences that these make."""

    def __init__(self, found: Evaluation, values: Mapping[str, Any], language: str) -> None:
        self.found, self.values, self.language, self.words = found, {**values}, language, labels(language)
        self.figures = {**FIGURES}

    def sentences(self, table: Iterable[Told]) -> Iterator[str]:
        """Give the sentences of a table that are told."""
        return (self.sentence(told) for told in table if self.holds(told.when))

    def sentence(self, told: Told) -> str:
        """Return a sentence or clause with its figures and clauses."""
        return self.words.say(f"headline_{told.key}", **self._written, **self._clauses)

    def clause(self, name: str) -> str:
        """Return the clause of this name that is told; empty for none."""
        found = (told for told in CLAUSES[name] if self.holds(told.when))
        return next((self.words.say(f"headline_{told.key}", **self._written) for told in found), "")

    def holds(self, when: When) -> bool:
        """Tell whether all these facts are so."""
        return all(
            self.facts[name] in allowed if isinstance(allowed, tuple) else self.facts[name] == allowed
            for name, allowed in when.items()
        )

    def number(self, source: Source) -> float:
        """Return a number of the case; NaN for a measure that does not exist."""
        if source.name in self.found.measures:
            return float(self.found.measures[source.name])
        if source.name in self.found.results:
            return float(self.found.results[source.name][source.year])
        return float(self.values[source.name])

    def written(self, name: str) -> str:
        """Return a figure in words; empty where there is none."""
        figure = self.figures[name]
        value = self.number(figure.source)
        return "" if math.isnan(value) else WRITERS[figure.written](value, self.language)

    @cached_property
    def _written(self) -> dict[str, str]:
        return {name: self.written(name) for name in self.figures}

    @cached_property
    def _clauses(self) -> dict[str, str]:
        return {name: self.clause(name) for name in CLAUSES}

    @cached_property
    def nothing(self) -> float:
        """The size up to which an amount counts as 0."""
        return max(CENT, TOLERANCE * max(abs(self.number(Source(name))) for name in PRESENT_VALUES))

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All facts by name."""
        exists, measures, results = self._exists, self.found.measures, self.found.results
        payback = measures["payback"]
        return {
            **{name: self.sign(self.number(source)) for name, source in SIGNS.items()},
            "zero_differs": self._differs(*results[_ZERO_FLOW], measures["service_value"]),
            "served_at_zero": int(self.number(REACH_AT_ZERO) > 0),
            "one_off": self._one_off(),
            "saving_gone": exists("zero_saving_gone_year"),
            "most_saved": self.sign(max(results["zero_cumulative"])),
            "loses_later": int(measures["zero_first_loss_year"] > 1),
            "plan_differs": self._differs(*results["differential_cash_flow"], measures["programme_npv"]),
            "roi": exists("roi"),
            "payback": LATER if payback > 0 else AT_ONCE if exists("payback") else NEVER,
            "hold": int(self.values["hold_base"]),
        }

    def sign(self, value: float) -> int:
        """Return 1, 0 or -1."""
        return 0 if abs(value) <= self.nothing else int(math.copysign(1, value))

    def _exists(self, measure: str) -> int:
        return int(not math.isnan(self.found.measures[measure]))

    def _differs(self, *amounts: float) -> int:
        return int(any(map(self.sign, amounts)))

    def _one_off(self) -> str:
        flow = self.found.results[_ZERO_FLOW][0]
        if self.sign(flow) == 0:
            return NO
        if flow > 0:
            return GAIN
        zero, today = (self.found.lines[future] for future in ("zero", "today"))
        more = {name: zero[name][0] - today[name][0] for name in ONE_OFFS}
        only_severance = all(self.sign(amount) == (name == severance.name) for name, amount in more.items())
        return SEVERANCE if only_severance else OTHER

    def add_break_even(self, result: Result) -> None:
        """Add how much of the plan must be realised, unless the sign contradicts it: more effect need not be better."""
        self.figures |= BREAK_EVEN_FIGURES
        needed, counted_on = result.measures["break_even_realisation"], self.values["realisation_share"]
        sign, roi = self.facts["plan"], self.facts["roi"]
        told = NO
        if needed is not None:
            told = "break_even" if (needed > counted_on + TOLERANCE) == (sign == -1) else NO
        elif sign == -1:
            told = "break_even_never"
        elif sign == 1 and (counted_on == 1 or not roi):
            told = "break_even_always"
        self.facts["break_even"] = told
        # Rounded down it would not be enough.
        self.values["break_even_share"] = math.ceil((needed or 0.0) * 1000 - TOLERANCE) / 1000
