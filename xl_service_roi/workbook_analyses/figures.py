"""What the analyses put into the tables of the workbook: rows of values by the name of a table.

The same for whoever writes them, the command into a file and the macros into an open workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from ..inputs import LAST_YEAR
from ..labels import Labels
from ..workbook.analysis_tables import (
    BINS,
    CURVE_HORIZONS,
    LEVERS,
    PERCENTILES,
    SCENARIO_MEASURES,
    TABLES,
)
from ..workbook.value_labels import label_of

if TYPE_CHECKING:
    from ..analysis.levers import Levers
    from ..analysis.scenarios import Scenario, Scenarios
    from ..analysis.service_level import Curve
    from ..analysis.simulation import Simulation
    from ..analysis.tornado import Tornado

Value = float | str | None
Rows = list[list[Value]]
Figures = dict[str, Rows]
"""By name of a table, which they fill."""


def of_levers(found: Levers) -> Figures:
    """Return the contribution of each lever, and the waterfall to the programme value."""
    other = found.other_mode
    rows: Rows = [
        [found.levers[name], found.one_at_a_time[name], other.levers[name] if other else None] for name in LEVERS
    ]
    rows += [[found.total, found.total, other.total if other else None]]
    rows += [[None, found.interaction, None]]
    ends = [*accumulate(found.levers[name] for name in LEVERS)]
    steps = [*pairwise([0.0, *ends]), (0.0, found.total)]
    return _full({"analysis_levers": rows, "analysis_waterfall": [_drawn(*step) for step in steps]})


def _drawn(start: float, end: float) -> list[Value]:
    """Return what a stacked bar is made of: what carries it above and below 0, its rising and its falling parts."""
    low, high = min(start, end), max(start, end)
    above, below = max(0.0, low), min(0.0, high)
    parts: list[Value] = [max(0.0, high) - above, min(0.0, low) - below]
    none: list[Value] = [None, None]
    return [above, below, *(parts + none if end >= start else none + parts)]


def of_tornado(found: Tornado, rule: str, words: Labels) -> Figures:
    """Return the widest bars, the value that they stand around, and where their ends come from."""

    def change(value: float | None) -> Value:
        return None if value is None else value - found.base

    rows: Rows = [
        [
            *(label_of(bar.name, words), bar.name, bar.low, bar.high, bar.value_at_low, bar.value_at_high),
            *(change(bar.value_at_low), change(bar.value_at_high)),
        ]
        for bar in found.bars
    ]
    return _full({"analysis_tornado": rows, "analysis_tornado_base": [[found.base], [rule]]})


def of_curve(found: Curve) -> Figures:
    """Return what the firm is worth by service level, in both acquisition modes, and what follows from that."""
    other = {point.level: point.npv for point in found.other_mode.points} if found.other_mode else {}
    rows: Rows = [
        [
            *(point.level, point.npv, other.get(point.level), point.reach_share, point.satisfied_share),
            *(point.fte, point.yearly_cost),
        ]
        for point in found.points
    ]
    horizons = (found.best_by_horizon.get(years) for years in CURVE_HORIZONS)
    summary: list[Value] = [found.best.level, found.best.npv, found.break_even_level]
    summary += [found.value_of_last_euro, found.value_of_next_euro]
    summary += [None if best is None else best.level for best in horizons]
    return _full({"analysis_curve": rows, "analysis_curve_summary": [[value] for value in summary]})


def of_simulation(found: Simulation, words: Labels) -> Figures:
    """Return the statistics of both values, and for the programme its distribution, its fan and what its spread is."""
    both = [found.distributions[name] for name in ("programme_npv", "service_value")]
    columns: list[list[Value]] = [
        [
            *(each.mean, each.standard_deviation, each.standard_error, *(each.percentiles[p] for p in PERCENTILES)),
            *(each.probability_positive, each.value_at_risk),
        ]
        for each in both
    ]
    rows: Rows = [list(row) for row in zip(*columns, strict=True)]
    rows += [[float(count), None] for count in (found.draws, found.seed, found.left_out_draws)]
    shares: Rows = [
        [" + ".join(label_of(each, words) for each in name.split(" + ")), name, first, total]
        for name, (first, total) in both[0].variance_shares.items()
    ]
    fan = found.fan.get("programme_npv", {})
    by_year = [*zip(*(fan[percentile] for percentile in PERCENTILES if percentile in fan), strict=True)]
    years: Rows = [[float(year), *found_there] for year, found_there in enumerate(by_year)]
    years += [years[-1]] * (LAST_YEAR + 1 - len(years)) if years else []
    tables = {"simulation": rows, "histogram": _bins(*both[0].histogram), "fan": years, "variance": shares}
    return _full({f"analysis_{name}": table for name, table in tables.items()})


def _bins(edges: Sequence[float], counts: Sequence[int]) -> Rows:
    """Return the histogram, neighbours taken together where there are more bins than rows."""
    step, total = -(-len(counts) // BINS), sum(counts)
    return [
        [edges[at], edges[min(at + step, len(counts))], sum(counts[at : at + step]) / total]
        for at in range(0, len(counts), step)
    ]


def of_scenarios(found: Scenarios, inputs: Iterable[str], places: Sequence[str]) -> Figures:
    """Return the results of each scenario in its column, and the present value of each input that one of them names.

    ``inputs``: what stands in the rows of the scenarios; ``places``: the scenario of each column, "" for none.
    """
    values = found.case.inputs.values
    by_name = {each.name: each for each in found.scenarios}
    columns = [_column(found.base), *(_column(by_name.get(name)) for name in places)]
    now: Rows = [[values[name] if isinstance(values.get(name), float) else None] for name in inputs]
    return _full({"analysis_scenarios": [list(row) for row in zip(*columns, strict=True)], "scenario_now": now})


def _column(scenario: Scenario | None) -> list[Value]:
    if scenario is None or scenario.refused:
        why = "; ".join(scenario.refused) if scenario else None
        return [*[None] * len(SCENARIO_MEASURES), why]
    return [*(scenario.measures.get(name) for name in SCENARIO_MEASURES), None]


def _full(figures: dict[str, Any]) -> Figures:
    """Return the figures with as many rows and columns as their tables have: what is too much is left out."""
    tables = {table.name: table for table in TABLES}
    full = {}
    for name, rows in figures.items():
        table = tables[name]
        empty: list[Value] = [None] * table.columns
        full[name] = [[*row, *empty][: table.columns] for row in [*rows, *[empty] * table.rows][: table.rows]]
    return full
