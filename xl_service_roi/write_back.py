"""The results inside a workbook, renewed: what each formula of the model shows, as if a spreadsheet program had run it.

A workbook shows what was calculated when it was last saved; where a program only filled in its inputs, that is nothing
or something else. Python's figures go beside the formulas, which stay. What users add to a workbook is left alone. One
in which they typed over a formula of the model is refused: its next recalculation would show other figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import inf
from typing import Any

from .case import Result
from .check.audited import Audited
from .check.formulas import formula_problems, formulas_intact
from .engine.numeric import evaluate
from .errors import WorkbookError
from .inputs import LAST_YEAR, drivers, value_names
from .labels import LANGUAGES, Labels, labels
from .messages import shown as printable
from .model import MODEL, MODEL_VERSION
from .model.driver import FUTURES
from .model.measures import HEADINGS
from .spreadsheet.addresses import Address, format_address
from .spreadsheet.cell_xml import Shown
from .spreadsheet.cells import Workbook
from .spreadsheet.patch import Change, Patching
from .workbook.around import sheets_around, typed_on
from .workbook.cached import CachedValues, Untyped
from .workbook.model_cells import FutureCells, InputCells, ModelCells, ResultCells
from .workbook.read import Filled, global_names
from .workbook.read_before import read_before
from .workbook_analyses.shown import shown as analyses_shown
from .workbook_analyses.shown import statuses as range_statuses

ShownBySheet = dict[str, dict[Address, Shown]]
SUMS = ("programme", "service")
"""The two sums over the parts of a value; where one was typed over, whether all agrees is not known."""


def renewed(
    book: Workbook,
    filled: Filled,
    result: Result,
    *,
    results_only: bool = False,
    inputs: Mapping[str, Any] | None = None,
) -> bytes | None:
    """Return the workbook's file with its results renewed; None if it shows them already.

    ``filled`` is what was read from the workbook, ``result`` what it comes to. All that formulas of the model show is
    renewed; with ``results_only`` only the results that have a name. ``inputs`` are values by workbook name with which
    the result was worked out instead of those in the workbook: they are typed into their cells, and None empties one.

    Raises ``WorkbookError`` where the workbook's own formulas would not come to this result, since they wait for an
    input that has a default here or was read from text, or since one of them is gone; where cells of the model are not
    found; and for a workbook of another version of the model, or one that its maker sealed.
    """
    return _Renewal(book, filled, result, inputs or {}).file(results_only)


_REFERS = re.compile(r"[A-Za-z_](?![A-Za-z0-9_.]*\()")
"""A name or a cell in a formula; the names of functions have a bracket behind them."""


class _Renewal:
    """The renewal of one workbook."""

    def __init__(self, book: Workbook, filled: Filled, result: Result, replaced: Mapping[str, Any]) -> None:
        self.book, self.filled, self.result, self.replaced = book, filled, result, replaced
        self.values = result.case.inputs.values
        self.patching = Patching(book)
        self.cells = ModelCells(book, self.patching.view)

    def file(self, results_only: bool) -> bytes | None:
        """Return the file, or None if there is nothing to renew."""
        self._check()
        shown = self._results_with_a_name() if results_only else self._all_formulas()
        data = self.patching.patched(self._typed(), shown)
        return None if data is self.book.package.data else data

    # ------------------------------------------------------------------------------------------- typed by hand

    def _check(self) -> None:
        """Raise for a workbook whose own formulas would not come to this result."""
        if self.filled.version not in (MODEL_VERSION, ""):
            reason = f"it was made for model {printable(self.filled.version)}, this is model {MODEL_VERSION}"
            raise self._refused(reason, "bring it up to date with: service-roi upgrade")
        for problem in self.filled.unresolved.values():
            raise self._refused(problem.message, problem.remedy)
        for name, driver in value_names().items():
            stands = self._stands(name)
            if driver.scope == "year":
                years = [*(stands or ()), *[None] * LAST_YEAR][:LAST_YEAR]
                for year, value in enumerate(years):
                    if value is None or isinstance(value, str):
                        raise self._waits_for(name, year, value)
            elif isinstance(stands, str) or (stands is None and name == driver.names()[0]):
                raise self._waits_for(name, 0, stands)
        if self.replaced:
            self._check_formulas_of_inputs()
        self._check_formulas()

    def _check_formulas_of_inputs(self) -> None:
        """Raise for an input that stays, with a formula that may follow one that is replaced."""
        for name, reference in self.filled.references.items():
            if name in self.replaced:
                continue
            view = self.patching.view(reference.sheet)
            for address in reference.addresses():
                formula = view.formula(address)
                if formula and _REFERS.search(formula):
                    where = f"{printable(reference.sheet)}!{format_address(*address)} ({name})"
                    reason = f"{where} holds the formula {printable('=' + formula)}, which may follow what is replaced"
                    raise self._refused(reason, f"type its value, or replace {name} as well")

    def _stands(self, name: str) -> Any:
        """Return what stands in the cell of an input once the file is written."""
        if name not in self.replaced:
            return self.filled.given[name]
        return None if self.replaced[name] is None else self.values[name]

    def _waits_for(self, name: str, year: int, value: str | None) -> WorkbookError:
        reference = self.filled.references[name]
        cell = format_address(reference.first_row, reference.first_column + year)
        where = f"{printable(reference.sheet)}!{cell} ({name})"
        if value is None:
            return self._refused(f"{where} is empty, and its own formulas wait for it", "enter a value")
        reason = f"{where} holds the text {printable(value)!r}, which its own formulas cannot read"
        return self._refused(reason, "enter it as a number")

    def _check_formulas(self) -> None:
        """Raise where something else stands in the place of a formula: what builds on that comes to other figures."""
        book = Audited(self.book)
        found = [] if formulas_intact(book) else formula_problems(book)
        if found:
            first = replace(found[0], where=found[0].where.removeprefix(f"{book.file} · "), remedy="")
            more = f", and {len(found) - 1} more: service-roi check tells all" if len(found) > 1 else ""
            raise self._refused(f"{first}{more}", found[0].remedy or "fill in a new workbook (service-roi new)")

    def _refused(self, reason: str, remedy: str) -> WorkbookError:
        return self.book.package.refused(f"its results are not renewed: {reason}", remedy)

    def _check_bounds(self, cells: InputCells) -> None:
        """Raise for an input beyond the bounds beside it, which somebody may have typed over."""
        if cells.bounds is None:
            return
        view = self.patching.view(cells.sheet)
        lowest, highest = map(view.numbers_in_column, cells.bounds)
        for driver in drivers().values():
            names = driver.names()
            reference = self.filled.references[names[0]]
            if driver.scope == "year" or reference.sheet != cells.sheet:
                continue
            row = reference.first_row
            low, high = lowest.get(row, inf), highest.get(row, -inf)
            if (low, high) == (driver.at_least, driver.at_most):
                continue  # as in the template, and inputs beyond these are refused anyway
            for name in names:
                if not low <= self.values[name] <= high:
                    bounds = f"{printable(cells.sheet)}!{format_address(row, cells.bounds[0])}"
                    reason = f"the bounds from {bounds} on do not allow {name} = {self.values[name]:g}"
                    raise self._refused(reason, "restore them as in a new workbook (service-roi new)")

    def _typed(self) -> dict[str, dict[Address, Change]]:
        """Return what is typed into the cells of inputs."""
        typed: dict[str, dict[Address, Change]] = {}
        for name in self.replaced:
            value = self._stands(name)
            values = list(value) if isinstance(value, tuple) else [value]
            if self.filled.given[name] not in (value, values):
                reference = self.filled.references[name]
                typed.setdefault(reference.sheet, {}).update(zip(reference.addresses(), values, strict=True))
        return typed

    # ---------------------------------------------------------------------------------------- shown by formulas

    def _results_with_a_name(self) -> ShownBySheet:
        cached = CachedValues(self.result.case.inputs, self._words(), self.result.found)
        return {
            sheet: {cell: cached.measure(MODEL.measures[name]) for name, cell in cells.items()}
            for sheet, cells in self.cells.named_results().items()
        }

    def _all_formulas(self) -> ShownBySheet:
        all_years = self.result.case.horizon == LAST_YEAR
        found = self.result.found if all_years else evaluate(MODEL, self.values, LAST_YEAR)
        cached = CachedValues(self.result.case.inputs, self._words(), found)
        inputs, results = self.cells.inputs(), self.cells.results()
        self._check_bounds(inputs)
        shown = self._of_sheets_around(results, cached)
        shown.setdefault(results.sheet, {}).update(_of_results(results, cached))
        shown[inputs.sheet] = _of_inputs(inputs)
        for future in FUTURES:
            cells = self.cells.future(future)
            if cells.steps != results.steps:
                sheets = f"{printable(cells.sheet)!r} and {printable(results.sheet)!r}"
                reason = f"columns were inserted between the years, not in the same places of its sheets {sheets}"
                raise self._refused(reason, "remove them: formulas take these years together")
            shown[cells.sheet] = _of_future(cells, cached, future)
        for sheet, address, value in self._of_analyses(inputs, cached):
            shown.setdefault(sheet, {})[address] = value
        return shown

    def _of_sheets_around(self, results: ResultCells, cached: CachedValues) -> ShownBySheet:
        """Return what the formulas on the sheets around the model show, and the sentences and checks of the results."""
        from .workbook.dry_run import checks, placed, shown_on

        typed = typed_on(self.book)
        titles = sheets_around(self.book) | ({"results": results.sheet} if global_names(self.book, "headlines") else {})
        if "tasks" in typed:
            del titles["tasks"]  # all of its formulas tell of what the user typed on it
        found: ShownBySheet = {}
        for key, values in shown_on(titles, cached, read_before(self.book)).items():
            title = titles[key]
            if key == "results" and len(results.sums) < len(SUMS):
                values = {cell: value for cell, value in values.items() if cell not in checks(cached.words.language)}
            here = placed(values, self.patching.view(title).formula_cells)
            if here is None:
                reason = f"formulas of its sheet {printable(title)!r} no longer stand where the template has them"
                raise self._refused(reason, "renew the results only (--results-only), or start from a new workbook")
            is_known = {cell: key not in typed or not isinstance(value, Untyped) for cell, value in here.items()}
            found[title] = {cell: value for cell, value in here.items() if is_known[cell]}
        return found

    def _of_analyses(self, inputs: InputCells, cached: CachedValues) -> Iterator[tuple[str, Address, Shown]]:
        """Give what the formulas around ranges, scenarios and analyses show."""
        yield from analyses_shown(self.book, cached, cached.words)
        view = self.patching.view(inputs.sheet)
        yield from range_statuses(self.book, view, inputs.sheet, self.values, cached.words)

    def _words(self) -> Labels:
        """Return the words of the workbook's language: the one that its formulas speak."""
        formulas = "".join(map(self.cells.formula_of, ("case_message", "result_irr")))

        def spoken(language: str) -> int:
            words = labels(language)
            phrases = words.say("irr_not_found"), words.say("refused", why="\0").partition("\0")[0]
            return sum(phrase in formulas for phrase in phrases)

        return labels(max(LANGUAGES, key=spoken))


def _of_inputs(cells: InputCells) -> dict[Address, Shown]:
    """Return what the formulas of the inputs sheet show: that all is well."""
    ready = {name: float(name == "inputs_ready") for name in cells.state}
    return {
        **dict.fromkeys(cells.statuses, ""),
        **{cells.state[name]: value for name, value in ready.items()},
        **cells.messages,
    }


def _of_future(cells: FutureCells, cached: CachedValues, future: str) -> dict[Address, Shown]:
    """Return what the formulas on a future's sheet show."""
    values: list[Shown] = []
    for name, years in cells.lines:
        of_row = _by_year(cached, future, name)
        values += [of_row[year] for year in years]
    values += [cached.message] * len(cells.messages)
    return dict(zip((*cells.cells, *cells.messages), values, strict=True))


def _by_year(cached: CachedValues, future: str, name: str) -> list[Any]:
    """Return the values of a row by year, and at the end, where OWN finds it, the one in front of the years."""
    found = cached.found
    if name in found.lines[future]:
        return [*found.lines[future][name], found.present.get(name)]
    if name in found.drivers[future]:
        return [*found.drivers[future][name], cached.driver(name, future)]
    if name in found.singles:
        return [found.singles[name]]
    return [cached.effect(future, max(year, 1)) for year in range(LAST_YEAR + 1)]


def _of_results(cells: ResultCells, cached: CachedValues) -> dict[Address, Shown]:
    """Return what the formulas of the results sheet show."""
    found = cached.found
    shown: dict[Address, Shown] = {cell: cached.measure(MODEL.measures[name]) for name, cell in cells.measures.items()}
    for name, addresses in cells.by_year.items():
        shown.update(zip(addresses, found.results[name], strict=True))
    shown.update({cell: cached.excess(name) for name, cell in cells.excesses.items()})
    shown.update(dict.fromkeys(cells.broken, 0.0))
    for view, cell in cells.sums.items():
        shown[cell] = sum(float(found.measures[f"{view}_heading_{heading}"]) for heading in HEADINGS)
    shown.update(dict.fromkeys(cells.agreements, cached.words.say("headings_agree")))
    shown.update(dict.fromkeys(cells.messages, cached.message))
    return shown
