"""Cell formats of the template, by what a cell shows."""

from __future__ import annotations

from typing import Any, ClassVar

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ..engine.units import shown

ENTRY_COLOUR = "#FFF8DC"
"""Of the cells that are filled in."""


class Formats:
    """Cell formats by what they show, each made once."""

    NUMBERS: ClassVar[dict[str, str]] = {
        "share": "0.0%",
        "share/year": "0.0%",
        "share by year": "0.0%",
        "money": "#,##0",
        "money/year": "#,##0",
        "money/FTE/year": "#,##0",
        "money/account/year": "#,##0",
        "customers": "#,##0",
        "customers/year": "#,##0",
        "contacts": "#,##0",
        "visits": "#,##0",
        "orders": "#,##0",
        "sales": "#,##0",
        "contracts": "#,##0",
        "hours": "#,##0",
        "switch": "0",
        "year": "0",
        "factor": "0.0000",
        "index": "0.0000",
        "-": "0",
    }

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[Any, ...], Format] = {}

    def number(self, unit: str, **more: Any) -> Format:
        """Return the format of a number in a unit."""
        return self.of(num_format=self.NUMBERS.get(shown(unit), "#,##0.00"), **more)

    def entry(self, unit: str) -> Format:
        """Return the format of a cell that is filled in: figures look as they were typed."""
        pattern = {"0.0%": "0.0##%"}.get(self.NUMBERS.get(shown(unit), ""), self.NUMBERS.get(shown(unit), "General"))
        return self.filled_in(num_format=pattern)

    def filled_in(self, **more: Any) -> Format:
        """Return the format of a cell that is filled in."""
        return self.of(bg_color=ENTRY_COLOUR, border=1, border_color="#BFBFBF", locked=False, **more)

    def of(self, **properties: Any) -> Format:
        """Return a format with the given properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format({"font_name": "Calibri", "font_size": 10, **properties})
        return self.made[key]

    @property
    def text(self) -> Format:
        """Plain text."""
        return self.of()

    @property
    def faint(self) -> Format:
        """Text that is only needed now and then."""
        return self.of(font_color="#7F7F7F")

    @property
    def title(self) -> Format:
        """The title of a sheet."""
        return self.of(bold=True, font_size=16, font_color="#1F3864")

    @property
    def block(self) -> Format:
        """A heading above rows."""
        return self.of(bold=True, bg_color="#DDE6F0", font_color="#1F3864")

    @property
    def head(self) -> Format:
        """The heading of a column."""
        return self.of(bold=True, bottom=1, align="right", text_wrap=True, valign="bottom")
