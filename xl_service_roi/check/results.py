"""Whether the results that a workbook shows are those of its inputs: others come from before a change."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..case import Result
from ..engine.units import shown as unit_shown
from ..errors import Problem
from ..model import MODEL
from ..workbook.cells import Cell
from ..workbook.defined_names import Reference
from ..workbook.names import result_name
from .audited import Audited, listed, value_shown

RELATIVE = 1e-6
"""Two spreadsheet programs agree far better, but not where they look for a root by trial."""
ROUNDING = 1e-12
"""Of the firm's present value: what is left where large amounts cancel."""
_RECALCULATE = "recalculate the workbook in Excel (F9) and save it"


def results(book: Audited) -> Iterator[tuple[str, Reference, Cell]]:
    """Give each measure that has a cell, with the cell."""
    for measure in MODEL.measures:
        name = result_name(measure)
        reference = book.points_to(name) if name else None
        if isinstance(reference, Reference):
            yield measure, reference, book.cell(reference.sheet, reference.first_row, reference.first_column)


def stored_errors(book: Audited) -> list[Problem]:
    """Return the results that show an error, the first with its cell; a sound workbook has none."""
    wrong = [(measure, place, cell) for measure, place, cell in results(book) if cell.kind == "error"]
    if not wrong:
        return []
    _, place, cell = wrong[0]
    message = f"{listed([result_name(measure) for measure, _, _ in wrong])} shows an error"
    remedy = "look for the first error on the sheets of the futures: a name, row or sheet that formulas need is gone"
    return [Problem(book.place_of(place), message, value_shown(cell), remedy=remedy, severity="warning")]


def stale_results(book: Audited, result: Result, as_given: bool) -> list[Problem]:
    """Return the stored results that are not those of the model.

    ``as_given``: every input was a number as the workbook's own formulas want it; otherwise they rightly show a message
    where we have a number.
    """
    formulas = [(measure, place, cell) for measure, place, cell in results(book) if cell.formula is not None]
    if formulas and all(cell.kind == "blank" for _, _, cell in formulas):
        message = "the results were never calculated"
        return [Problem(book.file, message, remedy="open the workbook in Excel and save it", severity="note")]
    wrong = [found for found in formulas if _differs(found[0], found[2], result, as_given)]
    if not wrong:
        return []
    measure, place, cell = wrong[0]
    others = f", and so do {listed([result_name(other) for other, _, _ in wrong[1:]])}" if wrong[1:] else ""
    message = f"{result_name(measure)}: the stored result differs from the model's{others}"
    expected = _expected(result, measure)
    remedy = f"{_RECALCULATE}; if it stays, a formula was changed"
    return [Problem(book.place_of(place), message, value_shown(cell), expected, remedy, "warning")]


def _expected(result: Result, measure: str) -> str:
    value = float(result.found.measures[measure])
    return f"none: {MODEL.measures[measure].why_not}" if math.isnan(value) else f"{value:.12g}"


def _differs(measure: str, cell: Cell, result: Result, as_given: bool) -> bool:
    value = float(result.found.measures[measure])
    if isinstance(cell.value, float):
        if math.isnan(value):
            return measure != "irr"  # a program may find one of several roots, or one that is not admissible
        money = unit_shown(MODEL.measures[measure].unit).startswith("money")
        rounding = ROUNDING * abs(float(result.found.measures["pv_today"])) if money else ROUNDING
        return abs(cell.value - value) > RELATIVE * max(abs(cell.value), abs(value)) + rounding
    if cell.kind in ("text", "blank"):
        return as_given and measure != "irr" and not math.isnan(value)
    return False
