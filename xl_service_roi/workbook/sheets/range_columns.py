"""The columns of the inputs sheet that say how far an input may be off. All of them may stay empty.

A range that cannot be used is told beside it and stops nothing: only the simulation and the tornado need it.
"""

from __future__ import annotations

from ...model.driver import Input
from ...spreadsheet.addresses import format_address
from ...uncertainty import DISTRIBUTIONS, PARTS, range_names
from ..layout import FIRST_ROW, HEAD_ROW, HIGHEST, LOWEST, RANGE_COLUMN, RANGE_SOURCE, RANGE_STATUS
from ..range_status import distribution_word, status_formula
from .formats import RED
from .sheet import Sheet


class RangeColumns:
    """Low, high, distribution, source and status of the range of each input."""

    def __init__(self, sheet: Sheet) -> None:
        self.on = sheet
        self.words, self.formats = sheet.words, sheet.formats
        uncertainty = sheet.context.uncertainty
        self.ranges = uncertainty.ranges if uncertainty else {}
        self.assumed = uncertainty.assumed if uncertainty else ()

    def start(self, last_row: int) -> dict[int, str]:
        """Write what the columns are for, and the rules for all their cells; return their heads."""
        say, sheet = self.words.say, self.on.sheet
        self.on.text(HEAD_ROW - 1, RANGE_COLUMN["low"], say("ranges_optional"), self.formats.faint)
        wrong = {
            "type": "formula",
            "criteria": f"=LEN({format_address(FIRST_ROW, RANGE_STATUS)})>0",
            "format": self.on.context.book.add_format({"font_color": RED}),
        }
        sheet.conditional_format(FIRST_ROW - 1, RANGE_STATUS - 1, last_row - 1, RANGE_STATUS - 1, wrong)
        low, lowest, highest = (
            f"{mark}{format_address(FIRST_ROW, column)}"
            for mark, column in (("", RANGE_COLUMN["low"]), ("$", LOWEST), ("$", HIGHEST))
        )
        within = {"validate": "custom", "value": f"=AND(ISNUMBER({low}),{low}>={lowest},{low}<={highest})"}
        within |= {"error_title": say("head_range_status"), "error_message": say("range_allowed")}
        within |= {"input_title": say("head_range_status"), "input_message": say("range_help")}
        sheet.data_validation(FIRST_ROW - 1, RANGE_COLUMN["low"] - 1, last_row - 1, RANGE_COLUMN["high"] - 1, within)
        listed = {"validate": "list", "source": [distribution_word(each, self.words) for each in DISTRIBUTIONS]}
        listed |= {"input_title": say("head_distribution"), "input_message": say("distribution_help")}
        column = RANGE_COLUMN["distribution"] - 1
        sheet.data_validation(FIRST_ROW - 1, column, last_row - 1, column, listed)
        heads = {column: say(f"head_{part}") for part, column in RANGE_COLUMN.items()}
        return heads | {RANGE_SOURCE: say("head_range_source"), RANGE_STATUS: say("head_range_status")}

    def write(self, driver: Input, row: int) -> None:
        """Write the cells of an input that may be uncertain."""
        if f"{driver.name}_{PARTS[0]}" not in range_names():
            return
        found = self.ranges.get(driver.name)
        for part, column in RANGE_COLUMN.items():
            style = self.formats.optional(indent=1) if part == "distribution" else self.formats.optional(driver.unit)
            value = getattr(found, part, None)
            if part == "distribution" and value is not None:
                value = distribution_word(value, self.words)
            self.on.sheet.write(row - 1, column - 1, value, style)
        source = self.words.say("source_assumed") if driver.name in self.assumed else None
        self.on.sheet.write(row - 1, RANGE_SOURCE - 1, source, self.formats.optional())
        self.on.formula(row, RANGE_STATUS, status_formula(driver, row, self.words), "")
