"""The charts of the analyses sheet and of the scenarios sheet: Excel's own, so that they follow their tables.

A line that ends at the horizon repeats its last point after that, which leaves no trace. Charts are chosen that draw
values below 0 right: bars of a tornado start at the case as it is, and the waterfall is stacked from both sides of 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from ..inputs import LAST_YEAR
from ..model.driver import FUTURES
from .analysis_tables import (
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
from .sheet import Context

SIZE = {"width": 800, "height": 350}
FUTURE_COLOUR = {"today": "#7F7F7F", "plan": "#2E75B6", "zero": "#C0504D"}
UP, DOWN, LINE, FAINT = "#70AD47", "#C0504D", "#1F3864", "#9DC3E6"
_GRID = {"visible": True, "line": {"color": "#E5E5E5"}}
_FONT = {"size": 9, "color": "#404040"}


class Charts:
    """Puts the charts beside the tables of a sheet."""

    def __init__(self, context: Context, sheet: Worksheet) -> None:
        self.context, self.sheet, self.words = context, sheet, context.words

    def insert(self) -> None:
        """Put all charts on the analyses sheet."""
        for key in PARTS:
            getattr(self, f"_{key}")(PARTS[key])

    # ---------------------------------------------------------------------------------------------------- parts

    def _cash(self, part: Part) -> None:
        chart = self._chart({"type": "scatter", "subtype": "straight"}, "chart_cash", x="chart_year", y="chart_money")
        for place, future in enumerate(FUTURES):
            line = {"color": FUTURE_COLOUR[future], "width": 2.25}
            name = self.words.group("FUTURES", future)
            self._series(chart, part, LAST_YEAR + 1, 1, LABELLED + place, name, line=line)
        self._put(chart, part, whole_years=True)

    def _levers(self, part: Part) -> None:
        """A waterfall: what carries a bar is not drawn, on either side of 0."""
        chart = self._chart({"type": "column", "subtype": "stacked"}, "chart_levers", y="chart_money")
        fills = ({"none": True}, {"none": True}, {"color": UP}, {"color": UP}, {"color": DOWN}, {"color": DOWN})
        for place, fill in enumerate(fills):
            self._series(chart, part, len(LEVERS) + 1, 1, DRAWN + place, "", fill=fill, gap=40)
        chart.set_legend({"none": True})
        self._put(chart, part)

    def _tornado(self, part: Part) -> None:
        chart = self._chart({"type": "bar"}, "chart_tornado", x="chart_change", y="")
        for column, key, colour in ((7, "chart_low", FAINT), (8, "chart_high", "#2E75B6")):
            fill = {"color": colour}
            self._series(chart, part, BARS, 1, column, self.words.say(key), fill=fill, gap=30, overlap=100)
        self._downwards(chart)
        chart.set_x_axis(self._axis("chart_change", num_format="#,##0"))
        self._put(chart, part, height=390)

    def _curve(self, part: Part) -> None:
        chart = self._chart({"type": "scatter", "subtype": "straight"}, "chart_curve", x="chart_level", y="chart_money")
        self._series(chart, part, LEVELS, 3, 4, self.words.say("chart_npv"), line={"color": LINE, "width": 2.25})
        other = {"color": FAINT, "width": 1.5, "dash_type": "dash"}
        self._series(chart, part, LEVELS, 3, 5, self.words.say("chart_npv_other"), line=other)
        level, npv = (part.first + CURVE_SUMMARY.index(key) for key in ("best_level", "best_npv"))
        chart.add_series(
            {
                "name": self.words.say("best_level"),
                "categories": self._cells(level, 2, 1),
                "values": self._cells(npv, 2, 1),
                "line": {"none": True},
                "marker": {"type": "diamond", "size": 9, "fill": {"color": UP}, "border": {"color": UP}},
            }
        )
        chart.set_x_axis(self._axis("chart_level", min=0, max=2, major_unit=0.25, num_format="0%"))
        self._put(chart, part)

    def _simulation(self, part: Part) -> None:
        chart = self._chart({"type": "column"}, "chart_histogram")
        self._series(chart, part, BINS, HISTOGRAM, HISTOGRAM + 2, "", fill={"color": "#2E75B6"}, gap=5)
        chart.set_legend({"none": True})
        chart.set_x_axis(self._axis("chart_programme", label_position="low", num_format="#,##0", interval_unit=4))
        chart.set_y_axis(self._axis("chart_draws", num_format="0%"))
        self._put(chart, part)

    def _fan(self, part: Part) -> None:
        chart = self._chart({"type": "scatter", "subtype": "straight"}, "chart_fan", x="chart_year", y="chart_money")
        widths = (1, 1.75, 2.75, 1.75, 1)
        for place, (percentile, width) in enumerate(zip(PERCENTILES, widths, strict=True)):
            line = {"color": LINE if percentile == 50 else "#2E75B6" if width > 1 else FAINT, "width": width}
            self._series(chart, part, LAST_YEAR + 1, 3, 4 + place, f"P{percentile}", line=line)
        self._put(chart, part, whole_years=True)

    def _variance(self, part: Part) -> None:
        chart = self._chart({"type": "bar"}, "chart_variance", x="chart_share", y="")
        for column, key, colour in ((3, "head_first_order", "#2E75B6"), (4, "head_total_order", FAINT)):
            self._series(chart, part, SHARES, 1, column, self.words.say(key), fill={"color": colour}, gap=40)
        chart.set_x_axis(self._axis("chart_share", num_format="0%"))
        self._downwards(chart)
        self._put(chart, part)

    def scenarios(self) -> None:
        """Put the chart of the scenarios beside them."""
        chart = self._chart({"type": "column"}, "chart_scenarios", y="chart_money")
        names = self._cells(SCENARIO_PART.head, BASE_COLUMN, 1, 1 + SCENARIOS)
        for place, (key, colour) in enumerate((("programme_npv", "#2E75B6"), ("service_value", UP))):
            values = self._cells(RESULTS_FIRST + place, BASE_COLUMN, 1, 1 + SCENARIOS)
            name = self.words.of(key)
            chart.add_series({"name": name, "categories": names, "values": values, "fill": {"color": colour}})
        chart.set_x_axis({"label_position": "low", "num_font": _FONT})
        self._put(chart, SCENARIO_PART, height=275)

    # ----------------------------------------------------------------------------------------------------- shared

    def _chart(self, kind: dict[str, str], title: str, x: str = "", y: str = "") -> Any:
        chart: Chart = self.context.book.add_chart(kind)
        font = {"size": 12, "bold": True, "color": "#1F3864"}
        chart.set_title({"name": self.words.say(title), "name_font": font, "overlay": False})
        chart.set_legend({"position": "bottom", "font": _FONT})
        chart.set_x_axis(self._axis(x, label_position="low"))
        chart.set_y_axis(self._axis(y, num_format="#,##0"))
        chart.show_blanks_as("gap")
        return chart

    def _downwards(self, chart: Any) -> None:
        """The first row on top, and the figures at the foot."""
        chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": _FONT, "crossing": "max"})

    def _axis(self, title: str, **more: Any) -> dict[str, Any]:
        named = {"name": self.words.say(title), "name_font": {**_FONT, "bold": False}} if title else {}
        return {"num_font": _FONT, "major_gridlines": _GRID, **named, **more}

    def _series(self, chart: Any, part: Part, rows: int, categories: int, values: int, name: str, **more: Any) -> None:
        own = {"name": name} if name else {}
        cells = {
            "categories": self._cells(part.first, categories, rows),
            "values": self._cells(part.first, values, rows),
        }
        chart.add_series({**own, **cells, **more})

    def _cells(self, row: int, column: int, rows: int, columns: int = 1) -> Sequence[Any]:
        return [self.sheet.get_name(), row - 1, column - 1, row + rows - 2, column + columns - 2]

    def _put(self, chart: Any, part: Part, whole_years: bool = False, height: int = SIZE["height"]) -> None:
        if whole_years:
            chart.set_x_axis(self._axis("chart_year", min=0, major_unit=1, num_format="0", label_position="low"))
        chart.set_size({**SIZE, "height": height})
        self.sheet.insert_chart(part.row, CHART_COLUMN - 1, chart, {"x_offset": 6, "y_offset": 4, "object_position": 2})
