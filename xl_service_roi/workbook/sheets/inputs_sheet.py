"""The inputs sheet: a row a driver, essentials first, each with its meaning, an example and whether it can be used."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format

from ...inputs import LAST_YEAR, drivers, essentials
from ...model.driver import FUTURES, Input
from ...spreadsheet.addresses import format_address
from ..layout import (
    EXAMPLE,
    FIRST_ROW,
    HEAD_ROW,
    HIGHEST,
    INPUT_COLUMN,
    INPUT_NAME,
    INPUT_UNIT,
    LABEL,
    LOWEST,
    MEANING,
    NOTE,
    RANGE_COLUMN,
    RANGE_SOURCE,
    RANGE_STATUS,
    SECTION,
    SOURCE,
    STATE_ROW,
    STATUS,
    Block,
)
from .entry_rules import entry_rule, example, switch_word, unit_in_words
from .formats import RED
from .range_columns import RangeColumns
from .sheet import Context, Sheet

WIDTHS = {
    **{LABEL: 32, SECTION: 11, MEANING: 40, INPUT_UNIT: 14, **dict.fromkeys(INPUT_COLUMN.values(), 11)},
    **{EXAMPLE: 17, RANGE_COLUMN["low"]: 10, RANGE_COLUMN["high"]: 10, RANGE_COLUMN["distribution"]: 11},
    **{SOURCE: 14, STATUS: 13, NOTE: 20, LOWEST: 11, HIGHEST: 11, RANGE_SOURCE: 18, RANGE_STATUS: 26, INPUT_NAME: 30},
}
_BORDERED = (*INPUT_COLUMN.values(), *RANGE_COLUMN.values(), HIGHEST)
"""Columns at whose right end a border or a figure stands: text in the next one keeps clear of it."""
_LINE, _LETTERS = 12, 1.1
"""Of small text: the height of a line, and how many letters stand in a column as wide as one of normal size."""


class InputsSheet(Sheet):
    """One row a driver, with what it means, what the illustrative firm has, its source and whether it can be used."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "inputs")
        self.ranges = RangeColumns(self)
        self.small = self.formats.small(text_wrap=True, valign="vcenter")
        self.apart = self.formats.small(text_wrap=True, valign="vcenter", indent=1)
        self.required = self.words.say("section_required")
        self.first_folded = max(self.layout.inputs.rows[driver.name] for driver in essentials()) + 1
        self.last_row = self.layout.inputs.rows["ramp_plan"] + 1

    def write(self) -> None:
        """Write the sheet."""
        self.start(self.words.say("inputs_title"), WIDTHS)
        self._state()
        self._heads()
        for block in self.layout.inputs.blocks:
            self._block(block)
        self._fold()
        self.sheet.freeze_panes(HEAD_ROW, LABEL)
        self.printed_on(HEAD_ROW, NOTE, self.last_row)
        alarm = {
            "type": "formula",
            "criteria": f"=ISTEXT({format_address(FIRST_ROW, STATUS)})",
            "format": self.context.book.add_format({"font_color": RED, "bold": True}),
        }
        self.sheet.conditional_format(FIRST_ROW - 1, STATUS - 1, self.last_row - 1, STATUS - 1, alarm)

    def _heads(self) -> None:
        say = self.words.say
        heads = {
            LABEL: say("head_driver"),
            SECTION: say("head_section"),
            MEANING: say("head_meaning"),
            INPUT_UNIT: say("head_unit"),
            **{column: self.words.group("FUTURES", future) for future, column in INPUT_COLUMN.items()},
            EXAMPLE: say("head_example"),
            SOURCE: say("head_source"),
            STATUS: say("head_status"),
            NOTE: say("head_note"),
            LOWEST: say("head_from"),
            HIGHEST: say("head_to"),
            INPUT_NAME: say("head_name"),
            **self.ranges.start(self.layout.ramp_row - 1),
        }
        figures = (*INPUT_COLUMN.values(), RANGE_COLUMN["low"], RANGE_COLUMN["high"], LOWEST, HIGHEST)
        left = self.formats.of(bold=True, bottom=1, valign="bottom", text_wrap=True)
        apart = self.formats.of(bold=True, bottom=1, valign="bottom", text_wrap=True, align="left", indent=1)
        for column, head in heads.items():
            style = self.formats.head if column in figures else apart if column - 1 in _BORDERED else left
            self.text(HEAD_ROW, column, head, style)
        self.sheet.set_row(HEAD_ROW - 1, 30)
        help_with_note = {"validate": "any", "input_title": heads[NOTE], "input_message": say("note_help")}
        self.sheet.data_validation(FIRST_ROW - 1, NOTE - 1, self.layout.ramp_row - 2, NOTE - 1, help_with_note)

    def _state(self) -> None:
        """The three cells from which the rest of the workbook knows whether the inputs can be used."""
        first, last = (format_address(row, STATUS, True) for row in (FIRST_ROW, self.layout.ramp_row - 1))
        # The ramp has years in this column, and LibreOffice counts numbers where Excel counts text only.
        status, of_ramp = f"{first}:{last}", format_address(self.last_row, STATUS, True)
        empty = self.words.say("status_empty")
        missing = 0.0 if self.cached.ready else float(len(essentials()))
        hidden = self.formats.of(num_format=";;;")
        self.formula(
            STATE_ROW, INPUT_COLUMN["today"], "IF(inputs_missing+inputs_wrong=0,1,0)", float(not missing), hidden
        )
        self.formula(STATE_ROW, INPUT_COLUMN["plan"], f'COUNTIF({status},"{empty}")', missing, hidden)
        wrong = f'COUNTIF({status},"?*")+IF({of_ramp}="",0,1)-inputs_missing'
        self.formula(STATE_ROW, INPUT_COLUMN["zero"], wrong, 0.0, hidden)
        self.formula(
            STATE_ROW,
            LABEL,
            f'IF(case_message="","{self.words.say("inputs_complete")}",case_message)',
            self.cached.message or self.words.say("inputs_complete"),
            self.formats.of(italic=True),
        )
        others = self.words.say("other_inputs", count=len(drivers()) - len(essentials()))
        self.text(STATE_ROW + 1, LABEL, others, self.formats.faint)

    # ------------------------------------------------------------------------------------------------- the rows

    def _block(self, block: Block) -> None:
        section = self._section(block)
        is_section = block.key in {driver.section for driver in drivers().values()}
        title = self.words.group("SECTIONS", block.key) if is_section else self.words.say(f"block_{block.key}")
        self.block(block.row, title, INPUT_NAME)
        self._row(block.row, 21)
        self.text(block.row, SECTION, section, self.formats.block_small)
        for name in block.names:
            self.text(self.layout.inputs.rows[name], SECTION, section, self.small)
            if drivers()[name].scope == "year":
                self._ramp(drivers()[name], block.row)
            else:
                self._driver(drivers()[name])

    def _section(self, block: Block) -> str:
        """Return where the rows of a block belong, as the filter lists it."""
        if block.key == "ramp":
            return self.words.say("section_ramp")
        return self.required if block.key.startswith("essential_") else self.words.group("SECTIONS", block.key)

    def _fold(self) -> None:
        """Leave only what is required in sight: other than an outline, a filter can be used on a protected sheet."""
        self.sheet.autofilter(HEAD_ROW - 1, SECTION - 1, self.last_row - 1, SECTION - 1)
        self.sheet.filter_column_list(SECTION - 1, [self.required])

    def _row(self, row: int, height: float) -> None:
        """Set the height of a row, and hide it if the filter does."""
        is_folded = row >= self.first_folded
        self.sheet.set_row(row - 1, height, None, {"hidden": True} if is_folded else {})

    def _driver(self, driver: Input) -> None:
        row = self.layout.inputs.rows[driver.name]
        futures = FUTURES if driver.scope == "future" else ("today",)
        columns = [INPUT_COLUMN[future] for future in futures]
        for future, column in zip(futures, columns, strict=True):
            self._entry(row, column, self._entered(driver, future), self._entry_style(driver))
        rule = entry_rule(driver, self.words)
        self.sheet.data_validation(row - 1, columns[0] - 1, row - 1, columns[-1] - 1, rule)
        cells = f"{format_address(row, columns[0])}:{format_address(row, columns[-1])}"
        self._about(driver, row)
        bounds = self.formats.small(num_format=_bounds_format(driver), valign="vcenter")
        self.sheet.write_number(row - 1, LOWEST - 1, driver.at_least, bounds)
        self.sheet.write_number(row - 1, HIGHEST - 1, driver.at_most, bounds)
        self.text(row, EXAMPLE, example(driver, self.words), self.apart)
        self.text(row, SOURCE, self._source(driver), self.apart)
        status = self.formats.of(text_wrap=True, valign="vcenter")
        self.formula(row, STATUS, self._status(driver, row, cells), self._status_now(driver), status)
        note = self.formats.optional(text_wrap=True, font_size=9)
        self.sheet.write(row - 1, NOTE - 1, self.context.notes.get(driver.name), note)
        self.ranges.write(driver, row)

    def _about(self, driver: Input, row: int) -> None:
        label, meaning, unit = self.words.of(driver.name), self.words.meaning(driver), unit_in_words(driver, self.words)
        self.text(row, LABEL, label, self.formats.of(text_wrap=True, valign="vcenter"))
        self.text(row, MEANING, meaning, self.small)
        self.text(row, INPUT_UNIT, unit, self.small)
        self.text(row, INPUT_NAME, driver.name, self.formats.small(valign="vcenter"))
        texts = {MEANING: meaning, EXAMPLE: example(driver, self.words), SOURCE: self._source(driver)}
        texts[NOTE] = self.context.notes.get(driver.name, "")
        self._height(row, texts | {LABEL: label, INPUT_UNIT: unit})

    def _height(self, row: int, texts: dict[int, str]) -> None:
        lines = max(_lines(text, WIDTHS[column]) for column, text in texts.items())
        self._row(row, max(19, 5 + lines * _LINE))

    def _source(self, driver: Input) -> str:
        if driver.essential:
            return self.words.say("source_own_figure")
        return self.words.say(f"source_{driver.source or 'assumed'}")

    def _status(self, driver: Input, row: int, cells: str) -> str:
        say = self.words.say
        today = format_address(row, INPUT_COLUMN["today"])
        low, high = format_address(row, LOWEST), format_address(row, HIGHEST)
        empty = say("status_empty") if driver.essential else say("status_restore")
        outside = f"OR(MIN({cells})<{low},MAX({cells})>{high})"
        if driver.whole:
            outside = f"OR(MIN({cells})<{low},MAX({cells})>{high},{today}<>INT({today}))"
        return (
            f'IF({today}="","{empty}",IF(COUNT({cells})<COUNTA({cells}),"{say("status_no_number")}",'
            f'IF({outside},"{say("status_outside")}","")))'
        )

    def _status_now(self, driver: Input) -> str:
        return self.words.say("status_empty") if driver.essential and not self.cached.ready else ""

    def _entry(self, row: int, column: int, value: float | None, style: Format) -> None:
        if value is None:
            self.sheet.write_blank(row - 1, column - 1, None, style)
        else:
            self.sheet.write_number(row - 1, column - 1, value, style)

    def _entry_style(self, driver: Input) -> Format:
        if driver.unit != "switch":
            return self.formats.entry(driver.unit)
        words = [switch_word(driver, value, self.words) for value in (0, 1)]
        return self.formats.filled_in(num_format=f'[=0]"{words[0]}";[=1]"{words[1]}";General', align="right")

    def _entered(self, driver: Input, future: str) -> float | None:
        """Return what stands in an input cell: nothing where plan or zero equals today, or an essential is open."""
        name = driver.name if driver.scope == "general" else f"{driver.name}_{future}"
        if self.context.inputs is None:
            figure = driver.default if future == "today" else None
            return float(figure) if isinstance(figure, int | float) else None
        if name in self.context.inputs.same_as_today:
            return None
        return float(self.context.inputs.values[name])

    # ------------------------------------------------------------------------------------------------- the ramp

    def _ramp(self, driver: Input, head_row: int) -> None:
        say = self.words.say
        row, first = self.layout.inputs.rows[driver.name], INPUT_COLUMN["today"]
        last, status_row = first + LAST_YEAR - 1, row + 1
        given = self.context.inputs
        values: Any = given.values[driver.name] if given else driver.figures["today"]
        for year in range(1, LAST_YEAR + 1):
            self.sheet.write_number(head_row - 1, first + year - 2, year, self.year_head)
            self._entry(row, first + year - 1, float(values[year - 1]), self._entry_style(driver))
        self.sheet.data_validation(row - 1, first - 1, row - 1, last - 1, entry_rule(driver, self.words))
        self._about(driver, row)
        self.text(status_row, SECTION, say("section_ramp"), self.small)
        self.text(status_row, LABEL, say("ramp_note"), self.small)
        self._height(status_row, {LABEL: say("ramp_note")})
        cells = f"{format_address(row, first)}:{format_address(row, last)}"
        outside = f"OR(MIN({cells})<{driver.at_least:g},MAX({cells})>{driver.at_most:g})"
        wrong = f'IF(COUNT({cells})<{LAST_YEAR},"{say("status_no_number")}",IF({outside},"{say("status_outside")}",""))'
        self.formula(status_row, STATUS, wrong, "")


def _lines(text: str, width: float) -> int:
    """Return in how many lines small text is wrapped, word by word."""
    lines, room = 1, width * _LETTERS
    left = room
    for word in text.split():
        if len(word) > left and left < room:
            lines, left = lines + 1, room
        left -= len(word) + 1
    return lines


def _bounds_format(driver: Input) -> str:
    return "0%" if driver.is_share else "[>=1000000]0E+0;[<=-1000000]-0E+0;General"
