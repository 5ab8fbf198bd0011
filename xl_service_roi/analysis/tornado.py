"""Which inputs a measure hangs on most: each goes to the two ends of its range, all others stay as they are.

The ends are the 10th and 90th percentile of an input's range, or so many percent below and above its value. Bars are
sorted by how far they move the measure, and keep their signs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from ..case import Case
from ..errors import InputError, NoResult, Problem
from ..inputs import drivers
from .shapley import Floats
from .sweep import Values, Varied, asked, in_both_modes, mode_of, refuse_contradictions, varied, with_other_mode

LOW, HIGH = 0.1, 0.9
"""The percentiles of a range that a bar stands for."""

ELASTICITY = "acquisition_elasticity"
ELASTICITY_ENDS = (0.0, 1.0)
"""None, and proportional: always shown in hold mode, since few firms know theirs, and much may hang on it."""

Ends = tuple[float, float]


@dataclass(frozen=True)
class Bar:
    """What a measure is where one input is low, and where it is high; None where it does not exist.

    ``name``: of the value, ``reach_share_plan``, or of the driver where all its futures move together. ``span``: how
    far it moves the measure. ``clipped``: an end would be outside what the input may be, and stands at that bound.
    """

    name: str
    low: float
    high: float
    value_at_low: float | None
    value_at_high: float | None
    span: float
    clipped: bool = False


@dataclass(frozen=True)
class Tornado:
    """The bars of a measure, widest first, around what it is in the case.

    ``rule``: where the ends come from; ``percent``: how far, where that is the rule. ``other_mode``: the same in the
    other acquisition mode; None where the inputs cannot be used there.
    """

    measure: str
    base: float
    bars: tuple[Bar, ...]
    rule: str
    mode: str
    percent: float | None = None
    other_mode: Tornado | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return everything as it stands in JSON."""
        return with_other_mode(asdict(replace(self, other_mode=None)), self.other_mode)


def tornado(case: Case, measure: str = "programme_npv", percent: float | None = None) -> Tornado:
    """Return what each input does to a measure, in both acquisition modes.

    ``percent``: every input so many percent below and above its value; without it every input that has a range, at its
    10th and 90th percentile. Raises ``NoResult`` where the case has no such measure.
    """
    ends = ends_by_range(case) if percent is None else ends_by_percent(case.inputs.values, percent)
    rule = "P10 and P90 of each range" if percent is None else f"{percent:g} % below and above each value"
    found = partial(_tornado, measure=measure, ends=ends, rule=rule)
    own, other = in_both_modes(case, lambda each: replace(found(each), percent=percent))
    return replace(own, other_mode=other)


def ends_by_range(case: Case) -> dict[str, Ends]:
    """Return the low and high end of every input that has a range."""
    from .simulation.distributions import quantiles

    found = {}
    for name, uncertain in case.uncertainty.ranges.items():
        of = varied(name, case.inputs.values)
        shape = quantiles(uncertain, of.driver.at_least, of.driver.at_most)
        if shape is not None:
            low, high = shape(np.array([LOW, HIGH])).tolist()
            found[of.name] = (low, high)
    if not found:
        raise NoResult("no input of this case has a range: give some a low and a high, or ask for percents")
    return found


def ends_by_percent(values: Values, percent: float) -> dict[str, Ends]:
    """Return the value of every input less and plus so many percent; switches, the horizon and 0 do not move."""
    if not percent > 0:
        raise InputError([Problem("percent", f"{percent:g} % moves nothing", expected="above 0")])
    found = {}
    for name, driver in drivers().items():
        if driver.scope != "year" and not driver.whole:
            of = varied(name, values)
            now = of.now(values)
            more = abs(now) * percent / 100
            if more:
                found[of.name] = (now - more, now + more)
    return found


class _Move(NamedTuple):
    """An input and the two ends to which it goes; ``clipped``: its bounds hold one of them back."""

    of: Varied
    low: float
    high: float
    clipped: bool


def _tornado(case: Case, measure: str, ends: Mapping[str, Ends], rule: str) -> Tornado:
    refuse_contradictions(case)
    values, mode, question = case.inputs.values, mode_of(case), asked(measure)
    if mode == "hold":
        ends = {ELASTICITY: ELASTICITY_ENDS, **ends}
    moves = [_move(varied(name, values), *each) for name, each in ends.items()]
    base = question.of(values)
    found, _ = question.swept(values, _one_by_one(values, moves))
    bars = [
        _bar(move, base, at_low, at_high)
        for move, at_low, at_high in zip(moves, found[0::2].tolist(), found[1::2].tolist(), strict=True)
    ]
    return Tornado(measure, base, tuple(sorted(bars, key=lambda bar: -bar.span)), rule, mode)


def _move(of: Varied, low: float, high: float) -> _Move:
    inside = max(low, of.driver.at_least), min(high, of.driver.at_most)
    return _Move(of, *inside, clipped=inside != (low, high))


def _one_by_one(values: Values, moves: Sequence[_Move]) -> dict[str, Floats]:
    """Return the inputs of the scenarios: in each one input is low, or high, and all others are as they were."""
    found: dict[str, Floats] = {}
    for position, move in enumerate(moves):
        for name in move.of.values:
            column = found[name] = np.full(2 * len(moves), float(values[name]))
            column[2 * position : 2 * position + 2] = move.low, move.high
    return found


def _bar(move: _Move, base: float, at_low: float, at_high: float) -> Bar:
    low, high = (None if math.isnan(value) else value for value in (at_low, at_high))
    known = [value for value in (low, base, high) if value is not None]
    return Bar(move.of.name, move.low, move.high, low, high, max(known) - min(known), move.clipped)
