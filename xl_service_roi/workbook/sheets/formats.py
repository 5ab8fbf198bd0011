"""Cell formats of the template, by what a cell shows."""

from __future__ import annotations

from typing import Any, ClassVar

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from ...engine.units import shown

ENTRY_COLOUR, OPTIONAL_COLOUR = "#FFF8DC", "#FFFDF5"
"""Of the cells that are filled in, and of those that may stay empty."""
DARK_BLUE, LIGHT_BLUE, GREY, RED = "#1F3864", "#DDE6F0", "#595959", "#C00000"
"""Of titles, of the bands behind headings, of text that is needed now and then, and of what is wrong: on white and on
each of these backgrounds they can be read by whoever sees little contrast (4.5 to 1 at least)."""


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
        return self.filled_in(num_format=self.typed(unit))

    def typed(self, unit: str) -> str:
        """Return the pattern in which a figure looks as it was typed."""
        pattern = self.NUMBERS.get(shown(unit), "General")
        return {"0.0%": "0.0##%"}.get(pattern, pattern)

    def optional(self, unit: str = "", **more: Any) -> Format:
        """Return the format of a cell that may stay empty, of a number in a unit or of text."""
        pattern = {"num_format": self.typed(unit)} if unit else {}
        return self.filled_in(bg_color=OPTIONAL_COLOUR, border_color="#D9D9D9", **pattern, **more)

    def filled_in(self, **more: Any) -> Format:
        """Return the format of a cell that is filled in."""
        look = {"bg_color": ENTRY_COLOUR, "border": 1, "border_color": "#BFBFBF", "valign": "vcenter"}
        return self.of(**({**look, "locked": False} | more))

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
        return self.of(font_color=GREY)

    def small(self, **more: Any) -> Format:
        """Return the format of small text beside what matters."""
        return self.of(font_color=GREY, font_size=9, **more)

    @property
    def title(self) -> Format:
        """The title of a sheet."""
        return self.of(bold=True, font_size=16, font_color=DARK_BLUE)

    @property
    def block(self) -> Format:
        """A heading above rows."""
        return self.of(bold=True, bg_color=LIGHT_BLUE, font_color=DARK_BLUE, valign="vcenter")

    @property
    def block_small(self) -> Format:
        """Small text in the band of such a heading."""
        return self.of(bg_color=LIGHT_BLUE, font_color=DARK_BLUE, font_size=9, valign="vcenter")

    @property
    def head(self) -> Format:
        """The heading of a column."""
        return self.of(bold=True, bottom=1, align="right", text_wrap=True, valign="bottom")
