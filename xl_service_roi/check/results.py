"""Whether the results that a workbook shows are those of its inputs: others come from before a change."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from ..case import Result
from ..engine.units import shown as unit_shown
from ..errors import Problem
from ..inputs import LAST_YEAR, value_names
from ..model import MODEL
from ..spreadsheet.cells import Cell
from ..spreadsheet.defined_names import Reference
from ..workbook.names import result_name
from .audited import Audited, listed, value_shown
from .glance import formula_cells

RELATIVE = 1e-6
"""Two spreadsheet programs agree far better, but not where they look for a root by trial."""
ROUNDING = 1e-12
"""Of the firm's present value: what is left where large amounts cancel."""
NEVER_CALCULATED = "open the workbook in Excel and save it"
_STALE = "recalculate the workbook in Excel (F9) and save it; if it stays, a formula was changed"
_ERROR = "look for the first error on the sheets of the futures: a name, row or sheet that formulas need is gone"


class Stored(NamedTuple):
    """What a workbook shows as one of its results."""

    measure: str
    place: Reference
    cell: Cell


def stored_results(book: Audited) -> list[Stored]:
    """Return each measure that has a cell, with the cell."""
    places = _places(book)
    cells = book.cells_at(places.values())
    return [Stored(measure, place, cells[place]) for measure, place in places.items()]


def results_agree(book: Audited, result: Result, as_given: bool) -> bool:
    """Tell whether a glance proves that every result is there and is the model's."""
    places = _places(book)
    sheets = {place.sheet for place in places.values()}
    if len(places) < len(_names()) or len(sheets) > 1:
        return False
    cells = {measure: (place.first_row, place.first_column) for measure, place in places.items()}
    shown = formula_cells(frozenset(cells.values())).shown_in(book.part(*sheets))
    if shown is None:
        return False
    return not any(
        _stale(Stored(measure, place, shown[cells[measure]]), result, as_given) for measure, place in places.items()
    )


def _places(book: Audited) -> dict[str, Reference]:
    places = {measure: book.points_to(name) for measure, name in _names().items()}
    return {measure: place for measure, place in places.items() if isinstance(place, Reference)}


def lost_results(book: Audited) -> list[tuple[str, Problem]]:
    """Return the names of results that lead to no cell, and why."""
    found = ((name, book.points_to(name)) for name in _names().values())
    return [(name, problem) for name, problem in found if isinstance(problem, Problem)]


@cache
def _names() -> dict[str, str]:
    return {measure: name for measure in MODEL.measures if (name := result_name(measure))}


def as_given(given: Mapping[str, Any]) -> bool:
    """Tell whether every input is a number as the workbook's own formulas want it; plan and zero may be empty.

    Otherwise the workbook rightly shows a message where we have a number, read from text or taken from the defaults.
    """
    return all(
        isinstance(given[name], float) or _is_usable(given[name], may_be_empty)
        for name, may_be_empty in _may_be_empty().items()
    )


def _is_usable(value: Any, may_be_empty: bool) -> bool:
    if isinstance(value, list):
        return len(value) == LAST_YEAR and not any(isinstance(year, str) for year in value)
    return may_be_empty if value is None else not isinstance(value, str)


@cache
def _may_be_empty() -> dict[str, bool]:
    return {name: name != driver.names()[0] for name, driver in value_names().items()}


def never_calculated(results: Collection[Stored]) -> bool:
    """Tell whether no result has a value yet, as in a file that a program wrote."""
    formulas = [cell for _, _, cell in results if cell.formula is not None]
    return bool(formulas) and all(cell.kind == "blank" for cell in formulas)


def shown_otherwise(results: Iterable[Stored], result: Result, as_given: bool) -> list[Stored]:
    """Return the results that are formulas and show another value than the model's, or that show an error."""
    return [each for each in results if each.cell.kind == "error" or _stale(each, result, as_given)]


def remedy_for(cell: Cell) -> str:
    """Tell what to do about a result that is not the model's."""
    return _ERROR if cell.kind == "error" else _STALE


def stored_errors(book: Audited) -> list[Problem]:
    """Return the results that show an error, the first with its cell; a sound workbook has none."""
    wrong = [each for each in stored_results(book) if each.cell.kind == "error"]
    if not wrong:
        return []
    message = f"{listed([result_name(each.measure) for each in wrong])} shows an error"
    _, place, cell = wrong[0]
    return [Problem(book.place_of(place), message, value_shown(cell), remedy=_ERROR, severity="warning")]


def stale_results(book: Audited, result: Result, as_given: bool) -> list[Problem]:
    """Return the stored results that are not those of the model, the first with its cell."""
    results = stored_results(book)
    if never_calculated(results):
        message = "the results were never calculated"
        return [Problem(book.file, message, remedy=NEVER_CALCULATED, severity="note")]
    wrong = [each for each in results if _stale(each, result, as_given)]
    if not wrong:
        return []
    measure, place, cell = wrong[0]
    others = f", and so do {listed([result_name(each.measure) for each in wrong[1:]])}" if wrong[1:] else ""
    message = f"{result_name(measure)}: the stored result differs from the model's{others}"
    expected = value_of_model(result, measure)
    return [Problem(book.place_of(place), message, value_shown(cell), expected, _STALE, "warning")]


def value_of_model(result: Result, measure: str) -> str:
    """Return the model's value of a measure, or why there is none, as messages show it."""
    value = float(result.found.measures[measure])
    return f"none: {MODEL.measures[measure].why_not}" if math.isnan(value) else f"{value:.12g}"


def _stale(stored: Stored, result: Result, as_given: bool) -> bool:
    """Whether a formula shows a value that is not the model's; one that somebody typed is told as such."""
    measure, _, cell = stored
    if cell.formula is None:
        return False
    value = float(result.found.measures[measure])
    if isinstance(cell.value, float):
        if math.isnan(value):
            return measure != "irr"  # a program may find one of several roots, or one that is not admissible
        rounding = ROUNDING * abs(float(result.found.measures["pv_today"])) if measure in _in_money() else ROUNDING
        return abs(cell.value - value) > RELATIVE * max(abs(cell.value), abs(value)) + rounding
    if cell.kind in ("text", "blank"):
        return as_given and measure != "irr" and not math.isnan(value)
    return False


@cache
def _in_money() -> frozenset[str]:
    return frozenset(name for name, each in MODEL.measures.items() if unit_shown(each.unit).startswith("money"))
