"""The results sheet: the measures, where they come from, the lines by year, and the checks."""

from __future__ import annotations

from typing import Any

from ..engine.expr import Measure, Requirement
from ..inputs import LAST_YEAR, TOLERANCE, essentials
from ..model import MODEL
from ..spreadsheet.addresses import format_address
from .cached import Cached
from .layout import (
    LABEL,
    LAST,
    NAME,
    SERVICE_VALUE,
    STATE_ROW,
    UNIT,
    VALUE,
    YEAR_0,
    Block,
)
from .sheet import Context, Sheet


class ResultsSheet(Sheet):
    """Measures, differences, lines by year and checks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "results")

    def write(self) -> None:
        """Write the sheet."""
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
        self._words_in_grey()
        self.sheet.freeze_panes(STATE_ROW, LABEL)
        self.printed_on(STATE_ROW, LAST, self.layout.results.next_row)

    def _words_in_grey(self) -> None:
        """A measure that is words, since there is none or inputs are missing, does not look like a figure."""
        style = self.context.book.add_format({"font_color": "#7F7F7F", "italic": True})
        for block in self.layout.results.blocks:
            first, last = block.row + 1, block.row + len(block.names)
            rule = {"type": "formula", "criteria": f"=ISTEXT({format_address(first, VALUE)})", "format": style}
            self.sheet.conditional_format(first - 1, VALUE - 1, last - 1, SERVICE_VALUE - 1, rule)

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
        formula = self.formulas.measure(measure)
        exists = self.formulas.exists(measure)
        if exists is not None:
            why_not = self.words.why_not(measure.name, measure.why_not).replace('"', '""')
            formula = f'IF({exists},{formula},"{why_not}")'
        if "IRR(" in formula:
            formula = f'IFERROR({formula},"{self.words.say("irr_not_found")}")'
        number = self.formats.number(measure.unit, **(style or {}))
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
            self.formula(row, column, formula, found, self.formats.number("money", **bold))
            total = format_address(rows[value], VALUE)
            here = format_address(row, column)
            agreed, differs = self.words.say("headings_agree"), self.words.say("headings_differ")
            same = f"ABS({here}-{total})<=0.000000001*(1+ABS(result_pv_today))"
            formula = f'IF(case_message="",IF({same},"{agreed}","{differs}"),"")'
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
                self.formula(row, YEAR_0 + year, self.formulas.result_line(line, year), value, number)
        self.after_horizon_in_grey(block.row + 1, block.row + len(block.names), block.row)

    def _requirements(self, block: Block) -> None:
        say = self.words.say
        heads = {VALUE: say("head_excess"), YEAR_0: say("head_broken")}
        self.block(block.row, say("block_requirements"), YEAR_0 + 4, heads)
        for name in block.names:
            self._requirement(MODEL.requirements[name])

    def _requirement(self, requirement: Requirement) -> None:
        row = self.layout.results.rows[requirement.name]
        self.text(row, LABEL, self.words.meaning(requirement), self.formats.of(text_wrap=True, valign="top"))
        self.text(row, UNIT, self.words.unit(requirement.unit), self.formats.faint)
        self.text(row, NAME, requirement.name, self.formats.faint)
        excess = self.cached.excess(requirement.name)
        formula = f"IF(inputs_ready=1,{self.formulas.measure(requirement)},0)"
        self.formula(row, VALUE, formula, excess, self.formats.of(num_format="0.0000", font_color="#7F7F7F"))
        cell = format_address(row, VALUE)
        broken = f"{cell}>=0" if requirement.strict else f"{cell}>{TOLERANCE:.9f}"
        self.formula(row, YEAR_0, f"IF(AND(inputs_ready=1,{broken}),1,0)", 0.0, self.formats.number("-"))
