"""Where everything stands in the template: the only place that knows addresses.

Six sheets: inputs, one for each future, results and notes. On a future's sheet each driver and each line has a row and
each year a column; the results sheet has the measures in rows and the lines that compare the futures under the same
columns. Everything that a user fills in, and every result, has a defined name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..engine.definition import asked_now, order_of_now
from ..engine.expr import (
    Driver,
    DriverToday,
    Expression,
    In,
    Line,
    Measure,
    Named,
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
from ..inputs import LAST_YEAR, drivers
from ..labels import Labels
from ..model import MODEL
from ..model.cash_flow import MONEY_IN, MONEY_OUT
from ..model.driver import FUTURES, Input
from ..model.measures import CASH_LINES, HEADINGS
from .addresses import column_letters, format_address
from .names import lines_name, result_name

# Columns, counted from 1 as in addresses
LABEL, UNIT = 1, 2
INPUT_COLUMN = {"today": 3, "plan": 4, "zero": 5}
LOWEST, HIGHEST, SOURCE, STATUS, NOTE, INPUT_NAME, MEANING = 6, 7, 8, 9, 10, 13, 14
"""Of the inputs sheet; the note has three columns, so that the ten years of the ramp fit in front of the name."""
NAME, VALUE, YEAR_0 = 3, 4, 5
"""Of the other sheets: the technical name, the value that holds for all years, and year 0."""
SERVICE_VALUE = 5
"""Of the table by heading on the results sheet: what a line adds to the value of service."""
LAST = YEAR_0 + LAST_YEAR

TITLE_ROW, STATE_ROW, HEAD_ROW = 1, 2, 4
FIRST_ROW = HEAD_ROW + 1

ANSWERS = (
    "retention_value",
    "service_sales_value",
    "turnover_saving_half",
    "turnover_saving_one",
    "turnover_saving_two",
    "service_value",
)
PROGRAMME = (
    "programme_npv",
    "pv_plan",
    "pv_costs",
    "pv_benefits",
    "roi",
    "benefit_cost_ratio",
    "irr",
    "mirr",
    "payback",
    "discounted_payback",
    "profitability_index",
    "risk_adjusted_npv",
    "loss_if_nothing_changes",
    "turnover_saving",
    "programme_npv_without_residual",
)
SERVICE = ("pv_today", "pv_zero", "zero_first_loss_year", "zero_saving_gone_year", "service_value_without_residual")
CUSTOMERS = tuple(
    name + suffix
    for name in ("inflow", "outflow", "cost_per_customer_won", "cost_per_customer_kept", "service_share")
    for suffix in ("", "_today")
)
MEASURE_BLOCKS = {"answers": ANSWERS, "programme": PROGRAMME, "service": SERVICE, "customers": CUSTOMERS}
BLOCKS = ("calendar", "retention", "operations", "field", "service_sales", "turnover", "accounts")
"""The quantities of a future's sheet by the subject that they belong to; then come the money lines."""


class Block(NamedTuple):
    """A heading on a sheet and the rows below it."""

    key: str
    row: int
    names: tuple[str, ...]


@dataclass
class SheetRows:
    """The rows of one sheet: each name's row, and the blocks they stand in."""

    rows: dict[str, int] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    next_row: int = FIRST_ROW

    def add(self, key: str, names: Iterable[str], gap: int = 1) -> None:
        """Add a block with a heading row, after an empty row."""
        listed = tuple(names)
        self.blocks.append(Block(key, self.next_row, listed))
        for offset, name in enumerate(listed, start=1):
            self.rows[name] = self.next_row + offset
        self.next_row += len(listed) + 1 + gap


class Layout:
    """The addresses and formulas of a template in one language."""

    def __init__(self, words: Labels) -> None:
        self.words = words
        self.sheets = {key: words.say(f"sheet_{key}") for key in ("inputs", *FUTURES, "results", "notes")}

    # ------------------------------------------------------------------------------------------------- rows

    @cached_property
    def inputs(self) -> SheetRows:
        """The inputs sheet: essentials first, then the other drivers by section; the ramp at the end."""
        rows = SheetRows()
        rows.add("essential", (name for name, driver in drivers().items() if driver.essential))
        others = [d for d in drivers().values() if not d.essential and d.scope != "year"]
        for section in dict.fromkeys(driver.section for driver in others):
            rows.add(section, (driver.name for driver in others if driver.section == section))
        rows.add("ramp", ("ramp_plan",))
        return rows

    @cached_property
    def future(self) -> SheetRows:
        """A future's sheet: its drivers, then quantities by subject, money in, money out, cash and value."""
        rows = SheetRows()
        rows.add("effect", ("effect",))
        rows.add("drivers", (name for name, driver in drivers().items() if driver.scope == "future"))
        lines = [item for item in MODEL.items.values() if isinstance(item, Line | Single)]
        money = {item.name for item in (*MONEY_IN, *MONEY_OUT)}
        placed = set(money)
        for block in BLOCKS:
            names = [item.name for item in lines if item.name not in money and _subject(item) == block]
            rows.add(block, names)
            placed.update(names)
        rows.add("money_in", (line.name for line in MONEY_IN))
        rows.add("money_out", (line.name for line in MONEY_OUT))
        rows.add("cash", (item.name for item in lines if item.name not in placed))
        return rows

    @cached_property
    def results(self) -> SheetRows:
        """The results sheet: measures, the table by heading and line, the lines by year, the checks."""
        rows = SheetRows()
        for key, names in MEASURE_BLOCKS.items():
            rows.add(key, names)
        parts = []
        for heading in HEADINGS:
            parts.append(f"programme_heading_{heading}")
            parts += [f"programme_pv_{line.name}" for line in CASH_LINES if line.heading == heading]
        rows.add("by_heading", (*parts, "sum_of_headings"), gap=2)
        rows.add("by_year", MODEL.results)
        rows.add("requirements", MODEL.requirements)
        for name in parts:
            rows.rows[name.replace("programme_", "service_", 1)] = rows.rows[name]
        return rows

    @property
    def years_row(self) -> int:
        """The row of the results sheet that holds the number of the year above the lines by year."""
        return next(block.row for block in self.results.blocks if block.key == "by_year")

    # ------------------------------------------------------------------------------------------------ names

    def input_cell(self, name: str) -> str:
        """Return the cell of a value, ``Inputs!$C$7``; of ``ramp_plan`` the row of its ten cells."""
        driver, _, future = name.rpartition("_")
        if driver not in drivers() or future not in FUTURES:
            driver, future = name, "today"
        row = self.inputs.rows[driver]
        first = format_address(row, INPUT_COLUMN[future], absolute=True)
        if drivers()[driver].scope != "year":
            return self.on("inputs", first)
        return self.on("inputs", f"{first}:{format_address(row, INPUT_COLUMN[future] + LAST_YEAR - 1, absolute=True)}")

    def defined_names(self) -> dict[str, str]:
        """Return every defined name with the cells it points to."""
        names = {name: self.input_cell(name) for driver in drivers().values() for name in driver.names()}
        for name in MODEL.measures:
            if result_name(name):
                column = SERVICE_VALUE if name.startswith("service_heading_") else VALUE
                names[result_name(name)] = self.cell("results", self.results.rows[name], column)
        for single in MODEL.singles:
            names[single] = self.cell("today", self.future.rows[single], VALUE)
        for future in FUTURES:
            names[lines_name(future)] = self.block_of_lines(future)
        names["inputs_ready"] = self.cell("inputs", STATE_ROW, INPUT_COLUMN["today"])
        names["inputs_missing"] = self.cell("inputs", STATE_ROW, INPUT_COLUMN["plan"])
        names["inputs_wrong"] = self.cell("inputs", STATE_ROW, INPUT_COLUMN["zero"])
        names["case_message"] = self.cell("results", STATE_ROW, LABEL)
        return names

    def cell_of(self, item: Named, future: str, year: int) -> str:
        """Return the cell of a driver, line or measure: of a line in a year of a future, -1 for the present state."""
        if isinstance(item, Driver) and (item.scope != "future" or not future):
            return self.input_cell(item.name)
        if isinstance(item, Driver | Line):
            column = VALUE if year < 0 else YEAR_0 + year
            return self.cell(future, self.future.rows[item.name], column)
        if isinstance(item, Single):
            return self.cell("today", self.future.rows[item.name], VALUE)
        column = YEAR_0 + year if isinstance(item, ResultLine) else VALUE
        if item.name.startswith(("service_pv_", "service_heading_")):
            column = SERVICE_VALUE
        return self.cell("results", self.results.rows[item.name], column)

    def block_of_lines(self, future: str) -> str:
        """Return the cells of a future's sheet from the technical names to the last year."""
        first = format_address(FIRST_ROW, NAME, absolute=True)
        last = format_address(self.future.next_row - 2, LAST, absolute=True)
        return self.on(future, f"{first}:{last}")

    def on(self, sheet: str, address: str) -> str:
        """Return an address with its sheet."""
        title = self.sheets[sheet]
        quoted = title if title.isidentifier() and title.isascii() else "'" + title.replace("'", "''") + "'"
        return f"{quoted}!{address}"

    def cell(self, sheet: str, row: int, column: int) -> str:
        """Return the absolute address of a cell with its sheet."""
        return self.on(sheet, format_address(row, column, absolute=True))

    # --------------------------------------------------------------------------------------------- formulas

    def driver_value(self, driver: Input, future: str) -> str:
        """Return the formula of a driver's own value in a future: empty plan and zero equal today's."""
        if future == "today":
            return f"IF(inputs_ready=1,{driver.name}_today,NA())"
        entered = f"{driver.name}_{future}"
        return f'IF({entered}="",{self.cell("today", self.future.rows[driver.name], VALUE)},{entered})'

    def driver_in_year(self, driver: Input, future: str, year: int) -> str | None:
        """Return the formula of a driver in a year; None in year 0 where its effect takes time."""
        row = self.future.rows[driver.name]
        own = f"${column_letters(VALUE)}{row}"
        if driver.ramped and future != "today" and year == 0:
            return None
        if driver.ramped and future == "plan":
            effect = f"{column_letters(YEAR_0 + year)}${self.future.rows['effect']}"
            return f"{driver.name}_today+({own}-{driver.name}_today)*{effect}"
        return own

    def formulas(self, name: str, future: str) -> dict[int, str]:
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
        return excel_formula(rule, FuturePlace(self, future, year))

    def line(self, line: Line, future: str, year: int) -> str | None:
        """Return the formula of a line in a year of a future; None in year 0 where there is none."""
        rule = line.rule if year else line.year0
        return None if rule is None else excel_formula(rule, FuturePlace(self, future, year))

    def line_now(self, line: Line) -> str:
        """Return the formula of a line as it stands before the first year."""
        return excel_formula(line.rule if line.now is None else line.now, NowPlace(self))

    def single(self, single: Single) -> str:
        """Return the formula of a number that is reckoned once."""
        return excel_formula(single.rule, NowPlace(self))

    def result_line(self, line: ResultLine, year: int) -> str:
        """Return the formula of a line that compares the futures."""
        return excel_formula(line.rule, ResultPlace(self, year))

    def measure(self, measure: Measure | Requirement) -> str:
        """Return the formula of a measure where it exists, or of the excess of a requirement."""
        return excel_formula(measure.rule, MeasurePlace(self))

    def exists(self, measure: Measure) -> str | None:
        """Return the formula of the condition under which a measure exists; None: always."""
        return None if measure.exists is None else excel_formula(measure.exists, MeasurePlace(self))


def lines_of_now() -> frozenset[str]:
    """Return the lines that have a value before the first year begins."""
    return frozenset(line.name for line in order_of_now(asked_now(MODEL.items.values())))


def _subject(item: Line | Single) -> str:
    if isinstance(item, Line):
        return item.heading
    return "retention" if item.name == "base_churn" else "operations"


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
    """A cell of a measure; ``rows``: what has a value each year stands for all its years."""

    layout: Layout
    rows: bool = False

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
            column = SERVICE_VALUE if node.name.startswith(("service_pv_", "service_heading_")) else VALUE
            return format_address(layout.results.rows[node.name], column)
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
        """Return the place in which rows of years are written."""
        return MeasurePlace(self.layout, rows=True)

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
    text = excel_formula(node, place)
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
