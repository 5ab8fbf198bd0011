"""One call of every worksheet function, as it stands in the documentation and in the tour workbook."""

from __future__ import annotations

from typing import Any

from xl_service_roi.inputs import LAST_YEAR, drivers
from xl_service_roi.model.driver import FUTURES
from xl_service_roi.worksheet.arguments import Rows

INPUTS = "inputs"
"""Stands for the range with the inputs of the illustrative firm, as `illustrative_inputs` gives them."""

_MICROSOFT_FLOWS = [[-10_000, 2_750, 4_250, 3_250, 2_750]]
_MICROSOFT_DATES = [[39_448, 39_508, 39_751, 39_859, 39_904]]  # 1 January 2008 to 1 April 2009

EXAMPLES: dict[str, tuple[Any, ...]] = {
    "sroi_npv": (0.08, [[-40_000, 5_000, 8_000, 12_000, 30_000]]),
    "sroi_irr": ([[-70_000, 12_000, 15_000, 18_000, 21_000, 26_000]],),
    "sroi_mirr": ([[-120_000, 39_000, 30_000, 21_000, 37_000, 46_000]], 0.10, 0.12),
    "sroi_xnpv": (0.09, _MICROSOFT_FLOWS, _MICROSOFT_DATES),
    "sroi_xirr": (_MICROSOFT_FLOWS, _MICROSOFT_DATES),
    "sroi_payback": ([[-100_000, 30_000, 40_000, 50_000]], 0.08),
    "sroi_roi": ([[0, 60_000, 90_000]], [[100_000, 5_000, 5_000]], 0.08),
    "sroi_clv": (250, 0.85, 0.08),
    "sroi_retention_value": (40_000, 120, 0.18, 0.15, 0.08, 5),
    "sroi_survival": (0.704, 1.182, 7),
    "sroi_survival_fit": ([[1_000, 631, 468, 382, 326, 289, 262, 241]],),
    "sroi_market_damage": (200_000, 0.25, 0.5, 0.4, 0.3, 0.9, 0.9, 0.8, 0.6, 0.65),
    "sroi_service_sales": (300_000, 0.2, 0.05, 80, 0.3, 25, 110, 11),
    "sroi_second_chance": (8_000, 0.6, 0.1, 80),
    "sroi_channel_ratio": (12, 0.01, 3, 0.0275),
    "sroi_contracts": (40_000, 5_000, 0.04, 0.1, 3),
    "sroi_turnover_cost": (80, 0.25, 32_000, 0.75),
    "sroi_turnover_saving": (80, 0.25, 0.2, 32_000, 0.75),
    "sroi_replacement_cost": (500, 1_200, 900, 2_500, 800, 400, 6, 900, 750, 12, 800, 0.4),
    "sroi_turnover_rate": (18, 70, 74),
    "sroi_agents": (100, 30, 180, 0.8, 20, 0.3),
    "sroi_service_level": (100, 30, 180, 14, 20),
    "sroi_wait": (100, 30, 180, 14),
    "sroi_routing_saving": (200_000, 0.7, 0.3, 0.2, 6, 6, 29_000, 42_000, 1_350, 0.78, 1, 0.3),
    "sroi_tandem_or_csm": (
        *(400, 30_000, 0.04, 0.03, 0.035, 0.025, 0.15, 65_000, 0.2, 52_000, 40, 1_350),
        *(0.3, 60_000, 0.1, 0.08, 5, 0.3),
    ),
    "sroi_case": (INPUTS, "programme_npv"),
    "sroi_lines": (INPUTS, "plan"),
    "sroi_zero_service": (INPUTS,),
    "sroi_levers": (INPUTS,),
    "sroi_curve": (INPUTS, [[0, 0.5, 1, 1.5, 2]]),
    "sroi_simulate": (INPUTS, 4096),
    "sroi_tornado": (INPUTS,),
    "sroi_breakeven": (INPUTS, "realisation_share"),
    "sroi_explain": ("lost_customers",),
}


def illustrative_inputs() -> Rows:
    """Return the illustrative firm as a range: a heading row, then a row an input, the ramp with a column a year.

    Behind the years of the ramp stands how far each input may be off.
    """
    heading: list[Any] = ["input", *FUTURES]
    rows: Rows = [[*heading, *[None] * (1 + LAST_YEAR - len(heading)), "low", "high"]]
    for driver in drivers().values():
        figures = [driver.figures.get(future) for future in FUTURES]
        values = figures[0] if isinstance(figures[0], tuple) else figures
        rows.append([driver.name, *values, *[None] * (LAST_YEAR - len(values)), driver.low, driver.high])
    return rows


def arguments(function: str) -> tuple[Any, ...]:
    """Return what the example of a function hands over, the inputs filled in."""
    return tuple(illustrative_inputs() if given is INPUTS else given for given in EXAMPLES[function])
