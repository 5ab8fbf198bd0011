"""Where the model stands in the template: the only place that knows the addresses of its cells.

On a future's sheet each driver and each line has a row and each year a column; the results sheet has the measures in
rows and the lines that compare the futures under the same columns. Everything that a user fills in, and every result,
has a defined name. What stands on the sheets around the model, the modules ``*_tables`` tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..engine.expr import (
    Driver,
    Line,
    Named,
    ResultLine,
    Single,
)
from ..headlines import CLAUSES, FACTS, FIGURES, WITHOUT_BREAK_EVEN
from ..inputs import LAST_YEAR, drivers
from ..labels import Labels
from ..model import MODEL
from ..model.cash_flow import MONEY_IN, MONEY_OUT
from ..model.driver import FUTURES
from ..model.measures import ANSWERS, CASH_LINES, HEADINGS
from ..spreadsheet.addresses import Address, format_address
from ..uncertainty import range_names
from .analysis_tables import PICTURED, repeated_state_name
from .named_tables import TABLES
from .names import INPUTS_RANGE, RANGES, lines_name, result_name

# Columns, counted from 1 as in addresses
LABEL, UNIT = 1, 2
SECTION, MEANING, INPUT_UNIT = 2, 3, 4
INPUT_COLUMN = {"today": 5, "plan": 6, "zero": 7}
EXAMPLE = 8
RANGE_COLUMN = {"low": 9, "high": 10, "distribution": 11}
SOURCE, STATUS, NOTE = 12, 13, 14
"""Of the inputs sheet, as far as it is printed; the ten years of the ramp reach from today to the note."""
LOWEST, HIGHEST, RANGE_SOURCE, RANGE_STATUS, INPUT_NAME = 15, 16, 17, 18, 19
"""Of the inputs sheet: what is needed now and then."""
NAME, VALUE, YEAR_0 = 3, 4, 5
"""Of the other sheets: the technical name, the value that holds for all years, and year 0."""
SECOND_VALUE = 5
"""Of the results sheet: what a line adds to the value of service, and of customers the plan beside today."""
LAST = YEAR_0 + LAST_YEAR

TITLE_ROW, STATE_ROW, HEAD_ROW = 1, 2, 4
FIRST_ROW = HEAD_ROW + 1

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
    f"{name}_today"
    for name in ("inflow", "cost_per_customer_won", "outflow", "cost_per_customer_kept", "service_share")
)
MEASURE_BLOCKS = {"answers": ANSWERS, "programme": PROGRAMME, "service": SERVICE, "customers": CUSTOMERS}
ESSENTIALS = {
    "firm": (*("customers", "revenue_per_customer", "gross_margin", "churn", "new_customers", "acquisition_cost"),),
    "problems": (
        *("problem_share", "contact_share", "reach_share", "satisfied_share", "mollified_share"),
        "contacts_per_customer",
    ),
    "staff": (
        *("front_salary", "back_salary", "service_overhead"),
        *("staff_turnover", "replacement_multiple", "training_per_fte"),
    ),
    "sales": ("offer_share", "offer_conversion", "sale_contribution"),
    "plan": ("officer_cost", "capital_outlay", "change_cost"),
    "calculation": ("horizon_years", "discount_rate", "hold_base"),
}
"""The required inputs in the order in which a manager thinks of them."""
HEADLINES_ROW, HEADLINES = 3, 9
"""Of the results sheet: the row of the first headline, and how many there may be."""
CHART_ROWS = 18
"""Of the results sheet: how many rows its charts take."""
FIRST_HEADLINES = ("headline_service", "headline_plan")
"""The names of the first headline about customer service as it is, and of the first about the plan."""
PIECE, WORDING = 2, 3
"""Of the workings sheet: a number or fact, and a text."""
LARGEST = 10
"""How many of the lines that add most to the programme's value are drawn one by one."""
BLOCKS = ("calendar", "retention", "operations", "field", "service_sales", "turnover", "accounts")
"""The quantities of a future's sheet by the subject that they belong to; then come the money lines."""


SHEETS = (
    *("start", "before", "inputs", "tasks", "results", "officer", "directors", "scenarios", "analyses"),
    *(*FUTURES, "notes", "workings"),
)
"""What the sheets are, in the order of their tabs; the last one is hidden."""


class Block(NamedTuple):
    """A heading on a sheet and the rows below it."""

    key: str
    row: int
    names: tuple[str, ...]

    @property
    def first(self) -> int:
        """The first row below the heading."""
        return self.row + 1

    @property
    def last(self) -> int:
        """The last row."""
        return self.row + len(self.names)

    def row_of(self, name: str) -> int:
        """Return the row of a name."""
        return self.first + self.names.index(name)


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
        self.sheets = {key: words.say(f"sheet_{key}") for key in SHEETS}

    # ------------------------------------------------------------------------------------------------- rows

    @cached_property
    def inputs(self) -> SheetRows:
        """The inputs sheet: essentials first, then the other drivers by section; the ramp at the end.

        No row stays empty: a filter would take it for the end.
        """
        rows = SheetRows()
        for subject, names in ESSENTIALS.items():
            rows.add(f"essential_{subject}", names, gap=0)
        others = [d for d in drivers().values() if not d.essential and d.scope != "year"]
        for section in dict.fromkeys(driver.section for driver in others):
            rows.add(section, (driver.name for driver in others if driver.section == section), gap=0)
        rows.add("ramp", ("ramp_plan",))
        return rows

    @cached_property
    def future(self) -> SheetRows:
        """A future's sheet: quantities by subject, money in, money out, cash and value, and below them its drivers."""
        rows = SheetRows()
        rows.add("effect", ("effect",))
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
        rows.add("drivers", (name for name, driver in drivers().items() if driver.scope == "future"))
        return rows

    @cached_property
    def results(self) -> SheetRows:
        """The results sheet: headlines, measures and charts, the table by heading, the lines by year, the checks."""
        rows = SheetRows(next_row=HEADLINES_ROW + HEADLINES)
        for key, names in MEASURE_BLOCKS.items():
            rows.add(key, names)
            if key == "answers":
                rows.add("charts", (), gap=CHART_ROWS)
                rows.add("pictured", PICTURED)
        parts = []
        for heading in HEADINGS:
            parts.append(f"programme_heading_{heading}")
            parts += [f"programme_pv_{line.name}" for line in CASH_LINES if line.heading == heading]
        rows.add("by_heading", (*parts, "sum_of_headings"), gap=2)
        rows.add("by_year", MODEL.results)
        rows.add("requirements", ("all_checks", *MODEL.requirements))
        rows.rows |= {name: rows.rows[owner] for name in MODEL.measures if (owner := row_of(name)) != name}
        return rows

    @cached_property
    def workings(self) -> Mapping[str, Block]:
        """The blocks of the workings sheet: the pieces of the headlines, and what charts are drawn from."""
        rows = SheetRows(next_row=HEAD_ROW)
        rows.add("first", FIRST_HEADLINES)
        rows.add("figures", FIGURES)
        rows.add("facts", ("nothing", *FACTS))
        rows.add("clauses", CLAUSES)
        rows.add("sentences", (told.key for told in WITHOUT_BREAK_EVEN))
        rows.add("contributions", (*(f"programme_pv_{line.name}" for line in CASH_LINES), "programme_heading_residual"))
        rows.add("steps", (*map(str, range(1, LARGEST + 1)), "rest", "total"))
        rows.add("customers", map(str, range(LAST_YEAR + 1)))
        return {block.key: block for block in rows.blocks}

    @property
    def ramp_row(self) -> int:
        """The heading row of the ramp on the inputs sheet: below it other things stand in the columns."""
        return next(block.row for block in self.inputs.blocks if block.key == "ramp")

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
        """Return every name of inputs and results, and of what formulas need, with the cells it points to."""
        names = {name: self.input_cell(name) for driver in drivers().values() for name in driver.names()}
        for name in MODEL.measures:
            if result_name(name):
                names[result_name(name)] = self.cell("results", self.results.rows[name], column_of(name))
        for single in MODEL.singles:
            names[single] = self.cell("today", self.future.rows[single], VALUE)
        for future in FUTURES:
            names[lines_name(future)] = self.block_of_lines(future)
        names[INPUTS_RANGE] = self.inputs_range()
        names["inputs_ready"] = self.cell("inputs", STATE_ROW, INPUT_COLUMN["today"])
        names["inputs_missing"] = self.cell("inputs", STATE_ROW, INPUT_COLUMN["plan"])
        names["inputs_wrong"] = self.cell("inputs", STATE_ROW, INPUT_COLUMN["zero"])
        names["case_message"] = self.cell("results", STATE_ROW, LABEL)
        return names

    def names_beside(self) -> dict[str, str]:
        """Return the names beside those of the model, with their cells: ranges of inputs, scenarios and analyses.

        Workbooks of former layouts have none of them, and do without.
        """
        rows = self.inputs.rows
        names = {
            name: self.cell("inputs", rows[driver], RANGE_COLUMN[name.removeprefix(f"{driver}_")])
            for name, driver in range_names().items()
        }
        first, last = rows[next(iter(rows))], self.ramp_row - 1
        names[RANGES] = self.area("inputs", (first, RANGE_COLUMN["low"]), (last, RANGE_COLUMN["distribution"]))
        names["headlines"] = self.area("results", (HEADLINES_ROW, LABEL), (HEADLINES_ROW + HEADLINES - 1, LABEL))
        names |= {name: self.cell("workings", self.workings["first"].row_of(name), WORDING) for name in FIRST_HEADLINES}
        names |= {repeated_state_name(key): self.cell("results", self.results.rows[key], UNIT) for key in PICTURED}
        for table in TABLES:
            end = table.row + table.rows - 1, table.column + table.columns - 1
            names[table.name] = self.area(table.sheet, (table.row, table.column), end)
        return names

    def area(self, sheet: str, first: Address, last: Address) -> str:
        """Return the absolute address of one cell or more, with their sheet."""
        cells = [format_address(*address, absolute=True) for address in dict.fromkeys((first, last))]
        return self.on(sheet, ":".join(cells))

    def cell_of(self, item: Named, future: str, year: int) -> str:
        """Return the cell of a driver, line or measure: of a line in a year of a future, -1 for the present state."""
        if isinstance(item, Driver) and (item.scope != "future" or not future):
            return self.input_cell(item.name)
        if isinstance(item, Driver | Line):
            column = VALUE if year < 0 else YEAR_0 + year
            return self.cell(future, self.future.rows[item.name], column)
        if isinstance(item, Single):
            return self.cell("today", self.future.rows[item.name], VALUE)
        column = YEAR_0 + year if isinstance(item, ResultLine) else column_of(item.name)
        return self.cell("results", self.results.rows[item.name], column)

    def in_year(self, name: str, future: str, year: str) -> str:
        """Return the formula of a driver's or line's value in the year that a cell or name tells.

        It is sought by the heading of its column, so that columns may be inserted between the years.
        """
        heads, values = (self.area(future, (row, YEAR_0), (row, LAST)) for row in (HEAD_ROW, self.future.rows[name]))
        return f"SUMIF({heads},{year},{values})"

    def inputs_range(self) -> str:
        """Return the inputs with their heading row, the ramp and the ranges, as a worksheet function takes them."""
        return self.area("inputs", (HEAD_ROW, LABEL), (self.inputs.next_row - 2, NOTE))

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


def row_of(measure: str) -> str:
    """Return the measure in whose row one stands: that of today or of the programme, or its own."""
    if measure.startswith(("service_pv_", "service_heading_")):
        return measure.replace("service_", "programme_", 1)
    return f"{measure}_today" if f"{measure}_today" in CUSTOMERS else measure


def column_of(measure: str) -> int:
    """Return the column of a measure on the results sheet."""
    return VALUE if row_of(measure) == measure else SECOND_VALUE


def _subject(item: Line | Single) -> str:
    if isinstance(item, Line):
        return item.heading
    return "retention" if item.name == "base_churn" else "operations"
