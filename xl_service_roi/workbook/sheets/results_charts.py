"""The charts of the results sheet: cash over time, what the programme's value is made of, and customers over time."""

from __future__ import annotations

from typing import Any

from ...inputs import LAST_YEAR
from ...model.driver import FUTURES
from ..analysis_tables import FIRST, LABELLED, PARTS
from ..layout import LABEL, PIECE
from .chart_rows import BARS
from .charts import DOWN, FUTURE_LINE, TOTAL, UP, ChartWriter

HEIGHT = 340
WIDTHS = 430, 640, 430
_GAP = 8


class ResultsCharts(ChartWriter):
    """Puts the charts beside each other below a row."""

    def insert(self, row: int) -> None:
        """Put all charts below a row."""
        left = 0
        titles = self.context.layout.sheets
        charts = {"cash": self._cash(), "contributions": self._contributions(), "customers": self._customers()}
        for (key, chart), width in zip(charts.items(), WIDTHS, strict=True):
            seen = self.words.say(f"seen_{key}", sheet=titles["analyses"])
            self.place(chart, row + 1, LABEL, (width, HEIGHT), seen, x_offset=left)
            left += width + _GAP

    def _cash(self) -> Any:
        """Each future's cash flow so far, from the table on the analyses sheet."""
        chart = self.chart(_LINES, "chart_cash", y="chart_money")
        self.years(chart)
        self._futures(chart, self.context.layout.sheets["analyses"], PARTS["cash"].first, FIRST, LABELLED)
        return chart

    def _customers(self) -> Any:
        """Each future's customers."""
        chart = self.chart(_LINES, "chart_customers", y="chart_number")
        self.years(chart)
        first = self.context.layout.workings["customers"].first
        self._futures(chart, self._workings, first, LABEL, PIECE)
        return chart

    def _futures(self, chart: Any, sheet: str, row: int, years: int, first: int) -> None:
        for place, future in enumerate(FUTURES):
            over, values = (self.cells(row, column, LAST_YEAR + 1, sheet=sheet) for column in (years, first + place))
            self.series(chart, over, values, self.words.group("FUTURES", future), line=FUTURE_LINE[future])

    def _contributions(self) -> Any:
        """A waterfall from the top down: what carries a bar is not drawn, on either side of 0."""
        chart = self.chart({"type": "bar", "subtype": "stacked"}, "chart_contributions")
        steps = self.context.layout.workings["steps"]
        rows = len(steps.names)
        labels = self.cells(steps.first, LABEL, rows, sheet=self._workings)
        none, up, down, total = {"none": True}, {"color": UP}, {"color": DOWN}, {"color": TOTAL}
        for place, fill in enumerate((none, none, up, up, down, down, total)):
            bars = self.cells(steps.first, BARS + place, rows, sheet=self._workings)
            self.series(chart, labels, bars, fill=fill, gap=30, overlap=100)
        chart.set_legend({"none": True})
        self.downwards(chart)
        chart.set_x_axis(self.axis("chart_money", num_format="#,##0"))
        return chart

    @property
    def _workings(self) -> str:
        return self.context.layout.sheets["workings"]


_LINES = {"type": "scatter", "subtype": "straight"}
