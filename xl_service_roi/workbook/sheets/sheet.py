"""What all sheets of the template share: writing by row and column counted from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ...inputs import LAST_YEAR, Inputs
from ...labels import Labels
from ...spreadsheet.addresses import format_address
from ...uncertainty import Uncertainty
from ..before import Before
from ..cached import Cached, CachedValues
from ..formulas import Formulas
from ..layout import LABEL, LAST, TITLE_ROW, YEAR_0, Layout
from .formats import GREY, Formats

UNLOCKED = (
    *("select_locked_cells", "select_unlocked_cells", "format_cells", "format_columns", "format_rows", "autofilter"),
    *("objects", "scenarios"),
)
"""What anyone may do on a protected sheet: look, filter, make columns wider, and mark cells, which our macros do."""


@dataclass(frozen=True)
class Context:
    """What every sheet of a template is written from."""

    book: Workbook
    words: Labels
    layout: Layout
    formulas: Formulas
    inputs: Inputs | None
    uncertainty: Uncertainty | None
    cached: CachedValues
    formats: Formats
    notes: Mapping[str, str] = field(default_factory=dict)
    """What stands in the note beside an input, by driver."""
    before: Before = field(default_factory=Before)


class Sheet:
    """What all sheets share: writing by row and column counted from 1."""

    def __init__(self, context: Context, key: str) -> None:
        self.context, self.key = context, key
        self.words, self.layout, self.cached = context.words, context.layout, context.cached
        self.formulas, self.formats = context.formulas, context.formats
        self.sheet: Worksheet = context.book.get_worksheet_by_name(self.layout.sheets[key])

    def write(self) -> None:
        """Write the sheet."""
        raise NotImplementedError(f"{self.key} says what stands on it")

    def text(self, row: int, column: int, text: str, style: Format | None = None) -> None:
        """Write text."""
        self.sheet.write_string(row - 1, column - 1, text, style or self.formats.text)

    def formula(self, row: int, column: int, formula: str, value: Cached, style: Format | None = None) -> None:
        """Write a formula, without its ``=``, with its value."""
        self.sheet.write_formula(row - 1, column - 1, "=" + formula, style or self.formats.text, value)

    def start(self, title: str, widths: Mapping[int, float]) -> None:
        """Write the title and set the widths of the columns."""
        self.text(TITLE_ROW, LABEL, title, self.formats.title)
        self.sheet.set_row(TITLE_ROW - 1, 24)
        for column, width in widths.items():
            self.sheet.set_column(column - 1, column - 1, width, self.formats.text)
        self.sheet.hide_gridlines(2)
        self._protect()

    def _protect(self) -> None:
        """Lock what is not filled in; without a password, so that whoever wants to may change all of it."""
        self.sheet.protect("", dict.fromkeys(UNLOCKED, True))

    def block(self, row: int, text: str, last_column: int, heads: dict[int, str] | None = None) -> None:
        """Write the heading of a block over a row."""
        for column in range(LABEL, last_column + 1):
            self.sheet.write_blank(row - 1, column - 1, None, self.formats.block)
        self.text(row, LABEL, text, self.formats.block)
        right = self.formats.of(bold=True, bg_color="#DDE6F0", font_color="#1F3864", align="right")
        for column, head in (heads or {}).items():
            self.text(row, column, head, right)

    def years(self, row: int, style: Format) -> None:
        """Write the numbers of the years, to which formulas refer."""
        for year in range(LAST_YEAR + 1):
            self.sheet.write_number(row - 1, YEAR_0 + year - 1, year, style)

    @property
    def year_head(self) -> Format:
        """The heading of a year: a number, since formulas refer to it."""
        pattern = f'"{self.words.say("year", year="")}"0'
        return self.formats.of(bold=True, bg_color="#DDE6F0", font_color="#1F3864", num_format=pattern)

    def after_horizon_in_grey(self, first_row: int, last_row: int, head_row: int) -> None:
        """Set the years after the horizon in grey and in italics: they count for nothing."""
        first = format_address(head_row, YEAR_0).replace(str(head_row), f"${head_row}")
        grey = self.context.book.add_format({"font_color": GREY, "italic": True})
        self.sheet.conditional_format(
            first_row - 1,
            YEAR_0 - 1,
            last_row - 1,
            LAST - 1,
            {"type": "formula", "criteria": f"={first}>horizon_years", "format": grey},
        )

    def printed_on(self, rows_on_top: int, last_column: int, last_row: int) -> None:
        """Set the print area and repeat the rows on top of each page."""
        self.sheet.print_area(0, 0, last_row - 1, last_column - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, rows_on_top - 1)
        self.sheet.set_footer("&L&F&C&A&R&P / &N")
