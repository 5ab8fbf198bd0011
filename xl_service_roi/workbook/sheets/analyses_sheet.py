"""The analyses sheet: tables that a macro or `service-roi analyse` fills in, each with a chart beside it.

Only the cash flows of the three futures come from formulas. All other tables are empty until they are filled in, and
above them it says when that was, and whether it still holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.format import Format

from ...inputs import LAST_YEAR
from ...model.driver import FUTURES
from ...spreadsheet.addresses import format_address
from .. import made
from ..analysis_tables import (
    ANALYSES,
    BARS,
    BINS,
    CURVE_HORIZONS,
    CURVE_SUMMARY,
    FIRST,
    HISTOGRAM,
    LABELLED,
    LAST_ROW,
    LEVELS,
    LEVERS,
    OF_FORMULAS,
    PARTS,
    PERCENTILES,
    SEALS,
    SHARES,
    STATISTICS,
    TABLES,
    Part,
)
from ..layout import LABEL, YEAR_0
from .analyses_charts import Charts
from .formats import GREY, RED
from .sheet import Context, Sheet

LAST_COLUMN = 19
"""That a chart reaches."""


class SheetOfAnalyses(Sheet):
    """What the sheets of scenarios and of analyses share: the state of what was worked out."""

    def unlock(self) -> None:
        """Unlock the cells that are filled in, by people or by macros; what they look like is told later."""
        style = self.formats.of(locked=False)
        for table in TABLES:
            if table.sheet == self.key and table.name not in OF_FORMULAS:
                for row in range(table.row, table.row + table.rows):
                    for column in range(table.column, table.column + table.columns):
                        self.sheet.write_blank(row - 1, column - 1, None, style)

    def state(self, analysis: str, row: int) -> None:
        """Write the cell that tells when an analysis was made, and those by which it knows."""
        formula = made.state_formula(analysis, self.words)
        style = self.formats.of(italic=True, font_color=GREY)
        self.formula(row, LABEL, formula, self.words.say(f"not_made_{analysis}"), style)
        for column in range(SEALS, SEALS + 4):
            self.sheet.write_blank(row - 1, column - 1, None, self.formats.of(num_format=";;;", locked=False))
        alarm = self.context.book.add_format({"font_color": RED, "bold": True})
        begins = self.words.say("made_before", date="").partition(":")[0]
        rule = {"type": "text", "criteria": "begins with", "value": begins, "format": alarm}
        self.sheet.conditional_format(row - 1, LABEL - 1, row - 1, LABEL - 1, rule)

    @property
    def hidden(self) -> Format:
        """Of cells that formulas need and nobody reads."""
        return self.formats.of(num_format=";;;")


class AnalysesSheet(SheetOfAnalyses):
    """Levers, tornado, service-level curve, simulation, and the cash flows of the three futures."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "analyses")
        self.charts = Charts(context, self.sheet)

    def write(self) -> None:
        """Write the sheet."""
        say = self.words.say
        self.start(say("analyses_title"), {1: 44, 2: 22, **dict.fromkeys(range(3, LAST_COLUMN + 1), 14)})
        self.text(2, LABEL, say("analyses_how"), self.formats.faint)
        self.unlock()
        self.formula(2, SEALS, made.uncertainty_formula(self.words), self._uncertainty(), self.hidden)
        for part in PARTS.values():
            self.block(part.row, say(f"block_of_{part.key}"), LAST_COLUMN)
            if part.key in ANALYSES:
                self.state(part.key, part.state)
        self._cash(PARTS["cash"])
        self._levers(PARTS["levers"])
        self._tornado(PARTS["tornado"])
        self._curve(PARTS["curve"])
        self._simulation(PARTS["simulation"])
        for key, heads in _HEADS.items():
            self._heads(PARTS[key], {column: say(f"head_{head}") for column, head in heads.items()})
        self._fan(PARTS["fan"])
        self.charts.insert()
        self.sheet.freeze_panes(3, 0)
        self.printed_on(2, LAST_COLUMN, LAST_ROW)

    def _uncertainty(self) -> float:
        """Return the value of the sum over what is uncertain in this template."""
        uncertainty = self.context.uncertainty
        ranges = uncertainty.ranges.values() if uncertainty else ()
        return sum(found.low for found in ranges) + sum(found.high for found in ranges)

    def _heads(self, part: Part, heads: Mapping[int, str]) -> None:
        left = self.formats.of(bold=True, bottom=1, valign="bottom")
        self.sheet.set_row(part.head - 1, 30)
        for column in range(FIRST, max(heads) + 1):
            self.text(part.head, column, heads.get(column, ""), left if column < LABELLED else self.formats.head)

    def _empty(self, part: Part, rows: int, patterns: Mapping[int, str], down: int = 0) -> None:
        """Give cells that are filled in later their formats."""
        for row in range(part.first + down, part.first + down + rows):
            for column, pattern in patterns.items():
                style = self.formats.of(locked=False, **({"num_format": pattern} if pattern else {}))
                self.sheet.write_blank(row - 1, column - 1, None, style)

    def _cash(self, part: Part) -> None:
        say = self.words.say
        names = {LABELLED + place: self.words.group("FUTURES", future) for place, future in enumerate(FUTURES)}
        self._heads(part, {FIRST: say("chart_year"), **names})
        net = self.layout.future.rows["net_cash_flow"]
        year_style = self.formats.of(num_format="0", align="left")
        money = self.formats.number("money")
        for year in range(LAST_YEAR + 1):
            row = part.first + year
            self.formula(row, FIRST, f"MIN({year},horizon_years)", self.cached.years_counted(year), year_style)
            for place, future in enumerate(FUTURES):
                first, last = format_address(net, YEAR_0), format_address(net, YEAR_0 + year)
                cells = self.layout.on(future, f"{first}:{last}")
                formula = f'IF(case_message="",SUM({cells}),"")'
                self.formula(row, LABELLED + place, formula, self.cached.cash_so_far(future, year), money)
        self._hide_after_horizon(part, FIRST, LABELLED + len(FUTURES) - 1)

    def _hide_after_horizon(self, part: Part, first: int, last: int) -> None:
        """Rows behind the horizon repeat the last year, so that the lines of the chart end there: not to be read."""
        cells = part.first - 1, first - 1, part.first + LAST_YEAR - 1, last - 1
        behind = {"type": "formula", "criteria": f"=ROW()-{part.first}>horizon_years"}
        self.sheet.conditional_format(*cells, behind | {"format": self.context.book.add_format({"num_format": ";;;"})})

    def _levers(self, part: Part) -> None:
        say = self.words.say
        bold = self.formats.of(bold=True)
        for place, lever in enumerate(LEVERS):
            self.text(part.first + place, 1, self.words.group("LEVERS", lever))
            self.text(part.first + place, 2, lever, self.formats.faint)
        self.text(part.first + len(LEVERS), 1, say("head_programme_value"), bold)
        self.text(part.first + len(LEVERS), 2, "programme_npv", self.formats.faint)
        self.text(part.first + len(LEVERS) + 1, 1, say("interaction"))
        self._empty(part, len(LEVERS) + 2, {3: _MONEY, 4: _MONEY, 5: _MONEY})

    def _tornado(self, part: Part) -> None:
        self._empty(part, BARS, {3: _ANY, 4: _ANY, 5: _MONEY, 6: _MONEY, 7: _CHANGE, 8: _CHANGE})
        self.text(part.first + BARS, 1, self.words.say("tornado_base"))
        self.text(part.first + BARS + 1, 1, self.words.say("tornado_rule"))
        self._empty(part, 1, {LABELLED: _MONEY}, BARS)
        self.sheet.write_blank(part.first + BARS, LABELLED - 1, None, self.formats.of(align="left", locked=False))

    def _curve(self, part: Part) -> None:
        say = self.words.say
        labels = [say(key) for key in CURVE_SUMMARY] + [say("best_level_over", years=n) for n in CURVE_HORIZONS]
        for place, label in enumerate(labels):
            self.text(part.first + place, 1, label)
        patterns = {"best_npv": _MONEY, "value_of_last_euro": "0.00", "value_of_next_euro": "0.00"}
        for place, key in enumerate((*CURVE_SUMMARY, *CURVE_HORIZONS)):
            self._empty(part, 1, {2: patterns.get(str(key), "0%")}, place)
        self._empty(part, LEVELS, {3: "0%", 4: _MONEY, 5: _MONEY, 6: "0.0%", 7: "0.0%", 8: "#,##0.0", 9: _MONEY})

    def _simulation(self, part: Part) -> None:
        for place, key in enumerate(STATISTICS):
            self.text(part.first + place, 1, self.words.say(f"statistic_{key}"))
            pattern = {"probability_positive": "0.0%", "seed": "0"}.get(key, _MONEY)
            self._empty(part, 1, {3: pattern, 4: pattern}, place)
        self._empty(part, BINS, {HISTOGRAM: _MONEY, HISTOGRAM + 1: _MONEY, HISTOGRAM + 2: "0.0%"})

    def _fan(self, part: Part) -> None:
        heads = {3: self.words.say("chart_year"), **{4 + place: f"P{each}" for place, each in enumerate(PERCENTILES)}}
        self._heads(part, heads)
        self._empty(part, LAST_YEAR + 1, {3: "0", **dict.fromkeys(range(4, 4 + len(PERCENTILES)), _MONEY)})
        self._hide_after_horizon(part, LABELLED, LABELLED + len(PERCENTILES))
        self._empty(PARTS["variance"], SHARES, {3: "0.0%", 4: "0.0%"})


_MONEY, _CHANGE = "#,##0", "+#,##0;-#,##0;0"
_ANY = "[>=1000]#,##0;[<=-1000]-#,##0;0.0###"
_HEADS: Mapping[str, Mapping[int, str]] = {
    "levers": {1: "lever", 2: "name", 3: "shapley", 4: "alone", 5: "shapley_other"},
    "tornado": {1: "driver", 2: "name", 3: "low", 4: "high", 5: "at_low", 6: "at_high", 7: "less_low", 8: "less_high"},
    "curve": {
        **{1: "curve", 3: "level", 4: "npv", 5: "npv_other", 6: "reach", 7: "satisfied", 8: "fte"},
        9: "yearly_cost",
    },
    "simulation": {
        **{1: "statistic", 3: "programme_value", 4: "service_value"},
        **{HISTOGRAM: "programme_from", HISTOGRAM + 1: "programme_to", HISTOGRAM + 2: "part_of_draws"},
    },
    "variance": {1: "driver", 2: "name", 3: "first_order", 4: "total_order"},
}
