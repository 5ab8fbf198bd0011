"""One case with some of its inputs replaced, many times over in one run: what the analyses of a case are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

import numpy as np

from ..case import SWEEPS, Case
from ..contradictions import broken_in, contradictions
from ..engine.numeric import evaluate_measures, evaluate_scenarios
from ..errors import InputError, NoResult, Problem
from ..inputs import allowed, drivers, value_names
from ..messages import did_you_mean, shown
from ..model import MODEL
from ..model.driver import FUTURES, Input
from ..uncertainty import values_of
from .shapley import Bools, Floats

Values = Mapping[str, Any]
"""Inputs by the names they have in a workbook."""

Found = TypeVar("Found")


# --- many scenarios --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Swept:
    """Measures of many scenarios, NaN where there is none, and which requirements (columns) each scenario breaks."""

    measures: Mapping[str, Floats]
    broken: Bools


def swept(values: Values, replaced: Mapping[str, Any], *measures: str) -> Swept:
    """Work out measures of the model where some inputs are replaced by an array with a value a scenario."""
    inputs = {**values, **replaced}
    found = evaluate_scenarios(MODEL, inputs, int(np.max(inputs["horizon_years"])), measures)
    broken = broken_in(found)
    refused = broken.any(axis=1)
    return Swept({name: np.where(refused, np.nan, found.measures[name]) for name in measures}, broken)


@dataclass(frozen=True)
class Asked:
    """A measure by the name it has in a result, how the model calls it, and the inputs that its name fixes."""

    name: str
    measure: str
    fixed: Mapping[str, float]

    def swept(self, values: Values, replaced: Mapping[str, Any]) -> tuple[Floats, Bools]:
        """Return the measure of each scenario, NaN where there is none, and the requirements that each breaks."""
        found = swept(values, {**replaced, **self.fixed}, self.measure)
        return found.measures[self.measure], found.broken

    def of(self, values: Values) -> float:
        """Return the measure of the case itself; raise ``NoResult`` where it does not exist."""
        found = float(self.swept(values, {})[0][0])
        if np.isnan(found):
            raise NoResult(f"{self.name} does not exist for this case: {MODEL.measures[self.measure].why_not}")
        return found


def asked(name: str) -> Asked:
    """Return the measure that a name stands for: ``roi``, ``heading_retention``, ``programme_npv_hold``."""
    for label, fixed in SWEEPS.items():
        for measure in ("programme_npv", "service_value"):
            if name == f"{measure}_{label}":
                return Asked(name, measure, fixed)
    known = {result_name(measure): measure for measure in MODEL.measures if "_pv_" not in measure}
    if name not in known:
        variants = [f"{measure}_{label}" for measure in ("programme_npv", "service_value") for label in SWEEPS]
        near = did_you_mean(name, [*known, *variants])
        raise InputError([Problem(shown(name), f"is no measure that an input can be tried against{near}")])
    return Asked(name, known[name], {})


def result_name(measure: str) -> str:
    """Return the name that a measure of the model has in a result: ``heading_tax``, ``service_heading_tax``."""
    return measure.removeprefix("programme_") if measure.startswith("programme_heading_") else measure


# --- one input -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Varied:
    """An input that is varied: a driver, one of its values, or several that are equal and move together."""

    name: str
    driver: Input
    values: tuple[str, ...]

    def now(self, values: Values) -> float:
        """Return what it is in a case."""
        return float(values[self.values[0]])

    def at(self, points: Floats) -> dict[str, Floats]:
        """Return the inputs to replace so that it has each of these values."""
        return dict.fromkeys(self.values, points)


def varied(name: str, values: Values) -> Varied:
    """Return the input that a name means: ``churn``, ``reach_share_plan``, ``reach_share.plan`` or ``reach_share``.

    The name of a driver with a value per future means the plan's where that differs from today's, else zero's where
    only that does, else all three, which then move together.
    """
    driver_name, _, future = name.partition(".")
    own_name = f"{driver_name}_{future}" if future in FUTURES else name
    driver = drivers()[own_name] if own_name in drivers() else value_names().get(own_name)
    if driver is None:
        raise InputError([Problem(shown(name), f"there is no such input{did_you_mean(name, _input_names())}")])
    if driver.scope == "year":
        raise InputError([Problem(name, "has a value for each year", remedy="vary realisation_share, which scales it")])
    names = values_of(own_name, values)
    return Varied(names[0] if len(names) == 1 else own_name, driver, names)


def _input_names() -> list[str]:
    return [*drivers(), *value_names()]


def refuse_outside(of: Varied, points: Floats) -> None:
    """Raise ``InputError`` where an input is to have a value that it may not have."""
    for point in points.tolist():
        outside = not of.driver.at_least <= point <= of.driver.at_most
        if outside or (of.driver.whole and point != int(point)):
            raise InputError([Problem(of.name, f"cannot be {point:g}", expected=allowed(of.driver))])


# --- both acquisition modes ------------------------------------------------------------------------------------------


def refuse_contradictions(case: Case) -> None:
    """Raise ``InputError`` where the inputs of a case contradict each other."""
    values = case.inputs.values
    problems = contradictions(values, evaluate_measures(MODEL, values, case.horizon))
    if problems:
        raise InputError(problems)


def mode_of(case: Case) -> str:
    """Return the acquisition mode of a case: ``grow`` or ``hold``."""
    return "hold" if case.inputs.values["hold_base"] else "grow"


def in_other_mode(case: Case) -> Case:
    """Return the same case in the other acquisition mode."""
    other = copy(case)
    hold_base = 1.0 - case.inputs.values["hold_base"]
    other.inputs = replace(case.inputs, values={**case.inputs.values, "hold_base": hold_base})
    return other


def in_both_modes(case: Case, analysis: Callable[[Case], Found]) -> tuple[Found, Found | None]:
    """Return an analysis of a case in its own acquisition mode and in the other; None where that one is refused."""
    own = analysis(case)
    try:
        return own, analysis(in_other_mode(case))
    except (InputError, NoResult):
        return own, None


class Analysis(Protocol):
    """A result that knows how it stands in JSON."""

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""


def with_other_mode(own: dict[str, Any], other: Analysis | None) -> dict[str, Any]:
    """Return a result as it stands in JSON, with that of the other acquisition mode in it where there is one."""
    own.pop("other_mode", None)
    return own if other is None else {**own, "other_mode": other.as_dict()}
