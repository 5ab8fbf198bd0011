"""A two-way table: what a measure is at every combination of values of two inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from ..case import Case
from ..errors import InputError, Problem
from .shapley import Floats
from .sweep import (
    Varied,
    asked,
    in_both_modes,
    mode_of,
    refuse_contradictions,
    refuse_outside,
    varied,
    with_other_mode,
)

STEPS = 5
"""Values of an input for which none were given: the ends of its range, and three between."""


@dataclass(frozen=True)
class TwoWay:
    """A measure by the values of two inputs: ``table`` has a row for each of the first's, a column for the second's.

    None where the measure does not exist or the inputs contradict each other. ``other_mode``: the same in the other
    acquisition mode; None where the inputs cannot be used there.
    """

    measure: str
    first: str
    second: str
    first_values: tuple[float, ...]
    second_values: tuple[float, ...]
    table: tuple[tuple[float | None, ...], ...]
    base: float
    mode: str
    other_mode: TwoWay | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return with_other_mode(asdict(replace(self, other_mode=None)), self.other_mode)


def two_way(
    case: Case,
    first: str,
    second: str,
    measure: str = "programme_npv",
    first_values: Sequence[float] | None = None,
    second_values: Sequence[float] | None = None,
) -> TwoWay:
    """Return what a measure is at every combination of values of two inputs.

    Without values of its own an input takes five from the low to the high end of its range.
    """
    inputs = [varied(name, case.inputs.values) for name in (first, second)]
    if set(inputs[0].values) & set(inputs[1].values):
        raise InputError([Problem(second, "is the same input twice", expected="two that differ")])
    points = [_points(case, of, given) for of, given in zip(inputs, (first_values, second_values), strict=True)]
    own, other = in_both_modes(case, partial(_two_way, inputs=inputs, points=points, measure=measure))
    return replace(own, other_mode=other)


def _points(case: Case, of: Varied, given: Sequence[float] | None) -> Floats:
    if given is not None:
        points = np.array(given, dtype=float)
        refuse_outside(of, points)
        return points
    ranges = {varied(name, case.inputs.values).name: each for name, each in case.uncertainty.ranges.items()}
    if of.name not in ranges:
        example = f"{of.name}={of.now(case.inputs.values):g},…"
        raise InputError([Problem(of.name, "has no range", remedy=f"say which values to try: {example}")])
    return np.linspace(ranges[of.name].low, ranges[of.name].high, STEPS)


def _two_way(case: Case, inputs: Sequence[Varied], points: Sequence[Floats], measure: str) -> TwoWay:
    refuse_contradictions(case)
    values, question = case.inputs.values, asked(measure)
    (first, second), (rows, columns) = inputs, points
    replaced = first.at(np.repeat(rows, len(columns))) | second.at(np.tile(columns, len(rows)))
    found = question.swept(values, replaced)[0].reshape(len(rows), len(columns))
    return TwoWay(
        measure,
        first.name,
        second.name,
        tuple(rows.tolist()),
        tuple(columns.tolist()),
        tuple(tuple(None if value != value else value for value in row) for row in found.tolist()),
        question.of(values),
        mode_of(case),
    )
