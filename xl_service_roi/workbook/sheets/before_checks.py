"""The sheet before, held against the case: the budget against each year's cost, the term against the payback."""

from __future__ import annotations

from ...inputs import LAST_YEAR
from ...model import MODEL
from ...spreadsheet.addresses import format_address
from ..cached import Cached
from ..programme_cost import ProgrammeCost, cost_formula, programme_cost
from ..start_tables import (
    ANSWER_COLUMN,
    BY_YEAR_HEAD,
    CHECK_ROW,
    CHECKS_HEAD,
    FIRST_YEAR_ROW,
    LABEL_COLUMN,
    SAID_COLUMN,
)
from .formats import GREY
from .sheet import Sheet
from .told import NOTHING, Branch, Teller, Told, first_that_holds

_TENTH = 1
"""Decimals of years that are told."""
_TWO_LINES = 30
"""Points of a row in which two lines of text fit."""


class BeforeChecks:
    """The part of the sheet before that follows from the case; all of it is empty until there is one."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.words, self.cached, self.formats = sheet, sheet.words, sheet.cached, sheet.formats
        self.teller = Teller(sheet.words)
        self.before = sheet.context.before
        self.cost = programme_cost(sheet.cached) if sheet.cached.ready else ProgrammeCost()
        self.horizon = self.cached.years_counted(LAST_YEAR)
        self.payback = self.cached.measure(MODEL.measures["payback"])

    def write(self) -> None:
        """Write the figures, what is said about each, and the cost year by year."""
        say, cost = self.words.say, self.cost
        self.sheet.block(CHECKS_HEAD, say("before_checks"), SAID_COLUMN)
        self._check("highest", say("before_highest"), "MAX(before_yearly_cost)", cost.highest, self._budget())
        average = "SUM(before_yearly_cost)/horizon_years"
        self._check("average", say("before_average"), average, cost.average, self._average())
        self._check("one_off", say("before_one_off"), cost_formula(self.sheet.layout, 0), cost.one_off, self._one_off())
        self._check("payback", self.words.of("payback"), "result_payback", self.payback, self._term(), "0.0")
        self._check("horizon", self.words.of("horizon_years"), "horizon_years", self.horizon, self._horizon(), "0")
        self._by_year()

    def _check(self, check: str, label: str, formula: str, value: Cached, told: Told, pattern: str = "#,##0") -> None:
        row = CHECK_ROW[check]
        self.sheet.text(row, LABEL_COLUMN, label, self.formats.of(text_wrap=True, valign="vcenter"))
        self._shown(row, ANSWER_COLUMN, formula, value, num_format=pattern)
        self._shown(row, SAID_COLUMN, told.formula, told.text)
        self.sheet.sheet.set_row(row - 1, _TWO_LINES)

    def _shown(self, row: int, column: int, formula: str, value: Cached, **style: object) -> None:
        """Write what is shown once there is a case; the first of the sentences says what is missing till then."""
        first = (row, column) == (CHECK_ROW["highest"], SAID_COLUMN)
        otherwise = "case_message" if first else '""'
        waiting = self.cached.message if first else ""
        look = self.formats.of(align="left", valign="vcenter", text_wrap=True, indent=1, **style)
        self.sheet.formula(
            row, column, f'IF(case_message="",{formula},{otherwise})', value if self.cached.ready else waiting, look
        )

    # ------------------------------------------------------------------------------------------------ the budget

    def _budget(self) -> Told:
        budget, cost = self.before.budget, self.cost
        year = self.teller.count("MATCH(before_highest_cost,before_yearly_cost,0)", cost.dearest_year)
        over = self.teller.money("(before_highest_cost-before_budget)", cost.highest - (budget or 0.0))
        return first_that_holds(
            Branch("before_highest_cost<=0", cost.highest <= 0, self.teller.say("before_no_cost")),
            Branch("COUNT(before_budget)=0", budget is None, self.teller.say("before_no_budget", year=year)),
            Branch(
                "before_highest_cost<=before_budget",
                cost.highest <= (budget or 0.0),
                self.teller.say("before_within", year=year),
            ),
            otherwise=self.teller.say("before_above", year=year, amount=over),
        )

    def _average(self) -> Told:
        budget, average = self.before.budget, self.cost.average
        over = self.teller.money("(before_average_cost-before_budget)", average - (budget or 0.0))
        silent = budget is None or self.cost.highest <= 0
        return first_that_holds(
            Branch("OR(COUNT(before_budget)=0,before_highest_cost<=0)", silent, NOTHING),
            Branch(
                "ROUND(before_average_cost-before_budget,2)<=0",
                round(average - (budget or 0.0), 2) <= 0,
                self.teller.say("before_average_within"),
            ),
            otherwise=self.teller.say("before_average_above", amount=over),
        )

    def _one_off(self) -> Told:
        one_off = self.cost.one_off
        return first_that_holds(
            Branch("before_one_off_cost=0", one_off == 0, self.teller.say("before_one_off_none")),
            Branch("before_one_off_cost<0", one_off < 0, self.teller.say("before_one_off_less")),
            otherwise=self.teller.say("before_one_off_outlay"),
        )

    def _by_year(self) -> None:
        """The cost of each year, since the dearest is not always the one that the budget is made for."""
        self.sheet.block(BY_YEAR_HEAD, self.words.say("before_by_year"), SAID_COLUMN)
        for year in range(1, LAST_YEAR + 1):
            self._year(year, FIRST_YEAR_ROW + year - 1)
        grey = self.sheet.context.book.add_format({"font_color": GREY, "italic": True})
        after = f"={format_address(FIRST_YEAR_ROW, LABEL_COLUMN)}>horizon_years"
        rule = {"type": "formula", "criteria": after, "format": grey}
        first, last = FIRST_YEAR_ROW - 1, FIRST_YEAR_ROW + LAST_YEAR - 2
        self.sheet.sheet.conditional_format(first, LABEL_COLUMN - 1, last, LABEL_COLUMN - 1, rule)

    def _year(self, year: int, row: int) -> None:
        """Write what a year costs, and whether that is within the budget; nothing for a year after the horizon."""
        label = self.formats.of(num_format=f'"{self.words.say("year", year="")}"0', align="left")
        self.sheet.sheet.write_number(row - 1, LABEL_COLUMN - 1, year, label)
        named, cell = (format_address(row, column) for column in (LABEL_COLUMN, ANSWER_COLUMN))
        counts, budget = year <= self.horizon, self.before.budget
        cost = self.cost.yearly[year - 1] if counts else 0.0
        formula = f'IF({named}>horizon_years,"",{cost_formula(self.sheet.layout, year)})'
        self._shown(row, ANSWER_COLUMN, formula, cost if counts else "", num_format="#,##0")
        over = self.teller.money(f"({cell}-before_budget)", cost - (budget or 0.0))
        told = first_that_holds(
            Branch(f'OR({cell}="",COUNT(before_budget)=0)', not counts or budget is None, NOTHING),
            Branch(f"{cell}<=before_budget", cost <= (budget or 0.0), self.teller.say("before_year_within")),
            otherwise=self.teller.say("before_year_above", amount=over),
        )
        self._shown(row, SAID_COLUMN, told.formula, told.text)

    # -------------------------------------------------------------------------------------------------- the term

    def _term(self) -> Told:
        term, tell = self.before.term, self.teller
        there_is = isinstance(self.payback, float)
        payback = self.payback if isinstance(self.payback, float) else 0.0
        late = f"ROUND(result_payback-before_term,{_TENTH})"
        later = round(payback - (term or 0.0), _TENTH)
        within = tell.period("before_term", term or 0.0)
        return first_that_holds(
            Branch("COUNT(before_term)=0", term is None, tell.say("before_no_term")),
            Branch(
                "AND(COUNT(result_payback)=0,before_term>horizon_years)",
                not there_is and (term or 0.0) > self.horizon,
                tell.say("before_payback_unknown", term=within),
            ),
            Branch("COUNT(result_payback)=0", not there_is, tell.say("before_payback_never", term=within)),
            Branch("result_payback=0", payback == 0, tell.say("before_payback_at_once", term=within)),
            Branch(f"{late}<=0", later <= 0, tell.say("before_payback_within", term=within)),
            otherwise=tell.say("before_payback_later", later=tell.period(late, later), term=within),
        )

    def _horizon(self) -> Told:
        term, tell = self.before.term, self.teller
        within = tell.period("before_term", term or 0.0)
        return first_that_holds(
            Branch("COUNT(before_term)=0", term is None, NOTHING),
            Branch(
                "before_term>horizon_years",
                (term or 0.0) > self.horizon,
                tell.say("before_horizon_shorter", term=within),
            ),
            otherwise=tell.say("before_horizon_enough", term=within),
        )
