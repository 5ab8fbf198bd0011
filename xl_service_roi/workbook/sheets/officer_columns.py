"""Two columns on the officer sheet: what the cost centre of service shows, and what service brings in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from ...engine.expr import Line
from ...model.cash_flow import tax
from ...model.measures import CASH_LINES
from ...officer import BROUGHT_IN, COST_CENTRE, Columns, first_year, two_columns
from ...spreadsheet.addresses import format_address
from ..officer_tables import BESIDE, COLUMNS, COLUMNS_HEAD, LABEL, LAST_COLUMN, SECOND, SECOND_LABEL, SUMS
from .figures_sheet import AMOUNT, SUM, FiguresSheet
from .sheet import Context
from .told import Branch, Teller, first_that_holds


class CostAndValue(FiguresSheet):
    """Customer service as it is against none at all, line by line."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "officer")

    def write(self) -> None:
        """Write this part of the sheet."""
        say = self.words.say
        self.block(COLUMNS, say("officer_block_columns"), LAST_COLUMN)
        self.text(COLUMNS + 1, LABEL, say("officer_columns_note"), self.formats.faint)
        self._in_one_sentence(COLUMNS + 2)
        left = self.formats.of(bold=True, bottom=1, valign="bottom")
        for column in range(LABEL, SECOND + 2):
            self.text(COLUMNS_HEAD, column, "", left)
        for column, key in ((LABEL, "officer_cost_centre"), (SECOND_LABEL, "officer_brought_in")):
            self.text(COLUMNS_HEAD, column, say(key), left)
        for column in (BESIDE, SECOND):
            self.text(COLUMNS_HEAD, column, say("officer_year_1"), self.formats.head)
            self.text(COLUMNS_HEAD, column + 1, say("officer_horizon"), self.formats.head)
        self.sheet.set_row(COLUMNS_HEAD - 1, 28)
        for label, column, lines in ((LABEL, BESIDE, COST_CENTRE), (SECOND_LABEL, SECOND, BROUGHT_IN)):
            for row, line in enumerate(lines, start=COLUMNS_HEAD + 1):
                self.text(row, label, self.words.of(line.name))
                self._line(row, column, line)
        self._sums()

    def _line(self, row: int, column: int, line: Line) -> None:
        """Write what a line adds to service against none at all: in year 1, and over the horizon."""
        today, zero = (self.layout.cell_of(line, future, 1) for future in ("today", "zero"))
        year_1 = f"{today}-{zero}" if line.flow > 0 else f"{zero}-{today}"
        formulas = year_1, self.part(f"service_pv_{line.name}")
        self._amounts(row, column, formulas, lambda columns: columns.lines[line.name])

    def _amounts(
        self, row: int, column: int, formulas: Iterable[str], of: Callable[[Columns], float], **style: object
    ) -> None:
        """Write an amount of year 1 and the one over the horizon beside it."""
        for place, formula in enumerate(formulas):
            value = of(self._columns[place])
            self.shown(row, column + place, formula, value, self.formats.of(num_format=AMOUNT, **style))

    @cached_property
    def _columns(self) -> tuple[Columns, Columns]:
        nothing = Columns({line.name: 0.0 for line in CASH_LINES})
        found = self.cached.found
        return (first_year(found), two_columns(found)) if self.cached.ready else (nothing, nothing)

    def _sums(self) -> None:
        say = self.words.say
        self._sum(LABEL, BESIDE, "officer_sum_cost_centre", COST_CENTRE, lambda columns: columns.cost_centre)
        self._sum(SECOND_LABEL, SECOND, "officer_sum_brought_in", BROUGHT_IN, lambda columns: columns.brought_in)
        self.text(SUMS + 1, LABEL, say("officer_before_tax"))
        both = [f"{format_address(SUMS, BESIDE + at)}+{format_address(SUMS, SECOND + at)}" for at in (0, 1)]
        self._amounts(SUMS + 1, BESIDE, both, lambda columns: columns.before_tax)
        self.text(SUMS + 2, LABEL, self.words.of(tax.name))
        self._line(SUMS + 2, BESIDE, tax)
        self.text(SUMS + 3, LABEL, self.words.of("residual"))
        self._amounts(SUMS + 3, BESIDE, ["0", self.part("service_heading_residual")], lambda columns: columns.residual)
        self.text(SUMS + 4, LABEL, say("officer_value"), self.formats.of(**SUM))
        above = [f"SUM({self._column(SUMS + 1, SUMS + 3, BESIDE + at)})" for at in (0, 1)]
        self._amounts(SUMS + 4, BESIDE, above, lambda columns: columns.total, **SUM)
        summed = "+".join(f"ABS({format_address(SUMS, column + 1)})" for column in (BESIDE, SECOND))
        self.agrees(SUMS + 4, BESIDE + 1, "service_value", summed)
        self.text(SUMS + 5, LABEL, say("officer_value_note"), self.formats.faint)

    def _sum(self, label: int, column: int, key: str, lines: tuple[Line, ...], of: Callable[[Columns], float]) -> None:
        for at in range(label, column):
            self.text(SUMS, at, self.words.say(key) if at == label else "", self.formats.of(**SUM))
        first, last = COLUMNS_HEAD + 1, COLUMNS_HEAD + len(lines)
        self._amounts(SUMS, column, [f"SUM({self._column(first, last, column + at)})" for at in (0, 1)], of, **SUM)

    def _column(self, first: int, last: int, column: int) -> str:
        return f"{format_address(first, column)}:{format_address(last, column)}"

    def _in_one_sentence(self, row: int) -> None:
        """Say what the cost centre shows over the horizon, and what it does not show."""
        tell, (_, horizon) = Teller(self.words), self._columns
        spent, brought = (format_address(SUMS, column + 1) for column in (BESIDE, SECOND))
        cost, gain = tell.money(spent, horizon.cost_centre), tell.money(brought, horizon.brought_in)
        shows = first_that_holds(
            Branch(f"{spent}<=0", horizon.cost_centre <= 0, tell.say("officer_shows_spending", cost=cost)),
            otherwise=tell.say("officer_shows_less", cost=cost),
        )
        brings = first_that_holds(
            Branch(f"{brought}>=0", horizon.brought_in >= 0, tell.say("officer_brings_in", gain=gain)),
            otherwise=tell.say("officer_takes", gain=gain),
        )
        formula, text = f'{shows.formula}&" "&{brings.formula}', f"{shows.text} {brings.text}"
        self.shown(row, LABEL, formula, text, self.formats.of(bold=True))
