"""Reads what was settled before the figures: the five answers, the review date and the officer of a workbook.

All of it is optional. What cannot be understood counts as left open, since nothing is calculated from it; workbooks of
former layouts have no cells for it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import cache
from typing import get_args

from ..errors import Problem
from ..labels import LANGUAGES, labels
from ..messages import shown
from ..spreadsheet.cells import BLANK, Cell, Workbook
from .before import Before, OfficerForm, Stance, Tick
from .named_cells import NamedCells
from .read import place
from .start_tables import CHECKLIST

_NAMES = {
    **{field: f"before_{field}" for field in ("goal", "term", "budget", "culture", "stance", "review_date")},
    "officer": "officer_form",
}
"""The name of the cell of each field."""
_CHECKLIST = "before_checklist"


def read_before(book: Workbook | str | os.PathLike[str]) -> Before:
    """Return what was settled before the figures, from an open workbook or a file.

    Raises ``WorkbookError`` for a file that is no workbook.
    """
    if isinstance(book, Workbook):
        return _read(book)
    with Workbook.open(book) as opened:
        return _read(opened)


def _read(book: Workbook) -> Before:
    named = NamedCells(book, (*_NAMES.values(), _CHECKLIST))

    def cell(field: str) -> Cell:
        return next((cell for row in named.rows(_NAMES[field]) for _, cell in row), BLANK)

    read = Before(
        goal=_text(cell("goal")),
        term=_amount(cell("term")),
        budget=_amount(cell("budget")),
        culture=_text(cell("culture")),
        stance=_stances().get(_word(cell("stance"))),
        review_date=_date(cell("review_date"), book),
        officer=_officers().get(_word(cell("officer"))),
        checklist=_ticked(named),
    )
    filled = [field for field in _NAMES if cell(field).kind != "blank" and str(cell(field).value).strip()]
    return replace(read, unclear=tuple(field for field in filled if getattr(read, field) is None))


def _ticked(named: NamedCells) -> dict[str, Tick]:
    """Return what was ticked; nothing where the list is not as long as ours."""
    words = [_word(cell) for row in named.rows(_CHECKLIST) for _, cell in row]
    points = zip(CHECKLIST, words, strict=True) if len(words) == len(CHECKLIST) else ()
    return {point: _ticks()[word] for point, word in points if word in _ticks()}


def unclear_answers(book: Workbook | str | os.PathLike[str]) -> list[Problem]:
    """Return what was filled in and cannot be understood, with what is expected."""
    if not isinstance(book, Workbook):
        with Workbook.open(book) as opened:
            return unclear_answers(opened)
    found, named = [], NamedCells(book, _NAMES.values())
    for field in _read(book).unclear:
        name = _NAMES[field]
        ((address, cell), *_), *_ = named.rows(name)
        where = place(book, named.references[name].sheet, address)
        message = f"{name} is not understood, and counts as left open"
        found.append(Problem(where, message, shown(str(cell.value)), _EXPECTED[field], severity="warning"))
    return found


_EXPECTED = {
    "goal": "a text",
    "term": "a number of years, 0 or more",
    "budget": "an amount of money a year, 0 or more",
    "culture": "a text",
    "stance": "one of the list in the cell",
    "review_date": "a date",
    "officer": "one of the list in the cell",
}


def _text(cell: Cell) -> str | None:
    return str(cell.value).strip() or None if cell.kind == "text" else None


def _amount(cell: Cell) -> float | None:
    """Return a number of 0 or more; text is none to the formulas of the workbook either."""
    return float(cell.value) if cell.kind == "number" and cell.value is not None and float(cell.value) >= 0 else None


def _date(cell: Cell, book: Workbook) -> date | None:
    moment = book.as_datetime(float(cell.value or 0.0)) if cell.kind == "date" else None
    return moment.date() if moment else None


def _word(cell: Cell) -> str:
    return str(cell.value).strip().casefold() if cell.kind == "text" else ""


@cache
def _stances() -> dict[str, Stance]:
    """Return the ways to see service by what they are called in any language."""
    said = (labels(language).say for language in LANGUAGES)
    return {say(f"before_stance_{stance}").casefold(): stance for say in said for stance in get_args(Stance)}


@cache
def _officers() -> dict[str, OfficerForm]:
    """Return the forms of the officer by what they are called in any language."""
    said = (labels(language).say for language in LANGUAGES)
    return {say(f"officer_form_{form}").casefold(): form for say in said for form in get_args(OfficerForm)}


@cache
def _ticks() -> dict[str, Tick]:
    """Return the answers to a point by what they are called in any language."""
    said = (labels(language).say for language in LANGUAGES)
    return {say(f"before_tick_{tick}").casefold(): tick for say in said for tick in get_args(Tick)}
