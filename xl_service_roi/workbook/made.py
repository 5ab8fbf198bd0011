"""When an analysis was made, and whether its figures still hold: they stand in cells that no formula renews.

Beside the date stand both values of the case as they were then, and a sum over what else the analysis builds on. A
formula compares these with the present ones, so that a change of the inputs shows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..labels import Labels
from ..uncertainty import DISTRIBUTIONS
from .analysis_tables import seals_name
from .named_cells import NamedCells
from .names import RANGES

BUILDS_ON = {"tornado": "uncertainty_sum", "simulation": "uncertainty_sum", "scenarios": "scenario_sum"}
"""The cell with the sum over what an analysis builds on beside the inputs."""
SUMMED = {
    "uncertainty_sum": (RANGES, "uncertainty_incidents", "uncertainty_correlations"),
    "scenario_sum": ("scenario_values", "scenario_inputs"),
}
"""The cells that these sums are over."""
_AS_GOOD_AS_EQUAL = 1e-9


class Seals(NamedTuple):
    """The four cells: when an analysis was made, and the figures by which it is known whether it still holds."""

    date: str
    programme_npv: float
    service_value: float
    builds_on: float


def state_formula(analysis: str, words: Labels) -> str:
    """Return the formula of the cell that tells it."""
    made, *then = (f"INDEX({seals_name(analysis)},1,{place})" for place in range(1, 5))
    now = ("result_programme_npv", "result_service_value", BUILDS_ON.get(analysis, "0"))
    pairs = zip(now, then, strict=True)
    near = (f"ABS({present}-{past})<={_AS_GOOD_AS_EQUAL:.9f}*(1+ABS({past}))" for present, past in pairs)
    date = f'"&{made}&"'
    holds = f'IF(AND({",".join(near)}),"{words.say("made_on", date=date)}","{words.say("made_before", date=date)}")'
    return f'IF({made}="","{words.say(f"not_made_{analysis}")}",IF(case_message<>"",case_message,{holds}))'


def state_made(seals: Seals, words: Labels) -> str:
    """Return what that formula gives right after an analysis."""
    return words.say("made_on", date=seals.date)


def state_shown(seals: Sequence[Any], now: Sequence[float], words: Labels) -> str:
    """Return what that formula gives for these cells and the present figures."""
    date, *then = seals
    holds = all(
        isinstance(past, float) and abs(present - past) <= _AS_GOOD_AS_EQUAL * (1 + abs(past))
        for present, past in zip(now, then, strict=True)
    )
    return words.say("made_on" if holds else "made_before", date=date)


def uncertainty_formula(words: Labels) -> str:
    """Return the formula of the sum over ranges, correlations and incidents; distributions count by their place."""
    counted = "".join(
        f'+{place}*COUNTIF({RANGES},"{words.say(f"distribution_{name}")}")'
        for place, name in enumerate(DISTRIBUTIONS)
        if place
    )
    return f"SUM({RANGES},uncertainty_incidents,uncertainty_correlations){counted}"


def scenario_formula() -> str:
    """Return the formula of the sum over the values of the scenarios and the names of their inputs."""
    return "SUM(scenario_values)+SUMPRODUCT(LEN(scenario_inputs))"


def sum_of(name: str, cells: NamedCells, words: Labels) -> float:
    """Return what the formula of one of these sums gives for what stands in a workbook, read by `SUMMED`."""
    if name == "scenario_sum":
        return _sum(cells, SUMMED[name][:1]) + sum(map(len, _texts(cells, "scenario_inputs")))
    places = {words.say(f"distribution_{name}").casefold(): place for place, name in enumerate(DISTRIBUTIONS)}
    return _sum(cells, SUMMED[name]) + sum(places.get(text.casefold(), 0) for text in _texts(cells, RANGES))


def _sum(cells: NamedCells, names: Iterable[str]) -> float:
    return sum(value for name in names for value in cells.values(name) if isinstance(value, float))


def _texts(cells: NamedCells, name: str) -> list[str]:
    return [value for value in cells.values(name) if isinstance(value, str)]
