"""The difference between two tables of results: which workbooks came, went or were refused, and why results moved.

Results are taken as the tables state them, and the model explains them from the inputs that stand beside them. Where
these do not come to what is stated, as with another version of the model, the rest of the movement is told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..analysis.shapley import MOST_COALITIONS, Floats
from ..engine.units import shown
from ..inputs import TOLERANCE
from ..model import MODEL
from .movement import BOTH, COLUMNS_OF, Contribution, Movement, Row, changed, explainable, moved, movements
from .results_file import Table

UNSEEN = 1e-6
"""Results that differ less are the same: it is far less than is ever shown of money or of a percentage."""
MOST_SCENARIOS = 1 << 20
"""Of all workbooks together: some five seconds."""
FEWEST_COALITIONS = 1 << 5
"""Of each workbook, however many there are: exact up to five drivers."""
_ROWS_AT_A_TIME = 512

ByMeasure = Mapping[str, float | None]


@dataclass(frozen=True)
class Pairing:
    """Rows of two tables that are about the same workbook; the last ``by_unit`` of them share only its name."""

    rows: list[tuple[int, int]]
    by_unit: int
    removed: list[int]
    added: list[int]


def paired(before: Table, after: Table) -> Pairing:
    """Match rows by path; those that are left by unit, where their tables have that unit only once."""
    rows_after = {path: row for row, path in enumerate(after.paths)}
    by_path = {row: rows_after[path] for row, path in enumerate(before.paths) if path in rows_after}
    taken = set(by_path.values())
    single_after = _single(after)
    by_unit = {
        row: single_after[unit]
        for unit, row in _single(before).items()
        if row not in by_path and unit in single_after and single_after[unit] not in taken
    }
    taken |= set(by_unit.values())
    removed = [row for row in range(len(before.paths)) if row not in by_path and row not in by_unit]
    added = [row for row in range(len(after.paths)) if row not in taken]
    return Pairing([*by_path.items(), *by_unit.items()], len(by_unit), removed, added)


def _single(table: Table) -> dict[str, int]:
    """Return the rows of the units that stand in a table once."""
    times = Counter(table.units)
    return {unit: row for row, unit in enumerate(table.units) if times[unit] == 1}


@dataclass(frozen=True)
class UnitDifference:
    """A workbook that changed: its measures before and after as the tables state them, and what drivers contributed.

    ``inputs``: its rows of inputs; None where the tables have none. ``movement``: None where they explain nothing.
    ``unexplained``: what is left of the movement of each measure, or all of it.
    """

    path: str
    unit: str
    before: ByMeasure
    after: ByMeasure
    inputs: tuple[Row, Row] | None
    movement: Movement | None
    unexplained: ByMeasure

    def total(self, measure: str) -> float | None:
        """Return by how much a measure moved."""
        return moved(self.before[measure], self.after[measure])

    @property
    def size(self) -> float:
        """The largest amount of money by which it moved: units are sorted by that."""
        return max(abs(self.total(name) or 0.0) for name in BOTH)


@dataclass
class DriverTotal:
    """What a driver (or several, joined) contributed to the sum over all units, with at most these standard errors.

    ``inputs``: its values before and after; None where they are not the same in all units in which it changed.
    """

    drivers: tuple[str, ...]
    measures: tuple[str, ...]
    units: int = 0
    inputs: tuple[Row, Row] | None = None
    requirements: tuple[str, ...] = ()
    values: dict[str, float | None] = field(init=False)
    errors: dict[str, float | None] = field(init=False)

    def __post_init__(self) -> None:
        self.values = dict.fromkeys(self.measures, 0.0)
        self.errors = {}

    def add(self, contribution: Contribution, inputs: tuple[Row, Row]) -> None:
        """Count one unit's contribution."""
        own = [column for name in self.drivers for column in COLUMNS_OF[name]]
        if not self.units:
            self.inputs = inputs
        elif self.inputs and any((self.inputs[side][own] != inputs[side][own]).any() for side in (0, 1)):
            self.inputs = None
        self.units += 1
        self.requirements = tuple(sorted({*self.requirements, *contribution.requirements}))
        for name in self.measures:
            self.values[name] = (self.values[name] or 0.0) + (contribution.values[name] or 0.0)
            if contribution.errors:  # all samples were drawn alike, so their errors may point the same way
                self.errors[name] = (self.errors.get(name) or 0.0) + (contribution.errors[name] or 0.0)

    @property
    def size(self) -> float:
        """The largest amount of money in it: drivers are sorted by that."""
        return max(abs(self.values[name] or 0.0) for name in BOTH)


@dataclass(frozen=True)
class TableDifference:
    """From one table of results to another.

    ``compared``: the rows of workbooks that have results in both; ``changed`` of them have other inputs or results.
    ``newly_refused`` and ``no_longer_refused``: rows. ``totals``: the sums over what is compared, before and after, of
    the ``summed`` measures; those of ``drivers`` and ``unexplained`` add up to their movement.
    """

    before: Table
    after: Table
    measures: tuple[str, ...]
    pairing: Pairing
    newly_refused: list[tuple[int, int]]
    no_longer_refused: list[tuple[int, int]]
    refused_in_both: int
    compared: int
    changed: int
    summed: tuple[str, ...]
    totals: Mapping[str, tuple[float, float]]
    drivers: list[DriverTotal]
    unexplained: Mapping[str, float]
    units_unexplained: int
    units_sampled: int

    @property
    def has_inputs(self) -> bool:
        """Tell whether both tables have the inputs that explain their results."""
        return self.before.inputs is not None and self.after.inputs is not None


def difference_of_tables(
    before: Table, after: Table, measures: tuple[str, ...], told: Callable[[UnitDifference], None]
) -> TableDifference:
    """Return the difference of two tables; each workbook that changed is ``told`` on the way, and not kept."""
    pairing = paired(before, after)
    by_refusal: dict[tuple[bool, bool], list[tuple[int, int]]] = {}
    for pair in pairing.rows:
        refused = before.reasons[pair[0]] is not None, after.reasons[pair[1]] is not None
        by_refusal.setdefault(refused, []).append(pair)
    walk = _Walk(before, after, measures, np.array(by_refusal.get((False, False), []), dtype=int).reshape(-1, 2))
    for unit in walk.units():
        told(unit)
    return TableDifference(
        before,
        after,
        measures,
        pairing,
        newly_refused=by_refusal.get((False, True), []),
        no_longer_refused=by_refusal.get((True, False), []),
        refused_in_both=len(by_refusal.get((True, True), [])),
        compared=len(walk.rows),
        changed=len(walk.changed),
        summed=walk.summed,
        totals=walk.totals(),
        drivers=sorted(walk.drivers.values(), key=lambda each: each.size, reverse=True),
        unexplained=walk.unexplained,
        units_unexplained=walk.units_unexplained,
        units_sampled=walk.units_sampled,
    )


class _Walk:
    """Goes through the workbooks that changed, some hundreds at a time, and adds up what their drivers contributed."""

    def __init__(self, before: Table, after: Table, measures: tuple[str, ...], rows: NDArray[np.intp]) -> None:
        self.before, self.after, self.measures, self.rows = before, after, measures, rows
        self.stated = before.measures[rows[:, 0]], after.measures[rows[:, 1]]
        self.changed = np.flatnonzero(self._results_moved() | self._inputs_changed())
        self.summed = tuple(name for name in measures if _adds_up(name))
        self.drivers: dict[tuple[str, ...], DriverTotal] = {}
        self.unexplained = dict.fromkeys(self.summed, 0.0)
        self.units_unexplained = self.units_sampled = 0

    def _results_moved(self) -> NDArray[np.bool_]:
        before, after = self.stated
        moves = ~np.isclose(before, after, rtol=TOLERANCE, atol=UNSEEN, equal_nan=True)
        return np.asarray(moves.any(axis=1))

    def _inputs_changed(self) -> NDArray[np.bool_]:
        parts = [changed(*inputs).any(axis=1) for _, inputs in self._inputs(np.arange(len(self.rows)))]
        return np.concatenate(parts) if parts else np.zeros(len(self.rows), dtype=bool)

    def _inputs(self, positions: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.intp], tuple[Row, Row]]]:
        """Give the inputs of workbooks before and after, some hundreds at a time; none where a table has none."""
        if self.before.inputs is None or self.after.inputs is None:
            return
        for start in range(0, len(positions), _ROWS_AT_A_TIME):
            part = positions[start : start + _ROWS_AT_A_TIME]
            rows, rows_after = self.rows[part].T
            yield part, (np.array(self.before.inputs[rows]), np.array(self.after.inputs[rows_after]))

    def units(self) -> Iterator[UnitDifference]:
        """Give each workbook that changed."""
        if self.before.inputs is None or self.after.inputs is None:
            yield from (self._unit(position, None, None) for position in self.changed.tolist())
            return
        each = MOST_SCENARIOS // max(1, len(self.changed))
        most = min(MOST_COALITIONS, max(FEWEST_COALITIONS, each))
        for part, inputs in self._inputs(self.changed):
            for position, own, movement in zip(
                part.tolist(), zip(*inputs, strict=True), movements(*inputs, self.measures, most), strict=True
            ):
                yield self._unit(position, own, movement)

    def _unit(self, position: int, inputs: tuple[Row, Row] | None, movement: Movement | None) -> UnitDifference:
        row = int(self.rows[position, 1])
        before, after = (self._by_measure(side[position]) for side in self.stated)
        unexplained = {name: _rest(before[name], after[name], name, movement) for name in self.measures}
        unit = UnitDifference(
            self.after.paths[row], self.after.units[row], before, after, inputs, movement, unexplained
        )
        if inputs is not None:
            self._add(unit, inputs)
        return unit

    def _by_measure(self, stated: Floats) -> ByMeasure:
        return {
            name: float(value) if np.isfinite(value) else None
            for name, value in zip(self.measures, stated, strict=True)
        }

    def _add(self, unit: UnitDifference, inputs: tuple[Row, Row]) -> None:
        for name in self.summed:
            self.unexplained[name] += unit.unexplained[name] or 0.0
        if unit.movement is None:
            self.units_unexplained += 1
            return
        self.units_sampled += not unit.movement.exact
        for each in unit.movement.contributions:
            total = self.drivers.setdefault(each.drivers, DriverTotal(each.drivers, self.summed))
            total.add(each, inputs)

    def totals(self) -> dict[str, tuple[float, float]]:
        """Return the sum of each measure over all workbooks that have it before and after."""
        sums = {}
        for name in self.summed:
            columns = np.stack([side[:, self.measures.index(name)] for side in self.stated])
            before, after = columns[:, np.isfinite(columns).all(axis=0)].sum(axis=1)
            sums[name] = float(before), float(after)
        return sums


def _adds_up(measure: str) -> bool:
    """Tell whether the sum of a measure over workbooks has a meaning: of money it has, of a return it has not."""
    return shown(MODEL.measures[explainable()[measure]].unit) in ("money", "customers")


def _rest(before: float | None, after: float | None, measure: str, movement: Movement | None) -> float | None:
    """Return what contributions leave of the movement of a measure; 0 where that is rounding."""
    total = moved(before, after)
    if total is None or movement is None or any(each.values[measure] is None for each in movement.contributions):
        return total
    rest = total - sum(each.values[measure] or 0.0 for each in movement.contributions)
    rounding = UNSEEN + TOLERANCE * max(abs(before or 0.0), abs(after or 0.0))
    return 0.0 if abs(rest) <= rounding else rest
