"""Writes the template: inputs, native formulas with their values beside them, results, notes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from ..engine.expr import Line, Measure, Requirement, Single
from ..engine.units import shown
from ..inputs import LAST_YEAR, TOLERANCE, Inputs, drivers, essentials
from ..labels import labels
from ..model import MODEL, MODEL_VERSION
from ..model.driver import FUTURES, Input
from .addresses import format_address
from .cached import Cached, CachedValues
from .layout import (
    FIRST_ROW,
    HEAD_ROW,
    HIGHEST,
    INPUT_COLUMN,
    INPUT_NAME,
    LABEL,
    LAST,
    LOWEST,
    MEANING,
    NAME,
    NOTE,
    SERVICE_VALUE,
    SOURCE,
    STATE_ROW,
    STATUS,
    TITLE_ROW,
    UNIT,
    VALUE,
    YEAR_0,
    Block,
    Layout,
)
from .names import MODEL_NAME

CREATED = datetime(2026, 1, 1)
"""A fixed date, so that building the same template again gives the same file."""


def build(path: str | os.PathLike[str], language: str = "en", inputs: Inputs | None = None) -> None:
    """Write a template in ``language``, filled in with ``inputs`` or with its essentials left empty.

    The file appears whole or not at all. Raises OSError where it cannot be written.
    """
    target = Path(path)
    handle, temporary = tempfile.mkstemp(suffix=".xlsx", prefix=f".{target.stem}-", dir=target.parent or ".")
    os.close(handle)
    try:
        _Template(temporary, language, inputs).write()
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Template:
    def __init__(self, path: str, language: str, inputs: Inputs | None) -> None:
        self.words = labels(language)
        self.layout = Layout(self.words)
        self.inputs = inputs
        self.cached = CachedValues(inputs, self.words)
        self.book: Workbook = xlsxwriter.Workbook(path)
        self.formats = _Formats(self.book)
        self.sheets: dict[str, Worksheet] = {}

    def write(self) -> None:
        say = self.words.say
        self.book.set_properties({"title": say("title"), "comments": say("promise"), "created": CREATED})
        for key, title in self.layout.sheets.items():
            self.sheets[key] = self.book.add_worksheet(title)
        for name, cells in self.layout.defined_names().items():
            self.book.define_name(name, f"={cells}")
        self.book.define_name(MODEL_NAME, f'="{MODEL_VERSION}"')
        self._hide_name(MODEL_NAME)
        _InputsSheet(self).write()
        for future in FUTURES:
            _FutureSheet(self, future).write()
        _ResultsSheet(self).write()
        _NotesSheet(self).write()
        self.book.close()

    def _hide_name(self, name: str) -> None:
        """XlsxWriter has no call for a hidden name; it keeps ``[name, sheet, formula, hidden]``."""
        next(entry for entry in self.book.defined_names if entry[0] == name)[3] = True


class _Formats:
    """Cell formats by what they show, each made once."""

    NUMBERS = {
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
        return self.of(num_format=pattern, bg_color="#FFF8DC", border=1, border_color="#BFBFBF", locked=False)

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


class _Sheet:
    """What all sheets share: writing by row and column counted from 1."""

    def __init__(self, template: _Template, key: str) -> None:
        self.template, self.key = template, key
        self.words, self.layout, self.cached = template.words, template.layout, template.cached
        self.formats = template.formats
        self.sheet = template.sheets[key]

    def text(self, row: int, column: int, text: str, style: Format | None = None) -> None:
        self.sheet.write_string(row - 1, column - 1, text, style or self.formats.text)

    def formula(self, row: int, column: int, formula: str, value: Cached, style: Format | None = None) -> None:
        self.sheet.write_formula(row - 1, column - 1, "=" + formula, style or self.formats.text, value)

    def start(self, title: str, widths: dict[int, float]) -> None:
        self.text(TITLE_ROW, LABEL, title, self.formats.title)
        self.sheet.set_row(TITLE_ROW - 1, 24)
        for column, width in widths.items():
            self.sheet.set_column(column - 1, column - 1, width, self.formats.text)
        self.sheet.hide_gridlines(2)

    def block(self, row: int, text: str, last_column: int, heads: dict[int, str] | None = None) -> None:
        for column in range(LABEL, last_column + 1):
            self.sheet.write_blank(row - 1, column - 1, None, self.formats.block)
        self.text(row, LABEL, text, self.formats.block)
        right = self.formats.of(bold=True, bg_color="#DDE6F0", font_color="#1F3864", align="right")
        for column, head in (heads or {}).items():
            self.text(row, column, head, right)

    def years(self, row: int, style: Format) -> None:
        for year in range(LAST_YEAR + 1):
            self.sheet.write_number(row - 1, YEAR_0 + year - 1, year, style)

    @property
    def year_head(self) -> Format:
        """The heading of a year: a number, since formulas refer to it."""
        pattern = f'"{self.words.say("year", year="")}"0'
        return self.formats.of(bold=True, bg_color="#DDE6F0", font_color="#1F3864", num_format=pattern)

    def fold(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.sheet.set_row(row - 1, None, None, {"level": 1, "hidden": True})

    def after_horizon_in_grey(self, first_row: int, last_row: int, head_row: int) -> None:
        first = format_address(head_row, YEAR_0).replace(str(head_row), f"${head_row}")
        grey = self.template.book.add_format({"font_color": "#BFBFBF"})
        self.sheet.conditional_format(
            first_row - 1,
            YEAR_0 - 1,
            last_row - 1,
            LAST - 1,
            {"type": "formula", "criteria": f"={first}>horizon_years", "format": grey},
        )

    def printed_on(self, rows_on_top: int, last_column: int, last_row: int) -> None:
        self.sheet.print_area(0, 0, last_row - 1, last_column - 1)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, rows_on_top - 1)
        self.sheet.set_footer("&L&F&C&A&R&P / &N")


class _InputsSheet(_Sheet):
    def __init__(self, template: _Template) -> None:
        super().__init__(template, "inputs")

    def write(self) -> None:
        say = self.words.say
        widths = {LABEL: 44, UNIT: 26, **dict.fromkeys(range(3, 13), 12), INPUT_NAME: 28, MEANING: 100}
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
        }
        left = self.formats.of(bold=True, bottom=1, valign="bottom")
        for column in range(LABEL, MEANING + 1):
            style = self.formats.head if column in range(3, 8) else left
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
                "format": self.template.book.add_format({"font_color": "#C00000", "bold": True}),
            },
        )

    def _state(self) -> None:
        """The three cells from which the rest of the workbook knows whether the inputs can be used."""
        status = (
            f"{format_address(FIRST_ROW, STATUS, True)}:{format_address(self.layout.inputs.next_row, STATUS, True)}"
        )
        empty = self.words.say("status_empty")
        missing = 0.0 if self.cached.ready else float(len(essentials()))
        hidden = self.formats.of(num_format=";;;")
        self.formula(
            STATE_ROW, INPUT_COLUMN["today"], "IF(inputs_missing+inputs_wrong=0,1,0)", float(not missing), hidden
        )
        self.formula(STATE_ROW, INPUT_COLUMN["plan"], f'COUNTIF({status},"{empty}")', missing, hidden)
        self.formula(STATE_ROW, INPUT_COLUMN["zero"], f'COUNTIF({status},"?*")-inputs_missing', 0.0, hidden)
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
            title = self.words.group("SECTIONS", block.key.replace("_", " "))
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
        if self.template.inputs is None:
            figure = driver.default if future == "today" else None
            return float(figure) if isinstance(figure, int | float) else None
        if name in self.template.inputs.same_as_today:
            return None
        return float(self.template.inputs.values[name])

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
        values = driver.figures["today"] if self.template.inputs is None else self.template.inputs.values[driver.name]
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


class _FutureSheet(_Sheet):
    def __init__(self, template: _Template, future: str) -> None:
        super().__init__(template, future)
        self.future = future

    def write(self) -> None:
        say = self.words.say
        widths = {LABEL: 44, UNIT: 22, NAME: 27, **dict.fromkeys(range(VALUE, LAST + 1), 13)}
        self.start(say(f"future_{self.future}"), widths)
        self.formula(
            STATE_ROW, LABEL, "case_message", self.cached.message, self.formats.of(italic=True, font_color="#C00000")
        )
        left = self.formats.of(bold=True, bottom=1)
        for column, head in ((LABEL, "head_line"), (UNIT, "head_unit"), (NAME, "head_name")):
            self.text(HEAD_ROW, column, say(head), left)
        self.text(HEAD_ROW, VALUE, say("head_now" if self.future == "today" else "head_own"), self.formats.head)
        self.years(HEAD_ROW, self.formats.of(bold=True, bottom=1, num_format=f'"{say("year", year="")}"0'))
        for block in self.layout.future.blocks:
            self._block(block)
        self.sheet.freeze_panes(HEAD_ROW, NAME)
        self.sheet.outline_settings(True, False, False, False)
        last_row = self.layout.future.next_row
        self.after_horizon_in_grey(FIRST_ROW, last_row, HEAD_ROW)
        self.sheet.conditional_format(
            FIRST_ROW - 1,
            VALUE - 1,
            last_row,
            LAST - 1,
            {
                "type": "formula",
                "criteria": "=inputs_ready<>1",
                "format": self.template.book.add_format({"num_format": ";;;", "font_color": "#FFFFFF"}),
            },
        )
        self.printed_on(HEAD_ROW, LAST, last_row)

    def _block(self, block: Block) -> None:
        headings = {"effect": "block_effect", "drivers": "block_drivers", "money_in": "block_money_in"}
        headings |= {"money_out": "block_money_out", "cash": "block_cash"}
        key = headings.get(block.key)
        self.block(block.row, self.words.say(key) if key else self.words.group("HEADINGS", block.key), LAST)
        for name in block.names:
            if block.key == "effect":
                self._effect(name)
            elif block.key == "drivers":
                self._driver(drivers()[name])
            else:
                self._item(MODEL.items[name])
        if block.key == "drivers":
            self.fold(range(block.row + 1, block.row + len(block.names) + 1))
            self.sheet.set_row(block.row + len(block.names), None, None, {"collapsed": True})

    def _about(self, name: str, unit: str, style: Format | None = None) -> int:
        row = self.layout.future.rows[name]
        self.text(row, LABEL, self.words.of(name), style)
        self.text(row, UNIT, self.words.unit(unit), self.formats.faint)
        self.text(row, NAME, name, self.formats.faint)
        return row

    def _effect(self, name: str) -> None:
        row = self._about(name, "share")
        for year in range(1, LAST_YEAR + 1):
            value = self.cached.effect(self.future, year)
            formula = self.layout.effect(self.future, year)
            style = self.formats.number("share")
            if formula in ("0", "1"):
                self.sheet.write_number(row - 1, YEAR_0 + year - 1, value, style)
            else:
                self.formula(row, YEAR_0 + year, formula, value, style)

    def _driver(self, driver: Input) -> None:
        row = self._about(driver.name, driver.unit)
        style = self.formats.number(driver.unit)
        own = self.layout.driver_value(driver, self.future)
        self.formula(row, VALUE, own, self.cached.driver(driver.name, self.future), style)
        for year in range(LAST_YEAR + 1):
            formula = self.layout.driver_in_year(driver, self.future, year)
            if formula is not None:
                value = self.cached.driver_in_year(driver.name, self.future, year)
                self.formula(row, YEAR_0 + year, formula, value, style)

    def _item(self, item: object) -> None:
        if isinstance(item, Single):
            if self.future == "today":
                row = self._about(item.name, item.unit)
                value = self.cached.single(item.name)
                self.formula(row, VALUE, self.layout.single(item), value, self.formats.number(item.unit))
        elif isinstance(item, Line):
            self._line(item)

    def _line(self, line: Line) -> None:
        total = line.name in (
            "total_money_in",
            "total_money_out",
            "operating_cash_flow",
            "net_cash_flow",
            "present_value",
        )
        weight = {"bold": True, "top": 1} if total else {}
        row = self._about(line.name, line.unit, self.formats.of(**weight))
        style = self.formats.number(line.unit, **weight)
        now = self.cached.line_now(line.name) if self.future == "today" else None
        if now is not None:
            self.formula(row, VALUE, self.layout.line_now(line), now, style)
        for year in range(LAST_YEAR + 1):
            formula = self.layout.line(line, self.future, year)
            if formula in ("0", "1"):
                self.sheet.write_number(row - 1, YEAR_0 + year - 1, float(formula), style)
            elif formula is not None:
                self.formula(row, YEAR_0 + year, formula, self.cached.line(line.name, self.future, year), style)


class _ResultsSheet(_Sheet):
    def __init__(self, template: _Template) -> None:
        super().__init__(template, "results")

    def write(self) -> None:
        say = self.words.say
        widths = {LABEL: 52, UNIT: 20, NAME: 32, VALUE: 17, **dict.fromkeys(range(YEAR_0, LAST + 1), 14)}
        self.start(say("results_title"), widths)
        self._message()
        for block in self.layout.results.blocks:
            if block.key == "by_heading":
                self._by_heading(block)
            elif block.key == "by_year":
                self._by_year(block)
            elif block.key == "requirements":
                self._requirements(block)
            else:
                self.block(block.row, say(f"block_{block.key}"), YEAR_0 + 4)
                for name in block.names:
                    self._measure(MODEL.measures[name], self.words.of(name), VALUE)
        self.sheet.freeze_panes(STATE_ROW, LABEL)
        self.printed_on(STATE_ROW, LAST, self.layout.results.next_row)

    def _message(self) -> None:
        say = self.words.say
        block = next(block for block in self.layout.results.blocks if block.key == "requirements")
        first, last = block.row + 1, block.row + len(block.names)
        broken = f"{format_address(first, YEAR_0, True)}:{format_address(last, YEAR_0, True)}"
        named = f"{format_address(first, LABEL, True)}:{format_address(last, LABEL, True)}"
        missing = say("fill_in", missing='"&inputs_missing&"', essential=len(essentials()))
        wrong = say("not_usable", wrong='"&inputs_wrong&"')
        refused = say("refused", why=f'"&INDEX({named},MATCH(1,{broken},0))&"')
        formula = f'IF(inputs_missing>0,"{missing}",IF(inputs_wrong>0,"{wrong}",IF(SUM({broken})>0,"{refused}","")))'
        style = self.formats.of(italic=True, bold=True, font_color="#C00000")
        self.formula(STATE_ROW, LABEL, formula, self.cached.message, style)

    def _measure(self, measure: Measure, label: str, column: int, style: dict[str, Any] | None = None) -> None:
        row = self.layout.results.rows[measure.name]
        if column == VALUE:
            self.text(row, LABEL, label, self.formats.of(**(style or {})))
            self.text(row, UNIT, self.words.unit(measure.unit), self.formats.faint)
            self.text(row, NAME, measure.name, self.formats.faint)
        formula = self.layout.measure(measure)
        exists = self.layout.exists(measure)
        if exists is not None:
            why_not = self.words.why_not(measure.name, measure.why_not).replace('"', '""')
            formula = f'IF({exists},{formula},"{why_not}")'
        if "IRR(" in formula:
            formula = f'IFERROR({formula},"{self.words.say("irr_not_found")}")'
        number = self.formats.number(measure.unit, align="right", **(style or {}))
        self.formula(row, column, f'IF(case_message="",{formula},case_message)', self.cached.measure(measure), number)

    def _by_heading(self, block: Block) -> None:
        say = self.words.say
        heads = {VALUE: say("head_programme"), SERVICE_VALUE: say("head_service")}
        self.block(block.row, say("block_by_heading"), YEAR_0 + 4, heads)
        for name in block.names:
            if name == "sum_of_headings":
                continue
            own = name.removeprefix("programme_")
            heading = own.startswith("heading_")
            key = own.removeprefix("heading_").removeprefix("pv_")
            label = self.words.group("HEADINGS", key) if heading else "    " + self.words.of(key)
            style = {"bold": True} if heading else {}
            self._measure(MODEL.measures[name], label, VALUE, style)
            self._measure(MODEL.measures[f"service_{own}"], label, SERVICE_VALUE, style)
        self._sum_of_headings()

    def _sum_of_headings(self) -> None:
        """The headings add up to the value, or the sheet says that they do not."""
        rows = self.layout.results.rows
        row = rows["sum_of_headings"]
        bold = {"bold": True, "top": 1}
        self.text(row, LABEL, self.words.say("sum_of_headings"), self.formats.of(**bold))
        self.text(row, UNIT, self.words.unit("money"), self.formats.faint)
        for column, view, value in ((VALUE, "programme", "programme_npv"), (SERVICE_VALUE, "service", "service_value")):
            headings = [name for name in rows if name.startswith(f"{view}_heading_")]
            cells = "+".join(format_address(rows[name], column) for name in headings)
            found: Cached = self.cached.message
            if self.cached.ready:
                found = sum(float(self.cached.found.measures[name]) for name in headings)
            formula = f'IF(case_message="",{cells},case_message)'
            self.formula(row, column, formula, found, self.formats.number("money", align="right", **bold))
            total = format_address(rows[value], VALUE)
            here = format_address(row, column)
            agreed, differs = self.words.say("headings_agree"), self.words.say("headings_differ")
            formula = f'IF(case_message="",IF(ABS({here}-{total})<=0.000000001*(1+ABS(result_pv_today)),"{agreed}","{differs}"),"")'
            state = agreed if self.cached.ready else ""
            self.formula(row + 1, column, formula, state, self.formats.of(align="right", italic=True))

    def _by_year(self, block: Block) -> None:
        self.block(block.row, self.words.say("block_by_year"), LAST)
        self.years(block.row, self.year_head)
        for name in block.names:
            line = MODEL.results[name]
            row = self.layout.results.rows[name]
            self.text(row, LABEL, self.words.of(name))
            self.text(row, UNIT, self.words.unit(line.unit), self.formats.faint)
            self.text(row, NAME, name, self.formats.faint)
            number = self.formats.number(line.unit)
            for year in range(LAST_YEAR + 1):
                value = self.cached.result_line(name, year)
                self.formula(row, YEAR_0 + year, self.layout.result_line(line, year), value, number)
        self.after_horizon_in_grey(block.row + 1, block.row + len(block.names), block.row)

    def _requirements(self, block: Block) -> None:
        say = self.words.say
        heads = {VALUE: say("head_excess"), YEAR_0: say("head_broken")}
        self.block(block.row, say("block_requirements"), YEAR_0 + 4, heads)
        for name in block.names:
            self._requirement(MODEL.requirements[name])

    def _requirement(self, requirement: Requirement) -> None:
        row = self.layout.results.rows[requirement.name]
        self.text(row, LABEL, self.words.meaning(requirement))
        self.text(row, UNIT, self.words.unit(requirement.unit), self.formats.faint)
        self.text(row, NAME, requirement.name, self.formats.faint)
        excess = self.cached.excess(requirement.name)
        formula = f"IF(inputs_ready=1,{self.layout.measure(requirement)},0)"
        self.formula(row, VALUE, formula, excess, self.formats.of(num_format="0.0000", font_color="#7F7F7F"))
        cell = format_address(row, VALUE)
        broken = f"{cell}>=0" if requirement.strict else f"{cell}>{TOLERANCE:.9f}"
        self.formula(row, YEAR_0, f"IF(AND(inputs_ready=1,{broken}),1,0)", 0.0, self.formats.number("-"))


class _NotesSheet(_Sheet):
    def __init__(self, template: _Template) -> None:
        super().__init__(template, "notes")

    def write(self) -> None:
        say = self.words.say
        self.start(say("notes_title"), {1: 30, 2: 46, 3: 110, 4: 10, 5: 24, 6: 24})
        wrapped = self.formats.of(text_wrap=True, valign="top")
        row = 3
        for number in range(1, 9):
            self.sheet.merge_range(row - 1, 0, row - 1, 2, say(f"note_{number}"), wrapped)
            self.sheet.set_row(row - 1, 30)
            row += 1
        self.text(row, 1, say("model_version", version=MODEL_VERSION), self.formats.faint)
        row += 2
        left = self.formats.of(bold=True, bottom=1)
        for column, head in enumerate(
            ("head_name", "head_line", "head_meaning", "head_notes", "head_heading", "head_remit"), 1
        ):
            self.text(row, column, say(head), left)
        for item in MODEL.items.values():
            if isinstance(item, Line | Single):
                row += 1
                self.text(row, 1, item.name, self.formats.faint)
                self.text(row, 2, self.words.of(item.name))
                self.text(row, 3, self.words.meaning(item))
                self.text(row, 4, item.notes, self.formats.faint)
                if isinstance(item, Line):
                    self.text(row, 5, self.words.group("HEADINGS", item.heading))
                    self.text(row, 6, self.words.group("REMITS", item.remit))
        self.printed_on(1, 6, row)


def _bounds_format(driver: Input) -> str:
    return "0%" if driver.is_share else "[>=1000000]0E+0;[<=-1000000]-0E+0;General"


def _written(bound: float) -> str:
    return f"{bound:g}" if abs(bound) < 1e6 else f"{bound:.0f}"
