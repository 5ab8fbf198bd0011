"""The results of Python beside those that the workbook shows, and what the workbook cannot show by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ..case import HORIZONS, REFUSED_THERE, Result
from ..check.results import ROUNDING
from ..engine.units import shown as unit_shown
from ..labels import Labels, labels
from ..model import MODEL
from ..model.measures import ANSWERS
from ..spreadsheet.cells import BLANK, Cell
from ..spreadsheet.defined_names import Reference
from ..workbook.names import result_name
from ..workbook.read import points_to
from ..workbook.sheets.formats import Formats
from .faults import Checked
from .pages import Page, Row, new_page
from .words import say

RESULT_HEADS = ("value", "unit", "sheet", "verdict", "name")
RELATIVE = 1e-9
BY_TRIAL = 1e-6
"""Relative, for the internal rate of return: a spreadsheet program looks for it by trial."""


@dataclass(frozen=True)
class Compared:
    """A result of Python, or why there is none, beside that of the sheet; ``verdict`` is a key of the words."""

    name: str
    label: str
    unit: str
    value: float | str
    on_sheet: float | str | bool | None
    verdict: str


def compare(checked: Checked, result: Result) -> list[Compared]:
    """Return every result that has a cell: the four answers first, the headings last."""
    words, book = labels(checked.language), checked.book
    places = {name: points_to(book, result_name(name)) for name in _in_order()}
    cell_at = book.reader(place for place in places.values() if isinstance(place, Reference))
    found = []
    for name, place in places.items():
        value = float(result.found.measures[name]) if _is_heading(name) else result.measures[name]
        cell = cell_at(place) if isinstance(place, Reference) else BLANK
        verdict = _verdict(name, cell, value, _scale(name, result)) if isinstance(place, Reference) else "no_cell"
        reason = words.why_not(name, result.why[name]) if value is None else ""
        shown = reason if value is None else float(value)
        unit = MODEL.measures[name].unit
        found.append(Compared(result_name(name), _label(name, words), unit, shown, cell.value, verdict))
    return found


def verdict_of(checked: Checked, compared: list[Compared]) -> str:
    """Return in a sentence whether the workbook shows what Python finds."""
    wrong = sum(each.verdict != "agrees" for each in compared)
    column = say(checked.language, "head_verdict")
    key = "some_differ" if wrong else "all_agree"
    return say(checked.language, key, wrong=wrong, count=len(compared), column=column)


def result_page(checked: Checked, result: Result, compared: list[Compared], sheet: str) -> Page:
    """Return both acquisition modes, other horizons, the break-even share, and every result beside the sheet's own."""
    language, words = checked.language, labels(checked.language)
    waiting = [say(language, "waiting", button=say(language, "button_check_inputs"))] if checked.faults else []
    page = new_page(checked.book, "python", sheet, verdict_of(checked, compared), *waiting)
    heads = ("head_programme_value", "", "head_service_value")
    page.table([words.say("modes_and_horizons"), *(words.say(head) if head else "" for head in heads)])
    for key, label in _sweeps(words):
        found = [result.measures[f"{name}_{key}"] for name in ("programme_npv", "service_value")]
        programme, service = (words.say("refused_there") if value is None else value for value in found)
        _row(page, "money", [label, programme, "", service])
    share = result.measures["break_even_realisation"]
    _row(page, "share", [words.of("break_even_realisation"), _no_break_even(result, words) if share is None else share])
    page.rows.append([])
    page.table(say(language, key) for key in ("every_result", *(f"head_{head}" for head in RESULT_HEADS)))
    for each in compared:
        verdict = say(language, each.verdict)
        _row(page, each.unit, [each.label, each.value, words.unit(each.unit), each.on_sheet, verdict, each.name])
    page.end_tables()
    return page


def _row(page: Page, unit: str, cells: Row) -> None:
    page.rows.append(cells)
    pattern = Formats.NUMBERS.get(unit_shown(unit), "#,##0.00")
    numbers = (column for column, cell in enumerate(cells, start=1) if isinstance(cell, float))
    page.patterns |= {(len(page.rows), column): pattern for column in numbers}


def _sweeps(words: Labels) -> Iterator[tuple[str, str]]:
    yield from (("grow", words.say("mode_grow")), ("hold", words.say("mode_hold")))
    for years in HORIZONS:
        yield f"horizon_{years}", words.say("over_one_year" if years == 1 else "over_years", years=years)


def _no_break_even(result: Result, words: Labels) -> str:
    if result.why["break_even_realisation"] == REFUSED_THERE:
        return words.say("refused_there")
    in_full = result.values_where(realisation_share=1.0)
    return words.say("headline_break_even_always" if in_full and in_full[0] >= 0 else "headline_break_even_never")


def _in_order() -> list[str]:
    named = [name for name in MODEL.measures if result_name(name)]
    headings = [name for name in named if _is_heading(name)]
    return [*ANSWERS, *(name for name in named if name not in ANSWERS and name not in headings), *headings]


def _is_heading(name: str) -> bool:
    return name.startswith(("programme_heading_", "service_heading_"))


def _label(name: str, words: Labels) -> str:
    if not _is_heading(name):
        return words.of(name)
    view, heading = name.split("_heading_")
    return f"{words.group('HEADINGS', heading)} ({words.say(f'head_{view}')})"


def _scale(name: str, result: Result) -> float:
    """Return the size of the amounts that a result is a difference of: where they cancel, only rounding is left."""
    money = unit_shown(MODEL.measures[name].unit).startswith("money")
    return abs(float(result.found.measures["pv_today"])) if money else 1.0


def _verdict(name: str, cell: Cell, value: float | None, scale: float) -> str:
    """Return whether a cell shows a value, or rightly words where there is none."""
    if isinstance(cell.value, float) and cell.kind == "number":
        if value is None:
            return "agrees" if name == "irr" else "differs"  # a program may find one of several roots
        relative = BY_TRIAL if name == "irr" else RELATIVE
        return "agrees" if math.isclose(cell.value, value, rel_tol=relative, abs_tol=ROUNDING * scale) else "differs"
    if cell.kind == "text":
        return "agrees" if value is None or name == "irr" else "shows_text"
    return {"error": "shows_error", "blank": "empty"}.get(cell.kind, "differs")
