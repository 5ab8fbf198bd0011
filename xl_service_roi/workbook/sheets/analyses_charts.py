"""The charts of the analyses sheet and of the scenarios sheet: Excel's own, so that they follow their tables.

A line that ends at the horizon repeats its last point after that, which leaves no trace. Charts are chosen that draw
values below 0 right: bars of a tornado start at the case as it is, and the waterfall is stacked from both sides of 0.
"""

from __future__ import annotations

from typing import Any

from ...inputs import LAST_YEAR
from ...model.driver import FUTURES
from ..analysis_tables import (
    BARS,
    BASE_COLUMN,
    BINS,
    CHART_COLUMN,
    CURVE_SUMMARY,
    DRAWN,
    HISTOGRAM,
    LABELLED,
    LEVELS,
    LEVERS,
    PARTS,
    PERCENTILES,
    RESULTS_FIRST,
    SCENARIO_PART,
    SCENARIOS,
    SHARES,
    Part,
)
from .charts import DOWN, FAINT, FONT, FUTURE_LINE, LINE, UP, ChartWriter

SIZE = 800, 350


class Charts(ChartWriter):
    """Puts the charts beside the tables of a sheet."""

    def insert(self) -> None:
        """Put all charts on the analyses sheet."""
        for key in PARTS:
            getattr(self, f"_{key}")(PARTS[key])

    # ---------------------------------------------------------------------------------------------------- parts

    def _cash(self, part: Part) -> None:
        chart = self.chart({"type": "scatter", "subtype": "straight"}, "chart_cash", x="chart_year", y="chart_money")
        for place, future in enumerate(FUTURES):
            name = self.words.group("FUTURES", future)
            self._series(chart, part, LAST_YEAR + 1, 1, LABELLED + place, name, line=FUTURE_LINE[future])
        self.years(chart)
        self._put(chart, part, "chart_cash")

    def _levers(self, part: Part) -> None:
        """A waterfall: what carries a bar is not drawn, on either side of 0."""
        chart = self.chart({"type": "column", "subtype": "stacked"}, "chart_levers", y="chart_money")
        fills = ({"none": True}, {"none": True}, {"color": UP}, {"color": UP}, {"color": DOWN}, {"color": DOWN})
        for place, fill in enumerate(fills):
            self._series(chart, part, len(LEVERS) + 1, 1, DRAWN + place, "", fill=fill, gap=40)
        chart.set_legend({"none": True})
        self._put(chart, part, "chart_levers")

    def _tornado(self, part: Part) -> None:
        chart = self.chart({"type": "bar"}, "chart_tornado", x="chart_change", y="")
        for column, key, colour in ((7, "chart_low", FAINT), (8, "chart_high", UP)):
            fill = {"color": colour}
            self._series(chart, part, BARS, 1, column, self.words.say(key), fill=fill, gap=30, overlap=100)
        self.downwards(chart)
        chart.set_x_axis(self.axis("chart_change", num_format="#,##0"))
        self._put(chart, part, "chart_tornado", height=390)

    def _curve(self, part: Part) -> None:
        chart = self.chart({"type": "scatter", "subtype": "straight"}, "chart_curve", x="chart_level", y="chart_money")
        self._series(chart, part, LEVELS, 3, 4, self.words.say("chart_npv"), line={"color": LINE, "width": 2.25})
        other = {"color": FAINT, "width": 1.5, "dash_type": "dash"}
        self._series(chart, part, LEVELS, 3, 5, self.words.say("chart_npv_other"), line=other)
        level, npv = (part.first + CURVE_SUMMARY.index(key) for key in ("best_level", "best_npv"))
        chart.add_series(
            {
                "name": self.words.say("best_level"),
                "categories": self.cells(level, 2, 1),
                "values": self.cells(npv, 2, 1),
                "line": {"none": True},
                "marker": {"type": "diamond", "size": 9, "fill": {"color": DOWN}, "border": {"color": DOWN}},
            }
        )
        chart.set_x_axis(self.axis("chart_level", min=0, max=2, major_unit=0.25, num_format="0%"))
        self._put(chart, part, "chart_curve")

    def _simulation(self, part: Part) -> None:
        chart = self.chart({"type": "column"}, "chart_histogram")
        self._series(chart, part, BINS, HISTOGRAM, HISTOGRAM + 2, "", fill={"color": UP}, gap=5)
        chart.set_legend({"none": True})
        chart.set_x_axis(self.axis("chart_programme", label_position="low", num_format="#,##0", interval_unit=4))
        chart.set_y_axis(self.axis("chart_draws", num_format="0%"))
        self._put(chart, part, "chart_histogram")

    def _fan(self, part: Part) -> None:
        chart = self.chart({"type": "scatter", "subtype": "straight"}, "chart_fan", x="chart_year", y="chart_money")
        widths = (1, 1.75, 2.75, 1.75, 1)
        for place, (percentile, width) in enumerate(zip(PERCENTILES, widths, strict=True)):
            line = {"color": LINE if percentile == 50 else UP if width > 1 else FAINT, "width": width}
            self._series(chart, part, LAST_YEAR + 1, 3, 4 + place, f"P{percentile}", line=line)
        self.years(chart)
        self._put(chart, part, "chart_fan")

    def _variance(self, part: Part) -> None:
        chart = self.chart({"type": "bar"}, "chart_variance", x="chart_share", y="")
        for column, key, colour in ((3, "head_first_order", UP), (4, "head_total_order", FAINT)):
            self._series(chart, part, SHARES, 1, column, self.words.say(key), fill={"color": colour}, gap=40)
        chart.set_x_axis(self.axis("chart_share", num_format="0%"))
        self.downwards(chart)
        self._put(chart, part, "chart_variance")

    def scenarios(self) -> None:
        """Put the chart of the scenarios beside them."""
        chart = self.chart({"type": "column"}, "chart_scenarios", y="chart_money")
        names = self.cells(SCENARIO_PART.head, BASE_COLUMN, 1, 1 + SCENARIOS)
        for place, (key, colour) in enumerate((("programme_npv", UP), ("service_value", FAINT))):
            values = self.cells(RESULTS_FIRST + place, BASE_COLUMN, 1, 1 + SCENARIOS)
            name = self.words.of(key)
            self.series(chart, names, values, name, fill={"color": colour})
        chart.set_x_axis({"label_position": "low", "num_font": FONT})
        self._put(chart, SCENARIO_PART, "chart_scenarios", height=275)

    # ----------------------------------------------------------------------------------------------------- shared

    def _series(self, chart: Any, part: Part, rows: int, categories: int, values: int, name: str, **more: Any) -> None:
        over, shown = (self.cells(part.first, column, rows) for column in (categories, values))
        self.series(chart, over, shown, name, **more)

    def _put(self, chart: Any, part: Part, seen: str, height: int = SIZE[1]) -> None:
        self.place(chart, part.row + 1, CHART_COLUMN, (SIZE[0], height), self.words.say(seen))
