"""The headlines as formulas: what ``headlines`` tells, with a cell for each figure, fact, clause and sentence.

A piece is empty while the inputs cannot be used; a condition that asks for it is not met then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from ...headlines import (
    AT_ONCE,
    CENT,
    CLAUSES,
    FIGURES,
    GAIN,
    LATER,
    NEVER,
    NO,
    ONE_OFFS,
    OTHER,
    PRESENT_VALUES,
    REACH_AT_ZERO,
    SEVERANCE,
    SIGNS,
    Fact,
    Source,
    Told,
    When,
)
from ...inputs import TOLERANCE, drivers
from ...labels import Labels
from ...model import MODEL
from ...model.programme import severance
from ...numbers import MINUS
from ..layout import LAST, VALUE, YEAR_0, Layout
from ..names import result_name
from .spoken import money_formula, percent_formula, sentence_formula, whole_years_formula, years_formula

WRITERS: Mapping[str, Callable[[str, str], str]] = {
    "money": money_formula,
    "percent": lambda cell, language: f'IF(ROUND({cell}*1000,0)<0,"{MINUS}","")&{percent_formula(cell, language)}',
    "years": years_formula,
    "whole_years": whole_years_formula,
    "year": lambda cell, _: f'{cell}&""',
}
"""How a number in a cell is written."""


class HeadlineFormulas:
    """The formulas of the pieces; ``cell`` tells where a piece stands: the words of a figure, the value of a fact."""

    def __init__(self, layout: Layout, words: Labels, cell: Callable[[str, str], str]) -> None:
        self.layout, self.words, self.cell = layout, words, cell
        self._nothing = cell("facts", "nothing")

    # ------------------------------------------------------------------------------------------------ figures

    def number(self, source: Source) -> str:
        """Return the formula of a number; of a measure that does not exist it is empty."""
        found = self._found(source)
        return f'IF(AND(case_message="",ISNUMBER({found})),{found},"")'

    def written(self, name: str, number: str) -> str:
        """Return the formula of a figure in words, with its number in a cell."""
        return f'IF({number}="","",{WRITERS[FIGURES[name].written](number, self.words.language)})'

    def _found(self, source: Source) -> str:
        """Return the cell of a number; of an input that may be left empty, the value that it takes then."""
        if source.name in MODEL.measures:
            return result_name(source.name)
        if source.name in MODEL.results:
            return self._in_year(source.name, source.year)
        if source.name in drivers():
            return source.name
        driver, _, future = source.name.rpartition("_")
        return self.layout.cell(future, self.layout.future.rows[driver], VALUE)

    # -------------------------------------------------------------------------------------------------- facts

    @property
    def nothing(self) -> str:
        """Return the formula of the size up to which an amount counts as 0."""
        sizes = ",".join(f"ABS({result_name(name)})" for name in PRESENT_VALUES)
        return f'IF(case_message="",MAX({CENT},{TOLERANCE:.9f}*MAX({sizes})),"")'

    def fact(self, name: str) -> str:
        """Return the formula of a fact."""
        rule = self._sign(self._found(SIGNS[name])) if name in SIGNS else self._rules[name]
        return f'IF(case_message="",{rule},"")'

    @cached_property
    def _rules(self) -> Mapping[str, str]:
        loss, payback = result_name("zero_first_loss_year"), result_name("payback")
        return {
            "zero_differs": self._differs("zero_differential_cash_flow", "service_value"),
            "served_at_zero": f"IF({self._found(REACH_AT_ZERO)}>0,1,0)",
            "one_off": self._one_off(),
            "saving_gone": _exists("zero_saving_gone_year"),
            "most_saved": self._sign(f"MAX({self._all_years('zero_cumulative')})"),
            "loses_later": f"IF(ISNUMBER({loss}),IF({loss}>1,1,0),0)",
            "plan_differs": self._differs("differential_cash_flow", "programme_npv"),
            "roi": _exists("roi"),
            "payback": f'IF(ISNUMBER({payback}),IF({payback}>0,"{LATER}","{AT_ONCE}"),"{NEVER}")',
            "hold": "IF(hold_base=1,1,0)",
        }

    def _sign(self, number: str) -> str:
        return f"IF(ABS({number})<={self._nothing},0,IF({number}>0,1,-1))"

    def _differs(self, line: str, measure: str) -> str:
        years = self._all_years(line)
        return f"IF(MAX(MAX({years}),-MIN({years}),ABS({result_name(measure)}))>{self._nothing},1,0)"

    def _one_off(self) -> str:
        """Tell what abolishing does in year 0; severance alone has a clause of its own."""
        flow = self._in_year("zero_differential_cash_flow", 0)
        more = {name: "-".join(self._line_in_year_0(future, name) for future in ("zero", "today")) for name in ONE_OFFS}
        only = [
            f"{amount}>{self._nothing}" if name == severance.name else f"ABS({amount})<={self._nothing}"
            for name, amount in more.items()
        ]
        costs = f'IF(AND({",".join(only)}),"{SEVERANCE}","{OTHER}")'
        return f'IF(ABS({flow})<={self._nothing},"{NO}",IF({flow}>0,"{GAIN}",{costs}))'

    def _in_year(self, line: str, year: int) -> str:
        return self.layout.cell("results", self.layout.results.rows[line], YEAR_0 + year)

    def _line_in_year_0(self, future: str, line: str) -> str:
        return self.layout.cell(future, self.layout.future.rows[line], YEAR_0)

    def _all_years(self, line: str) -> str:
        row = self.layout.results.rows[line]
        return self.layout.area("results", (row, YEAR_0), (row, LAST))

    # ---------------------------------------------------------------------------------------------- sentences

    def clause(self, name: str) -> str:
        """Return the formula of the clause of this name that is told."""
        formula = '""'
        for told in reversed(CLAUSES[name]):
            formula = f"IF({self._holds(told.when)},{self._said(told)},{formula})"
        return formula

    def sentence(self, told: Told) -> str:
        """Return the formula of a sentence; empty where it is not told."""
        return f'IF({self._holds(told.when)},{self._said(told)},"")'

    def _said(self, told: Told) -> str:
        return sentence_formula(self.words, f"headline_{told.key}", **self._wordings)

    @cached_property
    def _wordings(self) -> dict[str, str]:
        """The cells of all that may stand in a sentence."""
        figures = {name: self.cell("figures", name) for name in FIGURES}
        return figures | {name: self.cell("clauses", name) for name in CLAUSES}

    def _holds(self, when: When) -> str:
        conditions = [self._is(name, allowed) for name, allowed in when.items()]
        return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"

    def _is(self, name: str, allowed: Fact | tuple[Fact, ...]) -> str:
        if isinstance(allowed, tuple):
            return f"OR({','.join(self._is(name, each) for each in allowed)})"
        value = f'"{allowed}"' if isinstance(allowed, str) else allowed
        return f"{self.cell('facts', name)}={value}"


def _exists(measure: str) -> str:
    return f"IF(ISNUMBER({result_name(measure)}),1,0)"
