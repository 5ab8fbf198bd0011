"""What the sheets of the officer and of the directors share: figures of the case once there are any, and sentences."""

from __future__ import annotations

from collections.abc import Callable

from xlsxwriter.format import Format

from ...engine.expr import Driver, Line
from ...inputs import LAST_YEAR
from ...model import MODEL
from ...officer import FORMS, PRESUMED, value_in
from ...spreadsheet.addresses import format_address
from ..analysis_tables import FIRST
from ..cached import Cached
from .sheet import Sheet
from .spoken import text_formula

_MESSAGE_ROW = 2
SUM = {"bold": True, "top": 1}
"""How a sum looks."""
AMOUNT = '#,##0;-#,##0;"–"'
"""Nothing is a dash, so that the eye finds what is there."""


class FiguresSheet(Sheet):
    """A sheet with figures of the case, all empty until the inputs are complete."""

    def message(self) -> None:
        """Write what still has to be filled in, below the title."""
        style = self.formats.of(italic=True, bold=True, font_color="#C00000")
        self.formula(_MESSAGE_ROW, FIRST, "case_message", self.cached.message, style)

    def shown(self, row: int, column: int, formula: str, value: Cached, style: Format | None = None) -> None:
        """Write a formula that shows something only once there are figures; its ``value`` then."""
        ready = self.cached.ready
        self.formula(row, column, f'IF(case_message="",{formula},"")', value if ready else "", style)

    def figure(self, row: int, column: int, future: str, item: Driver | Line, year: int) -> None:
        """Write a driver's or line's value in a year of a future."""
        formula = self.layout.cell_of(item, future, year)
        self.shown(row, column, formula, self.value(future, item, year), self.formats.number(item.unit))

    def value(self, future: str, item: Driver | Line, year: int) -> Cached:
        """Return a driver's or line's value in a year of a future."""
        return value_in(self.cached.found, future, item, year) if self.cached.ready else ""

    @property
    def horizon(self) -> int:
        """The last year that counts; 0 while that is not known."""
        return int(self.cached.years_counted(LAST_YEAR))

    def last_year(self, row: int, column: int, future: str, item: Driver | Line) -> None:
        """Write a driver's or line's value in the last year of the horizon."""
        value = self.value(future, item, self.horizon)
        formula = self.layout.in_year(item.name, future, "horizon_years")
        self.shown(row, column, formula, value, self.formats.number(item.unit))

    def part(self, name: str) -> str:
        """Return the cell of a measure on the results sheet."""
        return self.layout.cell_of(MODEL.measures[name], "", 0)

    def agrees(self, row: int, column: int, name: str, summed: str) -> None:
        """Write beside a sum whether it comes to a measure, as it must but for the rounding of what was summed."""
        same, differs = self.words.say("headings_agree"), self.words.say("headings_differ")
        equal = f"ABS({format_address(row, column)}-{self.part(name)})<=0.000000001*(1+ABS(result_pv_today)+{summed})"
        self.shown(row, column + 1, f'IF({equal},"{same}","{differs}")', same, self.formats.of(italic=True, indent=1))

    # ------------------------------------------------------------------------------------------------- the officer

    @property
    def form(self) -> str:
        """The form of the officer that the workbook was written for."""
        return self.context.before.officer or PRESUMED

    def form_name(self, form: str) -> str:
        """Return what a form of the officer is called."""
        return self.words.say(f"officer_form_{form}")

    def by_form(self, row: int, column: int, said: Callable[[str], str], style: Format | None = None) -> None:
        """Write what is ``said`` about the form that is chosen in the workbook."""
        formula = text_formula(said(PRESUMED))
        for form in FORMS:
            if form != PRESUMED:
                formula = f"IF(officer_form={text_formula(self.form_name(form))},{text_formula(said(form))},{formula})"
        self.formula(row, column, formula, said(self.form), style)
