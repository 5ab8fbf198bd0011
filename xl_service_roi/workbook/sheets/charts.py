"""What the charts of all sheets share: Excel's own charts, so that they follow their cells.

Colours differ in lightness as well, and lines in their strokes, so that nothing hangs on colour alone. Every chart has
a text for who cannot see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from .sheet import Context

UP, DOWN, TOTAL, LINE, FAINT = "#2E75B6", "#ED7D31", "#595959", "#1F3864", "#9DC3E6"
FUTURE_LINE: dict[str, dict[str, Any]] = {
    "today": {"color": "#595959", "width": 1.75, "dash_type": "square_dot"},
    "plan": {"color": "#2E75B6", "width": 2.5},
    "zero": {"color": "#C55A11", "width": 2.25, "dash_type": "dash"},
}
_GRID = {"visible": True, "line": {"color": "#E5E5E5"}}
FONT = {"size": 9, "color": "#404040"}


class ChartWriter:
    """Makes charts and puts them on a sheet."""

    def __init__(self, context: Context, sheet: Worksheet) -> None:
        self.context, self.sheet, self.words = context, sheet, context.words

    def chart(self, kind: dict[str, str], title: str, x: str = "", y: str = "") -> Any:
        """Return a chart with a title and the titles of its axes, by the keys of their words."""
        chart: Chart = self.context.book.add_chart(kind)
        font = {"size": 12, "bold": True, "color": "#1F3864"}
        chart.set_title({"name": self.words.say(title), "name_font": font, "overlay": False})
        chart.set_legend({"position": "bottom", "font": FONT})
        chart.set_x_axis(self.axis(x, label_position="low"))
        chart.set_y_axis(self.axis(y, num_format="#,##0"))
        chart.show_blanks_as("gap")
        chart.show_hidden_data()
        return chart

    def axis(self, title: str, **more: Any) -> dict[str, Any]:
        """Return the look of an axis."""
        named = {"name": self.words.say(title), "name_font": {**FONT, "bold": False}} if title else {}
        return {"num_font": FONT, "major_gridlines": _GRID, **named, **more}

    def years(self, chart: Any) -> None:
        """Number the years below a chart one by one."""
        chart.set_x_axis(self.axis("chart_year", min=0, major_unit=1, num_format="0", label_position="low"))

    def downwards(self, chart: Any) -> None:
        """The first row on top, and the figures at the foot."""
        chart.set_y_axis(
            {"reverse": True, "label_position": "low", "num_font": FONT, "crossing": "max", "interval_unit": 1}
        )

    def series(self, chart: Any, categories: Sequence[Any], values: Sequence[Any], name: str = "", **more: Any) -> None:
        """Draw cells against others."""
        own = {"name": name} if name else {}
        chart.add_series({**own, "categories": categories, "values": values, **more})

    def cells(self, row: int, column: int, rows: int, columns: int = 1, sheet: str = "") -> Sequence[Any]:
        """Return cells of this sheet or of another as a chart takes them."""
        return [sheet or self.sheet.get_name(), row - 1, column - 1, row + rows - 2, column + columns - 2]

    def place(self, chart: Any, row: int, column: int, size: tuple[int, int], seen: str, x_offset: int = 6) -> None:
        """Put a chart at a cell; ``seen`` is what it says to who cannot see it."""
        width, height = size
        chart.set_size({"width": width, "height": height})
        look = {"x_offset": x_offset, "y_offset": 4, "object_position": 2, "description": seen}
        self.sheet.insert_chart(row - 1, column - 1, chart, look)
