"""The sheet of one future: a row a driver and a line, a column a year."""

from __future__ import annotations

from xlsxwriter.format import Format

from ...engine.expr import Line, Single
from ...inputs import LAST_YEAR, drivers
from ...model import MODEL
from ...model.driver import Input
from ..layout import (
    FIRST_ROW,
    HEAD_ROW,
    LABEL,
    LAST,
    NAME,
    STATE_ROW,
    UNIT,
    VALUE,
    YEAR_0,
    Block,
)
from .formats import RED
from .sheet import Context, Sheet


class FutureSheet(Sheet):
    """Drivers and lines of one future, by year."""

    def __init__(self, context: Context, future: str) -> None:
        super().__init__(context, future)
        self.future = future

    def write(self) -> None:
        """Write the sheet."""
        say = self.words.say
        widths = {LABEL: 44, UNIT: 22, NAME: 27, **dict.fromkeys(range(VALUE, LAST + 1), 13)}
        self.start(say(f"future_{self.future}"), widths)
        self.formula(
            STATE_ROW, LABEL, "case_message", self.cached.message, self.formats.of(italic=True, font_color=RED)
        )
        left = self.formats.of(bold=True, bottom=1)
        for column, head in ((LABEL, "head_line"), (UNIT, "head_unit"), (NAME, "head_name")):
            self.text(HEAD_ROW, column, say(head), left)
        self.text(HEAD_ROW, VALUE, say("head_now" if self.future == "today" else "head_own"), self.formats.head)
        self.years(HEAD_ROW, self.formats.of(bold=True, bottom=1, num_format=f'"{say("year", year="")}"0'))
        for block in self.layout.future.blocks:
            self._block(block)
        self.sheet.freeze_panes(HEAD_ROW, NAME)
        last_row = self.layout.future.next_row
        self.after_horizon_in_grey(FIRST_ROW, last_row, HEAD_ROW)
        self.sheet.conditional_format(
            FIRST_ROW - 1,
            VALUE - 1,
            last_row,
            LAST - 1,
            {
                "type": "formula",
                "criteria": "=inputs_ready<>1",
                "format": self.context.book.add_format({"num_format": ";;;", "font_color": "#FFFFFF"}),
            },
        )
        self.printed_on(HEAD_ROW, LAST, last_row)

    def _block(self, block: Block) -> None:
        headings = {"effect": "block_effect", "drivers": "block_drivers", "money_in": "block_money_in"}
        headings |= {"money_out": "block_money_out", "cash": "block_cash"}
        key = headings.get(block.key)
        self.block(block.row, self.words.say(key) if key else self.words.group("HEADINGS", block.key), LAST)
        for name in block.names:
            if block.key == "effect":
                self._effect(name)
            elif block.key == "drivers":
                self._driver(drivers()[name])
            else:
                self._item(MODEL.items[name])

    def _about(self, name: str, unit: str, style: Format | None = None) -> int:
        row: int = self.layout.future.rows[name]
        self.text(row, LABEL, self.words.of(name), style)
        self.text(row, UNIT, self.words.unit(unit), self.formats.faint)
        self.text(row, NAME, name, self.formats.faint)
        return row

    def _effect(self, name: str) -> None:
        row = self._about(name, "share")
        for year in range(1, LAST_YEAR + 1):
            value = self.cached.effect(self.future, year)
            formula = self.formulas.effect(self.future, year)
            style = self.formats.number("share")
            if formula in ("0", "1"):
                self.sheet.write_number(row - 1, YEAR_0 + year - 1, value, style)
            else:
                self.formula(row, YEAR_0 + year, formula, value, style)

    def _driver(self, driver: Input) -> None:
        row = self._about(driver.name, driver.unit)
        style = self.formats.number(driver.unit)
        own = self.formulas.driver_value(driver, self.future)
        self.formula(row, VALUE, own, self.cached.driver(driver.name, self.future), style)
        for year in range(LAST_YEAR + 1):
            formula = self.formulas.driver_in_year(driver, self.future, year)
            if formula is not None:
                value = self.cached.driver_in_year(driver.name, self.future, year)
                self.formula(row, YEAR_0 + year, formula, value, style)

    def _item(self, item: object) -> None:
        if isinstance(item, Single):
            if self.future == "today":
                row = self._about(item.name, item.unit)
                value = self.cached.single(item.name)
                self.formula(row, VALUE, self.formulas.single(item), value, self.formats.number(item.unit))
        elif isinstance(item, Line):
            self._line(item)

    def _line(self, line: Line) -> None:
        total = line.name in (
            "total_money_in",
            "total_money_out",
            "operating_cash_flow",
            "net_cash_flow",
            "present_value",
        )
        weight = {"bold": True, "top": 1} if total else {}
        row = self._about(line.name, line.unit, self.formats.of(**weight))
        style = self.formats.number(line.unit, **weight)
        now = self.cached.line_now(line.name) if self.future == "today" else None
        if now is not None:
            self.formula(row, VALUE, self.formulas.line_now(line), now, style)
        for year in range(LAST_YEAR + 1):
            formula = self.formulas.line(line, self.future, year)
            if formula in ("0", "1"):
                self.sheet.write_number(row - 1, YEAR_0 + year - 1, float(formula), style)
            elif formula is not None:
                self.formula(row, YEAR_0 + year, formula, self.cached.line(line.name, self.future, year), style)
