"""The formulas of the template: every rule of the model as it reads in its cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ..engine.definition import asked_now, order_of_now
from ..engine.expr import (
    Driver,
    DriverToday,
    Expression,
    In,
    Line,
    Measure,
    Now,
    OverYears,
    Own,
    Prev,
    Requirement,
    ResultLine,
    Single,
    Year,
)
from ..engine.formula import excel_formula
from ..errors import ModelError
from ..inputs import LAST_YEAR
from ..labels import labels
from ..model import MODEL
from ..model.driver import Input
from ..spreadsheet.addresses import column_letters, format_address
from .layout import HEAD_ROW, LAST, VALUE, YEAR_0, Layout, column_of


class Formulas:
    """The formulas of a template in one layout, without their leading ``=``."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def driver_value(self, driver: Input, future: str) -> str:
        """Return the formula of a driver's own value in a future: empty plan and zero equal today's."""
        if future == "today":
            return f"IF(inputs_ready=1,{driver.name}_today,NA())"
        entered = f"{driver.name}_{future}"
        return f'IF({entered}="",{self.layout.cell("today", self.layout.future.rows[driver.name], VALUE)},{entered})'

    def driver_in_year(self, driver: Input, future: str, year: int) -> str | None:
        """Return the formula of a driver in a year; None in year 0 where its effect takes time."""
        row = self.layout.future.rows[driver.name]
        own = f"${column_letters(VALUE)}{row}"
        if driver.ramped and future != "today" and year == 0:
            return None
        if driver.ramped and future == "plan":
            effect = f"{column_letters(YEAR_0 + year)}${self.layout.future.rows['effect']}"
            return f"{driver.name}_today+({own}-{driver.name}_today)*{effect}"
        return own

    def in_row(self, name: str, future: str) -> dict[int, str]:
        """Return the formulas in the row of a driver, line or single on a future's sheet, by column."""
        own: str | None = None
        by_year: list[str | None] = []
        item = MODEL.items.get(name)
        if name == "effect":
            by_year = [None, *(self.effect(future, year) for year in range(1, LAST_YEAR + 1))]
        elif isinstance(item, Input):
            own = self.driver_value(item, future)
            by_year = [self.driver_in_year(item, future, year) for year in range(LAST_YEAR + 1)]
        elif isinstance(item, Line):
            own = self.line_now(item) if future == "today" and name in self._now else None
            by_year = [self.line(item, future, year) for year in range(LAST_YEAR + 1)]
        elif isinstance(item, Single) and future == "today":
            own = self.single(item)
        found = {VALUE: own} if own is not None else {}
        # A year whose formula is a mere 0 or 1 is written as a number.
        return found | {YEAR_0 + year: text for year, text in enumerate(by_year) if text not in (None, "0", "1")}

    @cached_property
    def _now(self) -> frozenset[str]:
        return lines_of_now()

    def effect(self, future: str, year: int) -> str:
        """Return the formula of the share of a future's effect that is reached in a year."""
        rule = next(item.effect for item in MODEL.futures if item.name == future)
        return _written(rule, FuturePlace(self.layout, future, year))

    def line(self, line: Line, future: str, year: int) -> str | None:
        """Return the formula of a line in a year of a future; None in year 0 where there is none."""
        rule = line.rule if year else line.year0
        return None if rule is None else _written(rule, FuturePlace(self.layout, future, year))

    def line_now(self, line: Line) -> str:
        """Return the formula of a line as it stands before the first year."""
        return _written(line.rule if line.now is None else line.now, NowPlace(self.layout))

    def single(self, single: Single) -> str:
        """Return the formula of a number that is reckoned once."""
        return _written(single.rule, NowPlace(self.layout))

    def result_line(self, line: ResultLine, year: int) -> str:
        """Return the formula of a line that compares the futures."""
        return _written(line.rule, ResultPlace(self.layout, year))

    def measure(self, measure: Measure | Requirement) -> str:
        """Return the formula of a measure where it exists, or of the excess of a requirement."""
        return _written(measure.rule, MeasurePlace(self.layout))

    def exists(self, measure: Measure) -> str | None:
        """Return the formula of the condition under which a measure exists; None: always."""
        return None if measure.exists is None else _written(measure.exists, MeasurePlace(self.layout))


@lru_cache(maxsize=2)
def formulas_in(language: str) -> Formulas:
    """Return the formulas of the template in a language."""
    return Formulas(Layout(labels(language)))


_written = lru_cache(maxsize=20_000)(excel_formula)
"""A template has somewhat more than 7,000 formulas, and those of many workbooks are the same."""


@cache
def lines_of_now() -> frozenset[str]:
    """Return the lines that have a value before the first year begins."""
    return frozenset(line.name for line in order_of_now(asked_now(MODEL.items.values())))


@dataclass(frozen=True)
class FuturePlace:
    """A cell of a line in one year of one future."""

    layout: Layout
    future: str
    year: int

    def refer(self, node: Expression) -> str:
        """Return the cell or name of what a line refers to."""
        rows = self.layout.future.rows
        if isinstance(node, Driver):
            if node.scope == "year":
                return f"INDEX({node.name},1,{self.header})"
            return self.same_year(rows[node.name]) if node.scope == "future" else node.name
        if isinstance(node, DriverToday):
            return f"{node.driver.name}_today"
        if isinstance(node, Line):
            return self.same_year(rows[node.name])
        if isinstance(node, Single):
            return node.name
        if isinstance(node, Now):
            return self.layout.cell("today", rows[node.target.name], VALUE)
        if isinstance(node, In):
            here = self.same_year(rows[node.target.name])
            return here if self.future == node.future else self.layout.on(node.future, here)
        if isinstance(node, Prev):
            if self.year == 1:
                return _operand(node.first, self)
            return FuturePlace(self.layout, self.future, self.year - 1).same_year(rows[node.target])
        if isinstance(node, Year):
            return self.header
        raise ModelError(f"a line cannot refer to {type(node).__name__}")

    def same_year(self, row: int) -> str:
        """Return the cell of another row in this column."""
        return format_address(row, YEAR_0 + self.year)

    @property
    def header(self) -> str:
        """The cell above this column that holds the number of the year."""
        return f"{column_letters(YEAR_0 + self.year)}${HEAD_ROW}"

    def over_years(self) -> FuturePlace:
        """A line knows no sums over years."""
        raise ModelError("a line cannot sum over years")

    def joined(self, terms: list[str]) -> str:
        """Return the arguments of a sum, neighbours below each other as a range."""
        return _joined(terms)


@dataclass(frozen=True)
class NowPlace(FuturePlace):
    """A cell of the present state, on the sheet of today, before the first year."""

    future: str = "today"
    year: int = VALUE - YEAR_0

    def refer(self, node: Expression) -> str:
        """Return the cell or name of what the present state refers to."""
        if isinstance(node, Now):
            return self.same_year(self.layout.future.rows[node.target.name])
        return super().refer(node)


@dataclass(frozen=True)
class ResultPlace:
    """A cell of a line that compares the futures."""

    layout: Layout
    year: int

    def refer(self, node: Expression) -> str:
        """Return the cell or name of what a comparing line refers to."""
        column = YEAR_0 + self.year
        if isinstance(node, In):
            return self.layout.on(node.future, format_address(self.layout.future.rows[node.target.name], column))
        if isinstance(node, ResultLine):
            return format_address(self.layout.results.rows[node.name], column)
        if isinstance(node, Prev):
            if self.year == 0:
                return _operand(node.first, self)
            return format_address(self.layout.results.rows[node.target], column - 1)
        if isinstance(node, Year):
            return f"{column_letters(column)}${self.layout.years_row}"
        return _single_value(node)

    def over_years(self) -> ResultPlace:
        """A line knows no sums over years."""
        raise ModelError("a line cannot sum over years")

    def joined(self, terms: list[str]) -> str:
        """Return the arguments of a sum, neighbours below each other as a range."""
        return _joined(terms)


@dataclass(frozen=True)
class MeasurePlace:
    """A cell of a measure: what has a value each year stands for the row of all its years."""

    layout: Layout

    def refer(self, node: Expression) -> str:
        """Return the cell, name or row of cells of what a measure refers to."""
        layout = self.layout
        if isinstance(node, In):
            return self._row(node.future, layout.future.rows[node.target.name])
        if isinstance(node, ResultLine):
            return self._row("", layout.results.rows[node.name])
        if isinstance(node, Year):
            return self._row("", layout.years_row)
        if isinstance(node, Measure):
            return format_address(layout.results.rows[node.name], column_of(node.name))
        if isinstance(node, Own):
            return layout.cell(node.future, layout.future.rows[node.target.name], VALUE)
        if isinstance(node, Now):
            return layout.cell("today", layout.future.rows[node.target.name], VALUE)
        if isinstance(node, OverYears):
            return self._end(node)
        return _single_value(node)

    def _row(self, sheet: str, row: int) -> str:
        first, last = (format_address(row, column, absolute=True) for column in (YEAR_0, LAST))
        return self.layout.on(sheet, f"{first}:{last}") if sheet else f"{first}:{last}"

    def _end(self, node: OverYears) -> str:
        column = YEAR_0 if node.function == "outset" else LAST
        series = node.series
        if isinstance(series, In):
            return self.layout.cell(series.future, self.layout.future.rows[series.target.name], column)
        if isinstance(series, ResultLine):
            return format_address(self.layout.results.rows[series.name], column)
        raise ModelError(f"{node.function} takes one line")

    def over_years(self) -> MeasurePlace:
        """What has a value each year is a row of cells already."""
        return self

    def joined(self, terms: list[str]) -> str:
        """Return the arguments of a sum, neighbours below each other as a range."""
        return _joined(terms)


def _single_value(node: Expression) -> str:
    if isinstance(node, Driver) and node.scope == "general":
        return node.name
    if isinstance(node, DriverToday):
        return f"{node.driver.name}_today"
    if isinstance(node, Single):
        return node.name
    raise ModelError(f"a result cannot refer to {type(node).__name__} {getattr(node, 'name', '')}")


def _operand(node: Expression, place: FuturePlace | ResultPlace) -> str:
    text = _written(node, place)
    return f"({text})" if node.parts else text


def _joined(cells: list[str]) -> str:
    """Return cells as arguments, those that stand below each other as a range: ``F5:F7,F9``."""
    parts: list[list[str]] = []
    for cell in cells:
        if parts and _below(parts[-1][-1], cell):
            parts[-1].append(cell)
        else:
            parts.append([cell])
    return ",".join(part[0] if len(part) == 1 else f"{part[0]}:{part[-1]}" for part in parts)


def _below(upper: str, lower: str) -> bool:
    letters = upper.rstrip("0123456789")
    return (
        letters.isalpha()
        and lower.rstrip("0123456789") == letters
        and int(lower[len(letters) :]) == int(upper[len(letters) :]) + 1
    )
