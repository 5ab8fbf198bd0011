"""The inputs sheet: a row a driver, essentials first."""

from __future__ import annotations

from typing import Any

from ..inputs import LAST_YEAR, drivers, essentials
from ..model.driver import FUTURES, Input
from ..spreadsheet.addresses import format_address
from .layout import (
    FIRST_ROW,
    HEAD_ROW,
    HIGHEST,
    INPUT_COLUMN,
    INPUT_NAME,
    LABEL,
    LOWEST,
    MEANING,
    NOTE,
    RANGE_COLUMN,
    RANGE_SOURCE,
    RANGE_STATUS,
    SOURCE,
    STATE_ROW,
    STATUS,
    UNIT,
    Block,
)
from .range_columns import RangeColumns
from .sheet import Context, Sheet


class InputsSheet(Sheet):
    """One row a driver, with what is allowed, its source and whether it can be used."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "inputs")
        self.ranges = RangeColumns(self)

    def write(self) -> None:
        """Write the sheet."""
        say = self.words.say
        widths = {LABEL: 44, UNIT: 26, **dict.fromkeys(range(3, 13), 12), INPUT_NAME: 28, MEANING: 100}
        widths |= {**dict.fromkeys(RANGE_COLUMN.values(), 13), RANGE_SOURCE: 26, RANGE_STATUS: 28}
        self.start(say("title"), widths)
        self._state()
        heads = {
            LABEL: say("head_driver"),
            UNIT: say("head_unit"),
            **{column: self.words.group("FUTURES", future) for future, column in INPUT_COLUMN.items()},
            LOWEST: say("head_from"),
            HIGHEST: say("head_to"),
            SOURCE: say("head_source"),
            STATUS: say("head_status"),
            NOTE: say("head_note"),
            INPUT_NAME: say("head_name"),
            MEANING: say("head_meaning"),
            **self.ranges.start(self.layout.inputs.next_row),
        }
        left = self.formats.of(bold=True, bottom=1, valign="bottom")
        for column in range(LABEL, MEANING + 1):
            style = self.formats.head if column in range(3, 8) else left
            if column in (RANGE_COLUMN["low"], RANGE_COLUMN["high"]):
                style = self.formats.head
            elif column in (SOURCE, RANGE_COLUMN["distribution"], RANGE_SOURCE):
                style = self.formats.of(bold=True, bottom=1, valign="bottom", indent=1)
            self.text(HEAD_ROW, column, heads.get(column, ""), style)
        for block in self.layout.inputs.blocks:
            self._block(block)
        self.sheet.freeze_panes(HEAD_ROW, UNIT)
        self.sheet.outline_settings(True, False, False, False)
        self.printed_on(HEAD_ROW, NOTE + 2, self.layout.inputs.next_row)
        self.sheet.conditional_format(
            FIRST_ROW - 1,
            STATUS - 1,
            self.layout.inputs.next_row,
            STATUS - 1,
            {
                "type": "formula",
                "criteria": f"=ISTEXT({format_address(FIRST_ROW, STATUS)})",
                "format": self.context.book.add_format({"font_color": "#C00000", "bold": True}),
            },
        )

    def _state(self) -> None:
        """The three cells from which the rest of the workbook knows whether the inputs can be used."""
        rows = self.layout.inputs
        ramp = next(block for block in rows.blocks if block.key == "ramp")
        first, last = format_address(FIRST_ROW, STATUS, True), format_address(ramp.row - 1, STATUS, True)
        # The ramp has years in this column, and LibreOffice counts numbers where Excel counts text only.
        status, of_ramp = f"{first}:{last}", format_address(rows.rows["ramp_plan"] + 1, STATUS, True)
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

    def _block(self, block: Block) -> None:
        if block.key == "essential":
            title = self.words.say("block_essential", essential=len(essentials()))
        elif block.key == "ramp":
            title = self.words.say("block_ramp")
        else:
            title = self.words.group("SECTIONS", block.key)
        self.block(block.row, title, MEANING)
        for name in block.names:
            driver = drivers()[name]
            if driver.scope == "year":
                self._ramp(driver, block.row)
            else:
                self._driver(driver)
        if block.key not in ("essential", "ramp"):
            self.fold(range(block.row + 1, block.row + len(block.names) + 1))
            self.sheet.set_row(block.row + len(block.names), None, None, {"collapsed": True})

    def _driver(self, driver: Input) -> None:
        row = self.layout.inputs.rows[driver.name]
        futures = FUTURES if driver.scope == "future" else ("today",)
        for future in futures:
            self._entry(driver, future, row, INPUT_COLUMN[future])
        cells = f"{format_address(row, INPUT_COLUMN['today'])}:{format_address(row, INPUT_COLUMN[futures[-1]])}"
        self._about(driver, row, cells)

    def _about(self, driver: Input, row: int, cells: str) -> None:
        self.text(row, LABEL, self.words.of(driver.name))
        self.text(row, UNIT, self.words.unit(driver.unit), self.formats.faint)
        bounds = self.formats.of(num_format=_bounds_format(driver), font_color="#7F7F7F")
        if driver.scope != "year":
            self.sheet.write_number(row - 1, LOWEST - 1, driver.at_least, bounds)
            self.sheet.write_number(row - 1, HIGHEST - 1, driver.at_most, bounds)
            self.text(row, SOURCE, self._source(driver), self.formats.of(font_color="#7F7F7F", indent=1))
            self.formula(row, STATUS, self._status(driver, row, cells), self._status_now(driver))
            self.sheet.write_blank(row - 1, NOTE - 1, None, self.formats.of(locked=False))
            self.ranges.write(driver, row)
        self.text(row, INPUT_NAME, driver.name, self.formats.faint)
        self.text(row, MEANING, self.words.meaning(driver), self.formats.faint)

    def _source(self, driver: Input) -> str:
        if driver.essential:
            return self.words.say("source_required")
        return driver.source or self.words.say("source_assumed")

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

    def _entry(self, driver: Input, future: str, row: int, column: int) -> None:
        style = self.formats.entry(driver.unit)
        value = self._entered(driver, future)
        if value is None:
            self.sheet.write_blank(row - 1, column - 1, None, style)
        else:
            self.sheet.write_number(row - 1, column - 1, value, style)
        self._validate(driver, row, column, column)

    def _entered(self, driver: Input, future: str) -> float | None:
        """Return what stands in an input cell: nothing where plan or zero equals today, or an essential is open."""
        name = driver.name if driver.scope == "general" else f"{driver.name}_{future}"
        if self.context.inputs is None:
            figure = driver.default if future == "today" else None
            return float(figure) if isinstance(figure, int | float) else None
        if name in self.context.inputs.same_as_today:
            return None
        return float(self.context.inputs.values[name])

    def _validate(self, driver: Input, row: int, first: int, last: int) -> None:
        allowed = self.words.say("allowed", low=_written(driver.at_least), high=_written(driver.at_most))
        self.sheet.data_validation(
            row - 1,
            first - 1,
            row - 1,
            last - 1,
            {
                "validate": "integer" if driver.whole else "decimal",
                "criteria": "between",
                "minimum": driver.at_least,
                "maximum": driver.at_most,
                "error_title": self.words.of(driver.name)[:32],
                "error_message": allowed,
            },
        )

    def _ramp(self, driver: Input, head_row: int) -> None:
        row, first = self.layout.inputs.rows[driver.name], INPUT_COLUMN["today"]
        given = self.context.inputs
        values: Any = given.values[driver.name] if given else driver.figures["today"]
        for year in range(1, LAST_YEAR + 1):
            self.sheet.write_number(head_row - 1, first + year - 2, year, self.year_head)
            self.sheet.write_number(row - 1, first + year - 2, values[year - 1], self.formats.entry(driver.unit))
        self._validate(driver, row, first, first + LAST_YEAR - 1)
        cells = f"{format_address(row, first)}:{format_address(row, first + LAST_YEAR - 1)}"
        self._about(driver, row, cells)
        status_row = row + 1
        say = self.words.say
        self.text(status_row, LABEL, say("ramp_note"), self.formats.faint)
        self.formula(
            status_row,
            STATUS,
            f'IF(COUNT({cells})<{LAST_YEAR},"{say("status_no_number")}",'
            f"IF(OR(MIN({cells})<{_written(driver.at_least)},MAX({cells})>{_written(driver.at_most)}),"
            f'"{say("status_outside")}",""))',
            "",
        )


def _bounds_format(driver: Input) -> str:
    return "0%" if driver.is_share else "[>=1000000]0E+0;[<=-1000000]-0E+0;General"


def _written(bound: float) -> str:
    return f"{bound:g}" if abs(bound) < 1e6 else f"{bound:.0f}"
