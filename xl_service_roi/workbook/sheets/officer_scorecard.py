"""The scorecard on the officer sheet: targets from the plan, actual figures to type in, and the base of the bonus."""

from __future__ import annotations

from ...engine.expr import Driver, Line
from ...engine.units import shown
from ...model.drivers import service_bonus_share
from ...model.operations import payroll
from ...model.staff import service_bonus_cost
from ...officer import KPIS
from ...spreadsheet.addresses import format_address
from ..cached import NOTHING_TYPED
from ..officer_tables import (
    ACTUAL,
    BESIDE,
    BONUS,
    CHOSEN,
    FIRST,
    LABEL,
    LAST,
    LAST_COLUMN,
    SCORECARD,
    SCORECARD_HEAD,
    STATE,
    TODAY,
    YEAR_ROW,
)
from .figures_sheet import FiguresSheet
from .formats import GREY
from .sheet import Context
from .spoken import sentence_formula

_CHOSEN_YEAR = format_address(SCORECARD_HEAD, CHOSEN, True)


class Scorecard(FiguresSheet):
    """The indicators with the customer among them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "officer")

    def write(self) -> None:
        """Write this part of the sheet."""
        say = self.words.say
        self.block(SCORECARD, say("officer_block_scorecard"), LAST_COLUMN)
        self.text(SCORECARD + 1, LABEL, say("officer_scorecard_note"), self.formats.faint)
        self._year()
        self._heads()
        for row, (item, better) in enumerate(KPIS.items(), start=SCORECARD_HEAD + 1):
            self._targets(row, item)
            self.text(row, BESIDE, say(f"officer_{better}"))
            self._actual(row, item)
            self._state(row, item, better)
        self._hits()
        self._bonus()

    def _year(self) -> None:
        right = self.formats.of(font_color=GREY, align="right")
        self.text(YEAR_ROW, ACTUAL - 1, self.words.say("officer_actual_year"), right)
        self.sheet.write_blank(YEAR_ROW - 1, ACTUAL - 1, None, self.formats.filled_in(num_format="0"))
        rule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": "=horizon_years"}
        rule["error_message"] = rule["input_message"] = self.words.say("officer_year_allowed")
        self.sheet.data_validation(YEAR_ROW - 1, ACTUAL - 1, YEAR_ROW - 1, ACTUAL - 1, rule)

    def _heads(self) -> None:
        say, left = self.words.say, self.formats.of(bold=True, bottom=1, valign="bottom")
        self.text(SCORECARD_HEAD, LABEL, say("officer_head_indicator"), left)
        self.text(SCORECARD_HEAD, BESIDE, say("officer_head_better"), left)
        self.text(SCORECARD_HEAD, TODAY, say("sheet_today"), self.formats.head)
        self.text(
            SCORECARD_HEAD, FIRST, f"{say('officer_head_target')} {say('year', year=1).lower()}", self.formats.head
        )
        self.text(SCORECARD_HEAD, ACTUAL, say("officer_head_actual"), self.formats.head)
        indented = self.formats.of(bold=True, bottom=1, valign="bottom", align="left", indent=1)
        self.text(SCORECARD_HEAD, STATE, say("officer_head_state"), indented)
        self.text(SCORECARD_HEAD, STATE + 1, "", indented)
        year = f'"{say("officer_head_target")} {say("year", year="").lower()}"0'
        head = self.formats.of(bold=True, bottom=1, align="right", valign="bottom", text_wrap=True, num_format=year)
        self.shown(SCORECARD_HEAD, LAST, "horizon_years", float(self.horizon), head)
        chosen = (
            'IF(COUNT(officer_year)=1,IF(AND(officer_year>=1,officer_year<=horizon_years),INT(officer_year),""),"")'
        )
        self.shown(SCORECARD_HEAD, CHOSEN, chosen, NOTHING_TYPED, head)
        self.sheet.set_row(SCORECARD_HEAD - 1, 28)

    def _targets(self, row: int, item: Driver | Line) -> None:
        """Write the value of today, and those that the plan counts on."""
        self.text(row, LABEL, self.words.of(item.name))
        self.figure(row, TODAY, "today", item, 1)
        self.figure(row, FIRST, "plan", item, 1)
        self.last_year(row, LAST, "plan", item)
        formula = f'IF(COUNT({_CHOSEN_YEAR})=1,{self.layout.in_year(item.name, "plan", _CHOSEN_YEAR)},"")'
        self.shown(row, CHOSEN, formula, NOTHING_TYPED, self.formats.number(item.unit))

    def _actual(self, row: int, item: Driver | Line) -> None:
        self.sheet.write_blank(row - 1, ACTUAL - 1, None, self.formats.entry(item.unit))
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        rule["error_message"] = rule["input_message"] = self.words.say("officer_number_expected")
        self.sheet.data_validation(row - 1, ACTUAL - 1, row - 1, ACTUAL - 1, rule)

    def _state(self, row: int, item: Driver | Line, better: str) -> None:
        """Write whether the target is met, to the last digit that the sheet shows of it."""
        say = self.words.say
        target, actual = (format_address(row, column) for column in (CHOSEN, ACTUAL))
        short = f"{target}-{actual}" if better == "higher" else f"{actual}-{target}"
        last_digit = 0.001 if shown(item.unit).startswith("share") else 1
        met, missed = say("officer_on_target"), say("officer_off_target")
        state = f'IF({short}<={last_digit / 2},"{met}","{missed}")'
        state = f'IF(COUNT({target})=0,"{say("officer_no_year")}",{state})'
        self.shown(row, STATE, f'IF(COUNT({actual})=0,"",{state})', NOTHING_TYPED, self.formats.of(indent=1))

    def _hits(self) -> None:
        """Write how many targets are met, once there is a figure to hold against one."""
        first, last = SCORECARD_HEAD + 1, SCORECARD_HEAD + len(KPIS)
        states = f"{format_address(first, STATE)}:{format_address(last, STATE)}"
        hits = f'COUNTIF({states},"{self.words.say("officer_on_target")}")'
        formula = sentence_formula(self.words, "officer_hits", hits=hits, measured="COUNT(officer_actual)")
        formula = f'IF(OR(COUNT(officer_actual)=0,COUNT({_CHOSEN_YEAR})=0),"",{formula})'
        self.shown(last + 1, LABEL, formula, NOTHING_TYPED, self.formats.of(italic=True))

    def _bonus(self) -> None:
        """Write what a bonus on service indicators is reckoned from, in the same columns as the targets."""
        say = self.words.say
        self.text(BONUS, LABEL, say("officer_block_bonus"), self.formats.of(bold=True, bottom=1))
        for column in range(BESIDE, CHOSEN + 1):
            self.text(BONUS, column, "", self.formats.of(bottom=1))
        rows: dict[Driver | Line, int] = {
            payroll: BONUS + 1,
            service_bonus_share: BONUS + 2,
            service_bonus_cost: BONUS + 4,
        }
        for item, row in rows.items():
            self._targets(row, item)
        self.text(BONUS + 3, LABEL, say("officer_bonus"), self.formats.of(bold=True))
        bold = self.formats.number("money", bold=True)
        years = {TODAY: ("today", 1), FIRST: ("plan", 1), LAST: ("plan", self.horizon), CHOSEN: ("", 0)}
        for column, (future, year) in years.items():
            above = [format_address(rows[item], column) for item in (payroll, service_bonus_share)]
            formula, value = f'IF(COUNT({above[0]})=1,{above[0]}*{above[1]},"")', self._bonus_in(future, year)
            self.shown(BONUS + 3, column, formula, value, bold)
        self.text(BONUS + 5, LABEL, say("officer_bonus_note"), self.formats.faint)

    def _bonus_in(self, future: str, year: int) -> float | str:
        if not (self.cached.ready and future):
            return NOTHING_TYPED
        paid, share = (self.value(future, item, year) for item in (payroll, service_bonus_share))
        return float(paid) * float(share)
