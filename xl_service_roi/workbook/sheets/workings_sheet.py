"""The workings sheet: the pieces of the headlines and the rows behind the charts of the results, on a hidden sheet."""

from __future__ import annotations

import math

from ...headlines import ABOUT_PLAN, ABOUT_SERVICE, CLAUSES, FACTS, FIGURES, WITHOUT_BREAK_EVEN, Telling
from ...spreadsheet.addresses import format_address
from ..cached import Cached
from ..layout import LABEL, PIECE, WORDING
from .chart_rows import ChartRows
from .headline_formulas import HeadlineFormulas
from .sheet import Context, Sheet

FIGURE_FORMAT = "#,##0.00####"


class WorkingsSheet(Sheet):
    """Every figure, fact, clause and sentence in a row of its own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "workings")
        self.blocks = self.layout.workings
        self.rules = HeadlineFormulas(self.layout, self.words, self._piece)
        inputs, language = context.inputs, self.words.language
        self.telling = Telling(self.cached.found, inputs.values, language) if inputs else None

    def write(self) -> None:
        """Write the sheet."""
        self.start(self.words.say("sheet_workings"), {LABEL: 44, PIECE: 16, WORDING: 16})
        self.text(2, LABEL, self.words.say("workings_why", sheet=self.layout.sheets["results"]), self.formats.faint)
        for key, block in self.blocks.items():
            self.block(block.row, self.words.say(f"workings_{key}"), WORDING)
        self._first()
        self._figures()
        self._facts()
        self._clauses()
        self._sentences()
        ChartRows(self.context).write()
        self.sheet.hide()

    # ---------------------------------------------------------------------------------------------- headlines

    def _figures(self) -> None:
        """Write each figure, and how it is written."""
        block, style = self.blocks["figures"], self.formats.of(num_format=FIGURE_FORMAT)
        for name, figure in FIGURES.items():
            row = block.row_of(name)
            self.text(row, LABEL, name)
            self.formula(row, PIECE, self.rules.number(figure.source), self._number(name), style)
            written = self.telling.written(name) if self.telling else ""
            self.formula(row, WORDING, self.rules.written(name, format_address(row, PIECE)), written)

    def _number(self, name: str) -> Cached:
        value = self.telling.number(FIGURES[name].source) if self.telling else math.nan
        return "" if math.isnan(value) else value

    def _facts(self) -> None:
        """Write each fact, below the size up to which an amount counts as 0."""
        block, style = self.blocks["facts"], self.formats.of(num_format=FIGURE_FORMAT)
        nothing = self.telling.nothing if self.telling else ""
        self.text(block.row_of("nothing"), LABEL, "nothing")
        self.formula(block.row_of("nothing"), PIECE, self.rules.nothing, nothing, style)
        for name in FACTS:
            self.text(block.row_of(name), LABEL, name)
            fact = self.telling.facts[name] if self.telling else ""
            value = fact if isinstance(fact, str) else float(fact)
            self.formula(block.row_of(name), PIECE, self.rules.fact(name), value)

    def _clauses(self) -> None:
        block = self.blocks["clauses"]
        for name in CLAUSES:
            self.text(block.row_of(name), LABEL, name)
            said = self.telling.clause(name) if self.telling else ""
            self.formula(block.row_of(name), WORDING, self.rules.clause(name), said)

    def _sentences(self) -> None:
        """Write each sentence that is told, with its place among them in front."""
        block = self.blocks["sentences"]
        place = 0
        for row, told in enumerate(WITHOUT_BREAK_EVEN, start=block.first):
            said = self.telling.sentence(told) if self.telling and self.telling.holds(told.when) else ""
            place += bool(said)
            before = f"{format_address(block.row, PIECE, True)}:{format_address(row - 1, PIECE)}"
            number = f'IF({format_address(row, WORDING)}="","",1+COUNT({before}))'
            self.text(row, LABEL, told.key)
            self.formula(row, PIECE, number, float(place) if said else "")
            self.formula(row, WORDING, self.rules.sentence(told), said)

    def _first(self) -> None:
        """Write the first sentence about service, or why there is none, and the first about the plan."""
        sentences = self.blocks["sentences"]
        texts, places = (self._column(column, sentences.first, sentences.last) for column in (WORDING, PIECE))
        begin = sentences.first + len(ABOUT_SERVICE)
        of_plan = self._column(PIECE, begin, begin + len(ABOUT_PLAN) - 1)
        service = f'IF(case_message="",INDEX({texts},MATCH(1,{places},0)),case_message)'
        plan = f'IF(case_message="",INDEX({texts},MATCH(MIN({of_plan}),{places},0)),"")'
        about_service, about_plan = self.cached.message, ""
        if self.telling:
            about_service, about_plan = (next(self.telling.sentences(each)) for each in (ABOUT_SERVICE, ABOUT_PLAN))
        first = self.blocks["first"]
        for name, formula, value in zip(first.names, (service, plan), (about_service, about_plan), strict=True):
            self.text(first.row_of(name), LABEL, name)
            self.formula(first.row_of(name), WORDING, formula, value)

    def _piece(self, block: str, name: str) -> str:
        column = PIECE if block == "facts" else WORDING
        return format_address(self.blocks[block].row_of(name), column, absolute=True)

    def _column(self, column: int, first: int, last: int) -> str:
        return f"{format_address(first, column, True)}:{format_address(last, column, True)}"
