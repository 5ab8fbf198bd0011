"""What an auditor asks of a filled workbook: does it show what its inputs come to, and what was changed in it?

Whatever is found is a warning, never a refusal: the inputs were read, and the model worked them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from ..case import Result
from ..check.audited import Audited, value_shown
from ..check.formulas import formulas_intact, overwritten_formulas
from ..check.names import names_beside, other_names
from ..check.results import (
    NEVER_CALCULATED,
    as_given,
    lost_results,
    never_calculated,
    remedy_for,
    results_agree,
    shown_otherwise,
    stored_results,
    value_of_model,
)
from ..errors import Problem, WorkbookError
from ..inputs import LAST_YEAR, drivers, value_names
from ..messages import did_you_mean, shown
from ..model import MODEL_VERSION
from ..model.driver import FUTURES
from ..spreadsheet.cells import Workbook
from ..text_numbers import TextNumberError, read_number
from ..workbook.names import MODEL_NAME, lines_name, result_name
from ..workbook.read import Filled, cells_of

LONGEST = 400
"""Characters in a column of the results; what is more is counted."""
MOST_NAMES = 100
"""Extra names that are listed one by one; a hostile file has a million."""
_NEAREST_SOUGHT_FOR = 5
"""Extra names that are held against ours, which takes longer than all the rest."""


class Finding(NamedTuple):
    """A row of the sheet of findings.

    ``kind``: the column of the results that it belongs to; ``place``: a cell with the name of what belongs there, or a
    defined name.
    """

    path: str
    kind: str
    place: str
    found: str
    expected: str
    remedy: str


@dataclass(frozen=True)
class Audit:
    """What was found: in few words by column of the results, and one by one."""

    stale_results: str
    overwritten_formulas: str
    changed_defaults: str
    extra_names: str
    findings: tuple[Finding, ...]

    @property
    def columns(self) -> dict[str, str]:
        """The columns of a row of results."""
        return {name: text for name, text in vars(self).items() if name != "findings"}


def audited(book: Workbook, filled: Filled, result: Result | None, *, formulas: bool = True) -> Audit:
    """Return what an auditor should know of a workbook whose inputs were read.

    ``result``: what its own inputs come to; None if other inputs were worked out, and nothing can be said of the
    results that it shows. Without ``formulas`` these are not looked at, which takes most of the time.
    """
    seen = Audited(book)
    notes = {
        "stale_results": _read_through(_stale_results(seen, filled, result)),
        "overwritten_formulas": _read_through(_overwritten_formulas(seen, filled)) if formulas else [],
        "changed_defaults": list(_changed_defaults(filled)),
        "extra_names": list(_extra_names(book)),
    }
    texts = {kind: _joined([note.text for note in found]) for kind, found in notes.items()}
    findings = (Finding(book.path, kind, *note[1:]) for kind, found in notes.items() for note in found)
    return Audit(**texts, findings=tuple(findings))


class _Note(NamedTuple):
    """A finding, and before it how it reads in a column of the results."""

    text: str
    place: str
    found: str
    expected: str
    remedy: str


def _not_checked(why: str, remedy: str, place: str = "", expected: str = "") -> _Note:
    return _Note(f"not checked: {why}", place, f"not checked: {why}", expected, remedy)


def _read_through(notes: Iterable[_Note]) -> list[_Note]:
    """Return what is found; that a part is damaged is a finding too, since the inputs do not stand in it."""
    try:
        return list(notes)
    except WorkbookError as error:
        return [_not_checked(error.reason, error.remedy)]


def _of_another_model(filled: Filled) -> list[_Note]:
    if filled.version in (MODEL_VERSION, ""):
        return []
    why, remedy = f"made for model {shown(filled.version)}", "bring it up to date with: service-roi upgrade"
    return [_not_checked(why, remedy, expected=f"model {MODEL_VERSION}")]


def _stale_results(book: Audited, filled: Filled, result: Result | None) -> Iterator[_Note]:
    """Results that are not the model's, or show an error."""
    if result is None or _of_another_model(filled):
        yield from _of_another_model(filled)
        return
    as_filled_in = as_given(filled.given)
    if results_agree(book, result, as_filled_in):
        return
    for name, problem in lost_results(book):
        yield _not_checked(problem.message, problem.remedy, name)
    stored = stored_results(book)
    if never_calculated(stored):
        yield _Note("never calculated", "", "never calculated", "", NEVER_CALCULATED)
        return
    for each in shown_otherwise(stored, result, as_filled_in):
        name, found = result_name(each.measure), value_shown(each.cell)
        expected = value_of_model(result, each.measure)
        place = f"{cells_of(each.place)} ({name})"
        yield _Note(f"{name} {_is(found)} (model {expected})", place, found, expected, remedy_for(each.cell))


def _overwritten_formulas(book: Audited, filled: Filled) -> Iterator[_Note]:
    """Cells of the model that hold no formula."""
    yield from _of_another_model(filled)
    if _of_another_model(filled):
        return
    for name in map(lines_name, FUTURES):
        block = book.points_to(name, None)
        if isinstance(block, Problem):
            yield _not_checked(block.message, block.remedy, name)
    for name, problem in () if formulas_intact(book) else overwritten_formulas(book):
        place = problem.where.removeprefix(f"{book.file} · ")
        if name:
            text = f"{place} {_is(problem.value)}"
            yield _Note(text, f"{place} ({name})", problem.value, "a formula", problem.remedy)
        else:
            found = problem.value or problem.message
            yield _Note(f"{place}: {problem.message}", place, found, problem.expected, problem.remedy)


class _Default(NamedTuple):
    value: float | tuple[float, ...]
    shown: str
    source: str
    is_share: bool


def _changed_defaults(filled: Filled) -> Iterator[_Note]:
    """Inputs that have a default and hold another value; plan and zero have none, as they equal today when empty."""
    remedy = "check where it comes from, or enter the default again"
    for name, default in _defaults().items():
        value = filled.given[name]
        number = None if value is None or value == default.value else _as_taken(value, default)
        found = default.shown if number is None else _figures(number)
        if found != default.shown:
            text = f"{name} = {found} (default {default.shown})"
            place = f"{_cells_of(filled.references[name])} ({name})"
            yield _Note(text, place, found, f"{default.shown} ({default.source})", remedy)


@cache
def _defaults() -> dict[str, _Default]:
    found = {}
    for driver in drivers().values():
        if driver.default is not None:
            source = f"source {driver.source}" if driver.source else "assumed"
            found[driver.names()[0]] = _Default(driver.default, _figures(driver.default), source, driver.is_share)
    return found


_cells_of = lru_cache(maxsize=1 << 12)(cells_of)
"""Most workbooks have their inputs in the same cells."""


def _as_taken(value: Any, default: _Default) -> float | tuple[float, ...] | None:
    """Return what was filled in as the model takes it; None where that is no number."""
    if not isinstance(value, list):
        return _number(value, default)
    years = [number for each in value if (number := _number(each, default)) is not None]
    return (*years, *years[-1:] * (LAST_YEAR - len(years))) if len(years) == len(value) else None


def _number(value: Any, default: _Default) -> float | None:
    try:
        return read_number(value, default.is_share) if isinstance(value, str) else float(value)
    except (TextNumberError, TypeError):
        return None


def _figures(value: float | tuple[float, ...]) -> str:
    return ", ".join(f"{each:.12g}" for each in value) if isinstance(value, tuple) else f"{value:.12g}"


def _extra_names(book: Workbook) -> Iterator[_Note]:
    """Names that are neither ours nor Excel's own."""
    ours = _our_names()
    extra = (
        name
        for key, found in book.names.items()
        for name in found
        if (key not in ours or name.sheet is not None) and not key.startswith("_xl")
    )
    for position, name in enumerate(islice(extra, MOST_NAMES)):
        near = _nearest(shown(name.name)) if position < _NEAREST_SOUGHT_FOR else ""
        place = (
            shown(name.name) if name.sheet is None else f"{shown(name.name)} (only for the sheet {shown(name.sheet)})"
        )
        remedy = "the calculation does not use it: delete it (Formulas, Name Manager) if nothing of yours does"
        yield _Note(f"{place}{near}", place, shown(name.text), near.removeprefix(", "), remedy)
    more = sum(1 for _ in extra)
    if more:
        yield _Note(f"{more:,} more", "", f"{more:,} more names", "", "look through them (Formulas, Name Manager)")


@cache
def _our_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in (*value_names(), *other_names(), *names_beside(), MODEL_NAME))


@lru_cache(maxsize=1 << 12)
def _nearest(name: str) -> str:
    """Return the names of ours that it may have been meant to be; a firm's workbooks mostly have the same ones."""
    return did_you_mean(name.casefold(), _our_names() - names_beside()).replace("; ", ", ", 1)


def _is(found: str) -> str:
    return f"= {found}" if found else "is empty"


def _joined(texts: list[str]) -> str:
    """Return what a cell of the results has room for, and how many more there are."""
    room, kept = LONGEST, 0
    for text in texts:
        room -= len(text) + 2
        if room < 0 and kept:
            break
        kept += 1
    more = [f"and {len(texts) - kept} more"] if kept < len(texts) else []
    return "; ".join([*texts[:kept], *more])
