"""The business case of a group: what its workbooks come to together, from the sum of their cash flows.

Money and customers add up. Rates and ratios do not: the group's internal rate of return, payback and return on
investment are those of the summed cash flows and present values, and its cost per customer is the summed cost over the
summed customers; never an average. What sums can't tell has no value, and ``why`` says so.

Rows are taken one by one and not kept: what is remembered grows with the number of groups only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from ..case import REFUSED_THERE, SWEEPS
from ..errors import NoResult
from ..functions import finance
from ..messages import shown
from ..model import MODEL
from ..model.definition import UNITS
from ..model.driver import FUTURES
from ..model.measures import HEADINGS
from ..numbers import number
from .columns import COLUMNS, INPUTS, LINES, TEXTS, YEARS, Row

Array = npt.NDArray[np.float64]

_ADD_UP = (UNITS.dimension("money"), UNITS.dimension("customers"))
SUMMED = (
    *(name for name in COLUMNS if name in MODEL.measures and UNITS.dimension(MODEL.measures[name].unit) in _ADD_UP),
    *(f"{name}_{variant}" for name in ("programme_npv", "service_value") for variant in SWEEPS),
    *(f"{view}heading_{name}" for view in ("", "service_") for name in HEADINGS),
    *LINES,
)
"""The columns of a group that are the sums of its workbooks'."""

ASSUMPTIONS = ("horizon_years", "discount_rate", "mid_year", "hold_base", "residual_value")
"""Inputs about the calculation, not the firm: where workbooks differ in these, their sum is to be read with care."""

TOTAL = "total"
NO_LABEL = "(none)"
MOST_GROUPS = 10_000
"""Of one column; further groups are put together, so that a column with a value a workbook fills no memory."""
OTHERS = "(others)"
WORDS = {
    "en": {
        "workbook": "{count} workbook",
        "workbooks": "{count} workbooks",
        "some": "{count} of {all}",
        "nothing": "there is no workbook that could be used",
        "left_out": "not counted in, because refused: {some}",
        "differ": "the workbooks differ in {name}: from {lowest:g} to {highest:g}",
        "versions": "the workbooks are of several model versions: {versions}",
    },
    "nl": {
        "workbook": "{count} werkmap",
        "workbooks": "{count} werkmappen",
        "some": "{count} van {all}",
        "nothing": "er is geen werkmap die bruikbaar was",
        "left_out": "niet meegeteld, want geweigerd: {some}",
        "differ": "de werkmappen verschillen in {name}: van {lowest:g} tot {highest:g}",
        "versions": "de werkmappen zijn van verschillende modelversies: {versions}",
    },
}
_ROUNDING = 1e-9
_NAMED = 3
"""Refused workbooks that are named in a warning."""


class Consolidation:
    """Groups of workbooks by the values of some columns, and all workbooks together."""

    def __init__(self, by: Sequence[str] = (), language: str = "en") -> None:
        self.by, self.language = tuple(by), language
        self._total = _Group(TOTAL, TOTAL, language)
        self._groups: dict[str, dict[str, _Group]] = {column: {} for column in by}

    def add(self, row: Mapping[str, Any]) -> None:
        """Count a row in, as `columns.row_of` makes it, with its labels; a refused one is counted as such."""
        unit = None if row["status"] == "refused" else _Unit(row)
        for group in (self._total, *(self._group(column, _label(row.get(column))) for column in self.by)):
            if unit is None:
                group.leave_out(str(row["path"]))
            else:
                group.add(unit)

    def groups(self) -> list[Row]:
        """Return a row for each group, by column and label, and one for all workbooks at the end."""
        groups = [group for found in self._groups.values() for _, group in sorted(found.items())]
        return [group.row() for group in (*groups, self._total)]

    def _group(self, column: str, label: str) -> _Group:
        groups = self._groups[column]
        if label not in groups and len(groups) >= MOST_GROUPS:
            label = OTHERS
        if label not in groups:
            groups[label] = _Group(f"{column} = {label}", label, self.language)
        return groups[label]


def _label(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value or "")
    return text or NO_LABEL


_summed, _inputs = itemgetter(*SUMMED), itemgetter(*INPUTS)
_flows = [itemgetter(*(f"net_cash_flow_{future}_{year}" for year in YEARS)) for future in FUTURES]


class _Unit:
    """One row as arrays."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        today, plan, zero = (np.array(flows(row)) for flows in _flows)
        customers = row["input_customers"]
        # Differences are taken before they are summed, as in one case: a plan equal to today stays worth exactly 0.
        self.sums = np.concatenate(
            [
                np.array(_summed(row), dtype=np.float64),  # what a workbook does not have is NaN
                plan - today,
                zero - today,
                [customers, customers * row["base_churn"]],
            ]
        )
        self.inputs = np.array(_inputs(row), dtype=np.float64)
        found = row["break_even_realisation"]
        self.break_even = math.nan if found is None else float(found)
        self.model_version = str(row["model_version"])


class _Group:
    """Sums over some workbooks, and what these have in common."""

    def __init__(self, path: str, name: str, language: str) -> None:
        self.path, self.name, self.words, self.language = path, name, WORDS[language], language
        self.count, self.left_out = 0, 0
        self.named: list[str] = []
        width = len(SUMMED) + 2 * len(YEARS) + 2
        self.sums, self.carried = np.zeros(width), np.zeros(width)
        self.missing = np.zeros(width, dtype=np.int64)
        self.lowest, self.highest = np.full(len(INPUTS), np.inf), np.full(len(INPUTS), -np.inf)
        self.break_even = math.inf, -math.inf
        """The lowest and the highest; NaN where a workbook has none."""
        self.model_versions: list[str] = []

    def add(self, unit: _Unit) -> None:
        """Add a workbook's figures."""
        self.count += 1
        missing = np.isnan(unit.sums)
        self.missing += missing
        self._sum(np.where(missing, 0.0, unit.sums))
        np.minimum(self.lowest, unit.inputs, out=self.lowest)
        np.maximum(self.highest, unit.inputs, out=self.highest)
        low, high = self.break_even
        self.break_even = float(np.minimum(low, unit.break_even)), float(np.maximum(high, unit.break_even))
        self.model_versions = sorted({*self.model_versions, unit.model_version})

    def leave_out(self, path: str) -> None:
        """Count a workbook that was refused."""
        self.left_out += 1
        if len(self.named) < _NAMED:
            self.named.append(path)

    def _sum(self, values: Array) -> None:
        """Add with what each addition rounds off carried along: the order of the workbooks makes no difference."""
        sums = self.sums + values
        added = sums - self.sums
        self.carried += (self.sums - (sums - added)) + (values - added)
        self.sums = sums

    def row(self) -> Row:
        """Return the group in the columns of a workbook."""
        row: Row = {**dict.fromkeys(COLUMNS), **dict.fromkeys(TEXTS, "")}
        all_of_them = self.count + self.left_out
        of = self._some(self.count) if self.left_out else number(self.count, self.language)
        workbooks = self.words["workbook" if all_of_them == 1 else "workbooks"].format(count=of)
        row |= {"path": self.path, "unit": f"{self.name} ({workbooks})"}
        if not self.count:
            row |= {"status": "refused", "reason": self.words["nothing"] + self._named()}
            return row
        figures = _Figures(self)
        row |= {"status": "ok", "warnings": "; ".join(self._warnings())}
        row |= {"model_version": self.model_versions[0] if len(self.model_versions) == 1 else ""}
        row |= figures.values | {"why": "; ".join(f"{name}: {reason}" for name, reason in figures.why.items())}
        same = self.lowest == self.highest
        return row | {name: float(self.lowest[at]) for at, name in enumerate(INPUTS) if same[at]}

    def _warnings(self) -> list[str]:
        told = []
        if self.left_out:
            told.append(self.words["left_out"].format(some=self._some(self.left_out)) + self._named())
        for name in ASSUMPTIONS:
            at = INPUTS.index(f"input_{name}")
            if self.lowest[at] < self.highest[at]:
                lowest, highest = self.lowest[at], self.highest[at]
                told.append(self.words["differ"].format(name=name, lowest=lowest, highest=highest))
        if len(self.model_versions) > 1:
            told.append(self.words["versions"].format(versions=", ".join(self.model_versions)))
        return told

    def _some(self, count: int) -> str:
        """Return how many of all workbooks."""
        count_of, all_of = (number(each, self.language) for each in (count, self.count + self.left_out))
        return self.words["some"].format(count=count_of, all=all_of)

    def _named(self) -> str:
        further = ", …" if self.left_out > len(self.named) else ""
        return f" ({', '.join(map(shown, self.named))}{further})" if self.named else ""


class _Figures:
    """The measures and lines of a group: sums, and what follows from sums."""

    def __init__(self, group: _Group) -> None:
        self.group = group
        self.values: dict[str, float | None] = {}
        self.why: dict[str, str] = {}
        totals = (group.sums + group.carried).tolist()
        years = len(YEARS)
        summed, of_years = totals[: len(SUMMED)], totals[len(SUMMED) :]
        self.flows, self.zero_flows = of_years[:years], of_years[years : 2 * years]
        for at, name in enumerate(SUMMED):
            self._set(name, None if group.missing[at] else summed[at], self._missing(int(group.missing[at])))
        for name, (above, below) in _RATIOS.items():
            self._ratio(name, self.values[above] or 0.0, self.values[below] or 0.0)
        self._ratio("profitability_index", self.values["programme_npv"] or 0.0, -self.flows[0], add=1.0)
        self._ratio("base_churn", of_years[-1], of_years[-2], why_not="there are no customers")
        self._of_flows()
        self._of_zero()
        self._break_even()

    def _set(self, name: str, value: float | None, why_not: str = "") -> None:
        self.values[name] = value
        if value is None:
            self.why[name] = why_not or MODEL.measures[name].why_not

    def _missing(self, missing: int) -> str:
        return f"{missing:,} of {self.group.count:,} workbooks have none, because {REFUSED_THERE}"

    def _ratio(self, name: str, above: float, below: float, add: float = 0.0, why_not: str = "") -> None:
        self._set(name, add + above / below if below > 0 else None, why_not)

    def _of_flows(self) -> None:
        """Rates of return and payback of what the plan brings in more than today, all workbooks together."""
        discounted = [self.values[f"discounted_cash_flow_{year}"] or 0.0 for year in YEARS]
        self._finance("irr", lambda: finance.irr(self.flows))
        self._finance("payback", lambda: finance.payback(self.flows))
        self._finance("discounted_payback", lambda: finance.payback(discounted))
        rate, horizon = self._input("discount_rate"), self._input("horizon_years")
        if rate is None or horizon is None:
            self._set("mirr", None, "the workbooks have different discount rates or horizons")
        else:
            self._finance("mirr", lambda: finance.mirr(self.flows[: int(horizon) + 1], rate, rate))

    def _finance(self, name: str, work: Callable[[], Any]) -> None:
        try:
            self._set(name, float(work()))
        except NoResult as reason:
            self._set(name, None, str(reason).removeprefix("IRR: ") if name == "irr" else "")

    def _input(self, name: str) -> float | None:
        """Return an input that all workbooks share."""
        at = INPUTS.index(f"input_{name}")
        return float(self.group.lowest[at]) if self.group.lowest[at] == self.group.highest[at] else None

    def _of_zero(self) -> None:
        """When zero service turns out badly for all workbooks together."""
        so_far = np.cumsum(self.zero_flows).tolist()
        losing = (year for year in YEARS[1:] if self.zero_flows[year] < 0)
        gone = (year for year in YEARS[1:] if so_far[year] < 0 < max(so_far[:year]))
        for name, years in (("zero_first_loss_year", losing), ("zero_saving_gone_year", gone)):
            self._set(name, next(map(float, years), None))

    def _break_even(self) -> None:
        """The share at which all programmes together break even: known from sums only if it is the same for all."""
        low, high = self.group.break_even
        same = high - low <= _ROUNDING  # false where a workbook has none
        bound = f", but it is no higher than the highest of them, {high:.4g}" if low <= high else ""
        why_not = f"the workbooks differ in it, and sums do not tell that of the group{bound}"
        self._set("break_even_realisation", high if same else None, why_not)


def _for_plan_and_today(name: str, above: str, below: str) -> dict[str, tuple[str, str]]:
    return {
        f"{name}{suffix}": (f"total_{above}_{future}", f"total_{below}_{future}")
        for suffix, future in (("", "plan"), ("_today", "today"))
    }


_RATIOS = {
    "roi": ("programme_npv", "pv_costs"),
    "benefit_cost_ratio": ("pv_benefits", "pv_costs"),
    **_for_plan_and_today("cost_per_customer_won", "acquisition_spending", "bought_customers"),
    **_for_plan_and_today("cost_per_customer_kept", "retention_offers_cost", "saved_customers"),
    **_for_plan_and_today("service_share", "service_sales_money_in", "total_money_in"),
}
"""Measures that are one sum over another, which must be above 0."""
