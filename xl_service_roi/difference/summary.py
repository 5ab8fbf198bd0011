"""A difference in the terminal, as a controller would want to read it."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import fill

import numpy as np
from rich.console import Console
from rich.table import Table as Printed
from rich.text import Text

from ..inputs import drivers
from ..labels import labels
from ..messages import shown as fit_to_show
from ..model import MODEL
from ..model.driver import FUTURES, Input
from ..numbers import number, two_figures
from ..summary import WIDTH_OF_A_FILE
from .cases import CaseDifference
from .movement import BOTH, COLUMNS_OF, Row, changed
from .results_file import Table
from .tables import DriverTotal, TableDifference, UnitDifference
from .told import (
    Contributed,
    headlines_of_case,
    headlines_of_tables,
    inputs_label,
    level,
    measure_label,
    step,
    told_of_case,
    told_of_tables,
    unit_of,
)
from .words import say

RESULTS = ("programme_npv", "service_value", "roi", "irr", "payback")
"""The results that are shown of every case, whatever is explained."""
VALUE_HEADS = {"programme_npv": "head_programme_value", "service_value": "head_service_value"}
MOST_UNITS = 15
MOST_LISTED = 10
MOST_INPUTS_OF_A_UNIT = 2
LONGEST_REASON = 300


def print_case(difference: CaseDifference, names: tuple[str, str], language: str) -> None:
    """Print the difference of two cases: headlines, results, inputs with their contributions, what to know."""
    page = _Page(language)
    page.title("title", names)
    page.bullets(headlines_of_case(difference, language))
    if difference.movement.contributions:
        page.block("block_results", _results(difference, page))
        inputs = difference.before.inputs, difference.after.inputs
        rows = _Inputs(page, difference.measures, difference.before.assumed, difference.after.assumed)
        for contribution in difference.movement.contributions:
            rows.add(contribution, inputs)
        rows.total({name: difference.total(name) for name in difference.measures})
        page.block("block_inputs", rows.printed)
        page.notes(_how_to_read(difference, page))
    page.warnings(told_of_case(difference, language))


class LargestUnits:
    """Keeps the workbooks that moved most, of any number that are told."""

    def __init__(self) -> None:
        self._kept: list[tuple[float, int, UnitDifference]] = []
        self.told = 0

    def unit(self, unit: UnitDifference) -> None:
        """Keep a workbook, if it is among those that moved most so far."""
        self.told += 1
        heapq.heappush(self._kept, (unit.size, -self.told, unit))
        if len(self._kept) > MOST_UNITS:
            heapq.heappop(self._kept)

    def __iter__(self) -> Iterator[UnitDifference]:
        return (unit for _, _, unit in sorted(self._kept, key=lambda kept: kept[:2], reverse=True))


def print_tables(difference: TableDifference, units: LargestUnits, names: tuple[str, str], language: str) -> None:
    """Print the difference of two tables: headlines, inputs and their contributions, the workbooks that moved most."""
    page = _Page(language)
    page.title("title_tables", names)
    page.bullets(headlines_of_tables(difference, language))
    if difference.drivers:
        rows = _Inputs(page, difference.summed, with_units=True)
        for contribution in difference.drivers:
            rows.add(contribution, contribution.inputs)
        if any(difference.unexplained.values()):
            rows.amounts(say(language, "unexplained"), difference.unexplained)
        rows.total({name: after - before for name, (before, after) in difference.totals.items()})
        page.block("block_inputs_summed", rows.printed)
        page.notes(_how_to_read_sums(difference, page))
    if units.told:
        page.block("block_units", _units(difference, units, page))
    _came_and_went(difference, page)
    page.warnings(told_of_tables(difference, language))


class _Page:
    """Where is printed, and in which words."""

    def __init__(self, language: str) -> None:
        self.language, self.words = language, labels(language)
        width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
        self.console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def title(self, key: str, names: tuple[str, str]) -> None:
        before, after = (fit_to_show(name, 120) for name in names)
        self.console.print(Text(self.say(key, before=before, after=after), style="bold"))

    def bullets(self, sentences: Iterable[str]) -> None:
        self.console.print()
        for sentence in sentences:
            self.console.print(Text(_filled(f"• {sentence}", self.console.width)))

    def block(self, key: str, printed: Printed) -> None:
        self.console.print()
        self.console.print(Text(self.say(key), style="bold"))
        self.console.print(printed)

    def notes(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self.console.print(Text(sentence, style="dim"))

    def warnings(self, told: list[str]) -> None:
        if told:
            self.console.print()
            self.console.print(Text(self.say("second_look"), style="bold"))
        for sentence in told:
            self.console.print(Text(f"! {sentence}", style="yellow"))

    def table(self, heads: Sequence[str], texts: int = 1) -> Printed:
        """Return a table: columns of text, which may take several lines, and then columns of figures."""
        printed = Printed(box=None, pad_edge=False, show_header=any(heads))
        for position, head in enumerate(heads):
            is_text = position < texts
            printed.add_column(head, justify="left" if is_text else "right", no_wrap=not is_text)
        return printed


def _filled(sentence: str, width: int) -> str:
    """Return a sentence in lines, each amount on one line with its currency."""
    no_break = "\N{NO-BREAK SPACE}"
    return fill(sentence.replace("€ ", f"€{no_break}"), width).replace(no_break, " ")


# --- two cases -------------------------------------------------------------------------------------------------------


def _results(difference: CaseDifference, page: _Page) -> Printed:
    printed = page.table(["", *map(page.say, ("head_before", "head_after", "head_movement"))])
    for measure in dict.fromkeys((*RESULTS, *difference.measures)):
        before, after = difference.values(measure)
        shown = ("–" if value is None else _value(value, measure, page.language) for value in (before, after))
        printed.add_row(measure_label(measure, page.language), *shown, _step(difference.total(measure), measure, page))
    return printed


def _value(value: float, measure: str, language: str) -> str:
    return number(value, language) if unit_of(measure) == "money" else level(value, measure, language)


def _step(value: float | None, measure: str, page: _Page) -> str:
    return "–" if value is None else step(value, measure, page.language)


def _how_to_read(difference: CaseDifference, page: _Page) -> Iterator[str]:
    contributions = difference.movement.contributions
    if len(contributions) > 1:
        key = "shapley" if difference.movement.exact else "shapley_sampled"
        count = number(len(contributions), page.language)
        yield page.say(key, count=count, errors=_errors(contributions, difference.measures, page))
    yield from _joined(contributions, page)
    totals = {name: difference.total(name) for name in difference.measures}
    if any(_rounding_shows(contributions, name, total) for name, total in totals.items()):
        yield page.say("rounded")


def _errors(contributions: Iterable[Contributed], measures: Iterable[str], page: _Page) -> str:
    """Return the largest standard error of each measure."""
    largest = {name: max((each.errors.get(name) or 0.0 for each in contributions), default=0.0) for name in measures}
    return ", ".join(
        page.say("error_of", amount=_step(error, name, page).lstrip("+"), measure=_head(name, page).replace("\n", " "))
        for name, error in largest.items()
    )


def _joined(contributions: Iterable[Contributed], page: _Page) -> Iterator[str]:
    names = sorted({name for each in contributions for name in each.requirements})
    if names:
        meanings = (page.words.meaning(MODEL.requirements[name]) for name in names)
        yield page.say("joined", requirements="; ".join(meanings))


def _rounding_shows(contributions: Iterable[Contributed], measure: str, total: float | None) -> bool:
    values = [each.values[measure] for each in contributions]
    if total is None or unit_of(measure) != "money" or None in values:
        return False
    return sum(round(value or 0.0) for value in values) != round(total)


# --- inputs and what they contributed --------------------------------------------------------------------------------


def _head(measure: str, page: _Page) -> str:
    """Return the name of a measure above a column; what stands in brackets goes on the next line."""
    if measure in VALUE_HEADS:
        return page.say(VALUE_HEADS[measure])
    return measure_label(measure, page.language).replace(" (", "\n(")


class _Inputs:
    """The table of inputs that changed: before, after, and what each contributed to the movement of each measure."""

    def __init__(
        self,
        page: _Page,
        measures: Sequence[str],
        assumed_before: frozenset[str] = frozenset(),
        assumed_after: frozenset[str] = frozenset(),
        with_units: bool = False,
    ) -> None:
        self.page, self.measures, self.with_units = page, measures, with_units
        self.assumed = assumed_before, assumed_after
        units = [page.say("head_units")] if with_units else []
        heads = [page.say("head_driver"), *units, page.say("head_before"), page.say("head_after")]
        self.printed = page.table([*heads, *(_head(measure, page) for measure in measures)])

    def add(self, contribution: Contributed, inputs: tuple[Row, Row] | None) -> None:
        """Add an input with what it contributed; inputs that share a contribution stand below it."""
        amounts = [_step(contribution.values[measure], measure, self.page) for measure in self.measures]
        if isinstance(contribution, DriverTotal):
            amounts.insert(0, number(contribution.units, self.page.language))
        if len(contribution.drivers) == 1:
            self._add_driver(contribution.drivers[0], inputs, "", amounts)
            return
        self._row(self.page.say("together"), "", "", amounts)
        for name in contribution.drivers:
            self._add_driver(name, inputs, "  ")

    def _add_driver(self, name: str, inputs: tuple[Row, Row] | None, indent: str, amounts: Sequence[str] = ()) -> None:
        driver = drivers()[name]
        label = indent + self._label(driver)
        if inputs is None:
            various = self.page.say("each_its_own")
            self._row(label, various, various, amounts)
            return
        parts = list(self._parts(driver, *inputs))
        if len(parts) > 1:
            self._row(label, "", "", amounts)
            for part, before, after in parts:
                self._row(f"{indent}  {part}", before, after)
            return
        for part, before, after in parts:
            label = self.page.say("one_of_futures", label=label, futures=part) if part else label
            self._row(label, before, after, amounts)

    def amounts(self, label: str, values: Mapping[str, float | None]) -> None:
        """Add amounts that belong to no input."""
        units = [""] if self.with_units else []
        self._row(label, "", "", [*units, *(_step(values[measure], measure, self.page) for measure in self.measures)])

    def total(self, values: Mapping[str, float | None]) -> None:
        """Add the last row."""
        self.printed.add_section()
        self.amounts(self.page.say("total"), values)

    def _row(self, label: str, before: str, after: str, amounts: Sequence[str] = ()) -> None:
        """Add a row; among tables the number of workbooks comes first among its amounts."""
        split = 1 if self.with_units else 0
        units = amounts[:split] or [""] * split
        self.printed.add_row(label, *units, before, after, *amounts[split:])

    def _label(self, driver: Input) -> str:
        """Return the label of an input, with its unit where its figures do not show it."""
        label = self.page.words.of(driver.name)
        if driver.is_share or driver.unit == "switch" or driver.unit.startswith("money"):
            return label
        return f"{label} ({self.page.words.unit(driver.unit)})"

    def _parts(self, driver: Input, before: Row, after: Row) -> Iterator[tuple[str, str, str]]:
        """Give each change of a driver: which futures or years it concerns (nothing: all of them), before and after."""
        own = list(COLUMNS_OF[driver.name])
        steps: dict[tuple[float, float], list[int]] = {}
        for position in np.flatnonzero(changed(before[own], after[own])).tolist():
            steps.setdefault((float(before[own[position]]), float(after[own[position]])), []).append(position)
        for (one, other), positions in steps.items():
            part = "" if len(positions) == len(own) else self._part(driver, positions)
            before_text, after_text = self._two_figures(one, other, driver)
            if driver.scope != "future" or 0 in positions:  # today's: plan and zero have no default of their own
                before_text = self._marked(before_text, driver, 0)
                after_text = self._marked(after_text, driver, 1)
            yield part, before_text, after_text

    def _marked(self, text: str, driver: Input, side: int) -> str:
        return self.page.say("assumed", value=text) if driver.name in self.assumed[side] else text

    def _part(self, driver: Input, positions: list[int]) -> str:
        if driver.scope == "future":
            names = [self.page.words.group("FUTURES", FUTURES[position]).lower() for position in positions]
            return names[0] if len(names) == 1 else self.page.say("warn_and", first=names[0], last=names[1])
        years = [position + 1 for position in positions]
        in_a_row = years == list(range(years[0], years[-1] + 1)) and len(years) > 1
        return self.page.say("years", years=f"{years[0]}–{years[-1]}" if in_a_row else ", ".join(map(str, years)))

    def _two_figures(self, before: float, after: float, driver: Input) -> tuple[str, str]:
        if driver.unit == "switch":
            words = self.page.say("switched_off"), self.page.say("switched_on")
            return words[int(before)], words[int(after)]
        return two_figures(before, after, driver.unit, self.page.language)


# --- two tables ------------------------------------------------------------------------------------------------------


def _how_to_read_sums(difference: TableDifference, page: _Page) -> Iterator[str]:
    yield page.say("shapley_summed")
    if difference.units_sampled:
        errors = _errors(difference.drivers, difference.summed, page)
        yield page.say("shapley_summed_sampled", units=number(difference.units_sampled, page.language), errors=errors)
    yield from _joined(difference.drivers, page)


def _units(difference: TableDifference, units: LargestUnits, page: _Page) -> Printed:
    shown = list(units)
    explained = max(BOTH, key=lambda name: sum(abs(unit.total(name) or 0.0) for unit in shown))
    mostly = [page.say("head_mostly", measure=_head(explained, page))] if difference.has_inputs else []
    heads = [page.say("head_unit"), *(_head(measure, page) for measure in difference.measures), *mostly]
    printed = page.table(heads)
    if mostly:
        printed.columns[-1].justify, printed.columns[-1].no_wrap = "left", False
    for unit in shown:
        amounts = (_step(unit.total(measure), measure, page) for measure in difference.measures)
        printed.add_row(_name(unit, difference.after), *amounts, *([_mostly(unit, explained, page)] if mostly else []))
    if units.told > len(shown):
        printed.add_row(page.say("and_more", count=number(units.told - len(shown), page.language)))
    return printed


def _name(unit: UnitDifference, table: Table) -> str:
    """Return the name of a workbook, or its path where others have the same name."""
    return fit_to_show(unit.unit if table.units.count(unit.unit) == 1 else unit.path)


def _mostly(unit: UnitDifference, measure: str, page: _Page) -> str:
    """Return what contributed most to the movement of a measure."""
    contributions = unit.movement.contributions if unit.movement else ()
    parts = [(inputs_label(each.drivers, page.language), each.values[measure] or 0.0) for each in contributions]
    parts.append((page.say("the_unexplained"), unit.unexplained[measure] or 0.0))
    largest = sorted((part for part in parts if part[1]), key=lambda part: abs(part[1]), reverse=True)
    return "; ".join(f"{label} {_step(value, measure, page)}" for label, value in largest[:MOST_INPUTS_OF_A_UNIT])


def _came_and_went(difference: TableDifference, page: _Page) -> None:
    before, after, pairing = difference.before, difference.after, difference.pairing
    newly = [row for _, row in difference.newly_refused]
    no_longer = [row for row, _ in difference.no_longer_refused]
    for key, table, rows in (
        ("block_newly_refused", after, newly),
        ("block_no_longer_refused", before, no_longer),
        ("block_added", after, pairing.added),
        ("block_removed", before, pairing.removed),
    ):
        if rows:
            page.block(key, _listed(table, rows, page))


def _listed(table: Table, rows: Sequence[int], page: _Page) -> Printed:
    """Return the paths of workbooks, and why they were refused."""
    printed = page.table(["", ""], texts=2)
    for row in rows[:MOST_LISTED]:
        printed.add_row(fit_to_show(table.paths[row]), fit_to_show(table.reasons[row] or "", LONGEST_REASON))
    if len(rows) > MOST_LISTED:
        printed.add_row(page.say("and_more", count=number(len(rows) - MOST_LISTED, page.language)))
    return printed
