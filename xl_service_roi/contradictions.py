"""Inputs that are each within their bounds and yet contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .engine.expr import Requirement
from .engine.numeric import Evaluation
from .errors import Problem
from .inputs import TOLERANCE
from .model import MODEL
from .model.driver import FUTURES

if TYPE_CHECKING:
    import numpy as np


def contradictions(values: Mapping[str, Any], found: Evaluation) -> list[Problem]:
    """Return the requirements that a case breaks, each with the drivers involved and by how much."""
    problems = []
    for requirement in broken_requirements(found):
        shown = ", ".join(
            f"{value_name} = {values[value_name]:g}"
            for driver in requirement.drivers
            for value_name in _named_values(driver.name, values)
        )
        excess = f"{found.excess[requirement.name]:.6g}"
        problems.append(Problem("", f"{requirement.text} (by {excess})", remedy=f"look at {shown}"))
    return problems


def broken_requirements(found: Evaluation) -> list[Requirement]:
    """Return the requirements that one case breaks."""
    return [requirement for requirement in MODEL.requirements.values() if not satisfied(requirement, found.excess)]


def broken_in(found: Evaluation) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which requirements (in the last axis, in the model's order) each of many scenarios breaks."""
    import numpy as np

    kept = [satisfied(requirement, found.excess) for requirement in MODEL.requirements.values()]
    return ~np.stack(np.broadcast_arrays(*kept), axis=-1)


def satisfied(requirement: Requirement, excess: Mapping[str, Any]) -> Any:
    """Return whether a requirement is met, by scenario where there are many; what is no number meets none."""
    by_how_much = excess[requirement.name]
    return by_how_much < 0 if requirement.strict else by_how_much <= TOLERANCE


def _named_values(driver: str, values: Mapping[str, Any]) -> list[str]:
    """Return the value names of a driver, plan and zero only where they differ from today."""
    if driver in values:
        return [driver]
    today = values[f"{driver}_today"]
    return [f"{driver}_{f}" for f in FUTURES if f == "today" or values[f"{driver}_{f}"] != today]
