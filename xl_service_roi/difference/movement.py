"""How measures moved from one set of inputs to another, and what each driver that changed contributed.

The drivers that changed are the players of a game: a coalition of them has their values of after, all other drivers
have those of before, and the model says what that is worth. Shapley values share out the movement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..analysis.shapley import MOST_COALITIONS, Bools, Floats, Game, Shapley
from ..batch.columns import INPUTS, inputs_in_columns
from ..contradictions import broken_in
from ..engine.numeric import evaluate_scenarios
from ..errors import NoResult
from ..inputs import LAST_YEAR, drivers, value_names
from ..model import MODEL
from ..workbook.names import result_name

BOTH = ("programme_npv", "service_value")
"""The measures that are always explained."""

ROUNDING = 1e-12
"""Values that differ relatively by no more are the same: a file may hold 15 digits."""

_SCENARIOS_AT_A_TIME = 1 << 15
"""Some 100 MB, where every input differs from scenario to scenario."""


@cache
def explainable() -> dict[str, str]:
    """Return the measures that are worked out in one run of the model, with their names in it."""
    names = {result_name(name).removeprefix("result_"): name for name in MODEL.measures}
    return {public: name for public, name in names.items() if public}


@dataclass(frozen=True)
class Contribution:
    """What a driver contributed to the movement of each measure; None where a measure cannot be shared out.

    Several drivers share one contribution where a case with only a part of their changes would break one of the
    ``requirements``. ``errors``: the standard error of each measure; empty where the contribution is exact.
    """

    drivers: tuple[str, ...]
    values: Mapping[str, float | None]
    errors: Mapping[str, float | None]
    requirements: tuple[str, ...] = ()

    @property
    def size(self) -> float:
        """The largest amount of money in it: contributions are sorted by that."""
        return max(abs(self.values[name] or 0.0) for name in BOTH)


@dataclass(frozen=True)
class Movement:
    """Each measure before and after (None: there is none), and what the changed drivers contributed, largest first."""

    before: Mapping[str, float | None]
    after: Mapping[str, float | None]
    contributions: tuple[Contribution, ...]
    exact: bool


def moved(before: float | None, after: float | None) -> float | None:
    """Return by how much a measure moved; None where it does not exist before or after."""
    return None if before is None or after is None else after - before


# --- inputs as rows --------------------------------------------------------------------------------------------------


Row = Floats
"""The inputs of a case as numbers, in the order of ``COLUMNS``."""

COLUMNS = tuple(column.removeprefix("input_") for column in INPUTS)
"""Their names; ``ramp_plan`` has a column a year."""

_OF_VALUE = {
    name: (name,) if name in COLUMNS else tuple(f"{name}_{year}" for year in range(1, LAST_YEAR + 1))
    for name in value_names()
}
COLUMNS_OF = {
    name: tuple(COLUMNS.index(column) for value_name in driver.names() for column in _OF_VALUE[value_name])
    for name, driver in drivers().items()
}
"""Where the values of each driver stand in a row."""
_DRIVER_OF = {column: name for name, own in COLUMNS_OF.items() for column in own}


def row_of(values: Mapping[str, Any]) -> Row:
    """Return the inputs of a case as a row."""
    given = inputs_in_columns(values)
    return np.array([given[column] for column in INPUTS], dtype=float)


def changed(before: Floats, after: Floats) -> Bools:
    """Return which values differ; one that is missing (NaN) differs from any."""
    return ~np.isclose(before, after, rtol=ROUNDING, atol=0.0)


# --- many movements at once ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Played:
    """The game of a row: its drivers that changed, and the columns in which each did."""

    row: int
    columns: Mapping[str, list[int]]
    game: Game


def movements(
    before: Floats, after: Floats, measures: Sequence[str] = BOTH, most: int = MOST_COALITIONS
) -> list[Movement | None]:
    """Return how the measures moved from each row of inputs to the other.

    None where an input is missing (NaN), or one of the two sides breaks a requirement of the model. Of a row in which
    more than log2(``most``) drivers changed, contributions are sampled.
    """
    found: list[Movement | None] = [None] * len(before)
    complete = np.flatnonzero(np.isfinite(before).all(axis=1) & np.isfinite(after).all(axis=1)).tolist()
    is_changed = changed(before, after)
    waiting = [_played(row, is_changed[row], most) for row in complete]
    while waiting:
        block = _block(waiting)
        del waiting[: len(block)]
        for played, values, broken in _valued(block, before, after, measures):
            try:
                shared = played.game.told(values, broken)
            except NoResult:
                continue
            if shared is None:
                waiting.append(played)
            else:
                found[played.row] = _movement(list(played.columns), measures, values, shared)
    return found


def _played(row: int, is_changed: Bools, most: int) -> _Played:
    players: dict[str, list[int]] = {}
    for column in np.flatnonzero(is_changed).tolist():
        players.setdefault(_DRIVER_OF[column], []).append(column)
    return _Played(row, players, Game(len(players), most=most))


def _block(waiting: Sequence[_Played]) -> list[_Played]:
    """Return the first games that are valued together, as many as memory allows."""
    fit = np.cumsum([len(played.game.coalitions) for played in waiting]) <= _SCENARIOS_AT_A_TIME
    return list(waiting[: max(1, int(fit.sum()))])


def _valued(
    block: Sequence[_Played], before: Floats, after: Floats, measures: Sequence[str]
) -> Iterator[tuple[_Played, Floats, Bools]]:
    """Give the coalitions' measures of each game, and which requirements they break, from one run of the model."""
    ends = np.cumsum([0, *(len(played.game.coalitions) for played in block)])
    inputs = _scenarios(block, ends, before, after)
    names = [explainable()[measure] for measure in measures]
    found = evaluate_scenarios(MODEL, inputs, int(np.max(inputs["horizon_years"])), names)
    values = np.stack([np.broadcast_to(found.measures[name], ends[-1]) for name in names], axis=1)
    broken = np.broadcast_to(broken_in(found), (ends[-1], len(MODEL.requirements)))
    for played, (start, end) in zip(block, pairwise(ends), strict=True):
        yield played, values[start:end], broken[start:end]


def _scenarios(block: Sequence[_Played], ends: NDArray[np.intp], before: Floats, after: Floats) -> dict[str, Any]:
    """Return the inputs of all coalitions, one game after the other; what is the same in all stays a float."""
    rows = [played.row for played in block]
    first = before[rows[0]]
    differs = ((before[rows] != first) | (after[rows] != first)).any(axis=0)
    row_of_scenario = np.repeat(rows, np.diff(ends))
    columns: dict[str, Any] = {
        name: before[row_of_scenario, column] if differs[column] else float(first[column])
        for column, name in enumerate(COLUMNS)
    }
    for played, (start, end) in zip(block, pairwise(ends), strict=True):
        for player, own in enumerate(played.columns.values()):
            takes_part = played.game.coalitions[:, player]
            for column in own:
                columns[COLUMNS[column]][start:end][takes_part] = after[played.row, column]
    return {
        name: columns[name] if own == (name,) else [columns[column] for column in own]
        for name, own in _OF_VALUE.items()
    }


def _movement(changed_drivers: list[str], measures: Sequence[str], values: Floats, shared: Shapley) -> Movement:
    def by_measure(row: Floats) -> dict[str, float | None]:
        return {name: float(value) if np.isfinite(value) else None for name, value in zip(measures, row, strict=True)}

    requirements = list(MODEL.requirements)
    contributions = [
        Contribution(
            tuple(changed_drivers[player] for player in group.players),
            by_measure(shared.contributions[position]),
            {} if shared.standard_error is None else by_measure(shared.standard_error[position]),
            tuple(requirements[rule] for rule in sorted(group.rules)),
        )
        for position, group in enumerate(shared.groups)
    ]
    contributions.sort(key=lambda each: each.size, reverse=True)
    return Movement(by_measure(values[0]), by_measure(values[-1]), tuple(contributions), shared.standard_error is None)
