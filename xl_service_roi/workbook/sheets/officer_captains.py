"""Two captains on the officer sheet: what sales and what service sell year by year, and where they meet."""

from __future__ import annotations

from collections.abc import Mapping

from ...engine.expr import Line
from ...inputs import LAST_YEAR
from ...model.customers import bought_customers
from ...model.drivers import cannibalised_share
from ...model.programme import cost_of_alignment
from ...model.service_sales import (
    closing_contracts,
    contract_contribution,
    sales_contribution,
    second_chance_contribution,
    second_chance_sales,
    selling_cost_saved,
    service_sales,
)
from ...spreadsheet.addresses import format_address
from ..cached import Cached
from ..officer_tables import BESIDE, CAPTAINS, CAPTAINS_CHART, FIRST_YEAR, LABEL, LAST_COLUMN
from .charts import DOWN, UP, ChartWriter
from .figures_sheet import FiguresSheet
from .sheet import Context

_HEAD = CAPTAINS + 2
_SERVICE: tuple[Line, ...] = (
    *(service_sales, second_chance_sales, closing_contracts),
    *(sales_contribution, second_chance_contribution, contract_contribution),
)
ROWS: Mapping[Line, int] = {
    bought_customers: _HEAD + 2,
    **{line: row for row, line in enumerate(_SERVICE, start=_HEAD + 4)},
    selling_cost_saved: _HEAD + 12,
    cost_of_alignment: _HEAD + 13,
}
"""The row of each line in the plan."""
_OVERLAP = _HEAD + 11
CHARTED = {bought_customers: UP, service_sales: DOWN, closing_contracts: "#A6A6A6"}


class Captains(FiguresSheet):
    """What sales and what service sell, in the plan."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "officer")

    def write(self) -> None:
        """Write this part of the sheet."""
        say = self.words.say
        self.block(CAPTAINS, say("officer_block_captains"), LAST_COLUMN)
        self.text(CAPTAINS + 1, LABEL, say("officer_captains_note"), self.formats.faint)
        self._years()
        heads = {"sales": ROWS[bought_customers], "service": ROWS[service_sales], "overlap": _OVERLAP}
        for captain, row in heads.items():
            self.text(row - 1, LABEL, say(f"officer_captain_{captain}"), self.formats.of(bold=True))
        for line, row in ROWS.items():
            self._row(row, self.words.of(line.name), line)
        self._row(_OVERLAP, say("officer_overlap"), service_sales, overlap=True)
        self.text(ROWS[cost_of_alignment] + 1, LABEL, say("officer_overlap_note"), self.formats.faint)
        self._chart()

    def _years(self) -> None:
        pattern = f'"{self.words.say("year", year="")}"0'
        style = self.formats.of(bold=True, bottom=1, align="right", num_format=pattern)
        for year in range(1, LAST_YEAR + 1):
            counts = f'IF({year}<=horizon_years,{year},"")'
            self.shown(_HEAD, FIRST_YEAR + year - 1, counts, float(year) if year <= self.horizon else "", style)

    def _row(self, row: int, label: str, line: Line, overlap: bool = False) -> None:
        """Write a line year by year, or the part of it that overlaps; nothing behind the horizon."""
        self.text(row, LABEL, label)
        self.text(row, BESIDE, self.words.unit(line.unit), self.formats.faint)
        for year in range(1, LAST_YEAR + 1):
            column = FIRST_YEAR + year - 1
            formula, value = self.layout.cell_of(line, "plan", year), self.value("plan", line, year)
            if overlap:
                formula += f"*{self.layout.cell_of(cannibalised_share, 'plan', year)}"
                value = _times(value, self.value("plan", cannibalised_share, year))
            counts = f'IF(COUNT({format_address(_HEAD, column)})=1,{formula},"")'
            self.shown(row, column, counts, value if year <= self.horizon else "", self.formats.number(line.unit))

    def _chart(self) -> None:
        charts = ChartWriter(self.context, self.sheet)
        chart = charts.chart({"type": "column"}, "officer_chart_captains", y="officer_chart_numbers")
        years = charts.cells(_HEAD, FIRST_YEAR, 1, LAST_YEAR)
        for line, colour in CHARTED.items():
            values = charts.cells(ROWS[line], FIRST_YEAR, 1, LAST_YEAR)
            look = {"fill": {"color": colour}, "border": {"color": "#404040", "width": 0.5}, "gap": 60}
            charts.series(chart, years, values, self.words.of(line.name), **look)
        charts.place(chart, CAPTAINS_CHART, LABEL, (900, 290), self.words.say("officer_chart_captains_alt"))


def _times(value: Cached, share: Cached) -> Cached:
    return value * share if isinstance(value, float) and isinstance(share, float) else ""
