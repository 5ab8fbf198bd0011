"""The results sheet: the case in sentences and pictures, the measures, where they come from, and the checks."""

from __future__ import annotations

import math
from typing import Any

from ...engine.expr import Measure, Requirement
from ...headlines import WITHOUT_BREAK_EVEN, Telling
from ...inputs import LAST_YEAR, TOLERANCE, essentials
from ...model import MODEL
from ...model.measures import HEADINGS
from ...spreadsheet.addresses import format_address
from ..analysis_tables import PARTS, PICTURED, state_name
from ..cached import Cached
from ..layout import (
    HEADLINES,
    HEADLINES_ROW,
    LABEL,
    LAST,
    NAME,
    PIECE,
    SECOND_VALUE,
    STATE_ROW,
    UNIT,
    VALUE,
    WORDING,
    YEAR_0,
    Block,
    column_of,
)
from .formats import GREY
from .results_charts import ResultsCharts
from .sheet import Context, Sheet

OCCURS, READING = YEAR_0 + 1, YEAR_0 + 5
"""The columns that say whether a requirement is broken, and how a measure is read: behind why there may be none."""
WIDTHS = {LABEL: 46, UNIT: 16, VALUE: 14, **dict.fromkeys(range(YEAR_0, LAST + 1), 12)}


class ResultsSheet(Sheet):
    """Headlines, measures, charts, differences by line and by year, and checks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "results")
        self.rows = self.layout.results.rows

    def write(self) -> None:
        """Write the sheet."""
        self.start(self.words.say("results_title"), WIDTHS)
        self.sheet.set_column(NAME - 1, NAME - 1, 32, None, {"hidden": True})
        self.sheet.set_column(VALUE - 1, VALUE - 1, WIDTHS[VALUE], self.formats.text)
        self._message()
        self._headlines()
        writers = {
            "charts": self._charts,
            "pictured": self._pictured,
            "customers": self._customers,
            "by_heading": self._by_heading,
            "by_year": self._by_year,
            "requirements": self._requirements,
        }
        for block in self.layout.results.blocks:
            writers.get(block.key, self._measures)(block)
        self._words_in_grey()
        self.sheet.freeze_panes(STATE_ROW, LABEL)
        self.printed_on(STATE_ROW, LAST, self.layout.results.next_row)

    def _words_in_grey(self) -> None:
        """A measure that is words, since there is none, does not look like a figure; none shows without a case."""
        words = self.context.book.add_format({"font_color": GREY, "italic": True})
        nothing = self.context.book.add_format({"num_format": ";;;"})
        for block in self.layout.results.blocks:
            if not block.names or block.key in ("pictured", "requirements"):
                continue
            last = LAST if block.key == "by_year" else SECOND_VALUE
            cells = block.first - 1, VALUE - 1, block.last - 1, last - 1
            no_case = {"type": "formula", "criteria": '=case_message<>""', "format": nothing, "stop_if_true": True}
            self.sheet.conditional_format(*cells, no_case)
            rule = {"type": "formula", "criteria": f"=ISTEXT({format_address(block.first, VALUE)})", "format": words}
            self.sheet.conditional_format(*cells, rule)

    # ---------------------------------------------------------------------------------------------- headlines

    def _message(self) -> None:
        """What keeps the case from being worked out; empty where nothing does."""
        say = self.words.say
        first, last = (self.rows[name] for name in (next(iter(MODEL.requirements)), [*MODEL.requirements][-1]))
        broken = f"{format_address(first, YEAR_0, True)}:{format_address(last, YEAR_0, True)}"
        named = f"{format_address(first, LABEL, True)}:{format_address(last, LABEL, True)}"
        missing = say("fill_in", missing='"&inputs_missing&"', essential=len(essentials()))
        wrong = say("not_usable", wrong='"&inputs_wrong&"')
        refused = say("refused", why=f'"&INDEX({named},MATCH(1,{broken},0))&"')
        formula = f'IF(inputs_missing>0,"{missing}",IF(inputs_wrong>0,"{wrong}",IF(SUM({broken})>0,"{refused}","")))'
        style = self.formats.of(italic=True, bold=True, font_color="#C00000")
        self.formula(STATE_ROW, LABEL, formula, self.cached.message, style)

    def _headlines(self) -> None:
        """The sentences that are told, without gaps; they are put together on the workings sheet."""
        block, inputs = self.layout.workings["sentences"], self.context.inputs
        texts, places = (
            self.layout.area("workings", (block.first, column), (block.last, column)) for column in (WORDING, PIECE)
        )
        said: list[str] = []
        if inputs:
            said = [*Telling(self.cached.found, inputs.values, self.words.language).sentences(WITHOUT_BREAK_EVEN)]
        style = self.formats.of(font_size=11)
        for place in range(HEADLINES):
            formula = f'IFERROR(INDEX({texts},MATCH({place + 1},{places},0)),"")'
            value = said[place] if place < len(said) else ""
            self.formula(HEADLINES_ROW + place, LABEL, formula, value, style)

    # ------------------------------------------------------------------------------------------------ pictures

    def _charts(self, block: Block) -> None:
        self.block(block.row, self.words.say("block_charts"), LAST)
        ResultsCharts(self.context, self.sheet).insert(block.row)

    def _pictured(self, block: Block) -> None:
        """Where further charts are, and whether they were made."""
        title = self.layout.sheets["analyses"]
        self.block(block.row, self.words.say("block_pictured", sheet=title), LAST)
        link = self.formats.of(font_color="#0563C1", underline=1)
        for analysis in PICTURED:
            row = self.rows[analysis]
            place = self.layout.on("analyses", format_address(PARTS[analysis].row, LABEL))
            label = self.words.say(f"pictured_{analysis}")
            self.sheet.write_url(row - 1, LABEL - 1, f"internal:{place}", link, label)
            value = self.words.say(f"not_made_{analysis}")
            self.formula(row, UNIT, state_name(analysis), value, self.formats.faint)

    # ------------------------------------------------------------------------------------------------ measures

    def _measures(self, block: Block) -> None:
        self.block(block.row, self.words.say(f"block_{block.key}"), LAST)
        for name in block.names:
            self._about(name, self.words.of(name), MODEL.measures[name].unit)
            self._reading(name)
            self._measure(MODEL.measures[name])

    def _customers(self, block: Block) -> None:
        """Inflow against outflow, and the money spent on each: today and the plan side by side."""
        heads = {VALUE: self.words.group("FUTURES", "today"), SECOND_VALUE: self.words.group("FUTURES", "plan")}
        self.block(block.row, self.words.say("block_customers"), LAST, heads)
        for today in block.names:
            plan = today.removesuffix("_today")
            self._reading(today)
            self._about(today, self.words.say(f"customers_{plan}"), MODEL.measures[today].unit)
            for name in (today, plan):
                self._measure(MODEL.measures[name])

    def _about(self, name: str, label: str, unit: str, **style: Any) -> None:
        row = self.rows[name]
        self.text(row, LABEL, label, self.formats.of(**style))
        self.text(row, UNIT, self.words.unit(unit), self.formats.faint)
        self.text(row, NAME, name, self.formats.faint)

    def _reading(self, name: str) -> None:
        self.text(self.rows[name], READING, self.words.say(f"reading_{name}"), self.formats.faint)

    def _measure(self, measure: Measure, **style: Any) -> None:
        formula = self.formulas.measure(measure)
        exists = self.formulas.exists(measure)
        if exists is not None:
            why_not = self.words.why_not(measure.name, measure.why_not).replace('"', '""')
            formula = f'IF({exists},{formula},"{why_not}")'
        if "IRR(" in formula:
            formula = f'IFERROR({formula},"{self.words.say("irr_not_found")}")'
        formula = f'IF(case_message="",{formula},case_message)'
        number = self.formats.number(measure.unit, **style)
        self.formula(self.rows[measure.name], column_of(measure.name), formula, self.cached.measure(measure), number)

    # ------------------------------------------------------------------------------------- headings, years

    def _by_heading(self, block: Block) -> None:
        say = self.words.say
        heads = {VALUE: say("head_programme"), SECOND_VALUE: say("head_service")}
        self.block(block.row, say("block_by_heading"), LAST, heads)
        for name in block.names[:-1]:
            own = name.removeprefix("programme_")
            heading = own.startswith("heading_")
            key = own.removeprefix("heading_").removeprefix("pv_")
            label = self.words.group("HEADINGS", key) if heading else self.words.of(key)
            style: dict[str, Any] = {"bold": True} if heading else {}
            self._about(name, label, "money", **style, indent=0 if heading else 2)
            for measure in (name, f"service_{own}"):
                self._measure(MODEL.measures[measure], **style)
        self._sum_of_headings()

    def _sum_of_headings(self) -> None:
        """The headings add up to the value, or the sheet says that they do not."""
        row = self.rows["sum_of_headings"]
        bold = {"bold": True, "top": 1}
        self.text(row, LABEL, self.words.say("sum_of_headings"), self.formats.of(**bold))
        self.text(row, UNIT, self.words.unit("money"), self.formats.faint)
        agreed, differs = self.words.say("headings_agree"), self.words.say("headings_differ")
        for view, value in (("programme", "programme_npv"), ("service", "service_value")):
            headings = [f"{view}_heading_{heading}" for heading in HEADINGS]
            column = column_of(headings[0])
            cells = "+".join(format_address(self.rows[name], column) for name in headings)
            found: Cached = self.cached.message
            if self.cached.ready:
                found = sum(float(self.cached.found.measures[name]) for name in headings)
            formula = f'IF(case_message="",{cells},case_message)'
            self.formula(row, column, formula, found, self.formats.number("money", **bold))
            total, here = format_address(self.rows[value], VALUE), format_address(row, column)
            same = f"ABS({here}-{total})<=0.000000001*(1+ABS(result_pv_today))"
            formula = f'IF(case_message="",IF({same},"{agreed}","{differs}"),"")'
            state = agreed if self.cached.ready else ""
            self.formula(row + 1, column, formula, state, self.formats.of(align="right", italic=True))

    def _by_year(self, block: Block) -> None:
        self.block(block.row, self.words.say("block_by_year"), LAST)
        self.years(block.row, self.year_head)
        for name in block.names:
            line = MODEL.results[name]
            self._about(name, self.words.of(name), line.unit)
            number = self.formats.number(line.unit)
            for year in range(LAST_YEAR + 1):
                value = self.cached.result_line(name, year)
                self.formula(self.rows[name], YEAR_0 + year, self.formulas.result_line(line, year), value, number)
        self.after_horizon_in_grey(block.first, block.last, block.row)

    # -------------------------------------------------------------------------------------------------- checks

    def _requirements(self, block: Block) -> None:
        say = self.words.say
        heads = {VALUE: say("head_excess"), YEAR_0: say("head_broken"), OCCURS: say("head_occurs")}
        self.block(block.row, say("block_requirements"), LAST, heads)
        self._all_checks()
        for requirement in MODEL.requirements.values():
            self._requirement(requirement)

    def _all_checks(self) -> None:
        """One line for all checks: while a requirement is broken, the case says so itself."""
        row, sums = self.rows["all_checks"], self.rows["sum_of_headings"] + 1
        agree = ",".join(
            f'{format_address(sums, column)}="{self.words.say("headings_agree")}"' for column in (VALUE, SECOND_VALUE)
        )
        in_order, differs = self.words.say("checks_in_order"), self.words.say("checks_headings_differ")
        formula = f'IF(case_message="",IF(AND({agree}),"{in_order}","{differs}"),case_message)'
        self.formula(row, LABEL, formula, self.cached.message or in_order, self.formats.of(bold=True))

    def _requirement(self, requirement: Requirement) -> None:
        row, meaning, middle = self.rows[requirement.name], self.words.meaning(requirement), {"valign": "vcenter"}
        self.sheet.set_row(row - 1, 15 * math.ceil(len(meaning) / (WIDTHS[LABEL] * 1.1)))
        small = {"font_color": GREY, "font_size": 9, **middle}
        self.text(row, LABEL, meaning, self.formats.of(text_wrap=True, **middle))
        self.text(row, UNIT, self.words.unit(requirement.unit), self.formats.of(font_color=GREY, **middle))
        self.text(row, NAME, requirement.name, self.formats.of(font_color=GREY, **middle))
        excess = f"IF(inputs_ready=1,{self.formulas.measure(requirement)},0)"
        found = self.cached.excess(requirement.name)
        self.formula(row, VALUE, excess, found, self.formats.of(num_format="#,##0.0000", **small))
        cell, broken = format_address(row, VALUE), format_address(row, YEAR_0)
        breaks = f"{cell}>=0" if requirement.strict else f"{cell}>{TOLERANCE:.9f}"
        formula = f"IF(AND(inputs_ready=1,{breaks}),1,0)"
        self.formula(row, YEAR_0, formula, 0.0, self.formats.of(num_format="0", **small))
        occurs, occurs_not = self.words.say("occurs"), self.words.say("occurs_not")
        formula = f'IF(inputs_ready=1,IF({broken}=1,"{occurs}","{occurs_not}"),"")'
        said = occurs_not if self.cached.ready else ""
        self.formula(row, OCCURS, formula, said, self.formats.of(align="right", **middle))
