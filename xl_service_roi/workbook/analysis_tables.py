"""What stands on the sheets of scenarios and analyses: one description for who writes, fills in and reads them.

Every table has a defined name, by which it is found again wherever it was moved to.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from ..inputs import LAST_YEAR, lever_names

SCENARIOS, SCENARIO_INPUTS, INCIDENTS, CORRELATIONS = 5, 12, 5, 10
"""How many there is room for."""
SCENARIO_MEASURES = (
    *("programme_npv", "service_value", "roi", "irr", "payback", "break_even_realisation"),
    *("programme_npv_grow", "programme_npv_hold", "service_value_grow", "service_value_hold"),
)
"""What is shown of each scenario."""

LEVERS = lever_names()
STATISTICS = (
    *("mean", "standard_deviation", "standard_error", "p5", "p10", "p50", "p90", "p95"),
    *("probability_positive", "value_at_risk", "draws", "seed", "left_out"),
)
PERCENTILES = (5, 10, 50, 90, 95)
CURVE_SUMMARY = ("best_level", "best_npv", "break_even_level", "value_of_last_euro", "value_of_next_euro")
CURVE_HORIZONS = (3, 5, 7, 10)
BARS, LEVELS, BINS, SHARES = 15, 21, 25, 10
"""Rows of the tornado, the service-level curve, the histogram and the shares of the variance."""

Analysis = Literal["levers", "tornado", "curve", "simulation", "scenarios"]
ANALYSES: tuple[Analysis, ...] = get_args(Analysis)
"""What is worked out outside the formulas, each with the state of its figures above it."""
PICTURED: tuple[Analysis, ...] = ("curve", "tornado")
"""Those to which the results sheet leads, with their state."""

FIRST = 1
LABELLED = 3
"""The first column, and the one behind label and technical name."""
HISTOGRAM = 6
"""The column beside the statistics of the simulation."""
DRAWN = 11
"""The column under the charts: what the waterfall is drawn from."""
SEALS = 5
"""The column of the state's row in which the date stands, and the figures by which it is known whether it holds."""
CHART_COLUMN = 10
_ROWS_OF_A_CHART = 19


class Table(NamedTuple):
    """The cells of a name: on which sheet, from which row and column, and how many."""

    name: str
    sheet: str
    row: int
    column: int
    rows: int
    columns: int


class Part(NamedTuple):
    """A heading with what stands below it; ``state`` is the row that tells whether it was worked out, 0 for none."""

    key: str
    row: int
    state: int
    head: int

    @property
    def first(self) -> int:
        """The first row below the heads of its columns."""
        return self.head + 1


def state_name(analysis: str) -> str:
    """Return the name of the cell that says when an analysis was made, and whether it still holds."""
    return f"analysis_{analysis}_state"


def repeated_state_name(analysis: str) -> str:
    """Return the name of the cell on the results sheet that says the same."""
    return f"results_{analysis}_state"


def seals_name(analysis: str) -> str:
    """Return the name of the four cells beside: the date, both values then, and the sum of what is uncertain."""
    return f"analysis_{analysis}_made"


def _parts() -> dict[str, Part]:
    """Return the parts of the analyses sheet below each other, each as high as its table and its chart."""
    heights = {"cash": LAST_YEAR + 1, "levers": len(LEVERS) + 2, "tornado": BARS + 2, "curve": LEVELS}
    heights |= {"simulation": BINS, "fan": LAST_YEAR + 1, "variance": SHARES}
    found, row = {}, 4
    for key, height in heights.items():
        state = row + 1 if key in ANALYSES else 0
        head = (state or row) + 1
        found[key] = Part(key, row, state, head)
        row += max(head - row + height + 2, _ROWS_OF_A_CHART)
    return found


PARTS = _parts()
"""Of the analyses sheet."""
LAST_ROW = PARTS["variance"].row + _ROWS_OF_A_CHART

SCENARIO_PART = Part("scenarios", 4, 0, 5)
RESULTS_PART = Part("results", SCENARIO_PART.first + SCENARIO_INPUTS + 1, SCENARIO_PART.first + SCENARIO_INPUTS + 2, 0)
RESULTS_FIRST = RESULTS_PART.state + 1
INCIDENT_PART = Part(
    "incidents", RESULTS_FIRST + len(SCENARIO_MEASURES) + 2, 0, RESULTS_FIRST + len(SCENARIO_MEASURES) + 3
)
CORRELATION_PART = Part("correlations", INCIDENT_PART.first + INCIDENTS + 1, 0, INCIDENT_PART.first + INCIDENTS + 2)
LIST_COLUMN = 24
"""Of the scenarios sheet: far to the right, the names to choose from."""
BASE_COLUMN, FIRST_SCENARIO = 3, 4
"""Of the scenarios sheet: what the inputs are now, and the first of the scenarios."""


def _tables() -> tuple[Table, ...]:
    def here(name: str, part: str, column: int, rows: int, columns: int, down: int = 0) -> Table:
        return Table(f"analysis_{name}", "analyses", PARTS[part].first + down, column, rows, columns)

    years = LAST_YEAR + 1
    tables = [
        here("cash", "cash", FIRST, years, 5),
        here("levers", "levers", LABELLED, len(LEVERS) + 2, 3),
        here("waterfall", "levers", DRAWN, len(LEVERS) + 1, 6),
        here("tornado", "tornado", FIRST, BARS, 8),
        here("tornado_base", "tornado", LABELLED, 2, 1, BARS),
        here("curve", "curve", LABELLED, LEVELS, 7),
        here("curve_summary", "curve", 2, len(CURVE_SUMMARY) + len(CURVE_HORIZONS), 1),
        here("simulation", "simulation", LABELLED, len(STATISTICS), 2),
        here("histogram", "simulation", HISTOGRAM, BINS, 3),
        here("fan", "fan", LABELLED, years, 1 + len(PERCENTILES)),
        here("variance", "variance", FIRST, SHARES, 4),
        Table("analysis_scenarios", "scenarios", RESULTS_FIRST, BASE_COLUMN, len(SCENARIO_MEASURES) + 1, 1 + SCENARIOS),
        Table("scenario_names", "scenarios", SCENARIO_PART.head, FIRST_SCENARIO, 1, SCENARIOS),
        Table("scenario_inputs", "scenarios", SCENARIO_PART.first, FIRST, SCENARIO_INPUTS, 1),
        Table("scenario_now", "scenarios", SCENARIO_PART.first, BASE_COLUMN, SCENARIO_INPUTS, 1),
        Table("scenario_values", "scenarios", SCENARIO_PART.first, FIRST_SCENARIO, SCENARIO_INPUTS, SCENARIOS),
        Table("uncertainty_incidents", "scenarios", INCIDENT_PART.first, FIRST, INCIDENTS, 3),
        Table("uncertainty_correlations", "scenarios", CORRELATION_PART.first, FIRST, CORRELATIONS, 3),
        Table("uncertainty_sum", "analyses", 2, SEALS, 1, 1),
        Table("scenario_sum", "scenarios", 2, SEALS, 1, 1),
    ]
    rows = {key: part.state for key, part in PARTS.items()} | {"scenarios": RESULTS_PART.state}
    for key in ANALYSES:
        sheet = "scenarios" if key == "scenarios" else "analyses"
        tables.append(Table(state_name(key), sheet, rows[key], FIRST, 1, 1))
        tables.append(Table(seals_name(key), sheet, rows[key], SEALS, 1, 4))
    return tuple(tables)


TABLES = _tables()
"""All cells that have a name on the sheets of scenarios and analyses."""

OF_FORMULAS = frozenset({"analysis_cash", "uncertainty_sum", "scenario_sum", *map(state_name, ANALYSES)})
"""Those that hold formulas; the others are typed in, or filled in by a macro or a command."""
