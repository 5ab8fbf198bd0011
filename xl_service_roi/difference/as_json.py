"""A difference as JSON. That of two tables is written while workbooks are compared, as there may be very many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from ..inputs import drivers
from ..model import MODEL, MODEL_VERSION
from ..model.driver import FUTURES
from .cases import CaseDifference
from .movement import COLUMNS_OF, Contribution, Row
from .results_file import Table
from .tables import DriverTotal, TableDifference, UnitDifference
from .told import told_of_case, told_of_tables

Json = dict[str, Any]


def case_as_dict(difference: CaseDifference) -> Json:
    """Return the difference of two cases as it stands in JSON."""
    movement, measures = difference.movement, difference.measures
    inputs = difference.before.inputs, difference.after.inputs
    return {
        "model_version": MODEL_VERSION,
        "before": difference.before.result.measures,
        "after": difference.after.result.measures,
        **_shared_out([(each, inputs) for each in movement.contributions], measures),
        "total": {name: difference.total(name) for name in measures},
        "method": "exact" if movement.exact else "sampled",
        "warnings": told_of_case(difference, "en"),
    }


class TablesAsJson:
    """Writes the workbooks that changed, one by one, and then all the rest."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._before = '{"units": [\n'

    def unit(self, unit: UnitDifference) -> None:
        """Write a workbook that changed."""
        self._stream.write(self._before + _dumped(_unit_as_dict(unit)))
        self._before = ",\n"

    def rest(self, difference: TableDifference) -> None:
        """Write what is told of the tables as a whole."""
        start = self._before if self._before.startswith("{") else "\n"
        self._stream.write(f"{start}],\n" + _dumped(_tables_as_dict(difference)).removeprefix("{") + "\n")


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _unit_as_dict(unit: UnitDifference) -> Json:
    measures = tuple(unit.before)
    about: Json = {"path": unit.path, "unit": unit.unit, "before": unit.before, "after": unit.after}
    if unit.movement is not None:
        about |= _shared_out([(each, unit.inputs) for each in unit.movement.contributions], measures)
        about["method"] = "exact" if unit.movement.exact else "sampled"
    return {**about, "unexplained": unit.unexplained, "total": {name: unit.total(name) for name in measures}}


def _tables_as_dict(difference: TableDifference) -> Json:
    before, after, pairing = difference.before, difference.after, difference.pairing
    return {
        "model_version": MODEL_VERSION,
        "rows": {
            "compared": difference.compared,
            "changed": difference.changed,
            "matched_by_unit": pairing.by_unit,
            "refused_in_both": difference.refused_in_both,
            "added": [after.paths[row] for row in pairing.added],
            "removed": [before.paths[row] for row in pairing.removed],
            "newly_refused": _refused(after, [row for _, row in difference.newly_refused]),
            "no_longer_refused": _refused(before, [row for row, _ in difference.no_longer_refused]),
        },
        "before": {name: total for name, (total, _) in difference.totals.items()},
        "after": {name: total for name, (_, total) in difference.totals.items()},
        **_shared_out([(each, each.inputs) for each in difference.drivers], difference.summed),
        "unexplained": difference.unexplained,
        "total": {name: after - before for name, (before, after) in difference.totals.items()},
        "method": "sampled" if difference.units_sampled else "exact",
        "warnings": told_of_tables(difference, "en"),
    }


def _refused(table: Table, rows: Sequence[int]) -> list[Json]:
    return [{"path": table.paths[row], "reason": table.reasons[row]} for row in rows]


def _shared_out(
    contributions: Sequence[tuple[Contribution | DriverTotal, tuple[Row, Row] | None]], measures: Sequence[str]
) -> Json:
    """Return contributions by driver; those that several drivers share stand under ``together``."""
    found: Json = {}
    together: list[Json] = []
    for contribution, inputs in contributions:
        amounts: Json = {name: contribution.values[name] for name in measures}
        if isinstance(contribution, DriverTotal):
            amounts["units"] = contribution.units
        if contribution.errors:
            amounts["standard_error"] = {name: contribution.errors[name] for name in measures}
        if len(contribution.drivers) == 1:
            (name,) = contribution.drivers
            found[name] = {**_before_and_after(name, inputs), **amounts}
            continue
        because = [MODEL.requirements[name].text for name in contribution.requirements]
        together.append({"drivers": contribution.drivers, **amounts, "because": because})
        for name in contribution.drivers:
            found.setdefault(name, {**_before_and_after(name, inputs), **dict.fromkeys(measures)})
    return {"drivers": found, "together": together}


def _before_and_after(driver: str, inputs: tuple[Row, Row] | None) -> Json:
    before, after = (None, None) if inputs is None else (_value(driver, row) for row in inputs)
    return {"before": before, "after": after}


def _value(driver: str, row: Row) -> Any:
    """Return a driver's value as it stands in the JSON of a case."""
    values = [float(row[column]) for column in COLUMNS_OF[driver]]
    scope = drivers()[driver].scope
    return dict(zip(FUTURES, values, strict=True)) if scope == "future" else values if scope == "year" else values[0]
