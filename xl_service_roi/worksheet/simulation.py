"""A simulation as a worksheet function gives it: a row a figure, then a row an input; both acquisition modes."""

from __future__ import annotations

from collections.abc import Callable

from ..analysis.simulation import SEED, Distribution, Simulation, simulate
from ..errors import InputError, NoResult, Problem
from ..model.driver import FUTURES
from .arguments import Rows
from .case_range import case_table
from .case_results import no_column
from .functions import Cells, no_result

DRAWS = 16_384
"""Fewer than on the command line: Excel waits, and asks again whenever an input changes."""
INDEX_DRAWS = 2_048

MEASURES = ("programme_npv", "service_value")
MODES = ("grow", "hold")
EVERY_DRAW_REFUSED = "in this acquisition mode every draw contradicts itself"

_FIGURES: dict[str, Callable[[Distribution], float]] = {
    "mean": lambda one: one.mean,
    "standard_error": lambda one: one.standard_error,
    "standard_deviation": lambda one: one.standard_deviation,
    "p5": lambda one: one.percentiles[5],
    "p10": lambda one: one.percentiles[10],
    "p50": lambda one: one.percentiles[50],
    "p90": lambda one: one.percentiles[90],
    "p95": lambda one: one.percentiles[95],
    "probability_positive": lambda one: one.probability_positive,
    "value_at_risk": lambda one: one.value_at_risk,
    "expected_shortfall": lambda one: one.expected_shortfall,
}


def simulation_of(rows: Rows, draws: float | None, seed: float | None) -> Rows:
    """Return how both values are distributed, and below that the share of the variance that comes from each input."""
    table = case_table(rows)
    for future in FUTURES:
        if future not in table.futures:
            raise NoResult(no_column(future))
    found = simulate(
        table.result.case,
        _whole("draws", draws, DRAWS),
        _whole("seed", seed, SEED),
        index_draws=INDEX_DRAWS,
    )
    return [*_figures(found), *_shares(found)]


def _whole(name: str, given: float | None, otherwise: int) -> int:
    if given is None:
        return otherwise
    if not given.is_integer():
        raise InputError([Problem("", f"{name} = {given:g}", expected="a whole number")])
    return int(given)


def _figures(found: Simulation) -> Rows:
    columns = [(measure, mode) for measure in MEASURES for mode in MODES]
    rows: Rows = [["figure", *(f"{measure}, {mode}" for measure, mode in columns)]]
    for name, figure in _FIGURES.items():
        rows.append([name, *(_figure(found, figure, *column) for column in columns)])
    drawn = [float(found.draws if mode == found.mode else found.sample) for _, mode in columns]
    left_out: list[Cells] = [float(found.left_out_draws) if mode == found.mode else "" for _, mode in columns]
    return [*rows, ["draws", *drawn], ["left_out", *left_out]]


def _figure(found: Simulation, figure: Callable[[Distribution], float], measure: str, mode: str) -> Cells:
    one = (found.distributions if mode == found.mode else found.other_mode).get(measure)
    return no_result(EVERY_DRAW_REFUSED) if one is None else figure(one)


def _shares(found: Simulation) -> Rows:
    """Return the rows of the inputs: the share of each on its own and with others, of both values."""
    heads = [f"{measure}, {which}" for measure in MEASURES for which in ("alone", "with others")]
    shares = [found.distributions[measure].variance_shares for measure in MEASURES]
    return [["share of variance", *heads], *([name, *shares[0][name], *shares[1][name]] for name in shares[0])]
