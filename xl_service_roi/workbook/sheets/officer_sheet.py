"""The officer sheet: what the officer answers for, what service costs and brings in, the scorecard, two captains."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import isnan

from ...engine.expr import Driver, Line
from ...model.cash_flow import operating_cash_flow, service_sales_money_in
from ...model.drivers import satisfied_share
from ...model.programme import cost_of_alignment, cost_of_technology
from ...officer import FORMS, REMITS
from ...spreadsheet.addresses import format_address
from ..layout import LABEL, STATE_ROW
from ..officer_tables import (
    BESIDE,
    CAPTAINS,
    CHOICE,
    CUSTOMERS,
    FIRST_YEAR,
    FORM_ROW,
    FORMS_COLUMN,
    LAST_COLUMN,
    LAST_ROW,
    OUTCOME_FIGURES,
    OUTCOMES,
    REMITS_HEAD,
    SCORECARD,
)
from .figures_sheet import FiguresSheet
from .formats import GREY
from .officer_captains import Captains
from .officer_columns import CostAndValue
from .officer_scorecard import Scorecard
from .sheet import Context

OUTCOMES_SHOWN: Mapping[str, tuple[str, Driver | Line | None]] = {
    "satisfaction": ("in_figures", satisfied_share),
    "profitability": ("in_figures", operating_cash_flow),
    "revenue": ("in_figures", service_sales_money_in),
    "advantage": ("qualitative", None),
    "collaboration": ("cost_only", cost_of_alignment),
    "technology": ("cost_only", cost_of_technology),
}
"""The six outcomes of the survey: how each is in the case, and as what."""


class OfficerSheet(FiguresSheet):
    """What the officer answers for, and what to steer by."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "officer")

    def write(self) -> None:
        """Write the sheet."""
        years = dict.fromkeys(range(FIRST_YEAR, LAST_COLUMN + 1), 11.5)
        self.start(self.words.say("officer_title"), {LABEL: 42, BESIDE: 15, **years})
        self.message()
        self._choice()
        self._remits()
        CostAndValue(self.context).write()
        self._customers()
        Scorecard(self.context).write()
        self._outcomes()
        Captains(self.context).write()
        self.sheet.freeze_panes(STATE_ROW, 0)
        self.printed_on(STATE_ROW, LAST_COLUMN, LAST_ROW)
        self.sheet.set_h_pagebreaks([SCORECARD - 1, CAPTAINS - 1])

    # ---------------------------------------------------------------------------------------- who answers for what

    def _choice(self) -> None:
        say = self.words.say
        self.block(CHOICE, say("officer_block_choice"), LAST_COLUMN)
        self.text(CHOICE + 1, LABEL, say("officer_choose"), self.formats.faint)
        chosen = self.context.before.officer
        self.sheet.write(FORM_ROW - 1, LABEL - 1, self.form_name(chosen) if chosen else None, self.formats.filled_in())
        first, last = (format_address(REMITS_HEAD, FORMS_COLUMN + at, True) for at in (0, len(FORMS) - 1))
        rule = {"validate": "list", "source": f"={first}:{last}", "input_message": say("officer_choose")}
        self.sheet.data_validation(FORM_ROW - 1, LABEL - 1, FORM_ROW - 1, LABEL - 1, rule)
        nothing = say("officer_none_chosen")
        formula = f'IF(officer_form="","{nothing}","")'
        beside = self.formats.of(font_color=GREY, align="left", indent=1)
        self.formula(FORM_ROW, BESIDE, formula, "" if chosen else nothing, beside)
        self.by_form(FORM_ROW + 1, LABEL, lambda form: say(f"officer_task_{form}"))
        self.by_form(FORM_ROW + 2, LABEL, lambda form: say(f"officer_basis_{form}"), self.formats.faint)

    def _remits(self) -> None:
        say, wrapped = self.words.say, self.formats.of(bold=True, bottom=1, text_wrap=True, valign="bottom")
        heads = (self.words.say("head_remit"), say("officer_head_this"), say("officer_head_basis"))
        for column, head in enumerate((*heads, *map(self.form_name, FORMS)), start=LABEL):
            self.text(REMITS_HEAD, column, head, wrapped)
        self.sheet.set_row(REMITS_HEAD - 1, 42)
        for row, remit in enumerate(REMITS, start=REMITS_HEAD + 1):
            self.text(row, LABEL, self.words.group("REMITS", remit))
            self.by_form(row, BESIDE, partial(self._role, remit=remit), self.formats.of(bold=True))
            self.by_form(row, BESIDE + 1, partial(self._basis, remit=remit), self.formats.faint)
            for column, form in enumerate(FORMS, start=FORMS_COLUMN):
                mark = "" if FORMS[form][remit].sourced else " *"
                self.text(row, column, self._role(form, remit) + mark, self.formats.faint)
        row = REMITS_HEAD + len(REMITS) + 1
        self.text(row, LABEL, say("officer_remits_note"), self.formats.faint)
        self.text(row + 1, LABEL, say("officer_lines_note"), self.formats.faint)

    def _role(self, form: str, remit: str) -> str:
        return self.words.say(f"officer_role_{FORMS[form][remit].key}")

    def _basis(self, form: str, remit: str) -> str:
        return self.words.say("officer_sourced" if FORMS[form][remit].sourced else "officer_reading")

    # ---------------------------------------------------------------------------------- won and kept, six outcomes

    def _customers(self) -> None:
        """Write what is spent on a customer won and on one kept."""
        say = self.words.say
        heads = {BESIDE: say("sheet_today"), BESIDE + 1: say("sheet_plan")}
        self.block(CUSTOMERS, say("officer_block_customers"), LAST_COLUMN, heads)
        for row, name in enumerate(("won", "kept"), start=CUSTOMERS + 1):
            self.text(row, LABEL, say(f"officer_per_{name}"))
            for column, suffix in ((BESIDE, "_today"), (BESIDE + 1, "")):
                measure = f"cost_per_customer_{name}{suffix}"
                found = self.cached.found.measures[measure] if self.cached.ready else 0.0
                formula, value = f'IF(COUNT({self.part(measure)})=1,{self.part(measure)},"–")', float(found)
                style = self.formats.number("money/customer", align="right")
                self.shown(row, column, formula, "–" if isnan(value) else value, style)
        self.text(CUSTOMERS + 3, LABEL, say("officer_customers_note"), self.formats.faint)
        self.text(CUSTOMERS + 4, LABEL, say("officer_eleven_note"), self.formats.faint)

    def _outcomes(self) -> None:
        """Write where the six outcomes of the survey are in the case."""
        say, counted, today = self.words.say, BESIDE, OUTCOME_FIGURES
        self.block(OUTCOMES, say("officer_block_outcomes"), LAST_COLUMN)
        self.text(OUTCOMES + 1, LABEL, say("officer_outcomes_note"), self.formats.faint)
        left = self.formats.of(bold=True, bottom=1)
        for column in range(LABEL, today + 2):
            self.text(OUTCOMES + 2, column, "", left)
        self.text(OUTCOMES + 2, counted, say("officer_head_counted"), left)
        self.text(OUTCOMES + 2, counted + 1, say("officer_head_as"), left)
        self.text(OUTCOMES + 2, today, say("officer_head_today_last"), self.formats.head)
        self.text(OUTCOMES + 2, today + 1, say("officer_head_plan_last"), self.formats.head)
        self.sheet.set_row(OUTCOMES + 1, 28)
        for row, (key, (counts, item)) in enumerate(OUTCOMES_SHOWN.items(), start=OUTCOMES + 3):
            self.text(row, LABEL, say(f"officer_outcome_{key}"))
            self.text(row, counted, say(f"officer_{counts}"))
            if item is None:
                self.text(row, counted + 1, say("officer_qualitative_text"))
                continue
            self.text(row, counted + 1, self.words.of(item.name))
            self.last_year(row, today, "today", item)
            self.last_year(row, today + 1, "plan", item)
